/* What would be, after the policy: never more than of what is, and nothing that one person could be told from. */
#include "policy_own.h"

#include <math.h>

static void pair_hide(struct what_if_group *of, enum what_if_figure which, enum figure_state state, const char *why)
{
	of->then[which] = of->difference[which] = (struct figure){.id = of->then[which].id, .state = state, .why = why, .people = -1};
}

/* Never more of what would be than of what is; and of expected leavers nothing that one person's estimate could be told from. */
static void what_if_group_apply(const struct answer *answer, struct what_if_group *of, const struct group *group, bool persons_told)
{
	for (int which = 0; which < WHAT_IF_FIGURES; which++) {
		const struct figure *now = &group->figure[WHAT_IF_IDS[which]];
		if (!figure_known(now))
			pair_hide(of, (enum what_if_figure)which, now->state, now->why);
	}
	if (!figure_known(&of->then[WHAT_IF_LEAVERS]))
		return;
	if (of->of_person && !persons_told)
		pair_hide(of, WHAT_IF_LEAVERS, FIGURE_SUPPRESSED, "not said: it would tell one person's estimate");
	else if (!of->told)
		pair_hide(of, WHAT_IF_LEAVERS, FIGURE_SUPPRESSED, arena_print(answer->arena, "cannot be said: it would be of fewer than %d people, or could "
			"be told from the teams beside it", answer->policy.risk_min_group));
}

static void what_if_rows_apply(struct answer *answer, const struct policy *policy)
{
	struct what_if *what_if = answer->what_if;
	for (int i = 0; i < what_if->count; i++) {
		struct supposed_row *row = &what_if->rows[i];
		if (policy->names == NAMES_FULL)
			continue;
		row->named = NULL;
		if (suppose_of_person(row->kind))
			row->name = row->name ? policy_initials(answer->arena, row->name) : NULL;
		else if (!row->told)
			row->now = NAN, row->known = 0;
	}
}

/* Needs of a team of few are about those few. */
static void what_if_needs_apply(struct answer *answer, const struct policy *policy)
{
	struct what_if *what_if = answer->what_if;
	int kept = 0;
	for (int i = 0; i < what_if->need_count; i++) {
		if (policy_small(what_if->needs[i].team_people, policy->min_group))
			continue;
		what_if->needs[kept] = what_if->needs[i];
		if (what_if->needs[kept].person)
			what_if->needs[kept].person = policy_initials(answer->arena, what_if->needs[kept].person);
		kept++;
	}
	what_if->need_count = policy_small(answer->groups[0].people, policy->min_group) ? 0 : kept;
}

static bool supposes_of_persons(const struct what_if *what_if)
{
	for (int i = 0; i < what_if->count; i++)
		if (suppose_of_person(what_if->rows[i].kind))
			return true;
	return false;
}

void policy_what_if(struct answer *answer, const struct policy *policy)
{
	struct what_if *what_if = answer->what_if;
	bool persons = policy_shows_persons(policy);
	bool persons_told = persons && policy->risk_of_persons && answer->estimate.track.verdict == VERDICT_BETTER;
	if (!persons && supposes_of_persons(what_if)) { /* figures were made with them: all of it goes */
		what_if->count = what_if->counted = what_if->need_count = 0;
		what_if->persons_hidden = true;
		for (int i = 0; i < answer->group_count; i++)
			for (int which = 0; which < WHAT_IF_FIGURES; which++)
				pair_hide(&what_if->groups[i], (enum what_if_figure)which, FIGURE_SUPPRESSED, "names are hidden here");
		return;
	}
	for (int i = 0; i < answer->group_count; i++)
		what_if_group_apply(answer, &what_if->groups[i], &answer->groups[i], persons_told);
	what_if_rows_apply(answer, policy);
	if (policy->names != NAMES_FULL)
		what_if_needs_apply(answer, policy);
}
