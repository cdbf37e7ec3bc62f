/* Which groups' figures would tell of a few others: where names are not shown a group of few hides, and one beside it must hide
   too when the few are what is left of the whole. Chosen once over the whole tree of teams, by those whom figures are of, so that
   all pages agree, whatever team one looks at. */
#include "disclosure.h"
#include "spans.h"
#include "turnover.h"
#include "voice.h"

/* The team that a person counts for; false = not among them. */
static bool counts(const struct facts *facts, int person, enum told_base base, int64_t *team_id)
{
	const struct person_fact *who = &facts->people[person];
	*team_id = base == OF_HIRED ? spans_team_hired(facts, person) : who->team_to;
	if (base == OF_HIRED)
		return turnover_hired_for(facts, person, facts->to);
	return who->employed_to && (base != OF_ACCESS || !facts->adoption || adoption_access(facts, person, facts->to));
}

static const bool *shown_of(struct facts *facts, enum told_base base)
{
	int nodes = tree_nodes(facts);
	int64_t *own = ARENA_ARRAY(facts->scratch, int64_t, nodes), team_id;
	bool *shown = ARENA_ARRAY(facts->scratch, bool, nodes);
	for (int i = 0; i < facts->people_count; i++)
		if (counts(facts, i, base, &team_id))
			own[tree_node(facts, team_id, true)]++;
	disclosure_show(tree_parents(facts), own, nodes, voice_least(facts->answer), shown);
	return shown;
}

void told_fold(struct facts *facts, struct answer *answer)
{
	for (int base = TOLD_BASES - 1; base >= 0; base--) {
		const bool *shown = shown_of(facts, (enum told_base)base);
		for (int g = 0; g < facts->group_count; g++) {
			int node = g == facts->person_team_group ? tree_node(facts, facts->person_team, false) : tree_node_of(facts, &answer->groups[g]);
			answer->groups[g].tells_of_others[base] = g != facts->person_group && !shown[node];
		}
		if (answer->person && facts->person_team_group >= 0)
			answer->person->team_tells_of_others[base] = answer->groups[facts->person_team_group].tells_of_others[base];
		for (int i = 0; base == OF_EMPLOYED && i < answer->need_count; i++)
			answer->needs_rows[i].tells_of_others = !shown[tree_node(facts, answer->needs_rows[i].team_id, false)];
		for (int i = 0; base == OF_EMPLOYED && i < answer->attention.count; i++)
			answer->attention.findings[i].tells_of_others = !shown[tree_node(facts, answer->attention.findings[i].team_id, false)];
	}
}
