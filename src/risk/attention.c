/* Findings: what changed from one four-week window to the next by more than it usually does (statistics.md 7). */
#include "teamtop/model.h"

#include "ratio.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MEDIAN_OF_CHISQ = 0.4549364;        /* with one degree of freedom */
static const double SMALLEST_P = 1e-300;
static const double FALSE_SHARE = 0.10, SURE = 0.05, GONE = 0.2;
enum { LEAST_SWINGS = 20, MOST_MONDAYS = 8, REST_MONDAYS = 4 };

struct swings ordinary_swings(const double *p, size_t n)
{
	double *squares = memory_new((n + 1) * sizeof *squares);
	size_t count = 0;
	for (size_t i = 0; i < n; i++) {
		if (!(p[i] >= 0 && p[i] <= 1))
			continue;
		double u = gsl_cdf_ugaussian_Qinv(fmax(p[i], SMALLEST_P) / 2);
		squares[count++] = u * u;
	}
	struct swings swings = {.phi = 1};
	if (count < LEAST_SWINGS)
		swings.state = (struct model_state){.cause = MODEL_FEW_SWINGS, .have = (double)count, .need = LEAST_SWINGS};
	else {
		gsl_sort(squares, 1, count);
		double median = (squares[(count - 1) / 2] + squares[count / 2]) / 2;
		swings.phi = fmax(1, median / MEDIAN_OF_CHISQ);
	}
	free(squares);
	return swings;
}

double swings_p(double p, double degrees, double phi)
{
	risk_quiet();
	if (!(p >= 0 && p <= 1) || !(degrees > 0) || !(phi >= 1))
		return NAN;
	if (phi == 1)
		return p;
	double half = fmax(p, SMALLEST_P) / 2, root = sqrt(phi);
	double smaller = isinf(degrees) ? gsl_cdf_ugaussian_Q(gsl_cdf_ugaussian_Qinv(half) / root)
		: gsl_cdf_tdist_Q(gsl_cdf_tdist_Qinv(half, degrees) / root, degrees);
	return isfinite(smaller) ? fmin(1, 2 * smaller) : NAN;
}

static bool beyond(const struct attention_point *point, int sign, double threshold)
{
	return sign * point->change > threshold;
}

/* An unknown figure cannot be a finding any longer. */
static bool leaves(const struct attention_finding *finding, const struct attention_point *point, double threshold, size_t monday)
{
	return !(point->p < GONE) || !(finding->sign * point->change >= threshold / 2) || monday - finding->since >= MOST_MONDAYS;
}

static void begin(struct attention_finding *finding, int sign, size_t monday)
{
	if (monday < finding->left[sign > 0])
		return;
	finding->kind = ATTENTION_NEW;
	finding->sign = sign;
	finding->since = monday;
}

/* found: kept by Benjamini-Hochberg this Monday; finding->found still tells of the last one. */
static void step_one(struct attention_finding *finding, const struct attention_point *point, bool found, double threshold, size_t monday)
{
	bool was_found = finding->found;
	finding->change = point->change;
	finding->p = point->p;
	finding->found = found;
	if (finding->kind != ATTENTION_NONE && leaves(finding, point, threshold, monday)) {
		finding->left[finding->sign > 0] = monday + REST_MONDAYS;
		finding->kind = ATTENTION_NONE;
	}
	if (finding->kind == ATTENTION_NEW && was_found && beyond(point, finding->sign, threshold) && point->p < SURE) {
		finding->kind = ATTENTION_CONFIRMED;
		finding->confirmed = monday;
	}
	if (finding->kind == ATTENTION_NONE && found)
		begin(finding, point->change > 0 ? 1 : -1, monday);
}

static void fold(const int *whole, size_t members, double threshold, struct attention_finding *findings)
{
	for (size_t i = 0; i < members; i++) {
		findings[i].folded = false;
		if (findings[i].kind == ATTENTION_NONE || whole[i] < 0 || (size_t)whole[i] >= members)
			continue;
		const struct attention_finding *all = &findings[whole[i]];
		findings[i].folded = all->kind != ATTENTION_NONE && all->sign == findings[i].sign &&
			fabs(all->change - findings[i].change) <= threshold;
	}
}

void attention_step(const struct attention_point *points, size_t members, const int *whole, double threshold, size_t monday,
	struct attention_finding *findings)
{
	double *p = memory_new((members + 1) * sizeof *p);
	bool *keep = memory_new((members + 1) * sizeof *keep);
	for (size_t i = 0; i < members; i++)
		p[i] = isfinite(points[i].change) && points[i].p >= 0 && points[i].p <= 1 ? points[i].p : NAN;
	benjamini_hochberg(p, members, FALSE_SHARE, keep);
	for (size_t i = 0; i < members; i++) {
		bool found = keep[i] && fabs(points[i].change) > threshold;
		struct attention_point point = {.change = points[i].change, .p = p[i]};
		step_one(&findings[i], &point, found, threshold, monday);
	}
	fold(whole, members, threshold, findings);
	free(p);
	free(keep);
}

void attention_replay(const struct attention_point *points, size_t mondays, size_t members, const int *whole, double threshold,
	struct attention_finding *out)
{
	memset(out, 0, members * sizeof *out);
	for (size_t monday = 0; monday < mondays; monday++)
		attention_step(points + monday * members, members, whole, threshold, monday, out);
}
