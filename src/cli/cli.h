/* The command line: one file an action, one table of them. */
#ifndef TEAMTOP_CLI_H
#define TEAMTOP_CLI_H

#include "teamtop/app.h"
#include "teamtop/base.h"

struct action {
	const char *name, *usage, *help;
	int (*run)(int count, char **words);            /* words[0] is the action's name; returns the exit code */
};
extern const struct action action_list[];               /* ends with a NULL name */

int action_dashboard(int count, char **words);          /* no action named */
int action_show(int count, char **words);
int action_init(int count, char **words);
int action_import(int count, char **words);
int action_rebuild(int count, char **words);
int action_check(int count, char **words);
int action_sample(int count, char **words);
int action_list_things(int count, char **words);
int action_set(int count, char **words);

/* One line on stderr; returns the exit code. */
int cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* One line on stdout; whatever was typed or read is made safe for a terminal. */
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Reads the next long option (getopt_long with our own words for what is wrong): its code, -1 at the end, '?' after an
   error that has been told. */
struct option;
int cli_option(int count, char **words, const struct option *options);
bool cli_number(const char *text, int64_t least, int64_t most, int64_t *number, const char *option);   /* tells what is wrong */

/* The options that dashboard and show share. */
struct view_options {
	struct show_options show;
	char database[4096], theme[64], period[40];     /* where the texts come from the config */
	struct config_limit limits[MOST_LIMITS];
	bool size_given, format_given;
};
/* screen_first: a screen's name may stand before the database. 0, or the exit code after telling. */
int cli_view_options(int count, char **words, bool screen_first, struct view_options *options);

#endif
