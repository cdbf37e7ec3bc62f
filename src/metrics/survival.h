/* survival - a curve from tenures: of everybody, or of stretches of time. */
#ifndef TEAMTOP_METRICS_SURVIVAL_H
#define TEAMTOP_METRICS_SURVIVAL_H

#include "spans.h"

struct tenures {                                        /* in days; at risk at t: entry < t <= time */
	double *entry, *time;
	unsigned char *left;
	size_t count;
};
/* The curve where at least ten are at risk; steps live in keep, left_out stays as it is. */
void survival_of(struct arena *keep, const struct tenures *tenures, struct survival *survival);

#endif
