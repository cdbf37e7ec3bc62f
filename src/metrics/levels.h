/* levels - assessments of skills as series by person and skill; the level on a day is the newest one on or before it. */
#ifndef TEAMTOP_METRICS_LEVELS_H
#define TEAMTOP_METRICS_LEVELS_H

#include "facts.h"

struct assessment { int person; int level; int64_t skill_id, day; };
struct series { int person, first, count; int64_t skill_id; };  /* assessments of one person in one skill, by day */
struct skill_name { int64_t id; const char *name; };            /* cleaned, in keep */
struct team_need { int64_t team_id, skill_id; int level; int64_t people; };
/* How many people of the need's team are at its level, on `to` and on the last day before W; one of them on `to`. */
struct need_met {
	int64_t now, before; int person;
	int64_t supposed; int remains;                  /* on `to` without those supposed to be away; one of them */
};
struct need_sums {
	int64_t needs, needed, filled, filled_before, on_one, on_one_before, unmet, unmet_before;
	int64_t filled_supposed, on_one_supposed, unmet_supposed;
};

struct skill_facts {
	struct assessment *rows;
	int count;
	struct series *series;                          /* by person, skill */
	int series_count;
	int *first_series;                              /* by person, people_count + 1 of them */
	int64_t *first_assessed;                        /* by person; DAY_NONE = never */
	struct skill_name *names;                       /* by id */
	int name_count;
	struct team_need *needs;                             /* by skill, team, level */
	int need_count;
	struct need_met *met;                           /* of each need */
};

enum { LEVEL_NEVER = -1 };
/* LEVEL_NEVER where there is no assessment on or before the day; *day_of (may be NULL) its day. */
int levels_at(const struct skill_facts *skills, const struct series *series, int64_t day, int64_t *day_of);
static inline int levels_or_zero(int level)
{
	return level == LEVEL_NEVER ? 0 : level;
}
const char *levels_skill_name(const struct skill_facts *skills, int64_t skill_id);

/* What one person gained in a window. */
struct gain { bool counted; int levels, first_levels, grew; };  /* counted: employed on both ends, ever assessed */
struct gain levels_gain(const struct facts *facts, int person, struct window window);

/* Counts of needs and rows behind them: coverage, on one person, unmet; skill rows and need rows. */
void needs_count(struct facts *facts, struct window window, struct window before);
void needs_fold(struct facts *facts, struct answer *answer, bool before_known);
struct need_sums needs_sums(const struct facts *facts, int group);
void needs_rows(struct facts *facts, struct answer *answer);
void matrix_fold(struct facts *facts, struct answer *answer);

#endif
