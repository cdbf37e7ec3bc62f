#include "invented_rows.h"

#include <math.h>

/* Shares, seconds, points of 5; what is not known says why. The values are such as a team of sixty shows. */
static void fill_row(struct answer *answer, enum outcome outcome, const char *key, const char *label, enum unit unit, double size)
{
	struct effect_row *row = &answer->effect->rows[outcome];
	struct note *notes = ARENA_ARRAY(answer->arena, struct note, 2);
	notes[0] = (struct note){.label = "people with a habit of AI use", .count = 27};
	notes[1] = (struct note){.label = "people with access, here for under 84 days", .count = 4, .left_out = true};
	*row = (struct effect_row){.key = key, .label = label, .unit = unit, .more_is_better = size > 0, .plain = 1.4 * size,
		.adjusted = {.known = true, .value = size, .low = 0.4 * size, .high = 1.6 * size, .with = 27, .without = 14, .notes = notes, .note_count = 2},
		.event = {.known = true, .value = 0.9 * size, .low = -0.1 * size, .high = 1.9 * size, .with = 38, .without = 49},
		.check = {.known = true, .value = 0.1 * size, .low = -0.8 * size, .high = size}};
	for (int i = 0; i < EFFECT_SERIES; i++) {
		double value = i < 8 ? 0.1 * size * sin(i) : 0.9 * size * fmin(1, (i - 7) / 4.0);
		row->week[i] = (struct effect_estimate){.known = i != 3, .value = value, .low = value - fabs(size), .high = value + fabs(size)};
	}
	if (size < 0) {                                 /* limits in order */
		struct effect_estimate *all[] = {&row->adjusted, &row->event, &row->check};
		for (size_t i = 0; i < COUNT_OF(all); i++) {
			double low = all[i]->low;
			all[i]->low = all[i]->high, all[i]->high = low;
		}
	}
}

static void fill_ramp(struct ramp *ramp)
{
	ramp->outcome = OUTCOME_CUSTOMER_TIME, ramp->newcomers = 23;
	for (int i = 0; i < RAMP_POINTS; i++) {
		double with = 0.5 - 0.14 * exp(-i / 2.0), without = 0.46 - 0.16 * exp(-i / 5.0);
		ramp->with[i] = (struct ramp_point){true, with, with - 0.03, with + 0.03, 9 + i % 3};
		if (i != 5)
			ramp->without[i] = (struct ramp_point){true, without, without - 0.04, without + 0.04, 12};
	}
}

static void fill_reinvestment(struct reinvestment *reinvestment)
{
	static const struct { const char *key, *label; double hours; } rows[REINVESTED_ROWS] = {
		{"relationships", "relationships", .2}, {"improvement", "improvement", .2}, {"learning", "learning", .4},
		{"customers_otherwise", "customers otherwise", .9}, {"logging", "logging, wrap-up, admin", -1.9}, {"other", "all other work", .2},
	};
	*reinvestment = (struct reinvestment){.people = 31, .left_out = 5, .before_ai = true, .given_known = true, .given = 3600 * 1.6,
		.nothing_known = true, .nothing = 3600 * .8};
	for (int i = 0; i < REINVESTED_ROWS; i++)
		reinvestment->rows[i] = (struct reinvested){rows[i].key, rows[i].label, true, true, 3600 * rows[i].hours,
			3600 * (rows[i].hours - .3), 3600 * (rows[i].hours + .3)};
}

void invented_effect(struct answer *answer)
{
	struct ai_effect *effect = answer->effect = ARENA_ARRAY(answer->arena, struct ai_effect, 1);
	effect->weeks = (struct window){answer->window.to - 7 * EFFECT_WEEKS + 1, answer->window.to};
	fill_row(answer, OUTCOME_CUSTOMER_TIME, "customer_time", "customer time", UNIT_SHARE, .042);
	fill_row(answer, OUTCOME_HANDLE_TIME, "handle_time", "handle time", UNIT_SECONDS, -84);
	fill_row(answer, OUTCOME_CSAT, "csat", "CSAT", UNIT_SCORE, .06);
	fill_row(answer, OUTCOME_CAME_BACK, "came_back", "came back", UNIT_SHARE, -.004);
	fill_row(answer, OUTCOME_LEVELS, "levels", "levels gained", UNIT_LEVELS, .21);
	effect->rows[OUTCOME_CSAT].already_changing = true;
	effect->rows[OUTCOME_LEVELS].event = (struct effect_estimate){.why = "assessed too seldom to be followed by week"};
	fill_ramp(&effect->ramp);
	fill_reinvestment(&effect->reinvestment);
}

void invented_effect_unknown(struct answer *answer, const char *why)
{
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		struct effect_row *row = &answer->effect->rows[i];
		*row = (struct effect_row){.key = row->key, .label = row->label, .unit = row->unit, .adjusted = {.why = why}, .event = {.why = why}};
	}
	answer->effect->ramp = (struct ramp){.why = why};
	answer->effect->reinvestment = (struct reinvestment){.why = why};
}
