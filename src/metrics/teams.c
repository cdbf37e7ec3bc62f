/* Today's tree of teams, and the groups of an answer: the scope, the rows of its team table, a person and his or her team. */
#include "facts.h"

#include <stdlib.h>

enum { DEEPEST = 64 };                                  /* a tree of a database we did not make may hold a cycle */

QUESTION(teams, "", "iti");
const struct question *const teams_questions[] = {&question_teams, NULL};

static int team_index(const struct facts *facts, int64_t team_id)
{
	int low = 0, high = facts->team_count - 1;
	while (low <= high) {
		int middle = (low + high) / 2;
		if (facts->teams[middle].id == team_id)
			return middle;
		if (facts->teams[middle].id < team_id)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

const struct team_fact *facts_team(const struct facts *facts, int64_t team_id)
{
	int index = team_index(facts, team_id);
	return index < 0 ? NULL : &facts->teams[index];
}

const char *facts_team_name(const struct facts *facts, int64_t team_id)
{
	const struct team_fact *team = facts_team(facts, team_id);
	return team ? team->name : "no team";
}

/* The team itself or its ancestor that stands directly below `top` (0 = at the top level); NULL when top is not above. */
static struct team_fact *child_below(const struct facts *facts, struct team_fact *team, int64_t top)
{
	for (int steps = 0; steps < DEEPEST; steps++) {
		if (team->parent_id == top)
			return team;
		int parent = team_index(facts, team->parent_id);
		if (parent < 0)
			return NULL;
		team = &facts->teams[parent];
	}
	return NULL;
}

static bool is_within(const struct facts *facts, struct team_fact *team, int64_t top)
{
	return team->id == top || child_below(facts, team, top);
}

static int by_name(const void *a, const void *b)
{
	const struct team_fact *const *one = a, *const *other = b;
	int order = text_compare((*one)->name, (*other)->name);
	return order ? order : ((*one)->id > (*other)->id) - ((*one)->id < (*other)->id);
}

static struct team_fact **children_of(const struct facts *facts, struct arena *arena, int64_t parent, int *count)
{
	struct team_fact **list = ARENA_ARRAY(arena, struct team_fact *, facts->team_count + 1);
	*count = 0;
	for (int i = 0; i < facts->team_count; i++)
		if (facts->teams[i].parent_id == parent)
			list[(*count)++] = &facts->teams[i];
	qsort(list, (size_t)*count, sizeof *list, by_name);
	return list;
}

static const char *path_of(const struct facts *facts, struct arena *arena, const struct team_fact *team)
{
	const char *path = team->name;
	for (int steps = 0; steps < DEEPEST; steps++) {
		team = facts_team(facts, team->parent_id);
		if (!team)
			break;
		path = arena_print(arena, "%s/%s", team->name, path);
	}
	return path;
}

static bool tree_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	if (!facts_ask(facts, asker, &question_teams, &table, error, 0, NULL))
		return false;
	facts->teams = ARENA_ARRAY(facts->scratch, struct team_fact, table.rows + 1);
	facts->team_count = (int)table.rows;
	for (size_t row = 0; row < table.rows; row++)
		facts->teams[row] = (struct team_fact){.id = table_integer(&table, row, 0),
			.name = facts_clean(facts, table_text(&table, row, 1)), .parent_id = table_integer(&table, row, 2)};
	for (int i = 0; i < facts->team_count; i++)     /* a parent that is not there: as if at the top */
		if (facts->teams[i].parent_id && !facts_team(facts, facts->teams[i].parent_id))
			facts->teams[i].parent_id = 0;
	return true;
}

static struct group *group_add(struct facts *facts, enum group_kind kind, int64_t team_id, const char *name)
{
	struct group *group = &facts->answer->groups[facts->group_count++];
	*group = (struct group){.kind = kind, .team_id = team_id, .name = name};
	for (int id = 0; id < FIGURE_COUNT; id++)
		group->figure[id] = (struct figure){.id = id, .state = FIGURE_NOT_APPLICABLE, .people = -1, .why = "not computed yet"};
	return group;
}

/* Rows of the team table: the children of the scope by name, then what belongs to none of them. */
static void rows_make(struct facts *facts)
{
	int count;
	int64_t top = facts->scope.team_id;
	struct answer *answer = facts->answer;
	struct team_fact **children = children_of(facts, facts->scratch, top, &count);
	answer->groups = ARENA_ARRAY(facts->keep, struct group, count + 4);
	answer->scope_is_leaf = count == 0;
	group_add(facts, GROUP_ALL, top, answer->team_name ? answer->team_name : "all teams");
	for (int i = 0; i < count; i++) {
		children[i]->row = facts->group_count;
		group_add(facts, GROUP_TEAM, children[i]->id, children[i]->name);
	}
	if (count)
		group_add(facts, top ? GROUP_HERE : GROUP_NO_TEAM, top, top ? "directly here" : "no team");
	answer->group_count = facts->group_count;
}

static void teams_place(struct facts *facts)
{
	int64_t top = facts->scope.team_id;
	int rest = facts->answer->scope_is_leaf ? 0 : facts->answer->group_count - 1;
	for (int i = 0; i < facts->team_count; i++) {
		struct team_fact *team = &facts->teams[i], *below = child_below(facts, team, top);
		team->in_scope = !top || team->id == top || below;
		if (team->id == top)
			team->row = rest;
		else if (below)
			team->row = below->row;
	}
}

static void person_groups(struct facts *facts)
{
	if (facts->person_index < 0)
		return;
	facts->person_team_group = facts->group_count;
	group_add(facts, GROUP_TEAM, facts->person_team, facts_team_name(facts, facts->person_team));
	facts->person_group = facts->group_count;
	group_add(facts, GROUP_TEAM, facts->person_team, "");
	for (int i = 0; i < facts->team_count; i++)
		facts->teams[i].in_person_team = facts->person_team && is_within(facts, &facts->teams[i], facts->person_team);
}

bool teams_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct answer *answer = facts->answer;
	if (!tree_load(facts, asker, error))
		return false;
	if (facts->scope.team_id) {
		const struct team_fact *team = facts_team(facts, facts->scope.team_id);
		if (!team)
			return error_set(error, ERROR_USAGE, "there is no team with id %lld any more", (long long)facts->scope.team_id);
		answer->team_name = team->name;
		answer->team_path = path_of(facts, facts->keep, team);
		answer->team_parent = team->parent_id;
	}
	rows_make(facts);
	teams_place(facts);
	person_groups(facts);
	facts->holds = ARENA_ARRAY(facts->scratch, bool, facts->group_count);
	facts->behind = ARENA_ARRAY(facts->scratch, unsigned char, facts->group_count * (facts->people_count + 1));
	for (int i = 0; i < facts->people_count; i++) {
		int groups[MOST_GROUPS_OF];
		int count = facts->people[i].employed_to ? facts_groups_of(facts, facts->people[i].team_to, i, groups) : 0;
		for (int k = 0; k < count; k++) {
			answer->groups[groups[k]].people++;
			facts->holds[groups[k]] = true;
		}
	}
	return true;
}

int facts_groups_of(const struct facts *facts, int64_t team_id, int person, int groups[MOST_GROUPS_OF])
{
	int count = 0;
	const struct team_fact *team = facts_team(facts, team_id);
	if (team ? team->in_scope : !facts->scope.team_id) {
		int row = team ? team->row : facts->answer->scope_is_leaf ? 0 : facts->answer->group_count - 1;
		groups[count++] = 0;
		if (row)
			groups[count++] = row;
	}
	if (facts->person_group < 0)
		return count;
	if (team ? team->in_person_team : !facts->person_team)
		groups[count++] = facts->person_team_group;
	if (person >= 0 && person == facts->person_index)
		groups[count++] = facts->person_group;
	return count;
}

bool facts_in_group(const struct facts *facts, int group, int64_t team_id, int person)
{
	int groups[MOST_GROUPS_OF];
	int count = facts_groups_of(facts, team_id, person, groups);
	for (int i = 0; i < count; i++)
		if (groups[i] == group)
			return true;
	return false;
}

static void list_below(struct facts *facts, struct answer *answer, int64_t parent, int depth)
{
	int count;
	if (depth >= DEEPEST)
		return;
	struct team_fact **children = children_of(facts, facts->scratch, parent, &count);
	for (int i = 0; i < count && answer->team_count < facts->team_count; i++) {
		answer->teams[answer->team_count++] = (struct team_name){.team_id = children[i]->id, .parent_id = parent,
			.depth = depth, .name = children[i]->name, .path = path_of(facts, facts->keep, children[i])};
		list_below(facts, answer, children[i]->id, depth + 1);
	}
}

void teams_list(struct facts *facts, struct answer *answer)
{
	answer->teams = ARENA_ARRAY(facts->keep, struct team_name, facts->team_count + 1);
	list_below(facts, answer, 0, 0);
}
