/* Triggers and indexes as schema.sql makes them, compared with what a database has: one without them drifts unseen. */
#include "sqlite.h"

#include <stdio.h>
#include <string.h>

/* A database in memory that holds only the schema. */
static sqlite3 *model_open(struct error *error)
{
	sqlite3 *model = NULL;
	int code = sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code == SQLITE_OK && sqlite_run(model, "schema.sql", schema_sql, error))
		return model;
	if (code != SQLITE_OK)
		sqlite_error(error, model, code, "schema.sql");
	sqlite3_close(model);
	return NULL;
}

enum object_state { OBJECT_SAME, OBJECT_MISSING, OBJECT_OTHER };

static enum object_state state_of(sqlite3_stmt *lookup, const char *name, const char *sql)
{
	enum object_state state = OBJECT_MISSING;
	sqlite3_bind_text(lookup, 1, name, -1, SQLITE_STATIC);
	if (sqlite3_step(lookup) == SQLITE_ROW) {
		const char *there = (const char *)sqlite3_column_text(lookup, 0);
		state = there && strcmp(there, sql) == 0 ? OBJECT_SAME : OBJECT_OTHER;
	}
	sqlite3_reset(lookup);
	return state;
}

typedef bool (*object_visit)(void *self, const char *type, const char *name, const char *sql, enum object_state state);

/* Visits every trigger and index of the schema that the database has not, or otherwise. */
static bool differing(sqlite3 *connection, const char *name, object_visit visit, void *self, struct error *error)
{
	sqlite3_stmt *wanted = NULL, *lookup = NULL;
	sqlite3 *model = model_open(error);
	if (!model)
		return false;
	int code = sqlite3_prepare_v2(model, "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') "
		"AND sql IS NOT NULL", -1, &wanted, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(connection, "SELECT sql FROM main.sqlite_schema WHERE name = ?1", -1, &lookup, NULL);
	bool good = code == SQLITE_OK || sqlite_error(error, connection, code, name);
	while (good && sqlite3_step(wanted) == SQLITE_ROW) {
		const char *object = (const char *)sqlite3_column_text(wanted, 1), *sql = (const char *)sqlite3_column_text(wanted, 2);
		enum object_state state = state_of(lookup, object, sql);
		if (state != OBJECT_SAME)
			good = visit(self, (const char *)sqlite3_column_text(wanted, 0), object, sql, state);
	}
	sqlite3_finalize(wanted);
	sqlite3_finalize(lookup);
	sqlite3_close(model);
	return good;
}

struct teller {
	void (*tell)(void *self, const char *line);
	void *self;
};

static bool tell_object(void *self, const char *type, const char *name, const char *sql, enum object_state state)
{
	const struct teller *teller = self;
	char line[300];
	(void)sql;
	snprintf(line, sizeof line, "the %s %.100s is %s: run `teamtop rebuild`", type, name,
		state == OBJECT_MISSING ? "missing" : "not as teamtop made it");
	teller->tell(teller->self, line);
	return true;
}

bool schema_objects_compare(sqlite3 *connection, const char *name, void (*tell)(void *self, const char *line), void *self,
	struct error *error)
{
	struct teller teller = {.tell = tell, .self = self};
	return differing(connection, name, tell_object, &teller, error);
}

struct mender {
	sqlite3 *connection;
	const char *name;
	struct error *error;
};

static bool mend_object(void *self, const char *type, const char *name, const char *sql, enum object_state state)
{
	const struct mender *mender = self;
	char drop[200];
	snprintf(drop, sizeof drop, "DROP %s %s", type, name);          /* names from our own schema */
	return (state == OBJECT_MISSING || sqlite_run(mender->connection, mender->name, drop, mender->error)) &&
	       sqlite_run(mender->connection, mender->name, sql, mender->error);
}

bool schema_objects_mend(sqlite3 *connection, const char *name, struct error *error)
{
	struct mender mender = {.connection = connection, .name = name, .error = error};
	return differing(connection, name, mend_object, &mender, error);
}
