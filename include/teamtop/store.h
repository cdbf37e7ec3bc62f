/* store - the team database: opened, asked, watched, made, checked, rebuilt. The only module that names sqlite3 (and only
   in its backend files). Blocking here; store_async.c alone makes it asynchronous for the loop. */
#ifndef TEAMTOP_STORE_H
#define TEAMTOP_STORE_H

#include "teamtop/question.h"

#include <stdatomic.h>

/* ---- reading: one connection, read-only, guarded; used by one worker at a time ---- */
struct reader;
struct reader_options {
	bool trusted_views;
	atomic_bool *cancel;                            /* read while it works, from any thread; NULL = its own */
};
/* Opens and probes: is it there, a regular file, ours, of our version? Messages say what to do. */
struct reader *reader_open(const char *name, const struct reader_options *options, struct error *error);
void reader_close(struct reader *reader);
bool reader_begin(struct reader *reader, struct error *error);          /* one snapshot … */
void reader_end(struct reader *reader);                                 /* … until here; always called */
struct asker reader_asker(struct reader *reader);                       /* answers from the open snapshot */
/* A number that differs after any commit by anybody, or false with ERROR_GONE when the file was replaced or removed
   (then close and open again). Cheap: called once a second. */
bool reader_version(struct reader *reader, uint64_t *version, struct error *error);
void reader_cancel(struct reader *reader);              /* from any thread: ends a running question and a wait for a lock */
void reader_resume(struct reader *reader);              /* forgets an earlier cancel; while nothing runs */

/* Local days, from the database's own calendar (read once at open). */
int64_t reader_day(const struct reader *reader, int64_t time);
int64_t reader_day_start(const struct reader *reader, int64_t day);     /* UTC seconds */
int64_t reader_offset(const struct reader *reader, int64_t time);       /* local = time + offset */

/* ---- asynchronous: loop -> worker -> loop, no locks (store_async.c; libuv) ---- */
struct uv_loop_s;
struct store;
typedef bool (*store_work)(struct reader *reader, void *job, struct error *error);     /* on the worker */
typedef void (*store_done)(void *owner, void *job, bool ok, const struct error *error);/* on the loop; owns job again */
typedef void (*store_changed)(void *owner);             /* on the loop: the database holds something new */
typedef void (*store_trouble)(void *owner, const struct error *error);  /* on the loop: gone, busy, damaged; retried */
struct store *store_new(struct uv_loop_s *loop, const char *name, void *owner, store_changed changed, store_trouble trouble);
/* Runs work in one snapshot. A newer job replaces one that has not started (its done gets ERROR_CANCELLED) and cancels
   one that runs. Reopens by itself where the file was replaced or is back. */
void store_submit(struct store *store, store_work work, store_done done, void *job);
/* The same for what belongs beside an answer: whatever is new by then is told as changed afterwards. */
void store_submit_aside(struct store *store, store_work work, store_done done, void *job);
void store_cancel(struct store *store);
void store_pause(struct store *store, bool paused);
void store_free(struct store *store, void (*freed)(void *owner));       /* cancels, waits for the worker, closes handles */

/* ---- writing: init, set, import, sample, rebuild ---- */
struct writer;
bool store_create(const char *path, const char *time_zone, const char *organisation, bool synthetic, struct error *error);
struct writer *writer_open(const char *path, struct error *error);      /* of our version only */
void writer_close(struct writer *writer);
bool writer_begin(struct writer *writer, struct error *error);          /* BEGIN IMMEDIATE */
bool writer_commit(struct writer *writer, struct error *error);
void writer_rollback(struct writer *writer);
bool writer_run(struct writer *writer, const char *sql, struct error *error);   /* no parameters, no rows */
struct statement;                                       /* one prepared statement, owned by the writer */
struct statement *writer_prepare(struct writer *writer, const char *sql, struct error *error);  /* parameters ?1 … ?n */
void statement_integer(struct statement *statement, int parameter, int64_t value);
void statement_real(struct statement *statement, int parameter, double value);
void statement_text(struct statement *statement, int parameter, const char *value);     /* NULL binds null; copied */
void statement_null(struct statement *statement, int parameter);
/* Steps once: 1 a row, 0 done (and reset), -1 failed (error filled, reset). */
int statement_step(struct statement *statement, struct error *error);
void statement_reset(struct statement *statement);
int64_t statement_column_integer(struct statement *statement, int column);
double statement_column_real(struct statement *statement, int column);
const char *statement_column_text(struct statement *statement, int column);     /* NULL for null; until the next step */
bool statement_column_null(struct statement *statement, int column);
int64_t writer_last_id(struct writer *writer);
int64_t writer_changes(struct writer *writer);
/* Bulk: from here on no triggers run (the caller checks what they would: foreign keys are on, the rest is its duty) and
   every day whose rows it touches is named; settle recomputes the totals of those days from the rows and turns triggers
   on again. Inside one transaction. */
void writer_bulk(struct writer *writer);
void writer_touch(struct writer *writer, int64_t day);
bool writer_settle(struct writer *writer, struct error *error);
int64_t writer_day(struct writer *writer, int64_t time);                /* of the database's calendar */
int64_t writer_time(struct writer *writer, int64_t local_seconds);      /* local wall clock -> UTC (DST gap: after it) */
const char *writer_time_zone(struct writer *writer);

bool store_set(const char *path, const char *key, const char *value, struct error *error);      /* organisation, policy */
bool store_rebuild(const char *path, struct error *error);              /* migrates, then recomputes all totals */
/* Each finding is one line handed to `tell`; *findings counts them. thorough: every total, else a sample. */
bool store_check(const char *path, bool thorough, void (*tell)(void *self, const char *line), void *self, int64_t *findings,
	struct error *error);
/* false and a message when the zone is not in the zone data. */
bool zone_exists(const char *name, struct error *error);

#endif
