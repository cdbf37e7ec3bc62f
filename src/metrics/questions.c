/* Every question there is, and which of them a figure is made of. */
#include "facts.h"

size_t metrics_questions(const struct question **questions, size_t most)
{
	static const struct question *const *const LISTS[] = {facts_questions, scope_questions, teams_questions, roster_questions,
		find_questions, time_questions, heat_questions, adoption_questions, cases_questions, skills_questions,
		turnover_questions, survival_questions, voice_questions, people_questions, person_questions, records_questions,
		ages_questions, effect_questions, estimate_questions, attention_questions};
	size_t count = 0;
	for (size_t list = 0; list < COUNT_OF(LISTS); list++)
		for (size_t i = 0; LISTS[list][i]; i++, count++)
			if (count < most)
				questions[count] = LISTS[list][i];
	return count;
}

const struct question *const *metrics_questions_of(enum figure_id id)
{
	switch (id) {
	case FIGURE_ACCEPTED:
	case FIGURE_TIME_GIVEN_BACK:
		return adoption_event_questions;
	case FIGURE_CHAMPION:
	case FIGURE_ADOPTION:
	case FIGURE_ELIGIBLE:
	case FIGURE_EVER:
	case FIGURE_ACTIVE:
	case FIGURE_HABITUAL:
	case FIGURE_WITHOUT_ACCESS:
		return adoption_people_questions;
	case FIGURE_EXPECTED_LEAVERS:
		return estimate_questions;
	case FIGURE_COMPLEX_WORK:
		return complexity_questions;
	default:
		break;
	}
	enum panel_id panel = metrics_definition(id)->panel;
	return panel == PANEL_AI ? case_figure_questions : panel == PANEL_TIME ? time_figure_questions :
		panel == PANEL_SKILLS ? skills_questions : panel == PANEL_VOICE ? voice_questions : roster_questions;
}

const struct question *const *metrics_questions_of_effect(void)
{
	return effect_questions;
}

const struct question *const *metrics_questions_of_attention(void)
{
	return attention_questions;
}

const struct question *const *metrics_questions_of_voice(void)
{
	return voice_questions;
}
