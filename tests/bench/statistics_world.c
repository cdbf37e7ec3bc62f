/* Month by month: who is there, what they do, who leaves by the planted hazard. */
#include "statistics_world.h"

#include <math.h>
#include <stdlib.h>

static const double WEEK = 7;                            /* days */
enum { WEEKS_OF_USE = 12, TEAMS = 5, ROLLOUT_MONTHS = 15 };

double world_truth(enum model_input input, enum model_part part)
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
			eta += world_truth(MODEL_TENURE, MODEL_UNDER_3_MONTHS);
		else if (tenure < 365)
			eta += world_truth(MODEL_TENURE, MODEL_3_TO_12_MONTHS);
		else if (tenure >= 1096)
			eta += world_truth(MODEL_TENURE, MODEL_FROM_36_MONTHS);
		eta += world_truth(MODEL_AI_USE, MODEL_VALUE) * use;
		eta += world_truth(MODEL_SINCE_GAIN, MODEL_VALUE) * world->value[MODEL_SINCE_GAIN][row] / 3;
		eta += world_truth(MODEL_TEAM_LEAVERS, MODEL_VALUE) * world->value[MODEL_TEAM_LEAVERS][row];
		eta += world_truth(MODEL_LOGGING, MODEL_VALUE) * (world->value[MODEL_LOGGING][row] - 0.29) / 0.10;
	}
	return eta;
}

/* People on notice stop using AI. */
static void give_notice(struct world *world, struct person *person)
{
	double from = person->left - 30 - 30 * luck_share(&world->luck);
	for (size_t week = 0; week < world->weeks; week++)
		if (world->setup.notice && (double)week * WEEK >= from)
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

/* A seat is filled again a month after it became free. */
static void refill(struct world *world, double day)
{
	for (size_t i = 0, people = world->people; i < people; i++)
		if (world->person[i].left < day - MONTH && !world->person[i].gone) {
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

struct world world_make(const struct setup *setup, uint64_t seed)
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

void world_free(struct world *world)
{
	for (size_t i = 0; i < world->people; i++)
		free(world->person[i].use);
	for (int input = 0; input < MODEL_INPUTS; input++)
		free(world->value[input]);
	free(world->person), free(world->first), free(world->who), free(world->tenure), free(world->left), free(world->offset);
}
