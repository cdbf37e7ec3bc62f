/* What is asked of the worker and what comes back: answers kept by place, the estimate and the findings that follow them,
   trouble with the database, and the view that panels read. */
#include "app_own.h"

#include <stdio.h>
#include <string.h>

enum {
	ASKING_AFTER = 300,                             /* ms until a question is said to run */
	SLOW_AFTER = 2000,                              /* ms until the figures of before no longer pass for those of now */
	ESTIMATE_SHARE = 20, ESTIMATE_LEAST = 5000,     /* an estimate is made anew after 20 times what it took, and 5 s, in ms */
};

static void app_ask_for(struct app *app, bool estimates_later);

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
void view_update(struct app *app)
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
	if (app->asking && app->feed == FEED_LIVE && waited >= ASKING_AFTER && !app->estimating) {   /* else only an estimate is made anew */
		view->feed = waited >= SLOW_AFTER ? FEED_SLOW : FEED_ASKING;
		snprintf(app->words, sizeof app->words, "reading %s for %u s", view->database, (unsigned)(waited / 1000));
		view->feed_words = waited >= SLOW_AFTER ? app->words : NULL;
	}
}

static void on_slow(uv_timer_t *timer)
{
	struct app *app = timer->data;
	app->hold = false;
	app->dirty = true;
}

/* The name stands for the whole path: there is one line for all of it. */
static void feed_words_set(struct app *app, const char *message)
{
	struct arena *arena = arena_new();
	size_t path = strlen(app->options->database);
	bool begins = strncmp(message, app->options->database, path) == 0 && message[path] == ':';
	snprintf(app->feed_words, sizeof app->feed_words, "%s%s", begins ? app->view.database : "",
		text_clean(arena, message + (begins ? path : 0), strlen(message) - (begins ? path : 0)));
	arena_free(arena);
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
	} else if (app->feed == FEED_DAMAGED) {
		snprintf(app->feed_words, sizeof app->feed_words, "%s is damaged: restore a copy, or see `teamtop check`", app->view.database);
	} else {
		feed_words_set(app, error->message);
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
	job->scope.notice_set = app->options->notice_set, job->scope.notice_days = app->options->notice_days;
	app->asking = true;
	app->asked_since = uv_now(&app->loop);
	uv_timer_start(&app->slow, on_slow, ASKING_AFTER, 1000);
	store_submit(app->store, job_run_on_worker, on_answer, job);
}

void app_ask(struct app *app)
{
	app_ask_for(app, true);
}

/* A commit by anybody. While a question runs it is not cancelled: a busy writer would starve the screen. */
void app_changed(void *owner)
{
	struct app *app = owner;
	if (app->state.paused)
		return;
	if (app->asking)
		app->again = true;
	else
		app_ask(app);
}

void app_trouble(void *owner, const struct error *error)
{
	trouble_note(owner, error);
}
