/* tree - groups as nodes of the whole tree of teams, the same whatever team one looks at, so that what is hidden for the sake of
   a few is the same in all views (product.md: groups under min_group, and no differencing). Made by facts_load. */
#ifndef TEAMTOP_METRICS_TREE_H
#define TEAMTOP_METRICS_TREE_H

#include "facts.h"

struct team_tree *tree_new(struct facts *facts);
/* Of a team and those below it, or (alone) directly in it; team 0 or unknown: of all, or (alone) of no team. */
int tree_node(const struct facts *facts, int64_t team_id, bool alone);
int tree_node_of(const struct facts *facts, const struct group *group);
int tree_nodes(const struct facts *facts);
const int *tree_parents(const struct facts *facts);     /* parent[i] < i; -1 of the whole */
int tree_shown_above(const struct facts *facts, const bool *shown, int node);   /* itself or the nearest; -1 = none */
bool tree_is_below(const struct facts *facts, int node, int top);               /* or the same */

#endif
