/* ui - surfaces: a screen put on a terminal through curses (the only file that names it), or written as ANSI text.
   The terminal surface owns the tty: an own description of it, curses drawing into memory, bytes pumped when the tty
   takes them (faults.md 0.2), so output never blocks the loop. */
#ifndef TEAMTOP_UI_H
#define TEAMTOP_UI_H

#include "teamtop/screen.h"
#include "teamtop/theme.h"

/* ---- keys: what a terminal sends, as names ("enter", "esc", "pgdn", "^c", "a", "ä") ---- */
struct key { char name[16]; };

struct terminal;
struct terminal_options {
	bool ascii, no_color, restricted;
	const struct theme *theme;
};
/* Opens the controlling terminal and switches it to our modes. false with ERROR_USAGE when there is none or TERM is
   dumb (the message names `teamtop show`). Signal handlers for HUP TERM INT QUIT WINCH CONT TSTP must be installed by
   the caller before. Crash signals (SEGV BUS ABRT FPE ILL) restore the terminal by themselves. */
bool terminal_open(struct terminal **terminal, const struct terminal_options *options, struct error *error);
/* Restores the terminal as it was; unsent bytes of a stalled link are dropped. NULL is fine. */
void terminal_close(struct terminal *terminal);
int terminal_descriptor(const struct terminal *terminal);       /* to poll */
void terminal_size(struct terminal *terminal, int *columns, int *rows);  /* re-read with one ioctl; clamped */
enum glyphs terminal_glyphs(const struct terminal *terminal);
bool terminal_tints(const struct terminal *terminal);
bool terminal_colours(const struct terminal *terminal);
void terminal_set_theme(struct terminal *terminal, const struct theme *theme);
/* True when a frame may be made: nothing of the last one is waiting to be sent. */
bool terminal_ready(const struct terminal *terminal);
void terminal_draw(struct terminal *terminal, const struct screen *screen);     /* only when ready; then pump */
void terminal_repaint(struct terminal *terminal);       /* the next draw repaints every cell */
/* Sends what the tty takes; true while bytes are still waiting (poll for writable too). */
bool terminal_pump(struct terminal *terminal);
void terminal_write(struct terminal *terminal, const char *bytes, size_t length);       /* OSC 52, bell: queued after the frame */
/* Drains up to `most` keys. Returns how many, -1 when the terminal is gone. */
int terminal_keys(struct terminal *terminal, struct key *keys, int most);
void terminal_suspend(struct terminal *terminal);       /* before SIGTSTP takes us: as close, but keeps everything */
void terminal_resume(struct terminal *terminal);        /* after SIGCONT */

/* ---- without a terminal ---- */
enum colour_depth { DEPTH_NONE, DEPTH_16, DEPTH_256, DEPTH_TRUE };
char *screen_to_ansi(const struct screen *screen, const struct theme *theme, enum colour_depth depth, struct arena *arena);
enum glyphs glyphs_of_locale(void);                     /* after setlocale: full or ASCII */

#endif
