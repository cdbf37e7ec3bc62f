/* Survey: the share of 4 and 5 among the answers of 91 days. Fewer answers than min_group never leave this file. */
#include "voice.h"

#include <stdlib.h>

QUESTION(answers, "i", "iiiiii");
QUESTION(answers_newest, "i", "i");
QUESTION(survey_questions, "", "itt");

const struct question *const voice_questions[] = {&question_answers, &question_answers_newest, &question_survey_questions, NULL};

enum { GOOD_SCORE = 4, LEAST_ANSWERS = 5 };
static const char TELLS_OF_OTHERS[] = "hidden, or a smaller group could be told from it";

int voice_least(const struct answer *answer)
{
	return answer->policy.min_group > LEAST_ANSWERS ? answer->policy.min_group : LEAST_ANSWERS;
}

static int by_question(const struct answer_fact *x, const struct answer_fact *y)
{
	return (x->question_id > y->question_id) - (x->question_id < y->question_id);
}

static int by_day(const struct answer_fact *x, const struct answer_fact *y)
{
	return x->day != y->day ? (x->day < y->day ? -1 : 1) : (x->id > y->id) - (x->id < y->id);
}

static int by_question_person_day(const void *a, const void *b)
{
	const struct answer_fact *x = a, *y = b;
	int question = by_question(x, y);
	if (question || x->person_id == y->person_id)
		return question ? question : by_day(x, y);
	return x->person_id < y->person_id ? -1 : 1;
}

static int by_question_day(const void *a, const void *b)
{
	int question = by_question(a, b);
	return question ? question : by_day(a, b);
}

static int by_id(const void *a, const void *b)
{
	const struct question_fact *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

/* A person's newer answer to the question ends the older one, the newest of a day the others of that day. */
static void find_ends(struct voice_facts *voice)
{
	struct answer_fact *rows = voice->rows;
	qsort(rows, (size_t)voice->count, sizeof *rows, by_question_person_day);
	for (int i = 0; i < voice->count; i++) {
		bool again = i + 1 < voice->count && rows[i].person_id && rows[i + 1].person_id == rows[i].person_id &&
			!by_question(&rows[i], &rows[i + 1]);
		rows[i].until = rows[i].day + VOICE_WINDOW - 1;
		if (again && rows[i + 1].day <= rows[i].until)
			rows[i].until = rows[i + 1].day - 1;
	}
	qsort(rows, (size_t)voice->count, sizeof *rows, by_question_day);
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
		answer->node = tree_node(facts, answer->team_id, true);
	}
	find_ends(voice);
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
	for (int q = 0, row = 0; q < voice->question_count; q++) {
		struct question_fact *question = &voice->questions[q];
		while (row < voice->count && voice->rows[row].question_id < question->id)
			row++;
		question->first = row;
		while (row < voice->count && voice->rows[row].question_id == question->id)
			row++;
		question->count = row - question->first;
	}
}

/* All answers of the views that are chosen together with the earliest one that is asked for: the oldest point of the trend, or
   the window before, or what records ask for. */
static int64_t first_day(const struct facts *facts)
{
	int64_t earliest = facts_block(facts, 0).to, before = facts->answer->panel_before[PANEL_VOICE].to, newest = facts->voice->newest;
	earliest = before < earliest ? before : earliest;
	if (facts->needs & NEED_RECORDS && facts->record_filter && facts->record_filter->relation == RELATION_ANSWER &&
	    facts->record_filter->window.to < earliest)
		earliest = facts->record_filter->window.to;
	if (newest != DAY_NONE)
		earliest = newest < earliest ? newest : voice_block_from(newest, earliest);
	return earliest - VOICE_WINDOW + 1;
}

bool voice_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table answers, questions, newest;
	if (facts->voice)
		return true;
	struct voice_facts *voice = facts->voice = arena_alloc(facts->scratch, sizeof *facts->voice);
	if (!FACTS_ASK(facts, asker, &question_answers_newest, &newest, error, facts->scope.today))
		return false;
	voice->newest = newest.rows ? table_day(&newest, 0, 0) : DAY_NONE;
	voice->from = first_day(facts);
	if (!FACTS_ASK(facts, asker, &question_answers, &answers, error, voice->from) ||
	    !facts_ask(facts, asker, &question_survey_questions, &questions, error, 0, NULL))
		return false;
	take_answers(facts, &answers);
	take_questions(facts, &questions);
	voice->days = voice_days_new(facts);
	return true;
}

int voice_first(const struct voice_facts *voice, const struct question_fact *question, int64_t to)
{
	int low = question->first, high = question->first + question->count;
	while (low < high) {
		int middle = low + (high - low) / 2;
		if (voice->rows[middle].day <= to - VOICE_WINDOW)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- sums by node ---- */
struct tallied { double good, answers; };

static struct tallied *tallied_of(const struct facts *facts, const struct question_fact *question, int64_t to)
{
	const struct voice_facts *voice = facts->voice;
	const int *parent = tree_parents(facts);
	int nodes = tree_nodes(facts);
	struct tallied *of = ARENA_ARRAY(facts->scratch, struct tallied, nodes);
	for (int i = voice_first(voice, question, to); i < question->first + question->count && voice->rows[i].day <= to; i++)
		if (voice_counts(&voice->rows[i], to)) {
			of[voice->rows[i].node].answers++;
			of[voice->rows[i].node].good += voice->rows[i].score >= GOOD_SCORE;
		}
	for (int node = nodes - 1; node > 0; node--)
		of[parent[node]].answers += of[node].answers, of[parent[node]].good += of[node].good;
	return of;
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

/* A question in one window: sums and what may be shown, by node. */
struct seen_at { struct tallied *tallied; const bool *shown; bool stands; };

static struct seen_at seen_at(const struct facts *facts, int question, int64_t to)
{
	return (struct seen_at){.tallied = tallied_of(facts, &facts->voice->questions[question], to),
		.shown = voice_shown(facts, question, to), .stands = voice_day_stands(facts, to)};
}

static struct figure figure_of(struct facts *facts, int group, const struct seen_at *now, const struct seen_at *then)
{
	const struct answer *answer = facts->answer;
	struct figure figure = {.id = -1, .state = FIGURE_OK, .people = -1};
	int least = voice_least(answer), node = tree_node_of(facts, &answer->groups[group]);
	const struct tallied *at = &now->tallied[node], *before = &then->tallied[node];
	if (at->answers == 0)
		figure_not(&figure, FIGURE_NOT_APPLICABLE, "nobody answered");
	else if (!now->stands)
		figure_not(&figure, FIGURE_SUPPRESSED,
			arena_print(facts->keep, "hidden: a view of another day differs by fewer than %d people", least));
	else if (at->answers < least)
		figure_not(&figure, FIGURE_SUPPRESSED, arena_print(facts->keep, "fewer than %d answers", least));
	else if (!now->shown[node])
		figure_not(&figure, FIGURE_SUPPRESSED, TELLS_OF_OTHERS);
	else {
		fill_figure(&figure, *at);
		bool known = before->answers >= least && then->shown[node] &&
			facts_before_known(facts, SOURCE_ANSWER, answer->panel_before[PANEL_VOICE]);
		figure_previous(&figure, known, known ? before->good / before->answers : 0);
	}
	figure_state_of_source(facts, &figure, SOURCE_ANSWER, false);
	return figure;
}

/* ---- over time: views of 91 days, of the days that may be shown ---- */
static void trend_fill(struct facts *facts, int question, struct trend *trend)
{
	int node = tree_node_of(facts, &facts->answer->groups[0]);
	trend->count = TREND_POINTS;
	for (int point = 0; point < TREND_POINTS; point++) {
		int64_t to = facts_block(facts, point).to;
		struct tallied at = tallied_of(facts, &facts->voice->questions[question], to)[node];
		trend->to[point] = to;
		trend->known[point] = at.answers >= voice_least(facts->answer) && voice_shown(facts, question, to)[node];
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
	int64_t people = 0, most = 0, to = answer->panel_window[PANEL_VOICE].to;
	int top = tree_node_of(facts, &answer->groups[0]);
	unsigned char *seen = ARENA_ARRAY(facts->scratch, unsigned char, facts->people_count + 1);
	for (int q = 0; q < voice->question_count; q++) {
		const struct question_fact *question = &voice->questions[q];
		int64_t anonymous = 0;
		for (int i = voice_first(voice, question, to); i < question->first + question->count; i++) {
			const struct answer_fact *row = &voice->rows[i];
			if (!voice_counts(row, to) || !tree_is_below(facts, row->node, top))
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

static void fold_question(struct facts *facts, struct answer *answer, int index, struct voice_row *row)
{
	const struct question_fact *question = &facts->voice->questions[index];
	struct seen_at now = seen_at(facts, index, answer->panel_window[PANEL_VOICE].to);
	struct seen_at then = seen_at(facts, index, answer->panel_before[PANEL_VOICE].to);
	*row = (struct voice_row){.question_id = question->id, .key = question->key, .text = question->text,
		.by_group = ARENA_ARRAY(facts->keep, struct figure, answer->group_count + 1)};
	for (int group = 0; group < answer->group_count; group++)
		row->by_group[group] = figure_of(facts, group, &now, &then);
	row->figure = row->by_group[0];
	if (facts->needs & NEED_TRENDS)
		trend_fill(facts, index, &row->trend);
}

void voice_fold(struct facts *facts, struct answer *answer)
{
	const struct voice_facts *voice = facts->voice;
	int64_t to = answer->panel_window[PANEL_VOICE].to;
	bool hidden = !voice_day_stands(facts, to);
	answer->voice = ARENA_ARRAY(facts->keep, struct voice_row, voice->question_count + 1);
	for (int i = 0; i < voice->question_count; i++) {
		struct voice_row *row = &answer->voice[answer->voice_count++];
		fold_question(facts, answer, i, row);
		hidden = hidden || row->figure.why == TELLS_OF_OTHERS;
	}
	/* how many answered tells of a small group too, by what is missing */
	int64_t people = people_who_answered(facts, answer);
	answer->voice_people = hidden && people > 0 ? -1 : people;
	answer->voice_asked = answer->groups[0].people;
	answer->voice_other_day = !voice_day_stands(facts, to);
	voice_days_near(facts, to, &answer->voice_day_before, &answer->voice_day_after);
}
