#include "cli.h"

#include "teamtop/store.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void print_finding(void *self, const char *line)
{
	struct arena *arena = self;
	puts(text_clean(arena, line, strlen(line)));
	arena_clear(arena);
}

int action_check(int count, char **words)
{
	static const struct option options[] = {{"thorough", no_argument, NULL, 't'}, {NULL, 0, NULL, 0}};
	bool thorough = false;
	int64_t findings = 0;
	struct error error = {0};
	optind = 0;
	for (int code; (code = cli_option(count, words, options)) != -1; thorough = true)
		if (code == '?')
			return EXIT_USAGE;
	if (count - optind != 1)
		return cli_usage("check: name one database: teamtop check team.db");
	struct arena *arena = arena_new();
	bool ok = store_check(words[optind], thorough, print_finding, arena, &findings, &error);
	arena_free(arena);
	if (!ok)
		return error_tell(&error);
	if (findings == 0)
		cli_say("%s: sound, complete and plausible", words[optind]);
	return findings ? EXIT_FOUND : EXIT_DONE;
}
