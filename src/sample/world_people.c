/* One person: hired, named, moved, promoted, given AI. */
#include "world.h"

#include <math.h>
#include <stdio.h>

/* Common Indonesian given and family names; 61 and 64 have no common divisor, so 3,904 pairs come before one repeats. */
static const char *const GIVEN[] = {"Ayu", "Bima", "Citra", "Dimas", "Eka", "Fajar", "Gita", "Hadi", "Indah", "Joko", "Kartika",
	"Lukas", "Maya", "Nanda", "Oki", "Putri", "Rangga", "Sari", "Tono", "Umar", "Vina", "Wulan", "Yoga", "Zahra", "Adit",
	"Bayu", "Candra", "Dewi", "Endah", "Farah", "Galih", "Hana", "Intan", "Jati", "Kirana", "Laras", "Melati", "Niko",
	"Prita", "Ratih", "Satria", "Tari", "Utami", "Wahyu", "Yuni", "Agung", "Bella", "Cahya", "Danu", "Elok", "Fitri",
	"Gilang", "Hesti", "Ilham", "Juwita", "Krisna", "Lestari", "Mira", "Nurul", "Purnama", "Rina"};
static const char *const FAMILY[] = {"Lestari", "Santosa", "Dewanti", "Pratomo", "Widjaja", "Nuswantoro", "Permadi", "Wirawan",
	"Sarasvati", "Prasetyo", "Ningsih", "Hutapea", "Anggoro", "Sapoetra", "Maulida", "Kusnadi", "Rahardjo", "Simatupang",
	"Handayani", "Gunadi", "Tanjung", "Siregar", "Wibisono", "Halim", "Pangestu", "Nasution", "Laksono", "Mahardika",
	"Setiadi", "Purwanto", "Harahap", "Iskandar", "Juwono", "Kartono", "Lubis", "Manurung", "Nugraheni", "Oktaviani",
	"Pertiwi", "Rachman", "Salim", "Tambunan", "Utomo", "Wardhana", "Yulianti", "Zulkarnaen", "Adiputra", "Basuki",
	"Cahyono", "Darmawan", "Effendi", "Fadillah", "Ginting", "Hapsari", "Irawan", "Jatmiko", "Kurniadi", "Limbong",
	"Mulyani", "Napitupulu", "Panjaitan", "Rosdiana", "Sembiring", "Tarigan"};
enum { NAME_STEP = 1237, NAME_PAIRS = 61 * 64 };

void rep_name(const struct rep *rep, char name[80])
{
	int pair = rep->name % NAME_PAIRS;
	snprintf(name, 80, "%s %s", GIVEN[pair % (int)COUNT_OF(GIVEN)], FAMILY[pair % (int)COUNT_OF(FAMILY)]);
}

bool rep_employed(const struct rep *rep, int64_t day)
{
	return rep->hired <= day && day <= rep->left;
}

int rep_team(const struct rep *rep, int64_t day)
{
	for (int i = rep->stay_count - 1; i >= 0; i--)
		if (rep->stays[i].from <= day && day <= rep->stays[i].to)
			return rep->stays[i].team;
	return -1;
}

void rep_move(struct rep *rep, int team, int64_t day)
{
	if (rep->stay_count == MOST_STAYS)
		return;
	rep->stays[rep->stay_count - 1].to = day - 1;
	rep->stays[rep->stay_count++] = (struct stay){day, NEVER, team};
}

/* Person effects and the weekly swings, which carry over from week to week (autoregressive). */
static void draw_person(struct world *world, struct rep *rep)
{
	const struct scenario *scenario = world->scenario;
	struct dice dice = dice_of(world->seed, DICE_PERSON, rep->id, 0);
	double back = scenario->cases.came_back;
	double spread = sqrt(3 * scenario->cases.came_back_between_people * back * (1 - back));
	spread = spread > back ? back : spread;
	rep->customers = scenario->customers.person_sd * dice_normal(&dice);
	rep->csat = scenario->cases.csat_person_sd * dice_normal(&dice);
	rep->came_back = dice_between(&dice, back - spread, back + spread);
	rep->habit = dice_between(&dice, 0.4, 0.95);
	rep->day_off = dice_chance(&dice, scenario->pattern.part_time) ? dice_below(&dice, 5) : -1;
	rep->hours = rep->day_off >= 0 ? 32 : 40;
}

static void draw_weeks(struct world *world, struct rep *rep)
{
	const struct scenario *scenario = world->scenario;
	double carries = scenario->customers.week_carries, swing = 0;
	rep->first_week = week_of_day(rep->hired);
	if (rep->first_week < world->first_week)
		rep->first_week = world->first_week;
	rep->swing = ARENA_ARRAY(world->arena, float, world->weeks);
	rep->used = ARENA_ARRAY(world->arena, bool, world->weeks);
	rep->away = ARENA_ARRAY(world->arena, bool, world->weeks);
	for (int i = 0; i < world->weeks; i++) {
		struct dice dice = dice_of(world->seed, DICE_SWING, rep->id, rep->first_week + i);
		double shock = scenario->customers.week_sd * dice_normal(&dice);
		swing = i == 0 ? shock : carries * swing + sqrt(1 - carries * carries) * shock;
		rep->swing[i] = (float)swing;
		struct dice away = dice_of(world->seed, DICE_AWAY, rep->id, rep->first_week + i);
		rep->away[i] = dice_chance(&away, scenario->pattern.weeks_away) && i > 1;
	}
}

/* Those here at the launch start after a gamma time, later hires some weeks after the hire. */
void world_start_ai(struct world *world, struct rep *rep)
{
	const struct scenario_ai *ai = &world->scenario->ai;
	struct dice dice = dice_of(world->seed, DICE_AI_START, rep->id, 0);
	bool starts = dice_chance(&dice, ai->start);
	double late = dice_gamma(&dice, ai->start_shape) * ai->start_scale * MONTH_DAYS_100 / 100;
	int64_t day = world->ai_launch + (int64_t)late;
	if (rep->hired > world->ai_launch)
		day = rep->hired + ai->newcomers_start_weeks * 7 - 7 + dice_below(&dice, 15);
	int team = rep_team(rep, rep->hired > day ? rep->hired : day);
	rep->ai_start = NEVER;
	if (!starts || team < 0 || !world->scenario->teams[team].has_ai)
		return;
	rep->ai_start = week_of_day(day);
	for (int i = 0; i < world->weeks; i++) {
		int64_t week = rep->first_week + i, since = week - rep->ai_start;
		struct dice use = dice_of(world->seed, DICE_AI_WEEK, rep->id, week);
		bool lucky = dice_chance(&use, ai->weeks_used);
		rep->used[i] = since >= 0 && (lucky || since < 3);
	}
}

struct rep *world_hire(struct world *world, int team, int64_t day, const struct rep *former)
{
	struct rep *rep = ARENA_ARRAY(world->arena, struct rep, 1);
	if (world->rep_count == world->rep_room) {
		world->rep_room = world->rep_room * 2 + 64;
		struct rep **larger = ARENA_ARRAY(world->arena, struct rep *, world->rep_room);
		for (int i = 0; i < world->rep_count; i++)
			larger[i] = world->reps[i];
		world->reps = larger;
	}
	world->reps[world->rep_count++] = rep;
	rep->id = world->rep_count;
	rep->number = former ? former->number : world->next_number++;
	struct dice dice = dice_of(world->seed, DICE_NAMES, 0, 0);
	rep->name = former ? former->name : (dice_below(&dice, NAME_PAIRS) + rep->number * NAME_STEP) % NAME_PAIRS;
	rep->hired = day;
	rep->left = rep->notice = rep->ai_start = NEVER;
	rep->last_gain = -1;
	rep->stays[rep->stay_count++] = (struct stay){day, NEVER, team};
	rep->jobs[rep->job_count++] = (struct job){day, NEVER, "Service rep"};
	draw_person(world, rep);
	draw_weeks(world, rep);
	world_start_ai(world, rep);
	world_first_skills(world, rep);
	return rep;
}

bool rep_has_ai(const struct world *world, const struct rep *rep, int64_t day)
{
	int team = rep_team(rep, day);
	return day >= world->ai_launch && team >= 0 && world->scenario->teams[team].has_ai;
}

bool rep_uses_ai(const struct world *world, const struct rep *rep, int64_t week)
{
	int64_t i = week - rep->first_week;
	if (i < 0 || i >= world->weeks || !rep->used[i] || rep->away[i] || !rep_has_ai(world, rep, week_start(week) + 4))
		return false;
	if (rep->leave_kind != LEAVE_VOLUNTARY || week_start(week) + 4 < rep->notice)
		return true;
	struct dice dice = dice_of(world->seed, DICE_AI_WEEK, -rep->id, week);
	return dice_chance(&dice, world->scenario->leaving.notice_ai);
}

const char *rep_role(const struct rep *rep, int64_t day)
{
	const char *role = rep->jobs[0].role;
	for (int i = 0; i < rep->job_count; i++)
		if (rep->jobs[i].from <= day)
			role = rep->jobs[i].role;
	return role;
}

static void new_job(struct rep *rep, const char *role, int64_t day)
{
	struct job *last = &rep->jobs[rep->job_count - 1];
	if (rep->job_count == MOST_JOBS || last->from >= day)
		return;
	last->to = day - 1;
	rep->jobs[rep->job_count++] = (struct job){day, NEVER, role};
}

void world_promote(struct world *world, struct rep *rep, int64_t day)
{
	struct dice dice = dice_of(world->seed, DICE_PROMOTION, rep->id, 0);
	double months = dice_between(&dice, 24, 36);
	int64_t due = rep->hired + (int64_t)(months * MONTH_DAYS_100 / 100);
	if (rep->job_count == 1 && due <= day && rep_employed(rep, due) && due > rep->hired)
		new_job(rep, "Senior rep", due);
}

static struct rep *longest_there(const struct world *world, int team, int64_t day)
{
	struct rep *best = NULL;
	for (int i = 0; i < world->rep_count; i++) {
		struct rep *rep = world->reps[i];
		if (rep_employed(rep, day) && rep_team(rep, day) == team && rep->left > day + 60 && (!best || rep->hired < best->hired))
			best = rep;
	}
	return best;
}

/* Every team has a lead: the one who is longest in the house; the next follows the day after a lead left or moved. */
void world_leads(struct world *world, int64_t day)
{
	for (int team = 0; team < (int)world->scenario->team_count; team++) {
		struct lead *last = NULL;
		for (int i = 0; i < world->lead_count; i++)
			if (world->leads[i].team == team)
				last = &world->leads[i];
		if (last && last->to == NEVER && rep_employed(world->reps[last->person - 1], day) &&
		    rep_team(world->reps[last->person - 1], day) == team)
			continue;
		struct rep *next = longest_there(world, team, day);
		if (last && last->to == NEVER) {
			const struct rep *former = world->reps[last->person - 1];
			last->to = former->left < day ? former->left : day - 1;
		}
		if (!next || world->lead_count == world->lead_room)
			continue;
		world->leads[world->lead_count++] = (struct lead){day, NEVER, team, next->id};
		new_job(next, "Team lead", day > next->hired ? day : next->hired + 1);
	}
}
