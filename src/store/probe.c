/* Is it a team database, and one for us? The relations and columns that must be there, whoever made them. */
#include "sqlite.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name, *columns;                     /* columns separated by blanks */
} RELATIONS[] = {
	{"organisation", "id name time_zone observed_from synthetic observed_day"},
	{"team", "id name parent_id site"},
	{"team_tree", "ancestor_id team_id depth"},
	{"person", "id employee_no name role hired_on left_on leave_kind weekly_hours import_id hired_day left_day"},
	{"person_alias", "source external_id person_id"},
	{"team_alias", "source external_id team_id"},
	{"membership", "person_id team_id from_on to_on import_id from_day to_day"},
	{"job", "person_id from_on role weekly_hours to_on from_day to_day"},
	{"team_lead", "team_id from_on person_id to_on from_day to_day"},
	{"activity_kind", "id key label is_work is_customer is_handling is_waiting position"},
	{"activity", "id person_id kind_id started_at seconds case_id source external_id import_id"},
	{"service_case", "id source external_id team_id person_id channel opened_at first_reply_at resolved_at handle_seconds "
			 "complexity resolved_by handed_over reopened_at reopen_count csat import_id"},
	{"ai_tool", "id key name kind"},
	{"ai_access", "person_id tool_id from_on to_on basis import_id from_day to_day"},
	{"ai_event", "id person_id tool_id at kind n case_id seconds_saved source external_id import_id"},
	{"skill", "id name domain"},
	{"skill_level", "person_id skill_id assessed_on level source import_id assessed_day"},
	{"skill_need", "team_id skill_id level people import_id"},
	{"survey_question", "id key text"},
	{"survey_answer", "id person_id team_id answered_on question_id score import_id answered_day"},
	{"benchmark", "key value unit population year source kind"},
	{"policy", "key value"},
	{"import_run", "id at file sha256 preset rows_read rows_written rows_unchanged rows_skipped rows_refused"},
	{"calendar", "day starts_at offset_seconds changes_at offset_after"},
	{"activity_day", "day person_id kind_id team_id seconds n"},
	{"team_activity_day", "day team_id kind_id seconds n"},
	{"ai_day", "day person_id tool_id kind team_id n seconds_saved saved_n"},
	{"case_day", "day team_id person_id resolved_by handed_over n came_back complex complex_known handle_seconds handle_n "
		     "csat_sum csat_n"},
};

bool sqlite_version_fits(sqlite3 *connection, const char *name, struct error *error)
{
	int64_t version = sqlite_integer(connection, "PRAGMA user_version", -1);
	if (version < 0)
		return sqlite_error(error, connection, sqlite3_extended_errcode(connection), name);
	if (sqlite_integer(connection, "PRAGMA application_id", 0) != SCHEMA_ID)
		return error_set(error, ERROR_REFUSED, "%s: this is a database, but not one that teamtop made", name);
	if (version < SCHEMA_VERSION)
		return error_set(error, ERROR_SCHEMA, "%s: it has schema version %lld, this teamtop wants %d: "
			"run `teamtop rebuild`, which brings it up to date", name, (long long)version, SCHEMA_VERSION);
	if (version > SCHEMA_VERSION)
		return error_set(error, ERROR_SCHEMA, "%s: it has schema version %lld, made by a newer teamtop; this one reads "
			"version %d: update teamtop", name, (long long)version, SCHEMA_VERSION);
	return true;
}

/* True when all `wanted` stand in `there`; else `missing` is the first that does not. */
static bool columns_there(const char *there, const char *wanted, char missing[64])
{
	while (*wanted) {
		size_t length = strcspn(wanted, " ");
		snprintf(missing, 64, "\n%.*s\n", (int)length, wanted);
		if (!strstr(there, missing)) {
			snprintf(missing, 64, "%.*s", (int)length, wanted);
			return false;
		}
		wanted += length;
		wanted += *wanted == ' ';
	}
	return true;
}

/* The relation's columns, one a line between line ends; what does not fit is none of ours. */
static void columns_list(sqlite3_stmt *columns, const char *relation, char there[4096])
{
	size_t used = 1;
	strcpy(there, "\n");
	sqlite3_reset(columns);
	sqlite3_bind_text(columns, 1, relation, -1, SQLITE_STATIC);
	while (sqlite3_step(columns) == SQLITE_ROW) {
		const char *column = (const char *)sqlite3_column_text(columns, 0);
		size_t length = column ? strlen(column) : 0;
		if (used + length + 2 < 4096)
			used += (size_t)sprintf(there + used, "%s\n", column ? column : "");
	}
	sqlite3_reset(columns);
}

static bool relation_there(sqlite3_stmt *kind, sqlite3_stmt *columns, int index, bool trusted_views, const char *name,
	struct error *error)
{
	const char *relation = RELATIONS[index].name;
	char missing[64], there[4096];
	sqlite3_reset(kind);
	sqlite3_bind_text(kind, 1, relation, -1, SQLITE_STATIC);
	int code = sqlite3_step(kind);
	if (code == SQLITE_DONE)
		return error_set(error, ERROR_SCHEMA, "%s: this is not a team database: it has no relation %s", name, relation);
	if (code != SQLITE_ROW)
		return sqlite_error(error, sqlite3_db_handle(kind), code, name);
	bool view = sqlite3_column_int(kind, 0), virtual = sqlite3_column_int(kind, 1);
	sqlite3_reset(kind);
	if (view && !trusted_views)
		return error_set(error, ERROR_REFUSED, "%s: its relation %s is a view; views are read only in a database that the "
			"config file names as trusted", name, relation);
	if (virtual)
		return error_set(error, ERROR_REFUSED, "%s: its relation %s is a virtual table, which teamtop does not read", name,
			relation);
	columns_list(columns, relation, there);
	if (!columns_there(there, RELATIONS[index].columns, missing))
		return error_set(error, ERROR_SCHEMA, "%s: this is not a team database: its relation %s has no column %s", name,
			relation, missing);
	return true;
}

bool sqlite_schema_complete(sqlite3 *connection, const char *name, bool trusted_views, struct error *error)
{
	sqlite3_stmt *kind = NULL, *columns = NULL;
	int code = sqlite3_prepare_v2(connection, "SELECT type = 'view', type = 'table' AND coalesce(rootpage, 0) = 0 "
		"FROM sqlite_schema WHERE name = ?1 AND type IN ('table', 'view')", -1, &kind, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(connection, "SELECT name FROM pragma_table_xinfo(?1)", -1, &columns, NULL);
	bool good = code == SQLITE_OK || sqlite_error(error, connection, code, name);
	for (size_t i = 0; good && i < COUNT_OF(RELATIONS); i++)
		good = relation_there(kind, columns, (int)i, trusted_views, name, error);
	sqlite3_finalize(kind);
	sqlite3_finalize(columns);
	return good;
}
