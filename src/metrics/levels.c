#include "levels.h"

#include <stdlib.h>

QUESTION(levels, "i", "iiii");
QUESTION(skill_names, "", "it");
QUESTION(needs, "", "iiii");

const struct question *const skills_questions[] = {&question_levels, &question_needs, &question_skill_names, NULL};

/* ---- loading ---- */
static int by_person_skill_day(const void *a, const void *b)
{
	const struct assessment *x = a, *y = b;
	if (x->person != y->person)
		return x->person < y->person ? -1 : 1;
	if (x->skill_id != y->skill_id)
		return x->skill_id < y->skill_id ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

static void take_levels(struct facts *facts, const struct table *table)
{
	struct skill_facts *skills = facts->skills;
	skills->rows = ARENA_ARRAY(facts->scratch, struct assessment, table->rows + 1);
	for (size_t row = 0; row < table->rows; row++) {
		struct assessment assessment = {
			.person = facts_person(facts, table_integer(table, row, 0)),
			.skill_id = table_integer(table, row, 1),
			.day = table_integer(table, row, 2),
			.level = (int)table_integer(table, row, 3),
		};
		if (assessment.person >= 0)
			skills->rows[skills->count++] = assessment;
	}
	qsort(skills->rows, (size_t)skills->count, sizeof *skills->rows, by_person_skill_day);
}

static void make_series(struct facts *facts)
{
	struct skill_facts *skills = facts->skills;
	skills->series = ARENA_ARRAY(facts->scratch, struct series, skills->count + 1);
	skills->first_series = ARENA_ARRAY(facts->scratch, int, facts->people_count + 1);
	skills->first_assessed = ARENA_ARRAY(facts->scratch, int64_t, facts->people_count + 1);
	for (int person = 0; person < facts->people_count; person++)
		skills->first_assessed[person] = DAY_NONE;
	struct series *last = NULL;
	for (int i = 0; i < skills->count; i++) {
		const struct assessment *row = &skills->rows[i];
		if (!last || last->person != row->person || last->skill_id != row->skill_id) {
			last = &skills->series[skills->series_count++];
			*last = (struct series){.person = row->person, .skill_id = row->skill_id, .first = i};
		}
		last->count++;
		int64_t *first = &skills->first_assessed[row->person];
		if (*first == DAY_NONE || row->day < *first)
			*first = row->day;
	}
	for (int person = 0, at = 0; person <= facts->people_count; person++) {
		while (at < skills->series_count && skills->series[at].person < person)
			at++;
		skills->first_series[person] = at;
	}
}

static int by_id(const void *a, const void *b)
{
	const struct skill_name *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static void take_names(struct facts *facts, const struct table *table)
{
	struct skill_facts *skills = facts->skills;
	skills->names = ARENA_ARRAY(facts->scratch, struct skill_name, table->rows + 1);
	for (size_t row = 0; row < table->rows; row++)
		skills->names[skills->name_count++] = (struct skill_name){
			.id = table_integer(table, row, 0), .name = facts_clean(facts, table_text(table, row, 1)),
		};
	qsort(skills->names, (size_t)skills->name_count, sizeof *skills->names, by_id);
}

static int by_skill_team_level(const void *a, const void *b)
{
	const struct team_need *x = a, *y = b;
	if (x->skill_id != y->skill_id)
		return x->skill_id < y->skill_id ? -1 : 1;
	if (x->team_id != y->team_id)
		return x->team_id < y->team_id ? -1 : 1;
	return (x->level > y->level) - (x->level < y->level);
}

static void take_needs(struct facts *facts, const struct table *table)
{
	struct skill_facts *skills = facts->skills;
	skills->needs = ARENA_ARRAY(facts->scratch, struct team_need, table->rows + 1);
	skills->met = ARENA_ARRAY(facts->scratch, struct need_met, table->rows + 1);
	for (size_t row = 0; row < table->rows; row++)
		skills->needs[skills->need_count++] = (struct team_need){
			.team_id = table_integer(table, row, 0), .skill_id = table_integer(table, row, 1),
			.level = (int)table_integer(table, row, 2), .people = table_integer(table, row, 3),
		};
	qsort(skills->needs, (size_t)skills->need_count, sizeof *skills->needs, by_skill_team_level);
}

bool skills_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	if (facts->skills)
		return true;
	facts->skills = arena_alloc(facts->scratch, sizeof *facts->skills);
	struct table levels, names, needs;
	if (!FACTS_ASK(facts, asker, &question_levels, &levels, error, facts->to) ||
		!facts_ask(facts, asker, &question_skill_names, &names, error, 0, NULL) ||
		!facts_ask(facts, asker, &question_needs, &needs, error, 0, NULL))
		return false;
	take_levels(facts, &levels);
	make_series(facts);
	take_names(facts, &names);
	take_needs(facts, &needs);
	return true;
}

/* ---- reading ---- */
int levels_at(const struct skill_facts *skills, const struct series *series, int64_t day, int64_t *day_of)
{
	int low = series->first, high = series->first + series->count;          /* first row after the day */
	while (low < high) {
		int middle = low + (high - low) / 2;
		if (skills->rows[middle].day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == series->first)
		return LEVEL_NEVER;
	if (day_of)
		*day_of = skills->rows[low - 1].day;
	return skills->rows[low - 1].level;
}

const char *levels_skill_name(const struct skill_facts *skills, int64_t skill_id)
{
	struct skill_name key = {.id = skill_id};
	const struct skill_name *found = bsearch(&key, skills->names, (size_t)skills->name_count, sizeof key, by_id);
	return found ? found->name : "unknown skill";
}

struct gain levels_gain(const struct facts *facts, int person, struct window window)
{
	const struct skill_facts *skills = facts->skills;
	struct gain gain = {.counted = false};
	int64_t first = skills->first_assessed[person];
	if (first == DAY_NONE || first > window.to)
		return gain;
	gain.counted = facts_employed(facts, person, window.from) && facts_employed(facts, person, window.to);
	for (int i = skills->first_series[person]; i < skills->first_series[person + 1]; i++) {
		const struct series *series = &skills->series[i];
		int now = levels_or_zero(levels_at(skills, series, window.to, NULL));
		int before = levels_at(skills, series, window.from - 1, NULL), change = now - levels_or_zero(before);
		gain.levels += change;
		gain.first_levels += before == LEVEL_NEVER ? change : 0;
		gain.grew += change > 0;
	}
	return gain;
}
