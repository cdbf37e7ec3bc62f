/* Cases: what conversations, e-mails and chats of a day are about, and what the agent resolves by itself. */
#include "plan.h"

#include <math.h>

enum { HOUR = 3600, DAY_SECONDS = 86400, NUMBERS_A_DAY = 64, AGENT_NUMBERS = 4000, REACH_DAYS = 270 };

/* Contacts by hour, of the shifts and wishes in plan_day.c: turns the hours' volume into the chance that a contact is a
   new case. */
static const double CONTACTS_BY_HOUR[OFFICE_HOURS] = {.50, .66, 1.10, 1.26, 1.04, .98, .99, 1.02, .96, .65, .40, .18};

double agent_reach(const struct world *world, int64_t day)
{
	if (day < world->agent_launch)
		return 0;
	double reach = 0.25 + 0.75 * (double)(day - world->agent_launch) / REACH_DAYS;
	return reach > 1 ? 1 : reach;
}

struct ticket *plan_ticket(struct plan *plan)
{
	if (plan->ticket_count == plan->ticket_room) {
		plan->ticket_room = plan->ticket_room * 2 + 32;
		plan->tickets = memory_grow(plan->tickets, sizeof *plan->tickets * (size_t)plan->ticket_room);
	}
	struct ticket *ticket = &plan->tickets[plan->ticket_count++];
	*ticket = (struct ticket){0};
	return ticket;
}

/* Numbers grow with the days; each person and each team's agent has its own room in a day. */
static int64_t ticket_number(const struct world *world, int64_t day, int64_t slot)
{
	int64_t room = (int64_t)NUMBERS_A_DAY * (world->people * 4 + 64) + (int64_t)AGENT_NUMBERS * world->scenario->team_count;
	return 100000 + (day - world->start) * room + slot;
}

static double hour_sum(const double *values)
{
	double sum = 0;
	for (int i = 0; i < OFFICE_HOURS; i++)
		sum += values[i];
	return sum;
}

static double new_case_chance(const struct world *world, int64_t moment)
{
	const struct scenario_pattern *pattern = &world->scenario->pattern;
	int64_t day = moment / DAY_SECONDS;
	int hour = (int)(moment % DAY_SECONDS / HOUR) - FIRST_HOUR;
	hour = hour < 0 ? 0 : hour >= OFFICE_HOURS ? OFFICE_HOURS - 1 : hour;
	double wanted = pattern->hours[hour] / hour_sum(pattern->hours), usual = CONTACTS_BY_HOUR[hour] / hour_sum(CONTACTS_BY_HOUR);
	double staff = day_staff(world, day);
	return staff > 0 ? world->scenario->cases.new_case * wanted / usual * day_volume(world, day) / staff : 0;
}

/* Eight to six on one of the next `days` days, never a Sunday; 0 days: not moved. */
static int64_t later_at_work(int64_t moment, int days, struct dice *dice)
{
	int64_t day = moment / DAY_SECONDS + days;
	day += day_weekday(day) == 6 ? -1 : 0;
	int64_t at = day * DAY_SECONDS + 8 * HOUR + dice_below(dice, 10 * HOUR);
	return at > moment ? at : moment + HOUR;
}

/* Scores 1-5 whose mean is `mean` near 4.2: a rounded normal; rounding and the top at 5 take 0.08 away. */
static int score(double mean, struct dice *dice)
{
	int value = (int)floor(mean + 0.08 + 0.86 * dice_normal(dice) + 0.5);
	return value < 1 ? 1 : value > 5 ? 5 : value;
}

void finish_ticket(const struct world *world, struct ticket *ticket, double came_back, double csat, struct dice *dice)
{
	bool returns = dice_chance(dice, came_back), rated = dice_chance(dice, world->scenario->cases.rated);
	int days = 1 + dice_below(dice, 6), given = score(csat, dice);
	int64_t wait = 600 + dice_below(dice, 20 * HOUR);
	if (!ticket->resolved)
		return;
	if (returns)                                    /* within seven days: later than that it is a new case */
		ticket->reopened = later_at_work(ticket->resolved, days, dice);
	if (rated) {
		ticket->csat = given;
		ticket->rated = ticket->resolved + wait;
	}
}

static int complexity(const struct world *world, int team, int64_t day, struct dice *dice)
{
	const struct scenario_cases *cases = &world->scenario->cases;
	double hard = cases->complex + (cases->complex_with_agent - cases->complex) * agent_reach(world, day);
	hard *= 1 + 0.3 * ((team * 2) % 3 - 1);
	if (dice_chance(dice, hard))
		return 4 + dice_chance(dice, 0.3);
	double at = dice_share(dice);
	return at < 0.3 ? 1 : at < 0.68 ? 2 : 3;
}

static void open_ticket(const struct world *world, const struct rep *rep, struct plan *plan, struct stretch *stretch,
	struct dice *dice)
{
	struct ticket *ticket = plan_ticket(plan);
	int64_t waits = 5 + (int64_t)(dice_exponential(dice) * 45);
	bool chat = dice_chance(dice, 0.45);
	stretch->ticket = plan->ticket_count - 1;
	ticket->number = ticket_number(world, plan->day, (int64_t)rep->id * NUMBERS_A_DAY + stretch->ticket);
	ticket->person = rep->id;
	ticket->team = rep_team(rep, plan->day);
	ticket->resolved_by = "human";
	ticket->complexity = complexity(world, ticket->team, plan->day, dice);
	ticket->channel = stretch->kind == KIND_CONVERSATION ? "phone" : chat ? "chat" : "email";
	if (stretch->kind == KIND_EMAIL_CHAT && !chat)
		waits = 300 + (int64_t)(dice_exponential(dice) * 2400);
	ticket->opened = stretch->start - (waits > 20 * HOUR ? 20 * HOUR : waits);
	ticket->replied = stretch->kind == KIND_EMAIL_CHAT && !chat ? stretch->start + stretch->seconds / 2 : stretch->start + 5;
}

/* An earlier case of the day through the same kind of contact, -1 none. */
static int earlier_ticket(const struct plan *plan, int before, int kind, struct dice *dice)
{
	int found = -1, seen = 0;
	for (int i = 0; i < before; i++)
		if (plan->stretches[i].kind == kind && plan->stretches[i].ticket >= 0 && dice_below(dice, ++seen) == 0)
			found = plan->stretches[i].ticket;
	return found;
}

static void resolve_ticket(const struct world *world, const struct rep *rep, struct plan *plan, int index, struct dice *dice)
{
	struct ticket *ticket = &plan->tickets[index];
	for (int i = 0; i < plan->stretch_count; i++) {
		const struct stretch *stretch = &plan->stretches[i];
		if (stretch->ticket != index || stretch->kind == KIND_LOGGING)
			continue;
		ticket->handle += stretch->seconds;
		if (stretch->kind < CUSTOMER_KINDS)
			ticket->resolved = stretch->start + stretch->seconds;
	}
	bool slow = dice_chance(dice, ticket->channel[0] == 'e' ? 0.25 : 0.06);
	int days = 1 + dice_below(dice, 3);
	if (slow)
		ticket->resolved = later_at_work(ticket->resolved, days, dice);
	if (dice_chance(dice, 0.01))                    /* closed without a resolution */
		ticket->resolved = 0;
	bool text = ticket->channel[0] == 'e' || ticket->channel[0] == 'c';
	double share = world->scenario->ai.agent_share, handed = world->scenario->ai.agent_hands_over;
	double per_human = share / (1 - share) * handed / (1 - handed) / 0.4;
	double team = world->scenario->teams[ticket->team].agent;
	ticket->handed_over = text && dice_chance(dice, per_human * team * agent_reach(world, plan->day));
	finish_ticket(world, ticket, rep->came_back, world->scenario->cases.csat + rep->csat, dice);
}

void plan_tickets(const struct world *world, const struct rep *rep, struct plan *plan)
{
	struct dice dice = dice_of(world->seed, DICE_DAY, -rep->id, plan->day);
	int latest = -1;
	for (int i = 0; i < plan->stretch_count; i++) {
		struct stretch *stretch = &plan->stretches[i];
		if (stretch->kind == KIND_WRAP_UP || stretch->kind == KIND_LOGGING)
			stretch->ticket = latest;
		if (stretch->kind != KIND_CONVERSATION && stretch->kind != KIND_EMAIL_CHAT)
			continue;
		bool fresh = dice_chance(&dice, new_case_chance(world, stretch->start));
		stretch->ticket = fresh ? -1 : earlier_ticket(plan, i, stretch->kind, &dice);
		if (stretch->ticket < 0 && (fresh || dice_chance(&dice, 0.1)) && plan->ticket_count < NUMBERS_A_DAY)
			open_ticket(world, rep, plan, stretch, &dice);
		latest = stretch->ticket >= 0 ? stretch->ticket : latest;
	}
	for (int i = 0; i < plan->ticket_count; i++)
		resolve_ticket(world, rep, plan, i, &dice);
}

/* A second of the day after the volume by hour; at night the agent is alone. */
static int64_t agent_second(const struct world *world, struct dice *dice)
{
	const double *hours = world->scenario->pattern.hours;
	if (dice_chance(dice, world->scenario->ai.agent_at_night)) {
		int64_t hour = 18 + (int64_t)(dice_share(dice) * dice_share(dice) * 12);        /* from six in the evening */
		return ((hour + 2) % 24) * HOUR + dice_below(dice, HOUR);
	}
	double at = dice_share(dice) * hour_sum(hours);
	int hour = 0;
	while (hour < OFFICE_HOURS - 1 && at >= hours[hour])
		at -= hours[hour++];
	return (int64_t)(FIRST_HOUR + hour) * HOUR + dice_below(dice, HOUR);
}

static int agent_tool(const struct world *world)
{
	for (unsigned i = 0; i < world->scenario->tool_count; i++)
		if (world->scenario->tools[i].kind[1] == 'g')
			return (int)i;
	return -1;
}

/* Contacts that the agent resolves in a team on a day, beside those of its people. */
static double agent_expected(const struct world *world, int team, int64_t day)
{
	int here = 0;
	for (int i = 0; i < world->rep_count; i++)
		here += rep_employed(world->reps[i], day) && rep_team(world->reps[i], day) == team;
	double by_people = here * 0.86 * 4.6 * day_volume(world, day), share = world->scenario->ai.agent_share;
	return by_people * share / (1 - share) * agent_reach(world, day) * world->scenario->teams[team].agent;
}

void plan_agent(const struct world *world, int team, int64_t day, struct plan *plan)
{
	plan->stretch_count = plan->ticket_count = plan->use_count = 0;
	plan->day = day;
	plan->person = 0;
	int tool = agent_tool(world);
	struct dice dice = dice_of(world->seed, DICE_AGENT, team, day);
	int count = tool < 0 ? 0 : (int)(agent_expected(world, team, day) + dice_share(&dice));
	for (int i = 0; i < count && i < AGENT_NUMBERS; i++) {
		struct ticket *ticket = plan_ticket(plan);
		int64_t slot = (int64_t)NUMBERS_A_DAY * (world->people * 4 + 64) + (int64_t)AGENT_NUMBERS * team + i;
		ticket->number = ticket_number(world, day, slot);
		ticket->team = team;
		ticket->channel = dice_chance(&dice, 0.7) ? "chat" : "email";
		ticket->resolved_by = "ai";
		ticket->opened = day * DAY_SECONDS + agent_second(world, &dice);
		ticket->replied = ticket->opened + 2 + dice_below(&dice, 20);
		ticket->resolved = ticket->replied + 60 + (int64_t)(dice_exponential(&dice) * 240);
		ticket->complexity = 1 + dice_chance(&dice, 0.35);
		finish_ticket(world, ticket, world->scenario->cases.came_back_ai, world->scenario->cases.csat_ai, &dice);
		*plan_use(plan) = (struct use){.at = ticket->resolved, .tool = tool, .ticket = i, .kind = "resolved"};
	}
}
