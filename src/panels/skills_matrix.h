/* skills_matrix - people x skills as a heat map: levels on their tints, how many work alone, what each gained. */
#ifndef TEAMTOP_PANELS_SKILLS_MATRIX_H
#define TEAMTOP_PANELS_SKILLS_MATRIX_H

#include "parts.h"

struct grid *skills_matrix_grid(struct arena *arena, const struct view *view);  /* a row a person; no rows where names are hidden */
int skills_matrix_width(const struct view *view);                               /* cells it can make use of */
const char *skills_matrix_note(struct arena *arena, const struct view *view);   /* "14 people, 7 skills" */
void skills_matrix_draw(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid);
const struct grid *skills_matrix_table(struct arena *arena, const struct view *view);  /* for scripts: a row a person and skill */

#endif
