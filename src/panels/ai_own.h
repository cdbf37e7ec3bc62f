/* The panel of AI adoption: tile and wall in ai.c, the page in ai_page.c, its tables in ai_tables.c. */
#ifndef TEAMTOP_PANELS_AI_OWN_H
#define TEAMTOP_PANELS_AI_OWN_H

#include "parts.h"
#include "wall.h"

enum { FUNNEL_STEPS = 5 };
/* eligible, ever, active, habitual, champion: name, people, bar, share of eligible, of the step before. */
const struct grid *ai_funnel(struct arena *arena, const struct view *view);
struct grid *ai_cases(struct arena *arena, const struct view *view);           /* AI-resolved, AI-assisted, handed over */
struct grid *ai_tools(struct arena *arena, const struct view *view);
struct grid *ai_rows(struct arena *arena, const struct view *view);            /* by team, or by person */
bool ai_by_person(const struct view *view);
void ai_page(struct area area, const struct view *view, struct layout *layout);
int ai_tables(const struct view *view, struct arena *arena, const struct grid **grids, int most);

/* What the weekly curve is of: adoption, or active people where there is no access list. */
const struct figure *ai_curve_figure(const struct view *view);

#endif
