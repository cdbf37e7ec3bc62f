/* People as an HR system knows them on a day: whoever has given notice has a leaving date that is still to come. */
#include "rows.h"

#include <stdio.h>

static const char *leave_word(enum leave_kind kind)
{
	static const char *const words[] = {NULL, "voluntary", "involuntary", "other"};
	return words[kind];
}

static int64_t tool_from(const struct world *world, int tool)
{
	int64_t days = ((int64_t)world->scenario->tools[tool].from_month * MONTH_DAYS_100 + 99) / 100;
	return world->ai_launch + days;
}

/* First day with a right to the tool, NEVER none. A team without AI gives none; nobody moves into one later. */
static int64_t access_from(const struct world *world, const struct rep *rep, int tool)
{
	int64_t from = tool_from(world, tool);
	from = from > rep->hired ? from : rep->hired;
	return rep_has_ai(world, rep, from) ? from : NEVER;
}

static bool in(int64_t day, int64_t after, int64_t to)
{
	return day > after && day <= to;
}

static bool rep_changed(const struct world *world, const struct rep *rep, int64_t after, int64_t to)
{
	bool changed = in(rep->hired, after, to) || in(rep->notice, after, to) || in(rep->left, after, to);
	for (int i = 0; i < rep->stay_count; i++)
		changed = changed || in(rep->stays[i].from, after, to);
	for (int i = 0; i < rep->job_count; i++)
		changed = changed || in(rep->jobs[i].from, after, to);
	for (unsigned tool = 0; tool < world->scenario->tool_count; tool++)
		changed = changed || in(access_from(world, rep, (int)tool), after, to);
	return changed;
}

static int64_t closed(int64_t last, int64_t to)
{
	return last <= to ? last : NEVER;
}

static void put_person(struct rows *rows, const struct rep *rep, int64_t to)
{
	char number[24], name[80], alias[24];
	bool leaving = rep->notice <= to;
	snprintf(number, sizeof number, "NC-%d", rep->number);
	snprintf(alias, sizeof alias, "agent-%d", rep->id);
	rep_name(rep, name);
	rows_put(rows, PUT_PERSON, "itttddtri", (int64_t)rep->id, number, name, rep_role(rep, to), rep->hired,
		leaving ? rep->left : NEVER, leaving ? leave_word(rep->leave_kind) : NULL, rep->hours, rows->people_run);
	rows_put(rows, PUT_PERSON_ALIAS, "ti", alias, (int64_t)rep->id);
}

static void put_history(struct rows *rows, const struct rep *rep, int64_t to)
{
	const struct world *world = rows->world;
	for (int i = 0; i < rep->stay_count && rep->stays[i].from <= to; i++)
		rows_put(rows, PUT_STAY, "ididi", (int64_t)rep->id, rep->stays[i].from, (int64_t)rep->stays[i].team + 1,
			closed(rep->stays[i].to, to), rows->people_run);
	for (int i = 0; i < rep->job_count && rep->jobs[i].from <= to && rep->jobs[i].from <= rep->left; i++)
		rows_put(rows, PUT_JOB, "idtrd", (int64_t)rep->id, rep->jobs[i].from, rep->jobs[i].role, rep->hours,
			closed(rep->jobs[i].to < rep->left ? rep->jobs[i].to : rep->left, to));
	for (unsigned tool = 0; tool < world->scenario->tool_count; tool++) {
		int64_t from = access_from(world, rep, (int)tool);
		if (from <= to && world->scenario->tools[tool].kind[1] == 's')
			rows_put(rows, PUT_ACCESS, "iiddi", (int64_t)rep->id, (int64_t)tool + 1, from, closed(rep->left, to),
				rows->people_run);
	}
}

static void put_levels(struct rows *rows, const struct rep *rep, int64_t after, int64_t to)
{
	for (int i = 0; i < rep->assessment_count; i++) {
		const struct assessment *seen = &rep->assessments[i];
		if (in(seen->day, after, to))
			rows_put(rows, PUT_LEVEL, "iiditi", (int64_t)rep->id, (int64_t)seen->skill + 1, seen->day,
				(int64_t)seen->level, seen->gain ? "course" : "review", rows->skills_run);
	}
}

static void put_leads(struct rows *rows, int64_t after, int64_t to)
{
	const struct world *world = rows->world;
	for (int i = 0; i < world->lead_count; i++) {
		const struct lead *lead = &world->leads[i];
		if (in(lead->from, after, to) || in(lead->to, after, to))
			rows_put(rows, PUT_LEAD, "idid", (int64_t)lead->team + 1, lead->from, (int64_t)lead->person,
				closed(lead->to, to));
	}
}

void rows_people(struct rows *rows, int64_t after, int64_t to)
{
	const struct world *world = rows->world;
	for (int i = 0; i < world->rep_count; i++) {
		const struct rep *rep = world->reps[i];
		if (rep->hired > to)
			continue;
		if (rep_changed(world, rep, after, to)) {
			put_person(rows, rep, to);
			put_history(rows, rep, to);
		}
		put_levels(rows, rep, after, to);
	}
	put_leads(rows, after, to);
}
