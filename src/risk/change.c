/* Changes from one window to the one before, and whether what a team shows is more than chance (statistics.md 7, 8). */
#include "teamtop/base.h"
#include "teamtop/risk.h"

#include "ratio.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>

static const double Z = 1.959963984540054;
enum { LEAST_PEOPLE_OF_CHANGE = 5 };

static void say(double *p, double value)
{
	if (p)
		*p = value;
}

struct interval interval_ratio_change(const double *cw, const double *ww, const double *cp, const double *wp, size_t n,
	double *p)
{
	risk_quiet();
	say(p, NAN);
	struct ratio now = ratio_of(cw, ww, n), before = ratio_of(cp, wp, n);
	if (!isfinite(now.value) || !isfinite(before.value))
		return (struct interval){.known = false};
	double squares = 0;
	size_t people = 0;
	for (size_t i = 0; i < n; i++) {
		if (cw[i] == 0 && ww[i] == 0 && cp[i] == 0 && wp[i] == 0)
			continue;
		double u = (cw[i] - now.value * ww[i]) / now.weight - (cp[i] - before.value * wp[i]) / before.weight;
		squares += u * u;
		people++;
	}
	if (people < LEAST_PEOPLE_OF_CHANGE || !(squares > 0))
		return (struct interval){.known = false};
	double degrees = (double)(people - 1), change = now.value - before.value;
	double error = sqrt((double)people / degrees * squares);
	double half = gsl_cdf_tdist_Pinv(0.975, degrees) * error;
	struct interval interval = interval_of(change - half, change + half);
	if (interval.known)
		say(p, fmin(1, 2 * gsl_cdf_tdist_Q(fabs(change) / error, degrees)));
	return interval;
}

/* McNemar's test on the pairs that changed, half the probability of the seen table (Fagerland et al. 2013). */
static double mid_p_of_pairs(double gained, double lost)
{
	unsigned changed = (unsigned)(gained + lost), fewer = (unsigned)fmin(gained, lost);
	if (!changed)
		return 1;
	double at = gsl_ran_binomial_pdf(fewer, 0.5, changed);
	return fmin(1, 2 * (gsl_cdf_binomial_P(fewer, 0.5, changed) - at / 2));
}

struct interval interval_paired_share(double gained, double lost, double n, double *p)
{
	risk_quiet();
	say(p, NAN);
	if (!(n > 0) || !(gained >= 0) || !(lost >= 0) || gained + lost > n)
		return (struct interval){.known = false};
	double difference = gained - lost;
	double half = Z * sqrt(gained + lost + 1 - difference * difference / (n + 2)) / (n + 2);
	double middle = difference / (n + 2);
	say(p, mid_p_of_pairs(gained, lost));
	return interval_of(fmax(-1, middle - half), fmin(1, middle + half));
}

double team_expectation_p(double observed, double expected)
{
	risk_quiet();
	if (!(expected > 0) || !isfinite(expected) || !(observed >= 0) || !isfinite(observed))
		return NAN;
	unsigned count = (unsigned)observed;
	double half = gsl_ran_poisson_pdf(count, expected) / 2;
	double above = gsl_cdf_poisson_Q(count, expected);
	double below = count ? gsl_cdf_poisson_P(count - 1, expected) : 0;
	return fmin(1, 2 * fmin(above + half, below + half));
}

void benjamini_hochberg(const double *p, size_t n, double q, bool *keep)
{
	double *sorted = memory_new(n * sizeof *sorted);
	size_t family = 0;
	for (size_t i = 0; i < n; i++)
		if (isfinite(p[i]))
			sorted[family++] = p[i];
	if (family)
		gsl_sort(sorted, 1, family);
	double largest = -1;
	for (size_t i = 0; i < family; i++)
		if (sorted[i] <= q * (double)(i + 1) / (double)family)
			largest = sorted[i];
	for (size_t i = 0; i < n; i++)
		keep[i] = isfinite(p[i]) && p[i] <= largest;
	free(sorted);
}
