/* Intervals of one figure in one window: shares of people, counts, ratios of sums over people, shares of cases. */
#include "teamtop/risk.h"

#include "ratio.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

static const double Z = 1.959963984540054;              /* the 97.5 % point of the normal */

/* GSL ends the program on an error unless told not to; told so, it answers NAN, and that is never shown. */
void risk_quiet(void)
{
	gsl_set_error_handler_off();
}

struct interval interval_of(double low, double high)
{
	if (!isfinite(low) || !isfinite(high))
		return (struct interval){.known = false};
	return (struct interval){.known = true, .low = low, .high = high};
}

struct interval interval_wilson(double k, double n)
{
	if (!(n > 0) || !(k >= 0) || k > n)
		return (struct interval){.known = false};
	double share = k / n, z2 = Z * Z;
	double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
	double half = Z / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n));
	return interval_of(k == 0 ? 0 : fmax(0, middle - half), k == n ? 1 : fmin(1, middle + half));
}

/* GSL's own inverse gives up on some thousands of degrees of freedom, or stops early; its distribution function is good. */
static double chisq_quantile(double p, double degrees)
{
	double quantile = gsl_cdf_chisq_Pinv(p, degrees);
	if (isfinite(quantile) && fabs(gsl_cdf_chisq_P(quantile, degrees) - p) < 1e-13)
		return quantile;
	double spread = 20 * sqrt(2 * degrees) + 50;            /* 20 standard deviations: far outside of 2.5 % */
	double low = fmax(0, degrees - spread), high = degrees + spread;
	for (int i = 0; i < 200 && low < high; i++) {
		double middle = low + (high - low) / 2;
		if (gsl_cdf_chisq_P(middle, degrees) < p)
			low = middle;
		else
			high = middle;
	}
	return low + (high - low) / 2;
}

struct interval interval_garwood(double count)
{
	risk_quiet();
	if (!(count >= 0) || !isfinite(count))
		return (struct interval){.known = false};
	double low = count == 0 ? 0 : chisq_quantile(0.025, 2 * count) / 2;
	return interval_of(low, chisq_quantile(0.975, 2 * (count + 1)) / 2);
}

struct ratio ratio_of(const double *c, const double *w, size_t n)
{
	double events = 0, weight = 0, squares = 0;
	size_t counted = 0;
	for (size_t i = 0; i < n; i++) {
		if (c[i] == 0 && w[i] == 0)
			continue;
		events += c[i];
		weight += w[i];
		counted++;
	}
	struct ratio ratio = {.clusters = counted, .weight = weight, .value = NAN, .error = NAN};
	if (!(weight > 0))
		return ratio;
	ratio.value = events / weight;
	for (size_t i = 0; i < n; i++) {
		double rest = c[i] - ratio.value * w[i];
		squares += rest * rest;
	}
	if (counted >= 2)
		ratio.error = sqrt((double)counted / (double)(counted - 1) * squares) / weight;
	return ratio;
}

struct interval interval_ratio(const double *c, const double *w, size_t n, bool share)
{
	risk_quiet();
	struct ratio ratio = ratio_of(c, w, n);
	if (ratio.clusters < 2 || !isfinite(ratio.error))
		return (struct interval){.known = false};
	double half = gsl_cdf_tdist_Pinv(0.975, (double)(ratio.clusters - 1)) * ratio.error;
	double low = ratio.value - half, high = ratio.value + half;
	return share ? interval_of(fmax(0, low), fmin(1, high)) : interval_of(low, high);
}

/* Korn and Graubard 1998: Wilson on the number of cases that independent ones would have to be. */
struct interval interval_clustered_share(const double *c, const double *w, size_t clusters)
{
	risk_quiet();
	struct ratio ratio = ratio_of(c, w, clusters);
	if (ratio.clusters < 2 || !isfinite(ratio.error) || ratio.value < 0 || ratio.value > 1)
		return (struct interval){.known = false};
	double design = 1, plain = ratio.value * (1 - ratio.value) / ratio.weight;
	if (plain > 0)
		design = fmax(1, ratio.error * ratio.error / plain);
	double t = gsl_cdf_tdist_Pinv(0.975, (double)(ratio.clusters - 1));
	double effective = ratio.weight / design * (Z / t) * (Z / t);
	return interval_wilson(ratio.value >= 1 ? effective : ratio.value * effective, effective);
}
