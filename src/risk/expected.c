/* How many will leave: draws of the fitted coefficients, and the exact distribution of the count under each
   (statistics.md 2); with few leavers the rates of tenure bands, shrunk to the whole (3). */
#include "teamtop/model.h"

#include "ratio.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const uint64_t SEED = 20260101;
static const double DRIFT = 0.25;                       /* of ln odds from one year to the next */
static const double NOTHING = 1e-100;                   /* a probability too small to change any other one's bits */
enum { PAIRS = 512, PAIRS_OF_MANY = 256, MANY = 1000, MONTHS = 3, BAND_PRIOR = 2 };

/* splitmix64 (Steele, Lea, Flood 2014). */
static double uniform(uint64_t *state)
{
	uint64_t x = *state += 0x9E3779B97F4A7C15u;
	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	x ^= x >> 31;
	return ((double)(x >> 11) + 0.5) / 9007199254740992.0;
}

/* Lower Cholesky factor of the covariance; NULL where it has none. The caller frees. */
static gsl_matrix *spread_of(const struct hazard_fit *fit)
{
	size_t size = fit->columns + 1;
	gsl_matrix *factor = gsl_matrix_alloc(size, size);
	memcpy(factor->data, fit->covariance, size * size * sizeof(double));
	if (gsl_linalg_cholesky_decomp1(factor) == GSL_SUCCESS)
		return factor;
	gsl_matrix_free(factor);
	return NULL;
}

/* One normal a coefficient, then the drift: move[size] = L z, with the drift on the intercept. */
static void draw_move(const gsl_matrix *factor, uint64_t *state, double *normal, double *move)
{
	size_t size = factor->size1;
	for (size_t j = 0; j <= size; j++)
		normal[j] = gsl_cdf_ugaussian_Pinv(uniform(state));
	for (size_t i = 0; i < size; i++) {
		move[i] = 0;
		for (size_t j = 0; j <= i; j++)
			move[i] += gsl_matrix_get(factor, i, j) * normal[j];
	}
	move[0] += DRIFT * normal[size];
}

static void leaving_of_all(const struct hazard_fit *fit, const double *x, size_t people, double *out)
{
	for (size_t i = 0; i < people; i++)
		out[i] = hazard_leaving(fit, x + i * MONTHS * fit->columns, MONTHS);
}

static struct model_state check(const struct hazard_fit *fit, const double *x, size_t people)
{
	if (fit->state.cause != MODEL_KNOWN)
		return fit->state;
	if (!people)
		return (struct model_state){.cause = MODEL_FEW_PEOPLE, .have = 0, .need = 1};
	for (size_t i = 0; i < people * MONTHS * fit->columns; i++)
		if (!isfinite(x[i]))
			return (struct model_state){.cause = MODEL_NOT_A_NUMBER};
	return (struct model_state){.cause = MODEL_KNOWN};
}

struct leaver_draws leaver_draws(struct arena *arena, const struct hazard_fit *fit, const double *x, size_t people)
{
	risk_quiet();
	struct leaver_draws draws = {.state = check(fit, x, people), .people = people};
	if (draws.state.cause != MODEL_KNOWN)
		return draws;
	gsl_matrix *factor = spread_of(fit);
	if (!factor) {
		draws.state.cause = MODEL_NO_CONVERGENCE;
		return draws;
	}
	size_t size = fit->columns + 1, pairs = people > MANY ? PAIRS_OF_MANY : PAIRS;
	draws.draws = 2 * pairs;
	draws.point = ARENA_ARRAY(arena, double, people);
	draws.probability = ARENA_ARRAY(arena, double, people * draws.draws);
	leaving_of_all(fit, x, people, draws.point);
	double *scratch = memory_new((3 * size + 1) * sizeof(double));
	double *move = scratch, *moved = scratch + size, *normal = scratch + 2 * size;
	struct hazard_fit drawn = *fit;
	drawn.coefficient = moved;
	uint64_t state = SEED;
	for (size_t pair = 0; pair < pairs; pair++) {
		draw_move(factor, &state, normal, move);
		for (size_t side = 0; side < 2; side++) {
			for (size_t i = 0; i < size; i++)
				moved[i] = side ? fit->coefficient[i] - move[i] : fit->coefficient[i] + move[i];
			leaving_of_all(&drawn, x, people, draws.probability + (2 * pair + side) * people);
		}
	}
	free(scratch);
	gsl_matrix_free(factor);
	return draws;
}

/* f_j <- f_j (1 - p) + f_{j-1} p; far tails that have vanished are left out of the work. */
void poisson_binomial(const double *p, size_t count, double *pmf)
{
	memset(pmf, 0, (count + 1) * sizeof *pmf);
	pmf[0] = 1;
	size_t low = 0, high = 0;
	for (size_t i = 0; i < count; i++) {
		double leaves = p[i], stays = 1 - leaves;
		high++;
		for (size_t j = high; j > low; j--)
			pmf[j] = pmf[j] * stays + pmf[j - 1] * leaves;
		pmf[low] *= stays;
		for (; high > low && pmf[high] < NOTHING; high--)
			pmf[high] = 0;
		for (; low < high && pmf[low] < NOTHING; low++)
			pmf[low] = 0;
	}
}

/* Smallest count at which the distribution reaches `share`; -1 when it never does. */
static double reaches(const double *pmf, size_t most, double share)
{
	double sum = 0;
	for (size_t k = 0; k <= most; k++) {
		sum += pmf[k];
		if (sum >= share)
			return (double)k;
	}
	return -1;
}

struct leaver_count leaver_count(struct arena *arena, const struct leaver_draws *draws, const size_t *members, size_t count, double already)
{
	struct leaver_count leavers = {.state = draws->state, .most = count};
	if (leavers.state.cause != MODEL_KNOWN)
		return leavers;
	double *p = memory_new((count + 1) * sizeof *p), *pmf = memory_new((count + 1) * sizeof *pmf);
	leavers.pmf = ARENA_ARRAY(arena, double, count + 1);
	for (size_t draw = 0; draw < draws->draws; draw++) {
		const double *all = draws->probability + draw * draws->people;
		for (size_t i = 0; i < count; i++)
			p[i] = all[members ? members[i] : i];
		poisson_binomial(p, count, pmf);
		for (size_t k = 0; k <= count; k++)
			leavers.pmf[k] += pmf[k];
	}
	for (size_t k = 0; k <= count; k++)
		leavers.pmf[k] /= (double)draws->draws;
	for (size_t i = 0; i < count; i++)
		leavers.expected += draws->point[members ? members[i] : i];
	leavers.expected = fmax(leavers.expected, already);
	leavers.low = fmax(reaches(leavers.pmf, count, 0.025), already);
	leavers.high = fmax(reaches(leavers.pmf, count, 0.975), already);
	free(p);
	free(pmf);
	return leavers;
}

struct chance leaver_chance(const struct leaver_draws *draws, size_t person)
{
	double *sorted = memory_new(draws->draws * sizeof *sorted);
	for (size_t draw = 0; draw < draws->draws; draw++)
		sorted[draw] = draws->probability[draw * draws->people + person];
	gsl_sort(sorted, 1, draws->draws);
	size_t low = (size_t)ceil(0.025 * (double)draws->draws) - 1, high = (size_t)ceil(0.975 * (double)draws->draws) - 1;
	struct chance chance = {.p = draws->point[person], .low = sorted[low], .high = sorted[high]};
	free(sorted);
	return chance;
}

static struct model_state check_bands(const double *leavers, const double *person_years, const double *next, double *sum)
{
	*sum = 0;
	for (size_t band = 0; band < MODEL_BANDS; band++) {
		double all[] = {leavers[band], person_years[band], next[band]};
		for (size_t i = 0; i < COUNT_OF(all); i++)
			if (!isfinite(all[i]) || all[i] < 0)
				return (struct model_state){.cause = MODEL_NOT_A_NUMBER};
		*sum += person_years[band];
	}
	if (*sum < 1)
		return (struct model_state){.cause = MODEL_FEW_PERSON_YEARS, .have = *sum, .need = 1};
	return (struct model_state){.cause = MODEL_KNOWN};
}

/* pmf convolved with a negative binomial of this size and probability of success. */
static void convolve(double *pmf, double size, double success)
{
	double term[MODEL_BAND_MOST + 1], sum[MODEL_BAND_MOST + 1];
	term[0] = pow(success, size);
	for (size_t k = 1; k <= MODEL_BAND_MOST; k++)
		term[k] = term[k - 1] * (size + (double)k - 1) / (double)k * (1 - success);
	for (size_t k = 0; k <= MODEL_BAND_MOST; k++) {
		sum[k] = 0;
		for (size_t j = 0; j <= k; j++)
			sum[k] += pmf[j] * term[k - j];
	}
	memcpy(pmf, sum, sizeof sum);
}

struct band_estimate band_estimate(const double *leavers, const double *person_years, const double *next, double already)
{
	double years, all = 0;
	struct band_estimate estimate = {.state = check_bands(leavers, person_years, next, &years)};
	if (estimate.state.cause != MODEL_KNOWN)
		return estimate;
	for (size_t band = 0; band < MODEL_BANDS; band++)
		all += leavers[band];
	estimate.whole = (all + 0.5) / years;
	estimate.pmf[0] = 1;
	for (size_t band = 0; band < MODEL_BANDS; band++) {
		double size = BAND_PRIOR + leavers[band], time = BAND_PRIOR / estimate.whole + person_years[band];
		estimate.rate[band] = size / time;
		estimate.expected += estimate.rate[band] * next[band];
		convolve(estimate.pmf, size, time / (time + next[band]));
	}
	double low = reaches(estimate.pmf, MODEL_BAND_MOST, 0.025), high = reaches(estimate.pmf, MODEL_BAND_MOST, 0.975);
	if (high < 0)
		estimate.state = (struct model_state){.cause = MODEL_BEYOND, .have = estimate.expected, .need = MODEL_BAND_MOST};
	estimate.expected = fmax(estimate.expected, already);
	estimate.low = fmax(low, already);
	estimate.high = fmax(high, already);
	return estimate;
}
