/* attention - weekly sums of 81 weeks by person and team, changes of four weeks against the four before for 74 Sundays, and
   the findings of 26 Mondays (statistics.md 7). Week 0 ends with the last Sunday; weeks count back. */
#ifndef TEAMTOP_METRICS_ATTENTION_H
#define TEAMTOP_METRICS_ATTENTION_H

#include "facts.h"

#include "teamtop/model.h"

enum {
	WINDOW_WEEKS = 4, MONDAYS = 26, SWINGS = 11,
	CHANGES = MONDAYS + (SWINGS + 1) * WINDOW_WEEKS,        /* Sundays whose change is needed */
	WEEKS = CHANGES + 2 * WINDOW_WEEKS - 1,
	WEEK_DAYS = 7, WINDOW_DAYS = WEEK_DAYS * WINDOW_WEEKS
};
enum watched { WATCHED_TIME, WATCHED_ACCEPTED, WATCHED_CAME_BACK, WATCHED_ADOPTION, WATCHED_COUNT, WATCHED_RATIOS = WATCHED_ADOPTION };

/* Sums of one person (people_count: of nobody) in one team, by week; after attention_roll of the four weeks from there. */
struct week_cell {
	int person, team, next;                         /* team: index in facts->teams, -1 = none */
	double above[WATCHED_RATIOS][WEEKS], below[WATCHED_RATIOS][WEEKS];
};
/* A change of a member: 0 is everybody, m the team facts->teams[m - 1] with those below it. */
struct week_change {
	double value, before, p, degrees;               /* p before ordinary swings; NAN = cannot be said */
	double people, amount;                          /* behind W; its denominator */
	double gained, lost;                            /* adoption: began, stopped */
};
struct attention_facts {
	int64_t sunday;                                 /* last day of week 0 */
	int members;
	unsigned char *within;                          /* members x teams: the team belongs to it */
	struct week_cell *cells;
	int cell_count, cell_room, *first;              /* by person, people_count = nobody */
	unsigned char *used;                            /* people x WEEKS: deliberate use */
	double *day_above, *day_below;                  /* members x days: cases without a person; day 0 = sunday */
	double *size;                                   /* CHANGES x members: people employed on the Sunday */
	struct week_change *change;                     /* WATCHED_COUNT x CHANGES x members */
	struct table parts, days, tools;
};
static inline struct week_change *attention_change(const struct attention_facts *own, int watched, int week, int member)
{
	return &own->change[((size_t)watched * CHANGES + (size_t)week) * (size_t)own->members + (size_t)member];
}

bool attention_gather(struct facts *facts, const struct asker *asker, struct error *error);
void attention_changes(struct facts *facts);            /* fills size and change */
bool attention_in(const struct attention_facts *own, const struct facts *facts, int member, int64_t team_id);

#endif
