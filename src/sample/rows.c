#include "rows.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

#define CASE_OF_NUMBER "(SELECT id FROM service_case WHERE source = 'helpdesk' AND external_id = "
static const char *const QUERIES[MOST_QUERIES] = {
	[PUT_TEAM] = "INSERT INTO team (id, name, site) VALUES (?1, ?2, ?3)",
	[PUT_TEAM_ALIAS] = "INSERT INTO team_alias (source, external_id, team_id) VALUES ('helpdesk', ?1, ?2)",
	[PUT_TOOL] = "INSERT INTO ai_tool (id, key, name, kind) VALUES (?1, ?2, ?3, ?4)",
	[PUT_SKILL] = "INSERT INTO skill (id, name, domain) VALUES (?1, ?2, ?3)",
	[PUT_NEED] = "INSERT INTO skill_need (team_id, skill_id, level, people, import_id) VALUES (?1, ?2, ?3, ?4, ?5)",
	[PUT_QUESTION] = "INSERT INTO survey_question (id, key, text) SELECT coalesce((SELECT id FROM survey_question WHERE"
		" key = ?2), ?1), ?2, ?3 WHERE true ON CONFLICT (id) DO UPDATE SET text = excluded.text",
	[PUT_RUN] = "INSERT INTO import_run (id, at, file, preset, rows_read, rows_written) VALUES (?1, ?2, ?3, ?4, ?5, ?5)"
		" ON CONFLICT (id) DO UPDATE SET at = excluded.at, rows_read = rows_read +"
		" excluded.rows_read, rows_written = rows_written + excluded.rows_written",
	[PUT_PERSON] = "INSERT INTO person (id, employee_no, name, role, hired_on, left_on, leave_kind, weekly_hours, import_id)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET role = excluded.role, left_on ="
		" excluded.left_on, leave_kind = excluded.leave_kind",
	[PUT_PERSON_ALIAS] = "INSERT INTO person_alias (source, external_id, person_id) VALUES ('helpdesk', ?1, ?2)"
		" ON CONFLICT DO NOTHING",
	[PUT_STAY] = "INSERT INTO membership (person_id, from_on, team_id, to_on, import_id) VALUES (?1, ?2, ?3, ?4, ?5)"
		" ON CONFLICT (person_id, from_on) DO UPDATE SET to_on = excluded.to_on",
	[PUT_JOB] = "INSERT INTO job (person_id, from_on, role, weekly_hours, to_on) VALUES (?1, ?2, ?3, ?4, ?5)"
		" ON CONFLICT (person_id, from_on) DO UPDATE SET to_on = excluded.to_on",
	[PUT_LEAD] = "INSERT INTO team_lead (team_id, from_on, person_id, to_on) VALUES (?1, ?2, ?3, ?4)"
		" ON CONFLICT (team_id, from_on) DO UPDATE SET to_on = excluded.to_on",
	[PUT_ACCESS] = "INSERT INTO ai_access (person_id, tool_id, from_on, to_on, basis, import_id) VALUES (?1, ?2, ?3, ?4,"
		" 'list', ?5) ON CONFLICT (person_id, tool_id, from_on) DO UPDATE SET to_on = excluded.to_on",
	[PUT_LEVEL] = "INSERT INTO skill_level (person_id, skill_id, assessed_on, level, source, import_id) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6)",
	[PUT_ANSWER] = "INSERT INTO survey_answer (person_id, team_id, answered_on, question_id, score, import_id) VALUES"
		" (?1, ?2, ?3, (SELECT id FROM survey_question WHERE key = ?4), ?5, ?6)",
	[PUT_CASE] = "INSERT INTO service_case (id, source, external_id, team_id, person_id, channel, opened_at, first_reply_at,"
		" resolved_at, handle_seconds, complexity, resolved_by, handed_over, reopened_at, reopen_count, csat, import_id)"
		" VALUES (?1, 'helpdesk', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
	[PUT_CASE_AGAIN] = "INSERT INTO service_case (id, source, external_id, team_id, person_id, channel, opened_at,"
		" first_reply_at, resolved_at, handle_seconds, complexity, resolved_by, handed_over, reopened_at, reopen_count,"
		" csat, import_id) VALUES (?1, 'helpdesk', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"
		" ON CONFLICT (source, external_id) DO UPDATE SET first_reply_at = excluded.first_reply_at, resolved_at ="
		" excluded.resolved_at, handle_seconds = excluded.handle_seconds, resolved_by = excluded.resolved_by,"
		" reopened_at = excluded.reopened_at, reopen_count = excluded.reopen_count, csat = excluded.csat",
	[PUT_ACTIVITY] = "INSERT INTO activity (person_id, kind_id, started_at, seconds, case_id, source, import_id) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, 1)",
	[PUT_ACTIVITY_AGAIN] = "INSERT INTO activity (person_id, kind_id, started_at, seconds, case_id, source, import_id)"
		" VALUES (?1, ?2, ?3, ?4, " CASE_OF_NUMBER "?5), ?6, 1)",
	[PUT_EVENT] = "INSERT INTO ai_event (person_id, tool_id, at, kind, case_id, seconds_saved, source, import_id) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, 'assistant log', 1)",
	[PUT_EVENT_AGAIN] = "INSERT INTO ai_event (person_id, tool_id, at, kind, case_id, seconds_saved, source, import_id)"
		" VALUES (?1, ?2, ?3, ?4, " CASE_OF_NUMBER "?5), ?6, 'assistant log', 1)",
};

static void bind(struct statement *statement, int parameter, char letter, va_list *values)
{
	char text[16];
	int64_t integer;
	switch (letter) {
	case 'i':
		statement_integer(statement, parameter, va_arg(*values, int64_t));
		break;
	case 'z':
		integer = va_arg(*values, int64_t);
		if (integer)
			statement_integer(statement, parameter, integer);
		else
			statement_null(statement, parameter);
		break;
	case 'd':
		integer = va_arg(*values, int64_t);
		day_print(integer, text);
		statement_text(statement, parameter, integer == NEVER ? NULL : text);
		break;
	case 'r':
		statement_real(statement, parameter, va_arg(*values, double));
		break;
	default:
		statement_text(statement, parameter, va_arg(*values, const char *));
	}
}

void rows_put(struct rows *rows, int query, const char *letters, ...)
{
	if (rows->failed)
		return;
	va_list values;
	va_start(values, letters);
	for (int i = 0; letters[i]; i++)
		bind(rows->statements[query], i + 1, letters[i], &values);
	va_end(values);
	if (statement_step(rows->statements[query], rows->error) < 0)
		rows->failed = true;
	else
		rows->written++;
}

int64_t rows_utc(struct rows *rows, int64_t local)
{
	int64_t day = local / DAY_SECONDS, i = day - rows->first_day;
	if (i < 0 || i + 1 >= rows->day_count || rows->day_starts[i + 1] - rows->day_starts[i] != DAY_SECONDS)
		return writer_time(rows->writer, local);        /* a day on which the clock is put forward or back */
	return rows->day_starts[i] + local % DAY_SECONDS;
}

static bool read_kinds(struct rows *rows, struct error *error)
{
	struct statement *query = writer_prepare(rows->writer, "SELECT key, id FROM activity_kind", error);
	int step = -1;
	while (query && (step = statement_step(query, error)) == 1) {
		int kind = scenario_kind_index(statement_column_text(query, 0));
		if (kind >= 0)
			rows->kinds[kind] = statement_column_integer(query, 1);
	}
	for (int kind = 0; query && kind <= KIND_COUNT; kind++)
		if (!rows->kinds[kind])
			return error_set(error, ERROR_SCHEMA, "the database lacks one of the shipped activity kinds");
	return query && step == 0;
}

bool rows_open(struct rows *rows, struct writer *writer, const struct world *world, bool bulk, int64_t last_day,
	struct error *error)
{
	*rows = (struct rows){.writer = writer, .world = world, .error = error, .next_case = bulk};
	rows->people_run = rows->skills_run = rows->survey_run = RUN_SAMPLE;
	if (!read_kinds(rows, error))
		return false;
	for (int query = 0; query < MOST_QUERIES; query++)
		if (QUERIES[query] && !(rows->statements[query] = writer_prepare(writer, QUERIES[query], error)))
			return false;
	rows->first_day = world->start - 2;
	rows->day_count = (int)(last_day - rows->first_day) + 12;
	rows->day_starts = memory_new(sizeof *rows->day_starts * (size_t)rows->day_count);
	for (int i = 0; i < rows->day_count; i++)
		rows->day_starts[i] = writer_time(writer, (rows->first_day + i) * DAY_SECONDS);
	return true;
}

void rows_close(struct rows *rows)
{
	free(rows->day_starts);
	*rows = (struct rows){0};
}

static const char *source_of(int kind, const char *channel)
{
	if (kind == KIND_MEETING || kind == KIND_COACHING || kind == KIND_LEARNING || kind == KIND_IMPROVEMENT)
		return "calendar";
	if (kind == KIND_RELATIONSHIP || kind == KIND_ADMIN)
		return "CRM";
	if (kind == KIND_EMAIL_CHAT || kind == KIND_LOGGING || (channel && channel[0] != 'p'))
		return "helpdesk";
	return "phone";
}

/* Seen from its plan's day on: what came in the night before is found in the morning. */
static bool between(const struct plan *plan, int64_t moment, int64_t after, int64_t limit)
{
	int64_t morning = plan->day * DAY_SECONDS, seen = moment > morning ? moment : morning;
	return moment != 0 && seen > after && seen <= limit;
}

static bool changed(const struct plan *plan, const struct ticket *ticket, int64_t after, int64_t limit)
{
	return between(plan, ticket->opened, after, limit) || between(plan, ticket->replied, after, limit) ||
	       between(plan, ticket->resolved, after, limit) || between(plan, ticket->rated, after, limit) ||
	       between(plan, ticket->reopened, after, limit);
}

static int64_t known(struct rows *rows, int64_t moment, int64_t limit)
{
	return moment && moment <= limit ? rows_utc(rows, moment) : 0;
}

static void put_ticket(struct rows *rows, const struct plan *plan, struct ticket *ticket, int64_t limit)
{
	char number[24];
	int64_t morning = plan->day * DAY_SECONDS;
	if ((ticket->opened > morning ? ticket->opened : morning) > limit)
		return;
	int64_t resolved = known(rows, ticket->resolved, limit), reopened = known(rows, ticket->reopened, limit);
	bool rated = ticket->rated && ticket->rated <= limit;
	if (rows->next_case)
		ticket->id = rows->next_case++;
	snprintf(number, sizeof number, "%lld", (long long)ticket->number);
	rows_put(rows, rows->next_case ? PUT_CASE : PUT_CASE_AGAIN, "ztizt" "izzz" "itizzzi", ticket->id, number,
		(int64_t)ticket->team + 1, (int64_t)ticket->person, ticket->channel, rows_utc(rows, ticket->opened),
		known(rows, ticket->replied, limit), resolved, resolved ? (int64_t)ticket->handle : 0,
		(int64_t)ticket->complexity, resolved ? ticket->resolved_by : NULL, (int64_t)ticket->handed_over, reopened,
		(int64_t)(reopened != 0), rated ? (int64_t)ticket->csat : 0, (int64_t)RUN_SAMPLE);
}

/* The case of an activity or an event as a parameter: its id, or, live, the number that leads to its row. */
struct reference { int64_t id; char number[24]; const char *text; };

static void refer(const struct plan *plan, int ticket, struct reference *reference)
{
	*reference = (struct reference){0};
	if (ticket < 0)
		return;
	reference->id = plan->tickets[ticket].id;
	snprintf(reference->number, sizeof reference->number, "%lld", (long long)plan->tickets[ticket].number);
	reference->text = reference->number;
}

static void put_stretch(struct rows *rows, const struct plan *plan, const struct stretch *stretch)
{
	const char *channel = stretch->ticket >= 0 ? plan->tickets[stretch->ticket].channel : NULL;
	const char *source = source_of(stretch->kind, channel);
	int64_t start = rows_utc(rows, stretch->start), kind = rows->kinds[stretch->kind];
	struct reference of;
	refer(plan, stretch->ticket, &of);
	if (rows->next_case)
		rows_put(rows, PUT_ACTIVITY, "iiiizt", (int64_t)plan->person, kind, start, (int64_t)stretch->seconds, of.id, source);
	else
		rows_put(rows, PUT_ACTIVITY_AGAIN, "iiiitt", (int64_t)plan->person, kind, start, (int64_t)stretch->seconds, of.text,
			source);
}

static void put_use(struct rows *rows, const struct plan *plan, const struct use *use)
{
	int64_t at = rows_utc(rows, use->at), tool = (int64_t)use->tool + 1;
	struct reference of;
	refer(plan, use->ticket, &of);
	if (rows->next_case)
		rows_put(rows, PUT_EVENT, "ziitzz", (int64_t)use->person, tool, at, use->kind, of.id, (int64_t)use->saved);
	else
		rows_put(rows, PUT_EVENT_AGAIN, "ziittz", (int64_t)use->person, tool, at, use->kind, of.text, (int64_t)use->saved);
}

void rows_plan(struct rows *rows, struct plan *plan, int64_t after, int64_t limit)
{
	for (int i = 0; i < plan->ticket_count; i++)
		if (changed(plan, &plan->tickets[i], after, limit))
			put_ticket(rows, plan, &plan->tickets[i], limit);
	for (int i = 0; i < plan->stretch_count; i++)
		if (between(plan, plan->stretches[i].start + plan->stretches[i].seconds, after, limit))
			put_stretch(rows, plan, &plan->stretches[i]);
	for (int i = 0; i < plan->use_count; i++)
		if (between(plan, plan->uses[i].at, after, limit))
			put_use(rows, plan, &plan->uses[i]);
}
