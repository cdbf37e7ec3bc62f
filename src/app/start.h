/* What dashboard and show do alike before the first question. */
#ifndef TEAMTOP_APP_START_H
#define TEAMTOP_APP_START_H

#include "teamtop/app.h"
#include "teamtop/store.h"

/* Team and person as typed become the first place; needs an open snapshot. */
bool start_resolve(struct reader *reader, const struct app_options *options, struct state *state, struct error *error);
const char *start_database_name(struct arena *arena, const char *path);         /* the file's name, cleaned */

#endif
