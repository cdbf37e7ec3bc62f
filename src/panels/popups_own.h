/* What lies over a page. Texts longer than their box scroll by state->popup_scroll. */
#ifndef TEAMTOP_PANELS_POPUPS_OWN_H
#define TEAMTOP_PANELS_POPUPS_OWN_H

#include "parts.h"

/* An accent frame on empty paper in the middle of the area, for so much inside; everything else fades. */
struct area popup_open(struct area area, int width, int height, const char *title, enum role accent, const char *foot);
/* Pop-ups of text return by how many lines they are longer than their box. */
int popup_help(struct area area, const struct view *view);
int popup_explain(struct area area, const struct view *view);

/* Lines of text that scroll. */
struct lines { const char **line; int count, most; };
struct lines lines_new(struct arena *arena, int most);
void lines_add(struct lines *lines, const char *markup);        /* beyond `most` they are dropped */
int lines_draw(struct area area, const struct lines *lines, int scroll);        /* the lines that do not fit */

/* What `e` says: lines of "label   words", the words over as many lines as they need; questions as they are asked. */
struct explaining {
	struct arena *arena;
	const struct view *view;
	const struct group *group;
	const struct figure *figure;
	const struct definition *definition;
	struct lines lines;
	int width;
};
struct explaining explain_begin(struct area area, const struct view *view);
/* The box over the page with what was added; opens: Enter leads somewhere. Returns the lines that do not fit. */
int explain_end(struct area area, const struct explaining *to, const char *title, enum role accent, bool opens);
int explain_group(const struct view *view);             /* the marked row's team among the answer's groups, else 0: the scope */
void explain_add(struct explaining *to, const char *label, const char *words);  /* no words: no line */
void explain_add_sql(struct explaining *to, const struct question *const *questions);
void explain_model(struct explaining *to);              /* its settings alone */
void explain_rows(struct explaining *to);               /* what it was fitted on, and who is left out */
void explain_estimate(struct explaining *to);           /* how it was made, and which inputs it could not use */
/* What stands in place of a figure's id, from the first of each kind on (EXPLAIN_… of pages.h, effect_own.h, what_if_own.h). */
int popup_explain_effect(struct area area, const struct view *view, int id);
int popup_explain_voice(struct area area, const struct view *view, int id);
int popup_explain_what_if(struct area area, const struct view *view, int id);
int popup_explain_attention(struct area area, const struct view *view, int id);
int popup_explain_leaving(struct area area, const struct view *view, int id);

#endif
