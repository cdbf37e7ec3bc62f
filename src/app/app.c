/* The loop. Two flows: a key changes state and returns effects; a change in the database asks again. Both end dirty, and
   one frame is drawn before the loop sleeps. Here: its signals and timers, how it begins and ends. */
#include "app_own.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	WALL_SECONDS = 15,
	STALLED_SECONDS = 15 * 60,                      /* no byte taken for so long: the client is gone (faults.md 34) */
	REPAINT_SECONDS = 10 * 60,                      /* on the wall: whatever others wrote on the screen goes */
};

void app_end(struct app *app, int code)
{
	if (app->ending)
		return;
	app->ending = true;
	app->exit_code = code;
	uv_stop(&app->loop);
}

static void on_signal(uv_signal_t *handle, int number)
{
	struct app *app = handle->data;
	if (app->ending)                                /* the terminal may be closed already */
		return;
	if (number == SIGWINCH) {
		terminal_repaint(app->terminal);
		app->dirty = true;
	} else if (number == SIGCONT) {
		terminal_resume(app->terminal);
		app->dirty = true;
	} else if (number == SIGTSTP) {
		if (!app->options->restricted)
			app_suspend(app);
	} else {
		app_end(app, 128 + number);
	}
}

/* ---- timers ---- */
static void clock_arm(struct app *app);

static void on_clock(uv_timer_t *timer)                 /* at each full minute */
{
	struct app *app = timer->data;
	int64_t now = clock_now();
	if (app->ending)
		return;
	app->dirty = true;
	if (app->polling_write && uv_now(&app->loop) - app->pending_since > STALLED_SECONDS * 1000ULL)
		app_end(app, 128 + SIGHUP);
	if (app->state.wall && now - app->last_repaint >= REPAINT_SECONDS) {
		app->last_repaint = now;
		terminal_repaint(app->terminal);
	}
	/* the window rolls at local midnight; an offset change (DST) moves it at most until the next answer */
	if (app->cache[0].answer && !app->state.paused && !app->asking) {
		int64_t day = (now + app->cache[0].offset) / 86400, asked = app->cache[0].answer->scope.now;
		if (day != (asked + app->cache[0].offset) / 86400 || now - asked >= 3600 || now < asked || app->cache[0].answer->estimate.older ||
		    app->findings_old)
			app_ask(app);
	}
	clock_arm(app);
}

static void clock_arm(struct app *app)
{
	int64_t left = 60 - clock_now() % 60;
	uv_timer_start(&app->clock, on_clock, (uint64_t)(left > 0 ? left : 60) * 1000 + 20, 0);
}

static void on_wall(uv_timer_t *timer)
{
	struct app *app = timer->data;
	if (!app->ending)
		app_command(app, "wall-next");
}

/* ---- beginning and end ---- */
static void loop_begin(struct app *app)
{
	static const int numbers[SIGNALS] = {SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGWINCH, SIGCONT, SIGALRM, SIGXCPU, SIGTSTP};
	uv_loop_init(&app->loop);
	for (int i = 0; i < SIGNALS; i++) {
		uv_signal_init(&app->loop, &app->signals[i]);
		app->signals[i].data = app;
		uv_signal_start(&app->signals[i], on_signal, numbers[i]);
	}
	signal(SIGPIPE, SIG_IGN), signal(SIGUSR1, SIG_IGN), signal(SIGUSR2, SIG_IGN);
	uv_prepare_init(&app->loop, &app->before_sleep);
	uv_timer_init(&app->loop, &app->clock);
	uv_timer_init(&app->loop, &app->wall);
	uv_timer_init(&app->loop, &app->slow);
	app->before_sleep.data = app->clock.data = app->wall.data = app->slow.data = app;
}

static void close_handle(uv_handle_t *handle, void *unused)
{
	(void)unused;
	if (!uv_is_closing(handle))
		uv_close(handle, handle->type == UV_PROCESS ? limit_command_closed : NULL);
}

static void on_store_freed(void *owner)
{
	struct app *app = owner;
	app->store = NULL;
}

/* Everything goes in the reverse order; the terminal first, so that whatever follows is seen on a sane one. */
static void loop_end(struct app *app)
{
	terminal_close(app->terminal);
	if (app->store)
		store_free(app->store, on_store_freed);
	while (app->store && uv_run(&app->loop, UV_RUN_ONCE))
		;
	uv_walk(&app->loop, close_handle, NULL);
	uv_run(&app->loop, UV_RUN_DEFAULT);
	uv_loop_close(&app->loop);
	for (int i = 0; i < CACHED; i++)
		answer_free(app->cache[i].answer);
	answer_free(app->findings);
}

/* Before the terminal changes: what is wrong for good is said as one line. A wall waits for a database that is not there. */
static bool database_probe(struct app *app, struct error *error)
{
	bool waits = app->options->wall;
	struct reader *reader = reader_open(app->options->database, NULL, error);
	bool ok = reader && reader_begin(reader, error);
	if (ok) {
		ok = start_resolve(reader, app->options, &app->state, error);
		reader_end(reader);
	} else if (error->kind == ERROR_BUSY || (waits && (error->kind == ERROR_GONE || error->kind == ERROR_DAMAGED))) {
		ok = !app->options->team && !app->options->person && !app->state.supposed.count;
	}
	reader_close(reader);
	return ok;
}

static void process_protect(void)                       /* a core would hold names; the pool's size is not the user's */
{
	struct rlimit none = {0, 0};
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
	setenv("UV_THREADPOOL_SIZE", "2", 1);
}

/* SIGTSTP goes to the thread of the loop alone: a worker that took it would stop us a moment after kill() has returned,
   with the terminal half entered again. Workers inherit the mask when they are made, at the first question. */
static void suspend_signal_mask(int how)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	pthread_sigmask(how, &set, NULL);
}

static bool app_begin(struct app *app, struct error *error)
{
	const struct app_options *options = app->options;
	const char *theme = options->theme ? options->theme : theme_default_name();
	if (!theme_load(theme, &app->theme, error) || !database_probe(app, error))
		return false;
	snprintf(app->state.theme, sizeof app->state.theme, "%s", theme);
	loop_begin(app);
	struct terminal_options terminal = {
		.ascii = options->ascii, .no_color = options->no_color, .restricted = options->restricted, .theme = &app->theme,
	};
	if (!terminal_open(&app->terminal, &terminal, error)) {
		loop_end(app);
		return false;
	}
	uv_poll_init(&app->loop, &app->poll, terminal_descriptor(app->terminal));
	app->poll.data = app;
	uv_poll_start(&app->poll, UV_READABLE | UV_DISCONNECT, frame_keys);
	uv_prepare_start(&app->before_sleep, frame_before_sleep);
	clock_arm(app);
	uv_timer_start(&app->wall, on_wall, WALL_SECONDS * 1000, WALL_SECONDS * 1000);
	if (!options->wall)
		uv_timer_stop(&app->wall);
	suspend_signal_mask(SIG_BLOCK);                 /* until the workers are there */
	app->store = store_new(&app->loop, options->database, app, app_changed, app_trouble);
	return true;
}

static void wall_timer_follow(struct app *app)          /* the timer runs only while the wall is shown */
{
	bool active = uv_is_active((uv_handle_t *)&app->wall);
	if (app->state.wall && !active)
		uv_timer_start(&app->wall, on_wall, WALL_SECONDS * 1000, WALL_SECONDS * 1000);
	else if (!app->state.wall && active)
		uv_timer_stop(&app->wall);
}

int app_run(const struct app_options *options)
{
	struct error error = {0};
	struct app *app = memory_new(sizeof *app);
	int code;
	app->options = options;
	app->state = options->state;
	state_settle(&app->state);
	app->state.names = options->names;
	app->state.wall = app->state.wall_only = options->wall;
	app->frame = arena_new(), app->process = arena_new();
	app->estimates = estimate_cache_new();
	app->view.database = start_database_name(app->process, options->database);
	app->last_repaint = clock_now();
	app->findings_tag.to = INT64_MIN;
	seen_begin(app);
	process_protect();
	if (app_begin(app, &error)) {
		app->hold = app->dirty = true;
		app_ask(app);
		suspend_signal_mask(SIG_UNBLOCK);
		while (!app->ending) {
			uv_run(&app->loop, UV_RUN_ONCE);
			wall_timer_follow(app);
		}
		code = app->exit_code;
		loop_end(app);
	} else {
		code = error_tell(&error);
	}
	estimate_cache_free(app->estimates);
	arena_free(app->frame);
	arena_free(app->process);
	free(app);
	return code;
}
