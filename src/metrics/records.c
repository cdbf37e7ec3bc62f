/* Records: the rows behind any figure. Answers are never listed row by row: counts by question, team and score. */
#include "records.h"

#include "levels.h"
#include "people.h"
#include "spans.h"
#include "voice.h"

#include <stdlib.h>
#include <string.h>

QUESTION(record_days, "ii", "iiiii");
QUESTION(record_assessment, "iii", "iiiit");

const struct question *const records_questions[] = {&record_activity_question, &record_activity_count_question,
	&record_activity_person_question, &record_ai_event_question, &record_ai_event_person_question, &question_record_assessment, &record_case_question,
	&record_case_person_question, &question_record_days, NULL};

enum { DAYS_BEFORE = 400 };                             /* cases were opened some time before the window */

/* ---- columns ---- */
static const struct record_column ACTIVITY_COLUMNS[] = {
	{"started_at", "started", RECORD_TIME}, {"person", "person", RECORD_PERSON}, {"kind", "kind", RECORD_TEXT},
	{"channel", "channel", RECORD_TEXT}, {"case", "case", RECORD_TEXT}, {"seconds", "minutes", RECORD_MINUTES},
	{"complexity", "complexity", RECORD_NUMBER}, {"source", "source", RECORD_TEXT},
};
static const struct record_column CASE_COLUMNS[] = {
	{"resolved_at", "resolved", RECORD_TIME}, {"person", "person", RECORD_PERSON}, {"team", "team", RECORD_TEXT},
	{"channel", "channel", RECORD_TEXT}, {"case", "case", RECORD_TEXT}, {"opened_at", "opened", RECORD_TIME},
	{"handle_seconds", "minutes", RECORD_MINUTES}, {"complexity", "complexity", RECORD_NUMBER},
	{"resolved_by", "resolved by", RECORD_TEXT}, {"handed_over", "handed over", RECORD_FLAG},
	{"came_back", "came back", RECORD_FLAG}, {"csat", "csat", RECORD_NUMBER}, {"source", "source", RECORD_TEXT},
};
static const struct record_column AI_EVENT_COLUMNS[] = {
	{"at", "at", RECORD_TIME}, {"person", "person", RECORD_PERSON}, {"tool", "tool", RECORD_TEXT},
	{"kind", "kind", RECORD_TEXT}, {"n", "n", RECORD_NUMBER}, {"case", "case", RECORD_TEXT},
	{"seconds_saved", "saved min", RECORD_MINUTES}, {"source", "source", RECORD_TEXT},
};
static const struct record_column ASSESSMENT_COLUMNS[] = {
	{"assessed_on", "assessed", RECORD_DAY}, {"person", "person", RECORD_PERSON}, {"skill", "skill", RECORD_TEXT},
	{"level", "level", RECORD_NUMBER}, {"change", "change", RECORD_NUMBER}, {"source", "source", RECORD_TEXT},
};
static const struct record_column ANSWER_COLUMNS[] = {
	{"question", "question", RECORD_TEXT}, {"team", "team", RECORD_TEXT}, {"score", "score", RECORD_NUMBER},
	{"answers", "answers", RECORD_NUMBER},
};
static const struct record_column PERSON_COLUMNS[] = {
	{"person", "person", RECORD_PERSON}, {"employee_no", "number", RECORD_TEXT}, {"team", "team", RECORD_TEXT},
	{"role", "role", RECORD_TEXT}, {"hired_on", "hired", RECORD_DAY}, {"left_on", "left", RECORD_DAY},
	{"leave_kind", "kind", RECORD_TEXT},
};
static const struct { const struct record_column *columns; int count; } COLUMNS[RELATION_COUNT] = {
	[RELATION_ACTIVITY] = {ACTIVITY_COLUMNS, COUNT_OF(ACTIVITY_COLUMNS)},
	[RELATION_CASE] = {CASE_COLUMNS, COUNT_OF(CASE_COLUMNS)},
	[RELATION_AI_EVENT] = {AI_EVENT_COLUMNS, COUNT_OF(AI_EVENT_COLUMNS)},
	[RELATION_ASSESSMENT] = {ASSESSMENT_COLUMNS, COUNT_OF(ASSESSMENT_COLUMNS)},
	[RELATION_ANSWER] = {ANSWER_COLUMNS, COUNT_OF(ANSWER_COLUMNS)},
	[RELATION_PERSON] = {PERSON_COLUMNS, COUNT_OF(PERSON_COLUMNS)},
};

/* ---- the window in seconds ---- */
struct window records_window(const struct facts *facts)
{
	struct window window = facts->record_filter->window;
	if (window.to > facts->to)
		window.to = facts->to;
	return window;
}

static bool days_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct record_facts *records = facts->records;
	struct window window = records_window(facts);
	int64_t from = window.from == DAY_NONE ? DAY_NONE : window.from - DAYS_BEFORE;
	if (!FACTS_ASK(facts, asker, &question_record_days, &records->days, error, from, window.to + 1))
		return false;
	records->from_at = window.from == DAY_NONE ? 0 : window.from * 86400;
	records->to_at = window.to * 86400 + 86399;
	for (size_t row = 0; row < records->days.rows; row++) {
		int64_t day = table_integer(&records->days, row, 0), starts = table_integer(&records->days, row, 1);
		if (day == window.from)
			records->from_at = starts;
		if (day == window.to + 1)
			records->to_at = starts - 1;
	}
	return true;
}

/* ---- assessments ---- */
static struct value level_change(const struct facts *facts, int person, int64_t skill_id, int64_t day, int level)
{
	const struct skill_facts *skills = facts->skills;
	int before = LEVEL_NEVER;
	for (int s = skills->first_series[person]; s < skills->first_series[person + 1]; s++)
		if (skills->series[s].skill_id == skill_id)
			before = levels_at(skills, &skills->series[s], day - 1, NULL);
	return cell_number(level - levels_or_zero(before));
}

static bool assessments_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	const struct record_filter *filter = facts->record_filter;
	struct window window = records_window(facts);
	struct table table;
	if (!skills_ask(facts, asker, error) ||
	    !FACTS_ASK(facts, asker, &question_record_assessment, &table, error, window.from, window.to, filter->person_id))
		return false;
	for (size_t row = 0; row < table.rows; row++) {
		int64_t skill_id = table_integer(&table, row, 1), day = table_integer(&table, row, 2);
		int person = facts_person(facts, table_integer(&table, row, 0)), level = (int)table_integer(&table, row, 3);
		if (person < 0 || (filter->skill_id && skill_id != filter->skill_id) ||
		    !records_team_matches(facts, facts_team_on(facts, person, window.to)))
			continue;
		struct record_row out = {.id = (int64_t)row + 1, .at = day, .person_id = facts->people[person].id, .cells = {
			cell_number(day), cell_words(people_label(facts, person)), cell_words(levels_skill_name(facts->skills, skill_id)),
			cell_number(level), level_change(facts, person, skill_id, day, level), cell_copy(facts, &table, row, 4),
		}};
		records_add(facts, &out);
	}
	return true;
}

/* ---- answers ---- */
enum { SCORES = 5 };
struct team_answers { int64_t team_id, n, of_score[SCORES + 1]; bool several; };

static void answer_rows(struct facts *facts, const struct question_fact *question, const struct team_answers *of)
{
	const char *team = of->several ? "several teams" : facts_team_name(facts, of->team_id);
	for (int score = SCORES; score >= 1; score--) {
		struct record_row out = {.id = (int64_t)facts->records->count + 1, .at = -(int64_t)facts->records->count, .cells = {
			cell_words(question->text), cell_words(team), cell_number(score), cell_number(of->of_score[score])}};
		records_add(facts, &out);
	}
}

/* The group whose rows are asked for. */
static int node_asked(const struct facts *facts)
{
	const struct record_filter *filter = facts->record_filter;
	return filter->no_team == 1 ? tree_node(facts, 0, true) : tree_node(facts, filter->team_id, filter->no_team == 2);
}

/* Each answer counts for the smallest group around it that may be shown, so that nothing is told here that the figures of the
   teams do not tell. */
static void answers_of_question(struct facts *facts, int index)
{
	const struct voice_facts *voice = facts->voice;
	const struct question_fact *question = &voice->questions[index];
	int64_t to = records_window(facts).to;
	const bool *shown = voice_shown(facts, index, to);
	int asked = node_asked(facts), nodes = tree_nodes(facts);
	struct team_answers *groups = ARENA_ARRAY(facts->scratch, struct team_answers, nodes + 1);
	for (int i = question->first; shown[asked] && i < question->first + question->count; i++) {
		const struct answer_fact *row = &voice->rows[i];
		if (row->score < 1 || row->score > SCORES || !voice_counts(row, to))
			continue;
		int node = tree_shown_above(facts, shown, row->node);
		if (node < 0 || !tree_is_below(facts, node, asked))
			continue;
		struct team_answers *of = &groups[node];
		of->several = of->n > 0 && (of->several || of->team_id != row->team_id);
		of->team_id = row->team_id;
		of->n++;
		of->of_score[row->score]++;
	}
	for (int pass = 0; pass < 2; pass++)            /* what could not be told apart stands first */
		for (int node = 0; node < nodes; node++)
			if (groups[node].n && groups[node].several == (pass == 0))
				answer_rows(facts, question, &groups[node]);
}

static bool answers_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	const struct record_filter *filter = facts->record_filter;
	if (!voice_ask(facts, asker, error))
		return false;
	struct window window = records_window(facts);
	if (filter->person_id || window.from != window.to - VOICE_WINDOW + 1)
		return true;                            /* never a person's own answers, nor those of a few days */
	for (int q = 0; q < facts->voice->question_count; q++)
		if (!filter->question_id || facts->voice->questions[q].id == filter->question_id)
			answers_of_question(facts, q);
	return true;
}

/* ---- people ---- */
/* The team a person counts for, by what the rows are behind; false = not among them. */
static bool person_counts(const struct facts *facts, int person, struct window window, int64_t *team_id)
{
	const struct record_filter *filter = facts->record_filter;
	const struct person_fact *who = &facts->people[person];
	if (filter->leavers) {
		*team_id = spans_team_at(facts, person, who->left_day);
		return who->hired_day != DAY_NONE && who->left_day != DAY_NONE && window_holds(window, who->left_day);
	}
	if (filter->hired) {
		*team_id = spans_team_hired(facts, person);
		return who->hired_day != DAY_NONE && window_holds(window, who->hired_day);
	}
	*team_id = facts_team_on(facts, person, window.to);
	return facts_employed(facts, person, window.to);
}

static const char *leave_words(enum leave_kind kind)
{
	static const char *const WORDS[] = {[LEAVE_UNKNOWN] = NULL, [LEAVE_VOLUNTARY] = "voluntary",
		[LEAVE_INVOLUNTARY] = "involuntary", [LEAVE_OTHER] = "other"};
	return WORDS[kind];
}

static struct value cell_day(int64_t day, int64_t last)
{
	return day == DAY_NONE || day > last ? cell_null() : cell_number(day);
}

static void people_rows(struct facts *facts)
{
	const struct record_filter *filter = facts->record_filter;
	struct window window = records_window(facts);
	for (int person = 0; person < facts->people_count; person++) {
		const struct person_fact *who = &facts->people[person];
		int64_t team_id;
		if ((filter->person_id && filter->person_id != who->id) || !person_counts(facts, person, window, &team_id) ||
		    !records_team_matches(facts, team_id))
			continue;
		bool gone = who->left_day != DAY_NONE && who->left_day <= facts->to;
		int64_t at = filter->leavers ? who->left_day : who->hired_day;
		struct record_row out = {.id = who->id, .at = at, .person_id = who->id, .cells = {
			cell_words(people_label(facts, person)),
			cell_words(who->employee_no ? facts_clean(facts, who->employee_no) : NULL),
			cell_words(team_id ? facts_team_name(facts, team_id) : NULL),
			cell_words(who->role ? records_text(facts, who->role) : NULL),
			cell_day(who->hired_day, facts->to), cell_day(who->left_day, facts->to),
			cell_words(gone ? leave_words(who->leave_kind) : NULL),
		}};
		records_add(facts, &out);
	}
}

/* ---- the family ---- */
/* A page of records opened without coming from a figure has no filter yet: what was recorded in W in the scope. */
static void filter_complete(struct facts *facts)
{
	const struct record_filter *given = facts->record_filter;
	bool none = given->window.to == DAY_NONE || (!given->window.from && !given->window.to);
	if (!none)
		return;
	struct record_filter *filter = arena_alloc(facts->scratch, sizeof *filter);
	*filter = *given;
	filter->window = facts->answer->window;
	filter->weekday = filter->hour = -1;
	filter->team_id = filter->team_id ? filter->team_id : facts->scope.team_id;
	filter->person_id = filter->person_id ? filter->person_id : facts->scope.person_id;
	facts->record_filter = filter;
}

bool records_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	if (!facts->record_filter)
		return true;
	filter_complete(facts);
	facts->records = arena_alloc(facts->scratch, sizeof *facts->records);
	switch (facts->record_filter->relation) {
	case RELATION_ACTIVITY:
		return days_load(facts, asker, error) && records_walk(facts, asker, &record_activities, error);
	case RELATION_CASE:
		return days_load(facts, asker, error) && records_walk(facts, asker, &record_cases, error);
	case RELATION_AI_EVENT:
		return days_load(facts, asker, error) && records_walk(facts, asker, &record_ai_events, error);
	case RELATION_ASSESSMENT:
		return assessments_ask(facts, asker, error);
	case RELATION_ANSWER:
		return answers_ask(facts, asker, error);
	default:
		people_rows(facts);
		return true;
	}
}

static const char *kept(struct facts *facts, const char *text)
{
	return text ? arena_copy(facts->keep, text) : NULL;
}

void records_fold(struct facts *facts, struct answer *answer)
{
	struct record_facts *from = facts->records;
	struct records *to = &answer->records;
	if (!from)
		return;
	to->filter = *facts->record_filter;
	to->filter.resolved_by = kept(facts, to->filter.resolved_by);
	to->filter.event_kind = kept(facts, to->filter.event_kind);
	to->filter.title = kept(facts, to->filter.title);
	records_cut(facts);
	to->columns = COLUMNS[to->filter.relation].columns;
	to->column_count = COLUMNS[to->filter.relation].count;
	to->count = from->count;
	to->total = from->total;
	to->cells = ARENA_ARRAY(facts->keep, struct value, from->count * (size_t)to->column_count);
	to->id = ARENA_ARRAY(facts->keep, int64_t, from->count);
	to->person_id = ARENA_ARRAY(facts->keep, int64_t, from->count);
	for (size_t row = 0; row < from->count; row++) {
		to->id[row] = from->rows[row].id;
		to->person_id[row] = from->rows[row].person_id;
		memcpy(&to->cells[row * (size_t)to->column_count], from->rows[row].cells, sizeof(struct value) * (size_t)to->column_count);
	}
}
