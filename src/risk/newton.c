/* Newton's method for the penalised log likelihood of a logistic model, step by step, and what each step tells about the
   shape of the likelihood (statistics.md 1). */
#include "newton.h"

#include "ratio.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

static const double RANK = 1e-11;                       /* a squared pivot of the scaled Hessian below it: columns coincide */
static const double NOISE = 1e-11;                      /* of a sum of log likelihoods, relative */
static const double RIDGE = 1e-10;
enum { MOST_HALVINGS = 30 };

double newton_linear(const struct newton_data *data, const double *coefficient, size_t row)
{
	const double *x = data->columns ? data->x + row * data->columns : NULL; /* no columns: no matrix */
	double sum = coefficient[0] + (data->offset ? data->offset[row] : 0);
	for (size_t j = 0; j < data->columns; j++)
		sum += coefficient[j + 1] * x[j];
	return sum;
}

double newton_sigmoid(double eta)
{
	return eta >= 0 ? 1 / (1 + exp(-eta)) : exp(eta) / (1 + exp(eta));
}

/* y eta - ln(1 + e^eta) without overflow. */
static double log_likelihood(const struct newton_data *data, const double *coefficient)
{
	double sum = 0;
	for (size_t row = 0; row < data->rows; row++) {
		double eta = newton_linear(data, coefficient, row);
		sum += data->y[row] * eta - (eta > 0 ? eta : 0) - log1p(exp(-fabs(eta)));
	}
	return sum;
}

static double penalty(const struct newton_data *data, const double *coefficient)
{
	double sum = 0;
	for (size_t j = 1; j <= data->columns; j++)
		sum += coefficient[j] * coefficient[j];
	return data->prior * sum / 2;
}

/* slope and the lower half of X'WX + P. */
static void derivatives(const struct newton_data *data, struct newton *newton)
{
	size_t columns = data->columns, width = newton->hessian->tda;
	double *slope = newton->slope->data, *hessian = newton->hessian->data;
	gsl_vector_set_zero(newton->slope);
	gsl_matrix_set_zero(newton->hessian);
	for (size_t row = 0; row < data->rows; row++) {
		const double *x = columns ? data->x + row * columns : NULL;
		double p = newton_sigmoid(newton_linear(data, newton->at, row)), weight = p * (1 - p), rest = data->y[row] - p;
		slope[0] += rest;
		hessian[0] += weight;
		for (size_t j = 0; j < columns; j++) {
			if (x[j] == 0)
				continue;
			double *line = hessian + (j + 1) * width, weighted = weight * x[j];
			slope[j + 1] += rest * x[j];
			line[0] += weighted;
			for (size_t k = 0; k <= j; k++)
				line[k + 1] += weighted * x[k];
		}
	}
	for (size_t j = 1; j <= columns; j++) {
		slope[j] -= data->prior * newton->at[j];
		hessian[j * width + j] += data->prior;
	}
}

/* Scaling to ones on the diagonal keeps the digits where columns have very different measures. */
static void scale_hessian(struct newton *newton)
{
	for (size_t i = 0; i < newton->size; i++) {
		double diagonal = gsl_matrix_get(newton->hessian, i, i);
		gsl_vector_set(newton->scale, i, diagonal > 0 ? 1 / sqrt(diagonal) : 1);
	}
	for (size_t i = 0; i < newton->size; i++)
		for (size_t j = 0; j <= i; j++) {
			double value = gsl_matrix_get(newton->hessian, i, j) * gsl_vector_get(newton->scale, i) *
				gsl_vector_get(newton->scale, j);
			gsl_matrix_set(newton->hessian, i, j, value);
			gsl_matrix_set(newton->hessian, j, i, value);
		}
}

bool newton_factorise(const struct newton_data *data, struct newton *newton, bool ridge)
{
	derivatives(data, newton);
	scale_hessian(newton);
	if (ridge)
		for (size_t i = 0; i < newton->size; i++)
			gsl_matrix_set(newton->hessian, i, i, gsl_matrix_get(newton->hessian, i, i) + RIDGE);
	if (gsl_linalg_cholesky_decomp1(newton->hessian) != GSL_SUCCESS)
		return false;
	for (size_t i = 0; i < newton->size; i++) {
		double pivot = gsl_matrix_get(newton->hessian, i, i);
		if (!isfinite(pivot) || pivot * pivot < RANK)
			return false;
	}
	return true;
}

struct newton newton_start(const struct newton_data *data)
{
	size_t size = data->columns + 1;
	struct newton newton = {
		.size = size,
		.at = memory_new(size * sizeof(double)),
		.next = memory_new(size * sizeof(double)),
		.step = memory_new(size * sizeof(double)),
		.hessian = gsl_matrix_alloc(size, size),
		.slope = gsl_vector_alloc(size),
		.scale = gsl_vector_alloc(size),
	};
	double leavers = 0;
	for (size_t row = 0; row < data->rows; row++)
		leavers += data->y[row];
	newton.at[0] = log(leavers / ((double)data->rows - leavers));
	newton.likelihood = log_likelihood(data, newton.at);
	newton.objective = newton.likelihood;
	return newton;
}

void newton_free(struct newton *newton)
{
	free(newton->at), free(newton->next), free(newton->step);
	gsl_matrix_free(newton->hessian);
	gsl_vector_free(newton->slope);
	gsl_vector_free(newton->scale);
}

double newton_direction(const struct newton_data *data, struct newton *newton, bool ridge)
{
	if (newton->aliased || !newton_factorise(data, newton, false)) {
		newton->aliased = true;
		if (!ridge || !newton_factorise(data, newton, true))
			return NAN;
	}
	gsl_vector_mul(newton->slope, newton->scale);
	gsl_linalg_cholesky_svx(newton->hessian, newton->slope);
	double largest = 0;
	for (size_t j = 0; j < newton->size; j++) {
		newton->step[j] = gsl_vector_get(newton->slope, j) * gsl_vector_get(newton->scale, j);
		if (!isfinite(newton->step[j]))
			return NAN;
		largest = fmax(largest, fabs(newton->step[j]));
	}
	return largest;
}

bool newton_go(const struct newton_data *data, struct newton *newton)
{
	/* a change below the noise of the sum is no lowering */
	double floor = newton->objective - NOISE * (1 + fabs(newton->objective));
	for (int halving = 0; halving <= MOST_HALVINGS; halving++) {
		for (size_t j = 0; j < newton->size; j++)
			newton->next[j] = newton->at[j] + newton->step[j];
		double likelihood = log_likelihood(data, newton->next);
		double objective = likelihood - penalty(data, newton->next);
		if (objective >= floor) {
			double *swap = newton->at;
			newton->at = newton->next, newton->next = swap;
			newton->objective = objective, newton->likelihood = likelihood;
			return true;
		}
		for (size_t j = 0; j < newton->size; j++)
			newton->step[j] /= 2;
	}
	return false;
}

static double largest_of_rows(const struct newton_data *data, const double *step)
{
	struct newton_data plain = *data;
	plain.offset = NULL;
	double largest = 0;
	for (size_t row = 0; row < data->rows; row++)
		largest = fmax(largest, fabs(newton_linear(&plain, step, row)));
	return largest;
}

enum hazard_shape newton_judge(const struct newton_data *data, const struct newton *newton, double before)
{
	if (fabs(newton->likelihood - before) >= 1e-7 * fmax(1, fabs(newton->likelihood)))
		return HAZARD_UNDECIDED;
	double moved = largest_of_rows(data, newton->step);
	return moved > 0.1 ? HAZARD_SEPARATED : moved < 1e-4 ? HAZARD_REGULAR : HAZARD_UNDECIDED;
}
