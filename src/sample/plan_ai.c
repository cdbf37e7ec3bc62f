/* What people do with the assistants during their cases. */
#include "plan.h"

#include <string.h>

enum { DAY_SECONDS = 86400, LEARNING_DAYS = 365 };

struct use *plan_use(struct plan *plan)
{
	if (plan->use_count == plan->use_room) {
		plan->use_room = plan->use_room * 2 + 64;
		plan->uses = memory_grow(plan->uses, sizeof *plan->uses * (size_t)plan->use_room);
	}
	return &plan->uses[plan->use_count++];
}

static bool there_yet(const struct world *world, int tool, int64_t day)
{
	int64_t months = (day - world->ai_launch) * 100 / MONTH_DAYS_100;
	return day >= world->ai_launch && months >= world->scenario->tools[tool].from_month &&
	       world->scenario->tools[tool].kind[1] == 's';
}

/* Drafts for letters, summaries after calls, search for either; -1 when the tool has not come yet. */
static int tool_for(const struct world *world, const struct ticket *ticket, int64_t day, struct dice *dice)
{
	int wanted = dice_chance(dice, 0.14) ? 2 : ticket->channel[0] == 'p' ? 1 : 0;
	if (wanted >= (int)world->scenario->tool_count)
		wanted = 0;
	return there_yet(world, wanted, day) ? wanted : there_yet(world, 0, day) ? 0 : -1;
}

static const char *answer_to(const struct world *world, int tool, int64_t day, struct dice *dice)
{
	const struct scenario_tool *with = &world->scenario->tools[tool];
	double practice = (double)(day - world->ai_launch) / LEARNING_DAYS;
	practice = 0.85 + 0.15 * (practice > 1 ? 1 : practice);
	double at = dice_share(dice), accepted = with->accepted * practice, edited = with->edited * practice;
	if (at < accepted)
		return "accepted";
	if (at < accepted + edited)
		return "edited";
	return at < accepted + edited + with->rejected ? "rejected" : NULL;
}

static int saving(const struct world *world, int tool, const char *kind, struct dice *dice)
{
	double part = strcmp(kind, "accepted") == 0 ? 1 : strcmp(kind, "edited") == 0 ? 0.6 : 0;
	return (int)(part * world->scenario->tools[tool].saves * dice_between(dice, 0.5, 1.5));
}

/* Shown, then taken or not; true when it was taken. answers: whether the person reacts at all. */
static bool offer(const struct world *world, struct plan *plan, int person, int ticket, int tool, int64_t at, bool answers,
	struct dice *dice)
{
	const char *kind = answer_to(world, tool, plan->day, dice);
	int saved = kind ? saving(world, tool, kind, dice) : 0;
	struct use use = {.at = at, .person = person, .tool = tool, .ticket = ticket, .kind = "shown"};
	*plan_use(plan) = use;
	if (!kind || !answers)
		return false;
	use.at += 8 + dice_below(dice, 50);
	use.kind = kind;
	use.saved = saved;
	*plan_use(plan) = use;
	return strcmp(kind, "rejected") != 0;
}

/* A week of use has at least one day of use; which one is drawn among the days worked. */
static bool day_of_use(const struct world *world, const struct rep *rep, int64_t day, bool *only_one)
{
	int64_t week = week_of_day(day), days[SHORT_WEEK];
	int count = 0;
	if (!rep_uses_ai(world, rep, week) || !rep_has_ai(world, rep, day))
		return false;
	for (int64_t other = week_start(week); other < week_start(week) + SHORT_WEEK; other++)
		if (rep_works(world, rep, other) && rep_has_ai(world, rep, other))
			days[count++] = other;
	struct dice pick = dice_of(world->seed, DICE_AI_WEEK, rep->id + 1000000, week);
	*only_one = count > 0 && days[dice_below(&pick, count)] == day;
	struct dice dice = dice_of(world->seed, DICE_AI_WEEK, rep->id + 2000000, day);
	return *only_one || dice_chance(&dice, rep->habit);
}

static const struct stretch *stretch_of(const struct plan *plan, int ticket)
{
	for (int i = 0; i < plan->stretch_count; i++)
		if (plan->stretches[i].ticket == ticket)
			return &plan->stretches[i];
	return NULL;
}

static void help_case(const struct world *world, const struct rep *rep, struct plan *plan, int index, bool uses,
	struct dice *dice)
{
	const struct stretch *stretch = stretch_of(plan, index);
	int tool = tool_for(world, &plan->tickets[index], plan->day, dice), offers = 1 + dice_below(dice, 3);
	bool helped = dice_chance(dice, uses ? world->scenario->ai.helped_cases : 0.06), taken = false;
	if (!helped || !stretch || tool < 0)
		return;
	for (int i = 0; i < offers; i++) {
		int64_t at = stretch->start + (int64_t)stretch->seconds * (i + 1) / (offers + 2);
		taken = offer(world, plan, rep->id, index, tool, at, uses, dice) || taken;
	}
	if (taken)
		plan->tickets[index].resolved_by = "human_with_ai";
}

static void hand_over(const struct world *world, struct plan *plan, int index)
{
	const struct ticket *ticket = &plan->tickets[index];
	for (unsigned tool = 0; tool < world->scenario->tool_count; tool++)
		if (ticket->handed_over && world->scenario->tools[tool].kind[1] == 'g')
			*plan_use(plan) = (struct use){.at = ticket->opened + 30, .tool = (int)tool, .ticket = index,
				.kind = "handed_over"};
}

static bool deliberate(const struct use *use)
{
	return use->person && strcmp(use->kind, "shown") != 0;
}

void plan_uses(const struct world *world, const struct rep *rep, struct plan *plan)
{
	struct dice dice = dice_of(world->seed, DICE_DAY, rep->id + 1000000, plan->day);
	bool only_one = false, any = false;
	bool uses = day_of_use(world, rep, plan->day, &only_one);
	for (int i = 0; i < plan->ticket_count; i++) {
		if (rep_has_ai(world, rep, plan->day))
			help_case(world, rep, plan, i, uses, &dice);
		hand_over(world, plan, i);
	}
	for (int i = 0; i < plan->use_count; i++)
		any = any || deliberate(&plan->uses[i]);
	if (!only_one || any || plan->stretch_count == 0)
		return;
	int search = world->scenario->tool_count > 2 && there_yet(world, 2, plan->day) ? 2 : 0;
	const struct stretch *first = &plan->stretches[0];
	*plan_use(plan) = (struct use){.at = first->start + first->seconds / 2, .person = rep->id, .tool = search, .ticket = -1,
		.saved = saving(world, search, "accepted", &dice), .kind = "used"};
}
