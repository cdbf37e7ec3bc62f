/* What the model does with bad, odd and too little input: known and finite, or a reason with its number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "reference.h"
#include "teamtop/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))
#define assert_state(state, why, has, needs) \
	assert_true((state).cause == (why) && (state).have == (has) && (state).need == (needs))

enum { ROWS = 400 };

/* A fixed scatter in 0..1, so that tests need no generator. */
static double scatter(size_t i)
{
	double x = sin((double)(i + 1) * 12.9898) * 43758.5453;
	return x - floor(x);
}

static void fits_of_nothing(void **state)
{
	struct arena *arena = *state;
	double x[] = {0.1, 0.2, 0.3, 0.4}, y[] = {0, 1, 0, 0}, all[] = {1, 1, 1, 1}, none[4] = {0}, odd[] = {0, 1, 0.5, 0};
	assert_int_equal(hazard_fit(arena, x, y, NULL, 0, 1, 1).state.cause, MODEL_NO_ROWS);
	assert_state(hazard_fit(arena, x, none, NULL, 4, 1, 1).state, MODEL_FEW_LEAVERS, 0, 1);
	assert_state(hazard_fit(arena, x, all, NULL, 4, 1, 1).state, MODEL_FEW_STAYERS, 0, 1);
	assert_int_equal(hazard_fit(arena, x, odd, NULL, 4, 1, 1).state.cause, MODEL_NOT_A_NUMBER);
	double broken[] = {0.1, NAN, 0.3, 0.4}, endless[] = {0, 0, -INFINITY, 0};
	assert_int_equal(hazard_fit(arena, broken, y, NULL, 4, 1, 1).state.cause, MODEL_NOT_A_NUMBER);
	assert_int_equal(hazard_fit(arena, x, y, endless, 4, 1, 1).state.cause, MODEL_NOT_A_NUMBER);
	assert_int_equal(hazard_shape(broken, y, NULL, 4, 1, NULL), HAZARD_UNDECIDED);
	struct hazard_fit one = hazard_fit(arena, x, y, NULL, 4, 1, 1);
	assert_int_equal(one.state.cause, MODEL_KNOWN);
	assert_close(one.expected, 1);
	struct hazard_fit plain = hazard_fit(arena, NULL, y, NULL, 4, 0, 1);
	assert_close(plain.coefficient[0], -log(3));
}

static bool all_finite(const struct hazard_fit *fit)
{
	for (size_t i = 0; i <= fit->columns; i++)
		if (!isfinite(fit->coefficient[i]) || !(fit->error[i] > 0) || !isfinite(fit->error[i]))
			return false;
	return true;
}

static void coinciding_columns(void **state)
{
	struct arena *arena = *state;
	double x[3 * ROWS], y[ROWS];
	for (size_t i = 0; i < ROWS; i++) {
		x[3 * i] = scatter(i), x[3 * i + 1] = 2 * scatter(i) - 1, x[3 * i + 2] = 4;     /* twice the same, and a constant */
		y[i] = scatter(i + 7) < 0.1 + 0.1 * scatter(i);
	}
	struct hazard_fit fit = hazard_fit(arena, x, y, NULL, ROWS, 3, 1);
	assert_int_equal(fit.state.cause, MODEL_KNOWN);
	assert_true(all_finite(&fit));
	assert_int_equal(hazard_fit(arena, x, y, NULL, ROWS, 3, 0).state.cause, MODEL_ALIASED);
	assert_int_equal(hazard_shape(x, y, NULL, ROWS, 3, NULL), HAZARD_REGULAR);
	for (size_t i = 0; i < ROWS; i++)
		x[3 * i + 1] = i % 2 ? 1e300 : -1e300;
	fit = hazard_fit(arena, x, y, NULL, ROWS, 3, 1);
	assert_true(fit.state.cause == MODEL_NO_CONVERGENCE || (fit.state.cause == MODEL_KNOWN && all_finite(&fit)));
	assert_int_not_equal(hazard_shape(x, y, NULL, ROWS, 3, NULL), HAZARD_SEPARATED);
}

static void perfectly_separated(void **state)
{
	struct arena *arena = *state;
	double x[40], y[40];
	bool held[1];
	for (size_t i = 0; i < 40; i++)
		x[i] = (double)i / 10, y[i] = i >= 30;
	assert_int_equal(hazard_shape(x, y, NULL, 40, 1, held), HAZARD_SEPARATED);
	assert_true(held[0]);
	assert_int_equal(hazard_fit(arena, x, y, NULL, 40, 1, 0).state.cause, MODEL_SEPARATED);
	struct hazard_fit fit = hazard_fit(arena, x, y, NULL, 40, 1, 1);
	assert_int_equal(fit.state.cause, MODEL_KNOWN);
	struct odds_ratio ratio = hazard_odds_ratio(&fit, 0);
	assert_true(ratio.low > 1 && isfinite(ratio.high) && ratio.p < 0.05);
}

static void half_a_month(void **state)
{
	struct arena *arena = *state;
	double y[1000], offset[1000];
	for (size_t i = 0; i < 1000; i++)
		y[i] = i < 20, offset[i] = log(0.5);
	struct hazard_fit fit = hazard_fit(arena, NULL, y, offset, 1000, 0, 1);
	assert_close(fit.coefficient[0], log(0.02 / 0.98) - log(0.5));
	assert_close(hazard_leaving(&fit, NULL, 3), 1 - pow(1 - 1 / (1 + exp(-fit.coefficient[0])), 3));
}

/* Rows with `leavers` leavers, spread over them; tenure from 0 to 1,600 days. */
struct world { double tenure[ROWS], left[ROWS], value[MODEL_INPUTS][ROWS]; struct model_rows rows; };

static struct world *world_new(size_t leavers)
{
	struct world *world = memory_new(sizeof *world);
	world->rows = (struct model_rows){.rows = ROWS, .tenure_days = world->tenure, .left = world->left};
	for (size_t i = 0; i < ROWS; i++)
		world->tenure[i] = i % 10 == 1 ? 40 : floor(1600 * scatter(i));
	for (size_t i = 0; i < leavers; i++)
		world->left[i * ROWS / leavers] = 1;
	for (int input = MODEL_AI_USE; input < MODEL_INPUTS; input++) {
		world->rows.value[input] = world->value[input];
		for (size_t i = 0; i < ROWS; i++)
			world->value[input][i] = scatter(1000 * (size_t)input + i) * MODEL_UNITS[input].unit;
	}
	return world;
}

static void few_leavers_have_no_columns(void **state)
{
	struct arena *arena = *state;
	struct world *world = world_new(9);
	struct model_design design = model_design(arena, &world->rows, 0);
	assert_state(design.state, MODEL_FEW_LEAVERS, 9, 10);
	assert_int_equal(design.columns, 0);
	assert_string_equal(model_state_words(arena, design.state), "9 leavers, 10 needed");
	world->rows.rows = 0;
	assert_int_equal(model_design(arena, &world->rows, 0).state.cause, MODEL_NO_ROWS);
	world->rows.rows = ROWS;
	world->tenure[3] = NAN;
	assert_int_equal(model_design(arena, &world->rows, 0).state.cause, MODEL_NOT_A_NUMBER);
	free(world);
}

static void columns_by_leavers(void **state)
{
	struct arena *arena = *state;
	static const struct { size_t leavers, columns; } cases[] = {{10, 3}, {19, 3}, {20, 4}, {54, 7}, {200, 16}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct world *world = world_new(cases[i].leavers);
		struct model_design design = model_design(arena, &world->rows, 0);
		assert_int_equal(design.state.cause, MODEL_KNOWN);
		assert_int_equal(design.columns, cases[i].columns);
		if (cases[i].leavers == 10)
			assert_true(design.input[MODEL_AI_USE].fate == MODEL_NO_ROOM && design.input[MODEL_AI_USE].need == 20);
		free(world);
	}
}

static void centred_cut_and_marked(void **state)
{
	struct arena *arena = *state;
	struct world *world = world_new(40);
	for (size_t i = 0; i < ROWS; i++)
		world->value[MODEL_AI_USE][i] = i % 8 == 0 ? NAN : i % 2;       /* a part unknown: an indicator */
	world->value[MODEL_CUSTOMER_TIME][0] = 0.95;                    /* far below the others in units of -0.10 */
	struct model_design design = model_design(arena, &world->rows, 0);
	assert_int_equal(design.columns, 6);
	assert_true(design.column[3].part == MODEL_VALUE && design.column[4].part == MODEL_NOT_RECORDED);
	assert_true(design.column[4].ones == 50);
	size_t known = ROWS - 50;
	assert_close(design.column[3].mean, 200.0 / (double)known);
	for (size_t i = 0; i < ROWS; i++) {
		const double *row = design.x + i * design.columns;
		assert_close(row[3], i % 8 == 0 ? 0 : (double)(i % 2) - 200.0 / (double)known);
		assert_true(row[4] == (i % 8 == 0));
		assert_true(row[0] == (world->tenure[i] < 91) && row[2] == (world->tenure[i] >= 1096));
	}
	assert_true(design.x[5] == -3);
	assert_true(design.input[MODEL_SINCE_GAIN].fate == MODEL_NO_ROOM && design.input[MODEL_SINCE_GAIN].need == 50);
	double values[MODEL_INPUTS] = {0}, out[3 * MODEL_MOST_COLUMNS];
	values[MODEL_AI_USE] = NAN;
	model_design_ahead(&design, 80, values, out);
	assert_true(out[0] == 1 && out[1] == 0 && out[4] == 1);
	assert_true(out[6] == 0 && out[7] == 1 && out[13] == 1);        /* 110 and 140 days */
	free(world);
}

static void inputs_left_out(void **state)
{
	struct arena *arena = *state;
	struct world *world = world_new(200);
	world->rows.value[MODEL_AI_USE] = NULL;
	for (size_t i = 0; i < ROWS; i++) {
		world->value[MODEL_CUSTOMER_TIME][i] = 0.46;
		world->value[MODEL_SINCE_GAIN][i] = i < 19 ? 6 : 0;
		world->value[MODEL_LOGGING][i] = world->value[MODEL_TEAM_LEAVERS][i] * 3 + 0.001 * scatter(i);
		world->value[MODEL_OVERTIME][i] = i % 2 ? NAN : INFINITY;
		world->value[MODEL_GAINS][i] = i % 3 ? NAN : scatter(i);
	}
	struct model_design design = model_design(arena, &world->rows, 0);
	const struct model_entry *input = design.input;
	assert_int_equal(input[MODEL_AI_USE].fate, MODEL_UNRECORDED);
	assert_int_equal(input[MODEL_CUSTOMER_TIME].fate, MODEL_CONSTANT);
	assert_true(input[MODEL_SINCE_GAIN].fate == MODEL_RARE && input[MODEL_SINCE_GAIN].have == 19);
	assert_true(input[MODEL_LOGGING].fate == MODEL_SAME_AS && input[MODEL_LOGGING].other == MODEL_TEAM_LEAVERS);
	assert_int_equal(input[MODEL_OVERTIME].fate, MODEL_UNRECORDED);
	assert_int_equal(input[MODEL_GAINS].fate, MODEL_OFTEN_UNKNOWN);
	assert_int_equal(input[MODEL_CUSTOMER_CHANGE].fate, MODEL_USED);
	for (size_t i = 0; i < design.rows * design.columns; i++)
		assert_true(isfinite(design.x[i]));
	for (size_t i = 0; i < ROWS; i++)
		world->tenure[i] = 500;                         /* no band but the reference */
	design = model_design(arena, &world->rows, 0);
	assert_true(design.band[0].fate == MODEL_CONSTANT && design.input[MODEL_TENURE].fate == MODEL_CONSTANT);
	assert_true(design.columns > 0 && design.column[0].input == MODEL_TEAM_LEAVERS);
	free(world);
}

/* Newcomers have no record yet: that alone makes nothing unknown. */
static void unknown_among_settled(void **state)
{
	struct arena *arena = *state;
	struct world *world = world_new(200);
	for (size_t i = 0; i < ROWS; i++) {
		world->tenure[i] = i % 5 < 3 ? 149 : 150 + (double)i;
		world->value[MODEL_CSAT][i] = world->tenure[i] < 150 || i == 4 ? NAN : -scatter(i);
	}
	struct model_design design = model_design(arena, &world->rows, 0);
	assert_int_equal(design.input[MODEL_CSAT].fate, MODEL_USED);
	assert_close(design.input[MODEL_CSAT].unknown_share, 1.0 / 160);
	for (size_t j = 0; j < design.columns; j++)
		assert_true(design.column[j].part != MODEL_NOT_RECORDED);
	free(world);
}

static void fewer_draws_of_many(void **state)
{
	struct arena *arena = *state;
	double y[100] = {1, 1, 1, 1, 1};
	struct hazard_fit fit = hazard_fit(arena, NULL, y, NULL, 100, 0, 1);
	assert_int_equal(leaver_draws(arena, &fit, y, 1000).draws, 1024);
	assert_int_equal(leaver_draws(arena, &fit, y, 1001).draws, 512);
}

static struct hazard_fit small_fit(struct arena *arena, const struct model_design *design, const struct world *world)
{
	struct hazard_fit fit = hazard_fit(arena, design->x, world->left, NULL, design->rows, design->columns, 1);
	assert_int_equal(fit.state.cause, MODEL_KNOWN);
	return fit;
}

static void same_data_same_bits(void **state)
{
	struct arena *arena = *state;
	struct world *world = world_new(60);
	struct model_design design = model_design(arena, &world->rows, 0);
	struct hazard_fit first = small_fit(arena, &design, world), second = small_fit(arena, &design, world);
	size_t size = first.columns + 1;
	assert_memory_equal(first.coefficient, second.coefficient, size * sizeof(double));
	assert_memory_equal(first.covariance, second.covariance, size * size * sizeof(double));
	double values[MODEL_INPUTS] = {0}, *x = memory_new(50 * 3 * design.columns * sizeof *x);
	for (size_t i = 0; i < 50; i++)
		model_design_ahead(&design, 20 * (double)i, values, x + i * 3 * design.columns);
	struct leaver_draws one = leaver_draws(arena, &first, x, 50), two = leaver_draws(arena, &second, x, 50);
	struct leaver_count all = leaver_count(arena, &one, NULL, 50, 0), again = leaver_count(arena, &two, NULL, 50, 0);
	assert_memory_equal(all.pmf, again.pmf, 51 * sizeof(double));
	size_t half[25], rest[25];
	for (size_t i = 0; i < 25; i++)
		half[i] = 2 * i, rest[i] = 2 * i + 1;
	struct leaver_count a = leaver_count(arena, &one, half, 25, 0), b = leaver_count(arena, &one, rest, 25, 0);
	assert_close(a.expected + b.expected, all.expected);
	struct chance chance = leaver_chance(&one, 3);
	assert_true(chance.low < chance.p && chance.p < chance.high && chance.high < 1);
	x[7] = NAN;
	assert_int_equal(leaver_draws(arena, &first, x, 50).state.cause, MODEL_NOT_A_NUMBER);
	assert_state(leaver_draws(arena, &first, x, 0).state, MODEL_FEW_PEOPLE, 0, 1);
	free(x);
	free(world);
}

/* An input's push: nothing else moves, and an input at its centre pushes nothing. */
static void pushes(void **state)
{
	struct arena *arena = *state;
	struct world *world = world_new(60);
	struct model_design design = model_design(arena, &world->rows, 0);
	struct hazard_fit fit = small_fit(arena, &design, world);
	double values[MODEL_INPUTS] = {0}, x[3 * MODEL_MOST_COLUMNS], without[3 * MODEL_MOST_COLUMNS];
	for (size_t j = 0; j < design.columns; j++)
		if (design.column[j].part == MODEL_VALUE)
			values[design.column[j].input] = design.column[j].mean;
	values[MODEL_AI_USE] += 0.5;
	model_design_ahead(&design, 30, values, x);
	memcpy(without, x, sizeof x);
	for (size_t month = 0; month < 3; month++)
		without[month * design.columns + 3] = 0;
	assert_close(hazard_push(&fit, x, 3, 3, 1), hazard_leaving(&fit, x, 3) - hazard_leaving(&fit, without, 3));
	assert_true(fabs(hazard_push(&fit, x, 3, 4, 1)) < 1e-15);
	assert_true(hazard_push(&fit, x, 3, 0, 3) != 0);
	free(world);
}

static void counts_of_many(void **state)
{
	(void)state;
	double p[] = {0.1, 0.5, 0.25}, pmf[4];
	poisson_binomial(p, 3, pmf);
	assert_close(pmf[0], 0.9 * 0.5 * 0.75);
	assert_close(pmf[3], 0.1 * 0.5 * 0.25);
	assert_close(pmf[1], 0.1 * 0.5 * 0.75 + 0.9 * 0.5 * 0.75 + 0.9 * 0.5 * 0.25);
	enum { MANY = 5000 };
	double *share = memory_new(MANY * sizeof *share), *count = memory_new((MANY + 1) * sizeof *count), sum = 0, mean = 0, expected = 0;
	for (size_t i = 0; i < MANY; i++)
		share[i] = 0.06 * scatter(i), expected += share[i];
	poisson_binomial(share, MANY, count);
	for (size_t k = 0; k <= MANY; k++)
		sum += count[k], mean += (double)k * count[k];
	assert_close(sum, 1);
	assert_close(mean, expected);
	double certain[] = {1, 0, 1};
	poisson_binomial(certain, 3, pmf);
	assert_true(pmf[2] == 1 && pmf[0] == 0 && pmf[3] == 0);
	free(share), free(count);
}

static void rates_of_bands(void **state)
{
	(void)state;
	double none[4] = {0}, years[] = {1, 2, 3, 4}, next[] = {0.2, 0.5, 1, 1}, little[] = {0.1, 0.2, 0.3, 0.3}, broken[] = {1, NAN, 0, 0};
	struct band_estimate estimate = band_estimate(none, years, next, 0);
	assert_int_equal(estimate.state.cause, MODEL_KNOWN);
	assert_close(estimate.whole, 0.05);
	assert_true(estimate.expected > 0 && estimate.low == 0);
	assert_int_equal(band_estimate(none, little, next, 0).state.cause, MODEL_FEW_PERSON_YEARS);
	assert_int_equal(band_estimate(broken, years, next, 0).state.cause, MODEL_NOT_A_NUMBER);
	estimate = band_estimate(none, years, none, 0);
	assert_true(estimate.expected == 0 && estimate.high == 0 && estimate.pmf[0] == 1);
	double endless[] = {9, 9, 9, 9}, crowd[] = {1e5, 1e5, 1e5, 1e5};
	assert_int_equal(band_estimate(endless, years, crowd, 0).state.cause, MODEL_BEYOND);
	assert_int_equal(model_band(90), 0);
	assert_int_equal(model_band(91), 1);
	assert_int_equal(model_band(365), 2);
	assert_int_equal(model_band(1096), 3);
}

static int arena_make(void **state)
{
	*state = arena_new();
	return 0;
}

static int arena_drop(void **state)
{
	arena_free(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fits_of_nothing),
		cmocka_unit_test(coinciding_columns),
		cmocka_unit_test(perfectly_separated),
		cmocka_unit_test(half_a_month),
		cmocka_unit_test(few_leavers_have_no_columns),
		cmocka_unit_test(columns_by_leavers),
		cmocka_unit_test(centred_cut_and_marked),
		cmocka_unit_test(inputs_left_out),
		cmocka_unit_test(unknown_among_settled),
		cmocka_unit_test(fewer_draws_of_many),
		cmocka_unit_test(same_data_same_bits),
		cmocka_unit_test(pushes),
		cmocka_unit_test(counts_of_many),
		cmocka_unit_test(rates_of_bands),
	};
	return cmocka_run_group_tests(tests, arena_make, arena_drop);
}
