/* Curves by team: nothing of a team whose leavers are not shown, nor what all less the teams shown would tell of it. */
#include "policy_own.h"

static bool is_hidden(const struct answer *answer, int group, const struct policy *policy)
{
	int64_t people = answer->survival_of_group[group].people;
	return answer->groups[group].figure[FIGURE_LEAVERS].state == FIGURE_SUPPRESSED || policy_small(people, policy->min_group);
}

static void hide(struct survival *survival)
{
	*survival = (struct survival){.hidden = true};
}

/* The groups add up to the scope. Where the hidden ones are too few together, the smallest shown one goes with them. */
static int smallest_to_hide(const struct answer *answer, const bool *hidden, int least)
{
	int64_t together = 0;
	int smallest = -1;
	for (int i = 1; i < answer->group_count; i++) {
		int64_t people = answer->survival_of_group[i].people;
		if (hidden[i])
			together += people;
		else if (people > 0 && (smallest < 0 || people < answer->survival_of_group[smallest].people))
			smallest = i;
	}
	return policy_small(together, least) ? smallest : -1;
}

void policy_survival(struct answer *answer, const struct policy *policy)
{
	if (!answer->survival_of_group)
		return;
	bool *hidden = ARENA_ARRAY(answer->arena, bool, answer->group_count + 1);
	for (int i = 1; i < answer->group_count; i++)
		hidden[i] = is_hidden(answer, i, policy);
	for (int more; (more = smallest_to_hide(answer, hidden, policy->min_group)) > 0;)
		hidden[more] = true;
	for (int i = 1; i < answer->group_count; i++)
		if (hidden[i])
			hide(&answer->survival_of_group[i]);
	struct survival *ai[] = {&answer->estimate.without_ai, &answer->estimate.with_ai, &answer->estimate.beside_without_ai,
		&answer->estimate.beside_with_ai};
	for (size_t i = 0; i < COUNT_OF(ai); i++)
		if (policy_small(ai[i]->people, policy->min_group))
			hide(ai[i]);
	if (policy_small(answer->survival.people, policy->min_group))
		hide(&answer->survival_of_group[0]);
}
