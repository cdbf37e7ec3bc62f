/* Inside risk: a ratio of sums over clusters and its linearised standard error. */
#ifndef TEAMTOP_RISK_RATIO_H
#define TEAMTOP_RISK_RATIO_H

#include "teamtop/risk.h"

struct ratio {
	size_t clusters;                                /* with c or w other than 0 */
	double weight;                                  /* sum of w */
	double value;                                   /* sum of c / sum of w; NAN where that is 0 */
	double error;                                   /* standard error; NAN under two clusters */
};
struct ratio ratio_of(const double *c, const double *w, size_t n);
void risk_quiet(void);                                  /* before every use of GSL */
/* Known only where both limits are finite. */
struct interval interval_of(double low, double high);

#endif
