/* Making a team database, and changing the few settings of one. */
#include "sqlite.h"

#include "teamtop/embed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

EMBED(schema_sql, "src/store/schema.sql");

static bool organisation_write(sqlite3 *connection, const char *name, const char *time_zone, const char *organisation,
	bool synthetic, struct error *error)
{
	sqlite3_stmt *insert;
	int code = sqlite3_prepare_v2(connection,
		"INSERT INTO organisation (id, name, time_zone, synthetic) VALUES (1, ?1, ?2, ?3)", -1, &insert, NULL);
	if (code == SQLITE_OK) {
		sqlite3_bind_text(insert, 1, organisation && *organisation ? organisation : "our team", -1, SQLITE_STATIC);
		sqlite3_bind_text(insert, 2, time_zone, -1, SQLITE_STATIC);
		sqlite3_bind_int(insert, 3, synthetic);
		code = sqlite3_step(insert);
		sqlite3_finalize(insert);
	}
	return code == SQLITE_DONE || sqlite_error(error, connection, code, name);
}

/* `file` exists and is empty; `name` is what people call it. */
static bool fill(const char *file, const char *name, const char *time_zone, const char *organisation, bool synthetic,
	struct error *error)
{
	sqlite3 *connection = sqlite_open(file, SQLITE_OPEN_READWRITE, error);
	if (!connection)
		return false;
	/* nobody knows this file yet: no journal is needed, it is synced by the change to WAL and at close */
	bool good = sqlite_run(connection, name, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = NORMAL; BEGIN", error) &&
		    sqlite_run(connection, name, schema_sql, error) &&
		    calendar_write(connection, name, time_zone, error) &&
		    organisation_write(connection, name, time_zone, organisation, synthetic, error) &&
		    sqlite_run(connection, name, "COMMIT; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL", error);
	sqlite3_close(connection);
	return good;
}

/* Puts the finished file where it belongs, never over another. */
static bool publish_new(const char *file, const char *path, struct error *error)
{
	if (link(file, path) == 0) {
		unlink(file);
		return true;
	}
	if (errno == EEXIST)
		return error_set(error, ERROR_USAGE, "%s: there is already such a file; give another name or remove it", path);
	if (access(path, F_OK) != 0 && rename(file, path) == 0)         /* file systems without hard links */
		return true;
	return error_set(error, ERROR_DENIED, "%s: cannot be made: %s", path, strerror(errno));
}

bool store_create(const char *path, const char *time_zone, const char *organisation, bool synthetic, struct error *error)
{
	struct stat status;
	if (!zone_exists(time_zone, error))
		return false;
	if (!*path || strlen(path) > 4000)
		return error_set(error, ERROR_USAGE, "the name of a database must have 1 to 4,000 bytes");
	if (lstat(path, &status) == 0)
		return error_set(error, ERROR_USAGE, "%s: there is already such a file; give another name or remove it", path);
	char file[4096];
	snprintf(file, sizeof file, "%s.new-%ld", path, (long)getpid());
	int descriptor = open(file, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (descriptor < 0)
		return error_set(error, ERROR_DENIED, "%s: cannot be made: %s", path, strerror(errno));
	close(descriptor);
	bool good = fill(file, path, time_zone, organisation, synthetic, error) && publish_new(file, path, error);
	if (!good)
		unlink(file);
	return good;
}

static bool set_refused(const char *key, const char *value, struct error *error)
{
	static const char KEYS[] = "name, observed_from, risk_level, min_group, risk_min_group, names, audit";
	static const struct { const char *key, *values; } POLICY[] = {
		{"risk_level", "team or person"}, {"min_group", "a number from 5 on"}, {"risk_min_group", "a number from 5 on"},
		{"names", "full, initials or hidden"}, {"audit", "off or on"}, {"observed_from", "a day like 2026-01-31, or nothing"},
	};
	if (strcmp(key, "time_zone") == 0)
		return error_set(error, ERROR_USAGE, "the time zone of a team database cannot change, because all its days hang on "
			"it: export and init anew");
	for (size_t i = 0; i < COUNT_OF(POLICY); i++)
		if (strcmp(key, POLICY[i].key) == 0)
			return error_set(error, ERROR_USAGE, "%s: it may be %s, not \"%.100s\"", key, POLICY[i].values, value);
	return error_set(error, ERROR_USAGE, "%.60s: there is no such setting; there are %s", key, KEYS);
}

/* The statement that sets `key`, ?1 = key, ?2 = value; NULL where there is no such key. */
static const char *set_statement(const char *key)
{
	static const char *const POLICY[] = {"risk_level", "min_group", "risk_min_group", "names", "audit"};
	if (strcmp(key, "name") == 0)
		return "UPDATE organisation SET name = ?2 WHERE ?1 IS NOT NULL";
	if (strcmp(key, "observed_from") == 0)
		return "UPDATE organisation SET observed_from = nullif(?2, '') WHERE ?1 IS NOT NULL";
	for (size_t i = 0; i < COUNT_OF(POLICY); i++)
		if (strcmp(key, POLICY[i]) == 0)
			return "INSERT INTO policy (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
	return NULL;
}

bool store_set(const char *path, const char *key, const char *value, struct error *error)
{
	const char *sql = set_statement(key);
	if (!sql)
		return set_refused(key, value, error);
	if (strcmp(key, "name") == 0 && !*value)
		return error_set(error, ERROR_USAGE, "name: the organisation needs one");
	struct writer *writer = writer_open(path, error);
	struct statement *statement = writer ? writer_prepare(writer, sql, error) : NULL;
	bool good = false;
	if (statement) {
		struct error why = {0};
		statement_text(statement, 1, key);
		statement_text(statement, 2, value);
		good = statement_step(statement, &why) == 0;
		if (!good && why.kind == ERROR_CONFLICT)
			set_refused(key, value, error);
		else if (!good && error)
			*error = why;
	}
	writer_close(writer);
	return good;
}
