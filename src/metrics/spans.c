#include "spans.h"

struct turnover_facts { struct spans spans; };

enum { FIRST_TEAM_WITHIN_DAYS = 31 };

int64_t spans_team_at(const struct facts *facts, int person, int64_t day)
{
	const struct person_fact *who = &facts->people[person];
	int64_t team = 0;
	for (int i = 0; i < who->stay_count; i++)
		if (facts->stays[who->first_stay + i].from_day <= day)
			team = facts->stays[who->first_stay + i].team_id;
	return team;
}

int64_t spans_team_hired(const struct facts *facts, int person)
{
	const struct person_fact *who = &facts->people[person];
	for (int i = 0; i < who->stay_count; i++) {
		const struct stay_fact *stay = &facts->stays[who->first_stay + i];
		bool ended = stay->to_day != DAY_NONE && stay->to_day < who->hired_day;
		if (!ended && stay->from_day <= who->hired_day + FIRST_TEAM_WITHIN_DAYS)
			return stay->team_id;
	}
	return 0;
}

static void span_add(const struct facts *facts, struct spans *spans, int person, int64_t team_id, int64_t from, int64_t to)
{
	struct span *span = &spans->rows[spans->count++];
	*span = (struct span){.person = person, .team_id = team_id, .from = from, .to = to};
	span->group_count = facts_groups_of(facts, team_id, person, span->groups);
}

static void spans_of_person(const struct facts *facts, struct spans *spans, int person)
{
	const struct person_fact *who = &facts->people[person];
	int64_t end = who->left_day == DAY_NONE ? DAY_FAR : who->left_day, at = who->hired_day;
	for (int i = 0; i < who->stay_count; i++) {
		const struct stay_fact *stay = &facts->stays[who->first_stay + i];
		int64_t from = stay->from_day > at ? stay->from_day : at, to = stay->to_day == DAY_NONE ? DAY_FAR : stay->to_day;
		to = to < end ? to : end;
		if (to < from)
			continue;
		if (from > at)
			span_add(facts, spans, person, 0, at, from - 1);
		span_add(facts, spans, person, stay->team_id, from, to);
		at = to + 1;
	}
	if (at <= end)
		span_add(facts, spans, person, 0, at, end);
}

static void leaving_add(const struct facts *facts, struct spans *spans, int person)
{
	struct leaving *leaving = &spans->leavings[spans->leaving_count++];
	int64_t day = facts->people[person].left_day;
	*leaving = (struct leaving){.person = person, .day = day, .team_id = spans_team_at(facts, person, day)};
	leaving->group_count = facts_groups_of(facts, leaving->team_id, person, leaving->groups);
}

const struct spans *spans_of(struct facts *facts)
{
	if (facts->turnover)
		return &facts->turnover->spans;
	facts->turnover = arena_alloc(facts->scratch, sizeof *facts->turnover);
	struct spans *spans = &facts->turnover->spans;
	spans->rows = ARENA_ARRAY(facts->scratch, struct span, facts->people_count + 2 * facts->stay_count + 1);
	spans->leavings = ARENA_ARRAY(facts->scratch, struct leaving, facts->people_count + 1);
	for (int person = 0; person < facts->people_count; person++) {
		if (facts->people[person].hired_day == DAY_NONE)
			continue;
		spans_of_person(facts, spans, person);
		if (facts->people[person].left_day != DAY_NONE)
			leaving_add(facts, spans, person);
	}
	return spans;
}
