/* survival_chart - the share still here by tenure: Kaplan-Meier with its band, and how many are at risk. */
#ifndef TEAMTOP_PANELS_SURVIVAL_CHART_H
#define TEAMTOP_PANELS_SURVIVAL_CHART_H

#include "parts.h"

void survival_chart(struct area area, const struct view *view);
const struct grid *survival_table(struct arena *arena, const struct view *view);

#endif
