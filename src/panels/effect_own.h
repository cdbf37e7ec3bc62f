/* The page "Does AI help here?": page in effect.c, its tables in effect_tables.c, charts in effect_charts.c, what `e` says in
   effect_explain.c. */
#ifndef TEAMTOP_PANELS_EFFECT_OWN_H
#define TEAMTOP_PANELS_EFFECT_OWN_H

#include "pages.h"

/* What `e` explains here, in place of a figure's id: these, and EXPLAIN_EFFECT + an enum outcome. */
enum { EXPLAIN_EFFECT = 1000, EXPLAIN_EVENT = EXPLAIN_EFFECT + OUTCOME_COUNT, EXPLAIN_RAMP, EXPLAIN_REINVESTMENT, EXPLAIN_EFFECT_END };

#define EFFECT_YARDSTICK_BRIEF "published, one firm: +15 % issues an hour (QJE 2025; 5,172 agents)"
#define EFFECT_YARDSTICK "published, of one firm: +15 % issues resolved an hour, most for newcomers " \
	"(Brynjolfsson, Li, Raymond, QJE 2025; 5,172 agents)"

struct grid *effect_grid(struct arena *arena, const struct view *view);                /* a row an outcome, ids from 1 */
struct grid *effect_series_grid(struct arena *arena, const struct view *view);
struct grid *effect_ramp_grid(struct arena *arena, const struct view *view);
struct grid *effect_reinvestment_grid(struct arena *arena, const struct view *view);

/* "+4.2 pt", "−0.6 min"; decimals of the unit. */
const char *effect_amount(struct arena *arena, enum unit unit, double value);
double effect_scale(enum unit unit);                    /* 100 for shares, 1/60 for seconds */
const char *effect_unit_words(enum unit unit);          /* "pt", "min", "of 5", "levels" */
const char *effect_limits(struct arena *arena, enum unit unit, double low, double high);        /* "+2.1 to +6.3" */
const char *effect_reading(struct arena *arena, const struct effect_row *row);         /* what both estimates come to, in words */
/* The outcome whose weeks are drawn: of the marked row, else the first. */
const struct effect_row *effect_row_now(const struct view *view);

void effect_event_chart(struct area area, const struct view *view);
void effect_ramp_chart(struct area area, const struct view *view);

#endif
