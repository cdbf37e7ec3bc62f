/* What would be with other inputs: against a computation of this file's own, coefficient by coefficient. */
#include "teamtop/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>
#include <math.h>

enum { PEOPLE = 40, COLUMNS = 2 };

static double mean_of(const double *x, size_t n)
{
	double sum = 0, known = 0;
	for (size_t i = 0; i < n; i++)
		if (isfinite(x[i]))
			sum += x[i], known++;
	return sum / known;
}

static void the_mean_is_what_is_asked_for(void **state)
{
	(void)state;
	const double value[] = {0, 0.1, 0.5, NAN, 0.9, 1, 1, INFINITY};
	double out[8];
	for (int percent = 0; percent <= 100; percent++) {
		assert_int_equal(supposed_shift(value, 8, percent / 100.0, out), 6);
		assert_true(fabs(mean_of(out, 8) - percent / 100.0) < 1e-9);
		assert_true(isnan(out[3]) && isinf(out[7]));
		double by = NAN;                        /* all that were not cut moved by the same */
		for (int i = 0; i < 7; i++) {
			assert_true(i == 3 || (out[i] >= 0 && out[i] <= 1));
			if (i == 3 || out[i] <= 0 || out[i] >= 1)
				continue;
			assert_true(isnan(by) || fabs(out[i] - value[i] - by) < 1e-9);
			by = out[i] - value[i];
		}
	}
	assert_int_equal(supposed_shift(value, 8, 3.5 / 6, out), 6);    /* as it is: nobody moves, bit by bit */
	for (int i = 0; i < 7; i++)
		assert_true(i == 3 || out[i] == value[i]);
}

static void nobody_known_moves_nobody(void **state)
{
	(void)state;
	const double value[] = {NAN, NAN};
	double out[2] = {5, 5};
	assert_int_equal(supposed_shift(value, 2, 0.5, out), 0);
	assert_true(isnan(out[0]) && isnan(out[1]));
	assert_int_equal(supposed_shift(value, 0, 0.5, out), 0);
}

/* A fit as could have come, people with inputs from a plain sequence. */
struct world { double coefficient[COLUMNS + 1], error[COLUMNS + 1], covariance[9], x[PEOPLE * 3 * COLUMNS]; struct hazard_fit fit; };

static void world_make(struct world *world)
{
	const double coefficient[] = {-4.2, -0.8, 0.4}, covariance[] = {0.04, 0.002, 0, 0.002, 0.09, -0.01, 0, -0.01, 0.02};
	for (int i = 0; i < 3; i++)
		world->coefficient[i] = coefficient[i], world->error[i] = sqrt(covariance[4 * i]);
	for (int i = 0; i < 9; i++)
		world->covariance[i] = covariance[i];
	world->fit = (struct hazard_fit){.columns = COLUMNS, .rows = 100, .coefficient = world->coefficient, .error = world->error,
		.covariance = world->covariance};
	for (int i = 0; i < PEOPLE; i++)
		for (int month = 0; month < 3; month++)
			for (int j = 0; j < COLUMNS; j++)
				world->x[(i * 3 + month) * COLUMNS + j] = sin(1 + 3 * i + j) * (j + 1);
}

static double leaving(const double *coefficient, const double *x)
{
	double stays = 1;
	for (int month = 0; month < 3; month++)
		stays *= 1 - 1 / (1 + exp(-(coefficient[0] + coefficient[1] * x[COLUMNS * month] + coefficient[2] * x[COLUMNS * month + 1])));
	return 1 - stays;
}

static int ascending(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

/* One input of the first twenty half a unit higher; the last of them is gone. */
static void difference_under_the_same_draws(void **state)
{
	(void)state;
	static struct world world;
	static double moved[PEOPLE * 3 * COLUMNS];
	size_t now[20], then[19];
	world_make(&world);
	for (size_t i = 0; i < PEOPLE * 3 * COLUMNS; i++)
		moved[i] = world.x[i] + (i < 20 * 3 * COLUMNS && i % COLUMNS == 0 ? 0.5 : 0);
	for (size_t i = 0; i < 20; i++)
		now[i] = i, then[i < 19 ? i : 0] = i < 19 ? i : then[0];
	struct arena *arena = arena_new();
	struct leaver_draws before = leaver_draws(arena, &world.fit, world.x, PEOPLE), after = leaver_draws(arena, &world.fit, moved, PEOPLE);
	struct leaver_change change = leaver_change(&before, now, 20, &after, then, 19);
	assert_int_equal(change.state.cause, MODEL_KNOWN);
	double point = 0, each[1024];
	for (int i = 0; i < 20; i++)
		point += (i < 19 ? leaving(world.coefficient, moved + i * 3 * COLUMNS) : 0) - leaving(world.coefficient, world.x + i * 3 * COLUMNS);
	assert_true(fabs(change.change - point) < 1e-12);
	assert_int_equal(before.draws, 1024);
	for (int d = 0; d < 1024; d++) {
		each[d] = 0;
		for (int i = 0; i < 20; i++)
			each[d] += (i < 19 ? after.probability[d * PEOPLE + i] : 0) - before.probability[d * PEOPLE + i];
	}
	qsort(each, 1024, sizeof *each, ascending);
	assert_true(fabs(change.low - each[25]) < 1e-12 && fabs(change.high - each[998]) < 1e-12);
	assert_true(change.low < change.change && change.change < change.high);
	struct leaver_change none = leaver_change(&before, now, 20, &before, now, 20);
	assert_true(none.change == 0 && none.low == 0 && none.high == 0);
	arena_free(arena);
}

/* The draws of both are paired: what is uncertain in both falls out, so the interval is far narrower than either's. */
static void paired_not_apart(void **state)
{
	(void)state;
	static struct world world;
	static double moved[PEOPLE * 3 * COLUMNS];
	size_t all[PEOPLE];
	world_make(&world);
	for (size_t i = 0; i < PEOPLE * 3 * COLUMNS; i++)
		moved[i] = world.x[i] + (i % COLUMNS == 0 ? 0.02 : 0);
	for (size_t i = 0; i < PEOPLE; i++)
		all[i] = i;
	struct arena *arena = arena_new();
	struct leaver_draws before = leaver_draws(arena, &world.fit, world.x, PEOPLE), after = leaver_draws(arena, &world.fit, moved, PEOPLE);
	struct leaver_change change = leaver_change(&before, all, PEOPLE, &after, all, PEOPLE);
	struct leaver_change level = leaver_change(&before, all, 0, &before, all, PEOPLE);
	assert_true(change.high - change.low < 0.1 * (level.high - level.low));
	assert_true(change.high < 0);                           /* its odds ratio is exp(-0.8 ± 0.6) */
	arena_free(arena);
}

static void what_is_not_known_stays_so(void **state)
{
	(void)state;
	struct leaver_draws known = {.people = 0}, unknown = {.state = {.cause = MODEL_FEW_LEAVERS, .have = 3, .need = 10}};
	assert_int_equal(leaver_change(&unknown, NULL, 0, &known, NULL, 0).state.cause, MODEL_FEW_LEAVERS);
	assert_int_equal(leaver_change(&known, NULL, 0, &unknown, NULL, 0).state.cause, MODEL_FEW_LEAVERS);
	assert_int_equal(leaver_change(&known, NULL, 0, &known, NULL, 0).state.cause, MODEL_NOT_A_NUMBER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mean_is_what_is_asked_for), cmocka_unit_test(nobody_known_moves_nobody),
		cmocka_unit_test(difference_under_the_same_draws), cmocka_unit_test(paired_not_apart), cmocka_unit_test(what_is_not_known_stays_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
