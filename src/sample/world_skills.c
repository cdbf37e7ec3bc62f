/* What people can do: first assessments, gains, yearly reviews, and what teams need of it. */
#include "world.h"

#include <string.h>

enum { TOP_LEVEL = 5, FIRST_REVIEWS_BACK = 200 };
#define EARLIER_GAINS 0.5                               /* of the usual rate, in the years before anybody wrote them down */

static void assess(struct world *world, struct rep *rep, int64_t day, int skill, bool gain)
{
	for (int i = rep->assessment_count - 1; i >= 0; i--)
		if (rep->assessments[i].day == day && rep->assessments[i].skill == skill)
			return;
	if (rep->assessment_count == rep->assessment_room) {
		rep->assessment_room = rep->assessment_room * 2 + 32;
		struct assessment *larger = ARENA_ARRAY(world->arena, struct assessment, rep->assessment_room);
		if (rep->assessment_count)
			memcpy(larger, rep->assessments, sizeof *larger * (size_t)rep->assessment_count);
		rep->assessments = larger;
	}
	rep->assessments[rep->assessment_count++] = (struct assessment){day, skill, rep->level[skill], gain};
}

/* The one who sits on a team's first seat; a successor begins low. */
static bool specialist(const struct world *world, const struct rep *rep, int team)
{
	for (int seat = 0; seat < world->people; seat++)
		if (world->seat_team[seat] == team)
			return world->seat_rep[seat] == rep->id;
	return false;
}

/* Skills that rest on one person of the team: the others stop below the level that the scenario says. */
static double scarcity(const struct world *world, const struct rep *rep, int team, int skill)
{
	const struct scenario *scenario = world->scenario;
	bool scarce = strcmp(scenario->unmet.team, scenario->teams[team].name) == 0 &&
		      strcmp(scenario->unmet.skill, scenario->skills.names[skill]) == 0;
	if (scarce)
		return rep->level[skill] < scenario->skills.others_most;
	for (unsigned i = 0; i < scenario->on_one_count; i++)
		scarce = scarce || (strcmp(scenario->on_one[i].team, scenario->teams[team].name) == 0 &&
			strcmp(scenario->on_one[i].skill, scenario->skills.names[skill]) == 0);
	if (!scarce)
		return 1;
	return specialist(world, rep, team) ? 6 : rep->level[skill] < scenario->skills.others_most;
}

/* A skill that can still grow, by what the team learns most; -1 when all stand at the top. */
static int choose_skill(const struct world *world, const struct rep *rep, int64_t day, struct dice *dice)
{
	int team = rep_team(rep, day);
	double weights[SKILL_COUNT], sum = 0;
	bool uses_ai = week_of_day(day) > rep->ai_start;
	for (int skill = 0; skill < SKILL_COUNT; skill++) {
		weights[skill] = team < 0 || rep->level[skill] >= TOP_LEVEL ? 0 : world->scenario->teams[team].learns[skill];
		if (skill == world->scenario->skills.ai_skill && !uses_ai)
			weights[skill] = 0;
		weights[skill] *= team < 0 ? 0 : scarcity(world, rep, team, skill) / (1 + rep->level[skill]);
		sum += weights[skill];
	}
	double at = dice_share(dice) * sum;
	for (int skill = 0; skill < SKILL_COUNT; skill++) {
		at -= weights[skill];
		if (at < 0)
			return skill;
	}
	return -1;
}

/* Newcomers bring a little of everything; those who were here on the first day have grown since. */
void world_first_skills(struct world *world, struct rep *rep)
{
	struct dice dice = dice_of(world->seed, DICE_FIRST_SKILLS, rep->id, 0);
	int64_t day = rep->hired;
	double months = rep_months(rep, world->start);
	if (rep->hired < world->start) {
		day = world->start - dice_below(&dice, FIRST_REVIEWS_BACK);
		day = day < rep->hired ? rep->hired : day;
	}
	int start = 4 + dice_below(&dice, 3);
	start += months > 0 ? (int)(months * world->scenario->skills.gains_a_month * EARLIER_GAINS) : 0;
	for (int i = 0; i < start; i++) {
		int skill = choose_skill(world, rep, rep->hired > world->start ? rep->hired : world->start, &dice);
		if (skill >= 0)
			rep->level[skill]++;
	}
	for (int skill = 0; skill < SKILL_COUNT; skill++)
		if (rep->level[skill] > 0)
			assess(world, rep, day, skill, false);
}

static void review(struct world *world, struct rep *rep, int64_t from, int64_t to)
{
	struct dice dice = dice_of(world->seed, DICE_REVIEW, rep->id, from);
	int64_t day = from + (rep->id * 7) % 20;
	if ((date_of_day(from).month + rep->id) % 12 != 0 || day > to || !rep_employed(rep, day) || day < rep->hired + 120)
		return;
	while (day_weekday(day) > 4)
		day--;
	for (int skill = 0; skill < SKILL_COUNT; skill++)
		if (rep->level[skill] > 0 && dice_chance(&dice, 0.8))
			assess(world, rep, day, skill, false);
}

/* from … to: a calendar month or the part of it that is simulated. */
void world_gains(struct world *world, struct rep *rep, int64_t from, int64_t to)
{
	const struct scenario *scenario = world->scenario;
	struct dice dice = dice_of(world->seed, DICE_GAIN, rep->id, from);
	review(world, rep, from, to);
	double rate = week_of_day(from) > rep->ai_start ? scenario->skills.gains_a_month_ai : scenario->skills.gains_a_month;
	if (!dice_chance(&dice, rate * (double)(to - from + 1) * 100 / MONTH_DAYS_100))
		return;
	int64_t day = from + dice_below(&dice, (int)(to - from + 1));
	while (day_weekday(day) > 4 && day > from)
		day--;
	int skill = rep_employed(rep, day) ? choose_skill(world, rep, day, &dice) : -1;
	if (skill < 0)
		return;
	rep->level[skill]++;
	rep->last_gain = day;
	assess(world, rep, day, skill, true);
}

int rep_level(const struct rep *rep, int skill, int64_t day)
{
	int level = 0;
	int64_t latest = -NEVER;
	for (int i = 0; i < rep->assessment_count; i++) {
		const struct assessment *seen = &rep->assessments[i];
		if (seen->skill == skill && seen->day <= day && seen->day >= latest) {
			latest = seen->day;
			level = seen->level;
		}
	}
	return level;
}

static int holders(const struct world *world, int team, int skill, int level, int *members)
{
	int count = 0;
	*members = 0;
	for (int i = 0; i < world->rep_count; i++) {
		const struct rep *rep = world->reps[i];
		if (!rep_employed(rep, world->until) || rep_team(rep, world->until) != team)
			continue;
		++*members;
		count += rep_level(rep, skill, world->until) >= level;
	}
	return count;
}

static void add_need(struct world *world, int team, int skill, int level, int people)
{
	for (int i = 0; i < world->need_count; i++)
		if (world->needs[i].team == team && world->needs[i].skill == skill && world->needs[i].level == level)
			return;
	world->needs[world->need_count++] = (struct need){team, skill, level, people};
}

/* The highest level that `wanted` people of the team have reached; 0 where there is none. */
static int level_held_by(const struct world *world, int team, int skill, int wanted)
{
	int members;
	for (int level = TOP_LEVEL; level > 0; level--)
		if (holders(world, team, skill, level, &members) == wanted)
			return level;
	return 0;
}

/* The level at which one person stands alone; tried first in the skill that the scenario names, then in the others. */
static void rest_on_one(struct world *world, int team, int first_skill)
{
	for (int i = 0; i < SKILL_COUNT; i++) {
		int skill = (first_skill + i) % SKILL_COUNT, level = level_held_by(world, team, skill, 1);
		bool taken = false;
		for (int need = 0; need < world->need_count; need++)
			taken = taken || (world->needs[need].team == team && world->needs[need].skill == skill &&
				world->needs[need].level == level);
		if (level < 2 || taken)
			continue;
		add_need(world, team, skill, level, 1);
		return;
	}
}

/* A level above what anybody of the team has; in another skill where somebody stands at the top. */
static void leave_unmet(struct world *world, int team, int first_skill)
{
	int members;
	for (int i = 0; i < SKILL_COUNT; i++) {
		int skill = (first_skill + i) % SKILL_COUNT;
		for (int level = 3; level <= TOP_LEVEL; level++)
			if (holders(world, team, skill, level, &members) == 0) {
				add_need(world, team, skill, level, 1);
				return;
			}
	}
}

void world_needs(struct world *world)
{
	const struct scenario *scenario = world->scenario;
	world->needs = ARENA_ARRAY(world->arena, struct need, scenario->need_count + scenario->on_one_count + 1);
	for (unsigned i = 0; i < scenario->need_count; i++) {
		const struct scenario_need *need = &scenario->needs[i];
		int team = scenario_team_index(scenario, need->team), skill = scenario_skill_index(scenario, need->skill);
		int members, level = need->level, held = holders(world, team, skill, level, &members);
		if (held == 1 && level > 1)
			held = holders(world, team, skill, --level, &members);
		int people = (int)(need->share * members + 0.5);
		if (people > 0 && held > 1)
			add_need(world, team, skill, level, people);
	}
	for (unsigned i = 0; i < scenario->on_one_count; i++)
		rest_on_one(world, scenario_team_index(scenario, scenario->on_one[i].team),
			scenario_skill_index(scenario, scenario->on_one[i].skill));
	leave_unmet(world, scenario_team_index(scenario, scenario->unmet.team),
		scenario_skill_index(scenario, scenario->unmet.skill));
}
