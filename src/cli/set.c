#include "cli.h"

#include "teamtop/store.h"


int action_set(int count, char **words)
{
	struct error error = {0};
	if (count != 4)
		return cli_usage("set: teamtop set DATABASE KEY VALUE; keys: name, observed_from, risk_level, min_group, risk_min_group, names, audit");
	if (!store_set(words[1], words[2], words[3], &error))
		return error_tell(&error);
	cli_say("%s: %s = %s", words[1], words[2], words[3]);
	return EXIT_DONE;
}
