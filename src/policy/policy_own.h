/* What the parts of the policy share. */
#ifndef TEAMTOP_POLICY_OWN_H
#define TEAMTOP_POLICY_OWN_H

#include "teamtop/policy.h"

bool policy_small(int64_t people, int least);           /* some, but too few */
const char *policy_initials(struct arena *arena, const char *name);     /* "Ayu Lestari" becomes "A. L." */
void policy_what_if(struct answer *answer, const struct policy *policy);        /* after the figures of groups were hidden */
void policy_survival(struct answer *answer, const struct policy *policy);       /* curves by team; where names are not full */

#endif
