/* AI adoption: who may use it, who does, for whom it is a habit. */
#include "adoption.h"

enum { HABIT_WEEKS = 12, HABIT_LEAST = 9, HABIT_DAYS = 84 };
#define CHAMPION_SHARE 0.6

QUESTION(access, "", "iiii");
QUESTION(use_days, "ii", "ii");
QUESTION(first_use, "", "ii");
QUESTION(ai_events, "ii", "iiiiiiii");
QUESTION(tools, "", "it");
const struct question *const adoption_questions[] = {&question_access, &question_use_days, &question_first_use,
	&question_ai_events, &question_tools, NULL};
const struct question *const adoption_people_questions[] = {&question_access, &question_use_days, &question_first_use, NULL};
const struct question *const adoption_event_questions[] = {&question_ai_events, NULL};

static bool access_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	struct adoption_facts *adoption = facts->adoption;
	bool any = false, listed = false;
	if (!facts_ask(facts, asker, &question_access, &table, error, 0, NULL))
		return false;
	adoption->access = ARENA_ARRAY(facts->scratch, struct access_fact, table.rows + 1);
	adoption->first_access = ARENA_ARRAY(facts->scratch, int, facts->people_count + 1);
	adoption->access_count = ARENA_ARRAY(facts->scratch, int, facts->people_count + 1);
	for (size_t row = 0; row < table.rows; row++) {
		int person = facts_person(facts, table_integer(&table, row, 0));
		struct access_fact *access = &adoption->access[row];
		*access = (struct access_fact){table_day(&table, row, 1), table_day(&table, row, 2), table_integer(&table, row, 3) == 1};
		if (access->from_day <= facts->to && (access->to_day == DAY_NONE || facts->to <= access->to_day)) {
			any = true;
			listed = listed || access->listed;
		}
		if (person >= 0 && !adoption->access_count[person]++)
			adoption->first_access[person] = (int)row;
	}
	adoption->seen_in_use = any && !listed;
	return true;
}

static void take_use(void *self, const struct table *table)
{
	struct facts *facts = self;
	for (size_t row = 0; row < table->rows; row++)
		day_bits_set(&facts->adoption->use, facts_person(facts, table_integer(table, row, 1)), table_integer(table, row, 0));
}

/* Also of the events of P and W. */
static bool use_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	struct adoption_facts *adoption = facts->adoption;
	int64_t from = facts->answer->before.from, habit = facts->answer->before.to - HABIT_DAYS + 1;
	if (habit < from)
		from = habit;
	if (facts->needs & NEED_TRENDS && facts_block(facts, 0).from < from)
		from = facts_block(facts, 0).from;
	if (facts->needs & (NEED_PERSON | NEED_PEOPLE) && facts->to - 7 * TIMELINE_WEEKS < from)
		from = facts->to - 7 * TIMELINE_WEEKS;
	adoption->use = day_bits_new(facts, (struct window){from, facts->to});
	if (!facts_scan(facts, asker, &question_use_days, (struct window){from, facts->answer->before.from - 1}, take_use, facts, error) ||
	    !facts_scan(facts, asker, &question_ai_events, (struct window){facts->answer->before.from, facts->to}, adoption_take_events,
		facts, error))
		return false;
	adoption->first_use = ARENA_ARRAY(facts->scratch, int64_t, facts->people_count + 1);
	if (!facts_ask(facts, asker, &question_first_use, &table, error, 0, NULL))
		return false;
	for (int i = 0; i < facts->people_count; i++)
		adoption->first_use[i] = DAY_NONE;
	for (size_t row = 0; row < table.rows; row++) {
		int person = facts_person(facts, table_integer(&table, row, 0));
		if (person >= 0)
			adoption->first_use[person] = table_day(&table, row, 1);
	}
	return true;
}

bool adoption_access_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	if (facts->adoption)
		return true;
	facts->adoption = ARENA_ARRAY(facts->scratch, struct adoption_facts, 1);
	return access_load(facts, asker, error);
}

bool adoption_only_seen(const struct facts *facts)
{
	return facts->adoption->seen_in_use;
}

bool adoption_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	facts->adoption = ARENA_ARRAY(facts->scratch, struct adoption_facts, 1);
	if (!access_load(facts, asker, error) ||
	    (facts->needs & NEED_TOOLS && !facts_ask(facts, asker, &question_tools, &facts->adoption->tools, error, 0, NULL)))
		return false;
	adoption_events_new(facts);
	return use_load(facts, asker, error);
}

bool adoption_access(const struct facts *facts, int person, int64_t day)
{
	const struct adoption_facts *adoption = facts->adoption;
	for (int i = 0; i < adoption->access_count[person]; i++) {
		const struct access_fact *access = &adoption->access[adoption->first_access[person] + i];
		if (access->from_day <= day && (access->to_day == DAY_NONE || day <= access->to_day))
			return true;
	}
	return false;
}

int64_t adoption_from(const struct facts *facts)
{
	return facts->adoption->use.from;
}

bool adoption_used(const struct facts *facts, int person, int64_t day)
{
	return day_bits_get(&facts->adoption->use, person, day);
}

int adoption_days(const struct facts *facts, int person, struct window window)
{
	return day_bits_count(&facts->adoption->use, person, window);
}

int adoption_weeks(const struct facts *facts, int person, int64_t to, int weeks)
{
	int count = 0;
	for (int i = 0; i < weeks; i++)
		count += adoption_days(facts, person, (struct window){to - 7 * i - 6, to - 7 * i}) > 0;
	return count;
}

bool adoption_habit_known(const struct facts *facts, int64_t to)
{
	const struct source_fact *events = &facts->source[SOURCE_AI_EVENT];
	return events->any && to - events->first_day + 1 >= HABIT_DAYS;
}

bool adoption_habitual(const struct facts *facts, int person, bool *known)
{
	*known = adoption_habit_known(facts, facts->to);
	return *known && facts_employed(facts, person, facts->to) && adoption_access(facts, person, facts->to) &&
		adoption_weeks(facts, person, facts->to, HABIT_WEEKS) >= HABIT_LEAST;
}

static bool is_champion(const struct facts *facts, int person, struct window window)
{
	int worked = 0, both = 0;
	for (int64_t day = window.from; day <= window.to; day++) {
		bool work = time_worked_on(facts, person, day);
		worked += work;
		both += work && adoption_used(facts, person, day);
	}
	return worked > 0 && both >= CHAMPION_SHARE * worked;
}

struct adopter adoption_of(const struct facts *facts, int person, struct window window)
{
	struct adopter adopter = {.eligible = facts_employed(facts, person, window.to) && adoption_access(facts, person, window.to)};
	if (!adopter.eligible)
		return adopter;
	int64_t first = facts->adoption->first_use[person];
	adopter.ever = first != DAY_NONE && first <= window.to;
	adopter.active = adopter.ever && adoption_days(facts, person, window) > 0;
	adopter.habitual = adopter.ever && adoption_weeks(facts, person, window.to, HABIT_WEEKS) >= HABIT_LEAST;
	adopter.champion = adopter.habitual && is_champion(facts, person, window);
	return adopter;
}

/* People of a group on the last day of W, and on that of P. */
struct funnel {
	double eligible, ever, active, habitual, champion, without_access;
	double gained, lost, both;                      /* active in W only, in P only; eligible in both */
};

static void funnel_add(struct funnel *funnel, struct adopter adopter, bool without_access)
{
	funnel->eligible += adopter.eligible;
	funnel->ever += adopter.ever;
	funnel->active += adopter.active;
	funnel->habitual += adopter.habitual;
	funnel->champion += adopter.champion;
	funnel->without_access += without_access;
}

static bool is_without_access(const struct facts *facts, int person, struct window window)
{
	return adoption_days(facts, person, window) > 0 && !adoption_access(facts, person, window.to);
}

static void funnels_count(struct facts *facts, struct funnel *now, struct funnel *before)
{
	const struct answer *answer = facts->answer;
	for (int i = 0; i < facts->people_count; i++) {
		int groups[MOST_GROUPS_OF], groups_before[MOST_GROUPS_OF];
		struct adopter adopter = adoption_of(facts, i, answer->window), was = adoption_of(facts, i, answer->before);
		int count = facts_groups_of(facts, facts->people[i].team_to, i, groups);
		int count_before = facts_groups_of(facts, facts_team_on(facts, i, answer->before.to), i, groups_before);
		bool without = is_without_access(facts, i, answer->window);
		for (int k = 0; k < count; k++)
			funnel_add(&now[groups[k]], adopter, without);
		for (int k = 0; k < count_before; k++)
			funnel_add(&before[groups_before[k]], was, is_without_access(facts, i, answer->before));
		for (int k = 0; k < count && adopter.eligible && was.eligible; k++)
			for (int j = 0; j < count_before; j++)
				if (groups[k] == groups_before[j]) {
					now[groups[k]].both++;
					now[groups[k]].gained += adopter.active && !was.active;
					now[groups[k]].lost += !adopter.active && was.active;
				}
	}
}

static struct figure *people_figure(struct facts *facts, int group, enum figure_id id, enum source source, bool events,
	double now, double before, double eligible)
{
	struct figure *figure = figure_amount(facts, group, id, SOURCE_ACCESS, false, now);
	figure->people = (int64_t)eligible;
	figure_state_of_source(facts, figure, source, events);
	figure_previous(figure, facts_before_known(facts, source, facts->answer->before) &&
		facts_before_known(facts, SOURCE_ACCESS, facts->answer->before), before);
	return figure;
}

static void adoption_figure(struct facts *facts, int group, const struct funnel *now, const struct funnel *before)
{
	struct window before_window = facts->answer->before;
	struct figure *figure = figure_of_people(facts, group, FIGURE_ADOPTION, SOURCE_ACCESS, now->active, now->eligible,
		"no one eligible");
	if (facts->adoption->seen_in_use)
		figure_not(figure, FIGURE_NOT_APPLICABLE, "access list not imported");
	figure_state_of_source(facts, figure, SOURCE_AI_EVENT, true);
	figure_previous(figure, before->eligible > 0 && facts_before_known(facts, SOURCE_AI_EVENT, before_window) &&
		facts_before_known(facts, SOURCE_ACCESS, before_window), before->active / before->eligible);
	figure_change_of_people(figure, now->gained, now->lost, now->both);
	figure_note(facts, figure, "people with access on the last day", (int64_t)now->eligible, false);
	figure_note(facts, figure, "people who use AI without access", (int64_t)now->without_access, true);
}

static void habit_figures(struct facts *facts, int group, const struct funnel *now, const struct funnel *before)
{
	struct figure *habitual = people_figure(facts, group, FIGURE_HABITUAL, SOURCE_AI_EVENT, true, now->habitual,
		before->habitual, now->eligible);
	struct figure *champion = people_figure(facts, group, FIGURE_CHAMPION, SOURCE_AI_EVENT, true, now->champion,
		before->champion, now->eligible);
	bool imported = facts->source[SOURCE_AI_EVENT].any && facts->source[SOURCE_ACCESS].any;
	if (imported && !adoption_habit_known(facts, facts->to)) {
		figure_not(habitual, FIGURE_NOT_APPLICABLE, "fewer than 84 days of AI events");
		figure_not(champion, FIGURE_NOT_APPLICABLE, "fewer than 84 days of AI events");
	} else if (imported && !facts->source[SOURCE_ACTIVITY].any) {
		figure_not(champion, FIGURE_NOT_APPLICABLE, "no activities imported");
	}
	if (!adoption_habit_known(facts, facts->answer->before.to))
		habitual->has_previous = champion->has_previous = false;
	if (!facts_before_known(facts, SOURCE_ACTIVITY, facts->answer->before))
		champion->has_previous = false;
}

void adoption_fold(struct facts *facts, struct answer *answer)
{
	struct funnel *now = ARENA_ARRAY(facts->scratch, struct funnel, facts->group_count);
	struct funnel *before = ARENA_ARRAY(facts->scratch, struct funnel, facts->group_count);
	funnels_count(facts, now, before);
	for (int g = 0; g < facts->group_count; g++) {
		adoption_figure(facts, g, &now[g], &before[g]);
		people_figure(facts, g, FIGURE_ELIGIBLE, SOURCE_ACCESS, false, now[g].eligible, before[g].eligible, now[g].eligible);
		people_figure(facts, g, FIGURE_EVER, SOURCE_AI_EVENT, false, now[g].ever, before[g].ever, now[g].eligible);
		people_figure(facts, g, FIGURE_ACTIVE, SOURCE_AI_EVENT, true, now[g].active, before[g].active, now[g].eligible);
		people_figure(facts, g, FIGURE_WITHOUT_ACCESS, SOURCE_AI_EVENT, true, now[g].without_access,
			before[g].without_access, now[g].without_access);
		habit_figures(facts, g, &now[g], &before[g]);
	}
	adoption_fold_events(facts);
	if (facts->needs & NEED_TRENDS)
		adoption_fold_trend(facts);
	(void)answer;
}
