#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"
#include "reference.h"

#include <math.h>
#include <string.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))

/* Forty people in two teams since 2020; three left by choice, one was let go, one is on notice. Read on 30 June 2026. */
static const char FORTY[] =
	"INSERT INTO team (id, name) VALUES (1, 'Alpha'), (2, 'Beta');"
	"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
	" INSERT INTO person (id, employee_no, name, hired_on) SELECT i, 'E' || i, 'P' || i, '2020-01-01' FROM n;"
	"INSERT INTO membership (person_id, team_id, from_on) SELECT id, 1 + (id > 28), '2020-01-01' FROM person;"
	"UPDATE person SET left_on = '2020-02-01', leave_kind = 'voluntary' WHERE id = 1;"
	"UPDATE person SET left_on = '2021-01-31', leave_kind = 'voluntary' WHERE id = 2;"
	"UPDATE person SET left_on = '2025-12-31', leave_kind = 'voluntary' WHERE id = 3;"
	"UPDATE person SET left_on = '2025-12-31', leave_kind = 'involuntary' WHERE id = 4;"
	"UPDATE person SET left_on = '2026-07-31', leave_kind = 'involuntary' WHERE id = 40;";

static int open_forty(void **state)
{
	static struct fixture fixture;
	fixture_open(&fixture, FORTY, "2026-06-30");
	*state = &fixture;
	return 0;
}

static int close_forty(void **state)
{
	fixture_close(*state);
	return 0;
}

static const struct figure *expected_of(const struct answer *answer, int group)
{
	return &answer->groups[group].figure[FIGURE_EXPECTED_LEAVERS];
}

/* Bands < 91, 91-364, 365-1,095, >= 1,096 days; days of 2020-01-01 to 2026-06-30: 2,373. */
static void rates_by_tenure_by_hand(void **state)
{
	struct answer *answer = fixture_answer(*state, NEED_FIGURES | NEED_ESTIMATE, NULL);
	double days[] = {32 + 39 * 91, 39 * 274, 32 + 38 * 731, 38 * (2373 - 1096) - 2 * 181}, left[] = {1, 0, 1, 1}, years = 0;
	for (int b = 0; b < 4; b++)
		years += days[b] / 365;
	double rate = (2 + left[3]) / (2 / (3.5 / years) + days[3] / 365);
	assert_int_equal(answer->estimate.kind, ESTIMATE_BANDS);
	assert_string_equal(answer->estimate.why, "3 leavers, 10 needed");
	assert_int_equal(expected_of(answer, 0)->state, FIGURE_OK);
	assert_close(expected_of(answer, 0)->value, fmax(1, rate * 36 * 90 / 365));
	assert_close(expected_of(answer, 1)->value, rate * 24 * 90 / 365);     /* Alpha: 28 less four */
	assert_true(answer->estimate.already == 1 && answer->estimate.driver_count == 0);
	assert_true(expected_of(answer, 2)->value >= 1 && expected_of(answer, 2)->low >= 1);
	answer_free(answer);
}

/* Leaving that is still to come is read on the day itself only. */
static void notice_is_of_today(void **state)
{
	struct fixture *fixture = *state;
	fixture->scope.as_of_kind = AS_OF_DATE, fixture->scope.as_of_date = fixture->scope.today - 1;
	struct answer *answer = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_true(answer->estimate.already == -1 && expected_of(answer, 0)->low < 1);
	fixture->scope.as_of_kind = AS_OF_NOW;
	answer_free(answer);
}

static void kept_between_answers(void **state)
{
	struct fixture *fixture = *state;
	struct scope before = fixture->scope;
	fixture->scope.estimates = estimate_cache_new();
	fixture->scope.data_version = 7, fixture->scope.estimates_later = fixture->scope.estimates_older = true;
	struct answer *later = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_int_equal(later->estimate.kind, ESTIMATE_LATER);
	assert_int_equal(expected_of(later, 0)->state, FIGURE_NOT_APPLICABLE);
	assert_null(later->scope.estimates);
	fixture->scope.estimates_later = fixture->scope.estimates_older = false;
	struct answer *made = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	fixture->scope.estimates_later = true;
	struct answer *kept = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_true(kept->estimate.kind == ESTIMATE_BANDS && !kept->estimate.older);
	assert_true(expected_of(kept, 0)->value == expected_of(made, 0)->value);
	fixture->scope.data_version = 8, fixture->scope.estimates_older = true;
	struct answer *older = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_true(older->estimate.kind == ESTIMATE_BANDS && older->estimate.older);
	fixture->scope.as_of_kind = AS_OF_DATE, fixture->scope.as_of_date = fixture->scope.today - 30;
	struct answer *another = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_int_equal(another->estimate.kind, ESTIMATE_LATER);       /* of another day nothing is kept */
	struct answer *all[] = {later, made, kept, older, another};
	for (size_t i = 0; i < COUNT_OF(all); i++)
		answer_free(all[i]);
	estimate_cache_free(fixture->scope.estimates);
	fixture->scope = before;
}

/* Beta has 12 people, 9 when three have left: then the ten of risk_min_group are not there, nor is Alpha, by subtraction. */
static void groups_told_apart(void **state)
{
	struct fixture *fixture = *state;
	struct answer *answer = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_true(answer->estimate.told[0] && answer->estimate.told[1] && answer->estimate.told[2]);
	answer_free(answer);
	fixture_write(fixture, "UPDATE person SET left_on = '2026-06-01', leave_kind = 'other' WHERE id IN (29, 30, 31)");
	answer = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_true(answer->estimate.told[0] && !answer->estimate.told[1] && !answer->estimate.told[2]);
	answer_free(answer);
	fixture->scope.team_id = 1;
	answer = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_false(answer->estimate.told[0]);
	answer_free(answer);
	fixture->scope.team_id = 0;
	fixture_write(fixture, "UPDATE person SET leave_kind = NULL");
	answer = fixture_answer(fixture, NEED_FIGURES | NEED_ESTIMATE, NULL);
	assert_true(answer->estimate.any_kind && answer->estimate.leavers == 7);
	answer_free(answer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rates_by_tenure_by_hand), cmocka_unit_test(notice_is_of_today), cmocka_unit_test(kept_between_answers),
		cmocka_unit_test(groups_told_apart),
	};
	return cmocka_run_group_tests(tests, open_forty, close_forty);
}
