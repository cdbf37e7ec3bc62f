/* timeline - a year of one person: teams, customer time, AI use, levels, events, week by week. */
#ifndef TEAMTOP_PANELS_TIMELINE_H
#define TEAMTOP_PANELS_TIMELINE_H

#include "parts.h"

struct window timeline_window(const struct view *view);         /* the 52 weeks that end with `to` */
void timeline_draw(struct area area, const struct view *view, int block);       /* with its frame */
int timeline_tables(const struct view *view, struct arena *arena, const struct grid **grids, int most);

#endif
