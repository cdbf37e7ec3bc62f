/* What the viewer has seen of the findings, and what the user's own limits do when one goes off. */
#include "app_own.h"

#include <stdlib.h>

void seen_begin(struct app *app)
{
	struct error error = {0};
	app->keeps_seen = !app->options->restricted && realpath(app->options->database, app->database_path);
	if (app->keeps_seen && !seen_load(NULL, app->database_path, &app->seen, &error))
		app_say(app, &error);
}

/* A look ends when its page is left: only then is what it held no longer new. */
void seen_follow(struct app *app, bool leaving)
{
	bool here = !app->state.wall && state_place(&app->state)->page == PAGE_ATTENTION && app->findings;
	if (app->keeps_seen && app->on_attention && app->findings && (leaving || !here)) {
		struct error error = {0};
		seen_look(&app->seen, &app->findings->attention, clock_now());
		if (!seen_save(NULL, app->database_path, &app->seen, &error))
			app_say(app, &error);
	}
	app->on_attention = here && !leaving;
}

void seen_note(struct app *app)
{
	struct error error = {0};
	if (!app->keeps_seen)
		return;
	seen_acknowledge(&app->seen, app->state.acknowledge, !seen_acknowledged(&app->seen, app->state.acknowledge));
	if (!seen_save(NULL, app->database_path, &app->seen, &error))
		app_say(app, &error);
	app->dirty = true;
}

/* ---- the user's own limits ---- */
static void limit_go_off(struct app *app, const struct config_limit *limit, const struct finding *finding)
{
	struct error error = {0};
	if (limit->bell)
		terminal_write(app->terminal, "\a", 1);
	if (*limit->command[0] && !app->options->restricted && !limit_command(&app->loop, limit, finding, &error))
		app_say(app, &error);
}

/* When it last went off is kept in the file, for whichever dashboard of this user comes next: read anew, written before the
   command runs. */
void limits_follow(struct app *app)
{
	const struct attention *attention = &app->findings->attention;
	struct seen kept;
	int64_t now = clock_now();
	for (int i = 0; i < attention->count && attention->findings[i].kind == FINDING_LIMIT; i++) {
		const struct finding *finding = &attention->findings[i];
		const struct config_limit *limit = &app->options->limits[finding->limit];
		if ((!limit->bell && !*limit->command[0]) || !app->keeps_seen || seen_acknowledged(&app->seen, finding->key))
			continue;
		if (!seen_load(NULL, app->database_path, &kept, NULL))
			continue;
		int64_t ran = seen_ran(&kept, finding->key);
		if (ran != INT64_MIN && now >= ran && now - ran < limit->every)
			continue;
		seen_run(&kept, finding->key, now);
		if (seen_save(NULL, app->database_path, &kept, NULL))
			limit_go_off(app, limit, finding);
		seen_run(&app->seen, finding->key, now);
	}
}
