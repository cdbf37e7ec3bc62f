/* Who works on a day, from when, and how the day divides into stretches. */
#include "plan.h"

#include <stdlib.h>

enum { HOUR = 3600, DAY_SECONDS = 86400, LAST_END = 20 * HOUR + 2400, DECEMBER = 12, LAST_WEEK_FROM = 25 };

/* Contacts by weekday against an ordinary one: meetings, learning and the day off for a Saturday take their part. */
static const double CONTACTS_BY_WEEKDAY[] = {1.14, 0.99, 1.04, 0.86, 0.97, 0.32, 0};
static const int SHIFT_STARTS[] = {8, 8, 8, 8, 9, 9, 10, 10, 11, 11};

void plan_free(struct plan *plan)
{
	free(plan->stretches);
	free(plan->tickets);
	free(plan->uses);
	*plan = (struct plan){0};
}

static bool holiday(const struct scenario_pattern *pattern, int64_t day)
{
	struct date date = date_of_day(day);
	for (int i = 0; i < HOLIDAY_COUNT; i++)
		if (pattern->holidays[i] == date.month * 100 + date.day)
			return true;
	return false;
}

static bool last_week(int64_t day)
{
	struct date date = date_of_day(day);
	return date.month == DECEMBER && date.day >= LAST_WEEK_FROM;
}

double day_staff(const struct world *world, int64_t day)
{
	const struct scenario_pattern *pattern = &world->scenario->pattern;
	double staff = CONTACTS_BY_WEEKDAY[day_weekday(day)];
	if (holiday(pattern, day))
		return staff * pattern->holiday_staff;
	return last_week(day) ? staff * pattern->last_week : staff;
}

double day_volume(const struct world *world, int64_t day)
{
	const struct scenario_pattern *pattern = &world->scenario->pattern;
	int weekday = day_weekday(day);
	double volume = weekday == 6 ? 0.1 : pattern->weekdays[weekday];
	if (holiday(pattern, day))
		return volume * pattern->holiday_staff;
	if (date_of_day(day).month == DECEMBER)
		volume *= last_week(day) ? pattern->last_week : pattern->december;
	return volume;
}

/* Monday to Friday; whoever has the Saturday is off on one of the other days. */
bool rep_works(const struct world *world, const struct rep *rep, int64_t day)
{
	const struct scenario_pattern *pattern = &world->scenario->pattern;
	int64_t week = week_of_day(day), i = week - rep->first_week;
	int weekday = day_weekday(day);
	if (!rep_employed(rep, day) || rep_team(rep, day) < 0 || weekday == 6 || i < 0 || i >= world->weeks || rep->away[i])
		return false;
	struct dice rota = dice_of(world->seed, DICE_WORK_WEEK, rep->id, week);
	bool saturday = dice_chance(&rota, pattern->saturday_staff);
	int off = rep->day_off >= 0 ? rep->day_off : saturday ? 2 + dice_below(&rota, 3) : -1;
	if (weekday == off || (weekday == 5 && !saturday))
		return false;
	struct dice dice = dice_of(world->seed, DICE_WORK_WEEK, -rep->id, day);
	double here = pattern->at_work;
	if (holiday(pattern, day))
		here = pattern->holiday_staff;
	else if (last_week(day))
		here *= pattern->last_week;
	return dice_chance(&dice, here);
}

static struct stretch *new_stretch(struct plan *plan)
{
	if (plan->stretch_count == plan->stretch_room) {
		plan->stretch_room = plan->stretch_room * 2 + 64;
		plan->stretches = memory_grow(plan->stretches, sizeof *plan->stretches * (size_t)plan->stretch_room);
	}
	struct stretch *stretch = &plan->stretches[plan->stretch_count++];
	*stretch = (struct stretch){.ticket = -1};
	return stretch;
}

/* How a week's meetings and learning fall on its days: mostly on Tuesday and Thursday, and on Friday. */
static double weekday_weight(int kind, int weekday)
{
	if (kind == KIND_MEETING)
		return weekday == 1 || weekday == 3 ? 2.6 : weekday == 5 ? 0.2 : 0.5;
	return weekday == 4 ? 3.4 : weekday == 5 ? 0.2 : 0.5;
}

/* Weights of the days worked this week average 1, so that the week keeps its share. */
static double day_weight(const struct world *world, const struct rep *rep, int kind, int64_t day)
{
	double sum = 0;
	int days = 0;
	for (int64_t other = week_start(week_of_day(day)); other < week_start(week_of_day(day)) + SHORT_WEEK; other++)
		if (rep_works(world, rep, other)) {
			sum += weekday_weight(kind, day_weekday(other));
			days++;
		}
	return days ? weekday_weight(kind, day_weekday(day)) * days / sum : 1;
}

/* Meetings and learning fall on their days; the other kinds share what is left of each. */
static void weigh_day(const struct world *world, const struct rep *rep, int64_t day, double shares[KIND_COUNT])
{
	double before = shares[KIND_MEETING] + shares[KIND_LEARNING];
	shares[KIND_MEETING] *= day_weight(world, rep, KIND_MEETING, day);
	shares[KIND_LEARNING] *= day_weight(world, rep, KIND_LEARNING, day);
	double after = shares[KIND_MEETING] + shares[KIND_LEARNING];
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (kind != KIND_MEETING && kind != KIND_LEARNING)
			shares[kind] *= (100 - after) / (100 - before);
}

static double hour_points(const struct world *world, double second_of_day)
{
	int hour = (int)(second_of_day / HOUR) - FIRST_HOUR;
	const double *points = world->scenario->pattern.customers_by_hour;
	return points[hour < 0 ? 0 : hour >= OFFICE_HOURS ? OFFICE_HOURS - 1 : hour];
}

/* Where in the shift a stretch would like to be: customers gain what the hour gives them, logging what it takes. */
static double wanted_second(const struct world *world, int kind, int weekday, double start, double length, struct dice *dice)
{
	const struct scenario_kind *ledger = world->scenario->ledger;
	double customers = ledger[0].share + ledger[1].share + ledger[2].share, logging = ledger[KIND_LOGGING].share;
	if (kind == KIND_MEETING && (weekday == 1 || weekday == 3))
		return start < 9.5 * HOUR ? 9 * HOUR : start + 3 * HOUR;
	if (kind == KIND_LEARNING && weekday == 4)
		return 15 * HOUR;
	if (kind == KIND_BREAK)
		return start + length * dice_between(dice, 0.44, 0.54);
	for (int tries = 0;; tries++) {
		double second = start + length * dice_share(dice), points = hour_points(world, second), weight = 1;
		if (kind < CUSTOMER_KINDS)
			weight = 1 + 1.25 * points / customers;
		else if (kind == KIND_LOGGING && points < 0)
			weight = 1 - 1.25 * points / logging;
		else if (points > 0)
			weight = 1 - 1.25 * points / (100 - customers);
		if (tries == 20 || dice_chance(dice, weight / 1.5))
			return second;
	}
}

static void add_kind(const struct world *world, struct plan *plan, int kind, double seconds, double start, double length,
	struct dice *dice)
{
	double usual = world->scenario->ledger[kind].minutes * 60;
	int count = (int)(seconds / usual + dice_share(dice)), first = plan->stretch_count;
	double each = seconds < usual ? usual : seconds / count, weights = 0;
	for (int i = 0; i < count; i++) {
		struct stretch *stretch = new_stretch(plan);
		stretch->kind = kind;
		stretch->want = wanted_second(world, kind, day_weekday(plan->day), start, length, dice);
		stretch->seconds = (int)(1000 * dice_between(dice, 0.55, 1.45));
		weights += stretch->seconds;
	}
	for (int i = first; i < plan->stretch_count; i++)
		plan->stretches[i].seconds = 60 + (int)((each - 60) * count * plan->stretches[i].seconds / weights);
}

static int by_want(const void *a, const void *b)
{
	const struct stretch *first = a, *second = b;
	if (first->want != second->want)
		return first->want < second->want ? -1 : 1;
	return first->kind - second->kind;
}

static void lay_out(struct plan *plan, int64_t start, struct dice *dice)
{
	int64_t at = plan->day * DAY_SECONDS + start, end = plan->day * DAY_SECONDS + LAST_END;
	int kept = 0;
	qsort(plan->stretches, (size_t)plan->stretch_count, sizeof *plan->stretches, by_want);
	for (int i = 0; i < plan->stretch_count; i++) {
		struct stretch *stretch = &plan->stretches[i];
		if (at + stretch->seconds > end)
			continue;
		stretch->start = at;
		at += stretch->seconds + dice_below(dice, 40);
		plan->stretches[kept++] = *stretch;
	}
	plan->stretch_count = kept;
}

void plan_person(const struct world *world, const struct rep *rep, int64_t day, struct plan *plan)
{
	double shares[KIND_COUNT];
	int weekday = day_weekday(day);
	plan->stretch_count = plan->ticket_count = plan->use_count = 0;
	plan->day = day;
	plan->person = rep->id;
	if (!rep_works(world, rep, day))
		return;
	struct dice dice = dice_of(world->seed, DICE_DAY, rep->id, day);
	int start = weekday == 5 ? FIRST_HOUR : SHIFT_STARTS[dice_below(&dice, (int)COUNT_OF(SHIFT_STARTS))];
	int64_t first = start * HOUR + dice_below(&dice, 600);
	double worked = (weekday == 5 ? 6.4 : 8) * HOUR * dice_between(&dice, 0.96, 1.04);
	worked *= weekday == 0 ? 1.02 : weekday == 4 ? 0.98 : 1;
	int rest = weekday == 5 ? 1200 : 2700 + dice_below(&dice, 900);
	rep_ledger(world, rep, day, shares);
	weigh_day(world, rep, day, shares);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		add_kind(world, plan, kind, worked * shares[kind] / 100, (double)first, worked + rest, &dice);
	struct stretch *lunch = new_stretch(plan);
	lunch->kind = KIND_BREAK;
	lunch->seconds = rest;
	lunch->want = wanted_second(world, KIND_BREAK, weekday, (double)first, worked + rest, &dice);
	lay_out(plan, first, &dice);
	plan_tickets(world, rep, plan);
	plan_uses(world, rep, plan);
}
