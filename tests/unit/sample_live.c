/* The live continuation: what is written piece by piece is what would have been written at once; totals stay exact. */
#include "place.h"
#include "teamtop/sample.h"
#include "teamtop/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { UNTIL = 20778, DAY = 86400 };                    /* Saturday, 2026-11-21 */
static const char *one_path, *other_path;

static void remove_database(const char *path)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	char name[100];
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
}

static int clean(void **state)
{
	(void)state;
	remove_database(one_path);
	remove_database(other_path);
	return 0;
}

static void make(const char *path, const char *zone, int64_t until, int64_t now)
{
	struct sample_options options = {.database = path, .people = 15, .months = 18, .seed = 4, .until = until, .now = now,
		.time_zone = zone};
	struct error error = {0};
	if (!sample_write(&options, &error))
		fail_msg("%s", error.message);
}

static struct sample_live *open_live(const char *path)
{
	struct sample_options options = {.database = path};
	struct error error = {0};
	struct sample_live *live = sample_live_open(&options, &error);
	if (!live)
		fail_msg("%s", error.message);
	return live;
}

static int64_t advance(struct sample_live *live, int64_t now)
{
	struct error error = {0};
	int64_t rows = -1;
	if (!sample_live_advance(live, now, &rows, &error))
		fail_msg("%s", error.message);
	return rows;
}

/* An order-free checksum of a query's rows, and how many there are. */
struct sum { uint64_t checksum; int64_t rows; };

static struct sum sum_of(const char *path, const char *sql)
{
	struct error error = {0};
	struct sum sum = {0, 0};
	struct writer *writer = writer_open(path, &error);
	struct statement *query = writer ? writer_prepare(writer, sql, &error) : NULL;
	if (!query)
		fail_msg("%s", error.message);
	while (statement_step(query, &error) == 1) {
		uint64_t hash = 0xcbf29ce484222325U;
		for (const char *at = statement_column_text(query, 0); at && *at; at++)
			hash = (hash ^ (unsigned char)*at) * 0x100000001b3U;
		sum.checksum += hash;
		sum.rows++;
	}
	writer_close(writer);
	return sum;
}

static int64_t number_of(const char *path, const char *sql)
{
	struct error error = {0};
	struct writer *writer = writer_open(path, &error);
	struct statement *query = writer ? writer_prepare(writer, sql, &error) : NULL;
	if (!query || statement_step(query, &error) != 1)
		fail_msg("%s", error.message);
	int64_t number = statement_column_integer(query, 0);
	statement_reset(query);
	writer_close(writer);
	return number;
}

static const char *const CONTENTS[] = {
	"SELECT activity.person_id || ' ' || kind_id || ' ' || started_at || ' ' || seconds || ' ' || activity.source || ' ' ||"
	" coalesce(service_case.external_id, '') FROM activity LEFT JOIN service_case ON service_case.id = case_id",
	"SELECT external_id || ' ' || team_id || ' ' || coalesce(person_id, 0) || ' ' || channel || ' ' || opened_at || ' ' ||"
	" coalesce(first_reply_at, 0) || ' ' || coalesce(resolved_at, 0) || ' ' || coalesce(handle_seconds, 0) || ' ' || complexity"
	" || ' ' || coalesce(resolved_by, '') || ' ' || handed_over || ' ' || coalesce(reopened_at, 0) || ' ' || reopen_count || ' ' ||"
	" coalesce(csat, 0) FROM service_case",
	"SELECT coalesce(ai_event.person_id, 0) || ' ' || tool_id || ' ' || at || ' ' || kind || ' ' || coalesce(seconds_saved, 0) ||"
	" ' ' || coalesce(service_case.external_id, '') FROM ai_event LEFT JOIN service_case ON service_case.id = case_id",
	"SELECT id || employee_no || name || role || hired_on || coalesce(left_on, '') || coalesce(leave_kind, '') FROM person",
	"SELECT person_id || ' ' || team_id || from_on || coalesce(to_on, '') FROM membership",
	"SELECT person_id || ' ' || role || from_on || coalesce(to_on, '') FROM job",
	"SELECT person_id || ' ' || skill_id || assessed_on || level FROM skill_level",
	"SELECT coalesce(person_id, 0) || ' ' || team_id || answered_on || question_id || score FROM survey_answer",
	"SELECT day || ' ' || person_id || ' ' || kind_id || ' ' || sum(seconds) || ' ' || sum(n) FROM activity_day GROUP BY day,"
	" person_id, kind_id",
	"SELECT day || ' ' || person_id || ' ' || tool_id || ' ' || kind || ' ' || team_id || ' ' || sum(n) FROM ai_day GROUP BY day,"
	" person_id, tool_id, kind, team_id",
	"SELECT day || ' ' || team_id || ' ' || person_id || ' ' || resolved_by || ' ' || handed_over || ' ' || sum(n) || ' ' ||"
	" sum(came_back) || ' ' || sum(csat_sum) FROM case_day GROUP BY day, team_id, person_id, resolved_by, handed_over",
};

static void same_contents(void)
{
	for (size_t i = 0; i < COUNT_OF(CONTENTS); i++) {
		struct sum first = sum_of(one_path, CONTENTS[i]), second = sum_of(other_path, CONTENTS[i]);
		if (first.checksum != second.checksum || first.rows != second.rows)
			fail_msg("%lld and %lld rows differ: %s", (long long)first.rows, (long long)second.rows, CONTENTS[i]);
	}
}

static int64_t midnight(int64_t day, int64_t offset)
{
	return day * DAY - offset;
}

/* Friday written up to eleven, then by the minute until its end: as if Friday had been written whole. */
static void a_day_in_pieces_is_the_day(void **state)
{
	(void)state;
	int64_t day = UNTIL - 1, start = midnight(day, 7 * 3600), now = start + 11 * 3600;
	make(one_path, NULL, day, 0);
	make(other_path, NULL, day, now);
	assert_true(sum_of(other_path, CONTENTS[0]).rows < sum_of(one_path, CONTENTS[0]).rows);
	struct sample_live *live = open_live(other_path);
	for (int64_t at = now; at < start + DAY - 1; at += 61)
		advance(live, at);
	advance(live, start + DAY - 1);
	sample_live_close(live);
	same_contents();
}

/* Weeks in one step, or in many with the program started anew in between: the same rows. */
static void weeks_in_one_step_or_many(void **state)
{
	(void)state;
	int64_t start = midnight(UNTIL + 1, 7 * 3600), end = start + 40 * DAY + 40000;
	make(one_path, NULL, UNTIL, 0);
	make(other_path, NULL, UNTIL, 0);
	struct sample_live *live = open_live(one_path);
	assert_true(advance(live, end) > 5000);
	assert_int_equal(advance(live, end), 0);
	assert_int_equal(advance(live, end - 3600), 0);
	sample_live_close(live);
	live = open_live(other_path);
	for (int64_t at = start; at < end; at += 17321) {
		advance(live, at);
		if (at % 11 == 0) {
			sample_live_close(live);
			live = open_live(other_path);
		}
	}
	advance(live, end);
	sample_live_close(live);
	same_contents();
	assert_int_equal(number_of(one_path, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	char sql[100];
	snprintf(sql, sizeof sql, "SELECT count(*) FROM activity WHERE started_at + seconds > %lld", (long long)end);
	assert_int_equal(number_of(one_path, sql), 0);
	assert_true(number_of(one_path, "SELECT count(*) FROM service_case WHERE reopened_at > 1795280400") > 0);
}

/* Clocks go back in Berlin on 2026-10-25: nothing is lost or doubled, and nothing ends after now. */
static void a_change_of_the_clock(void **state)
{
	(void)state;
	int64_t day = day_of_date((struct date){2026, 10, 24}), start = midnight(day + 1, 2 * 3600);
	make(one_path, "Europe/Berlin", day, 0);
	make(other_path, "Europe/Berlin", day, 0);
	struct sample_live *live = open_live(one_path);
	advance(live, start + 3 * DAY);
	sample_live_close(live);
	live = open_live(other_path);
	for (int64_t at = start; at < start + 3 * DAY; at += 1709)
		advance(live, at);
	advance(live, start + 3 * DAY);
	sample_live_close(live);
	same_contents();
}

/* In office hours something ends in most minutes, also for a small team; at night hardly anything. */
static void office_hours_are_busy(void **state)
{
	(void)state;
	int64_t monday = midnight(UNTIL + 2, 7 * 3600), day_rows = 0, night_rows = 0;
	make(one_path, NULL, UNTIL, 0);
	struct sample_live *live = open_live(one_path);
	advance(live, monday + 9 * 3600);
	for (int minute = 1; minute <= 120; minute++)
		day_rows += advance(live, monday + 9 * 3600 + minute * 60);
	advance(live, monday + 22 * 3600);
	for (int minute = 1; minute <= 120; minute++)
		night_rows += advance(live, monday + 22 * 3600 + minute * 60);
	sample_live_close(live);
	assert_true(day_rows > 60);
	assert_true(night_rows < day_rows / 4);
}

static void only_samples_are_continued(void **state)
{
	(void)state;
	struct error error = {0};
	struct sample_options options = {.database = one_path};
	assert_true(store_create(one_path, "Asia/Jakarta", "Own", false, &error));
	assert_null(sample_live_open(&options, &error));
	assert_int_equal(error.kind, ERROR_REFUSED);
	remove_database(one_path);
	assert_true(store_create(one_path, "Asia/Jakarta", "Own", true, &error));
	assert_null(sample_live_open(&options, &error));
	assert_int_equal(error.kind, ERROR_REFUSED);
	remove_database(one_path);
	assert_null(sample_live_open(&options, &error));
}

static int paths_find(void **state)
{
	(void)state;
	one_path = place_path("one.db");
	other_path = place_path("other.db");
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_day_in_pieces_is_the_day, clean, clean),
		cmocka_unit_test_setup_teardown(weeks_in_one_step_or_many, clean, clean),
		cmocka_unit_test_setup_teardown(a_change_of_the_clock, clean, clean),
		cmocka_unit_test_setup_teardown(office_hours_are_busy, clean, clean),
		cmocka_unit_test_setup_teardown(only_samples_are_continued, clean, clean),
	};
	return cmocka_run_group_tests(tests, paths_find, NULL);
}
