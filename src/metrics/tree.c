/* Every team a node, and those directly in a team with teams below one more. */
#include "tree.h"

/* Nodes: the whole, those of no team, then every team behind its parent; answers given directly in a team with teams below
   are a node of their own, as "directly here" is a row. */
struct team_tree {
	int count, *parent;
	int *team, *alone;                              /* by index of facts->teams */
};
enum { WHOLE, NO_TEAM, FIRST_TEAM };

static bool has_children(const struct facts *facts, int64_t team_id)
{
	for (int i = 0; i < facts->team_count; i++)
		if (facts->teams[i].parent_id == team_id)
			return true;
	return false;
}

static void add_team(const struct facts *facts, struct team_tree *tree, int index, int parent)
{
	tree->team[index] = tree->alone[index] = tree->count;
	tree->parent[tree->count++] = parent;
	if (!has_children(facts, facts->teams[index].id))
		return;
	tree->alone[index] = tree->count;
	tree->parent[tree->count++] = tree->team[index];
}

/* Parents first: as many rounds as the tree is deep. Teams in a cycle stand at the top. */
static void add_teams(const struct facts *facts, struct team_tree *tree)
{
	for (bool again = true, rest = false; again || !rest;) {
		rest = !again;
		again = false;
		for (int i = 0; i < facts->team_count; i++) {
			const struct team_fact *above = facts_team(facts, facts->teams[i].parent_id);
			int parent = !above || rest ? WHOLE : tree->team[above - facts->teams];
			if (tree->team[i] >= 0 || parent < 0)
				continue;
			add_team(facts, tree, i, parent);
			again = true;
		}
	}
}

struct team_tree *tree_new(struct facts *facts)
{
	struct team_tree *tree = ARENA_ARRAY(facts->scratch, struct team_tree, 1);
	size_t most = (size_t)facts->team_count + 1;
	*tree = (struct team_tree){.count = FIRST_TEAM, .parent = ARENA_ARRAY(facts->scratch, int, 2 * most + FIRST_TEAM),
		.team = ARENA_ARRAY(facts->scratch, int, most), .alone = ARENA_ARRAY(facts->scratch, int, most)};
	tree->parent[WHOLE] = -1, tree->parent[NO_TEAM] = WHOLE;
	for (int i = 0; i < facts->team_count; i++)
		tree->team[i] = -1;
	add_teams(facts, tree);
	return tree;
}

int tree_node(const struct facts *facts, int64_t team_id, bool alone)
{
	const struct team_tree *tree = facts->tree;
	const struct team_fact *team = facts_team(facts, team_id);
	if (!team)
		return alone ? NO_TEAM : WHOLE;
	return alone ? tree->alone[team - facts->teams] : tree->team[team - facts->teams];
}

int tree_shown_above(const struct facts *facts, const bool *shown, int node)
{
	while (node >= 0 && !shown[node])
		node = facts->tree->parent[node];
	return node;
}

bool tree_is_below(const struct facts *facts, int node, int top)
{
	while (node > top)
		node = facts->tree->parent[node];
	return node == top;
}

int tree_nodes(const struct facts *facts)
{
	return facts->tree->count;
}

const int *tree_parents(const struct facts *facts)
{
	return facts->tree->parent;
}

int tree_node_of(const struct facts *facts, const struct group *group)
{
	switch (group->kind) {
	case GROUP_TEAM:
		return tree_node(facts, group->team_id, false);
	case GROUP_HERE:
		return tree_node(facts, facts->scope.team_id, true);
	case GROUP_NO_TEAM:
		return tree_node(facts, 0, true);
	case GROUP_ALL:
		break;
	}
	return tree_node(facts, facts->scope.team_id, false);
}
