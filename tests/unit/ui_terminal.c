/* The terminal in a pseudo-terminal read by libvterm: what is drawn is what is shown, modes come back whatever happens, a
   link that takes nothing costs nothing. The child draws; the parent is the terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "glass.h"

/* ---- the child: a program with a loop of poll instead of libuv ---- */
static volatile sig_atomic_t ended, resized;

static void on_end(int number)
{
	ended = number;
}

static void on_resize(int number)
{
	(void)number;
	resized = 1;
}

/* What both sides draw, from a few numbers only. */
static void scene(struct screen *screen, const char *keys)
{
	double value[] = {1, 3, 2, NAN, 5, 4}, low[] = {0, 2, 1, 1, 4, 3}, high[] = {2, 4, 3, 3, 6, 5}, mark = 0.4;
	struct part parts[] = {{3, role_ramp(ROLE_TIME, 5)}, {2, role_ramp(ROLE_TIME, 3)}, {1, ROLE_WORSE}};
	struct series series = {.count = 6, .value = value, .low = low, .high = high, .top = 6, .mark = &mark, .role = ROLE_AI};
	struct area all = screen_area(screen);
	area_tint_row(all, 0, ROLE_ALERT);
	area_text(all, 0, 0, screen->columns, ALIGN_LEFT, WORSE " ! " STRONG "Billing" TEXT " 漢字 " BETTER "▲ 6" DIM " pt " CHIP " sample ");
	struct area inside = area_frame(area_inside(all, 0, 1, screen->columns, screen->rows - 2),
		&(struct frame){.title = "1 AI adoption", .note = "26 weeks", .accent = ROLE_AI, .focused = true});
	area_chart(inside, 0, 0, 12, 4, &series);
	area_stack(inside, 14, 0, 20, 1, parts, 3, &mark);
	area_bar(inside, 14, 1, 20, 0.53, ROLE_SKILLS, &mark);
	area_heat(inside, 14, 2, 5, 4, ROLE_AI, "57"), area_heat(inside, 19, 2, 5, 2, ROLE_AI, "12");
	area_digits(inside, 38, 0, 1, "51", ROLE_STRONG);
	area_tint_row(inside, 5, ROLE_SELECT);
	area_text(inside, 0, 5, 30, ALIGN_LEFT, "selected " STALE "64 % 9 d" FRAME " e\u0301");
	area_text(all, 0, screen->rows - 1, screen->columns, ALIGN_LEFT, keys);
}

struct setup {
	const char *term, *theme, *locale;
	bool ascii, no_color;
	enum colour_depth depth;                        /* what must come out of it */
	enum glyphs glyphs;
};

static bool draw(struct terminal *terminal, const char *keys)
{
	if (terminal_ready(terminal)) {
		int columns, rows;
		struct arena *arena = arena_new();
		terminal_size(terminal, &columns, &rows);
		struct screen *screen = screen_new(arena, columns, rows, terminal_glyphs(terminal), terminal_tints(terminal), terminal_colours(terminal));
		scene(screen, keys);
		terminal_draw(terminal, screen);
		arena_free(arena);
	}
	return terminal_pump(terminal);
}

/* Keys are drawn in the last row; q ends, X crashes, Z suspends and comes back. */
static int child_main(const struct setup *setup)
{
	struct theme theme;
	struct error error = {0};
	struct terminal *terminal;
	char keys[64] = "";
	setenv("TERM", setup->term, 1);
	setenv("LC_ALL", setup->locale ? setup->locale : "C.UTF-8", 1);
	setlocale(LC_ALL, "");
	signal(SIGTERM, on_end), signal(SIGHUP, on_end), signal(SIGWINCH, on_resize);
	if (!theme_load(setup->theme, &theme, &error) ||
	    !terminal_open(&terminal, &(struct terminal_options){setup->ascii, setup->no_color, false, &theme}, &error)) {
		dprintf(STDOUT_FILENO, "%s\n", error.message);
		return 2;
	}
	if (terminal_glyphs(terminal) != setup->glyphs || terminal_tints(terminal) != (setup->depth >= DEPTH_256) ||
	    terminal_colours(terminal) != (setup->depth != DEPTH_NONE))
		ended = 99;
	bool dirty = true, pending = false;
	while (!ended) {
		dirty |= resized, resized = 0;
		if (dirty && terminal_ready(terminal))
			dirty = false, pending = draw(terminal, keys);
		else
			pending = terminal_pump(terminal);
		struct pollfd wait = {.fd = terminal_descriptor(terminal), .events = (short)(POLLIN | (pending ? POLLOUT : 0))};
		if (poll(&wait, 1, -1) < 0 || !(wait.revents & ~POLLOUT))
			continue;
		struct key got[32];
		int count = terminal_keys(terminal, got, 32);
		if (count < 0)
			ended = SIGHUP;
		for (int i = 0; i < count && !ended; i++) {
			if (strcmp(got[i].name, "q") == 0)
				ended = 100;
			if (strcmp(got[i].name, "X") == 0)
				raise(SIGSEGV);
			if (strcmp(got[i].name, "Z") == 0)
				terminal_suspend(terminal), terminal_resume(terminal);
			snprintf(keys + strlen(keys), sizeof keys - strlen(keys), "%.15s ", got[i].name);
			dirty = true;
		}
	}
	terminal_close(terminal);
	return ended;
}

/* ---- the parent ---- */
struct session {
	pid_t child;
	int master, slave;                              /* kept open, so that its modes can be read when the child is gone */
	struct termios before;
	struct glass *glass;
	char log[1 << 20];                              /* every byte the child sent */
	size_t logged;
	int columns, rows;
};

static struct session *session_begin(const struct setup *setup, int columns, int rows)
{
	struct session *session = memory_new(sizeof *session);
	struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
	session->columns = columns, session->rows = rows;
	assert_int_equal(openpty(&session->master, &session->slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(session->slave, &session->before), 0);
	session->glass = glass_new(columns, rows);
	fflush(NULL);
	session->child = fork();
	if (session->child == 0) {
		setsid();
		ioctl(session->slave, TIOCSCTTY, 0);
		dup2(session->slave, 0), dup2(session->slave, 1), dup2(session->slave, 2);
		close(session->master), close(session->slave);
		unsetenv("NO_COLOR"), unsetenv("COLORTERM");
		if (setup->depth == DEPTH_TRUE)
			setenv("COLORTERM", "truecolor", 1);
		signal(SIGSEGV, SIG_DFL);               /* not the test's own handler */
		_exit(child_main(setup));
	}
	return session;
}

/* Reads what comes until nothing came for `quiet` ms; false when the child's side is closed. */
static bool session_read(struct session *session, int quiet)
{
	struct pollfd wait = {.fd = session->master, .events = POLLIN};
	char bytes[8192];
	while (poll(&wait, 1, quiet) > 0) {
		ssize_t got = read(session->master, bytes, sizeof bytes);
		if (got <= 0)
			return false;
		glass_feed(session->glass, bytes, (size_t)got);
		size_t room = sizeof session->log - session->logged, kept = (size_t)got < room ? (size_t)got : room;
		memcpy(session->log + session->logged, bytes, kept);
		session->logged += kept;
	}
	return true;
}

/* Reads until the last row holds these keys, at most five seconds. */
static void session_await(struct session *session, const char *keys)
{
	for (int round = 0; round < 250; round++) {
		session_read(session, 20);
		char *row = glass_row(session->glass, session->rows - 1);
		bool same = strcmp(row, keys) == 0;
		free(row);
		char *frame = glass_row(session->glass, 0);
		bool drawn = strchr(frame, '!') != NULL;
		free(frame);
		if (same && drawn)
			return;
	}
	char *row = glass_row(session->glass, session->rows - 1);
	fail_msg("waited for '%s', the last row is '%s'", keys, row);
}

static void session_type(struct session *session, const char *bytes)
{
	assert_int_equal(write(session->master, bytes, strlen(bytes)), strlen(bytes));
}

static void assert_same_screen(struct session *session, const struct setup *setup, const char *keys)
{
	struct arena *arena = arena_new();
	struct theme theme;
	struct error error;
	char why[200];
	assert_true(theme_load(setup->theme, &theme, &error));
	struct screen *screen = screen_new(arena, session->columns, session->rows, setup->glyphs, setup->depth >= DEPTH_256, setup->depth != DEPTH_NONE);
	scene(screen, keys);
	if (!glass_equals(session->glass, screen, &theme, setup->depth, why))
		fail_msg("%s %s %dx%d: %s", setup->term, setup->theme, session->columns, session->rows, why);
	arena_free(arena);
}

static bool logged(const struct session *session, const char *bytes)
{
	return memmem(session->log, session->logged, bytes, strlen(bytes)) != NULL;
}

/* Waits for the end; returns the exit code or 1000 + signal. Modes and screen must be as before. */
static int session_end(struct session *session)
{
	int status = 0;
	for (int round = 0; round < 300 && waitpid(session->child, &status, WNOHANG) == 0; round++) {
		session_read(session, 10);
		if (round == 299) {
			kill(session->child, SIGKILL);
			fail_msg("the child does not end");
		}
	}
	session_read(session, 20);
	struct termios after;
	assert_int_equal(tcgetattr(session->slave, &after), 0);
	assert_int_equal(after.c_lflag, session->before.c_lflag);
	assert_int_equal(after.c_iflag, session->before.c_iflag);
	assert_int_equal(after.c_oflag, session->before.c_oflag);
	glass_free(session->glass);
	close(session->master), close(session->slave);
	return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

static const struct setup dark = {"xterm-256color", "dark", NULL, false, false, DEPTH_256, GLYPHS_FULL};

static void what_is_drawn_is_shown(void **state)
{
	(void)state;
	static const struct setup setups[] = {
		{"xterm-256color", "dark", NULL, false, false, DEPTH_256, GLYPHS_FULL},
		{"xterm-256color", "contrast", NULL, false, false, DEPTH_256, GLYPHS_FULL},
		{"xterm-256color", "dark", NULL, false, false, DEPTH_TRUE, GLYPHS_FULL},
		{"foot", "contrast", NULL, false, false, DEPTH_TRUE, GLYPHS_FULL},
		{"screen-256color", "light", NULL, false, false, DEPTH_256, GLYPHS_FULL},
		{"tmux-256color", "light", NULL, true, false, DEPTH_256, GLYPHS_ASCII},
		{"xterm", "dark", NULL, false, false, DEPTH_16, GLYPHS_FULL},
		{"linux", "dark", NULL, false, false, DEPTH_16, GLYPHS_CONSOLE},
		{"vt100", "dark", NULL, false, false, DEPTH_NONE, GLYPHS_ASCII},
		{"xterm-256color", "dark", NULL, false, true, DEPTH_NONE, GLYPHS_FULL},
		{"xterm-256color", "mono", NULL, false, false, DEPTH_NONE, GLYPHS_FULL},
		/* not xterm: libvterm 0.1.4 wraps one column early after ECMA-48 REP, which curses uses where letters are bytes */
		{"screen-256color", "dark", "C", false, false, DEPTH_256, GLYPHS_ASCII},
		{"xterm-kitty", "dark", "xx_YY.UTF-8", false, false, DEPTH_256, GLYPHS_FULL},
		{"../../etc/passwd", "dark", NULL, false, false, DEPTH_256, GLYPHS_FULL},
	};
	for (size_t i = 0; i < COUNT_OF(setups); i++) {
		struct session *session = session_begin(&setups[i], 60, 12);
		session_await(session, "");
		assert_same_screen(session, &setups[i], "");
		session_type(session, "ab");
		session_await(session, "a b");
		assert_same_screen(session, &setups[i], "a b ");
		session_type(session, "q");
		assert_int_equal(session_end(session), 100);
		free(session);
	}
}

/* No palette is changed or reset, no query is asked, every mode that is set is set back. */
static void bytes_are_well_behaved(void **state)
{
	(void)state;
	static const char *const never[] = {"\x1b]4;", "\x1b]104", "\x1b]P", "\x1b]R", "\x1b[c", "\x1b[6n", "\x1b[?1000h", "\x1b[?1002h"};
	struct session *session = session_begin(&dark, 80, 24);
	session_await(session, "");
	session_type(session, "aZ");
	session_await(session, "a Z");
	session_type(session, "q");
	assert_int_equal(session_end(session), 100);
	for (size_t i = 0; i < COUNT_OF(never); i++)
		assert_false(logged(session, never[i]));
	int open[3000] = {0};
	for (size_t at = 0; at + 4 < session->logged; at++)
		if (memcmp(session->log + at, "\x1b[?", 3) == 0) {
			char *end;
			long mode = strtol(session->log + at + 3, &end, 10);
			if (mode < 3000 && (*end == 'h' || *end == 'l'))
				open[mode] = *end == 'h';
		}
	assert_false(open[1049] || open[2004] || open[1]);
	assert_true(open[25] && open[7]);               /* cursor and wrapping as a shell wants them */
	assert_true(logged(session, "\x1b[1;24r"));     /* and all rows scroll */
	free(session);
}

static void keys_reach_us(void **state)
{
	(void)state;
	struct session *session = session_begin(&dark, 80, 10);
	session_await(session, "");
	session_type(session, "\x1b[A\xc3\xa4\x1b[200~qqq\x1b[201~\x1b[<0;1;1M\r");
	session_await(session, "up ä enter");
	session_type(session, "\x1b");
	session_await(session, "up ä enter esc");
	session_type(session, "\x03\x13");              /* neither ^C nor ^S does anything by itself */
	session_await(session, "up ä enter esc ^c ^s");
	session_type(session, "q");
	assert_int_equal(session_end(session), 100);
	free(session);
}

static void an_unchanged_frame_sends_nothing(void **state)
{
	(void)state;
	struct session *session = session_begin(&dark, 80, 24);
	session_await(session, "");
	size_t before = session->logged;
	for (int i = 0; i < 10; i++) {                  /* the child draws at each */
		kill(session->child, SIGWINCH);
		session_read(session, 20);
	}
	assert_int_equal(session->logged, before);
	session_type(session, "a");
	session_await(session, "a");
	assert_true(session->logged - before < 60);
	session_type(session, "q");
	assert_int_equal(session_end(session), 100);
	free(session);
}

static void every_size_is_drawn(void **state)
{
	(void)state;
	static const int sizes[][2] = {{80, 24}, {1, 1}, {2, 2}, {1, 24}, {80, 1}, {20, 5}, {200, 60}, {3, 3}, {61, 13}};
	struct session *session = session_begin(&dark, 40, 12);
	session_await(session, "");
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		struct winsize size = {.ws_col = (unsigned short)sizes[i][0], .ws_row = (unsigned short)sizes[i][1]};
		session->columns = sizes[i][0], session->rows = sizes[i][1];
		glass_resize(session->glass, session->columns, session->rows);
		assert_int_equal(ioctl(session->master, TIOCSWINSZ, &size), 0);
		bool same = false;
		char why[200] = "";
		for (int round = 0; round < 100 && !same; round++) {
			struct arena *arena = arena_new();
			struct theme theme;
			session_read(session, 20);
			assert_true(theme_load("dark", &theme, NULL));
			struct screen *screen = screen_new(arena, session->columns, session->rows, GLYPHS_FULL, true, true);
			scene(screen, "");
			same = glass_equals(session->glass, screen, &theme, DEPTH_256, why);
			arena_free(arena);
		}
		if (!same)
			fail_msg("%dx%d: %s", session->columns, session->rows, why);
	}
	session_type(session, "q");
	assert_int_equal(session_end(session), 100);
	free(session);
}

static void signals_and_crashes_restore(void **state)
{
	(void)state;
	struct session *session = session_begin(&dark, 80, 24);
	session_await(session, "");
	kill(session->child, SIGTERM);
	assert_int_equal(session_end(session), SIGTERM);
	assert_true(logged(session, "\x1b[?1049l"));
	free(session);
	session = session_begin(&dark, 80, 24);
	session_await(session, "");
	session_type(session, "X");
	int end = session_end(session);
	assert_true(logged(session, "\x1b[?1049l") && logged(session, "\x1b[?2004l") && logged(session, "stopped by a fault of its own"));
	assert_true(end == 1000 + SIGSEGV || end == 1);  /* 1: a sanitizer's report */
	free(session);
}

static double cpu_seconds(pid_t child)
{
	char path[64], line[1000];
	unsigned long user = 0, system = 0;
	snprintf(path, sizeof path, "/proc/%d/stat", (int)child);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	fclose(file);
	sscanf(strrchr(line, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

/* Nobody reads: what is drawn has nowhere to go. No time is spent, SIGTERM is obeyed, modes come back. */
static void a_stalled_link_costs_nothing(void **state)
{
	(void)state;
	struct session *session = session_begin(&dark, 400, 120);
	struct pollfd wait = {.fd = session->master, .events = POLLIN};
	assert_int_equal(poll(&wait, 1, 5000), 1);
	for (int i = 0; i < 20; i++) {                  /* each wants a frame */
		struct winsize size = {.ws_col = (unsigned short)(400 - i), .ws_row = 120};
		ioctl(session->master, TIOCSWINSZ, &size);
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
	double before = cpu_seconds(session->child);
	nanosleep(&(struct timespec){.tv_nsec = 400000000}, NULL);
	assert_true(cpu_seconds(session->child) - before < 0.03);
	kill(session->child, SIGTERM);
	int status = 0, rounds = 0;
	while (waitpid(session->child, &status, WNOHANG) == 0 && rounds++ < 200)
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == SIGTERM);
	struct termios after;
	assert_int_equal(tcgetattr(session->slave, &after), 0);
	assert_int_equal(after.c_lflag, session->before.c_lflag);
	session_read(session, 50);
	assert_true(logged(session, "\x1b[?1049l"));    /* the farewell was not behind what stalled */
	glass_free(session->glass);
	close(session->master), close(session->slave);
	free(session);
}

static void a_dead_terminal_is_noticed(void **state)
{
	(void)state;
	struct session *session = session_begin(&dark, 80, 24);
	session_await(session, "");
	close(session->slave), close(session->master);
	int status = 0, rounds = 0;
	while (waitpid(session->child, &status, WNOHANG) == 0 && rounds++ < 200)
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == SIGHUP);
	glass_free(session->glass);
	free(session);
}

static void what_is_no_terminal_is_refused(void **state)
{
	(void)state;
	static const char *const terms[] = {"dumb", ""};
	for (size_t i = 0; i < COUNT_OF(terms); i++) {
		struct setup setup = dark;
		setup.term = terms[i];
		struct session *session = session_begin(&setup, 80, 24);
		int end = session_end(session);
		assert_int_equal(end, 2);
		assert_true(logged(session, "teamtop show"));
		assert_false(logged(session, "\x1b"));
		free(session);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_drawn_is_shown), cmocka_unit_test(bytes_are_well_behaved), cmocka_unit_test(keys_reach_us),
		cmocka_unit_test(an_unchanged_frame_sends_nothing),
		cmocka_unit_test(every_size_is_drawn), cmocka_unit_test(signals_and_crashes_restore),
		cmocka_unit_test(a_stalled_link_costs_nothing), cmocka_unit_test(a_dead_terminal_is_noticed),
		cmocka_unit_test(what_is_no_terminal_is_refused),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
