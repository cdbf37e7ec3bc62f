/* The people of the sample and what happens to them, month by month, before any row is written: hires, moves, leavings,
   AI starts, skills. Days are local days, weeks are counted from Mondays. Everything is owned by the world's arena. */
#ifndef TEAMTOP_SAMPLE_WORLD_H
#define TEAMTOP_SAMPLE_WORLD_H

#include "dice.h"
#include "scenario.h"

enum { MOST_STAYS = 8, MOST_JOBS = 6, MONTH_DAYS_100 = 3044 };
#define NEVER INT64_C(1000000)                          /* a day after all others (year 4707) */

enum leave_kind { LEAVE_NONE, LEAVE_VOLUNTARY, LEAVE_INVOLUNTARY, LEAVE_OTHER };

struct stay { int64_t from, to; int team; };            /* both days included; to NEVER: still there */
struct job { int64_t from, to; const char *role; };
struct assessment { int64_t day; int skill, level; bool gain; };

struct rep {
	int id;                                         /* row id; from 1 in order of hire */
	int number, name;                               /* a re-hire keeps both */
	int64_t hired, left, notice;                    /* left NEVER: stays; notice: first day on which it is known */
	enum leave_kind leave_kind;
	double hours;                                   /* a week */
	int day_off;                                    /* of a part timer: weekday, -1 none */
	double customers, csat, came_back, habit;       /* person effects: points, score, share; share of days with AI */
	int64_t ai_start;                               /* week of the first use, NEVER none */
	struct stay stays[MOST_STAYS];
	int stay_count;
	struct job jobs[MOST_JOBS];
	int job_count;
	int64_t first_week;                             /* of the arrays below */
	float *swing;                                   /* customer time of the week, points */
	bool *used, *away;                              /* AI that week (before notice); the whole week off */
	int level[SKILL_COUNT];                         /* as of the last month simulated */
	int64_t last_gain;                              /* day; -1 none yet */
	struct assessment *assessments;
	int assessment_count, assessment_room;
};

struct lead { int64_t from, to; int team, person; };
struct need { int team, skill, level, people; };

struct world {
	const struct scenario *scenario;
	struct arena *arena;
	int64_t seed, start, until, horizon;            /* days: the first and the last with rows; simulated up to horizon */
	int64_t ai_launch, agent_launch, drop_from;     /* days */
	int people;                                     /* seats */
	int64_t first_week;
	int weeks;
	struct rep **reps;
	int rep_count, rep_room, next_number;
	int64_t *refills;                               /* day a seat is filled again, NEVER filled; one a seat */
	int *seat_team, *seat_rep;                      /* -1 empty */
	struct lead *leads;
	int lead_count, lead_room;
	struct need *needs;
	int need_count;
};

/* The world of a seed. horizon >= until. NULL never. */
struct world *world_make(const struct scenario *scenario, int people, int months, int64_t seed, int64_t until, int64_t horizon);
void world_free(struct world *world);
/* The first seed from 1 on that keeps the scenario's rule, for this `until`; when none of the first 2,000 does (odd
   scenarios), the one that comes nearest. */
int64_t world_seed(const struct scenario *scenario, int people, int months, int64_t until);

int64_t week_of_day(int64_t day);
int64_t week_start(int64_t week);                       /* its Monday */
bool rep_employed(const struct rep *rep, int64_t day);
int rep_team(const struct rep *rep, int64_t day);       /* -1: none */
double rep_months(const struct rep *rep, int64_t day);  /* tenure */
bool rep_has_ai(const struct world *world, const struct rep *rep, int64_t day);
bool rep_uses_ai(const struct world *world, const struct rep *rep, int64_t week);       /* notice included */
/* Shares of worked time in per cent over the work kinds of a person's week; day: within the week (team, notice, drop). */
void rep_ledger(const struct world *world, const struct rep *rep, int64_t day, double shares[KIND_COUNT]);
const char *rep_role(const struct rep *rep, int64_t day);
void rep_name(const struct rep *rep, char name[80]);

/* world_people.c */
struct rep *world_hire(struct world *world, int team, int64_t day, const struct rep *former);
void rep_move(struct rep *rep, int team, int64_t day);
void world_start_ai(struct world *world, struct rep *rep);
void world_leads(struct world *world, int64_t day);
void world_promote(struct world *world, struct rep *rep, int64_t day);
/* world_skills.c */
void world_first_skills(struct world *world, struct rep *rep);
void world_gains(struct world *world, struct rep *rep, int64_t from, int64_t to);
void world_needs(struct world *world);
int rep_level(const struct rep *rep, int skill, int64_t day);

#endif
