#include "cli.h"

int action_dashboard(int count, char **words)
{
	struct view_options options;
	int code = cli_view_options(count, words, false, &options);
	if (code)
		return code;
	if (options.format_given || options.size_given)
		return cli_usage("--format and --size belong to `teamtop show`");
	return app_run(&options.show.app);
}
