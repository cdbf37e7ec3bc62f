/* What teams need against what their people can do: coverage, needs resting on one person, needs met by nobody. */
#include "levels.h"

#include "people.h"
#include "what_if.h"

#include <stdlib.h>

enum { DEEPEST_TREE = 16 };

static int need_order(const struct team_need *need, int64_t skill_id, int64_t team_id)
{
	if (need->skill_id != skill_id)
		return need->skill_id < skill_id ? -1 : 1;
	return need->team_id == team_id ? 0 : need->team_id < team_id ? -1 : 1;
}

/* First need of the team in the skill; need_count when there is none. */
static int needs_find(const struct skill_facts *skills, int64_t skill_id, int64_t team_id)
{
	int low = 0, high = skills->need_count;
	while (low < high) {
		int middle = low + (high - low) / 2;
		if (need_order(&skills->needs[middle], skill_id, team_id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* A person's level counts for the needs of the own team and of all teams above it. */
static void meet(struct facts *facts, const struct series *series, int64_t day, bool is_now)
{
	struct skill_facts *skills = facts->skills;
	int level = levels_at(skills, series, day, NULL);
	if (level == LEVEL_NEVER || !facts_employed(facts, series->person, day))
		return;
	int64_t team_id = facts_team_on(facts, series->person, day);
	bool stays = is_now && !what_if_away(facts, series->person);
	for (int depth = 0; team_id && depth <= DEEPEST_TREE; depth++) {
		for (int i = needs_find(skills, series->skill_id, team_id); i < skills->need_count; i++) {
			if (need_order(&skills->needs[i], series->skill_id, team_id))
				break;
			if (level < skills->needs[i].level)
				continue;
			skills->met[i].now += is_now;
			skills->met[i].before += !is_now;
			skills->met[i].supposed += stays;
			if (is_now)
				skills->met[i].person = series->person;
			if (stays)
				skills->met[i].remains = series->person;
		}
		const struct team_fact *team = facts_team(facts, team_id);
		team_id = team ? team->parent_id : 0;
	}
}

void needs_count(struct facts *facts, struct window window, struct window before)
{
	struct skill_facts *skills = facts->skills;
	if (!skills->need_count)
		return;
	for (int i = 0; i < skills->series_count; i++) {
		meet(facts, &skills->series[i], window.to, true);
		meet(facts, &skills->series[i], before.to, false);
	}
}

static int64_t filled(const struct team_need *need, int64_t met)
{
	return met < need->people ? met : need->people;
}

struct need_sums needs_sums(const struct facts *facts, int group)
{
	const struct skill_facts *skills = facts->skills;
	struct need_sums sums = {.needs = 0};
	for (int i = 0; i < skills->need_count; i++) {
		const struct team_need *need = &skills->needs[i];
		const struct need_met *met = &skills->met[i];
		if (!facts_in_group(facts, group, need->team_id, -1))
			continue;
		sums.needs++;
		sums.needed += need->people;
		sums.filled += filled(need, met->now);
		sums.filled_before += filled(need, met->before);
		sums.on_one += met->now == 1;
		sums.on_one_before += met->before == 1;
		sums.unmet += met->now == 0;
		sums.unmet_before += met->before == 0;
		sums.filled_supposed += filled(need, met->supposed);
		sums.on_one_supposed += met->supposed == 1;
		sums.unmet_supposed += met->supposed == 0;
	}
	return sums;
}

static void fold_group(struct facts *facts, struct answer *answer, int group, bool before_known)
{
	struct need_sums sums = needs_sums(facts, group);
	int64_t people = answer->groups[group].people;
	double needed = (double)sums.needed;
	struct figure *coverage = figure_of_people(facts, group, FIGURE_SKILL_COVERAGE, SOURCE_ASSESSMENT, (double)sums.filled,
		needed, "no needs stated");
	struct figure *on_one = figure_amount(facts, group, FIGURE_ON_ONE_PERSON, SOURCE_ASSESSMENT, false,
		(double)sums.on_one);
	struct figure *unmet = figure_amount(facts, group, FIGURE_NEEDS_UNMET, SOURCE_ASSESSMENT, false,
		(double)sums.unmet);
	struct figure *all[] = {coverage, on_one, unmet};
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		all[i]->people = people;
		if (!facts->skills->need_count)
			figure_not(all[i], FIGURE_NOT_IMPORTED, "no needs imported");
		figure_note(facts, all[i], "needs", sums.needs, false);
	}
	coverage->has_interval = false;                         /* of needs, not of people drawn from many */
	figure_previous(coverage, before_known && sums.needed > 0, needed > 0 ? (double)sums.filled_before / needed : 0);
	figure_previous(on_one, before_known, (double)sums.on_one_before);
	figure_previous(unmet, before_known, (double)sums.unmet_before);
	facts->holds[group] = facts->holds[group] || sums.needs;
}

void needs_fold(struct facts *facts, struct answer *answer, bool before_known)
{
	for (int group = 0; group < facts->group_count; group++)
		fold_group(facts, answer, group, before_known);
}

/* ---- rows ---- */
static int by_name(const void *a, const void *b)
{
	const struct skill_row *x = a, *y = b;
	int order = text_compare(x->name, y->name);
	return order ? order : (x->skill_id > y->skill_id) - (x->skill_id < y->skill_id);
}

static int on_one_first(const void *a, const void *b)
{
	const struct need_row *x = a, *y = b;
	if (!x->person_id != !y->person_id)
		return x->person_id ? -1 : 1;
	int order = text_compare(x->team, y->team);
	order = order ? order : text_compare(x->skill, y->skill);
	return order ? order : x->level - y->level;
}

static void skill_row_add(struct answer *answer, const struct skill_facts *skills, int i)
{
	const struct team_need *need = &skills->needs[i];
	struct skill_row *row = answer->skill_count ? &answer->skills[answer->skill_count - 1] : NULL;
	if (!row || row->skill_id != need->skill_id) {          /* needs are sorted by skill */
		row = &answer->skills[answer->skill_count++];
		*row = (struct skill_row){.skill_id = need->skill_id, .name = levels_skill_name(skills, need->skill_id)};
	}
	row->needed += need->people;
	row->filled += filled(need, skills->met[i].now);
	row->filled_before += filled(need, skills->met[i].before);
}

static void need_row_add(struct facts *facts, struct answer *answer, int i)
{
	const struct skill_facts *skills = facts->skills;
	const struct team_need *need = &skills->needs[i];
	const struct need_met *met = &skills->met[i];
	if (met->now > 1)
		return;
	answer->needs_rows[answer->need_count++] = (struct need_row){
		.team_id = need->team_id, .skill_id = need->skill_id, .level = need->level, .people = need->people,
		.person_id = met->now ? facts->people[met->person].id : 0,
		.person = met->now ? people_label(facts, met->person) : NULL,
		.team = facts_team_name(facts, need->team_id), .skill = levels_skill_name(skills, need->skill_id),
	};
}

void needs_rows(struct facts *facts, struct answer *answer)
{
	const struct skill_facts *skills = facts->skills;
	answer->skills = ARENA_ARRAY(facts->keep, struct skill_row, skills->need_count + 1);
	answer->needs_rows = ARENA_ARRAY(facts->keep, struct need_row, skills->need_count + 1);
	for (int i = 0; i < skills->need_count; i++) {
		if (!facts_in_group(facts, 0, skills->needs[i].team_id, -1))
			continue;
		skill_row_add(answer, skills, i);
		need_row_add(facts, answer, i);
	}
	qsort(answer->skills, (size_t)answer->skill_count, sizeof *answer->skills, by_name);
	qsort(answer->needs_rows, (size_t)answer->need_count, sizeof *answer->needs_rows, on_one_first);
}
