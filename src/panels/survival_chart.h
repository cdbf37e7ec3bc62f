/* survival_chart - the share still here by tenure: Kaplan-Meier with its band, and how many are at risk. */
#ifndef TEAMTOP_PANELS_SURVIVAL_CHART_H
#define TEAMTOP_PANELS_SURVIVAL_CHART_H

#include "parts.h"

void survival_chart(struct area area, const struct view *view);
const struct grid *survival_table(struct arena *arena, const struct view *view);
void survival_step_cells(struct grid_cell *cells, const struct survival_step *step);     /* days, at risk, left, survival, low, high */
/* The curve at a tenure: what the last step on or before it left; NULL before the first one. */
const struct survival_step *survival_step_at(const struct survival *curve, double days);

/* ---- several curves on one scale, one beside the other (survival_curves.c) ---- */
void survival_by_ai(struct area area, const struct view *view);
void survival_by_team(struct area area, const struct view *view);
bool survival_has_teams(const struct view *view);       /* more than one group to stand beside each other */
const char *survival_note(struct arena *arena, const struct view *view, enum grouping grouping);        /* of the frame */
const struct grid *survival_ai_table(struct arena *arena, const struct view *view);     /* each from where it can be drawn */
const struct grid *survival_beside_table(struct arena *arena, const struct view *view); /* as drawn: both from one tenure on */
const struct grid *survival_team_table(struct arena *arena, const struct view *view);

#endif
