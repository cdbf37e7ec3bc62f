/* What may be told of what would be: no mean of the inputs of a few, no change of a few, nor a difference of either (the rule of
   estimates, applied to those who are known, and to those who move). */
#include "what_if_moving.h"

#include <math.h>

static bool team_told(const struct facts *facts, const struct estimate_told *told, int64_t team_id)
{
	const struct team_fact *team = facts_team(facts, team_id);
	return team ? told->team[team - facts->teams] : told->all;
}

void what_if_rows_tell(struct moving *moving)
{
	struct facts *facts = moving->facts;
	int least = facts->answer->policy.risk_min_group;
	bool *counted = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1);
	for (int i = 0; i < facts->people_count; i++)
		counted[i] = true;
	struct estimate_told everybody = estimate_told_of(facts, counted, least);
	for (int r = 0; r < facts->what_if->count; r++) {
		struct supposed_row *row = &facts->what_if->rows[r];
		if (!row->counts || suppose_of_person(row->kind))
			continue;
		for (int i = 0; i < facts->people_count; i++)
			counted[i] = facts->estimate->index[i] >= 0 && isfinite(moving->result->value[facts->estimate->index[i]][what_if_input(row->kind)]);
		struct estimate_told known = estimate_told_of(facts, counted, least);
		row->told = team_told(facts, &everybody, row->team_id) && team_told(facts, &known, row->team_id);
		if (!row->told && !row->leavers_why)
			row->leavers_why = arena_print(facts->keep, "it would be of fewer than %d people, or could be told from the teams beside", least);
	}
}

void what_if_groups_tell(struct moving *moving, struct answer *answer)
{
	struct facts *facts = moving->facts;
	bool *counted = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1);
	for (int i = 0; i < facts->people_count; i++)
		counted[i] = facts->estimate->index[i] >= 0 && moving->moved[facts->estimate->index[i]];
	struct estimate_told told = estimate_told_of(facts, counted, answer->policy.risk_min_group);
	for (int group = 0; group < facts->group_count; group++) {
		bool moves = false;
		for (int i = 0; i < facts->people_count && !moves; i++)
			moves = counted[i] && facts_in_group(facts, group, facts->people[i].team_to, i);
		answer->what_if->groups[group].told = !moves || estimate_tells(facts, &told, &answer->groups[group]);
	}
}
