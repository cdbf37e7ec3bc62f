/* policy - what may be shown: the owner's word and the options, applied to an answer in one place before it becomes a
   screen, JSON or CSV. */
#ifndef TEAMTOP_POLICY_H
#define TEAMTOP_POLICY_H

#include "teamtop/metrics.h"

/* The narrower of the owner's policy and what options ask; restricted and wall hide names. */
struct policy policy_effective(const struct policy *owner, enum names wanted, bool restricted, bool wall);
/* Suppresses figures of groups that are too small, replaces names, drops persons where they may not be shown.
   Called once an answer. */
void policy_apply(struct answer *answer, const struct policy *policy);

#endif
