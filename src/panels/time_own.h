/* The panel of customer time: tile and wall in time.c, the page in time_page.c, its heat map in time_heat.c. */
#ifndef TEAMTOP_PANELS_TIME_OWN_H
#define TEAMTOP_PANELS_TIME_OWN_H

#include "parts.h"
#include "wall.h"

const char *time_mostly(struct arena *arena, const struct group *group);        /* "logging +5 pt" */
/* Rows customers, logging … of the scope: name, share, bar, change, -, hours. */
const struct grid *time_ledger(struct arena *arena, const struct view *view);
/* A row an hour and weekday with work, and how it is drawn. */
const struct grid *heat_grid(struct arena *arena, const struct view *view);
void heat_draw(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid);
void time_page(struct area area, const struct view *view, struct layout *layout);
int time_tables(const struct view *view, struct arena *arena, const struct grid **grids, int most);

#endif
