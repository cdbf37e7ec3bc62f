/* Odds ratios, expected leavers, track record and notice against what was planted. */
#include "statistics_world.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* The model as of the start of a month, from the rows before it. */
static struct hazard_fit fit_until(struct arena *arena, const struct world *world, int month, size_t columns, struct model_design *design)
{
	struct model_rows rows = {.rows = world->first[month], .tenure_days = world->tenure, .left = world->left, .offset = world->offset};
	for (int input = 0; input < MODEL_INPUTS; input++)
		rows.value[input] = world->value[input];
	*design = model_design(arena, &rows, columns);
	if (design->state.cause != MODEL_KNOWN)
		return (struct hazard_fit){.state = design->state};
	return hazard_fit(arena, design->x, rows.left, rows.offset, design->rows, design->columns, 1);
}

static size_t tally_of(enum model_input input, enum model_part part)
{
	return input == MODEL_TENURE ? (size_t)part : (size_t)input + 2;
}

static bool odds_of(const char *title, const struct setup *setup, size_t samples, double low, double high)
{
	struct tally tallies[] = {{.name = "tenure under 3 months"}, {.name = "tenure 3-12 months"}, {.name = "tenure from 36 months"},
		{.name = "AI use"}, {.name = "customer time (no effect)"}, {.name = "months since gain"}, {.name = "team leavers"},
		{.name = "admin and logging"}};
	printf(" odds ratios inside their interval, %s\n", title);
	struct arena *arena = arena_new();
	for (size_t seed = 1; seed <= samples; seed++) {
		struct world world = world_make(setup, seed);
		struct model_design design;
		struct hazard_fit fit = fit_until(arena, &world, setup->months, COUNT_OF(tallies), &design);
		for (size_t j = 0; fit.state.cause == MODEL_KNOWN && j < design.columns; j++) {
			const struct model_column *column = &design.column[j];
			struct odds_ratio ratio = hazard_odds_ratio(&fit, j);
			double truth = exp(world_truth(column->input, column->part));
			tally_add(&tallies[tally_of(column->input, column->part)], ratio.low <= truth && truth <= ratio.high);
		}
		world_free(&world);
		arena_clear(arena);
	}
	arena_free(arena);
	bool good = true;
	for (size_t i = 0; i < COUNT_OF(tallies); i++) {
		tallies[i].low = low, tallies[i].high = high;
		good = tally_print(&tallies[i]) && good;
	}
	return good;
}

static size_t fewer(size_t samples, size_t divisor)
{
	return samples / divisor ? samples / divisor : 1;
}

bool bench_odds_ratios(size_t samples)
{
	struct setup setup = {.people = 60, .months = 24, .effects = true, .lag = LAG};
	bool good = odds_of("60 x 24", &setup, samples, 93, 100);
	setup.people = 300, setup.months = 36;
	good = odds_of("300 x 36", &setup, samples, 93, 97) && good;
	setup.people = 1020;
	return odds_of("1,020 x 36", &setup, fewer(samples * 3, 10), 91, 99) && good;
}

/* Rows of the people there at the start of a month, three months ahead each: [people][3][columns]. */
static double *people_ahead(struct arena *arena, const struct world *world, const struct model_design *design, int month)
{
	size_t first = world->first[month], people = world->first[month + 1] - first;
	double *x = ARENA_ARRAY(arena, double, people * 3 * design->columns + 1), value[MODEL_INPUTS];
	for (size_t i = 0; i < people; i++) {
		for (int input = 0; input < MODEL_INPUTS; input++)
			value[input] = world->value[input] ? world->value[input][first + i] : NAN;
		model_design_ahead(design, world->tenure[first + i], value, x + i * 3 * design->columns);
	}
	return x;
}

/* 1 left voluntarily within three months, 0 stayed, NAN left otherwise. */
static double outcome(const struct world *world, size_t row, int month)
{
	const struct person *person = &world->person[world->who[row]];
	if (!(person->left < (month + AHEAD) * MONTH))
		return 0;
	return person->voluntary ? 1 : NAN;
}

static double leavers_of(const struct world *world, int month)
{
	double sum = 0;
	for (size_t row = world->first[month]; row < world->first[month + 1]; row++) {
		double left = outcome(world, row, month);
		sum += isnan(left) ? 0 : left;
	}
	return sum;
}

/* Under ten leavers: rates of tenure bands. */
static struct band_estimate bands_until(const struct world *world, int month)
{
	double leavers[MODEL_BANDS] = {0}, years[MODEL_BANDS] = {0}, next[MODEL_BANDS] = {0};
	for (size_t row = 0; row < world->first[month]; row++) {
		size_t band = model_band(world->tenure[row]);
		leavers[band] += world->left[row];
		years[band] += MONTH / 365;
	}
	for (size_t row = world->first[month]; row < world->first[month + 1]; row++)
		for (int day = 0; day < 90; day++)
			next[model_band(world->tenure[row] + day)] += 1.0 / 365;
	return band_estimate(leavers, years, next, 0);
}

static bool expected_of(const char *name, const struct setup *setup, size_t samples)
{
	struct tally tally = {.name = name, .low = 93, .high = 100};
	struct arena *arena = arena_new();
	for (size_t seed = 1; seed <= samples; seed++) {
		struct world world = world_make(setup, seed);
		struct model_design design;
		struct hazard_fit fit = fit_until(arena, &world, setup->months, 0, &design);
		double left = leavers_of(&world, setup->months), low = NAN, high = NAN;
		if (fit.state.cause == MODEL_KNOWN) {
			size_t people = world.first[setup->months + 1] - world.first[setup->months];
			struct leaver_draws draws = leaver_draws(arena, &fit, people_ahead(arena, &world, &design, setup->months), people);
			struct leaver_count count = leaver_count(arena, &draws, NULL, people, 0);
			low = count.low, high = count.high;
		} else if (fit.state.cause == MODEL_FEW_LEAVERS) {
			struct band_estimate estimate = bands_until(&world, setup->months);
			low = estimate.low, high = estimate.high;
		}
		tally_add(&tally, low <= left && left <= high);
		world_free(&world);
		arena_clear(arena);
	}
	arena_free(arena);
	return tally_print(&tally);
}

bool bench_expected_leavers(size_t samples)
{
	struct setup setup = {.people = 60, .months = 12, .effects = true, .drift = 0.25, .lag = LAG};
	bool good = expected_of("60 x 12, mostly under 10 leavers, drifting", &setup, samples);
	setup.months = 36;
	good = expected_of("60 x 36, drifting", &setup, samples) && good;
	setup.people = 300;
	good = expected_of("300 x 36, drifting", &setup, samples) && good;
	setup.people = 1020;
	return expected_of("1,020 x 36, drifting", &setup, fewer(samples, 4)) && good;
}

/* Person-quarters of all origins. */
struct pool { size_t n, room; double *p, *base, *left, leavers; };

static void pool_add(struct pool *pool, double p, double base, double left)
{
	if (pool->n == pool->room) {
		pool->room = pool->room ? 2 * pool->room : 1024;
		double **columns[] = {&pool->p, &pool->base, &pool->left};
		for (size_t i = 0; i < COUNT_OF(columns); i++)
			*columns[i] = memory_grow(*columns[i], pool->room * sizeof(double));
	}
	pool->p[pool->n] = p, pool->base[pool->n] = base, pool->left[pool->n++] = left;
	pool->leavers += left;
}

static void pool_origin(struct pool *pool, struct arena *arena, const struct world *world, int month)
{
	struct model_design design;
	struct hazard_fit fit = fit_until(arena, world, month, 0, &design);
	if (fit.state.cause != MODEL_KNOWN)
		return;
	const double *x = people_ahead(arena, world, &design, month);
	double base = 1 - pow(1 - design.leavers / (double)design.rows, AHEAD);
	for (size_t row = world->first[month], i = 0; row < world->first[month + 1]; row++, i++) {
		double left = outcome(world, row, month);
		if (!isnan(left))
			pool_add(pool, hazard_leaving(&fit, x + i * AHEAD * design.columns, AHEAD), base, left);
	}
}

static bool backtest_of(const char *name, const struct setup *setup, size_t samples, double high)
{
	struct tally tally = {.name = name, .low = 0, .high = high};
	struct arena *arena = arena_new();
	for (size_t seed = 1; seed <= samples; seed++) {
		struct world world = world_make(setup, seed);
		struct pool pool = {0};
		for (int back = 1; back <= 12 && (back <= 4 || pool.leavers < 20) && setup->months - AHEAD * back > 0; back++)
			pool_origin(&pool, arena, &world, setup->months - AHEAD * back);
		struct track_record record = track_record(&(struct track_rows){.n = pool.n, .p = pool.p, .base = pool.base, .left = pool.left});
		tally_add(&tally, record.verdict == TRACK_BETTER);
		free(pool.p), free(pool.base), free(pool.left);
		world_free(&world);
		arena_clear(arena);
	}
	arena_free(arena);
	return tally_print(&tally);
}

bool bench_backtest(size_t samples)
{
	struct setup setup = {.people = 300, .months = 36, .lag = LAG};
	bool good = backtest_of("\"better than chance\" without effect, 300 x 36", &setup, samples, 5);
	setup.effects = true;
	good = backtest_of("\"better than chance\" with the planted ones, 300 x 36", &setup, samples, 0) && good;
	setup.people = 1020;
	return backtest_of("\"better than chance\" with the planted ones, 1,020 x 36", &setup, fewer(samples, 4), 0) && good;
}

static bool notice_of(const char *name, double lag, size_t samples, double high)
{
	struct setup setup = {.people = 300, .months = 36, .notice = true, .lag = lag};
	struct tally tally = {.name = name, .low = 0, .high = high};
	struct arena *arena = arena_new();
	for (size_t seed = 1; seed <= samples; seed++) {
		struct world world = world_make(&setup, seed);
		struct model_design design;
		struct hazard_fit fit = fit_until(arena, &world, setup.months, 0, &design);
		for (size_t j = 0; fit.state.cause == MODEL_KNOWN && j < design.columns; j++)
			if (design.column[j].input == MODEL_AI_USE && design.column[j].part == MODEL_VALUE)
				tally_add(&tally, hazard_odds_ratio(&fit, j).p < 0.05);
		world_free(&world);
		arena_clear(arena);
	}
	arena_free(arena);
	return tally_print(&tally);
}

bool bench_notice(size_t samples)
{
	bool good = notice_of("AI a reason though it is not, read 60 days back", LAG, samples, 7);
	return notice_of("the same read up to the month (wrong on purpose)", 0, fewer(samples, 4), 0) && good;
}
