#include "cli.h"

#include "teamtop/store.h"

#include <stdio.h>

int action_rebuild(int count, char **words)
{
	struct error error = {0};
	if (count != 2)
		return cli_usage("rebuild: name one database: teamtop rebuild team.db");
	if (!store_rebuild(words[1], &error))
		return cli_tell(&error);
	printf("%s: totals recomputed\n", words[1]);
	return EXIT_DONE;
}
