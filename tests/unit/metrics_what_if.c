/* What would be, from a small database: who counts for a need, who is meant, what the policy lets be said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"
#include "teamtop/policy.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Alpha with Below in it, and Beta; skill 1 is needed in Alpha by two at 3, in Below by one at 4. */
static const char FORTY[] =
	"INSERT INTO team (id, name, parent_id) VALUES (1, 'Alpha', NULL), (2, 'Beta', NULL), (3, 'Below', 1);"
	"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
	" INSERT INTO person (id, employee_no, name, hired_on) SELECT i, 'E' || i, 'Person ' || i, '2020-01-01' FROM n;"
	"INSERT INTO membership (person_id, team_id, from_on) SELECT id, CASE WHEN id > 28 THEN 2 WHEN id > 24 THEN 3 ELSE 1 END, '2020-01-01' FROM person;"
	"UPDATE person SET left_on = '2021-01-31', leave_kind = 'voluntary' WHERE id = 4;"
	"INSERT INTO skill (id, name) VALUES (1, 'Refunds');"
	"INSERT INTO skill_need (team_id, skill_id, level, people) VALUES (1, 1, 3, 2), (3, 1, 4, 1), (2, 1, 1, 1);"
	"INSERT INTO skill_level (person_id, skill_id, assessed_on, level) VALUES (1, 1, '2025-01-01', 3), (25, 1, '2025-01-01', 4),"
	" (26, 1, '2025-01-01', 4), (26, 1, '2026-01-01', 2), (4, 1, '2020-06-01', 5), (30, 1, '2025-01-01', 1);";

static struct fixture fixture;

static int open_forty(void **state)
{
	(void)state;
	fixture_open(&fixture, FORTY, "2026-06-30");
	return 0;
}

static int close_forty(void **state)
{
	(void)state;
	fixture_close(&fixture);
	return 0;
}

static struct answer *suppose(const char *const *texts)         /* ends with NULL */
{
	fixture.scope.supposed.count = 0;
	for (; *texts; texts++) {
		struct supposed supposed;
		assert_true(suppose_parse(*texts, &supposed, NULL) && suppose_add(&fixture.scope.supposed, &supposed, NULL));
	}
	return fixture_answer(&fixture, NEED_FIGURES | NEED_ESTIMATE | NEED_WHAT_IF, NULL);
}
#define SUPPOSE(...) suppose((const char *const[]){__VA_ARGS__, NULL})

static void is(const struct answer *answer, int group, enum what_if_figure which, double now, double then)
{
	const struct what_if_group *of = &answer->what_if->groups[group];
	assert_true(answer->groups[group].figure[WHAT_IF_IDS[which]].value == now);
	assert_true(figure_known(&of->then[which]) && fabs(of->then[which].value - then) < 1e-12);
	assert_true(fabs(of->difference[which].value - (then - now)) < 1e-12);
}

static void who_is_away_holds_nothing(void **state)
{
	(void)state;
	struct answer *answer = SUPPOSE("absent E25");
	assert_string_equal(answer->groups[1].name, "Alpha");
	is(answer, 0, WHAT_IF_COVERAGE, 4.0 / 4, 2.0 / 4);      /* 25 counted in Below and above it */
	is(answer, 0, WHAT_IF_ON_ONE, 2, 2);
	is(answer, 0, WHAT_IF_UNMET, 0, 1);
	is(answer, 2, WHAT_IF_COVERAGE, 1, 1);
	assert_int_equal(answer->what_if->groups[0].people, 39);        /* is absent, and comes back */
	assert_int_equal(answer->what_if->need_count, 2);
	const struct what_if_need *needs = answer->what_if->needs;
	assert_true(!strcmp(needs[0].team, "Below") && needs[0].now == 1 && needs[0].then == 0 && !needs[0].person_id && !needs[0].person);
	assert_true(!strcmp(needs[1].team, "Alpha") && needs[1].then == 1 && needs[1].person_id == 1 && !strcmp(needs[1].person, "Person 1"));
	assert_true(answer->groups[0].people == 39 && answer->groups[0].figure[FIGURE_SKILL_COVERAGE].value == 1);       /* as it is stays */
	answer_free(answer);
	answer = SUPPOSE("leave Person 25", "leave E1");
	is(answer, 0, WHAT_IF_UNMET, 0, 2);
	assert_int_equal(answer->what_if->groups[1].people, answer->groups[1].people - 2);
	assert_int_equal(answer->what_if->groups[2].people, answer->groups[2].people);
	answer_free(answer);
}

static void nothing_supposed_changes_nothing(void **state)
{
	(void)state;
	fixture.scope.supposed.count = 0;
	struct answer *answer = fixture_answer(&fixture, NEED_FIGURES | NEED_ESTIMATE | NEED_WHAT_IF, NULL);
	for (int g = 0; g < answer->group_count; g++)
		for (int i = 0; i < WHAT_IF_FIGURES; i++) {
			const struct figure *now = &answer->groups[g].figure[WHAT_IF_IDS[i]];
			if (figure_known(now))
				is(answer, g, (enum what_if_figure)i, now->value, now->value);
		}
	assert_true(answer->what_if->count == 0 && answer->what_if->need_count == 0);
	answer_free(answer);
}

/* One leaver: no model. Whoever leaves or works otherwise cannot be said, who is absent changes nothing. */
static void without_a_model(void **state)
{
	(void)state;
	struct answer *answer = SUPPOSE("leave E30", "absent E1");
	const struct figure *beta = &answer->what_if->groups[2].then[WHAT_IF_LEAVERS], *alpha = &answer->what_if->groups[1].then[WHAT_IF_LEAVERS];
	assert_true(beta->state == FIGURE_NOT_APPLICABLE && strstr(beta->why, "only rates by tenure are known, 1 leaver"));
	assert_int_equal(answer->what_if->groups[0].difference[WHAT_IF_LEAVERS].state, FIGURE_NOT_APPLICABLE);
	assert_true(figure_known(alpha) && alpha->value == answer->groups[1].figure[FIGURE_EXPECTED_LEAVERS].value);
	answer_free(answer);
	answer = SUPPOSE("customer-time Beta 50");
	assert_true(answer->what_if->rows[0].leavers_why && isnan(answer->what_if->rows[0].now) && answer->what_if->rows[0].known == 0);
	assert_int_equal(answer->what_if->groups[2].then[WHAT_IF_LEAVERS].state, FIGURE_NOT_APPLICABLE);
	assert_true(figure_known(&answer->what_if->groups[1].then[WHAT_IF_LEAVERS]));
	answer_free(answer);
}

static void row_is(const struct answer *answer, int row, const char *why, const char *named)
{
	const struct supposed_row *of = &answer->what_if->rows[row];
	assert_false(of->counts);
	if (!of->why || !strstr(of->why, why) || (named && (!of->named || !strstr(of->named, named))) || strstr(of->why, "Person"))
		fail_msg("%s (%s)", of->why ? of->why : "", of->named ? of->named : "");
}

static void who_is_meant(void **state)
{
	(void)state;
	struct answer *answer = SUPPOSE("leave Person 3", "leave nobody", "absent E4", "leave id:999", "leave Person", "ai-use Nowhere 5");
	assert_true(answer->what_if->rows[0].counts && answer->what_if->rows[0].person_id == 3);       /* not Person 30 */
	row_is(answer, 1, "nobody has this name", NULL);
	row_is(answer, 2, "not employed on 30 Jun 2026", NULL);
	row_is(answer, 3, "nobody has this name", NULL);
	row_is(answer, 4, "39 people could be meant", "Person 1, E1 in Alpha; ");
	row_is(answer, 5, "is not there; there are: Alpha, Alpha/Below, Beta", NULL);
	assert_int_equal(answer->what_if->counted, 1);
	answer_free(answer);
	answer = SUPPOSE("leave E3", "absent id:3", "ai-use Alpha/Below 5", "ai-use id:3 6");        /* the later one of two about the same */
	assert_true(answer->what_if->count == 2 && answer->what_if->rows[0].kind == SUPPOSE_ABSENT && answer->what_if->rows[1].to == 0.06);
	answer_free(answer);
	struct error error = {0};
	fixture.scope.supposed.count = 0;
	assert_true(metrics_check_supposed(&fixture.asker, &fixture.scope, &error));
	answer = SUPPOSE("leave Person");
	assert_false(metrics_check_supposed(&fixture.asker, &fixture.scope, &error));
	assert_true(error.kind == ERROR_USAGE && strstr(error.message, "E1 in Alpha"));
	fixture.scope.names_short = true;
	assert_false(metrics_check_supposed(&fixture.asker, &fixture.scope, &error));
	assert_null(strstr(error.message, "E1"));
	fixture.scope.names_short = false;
	answer_free(answer);
}

/* ---- the policy ---- */
static void hidden_names(void **state)
{
	(void)state;
	fixture.scope.persons_hidden = true;                    /* not even computed */
	struct answer *answer = SUPPOSE("absent E25", "leave nobody");
	assert_true(answer->what_if->count == 0 && answer->what_if->persons_hidden);
	is(answer, 0, WHAT_IF_COVERAGE, 1, 1);
	answer_free(answer);
	struct error error = {0};
	assert_false(metrics_check_supposed(&fixture.asker, &fixture.scope, &error));
	assert_non_null(strstr(error.message, "names are hidden"));
	fixture.scope.persons_hidden = false;                   /* and if it were computed, all of it goes */
	for (int restricted = 0; restricted < 2; restricted++) {
		answer = SUPPOSE("absent E25");
		struct policy policy = policy_effective(&answer->policy, restricted ? NAMES_FULL : NAMES_HIDDEN, restricted, false);
		policy_apply(answer, &policy);
		assert_true(!answer->what_if->count && !answer->what_if->need_count && answer->what_if->persons_hidden);
		for (int g = 0; g < answer->group_count; g++)
			for (int i = 0; i < WHAT_IF_FIGURES; i++)
				assert_false(figure_known(&answer->what_if->groups[g].then[i]) || figure_known(&answer->what_if->groups[g].difference[i]));
		answer_free(answer);
	}
}

static void initials_hide_small_groups(void **state)
{
	(void)state;
	struct answer *answer = SUPPOSE("absent E25", "leave Person");
	struct policy policy = policy_effective(&answer->policy, NAMES_INITIALS, false, false);
	policy_apply(answer, &policy);
	assert_string_equal(answer->what_if->rows[0].name, "P. 2.");
	assert_null(answer->what_if->rows[1].named);
	assert_int_equal(answer->what_if->need_count, 1);       /* Below has four people */
	assert_string_equal(answer->what_if->needs[0].person, "P. 1.");
	answer_free(answer);
	fixture.scope.team_id = 3;
	answer = SUPPOSE("absent E25");
	assert_true(figure_known(&answer->what_if->groups[0].then[WHAT_IF_UNMET]));
	policy_apply(answer, &policy);
	for (int i = 0; i < WHAT_IF_FIGURES; i++)
		assert_true(answer->what_if->groups[0].then[i].state == FIGURE_SUPPRESSED && answer->what_if->groups[0].difference[i].value == 0);
	assert_int_equal(answer->what_if->need_count, 0);
	fixture.scope.team_id = 0;
	answer_free(answer);
}

/* Figures as a model would have made them: who says what. */
static struct answer *modelled(bool of_person, bool told, bool risk, enum estimate_verdict verdict, struct policy *policy)
{
	struct answer *answer = SUPPOSE("leave E30");
	answer->estimate.track.verdict = verdict;
	answer->policy.risk_of_persons = risk;
	for (int g = 0; g < answer->group_count; g++) {
		struct what_if_group *of = &answer->what_if->groups[g];
		of->of_person = of_person, of->told = told;
		of->then[WHAT_IF_LEAVERS] = (struct figure){.id = FIGURE_EXPECTED_LEAVERS, .state = FIGURE_OK, .value = 1, .has_interval = true, .high = 3};
		of->difference[WHAT_IF_LEAVERS] = of->then[WHAT_IF_LEAVERS];
	}
	*policy = policy_effective(&answer->policy, NAMES_FULL, false, false);
	policy_apply(answer, policy);
	return answer;
}

static void one_persons_estimate_is_not_told(void **state)
{
	(void)state;
	static const struct { bool of_person, told, risk; enum estimate_verdict verdict; bool said; } CASES[] = {
		{false, true, false, VERDICT_BETTER, true}, {true, true, true, VERDICT_BETTER, true}, {true, true, false, VERDICT_BETTER, false},
		{true, true, true, VERDICT_TOO_FEW, false}, {true, true, true, VERDICT_NO_BETTER, false}, {false, false, false, VERDICT_BETTER, false},
		{false, false, true, VERDICT_BETTER, false}, {true, false, true, VERDICT_BETTER, false},
	};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct policy policy;
		struct answer *answer = modelled(CASES[i].of_person, CASES[i].told, CASES[i].risk, CASES[i].verdict, &policy);
		for (int g = 0; g < answer->group_count; g++) {
			const struct figure *then = &answer->what_if->groups[g].then[WHAT_IF_LEAVERS];
			const struct figure *difference = &answer->what_if->groups[g].difference[WHAT_IF_LEAVERS];
			bool as_it_is = figure_known(&answer->groups[g].figure[FIGURE_EXPECTED_LEAVERS]);
			assert_true(figure_known(then) == (CASES[i].said && as_it_is) && figure_known(difference) == figure_known(then));
			if (!figure_known(then))
				assert_true(then->value == 0 && difference->value == 0 && !then->has_interval && !difference->has_interval && then->why);
		}
		assert_true(figure_known(&answer->groups[0].figure[FIGURE_EXPECTED_LEAVERS]));  /* the value as it is stays */
		answer_free(answer);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_is_away_holds_nothing), cmocka_unit_test(nothing_supposed_changes_nothing), cmocka_unit_test(without_a_model),
		cmocka_unit_test(who_is_meant), cmocka_unit_test(hidden_names), cmocka_unit_test(initials_hide_small_groups),
		cmocka_unit_test(one_persons_estimate_is_not_told),
	};
	return cmocka_run_group_tests(tests, open_forty, close_forty);
}
