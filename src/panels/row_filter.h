/* row_filter - the words of `/`: which rows stay. Words match anywhere, `!` negates, `column:value` looks in one column,
   `~regex` is a POSIX extended expression; blanks mean and; case is ignored. Knows only texts, so it is a pure function. */
#ifndef TEAMTOP_PANELS_ROW_FILTER_H
#define TEAMTOP_PANELS_ROW_FILTER_H

#include "teamtop/base.h"

struct row_filter;
struct row_filter_column { const char *key, *title; };

/* Never fails: what cannot be understood is left out and named by row_filter_problem. The caller frees with
   row_filter_free; text is not kept. */
struct row_filter *row_filter_new(const char *text, const struct row_filter_column *columns, int column_count);
void row_filter_free(struct row_filter *filter);
bool row_filter_is_empty(const struct row_filter *filter);      /* every row stays */
/* NULL, or one calm line on what is left out: `"~(" is no regular expression yet`. Owned by the filter. */
const char *row_filter_problem(const struct row_filter *filter);
/* Whether the row stays. `cell` gives the text of a column as the screen shows it; valid until the next call. */
bool row_filter_keeps(const struct row_filter *filter, const char *(*cell)(void *self, int column), void *self);

#endif
