#include "cli.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct action action_list[] = {
	{"show", "show [SCREEN] [OPTIONS] [DATABASE]", "one screen on stdout: --format text|ansi|json|csv, --size 120x36", action_show},
	{"init", "init DATABASE --time-zone ZONE", "an empty team database", action_init},
	{"import", "import DATABASE --preset NAME FILE…", "rows from exported files (teamtop list presets)", action_import},
	{"set", "set DATABASE KEY VALUE", "organisation and policy: name, observed_from, names, risk_level …", action_set},
	{"check", "check DATABASE [--thorough]", "is it sound, complete, plausible? exit 1 when not", action_check},
	{"rebuild", "rebuild DATABASE", "bring it to this version, recompute the daily totals", action_rebuild},
	{"sample", "sample DATABASE [--people N] [--months N]", "a believable team to look at; --live goes on writing", action_sample},
	{"list", "list presets|themes|keys|metrics", "what there is", action_list_things},
	{NULL, NULL, NULL, NULL},
};

static bool getenv_set(const char *name)
{
	const char *value = getenv(name);
	return value && *value;
}

static void descriptors_fill(void)                      /* or the database could become descriptor 1 */
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY) < 0)
			_exit(EXIT_USAGE);
}

/* UTF-8 wherever the user did not ask for something else: no LANG and LC_… at all means C.UTF-8 (look.md). */
static void locale_begin(void)
{
	if (!setlocale(LC_ALL, ""))
		setlocale(LC_ALL, "C.UTF-8");
	else if (strcmp(setlocale(LC_CTYPE, NULL), "C") == 0 && !getenv_set("LC_ALL") && !getenv_set("LC_CTYPE") && !getenv_set("LANG"))
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_NUMERIC, "C");
}

int main(int count, char **words)
{
	if (count < 1)
		return EXIT_USAGE;
	descriptors_fill();
	locale_begin();
	umask(077);
	for (const struct action *action = action_list; count > 1 && action->name; action++)
		if (strcmp(words[1], action->name) == 0)
			return action->run(count - 1, words + 1);
	for (const char *const *later = (const char *const[]){"export", "publish", NULL}; count > 1 && *later; later++)
		if (strcmp(words[1], *later) == 0)
			return cli_usage("%s: not part of this version (a file of that name is written ./%s)", *later, *later);
	return action_dashboard(count, words);
}
