/* What would be if people's inputs were others, or some of them were gone: differences under the same draws. */
#include "teamtop/model.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

enum { HALVINGS = 60 };

static double shifted(double value, double by)
{
	return fmax(0, fmin(1, value + by));
}

static double mean_of(const double *value, size_t n, double by, size_t *known)
{
	double sum = 0;
	*known = 0;
	for (size_t i = 0; i < n; i++)
		if (isfinite(value[i]))
			sum += shifted(value[i], by), ++*known;
	return *known ? sum / (double)*known : 0;
}

/* The mean never falls as the shift grows, is 0 at a shift of −1 and 1 at +1. */
size_t supposed_shift(const double *value, size_t n, double mean, double *out)
{
	size_t known;
	double low = -1, high = 1;
	bool same = mean_of(value, n, 0, &known) == mean;
	for (int i = 0; i < HALVINGS && !same; i++) {
		double middle = (low + high) / 2;
		if (mean_of(value, n, middle, &known) < mean)
			low = middle;
		else
			high = middle;
	}
	double by = same ? 0 : mean <= 0 ? -1 : high;
	for (size_t i = 0; i < n; i++)
		out[i] = isfinite(value[i]) ? shifted(value[i], by) : value[i];
	return known;
}

static double sum_of(const double *p, const size_t *members, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += p[members[i]];
	return sum;
}

struct leaver_change leaver_change(const struct leaver_draws *now, const size_t *now_members, size_t now_count,
	const struct leaver_draws *then, const size_t *then_members, size_t then_count)
{
	struct leaver_change change = {.state = now->state.cause != MODEL_KNOWN ? now->state : then->state};
	if (change.state.cause != MODEL_KNOWN)
		return change;
	if (now->draws != then->draws || !now->draws) {
		change.state.cause = MODEL_NOT_A_NUMBER;
		return change;
	}
	size_t draws = now->draws;
	double *sorted = memory_new(draws * sizeof *sorted);
	for (size_t draw = 0; draw < draws; draw++)
		sorted[draw] = sum_of(then->probability + draw * then->people, then_members, then_count) -
			sum_of(now->probability + draw * now->people, now_members, now_count);
	gsl_sort(sorted, 1, draws);
	change.change = sum_of(then->point, then_members, then_count) - sum_of(now->point, now_members, now_count);
	change.low = sorted[(size_t)ceil(0.025 * (double)draws) - 1];
	change.high = sorted[(size_t)ceil(0.975 * (double)draws) - 1];
	free(sorted);
	return change;
}
