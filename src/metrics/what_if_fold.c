/* What would be, beside what is: needs of skills without those who are away, and what newly rests on one person. */
#include "what_if.h"

#include "levels.h"
#include "people.h"

#include <stdlib.h>

const enum figure_id WHAT_IF_IDS[WHAT_IF_FIGURES] = {[WHAT_IF_COVERAGE] = FIGURE_SKILL_COVERAGE, [WHAT_IF_ON_ONE] = FIGURE_ON_ONE_PERSON,
	[WHAT_IF_UNMET] = FIGURE_NEEDS_UNMET, [WHAT_IF_LEAVERS] = FIGURE_EXPECTED_LEAVERS};

/* Both parts as the figure is, without what only the present one has: interval, figure before, survey. */
static void pair_begin(struct answer *answer, int group, enum what_if_figure which)
{
	struct what_if_group *of = &answer->what_if->groups[group];
	const struct figure *now = &answer->groups[group].figure[WHAT_IF_IDS[which]];
	of->then[which] = (struct figure){.id = now->id, .state = now->state, .value = now->value, .people = now->people, .why = now->why,
		.last_day = now->last_day, .has_fraction = now->has_fraction, .numerator = now->numerator, .denominator = now->denominator};
	of->difference[which] = (struct figure){.id = now->id, .state = now->state, .people = now->people, .why = now->why, .last_day = now->last_day};
}

static void pair_set(struct answer *answer, int group, enum what_if_figure which, double value)
{
	struct what_if_group *of = &answer->what_if->groups[group];
	const struct figure *now = &answer->groups[group].figure[WHAT_IF_IDS[which]];
	pair_begin(answer, group, which);
	if (!figure_known(now))
		return;
	of->then[which].value = value;
	of->difference[which].value = value - now->value;
}

static void group_fold(struct facts *facts, struct answer *answer, int group)
{
	struct what_if_group *of = &answer->what_if->groups[group];
	struct need_sums sums = needs_sums(facts, group);
	double needed = (double)sums.needed, filled = (double)sums.filled_supposed;
	pair_set(answer, group, WHAT_IF_COVERAGE, needed > 0 ? filled / needed : 0);
	pair_set(answer, group, WHAT_IF_ON_ONE, (double)sums.on_one_supposed);
	pair_set(answer, group, WHAT_IF_UNMET, (double)sums.unmet_supposed);
	pair_begin(answer, group, WHAT_IF_LEAVERS);
	of->then[WHAT_IF_COVERAGE].numerator = filled;
	of->people = answer->groups[group].people;
	for (int i = 0; i < facts->people_count; i++)
		if (facts->what_if->gone[i] && facts_in_group(facts, group, facts->people[i].team_to, i))
			of->people--;
}

/* ---- needs ---- */
static int on_nobody_first(const void *a, const void *b)
{
	const struct what_if_need *x = a, *y = b;
	if (x->then != y->then)
		return x->then < y->then ? -1 : 1;
	int order = text_compare(x->team, y->team);
	order = order ? order : text_compare(x->skill, y->skill);
	return order ? order : x->level - y->level;
}

static int64_t people_in(const struct facts *facts, int64_t team_id)
{
	int64_t people = 0;
	for (int i = 0; i < facts->people_count; i++)
		people += facts->people[i].employed_to && what_if_in_team(facts, i, team_id);
	return people;
}

static void needs_newly(struct facts *facts, struct answer *answer)
{
	const struct skill_facts *skills = facts->skills;
	struct what_if *what_if = answer->what_if;
	what_if->needs = ARENA_ARRAY(facts->keep, struct what_if_need, skills->need_count + 1);
	for (int i = 0; i < skills->need_count; i++) {
		const struct team_need *need = &skills->needs[i];
		const struct need_met *met = &skills->met[i];
		if (met->supposed > 1 || met->supposed == met->now || !facts_in_group(facts, 0, need->team_id, -1))
			continue;
		what_if->needs[what_if->need_count++] = (struct what_if_need){.team_id = need->team_id, .level = need->level, .needed = need->people,
			.now = met->now, .then = met->supposed, .team = facts_team_name(facts, need->team_id),
			.skill = levels_skill_name(skills, need->skill_id), .team_people = people_in(facts, need->team_id),
			.person_id = met->supposed ? facts->people[met->remains].id : 0,
			.person = met->supposed ? people_label(facts, met->remains) : NULL};
	}
	qsort(what_if->needs, (size_t)what_if->need_count, sizeof *what_if->needs, on_nobody_first);
}

void what_if_fold(struct facts *facts, struct answer *answer)
{
	const struct what_if_facts *from = facts->what_if;
	struct what_if *what_if = answer->what_if = arena_alloc(facts->keep, sizeof *what_if);
	*what_if = (struct what_if){.rows = from->rows, .count = from->count, .persons_hidden = from->persons_hidden};
	for (int i = 0; i < from->count; i++)
		what_if->counted += from->rows[i].counts;
	what_if->groups = ARENA_ARRAY(facts->keep, struct what_if_group, facts->group_count + 1);
	for (int group = 0; group < facts->group_count; group++)
		group_fold(facts, answer, group);
	needs_newly(facts, answer);
	what_if_leavers(facts, answer);
}
