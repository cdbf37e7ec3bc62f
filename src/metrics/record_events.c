/* Activities, cases and AI events as records: which rows stand behind a figure, and their cells. */
#include "records.h"

#include <string.h>

enum { CAME_BACK_WITHIN = 604800, SECONDS_OF_HOUR = 3600, HOURS = 24 };

#define RECORD_QUESTION(name, parameter_types, column_types) \
	EMBED(sql_##name, "src/metrics/" #name ".sql"); \
	const struct question name##_question = {#name, sql_##name, parameter_types, column_types}
RECORD_QUESTION(record_activity, "iiii", "iiiiititti");
RECORD_QUESTION(record_activity_person, "iiiii", "iiiiititti");
RECORD_QUESTION(record_activity_count, "ii", "iii");
RECORD_QUESTION(record_case, "iiii", "iiiittiiitiiit");
RECORD_QUESTION(record_case_person, "iiiii", "iiiittiiitiiit");
RECORD_QUESTION(record_ai_event, "iiii", "iiiittiititi");
RECORD_QUESTION(record_ai_event_person, "iiiii", "iiiittiititi");

/* ---- activities ---- */
static const struct kind_fact *kind_of(const struct facts *facts, int64_t id)
{
	for (int i = 0; i < facts->kind_count; i++)
		if (facts->kinds[i].id == id)
			return &facts->kinds[i];
	return NULL;
}

static bool kind_matches(const struct record_filter *filter, const struct kind_fact *kind)
{
	if (!kind)
		return false;
	return (!filter->kind_id || kind->id == filter->kind_id) && (!filter->is_work || kind->is_work) &&
		(!filter->is_customer || kind->is_customer);
}

static bool hour_matches(const struct record_filter *filter, struct moment moment)
{
	if (filter->weekday >= 0 && day_weekday(moment.day) != filter->weekday)
		return false;
	return filter->hour < 0 || moment.local / SECONDS_OF_HOUR % HOURS == filter->hour;
}

static bool activity_read(struct facts *facts, const struct table *table, size_t row, struct record_row *out)
{
	const struct record_filter *filter = facts->record_filter;
	const struct kind_fact *kind = kind_of(facts, table_integer(table, row, 3));
	struct moment moment = records_moment(facts, out->at);
	int person = facts_person(facts, out->person_id);
	int64_t team_id = person >= 0 ? facts_team_on(facts, person, moment.day) : 0;
	if (!kind_matches(filter, kind) || !hour_matches(filter, moment) || !records_team_matches(facts, team_id))
		return false;
	struct value cells[] = {
		cell_number(moment.local), cell_person(facts, out->person_id), cell_words(kind->label),
		cell_copy(facts, table, row, 8), cell_case(facts, table, row, 6, 7), *table_cell(table, row, 4),
		*table_cell(table, row, 9), cell_copy(facts, table, row, 5),
	};
	memcpy(out->cells, cells, sizeof cells);
	return true;
}

static bool activity_is_counted(const struct facts *facts)
{
	return facts->record_filter->weekday < 0 && facts->record_filter->hour < 0;
}

static bool activity_count(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct window window = records_window(facts);
	struct table table;
	if (!FACTS_ASK(facts, asker, &record_activity_count_question, &table, error, window.from, window.to))
		return false;
	facts->records->total = 0;
	for (size_t row = 0; row < table.rows; row++)
		if (kind_matches(facts->record_filter, kind_of(facts, table_integer(&table, row, 1))) &&
		    records_team_matches(facts, table_integer(&table, row, 0)))
			facts->records->total += table_integer(&table, row, 2);
	return true;
}

const struct record_reader record_activities = {&record_activity_question, &record_activity_person_question, activity_read,
	activity_is_counted, activity_count};

/* ---- cases ---- */
static bool resolved_by_matches(const struct record_filter *filter, const char *resolved_by)
{
	return !filter->resolved_by || (resolved_by && strcmp(resolved_by, filter->resolved_by) == 0);
}

static struct value cell_time(const struct facts *facts, const struct table *table, size_t row, int column)
{
	if (table_null(table, row, column))
		return cell_null();
	return cell_number(records_moment(facts, table_integer(table, row, column)).local);
}

static bool case_read(struct facts *facts, const struct table *table, size_t row, struct record_row *out)
{
	const struct record_filter *filter = facts->record_filter;
	int64_t team_id = table_integer(table, row, 3), reopened = table_integer(table, row, 11);
	/* read up to as-of: what comes later has not happened */
	bool came_back = !table_null(table, row, 11) && reopened <= out->at + CAME_BACK_WITHIN && reopened <= facts->as_of;
	if (!records_team_matches(facts, team_id) || !resolved_by_matches(filter, table_text(table, row, 9)) ||
	    (filter->handed_over && table_integer(table, row, 10) != 1) || (filter->came_back && !came_back))
		return false;
	struct value cells[] = {
		cell_number(records_moment(facts, out->at).local), cell_person(facts, out->person_id),
		cell_words(team_id ? facts_team_name(facts, team_id) : NULL), cell_copy(facts, table, row, 4),
		cell_case(facts, table, row, 0, 5), cell_time(facts, table, row, 6), *table_cell(table, row, 7),
		*table_cell(table, row, 8), cell_copy(facts, table, row, 9), *table_cell(table, row, 10), cell_number(came_back),
		*table_cell(table, row, 12), cell_copy(facts, table, row, 13),
	};
	memcpy(out->cells, cells, sizeof cells);
	return true;
}

const struct record_reader record_cases = {&record_case_question, &record_case_person_question, case_read, NULL, NULL};

/* ---- AI events ---- */
static bool is_deliberate(const char *kind)
{
	static const char *const KINDS[] = {"accepted", "edited", "rejected", "used"};
	for (size_t i = 0; i < COUNT_OF(KINDS); i++)
		if (kind && strcmp(kind, KINDS[i]) == 0)
			return true;
	return false;
}

static bool ai_event_read(struct facts *facts, const struct table *table, size_t row, struct record_row *out)
{
	const struct record_filter *filter = facts->record_filter;
	const char *kind = table_text(table, row, 5);
	struct moment moment = records_moment(facts, out->at);
	int person = out->person_id ? facts_person(facts, out->person_id) : -1;
	int64_t team_id = person >= 0 ? facts_team_on(facts, person, moment.day) : table_integer(table, row, 11);
	if ((filter->tool_id && table_integer(table, row, 3) != filter->tool_id) ||
	    (filter->deliberate && !is_deliberate(kind)) ||
	    (filter->event_kind && (!kind || strcmp(kind, filter->event_kind) != 0)) || !records_team_matches(facts, team_id))
		return false;
	struct value cells[] = {
		cell_number(moment.local), cell_person(facts, out->person_id), cell_copy(facts, table, row, 4),
		cell_copy(facts, table, row, 5), *table_cell(table, row, 6), cell_case(facts, table, row, 9, 10),
		*table_cell(table, row, 7), cell_copy(facts, table, row, 8),
	};
	memcpy(out->cells, cells, sizeof cells);
	return true;
}

const struct record_reader record_ai_events = {&record_ai_event_question, &record_ai_event_person_question, ai_event_read, NULL, NULL};
