/* One screen without a terminal. */
#include "job.h"
#include "start.h"

#include "teamtop/commands.h"
#include "teamtop/screen.h"
#include "teamtop/theme.h"
#include "teamtop/ui.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool show_print(const struct show_options *options, const struct view *view, struct arena *arena, struct error *error)
{
	char *out = NULL, *json = NULL;
	if (options->format == SHOW_JSON) {
		json_t *root = panels_json(view);
		out = json = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
		json_decref(root);
	} else if (options->format == SHOW_CSV) {
		out = panels_csv(view, arena);
	} else {
		struct theme theme;
		enum glyphs glyphs = options->app.ascii ? GLYPHS_ASCII : glyphs_of_locale();
		bool colours = options->format == SHOW_ANSI && !options->app.no_color;
		if (!theme_load(options->app.theme ? options->app.theme : theme_default_name(), &theme, error))
			return false;
		struct screen *screen = screen_new(arena, options->columns, options->rows, glyphs, colours, colours);
		struct layout layout = {0};
		panels_build(screen, view, &layout);
		out = options->format == SHOW_ANSI ? screen_to_ansi(screen, &theme, colours ? DEPTH_256 : DEPTH_NONE, arena)
						   : screen_to_text(screen, arena);
	}
	size_t length = strlen(out);
	bool ok = fwrite(out, 1, length, stdout) == length;
	if (length && out[length - 1] != '\n')
		ok = putchar('\n') != EOF && ok;
	ok = fflush(stdout) == 0 && ok;
	free(json);
	return ok || error_set(error, ERROR_INPUT, "standard output: cannot write");
}

int app_show(const struct show_options *options)
{
	struct error error = {0};
	struct state state = options->app.state;
	state_settle(&state);
	state.names = options->app.names;
	state.wall = state.wall || options->app.wall;
	struct reader *reader = reader_open(options->app.database, NULL, &error);
	if (!reader)
		return error_tell(&error);
	struct arena *arena = arena_new();
	struct job *job = NULL;
	bool ok = reader_begin(reader, &error);
	if (ok) {
		ok = start_resolve(reader, &options->app, &state, &error);
		if (ok) {
			job = job_new(&state, clock_now(), options->app.restricted);
			job->limits = options->app.limits, job->limit_count = options->app.limit_count;
			job->scope.notice_set = options->app.notice_set, job->scope.notice_days = options->app.notice_days;
			if (options->format == SHOW_JSON || options->format == SHOW_CSV)
				job->needs |= NEED_FIGURES;
			bool seen = options->format == SHOW_TEXT || options->format == SHOW_ANSI || state_place(&state)->page == PAGE_ATTENTION;
			ok = job_run_on_worker(reader, job, &error) &&
				(!seen || !job->findings_due || job_find_on_worker(reader, job, &error));
		}
		reader_end(reader);
	}
	if (ok) {
		state.policy = job->policy;
		struct view view = {
			.state = &state, .answer = job->answer, .place = state_place(&state), .now = job->scope.now,
			.today = job->scope.today, .local_now = job->scope.now + job->local_offset, .feed = FEED_ONCE,
			.attention = job->findings ? &job->findings->attention : NULL,
			.database = start_database_name(arena, options->app.database), .restricted = options->app.restricted,
		};
		view.offers = commands_offer(&view, arena);
		ok = show_print(options, &view, arena, &error);
	}
	job_free(job);
	arena_free(arena);
	reader_close(reader);
	return ok ? EXIT_DONE : error_tell(&error);
}
