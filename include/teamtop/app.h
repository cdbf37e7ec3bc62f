/* app - the loop: the only module that knows both store and ui. A key, a change in the database, a timer: one road each. */
#ifndef TEAMTOP_APP_H
#define TEAMTOP_APP_H

#include "teamtop/config.h"
#include "teamtop/panels.h"
#include "teamtop/state.h"

struct app_options {
	const char *database;
	const char *theme;                              /* NULL = the default */
	const char *team, *person;                      /* as typed; NULL */
	bool ascii, no_color, restricted, wall;
	enum names names;                               /* NAMES_FULL = as the policy says */
	const struct config_limit *limits;              /* the user's own; figures are known ones */
	int limit_count;
	bool notice_set;                                /* else what metrics take */
	int notice_days;
	struct state state;                             /* where to begin: page, period, as-of */
};
/* Runs until the user quits or a signal ends it; returns the exit code (128 + n for a signal). */
int app_run(const struct app_options *options);

/* One screen without a terminal: `teamtop show`. */
enum show_format { SHOW_TEXT, SHOW_ANSI, SHOW_JSON, SHOW_CSV };
struct show_options {
	struct app_options app;
	enum show_format format;
	int columns, rows;
};
int app_show(const struct show_options *options);

#endif
