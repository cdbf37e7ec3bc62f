/* People who use AI against people of the same team and tenure who do not (statistics.md 6): least squares with a variance
   that holds where people differ in spread (HC2). */
#include "teamtop/model.h"

#include "ratio.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double RANK = 1e-10;                       /* of a squared norm: what is left says the same as earlier columns */
enum { LEAST_EACH = 8, LEAST_DEGREES = 10 };

/* The people used, teams numbered from 0. */
struct sample { size_t n, teams; double *y, *habit; size_t *band, *team; };
/* Columns made orthonormal one after another; the habit, added last, keeps its own length. */
struct basis { double *columns; size_t n, count; double habit_norm; };

static int by_number(const void *a, const void *b)
{
	int left = *(const int *)a, right = *(const int *)b;
	return (left > right) - (left < right);
}

/* The team numbers in rising order, each once. */
static int *teams_of(const struct adjusted_rows *rows, size_t *count)
{
	int *teams = memory_new((rows->n + 1) * sizeof *teams);
	memcpy(teams, rows->team, rows->n * sizeof *teams);
	qsort(teams, rows->n, sizeof *teams, by_number);
	*count = 0;
	for (size_t i = 0; i < rows->n; i++)
		if (!*count || teams[*count - 1] != teams[i])
			teams[(*count)++] = teams[i];
	return teams;
}

static size_t place_of(const int *teams, size_t count, int team)
{
	const int *found = bsearch(&team, teams, count, sizeof *teams, by_number);
	return (size_t)(found - teams);
}

/* Keeps people with a value, of teams in which some have the habit and some have not. */
static struct sample sample_of(const struct adjusted_rows *rows)
{
	size_t count, n = rows->n + 1;
	int *teams = teams_of(rows, &count);
	unsigned char *kinds = memory_new(count + 1);
	size_t *place = memory_new(n * sizeof *place), *number = memory_new((count + 1) * sizeof *number);
	struct sample sample = {.y = memory_new(n * sizeof(double)), .habit = memory_new(n * sizeof(double)),
		.band = memory_new(n * sizeof(size_t)), .team = memory_new(n * sizeof(size_t))};
	for (size_t i = 0; i < rows->n; i++) {
		place[i] = place_of(teams, count, rows->team[i]);
		if (isfinite(rows->y[i]))
			kinds[place[i]] |= rows->habit[i] ? 2 : 1;
	}
	for (size_t t = 0; t < count; t++)
		number[t] = kinds[t] == 3 ? sample.teams++ : 0;
	for (size_t i = 0; i < rows->n; i++) {
		if (!isfinite(rows->y[i]) || kinds[place[i]] != 3)
			continue;
		sample.y[sample.n] = rows->y[i];
		sample.habit[sample.n] = rows->habit[i] ? 1 : 0;
		sample.band[sample.n] = (size_t)rows->band[i];
		sample.team[sample.n++] = number[place[i]];
	}
	free(teams), free(kinds), free(place), free(number);
	return sample;
}

static void sample_free(struct sample *sample)
{
	free(sample->y), free(sample->habit), free(sample->band), free(sample->team);
}

static double dot(const double *a, const double *b, size_t n)
{
	double sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* Takes out of x what the basis holds; twice, so that rounding leaves nothing. Returns the squared length left. */
static double reduce(const struct basis *basis, double *x)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t j = 0; j < basis->count; j++) {
			const double *column = basis->columns + j * basis->n;
			double part = dot(column, x, basis->n);
			for (size_t i = 0; i < basis->n; i++)
				x[i] -= part * column[i];
		}
	return dot(x, x, basis->n);
}

/* False where the column says nothing beyond those before it. */
static bool basis_add(struct basis *basis, const double *x)
{
	double *column = basis->columns + basis->count * basis->n;
	memcpy(column, x, basis->n * sizeof *x);
	double whole = dot(x, x, basis->n), left = reduce(basis, column);
	if (!(left > RANK * whole))
		return false;
	basis->habit_norm = sqrt(left);
	for (size_t i = 0; i < basis->n; i++)
		column[i] /= basis->habit_norm;
	basis->count++;
	return true;
}

static void add_groups(struct basis *basis, const size_t *group, size_t groups, double *x)
{
	for (size_t g = 1; g < groups; g++) {
		for (size_t i = 0; i < basis->n; i++)
			x[i] = group[i] == g;
		basis_add(basis, x);
	}
}

/* Intercept, bands, teams, and last the habit. */
static bool basis_fill(struct basis *basis, const struct sample *sample)
{
	double *x = memory_new(sample->n * sizeof *x);
	for (size_t i = 0; i < sample->n; i++)
		x[i] = 1;
	basis_add(basis, x);
	add_groups(basis, sample->band, MODEL_BANDS, x);
	add_groups(basis, sample->team, sample->teams, x);
	free(x);
	return basis_add(basis, sample->habit);
}

/* The last column's coefficient, and its HC2 error: sum of (row of the pseudo-inverse)^2 e^2 / (1 - leverage). */
static void solve(const struct basis *basis, const struct sample *sample, struct adjusted_difference *result)
{
	double *rest = memory_new(sample->n * sizeof *rest), sum = 0;
	memcpy(rest, sample->y, sample->n * sizeof *rest);
	const double *habit = basis->columns + (basis->count - 1) * basis->n;
	result->difference = dot(habit, sample->y, sample->n) / basis->habit_norm;
	reduce(basis, rest);
	for (size_t i = 0; i < sample->n; i++) {
		double leverage = 0;
		for (size_t j = 0; j < basis->count; j++)
			leverage += basis->columns[j * basis->n + i] * basis->columns[j * basis->n + i];
		double pull = habit[i] / basis->habit_norm * rest[i];
		if (1 - leverage > RANK)
			sum += pull * pull / (1 - leverage);
	}
	result->error = sqrt(sum);
	result->degrees = (double)(sample->n - basis->count);
	free(rest);
}

/* size: root mean square of the outcome; rounding alone leaves an error that small. */
static struct model_state finish(struct adjusted_difference *result, double size)
{
	if (result->degrees < LEAST_DEGREES)
		return (struct model_state){.cause = MODEL_FEW_DEGREES, .have = result->degrees, .need = LEAST_DEGREES};
	if (!isfinite(result->difference) || !isfinite(result->error))
		return (struct model_state){.cause = MODEL_NOT_A_NUMBER};
	if (!(result->error > 1e-12 * size))
		return (struct model_state){.cause = MODEL_NO_SPREAD};
	double half = gsl_cdf_tdist_Pinv(0.975, result->degrees) * result->error;
	result->limits = interval_of(result->difference - half, result->difference + half);
	return (struct model_state){.cause = result->limits.known ? MODEL_KNOWN : MODEL_NOT_A_NUMBER};
}

static struct model_state compare(const struct sample *sample, struct adjusted_difference *result)
{
	double sum[2] = {0, 0};
	for (size_t i = 0; i < sample->n; i++) {
		sum[sample->habit[i] > 0] += sample->y[i];
		result->with += sample->habit[i] > 0;
	}
	result->without = sample->n - result->with;
	if (result->with < LEAST_EACH)
		return (struct model_state){.cause = MODEL_FEW_USERS, .have = (double)result->with, .need = LEAST_EACH};
	if (result->without < LEAST_EACH)
		return (struct model_state){.cause = MODEL_FEW_OTHERS, .have = (double)result->without, .need = LEAST_EACH};
	result->plain = sum[1] / (double)result->with - sum[0] / (double)result->without;
	size_t most = 1 + MODEL_BANDS + sample->teams + 1;
	struct basis basis = {.columns = memory_new(most * sample->n * sizeof(double)), .n = sample->n};
	struct model_state state = {.cause = MODEL_ALIASED};
	if (basis_fill(&basis, sample)) {
		solve(&basis, sample, result);
		state = finish(result, sqrt(dot(sample->y, sample->y, sample->n) / (double)sample->n));
	}
	free(basis.columns);
	return state;
}

struct adjusted_difference adjusted_difference(const struct adjusted_rows *rows)
{
	risk_quiet();
	struct adjusted_difference result = {.state = {.cause = MODEL_NO_ROWS}};
	if (!rows->n)
		return result;
	struct sample sample = sample_of(rows);
	result.teams = sample.teams;
	result.state = compare(&sample, &result);
	sample_free(&sample);
	return result;
}
