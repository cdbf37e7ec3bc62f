/* Which groups' figures would tell of a few others: where names are not shown a group of few hides, and one beside it must hide
   too when the few are what is left of the whole. Chosen once over the whole tree of teams by who is employed on `to`, and for
   figures of people with AI access by who has it, so that all pages agree, whatever team one looks at. */
#include "disclosure.h"
#include "voice.h"

static bool *shown_of(struct facts *facts, bool with_access)
{
	int nodes = voice_nodes(facts);
	int64_t *own = ARENA_ARRAY(facts->scratch, int64_t, nodes);
	bool *shown = ARENA_ARRAY(facts->scratch, bool, nodes);
	for (int i = 0; i < facts->people_count; i++)
		if (facts->people[i].employed_to && (!with_access || adoption_access(facts, i, facts->to)))
			own[voice_node(facts, facts->people[i].team_to, true)]++;
	disclosure_show(voice_parents(facts), own, nodes, voice_least(facts->answer), shown);
	return shown;
}

void told_fold(struct facts *facts, struct answer *answer)
{
	const bool *shown = shown_of(facts, false), *with_access = facts->adoption ? shown_of(facts, true) : shown;
	for (int g = 0; g < facts->group_count; g++) {
		int node = g == facts->person_team_group ? voice_node(facts, facts->person_team, false) : voice_node_of(facts, &answer->groups[g]);
		answer->groups[g].tells_of_others = g != facts->person_group && !shown[node];
		answer->groups[g].access_tells_of_others = g != facts->person_group && !with_access[node];
	}
	for (int i = 0; i < answer->need_count; i++)
		answer->needs_rows[i].tells_of_others = !shown[voice_node(facts, answer->needs_rows[i].team_id, false)];
	for (int i = 0; i < answer->attention.count; i++)
		answer->attention.findings[i].tells_of_others = !shown[voice_node(facts, answer->attention.findings[i].team_id, false)];
}
