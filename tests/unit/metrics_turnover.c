#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"
#include "reference.h"
#include "seven.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))

/* Days employed in the 365 to 30 June 2026: Ann 365, Bob 274, Cid 46, Dan 365, Gus 61; the year before: 365 + 181 + 365. */
static void rate_and_counts(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES, NULL);
	const struct figure *leavers = figure_in(answer, "all teams", FIGURE_LEAVERS);
	assert_true(leavers->value == 2 && leavers->previous == 1 && leavers->has_interval);
	assert_close(leavers->low, 0.2422092785439707);         /* Garwood of 2 */
	assert_true(figure_in(answer, "all teams", FIGURE_VOLUNTARY)->value == 1);
	assert_true(figure_in(answer, "all teams", FIGURE_INVOLUNTARY)->value == 1);
	const struct figure *headcount = figure_in(answer, "all teams", FIGURE_HEADCOUNT);
	assert_close(headcount->value, 1111.0 / 365);
	assert_close(headcount->previous, 911.0 / 365);
	const struct figure *turnover = figure_in(answer, "all teams", FIGURE_TURNOVER);
	assert_int_equal(turnover->state, FIGURE_OK);
	assert_true(turnover->numerator == 2);
	assert_close(turnover->denominator, 1111.0 / 365);
	assert_close(turnover->value, 2 * 365 / 1111.0);
	assert_close(turnover->previous, 365 / 911.0);
	assert_close(turnover->low, 0.2422092785439707 * 365 / 1111);
	assert_true(turnover->has_survey && turnover->survey == 0.12);
	assert_close(figure_in(answer, "Alpha", FIGURE_TURNOVER)->value, 365 / 1004.0);
	assert_close(figure_in(answer, "Beta", FIGURE_TURNOVER)->value, 365 / 46.0);
	assert_close(figure_in(answer, "no team", FIGURE_TURNOVER)->denominator, 61 / 365.0);
	assert_true(figure_in(answer, "no team", FIGURE_LEAVERS)->value == 0);
	assert_true(answer->hired_unknown == 1 && answer->leavers_unknown == 0);
	const struct figure *expected = figure_in(answer, "all teams", FIGURE_EXPECTED_LEAVERS);
	assert_int_equal(expected->state, FIGURE_NOT_APPLICABLE);
	answer_free(answer);
}

static void first_ninety_days(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES, NULL);
	const struct figure *figure = figure_in(answer, "all teams", FIGURE_FIRST_90_DAYS);
	assert_true(figure->numerator == 1 && figure->denominator == 2);        /* Cid of Cid and Dan */
	assert_true(figure_in(answer, "Alpha", FIGURE_FIRST_90_DAYS)->numerator == 0);
	assert_true(figure_in(answer, "Beta", FIGURE_FIRST_90_DAYS)->value == 1);
	assert_int_equal(figure_in(answer, "no team", FIGURE_FIRST_90_DAYS)->state, FIGURE_NOT_APPLICABLE);
	answer_free(answer);
}

/* To 30 June 2026: hired from 1 April 2025 to 31 March 2026, gone before the 90th day after. */
static void edges_of_ninety_days(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "INSERT INTO person (id, employee_no, name, hired_on, left_on) VALUES"
		" (1, 'A', 'A', '2025-03-31', '2025-04-01'), (2, 'B', 'B', '2025-04-01', '2025-06-29'),"
		" (3, 'C', 'C', '2025-04-01', '2025-06-30'), (4, 'D', 'D', '2026-03-31', NULL), (5, 'E', 'E', '2026-04-01', '2026-04-02')",
		"2026-06-30");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES, NULL);
	const struct figure *figure = &answer->groups[0].figure[FIGURE_FIRST_90_DAYS];
	assert_true(figure->numerator == 1 && figure->denominator == 3);        /* B of B, C and D */
	answer_free(answer);
	fixture_close(&own);
}

/* Staff at month ends 2 (June 2025), 3 x 6, 4 (January), 3, 2 (Bob leaves on the last of March), 2, 3, 3. */
static void calendar_months(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES, NULL);
	const struct figure *shrm = figure_in(answer, "all teams", FIGURE_TURNOVER_SHRM);
	assert_close(shrm->value, 1 / 3.5 + 1 / 2.5);
	assert_true(shrm->numerator == 2);
	assert_close(shrm->numerator / shrm->denominator, shrm->value);
	assert_true(answer->shrm.from == fixture_day("2025-07-01") && answer->shrm.to == fixture_day("2026-06-30"));
	answer_free(answer);
	seven.scope.as_of_kind = AS_OF_DATE;
	seven.scope.as_of_date = fixture_day("2026-06-29");
	answer = fixture_answer(&seven, NEED_FIGURES, NULL);
	assert_true(answer->shrm.to == fixture_day("2026-05-31"));
	seven.scope.as_of_kind = AS_OF_NOW;
	answer_free(answer);
}

static void nothing_after_to(void **state)
{
	(void)state;
	seven.scope.as_of_kind = AS_OF_DATE;
	seven.scope.as_of_date = fixture_day("2026-03-30");     /* Bob leaves tomorrow: he has not left */
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES | NEED_TRENDS | NEED_SURVIVAL, NULL);
	assert_true(figure_in(answer, "all teams", FIGURE_LEAVERS)->value == 2);        /* Cid; Fay on 30 June 2025 */
	const struct trend *trend = &answer->trend[PANEL_TURNOVER];
	assert_true(trend->count == TREND_POINTS && trend->to[TREND_POINTS - 1] == seven.scope.as_of_date);
	assert_close(trend->value[TREND_POINTS - 1], figure_in(answer, "all teams", FIGURE_TURNOVER)->value);
	seven.scope.as_of_kind = AS_OF_NOW;
	answer_free(answer);
}

static void observed_days_only(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "INSERT INTO person (id, employee_no, name, hired_on) VALUES (1, 'A', 'A', '2020-01-01');"
		"UPDATE organisation SET observed_from = '2026-06-01'", "2026-06-30");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES, NULL);
	assert_close(answer->groups[0].figure[FIGURE_TURNOVER].denominator, 30 / 365.0);
	assert_close(answer->groups[0].figure[FIGURE_HEADCOUNT].value, 1);
	assert_false(answer->groups[0].figure[FIGURE_TURNOVER].has_previous);
	assert_int_equal(answer->groups[0].figure[FIGURE_TURNOVER_SHRM].state, FIGURE_NOT_APPLICABLE);
	answer_free(answer);
	fixture_close(&own);
}

static void without_hire_dates(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "INSERT INTO person (id, employee_no, name) VALUES (1, 'A', 'A')", "2026-06-30");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES | NEED_TRENDS | NEED_SURVIVAL, NULL);
	assert_int_equal(answer->groups[0].figure[FIGURE_TURNOVER].state, FIGURE_NOT_IMPORTED);
	assert_int_equal(answer->groups[0].figure[FIGURE_LEAVERS].state, FIGURE_NOT_IMPORTED);
	assert_true(answer->hired_unknown == 1 && answer->survival.left_out == 1 && answer->survival.count == 0);
	answer_free(answer);
	fixture_close(&own);
}

/* Twelve people hired on 1 January 2025; two leave after 100 days, one after 200 (with a kind not recorded). */
static void twelve(char *sql, size_t size)
{
	size_t at = (size_t)snprintf(sql, size, "INSERT INTO team (id, name) VALUES (1, 'T');");
	for (int i = 1; i <= 12; i++) {
		const char *left = i <= 2 ? "'2025-04-11'" : i == 3 ? "'2025-07-20'" : "NULL";
		at += (size_t)snprintf(sql + at, size - at, "INSERT INTO person (id, employee_no, name, hired_on, left_on) VALUES "
			"(%d, 'N%d', 'N %d', '2025-01-01', %s); INSERT INTO membership (person_id, team_id, from_on) VALUES (%d, 1, '2025-01-01');",
			i, i, i, left, i);
	}
}

static void survival_and_expectation(void **state)
{
	(void)state;
	char sql[8000];
	struct fixture own;
	twelve(sql, sizeof sql);
	fixture_open(&own, sql, "2025-12-31");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES | NEED_SURVIVAL, NULL);
	const struct survival *survival = &answer->survival;
	assert_true(survival->people == 12 && survival->start == 0 && survival->left_out == 0);
	/* on day 201 nine are at risk: the curve ends with day 200 */
	assert_true(survival->end == 200);
	assert_int_equal(survival->count, 3);
	assert_true(survival->steps[0].left == 0 && survival->steps[0].survival == 1 && survival->steps[0].days == 0);
	assert_close(survival->steps[0].low, pow(0.025, 1.0 / 12));
	assert_true(survival->steps[1].days == 100 && survival->steps[1].at_risk == 12 && survival->steps[1].left == 2);
	assert_close(survival->steps[1].survival, 10.0 / 12);
	assert_true(survival->steps[2].days == 200);
	assert_close(survival->steps[2].survival, 10.0 / 12 * 9 / 10);
	assert_false(survival->has_median);
	assert_int_equal(answer->groups[0].figure[FIGURE_VOLUNTARY].state, FIGURE_NOT_IMPORTED);
	assert_true(answer->leavers_unknown == 3);
	assert_non_null(answer->expectations);
	assert_true(answer->expectations[0].left == 3);
	assert_true(isnan(answer->expectations[1].expected) && !answer->expectations[1].marked);       /* nine people */
	answer_free(answer);
	fixture_close(&own);
}

/* A row of its own each: both leavings count. */
static void rehires(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "INSERT INTO person (id, employee_no, name, hired_on, left_on) VALUES"
		" (1, 'A', 'A', '2025-01-01', '2025-03-01'), (2, 'A', 'A', '2025-06-01', '2025-08-01'),"
		" (3, 'B', 'B', '2025-01-01', NULL)", "2025-12-31");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES, NULL);
	assert_true(answer->groups[0].figure[FIGURE_LEAVERS].value == 2);
	assert_close(answer->groups[0].figure[FIGURE_TURNOVER].denominator, (60 + 62 + 365) / 365.0);
	answer_free(answer);
	fixture_close(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rate_and_counts),
		cmocka_unit_test(first_ninety_days),
		cmocka_unit_test(edges_of_ninety_days),
		cmocka_unit_test(calendar_months),
		cmocka_unit_test(nothing_after_to),
		cmocka_unit_test(observed_days_only),
		cmocka_unit_test(without_hire_dates),
		cmocka_unit_test(survival_and_expectation),
		cmocka_unit_test(rehires),
	};
	return cmocka_run_group_tests(tests, seven_open, seven_close);
}
