/* A service organisation month by month, with the planted hazard of statistics.md 9: odds ratios, expected leavers, track
   record, notice. */
#include "statistics.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double MONTH = 30.4375, WEEK = 7, LAG = 60; /* days */
enum { WEEKS_OF_USE = 12, TEAMS = 5, ROLLOUT_MONTHS = 15, AHEAD = 3 };

struct setup {
	size_t people;
	int months;
	bool effects, notice;
	double drift, lag;                              /* lag: of the inputs given to the model; the hazard reads 60 days */
};
struct person {
	int team;
	double hired, left, gained;                     /* days from the start of the world */
	bool voluntary, gone;
	double busy, logging;                           /* own levels: customer time, admin and logging */
	double ai_from;                                 /* day, INFINITY: never */
	unsigned char *use;                             /* [weeks] */
};
struct world {
	struct setup setup;
	struct luck luck;
	struct person *person;
	size_t people, room, weeks;
	/* one row a person employed at the start of a month, month by month */
	size_t rows, row_room, *first;                  /* first[month]: index of its first row */
	size_t *who;
	double *tenure, *left, *offset, *value[MODEL_INPUTS];
};

/* ln odds ratio of one unit. */
static double truth_of(enum model_input input, enum model_part part)
{
	static const double BAND[] = {2.2, 1.8, 0.7};
	if (input == MODEL_TENURE)
		return log(BAND[part]);
	return input == MODEL_AI_USE ? log(0.55) : input == MODEL_SINCE_GAIN ? log(1.15)
		: input == MODEL_TEAM_LEAVERS ? log(1.2) : input == MODEL_LOGGING ? log(1.35) : 0;
}

static size_t add_person(struct world *world, int team, double hired)
{
	if (world->people == world->room) {
		world->room = world->room ? 2 * world->room : 256;
		world->person = memory_grow(world->person, world->room * sizeof *world->person);
	}
	struct luck *luck = &world->luck;
	double end = world->setup.months * MONTH, rollout = end - ROLLOUT_MONTHS * MONTH;
	double waits = hired > rollout ? 6 * WEEK : rollout - hired + luck_gamma(luck, 2) * 3.2 * MONTH;
	struct person person = {.team = team, .hired = hired, .left = INFINITY, .gained = hired, .use = memory_new(world->weeks)};
	person.busy = 0.46 + 0.04 * luck_normal(luck);
	person.logging = 0.29 + 0.06 * luck_normal(luck);
	person.ai_from = team < TEAMS - 1 && luck_chance(luck, 0.85) ? hired + waits : INFINITY;
	for (size_t week = 0; week < world->weeks; week++)
		person.use[week] = (double)week * WEEK >= person.ai_from && luck_chance(luck, 0.85);
	world->person[world->people] = person;
	return world->people++;
}

static double use_share(const struct world *world, const struct person *person, double until)
{
	int weeks = 0;
	long last = lround(floor(until / WEEK));
	for (long week = last - WEEKS_OF_USE; week < last; week++)
		weeks += week >= 0 && (size_t)week < world->weeks && person->use[week];
	return (double)weeks / WEEKS_OF_USE;
}

static bool employed(const struct person *person, double day)
{
	return person->hired <= day && person->left > day;
}

/* Others of each team who left in 91 days, per 10 people. */
static void team_leavers(const struct world *world, double day, double out[TEAMS])
{
	double leavers[TEAMS] = {0}, size[TEAMS] = {0};
	for (size_t i = 0; i < world->people; i++) {
		const struct person *person = &world->person[i];
		size[person->team] += employed(person, day);
		leavers[person->team] += person->left <= day && person->left > day - 91;
	}
	for (int team = 0; team < TEAMS; team++)
		out[team] = size[team] > 0 ? 10 * leavers[team] / size[team] : 0;
}

static size_t add_row(struct world *world, size_t who, double tenure)
{
	if (world->rows == world->row_room) {
		size_t bytes = (world->row_room = world->row_room ? 2 * world->row_room : 4096) * sizeof(double);
		double **columns[] = {&world->tenure, &world->left, &world->offset, &world->value[MODEL_AI_USE], &world->value[MODEL_CUSTOMER_TIME],
			&world->value[MODEL_SINCE_GAIN], &world->value[MODEL_TEAM_LEAVERS], &world->value[MODEL_LOGGING]};
		for (size_t i = 0; i < COUNT_OF(columns); i++)
			*columns[i] = memory_grow(*columns[i], bytes);
		world->who = memory_grow(world->who, world->row_room * sizeof *world->who);
	}
	world->who[world->rows] = who;
	world->tenure[world->rows] = tenure;
	world->left[world->rows] = world->offset[world->rows] = 0;
	return world->rows++;
}

static double hazard_of(const struct world *world, size_t row, double use, double swing)
{
	double eta = log(0.0095 / (1 - 0.0095)) + swing, tenure = world->tenure[row];
	if (world->setup.effects) {
		if (tenure < 91)
			eta += truth_of(MODEL_TENURE, MODEL_UNDER_3_MONTHS);
		else if (tenure < 365)
			eta += truth_of(MODEL_TENURE, MODEL_3_TO_12_MONTHS);
		else if (tenure >= 1096)
			eta += truth_of(MODEL_TENURE, MODEL_FROM_36_MONTHS);
		eta += truth_of(MODEL_AI_USE, MODEL_VALUE) * use;
		eta += truth_of(MODEL_SINCE_GAIN, MODEL_VALUE) * world->value[MODEL_SINCE_GAIN][row] / 3;
		eta += truth_of(MODEL_TEAM_LEAVERS, MODEL_VALUE) * world->value[MODEL_TEAM_LEAVERS][row];
		eta += truth_of(MODEL_LOGGING, MODEL_VALUE) * (world->value[MODEL_LOGGING][row] - 0.29) / 0.10;
	}
	return eta;
}

/* People on notice use AI in 3 of 10 of the weeks they otherwise would. */
static void give_notice(struct world *world, struct person *person)
{
	double from = person->left - 30 - 30 * luck_share(&world->luck);
	for (size_t week = 0; week < world->weeks; week++)
		if (world->setup.notice && (double)week * WEEK >= from && !luck_chance(&world->luck, 0.3))
			person->use[week] = 0;
}

static void live_month(struct world *world, size_t who, double start, double leavers, double swing)
{
	struct luck *luck = &world->luck;
	struct person *person = &world->person[who];
	size_t row = add_row(world, who, start - person->hired);
	double use = use_share(world, person, start - LAG);
	world->value[MODEL_AI_USE][row] = use;
	world->value[MODEL_CUSTOMER_TIME][row] = person->busy + 0.04 * use + 0.03 * luck_normal(luck);
	world->value[MODEL_SINCE_GAIN][row] = fmin(12, (start - person->gained) / MONTH);
	world->value[MODEL_TEAM_LEAVERS][row] = leavers;
	world->value[MODEL_LOGGING][row] = person->logging + 0.03 * luck_normal(luck);
	double part = luck_chance(luck, 0.002) ? luck_share(luck) : 1;
	world->offset[row] = log(part);
	if (luck_chance(luck, 1 / (1 + exp(-hazard_of(world, row, use, swing) - log(part))))) {
		person->left = start + part * MONTH * luck_share(luck);
		person->voluntary = true;
		world->left[row] = 1;
		world->offset[row] = 0;
		give_notice(world, person);
	} else if (part < 1)
		person->left = start + part * MONTH;
	if (luck_chance(luck, use > 0 ? 0.26 : 0.20))
		person->gained = start + MONTH * luck_share(luck);
}

static void refill(struct world *world, double day)
{
	for (size_t i = 0, people = world->people; i < people; i++)
		if (world->person[i].left < day && !world->person[i].gone) {
			world->person[i].gone = true;
			add_person(world, world->person[i].team, day);
		}
}

/* What the model is given when the lag is another one, read from what was then on record. */
static void read_again(struct world *world)
{
	for (int month = 0; month < world->setup.months + AHEAD; month++)
		for (size_t row = world->first[month]; row < world->first[month + 1]; row++)
			world->value[MODEL_AI_USE][row] = use_share(world, &world->person[world->who[row]], month * MONTH - world->setup.lag);
}

static struct world world_make(const struct setup *setup, uint64_t seed)
{
	static const int SIZES[TEAMS] = {17, 14, 14, 9, 6};
	struct world world = {.setup = *setup, .luck = luck_of(seed, 11)};
	int months = setup->months + AHEAD;
	world.weeks = (size_t)(months * MONTH / WEEK) + 2;
	world.first = memory_new(((size_t)months + 1) * sizeof *world.first);
	for (int team = 0; team < TEAMS; team++)
		for (size_t i = 0; i < (size_t)SIZES[team] * setup->people / 60; i++)
			add_person(&world, team, -MONTH * (team ? 1 + 24 * luck_gamma(&world.luck, 1.6) : 14 * luck_share(&world.luck)));
	double swing = 0;
	for (int month = 0; month < months; month++) {
		double start = month * MONTH, leavers[TEAMS];
		if (month % 6 == 0)
			swing = setup->drift * luck_normal(&world.luck);
		refill(&world, start);
		team_leavers(&world, start, leavers);
		world.first[month] = world.rows;
		for (size_t i = 0; i < world.people; i++)
			if (employed(&world.person[i], start))
				live_month(&world, i, start, leavers[world.person[i].team], swing);
	}
	world.first[months] = world.rows;
	if (setup->lag != LAG)
		read_again(&world);
	return world;
}

static void world_free(struct world *world)
{
	for (size_t i = 0; i < world->people; i++)
		free(world->person[i].use);
	for (int input = 0; input < MODEL_INPUTS; input++)
		free(world->value[input]);
	free(world->person), free(world->first), free(world->who), free(world->tenure), free(world->left), free(world->offset);
}

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
			double truth = exp(truth_of(column->input, column->part));
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
