/* One answer: facts, then every family that is needed asks, then every one folds. */
#include "facts.h"

#include <stdlib.h>

static const struct family {
	unsigned needs;                                 /* any of them */
	bool (*ask)(struct facts *facts, const struct asker *asker, struct error *error);
	void (*fold)(struct facts *facts, struct answer *answer);
} FAMILIES[] = {
	{NEED_FIGURES | NEED_TRENDS | NEED_HEAT | NEED_TOOLS | NEED_PEOPLE | NEED_PERSON | NEED_EFFECT | NEED_ESTIMATE, time_ask, time_fold},
	{NEED_FIGURES | NEED_TRENDS | NEED_TOOLS | NEED_PEOPLE | NEED_PERSON | NEED_EFFECT | NEED_ESTIMATE, adoption_ask, adoption_fold},
	{NEED_FIGURES | NEED_PERSON, cases_ask, cases_fold},
	{NEED_FIGURES | NEED_TRENDS | NEED_MATRIX | NEED_PEOPLE | NEED_PERSON | NEED_EFFECT | NEED_ESTIMATE | NEED_ATTENTION, skills_ask,
		skills_fold},
	{NEED_FIGURES | NEED_TRENDS | NEED_SURVIVAL | NEED_PERSON | NEED_ESTIMATE | NEED_ATTENTION, turnover_ask, turnover_fold},
	{NEED_SURVIVAL | NEED_ATTENTION, survival_ask, survival_fold},
	{NEED_FIGURES | NEED_TRENDS, voice_ask, voice_fold},
	{NEED_PEOPLE, people_ask, people_fold},
	{NEED_PERSON, person_ask, person_fold},
	{NEED_RECORDS, records_ask, records_fold},
	{NEED_EFFECT, effect_ask, effect_fold},
	{NEED_ESTIMATE, estimate_ask, estimate_fold},
	{NEED_FIGURES, ages_ask, ages_fold},
	{NEED_ATTENTION, attention_ask, attention_fold},
	{NEED_WHAT_IF, what_if_ask, what_if_fold},
};

/* ---- what is set once, for all families ---- */

/* A survey mark belongs to a figure by the benchmark's key: the figure's own, or, for those who grew, the question. */
static void survey_marks(struct facts *facts)
{
	static const struct {
		enum figure_id id;
		const char *key;
	} MARKS[] = {{FIGURE_CUSTOMER_TIME, "customer_time"}, {FIGURE_GREW, "new_skills"}, {FIGURE_TURNOVER, "turnover"}};
	struct answer *answer = facts->answer;
	for (size_t i = 0; i < COUNT_OF(MARKS); i++)
		for (int g = 0; g < facts->group_count; g++) {
			struct figure *figure = &answer->groups[g].figure[MARKS[i].id];
			figure->has_survey = facts_benchmark(facts, MARKS[i].key, &figure->survey);
		}
	for (int i = 0; i < answer->voice_count; i++)
		answer->voice[i].figure.has_survey =
			facts_benchmark(facts, answer->voice[i].key, &answer->voice[i].figure.survey);
}

static void people_behind(struct facts *facts)
{
	for (int g = 0; g < facts->group_count; g++) {
		const unsigned char *behind = facts->behind + (size_t)g * (size_t)facts->people_count;
		for (int i = 0; i < facts->people_count; i++)
			facts->answer->groups[g].people_behind += behind[i];
	}
}

/* "directly here" and "no team" stand last, and only where they hold something. */
static void drop_empty_row(struct facts *facts)
{
	struct answer *answer = facts->answer;
	int last = answer->group_count - 1;
	if (last > 0 && answer->groups[last].kind != GROUP_TEAM && !facts->holds[last])
		answer->group_count--;
}

static bool families_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	for (size_t i = 0; i < COUNT_OF(FAMILIES); i++)
		if (FAMILIES[i].needs & facts->needs && !FAMILIES[i].ask(facts, asker, error))
			return false;
	return true;
}

static void families_fold(struct facts *facts)
{
	for (size_t i = 0; i < COUNT_OF(FAMILIES); i++)
		if (FAMILIES[i].needs & facts->needs)
			FAMILIES[i].fold(facts, facts->answer);
	if (facts->needs & NEED_TEAMS)
		teams_list(facts, facts->answer);
	survey_marks(facts);
	people_behind(facts);
	told_fold(facts, facts->answer);
	drop_empty_row(facts);
}

struct answer *metrics_answer(const struct asker *asker, const struct scope *scope, unsigned needs,
	const struct record_filter *records, struct error *error)
{
	struct arena *keep = arena_new();
	struct answer *answer = arena_alloc(keep, sizeof *answer);
	*answer = (struct answer){.arena = keep, .needs = needs, .scope = *scope, .asked_at = scope->now, .last_day = DAY_NONE};
	struct facts *facts = memory_new(sizeof *facts);
	*facts = (struct facts){.scratch = arena_new(), .keep = keep, .answer = answer, .needs = needs, .scope = *scope,
		.record_filter = records};
	bool done = facts_load(facts, asker, error) && families_ask(facts, asker, error);
	if (done)
		families_fold(facts);
	answer->scope.estimates = NULL;                 /* lives with whoever keeps it */
	arena_free(facts->scratch);
	free(facts);
	if (done)
		return answer;
	arena_free(keep);
	return NULL;
}

void answer_free(struct answer *answer)
{
	if (answer)
		arena_free(answer->arena);
}
