/* Is a database sound, complete, plausible? It is only read: totals are computed anew into temporary tables of the same
   names, which totals.sql then means, and compared with those that are stored. */
#include "sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_DAYS = 26000, MOST_LINES = 20, SAMPLE_RECENT = 14, SAMPLE_SPREAD = 46 };

struct check {
	sqlite3 *connection;
	const char *name;
	void (*tell)(void *self, const char *line);
	void *self;
	int64_t findings;
};

static void found(void *self, const char *line)
{
	struct check *check = self;
	check->findings++;
	check->tell(check->self, line);
}

/* Rows of a pragma become lines; of many only the first and how many more. */
static bool pragma_lines(struct check *check, const char *pragma, void (*words)(char line[400], sqlite3_stmt *row),
	struct error *error)
{
	sqlite3_stmt *row;
	int64_t count = 0;
	char line[400];
	int code = sqlite3_prepare_v2(check->connection, pragma, -1, &row, NULL);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(row);
		const char *first = code == SQLITE_ROW ? (const char *)sqlite3_column_text(row, 0) : NULL;
		if (code != SQLITE_ROW || (first && strcmp(first, "ok") == 0) || ++count > MOST_LINES)
			continue;
		words(line, row);
		found(check, line);
	}
	sqlite3_finalize(row);
	if (count > MOST_LINES) {
		snprintf(line, sizeof line, "… and %lld more of this kind", (long long)(count - MOST_LINES));
		check->tell(check->self, line);
	}
	return code == SQLITE_DONE || sqlite_error(error, check->connection, code, check->name);
}

static void integrity_words(char line[400], sqlite3_stmt *row)
{
	const char *text = (const char *)sqlite3_column_text(row, 0);
	snprintf(line, 400, "damaged: %.300s", text ? text : "?");
	for (char *at = line; *at; at++)                /* some span several lines */
		if (*at == '\n')
			*at = ' ';
}

static void reference_words(char line[400], sqlite3_stmt *row)
{
	const char *table = (const char *)sqlite3_column_text(row, 0), *parent = (const char *)sqlite3_column_text(row, 2);
	if (sqlite3_column_type(row, 1) == SQLITE_NULL)
		snprintf(line, 400, "%s: a row names a row of %s that is not there", table, parent);
	else
		snprintf(line, 400, "%s: the row with id %lld names a row of %s that is not there", table,
			(long long)sqlite3_column_int64(row, 1), parent);
}

static bool sound(struct check *check, struct error *error)
{
	struct error why = {0};
	if (pragma_lines(check, "PRAGMA integrity_check(1000)", integrity_words, &why))
		return true;
	if (why.kind == ERROR_DAMAGED) {
		found(check, why.message);
		return true;
	}
	if (error)
		*error = why;
	return false;
}

/* ---- totals ---- */

static const char SHADOWS[] =
	"CREATE TEMP TABLE activity_day AS SELECT * FROM main.activity_day WHERE false;"
	"CREATE TEMP TABLE team_activity_day AS SELECT * FROM main.team_activity_day WHERE false;"
	"CREATE TEMP TABLE ai_day AS SELECT * FROM main.ai_day WHERE false;"
	"CREATE TEMP TABLE case_day AS SELECT * FROM main.case_day WHERE false;"
	"CREATE TEMP TABLE team_tree AS SELECT * FROM main.team_tree WHERE false;";

static const char *const TOTALS[] = {"activity_day", "team_activity_day", "ai_day", "case_day"};

/* Rows that are in one of both only. */
static int64_t differences(sqlite3 *connection, const char *relation, int64_t day, bool by_day)
{
	char where[48] = "", sql[600];
	if (by_day)
		snprintf(where, sizeof where, " WHERE day = %lld", (long long)day);
	snprintf(sql, sizeof sql,
		"SELECT count(*) FROM (SELECT * FROM (SELECT * FROM main.%s%s EXCEPT SELECT * FROM temp.%s%s)"
		" UNION ALL SELECT * FROM (SELECT * FROM temp.%s%s EXCEPT SELECT * FROM main.%s%s))",
		relation, where, relation, where, relation, where, relation, where);
	return sqlite_integer(connection, sql, -1);
}

struct drift {
	int64_t days, first;                            /* days that differ; the first of them */
};

static bool compare_day(struct check *check, struct totals *totals, const struct calendar *calendar, int64_t day,
	struct drift drift[COUNT_OF(TOTALS)], struct error *error)
{
	if (!totals_of_day(totals, day, calendar_start(calendar, day), calendar_start(calendar, day + 1), error))
		return false;
	for (size_t i = 0; i < COUNT_OF(TOTALS); i++) {
		int64_t rows = differences(check->connection, TOTALS[i], day, true);
		if (rows < 0)
			return sqlite_error(error, check->connection, sqlite3_extended_errcode(check->connection), check->name);
		if (rows > 0 && drift[i].days++ == 0)
			drift[i].first = day;
	}
	return sqlite_run(check->connection, check->name, "DELETE FROM temp.activity_day; DELETE FROM temp.team_activity_day;"
		"DELETE FROM temp.ai_day; DELETE FROM temp.case_day", error);
}

static void tell_drift(struct check *check, const struct drift drift[COUNT_OF(TOTALS)])
{
	for (size_t i = 0; i < COUNT_OF(TOTALS); i++) {
		char line[200], day[16];
		if (!drift[i].days)
			continue;
		day_print(drift[i].first, day);
		snprintf(line, sizeof line, "%s: the totals of %lld %s differ from the rows, first on %s: run `teamtop rebuild`",
			TOTALS[i], (long long)drift[i].days, drift[i].days == 1 ? "day" : "days", day);
		found(check, line);
	}
}

/* Days that hold totals or rows: all, or the last ones and some spread over the rest. */
static const char ALL_DAYS[] =
	"SELECT day FROM calendar AS c WHERE EXISTS (SELECT 1 FROM main.activity_day WHERE day = c.day)"
	" OR EXISTS (SELECT 1 FROM main.team_activity_day WHERE day = c.day) OR EXISTS (SELECT 1 FROM main.ai_day WHERE day = c.day)"
	" OR EXISTS (SELECT 1 FROM main.case_day WHERE day = c.day)"
	" OR EXISTS (SELECT 1 FROM activity WHERE started_at >= c.starts_at AND started_at < c.starts_at + 90000)"
	" OR EXISTS (SELECT 1 FROM ai_event WHERE at >= c.starts_at AND at < c.starts_at + 90000)"
	" OR EXISTS (SELECT 1 FROM service_case WHERE resolved_at >= c.starts_at AND resolved_at < c.starts_at + 90000)"
	" ORDER BY day DESC";

static int64_t days_held(struct check *check, int64_t days[MOST_DAYS])
{
	sqlite3_stmt *row;
	int64_t count = 0;
	if (sqlite3_prepare_v2(check->connection, ALL_DAYS, -1, &row, NULL) != SQLITE_OK)
		return -1;
	while (count < MOST_DAYS && sqlite3_step(row) == SQLITE_ROW)
		days[count++] = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	return count;
}

static bool in_sample(int64_t index, int64_t count)
{
	int64_t step = (count - SAMPLE_RECENT) / SAMPLE_SPREAD;
	return index < SAMPLE_RECENT || step <= 1 || (index - SAMPLE_RECENT) % step == 0;
}

static bool totals_right(struct check *check, bool thorough, struct error *error)
{
	struct calendar calendar = {0};
	struct drift drift[COUNT_OF(TOTALS)] = {0};
	int64_t *days = memory_new(sizeof *days * MOST_DAYS);
	if (!sqlite_run(check->connection, check->name, SHADOWS, error) ||
	    !calendar_load(check->connection, check->name, &calendar, error)) {
		free(days);
		return false;
	}
	int64_t count = days_held(check, days);
	struct totals *totals = totals_new(check->connection, check->name, error);
	bool good = totals && (count >= 0 || sqlite_error(error, check->connection, SQLITE_ERROR, check->name));
	for (int64_t i = count - 1; good && i >= 0; i--)        /* oldest first */
		if (thorough || in_sample(i, count))
			good = compare_day(check, totals, &calendar, days[i], drift, error);
	totals_free(totals);
	calendar_free(&calendar);
	free(days);
	tell_drift(check, drift);
	return good;
}

static bool tree_right(struct check *check, struct error *error)
{
	struct error why = {0};
	if (!team_tree_rebuild(check->connection, check->name, &why)) {
		if (why.kind == ERROR_CONFLICT)
			found(check, "team: teams nest in a circle or more than 16 deep");
		else if (error)
			*error = why;
		return why.kind == ERROR_CONFLICT;
	}
	if (differences(check->connection, "team_tree", 0, false) != 0)
		found(check, "team_tree: it differs from the parents in team: run `teamtop rebuild`");
	return true;
}

static bool examine(struct check *check, bool thorough, struct error *error)
{
	bool own = sqlite_integer(check->connection, "PRAGMA application_id", 0) == SCHEMA_ID;
	struct calendar calendar = {0};
	if ((own && !sqlite_version_fits(check->connection, check->name, error)) || !sound(check, error))
		return false;
	if (check->findings)                            /* of what is damaged nothing else can be said */
		return true;
	if (!sqlite_schema_complete(check->connection, check->name, true, error) ||
	    !calendar_load(check->connection, check->name, &calendar, error))
		return false;
	int64_t today = calendar_day(&calendar, clock_now());
	calendar_free(&calendar);
	return (!own || schema_objects_compare(check->connection, check->name, found, check, error)) &&
	       pragma_lines(check, "PRAGMA foreign_key_check", reference_words, error) &&
	       overlaps_find(check->connection, check->name, found, check, error) && totals_right(check, thorough, error) &&
	       tree_right(check, error) &&
	       sqlite_run(check->connection, check->name, "DROP TABLE temp.activity_day; DROP TABLE temp.team_activity_day;"
			"DROP TABLE temp.ai_day; DROP TABLE temp.case_day; DROP TABLE temp.team_tree", error) &&
	       plausible_find(check->connection, check->name, today, thorough, found, check, error);
}

bool store_check(const char *path, bool thorough, void (*tell)(void *self, const char *line), void *self, int64_t *findings,
	struct error *error)
{
	struct check check = {.name = path, .tell = tell, .self = self};
	bool wal;
	*findings = 0;
	if (!sqlite_file_usable(path, error))
		return false;
	/* where we may write, so that an interrupted write of the owner is rolled back first */
	check.connection = sqlite_open(path, access(path, W_OK) == 0 ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, error);
	if (!check.connection)
		return false;
	sqlite3_busy_timeout(check.connection, 10000);
	sqlite3_db_config(check.connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(check.connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	bool good = sqlite_leaves_nothing_behind(check.connection, path, &wal, error) &&
		    sqlite_run(check.connection, path, "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; BEGIN", error) &&
		    examine(&check, thorough, error);
	sqlite3_exec(check.connection, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(check.connection);
	*findings = check.findings;
	return good;
}
