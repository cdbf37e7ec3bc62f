/* tty - inside of ui/: the controlling terminal as bytes: an own description of it, its modes, what waits to be sent, and
   the way back to sane modes from wherever the program dies. */
#ifndef TEAMTOP_UI_TTY_H
#define TEAMTOP_UI_TTY_H

#include <termios.h>

#include "teamtop/base.h"

struct tty {
	int descriptor;                                 /* our own, non-blocking: the shell's stays as it is */
	struct termios saved, raw;
	char *bytes;                                    /* what waits: written … length */
	size_t length, written, room;
	char restore[400];                              /* what a crash sends: cursor, colours, screen, modes */
	size_t restore_length;
};
/* Opens the terminal that stdin and stdout are; ERROR_USAGE when there is none. */
bool tty_open(struct tty *tty, struct error *error);
void tty_close(struct tty *tty);                        /* frees; the modes are the caller's */
void tty_raw(struct tty *tty);
/* Modes as they were; what a stalled link has not taken is dropped first. Not when another program owns the terminal. */
void tty_restore(struct tty *tty, const char *farewell, size_t length);
void tty_size(const struct tty *tty, int *columns, int *rows);  /* 80 x 24 when it is not told; at most 1000 x 500 */
void tty_queue(struct tty *tty, const char *bytes, size_t length);
bool tty_pump(struct tty *tty);                         /* true while bytes wait */
int tty_read(struct tty *tty, char *bytes, int most);   /* 0 = nothing now, -1 = the terminal is gone */
bool tty_waits(const struct tty *tty, int milliseconds);        /* for bytes to read */
/* SEGV BUS ABRT FPE ILL and exhausted memory restore the terminal. One at a time; NULL takes the handlers away. */
void tty_guard(struct tty *tty);

#endif
