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

static void records_of_estimates(void **state)
{
	(void)state;
	enum { N = 100 };
	double p[N], base[N], left[N];
	int64_t person[N];
	for (size_t i = 0; i < N; i++)
		p[i] = 0.1, base[i] = 0.1, left[i] = i < 12, person[i] = (int64_t)i;
	struct track_rows rows = {.n = N, .p = p, .base = base, .left = left, .person = person};
	struct track_record record = track_record(&rows);
	assert_int_equal(record.state.cause, MODEL_KNOWN);
	assert_true(record.auc == 0.5 && record.verdict == TRACK_NO_BETTER && record.groups == 2 && record.top == 20);
	assert_true(record.top_leavers == 12);                  /* ties: the lowest ids count as highest */
	assert_close(record.top_by_luck, 2.4);
	assert_close(record.brier, record.brier_of_base);
	for (size_t i = 0; i < N; i++)
		left[i] = i % 4 == 0, p[i] = left[i] ? 0.9 : 0.1;
	record = track_record(&rows);
	assert_true(record.auc == 1 && record.auc_limits.high == 1 && record.verdict == TRACK_BETTER && record.groups == 5);
	assert_true(record.group[4].happened == 20 && record.group[0].people == 20 && record.group[4].limits.known);
	for (size_t i = 0; i < N; i++)
		left[i] = i < 9;
	record = track_record(&rows);
	assert_state(record.state, MODEL_FEW_LEAVERS, 9, 10);
	assert_int_equal(record.verdict, TRACK_TOO_FEW);
	for (size_t i = 0; i < N; i++)
		left[i] = 1;
	assert_state(track_record(&rows).state, MODEL_FEW_STAYERS, 0, 1);
	p[5] = NAN;
	assert_int_equal(track_record(&rows).state.cause, MODEL_NOT_A_NUMBER);
	rows.n = 0;
	assert_int_equal(track_record(&rows).state.cause, MODEL_NO_ROWS);
	assert_true(isnan(auc_of(p, left, 0)));
	assert_false(auc_interval(NAN, 5, 5).known);
	assert_false(auc_interval(0.5, 0, 5).known);
}

static void differences_that_cannot_be_said(void **state)
{
	(void)state;
	enum { N = 40 };
	double y[N];
	unsigned char habit[N];
	int band[N], team[N];
	for (size_t i = 0; i < N; i++)
		y[i] = 40 + 10 * scatter(i), habit[i] = i % 2, band[i] = (int)(i / 3 % 3), team[i] = (int)(i / 10);
	struct adjusted_rows rows = {.n = N, .y = y, .habit = habit, .band = band, .team = team};
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_KNOWN);
	y[0] = NAN;
	struct adjusted_difference result = adjusted_difference(&rows);
	assert_true(result.state.cause == MODEL_KNOWN && result.with == 20 && result.without == 19 && result.teams == 4);
	for (size_t i = 0; i < N; i++)
		habit[i] = i >= 20;                             /* no team has both kinds */
	assert_state(adjusted_difference(&rows).state, MODEL_FEW_USERS, 0, 8);
	for (size_t i = 0; i < N; i++)
		habit[i] = i % 10 < 9;
	assert_state(adjusted_difference(&rows).state, MODEL_FEW_OTHERS, 4, 8);
	for (size_t i = 0; i < N; i++)
		habit[i] = i % 2, band[i] = habit[i] ? 1 : 2;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_ALIASED);
	for (size_t i = 0; i < N; i++)
		band[i] = 0, y[i] = 45.1;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_NO_SPREAD);
	for (size_t i = 0; i < N; i++)
		y[i] = 40 + 10 * scatter(i), team[i] = (int)(i / 2);
	rows.n = 24;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_KNOWN);
	rows.n = 18;
	assert_state(adjusted_difference(&rows).state, MODEL_FEW_DEGREES, 8, 10);
	rows.n = 0;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_NO_ROWS);
}

static void studies_that_cannot_be_said(void **state)
{
	(void)state;
	enum { PEOPLE = 30, WEEKS = 40 };
	double *y = memory_new(PEOPLE * WEEKS * sizeof *y);
	int start[PEOPLE], team[PEOPLE];
	struct event_rows rows = {.people = PEOPLE, .weeks = WEEKS, .y = y, .start = start, .team = team};
	for (size_t i = 0; i < PEOPLE * WEEKS; i++)
		y[i] = 40 + 10 * scatter(i);
	for (size_t i = 0; i < PEOPLE; i++)
		start[i] = 15, team[i] = (int)(i % 6);
	struct event_study study = event_study(&rows);
	assert_state(study.state, MODEL_FEW_CONTROLS, 0, 8);
	for (size_t i = 0; i < PEOPLE; i++)
		start[i] = i < 7 ? 15 : -1;
	assert_state(event_study(&rows).state, MODEL_FEW_STARTERS, 7, 8);
	start[7] = 15;
	study = event_study(&rows);
	assert_true(study.state.cause == MODEL_KNOWN && study.team_by_team && study.starters == 8 && study.controls == 22);
	assert_true(study.shown.error == study.by_person.error || study.shown.error == study.by_team.error);
	assert_true(study.shown.limits.high - study.shown.limits.low >= study.by_person.limits.high - study.by_person.limits.low);
	for (size_t i = 0; i < PEOPLE * WEEKS; i++)
		y[i] = 45.1;
	assert_int_equal(event_study(&rows).state.cause, MODEL_NO_SPREAD);
	for (size_t i = 0; i < PEOPLE * WEEKS; i++)
		y[i] = NAN;
	assert_int_equal(event_study(&rows).state.cause, MODEL_FEW_STARTERS);
	for (size_t i = 0; i < PEOPLE; i++)
		start[i] = i % 2 ? 1000 : -7;
	assert_int_equal(event_study(&rows).state.cause, MODEL_FEW_STARTERS);
	rows.people = 0;
	assert_int_equal(event_study(&rows).state.cause, MODEL_NO_ROWS);
	free(y);
}

/* A planted bend: starters gain 4 from their start on, everybody shares the same weeks. */
static void study_of_a_planted_effect(void **state)
{
	(void)state;
	enum { PEOPLE = 40, WEEKS = 60 };
	double *y = memory_new(PEOPLE * WEEKS * sizeof *y);
	int start[PEOPLE], team[PEOPLE];
	for (size_t i = 0; i < PEOPLE; i++) {
		start[i] = i < 20 ? 12 + (int)i : -1, team[i] = (int)(i % 8);
		for (int week = 0; week < WEEKS; week++)
			y[i * WEEKS + (size_t)week] = 10 * scatter(i) + 5 * scatter(500 + (size_t)week) + (start[i] >= 0 && week >= start[i] ? 4 : 0) +
				1e-3 * scatter(i * WEEKS + (size_t)week);
	}
	struct event_study study = event_study(&(struct event_rows){.people = PEOPLE, .weeks = WEEKS, .y = y, .start = start, .team = team});
	assert_int_equal(study.state.cause, MODEL_KNOWN);
	assert_true(fabs(study.shown.value - 4) < 1e-3 && fabs(study.before.value) < 1e-3);
	assert_true(fabs(study.week[0 - EVENT_FIRST].value - 4) < 1e-3 && fabs(study.week[-1 - EVENT_FIRST].value) < 1e-3);
	free(y);
}

static void ordinary_swings_of_quiet(void **state)
{
	(void)state;
	double p[40];
	for (size_t i = 0; i < 40; i++)
		p[i] = ((double)i + 0.5) / 40;
	struct swings swings = ordinary_swings(p, 40);
	assert_int_equal(swings.state.cause, MODEL_KNOWN);
	assert_true(swings.phi < 1.05);
	assert_state(ordinary_swings(p, 19).state, MODEL_FEW_SWINGS, 19, 20);
	for (size_t i = 0; i < 40; i++)
		p[i] = i < 20 ? 0.001 : NAN;
	swings = ordinary_swings(p, 40);
	assert_true(swings.state.cause == MODEL_KNOWN && swings.phi > 20);
	assert_close(swings_p(0.05, INFINITY, 4), 2 * 0.5 * erfc(1.959963984540054 / 2 / sqrt(2)));
	assert_true(swings_p(0.01, 9, 1) == 0.01 && swings_p(1, 9, 3) == 1);
	assert_true(swings_p(0, 9, 3) >= 0 && isnan(swings_p(NAN, 9, 3)));
}

static void a_finding_lives_and_leaves(void **state)
{
	(void)state;
	enum { MONDAYS = 12, MEMBERS = 2 };                    /* a team, and the whole */
	static const struct attention_point story[MONDAYS] = {
		{0.5, 0.8}, {-5, 0.001}, {-4, 0.03}, {-4, 0.04}, {-2, 0.1}, {-1, 0.1}, {-5, 0.001}, {-5, 0.001}, {-5, 0.001}, {-5, 0.001},
		{6, 0.001}, {NAN, NAN}};
	static const enum attention_kind kinds[MONDAYS] = {ATTENTION_NONE, ATTENTION_NEW, ATTENTION_CONFIRMED, ATTENTION_CONFIRMED,
		ATTENTION_CONFIRMED, ATTENTION_NONE, ATTENTION_NONE, ATTENTION_NONE, ATTENTION_NONE, ATTENTION_NEW, ATTENTION_NEW, ATTENTION_NONE};
	struct attention_point points[MONDAYS * MEMBERS];
	int whole[MEMBERS] = {1, -1};
	for (size_t monday = 0; monday < MONDAYS; monday++) {
		points[monday * MEMBERS] = story[monday];
		points[monday * MEMBERS + 1] = (struct attention_point){.change = -3.5, .p = monday == 1 ? 0.01 : 0.5};
	}
	for (size_t monday = 0; monday < MONDAYS; monday++) {
		struct attention_finding out[MEMBERS];
		attention_replay(points, monday + 1, MEMBERS, whole, 3, out);
		assert_int_equal(out[0].kind, kinds[monday]);
		assert_true(out[0].folded == (monday == 1));
		if (monday == 4)
			assert_true(out[0].since == 1 && out[0].confirmed == 2 && out[0].sign == -1);
		if (monday == 10)
			assert_true(out[0].sign == 1);
	}
}

static void a_finding_grows_old(void **state)
{
	(void)state;
	struct attention_finding finding = {.kind = ATTENTION_NONE};
	int whole = -1;
	for (size_t monday = 0; monday < 12; monday++) {
		attention_step(&(struct attention_point){.change = 9, .p = 0.001}, 1, &whole, 3, monday, &finding);
		enum attention_kind kind = monday == 0 ? ATTENTION_NEW : monday < 8 ? ATTENTION_CONFIRMED : ATTENTION_NONE;
		assert_int_equal(finding.kind, kind);
	}
	attention_step(&(struct attention_point){.change = 9, .p = 0.001}, 1, &whole, 3, 12, &finding);
	assert_int_equal(finding.kind, ATTENTION_NEW);
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
		cmocka_unit_test(same_data_same_bits),
		cmocka_unit_test(pushes),
		cmocka_unit_test(counts_of_many),
		cmocka_unit_test(rates_of_bands),
		cmocka_unit_test(records_of_estimates),
		cmocka_unit_test(differences_that_cannot_be_said),
		cmocka_unit_test(studies_that_cannot_be_said),
		cmocka_unit_test(study_of_a_planted_effect),
		cmocka_unit_test(ordinary_swings_of_quiet),
		cmocka_unit_test(a_finding_lives_and_leaves),
		cmocka_unit_test(a_finding_grows_old),
	};
	return cmocka_run_group_tests(tests, arena_make, arena_drop);
}
