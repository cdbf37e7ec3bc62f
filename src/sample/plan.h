/* One day of one person (or of the agent in a team) as rows to be: a function of the world and the day alone, so that a
   live continuation writes what the sample would have written. Moments are local wall clock seconds since 1970. */
#ifndef TEAMTOP_SAMPLE_PLAN_H
#define TEAMTOP_SAMPLE_PLAN_H

#include "world.h"

struct stretch { int64_t start; int seconds, kind, ticket; double want; };      /* ticket: index in the plan, -1 none */
struct ticket {
	int64_t number;                                 /* the same in sample and live: the external id */
	int team, person;                               /* person 0: the agent's */
	const char *channel, *resolved_by;
	int64_t opened, replied, resolved, rated, reopened;     /* 0: never */
	int handle, complexity, csat;                   /* handle 0, csat 0: none */
	bool handed_over;
	int64_t id;                                     /* row id once written */
};
struct use { int64_t at; int person, tool, ticket, saved; const char *kind; };   /* saved 0: not recorded */

struct plan {
	struct stretch *stretches;
	struct ticket *tickets;
	struct use *uses;
	int stretch_count, ticket_count, use_count;
	int stretch_room, ticket_room, use_room;
	int64_t day;
	int person;                                     /* 0: an agent's */
};

void plan_free(struct plan *plan);                      /* what it holds, not the plan itself */
/* Replace what the plan held. */
void plan_person(const struct world *world, const struct rep *rep, int64_t day, struct plan *plan);
void plan_agent(const struct world *world, int team, int64_t day, struct plan *plan);

/* plan_day.c */
bool rep_works(const struct world *world, const struct rep *rep, int64_t day);
double day_volume(const struct world *world, int64_t day);      /* cases against an ordinary day */
double day_staff(const struct world *world, int64_t day);       /* worked time against an ordinary day */
/* plan_cases.c */
double agent_reach(const struct world *world, int64_t day);     /* 0 before the launch … 1 */
void plan_tickets(const struct world *world, const struct rep *rep, struct plan *plan);
void finish_ticket(const struct world *world, struct ticket *ticket, double came_back, double csat, struct dice *dice);
struct ticket *plan_ticket(struct plan *plan);          /* a new one, zeroed */
/* plan_ai.c */
void plan_uses(const struct world *world, const struct rep *rep, struct plan *plan);
struct use *plan_use(struct plan *plan);

#endif
