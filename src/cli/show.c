#include "cli.h"

int action_show(int count, char **words)
{
	struct view_options options;
	int code = cli_view_options(count, words, true, &options);
	return code ? code : app_show(&options.show);
}
