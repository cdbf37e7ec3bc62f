/* Findings of a database made by hand: quiet ones have none, a lasting drop is new and a week later confirmed, one that goes on for
   everybody is said once; gaps, needs that rest on one person; a team of few is never judged. */
#include "fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

/* Three teams of 8, 8 and 4 with a conversation and administration each weekday of 40 weeks, half the time with customers but for
   swings of a few points; a resolved case a weekday but on 11 Nov. 2026-11-24 is a Tuesday. */
static const char HOUSE[] =
	"INSERT INTO team (id, name) VALUES (1, 'Alpha'), (2, 'Beta'), (3, 'Few');"
	"WITH RECURSIVE i(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM i WHERE i < 20)"
	" INSERT INTO person (id, employee_no, name, hired_on) SELECT i, 'E' || i, 'P' || i, '2024-01-01' FROM i;"
	"INSERT INTO membership (person_id, team_id, from_on) SELECT id, CASE WHEN id <= 8 THEN 1 WHEN id <= 16 THEN 2 ELSE 3 END,"
	" '2024-01-01' FROM person;"
	"WITH RECURSIVE d(d) AS (SELECT 20501 UNION ALL SELECT d + 1 FROM d WHERE d < 20780)"
	" INSERT INTO activity (person_id, kind_id, started_at, seconds) SELECT p.id, k.id, d * 86400 + 7200,"
	" 14400 FROM d, person p, activity_kind k WHERE k.key IN ('conversation', 'admin') AND (d + 3) % 7 < 5;"
	"UPDATE activity SET seconds = seconds + (CASE WHEN kind_id = 1 THEN 1 ELSE -1 END) *"
	" (((person_id * 37 + started_at / 86400 / 7 * 53) % 11 - 5) * 150);"
	"WITH RECURSIVE d(d) AS (SELECT 20501 UNION ALL SELECT d + 1 FROM d WHERE d < 20780)"
	" INSERT INTO service_case (team_id, person_id, opened_at, resolved_at, resolved_by)"
	" SELECT 1, 1, d * 86400 + 7200, d * 86400 + 10800, 'human' FROM d WHERE (d + 3) % 7 < 5 AND d <> 20768;"
	"INSERT INTO skill (id, name) VALUES (1, 'Refunds');"
	"INSERT INTO skill_need (team_id, skill_id, level, people) VALUES (1, 1, 2, 2), (3, 1, 2, 1);"
	"INSERT INTO skill_level (person_id, skill_id, assessed_on, level) VALUES (3, 1, '2026-01-05', 3),"
	" (18, 1, '2026-01-05', 3);";

/* From a day on, some people have so many seconds a day less with customers and more of administration. */
static void drop(struct fixture *fixture, const char *people, const char *from, int seconds)
{
	char sql[600];
	snprintf(sql, sizeof sql, "UPDATE activity SET seconds = seconds + (CASE WHEN kind_id = 1 THEN -%d ELSE %d END)"
		" WHERE person_id IN (%s) AND started_at >= %lld;", seconds, seconds, people, (long long)fixture_day(from) * 86400);
	fixture_write(fixture, sql);
}

static const char ALPHA[] = "1, 2, 3, 4, 5, 6, 7, 8", EVERYBODY[] = "SELECT id FROM person", FEW[] = "17, 18, 19, 20";

static struct answer *ask(struct fixture *fixture, const char *day)
{
	fixture->scope.as_of_kind = AS_OF_DATE;
	fixture->scope.as_of_date = fixture_day(day);
	struct answer *answer = fixture_answer(fixture, NEED_ATTENTION, NULL);
	assert_non_null(answer);
	return answer;
}

static const struct finding *find(const struct answer *answer, enum finding_kind kind, const char *team)
{
	for (int i = 0; i < answer->attention.count; i++)
		if (answer->attention.findings[i].kind == kind && strcmp(answer->attention.findings[i].team, team) == 0)
			return &answer->attention.findings[i];
	return NULL;
}

static int changes(const struct answer *answer)
{
	int count = 0;
	for (int i = 0; i < answer->attention.count; i++)
		count += answer->attention.findings[i].kind == FINDING_CHANGE;
	return count;
}

static void quiet(void **state)
{
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, HOUSE, "2026-11-24");
	for (int week = 0; week < 4; week++) {
		char day[16];
		day_print(fixture_day("2026-11-24") - 7 * week, day);
		struct answer *answer = ask(&fixture, day);
		assert_int_equal(changes(answer), 0);
		assert_true(answer->attention.judged >= 3);     /* of everybody and of two teams */
		assert_int_equal(answer->attention.window.to, answer->attention.monday - 1);
		assert_int_equal(day_weekday(answer->attention.monday), 0);
		answer_free(answer);
	}
	fixture_close(&fixture);
}

/* 6 points in a team of 8: nothing on the Monday before, new, and confirmed one week later. */
static void lasting_drop(void **state)
{
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, HOUSE, "2026-11-24");
	drop(&fixture, ALPHA, "2026-10-26", 1728);
	int64_t first = INT64_MIN;
	for (int week = 4; week >= 0; week--) {
		char day[16];
		day_print(fixture_day("2026-11-23") - 7 * week, day);
		struct answer *answer = ask(&fixture, day);
		const struct finding *finding = find(answer, FINDING_CHANGE, "Alpha");
		if (finding && first == INT64_MIN)
			first = answer->attention.monday;
		if (finding) {
			assert_int_equal(finding->confirmed, answer->attention.monday > first);
			assert_int_equal(finding->since, first);
			assert_string_equal(finding->label, "customer time");
			assert_string_equal(finding->key, "change:customer_time:1:down");
			assert_int_equal(finding->judgement, -1);
			assert_true(finding->people == 8 && finding->p < 0.05);
			assert_string_equal(finding->part, "admin");
		} else {
			assert_true(first == INT64_MIN);
		}
		if (week == 0)                          /* all four weeks dropped, none of the four before */
			assert_true(fabs(finding->value - finding->before + 0.06) < 0.01);
		assert_null(find(answer, FINDING_CHANGE, "Beta"));
		answer_free(answer);
	}
	assert_true(first != INT64_MIN && first < fixture_day("2026-11-23"));
	fixture_close(&fixture);
}

static void everybody_is_said_once(void **state)
{
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, HOUSE, "2026-11-24");
	drop(&fixture, EVERYBODY, "2026-10-26", 1728);
	struct answer *answer = ask(&fixture, "2026-11-23");
	assert_int_equal(changes(answer), 1);
	assert_int_equal(find(answer, FINDING_CHANGE, "all teams")->followers, 2);
	answer_free(answer);
	fixture_close(&fixture);
}

static void few_are_not_judged(void **state)
{
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, HOUSE, "2026-11-24");
	drop(&fixture, FEW, "2026-10-26", 6000);
	struct answer *answer = ask(&fixture, "2026-11-23");
	assert_null(find(answer, FINDING_CHANGE, "Few"));
	answer_free(answer);
	fixture_close(&fixture);
}

/* Nothing recorded after the day may change what is found on it. */
static void no_later_row_is_read(void **state)
{
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, HOUSE, "2026-11-24");
	drop(&fixture, ALPHA, "2026-10-26", 1728);
	struct answer *before = ask(&fixture, "2026-11-09");
	drop(&fixture, EVERYBODY, "2026-11-09", 9000);
	struct answer *after = ask(&fixture, "2026-11-09");
	assert_int_equal(before->attention.count, after->attention.count);
	for (int i = 0; i < before->attention.count; i++) {
		assert_string_equal(before->attention.findings[i].key, after->attention.findings[i].key);
		assert_true(before->attention.findings[i].p == after->attention.findings[i].p || isnan(before->attention.findings[i].p));
	}
	answer_free(before);
	answer_free(after);
	fixture_close(&fixture);
}

static void gaps_and_needs(void **state)
{
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, HOUSE, "2026-11-24");
	struct answer *answer = ask(&fixture, "2026-11-24");
	const struct finding *gap = find(answer, FINDING_GAP, "Data"), *need = find(answer, FINDING_NEED, "Alpha");
	assert_non_null(gap);
	assert_string_equal(gap->says, "no cases on 11 Nov");
	assert_true(gap->confirmed);
	assert_non_null(need);
	assert_string_equal(need->says, "1 skill rests on one person");
	assert_string_equal(need->evidence, "Refunds level 2");
	assert_false(need->confirmed);
	assert_null(find(answer, FINDING_NEED, "Few"));
	answer_free(answer);
	fixture_write(&fixture, "DELETE FROM activity WHERE started_at / 86400 = 20768;");      /* a day off for all */
	answer = ask(&fixture, "2026-11-24");
	assert_null(find(answer, FINDING_GAP, "Data"));
	answer_free(answer);
	fixture_close(&fixture);
}

static void nothing_recorded(void **state)
{
	struct fixture fixture;
	(void)state;
	fixture_open(&fixture, "INSERT INTO person (id, employee_no, name) VALUES (1, 'A', 'A');", "2026-11-24");
	struct answer *answer = fixture_answer(&fixture, NEED_ATTENTION, NULL);
	assert_int_equal(answer->attention.count, 0);
	assert_int_equal(answer->attention.judged, 0);
	answer_free(answer);
	fixture_close(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quiet), cmocka_unit_test(lasting_drop), cmocka_unit_test(everybody_is_said_once),
		cmocka_unit_test(few_are_not_judged), cmocka_unit_test(no_later_row_is_read), cmocka_unit_test(gaps_and_needs),
		cmocka_unit_test(nothing_recorded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
