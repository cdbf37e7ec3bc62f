/* Survival by tenure: who is still there after how many days, drawn where at least ten were at risk. */
#include "survival.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_AT_RISK = 10 };

const struct question *const survival_questions[] = {NULL};     /* the roster is read by facts */

bool survival_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	(void)facts, (void)asker, (void)error;
	return true;
}

/* Where a person counts who has no stretch, being without a hire date: the team he or she left, else that on `to`. */
static bool left_out_of(const struct facts *facts, int person, int group)
{
	const struct person_fact *who = &facts->people[person];
	bool left = who->left_day != DAY_NONE && who->left_day <= facts->to;
	return who->hired_day == DAY_NONE &&
		facts_in_group(facts, group, left ? spans_team_at(facts, person, who->left_day) : who->team_to, person);
}

static bool holds(const int *groups, int count, int group)
{
	for (int i = 0; i < count; i++)
		if (groups[i] == group)
			return true;
	return false;
}

/* The last stretch of a leaver is that of the team he or she left, also where the membership was closed before.
   leaving: of this person, or NULL. */
static bool span_holds(const struct facts *facts, const struct span *span, const struct leaving *leaving, int group, bool *left)
{
	*left = leaving && leaving->day == span->to && leaving->day <= facts->to;
	return *left ? holds(leaving->groups, leaving->group_count, group) : holds(span->groups, span->group_count, group);
}

/* One stretch; what follows without a gap goes on with it, so that moving about inside a group is not seen. */
static void tenures_add(const struct facts *facts, struct tenures *tenures, const struct span *span, bool left, bool follows)
{
	int64_t hired = facts->people[span->person].hired_day;
	int64_t late = facts->observed_day != DAY_NONE ? facts->observed_day - hired : 0, begin = span->from - hired;
	int64_t end = (span->to < facts->to ? span->to : facts->to) - hired;
	bool goes_on = follows && tenures->count && tenures->time[tenures->count - 1] == (double)(begin - 1);
	size_t at = goes_on ? tenures->count - 1 : tenures->count++;
	if (!goes_on)
		tenures->entry[at] = (double)(late > begin ? late : begin) - 1;
	tenures->time[at] = (double)end;
	tenures->left[at] = left;
}

static struct tenures tenures_of(struct facts *facts, int group, int64_t *people)
{
	const struct spans *spans = spans_of(facts);
	size_t most = (size_t)spans->count + 1;
	struct tenures tenures = {
		.entry = ARENA_ARRAY(facts->scratch, double, most),
		.time = ARENA_ARRAY(facts->scratch, double, most),
		.left = ARENA_ARRAY(facts->scratch, unsigned char, most),
	};
	int before = -1, gone = 0;
	for (int i = 0; i < spans->count; i++) {
		const struct span *span = &spans->rows[i];
		bool left;
		while (gone < spans->leaving_count && spans->leavings[gone].person < span->person)
			gone++;
		bool leaves = gone < spans->leaving_count && spans->leavings[gone].person == span->person;
		if (span->from > facts->to || !span_holds(facts, span, leaves ? &spans->leavings[gone] : NULL, group, &left))
			continue;
		tenures_add(facts, &tenures, span, left, before == span->person);
		*people += before != span->person;
		before = span->person;
	}
	return tenures;
}

/* Before the first leaver the curve is 1; its lower limit rests on those there from the start to that leaver's day. */
static struct survival_step first_step(const struct tenures *tenures, double start, double until)
{
	struct survival_step step = {.days = start > 0 ? (int64_t)start : 0, .survival = 1, .high = 1};
	double throughout = 0;
	for (size_t i = 0; i < tenures->count; i++) {
		step.at_risk += tenures->entry[i] <= start && tenures->time[i] > start;
		throughout += tenures->entry[i] <= start && tenures->time[i] >= until;
	}
	step.low = survival_low_without_leavers(throughout);
	step.has_band = isfinite(step.low);
	return step;
}

static void steps_fill(struct survival *survival, const struct survival_point *points, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct survival_point *point = &points[i];
		survival->steps[survival->count++] = (struct survival_step){
			.days = (int64_t)point->time, .at_risk = (int64_t)point->at_risk, .left = (int64_t)point->left,
			.survival = point->survival, .low = point->low, .high = point->high, .has_band = point->has_band,
		};
	}
}

/* At risk at t: entry < t <= time. Counted for each day, as between two leavings people come and go unseen. */
static int64_t *at_risk_by_day(struct arena *arena, const struct tenures *tenures, int64_t start, int64_t end)
{
	int64_t days = end - start + 1, *at_risk = ARENA_ARRAY(arena, int64_t, days + 1);
	for (size_t i = 0; i < tenures->count; i++) {
		int64_t from = (int64_t)tenures->entry[i] + 1 - start, past = (int64_t)tenures->time[i] + 1 - start;
		if (tenures->entry[i] >= tenures->time[i] || past <= 0 || from >= days)
			continue;
		at_risk[from > 0 ? from : 0]++;
		at_risk[past < days ? past : days]--;
	}
	for (int64_t day = 1; day < days; day++)
		at_risk[day] += at_risk[day - 1];
	return at_risk;
}

void survival_of(struct arena *keep, const struct tenures *tenures, struct survival *survival)
{
	struct survival_point *points = memory_new(sizeof *points * (tenures->count + 1));
	double start, end;
	size_t count = survival_curve(tenures->entry, tenures->time, tenures->left, tenures->count, LEAST_AT_RISK, false, points,
		&start, &end);
	survival->people = (int64_t)tenures->count;
	if (end >= 0) {
		survival->start = start > 0 ? (int64_t)start : 0;
		survival->end = (int64_t)end;
		survival->at_risk = at_risk_by_day(keep, tenures, survival->start, survival->end);
		survival->steps = ARENA_ARRAY(keep, struct survival_step, count + 1);
		survival->steps[survival->count++] = first_step(tenures, start, count ? points[0].time : end);
		steps_fill(survival, points, count);
		double median = survival_median(points, count);
		survival->has_median = isfinite(median);
		survival->median = survival->has_median ? median : 0;
	}
	free(points);
}

/* By team: stretches of time in it, not people. Who moved on from a team of newcomers would else never have been in it, and
   in the next team nobody could have left before. */
void survival_fold(struct facts *facts, struct answer *answer)
{
	answer->survival_of_group = ARENA_ARRAY(facts->keep, struct survival, facts->group_count + 1);
	for (int group = 0; group < answer->group_count; group++) {
		struct survival *survival = &answer->survival_of_group[group];
		int64_t people = 0;
		struct tenures tenures = tenures_of(facts, group, &people);
		survival_of(facts->keep, &tenures, survival);
		survival->people = people;
		for (int person = 0; person < facts->people_count; person++)
			survival->left_out += left_out_of(facts, person, group);
	}
	answer->survival = answer->survival_of_group[0];
}
