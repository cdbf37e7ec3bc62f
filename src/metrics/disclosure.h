/* disclosure - which totals of a tree of groups may be shown, so that neither a total nor a difference of totals is of a few. */
#ifndef TEAMTOP_METRICS_DISCLOSURE_H
#define TEAMTOP_METRICS_DISCLOSURE_H

#include <stdbool.h>
#include <stdint.h>

/* Node 0 is the root; parent[i] < i for all others, parent[0] = -1. own[i]: answers given directly at node i, not below.
   shown[i] says whether the total of node i and all below it may be shown. A total of 0 may: it is of nobody.
   What is left of every shown total, when the shown totals below it are taken away, is 0 or at least `least`. Shown groups lie
   within one another or apart, so these rests are the smallest groups that can be computed from all that is shown, in
   whatever view (secondary suppression; Willenborg and de Waal 2001). Small groups hide first, the root last. */
void disclosure_show(const int *parent, const int64_t *own, int count, int64_t least, bool *shown);

/* Room for the rests: rest[i] = the shown total of i less the shown ones below it; 0 where i is not shown. */
void disclosure_rests(const int *parent, const int64_t *own, int count, const bool *shown, int64_t *rest);

#endif
