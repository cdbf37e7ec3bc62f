/* Totals from their rows, a day at a time: after a bulk, at a rebuild, and to compare with at a check. */
#include "sqlite.h"

#include "teamtop/embed.h"

#include <stdlib.h>

EMBED(totals_sql, "src/store/totals.sql");

enum { MOST_STATEMENTS = 8 };
struct totals {
	sqlite3 *connection;
	const char *name;                               /* the caller's */
	sqlite3_stmt *statements[MOST_STATEMENTS];
	int count;
};

struct totals *totals_new(sqlite3 *connection, const char *name, struct error *error)
{
	struct totals *totals = memory_new(sizeof *totals);
	const char *rest = totals_sql;
	totals->connection = connection;
	totals->name = name;
	while (*rest && totals->count < MOST_STATEMENTS) {
		sqlite3_stmt *statement = NULL;
		int code = sqlite3_prepare_v2(connection, rest, -1, &statement, &rest);
		if (code != SQLITE_OK) {
			sqlite_error(error, connection, code, name);
			totals_free(totals);
			return NULL;
		}
		if (statement)                          /* NULL: only blanks were left */
			totals->statements[totals->count++] = statement;
	}
	return totals;
}

void totals_free(struct totals *totals)
{
	if (!totals)
		return;
	for (int i = 0; i < totals->count; i++)
		sqlite3_finalize(totals->statements[i]);
	free(totals);
}

static void bind_named(sqlite3_stmt *statement, const char *parameter, int64_t value)
{
	int index = sqlite3_bind_parameter_index(statement, parameter);
	if (index)
		sqlite3_bind_int64(statement, index, value);
}

bool totals_of_day(struct totals *totals, int64_t day, int64_t from, int64_t before, struct error *error)
{
	for (int i = 0; i < totals->count; i++) {
		sqlite3_stmt *statement = totals->statements[i];
		bind_named(statement, "$day", day);
		bind_named(statement, "$from", from);
		bind_named(statement, "$before", before);
		int code = sqlite3_step(statement);
		sqlite3_reset(statement);
		if (code != SQLITE_DONE)
			return sqlite_error(error, totals->connection, code, totals->name);
	}
	return true;
}

static const char EMPTY[] =
	"DELETE FROM activity_day; DELETE FROM team_activity_day; DELETE FROM ai_day; DELETE FROM case_day;";
static const char FIRST[] =
	"SELECT min(at) FROM (SELECT min(started_at) AS at FROM activity UNION ALL SELECT min(at) FROM ai_event "
	"UNION ALL SELECT min(resolved_at) FROM service_case)";
static const char LAST[] =
	"SELECT max(at) FROM (SELECT max(started_at) AS at FROM activity UNION ALL SELECT max(at) FROM ai_event "
	"UNION ALL SELECT max(resolved_at) FROM service_case)";

bool totals_of_all_days(sqlite3 *connection, const char *name, const struct calendar *calendar, struct error *error)
{
	int64_t first = sqlite_integer(connection, FIRST, 0), last = sqlite_integer(connection, LAST, 0);
	struct totals *totals = sqlite_run(connection, name, EMPTY, error) ? totals_new(connection, name, error) : NULL;
	bool good = totals != NULL;
	int64_t end = last ? calendar_day(calendar, last) : INT64_MIN;  /* times are never 0: 1990 at the earliest */
	for (int64_t day = first ? calendar_day(calendar, first) : 0; good && day <= end; day++)
		good = totals_of_day(totals, day, calendar_start(calendar, day), calendar_start(calendar, day + 1), error);
	totals_free(totals);
	return good;
}

/* Depth 17 is reached only by a circle or by teams nested too deep; the table's CHECK refuses it, a check's copy has none. */
static const char TREE[] =
	"DELETE FROM team_tree;"
	"INSERT INTO team_tree (ancestor_id, team_id, depth)"
	" WITH RECURSIVE below (ancestor_id, team_id, depth) AS (SELECT id, id, 0 FROM team UNION ALL"
	" SELECT below.ancestor_id, team.id, below.depth + 1 FROM below JOIN team ON team.parent_id = below.team_id"
	" WHERE below.depth < 17) SELECT ancestor_id, team_id, depth FROM below;";

bool team_tree_rebuild(sqlite3 *connection, const char *name, struct error *error)
{
	int code = sqlite3_exec(connection, TREE, NULL, NULL, NULL);
	bool deep = code == SQLITE_OK && sqlite_integer(connection, "SELECT max(depth) FROM team_tree", 0) > 16;
	if (code == SQLITE_OK && !deep)
		return true;
	if (deep || (code & 0xff) == SQLITE_CONSTRAINT)
		return error_set(error, ERROR_CONFLICT, "%s: its teams nest in a circle or more than 16 deep", name);
	return sqlite_error(error, connection, code, name);
}
