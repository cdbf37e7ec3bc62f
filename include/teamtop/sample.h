/* sample - the believable team with planted truths (statistics.md 9): a scenario file, a seed, the same rows everywhere. */
#ifndef TEAMTOP_SAMPLE_H
#define TEAMTOP_SAMPLE_H

#include "teamtop/base.h"

struct sample_options {
	const char *database, *scenario;                /* scenario file, NULL = the one compiled in */
	int people, months;                             /* 0 = the scenario's: 60, 48 */
	int64_t seed;                                   /* 0 = the scenario's shipped seed */
	int64_t until;                                  /* local day; the last one with rows; INT64_MIN = today */
	int64_t now;                                    /* UTC seconds; the last day is written up to here when it is today; 0 =
	                                                   whole days whatever the clock says */
	const char *time_zone;                          /* NULL = the scenario's */
};
bool sample_write(const struct sample_options *options, struct error *error);
/* --live: writes what happens from the last recorded moment up to `now` (called again and again). */
struct sample_live;
struct sample_live *sample_live_open(const struct sample_options *options, struct error *error);
bool sample_live_advance(struct sample_live *live, int64_t now, int64_t *rows, struct error *error);
void sample_live_close(struct sample_live *live);

#endif
