/* Inside risk: Newton's method for a logistic model with a prior N(0, 1 / prior) on every column but the intercept. */
#ifndef TEAMTOP_RISK_NEWTON_H
#define TEAMTOP_RISK_NEWTON_H

#include "teamtop/model.h"

#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

struct newton_data {
	const double *x, *y, *offset;                   /* [rows][columns], [rows], [rows] or NULL */
	size_t rows, columns;
	double prior;
};
struct newton {
	size_t size;                                    /* 1 + columns */
	double *at, *next, *step;                       /* coefficients */
	gsl_matrix *hessian;                            /* scaled to a diagonal of ones, then its Cholesky factor */
	gsl_vector *slope, *scale;
	bool aliased;                                   /* columns coincide */
	double objective, likelihood;
};
/* At the base rate; newton_free frees what it holds. */
struct newton newton_start(const struct newton_data *data);
void newton_free(struct newton *newton);
/* The scaled Hessian's factor where the coefficients are. False where columns coincide; `ridge` overlooks that. */
bool newton_factorise(const struct newton_data *data, struct newton *newton, bool ridge);
/* The full step into newton->step, 0 along coinciding columns with `ridge`; returns its largest part, NAN for none. */
double newton_direction(const struct newton_data *data, struct newton *newton, bool ridge);
/* Goes along the step, halved while it lowers the objective; false when it always does. */
bool newton_go(const struct newton_data *data, struct newton *newton);
/* One unpenalised step, from the log likelihood `before`: it stands still while the rows still move, or both stand. */
enum hazard_shape newton_judge(const struct newton_data *data, const struct newton *newton, double before);
double newton_linear(const struct newton_data *data, const double *coefficient, size_t row);
double newton_sigmoid(double eta);

#endif
