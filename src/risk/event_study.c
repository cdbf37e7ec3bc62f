/* Before and after starting with AI: each starter's change less that of people who had not started, in the same weeks
   (statistics.md 6; Cengiz et al. 2019). */
#include "teamtop/model.h"

#include "ratio.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	BASE_FIRST = -8, BASE_LAST = -4, BEFORE_FIRST = -3, BEFORE_LAST = -1, AFTER_FIRST = 1, AFTER_LAST = 12,
	LEAST_BASE = 3, LEAST_AFTER = 8, LEAST_CONTROLS_OF_WEEK = 5, LEAST_EACH = 8, LEAST_TEAMS = 5, TEAM_WEEKS = 2
};

static const double NOISE = 1e-12;                      /* an error this small beside the values is rounding */

enum role { NO_ROLE, STARTER, CONTROL };
/* Sums over the people of one start week. */
struct cohort { double starters, controls, starter_sum, control_sum; };
struct stack {
	const struct event_rows *rows;
	int *start;                                     /* [count] start weeks that can be used, rising */
	size_t count;
	unsigned char *role;                            /* [people][count] */
	double *base;                                   /* [people][count] mean of the weeks before */
	double *change;                                 /* [people][count] for the weeks now looked at; NAN: none */
	struct cohort *cohort, *without;                /* [count] of all; of one unit */
	double largest;                                 /* recorded value, without its sign */
};

/* Mean of the weeks from..to around the start; NAN under `least` recorded ones. */
static double mean_of(const struct event_rows *rows, size_t person, int start, int from, int to, int least)
{
	const double *y = rows->y + person * rows->weeks;
	double sum = 0;
	int recorded = 0;
	for (int week = start + from; week <= start + to; week++)
		if (isfinite(y[week]))
			sum += y[week], recorded++;
	return recorded >= least ? sum / recorded : NAN;
}

static enum role role_of(const struct event_rows *rows, size_t person, int start)
{
	int own = rows->start[person];
	if (own == start)
		return STARTER;
	return own < 0 || own > start + AFTER_LAST ? CONTROL : NO_ROLE;
}

static void find_starts(struct stack *stack)
{
	const struct event_rows *rows = stack->rows;
	unsigned char *any = memory_new(rows->weeks + 1);
	for (size_t i = 0; i < rows->people; i++) {
		int start = rows->start[i];
		if (start + EVENT_FIRST >= 0 && start >= 0 && (size_t)start + EVENT_LAST < rows->weeks)
			any[start] = 1;
	}
	for (size_t week = 0; week < rows->weeks; week++)
		if (any[week])
			stack->start[stack->count++] = (int)week;
	free(any);
}

/* Who counts in which start week: enough weeks recorded on both sides. */
static void find_roles(struct stack *stack)
{
	for (size_t i = 0; i < stack->rows->people; i++)
		for (size_t c = 0; c < stack->count; c++) {
			enum role role = role_of(stack->rows, i, stack->start[c]);
			double base = NAN;
			if (role != NO_ROLE)
				base = mean_of(stack->rows, i, stack->start[c], BASE_FIRST, BASE_LAST, LEAST_BASE);
			if (isfinite(base) && isfinite(mean_of(stack->rows, i, stack->start[c], AFTER_FIRST, AFTER_LAST, LEAST_AFTER)))
				stack->role[i * stack->count + c] = (unsigned char)role;
			stack->base[i * stack->count + c] = base;
		}
}

static struct stack stack_new(const struct event_rows *rows)
{
	struct stack stack = {.rows = rows, .start = memory_new((rows->weeks + 1) * sizeof(int))};
	find_starts(&stack);
	size_t cells = rows->people * stack.count;
	stack.role = memory_new(cells);
	stack.base = memory_new(cells * sizeof(double));
	stack.change = memory_new(cells * sizeof(double));
	stack.cohort = memory_new(stack.count * sizeof(struct cohort));
	stack.without = memory_new(stack.count * sizeof(struct cohort));
	find_roles(&stack);
	for (size_t i = 0; i < rows->people * rows->weeks; i++)
		if (isfinite(rows->y[i]))
			stack.largest = fmax(stack.largest, fabs(rows->y[i]));
	return stack;
}

static void stack_free(struct stack *stack)
{
	free(stack->start), free(stack->role), free(stack->base), free(stack->change), free(stack->cohort), free(stack->without);
}

static void cohort_add(struct cohort *cohort, enum role role, double change)
{
	if (!isfinite(change))
		return;
	if (role == STARTER)
		cohort->starters++, cohort->starter_sum += change;
	else if (role == CONTROL)
		cohort->controls++, cohort->control_sum += change;
}

static void look_at(struct stack *stack, int from, int to)
{
	memset(stack->cohort, 0, stack->count * sizeof *stack->cohort);
	for (size_t i = 0; i < stack->rows->people; i++)
		for (size_t c = 0; c < stack->count; c++) {
			size_t cell = i * stack->count + c;
			double change = NAN;
			if (stack->role[cell] != NO_ROLE)
				change = mean_of(stack->rows, i, stack->start[c], from, to, 1) - stack->base[cell];
			stack->change[cell] = change;
			cohort_add(&stack->cohort[c], (enum role)stack->role[cell], change);
		}
}

static bool usable(const struct cohort *cohort)
{
	return cohort->starters > 0 && cohort->controls >= LEAST_CONTROLS_OF_WEEK;
}

/* The estimate of all people less those in `without` (may be NULL); NAN where nobody is left. */
static double estimate(const struct stack *stack, const struct cohort *without)
{
	double sum = 0, starters = 0;
	for (size_t c = 0; c < stack->count; c++) {
		struct cohort left = stack->cohort[c];
		if (without) {
			left.starters -= without[c].starters, left.starter_sum -= without[c].starter_sum;
			left.controls -= without[c].controls, left.control_sum -= without[c].control_sum;
		}
		if (!usable(&left))
			continue;
		sum += left.starter_sum - left.starters * (left.control_sum / left.controls);
		starters += left.starters;
	}
	return starters > 0 ? sum / starters : NAN;
}

/* People (or teams) put in order of their unit, so that one unit's people stand together. */
struct placed { int unit; size_t person; };

static int by_unit(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;
	if (left->unit != right->unit)
		return left->unit < right->unit ? -1 : 1;
	return (left->person > right->person) - (left->person < right->person);
}

static struct placed *units_of(const struct event_rows *rows, bool teams)
{
	struct placed *placed = memory_new((rows->people + 1) * sizeof *placed);
	for (size_t i = 0; i < rows->people; i++)
		placed[i] = (struct placed){.unit = teams ? rows->team[i] : (int)i, .person = i};
	qsort(placed, rows->people, sizeof *placed, by_unit);
	return placed;
}

/* Adds a person to what is taken away; true when a usable start week holds them. */
static bool take_away(struct stack *stack, size_t person)
{
	bool used = false;
	for (size_t c = 0; c < stack->count; c++) {
		size_t cell = person * stack->count + c;
		if (stack->role[cell] == NO_ROLE || !isfinite(stack->change[cell]))
			continue;
		cohort_add(&stack->without[c], (enum role)stack->role[cell], stack->change[cell]);
		used = used || usable(&stack->cohort[c]);
	}
	return used;
}

/* se^2 = (G - 1) / G sum (theta without g - theta)^2 over units whose removal leaves an estimate. Returns G. */
static size_t leave_one_out(struct stack *stack, bool teams, double value, double *error)
{
	struct placed *placed = units_of(stack->rows, teams);
	double sum = 0;
	size_t units = 0;
	for (size_t i = 0; i < stack->rows->people;) {
		bool used = false;
		int unit = placed[i].unit;
		memset(stack->without, 0, stack->count * sizeof *stack->without);
		for (; i < stack->rows->people && placed[i].unit == unit; i++)
			used = take_away(stack, placed[i].person) || used;
		double without = used ? estimate(stack, stack->without) : NAN;
		if (!isfinite(without))
			continue;
		sum += (without - value) * (without - value);
		units++;
	}
	*error = units ? sqrt((double)(units - 1) / (double)units * sum) : NAN;
	free(placed);
	return units;
}

static struct event_estimate with_limits(const struct stack *stack, double value, double error, double degrees)
{
	struct event_estimate result = {.value = value, .error = error, .degrees = degrees};
	if (!isfinite(value) || !isfinite(error) || !(error > NOISE * stack->largest) || degrees < 1)
		return (struct event_estimate){.known = false};
	double half = gsl_cdf_tdist_Pinv(0.975, degrees) * error;
	result.limits = interval_of(value - half, value + half);
	result.known = result.limits.known;
	return result;
}

static double width_of(const struct event_estimate *estimate)
{
	return estimate->known ? estimate->limits.high - estimate->limits.low : -1;
}

/* The estimate for weeks from..to with both intervals; the wider is returned, the persons' under five teams. */
static struct event_estimate judge(struct stack *stack, int from, int to, struct event_study *study,
	struct event_estimate *by_person, struct event_estimate *by_team)
{
	double error, team_error;
	look_at(stack, from, to);
	double value = estimate(stack, NULL);
	leave_one_out(stack, false, value, &error);
	*by_person = with_limits(stack, value, error, fmin((double)study->starters, (double)study->controls) - 1);
	study->teams = leave_one_out(stack, true, value, &team_error);
	*by_team = with_limits(stack, value, team_error, (double)study->teams - 1);
	return study->teams >= LEAST_TEAMS && width_of(by_team) > width_of(by_person) ? *by_team : *by_person;
}

/* A person's part in the study: in start weeks that can be used, or in any. */
static bool plays(const struct stack *stack, size_t person, enum role role, bool anywhere)
{
	for (size_t c = 0; c < stack->count; c++)
		if (stack->role[person * stack->count + c] == role && (anywhere || usable(&stack->cohort[c])))
			return true;
	return false;
}

static size_t count_of(const struct stack *stack, enum role role, bool anywhere)
{
	size_t count = 0;
	for (size_t i = 0; i < stack->rows->people; i++)
		count += plays(stack, i, role, anywhere);
	return count;
}

/* Starters, controls and start weeks in use, and whether they are enough. */
static struct model_state count_people(struct stack *stack, struct event_study *study)
{
	look_at(stack, AFTER_FIRST, AFTER_LAST);
	for (size_t c = 0; c < stack->count; c++)
		study->cohorts += usable(&stack->cohort[c]);
	study->starters = count_of(stack, STARTER, false);
	study->controls = count_of(stack, CONTROL, false);
	size_t recorded = count_of(stack, STARTER, true), others = count_of(stack, CONTROL, true);
	if (recorded < LEAST_EACH)
		return (struct model_state){.cause = MODEL_FEW_STARTERS, .have = (double)recorded, .need = LEAST_EACH};
	if (study->controls < LEAST_EACH)
		return (struct model_state){.cause = MODEL_FEW_CONTROLS, .have = (double)(others < LEAST_EACH ? others : study->controls),
			.need = LEAST_EACH};
	if (study->starters < LEAST_EACH)
		return (struct model_state){.cause = MODEL_FEW_STARTERS, .have = (double)study->starters, .need = LEAST_EACH};
	return (struct model_state){.cause = MODEL_KNOWN};
}

static int by_number(const void *a, const void *b)
{
	int left = *(const int *)a, right = *(const int *)b;
	return (left > right) - (left < right);
}

/* Over half of the starters began within two weeks of their team's median start. */
static bool team_by_team(const struct stack *stack, size_t starters)
{
	const struct event_rows *rows = stack->rows;
	struct placed *placed = units_of(rows, true);
	int *starts = memory_new((rows->people + 1) * sizeof *starts);
	size_t near = 0;
	for (size_t i = 0; i < rows->people;) {
		int team = placed[i].unit;
		size_t count = 0;
		for (; i < rows->people && placed[i].unit == team; i++)
			if (plays(stack, placed[i].person, STARTER, false))
				starts[count++] = rows->start[placed[i].person];
		qsort(starts, count, sizeof *starts, by_number);
		size_t lower = count ? (count - 1) / 2 : 0, upper = count / 2;
		double median = count ? (starts[lower] + starts[upper]) / 2.0 : 0;
		for (size_t k = 0; k < count; k++)
			near += fabs(starts[k] - median) <= TEAM_WEEKS;
	}
	free(starts);
	free(placed);
	return 2 * near > starters;
}

static void judge_all(struct stack *stack, struct event_study *study)
{
	struct event_estimate person, team;
	study->team_by_team = team_by_team(stack, study->starters);
	study->before = judge(stack, BEFORE_FIRST, BEFORE_LAST, study, &person, &team);
	study->already_changing = study->before.known && (study->before.limits.low > 0 || study->before.limits.high < 0);
	for (int week = EVENT_FIRST; week <= EVENT_LAST; week++)
		study->week[week - EVENT_FIRST] = judge(stack, week, week, study, &person, &team);
	study->shown = judge(stack, AFTER_FIRST, AFTER_LAST, study, &study->by_person, &study->by_team);
	if (!study->shown.known)
		study->state = (struct model_state){.cause = MODEL_NO_SPREAD};
}

struct event_study event_study(const struct event_rows *rows)
{
	risk_quiet();
	struct event_study study = {.state = {.cause = MODEL_NO_ROWS}};
	if (!rows->people || !rows->weeks)
		return study;
	struct stack stack = stack_new(rows);
	study.state = count_people(&stack, &study);
	if (study.state.cause == MODEL_KNOWN)
		judge_all(&stack, &study);
	stack_free(&stack);
	return study;
}
