/* what_if_moving - the estimate's people with their inputs as supposed, while an answer is made. */
#ifndef TEAMTOP_METRICS_WHAT_IF_MOVING_H
#define TEAMTOP_METRICS_WHAT_IF_MOVING_H

#include "estimate.h"
#include "what_if.h"

struct moving {
	struct facts *facts;
	struct estimate_result *result;
	double (*value)[MODEL_INPUTS];                  /* [people] as supposed */
	double *x;                                      /* [people][3][columns] */
	bool *moved, *gone;                             /* [people] by what is supposed of teams; leaves */
	int *person;                                    /* [people] in the roster */
	struct leaver_draws then;
};
static inline enum model_input what_if_input(enum suppose_kind kind)
{
	return kind == SUPPOSE_AI_USE ? MODEL_AI_USE : MODEL_CUSTOMER_TIME;
}
/* Before anything moves: `told` of each row about a team, and why it says nothing where it is not. */
void what_if_rows_tell(struct moving *moving);
/* After: `told` of each group. */
void what_if_groups_tell(struct moving *moving, struct answer *answer);

#endif
