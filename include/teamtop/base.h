/* base - what everything stands on: memory with a lifetime, errors in words, hostile text made safe, days and times.
   Knows nothing of teams, databases or terminals. */
#ifndef TEAMTOP_BASE_H
#define TEAMTOP_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* ---- memory: nothing here returns NULL; out of memory restores the terminal, says so and exits 70 ---- */
void memory_on_exhausted(void (*restore)(void));        /* called before the message, may be NULL */
void *memory_new(size_t size);                          /* zeroed; the caller frees */
void *memory_grow(void *block, size_t size);            /* realloc; new bytes are not zeroed */
char *memory_copy(const char *text);                    /* strdup; the caller frees */

/* An arena owns everything allocated from it until it is freed: one for the process, one an answer, one a frame. */
struct arena;
struct arena *arena_new(void);
void arena_free(struct arena *arena);                   /* NULL is fine */
void arena_clear(struct arena *arena);                  /* keeps the first block */
void *arena_alloc(struct arena *arena, size_t size);    /* zeroed, aligned for anything */
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))
char *arena_copy(struct arena *arena, const char *text);
char *arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- errors ---- */
enum error_kind {
	ERROR_NONE,
	ERROR_USAGE,       /* the user's words are wrong: exit 2 */
	ERROR_GONE,        /* the database or the connection is not there */
	ERROR_REFUSED,     /* not a team database, or not one for us */
	ERROR_DENIED,      /* no right to read or write */
	ERROR_BUSY,        /* locked by somebody else */
	ERROR_CANCELLED,
	ERROR_CONFLICT,    /* a constraint of the database refused a row */
	ERROR_SCHEMA,      /* a relation or column is missing, or the version differs */
	ERROR_DAMAGED,     /* corrupt or truncated */
	ERROR_FULL,        /* no space */
	ERROR_INPUT,       /* an input file is wrong: exit 1 */
	ERROR_INTERNAL
};

struct error {
	enum error_kind kind;
	char message[1000];                             /* one line, for people: what, where, what to do */
};

/* Fills error (may be NULL) and returns false, so that `return error_set(…)` reads well. */
bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Puts "context: " before the message; returns false. */
bool error_prefix(struct error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));

enum exit_code { EXIT_DONE = 0, EXIT_FOUND = 1, EXIT_USAGE = 2, EXIT_DATABASE = 3 };
enum exit_code error_exit_code(const struct error *error);
/* The one way an error leaves: a line on stderr, made safe for a terminal; returns its exit code. */
int error_tell(const struct error *error);

/* ---- text: UTF-8, widths in terminal cells ---- */
/* A copy of bytes that may reach a terminal: strict UTF-8 (bad bytes become U+FFFD), controls, C1, bidi, tags, private
   use and noncharacters become U+FFFD, line breaks and tabs a blank, zero-width joiners and variation selectors are
   dropped, at most two combining marks follow a letter, none leads. Never longer than 400 cells (then it ends in …). */
char *text_clean(struct arena *arena, const char *bytes, size_t length);
int text_width(const char *utf8);                       /* cells; control bytes below 0x20 count 0 (screen markup) */
/* Bytes of the longest prefix that fits into `cells` (never half of a wide letter, combining marks kept with their
   letter); *width, when not NULL, receives its width. */
size_t text_fit(const char *utf8, int cells, int *width);
/* Next letter with its combining marks: returns its bytes (0 at the end), *width its cells (0 for a control byte). */
size_t text_next(const char *utf8, int *width);
bool text_same(const char *a, const char *b);           /* equal when letters' case is ignored (utf8proc casefold) */
bool text_contains(const char *text, const char *word); /* case ignored */
int text_compare(const char *a, const char *b);         /* order for people: case ignored, then bytes */

/* ---- days and times ---- */
/* A day is a count of local days since 1970-01-01; a time is UTC seconds since 1970. */
struct date { int year, month, day; };                  /* month 1-12, day 1-31 */
int64_t day_of_date(struct date date);
struct date date_of_day(int64_t day);
int day_weekday(int64_t day);                           /* 0 = Monday … 6 = Sunday */
bool day_parse(const char *text, int64_t *day);         /* "YYYY-MM-DD", only days that exist */
void day_print(int64_t day, char out[16]);              /* "2026-11-24" */
void day_words(int64_t day, char out[16]);              /* "24 Nov 2026" */
void day_short(int64_t day, char out[8]);               /* "24 Nov" */
/* ISO 8601 date and time; *has_offset tells whether it carried Z or ±hh:mm (then *time is UTC, else local seconds). */
bool time_parse(const char *text, int64_t *time, bool *has_offset);

/* The wall clock: UTC seconds, or what TEAMTOP_CLOCK says (an ISO time, or @FILE re-read at each call) unless ignored.
   Timers are monotonic and never look here. */
int64_t clock_now(void);
void clock_ignore_environment(void);                    /* --restricted */

#endif
