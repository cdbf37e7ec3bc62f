/* survival_curves - several curves of those still here, drawn beside each other or, where there is little room, as rows. */
#ifndef TEAMTOP_PANELS_SURVIVAL_CURVES_H
#define TEAMTOP_PANELS_SURVIVAL_CURVES_H

#include "pages.h"
#include "survival_chart.h"

enum { CURVE_LEAST_WIDTH = 16, CURVE_TALL = 8 };        /* cells a curve needs; rows from which it says of how many */
struct curve {
	const char *name;
	const struct survival *of, *other;              /* other: drawn in dashes; NULL */
	const char *why;                                /* not drawn: why, in place of the usual reason */
};
void curves_draw(struct area area, const struct curve *curves, int count);
/* The tenure whose shares are written: one that all curves have, in whole years where it is one; -1 = each its own end. */
int64_t curves_common_tenure(const struct curve *curves, int count);
const char *curves_tenure(struct arena *arena, int64_t days);   /* "3 yr", "8 mo" */

#endif
