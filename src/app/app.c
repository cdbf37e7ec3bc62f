/* The loop. Two flows: a key changes state and returns effects; a change in the database asks again. Both end dirty, and
   one frame is drawn before the loop sleeps. */
#include "limits.h"
#include "start.h"

#include "teamtop/commands.h"
#include "teamtop/theme.h"
#include "teamtop/ui.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <uv.h>

enum {
	CACHED = 6,                                     /* answers kept for places one may come back to */
	SIGNALS = 9,
	WALL_SECONDS = 15,
	SLOW_AFTER = 300,                               /* ms until a question is said to run */
	STALLED_SECONDS = 15 * 60,                      /* no byte taken for so long: the client is gone (faults.md 34) */
	ESTIMATE_SHARE = 20, ESTIMATE_LEAST = 5000,     /* an estimate is made anew after 20 times what it took, and 5 s, in ms */
	REPAINT_SECONDS = 10 * 60,                      /* on the wall: whatever others wrote on the screen goes */
};

struct cached { struct tag tag; struct answer *answer; struct policy policy; int64_t offset; };

struct app {
	const struct app_options *options;
	uv_loop_t loop;
	uv_poll_t poll;
	uv_prepare_t before_sleep;
	uv_timer_t clock, wall, slow;
	uv_signal_t signals[SIGNALS];
	struct terminal *terminal;
	struct store *store;
	struct state state;
	struct view view;
	struct layout layout;
	struct theme theme;
	struct arena *frame, *process;
	struct estimate_cache *estimates;               /* the worker's, while a question runs */
	uint64_t estimate_since, estimate_wait;         /* ms: when one was last begun to be made; until the next */
	bool estimating;
	struct cached cache[CACHED];                    /* most recent first; [0] may belong to another place */
	bool asking, again, dirty, hold, ending, polling_write;
	struct answer *findings;                        /* of the whole organisation; NULL until the first answer */
	struct findings_tag findings_tag;
	bool findings_old;                              /* the data changed since, a moment ago: again at the next minute */
	struct seen seen;                               /* kept unless --restricted */
	bool keeps_seen, on_attention;
	char database_path[4096];                       /* absolute: what is seen is kept under it */
	enum feed feed;                                 /* of the database, apart from asking */
	char feed_words[300], words[300];
	uint64_t asked_since, pending_since;            /* ms of the loop's clock */
	int64_t last_repaint;
	int exit_code;
};

static void app_ask(struct app *app);
static void app_ask_for(struct app *app, bool estimates_later);

static void app_end(struct app *app, int code)
{
	if (app->ending)
		return;
	app->ending = true;
	app->exit_code = code;
	uv_stop(&app->loop);
}

/* ---- answers ---- */
static struct cached *cached_now(struct app *app)
{
	struct tag tag;
	tag_of_state(&app->state, &tag);
	for (int i = 0; i < CACHED; i++)
		if (app->cache[i].answer && tag_same(&app->cache[i].tag, &tag))
			return &app->cache[i];
	return NULL;
}

static void cached_keep(struct app *app, struct job *job)
{
	int place = CACHED - 1;
	for (int i = 0; i < CACHED; i++)
		if (!app->cache[i].answer || tag_same(&app->cache[i].tag, &job->tag)) {
			place = i;
			break;
		}
	answer_free(app->cache[place].answer);
	memmove(&app->cache[1], &app->cache[0], sizeof app->cache[0] * (size_t)place);
	app->cache[0] = (struct cached){.tag = job->tag, .answer = job->answer, .policy = job->policy, .offset = job->local_offset};
	app->cache[0].tag.filter.title = NULL;
	job->answer = NULL;
}

/* What panels may read now. The clock is the database's zone; until the first answer nobody knows it. */
static void view_update(struct app *app)
{
	struct cached *cached = cached_now(app);
	struct view *view = &app->view;
	view->state = &app->state;
	view->place = state_place(&app->state);
	view->answer = cached ? cached->answer : NULL;
	view->now = clock_now();
	view->restricted = app->options->restricted;
	view->attention = app->findings ? &app->findings->attention : NULL;
	view->seen = app->keeps_seen ? &app->seen : NULL;
	if (app->cache[0].answer) {
		view->local_now = view->now + app->cache[0].offset;
		view->today = app->cache[0].answer->scope.today;
	}
	if (cached)
		app->state.policy = cached->policy;
	uint64_t waited = uv_now(&app->loop) - app->asked_since;
	view->feed = app->feed, view->feed_words = app->feed_words;
	if (app->asking && app->feed == FEED_LIVE && waited >= SLOW_AFTER) {
		view->feed = FEED_SLOW;
		snprintf(app->words, sizeof app->words, "asking %u s", (unsigned)(waited / 1000));
		view->feed_words = app->words;
	}
}

static void on_slow(uv_timer_t *timer)
{
	struct app *app = timer->data;
	app->hold = false;
	app->dirty = true;
}

static void trouble_note(struct app *app, const struct error *error)
{
	static const struct { enum error_kind kind; enum feed feed; } kinds[] = {
		{ERROR_GONE, FEED_WAITING}, {ERROR_BUSY, FEED_BUSY}, {ERROR_DAMAGED, FEED_DAMAGED},
	};
	enum feed before = app->feed;
	app->feed = FEED_CHANGED;
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (error->kind == kinds[i].kind)
			app->feed = kinds[i].feed;
	if (app->feed == FEED_BUSY) {
		if (before != FEED_BUSY) {
			int64_t local = clock_now() + app->cache[0].offset;
			snprintf(app->feed_words, sizeof app->feed_words, "database busy since %02d:%02d", (int)(local / 3600 % 24), (int)(local / 60 % 60));
		}
	} else if (app->feed == FEED_WAITING) {
		snprintf(app->feed_words, sizeof app->feed_words, "waiting for %s", app->view.database);
	} else {
		struct arena *arena = arena_new();
		snprintf(app->feed_words, sizeof app->feed_words, "%s", text_clean(arena, error->message, strlen(error->message)));
		arena_free(arena);
	}
	app->hold = false;
	app->dirty = true;
}

/* An estimate of leaving may take seconds: what is known is shown first. One made of earlier data stands meanwhile, and is
   made anew only so often that it takes a small part of a core, however busily the database is written. */
static bool estimate_wanted(struct app *app)
{
	const struct answer *answer = app->cache[0].answer;
	if (!answer || app->state.paused)
		return false;
	return answer->estimate.kind == ESTIMATE_LATER ||
		(answer->estimate.older && uv_now(&app->loop) >= app->estimate_since + app->estimate_wait);
}

static void estimate_made(struct app *app)
{
	uv_update_time(&app->loop);
	uint64_t took = uv_now(&app->loop) - app->estimate_since;
	app->estimate_wait = took * ESTIMATE_SHARE > ESTIMATE_LEAST ? took * ESTIMATE_SHARE : ESTIMATE_LEAST;
	app->estimating = false;
}

/* ---- what was seen ---- */
static void seen_begin(struct app *app)
{
	struct error error = {0};
	app->keeps_seen = !app->options->restricted && realpath(app->options->database, app->database_path);
	if (app->keeps_seen && !seen_load(NULL, app->database_path, &app->seen, &error))
		snprintf(app->state.message, sizeof app->state.message, "%.190s", error.message);
}

/* A look ends when its page is left: only then is what it held no longer new. */
static void seen_follow(struct app *app, bool leaving)
{
	bool here = !app->state.wall && state_place(&app->state)->page == PAGE_ATTENTION && app->findings;
	if (app->keeps_seen && app->on_attention && app->findings && (leaving || !here)) {
		struct error error = {0};
		seen_look(&app->seen, &app->findings->attention, clock_now());
		if (!seen_save(NULL, app->database_path, &app->seen, &error))
			snprintf(app->state.message, sizeof app->state.message, "%.190s", error.message);
	}
	app->on_attention = here && !leaving;
}

static void seen_note(struct app *app)
{
	struct error error = {0};
	if (!app->keeps_seen)
		return;
	seen_acknowledge(&app->seen, app->state.acknowledge, !seen_acknowledged(&app->seen, app->state.acknowledge));
	if (!seen_save(NULL, app->database_path, &app->seen, &error))
		snprintf(app->state.message, sizeof app->state.message, "%.190s", error.message);
	app->dirty = true;
}

/* ---- the user's own limits ---- */
static void limit_go_off(struct app *app, const struct config_limit *limit, const struct finding *finding)
{
	struct error error = {0};
	if (limit->bell)
		terminal_write(app->terminal, "\a", 1);
	if (*limit->command[0] && !app->options->restricted && !limit_command(&app->loop, limit, finding, &error))
		snprintf(app->state.message, sizeof app->state.message, "%.190s", error.message);
}

/* When it last went off is kept in the file, for whichever dashboard of this user comes next: read anew, written before the
   command runs. */
static void limits_follow(struct app *app)
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

/* ---- what comes back ---- */
static void findings_keep(struct app *app, struct job *job)
{
	if (!job->findings)
		return;
	answer_free(app->findings);
	app->findings = job->findings, app->findings_tag = job->fresh;
	job->findings = NULL;
	limits_follow(app);
}

/* Whatever is asked meanwhile goes first: then these are due again. */
static void on_findings(void *owner, void *self, bool ok, const struct error *error)
{
	struct app *app = owner;
	struct job *job = self;
	if (ok) {
		findings_keep(app, job);
		seen_follow(app, false);
		app->dirty = true;
	} else if (error->kind != ERROR_CANCELLED) {
		trouble_note(app, error);
	}
	if (ok && !app->asking && !app->ending && estimate_wanted(app))
		app_ask_for(app, false);
	job_free(job);
}

static void on_answer(void *owner, void *self, bool ok, const struct error *error)
{
	struct app *app = owner;
	struct job *job = self;
	bool cancelled = !ok && error->kind == ERROR_CANCELLED;
	if (!cancelled) {
		app->asking = false;
		app->hold = false;
		uv_timer_stop(&app->slow);
		app->dirty = true;
	}
	if (ok) {
		app->feed = FEED_LIVE, app->feed_words[0] = '\0';
		cached_keep(app, job);
		if (app->estimating)
			estimate_made(app);
		app->findings_old = !job->findings_due && job->fresh.version != app->findings_tag.version;
		seen_follow(app, false);
	} else if (!cancelled) {
		trouble_note(app, error);
	}
	if (app->again && !app->asking && !app->ending) {
		app->again = false;
		app_ask(app);
	} else if (ok && job->findings_due && !app->asking && !app->ending) {
		store_submit_aside(app->store, job_find_on_worker, on_findings, job);   /* the estimate comes after them */
		return;
	} else if (ok && !app->asking && !app->ending && estimate_wanted(app)) {
		app_ask_for(app, false);
	}
	job_free(job);
}

static void app_ask_for(struct app *app, bool estimates_later)
{
	struct job *job = job_new(&app->state, clock_now(), app->options->restricted);
	job->estimates = app->estimates;
	job->estimates_later = estimates_later;
	app->estimating = !estimates_later;
	if (app->estimating)
		app->estimate_since = uv_now(&app->loop);
	job->known = app->findings_tag;
	job->limits = app->options->limits, job->limit_count = app->options->limit_count;
	app->asking = true;
	app->asked_since = uv_now(&app->loop);
	uv_timer_start(&app->slow, on_slow, SLOW_AFTER, 1000);
	store_submit(app->store, job_run_on_worker, on_answer, job);
}

static void app_ask(struct app *app)
{
	app_ask_for(app, true);
}

/* A commit by anybody. While a question runs it is not cancelled: a busy writer would starve the screen. */
static void on_changed(void *owner)
{
	struct app *app = owner;
	if (app->state.paused)
		return;
	if (app->asking)
		app->again = true;
	else
		app_ask(app);
}

static void on_trouble(void *owner, const struct error *error)
{
	trouble_note(owner, error);
}

/* ---- effects ---- */
static void copy_out(struct app *app)                   /* OSC 52: the terminal's clipboard, never under --restricted */
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *in = (const unsigned char *)app->state.message;
	char out[400] = "\x1b]52;c;";
	size_t length = strlen(app->state.message), used = strlen(out);
	if (app->options->restricted)
		return;
	for (size_t i = 0; i < length; i += 3) {
		unsigned bits = (unsigned)in[i] << 16 | (i + 1 < length ? (unsigned)in[i + 1] << 8 : 0) | (i + 2 < length ? in[i + 2] : 0U);
		out[used++] = letters[bits >> 18];
		out[used++] = letters[bits >> 12 & 63];
		out[used++] = i + 1 < length ? letters[bits >> 6 & 63] : '=';
		out[used++] = i + 2 < length ? letters[bits & 63] : '=';
	}
	out[used++] = '\a';
	terminal_write(app->terminal, out, used);
	char copied[sizeof app->state.message];
	snprintf(copied, sizeof copied, "copied %.150s", app->state.message);
	memcpy(app->state.message, copied, sizeof copied);
}

static void theme_use(struct app *app)
{
	struct error error = {0};
	struct theme theme;
	if (theme_load(app->state.theme, &theme, &error)) {
		app->theme = theme;
		terminal_set_theme(app->terminal, &app->theme);
		terminal_repaint(app->terminal);
	} else {
		snprintf(app->state.message, sizeof app->state.message, "%.190s", error.message);
	}
	app->dirty = true;
}

static void app_suspend(struct app *app)
{
	terminal_suspend(app->terminal);
	uv_signal_t *stop = &app->signals[SIGNALS - 1];
	uv_signal_stop(stop);
	signal(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);                               /* without job control the kernel drops it and we go on at once */
	uv_signal_start(stop, stop->signal_cb, SIGTSTP);
	terminal_resume(app->terminal);
	app->dirty = true;
}

static void app_effects(struct app *app, unsigned effects)
{
	seen_follow(app, (effects & EFFECT_QUIT) != 0);
	if (effects & EFFECT_QUIT)
		app_end(app, EXIT_DONE);
	if (effects & EFFECT_SEEN)
		seen_note(app);
	if (effects & EFFECT_COPY)
		copy_out(app);
	if (effects & EFFECT_THEME)
		theme_use(app);
	if (effects & EFFECT_REPAINT)
		terminal_repaint(app->terminal), app->dirty = true;
	if (effects & EFFECT_VIEW)
		app->dirty = true;
	if (effects & EFFECT_DATA) {
		view_update(app);
		app->hold = !app->view.answer;          /* a new place: its first answer is a few ms away, no empty flash */
		app_ask(app);
	}
	if (effects & EFFECT_SUSPEND)
		app_suspend(app);
}

static void app_command(struct app *app, const char *name)
{
	view_update(app);
	app_effects(app, commands_run(&app->state, &app->view, &app->layout, name));
}

/* ---- the terminal ---- */
/* The screen of what is known now, in the frame's arena; a key that comes before it is drawn needs its blocks too. */
static struct screen *frame_build(struct app *app)
{
	int columns, rows;
	terminal_size(app->terminal, &columns, &rows);
	arena_clear(app->frame);
	struct screen *screen = screen_new(app->frame, columns, rows, terminal_glyphs(app->terminal), terminal_tints(app->terminal),
		terminal_colours(app->terminal));
	app->layout = (struct layout){0};
	panels_build(screen, &app->view, &app->layout);
	return screen;
}

static void app_draw(struct app *app)
{
	view_update(app);
	terminal_draw(app->terminal, frame_build(app));
	app->dirty = false;
}

static void on_tty(uv_poll_t *poll, int status, int events);

static void tty_pump(struct app *app)
{
	bool pending = terminal_pump(app->terminal);
	if (!pending)
		app->pending_since = uv_now(&app->loop);
	if (pending != app->polling_write) {
		app->polling_write = pending;
		uv_poll_start(&app->poll, UV_READABLE | UV_DISCONNECT | (pending ? UV_WRITABLE : 0), on_tty);
	}
}

static void on_before_sleep(uv_prepare_t *prepare)      /* one drawing a turn, however many events came */
{
	struct app *app = prepare->data;
	if (app->ending)
		return;
	if (app->dirty && !app->hold && terminal_ready(app->terminal))
		app_draw(app);
	tty_pump(app);
}

static void on_tty(uv_poll_t *poll, int status, int events)
{
	struct app *app = poll->data;
	struct key keys[256];
	if (app->ending)
		return;
	if (status < 0 || (events & UV_DISCONNECT)) {   /* said once and never again: the terminal died */
		app_end(app, 128 + SIGHUP);
		return;
	}
	if (!(events & UV_READABLE))
		return;
	int count = terminal_keys(app->terminal, keys, COUNT_OF(keys));
	if (count < 0)
		app_end(app, 128 + SIGHUP);
	for (int i = 0; i < count && !app->ending; i++) {
		view_update(app);
		if (app->dirty)
			frame_build(app);
		app_effects(app, commands_key(&app->state, &app->view, &app->layout, keys[i].name));
	}
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
		ok = !app->options->team && !app->options->person;
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
	uv_poll_start(&app->poll, UV_READABLE | UV_DISCONNECT, on_tty);
	uv_prepare_start(&app->before_sleep, on_before_sleep);
	clock_arm(app);
	uv_timer_start(&app->wall, on_wall, WALL_SECONDS * 1000, WALL_SECONDS * 1000);
	if (!options->wall)
		uv_timer_stop(&app->wall);
	suspend_signal_mask(SIG_BLOCK);                 /* until the workers are there */
	app->store = store_new(&app->loop, options->database, app, on_changed, on_trouble);
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
