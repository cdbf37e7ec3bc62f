#include "tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { MOST_COLUMNS = 1000, MOST_ROWS = 500, MOST_QUEUED = 64 << 20 };

bool tty_open(struct tty *tty, struct error *error)
{
	*tty = (struct tty){.descriptor = -1};
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(error, ERROR_USAGE, "the dashboard needs a terminal (over ssh: ssh -t); `teamtop show` writes a screen as text");
	const char *name = ttyname(STDIN_FILENO);       /* may have no name here: su, containers */
	int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
	tty->descriptor = name ? open(name, flags) : -1;
	if (tty->descriptor < 0)
		tty->descriptor = open("/dev/tty", flags);
	if (tty->descriptor < 0 || tcgetattr(tty->descriptor, &tty->saved) != 0) {
		error_set(error, ERROR_USAGE, "the terminal cannot be opened: %s; `teamtop show` writes a screen as text", strerror(errno));
		tty_close(tty);
		return false;
	}
	tty->raw = tty->saved;
	cfmakeraw(&tty->raw);                           /* also IXON off: ^S must not freeze us */
	tty->raw.c_oflag |= OPOST | ONLCR;
	tty->raw.c_cc[VMIN] = 1, tty->raw.c_cc[VTIME] = 0;
	return true;
}

void tty_close(struct tty *tty)
{
	if (tty->descriptor >= 0)
		close(tty->descriptor);
	free(tty->bytes);
	*tty = (struct tty){.descriptor = -1};
}

/* Another job in the foreground owns the modes; setting them from the background would also stop us (SIGTTOU). */
static bool is_ours(const struct tty *tty)
{
	pid_t group = tcgetpgrp(tty->descriptor);
	return group < 0 || group == getpgrp();
}

void tty_raw(struct tty *tty)
{
	if (is_ours(tty))
		tcsetattr(tty->descriptor, TCSANOW, &tty->raw);
}

void tty_restore(struct tty *tty, const char *farewell, size_t length)
{
	if (!is_ours(tty))
		return;
	if (tty_pump(tty)) {
		tcflush(tty->descriptor, TCOFLUSH);
		(void)!write(tty->descriptor, "\x18", 1);       /* ends a sequence that was cut */
	}
	tty->length = tty->written = 0;
	tty_queue(tty, farewell, length);
	tty_pump(tty);
	tty->length = tty->written = 0;
	tcsetattr(tty->descriptor, TCSANOW, &tty->saved);
}

static int clamp(int value, int standard, int most)
{
	return value <= 0 ? standard : value > most ? most : value;
}

void tty_size(const struct tty *tty, int *columns, int *rows)
{
	struct winsize size = {0};
	ioctl(tty->descriptor, TIOCGWINSZ, &size);
	*columns = clamp(size.ws_col, 80, MOST_COLUMNS);
	*rows = clamp(size.ws_row, 24, MOST_ROWS);
}

void tty_queue(struct tty *tty, const char *bytes, size_t length)
{
	if (tty->written == tty->length)
		tty->written = tty->length = 0;
	if (length > MOST_QUEUED - tty->length)
		return;
	if (tty->length + length > tty->room) {
		tty->room = 2 * tty->room + length + 4096;
		tty->bytes = memory_grow(tty->bytes, tty->room);
	}
	memcpy(tty->bytes + tty->length, bytes, length);
	tty->length += length;
}

bool tty_pump(struct tty *tty)
{
	while (tty->written < tty->length) {
		ssize_t count = write(tty->descriptor, tty->bytes + tty->written, tty->length - tty->written);
		if (count > 0)
			tty->written += (size_t)count;
		else if (count < 0 && errno == EINTR)
			continue;
		else if (count < 0 && errno != EAGAIN)
			tty->written = tty->length;     /* gone: reading will say so */
		else
			break;
	}
	return tty->written < tty->length;
}

int tty_read(struct tty *tty, char *bytes, int most)
{
	ssize_t count;
	do
		count = read(tty->descriptor, bytes, (size_t)most);
	while (count < 0 && errno == EINTR);
	if (count > 0)
		return (int)count;
	return count < 0 && errno == EAGAIN ? 0 : -1;
}

bool tty_waits(const struct tty *tty, int milliseconds)
{
	struct pollfd poll_one = {.fd = tty->descriptor, .events = POLLIN};
	return poll(&poll_one, 1, milliseconds) > 0;
}

/* ---- crashes: file-scope state, for a signal handler has no other ---- */
static const int crash_list[] = {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL};
static struct tty *guarded;
static struct sigaction before_guard[COUNT_OF(crash_list)];
static char *crash_stack;                               /* a stack that overflowed cannot run its own handler */
enum { CRASH_STACK = 64 * 1024 };

static void restore_now(void)                           /* nothing here but what a signal handler may call */
{
	struct tty *tty = guarded;
	if (!tty)
		return;
	guarded = NULL;
	tcflush(tty->descriptor, TCOFLUSH);
	(void)!write(tty->descriptor, tty->restore, tty->restore_length);
	tcsetattr(tty->descriptor, TCSANOW, &tty->saved);
}

static void on_crash(int number)
{
	static const char message[] = "teamtop: stopped by a fault of its own; the terminal is restored, no data are harmed\n";
	bool ours = guarded;
	restore_now();
	if (ours)
		(void)!write(STDERR_FILENO, message, sizeof message - 1);
	for (size_t i = 0; i < COUNT_OF(crash_list); i++)
		if (crash_list[i] == number)
			sigaction(number, &before_guard[i], NULL);
	raise(number);
}

void tty_guard(struct tty *tty)
{
	stack_t stack = {.ss_size = CRASH_STACK, .ss_flags = tty ? 0 : SS_DISABLE};
	if (tty && !crash_stack)
		crash_stack = memory_new(CRASH_STACK);
	stack.ss_sp = crash_stack;
	if (tty)
		sigaltstack(&stack, NULL);
	for (size_t i = 0; i < COUNT_OF(crash_list); i++) {
		struct sigaction action = {.sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_NODEFER};
		if (tty)
			sigaction(crash_list[i], &action, guarded ? NULL : &before_guard[i]);
		else if (guarded)
			sigaction(crash_list[i], &before_guard[i], NULL);
	}
	guarded = tty;
	memory_on_exhausted(tty ? restore_now : NULL);
	if (!tty) {
		sigaltstack(&stack, NULL);
		free(crash_stack);
		crash_stack = NULL;
	}
}
