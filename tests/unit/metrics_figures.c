/* Figures of the fixture, each worked out by hand in the comment above it. W = 18-24 Nov 2026, P = 11-17 Nov. */
#include "worked.h"
#include "place.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

static const char *database;

static void near(double value, double wanted)
{
	if (!(fabs(value - wanted) < 1e-9))
		fail_msg("%.12f is not %.12f", value, wanted);
}

static const struct figure *figure_of(const struct group *group, enum figure_id id)
{
	assert_non_null(group);
	return &group->figure[id];
}

static void fraction(const struct group *group, enum figure_id id, double numerator, double denominator)
{
	const struct figure *figure = figure_of(group, id);
	if (!figure_known(figure))
		fail_msg("%s of %s is not known: %s", metrics_definition(id)->key, group->name, figure->why);
	assert_true(figure->has_fraction);
	near(figure->numerator, numerator);
	near(figure->denominator, denominator);
	near(figure->value, numerator / denominator);
}

static void amount(const struct group *group, enum figure_id id, double value)
{
	const struct figure *figure = figure_of(group, id);
	if (!figure_known(figure))
		fail_msg("%s of %s is not known: %s", metrics_definition(id)->key, group->name, figure->why);
	near(figure->value, value);
}

static void is_state(const struct group *group, enum figure_id id, enum figure_state state)
{
	if (figure_of(group, id)->state != state)
		fail_msg("%s of %s is in state %d", metrics_definition(id)->key, group->name, figure_of(group, id)->state);
}

static void customer_time(void **state)
{
	(void)state;
	struct scope scope = worked_scope("7d");
	struct answer *answer = worked_answer(database, &scope, NEED_FIGURES);
	const struct group *all = &answer->groups[0];
	/* customers: Ann 600 + 3600, Ben 1800, Cem 3600, Dee 600; worked: Ann 7800 (break left out; the activity of half
	   past midnight on the 25th is no day of W), Ben 3600, Cem 7200, Dee 600 */
	fraction(all, FIGURE_CUSTOMER_TIME, 10200, 19200);
	amount(all, FIGURE_WORKED, 19200);
	/* P: Ann 3600 of 7200, Cem 1800 of 7200 */
	near(figure_of(all, FIGURE_CUSTOMER_TIME)->previous, 0.375);
	near(figure_of(all, FIGURE_WORKED)->previous, 14400);
	near(figure_of(all, FIGURE_CUSTOMER_TIME)->survey, 0.46);
	assert_int_equal(figure_of(all, FIGURE_CUSTOMER_TIME)->people, 4);
	/* handling = customers + Ann's wrap-up 1800; waiting: Cem 3600 */
	fraction(all, FIGURE_OCCUPANCY, 12000, 15600);
	/* without today: Ann 7800 of 40 h a week x 6 days, Cem 7200 of 20 h x 6 days */
	fraction(all, FIGURE_TIME_COVERAGE, 15000, 60.0 * 3600 * 6 / 7);
	/* by team, on the day of the row: Ben's 1800 of the 19th is Night's, so Billing's; that of the 20th Technical's */
	fraction(worked_group(answer, "Billing"), FIGURE_CUSTOMER_TIME, 6000, 9600);
	fraction(worked_group(answer, "Technical"), FIGURE_CUSTOMER_TIME, 3600, 9000);
	fraction(worked_group(answer, "no team"), FIGURE_CUSTOMER_TIME, 600, 600);
	assert_int_equal(answer->group_count, 4);
	/* se by the formula of metrics.md, r = 0.53125: c - r w = Ann 56.25, Ben -112.5, Cem -225, Dee 281.25 */
	double sum = 56.25 * 56.25 + 112.5 * 112.5 + 225.0 * 225 + 281.25 * 281.25;
	double half = 3.182446305284263 * sqrt(4.0 / 3 * sum) / 19200;
	near(figure_of(all, FIGURE_CUSTOMER_TIME)->low, 0.53125 - half);
	near(figure_of(all, FIGURE_CUSTOMER_TIME)->high, 0.53125 + half);
	answer_free(answer);
}

static void ledger(void **state)
{
	(void)state;
	struct scope scope = worked_scope("7d");
	struct answer *answer = worked_answer(database, &scope, NEED_FIGURES);
	const struct group *all = &answer->groups[0];
	double sum = 0, logging = 0, admin_before = 0;
	for (int i = 0; i < all->ledger_count; i++) {
		sum += all->ledger[i].share;
		if (strcmp(all->ledger[i].label, "logging") == 0)
			logging = all->ledger[i].share;
		if (strcmp(all->ledger[i].key, "admin") == 0)
			admin_before = all->ledger[i].share_before;
		assert_string_not_equal(all->ledger[i].key, "break");
	}
	assert_int_equal(all->ledger_count, 11);
	near(sum, 1);
	near(logging, 3600.0 / 19200);
	near(admin_before, 5400.0 / 14400);
	/* customer time rose, so what fell most: admin by 37.5 points, before logging's 6.25 */
	assert_string_equal(all->mostly, "admin");
	near(all->mostly_change, -0.375);
	assert_null(worked_group(answer, "no team")->mostly);  /* nothing before */
	answer_free(answer);
}

static void adoption(void **state)
{
	(void)state;
	struct scope scope = worked_scope("7d");
	struct answer *answer = worked_answer(database, &scope, NEED_FIGURES | NEED_TOOLS);
	const struct group *all = &answer->groups[0];
	/* eligible on the 24th: Ann, Ben, Cem (Eve left); active: Ann, Cem (Ben was only shown something) */
	fraction(all, FIGURE_ADOPTION, 2, 3);
	amount(all, FIGURE_ELIGIBLE, 3);
	amount(all, FIGURE_EVER, 3);
	amount(all, FIGURE_ACTIVE, 2);
	/* P: eligible on the 17th Ann, Ben, Eve; active Ann, Eve */
	near(figure_of(all, FIGURE_ADOPTION)->previous, 2.0 / 3);
	/* Ann in 10 of 12 weeks; on both of her days with work */
	amount(all, FIGURE_HABITUAL, 1);
	amount(all, FIGURE_CHAMPION, 1);
	amount(all, FIGURE_WITHOUT_ACCESS, 1);          /* Dee */
	fraction(all, FIGURE_ACCEPTED, 5, 20);
	fraction(all, FIGURE_TIME_GIVEN_BACK, 1800, 2);
	/* people count for their team on the 24th: Ben for Technical; events for the team of their day: Ben's ten for Night */
	fraction(worked_group(answer, "Billing"), FIGURE_ADOPTION, 1, 1);
	fraction(worked_group(answer, "Technical"), FIGURE_ADOPTION, 1, 2);
	fraction(worked_group(answer, "Billing"), FIGURE_ACCEPTED, 3, 16);
	is_state(worked_group(answer, "no team"), FIGURE_ADOPTION, FIGURE_NOT_APPLICABLE);
	assert_string_equal(figure_of(worked_group(answer, "no team"), FIGURE_ADOPTION)->why, "no one eligible");
	assert_int_equal(answer->tool_count, 3);
	assert_string_equal(answer->tools[2].name, "all tools");
	assert_int_equal(answer->tools[1].shown_n, 20);
	assert_int_equal(answer->tools[1].people, 3);
	assert_int_equal(answer->tools[0].accepted.state, FIGURE_NOT_APPLICABLE);
	answer_free(answer);
}

static void cases(void **state)
{
	(void)state;
	struct scope scope = worked_scope("7d");
	struct answer *answer = worked_answer(database, &scope, NEED_FIGURES);
	const struct group *all = &answer->groups[0];
	/* by AI 1, 2, 6; 2 came back; 6 comes back only tomorrow; 5 is not known */
	fraction(all, FIGURE_AI_RESOLVED, 2, 5);
	assert_int_equal(answer->resolved.unconfirmed, 2);
	assert_int_equal(answer->resolved.unknown, 1);
	fraction(all, FIGURE_AI_ASSISTED, 1, 2);
	fraction(all, FIGURE_HANDED_OVER, 1, 3);        /* of 1, 2, 4: of 6 it is not known */
	fraction(all, FIGURE_CSAT_AI, 4, 1);
	fraction(all, FIGURE_CSAT_HUMAN, 5, 1);
	fraction(all, FIGURE_CAME_BACK_AI, 1, 3);
	fraction(all, FIGURE_CAME_BACK_HUMAN, 0, 2);
	fraction(all, FIGURE_COMPLEX_WORK, 1, 2);
	fraction(worked_group(answer, "Billing"), FIGURE_AI_RESOLVED, 1, 3);
	is_state(worked_group(answer, "no team"), FIGURE_AI_RESOLVED, FIGURE_NOT_APPLICABLE);
	answer_free(answer);
	/* as of the 20th nothing had come back, and only 1 to 4 were resolved */
	scope.as_of_kind = AS_OF_DATE;
	scope.as_of_date = worked_day("2026-11-20");
	answer = worked_answer(database, &scope, NEED_FIGURES);
	assert_int_equal(answer->window.to, worked_day("2026-11-20"));
	fraction(&answer->groups[0], FIGURE_AI_RESOLVED, 2, 4);
	fraction(&answer->groups[0], FIGURE_CAME_BACK_AI, 0, 2);
	assert_int_equal(answer->groups[0].people, 5);  /* Eve's last day */
	answer_free(answer);
	/* one step back, to 11-17 Nov as of today: no case was resolved */
	scope = worked_scope("7d");
	scope.steps = 1;
	answer = worked_answer(database, &scope, NEED_FIGURES);
	assert_int_equal(answer->window.from, worked_day("2026-11-11"));
	is_state(&answer->groups[0], FIGURE_AI_RESOLVED, FIGURE_NOT_IMPORTED);
	fraction(&answer->groups[0], FIGURE_CUSTOMER_TIME, 5400, 14400);
	assert_false(figure_of(&answer->groups[0], FIGURE_CUSTOMER_TIME)->has_previous);
	answer_free(answer);
}

static void one_team(void **state)
{
	(void)state;
	struct scope scope = worked_scope("7d");
	scope.team_id = 1;
	struct answer *answer = worked_answer(database, &scope, NEED_FIGURES | NEED_TEAMS | NEED_HEAT);
	assert_string_equal(answer->team_path, "Billing");
	assert_int_equal(answer->group_count, 3);
	assert_string_equal(answer->groups[1].name, "Night");
	assert_string_equal(answer->groups[2].name, "directly here");
	fraction(&answer->groups[0], FIGURE_CUSTOMER_TIME, 6000, 9600);
	fraction(&answer->groups[1], FIGURE_CUSTOMER_TIME, 1800, 1800);
	fraction(&answer->groups[2], FIGURE_CUSTOMER_TIME, 4200, 7800);
	/* Thursday the 19th, 23:59: Ben in Night; the 20th at 0:00 he is no more in Billing */
	assert_int_equal(answer->heat.customer[3][23], 1800);
	assert_int_equal(answer->heat.worked[4][0], 0);
	assert_int_equal(answer->heat.customer[2][0], 600);
	assert_int_equal(answer->heat.worked[2][11], 0);        /* a break */
	assert_int_equal(answer->team_count, 3);
	assert_string_equal(answer->teams[1].path, "Billing/Night");
	answer_free(answer);
	scope.team_id = 2;
	answer = worked_answer(database, &scope, NEED_FIGURES);
	assert_true(answer->scope_is_leaf);
	assert_int_equal(answer->group_count, 1);
	assert_string_equal(answer->team_path, "Billing/Night");
	answer_free(answer);
}

static void trends(void **state)
{
	(void)state;
	struct scope scope = worked_scope("7d");
	struct answer *answer = worked_answer(database, &scope, NEED_TRENDS | NEED_HEAT);
	const struct trend *time = &answer->trend[PANEL_TIME], *ai = &answer->trend[PANEL_AI];
	assert_int_equal(time->count, TREND_POINTS);
	assert_int_equal(time->to[25], worked_day("2026-11-24"));
	near(time->value[25], 10200.0 / 19200);
	near(time->value[24], 0.375);
	assert_false(time->known[23]);
	near(ai->value[25], 2.0 / 3);
	near(ai->value[24], 2.0 / 3);
	near(ai->value[23], 1.0 / 3);                   /* 4-10 Nov: Ann of Ann, Ben, Eve */
	assert_true(ai->has_band[25]);
	assert_true(ai->known[10]);                     /* 6-12 Aug */
	assert_false(ai->known[8]);                     /* 23-29 Jul: before the first event */
	assert_int_equal(answer->heat.worked[1][9], 600);       /* today, 09:50 */
	answer_free(answer);
}

static void states(void **state)
{
	(void)state;
	struct scope scope = worked_scope("28d");
	struct answer *answer = worked_answer(place_database("empty.db", "UTC"), &scope, NEED_FIGURES | NEED_TRENDS | NEED_HEAT);
	assert_true(answer->organisation.empty);
	for (int id = 0; id < FIGURE_COUNT; id++)
		if (metrics_definition((enum figure_id)id)->panel == PANEL_AI || metrics_definition((enum figure_id)id)->panel == PANEL_TIME)
			is_state(&answer->groups[0], (enum figure_id)id, FIGURE_NOT_IMPORTED);
	assert_false(answer->trend[PANEL_TIME].known[25]);
	answer_free(answer);
	/* read three weeks later as of now: everything is old, and W of 7 days is empty */
	scope = worked_scope("28d");
	scope.today += 21;
	scope.now += 21 * 86400;
	scope.as_of_kind = AS_OF_NOW;
	answer = worked_answer(database, &scope, NEED_FIGURES);
	is_state(&answer->groups[0], FIGURE_CUSTOMER_TIME, FIGURE_STALE);
	assert_int_equal(figure_of(&answer->groups[0], FIGURE_CUSTOMER_TIME)->last_day, worked_day("2026-11-25"));
	is_state(&answer->groups[0], FIGURE_ADOPTION, FIGURE_STALE);
	is_state(&answer->groups[0], FIGURE_AI_RESOLVED, FIGURE_STALE);
	is_state(&answer->groups[0], FIGURE_ELIGIBLE, FIGURE_OK);
	answer_free(answer);
	scope.period.days = 7;
	answer = worked_answer(database, &scope, NEED_FIGURES);
	is_state(&answer->groups[0], FIGURE_CUSTOMER_TIME, FIGURE_NOT_APPLICABLE);
	is_state(&answer->groups[0], FIGURE_WORKED, FIGURE_STALE);
	answer_free(answer);
	/* auto: as of the newest day, because that is old */
	scope.as_of_kind = AS_OF_AUTO;
	answer = worked_answer(database, &scope, NEED_FIGURES);
	assert_true(answer->as_of_last);
	assert_int_equal(answer->window.to, worked_day("2026-11-25"));
	is_state(&answer->groups[0], FIGURE_CUSTOMER_TIME, FIGURE_OK);
	answer_free(answer);
}

static void access_not_listed(void **state)
{
	(void)state;
	const char *other = worked_database("seen.db");
	worked_run(other, "UPDATE ai_access SET basis = 'seen in use'; UPDATE service_case SET resolved_by = NULL, csat = NULL;"
		"UPDATE ai_event SET seconds_saved = NULL;");
	struct scope scope = worked_scope("7d");
	struct answer *answer = worked_answer(other, &scope, NEED_FIGURES | NEED_TRENDS);
	is_state(&answer->groups[0], FIGURE_ADOPTION, FIGURE_NOT_APPLICABLE);
	assert_string_equal(figure_of(&answer->groups[0], FIGURE_ADOPTION)->why, "access list not imported");
	amount(&answer->groups[0], FIGURE_ACTIVE, 2);
	near(answer->trend[PANEL_AI].value[25], 2);
	is_state(&answer->groups[0], FIGURE_AI_RESOLVED, FIGURE_NOT_IMPORTED);
	is_state(&answer->groups[0], FIGURE_CSAT_HUMAN, FIGURE_NOT_IMPORTED);
	is_state(&answer->groups[0], FIGURE_TIME_GIVEN_BACK, FIGURE_NOT_IMPORTED);
	is_state(&answer->groups[0], FIGURE_HANDED_OVER, FIGURE_OK);
	answer_free(answer);
}

int main(void)
{
	database = worked_database("team.db");
	const struct CMUnitTest tests[] = {cmocka_unit_test(customer_time), cmocka_unit_test(ledger), cmocka_unit_test(adoption),
		cmocka_unit_test(cases), cmocka_unit_test(one_team), cmocka_unit_test(trends), cmocka_unit_test(states),
		cmocka_unit_test(access_not_listed)};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	place_remove();
	return failed;
}
