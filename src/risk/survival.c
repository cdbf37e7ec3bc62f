/* Kaplan-Meier with late entry, drawn only where enough people are at risk (statistics.md 4). */
#include "teamtop/base.h"
#include "teamtop/risk.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

static const double Z = 1.959963984540054;

/* Somebody comes under risk just after `at`, or was under risk for the last time at it. */
struct step { double at; int change; };
struct stretch { double start, end; };                  /* at risk after start, up to and including end */

static int step_order(const void *a, const void *b)
{
	const struct step *left = a, *right = b;
	return (left->at > right->at) - (left->at < right->at);
}

static struct step *steps_of(const double *entry, const double *time, size_t n)
{
	struct step *steps = memory_new(2 * n * sizeof *steps);
	for (size_t i = 0; i < n; i++) {
		bool ever = entry[i] < time[i];         /* who enters after leaving was never at risk */
		steps[2 * i] = (struct step){.at = entry[i], .change = ever};
		steps[2 * i + 1] = (struct step){.at = time[i], .change = ever ? -1 : 0};
	}
	qsort(steps, 2 * n, sizeof *steps, step_order);
	return steps;
}

/* The longest run of days with at least `least` at risk; of two as long the earlier. */
static bool stretch_find(const struct step *steps, size_t count, double least, struct stretch *stretch)
{
	double at_risk = 0, start = 0;
	bool inside = false, found = false;
	for (size_t i = 0; i < count; i++) {
		at_risk += steps[i].change;
		if (i + 1 < count && steps[i + 1].at <= steps[i].at)
			continue;
		if (!inside && at_risk >= least) {
			start = steps[i].at;
			inside = true;
		} else if (inside && at_risk < least) {
			inside = false;
			if (!found || steps[i].at - start > stretch->end - stretch->start)
				*stretch = (struct stretch){.start = start, .end = steps[i].at};
			found = true;
		}
	}
	return found;
}

/* Greenwood's variance on the log-log scale, as survfit(conf.type = "log-log"). */
static void band(struct survival_point *point, double greenwood)
{
	double log_survival = log(point->survival);
	if (!isfinite(greenwood) || !isfinite(log_survival) || !(log_survival < 0))
		return;
	double power = exp(Z * sqrt(greenwood) / log_survival);
	point->low = pow(point->survival, 1 / power);
	point->high = pow(point->survival, power);
	point->has_band = isfinite(point->low) && isfinite(point->high);
}

static size_t points_within(const double *times, size_t leavers, const struct step *steps, size_t step_count,
	struct stretch stretch, struct survival_point *points)
{
	double at_risk = 0, survival = 1, greenwood = 0;
	size_t made = 0, step = 0;
	for (size_t i = 0; i < leavers;) {
		double time = times[i], left = 0;
		for (; i < leavers && times[i] <= time; i++)
			left++;
		for (; step < step_count && steps[step].at < time; step++)
			at_risk += steps[step].change;
		if (time <= stretch.start || time > stretch.end || at_risk <= 0)
			continue;
		survival *= 1 - left / at_risk;
		greenwood += left / (at_risk * (at_risk - left));
		points[made] = (struct survival_point){.time = time, .at_risk = at_risk, .left = left, .survival = survival,
			.low = NAN, .high = NAN};
		band(&points[made++], greenwood);
	}
	return made;
}

size_t survival_curve(const double *entry, const double *time, const unsigned char *left, size_t n, double least, bool whole,
	struct survival_point *points, double *start, double *end)
{
	*start = *end = -1;
	if (!n)
		return 0;
	struct step *steps = steps_of(entry, time, n);
	double *times = memory_new(n * sizeof *times);
	size_t leavers = 0, made = 0;
	for (size_t i = 0; i < n; i++)
		if (left[i] && entry[i] < time[i])
			times[leavers++] = time[i];
	gsl_sort(times, 1, leavers);
	struct stretch stretch = {.start = -INFINITY, .end = steps[2 * n - 1].at};
	if (whole || stretch_find(steps, 2 * n, least, &stretch)) {
		made = points_within(times, leavers, steps, 2 * n, stretch, points);
		*start = whole ? 0 : stretch.start;
		*end = stretch.end;
	}
	free(times);
	free(steps);
	return made;
}

double survival_median(const struct survival_point *points, size_t count)
{
	static const double CLOSE = 1.490116119384766e-8;       /* survfit's: the root of the machine epsilon */
	for (size_t i = 0; i < count; i++) {
		if (points[i].survival >= 0.5 + CLOSE)
			continue;
		if (fabs(points[i].survival - 0.5) >= CLOSE || i + 1 == count)
			return points[i].time;
		return (points[i].time + points[i + 1].time) / 2;
	}
	return NAN;
}

double survival_low_without_leavers(double n)
{
	return n > 0 ? pow(0.025, 1 / n) : NAN;
}
