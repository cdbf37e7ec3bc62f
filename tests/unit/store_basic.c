/* A database made, written and read back. */
#include "place.h"
#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void good(bool ok, const struct error *error)
{
	if (!ok)
		fail_msg("%s", error->message);
}

static struct writer *open_writer(const char *path)
{
	struct error error = {0};
	struct writer *writer = writer_open(path, &error);
	good(writer != NULL, &error);
	return writer;
}

static void run(struct writer *writer, const char *sql)
{
	struct error error = {0};
	good(writer_run(writer, sql, &error), &error);
}

static int64_t number(struct writer *writer, const char *sql)
{
	struct error error = {0};
	struct statement *statement = writer_prepare(writer, sql, &error);
	good(statement != NULL, &error);
	assert_int_equal(statement_step(statement, &error), 1);
	int64_t value = statement_column_integer(statement, 0);
	statement_reset(statement);
	return value;
}

static const char PEOPLE[] =
	"INSERT INTO team (id, name) VALUES (1, 'Billing'), (2, 'Technical');"
	"INSERT INTO person (id, employee_no, name, hired_on) VALUES (1, 'E1', 'Ann', '2020-01-01'), (2, 'E2', 'Bo', NULL);"
	"INSERT INTO membership (person_id, team_id, from_on) VALUES (1, 1, '2020-01-01');";
static const char TIME[] =
	"INSERT INTO activity (person_id, kind_id, started_at, seconds) VALUES (1, 1, 1700000000, 600), (1, 1, 1700001000, 300),"
	" (2, 5, 1700000000, 60);";

static void created_file(void **state)
{
	(void)state;
	struct error error = {0};
	struct stat status;
	const char *path = place_database("new.db", "Asia/Jakarta");
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_false(store_create(path, "Asia/Jakarta", "x", false, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_false(store_create(place_path("zone.db"), "Mars/Olympus", "x", false, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_non_null(strstr(error.message, "Mars/Olympus"));
	assert_int_not_equal(access(place_path("zone.db"), F_OK), 0);
	assert_false(store_create(place_path("none/x.db"), "UTC", "x", false, &error));
	struct writer *writer = open_writer(path);
	assert_string_equal(writer_time_zone(writer), "Asia/Jakarta");
	assert_int_equal(number(writer, "SELECT count(*) FROM calendar"), 25935);
	assert_int_equal(number(writer, "PRAGMA user_version"), 1);
	writer_close(writer);
}

static void zone_names(void **state)
{
	(void)state;
	static const char *const BAD[] = {"", "/etc/passwd", ":Europe/Berlin", "../zoneinfo/UTC", "Europe", "Europe/Berlin ",
		"zone.tab", "Europe/../UTC", "EST5EDT4"};
	struct error error = {0};
	assert_true(zone_exists("Europe/Berlin", &error));
	assert_true(zone_exists("UTC", &error));
	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		assert_false(zone_exists(BAD[i], &error));
}

static void bulk_equals_triggers(void **state)
{
	(void)state;
	struct error error = {0};
	struct writer *writer = open_writer(place_database("bulk.db", "Europe/Berlin"));
	good(writer_begin(writer, &error), &error);
	writer_bulk(writer);
	run(writer, PEOPLE);
	run(writer, TIME);
	assert_int_equal(number(writer, "SELECT count(*) FROM activity_day"), 0);
	writer_touch(writer, writer_day(writer, 1700000000));
	writer_touch(writer, -5);
	assert_false(writer_commit(writer, &error));
	good(writer_settle(writer, &error), &error);
	good(writer_commit(writer, &error), &error);
	assert_int_equal(number(writer, "SELECT sum(seconds) FROM activity_day WHERE team_id = 1"), 900);
	assert_int_equal(number(writer, "SELECT count(*) FROM team_activity_day"), 2);
	assert_int_equal(number(writer, "SELECT count(*) FROM team_tree"), 2);
	run(writer, TIME);                              /* triggers work again */
	assert_int_equal(number(writer, "SELECT sum(seconds) FROM team_activity_day"), 1920);
	writer_close(writer);
}

/* A stay that moves in a bulk moves totals of days that nobody touched. */
static void bulk_moves(void **state)
{
	(void)state;
	struct error error = {0};
	struct writer *writer = open_writer(place_database("moves.db", "Europe/Berlin"));
	run(writer, PEOPLE);
	run(writer, TIME);
	run(writer, "INSERT INTO ai_tool VALUES (1, 't', 'T', 'agent');"
		"INSERT INTO service_case (id, team_id) VALUES (7, 1);"
		"INSERT INTO ai_event (tool_id, at, kind, case_id) VALUES (1, 1700000000, 'resolved', 7)");
	good(writer_begin(writer, &error), &error);
	writer_bulk(writer);
	run(writer, "UPDATE membership SET team_id = 2; INSERT INTO membership (person_id, team_id, from_on) VALUES (2, 1, '2021-01-01');"
		"UPDATE service_case SET team_id = 2");
	good(writer_settle(writer, &error), &error);
	good(writer_commit(writer, &error), &error);
	assert_int_equal(number(writer, "SELECT seconds FROM team_activity_day WHERE team_id = 2"), 900);
	assert_int_equal(number(writer, "SELECT seconds FROM team_activity_day WHERE team_id = 1"), 60);
	assert_int_equal(number(writer, "SELECT n FROM ai_day WHERE team_id = 2"), 1);
	good(writer_begin(writer, &error), &error);
	writer_bulk(writer);
	run(writer, "INSERT INTO membership (person_id, team_id, from_on) VALUES (2, 1, '2021-06-01')");
	assert_false(writer_settle(writer, &error));
	assert_int_equal(error.kind, ERROR_CONFLICT);
	assert_non_null(strstr(error.message, "person id 2 from 2021-01-01"));
	writer_rollback(writer);
	writer_close(writer);
}

static void foreign_keys(void **state)
{
	(void)state;
	struct error error = {0};
	struct writer *writer = open_writer(place_database("keys.db", "UTC"));
	run(writer, PEOPLE);
	good(writer_begin(writer, &error), &error);
	writer_bulk(writer);
	run(writer, "INSERT INTO activity (person_id, kind_id, started_at, seconds, case_id) VALUES (1, 1, 1700000000, 60, 99)");
	good(writer_settle(writer, &error), &error);
	assert_false(writer_commit(writer, &error));
	assert_int_equal(error.kind, ERROR_CONFLICT);
	assert_non_null(strstr(error.message, "service_case"));
	writer_rollback(writer);
	assert_false(writer_run(writer, "INSERT INTO activity (person_id, kind_id, started_at, seconds) VALUES (9, 1, 1700000000, 60)",
		&error));
	assert_non_null(strstr(error.message, "no such person"));
	assert_int_equal(number(writer, "SELECT count(*) FROM activity"), 0);
	writer_close(writer);
}

static const struct question BY_TEAM = {"by_team",
	"SELECT $2 AS b, $1 AS a, cast(sum(seconds) AS bigint) AS s, max(name), max(hired_on), 1.5 "
	"FROM activity_day JOIN person ON person.id = person_id GROUP BY person_id ORDER BY person_id", "it", "tiittr"};

static void answered(void **state)
{
	(void)state;
	struct error error = {0};
	const char *path = place_database("read.db", "Asia/Jakarta");
	struct writer *writer = open_writer(path);
	run(writer, PEOPLE);
	run(writer, TIME);
	struct reader *reader = reader_open(path, NULL, &error);
	good(reader != NULL, &error);
	struct arena *arena = arena_new();
	struct request request = {.question = &BY_TEAM, .parameters = {{.type = CELL_INTEGER, .integer = 42},
		{.type = CELL_TEXT, .text = "x"}}};
	struct asker asker = reader_asker(reader);
	assert_false(asker.ask(asker.self, &request, 1, arena, &error));       /* no snapshot yet */
	good(reader_begin(reader, &error), &error);
	good(asker.ask(asker.self, &request, 1, arena, &error), &error);
	assert_int_equal(request.answer.rows, 2);
	assert_string_equal(table_cell(&request.answer, 0, 0)->text, "x");
	assert_int_equal(table_integer(&request.answer, 0, 1), 42);
	assert_int_equal(table_integer(&request.answer, 0, 2), 900);
	assert_string_equal(table_cell(&request.answer, 1, 3)->text, "Bo");
	assert_true(table_null(&request.answer, 1, 4));
	assert_true(table_cell(&request.answer, 1, 5)->real == 1.5);
	run(writer, TIME);                              /* not seen by this snapshot */
	good(asker.ask(asker.self, &request, 1, arena, &error), &error);
	assert_int_equal(table_integer(&request.answer, 0, 2), 900);
	reader_end(reader);
	good(reader_begin(reader, &error), &error);
	good(asker.ask(asker.self, &request, 1, arena, &error), &error);
	assert_int_equal(table_integer(&request.answer, 0, 2), 1800);
	reader_end(reader);
	arena_free(arena);
	reader_close(reader);
	writer_close(writer);
}

static void versions(void **state)
{
	(void)state;
	struct error error = {0};
	uint64_t first, second;
	const char *path = place_database("version.db", "UTC");
	struct writer *writer = open_writer(path);
	struct reader *reader = reader_open(path, NULL, &error);
	good(reader != NULL, &error);
	good(reader_version(reader, &first, &error), &error);
	good(reader_version(reader, &second, &error), &error);
	assert_true(first == second);
	run(writer, PEOPLE);
	good(reader_version(reader, &second, &error), &error);
	assert_true(first != second);
	reader_close(reader);
	writer_close(writer);
}

static void settings(void **state)
{
	(void)state;
	struct error error = {0};
	const char *path = place_database("set.db", "UTC");
	static const char *const BAD[][2] = {{"time_zone", "Europe/Berlin"}, {"min_group", "4"}, {"min_group", "5x"}, {"min_group", ""},
		{"risk_level", "all"}, {"names", "nobody"}, {"colour", "red"}, {"observed_from", "2026-02-29"}, {"name", ""},
		{"risk_min_group", "4"}};
	good(store_set(path, "name", "Acme", &error), &error);
	good(store_set(path, "observed_from", "2020-02-29", &error), &error);
	good(store_set(path, "min_group", "7", &error), &error);
	good(store_set(path, "risk_level", "person", &error), &error);
	for (size_t i = 0; i < COUNT_OF(BAD); i++) {
		assert_false(store_set(path, BAD[i][0], BAD[i][1], &error));
		assert_int_equal(error.kind, ERROR_USAGE);
	}
	struct writer *writer = open_writer(path);
	assert_int_equal(number(writer, "SELECT observed_day FROM organisation WHERE name = 'Acme'"), 18321);
	assert_int_equal(number(writer, "SELECT value FROM policy WHERE key = 'min_group'"), 7);
	writer_close(writer);
	good(store_set(path, "observed_from", "", &error), &error);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(created_file), cmocka_unit_test(zone_names), cmocka_unit_test(bulk_equals_triggers),
		cmocka_unit_test(bulk_moves), cmocka_unit_test(foreign_keys), cmocka_unit_test(answered), cmocka_unit_test(versions),
		cmocka_unit_test(settings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
