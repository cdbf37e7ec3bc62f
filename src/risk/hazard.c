/* The discrete-time hazard of leaving: penalised logistic regression, and whether the data alone would give a finite answer
   (statistics.md 1). */
#include "newton.h"
#include "ratio.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

static const double Z = 1.959963984540054;
static const double SMALLEST_STEP = 1e-8;               /* the fit is done */
enum { MOST_STEPS = 50 };

static struct model_state check(const struct newton_data *data)
{
	if (!data->rows)
		return (struct model_state){.cause = MODEL_NO_ROWS};
	double leavers = 0;
	for (size_t row = 0; row < data->rows; row++) {
		double y = data->y[row];
		if ((y != 0 && y != 1) || (data->offset && !isfinite(data->offset[row])))
			return (struct model_state){.cause = MODEL_NOT_A_NUMBER};
		leavers += y;
	}
	for (size_t i = 0; i < data->rows * data->columns; i++)
		if (!isfinite(data->x[i]))
			return (struct model_state){.cause = MODEL_NOT_A_NUMBER};
	if (leavers < 1)
		return (struct model_state){.cause = MODEL_FEW_LEAVERS, .have = leavers, .need = 1};
	if (leavers >= (double)data->rows)
		return (struct model_state){.cause = MODEL_FEW_STAYERS, .have = 0, .need = 1};
	return (struct model_state){.cause = MODEL_KNOWN};
}

static struct model_state newton_run(const struct newton_data *data, struct newton *newton, int *steps)
{
	for (*steps = 1; *steps <= MOST_STEPS; ++*steps) {
		double before = newton->likelihood, largest = newton_direction(data, newton, false);
		if (newton->aliased && data->prior == 0)
			return (struct model_state){.cause = MODEL_ALIASED};
		if (!isfinite(largest) || !newton_go(data, newton))
			break;
		if (data->prior == 0 && newton_judge(data, newton, before) == HAZARD_SEPARATED)
			return (struct model_state){.cause = MODEL_SEPARATED};
		if (largest < SMALLEST_STEP)
			return (struct model_state){.cause = MODEL_KNOWN};
	}
	return (struct model_state){.cause = MODEL_NO_CONVERGENCE, .have = *steps, .need = MOST_STEPS};
}

static bool take_covariance(struct arena *arena, const struct newton_data *data, struct newton *newton, struct hazard_fit *fit)
{
	size_t size = newton->size;
	if (!newton_factorise(data, newton, false) || gsl_linalg_cholesky_invert(newton->hessian) != GSL_SUCCESS)
		return false;
	fit->coefficient = ARENA_ARRAY(arena, double, size);
	fit->error = ARENA_ARRAY(arena, double, size);
	fit->covariance = ARENA_ARRAY(arena, double, size * size);
	for (size_t i = 0; i < size; i++)
		for (size_t j = 0; j < size; j++)
			fit->covariance[i * size + j] = gsl_matrix_get(newton->hessian, i, j) * gsl_vector_get(newton->scale, i) *
				gsl_vector_get(newton->scale, j);
	for (size_t i = 0; i < size; i++) {
		fit->coefficient[i] = newton->at[i];
		fit->error[i] = sqrt(fit->covariance[i * size + i]);
		if (!isfinite(fit->coefficient[i]) || !isfinite(fit->error[i]))
			return false;
	}
	return true;
}

struct hazard_fit hazard_fit(struct arena *arena, const double *x, const double *y, const double *offset, size_t rows, size_t columns,
	double prior)
{
	risk_quiet();
	struct newton_data data = {.x = x, .y = y, .offset = offset, .rows = rows, .columns = columns, .prior = prior};
	struct hazard_fit fit = {.rows = rows, .columns = columns, .state = check(&data)};
	if (fit.state.cause != MODEL_KNOWN)
		return fit;
	struct newton newton = newton_start(&data);
	fit.state = newton_run(&data, &newton, &fit.steps);
	if (fit.state.cause == MODEL_KNOWN && !take_covariance(arena, &data, &newton, &fit))
		fit.state.cause = MODEL_NO_CONVERGENCE;
	fit.log_likelihood = newton.likelihood;
	for (size_t row = 0; row < rows; row++) {
		fit.leavers += y[row];
		fit.expected += newton_sigmoid(newton_linear(&data, newton.at, row));
	}
	newton_free(&newton);
	return fit;
}

static void mark_held(const struct newton_data *data, const double *step, bool *held)
{
	for (size_t j = 0; j < data->columns; j++) {
		double largest = 0;
		for (size_t row = 0; row < data->rows; row++)
			largest = fmax(largest, fabs(data->x[row * data->columns + j]));
		held[j] = largest * fabs(step[j + 1]) > 0.1;
	}
}

enum hazard_shape hazard_shape(const double *x, const double *y, const double *offset, size_t rows, size_t columns, bool *held)
{
	risk_quiet();
	struct newton_data data = {.x = x, .y = y, .offset = offset, .rows = rows, .columns = columns};
	for (size_t j = 0; held && j < columns; j++)
		held[j] = false;
	if (check(&data).cause != MODEL_KNOWN)
		return HAZARD_UNDECIDED;
	struct newton newton = newton_start(&data);
	enum hazard_shape shape = HAZARD_UNDECIDED;
	for (int step = 0; step < MOST_STEPS && shape == HAZARD_UNDECIDED; step++) {
		double before = newton.likelihood;
		if (!isfinite(newton_direction(&data, &newton, true)) || !newton_go(&data, &newton))
			break;
		shape = newton_judge(&data, &newton, before);
	}
	if (shape == HAZARD_SEPARATED && held)
		mark_held(&data, newton.step, held);
	newton_free(&newton);
	return shape;
}

struct odds_ratio hazard_odds_ratio(const struct hazard_fit *fit, size_t column)
{
	double b = fit->coefficient[column + 1], error = fit->error[column + 1];
	return (struct odds_ratio){
		.ratio = exp(b),
		.low = exp(b - Z * error),
		.high = exp(b + Z * error),
		.p = fmin(1, 2 * gsl_cdf_ugaussian_Q(fabs(b / error))),
	};
}

static double leaving_without(const struct hazard_fit *fit, const double *x, size_t months, size_t first, size_t count)
{
	double stays = 1;
	for (size_t month = 0; month < months; month++) {
		double eta = fit->coefficient[0];
		for (size_t j = 0; j < fit->columns; j++)
			if (j < first || j >= first + count)
				eta += fit->coefficient[j + 1] * x[month * fit->columns + j];
		stays *= 1 - newton_sigmoid(eta);
	}
	return 1 - stays;
}

double hazard_leaving(const struct hazard_fit *fit, const double *x, size_t months)
{
	return leaving_without(fit, x, months, 0, 0);
}

double hazard_push(const struct hazard_fit *fit, const double *x, size_t months, size_t first, size_t count)
{
	return leaving_without(fit, x, months, 0, 0) - leaving_without(fit, x, months, first, count);
}
