/* The two estimates of each outcome: people who use AI against their like who do not, and starters against themselves. */
#include "adoption.h"
#include "effect.h"
#include "levels.h"
#include "teamtop/model.h"

#include <math.h>
#include <string.h>

enum { GAIN_DAYS = 91 };

static struct effect_estimate estimate_not(struct effect_estimate estimate, const char *why)
{
	estimate.known = false, estimate.value = estimate.low = estimate.high = 0;
	estimate.why = why;
	return estimate;
}

/* Why an outcome cannot be looked at, whatever the people: NULL = it can. */
static const char *nothing_of(struct facts *facts, const struct outcome_rule *rule)
{
	if (!facts->source[SOURCE_AI_EVENT].any)
		return "AI events are not imported";
	if (!facts->source[rule->source].any)
		return arena_print(facts->keep, "%s are not imported", source_words(rule->source));
	return NULL;
}

/* ---- adjusted difference ---- */
struct compared { double *y; unsigned char *habit; int *band, *team; size_t n; int64_t new_here, unknown, little; };

static double value_now(const struct facts *facts, enum outcome outcome, int person)
{
	const struct outcome_rule *rule = &OUTCOMES[outcome];
	if (outcome != OUTCOME_LEVELS)
		return effect_value(facts->effect->now + (size_t)person * EFFECT_SUMS, rule, rule->least_window);
	struct gain gain = levels_gain(facts, person, (struct window){facts->to - GAIN_DAYS + 1, facts->to});
	return gain.counted ? gain.levels : NAN;
}

static void compared_add(struct facts *facts, enum outcome outcome, int person, struct compared *to)
{
	const struct person_fact *who = &facts->people[person];
	bool known;
	if (!facts_employed(facts, person, facts->to) || !adoption_access(facts, person, facts->to) ||
	    !facts_in_group(facts, 0, who->team_to, person))
		return;
	if (who->hired_day == DAY_NONE) {
		to->unknown++;
		return;
	}
	if (facts->to - who->hired_day < HERE_DAYS) {
		to->new_here++;
		return;
	}
	double value = value_now(facts, outcome, person);
	to->little += !isfinite(value);
	to->y[to->n] = value;
	to->habit[to->n] = adoption_habitual(facts, person, &known);
	to->band[to->n] = (int)model_band((double)(facts->to - who->hired_day));
	to->team[to->n++] = (int)who->team_to;
}

static struct compared compared_of(struct facts *facts, enum outcome outcome)
{
	size_t most = (size_t)facts->people_count + 1;
	struct compared compared = {.y = ARENA_ARRAY(facts->scratch, double, most), .band = ARENA_ARRAY(facts->scratch, int, most),
		.habit = ARENA_ARRAY(facts->scratch, unsigned char, most), .team = ARENA_ARRAY(facts->scratch, int, most)};
	for (int person = 0; person < facts->people_count; person++)
		compared_add(facts, outcome, person, &compared);
	return compared;
}

static const char *little_words(enum outcome outcome)
{
	return outcome == OUTCOME_CUSTOMER_TIME ? "with under 20 h recorded in the period" :
		outcome == OUTCOME_LEVELS ? "never assessed, or not here for the 91 days" :
		outcome == OUTCOME_CSAT ? "with under 10 rated cases in the period" : "with under 10 such cases in the period";
}

void effect_compare(struct facts *facts, enum outcome outcome, struct effect_row *row)
{
	struct effect_estimate *out = &row->adjusted;
	const char *why = nothing_of(facts, &OUTCOMES[outcome]);
	if (!why && facts->adoption->seen_in_use)
		why = "the access list is not imported";
	if (!why && !adoption_habit_known(facts, facts->to))
		why = "fewer than 84 days of AI events";
	if (why) {
		*out = estimate_not(*out, why);
		return;
	}
	struct compared people = compared_of(facts, outcome);
	struct adjusted_difference difference = adjusted_difference(&(struct adjusted_rows){.n = people.n, .y = people.y,
		.habit = people.habit, .band = people.band, .team = people.team});
	*out = (struct effect_estimate){.known = difference.state.cause == MODEL_KNOWN, .value = difference.difference,
		.low = difference.limits.low, .high = difference.limits.high, .with = (int64_t)difference.with,
		.without = (int64_t)difference.without};
	row->plain = difference.plain;
	effect_note(facts, out, "people with a habit of AI use", out->with, false);
	effect_note(facts, out, "people with access and without the habit", out->without, false);
	effect_note(facts, out, "people with access, here for under 84 days", people.new_here, true);
	effect_note(facts, out, "people whose first day is not known", people.unknown, true);
	effect_note(facts, out, little_words(outcome), people.little, true);
	effect_note(facts, out, "in teams where all or none have the habit",
		(int64_t)people.n - people.little - out->with - out->without, true);
	if (!out->known)
		*out = estimate_not(*out, model_state_words(facts->keep, difference.state));
}

/* ---- before and after ---- */
struct followed { double *y; int *start, *team; size_t people; int64_t earlier; };

/* A starter counts for the team on the first day of the start week, others for the last one they were in. */
static int64_t team_of(const struct facts *facts, int person)
{
	const struct effect_facts *effect = facts->effect;
	const struct person_fact *who = &facts->people[person];
	int64_t last = who->left_day != DAY_NONE && who->left_day < facts->to ? who->left_day : facts->to;
	int64_t team = 0;
	if (effect->start[person] != START_NEVER && effect->start[person] >= 0)
		team = facts_team_on(facts, person, effect->monday + 7 * (int64_t)effect->start[person]);
	return team ? team : facts_team_on(facts, person, last);
}

static bool weeks_of(const struct facts *facts, const struct outcome_rule *rule, int person, double *y)
{
	const struct effect_facts *effect = facts->effect;
	bool any = false;
	for (int week = 0; week < effect->weeks; week++) {
		y[week] = effect_value(effect_week(effect, person, week), rule, rule->least_week);
		any = any || isfinite(y[week]);
	}
	return any;
}

/* People who began before the first week read are neither starters nor people without AI. */
static struct followed followed_of(struct facts *facts, const struct outcome_rule *rule)
{
	const struct effect_facts *effect = facts->effect;
	size_t most = (size_t)facts->people_count + 1;
	struct followed followed = {.y = ARENA_ARRAY(facts->scratch, double, most * (size_t)effect->weeks),
		.start = ARENA_ARRAY(facts->scratch, int, most), .team = ARENA_ARRAY(facts->scratch, int, most)};
	for (int person = 0; person < facts->people_count; person++) {
		int64_t team = team_of(facts, person);
		if (!facts_in_group(facts, 0, team, person) ||
		    !weeks_of(facts, rule, person, followed.y + followed.people * (size_t)effect->weeks))
			continue;
		if (effect->start[person] < 0) {
			followed.earlier++;
			continue;
		}
		followed.start[followed.people] = effect->start[person] == START_NEVER ? -1 : effect->start[person];
		followed.team[followed.people++] = (int)team;
	}
	return followed;
}

static struct effect_estimate estimate_of(const struct event_estimate *from)
{
	return (struct effect_estimate){.known = from->known, .value = from->value, .low = from->limits.low, .high = from->limits.high};
}

static void follow(struct facts *facts, const struct followed *followed, struct effect_row *row)
{
	struct event_study study = event_study(&(struct event_rows){.people = followed->people, .weeks = (size_t)facts->effect->weeks,
		.y = followed->y, .start = followed->start, .team = followed->team});
	int64_t began = 0;
	for (size_t i = 0; i < followed->people; i++)
		began += followed->start[i] >= 0;
	struct effect_estimate *out = &row->event;
	*out = estimate_of(&study.shown);
	out->known = study.state.cause == MODEL_KNOWN && study.shown.known;
	out->with = (int64_t)study.starters, out->without = (int64_t)study.controls;
	effect_note(facts, out, "people who began, with 8 weeks before and 12 after", out->with, false);
	effect_note(facts, out, "people not begun 12 weeks after one of them", out->without, false);
	effect_note(facts, out, "began too early, too late, or with weeks missing", began - out->with, true);
	effect_note(facts, out, "began before the 104 weeks read", followed->earlier, true);
	if (!out->known) {
		*out = estimate_not(*out, model_state_words(facts->keep, study.state));
		return;
	}
	row->check = estimate_of(&study.before);
	row->already_changing = study.already_changing;
	row->team_by_team = study.team_by_team;
	row->by_team = study.by_team.known && study.shown.error == study.by_team.error;
	for (int i = 0; i < EFFECT_SERIES; i++)
		row->week[i] = estimate_of(&study.week[i]);
}

void effect_follow(struct facts *facts, enum outcome outcome, struct effect_row *row)
{
	const char *why = nothing_of(facts, &OUTCOMES[outcome]);
	if (!why && outcome == OUTCOME_LEVELS)
		why = "assessed too seldom to be followed by week";
	if (why) {
		row->event = estimate_not(row->event, why);
		return;
	}
	struct followed followed = followed_of(facts, &OUTCOMES[outcome]);
	follow(facts, &followed, row);
}
