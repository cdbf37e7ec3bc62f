/* The store for the loop: one reader, one worker, at most one task under way. Everything here runs on the loop except the
   functions that end in _on_worker; the reader belongs to the worker while `working`. No locks: only the cancel flag is
   shared while both run. */
#include "teamtop/store.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum {
	POLL = 1000, POLL_UNWATCHED = 250,              /* ms between looks for a change */
	GAP = 40,                                       /* ms between two looks when commits come in a row */
	RETRY_FIRST = 250, RETRY_LAST = 4000            /* ms until an unusable database is tried again */
};

struct task {
	store_work work;                                /* NULL = only a look for a change */
	store_done done;
	void *job;
	bool aside;                                     /* what is new meanwhile is still to be told */
};

struct store {
	uv_loop_t *loop;
	char *name, *folder, *base;                     /* base: the file's name in its folder */
	void *owner;
	store_changed changed;
	store_trouble trouble;
	uv_timer_t timer;
	uv_fs_event_t watch;
	bool watching, paused, freeing, working, has_waiting, look_again;
	struct task running, waiting;
	uv_work_t request;
	int handles;                                    /* still to be closed */
	void (*freed)(void *owner);
	uint64_t looked_at, retry;                      /* loop time of the last look; ms of the next back-off, 0 = no trouble */
	enum error_kind troubled;                       /* what was told */
	uint64_t opened_seen, version_seen;             /* of the last good answer or look */

	/* the worker's */
	struct reader *reader;
	atomic_bool cancel;
	uint64_t opened, version;                       /* how often it was opened; as of the snapshot */
	bool good;
	struct error error;
};

/* ---- on the worker ---- */

static bool reopen_on_worker(struct store *store)
{
	const struct reader_options options = {.cancel = &store->cancel};
	reader_close(store->reader);
	store->reader = reader_open(store->name, &options, &store->error);
	store->opened++;
	return store->reader != NULL;
}

/* The version before the snapshot begins: a commit in between shows as a change later, never not at all. */
static bool ready_on_worker(struct store *store)
{
	if (!store->reader)
		return reopen_on_worker(store) && reader_version(store->reader, &store->version, &store->error);
	if (reader_version(store->reader, &store->version, &store->error))
		return true;
	return store->error.kind == ERROR_GONE && reopen_on_worker(store) &&
	       reader_version(store->reader, &store->version, &store->error);
}

static bool leaves_reader_usable(enum error_kind kind)
{
	return kind == ERROR_BUSY || kind == ERROR_CANCELLED || kind == ERROR_INTERNAL;
}

static void work_on_worker(uv_work_t *request)
{
	struct store *store = request->data;
	store->error = (struct error){0};
	store->good = ready_on_worker(store);
	if (store->good && store->running.work) {
		store->good = reader_begin(store->reader, &store->error) &&
			      store->running.work(store->reader, store->running.job, &store->error);
		reader_end(store->reader);
	}
	if (!store->good && store->reader && !leaves_reader_usable(store->error.kind)) {
		reader_close(store->reader);
		store->reader = NULL;
	}
}

/* ---- on the loop ---- */

static void after_work(uv_work_t *request, int status);
static void watch_start(struct store *store);

static void begin(struct store *store, struct task task)
{
	store->running = task;
	store->working = true;
	store->look_again = false;
	store->request.data = store;
	atomic_store(&store->cancel, false);
	uv_queue_work(store->loop, &store->request, work_on_worker, after_work);
}

static void on_timer(uv_timer_t *timer)
{
	struct store *store = timer->data;
	if (store->working) {
		store->look_again = true;
		return;
	}
	if (!store->watching)
		watch_start(store);
	begin(store, (struct task){0});
}

static void schedule(struct store *store)
{
	uint64_t delay = store->retry ? store->retry : store->watching ? POLL : POLL_UNWATCHED;
	if (store->paused || store->freeing)
		uv_timer_stop(&store->timer);
	else
		uv_timer_start(&store->timer, on_timer, delay, 0);
}

/* Looks soon: at once, or a gap after the last look. */
static void look_soon(struct store *store)
{
	if (store->paused || store->freeing)
		return;
	if (store->working) {
		store->look_again = true;
		return;
	}
	uint64_t since = uv_now(store->loop) - store->looked_at;
	uv_timer_start(&store->timer, on_timer, since >= GAP ? 0 : GAP - since, 0);
}

static void on_watch(uv_fs_event_t *watch, const char *file, int events, int status)
{
	struct store *store = watch->data;
	(void)events;
	size_t length = strlen(store->base);
	if (status < 0) {
		uv_fs_event_stop(watch);
		store->watching = false;
	} else if (file && strncmp(file, store->base, length) != 0) {
		return;                                 /* another file; -wal and -journal begin like ours */
	}
	look_soon(store);
}

/* The folder, because commits go to the -wal and a replaced file is another file. Without a watch polls are more frequent. */
static void watch_start(struct store *store)
{
	store->watching = uv_fs_event_start(&store->watch, on_watch, store->folder, 0) == 0;
}

static void watch_stop(struct store *store)
{
	uv_fs_event_stop(&store->watch);
	store->watching = false;
}

static bool is_trouble(enum error_kind kind)
{
	return kind != ERROR_CANCELLED && kind != ERROR_INTERNAL && kind != ERROR_USAGE && kind != ERROR_INPUT;
}

static void note_trouble(struct store *store)
{
	store->retry = store->retry == 0 ? RETRY_FIRST : store->retry * 2 > RETRY_LAST ? RETRY_LAST : store->retry * 2;
	if (store->error.kind == ERROR_GONE)
		watch_stop(store);                      /* the folder may be another one when it is back */
	if (store->troubled == store->error.kind)
		return;
	store->troubled = store->error.kind;
	store->trouble(store->owner, &store->error);
}

/* True where the owner should ask again: something new, or it works again. */
static bool note_success(struct store *store, bool answered)
{
	bool was_troubled = store->troubled != ERROR_NONE;
	bool first = store->opened_seen == 0;
	bool differs = store->opened != store->opened_seen || store->version != store->version_seen;
	store->retry = 0;
	store->troubled = ERROR_NONE;
	store->opened_seen = store->opened;
	store->version_seen = store->version;
	return !answered && (was_troubled || (differs && !first));
}

static void task_end(struct store *store, const struct task *task, bool good, const struct error *error)
{
	if (task->done)
		task->done(store->owner, task->job, good, error);
}

static void finish(struct store *store);

static void after_work(uv_work_t *request, int status)
{
	static const struct error LEFT = {.kind = ERROR_CANCELLED, .message = "left before it was done"};
	struct store *store = request->data;
	struct task task = store->running;
	bool again = false, good = store->good && status == 0;
	store->working = false;
	store->looked_at = uv_now(store->loop);
	if (store->freeing) {
		task_end(store, &task, false, &LEFT);
		finish(store);
		return;
	}
	if (good)
		again = note_success(store, task.work && !task.aside);
	else if (status == 0 && is_trouble(store->error.kind))
		note_trouble(store);
	task_end(store, &task, good, status == 0 ? &store->error : &LEFT);
	if (again)
		store->changed(store->owner);
	if (store->freeing || store->working)           /* by one of these calls; then the road ends there */
		return;
	if (store->has_waiting) {
		store->has_waiting = false;
		begin(store, store->waiting);
	} else if (store->look_again && !store->retry) {
		look_soon(store);
	} else {
		schedule(store);
	}
}

static bool split_name(struct store *store, const char *name)
{
	const char *slash = strrchr(name, '/');
	store->name = memory_copy(name);
	store->base = memory_copy(slash ? slash + 1 : name);
	store->folder = memory_copy(slash ? name : ".");
	if (slash)
		store->folder[slash == name ? 1 : slash - name] = '\0';
	return *store->base != '\0';
}

struct store *store_new(struct uv_loop_s *loop, const char *name, void *owner, store_changed changed, store_trouble trouble)
{
	struct store *store = memory_new(sizeof *store);
	split_name(store, name);
	store->loop = loop;
	store->owner = owner;
	store->changed = changed;
	store->trouble = trouble;
	atomic_init(&store->cancel, false);
	uv_timer_init(loop, &store->timer);
	uv_fs_event_init(loop, &store->watch);
	store->timer.data = store->watch.data = store;
	store->handles = 2;
	watch_start(store);
	schedule(store);
	return store;
}

static void submit(struct store *store, struct task task)
{
	static const struct error REPLACED = {.kind = ERROR_CANCELLED, .message = "replaced by a newer question"};
	struct task replaced = store->waiting;
	bool had_waiting = store->has_waiting;
	assert(!store->freeing);
	if (store->working) {
		atomic_store(&store->cancel, true);
		store->waiting = task;
		store->has_waiting = true;
	} else {
		store->has_waiting = false;
		uv_timer_stop(&store->timer);
		begin(store, task);
	}
	if (had_waiting)
		task_end(store, &replaced, false, &REPLACED);
}

void store_submit(struct store *store, store_work work, store_done done, void *job)
{
	submit(store, (struct task){.work = work, .done = done, .job = job});
}

void store_submit_aside(struct store *store, store_work work, store_done done, void *job)
{
	submit(store, (struct task){.work = work, .done = done, .job = job, .aside = true});
}

void store_cancel(struct store *store)
{
	static const struct error LEFT = {.kind = ERROR_CANCELLED, .message = "left before it was done"};
	bool had_waiting = store->has_waiting;
	store->has_waiting = false;
	if (store->working && store->running.work)
		atomic_store(&store->cancel, true);
	if (had_waiting)
		task_end(store, &store->waiting, false, &LEFT);
}

void store_pause(struct store *store, bool paused)
{
	if (store->paused == paused)
		return;
	store->paused = paused;
	if (paused)
		uv_timer_stop(&store->timer);
	else
		look_soon(store);
}

static void on_closed(uv_handle_t *handle)
{
	struct store *store = handle->data;
	if (--store->handles > 0)
		return;
	void (*freed)(void *owner) = store->freed;
	void *owner = store->owner;
	free(store->name);
	free(store->folder);
	free(store->base);
	free(store);
	if (freed)
		freed(owner);
}

static void finish(struct store *store)
{
	reader_close(store->reader);
	uv_close((uv_handle_t *)&store->timer, on_closed);
	uv_close((uv_handle_t *)&store->watch, on_closed);
}

void store_free(struct store *store, void (*freed)(void *owner))
{
	store_cancel(store);
	store->freeing = true;
	store->freed = freed;
	uv_timer_stop(&store->timer);
	atomic_store(&store->cancel, true);
	if (store->working)
		uv_cancel((uv_req_t *)&store->request); /* works before the start only; else the flag ends it */
	else
		finish(store);
}
