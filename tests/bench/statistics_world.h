/* A service organisation with the planted hazard of statistics.md 9, as arrays. */
#ifndef TEAMTOP_BENCH_STATISTICS_WORLD_H
#define TEAMTOP_BENCH_STATISTICS_WORLD_H

#include "statistics.h"

static const double MONTH = 30.4375, LAG = 60;           /* days */
enum { AHEAD = 3 };                                     /* months lived beyond the last one the model sees */

struct setup {
	size_t people;
	int months;
	bool effects, notice;
	double drift, lag;                              /* lag: of the inputs given to the model; the hazard reads 60 days */
};
struct person {
	int team;
	double hired, left, gained;                     /* days from the start of the world */
	bool voluntary, gone;
	double busy, logging;                           /* own levels: customer time, admin and logging */
	double ai_from;                                 /* day, INFINITY: never */
	unsigned char *use;                             /* [weeks] */
};
struct world {
	struct setup setup;
	struct luck luck;
	struct person *person;
	size_t people, room, weeks;
	/* one row a person employed at the start of a month, month by month */
	size_t rows, row_room, *first;                  /* first[month]: index of its first row */
	size_t *who;
	double *tenure, *left, *offset, *value[MODEL_INPUTS];
};
/* Teams of 17, 14, 14, 9 and 6 for every 60 people. The caller frees with world_free. */
struct world world_make(const struct setup *setup, uint64_t seed);
void world_free(struct world *world);
double world_truth(enum model_input input, enum model_part part);      /* ln odds ratio of one unit */

#endif
