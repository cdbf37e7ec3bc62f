/* A guarded, read-only connection: opened, versioned, closed. Whatever the file holds is taken for hostile. */
#include "reader.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_STEP = 20, BUSY_TOTAL = 2000, PROGRESS_STEPS = 1000 };     /* ms, ms, virtual machine steps */
static const sqlite3_int64 HEAP_LIMIT = 64 * 1024 * 1024;

static bool cancelled(const struct reader *reader)
{
	return atomic_load_explicit(reader->cancel, memory_order_relaxed);
}

static int on_progress(void *self)
{
	return cancelled(self);
}

static int on_busy(void *self, int times)
{
	if (cancelled(self) || times >= BUSY_TOTAL / BUSY_STEP)
		return 0;
	usleep(BUSY_STEP * 1000);
	return 1;
}

bool reader_error(struct reader *reader, int code, struct error *error)
{
	sqlite_error(error, reader->connection, code, reader->name);
	if (cancelled(reader) && ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_INTERRUPT))
		return error_set(error, ERROR_CANCELLED, "%s: left before it was done", reader->name);
	return false;
}

static int authorize(void *self, int action, const char *first, const char *second, const char *database, const char *source)
{
	(void)self, (void)database, (void)source;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return second && strcmp(second, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
	case SQLITE_PRAGMA:
		return first && strcmp(first, "data_version") == 0 ? SQLITE_OK : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

/* Limits after sqlite.org/security.html; EXPR_DEPTH and COMPOUND must let our own schema through. */
static void guard(struct reader *reader, bool trusted_views)
{
	static const struct { int limit, value; } LIMITS[] = {
		{SQLITE_LIMIT_LENGTH, 1000000}, {SQLITE_LIMIT_SQL_LENGTH, 100000}, {SQLITE_LIMIT_COLUMN, 100},
		{SQLITE_LIMIT_EXPR_DEPTH, 100}, {SQLITE_LIMIT_COMPOUND_SELECT, 8}, {SQLITE_LIMIT_VDBE_OP, 25000},
		{SQLITE_LIMIT_FUNCTION_ARG, 16}, {SQLITE_LIMIT_ATTACHED, 0}, {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000},
		{SQLITE_LIMIT_VARIABLE_NUMBER, 32}, {SQLITE_LIMIT_TRIGGER_DEPTH, 10}, {SQLITE_LIMIT_WORKER_THREADS, 0},
	};
	sqlite3 *connection = reader->connection;
	sqlite3_hard_heap_limit64(HEAP_LIMIT);
	for (size_t i = 0; i < COUNT_OF(LIMITS); i++)
		sqlite3_limit(connection, LIMITS[i].limit, LIMITS[i].value);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_VIEW, trusted_views, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_busy_handler(connection, on_busy, reader);
	sqlite3_progress_handler(connection, PROGRESS_STEPS, on_progress, reader);
}

static void remember_file(struct reader *reader)
{
	struct stat status;
	if (reader->wal && sqlite_file_beside(reader->name, "-shm", &status))
		reader->shm_inode = status.st_ino;
}

static bool reader_start(struct reader *reader, bool trusted_views, struct error *error)
{
	static const char SETTINGS[] = "PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
				       "PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192";
	guard(reader, trusted_views);
	if (!sqlite_leaves_nothing_behind(reader->connection, reader->name, &reader->wal, error))
		return false;
	int code = sqlite3_exec(reader->connection, SETTINGS, NULL, NULL, NULL);
	if (code == SQLITE_OK)                          /* one snapshot for the probe; reads the first page */
		code = sqlite3_exec(reader->connection, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
	if (code != SQLITE_OK)
		return reader_error(reader, code, error);
	bool own = sqlite_integer(reader->connection, "PRAGMA application_id", 0) == SCHEMA_ID;
	if ((own && !sqlite_version_fits(reader->connection, reader->name, error)) ||
	    !sqlite_schema_complete(reader->connection, reader->name, trusted_views, error) ||
	    !calendar_load(reader->connection, reader->name, &reader->calendar, error))
		return false;
	remember_file(reader);
	sqlite3_exec(reader->connection, "COMMIT", NULL, NULL, NULL);
	sqlite3_set_authorizer(reader->connection, authorize, NULL);
	code = sqlite3_prepare_v3(reader->connection, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT, &reader->version,
		NULL);
	return code == SQLITE_OK || reader_error(reader, code, error);
}

struct reader *reader_open(const char *name, const struct reader_options *options, struct error *error)
{
	if (!sqlite_file_usable(name, error))
		return NULL;
	struct reader *reader = memory_new(sizeof *reader);
	reader->name = memory_copy(name);
	reader->cancel = options && options->cancel ? options->cancel : &reader->own_cancel;
	reader->connection = sqlite_open(name, SQLITE_OPEN_READONLY, error);
	if (reader->connection && reader_start(reader, options && options->trusted_views, error))
		return reader;
	reader_close(reader);
	return NULL;
}

void reader_close(struct reader *reader)
{
	if (!reader)
		return;
	reader_forget_statements(reader);
	sqlite3_finalize(reader->version);
	sqlite3_close(reader->connection);
	calendar_free(&reader->calendar);
	free(reader->name);
	free(reader);
}

bool reader_begin(struct reader *reader, struct error *error)
{
	int code = sqlite3_exec(reader->connection, "BEGIN", NULL, NULL, NULL);
	return code == SQLITE_OK || reader_error(reader, code, error);
}

void reader_end(struct reader *reader)
{
	if (!sqlite3_get_autocommit(reader->connection))
		sqlite3_exec(reader->connection, "COMMIT", NULL, NULL, NULL);
}

/* The name leads to another file, to none, or to one that was emptied; or its -shm was taken away, by which it hears of
   commits. */
static bool same_file(struct reader *reader, int64_t *written, uint64_t *inode, struct error *error)
{
	struct stat status;
	int moved = 0;
	sqlite3_file_control(reader->connection, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (stat(reader->name, &status) != 0)
		return error_set(error, ERROR_GONE, "%s: the file is gone", reader->name);
	if (moved)
		return error_set(error, ERROR_GONE, "%s: the file was replaced", reader->name);
	if (status.st_size == 0)
		return error_set(error, ERROR_GONE, "%s: the file was emptied", reader->name);
	*written = (int64_t)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
	*inode = (uint64_t)status.st_ino;
	if (reader->wal && (!sqlite_file_beside(reader->name, "-shm", &status) || status.st_ino != reader->shm_inode))
		return error_set(error, ERROR_GONE, "%s: its -shm file was removed", reader->name);
	return true;
}

bool reader_version(struct reader *reader, uint64_t *version, struct error *error)
{
	int64_t written = 0;
	uint64_t inode = 0;
	if (!same_file(reader, &written, &inode, error))
		return false;
	int code = sqlite3_step(reader->version);
	/* without WAL also the file's time: copied over in place it may keep its counter */
	*version = (uint64_t)sqlite3_column_int64(reader->version, 0) + (reader->wal ? 0 : (uint64_t)written * 1000003) +
		inode * 2654435761u;        /* another file counts from anew */
	sqlite3_reset(reader->version);
	return code == SQLITE_ROW || reader_error(reader, code, error);
}

void reader_cancel(struct reader *reader)
{
	atomic_store(reader->cancel, true);
}

void reader_resume(struct reader *reader)
{
	atomic_store(reader->cancel, false);
}

int64_t reader_day(const struct reader *reader, int64_t time)
{
	return calendar_day(&reader->calendar, time);
}

int64_t reader_day_start(const struct reader *reader, int64_t day)
{
	return calendar_start(&reader->calendar, day);
}

int64_t reader_offset(const struct reader *reader, int64_t time)
{
	return calendar_offset(&reader->calendar, time);
}
