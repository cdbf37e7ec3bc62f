/* Times of one thing that share a day: refused by triggers, looked for where triggers were off. */
#include "sqlite.h"

#include <stdio.h>

static const struct {
	const char *before, *after, *sql;               /* words around a number and a date, which are the columns */
} QUESTIONS[] = {
	{"person: employments of employee_no", "and another share a day",
		"SELECT a.employee_no, coalesce(a.hired_on, 'the beginning') FROM person AS a JOIN person AS b"
		" ON b.employee_no = a.employee_no AND b.id > a.id"
		" WHERE coalesce(a.hired_day, -9999999) <= coalesce(b.left_day, 9999999)"
		" AND coalesce(a.left_day, 9999999) >= coalesce(b.hired_day, -9999999)"},
	{"membership: stays of person id", "and a later one share a day",
		"SELECT a.person_id, a.from_on FROM membership AS a JOIN membership AS b ON b.person_id = a.person_id"
		" WHERE b.from_on > a.from_on AND b.from_day <= coalesce(a.to_day, 9999999)"},
	{"job: jobs of person id", "and a later one share a day",
		"SELECT a.person_id, a.from_on FROM job AS a JOIN job AS b ON b.person_id = a.person_id"
		" WHERE b.from_on > a.from_on AND b.from_day <= coalesce(a.to_day, 9999999)"},
	{"team_lead: leads of team id", "and a later one share a day",
		"SELECT a.team_id, a.from_on FROM team_lead AS a JOIN team_lead AS b ON b.team_id = a.team_id"
		" WHERE b.from_on > a.from_on AND b.from_day <= coalesce(a.to_day, 9999999)"},
	{"ai_access: accesses of person id", "and a later one to the same tool share a day",
		"SELECT a.person_id, a.from_on FROM ai_access AS a JOIN ai_access AS b ON b.person_id = a.person_id"
		" AND b.tool_id = a.tool_id WHERE b.from_on > a.from_on AND b.from_day <= coalesce(a.to_day, 9999999)"},
};

static void overlap_words(char line[300], int question, sqlite3_stmt *row)
{
	snprintf(line, 300, "%s %.60s from %.20s on %s", QUESTIONS[question].before, (const char *)sqlite3_column_text(row, 0),
		(const char *)sqlite3_column_text(row, 1), QUESTIONS[question].after);
}

/* Calls tell for each pair. */
bool overlaps_find(sqlite3 *connection, const char *name, void (*tell)(void *self, const char *line), void *self,
	struct error *error)
{
	for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) {
		sqlite3_stmt *row;
		int code = sqlite3_prepare_v2(connection, QUESTIONS[i].sql, -1, &row, NULL);
		if (code != SQLITE_OK)
			return sqlite_error(error, connection, code, name);
		while ((code = sqlite3_step(row)) == SQLITE_ROW) {
			char line[300];
			overlap_words(line, (int)i, row);
			tell(self, line);
		}
		sqlite3_finalize(row);
		if (code != SQLITE_DONE)
			return sqlite_error(error, connection, code, name);
	}
	return true;
}

static void first_only(void *self, const char *line)
{
	struct error *first = self;
	if (first->kind == ERROR_NONE)
		error_set(first, ERROR_CONFLICT, "%s", line);
}

bool overlaps_none(sqlite3 *connection, const char *name, struct error *error)
{
	struct error first = {0};
	if (!overlaps_find(connection, name, first_only, &first, error))
		return false;
	return first.kind == ERROR_NONE || error_set(error, first.kind, "%s: %s", name, first.message);
}
