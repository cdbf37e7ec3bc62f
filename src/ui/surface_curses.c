#include "facts.h"
#include "keys.h"
#include "style.h"
#include "tty.h"

#include <curses.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wchar.h>

#include "teamtop/embed.h"

#define PASTE_ON "\x1b[?2004h"
#define PASTE_OFF "\x1b[?2004l"
enum { ESCAPE_WAIT_MS = 25, READ_BYTES = 1024 };

struct terminal {
	struct tty tty;
	int memory;                                     /* curses draws into it */
	FILE *frame, *input;
	SCREEN *curses;
	const struct theme *theme;
	enum colour_depth depth;
	enum glyphs glyphs;
	bool pastes;                                    /* told to mark pastes */
	bool suspended, entered;                        /* entered: a frame was sent since we took the terminal */
	struct key_reader keys;
	cchar_t *row;                                   /* one row for curses */
	int row_room;
	char oc[32];                                    /* "reset the palette", which is the user's and stays */
};

/* ---- opening ---- */
/* xterm-256color whose colours are red, green and blue themselves: no terminfo of Debian's base has one. Made by
   `tic -x src/ui/direct.terminfo; infocmp -x -Q2 teamtop-direct`. */
EMBED(terminal_direct, "src/ui/direct.b64");

static SCREEN *curses_start_direct(FILE *frame, FILE *input)
{
	char *before = getenv("TERMINFO") ? memory_copy(getenv("TERMINFO")) : NULL;
	setenv("TERMINFO", terminal_direct, 1);
	SCREEN *screen = newterm("teamtop-direct", frame, input);
	if (before)
		setenv("TERMINFO", before, 1);
	else
		unsetenv("TERMINFO");
	free(before);
	return screen;
}

static SCREEN *curses_start(const char *type, FILE *frame, FILE *input)
{
	const char *types[] = {type, "xterm-256color", "xterm", "vt100"};
	SCREEN *screen = facts_true_colour(type) ? curses_start_direct(frame, input) : NULL;
	for (size_t i = 0; i < COUNT_OF(types) && !screen; i++)
		screen = newterm(types[i], frame, input);
	return screen;
}

/* Curses sets the scroll region when it starts and leaves it so: it must know the size by then, and a file in memory has
   none. So it is told by the variables it reads, which do not count otherwise. */
static SCREEN *curses_with_size(const char *type, const struct terminal *terminal)
{
	static const char *const names[] = {"COLUMNS", "LINES"};
	char *before[2], size[16];
	int values[2];
	tty_size(&terminal->tty, &values[0], &values[1]);
	for (int i = 0; i < 2; i++) {
		before[i] = getenv(names[i]) ? memory_copy(getenv(names[i])) : NULL;
		snprintf(size, sizeof size, "%d", values[i]);
		setenv(names[i], size, 1);
	}
	use_env(TRUE);
	SCREEN *screen = curses_start(type, terminal->frame, terminal->input);
	use_env(FALSE);
	for (int i = 0; i < 2; i++) {
		if (before[i])
			setenv(names[i], before[i], 1);
		else
			unsetenv(names[i]);
		free(before[i]);
	}
	return screen;
}

/* curses takes signals that nobody handles; its handlers would write where nobody looks. */
static SCREEN *curses_without_signals(const char *type, const struct terminal *terminal)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
	struct sigaction before[COUNT_OF(numbers)];
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		sigaction(numbers[i], NULL, &before[i]);
	SCREEN *screen = curses_with_size(type, terminal);
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		sigaction(numbers[i], &before[i], NULL);
	return screen;
}

static enum colour_depth depth_of(const struct terminal_options *options)
{
	if (facts_no_colour(options) || !has_colors())
		return DEPTH_NONE;
	start_color();
	use_default_colors();
	return COLORS > 256 ? DEPTH_TRUE : COLORS >= 256 ? DEPTH_256 : COLORS >= 8 ? DEPTH_16 : DEPTH_NONE;
}

/* A capability without its paddings ("$<50>"), for whoever writes it past curses. */
static void add_capability(char *out, size_t size, const char *name)
{
	const char *text = tigetstr(name);
	size_t used = strlen(out);
	if (!text || text == (char *)-1)
		return;
	while (*text && used + 1 < size) {
		if (text[0] == '$' && text[1] == '<' && strchr(text, '>'))
			text = strchr(text, '>') + 1;
		else
			out[used++] = *text++;
	}
	out[used] = '\0';
}

static void prepare_restore(struct terminal *terminal)
{
	static const char *const names[] = {"sgr0", "op", "clear", "cnorm", "rmkx", "rmcup"};
	char *restore = terminal->tty.restore;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		add_capability(restore, sizeof terminal->tty.restore - 16, names[i]);
	if (terminal->pastes)
		strcat(restore, PASTE_OFF);
	add_capability(terminal->oc, sizeof terminal->oc, "oc");
}

static bool fail(struct terminal *terminal, struct error *error, const char *what)
{
	error_set(error, ERROR_USAGE, "the terminal cannot be used: %s; `teamtop show` writes a screen as text", what);
	if (terminal->frame)
		fclose(terminal->frame);
	if (terminal->input)
		fclose(terminal->input);
	if (terminal->memory >= 0)
		close(terminal->memory);
	tty_close(&terminal->tty);
	free(terminal);
	return false;
}

bool terminal_open(struct terminal **out, const struct terminal_options *options, struct error *error)
{
	struct tty tty;
	if (!tty_open(&tty, error))
		return false;
	const char *type = facts_type(error);
	if (!type) {
		tty_close(&tty);
		return false;
	}
	if (options->restricted)
		unsetenv("TERMINFO"), unsetenv("TERMINFO_DIRS"), unsetenv("TERMCAP");
	struct terminal *terminal = memory_new(sizeof *terminal);
	*terminal = (struct terminal){.tty = tty, .theme = options->theme, .glyphs = facts_glyphs(type, options)};
	terminal->memory = memfd_create("frame", MFD_CLOEXEC);
	terminal->frame = terminal->memory < 0 ? NULL : fdopen(fcntl(terminal->memory, F_DUPFD_CLOEXEC, 3), "w");
	terminal->input = fdopen(fcntl(tty.descriptor, F_DUPFD_CLOEXEC, 3), "r");
	if (!terminal->frame || !terminal->input)
		return fail(terminal, error, "no file descriptors are left");
	terminal->curses = curses_without_signals(type, terminal);
	if (!terminal->curses)
		return fail(terminal, error, "no description of any terminal is installed");
	terminal->depth = depth_of(options);
	terminal->pastes = strncmp(type, "vt", 2) != 0 && strncmp(type, "linux", 5) != 0;
	prepare_restore(terminal);
	tty_guard(&terminal->tty);
	leaveok(stdscr, FALSE), scrollok(stdscr, FALSE), idlok(stdscr, FALSE);
	tty_raw(&terminal->tty);
	*out = terminal;
	return true;
}

/* ---- frames ---- */
/* Curses resets the palette when it leaves; that palette is the user's. Removes the string wherever it stands. */
static size_t without_palette_reset(const struct terminal *terminal, char *bytes, size_t length)
{
	size_t oc = strlen(terminal->oc);
	char *found;
	while (oc && (found = memmem(bytes, length, terminal->oc, oc))) {
		memmove(found, found + oc, length - oc - (size_t)(found - bytes));
		length -= oc;
	}
	return length;
}

/* What curses wrote becomes bytes to send; the caller frees. */
static char *take_frame(struct terminal *terminal, size_t *length)
{
	fflush(terminal->frame);
	off_t size = lseek(terminal->memory, 0, SEEK_END);
	char *bytes = memory_new((size_t)(size > 0 ? size : 0) + 1);
	ssize_t got = size > 0 ? pread(terminal->memory, bytes, (size_t)size, 0) : 0;
	(void)!ftruncate(terminal->memory, 0);
	lseek(terminal->memory, 0, SEEK_SET);
	*length = without_palette_reset(terminal, bytes, got > 0 ? (size_t)got : 0);
	return bytes;
}

static int number_of(struct colour colour, enum colour_depth depth)
{
	int rgb = colour.red << 16 | colour.green << 8 | colour.blue;
	return !colour.set ? -1 : depth == DEPTH_256 ? colour.index256 : rgb < 8 ? 0x010101 : rgb;      /* 0-7 are the palette's */
}

static short pair_of(const struct style *style, enum colour_depth depth)
{
	int ink = depth >= DEPTH_256 ? number_of(style->ink, depth) : depth == DEPTH_16 ? style->ink16 : -1;
	int back = depth >= DEPTH_256 ? number_of(style->back, depth) : -1;
	if (ink < 0 && back < 0)
		return 0;                               /* some consoles drop dim with any other pair */
	int pair = alloc_pair(ink, back);
	return pair > 0 && pair < 32767 ? (short)pair : 0;
}

/* A letter that the C library measures otherwise than we do would move the rest of the row on curses' map of it. */
static void set_cell(cchar_t *out, const struct cell *cell, int width, attr_t attributes, short pair)
{
	wchar_t wide[CCHARW_MAX + 1] = L"";
	mbstate_t state = {0};
	const char *text = cell->text;
	size_t length = mbsrtowcs(wide, &text, CCHARW_MAX, &state);
	if (length == (size_t)-1 || length == 0 || wcwidth(wide[0]) != width)
		wide[0] = width == 1 ? L'?' : L'\uFF1F', wide[1] = L'\0', length = 1;
	wide[length < CCHARW_MAX ? length : CCHARW_MAX - 1] = L'\0';
	setcchar(out, wide, attributes, pair, NULL);
}

struct look { unsigned char role, back; bool bold, reverse; attr_t attributes; short pair; };

static void look_at(struct look *look, const struct terminal *terminal, const struct cell *cell)
{
	struct style style = style_of_cell(cell, terminal->theme, terminal->depth);
	*look = (struct look){cell->role, cell->back, cell->bold, cell->reverse, A_NORMAL, pair_of(&style, terminal->depth)};
	look->attributes = (style.bold ? A_BOLD : 0) | (style.dim ? A_DIM : 0) | (style.reverse ? A_REVERSE : 0);
}

static void draw_row(struct terminal *terminal, const struct screen *screen, int y, int columns, struct look *look)
{
	int count = 0;
	for (int x = 0; x < columns; x++) {
		const struct cell *cell = &screen->cells[y * screen->columns + x];
		bool wide = x + 1 < screen->columns && cell[1].text[0] == '\0';
		if (look->pair < 0 || look->role != cell->role || look->back != cell->back || look->bold != cell->bold ||
		    look->reverse != cell->reverse)
			look_at(look, terminal, cell);
		if (wide && x + 1 >= columns)
			break;
		set_cell(&terminal->row[count++], cell, wide ? 2 : 1, look->attributes, look->pair);
		x += wide;
	}
	mvadd_wchnstr(y, 0, terminal->row, count);
}

static void follow_size(struct terminal *terminal)
{
	int columns, rows;
	tty_size(&terminal->tty, &columns, &rows);
	if (columns != COLS || rows != LINES) {
		resize_term(rows, columns);
		clearok(curscr, TRUE);
	}
	if (terminal->row_room < columns) {
		terminal->row_room = columns;
		terminal->row = memory_grow(terminal->row, sizeof *terminal->row * (size_t)columns);
	}
}

void terminal_draw(struct terminal *terminal, const struct screen *screen)
{
	if (!terminal_ready(terminal) || terminal->suspended)
		return;
	follow_size(terminal);
	int columns = screen->columns < COLS ? screen->columns : COLS, rows = screen->rows < LINES ? screen->rows : LINES;
	struct look look = {.pair = -1};
	erase();
	for (int y = 0; y < rows; y++)
		draw_row(terminal, screen, y, columns, &look);
	bool cursor = screen->cursor_x >= 0 && screen->cursor_x < columns && screen->cursor_y >= 0 && screen->cursor_y < rows;
	curs_set(cursor);
	move(cursor ? screen->cursor_y : 0, cursor ? screen->cursor_x : 0);
	refresh();
	terminal->tty.restore_length = strlen(terminal->tty.restore);
	size_t length;
	char *bytes = take_frame(terminal, &length);
	if (terminal->pastes && !terminal->entered)
		tty_queue(&terminal->tty, PASTE_ON, strlen(PASTE_ON));
	terminal->entered = true;
	tty_queue(&terminal->tty, bytes, length);
	free(bytes);
}

void terminal_repaint(struct terminal *terminal)
{
	(void)terminal;
	clearok(curscr, TRUE);
}

bool terminal_ready(const struct terminal *terminal)
{
	return terminal->tty.written == terminal->tty.length;
}

bool terminal_pump(struct terminal *terminal)
{
	return tty_pump(&terminal->tty);
}

void terminal_write(struct terminal *terminal, const char *bytes, size_t length)
{
	tty_queue(&terminal->tty, bytes, length);
	tty_pump(&terminal->tty);                       /* else the next frame would wait for it */
}

/* ---- what it is ---- */
int terminal_descriptor(const struct terminal *terminal)
{
	return terminal->tty.descriptor;
}

void terminal_size(struct terminal *terminal, int *columns, int *rows)
{
	tty_size(&terminal->tty, columns, rows);
}

enum glyphs terminal_glyphs(const struct terminal *terminal)
{
	return terminal->glyphs;
}

bool terminal_tints(const struct terminal *terminal)
{
	return terminal->depth >= DEPTH_256 && theme_has_colours(terminal->theme);
}

bool terminal_colours(const struct terminal *terminal)
{
	return terminal->depth != DEPTH_NONE && theme_has_colours(terminal->theme);
}

void terminal_set_theme(struct terminal *terminal, const struct theme *theme)
{
	terminal->theme = theme;
}

/* ---- keys ---- */
int terminal_keys(struct terminal *terminal, struct key *keys, int most)
{
	char bytes[READ_BYTES];
	int count = 0;
	while (most - count > 2) {
		int room = most - count - 2, got = tty_read(&terminal->tty, bytes, room < READ_BYTES ? room : READ_BYTES);
		if (got < 0)
			return count ? count : -1;
		if (got == 0) {
			if (terminal->keys.state != KEY_ESCAPE)
				break;
			if (!tty_waits(&terminal->tty, ESCAPE_WAIT_MS)) {
				count += keys_settle(&terminal->keys, facts_milliseconds(), keys + count);
				break;
			}
			continue;
		}
		count += keys_feed(&terminal->keys, bytes, got, facts_milliseconds(), keys + count);
	}
	return count;
}

/* ---- leaving ---- */
/* Blank before it goes back: names must not stay in a scrollback. When the link has not taken the last frame, curses does
   not know what the terminal shows: then what a crash would send is right. */
static void leave(struct terminal *terminal)
{
	bool drawn = terminal->tty.restore_length > 0, known = terminal_ready(terminal);
	size_t length;
	if (drawn && known)
		erase(), refresh();
	endwin();
	char *bytes = take_frame(terminal, &length);
	bytes = memory_grow(bytes, length + sizeof terminal->tty.restore);
	const char *end = !known && drawn ? terminal->tty.restore : terminal->pastes ? PASTE_OFF : "";
	if (!known)
		length = 0;
	memcpy(bytes + length, end, strlen(end));
	tty_restore(&terminal->tty, bytes, length + strlen(end));
	free(bytes);
}

void terminal_suspend(struct terminal *terminal)
{
	if (!terminal->suspended)
		leave(terminal);
	terminal->suspended = true;
}

void terminal_resume(struct terminal *terminal)
{
	size_t length;
	tty_raw(&terminal->tty);
	if (terminal->suspended) {                      /* entering twice would lose where the shell's cursor was */
		terminal->suspended = terminal->entered = false;
		endwin();                               /* so that the next frame enters the screen of its own again */
		free(take_frame(terminal, &length));
	}
	clearok(curscr, TRUE);
}

void terminal_close(struct terminal *terminal)
{
	if (!terminal)
		return;
	terminal_suspend(terminal);
	tty_guard(NULL);
	delscreen(terminal->curses);
	fclose(terminal->frame);
	fclose(terminal->input);
	close(terminal->memory);
	tty_close(&terminal->tty);
	free(terminal->row);
	free(terminal);
}
