/* Does AI help here (metrics.md; statistics.md 6): asks for sums by week, finds who began with AI and when. */
#include "effect.h"

#include <math.h>

QUESTION(effect_time, "ii", "iiiiiiii");
QUESTION(effect_cases, "ii", "iiiiiiii");
QUESTION(effect_use, "ii", "ii");
const struct question *const effect_questions[] = {&question_effect_time, &question_effect_cases, &question_effect_use, NULL};

enum { WEEK = 7, SUSTAINED_OF = 4, SUSTAINED = 3, HOUR = 3600, LEAST_WEEK_HOURS = 8, BLOCK_SUMS = 6,
	MOST_EARLIER = 2000 };                          /* weeks: what is older is no use of AI, but a wrong date */

const struct outcome_rule OUTCOMES[OUTCOME_COUNT] = {
	[OUTCOME_CUSTOMER_TIME] = {"customer_time", "customer time", UNIT_SHARE, true, SOURCE_ACTIVITY, SUM_CUSTOMER, SUM_WORKED,
		LEAST_HOURS * HOUR, LEAST_WEEK_HOURS * HOUR},
	[OUTCOME_HANDLE_TIME] = {"handle_time", "handle time", UNIT_SECONDS, false, SOURCE_CASE, SUM_HANDLE, SUM_HANDLED, LEAST_CASES, 1},
	[OUTCOME_CSAT] = {"csat", "CSAT", UNIT_SCORE, true, SOURCE_CASE, SUM_CSAT, SUM_RATED, LEAST_CASES, 1},
	[OUTCOME_CAME_BACK] = {"came_back", "came back", UNIT_SHARE, false, SOURCE_CASE, SUM_BACK, SUM_CASES, LEAST_CASES, 1},
	[OUTCOME_LEVELS] = {.key = "levels", .label = "levels gained", .unit = UNIT_LEVELS, .more_is_better = true,
		.source = SOURCE_ASSESSMENT},
};

const double *effect_week(const struct effect_facts *effect, int person, int week)
{
	return effect->week + ((size_t)person * (size_t)effect->weeks + (size_t)week) * EFFECT_SUMS;
}

double effect_value(const double *sums, const struct outcome_rule *rule, double least)
{
	return sums[rule->below] > 0 && sums[rule->below] >= least ? sums[rule->above] / sums[rule->below] : NAN;
}

void effect_note(struct facts *facts, struct effect_estimate *estimate, const char *label, int64_t count, bool left_out)
{
	enum { MOST_NOTES = 12 };
	struct note *notes = (struct note *)estimate->notes;
	if (!notes)
		estimate->notes = notes = ARENA_ARRAY(facts->keep, struct note, MOST_NOTES);
	if (count > 0 && estimate->note_count < MOST_NOTES)
		notes[estimate->note_count++] = (struct note){.label = label, .count = count, .left_out = left_out};
}

/* ---- sums by week, and of W and P ---- */
static int64_t monday_of(int64_t day)
{
	return day - day_weekday(day);
}

/* Blocks of `days` from `from` on into sums[people][blocks]; the question's columns are `first` and those after it. */
struct blocks { const struct facts *facts; int64_t from, days; int count, first; double *sums; };

static void take_blocks(void *self, const struct table *table)
{
	const struct blocks *blocks = self;
	for (size_t row = 0; row < table->rows; row++) {
		int person = facts_person(blocks->facts, table_integer(table, row, 1));
		int64_t block = (table_integer(table, row, 0) - blocks->from) / blocks->days;
		if (person < 0 || block < 0 || block >= blocks->count)
			continue;
		double *at = blocks->sums + ((size_t)person * (size_t)blocks->count + (size_t)block) * EFFECT_SUMS + blocks->first;
		for (int i = 0; i < BLOCK_SUMS; i++)
			at[i] += (double)table_integer(table, row, 2 + i);
	}
}

static bool blocks_ask(struct facts *facts, const struct asker *asker, struct error *error, struct window window, int64_t days,
	int count, double **sums)
{
	struct blocks blocks = {.facts = facts, .from = window.from, .days = days, .count = count};
	*sums = blocks.sums = ARENA_ARRAY(facts->scratch, double, (size_t)facts->people_count * (size_t)count * EFFECT_SUMS + 1);
	blocks.first = SUM_CUSTOMER;
	if (!facts_scan(facts, asker, &question_effect_time, window, take_blocks, &blocks, error))
		return false;
	blocks.first = SUM_CASES;
	return facts_scan(facts, asker, &question_effect_cases, window, take_blocks, &blocks, error);
}

/* ---- the first week of sustained use ---- */
/* Weeks with use of one person, by rising week: the first one that has use in 3 of the 4 weeks beginning with it, known
   only when all four are past. */
static int start_of(const bool *used, int earlier, int weeks)
{
	for (int week = 0; week + SUSTAINED_OF <= weeks; week++) {
		int with = 0;
		for (int i = 0; used[week] && i < SUSTAINED_OF; i++)
			with += used[week + i];
		if (with >= SUSTAINED)
			return week - earlier;
	}
	return START_NEVER;
}

struct uses { const struct facts *facts; int64_t monday; int weeks; bool *used; };      /* used[people][weeks] */

static void take_uses(void *self, const struct table *table)
{
	const struct uses *uses = self;
	for (size_t row = 0; row < table->rows; row++) {
		int person = facts_person(uses->facts, table_integer(table, row, 1));
		int64_t week = (table_integer(table, row, 0) - uses->monday) / WEEK;
		if (person >= 0 && week >= 0 && week < uses->weeks)
			uses->used[(size_t)person * (size_t)uses->weeks + (size_t)week] = true;
	}
}

static bool starts_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct effect_facts *effect = facts->effect;
	const struct source_fact *events = &facts->source[SOURCE_AI_EVENT];
	int64_t end = effect->monday + (int64_t)WEEK * effect->weeks, oldest = effect->monday - (int64_t)WEEK * MOST_EARLIER;
	struct uses uses = {.facts = facts, .monday = effect->monday};
	if (events->any && events->first_day < effect->monday)
		uses.monday = events->first_day > oldest ? monday_of(events->first_day) : oldest;
	uses.weeks = (int)((end - uses.monday) / WEEK);
	uses.used = ARENA_ARRAY(facts->scratch, bool, (size_t)facts->people_count * (size_t)uses.weeks + 1);
	if (events->any && !facts_scan(facts, asker, &question_effect_use, (struct window){uses.monday, end - 1}, take_uses, &uses, error))
		return false;
	for (int person = 0; person < facts->people_count; person++)
		effect->start[person] = start_of(uses.used + (size_t)person * (size_t)uses.weeks, uses.weeks - effect->weeks, uses.weeks);
	return true;
}

bool effect_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	const struct answer *answer = facts->answer;
	struct effect_facts *effect = facts->effect = ARENA_ARRAY(facts->scratch, struct effect_facts, 1);
	int64_t end = monday_of(facts->to + 1);         /* the Monday after the last whole week */
	effect->weeks = EFFECT_WEEKS;
	effect->monday = end - (int64_t)WEEK * EFFECT_WEEKS;
	effect->start = ARENA_ARRAY(facts->scratch, int, facts->people_count + 1);
	return starts_ask(facts, asker, error) &&
		blocks_ask(facts, asker, error, (struct window){effect->monday, end - 1}, WEEK, effect->weeks, &effect->week) &&
		blocks_ask(facts, asker, error, answer->window, window_days(answer->window), 1, &effect->now) &&
		blocks_ask(facts, asker, error, answer->before, window_days(answer->before), 1, &effect->before);
}

void effect_fold(struct facts *facts, struct answer *answer)
{
	const struct effect_facts *from = facts->effect;
	struct ai_effect *effect = answer->effect = ARENA_ARRAY(facts->keep, struct ai_effect, 1);
	effect->weeks = (struct window){from->monday, from->monday + (int64_t)WEEK * from->weeks - 1};
	for (int person = 0; person < facts->people_count; person++) {
		bool here = facts_employed(facts, person, facts->to) && facts_in_group(facts, 0, facts->people[person].team_to, person);
		effect->starters += here && from->start[person] != START_NEVER;
		effect->never += here && from->start[person] == START_NEVER;
	}
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		const struct outcome_rule *rule = &OUTCOMES[i];
		struct effect_row *row = &effect->rows[i];
		*row = (struct effect_row){.key = rule->key, .label = rule->label, .unit = rule->unit, .more_is_better = rule->more_is_better};
		effect_compare(facts, (enum outcome)i, row);
		effect_follow(facts, (enum outcome)i, row);
	}
	effect_ramp(facts, &effect->ramp);
	effect_reinvest(facts, &effect->reinvestment);
}
