/* How a person's week divides: the planted truths of customer time (statistics.md 9). */
#include "world.h"

static double months_between(int64_t from, int64_t to)
{
	return (double)(to - from) * 100 / MONTH_DAYS_100;
}

double rep_months(const struct rep *rep, int64_t day)
{
	return months_between(rep->hired, day);
}

static double newcomer_points(const struct world *world, double months)
{
	if (months < 3)
		return world->scenario->customers.newcomers_under_3_months;
	return months < 12 ? world->scenario->customers.newcomers_3_to_12_months : 0;
}

/* Points that AI gives customers: none in the first week, all of it after the ramp. */
static double ai_points(const struct world *world, const struct rep *rep, int64_t day, double months)
{
	const struct scenario_ai *ai = &world->scenario->ai;
	int64_t week = week_of_day(day) - rep->ai_start;
	if (week <= 0 || !rep_has_ai(world, rep, day))
		return 0;
	double full = months < 12 ? ai->customers_under_12_months
				  : months < 36 ? ai->customers_12_to_36_months : ai->customers_over_36_months;
	return full * (week < ai->ramp_weeks ? (double)week / ai->ramp_weeks : 1);
}

static double team_month_points(const struct world *world, int team, int64_t day)
{
	struct date date = date_of_day(day);
	struct dice dice = dice_of(world->seed, DICE_TEAM_MONTH, team, date.year * 12 + date.month);
	return world->scenario->customers.team_month_sd * dice_normal(&dice);
}

static double sum_of(const double *values, int from, int to)
{
	double sum = 0;
	for (int i = from; i < to; i++)
		sum += values[i];
	return sum;
}

/* Moves `points` into the customer kinds (in their proportions) out of the others, or back. */
static void shift_customers(double shares[KIND_COUNT], double points)
{
	double customers = sum_of(shares, 0, CUSTOMER_KINDS), others = sum_of(shares, CUSTOMER_KINDS, KIND_COUNT);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		shares[kind] += kind < CUSTOMER_KINDS ? points * shares[kind] / customers : -points * shares[kind] / others;
}

/* AI takes from logging, wrap-up, admin and gives customers their part; the rest goes to learning and improvement. */
static void apply_ai(const struct scenario *scenario, double shares[KIND_COUNT], double points)
{
	double given = sum_of(scenario->ai.gives, 0, KIND_COUNT), taken = sum_of(scenario->ai.takes, 0, KIND_COUNT);
	double whole = points * given / sum_of(scenario->ai.gives, 0, CUSTOMER_KINDS);
	double customers = sum_of(shares, 0, CUSTOMER_KINDS), part = sum_of(scenario->ai.gives, 0, CUSTOMER_KINDS);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		double gives = kind < CUSTOMER_KINDS ? part * shares[kind] / customers : scenario->ai.gives[kind];
		shares[kind] += whole * (gives / given - scenario->ai.takes[kind] / taken);
	}
}

static void cut_to_positive(double shares[KIND_COUNT])
{
	double sum = 0;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		shares[kind] = shares[kind] < 0.3 ? 0.3 : shares[kind];
		sum += shares[kind];
	}
	for (int kind = 0; kind < KIND_COUNT; kind++)
		shares[kind] *= 100 / sum;
}

void rep_ledger(const struct world *world, const struct rep *rep, int64_t day, double shares[KIND_COUNT])
{
	const struct scenario *scenario = world->scenario;
	double months = rep_months(rep, day);
	int64_t week = week_of_day(day) - rep->first_week;
	int team = rep_team(rep, day);
	double points = newcomer_points(world, months) + rep->customers;
	if (week >= 0 && week < world->weeks)
		points += (double)rep->swing[week];
	points += team_month_points(world, team, day);
	if (rep->leave_kind == LEAVE_VOLUNTARY && day >= rep->notice)
		points += scenario->leaving.notice_customers;
	for (int kind = 0; kind < KIND_COUNT; kind++)
		shares[kind] = scenario->ledger[kind].share;
	shift_customers(shares, points);
	apply_ai(scenario, shares, ai_points(world, rep, day, months));
	if (day >= world->drop_from && team == scenario_team_index(scenario, scenario->drop.team)) {
		double customers = sum_of(shares, 0, CUSTOMER_KINDS);
		for (int kind = 0; kind < CUSTOMER_KINDS; kind++)
			shares[kind] -= scenario->drop.points * shares[kind] / customers;
		shares[scenario_kind_index(scenario->drop.kind)] += scenario->drop.points;
	}
	cut_to_positive(shares);
}
