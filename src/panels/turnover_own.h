/* turnover_own - what the page of turnover and its tile share. */
#ifndef TEAMTOP_PANELS_TURNOVER_OWN_H
#define TEAMTOP_PANELS_TURNOVER_OWN_H

#include "parts.h"

double turnover_scale(const struct answer *answer);     /* end of the scale that all teams share; 0.6 = 60 % a year */
struct headline turnover_headline(struct arena *arena, const struct view *view);
void turnover_draw_scale(struct area area, int y, const struct view *view);     /* the rate with its interval on one row */
struct grid_cell turnover_first_cell(struct arena *arena, const struct view *view, const struct figure *figure);
/* The estimate of leaving (turnover_estimate.c). */
void turnover_draw_drivers(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid);
void turnover_draw_next(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid);
const char *turnover_verdict_note(struct arena *arena, const struct view *view);        /* the same in a frame's note */
const char *turnover_track_line(struct arena *arena, const struct view *view);  /* the verdict on earlier estimates, one line */
struct grid_cell turnover_next_cell(struct arena *arena, const struct view *view, const struct group *group);
const char *turnover_next_line(struct arena *arena, const struct view *view);   /* "next 90 days 2.4 leavers (0–5)"; "" without one */
const struct grid *turnover_drivers_table(struct arena *arena, const struct view *view);
const struct grid *turnover_next_table(struct arena *arena, const struct view *view);
const struct grid *turnover_backtest_table(struct arena *arena, const struct view *view);
const struct grid *turnover_detail(struct arena *arena, const struct view *view);        /* rows of the tile with room for them */
void turnover_tile(struct area area, const struct view *view, struct layout *layout);
void turnover_wall(struct area area, const struct view *view);

#endif
