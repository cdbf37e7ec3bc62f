/* How newcomers come up to speed with AI and without, and where the time went that AI gave back. */
#include "adoption.h"
#include "effect.h"

#include <math.h>

enum { LEAST_PEOPLE = 5, LEAST_USERS = 8, BASE_WEEKS = 12, WEEK_DAYS = 7 };

/* ---- the ramp: stretches of weeks, not people, so that nobody is early because he or she stayed (Suissa 2008) ---- */
struct ramp_sums { double *above, *below; };            /* [people] of one block and kind */

static int least_people(const struct facts *facts)
{
	return facts->answer->policy.min_group > LEAST_PEOPLE ? facts->answer->policy.min_group : LEAST_PEOPLE;
}

/* One person's weeks since hire that lie in block `point`, with AI or before it. Returns whether there were any. */
static bool ramp_sum(const struct facts *facts, const struct outcome_rule *rule, int person, int point, bool with, double *above, double *below)
{
	const struct effect_facts *effect = facts->effect;
	int64_t hired = facts->people[person].hired_day;
	*above = *below = 0;
	for (int i = 0; i < RAMP_POINT_WEEKS; i++) {
		/* the first Monday on or after so many weeks since the hire */
		int64_t due = hired + WEEK_DAYS * ((int64_t)point * RAMP_POINT_WEEKS + i);
		int64_t week = (due - effect->monday + WEEK_DAYS - 1) / WEEK_DAYS;
		if (due < effect->monday || week >= effect->weeks || (week >= effect->start[person]) != with)
			continue;
		const double *sums = effect_week(effect, person, (int)week);
		*above += sums[rule->above], *below += sums[rule->below];
	}
	return *below > 0;
}

static struct ramp_point ramp_point_of(struct facts *facts, const struct outcome_rule *rule, int point, bool with,
	struct ramp_sums sums, bool *counted)
{
	size_t n = 0;
	double above = 0, below = 0;
	for (int person = 0; person < facts->people_count; person++) {
		int64_t hired = facts->people[person].hired_day;
		if (hired == DAY_NONE || !facts_in_group(facts, 0, facts_team_on(facts, person, hired), person) ||
		    !ramp_sum(facts, rule, person, point, with, &sums.above[n], &sums.below[n]))
			continue;
		above += sums.above[n], below += sums.below[n++];
		counted[person] = true;
	}
	struct ramp_point out = {.people = (int64_t)n, .known = n >= (size_t)least_people(facts) && below > 0};
	struct interval interval = interval_ratio(sums.above, sums.below, n, rule->unit == UNIT_SHARE);
	out.known = out.known && interval.known;
	if (out.known)
		out.value = above / below, out.low = interval.low, out.high = interval.high;
	return out;
}

void effect_ramp(struct facts *facts, struct ramp *ramp)
{
	size_t most = (size_t)facts->people_count + 1;
	struct ramp_sums sums = {ARENA_ARRAY(facts->scratch, double, most), ARENA_ARRAY(facts->scratch, double, most)};
	bool *counted = ARENA_ARRAY(facts->scratch, bool, most), any[2] = {false, false};
	ramp->outcome = facts->source[SOURCE_ACTIVITY].any || !facts->source[SOURCE_CASE].any ? OUTCOME_CUSTOMER_TIME : OUTCOME_HANDLE_TIME;
	const struct outcome_rule *rule = &OUTCOMES[ramp->outcome];
	for (int point = 0; point < RAMP_POINTS; point++) {
		ramp->with[point] = ramp_point_of(facts, rule, point, true, sums, counted);
		ramp->without[point] = ramp_point_of(facts, rule, point, false, sums, counted);
		any[0] = any[0] || ramp->with[point].known, any[1] = any[1] || ramp->without[point].known;
	}
	for (int person = 0; person < facts->people_count; person++) {
		ramp->newcomers += counted[person];
		ramp->hired_unknown += facts->people[person].hired_day == DAY_NONE;
	}
	if (!facts->source[rule->source].any)
		ramp->why = arena_print(facts->keep, "%s are not imported", source_words(rule->source));
	else if (!any[0] && !any[1])
		ramp->why = arena_print(facts->keep, "%lld newcomers in 104 weeks, %d needed in the same weeks since hire",
			(long long)ramp->newcomers, least_people(facts));
}

/* ---- reinvestment ---- */
static const struct destination { const char *key, *label; } DESTINATIONS[REINVESTED_ROWS] = {
	{"relationships", "relationships"}, {"improvement", "improvement"}, {"learning", "learning"},
	{"customers_otherwise", "customers otherwise"}, {"logging", "logging, wrap-up, admin"}, {"other", "all other work"},
};
enum { MEANT = 3 };                                     /* the first three are what the time is meant for */

static void destinations_of(const double *sums, double out[REINVESTED_ROWS])
{
	out[0] = sums[SUM_RELATIONSHIP], out[1] = sums[SUM_IMPROVEMENT], out[2] = sums[SUM_LEARNING];
	out[3] = sums[SUM_CUSTOMER] - sums[SUM_RELATIONSHIP], out[4] = sums[SUM_LOGGING];
	out[5] = sums[SUM_WORKED];
	for (int i = 0; i < 5; i++)
		out[5] -= out[i];
}

/* The 84 days before the first week of sustained use; false where the weeks read do not reach back that far. */
static bool base_of(const struct effect_facts *effect, int person, double sums[EFFECT_SUMS])
{
	int start = effect->start[person];
	for (int i = 0; i < EFFECT_SUMS; i++)
		sums[i] = 0;
	if (start == START_NEVER || start < BASE_WEEKS)
		return false;
	for (int week = start - BASE_WEEKS; week < start; week++)
		for (int i = 0; i < EFFECT_SUMS; i++)
			sums[i] += effect_week(effect, person, week)[i];
	return sums[SUM_WORKED] >= LEAST_HOURS * 3600;
}

static double saved_of(const struct facts *facts, int person, bool *recorded)
{
	const struct tallies *tallies = facts->adoption->tallies;
	double seconds = 0;
	for (int at = tallies->first[person]; at >= 0; at = tallies->rows[at].next) {
		seconds += tallies->rows[at].now[AI_SAVED];
		*recorded = *recorded || tallies->rows[at].now[AI_SAVED_N] > 0;
	}
	return seconds;
}

/* People in it: began with AI, used it in W, and enough work recorded in W. */
static bool is_user(const struct facts *facts, int person)
{
	return facts_employed(facts, person, facts->to) && facts_in_group(facts, 0, facts->people[person].team_to, person) &&
		facts->effect->start[person] != START_NEVER && adoption_days(facts, person, facts->answer->window) > 0 &&
		facts->effect->now[(size_t)person * EFFECT_SUMS + SUM_WORKED] >= LEAST_HOURS * 3600;
}

/* Change of each share from the reference to W, times the hours now worked in a week, by person: change[rows][people]. */
struct moves { double *change[REINVESTED_ROWS], *one; size_t people, left_out; double given; bool recorded, seen[REINVESTED_ROWS]; };

static void moves_add(const struct facts *facts, int person, const double *base, struct moves *moves)
{
	const double *now = facts->effect->now + (size_t)person * EFFECT_SUMS;
	double weeks = (double)window_days(facts->answer->window) / WEEK_DAYS, here[REINVESTED_ROWS], then[REINVESTED_ROWS];
	destinations_of(now, here), destinations_of(base, then);
	for (int i = 0; i < REINVESTED_ROWS; i++) {
		moves->change[i][moves->people] = (here[i] / now[SUM_WORKED] - then[i] / base[SUM_WORKED]) * now[SUM_WORKED] / weeks;
		moves->seen[i] = moves->seen[i] || here[i] > 0 || then[i] > 0;
	}
	moves->one[moves->people++] = 1;
	moves->given += saved_of(facts, person, &moves->recorded) / weeks;
}

static struct moves moves_of(struct facts *facts, bool before_ai)
{
	struct moves moves = {.one = ARENA_ARRAY(facts->scratch, double, facts->people_count + 1)};
	for (int i = 0; i < REINVESTED_ROWS; i++)
		moves.change[i] = ARENA_ARRAY(facts->scratch, double, facts->people_count + 1);
	for (int person = 0; person < facts->people_count; person++) {
		double base[EFFECT_SUMS];
		const double *before = facts->effect->before + (size_t)person * EFFECT_SUMS;
		if (!is_user(facts, person))
			continue;
		if (before_ai ? base_of(facts->effect, person, base) : before[SUM_WORKED] >= LEAST_HOURS * 3600)
			moves_add(facts, person, before_ai ? base : before, &moves);
		else
			moves.left_out++;
	}
	return moves;
}

static void reinvest_fill(const struct moves *moves, struct reinvestment *out)
{
	double n = (double)moves->people, meant = 0;
	for (int i = 0; i < REINVESTED_ROWS; i++) {
		struct reinvested *row = &out->rows[i];
		double sum = 0;
		for (size_t k = 0; k < moves->people; k++)
			sum += moves->change[i][k];
		struct interval interval = interval_ratio(moves->change[i], moves->one, moves->people, false);
		*row = (struct reinvested){.key = DESTINATIONS[i].key, .label = DESTINATIONS[i].label, .known = moves->seen[i],
			.change = sum / n, .has_interval = moves->seen[i] && interval.known, .low = interval.low, .high = interval.high};
		meant += i < MEANT && row->known ? row->change : 0;
	}
	out->given_known = moves->recorded;
	out->given = moves->recorded ? moves->given / n : 0;
	out->nothing_known = out->given_known;
	out->nothing = out->given - meant;
}

void effect_reinvest(struct facts *facts, struct reinvestment *out)
{
	struct moves moves = moves_of(facts, true);
	out->before_ai = moves.people >= LEAST_USERS;
	if (!out->before_ai && facts_before_known(facts, SOURCE_ACTIVITY, facts->answer->before))
		moves = moves_of(facts, false);
	out->people = (int64_t)moves.people, out->left_out = (int64_t)moves.left_out;
	if (!facts->source[SOURCE_ACTIVITY].any || !facts->source[SOURCE_AI_EVENT].any)
		out->why = facts->source[SOURCE_ACTIVITY].any ? "AI events are not imported" : "activities are not imported";
	else if (moves.people < LEAST_USERS)
		out->why = arena_print(facts->keep, "%lld people who use AI with work recorded before, %d needed", (long long)moves.people, LEAST_USERS);
	else
		reinvest_fill(&moves, out);
}
