/* What lies over a page. Texts longer than their box scroll by state->popup_scroll. */
#ifndef TEAMTOP_PANELS_POPUPS_OWN_H
#define TEAMTOP_PANELS_POPUPS_OWN_H

#include "parts.h"

/* An accent frame on empty paper in the middle of the area, for so much inside; everything else fades. */
struct area popup_open(struct area area, int width, int height, const char *title, enum role accent, const char *foot);
void popup_help(struct area area, const struct view *view);
void popup_explain(struct area area, const struct view *view);

/* Lines of text that scroll. */
struct lines { const char **line; int count, most; };
struct lines lines_new(struct arena *arena, int most);
void lines_add(struct lines *lines, const char *markup);        /* beyond `most` they are dropped */
void lines_draw(struct area area, const struct lines *lines, int scroll);

#endif
