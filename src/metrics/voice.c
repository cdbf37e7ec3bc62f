/* Survey: the share of 4 and 5 among the answers of 91 days. Fewer answers than min_group never leave this file. */
#include "voice.h"

#include <stdlib.h>

QUESTION(answers, "ii", "iiiiii");
QUESTION(survey_questions, "", "itt");

const struct question *const voice_questions[] = {&question_answers, &question_survey_questions, NULL};

enum { GOOD_SCORE = 4, LEAST_ANSWERS = 5 };

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

static struct tallied tallied_of(const struct voice_facts *voice, int64_t question_id, struct window window)
{
	struct tallied tallied = {.good = 0};
	for (int i = 0; i < voice->count; i++) {
		const struct answer_fact *row = &voice->rows[i];
		if (row->question_id != question_id || !row->in_scope || !voice_counts(voice, i, window))
			continue;
		tallied.answers++;
		tallied.good += row->score >= GOOD_SCORE;
	}
	return tallied;
}

static struct figure figure_of(struct facts *facts, const struct question_fact *question, const struct answer *answer)
{
	struct figure figure = {.id = -1, .state = FIGURE_OK, .people = -1};
	int least = voice_least(answer);
	struct tallied now = tallied_of(facts->voice, question->id, answer->panel_window[PANEL_VOICE]);
	if (now.answers < least) {
		bool none = now.answers == 0;
		figure_not(&figure, none ? FIGURE_NOT_APPLICABLE : FIGURE_SUPPRESSED,
			none ? "nobody answered" : arena_print(facts->keep, "fewer than %d answers", least));
	} else {
		figure.value = now.good / now.answers;
		figure.has_fraction = true;
		figure.numerator = now.good;
		figure.denominator = now.answers;
		figure.people = (int64_t)now.answers;
		struct interval interval = interval_wilson(now.good, now.answers);
		figure.has_interval = interval.known;
		figure.low = interval.low;
		figure.high = interval.high;
		struct window before = answer->panel_before[PANEL_VOICE];
		struct tallied then = tallied_of(facts->voice, question->id, before);
		bool known = then.answers >= least && facts_before_known(facts, SOURCE_ANSWER, before);
		figure_previous(&figure, known, known ? then.good / then.answers : 0);
	}
	figure_state_of_source(facts, &figure, SOURCE_ANSWER, false);
	return figure;
}

static void trend_fill(struct facts *facts, const struct answer *answer, int64_t question_id, struct trend *trend)
{
	int64_t days = window_days(answer->panel_window[PANEL_VOICE]);
	trend->count = TREND_POINTS;
	for (int point = 0; point < TREND_POINTS; point++) {
		int64_t to = facts_block(facts, point).to;
		struct tallied at = tallied_of(facts->voice, question_id, (struct window){.from = to - days + 1, .to = to});
		trend->to[point] = to;
		trend->known[point] = at.answers >= voice_least(answer);
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

void voice_fold(struct facts *facts, struct answer *answer)
{
	const struct voice_facts *voice = facts->voice;
	answer->voice = ARENA_ARRAY(facts->keep, struct voice_row, voice->question_count + 1);
	for (int i = 0; i < voice->question_count; i++) {
		const struct question_fact *question = &voice->questions[i];
		struct voice_row *row = &answer->voice[answer->voice_count++];
		*row = (struct voice_row){.question_id = question->id, .key = question->key, .text = question->text,
			.figure = figure_of(facts, question, answer)};
		if (facts->needs & NEED_TRENDS)
			trend_fill(facts, answer, question->id, &row->trend);
	}
	answer->voice_people = people_who_answered(facts, answer);
	answer->voice_asked = answer->groups[0].people;
}
