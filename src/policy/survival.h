/* survival - which curves by team may be shown; applied where names are not full. */
#ifndef TEAMTOP_POLICY_SURVIVAL_H
#define TEAMTOP_POLICY_SURVIVAL_H

#include "teamtop/metrics.h"

void survival_apply(struct answer *answer, const struct policy *policy);

#endif
