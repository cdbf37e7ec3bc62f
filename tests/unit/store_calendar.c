/* Local days: the calendar table against known changes, and the calendar in memory against every row of the table. */
#include "place.h"
#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t day_of(const char *text)
{
	int64_t day;
	assert_true(day_parse(text, &day));
	return day;
}

static int64_t moment(const char *text)
{
	int64_t time;
	bool has_offset;
	assert_true(time_parse(text, &time, &has_offset));
	return time;
}

/* Start and end of a local day in UTC; offset at its start and end. From the tz database's published rules. */
static const struct {
	const char *zone, *day, *start, *end;
	int64_t first_offset, last_offset;
} KNOWN[] = {
	{"Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 3600, 7200},
	{"Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 7200, 3600},
	{"Europe/Berlin", "2060-10-31", "2060-10-30T22:00:00Z", "2060-10-31T23:00:00Z", 7200, 3600},
	{"Europe/Berlin", "1990-03-25", "1990-03-24T23:00:00Z", "1990-03-25T22:00:00Z", 3600, 7200},
	{"America/New_York", "2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", -18000, -14400},
	{"America/New_York", "2006-04-02", "2006-04-02T05:00:00Z", "2006-04-03T04:00:00Z", -18000, -14400},
	{"America/New_York", "2026-11-01", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", -14400, -18000},
	{"Asia/Jakarta", "2026-03-29", "2026-03-28T17:00:00Z", "2026-03-29T17:00:00Z", 25200, 25200},
	{"Australia/Lord_Howe", "2026-04-05", "2026-04-04T13:00:00Z", "2026-04-05T13:30:00Z", 39600, 37800},
	{"Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30:00Z", "2026-10-04T13:00:00Z", 37800, 39600},
	{"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", -36000, -36000},
	{"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", 50400, 50400},
	{"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z", 50400, 50400},
	{"America/Havana", "2024-03-10", "2024-03-10T05:00:00Z", "2024-03-11T04:00:00Z", -14400, -14400},
	{"America/Havana", "2024-11-03", "2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z", -14400, -18000},
	{"Asia/Beirut", "2021-10-30", "2021-10-29T21:00:00Z", "2021-10-30T22:00:00Z", 10800, 7200},
	{"Etc/UTC", "1989-12-31", "1989-12-31T00:00:00Z", "1990-01-01T00:00:00Z", 0, 0},
};

static void known_changes(void **state)
{
	(void)state;
	struct reader *reader = NULL;
	for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
		if (i == 0 || strcmp(KNOWN[i].zone, KNOWN[i - 1].zone) != 0) {
			reader_close(reader);
			reader = place_reader(place_database("known.db", KNOWN[i].zone));
		}
		int64_t day = day_of(KNOWN[i].day), start = moment(KNOWN[i].start), end = moment(KNOWN[i].end);
		print_message("%s %s\n", KNOWN[i].zone, KNOWN[i].day);
		assert_int_equal(reader_day_start(reader, day), start);
		assert_int_equal(reader_day_start(reader, day + 1), end);
		assert_int_equal(reader_offset(reader, start), KNOWN[i].first_offset);
		if (end > start)
			assert_int_equal(reader_offset(reader, end - 1), KNOWN[i].last_offset);
	}
	reader_close(reader);
}

static sqlite3_stmt *prepare(sqlite3 *connection, const char *sql)
{
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &statement, NULL), SQLITE_OK);
	return statement;
}

/* As schema.sql and database.md say it. */
static int64_t day_by_sql(sqlite3_stmt *phrase, int64_t time)
{
	sqlite3_bind_int64(phrase, 1, time);
	assert_int_equal(sqlite3_step(phrase), SQLITE_ROW);
	int64_t day = sqlite3_column_int64(phrase, 0);
	sqlite3_reset(phrase);
	return day;
}

static void compare_zone(const char *zone)
{
	const char *path = place_database("rows.db", zone);
	struct reader *reader = place_reader(path);
	sqlite3 *connection;
	assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
	sqlite3_stmt *row = prepare(connection, "SELECT day, starts_at, offset_seconds, changes_at, offset_after FROM calendar ORDER BY day");
	sqlite3_stmt *phrase = prepare(connection,
		"SELECT day FROM calendar WHERE starts_at <= ?1 ORDER BY starts_at DESC, day DESC LIMIT 1");
	while (sqlite3_step(row) == SQLITE_ROW) {
		int64_t day = sqlite3_column_int64(row, 0), start = sqlite3_column_int64(row, 1);
		assert_int_equal(reader_day_start(reader, day), start);
		for (int64_t time = start; time < start + 86400; time += 41399)
			assert_int_equal(reader_day(reader, time), day_by_sql(phrase, time));
		if (day > 7304)                         /* the first row's day before is not in the table */
			assert_int_equal(reader_day(reader, start - 1), day_by_sql(phrase, start - 1));
		if (sqlite3_column_type(row, 3) == SQLITE_NULL) {
			assert_int_equal(reader_offset(reader, start), sqlite3_column_int64(row, 2));
			continue;
		}
		int64_t change = sqlite3_column_int64(row, 3);
		assert_int_equal(reader_offset(reader, change), sqlite3_column_int64(row, 4));
		if (change > start)
			assert_int_equal(reader_offset(reader, change - 1), sqlite3_column_int64(row, 2));
	}
	sqlite3_finalize(row);
	sqlite3_finalize(phrase);
	sqlite3_close(connection);
	reader_close(reader);
}

static void memory_equals_rows(void **state)
{
	(void)state;
	static const char *const ZONES[] = {"Europe/Berlin", "America/New_York", "Asia/Jakarta", "Australia/Lord_Howe", "Pacific/Apia",
		"America/St_Johns", "Africa/Casablanca", "Pacific/Kwajalein"};
	for (size_t i = 0; i < COUNT_OF(ZONES); i++)
		compare_zone(ZONES[i]);
}

/* Clock times to moments: twice = the first, never = after the gap. */
static void clock_times(void **state)
{
	(void)state;
	static const struct { const char *zone, *local, *utc; } TIMES[] = {
		{"Europe/Berlin", "2026-07-01T12:00", "2026-07-01T10:00:00Z"},
		{"Europe/Berlin", "2026-01-01T12:00", "2026-01-01T11:00:00Z"},
		{"Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z"},
		{"Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00Z"},
		{"Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00Z"},
		{"Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z"},
		{"Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00Z"},
		{"America/New_York", "2026-03-08T02:15", "2026-03-08T07:15:00Z"},
		{"America/New_York", "2026-11-01T01:15", "2026-11-01T05:15:00Z"},
		{"Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z"},
		{"Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00:00Z"},
		{"Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59:00Z"},
		{"Asia/Jakarta", "2026-11-24T00:00", "2026-11-23T17:00:00Z"},
	};
	struct error error = {0};
	struct writer *writer = NULL;
	for (size_t i = 0; i < COUNT_OF(TIMES); i++) {
		if (i == 0 || strcmp(TIMES[i].zone, TIMES[i - 1].zone) != 0) {
			writer_close(writer);
			writer = writer_open(place_database("clock.db", TIMES[i].zone), &error);
			assert_non_null(writer);
		}
		int64_t got = writer_time(writer, moment(TIMES[i].local)), want = moment(TIMES[i].utc);
		if (got != want)
			fail_msg("%s %s: %+lld s", TIMES[i].zone, TIMES[i].local, (long long)(got - want));
	}
	writer_close(writer);
}

/* The zone of the process is as it was. */
static void process_zone(void **state)
{
	(void)state;
	setenv("TZ", "Asia/Tokyo", 1);
	tzset();
	place_database("tokyo.db", "America/New_York");
	time_t time = 1700000000;
	struct tm local;
	assert_string_equal(getenv("TZ"), "Asia/Tokyo");
	assert_int_equal(localtime_r(&time, &local)->tm_gmtoff, 32400);
	unsetenv("TZ");
	place_database("none.db", "America/New_York");
	assert_null(getenv("TZ"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_changes), cmocka_unit_test(memory_equals_rows), cmocka_unit_test(clock_times),
		cmocka_unit_test(process_zone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
