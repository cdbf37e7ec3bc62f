/* The page of the survey: questions and charts in voice.c, by team in voice_teams.c, what `e` says in voice_explain.c. */
#ifndef TEAMTOP_PANELS_VOICE_OWN_H
#define TEAMTOP_PANELS_VOICE_OWN_H

#include "pages.h"

/* A share of answers; "hidden" where it is not shown although there are enough, for the sake of others. */
struct grid_cell voice_cell(struct arena *arena, const struct view *view, const struct figure *figure, bool loud);
const char *voice_title(struct arena *arena, const char *key);   /* "career prospects" */
struct grid *voice_by_team(struct arena *arena, const struct view *view);      /* JSON: a row a team and question */
/* Takes the block by team off the lower end of the area where it fits beside `others` rows, or all of it where it has the
   focus; returns what is left for the questions. */
struct area voice_teams(struct area *area, const struct view *view, struct layout *layout, int others);

#endif
