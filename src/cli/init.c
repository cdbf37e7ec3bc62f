#include "cli.h"

#include "teamtop/store.h"

#include <getopt.h>

int action_init(int count, char **words)
{
	static const struct option options[] = {
		{"time-zone", required_argument, NULL, 'z'}, {"name", required_argument, NULL, 'n'}, {NULL, 0, NULL, 0}};
	const char *zone = NULL, *name = NULL;
	struct error error = {0};
	optind = 0;
	for (int code; (code = cli_option(count, words, options)) != -1;) {
		if (code == '?')
			return EXIT_USAGE;
		*(code == 'z' ? &zone : &name) = optarg;
	}
	if (count - optind != 1)
		return cli_usage("init: name one database: teamtop init team.db --time-zone Asia/Jakarta");
	if (!zone)
		return cli_usage("init: --time-zone is needed (where the team works), as --time-zone Asia/Jakarta");
	if (!store_create(words[optind], zone, name, false, &error))
		return error_tell(&error);
	cli_say("%s: an empty team database in %s. Next: teamtop import %s --preset people people.csv", words[optind], zone, words[optind]);
	return EXIT_DONE;
}
