/* spans - who was employed where and when: every employment cut at its stays, and every leaving with its team; made once
   an answer from the roster. Turnover, survival and the pages of people read it. */
#ifndef TEAMTOP_METRICS_SPANS_H
#define TEAMTOP_METRICS_SPANS_H

#include "facts.h"

struct span {
	int person;                                     /* index in the roster */
	int64_t team_id;                                /* 0 = no team */
	int64_t from, to;                               /* both included; to DAY_FAR = goes on */
	int groups[MOST_GROUPS_OF], group_count;
};
struct leaving {
	int person;
	int64_t day, team_id;                           /* of the stay that covers the day, else of the last one before */
	int groups[MOST_GROUPS_OF], group_count;
};
#define DAY_FAR (INT64_MAX / 4)

struct spans {
	struct span *rows;                              /* by person, from; only people with a hire date */
	int count;
	struct leaving *leavings;                       /* by person */
	int leaving_count;
};

const struct spans *spans_of(struct facts *facts);      /* lives in scratch; made at the first call */
int64_t spans_team_at(const struct facts *facts, int person, int64_t day);      /* covering, else the last before; 0 */
/* The stay on the hire day, else the first within 31 days; 0. */
int64_t spans_team_hired(const struct facts *facts, int person);
static inline int64_t days_shared(int64_t from, int64_t to, struct window window)
{
	int64_t first = from > window.from ? from : window.from, last = to < window.to ? to : window.to;
	return last >= first ? last - first + 1 : 0;
}
static inline bool window_holds(struct window window, int64_t day)
{
	return window.from <= day && day <= window.to;
}

#endif
