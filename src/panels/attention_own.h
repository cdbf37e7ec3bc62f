/* What the line and the page of findings share. Words are markup and live in the arena given. */
#ifndef TEAMTOP_PANELS_ATTENTION_OWN_H
#define TEAMTOP_PANELS_ATTENTION_OWN_H

#include "pages.h"

bool attention_on_line(const struct view *view, const struct finding *finding);         /* confirmed, not acknowledged */
int attention_line_count(const struct view *view);
const struct finding *attention_line_now(const struct view *view, int *number);         /* number from 1; NULL = none */
const char *attention_value(struct arena *arena, const struct finding *finding);        /* "38 %" */
const char *attention_change_words(struct arena *arena, const struct finding *finding); /* "▼ 6 pt", coloured */
const char *attention_part_words(struct arena *arena, const struct finding *finding);   /* "logging ▲ 5 pt"; "" */
const char *attention_n_words(struct arena *arena, const struct finding *finding, bool amount);         /* "n 14, 1,890 h" */
/* "since you last looked, 23 Nov 2026: 2 new ●, 1 gone"; NULL where nothing is kept. */
const char *attention_since_words(struct arena *arena, const struct view *view, bool brief);
void attention_how(struct area area, const struct view *view);  /* how findings are made, in a few lines */
/* The side column of the largest screens: the first findings with their evidence, in a frame of its own. */
void attention_side(struct area area, const struct view *view);

#endif
