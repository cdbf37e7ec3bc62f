/* The loop's own state, and what its files offer one another. Everything here runs on the loop's thread. */
#ifndef TEAMTOP_APP_OWN_H
#define TEAMTOP_APP_OWN_H

#include "job.h"
#include "limits.h"
#include "start.h"

#include "teamtop/commands.h"
#include "teamtop/theme.h"
#include "teamtop/ui.h"

#include <uv.h>

enum {
	CACHED = 6,                                     /* answers kept for places one may come back to */
	SIGNALS = 9,
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

void app_end(struct app *app, int code);                /* the loop ends after this turn, with this exit code */

/* answers.c: what is asked, what comes back, what panels may read */
void app_ask(struct app *app);
void view_update(struct app *app);
void app_changed(void *owner);                          /* store_changed: a commit by anybody */
void app_trouble(void *owner, const struct error *error);       /* store_trouble */

/* follow.c: what was seen, and the user's own limits */
void seen_begin(struct app *app);
void seen_follow(struct app *app, bool leaving);
void seen_note(struct app *app);
void limits_follow(struct app *app);

/* effects.c: what a command asks for, done once */
void app_effects(struct app *app, unsigned effects);
void app_command(struct app *app, const char *name);    /* timers go through the same door as keys */
void app_suspend(struct app *app);
void app_say(struct app *app, const struct error *error);        /* on the key line, until the next key */

/* frame.c: drawing and keys */
void frame_before_sleep(uv_prepare_t *prepare);
void frame_keys(uv_poll_t *poll, int status, int events);

#endif
