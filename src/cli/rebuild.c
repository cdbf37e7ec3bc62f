#include "cli.h"

#include "teamtop/store.h"


int action_rebuild(int count, char **words)
{
	struct error error = {0};
	if (count != 2)
		return cli_usage("rebuild: name one database: teamtop rebuild team.db");
	if (!store_rebuild(words[1], &error))
		return error_tell(&error);
	cli_say("%s: totals recomputed", words[1]);
	return EXIT_DONE;
}
