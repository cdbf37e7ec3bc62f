/* check finds what is wrong and nothing else; rebuild mends what can be mended. */
#include "place.h"
#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char lines[8000];

static void keep(void *self, const char *line)
{
	(void)self;
	strncat(lines, line, sizeof lines - strlen(lines) - 2);
	strcat(lines, "\n");
}

static int64_t check(const char *path, bool thorough)
{
	struct error error = {0};
	int64_t findings = -1;
	*lines = '\0';
	if (!store_check(path, thorough, keep, NULL, &findings, &error))
		fail_msg("%s", error.message);
	return findings;
}

static const char DATA[] =
	"INSERT INTO team (id, name, parent_id) VALUES (1, 'Service', NULL), (2, 'Billing', 1);"
	"INSERT INTO person (id, employee_no, name, hired_on, left_on) VALUES (1, 'E1', 'Ann', '2020-01-01', NULL),"
	" (2, 'E2', 'Bo', '2021-01-01', '2023-12-31');"
	"INSERT INTO membership (person_id, team_id, from_on) VALUES (1, 2, '2020-01-01');"
	"INSERT INTO ai_tool VALUES (1, 't', 'T', 'agent');"
	"INSERT INTO activity (id, person_id, kind_id, started_at, seconds) VALUES (1, 1, 1, 1700000000, 600),"
	" (2, 1, 5, 1700001000, 60), (3, 2, 1, 1700000000, 60);"
	"INSERT INTO service_case (id, team_id, opened_at, resolved_at, csat) VALUES (1, 2, 1700000000, 1700003600, 5);"
	"INSERT INTO ai_event (id, tool_id, at, kind, case_id) VALUES (1, 1, 1700000100, 'resolved', 1);";

static void clean(void **state)
{
	(void)state;
	const char *path = place_database("clean.db", "Europe/Berlin");
	assert_int_equal(check(path, true), 0);
	place_run_sql(path, DATA);
	assert_int_equal(check(path, true), 0);
	assert_int_equal(check(path, false), 0);
}

/* Each: what a careless writer does (triggers and constraints out of the way), a word of the finding, whether rebuild
   mends it. */
static const struct {
	const char *sql, *word;
	bool mends;
} WRONGS[] = {
	{"UPDATE activity_day SET seconds = seconds + 1", "activity_day: the totals of 1 day differ", true},
	{"DELETE FROM ai_day", "ai_day: the totals of 1 day differ from the rows, first on 2023-11-14", true},
	{"UPDATE case_day SET csat_sum = 4", "case_day", true},
	{"INSERT INTO team_activity_day VALUES (19000, 1, 1, 5, 1)", "team_activity_day: the totals of 1 day differ from the rows, first on 2022-01-08", true},
	{"DELETE FROM team_tree WHERE depth = 1", "team_tree", true},
	{"DROP TRIGGER activity_day_insert; INSERT INTO activity (person_id, kind_id, started_at, seconds)"
	 " VALUES (1, 1, 1700100000, 60)", "trigger activity_day_insert is missing", true},
	{"DROP INDEX activity_started_at", "index activity_started_at is missing", true},
	{"DROP TRIGGER ai_day_empty; CREATE TRIGGER ai_day_empty AFTER UPDATE ON ai_day BEGIN SELECT 1; END", "not as teamtop made it",
	 true},
	{"INSERT INTO activity (person_id, kind_id, started_at, seconds, case_id) VALUES (1, 1, 1700010000, 60, 77)",
	 "activity: the row with id 4 names a row of service_case", false},
	{"UPDATE service_case SET opened_at = resolved_at + 1", "resolved before they were opened (for instance id 1)", false},
	{"UPDATE person SET hired_on = '2023-11-15' WHERE id = 1; UPDATE membership SET from_on = '2023-11-15'",
	 "before their person was hired", false},
	{"UPDATE person SET left_on = '2023-11-01' WHERE id = 2", "after their person left", false},
	{"UPDATE activity SET started_at = 1700000300 WHERE id = 2", "time counts twice (for instance id 2)", false},
	{"INSERT INTO ai_access (person_id, tool_id, from_on) VALUES (1, 1, '2019-12-31')", "ai_access: 1 begin before", false},
	{"UPDATE activity SET started_at = 2000000000 WHERE id = 1", "after today", false},
	{"UPDATE person SET left_on = '9999-12-31' WHERE id = 1", "employee_no E1", false},
	{"DELETE FROM policy WHERE key = 'names'", "policy: 1 rows are missing (for instance names)", false},
	{"DROP TRIGGER membership_overlap_insert; INSERT INTO membership (person_id, team_id, from_on) VALUES (1, 1, '2020-05-01')",
	 "stays of person id 1 from 2020-01-01", false},
};

static void wrong_things(void **state)
{
	(void)state;
	struct error error = {0};
	setenv("TEAMTOP_CLOCK", "2026-11-24T12:00:00Z", 1);
	for (size_t i = 0; i < COUNT_OF(WRONGS); i++) {
		const char *path = place_database("wrong.db", "Europe/Berlin");
		place_run_sql(path, DATA);
		place_run_sql(path, WRONGS[i].sql);
		assert_true(check(path, i % 2) > 0);
		if (!strstr(lines, WRONGS[i].word))
			fail_msg("%s: found instead:\n%s", WRONGS[i].word, lines);
		if (!WRONGS[i].mends)
			continue;
		if (!store_rebuild(path, &error))
			fail_msg("%s: %s", WRONGS[i].word, error.message);
		if (check(path, true) != 0)
			fail_msg("%s: not mended:\n%s", WRONGS[i].word, lines);
	}
	unsetenv("TEAMTOP_CLOCK");
}

static void damaged(void **state)
{
	(void)state;
	const char *path = place_database("damaged.db", "UTC");
	place_run_sql(path, DATA);
	FILE *file = fopen(path, "r+b");
	fseek(file, 40 * 4096, SEEK_SET);
	for (int i = 0; i < 4096 * 20; i++)
		fputc(0x5a, file);
	fclose(file);
	assert_true(check(path, false) > 0);
	assert_non_null(strstr(lines, "damaged"));
}

static void refused(void **state)
{
	(void)state;
	struct error error = {0};
	int64_t findings;
	const char *path = place_database("older.db", "UTC");
	place_run_sql(path, "PRAGMA user_version = 99");
	assert_false(store_rebuild(path, &error));
	assert_int_equal(error.kind, ERROR_SCHEMA);
	assert_false(store_check(path, false, keep, NULL, &findings, &error));
	assert_non_null(strstr(error.message, "newer"));
	assert_false(store_check(place_path("nothing"), false, keep, NULL, &findings, &error));
	assert_int_equal(error.kind, ERROR_GONE);
}

/* A rebuild over circles and overlaps refuses and leaves everything as it was. */
static void rebuild_refuses(void **state)
{
	(void)state;
	struct error error = {0};
	const char *path = place_database("circle.db", "UTC");
	place_run_sql(path, DATA);
	place_run_sql(path, "DROP TRIGGER team_tree_update_guard; DROP TRIGGER team_tree_update;"
		"UPDATE team SET parent_id = 2 WHERE id = 1; UPDATE activity_day SET seconds = 1");
	assert_true(check(path, true) > 0);
	assert_non_null(strstr(lines, "circle"));
	assert_false(store_rebuild(path, &error));
	assert_int_equal(error.kind, ERROR_CONFLICT);
	assert_true(check(path, true) > 0);
	assert_non_null(strstr(lines, "activity_day"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean), cmocka_unit_test(wrong_things), cmocka_unit_test(damaged), cmocka_unit_test(refused),
		cmocka_unit_test(rebuild_refuses),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
