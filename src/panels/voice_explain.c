#include "popups_own.h"
#include "voice_own.h"

static void add_result(struct explaining *to, const struct figure *figure)
{
	if (!figure_known(figure) || !figure->has_fraction) {
		explain_add(to, "result", arena_print(to->arena, DIM "%s", words_why(to->arena, to->view, figure)));
		return;
	}
	explain_add(to, "numerator", arena_print(to->arena, STRONG "%.0f" DIM "  answers of 4 or 5", figure->numerator));
	explain_add(to, "denominator", arena_print(to->arena, STRONG "%.0f" DIM "  answers", figure->denominator));
	explain_add(to, "result", arena_print(to->arena, STRONG "%s" DIM " %%", format_percent(to->arena, figure->value)));
	if (figure->has_interval)
		explain_add(to, "interval", arena_print(to->arena, TEXT "%s–%s" DIM " %%  Wilson", format_percent(to->arena, figure->low),
			format_percent(to->arena, figure->high)));
}

static void add_days(struct explaining *to, const struct answer *answer)
{
	char day[16];
	if (answer->voice_day_before != INT64_MIN) {
		day_words(answer->voice_day_before, day);
		explain_add(to, "shown before", arena_print(to->arena, TEXT "%s", day));
	}
	if (answer->voice_day_after != INT64_MIN) {
		day_words(answer->voice_day_after, day);
		explain_add(to, "shown after", arena_print(to->arena, TEXT "%s", day));
	}
}

int popup_explain_voice(struct area area, const struct view *view, int id)
{
	const struct answer *answer = view->answer;
	int question = id - EXPLAIN_VOICE;
	struct explaining to = explain_begin(area, view);
	if (question >= answer->voice_count)
		return 0;
	const struct voice_row *row = &answer->voice[question];
	int least = view->state->policy.min_group;
	explain_add(&to, "what", arena_print(to.arena, TEXT "%s", row->text));
	explain_add(&to, "formula", TEXT "answers of 4 or 5 / answers; the latest per person, anonymous ones all");
	explain_add(&to, "of", arena_print(to.arena, TEXT "%s", answer->groups[0].name));
	explain_add(&to, "window", arena_print(to.arena, TEXT "%s" DIM ", before %s", words_days(to.arena, answer->panel_window[PANEL_VOICE]),
		words_days(to.arena, answer->panel_before[PANEL_VOICE])));
	add_result(&to, &row->figure);
	if (row->figure.has_survey)
		explain_add(&to, "survey", arena_print(to.arena, MARK "┆" TEXT " %s" DIM " %%", format_percent(to.arena, row->figure.survey)));
	explain_add(&to, "left out", arena_print(to.arena, TEXT "groups with fewer than %d answers; and groups from which, with the others, fewer than "
		"%d answers could be told apart: they are called hidden", least, least));
	explain_add(&to, "over time", TEXT "points of 91 days each; a point is there where the view of that day is shown");
	explain_add(&to, "other days", arena_print(to.arena, TEXT "two days whose views differ by a few people would tell what these answered. So of all "
		"days only those are shown whose views, of everybody and of each team, cannot be told apart by fewer than %d people: the newest "
		"day first, then those on which the same answers stood longest. Answers after the day one looks at are read for this "
		"alone, never for a figure", least));
	add_days(&to, answer);
	lines_add(&to.lines, "");
	explain_add_sql(&to, metrics_questions_of_voice());
	return explain_end(area, &to, row->key, ROLE_STRONG, false);
}
