/* turnover_own - what the page of turnover and its tile share. */
#ifndef TEAMTOP_PANELS_TURNOVER_OWN_H
#define TEAMTOP_PANELS_TURNOVER_OWN_H

#include "parts.h"

double turnover_scale(const struct answer *answer);     /* end of the scale that all teams share; 0.6 = 60 % a year */
struct headline turnover_headline(struct arena *arena, const struct view *view);
void turnover_draw_scale(struct area area, int y, const struct view *view);     /* the rate with its interval on one row */
struct grid_cell turnover_first_cell(struct arena *arena, const struct view *view, const struct figure *figure);
void turnover_tile(struct area area, const struct view *view, struct layout *layout);
void turnover_wall(struct area area, const struct view *view);

#endif
