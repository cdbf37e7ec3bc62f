/* Questions answered: SQL with $1 … $n bound by name, rows into cells of the declared types. */
#include "reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void reader_forget_statements(struct reader *reader)
{
	for (int i = 0; i < reader->prepared_count; i++) {
		sqlite3_finalize(reader->prepared[i].handle);
		free(reader->prepared[i].sql);
	}
	reader->prepared_count = reader->prepared_next = 0;
}

static sqlite3_stmt *prepare(struct reader *reader, const char *sql, struct error *error)
{
	for (int i = 0; i < reader->prepared_count; i++)
		if (strcmp(reader->prepared[i].sql, sql) == 0)
			return reader->prepared[i].handle;
	sqlite3_stmt *handle = NULL;
	int code = sqlite3_prepare_v3(reader->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
	if (code != SQLITE_OK) {
		reader_error(reader, code, error);
		return NULL;
	}
	struct prepared *place = &reader->prepared[reader->prepared_next];
	if (reader->prepared_count == MOST_PREPARED) {
		sqlite3_finalize(place->handle);
		free(place->sql);
	} else {
		reader->prepared_count++;
	}
	reader->prepared_next = (reader->prepared_next + 1) % MOST_PREPARED;
	*place = (struct prepared){.sql = memory_copy(sql), .handle = handle};
	return handle;
}

static int bind_value(sqlite3_stmt *statement, int index, const struct value *value)
{
	switch (value->type) {
	case CELL_INTEGER:
		return sqlite3_bind_int64(statement, index, value->integer);
	case CELL_REAL:
		return sqlite3_bind_double(statement, index, value->real);
	case CELL_TEXT:
		return sqlite3_bind_text(statement, index, value->text, -1, SQLITE_TRANSIENT);
	default:
		return sqlite3_bind_null(statement, index);
	}
}

/* Numbered by name, because SQLite numbers $2, $1 in the order in which they appear. */
static bool bind_all(struct reader *reader, sqlite3_stmt *statement, const struct request *request, struct error *error)
{
	const struct question *question = request->question;
	for (int i = 0; question->parameters[i]; i++) {
		char parameter[16];
		snprintf(parameter, sizeof parameter, "$%d", i + 1);
		int index = sqlite3_bind_parameter_index(statement, parameter);
		const struct value *value = &request->parameters[i];
		if (!index || (value->type != CELL_NULL && (char)value->type != question->parameters[i]))
			return error_set(error, ERROR_INTERNAL, "question %s: parameter %s is %s", question->name, parameter,
				index ? "of another type than declared" : "not used");
		int code = bind_value(statement, index, value);
		if (code != SQLITE_OK)
			return reader_error(reader, code, error);
	}
	return true;
}

static struct value cell_real(sqlite3_stmt *row, int column, int type)
{
	double real = type == SQLITE_INTEGER || type == SQLITE_FLOAT ? sqlite3_column_double(row, column) : NAN;
	return isfinite(real) ? (struct value){.type = CELL_REAL, .real = real} : (struct value){0};
}

static struct value cell_integer(sqlite3_stmt *row, int column, int type)
{
	if (type == SQLITE_INTEGER)
		return (struct value){.type = CELL_INTEGER, .integer = sqlite3_column_int64(row, column)};
	double real = type == SQLITE_FLOAT ? sqlite3_column_double(row, column) : NAN;
	if (!(fabs(real) < 9e15) || real != floor(real))
		return (struct value){0};
	return (struct value){.type = CELL_INTEGER, .integer = (int64_t)real};
}

static struct value cell_text(sqlite3_stmt *row, int column, struct arena *arena)
{
	const char *bytes = (const char *)sqlite3_column_text(row, column);
	size_t length = bytes ? strnlen(bytes, (size_t)sqlite3_column_bytes(row, column)) : 0;
	char *text = arena_alloc(arena, length + 1);
	if (length)
		memcpy(text, bytes, length);
	return (struct value){.type = CELL_TEXT, .text = text};
}

/* What is not of the declared type (a foreign table without STRICT) reads as null, never as 0. */
static struct value cell_of(sqlite3_stmt *row, int column, char declared, struct arena *arena)
{
	int type = sqlite3_column_type(row, column);
	if (type == SQLITE_NULL)
		return (struct value){0};
	if (declared == CELL_TEXT)
		return cell_text(row, column, arena);
	return declared == CELL_REAL ? cell_real(row, column, type) : cell_integer(row, column, type);
}

struct rows {
	struct value *cells;
	size_t count, room;                             /* in rows */
};

static void rows_add(struct rows *rows, sqlite3_stmt *row, const char *columns, size_t width, struct arena *arena)
{
	if (rows->count == rows->room) {
		rows->room = rows->room ? rows->room * 2 : 32;
		rows->cells = memory_grow(rows->cells, rows->room * width * sizeof *rows->cells);
	}
	struct value *cells = rows->cells + rows->count++ * width;
	for (size_t i = 0; i < width; i++)
		cells[i] = cell_of(row, (int)i, columns[i], arena);
}

static bool ask_one(struct reader *reader, struct request *request, struct arena *arena, struct error *error)
{
	const struct question *question = request->question;
	size_t width = strlen(question->columns);
	sqlite3_stmt *statement = prepare(reader, question->sql, error);
	if (!statement || !bind_all(reader, statement, request, error))
		return false;
	if ((size_t)sqlite3_column_count(statement) != width)
		return error_set(error, ERROR_INTERNAL, "question %s: %d columns, declared are %zu", question->name,
			sqlite3_column_count(statement), width);
	struct rows rows = {0};
	int code;
	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		rows_add(&rows, statement, question->columns, width, arena);
	if (code != SQLITE_DONE)
		reader_error(reader, code, error);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	request->answer = (struct table){.question = question, .rows = rows.count, .columns = (int)width};
	if (rows.count) {
		request->answer.cells = ARENA_ARRAY(arena, struct value, rows.count * width);
		memcpy(request->answer.cells, rows.cells, rows.count * width * sizeof *rows.cells);
	}
	free(rows.cells);
	return code == SQLITE_DONE;
}

static bool ask(void *self, struct request *requests, size_t count, struct arena *arena, struct error *error)
{
	struct reader *reader = self;
	if (sqlite3_get_autocommit(reader->connection))
		return error_set(error, ERROR_INTERNAL, "%s: asked outside a snapshot", reader->name);
	for (size_t i = 0; i < count; i++)
		if (atomic_load(reader->cancel))
			return reader_error(reader, SQLITE_INTERRUPT, error);
		else if (!ask_one(reader, &requests[i], arena, error))
			return false;
	return true;
}

struct asker reader_asker(struct reader *reader)
{
	return (struct asker){.self = reader, .ask = ask};
}
