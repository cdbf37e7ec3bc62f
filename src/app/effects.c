/* What a command returns as effects, done once each. */
#include "app_own.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

void app_say(struct app *app, const struct error *error)
{
	snprintf(app->state.message, sizeof app->state.message, "%.190s", error->message);
}

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
		app_say(app, &error);
	}
	app->dirty = true;
}

void app_suspend(struct app *app)
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

void app_effects(struct app *app, unsigned effects)
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

void app_command(struct app *app, const char *name)
{
	view_update(app);
	app_effects(app, commands_run(&app->state, &app->view, &app->layout, name));
}
