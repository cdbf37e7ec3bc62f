/* The terminal's two directions: one frame before the loop sleeps, and the keys. */
#include "app_own.h"

#include <signal.h>

/* The screen of what is known now, in the frame's arena; a key that comes before it is drawn needs its blocks too. */
static struct screen *frame_build(struct app *app)
{
	int columns, rows;
	terminal_size(app->terminal, &columns, &rows);
	arena_clear(app->frame);
	struct screen *screen = screen_new(app->frame, columns, rows, terminal_glyphs(app->terminal), terminal_tints(app->terminal),
		terminal_colours(app->terminal));
	app->layout = (struct layout){0};
	app->view.offers = commands_offer(&app->view, app->frame);
	panels_build(screen, &app->view, &app->layout);
	return screen;
}

static void app_draw(struct app *app)
{
	view_update(app);
	terminal_draw(app->terminal, frame_build(app));
	app->dirty = false;
}

static void tty_pump(struct app *app)
{
	bool pending = terminal_pump(app->terminal);
	if (!pending)
		app->pending_since = uv_now(&app->loop);
	if (pending != app->polling_write) {
		app->polling_write = pending;
		uv_poll_start(&app->poll, UV_READABLE | UV_DISCONNECT | (pending ? UV_WRITABLE : 0), frame_keys);
	}
}

void frame_before_sleep(uv_prepare_t *prepare)      /* one drawing a turn, however many events came */
{
	struct app *app = prepare->data;
	if (app->ending)
		return;
	if (app->dirty && !app->hold && terminal_ready(app->terminal))
		app_draw(app);
	tty_pump(app);
}

void frame_keys(uv_poll_t *poll, int status, int events)
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
