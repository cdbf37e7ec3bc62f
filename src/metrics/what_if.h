/* what_if - what the scope supposes: who and what is meant (what_if.c), and what then would be (what_if_fold.c, expected
   leavers in what_if_leavers.c). The roster and the kept estimate stay as they are: suppositions stand beside them. */
#ifndef TEAMTOP_METRICS_WHAT_IF_H
#define TEAMTOP_METRICS_WHAT_IF_H

#include "facts.h"

struct what_if_facts {
	struct supposed_row *rows;                      /* in keep, in the order typed */
	int count;
	bool persons_hidden;
	bool *away, *gone;                              /* by person of the roster: counts for no need; leaves */
};
bool what_if_in_team(const struct facts *facts, int person, int64_t team_id);  /* or below it, on `to`; 0 = anywhere */
static inline bool what_if_away(const struct facts *facts, int person)
{
	return facts->what_if && facts->what_if->away[person];
}
/* Fills `then` and `difference` of expected leavers of every group, and what its rows say of them. */
void what_if_leavers(struct facts *facts, struct answer *answer);

#endif
