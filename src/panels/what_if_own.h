/* The page "What if": page in what_if.c, its tables in what_if_tables.c, what `e` says in what_if_explain.c. */
#ifndef TEAMTOP_PANELS_WHAT_IF_OWN_H
#define TEAMTOP_PANELS_WHAT_IF_OWN_H

#include "pages.h"

/* What `e` explains here, in place of a figure's id: this + an enum what_if_figure, or all of them. */
enum { EXPLAIN_WHAT_IF = 3000, EXPLAIN_WHAT_IF_ALL = EXPLAIN_WHAT_IF + WHAT_IF_FIGURES };

/* On screen: a row a figure; a row a team; needs that newly rest on one person or on nobody. */
struct grid *what_if_figures_grid(struct arena *arena, const struct view *view);
struct grid *what_if_teams_grid(struct arena *arena, const struct view *view);
struct grid *what_if_needs_grid(struct arena *arena, const struct view *view);
/* For scripts: a row a group and figure; a row a supposition. */
struct grid *what_if_rows_grid(struct arena *arena, const struct view *view);
struct grid *what_if_supposed_grid(struct arena *arena, const struct view *view);

/* "Ayu Lestari leaves", "Billing: customer time of its 14 people 46 % → 55 %"; markup. */
const char *what_if_words(struct arena *arena, const struct view *view, const struct supposed_row *row);
const char *what_if_label(enum what_if_figure which);   /* "filled", "on one person", … */
/* A value, a difference, its limits, as people read them. */
const char *what_if_value(struct arena *arena, enum what_if_figure which, const struct figure *figure);
const char *what_if_difference(struct arena *arena, enum what_if_figure which, const struct figure *figure);
const char *what_if_limits(struct arena *arena, const struct figure *figure);
/* Why it is not said: "cannot be said, because …" where it is about what is supposed. */
const char *what_if_why(struct arena *arena, const struct view *view, const struct figure *then);

static inline const struct what_if *what_if_of(const struct view *view)
{
	return view->answer ? view->answer->what_if : NULL;
}

#endif
