/* The people of the sample before any row is written: random numbers, the scenario file, the months, the seed rule. */
#include "../../src/sample/plan.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { UNTIL = 20781, SEEDS = 150 };                    /* 2026-11-24 */

static int load(void **state)
{
	struct error error = {0};
	struct scenario *scenario;
	if (!scenario_load(NULL, &scenario, &error))
		fail_msg("%s", error.message);
	*state = scenario;
	return 0;
}

static int unload(void **state)
{
	scenario_free(*state);
	return 0;
}

static void exp_and_log_are_right(void **state)
{
	(void)state;
	for (double x = -30; x < 30; x += 0.37)
		assert_true(fabs(same_exp(x) / exp(x) - 1) < 1e-12);
	for (double x = 1e-9; x < 1e9; x *= 1.7)
		assert_true(fabs(same_log(x) - log(x)) < 1e-12 * (1 + fabs(log(x))));
}

/* Pinned, so that another machine or compiler that draws otherwise is noticed. */
static void draws_are_the_same_everywhere(void **state)
{
	(void)state;
	struct dice dice = dice_of(1, DICE_PERSON, 2, 3);
	double normal = dice_normal(&dice), gamma = dice_gamma(&dice, 1.6), share = dice_share(&dice);
	double sum = 0;
	uint64_t bits[3];
	memcpy(&bits[0], &normal, 8), memcpy(&bits[1], &gamma, 8), memcpy(&bits[2], &share, 8);
	assert_int_equal(bits[0], UINT64_C(0xbfee627db1e5fce6));
	assert_int_equal(bits[1], UINT64_C(0x3fd969a03b8be1c9));
	assert_int_equal(bits[2], UINT64_C(0x3fe9d55edeed5cc1));
	for (int i = 0; i < 20000; i++)
		sum += dice_gamma(&dice, 0.5) + dice_normal(&dice) + dice_exponential(&dice);
	assert_true(fabs(sum / 20000 - 1.5) < 0.05);
	struct dice other = dice_of(1, DICE_PERSON, 3, 2);
	assert_true(fabs(dice_share(&other) - share) > 1e-9);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void bad_scenarios_are_refused(void **state)
{
	(void)state;
	char path[] = "/tmp/teamtop-scenario-XXXXXX";
	struct scenario *scenario;
	int file = mkstemp(path);
	assert_true(file >= 0);
	close(file);
	static const char *const texts[] = {"", "people: 60", "- a\n- b", "organisation: [", "\x80\xff\x01"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct error error = {0};
		write_file(path, texts[i]);
		assert_false(scenario_load(path, &scenario, &error));
		assert_null(scenario);
		assert_int_equal(error.kind, ERROR_INPUT);
		assert_non_null(strstr(error.message, path));
		assert_null(strchr(error.message, '\n'));
	}
	unlink(path);
	struct error error = {0};
	assert_false(scenario_load("/nonexistent/scenario.yaml", &scenario, &error));
}

static void the_future_changes_nothing_before_it(void **state)
{
	struct world *near = world_make(*state, 60, 48, 5, UNTIL, UNTIL), *far = world_make(*state, 60, 48, 5, UNTIL, UNTIL + 900);
	assert_true(far->rep_count > near->rep_count);
	for (int i = 0; i < near->rep_count; i++) {
		const struct rep *a = near->reps[i], *b = far->reps[i];
		double one[KIND_COUNT], other[KIND_COUNT];
		if (a->hired > UNTIL)
			continue;
		assert_true(a->hired == b->hired && a->number == b->number && (a->left > UNTIL || a->left == b->left));
		assert_true(a->ai_start == b->ai_start);
		if (!rep_employed(a, UNTIL) || b->notice <= UNTIL)
			continue;
		rep_ledger(near, a, UNTIL, one), rep_ledger(far, b, UNTIL, other);
		assert_memory_equal(one, other, sizeof one);
	}
	world_free(near), world_free(far);
}

/* A plan depends on the world and the day alone, not on what was planned before. */
static void plans_are_repeatable(void **state)
{
	struct world *world = world_make(*state, 30, 12, 3, UNTIL, UNTIL);
	struct plan first = {0}, again = {0};
	for (int i = 0; i < world->rep_count; i++) {
		plan_person(world, world->reps[i], UNTIL - 5, &first);
		plan_person(world, world->reps[(i + 1) % world->rep_count], UNTIL - 9, &again);
		plan_person(world, world->reps[i], UNTIL - 5, &again);
		assert_int_equal(first.stretch_count, again.stretch_count);
		assert_int_equal(first.use_count, again.use_count);
		for (int j = 0; j < first.stretch_count; j++)
			assert_true(first.stretches[j].start == again.stretches[j].start && first.stretches[j].kind == again.stretches[j].kind);
	}
	plan_free(&first), plan_free(&again);
	world_free(world);
}

static void ledgers_sum_to_the_whole(void **state)
{
	struct world *world = world_make(*state, 60, 24, 9, UNTIL, UNTIL);
	for (int i = 0; i < world->rep_count; i++)
		for (int64_t day = world->start; day <= UNTIL; day += 13) {
			double shares[KIND_COUNT], sum = 0;
			if (!rep_employed(world->reps[i], day))
				continue;
			rep_ledger(world, world->reps[i], day, shares);
			for (int kind = 0; kind < KIND_COUNT; kind++) {
				assert_true(shares[kind] > 0);
				sum += shares[kind];
			}
			assert_true(fabs(sum - 100) < 1e-9);
		}
	world_free(world);
}

/* Over many seeds (statistics.md 9): 12 % a year, 24 % for newcomers, about 28 voluntary leavers in 60 x 48. The limits
   are four standard errors of the means over these seeds, around what the design says. */
static void leavers_over_many_seeds(void **state)
{
	double voluntary = 0, last_year = 0, left[2] = {0}, days[2] = {0};
	for (int64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *world = world_make(*state, 60, 48, seed, UNTIL, UNTIL);
		for (int i = 0; i < world->rep_count; i++) {
			const struct rep *rep = world->reps[i];
			int64_t from = rep->hired > world->start ? rep->hired : world->start, to = rep->left < UNTIL ? rep->left : UNTIL;
			for (int64_t day = from; day <= to; day++)
				days[day - rep->hired < 365]++;
			if (rep->left > UNTIL)
				continue;
			left[rep->left - rep->hired < 365]++;
			voluntary += rep->leave_kind == LEAVE_VOLUNTARY;
			last_year += rep->left > UNTIL - 365;
		}
		world_free(world);
	}
	assert_true(fabs(voluntary / SEEDS - 28) < 2.4);
	assert_true(fabs(last_year / SEEDS - 7.1) < 1.0);
	assert_true(fabs(left[1] / days[1] * 365 - 0.24) < 0.03);
	assert_true(fabs(left[0] / days[0] * 365 - 0.11) < 0.02);
}

/* Odds of leaving with AI against without, at like tenure: planted 0.55 for use in all weeks. */
static void ai_users_leave_less(void **state)
{
	double left[2] = {0}, months[2] = {0};
	for (int64_t seed = 1; seed <= SEEDS; seed++) {
		struct world *world = world_make(*state, 60, 48, seed, UNTIL, UNTIL);
		for (int i = 0; i < world->rep_count; i++) {
			const struct rep *rep = world->reps[i];
			for (int64_t day = UNTIL - 240; day < UNTIL; day += 30) {
				double tenure = rep_months(rep, day);
				if (tenure < 12 || !rep_employed(rep, day))
					continue;
				bool user = rep->ai_start != NEVER && week_start(rep->ai_start) < day - 150;
				months[user]++;
				left[user] += rep->left < day + 30 && rep->leave_kind == LEAVE_VOLUNTARY;
			}
		}
		world_free(world);
	}
	double ratio = (left[1] / months[1]) / (left[0] / months[0]);
	assert_true(ratio > 0.4 && ratio < 0.85);
}

static void the_seed_keeps_its_rule(void **state)
{
	const struct scenario *scenario = *state;
	for (int64_t until = UNTIL; until < UNTIL + 200; until += 61) {
		struct world *world = world_make(scenario, 60, 48, world_seed(scenario, 60, 48, until), until, until);
		int left = 0;
		for (int i = 0; i < world->rep_count; i++)
			left += world->reps[i]->left > until - 365 && world->reps[i]->left <= until;
		assert_in_range(left, 6, 8);
		world_free(world);
	}
}

static void seats_follow_the_teams(void **state)
{
	const struct scenario *scenario = *state;
	for (int people = 5; people < 400; people += 37) {
		struct world *world = world_make(scenario, people, 3, 1, UNTIL, UNTIL);
		int seats[24] = {0};
		for (int seat = 0; seat < people; seat++)
			seats[world->seat_team[seat]]++;
		for (unsigned team = 0; team < scenario->team_count; team++)
			assert_true(abs(seats[team] * 60 - scenario->teams[team].people * people) <= 60);
		world_free(world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exp_and_log_are_right),
		cmocka_unit_test(draws_are_the_same_everywhere),
		cmocka_unit_test(bad_scenarios_are_refused),
		cmocka_unit_test(the_future_changes_nothing_before_it),
		cmocka_unit_test(plans_are_repeatable),
		cmocka_unit_test(ledgers_sum_to_the_whole),
		cmocka_unit_test(leavers_over_many_seeds),
		cmocka_unit_test(ai_users_leave_less),
		cmocka_unit_test(the_seed_keeps_its_rule),
		cmocka_unit_test(seats_follow_the_teams),
	};
	return cmocka_run_group_tests(tests, load, unload);
}
