/* turnover - sums behind the turnover figures of every group over one window. */
#ifndef TEAMTOP_METRICS_TURNOVER_H
#define TEAMTOP_METRICS_TURNOVER_H

#include "spans.h"

struct turnover_sums {
	int64_t leavers, voluntary, involuntary, kind_unknown;
	int64_t person_days;                            /* on observed days */
	int64_t observed_days;                          /* the same for every group */
	int64_t people;                                 /* distinct, employed on an observed day */
};
/* One of each group, in scratch. */
struct turnover_sums *turnover_sums_of(struct facts *facts, struct window window);
static inline double turnover_person_years(const struct turnover_sums *sums)
{
	return (double)sums->person_days / 365;
}
/* Rule `shrm`: the twelve whole calendar months of which the last ends on or before `to`. */
struct shrm {
	struct window window;
	bool observed;                                  /* from the close of the day before the first month on */
	double *rate;                                   /* by group; NAN where a month had no staff */
	double *leavers, *staff;                        /* by group; staff = mean over the months */
};
/* Does "first 90 days" as of `to` count this person. */
bool turnover_hired_for(const struct facts *facts, int person, int64_t to);
struct shrm turnover_shrm_of(struct facts *facts, int64_t to);
/* Leavers expected for its tenures, by group of the answer (statistics.md 8). */
void turnover_expect(struct facts *facts, struct answer *answer, const struct turnover_sums *sums);

#endif
