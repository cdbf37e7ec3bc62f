#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"
#include "reference.h"
#include "seven.h"

#include <stdlib.h>
#include <string.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))

/* The 91 days begin on 1 April. Ann: product 2 to 3, billing 0 to 1; Dan: product 4 to 3; Eve: nothing; Gus is new. */
static void growth(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES | NEED_TRENDS, NULL);
	const struct figure *all = figure_in(answer, "all teams", FIGURE_GROWTH);
	assert_true(all->numerator == 1 && all->denominator == 3);
	assert_close(all->value, 1.0 / 3);
	assert_close(all->previous, 4.0 / 3);                   /* Dan's first assessment, in the 91 days before */
	assert_true(all->has_interval && !all->has_change_interval);    /* three people: too few to judge a change */
	/* rests 5/3, -4/3, -1/3 over 3: se = sqrt(3/2 x 42/9) / 3, t(2) = 4.30265 */
	assert_close(all->high - all->value, 4.30265272974946 * 0.8819171036881969);
	assert_close(figure_in(answer, "Alpha", FIGURE_GROWTH)->value, 0.5);
	assert_close(figure_in(answer, "Beta", FIGURE_GROWTH)->value, 0);
	assert_int_equal(figure_in(answer, "no team", FIGURE_GROWTH)->state, FIGURE_NOT_APPLICABLE);
	const struct figure *grew = figure_in(answer, "all teams", FIGURE_GREW);
	assert_true(grew->numerator == 1 && grew->denominator == 3 && grew->has_survey && grew->survey == 0.82);
	assert_true(answer->first_gains);
	assert_true(answer->groups[0].new_people == 1);
	const struct trend *trend = &answer->trend[PANEL_SKILLS];
	assert_true(trend->count == TREND_POINTS && trend->known[TREND_POINTS - 1]);
	assert_close(trend->value[TREND_POINTS - 1], 1.0 / 3);
	answer_free(answer);
}

static void given_period(void **state)
{
	(void)state;
	seven.scope.period.given = true;                        /* 28 days from 3 June: nobody's level moved but Dan's on 1 June */
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES, NULL);
	const struct figure *all = figure_in(answer, "all teams", FIGURE_GROWTH);
	assert_true(all->numerator == 0);
	assert_close(all->denominator, 4 * 28 / 91.0);          /* Gus was there on both ends of this one */
	seven.scope.period.given = false;
	answer_free(answer);
}

/* Needs: Alpha product 3 x 3 (Ann and, in Inner, Dan), Alpha billing 1 x 1 (Ann), Beta billing 2 x 2 (nobody). */
static void needs(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES | NEED_MATRIX, NULL);
	const struct figure *coverage = figure_in(answer, "all teams", FIGURE_SKILL_COVERAGE);
	assert_true(coverage->numerator == 3 && coverage->denominator == 6 && !coverage->has_interval);
	assert_close(coverage->previous, 1.0 / 6);
	assert_true(figure_in(answer, "Alpha", FIGURE_SKILL_COVERAGE)->numerator == 3);
	assert_true(figure_in(answer, "Beta", FIGURE_SKILL_COVERAGE)->value == 0);
	assert_true(figure_in(answer, "all teams", FIGURE_ON_ONE_PERSON)->value == 1);
	assert_true(figure_in(answer, "all teams", FIGURE_NEEDS_UNMET)->value == 1);
	assert_true(figure_in(answer, "all teams", FIGURE_NEEDS_UNMET)->previous == 2);
	assert_int_equal(answer->need_count, 2);
	assert_string_equal(answer->needs_rows[0].person, "Ann Example");
	assert_true(answer->needs_rows[0].person_id == 1 && answer->needs_rows[0].level == 1);
	assert_true(answer->needs_rows[1].person_id == 0 && !answer->needs_rows[1].person);
	assert_string_equal(answer->needs_rows[1].team, "Beta");
	assert_int_equal(answer->skill_count, 2);
	assert_string_equal(answer->skills[0].name, "Billing");
	assert_true(answer->skills[0].filled == 1 && answer->skills[0].needed == 3 && answer->skills[0].filled_before == 0);
	assert_true(answer->skills[1].filled == 2 && answer->skills[1].needed == 3 && answer->skills[1].filled_before == 1);
	answer_free(answer);
}

static void stale_skills(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES, NULL);
	const struct figure *stale = figure_in(answer, "all teams", FIGURE_STALE_SKILLS);
	assert_true(stale->numerator == 1 && stale->denominator == 5);  /* Eve's, of Ann 2, Dan, Eve, Gus */
	assert_true(figure_in(answer, "Beta", FIGURE_STALE_SKILLS)->value == 1);
	answer_free(answer);
}

/* Exactly 365 days old is not yet more than 365; the leaver of yesterday has no current level, the one of today has. */
static void edges_of_stale(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "INSERT INTO person (id, employee_no, name, left_on) VALUES (1, 'A', 'A', NULL), (2, 'B', 'B', '2026-06-29'),"
		" (3, 'C', 'C', '2026-06-30'); INSERT INTO skill (id, name) VALUES (1, 'S'), (2, 'T');"
		"INSERT INTO skill_level (person_id, skill_id, assessed_on, level) VALUES (1, 1, '2025-06-30', 2), (1, 2, '2025-06-29', 2),"
		" (2, 1, '2020-01-01', 2), (3, 1, '2020-01-01', 0)", "2026-06-30");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES, NULL);
	const struct figure *figure = &answer->groups[0].figure[FIGURE_STALE_SKILLS];
	assert_true(figure->numerator == 2 && figure->denominator == 3);
	answer_free(answer);
	fixture_close(&own);
}

static void matrix(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_MATRIX, NULL);
	const struct matrix *all = &answer->matrix;
	assert_true(all->people == 4 && all->skills == 2);      /* Ann, Dan, Eve, Gus */
	assert_string_equal(all->person[0], "Ann Example");
	assert_string_equal(all->skill[0], "Billing");
	assert_true(all->level[0] == 1 && all->level[1] == 3);
	assert_true(all->level[2] == -1 && all->level[3] == 3); /* Dan */
	assert_true(all->gained[0] == 2 && all->gained[1] == -1);
	assert_true(all->is_new[3] && !all->is_new[0]);
	answer_free(answer);
	seven.scope.team_id = 3;
	answer = fixture_answer(&seven, NEED_MATRIX | NEED_FIGURES, NULL);
	assert_true(answer->matrix.people == 1 && answer->matrix.skills == 1);
	assert_true(answer->groups[0].figure[FIGURE_GROWTH].value == -1);
	assert_int_equal(answer->groups[0].figure[FIGURE_SKILL_COVERAGE].state, FIGURE_NOT_APPLICABLE);
	seven.scope.team_id = 0;
	answer_free(answer);
}

static void nothing_imported(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "INSERT INTO person (id, employee_no, name, hired_on) VALUES (1, 'A', 'A', '2020-01-01')", "2026-06-30");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES | NEED_TRENDS | NEED_MATRIX, NULL);
	static const enum figure_id ids[] = {FIGURE_GROWTH, FIGURE_GREW, FIGURE_SKILL_COVERAGE, FIGURE_ON_ONE_PERSON,
		FIGURE_NEEDS_UNMET, FIGURE_STALE_SKILLS};
	for (size_t i = 0; i < COUNT_OF(ids); i++)
		assert_int_equal(answer->groups[0].figure[ids[i]].state, FIGURE_NOT_IMPORTED);
	assert_true(answer->matrix.people == 1 && answer->matrix.skills == 0 && !answer->first_gains);
	for (int i = 0; i < answer->voice_count; i++)
		assert_int_equal(answer->voice[i].figure.state, FIGURE_NOT_IMPORTED);
	assert_true(answer->voice_count == 4 && answer->voice_people == 0);
	answer_free(answer);
	fixture_close(&own);
}

/* ---- voice ---- */
static void voice(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES | NEED_TRENDS, NULL);
	const struct voice_row *first = &answer->voice[0], *second = &answer->voice[1];
	assert_string_equal(first->key, "career_prospects");
	assert_true(first->figure.numerator == 3 && first->figure.denominator == 6);    /* Ann's newer answer alone counts */
	assert_true(first->figure.has_interval && first->figure.survey == 0.83);
	assert_false(first->figure.has_previous);
	assert_true(first->trend.known[TREND_POINTS - 1] && !first->trend.known[0]);
	assert_int_equal(second->figure.state, FIGURE_SUPPRESSED);
	assert_true(second->figure.value == 0 && !second->figure.has_fraction && second->figure.numerator == 0 &&
		second->figure.denominator == 0 && second->figure.people <= 0);
	for (int i = 0; i < TREND_POINTS; i++)
		assert_true(!second->trend.known[i] && second->trend.value[i] == 0);
	assert_int_equal(answer->voice[2].figure.state, FIGURE_NOT_APPLICABLE);
	assert_true(answer->voice_people == 6 && answer->voice_asked == 4);
	answer_free(answer);
	seven.scope.team_id = 2;
	answer = fixture_answer(&seven, NEED_FIGURES, NULL);
	assert_int_equal(answer->voice[0].figure.state, FIGURE_SUPPRESSED);
	assert_true(answer->voice_people == -1);
	seven.scope.team_id = 0;
	answer_free(answer);
}

/* Alpha has 7, Beta 5, Gamma 2 answers, and Gamma's are told by what is missing unless Beta's are hidden too: in the table, on
   each team's own page, over time and in the records. */
static void voice_of_a_few_stays_theirs(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "INSERT INTO team (id, name) VALUES (1, 'Alpha'), (2, 'Beta'), (3, 'Gamma');"
		"INSERT INTO person (id, employee_no, name, hired_on) VALUES (1, 'E1', 'A', '2020-01-01'), (2, 'E2', 'B', '2020-01-01'), (3, 'E3', 'C', '2020-01-01');"
		"INSERT INTO membership (person_id, team_id, from_on) VALUES (1, 1, '2020-01-01'), (2, 2, '2020-01-01'), (3, 3, '2020-01-01');"
		"INSERT INTO survey_answer (team_id, answered_on, question_id, score) WITH n (i) AS (VALUES (1), (2), (3), (4), (5), (6), (7))"
		" SELECT t.id, '2026-06-01', 1, 1 + (n.i * t.id) % 5 FROM team t JOIN n ON n.i <= CASE t.id WHEN 1 THEN 7 WHEN 2 THEN 5 ELSE 2 END;"
		/* three more of Alpha a week before the end */
		"INSERT INTO survey_answer (team_id, answered_on, question_id, score) WITH n (i) AS (VALUES (1), (2), (3))"
		" SELECT 1, '2026-06-24', 1, 5 FROM n;", "2026-06-30");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES | NEED_TRENDS, NULL);
	const struct voice_row *row = &answer->voice[0];
	assert_true(answer->group_count >= 4 && row->figure.state == FIGURE_OK && row->figure.denominator == 17);
	assert_true(row->by_group[1].state == FIGURE_OK && row->by_group[1].denominator == 10);
	assert_int_equal(row->by_group[2].state, FIGURE_SUPPRESSED);
	assert_true(row->by_group[2].people == -1 && !row->by_group[2].has_fraction && row->by_group[2].value == 0);
	assert_non_null(strstr(row->by_group[2].why, "hidden"));
	assert_string_equal(row->by_group[3].why, "fewer than 5 answers");
	/* windows with and without the three differ by three: only the newest of them stands */
	assert_true(row->trend.known[TREND_POINTS - 1] && !row->trend.known[TREND_POINTS - 2] && !row->trend.known[TREND_POINTS - 3]);
	assert_int_equal(answer->voice_people, 17);
	answer_free(answer);
	own.scope.team_id = 2;
	answer = fixture_answer(&own, NEED_FIGURES | NEED_TRENDS, NULL);
	assert_int_equal(answer->voice[0].figure.state, FIGURE_SUPPRESSED);
	for (int i = 0; i < TREND_POINTS; i++)
		assert_false(answer->voice[0].trend.known[i]);
	assert_int_equal(answer->voice_people, -1);
	answer_free(answer);
	own.scope.team_id = 0;
	struct record_filter filter = {.relation = RELATION_ANSWER, .window = {fixture_day("2026-04-01"), fixture_day("2026-06-30")}, .weekday = -1, .hour = -1};
	for (int64_t team = 0; team <= 3; team++) {
		filter.team_id = team;
		answer = fixture_answer(&own, NEED_RECORDS, &filter);
		const struct value *cells = answer->records.cells;      /* question, team, score, answers */
		int64_t several = 0, alpha = 0, rows = (int64_t)answer->records.count;
		for (int64_t i = 0; i < rows; i++)
			*(strcmp(cells[4 * i + 1].text, "Alpha") ? &several : &alpha) += cells[4 * i + 3].integer;
		assert_true(team == 0 ? several == 7 && alpha == 10 : team == 1 ? several == 0 && alpha == 10 : rows == 0);
		answer_free(answer);
	}
	fixture_close(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(growth),
		cmocka_unit_test(given_period),
		cmocka_unit_test(needs),
		cmocka_unit_test(stale_skills),
		cmocka_unit_test(edges_of_stale),
		cmocka_unit_test(matrix),
		cmocka_unit_test(nothing_imported),
		cmocka_unit_test(voice),
		cmocka_unit_test(voice_of_a_few_stays_theirs),
	};
	return cmocka_run_group_tests(tests, seven_open, seven_close);
}
