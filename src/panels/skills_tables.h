/* skills_tables - the tables of the skills page: by team, coverage by skill, needs that rest on one person or on nobody. */
#ifndef TEAMTOP_PANELS_SKILLS_TABLES_H
#define TEAMTOP_PANELS_SKILLS_TABLES_H

#include "parts.h"

/* Columns as table_draw wants them for the tile; the page shows more of them. with_all: the scope as last row. */
struct grid *skills_teams(struct arena *arena, const struct view *view, bool with_all);
struct grid *skills_coverage(struct arena *arena, const struct view *view);
struct grid *skills_needs(struct arena *arena, const struct view *view);

#endif
