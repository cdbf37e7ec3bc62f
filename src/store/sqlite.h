/* What the files of the store share: opening, errors in words, the calendar in memory, schema and totals. Not public. */
#ifndef TEAMTOP_STORE_SQLITE_H
#define TEAMTOP_STORE_SQLITE_H

#include "teamtop/store.h"

#include <sqlite3.h>
#include <sys/stat.h>

enum { SCHEMA_ID = 1953330288, SCHEMA_VERSION = 1 };    /* as in schema.sql: application_id, user_version */

/* A SQLite error in words; `name` is the file. Returns false. */
bool sqlite_error(struct error *error, sqlite3 *connection, int code, const char *name);
/* A regular file that is not empty and may be read; else a message that says what it is. */
bool sqlite_file_usable(const char *name, struct error *error);
/* Opens without URIs or special names. The caller closes. NULL and a message on failure. */
sqlite3 *sqlite_open(const char *name, int flags, struct error *error);
/* Runs statements without parameters. */
bool sqlite_run(sqlite3 *connection, const char *name, const char *sql, struct error *error);
/* The first column of the first row; `otherwise` where there is none. */
int64_t sqlite_integer(sqlite3 *connection, const char *sql, int64_t otherwise);
bool sqlite_file_beside(const char *name, const char *suffix, struct stat *status);
/* False with a message where reading would make files beside the database that lock its owner out. */
bool sqlite_leaves_nothing_behind(sqlite3 *connection, const char *name, bool *wal, struct error *error);
/* Ours, of our version: else a message that says what to do. */
bool sqlite_version_fits(sqlite3 *connection, const char *name, struct error *error);
/* Names the first relation or column that is missing. */
bool sqlite_schema_complete(sqlite3 *connection, const char *name, bool trusted_views, struct error *error);

extern const char schema_sql[];
/* Triggers and indexes of schema.sql that a database lacks or has otherwise: tells each, or makes them anew. */
bool schema_objects_compare(sqlite3 *connection, const char *name, void (*tell)(void *self, const char *line), void *self,
	struct error *error);
bool schema_objects_mend(sqlite3 *connection, const char *name, struct error *error);

/* ---- calendar: days whose start or offset is not simply 86,400 s after the day before, and their followers ---- */
struct calendar_entry {
	int64_t day, starts_at, offset, changes_at, offset_after;       /* changes_at INT64_MAX = no change */
};
struct calendar {
	struct calendar_entry *entries;
	int count;
};
bool calendar_load(sqlite3 *connection, const char *name, struct calendar *calendar, struct error *error);
void calendar_free(struct calendar *calendar);
int64_t calendar_day(const struct calendar *calendar, int64_t time);
int64_t calendar_start(const struct calendar *calendar, int64_t day);
int64_t calendar_offset(const struct calendar *calendar, int64_t time);
/* Of a clock time that comes twice the first; of one that is skipped a moment after the gap. */
int64_t calendar_time(const struct calendar *calendar, int64_t local_seconds);
/* Writes every row of the table from the zone data. */
bool calendar_write(sqlite3 *connection, const char *name, const char *time_zone, struct error *error);

/* ---- totals of one day, from its rows (totals.sql): activity_day, team_activity_day, ai_day, case_day ---- */
struct totals;
struct totals *totals_new(sqlite3 *connection, const char *name, struct error *error);
void totals_free(struct totals *totals);
bool totals_of_day(struct totals *totals, int64_t day, int64_t from, int64_t before, struct error *error);
/* All days that hold rows; total tables are emptied first. */
bool totals_of_all_days(sqlite3 *connection, const char *name, const struct calendar *calendar, struct error *error);
/* Times that may not overlap: a line each; or false and the first one in error. */
bool overlaps_find(sqlite3 *connection, const char *name, void (*tell)(void *self, const char *line), void *self,
	struct error *error);
bool overlaps_none(sqlite3 *connection, const char *name, struct error *error);
/* What cannot be, or is odd: a line for each kind with its number and an example. `today` = local day. */
bool plausible_find(sqlite3 *connection, const char *name, int64_t today, bool thorough,
	void (*tell)(void *self, const char *line), void *self, struct error *error);
/* team_tree from team; refuses circles. */
bool team_tree_rebuild(sqlite3 *connection, const char *name, struct error *error);

#endif
