/* pages - words that the pages of a team, of a person and of turnover share. Texts live in the arena given. */
#ifndef TEAMTOP_PANELS_PAGES_H
#define TEAMTOP_PANELS_PAGES_H

#include "parts.h"

/* What `e` explains on the page of the survey, in place of a figure's id: this + the question's place. */
enum { EXPLAIN_VOICE = 2000 };
/* And on the page of findings: how they are found. */
enum { EXPLAIN_ATTENTION = 4000 };
/* And for what stands on no single figure: curves, the estimate's reasons, its record, one person. */
enum { EXPLAIN_LEAVING = 5000, EXPLAIN_SURVIVAL = EXPLAIN_LEAVING, EXPLAIN_SURVIVAL_BY_TEAM, EXPLAIN_DRIVERS, EXPLAIN_TRACK, EXPLAIN_PERSON };

const char *page_tenure(struct arena *arena, int64_t days);             /* "0.8 yr"; under a month "12 d" */
const char *page_ago(struct arena *arena, int64_t days);                /* "12 d", "8 mo", "2.1 yr" */
const char *page_gained(struct arena *arena, int64_t levels);           /* "▲ 1", "▼ 2", "·": never coloured */
const char *page_window_words(struct arena *arena, struct window window);       /* "1 yr", "91 days" */
const char *page_hidden_why(const struct view *view);                   /* why persons are not listed */
/* Rows of a group's own (its team, directly here, no team) for a filter on people or cases. */
struct record_filter page_filter_of_group(const struct view *view, const struct group *group, enum relation relation,
	struct window window, const char *title);
/* A line whose end behind `|` is left out where it does not fit into `cells`. */
const char *page_line(struct arena *arena, const char *line, int cells);
/* Column `index` of `count`, the widths differing by at most one. */
struct area page_column(struct area area, int gap, int index, int count);
/* "1 person has", "2 people have": the number and the words that go with it. */
const char *page_plural(struct arena *arena, int64_t count, const char *one, const char *more);
/* Splits off the upper rows of an area; the rest moves into *area, `gap` rows below. */
struct area page_take(struct area *area, int rows, int gap);
/* The figure without the interval of its change, so that it is never coloured: figures of single persons. */
struct figure *page_uncoloured(struct arena *arena, const struct figure *figure);
/* "┆ survey: service organisations, 2025/26"; NULL where the database has no such yardstick. */
const char *page_survey_note(struct arena *arena, const struct view *view, const char *key);

#endif
