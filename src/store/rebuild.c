/* Bringing a database up to date: migrations, missing triggers, all totals, in one transaction. */
#include "sqlite.h"

#include <stdio.h>
#include <unistd.h>

/* One row a version after the first; the SQL turns the version before it into this one. Ends with version 0. */
static const struct migration {
	int version;
	const char *sql;
} MIGRATIONS[] = {
	{0, NULL},
};

static bool migrate(sqlite3 *connection, const char *name, struct error *error)
{
	int64_t version = sqlite_integer(connection, "PRAGMA user_version", 0);
	for (const struct migration *next = MIGRATIONS; next->version; next++) {
		char set[64];
		snprintf(set, sizeof set, "PRAGMA user_version = %d", next->version);
		if (next->version == version + 1 && version++ >= 0 &&
		    !(sqlite_run(connection, name, next->sql, error) && sqlite_run(connection, name, set, error)))
			return false;
	}
	return sqlite_version_fits(connection, name, error);
}

static bool recompute(sqlite3 *connection, const char *name, struct error *error)
{
	struct calendar calendar = {0};
	sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	bool good = calendar_load(connection, name, &calendar, error) && overlaps_none(connection, name, error) &&
		    team_tree_rebuild(connection, name, error) && totals_of_all_days(connection, name, &calendar, error);
	calendar_free(&calendar);
	return good;
}

/* Ours, and not newer than we are; an older one is what we are for. */
static bool rebuildable(sqlite3 *connection, const char *name, struct error *error)
{
	int64_t version = sqlite_integer(connection, "PRAGMA user_version", -1);
	bool ours = sqlite_integer(connection, "PRAGMA application_id", 0) == SCHEMA_ID;
	return (ours && version >= 1 && version < SCHEMA_VERSION) || sqlite_version_fits(connection, name, error);
}

bool store_rebuild(const char *path, struct error *error)
{
	if (!sqlite_file_usable(path, error))
		return false;
	if (access(path, W_OK) != 0)
		return error_set(error, ERROR_DENIED, "%s: no right to write it", path);
	sqlite3 *connection = sqlite_open(path, SQLITE_OPEN_READWRITE, error);
	if (!connection)
		return false;
	sqlite3_busy_timeout(connection, 10000);
	/* foreign keys off: a row that names nobody is for `check` to tell, not a reason to keep wrong totals */
	bool good = rebuildable(connection, path, error) && sqlite_run(connection, path, "BEGIN IMMEDIATE", error) &&
		    migrate(connection, path, error) && schema_objects_mend(connection, path, error) &&
		    sqlite_schema_complete(connection, path, false, error) && recompute(connection, path, error) &&
		    sqlite_run(connection, path, "COMMIT", error);
	sqlite3_close(connection);                      /* rolls back what was not committed */
	return good;
}
