/* wall - one page a panel, readable at four metres: what the pages share. */
#ifndef TEAMTOP_PANELS_WALL_H
#define TEAMTOP_PANELS_WALL_H

#include "parts.h"

struct wall_page {
	const struct panel *panel;
	const struct figure *figure;
	const struct trend *trend;
	const char *sentence;                           /* plain words, no markup */
	/* What stands under the sentence: a ledger, bars by team. NULL = bars by team of the figure. */
	void (*bottom)(struct area area, const struct view *view);
};
void wall_page_draw(struct area area, const struct view *view, const struct wall_page *page);
/* "Half", "Two thirds", "51 %": a share in words where it is near enough to one. */
const char *wall_share(struct arena *arena, double share);
/* ", 3 points more than four weeks ago"; "" where it cannot be compared. */
const char *wall_change(struct arena *arena, const struct view *view, const struct figure *figure);
/* A bar a team with its figure, over the area; the scale's end is `top`. */
void wall_teams(struct area area, const struct view *view, const struct panel *panel, double top);
void skills_wall(struct area area, const struct view *view);

#endif
