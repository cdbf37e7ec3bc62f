/* Does AI help here, on a database made by hand: twenty people in two teams, ten of whom begin with AI on their own dates and
   see customers exactly 10 points more from then on. Without noise the estimates are known to the last digit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define assert_near(a, b) assert_true(fabs((a) - (b)) < 1e-9)
enum { PEOPLE = 20, STARTERS = 10, WEEKS = 60, HOUR = 3600 };
static struct fixture twenty;

struct sql { char *text; size_t length, room; };

static void say(struct sql *sql, const char *format, ...)
{
	va_list arguments;
	if (sql->room - sql->length < 400)
		sql->text = memory_grow(sql->text, sql->room = sql->room * 2 + 4096);
	va_start(arguments, format);
	sql->length += (size_t)vsnprintf(sql->text + sql->length, sql->room - sql->length, format, arguments);
	va_end(arguments);
}

/* Weeks end with Sunday 28 June 2026; week 0 is the oldest. Person i starts in week 24 + 2 i; each has a level of his own. */
static int64_t monday_of_week(int week)
{
	return fixture_day("2026-06-22") - 7 * (int64_t)(WEEKS - 1 - week);
}

static bool with_ai(int person, int week)
{
	return person < STARTERS && week >= 24 + 2 * person;
}

/* Odd and even people differ by a tiny swing, so that there is something to measure the spread by. */
static double share_of(int person, int week)
{
	return 0.30 + 0.01 * person + 0.10 * with_ai(person, week) + 0.002 * ((person * 7 + week * 5) % 3 - 1);
}

static void week_of(struct sql *sql, int person, int week)
{
	int64_t at = monday_of_week(week) * 86400 + 3 * HOUR;   /* 10:00 in Jakarta */
	int customer = (int)lround(36000 * share_of(person, week));
	say(sql, "INSERT INTO activity (person_id, kind_id, started_at, seconds, source) VALUES (%d, 1, %lld, %d, 'd'), (%d, 6, %lld, %d, 'd');",
		person + 1, (long long)at, customer, person + 1, (long long)at + 40000, 36000 - customer);
	if (with_ai(person, week))
		say(sql, "INSERT INTO ai_event (person_id, tool_id, at, kind, seconds_saved) VALUES (%d, 1, %lld, 'used', 3600);", person + 1, (long long)at);
}

static int open_twenty(void **state)
{
	struct sql sql = {.text = NULL};
	(void)state;
	say(&sql, "INSERT INTO team (id, name) VALUES (1, 'Alpha'), (2, 'Beta');INSERT INTO ai_tool (id, key, name, kind) VALUES (1, 'h', 'H', 'assistant');");
	for (int i = 0; i < PEOPLE; i++)
		say(&sql, "INSERT INTO person (id, employee_no, name, hired_on) VALUES (%d, 'E%d', 'P%d', '2024-01-01');"
			"INSERT INTO membership (person_id, team_id, from_on) VALUES (%d, %d, '2024-01-01');"
			"INSERT INTO ai_access (person_id, tool_id, from_on) VALUES (%d, 1, '2024-01-01');", i + 1, i + 1, i + 1, i + 1, 1 + i % 2, i + 1);
	for (int i = 0; i < PEOPLE; i++)
		for (int week = 0; week < WEEKS; week++)
			week_of(&sql, i, week);
	fixture_open(&twenty, sql.text, "2026-06-28");
	free(sql.text);
	return 0;
}

static int close_twenty(void **state)
{
	(void)state;
	fixture_close(&twenty);
	return 0;
}

static struct answer *answer_of(void)
{
	return fixture_answer(&twenty, NEED_EFFECT, NULL);
}

/* ---- what is found ---- */
static void each_starters_change(void **state)
{
	(void)state;
	struct answer *answer = answer_of();
	const struct effect_row *row = &answer->effect->rows[OUTCOME_CUSTOMER_TIME];
	assert_true(row->event.known && row->event.with == STARTERS && row->event.without >= 10);
	assert_true(fabs(row->event.value - 0.10) < 0.002 && row->event.low < 0.10 && row->event.high > 0.10);
	assert_true(row->check.known && fabs(row->check.value) < 0.003);
	assert_true(row->week[0].known && fabs(row->week[0].value) < 0.005);    /* eight weeks before: nothing */
	assert_true(row->week[-EFFECT_SERIES_FIRST].known && fabs(row->week[-EFFECT_SERIES_FIRST].value - 0.10) < 0.005);
	assert_true(answer->effect->starters == STARTERS && answer->effect->never == PEOPLE - STARTERS);
	assert_true(answer->effect->weeks.to == fixture_day("2026-06-28"));
	answer_free(answer);
}

/* Starters have the levels 0.30 to 0.39, others 0.40 to 0.49: without the 10 points they would stand 10 below. */
static void people_against_their_like(void **state)
{
	(void)state;
	struct answer *answer = answer_of();
	const struct effect_row *row = &answer->effect->rows[OUTCOME_CUSTOMER_TIME];
	assert_true(row->adjusted.known && row->adjusted.with == 10 && row->adjusted.without == 10);
	double sum = 0;
	for (int i = 0; i < PEOPLE; i++)
		for (int week = WEEKS - 4; week < WEEKS; week++)
			sum += (i < STARTERS ? 1 : -1) * lround(36000 * share_of(i, week)) / 36000.0 / 4 / 10;
	assert_near(row->adjusted.value, sum);                  /* both teams have five of each kind: nothing to adjust for */
	assert_near(row->plain, sum);
	answer_free(answer);
}

static void nothing_recorded_says_so(void **state)
{
	(void)state;
	struct answer *answer = answer_of();
	for (int i = OUTCOME_HANDLE_TIME; i <= OUTCOME_CAME_BACK; i++) {
		const struct effect_row *row = &answer->effect->rows[i];
		assert_true(!row->adjusted.known && !row->event.known);
		assert_string_equal(row->event.why, "cases are not imported");
	}
	const struct effect_row *levels = &answer->effect->rows[OUTCOME_LEVELS];
	assert_true(!levels->adjusted.known && levels->adjusted.why && levels->event.why);
	assert_non_null(answer->effect->ramp.why);              /* all were hired long before: no newcomer */
	answer_free(answer);
}

/* An hour of ten more with customers, taken from admin; an hour given back a week, none of it in what it is meant for. */
static void where_the_time_went(void **state)
{
	(void)state;
	struct answer *answer = answer_of();
	const struct reinvestment *from = &answer->effect->reinvestment;
	assert_null(from->why);
	assert_true(from->people == STARTERS && from->before_ai && from->left_out == 0);
	assert_true(fabs(from->rows[3].change - HOUR) < 120 && fabs(from->rows[4].change + HOUR) < 120);
	assert_false(from->rows[0].known);                      /* relationships were never recorded */
	assert_near(from->given, HOUR);
	assert_near(from->nothing, HOUR);
	double sum = 0;
	for (int i = 0; i < REINVESTED_ROWS; i++)
		sum += from->rows[i].change;
	assert_true(fabs(sum) < 1e-6);
	answer_free(answer);
}

/* ---- what cannot be said ---- */
static const char *why_of(struct answer *answer)
{
	const struct effect_row *row = &answer->effect->rows[OUTCOME_CUSTOMER_TIME];
	return row->event.known ? "known" : row->event.why;
}

static void a_team_is_too_few(void **state)
{
	(void)state;
	twenty.scope.team_id = 1;
	struct answer *answer = answer_of();
	assert_string_equal(why_of(answer), "5 starters, 8 needed");
	assert_string_equal(answer->effect->rows[OUTCOME_CUSTOMER_TIME].adjusted.why, "5 with AI, 8 needed");
	assert_string_equal(answer->effect->reinvestment.why, "5 people who use AI with work recorded before, 8 needed");
	twenty.scope.team_id = 0;
	answer_free(answer);
}

/* Before four weeks are past nobody is known to have started. */
static void an_earlier_day_knows_less(void **state)
{
	(void)state;
	twenty.scope.as_of_kind = AS_OF_DATE;
	twenty.scope.as_of_date = monday_of_week(24 + 3) + 6;
	struct answer *answer = answer_of();
	assert_int_equal(answer->effect->starters, 1);
	answer_free(answer);
	twenty.scope.as_of_date = monday_of_week(24 + 3) + 5;   /* Saturday: the fourth week is not over */
	answer = answer_of();
	assert_int_equal(answer->effect->starters, 0);
	assert_string_equal(why_of(answer), "0 starters, 8 needed");
	answer_free(answer);
	twenty.scope.as_of_kind = AS_OF_NOW;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_starters_change), cmocka_unit_test(people_against_their_like), cmocka_unit_test(nothing_recorded_says_so),
		cmocka_unit_test(where_the_time_went), cmocka_unit_test(a_team_is_too_few), cmocka_unit_test(an_earlier_day_knows_less),
	};
	return cmocka_run_group_tests(tests, open_twenty, close_twenty);
}
