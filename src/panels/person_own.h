/* person_own - the tiles of a person's page, and the estimate of leaving among them. */
#ifndef TEAMTOP_PANELS_PERSON_OWN_H
#define TEAMTOP_PANELS_PERSON_OWN_H

#include "pages.h"

enum { TILE_LINES = 4 };
/* One tile: a figure of the person in large digits, or a word where there is none; some lines; a bar or a trend. */
struct person_tile {
	const char *title, *brief_title;
	const struct figure *figure;                    /* for the state of the frame; NULL */
	const char *digits, *unit, *brief;              /* digits NULL: word; brief: the unit where there is little room */
	const char *word;
	const struct trend *trend;
	const struct figure *trend_figure;
	double bar, mark;                               /* mark NAN = none */
	const char *lines[TILE_LINES];
	enum role accent;
	bool has_bar;
};

struct person_tile person_turnover_tile(struct arena *arena, const struct view *view, const struct person_page *person);
const struct grid *person_pushes_table(struct arena *arena, const struct view *view);
const struct grid *person_similar_table(struct arena *arena, const struct view *view);

#endif
