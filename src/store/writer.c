/* One connection that writes: statements, transactions, the calendar's days. */
#include "writer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUSY_MILLISECONDS = 10000 };

static bool writer_start(struct writer *writer, struct error *error)
{
	sqlite3 *connection = writer->connection;
	sqlite3_busy_timeout(connection, BUSY_MILLISECONDS);
	sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	if (!sqlite_version_fits(connection, writer->name, error) ||
	    !sqlite_run(connection, writer->name, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768", error) ||
	    !calendar_load(connection, writer->name, &writer->calendar, error))
		return false;
	sqlite3_stmt *zone;
	int code = sqlite3_prepare_v2(connection, "SELECT time_zone FROM organisation", -1, &zone, NULL);
	if (code == SQLITE_OK && (code = sqlite3_step(zone)) == SQLITE_ROW)
		writer->time_zone = memory_copy((const char *)sqlite3_column_text(zone, 0));
	sqlite3_finalize(zone);
	if (!writer->time_zone && code == SQLITE_DONE)
		return error_set(error, ERROR_SCHEMA, "%s: it has no organisation: make it with `teamtop init`", writer->name);
	writer->first_day = writer->calendar.entries[0].day;
	writer->last_day = sqlite_integer(connection, "SELECT max(day) FROM calendar", writer->first_day);
	writer->touched = memory_new((size_t)(writer->last_day - writer->first_day) / 8 + 1);
	return writer->time_zone || sqlite_error(error, connection, code, writer->name);
}

struct writer *writer_open(const char *path, struct error *error)
{
	if (!sqlite_file_usable(path, error))
		return NULL;
	if (access(path, W_OK) != 0) {
		error_set(error, ERROR_DENIED, "%s: no right to write it", path);
		return NULL;
	}
	struct writer *writer = memory_new(sizeof *writer);
	writer->name = memory_copy(path);
	writer->connection = sqlite_open(path, SQLITE_OPEN_READWRITE, error);
	if (writer->connection && writer_start(writer, error))
		return writer;
	writer_close(writer);
	return NULL;
}

void writer_close(struct writer *writer)
{
	if (!writer)
		return;
	while (writer->statements) {
		struct statement *statement = writer->statements;
		writer->statements = statement->next;
		sqlite3_finalize(statement->handle);
		free(statement);
	}
	sqlite3_close(writer->connection);              /* an open transaction is rolled back */
	calendar_free(&writer->calendar);
	free(writer->touched);
	free(writer->time_zone);
	free(writer->name);
	free(writer);
}

bool writer_begin(struct writer *writer, struct error *error)
{
	return writer_run(writer, "BEGIN IMMEDIATE", error);
}

/* Which row names nobody: COMMIT itself does not say. */
static void name_broken_reference(struct writer *writer, struct error *error)
{
	sqlite3_stmt *row;
	if (sqlite3_prepare_v2(writer->connection, "PRAGMA foreign_key_check", -1, &row, NULL) != SQLITE_OK)
		return;
	if (sqlite3_step(row) == SQLITE_ROW)
		error_set(error, ERROR_CONFLICT, "%s, row %lld, names a row of %s that is not there",
			(const char *)sqlite3_column_text(row, 0), (long long)sqlite3_column_int64(row, 1),
			(const char *)sqlite3_column_text(row, 2));
	sqlite3_finalize(row);
}

bool writer_commit(struct writer *writer, struct error *error)
{
	if (writer->bulk)
		return error_set(error, ERROR_INTERNAL, "%s: committed without writer_settle", writer->name);
	int code = sqlite3_exec(writer->connection, "COMMIT", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return true;
	sqlite_error(error, writer->connection, code, writer->name);
	if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
		name_broken_reference(writer, error);
	return false;
}

void writer_rollback(struct writer *writer)
{
	bulk_forget(writer);
	if (!sqlite3_get_autocommit(writer->connection))
		sqlite3_exec(writer->connection, "ROLLBACK", NULL, NULL, NULL);
}

bool writer_run(struct writer *writer, const char *sql, struct error *error)
{
	return sqlite_run(writer->connection, writer->name, sql, error);
}

struct statement *writer_prepare(struct writer *writer, const char *sql, struct error *error)
{
	struct statement *statement = memory_new(sizeof *statement);
	int code = sqlite3_prepare_v3(writer->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL);
	if (code != SQLITE_OK) {
		sqlite_error(error, writer->connection, code, writer->name);
		free(statement);
		return NULL;
	}
	statement->writer = writer;
	statement->next = writer->statements;
	writer->statements = statement;
	return statement;
}

static void bound(struct statement *statement, int code)
{
	if (code != SQLITE_OK && statement->bind_code == SQLITE_OK)
		statement->bind_code = code;
}

void statement_integer(struct statement *statement, int parameter, int64_t value)
{
	bound(statement, sqlite3_bind_int64(statement->handle, parameter, value));
}

void statement_real(struct statement *statement, int parameter, double value)
{
	bound(statement, sqlite3_bind_double(statement->handle, parameter, value));
}

void statement_text(struct statement *statement, int parameter, const char *value)
{
	bound(statement, sqlite3_bind_text(statement->handle, parameter, value, -1, SQLITE_TRANSIENT));
}

void statement_null(struct statement *statement, int parameter)
{
	bound(statement, sqlite3_bind_null(statement->handle, parameter));
}

int statement_step(struct statement *statement, struct error *error)
{
	int code = statement->bind_code == SQLITE_OK ? sqlite3_step(statement->handle) : statement->bind_code;
	statement->bind_code = SQLITE_OK;
	if (code == SQLITE_ROW)
		return 1;
	if (code != SQLITE_DONE)
		sqlite_error(error, statement->writer->connection, code, statement->writer->name);
	sqlite3_reset(statement->handle);
	return code == SQLITE_DONE ? 0 : -1;
}

void statement_reset(struct statement *statement)
{
	sqlite3_reset(statement->handle);
}

int64_t statement_column_integer(struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->handle, column);
}

double statement_column_real(struct statement *statement, int column)
{
	return sqlite3_column_double(statement->handle, column);
}

const char *statement_column_text(struct statement *statement, int column)
{
	return (const char *)sqlite3_column_text(statement->handle, column);
}

bool statement_column_null(struct statement *statement, int column)
{
	return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

int64_t writer_last_id(struct writer *writer)
{
	return sqlite3_last_insert_rowid(writer->connection);
}

int64_t writer_changes(struct writer *writer)
{
	return sqlite3_changes64(writer->connection);
}

int64_t writer_day(struct writer *writer, int64_t time)
{
	return calendar_day(&writer->calendar, time);
}

int64_t writer_time(struct writer *writer, int64_t local_seconds)
{
	return calendar_time(&writer->calendar, local_seconds);
}

const char *writer_time_zone(struct writer *writer)
{
	return writer->time_zone;
}
