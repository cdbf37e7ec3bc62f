#include "worked.h"
#include "place.h"
#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

/* at(…) is local time in Jakarta, which is UTC+7 all year. */
#define AT(text) "unixepoch('2026-" text "') - 25200"

static const char ROWS[] =
	"INSERT INTO team (id, name, parent_id) VALUES (1, 'Billing', NULL), (2, 'Night', 1), (3, 'Technical', NULL);"
	"INSERT INTO person (id, employee_no, name, hired_on, left_on, leave_kind, weekly_hours) VALUES"
	" (1, 'E1', 'Ann', '2025-01-01', NULL, NULL, 40), (2, 'E2', 'Ben', '2025-01-01', NULL, NULL, NULL),"
	" (3, 'E3', 'Cem', NULL, NULL, NULL, 20), (4, 'E4', 'Dee', '2026-02-01', NULL, NULL, NULL),"
	" (5, 'E5', 'Eve', '2026-01-01', '2026-11-20', 'voluntary', NULL);"
	"INSERT INTO membership (person_id, team_id, from_on, to_on) VALUES (1, 1, '2025-01-01', NULL),"
	" (2, 2, '2025-01-01', '2026-11-19'), (2, 3, '2026-11-20', NULL), (3, 3, '2025-06-01', NULL),"
	" (5, 3, '2026-01-01', '2026-11-20');"
	"INSERT INTO activity (person_id, kind_id, started_at, seconds) VALUES"
	" (1, 1, " AT("11-11 09:00") ", 3600), (1, 5, " AT("11-11 10:00") ", 3600),"
	" (3, 1, " AT("11-12 09:00") ", 1800), (3, 6, " AT("11-12 10:00") ", 5400),"
	" (1, 1, " AT("11-18 00:30") ", 600), (1, 1, " AT("11-18 09:10") ", 3600), (1, 5, " AT("11-18 10:00") ", 1800),"
	" (1, 12, " AT("11-18 11:00") ", 900), (1, 4, " AT("11-19 09:00") ", 1800), (2, 1, " AT("11-19 23:59") ", 1800),"
	" (2, 5, " AT("11-20 00:00") ", 1800), (3, 11, " AT("11-20 08:00") ", 3600), (3, 1, " AT("11-20 09:00") ", 3600),"
	" (4, 1, " AT("11-24 09:50") ", 600), (1, 1, " AT("11-25 00:30") ", 7200);"
	"INSERT INTO ai_tool (id, key, name, kind) VALUES (1, 'suggest', 'Suggest', 'assistant'), (2, 'bot', 'Bot', 'agent');"
	"INSERT INTO ai_access (person_id, tool_id, from_on) VALUES (1, 1, '2026-01-01'), (2, 1, '2026-01-01'),"
	" (3, 1, '2026-11-20'), (5, 1, '2026-01-01');"
	"INSERT INTO service_case (id, team_id, person_id, opened_at, resolved_at, resolved_by, handed_over, complexity, csat,"
	" reopened_at) VALUES"
	" (1, 1, NULL, " AT("11-19 09:00") ", " AT("11-19 10:00") ", 'ai', 0, NULL, 4, NULL),"
	" (2, 1, NULL, " AT("11-20 09:00") ", " AT("11-20 10:00") ", 'ai', 0, NULL, NULL, " AT("11-21 12:00") "),"
	" (3, 1, 1, " AT("11-18 09:00") ", " AT("11-18 10:00") ", 'human', 0, 4, 5, NULL),"
	" (4, 3, 3, " AT("11-20 09:00") ", " AT("11-20 11:00") ", 'human_with_ai', 1, 2, NULL, NULL),"
	" (5, 3, 3, " AT("11-21 09:00") ", " AT("11-21 11:00") ", NULL, NULL, NULL, NULL, NULL),"
	" (6, 3, NULL, " AT("11-23 09:00") ", " AT("11-23 11:00") ", 'ai', NULL, NULL, NULL, " AT("11-25 12:00") ");"
	"INSERT INTO ai_event (person_id, tool_id, at, kind, n, case_id, seconds_saved) VALUES"
	" (1, 1, " AT("08-01 09:00") ", 'used', 1, NULL, NULL), (2, 1, " AT("10-01 09:00") ", 'used', 1, NULL, NULL),"
	" (5, 1, " AT("11-12 09:00") ", 'used', 1, NULL, NULL),"
	" (1, 1, " AT("11-18 09:30") ", 'accepted', 3, NULL, 600), (1, 1, " AT("11-18 09:30") ", 'shown', 6, NULL, NULL),"
	" (1, 1, " AT("11-19 09:30") ", 'used', 1, NULL, NULL), (2, 1, " AT("11-18 09:30") ", 'shown', 10, NULL, NULL),"
	" (3, 1, " AT("11-21 09:30") ", 'edited', 2, NULL, 1200), (3, 1, " AT("11-21 09:30") ", 'shown', 4, NULL, NULL),"
	" (4, 1, " AT("11-22 09:30") ", 'used', 1, NULL, NULL), (NULL, 2, " AT("11-19 10:00") ", 'resolved', 1, 1, NULL);"
	"INSERT INTO ai_event (person_id, tool_id, at, kind) WITH RECURSIVE week(i) AS (VALUES (1) UNION ALL SELECT i + 1"
	" FROM week WHERE i < 9) SELECT 1, 1, " AT("11-24 09:00") " - 604800 * i, 'used' FROM week;";

void worked_run(const char *database, const char *sql)
{
	struct error error = {0};
	struct writer *writer = writer_open(database, &error);
	bool done = writer && writer_begin(writer, &error) && writer_run(writer, sql, &error) && writer_commit(writer, &error);
	if (!done)
		fail_msg("%s", error.message);
	writer_close(writer);
}

const char *worked_database(const char *name)
{
	const char *database = place_database(name, "Asia/Jakarta");
	worked_run(database, ROWS);
	return database;
}

int64_t worked_day(const char *date)
{
	int64_t day = 0;
	assert_true(day_parse(date, &day));
	return day;
}

struct scope worked_scope(const char *period)
{
	struct scope scope = {.today = worked_day("2026-11-24"), .as_of_kind = AS_OF_AUTO};
	struct error error = {0};
	bool has_offset;
	assert_true(time_parse("2026-11-24T12:00:00Z", &scope.now, &has_offset));
	if (!period_parse(period, &scope.period, &error))
		fail_msg("%s", error.message);
	return scope;
}

struct answer *worked_answer(const char *database, const struct scope *scope, unsigned needs)
{
	struct error error = {0};
	struct reader *reader = reader_open(database, &(struct reader_options){0}, &error);
	if (!reader || !reader_begin(reader, &error))
		fail_msg("%s", error.message);
	struct asker asker = reader_asker(reader);
	struct answer *answer = metrics_answer(&asker, scope, needs, NULL, &error);
	reader_end(reader);
	reader_close(reader);
	if (!answer)
		fail_msg("%s", error.message);
	return answer;
}

const struct group *worked_group(const struct answer *answer, const char *name)
{
	for (int g = 0; g < answer->group_count; g++)
		if (strcmp(answer->groups[g].name, name) == 0)
			return &answer->groups[g];
	return NULL;
}
