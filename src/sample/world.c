/* Month by month: who is hired, who leaves (the planted hazard of statistics.md 9), who moves. */
#include "world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { USE_WEEKS = 12, GAIN_CAP_MONTHS = 12, LEAVERS_DAYS = 91 };

int64_t week_of_day(int64_t day)
{
	return (day + 3) / 7;                           /* 1970-01-01 was a Thursday; no day of ours lies before */
}

int64_t week_start(int64_t week)
{
	return week * 7 - 3;
}

static int64_t month_first(int64_t day)
{
	struct date date = date_of_day(day);
	date.day = 1;
	return day_of_date(date);
}

static int64_t month_next(int64_t first)
{
	return month_first(first + 31);
}

static int64_t months_before(int64_t day, int months)
{
	struct date date = date_of_day(day + 1);
	int count = date.year * 12 + date.month - 1 - months;
	date.year = count / 12;
	date.month = count % 12 + 1;
	date.day = date.day > 28 ? 28 : date.day;
	return day_of_date(date);
}

/* Seats of each team in the scenario's proportions: largest remainders, at least one. */
static void share_seats(struct world *world)
{
	const struct scenario *scenario = world->scenario;
	int sum = 0, given = 0, teams = (int)scenario->team_count;
	int seats[24] = {0};
	for (int i = 0; i < teams; i++)
		sum += scenario->teams[i].people;
	for (int i = 0; i < teams; i++)
		given += seats[i] = scenario->teams[i].people * world->people / sum;
	while (given < world->people) {
		int best = 0;
		for (int i = 1; i < teams; i++)
			if ((int64_t)scenario->teams[i].people * world->people - (int64_t)seats[i] * sum >
			    (int64_t)scenario->teams[best].people * world->people - (int64_t)seats[best] * sum)
				best = i;
		seats[best]++;
		given++;
	}
	world->seat_team = ARENA_ARRAY(world->arena, int, world->people);
	world->seat_rep = ARENA_ARRAY(world->arena, int, world->people);
	world->refills = ARENA_ARRAY(world->arena, int64_t, world->people);
	for (int team = 0, seat = 0; team < teams; team++)
		for (int i = 0; i < seats[team]; i++)
			world->seat_team[seat++] = team;
}

struct opening { int64_t day; int seat; };

static int earlier_opening(const void *a, const void *b)
{
	const struct opening *first = a, *second = b;
	if (first->day != second->day)
		return first->day < second->day ? -1 : 1;
	return first->seat - second->seat;
}

static void hire_first(struct world *world)
{
	const struct scenario_first_tenure *tenure = &world->scenario->first_tenure;
	struct opening *openings = ARENA_ARRAY(world->arena, struct opening, world->people);
	for (int seat = 0; seat < world->people; seat++) {
		struct dice dice = dice_of(world->seed, DICE_FIRST_TENURE, seat, 0);
		double months = world->scenario->teams[world->seat_team[seat]].starts_here
			? dice_share(&dice) * tenure->starters_most
			: dice_gamma(&dice, tenure->others_shape) * tenure->others_scale + tenure->others_least;
		months = months > 420 ? 420 : months;
		openings[seat] = (struct opening){world->start - (int64_t)(months * MONTH_DAYS_100 / 100), seat};
	}
	qsort(openings, (size_t)world->people, sizeof *openings, earlier_opening);
	for (int i = 0; i < world->people; i++) {
		int seat = openings[i].seat;
		world->seat_rep[seat] = world->rep_count + 1;   /* before the hire: its first skills depend on the seat */
		world_hire(world, world->seat_team[seat], openings[i].day, NULL);
		world->refills[seat] = NEVER;
	}
}

/* The lagged inputs, as the product reads them: 84 days that end lag_days before the month. */
static void read_inputs(const struct world *world, const struct rep *rep, int64_t first, double *use, double *office)
{
	int64_t last = week_of_day(first - world->scenario->leaving.lag_days) - 1;
	int used = 0, known = 0;
	*office = 0;
	for (int64_t week = last - USE_WEEKS + 1; week <= last; week++) {
		int64_t i = week - rep->first_week;
		if (i < 0 || i >= world->weeks || week_start(week) < rep->hired)
			continue;
		double shares[KIND_COUNT];
		rep_ledger(world, rep, week_start(week), shares);
		*office += shares[KIND_LOGGING] + shares[KIND_ADMIN];
		known++;
		used += rep->used[i] && !rep->away[i];
	}
	*use = (double)used / USE_WEEKS;
	*office = known ? *office / known : world->scenario->leaving.usual_admin_logging;
}

/* Who is in each team at the start of a month, and who left it in the 91 days before. */
struct team_count { int here, left; };

static void count_teams(const struct world *world, int64_t first, struct team_count *teams)
{
	memset(teams, 0, sizeof *teams * world->scenario->team_count);
	for (int i = 0; i < world->rep_count; i++) {
		const struct rep *rep = world->reps[i];
		int team = rep_team(rep, rep->left < first ? rep->left : first);
		if (team < 0)
			continue;
		teams[team].here += rep_employed(rep, first);
		teams[team].left += rep->left < first && rep->left >= first - LEAVERS_DAYS;
	}
}

static double team_leavers(const struct rep *rep, int64_t first, const struct team_count *teams)
{
	int team = rep_team(rep, first > rep->hired ? first : rep->hired);
	return team >= 0 && teams[team].here ? 10.0 * teams[team].left / teams[team].here : 0;
}

static double monthly_hazard(const struct world *world, const struct rep *rep, int64_t first, const struct team_count *teams)
{
	const struct scenario_leaving *leaving = &world->scenario->leaving;
	double base = leaving->base_a_month, use, office;
	double months = rep_months(rep, first), eta = same_log(base / (1 - base));
	int64_t since = rep->last_gain > rep->hired ? rep->last_gain : rep->hired;
	double without_gain = (double)(first - since) * 100 / MONTH_DAYS_100;
	without_gain = without_gain < 0 ? 0 : without_gain > GAIN_CAP_MONTHS ? GAIN_CAP_MONTHS : without_gain;
	read_inputs(world, rep, first, &use, &office);
	if (months < 3)
		eta += same_log(leaving->under_3_months);
	else if (months < 12)
		eta += same_log(leaving->months_3_to_12);
	else if (months >= 36)
		eta += same_log(leaving->over_36_months);
	eta += use * same_log(leaving->ai_use);
	eta += (office - leaving->usual_admin_logging) / 10 * same_log(leaving->admin_logging_10_points);
	eta += (without_gain - leaving->usual_months_without_gain) / 3 * same_log(leaving->three_months_without_gain);
	eta += (team_leavers(rep, first, teams) - leaving->usual_team_leavers) * same_log(leaving->team_leavers_per_10);
	return 1 / (1 + same_exp(-eta));
}

static void leave(struct world *world, struct rep *rep, int64_t day, enum leave_kind kind, struct dice *dice)
{
	const struct scenario_leaving *leaving = &world->scenario->leaving;
	int64_t notice = leaving->notice_least + dice_below(dice, leaving->notice_most - leaving->notice_least + 1);
	if (kind != LEAVE_VOLUNTARY)
		notice = 14;
	if (notice > (day - rep->hired) / 2)            /* newcomers go at shorter notice */
		notice = (day - rep->hired) / 2;
	rep->left = day;
	rep->notice = day - notice;
	rep->leave_kind = kind;
	rep->stays[rep->stay_count - 1].to = day;
	for (int seat = 0; seat < world->people; seat++)
		if (world->seat_rep[seat] == rep->id) {
			world->seat_rep[seat] = -1;
			world->refills[seat] = day + leaving->refilled_after + dice_below(dice, 8);
			while (day_weekday(world->refills[seat]) != 0)
				world->refills[seat]++;
		}
}

static void leavings_of_month(struct world *world, int64_t first, int64_t next)
{
	struct team_count teams[24];
	count_teams(world, first, teams);
	for (int i = 0; i < world->rep_count; i++) {
		struct rep *rep = world->reps[i];
		int64_t from = rep->hired > first ? rep->hired : first;
		if (world->start > from)
			from = world->start;
		if (rep->left < next || from >= next)
			continue;
		struct dice dice = dice_of(world->seed, DICE_LEAVING, rep->id, first);
		double exposed = (double)(next - from) / (double)(next - first);
		int64_t day = from + dice_below(&dice, (int)(next - from));
		if (dice_chance(&dice, monthly_hazard(world, rep, first, teams) * exposed))
			leave(world, rep, day, LEAVE_VOLUNTARY, &dice);
		else if (dice_chance(&dice, world->scenario->leaving.other_a_month * exposed))
			leave(world, rep, day, dice_chance(&dice, 0.7) ? LEAVE_INVOLUNTARY : LEAVE_OTHER, &dice);
	}
}

/* Somebody who left of their own will at least nine months ago and whose number is not employed. */
static const struct rep *find_returner(const struct world *world, int64_t day, struct dice *dice)
{
	bool none_yet = world->next_number - 1001 == world->rep_count;
	bool late = day > world->until - 365;           /* a sample shows at least one */
	if (!dice_chance(dice, none_yet && late ? 1 : world->scenario->leaving.returns))
		return NULL;
	for (int i = world->rep_count - 1; i >= 0; i--) {
		const struct rep *rep = world->reps[i];
		if (rep->leave_kind != LEAVE_VOLUNTARY || rep->left > day - 270)
			continue;
		bool again = false;
		for (int j = i + 1; j < world->rep_count; j++)
			again = again || world->reps[j]->number == rep->number;
		if (!again)
			return rep;
	}
	return NULL;
}

static void hires_of_month(struct world *world, int64_t first, int64_t next)
{
	struct opening *openings = ARENA_ARRAY(world->arena, struct opening, world->people);
	int count = 0;
	for (int seat = 0; seat < world->people; seat++)
		if (world->refills[seat] >= first && world->refills[seat] < next)
			openings[count++] = (struct opening){world->refills[seat], seat};
	qsort(openings, (size_t)count, sizeof *openings, earlier_opening);
	for (int i = 0; i < count; i++) {
		int seat = openings[i].seat;
		struct dice dice = dice_of(world->seed, DICE_REFILL, seat, openings[i].day);
		const struct rep *former = find_returner(world, openings[i].day, &dice);
		world->seat_rep[seat] = world->rep_count + 1;
		world_hire(world, world->seat_team[seat], openings[i].day, former);
		world->refills[seat] = NEVER;
	}
}

/* A seat outside the team where people start is often given to its longest member; the newcomer then starts there. */
static void moves_of_month(struct world *world, int64_t first)
{
	for (int seat = 0; seat < world->people; seat++) {
		struct rep *newcomer = world->seat_rep[seat] > 0 ? world->reps[world->seat_rep[seat] - 1] : NULL;
		if (!newcomer || newcomer->hired < first || newcomer->left != NEVER || newcomer->stay_count > 1 ||
		    world->scenario->teams[world->seat_team[seat]].starts_here || !world->scenario->teams[world->seat_team[seat]].has_ai)
			continue;
		struct dice dice = dice_of(world->seed, DICE_REFILL, -seat - 1, newcomer->hired);
		int best = -1;
		for (int other = 0; other < world->people; other++) {
			const struct rep *rep = world->seat_rep[other] > 0 ? world->reps[world->seat_rep[other] - 1] : NULL;
			if (rep && world->scenario->teams[world->seat_team[other]].starts_here && rep->left == NEVER &&
			    rep->hired < newcomer->hired - 150 &&
			    (best < 0 || rep->hired < world->reps[world->seat_rep[best] - 1]->hired))
				best = other;
		}
		if (best < 0 || !dice_chance(&dice, world->scenario->leaving.moved_from_starters))
			continue;
		rep_move(world->reps[world->seat_rep[best] - 1], world->seat_team[seat], newcomer->hired);
		newcomer->stays[0].team = world->seat_team[best];
		int swapped = world->seat_rep[seat];
		world->seat_rep[seat] = world->seat_rep[best];
		world->seat_rep[best] = swapped;
	}
}

static void simulate(struct world *world)
{
	for (int64_t first = month_first(world->start); first <= world->horizon; first = month_next(first)) {
		int64_t next = month_next(first), from = first < world->start ? world->start : first;
		hires_of_month(world, first, next);
		world_leads(world, from);
		leavings_of_month(world, first, next);
		moves_of_month(world, first);
		for (int i = 0; i < world->rep_count; i++) {
			struct rep *rep = world->reps[i];
			int64_t begin = rep->hired > from ? rep->hired : from;
			int64_t end = rep->left < next ? rep->left : next - 1;
			if (begin <= end)
				world_gains(world, rep, begin, end);
			world_promote(world, rep, end);
		}
	}
}

struct world *world_make(const struct scenario *scenario, int people, int months, int64_t seed, int64_t until, int64_t horizon)
{
	struct arena *arena = arena_new();
	struct world *world = ARENA_ARRAY(arena, struct world, 1);
	*world = (struct world){.scenario = scenario, .arena = arena, .seed = seed, .until = until, .people = people};
	world->horizon = horizon > until ? horizon : until;
	world->start = months_before(until, months);
	world->ai_launch = months_before(until, scenario->ai.months_before_end);
	world->agent_launch = months_before(until, scenario->ai.agent_months_before_end);
	world->drop_from = until - scenario->drop.days + 1;
	world->first_week = week_of_day(world->start);
	world->weeks = (int)(week_of_day(world->horizon) - world->first_week) + 8;
	world->next_number = 1001;
	world->lead_room = (months + (int)((world->horizon - until) / 28) + 2) * (int)scenario->team_count;
	world->leads = ARENA_ARRAY(arena, struct lead, world->lead_room);
	share_seats(world);
	hire_first(world);
	simulate(world);
	world_needs(world);
	return world;
}

void world_free(struct world *world)
{
	if (world)
		arena_free(world->arena);
}
