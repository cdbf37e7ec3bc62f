/* What is typed after the action's name, and what stands in for it: environment and config. */
#include "cli.h"

#include "teamtop/config.h"
#include "teamtop/metrics.h"
#include "teamtop/state.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void cli_say(const char *format, ...)
{
	char line[2000];
	va_list list;
	va_start(list, format);
	vsnprintf(line, sizeof line, format, list);
	va_end(list);
	struct arena *arena = arena_new();
	puts(text_clean(arena, line, strlen(line)));
	arena_free(arena);
}

int cli_usage(const char *format, ...)
{
	struct error error = {.kind = ERROR_USAGE};
	va_list list;
	va_start(list, format);
	vsnprintf(error.message, sizeof error.message, format, list);
	va_end(list);
	return error_tell(&error);
}

int cli_option(int count, char **words, const struct option *options)
{
	opterr = 0;
	int at = optind ? optind : 1;
	int code = getopt_long(count, words, ":", options, NULL);
	const char *word = optind > 0 && optind <= count && words[optind - 1] ? words[optind - 1] : at < count ? words[at] : "";
	if (code == ':')
		cli_usage("%s needs a value (see teamtop --help)", word);
	else if (code == '?' && strchr(word, '='))
		cli_usage("%s takes no value, or there is no such option (see teamtop --help)", word);
	else if (code == '?')
		cli_usage("%s: no such option, or it could mean several (see teamtop --help)", word);
	return code == ':' ? '?' : code;
}

bool cli_number(const char *text, int64_t least, int64_t most, int64_t *number, const char *option)
{
	char *end;
	errno = 0;
	long long value = strtoll(text, &end, 10);
	if (*text == '\0' || *end || errno || value < least || value > most) {
		cli_usage("%s %s: give a whole number from %lld to %lld", option, text, (long long)least, (long long)most);
		return false;
	}
	*number = value;
	return true;
}

enum {
	OPTION_SCREEN = 256, OPTION_WALL, OPTION_PERIOD, OPTION_AS_OF, OPTION_TEAM, OPTION_PERSON, OPTION_THEME, OPTION_ASCII,
	OPTION_NO_COLOR, OPTION_NAMES, OPTION_RESTRICTED, OPTION_CONFIG, OPTION_FORMAT, OPTION_SIZE, OPTION_HELP, OPTION_VERSION,
	OPTION_WHAT_IF,
};
static const struct option VIEW_OPTIONS[] = {
	{"screen", required_argument, NULL, OPTION_SCREEN}, {"wall", no_argument, NULL, OPTION_WALL},
	{"period", required_argument, NULL, OPTION_PERIOD}, {"as-of", required_argument, NULL, OPTION_AS_OF},
	{"team", required_argument, NULL, OPTION_TEAM}, {"person", required_argument, NULL, OPTION_PERSON},
	{"theme", required_argument, NULL, OPTION_THEME}, {"ascii", no_argument, NULL, OPTION_ASCII},
	{"no-color", no_argument, NULL, OPTION_NO_COLOR}, {"names", required_argument, NULL, OPTION_NAMES},
	{"restricted", no_argument, NULL, OPTION_RESTRICTED}, {"config", required_argument, NULL, OPTION_CONFIG},
	{"format", required_argument, NULL, OPTION_FORMAT}, {"size", required_argument, NULL, OPTION_SIZE},
	{"what-if", required_argument, NULL, OPTION_WHAT_IF},
	{"help", no_argument, NULL, OPTION_HELP}, {"version", no_argument, NULL, OPTION_VERSION}, {NULL, 0, NULL, 0},
};

static bool choose(const char *text, const char *const *words, int *chosen, const char *option)
{
	for (int i = 0; words[i]; i++)
		if (strcmp(text, words[i]) == 0)
			return *chosen = i, true;
	char all[200] = "";
	for (int i = 0; words[i]; i++)
		snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i ? ", " : "", words[i]);
	cli_usage("%s %s: choose one of %s", option, text, all);
	return false;
}

static bool as_of_parse(const char *text, struct state *state)
{
	static const char *const words[] = {"auto", "now", "last"};
	for (int i = 0; i < 3; i++)
		if (strcmp(text, words[i]) == 0)
			return state->as_of_kind = (enum as_of_kind)i, true;
	state->as_of_kind = AS_OF_DATE;
	if (day_parse(text, &state->as_of_date))
		return true;
	cli_usage("--as-of %s: give auto, now, last or a day that exists, as 2026-11-24", text);
	return false;
}

static bool size_parse(const char *text, struct show_options *show)
{
	int used = 0;
	if (sscanf(text, "%dx%d%n", &show->columns, &show->rows, &used) == 2 && text[used] == '\0' && show->columns >= 1 && show->rows >= 1 &&
	    show->columns <= 1000 && show->rows <= 500)
		return true;
	cli_usage("--size %s: give columns and rows as 120x36, at most 1000x500", text);
	return false;
}

static bool screen_parse(const char *text, struct state *state)
{
	if (strcmp(text, "wall") == 0)
		return state->wall = true;
	if (page_of_name(text, &state->places[0].page) && state->places[0].page != PAGE_RECORDS)
		return true;
	if (state->places[0].page == PAGE_RECORDS) {
		/* no window: metrics takes that of --period, and the scope of --team and --person */
		state->places[0].filter = (struct record_filter){.weekday = -1, .hour = -1};
		return true;
	}
	cli_usage("%s: no such screen; there are overview, ai, time, skills, turnover, voice, team, person, records, health, effect, backtest, attention, what-if and wall", text);
	return false;
}

static bool period_use(const char *text, struct state *state)
{
	struct error error = {0};
	if (period_parse(text, &state->period, &error))
		return state->period.given = true;
	error_tell(&error);
	return false;
}

static bool what_if_take(const char *text, struct state *state)
{
	struct supposed supposed;
	struct error error = {0};
	bool ok = suppose_parse(text, &supposed, &error) && suppose_add(&state->supposed, &supposed, &error);
	if (ok && suppose_of_person(supposed.kind) && !*supposed.who)
		ok = error_set(&error, ERROR_USAGE, "what-if %s: say who, by name or employee number", suppose_verb(supposed.kind));
	if (!ok)
		error_tell(&error);
	return ok;
}

/* What is supposed needs its page, and names where it is of a person. */
static int what_if_use(struct app_options *app, bool show)
{
	struct state *state = &app->state;
	struct supposed_list persons = state->supposed;
	if (!state->supposed.count)
		return EXIT_DONE;
	if (suppose_drop_persons(&persons) && (app->restricted || app->wall || state->wall || app->names == NAMES_HIDDEN))
		return cli_usage("--what-if: names are hidden here (--restricted, --wall, --names hidden), so nothing can be supposed of a person");
	if (show && state->places[0].page != PAGE_WHAT_IF)
		return cli_usage("--what-if goes with the screen what-if: teamtop show what-if --what-if '…'");
	if (!show && state->places[0].page == PAGE_OVERVIEW && !app->person)
		state->places[0].page = PAGE_WHAT_IF;
	return EXIT_DONE;
}

static bool option_take(int code, const char *value, struct view_options *options, const char **config)
{
	static const char *const names[] = {"full", "initials", "hidden", NULL}, *const formats[] = {"text", "ansi", "json", "csv", NULL};
	struct app_options *app = &options->show.app;
	int chosen;
	switch (code) {
	case OPTION_SCREEN: return screen_parse(value, &app->state);
	case OPTION_WALL: return app->wall = true;
	case OPTION_WHAT_IF: return what_if_take(value, &app->state);
	case OPTION_PERIOD: return period_use(value, &app->state);
	case OPTION_AS_OF: return as_of_parse(value, &app->state);
	case OPTION_TEAM: return app->team = value, true;
	case OPTION_PERSON: return app->person = value, true;
	case OPTION_THEME: return app->theme = value, true;
	case OPTION_ASCII: return app->ascii = true;
	case OPTION_NO_COLOR: return app->no_color = true;
	case OPTION_RESTRICTED: return app->restricted = true;
	case OPTION_CONFIG: return *config = value, true;
	case OPTION_SIZE: return options->size_given = size_parse(value, &options->show);
	case OPTION_NAMES:
		if (!choose(value, names, &chosen, "--names"))
			return false;
		return app->names = (enum names)chosen, true;
	case OPTION_FORMAT:
		if (!choose(value, formats, &chosen, "--format"))
			return false;
		return options->show.format = (enum show_format)chosen, options->format_given = true;
	default: return false;
	}
}

static int help_print(void)
{
	puts("teamtop: top for service teams\n\n  teamtop [OPTIONS] [DATABASE]\n      the dashboard (no DATABASE: $TEAMTOP_DB, then the config file)");
	for (const struct action *action = action_list; action->name; action++)
		printf("  teamtop %s\n      %s\n", action->usage, action->help);
	puts("\nOptions of the dashboard and of show\n"
	     "  --screen NAME      overview, ai, time, skills, turnover, voice, team, person, records, health,\n"
	     "                     effect, backtest, attention, what-if\n"
	     "  --wall             one page a panel, rotating, without names or keys\n"
	     "  --period PERIOD    1d 7d 28d 91d 365d month last-month or FROM..TO\n"
	     "  --as-of WHEN       auto now last or a day as 2026-11-24\n"
	     "  --team NAME        Billing, Parent/Child or id:7\n"
	     "  --person NUMBER    an employee number\n"
	     "  --what-if WHAT     'leave NAME', 'absent NAME', 'customer-time TEAM 45', 'ai-use TEAM 80': what\n"
	     "                     then would be, on the screen what-if; may be given again; nothing is saved\n"
	     "  --names HOW        full initials hidden: never more than the policy shows\n"
	     "  --theme NAME       dark light contrast mono, or a file (teamtop list themes)\n"
	     "  --ascii --no-color --restricted\n"
	     "  --config FILE      instead of the one in the XDG config folder\n"
	     "  --help --version\n\nExit: 0 done, 1 a check or an import found something wrong, 2 wrong usage,\n"
	     "3 the database cannot be read or written; ended by a signal: 128 + its number.");
	return EXIT_DONE;
}

static int database_use(struct view_options *options, const char *named, const struct config *config)
{
	const char *from_environment = getenv("TEAMTOP_DB");
	struct app_options *app = &options->show.app;
	app->database = named;
	if (!app->database && from_environment && *from_environment && !app->restricted)
		app->database = from_environment;
	if (!app->database && config->database[0]) {
		memcpy(options->database, config->database, sizeof options->database);
		app->database = options->database;
	}
	if (!app->database)
		return cli_usage("no database named: teamtop FILE, or set TEAMTOP_DB; `teamtop sample team.db` makes one to look at");
	for (const char *const *scheme = (const char *const[]){"postgres://", "postgresql://", "service=", NULL}; *scheme; scheme++)
		if (strncmp(app->database, *scheme, strlen(*scheme)) == 0)
			return cli_usage("%s: this engine is not built in (a file of that name is written ./%s)", app->database, app->database);
	return EXIT_DONE;
}

static int limits_use(struct view_options *options, const struct config *config)
{
	const char *keys[FIGURE_COUNT];
	for (int id = 0; id < FIGURE_COUNT; id++)
		keys[id] = metrics_definition((enum figure_id)id)->key;
	for (int i = 0; i < config->limit_count; i++) {
		const char *figure = config->limits[i].figure;
		int id = 0;
		while (id < FIGURE_COUNT && strcmp(keys[id], figure) != 0)
			id++;
		const char *nearest = id < FIGURE_COUNT ? NULL : config_nearest(figure, keys, FIGURE_COUNT);
		if (id == FIGURE_COUNT)
			return cli_usage("config: limit %d: there is no figure %s%s%s (`teamtop list metrics` shows all)", i + 1, figure,
				nearest ? "; did you mean " : "", nearest ? nearest : "");
		options->limits[i] = config->limits[i];
	}
	options->show.app.limits = options->limits;
	options->show.app.limit_count = config->limit_count;
	return EXIT_DONE;
}

static int config_use(struct view_options *options, const char *path, struct config *config)
{
	struct error error = {0};
	struct app_options *app = &options->show.app;
	const char *no_color = getenv("NO_COLOR");
	/* --restricted reads nothing of the user's home */
	if ((path || !app->restricted) && !config_load(path, config, &error))
		return error_tell(&error);
	if (config->theme[0] && !app->theme) {
		memcpy(options->theme, config->theme, sizeof options->theme);
		app->theme = options->theme;
	}
	if (config->period[0] && !app->state.period.given && !period_use(config->period, &app->state))
		return EXIT_USAGE;
	app->ascii = app->ascii || config->ascii;
	app->no_color = app->no_color || config->no_color || (no_color && *no_color);
	app->notice_set = config->notice_set, app->notice_days = config->notice_days;
	return limits_use(options, config);
}

int cli_view_options(int count, char **words, bool screen_first, struct view_options *options)
{
	struct config config = {0};
	const char *config_path = NULL, *database = NULL;
	*options = (struct view_options){.show = {.columns = 120, .rows = 36}};
	state_init(&options->show.app.state);
	optind = 0;                                     /* the GNU way to begin anew */
	for (int code; (code = cli_option(count, words, VIEW_OPTIONS)) != -1;) {
		if (code == OPTION_HELP)
			exit(help_print());
		if (code == OPTION_VERSION) {
			puts("teamtop " TEAMTOP_VERSION);
			exit(EXIT_DONE);
		}
		if (code == '?' || !option_take(code, optarg, options, &config_path))
			return EXIT_USAGE;
	}
	enum page_id page;
	int at = optind;
	if (screen_first && at < count && (page_of_name(words[at], &page) || strcmp(words[at], "wall") == 0)) {
		if (!screen_parse(words[at++], &options->show.app.state))
			return EXIT_USAGE;
	} else if (screen_first && at + 1 < count) {
		return screen_parse(words[at], &options->show.app.state) ? EXIT_DONE : EXIT_USAGE;
	}
	if (at < count)
		database = words[at++];
	if (at < count)
		return cli_usage("%s: one database is enough (see teamtop --help)", words[at]);
	if (database && *database == '\0')
		return cli_usage("the database's name is empty");
	if (options->show.app.restricted)
		clock_ignore_environment();
	int code = config_use(options, config_path, &config);
	code = code ? code : what_if_use(&options->show.app, screen_first);
	return code ? code : database_use(options, database, &config);
}
