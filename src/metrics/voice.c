/* Survey: the share of 4 and 5 among the answers of 91 days. Fewer answers than min_group never leave this file. */
#include "voice.h"

#include <stdlib.h>

QUESTION(answers, "ii", "iiiiii");
QUESTION(survey_questions, "", "itt");

const struct question *const voice_questions[] = {&question_answers, &question_survey_questions, NULL};

enum { GOOD_SCORE = 4, LEAST_ANSWERS = 5 };
static const char TELLS_OF_OTHERS[] = "hidden, or a smaller group could be told from it";

int voice_least(const struct answer *answer)
{
	return answer->policy.min_group > LEAST_ANSWERS ? answer->policy.min_group : LEAST_ANSWERS;
}

static int by_question_person_day(const void *a, const void *b)
{
	const struct answer_fact *x = a, *y = b;
	if (x->question_id != y->question_id)
		return x->question_id < y->question_id ? -1 : 1;
	if (x->person_id != y->person_id)
		return x->person_id < y->person_id ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
	const struct question_fact *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

static void take_answers(struct facts *facts, const struct table *table)
{
	struct voice_facts *voice = facts->voice;
	voice->rows = ARENA_ARRAY(facts->scratch, struct answer_fact, table->rows + 1);
	for (size_t row = 0; row < table->rows; row++) {
		struct answer_fact *answer = &voice->rows[voice->count++];
		*answer = (struct answer_fact){
			.id = table_integer(table, row, 0), .person_id = table_integer(table, row, 1),
			.team_id = table_integer(table, row, 2), .question_id = table_integer(table, row, 3),
			.score = (int)table_integer(table, row, 4), .day = table_integer(table, row, 5),
		};
		answer->in_scope = facts_in_group(facts, 0, answer->team_id, -1);
	}
	qsort(voice->rows, (size_t)voice->count, sizeof *voice->rows, by_question_person_day);
}

static void take_questions(struct facts *facts, const struct table *table)
{
	struct voice_facts *voice = facts->voice;
	voice->questions = ARENA_ARRAY(facts->scratch, struct question_fact, table->rows + 1);
	for (size_t row = 0; row < table->rows; row++)
		voice->questions[voice->question_count++] = (struct question_fact){
			.id = table_integer(table, row, 0), .key = facts_clean(facts, table_text(table, row, 1)),
			.text = facts_clean(facts, table_text(table, row, 2)),
		};
	qsort(voice->questions, (size_t)voice->question_count, sizeof *voice->questions, by_id);
}

/* From the oldest point of the trend, or the window before, or what records ask for. */
static int64_t first_day(const struct facts *facts)
{
	int64_t days = window_days(facts->answer->panel_window[PANEL_VOICE]);
	int64_t first = facts_block(facts, 0).to - days + 1, before = facts->answer->panel_before[PANEL_VOICE].from;
	first = before < first ? before : first;
	if (facts->needs & NEED_RECORDS && facts->record_filter && facts->record_filter->window.from < first)
		first = facts->record_filter->window.from;
	return first;
}

bool voice_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table answers, questions;
	if (facts->voice)
		return true;
	facts->voice = arena_alloc(facts->scratch, sizeof *facts->voice);
	if (!FACTS_ASK(facts, asker, &question_answers, &answers, error, first_day(facts), facts->to) ||
	    !facts_ask(facts, asker, &question_survey_questions, &questions, error, 0, NULL))
		return false;
	take_answers(facts, &answers);
	take_questions(facts, &questions);
	facts->voice->tree = voice_tree_new(facts);
	return true;
}

bool voice_counts(const struct voice_facts *voice, int i, struct window window)
{
	const struct answer_fact *row = &voice->rows[i], *next = i + 1 < voice->count ? &voice->rows[i + 1] : NULL;
	if (row->day < window.from || row->day > window.to)
		return false;
	bool newer = next && row->person_id && next->person_id == row->person_id && next->question_id == row->question_id &&
		next->day <= window.to;
	return !newer;
}

struct tallied { double good, answers; };

static struct tallied tallied_of(const struct facts *facts, int64_t question_id, int group, struct window window)
{
	const struct voice_facts *voice = facts->voice;
	struct tallied tallied = {.good = 0};
	for (int i = 0; i < voice->count; i++) {
		const struct answer_fact *row = &voice->rows[i];
		if (row->question_id != question_id || !row->in_scope || !facts_in_group(facts, group, row->team_id, -1) ||
		    !voice_counts(voice, i, window))
			continue;
		tallied.answers++;
		tallied.good += row->score >= GOOD_SCORE;
	}
	return tallied;
}

static int node_of_group(const struct facts *facts, const struct group *group)
{
	switch (group->kind) {
	case GROUP_TEAM:
		return voice_node(facts, group->team_id, false);
	case GROUP_HERE:
		return voice_node(facts, facts->scope.team_id, true);
	case GROUP_NO_TEAM:
		return voice_node(facts, 0, true);
	case GROUP_ALL:
		break;
	}
	return voice_node(facts, facts->scope.team_id, false);
}

static void fill_figure(struct figure *figure, struct tallied now)
{
	figure->value = now.good / now.answers;
	figure->has_fraction = true;
	figure->numerator = now.good;
	figure->denominator = now.answers;
	figure->people = (int64_t)now.answers;
	struct interval interval = interval_wilson(now.good, now.answers);
	figure->has_interval = interval.known;
	figure->low = interval.low;
	figure->high = interval.high;
}

/* shown and shown_before: of the question in the window and in the one before. */
static struct figure figure_of(struct facts *facts, const struct question_fact *question, int group, const bool *shown,
	const bool *shown_before)
{
	const struct answer *answer = facts->answer;
	struct figure figure = {.id = -1, .state = FIGURE_OK, .people = -1};
	struct window window = answer->panel_window[PANEL_VOICE], before = answer->panel_before[PANEL_VOICE];
	int least = voice_least(answer), node = node_of_group(facts, &answer->groups[group]);
	struct tallied now = tallied_of(facts, question->id, group, window);
	if (now.answers == 0)
		figure_not(&figure, FIGURE_NOT_APPLICABLE, "nobody answered");
	else if (now.answers < least)
		figure_not(&figure, FIGURE_SUPPRESSED, arena_print(facts->keep, "fewer than %d answers", least));
	else if (!shown[node])
		figure_not(&figure, FIGURE_SUPPRESSED, TELLS_OF_OTHERS);
	else {
		fill_figure(&figure, now);
		struct tallied then = tallied_of(facts, question->id, group, before);
		bool known = then.answers >= least && shown_before[node] && facts_before_known(facts, SOURCE_ANSWER, before);
		figure_previous(&figure, known, known ? then.good / then.answers : 0);
	}
	figure_state_of_source(facts, &figure, SOURCE_ANSWER, false);
	return figure;
}

/* ---- over time ---- */
static struct window window_of_point(const struct facts *facts, int point)
{
	int64_t days = window_days(facts->answer->panel_window[PANEL_VOICE]), to = facts_block(facts, point).to;
	return (struct window){.from = to - days + 1, .to = to};
}

/* Windows overlap: two of them that differ by a few answers tell what those few said. */
static bool differ_enough(const struct facts *facts, int64_t question_id, struct window one, struct window other)
{
	const struct voice_facts *voice = facts->voice;
	int differ = 0;
	for (int i = 0; i < voice->count; i++)
		if (voice->rows[i].question_id == question_id && voice->rows[i].in_scope)
			differ += voice_counts(voice, i, one) != voice_counts(voice, i, other);
	return differ == 0 || differ >= voice_least(facts->answer);
}

/* From the newest back, as the newest is the figure; a point stays away that differs by a few from one already there. */
static bool point_may_stand(const struct facts *facts, int64_t question_id, const struct trend *trend, int point)
{
	for (int later = TREND_POINTS - 1; later > point; later--)
		if (trend->known[later] && !differ_enough(facts, question_id, window_of_point(facts, point), window_of_point(facts, later)))
			return false;
	return true;
}

static void trend_fill(struct facts *facts, int64_t question_id, struct trend *trend)
{
	int node = node_of_group(facts, &facts->answer->groups[0]);
	trend->count = TREND_POINTS;
	for (int point = TREND_POINTS - 1; point >= 0; point--) {
		struct window window = window_of_point(facts, point);
		struct tallied at = tallied_of(facts, question_id, 0, window);
		trend->to[point] = window.to;
		trend->known[point] = at.answers >= voice_least(facts->answer) && voice_shown(facts, question_id, window)[node] &&
			point_may_stand(facts, question_id, trend, point);
		if (!trend->known[point])
			continue;
		struct interval band = interval_wilson(at.good, at.answers);
		trend->value[point] = at.good / at.answers;
		trend->has_band[point] = band.known;
		trend->low[point] = band.low;
		trend->high[point] = band.high;
	}
}

/* Distinct people, and of the anonymous answers as many as the question with most of them has. -1 = too few to say. */
static int64_t people_who_answered(const struct facts *facts, const struct answer *answer)
{
	const struct voice_facts *voice = facts->voice;
	int64_t people = 0, most = 0;
	unsigned char *seen = ARENA_ARRAY(facts->scratch, unsigned char, facts->people_count + 1);
	for (int q = 0; q < voice->question_count; q++) {
		int64_t anonymous = 0;
		for (int i = 0; i < voice->count; i++) {
			const struct answer_fact *row = &voice->rows[i];
			if (row->question_id != voice->questions[q].id || !row->in_scope ||
			    !voice_counts(voice, i, answer->panel_window[PANEL_VOICE]))
				continue;
			int person = row->person_id ? facts_person(facts, row->person_id) : -1;
			anonymous += person < 0;
			people += person >= 0 && !seen[person];
			if (person >= 0)
				seen[person] = 1;
		}
		most = anonymous > most ? anonymous : most;
	}
	people += most;
	return people > 0 && people < voice_least(answer) ? -1 : people;
}

static void fold_question(struct facts *facts, struct answer *answer, const struct question_fact *question, struct voice_row *row)
{
	const bool *shown = voice_shown(facts, question->id, answer->panel_window[PANEL_VOICE]);
	const bool *shown_before = voice_shown(facts, question->id, answer->panel_before[PANEL_VOICE]);
	*row = (struct voice_row){.question_id = question->id, .key = question->key, .text = question->text,
		.by_group = ARENA_ARRAY(facts->keep, struct figure, answer->group_count + 1)};
	for (int group = 0; group < answer->group_count; group++)
		row->by_group[group] = figure_of(facts, question, group, shown, shown_before);
	row->figure = row->by_group[0];
	if (facts->needs & NEED_TRENDS)
		trend_fill(facts, question->id, &row->trend);
}

void voice_fold(struct facts *facts, struct answer *answer)
{
	const struct voice_facts *voice = facts->voice;
	bool hidden = false;
	answer->voice = ARENA_ARRAY(facts->keep, struct voice_row, voice->question_count + 1);
	for (int i = 0; i < voice->question_count; i++) {
		struct voice_row *row = &answer->voice[answer->voice_count++];
		fold_question(facts, answer, &voice->questions[i], row);
		hidden = hidden || row->figure.why == TELLS_OF_OTHERS;
	}
	/* how many answered tells of a small group too, by what is missing */
	int64_t people = people_who_answered(facts, answer);
	answer->voice_people = hidden && people > 0 ? -1 : people;
	answer->voice_asked = answer->groups[0].people;
}
