/* Writing much at once: triggers off, then the totals of the touched days from their rows, in the same transaction. */
#include "writer.h"

#include <string.h>

static void row_changed(void *self, int operation, const char *database, const char *table, sqlite3_int64 id)
{
	struct writer *writer = self;
	(void)operation, (void)database, (void)id;
	if (strcmp(table, "service_case") == 0)
		writer->cases_changed = true;
}

void writer_bulk(struct writer *writer)
{
	if (writer->bulk)
		return;
	/* a copy of who was where: settle compares, because a move touches days whose rows nobody wrote */
	sqlite3_exec(writer->connection, "DROP TABLE IF EXISTS temp.membership_before;"
		"CREATE TEMP TABLE membership_before AS SELECT person_id, team_id, from_day, to_day FROM membership",
		NULL, NULL, NULL);
	sqlite3_db_config(writer->connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_update_hook(writer->connection, row_changed, writer);
	writer->cases_changed = false;
	writer->bulk = true;
}

void bulk_forget(struct writer *writer)
{
	sqlite3_update_hook(writer->connection, NULL, NULL);
	sqlite3_db_config(writer->connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
	memset(writer->touched, 0, (size_t)(writer->last_day - writer->first_day) / 8 + 1);
	writer->bulk = false;
}

void writer_touch(struct writer *writer, int64_t day)
{
	if (day >= writer->first_day && day <= writer->last_day)
		writer->touched[(day - writer->first_day) / 8] |= (unsigned char)(1u << ((day - writer->first_day) % 8));
}

static bool touch_all_of(struct writer *writer, const char *days, struct error *error)
{
	sqlite3_stmt *row;
	int code = sqlite3_prepare_v2(writer->connection, days, -1, &row, NULL);
	while (code == SQLITE_OK || code == SQLITE_ROW)
		if ((code = sqlite3_step(row)) == SQLITE_ROW)
			writer_touch(writer, sqlite3_column_int64(row, 0));
	sqlite3_finalize(row);
	return code == SQLITE_DONE || sqlite_error(error, writer->connection, code, writer->name);
}

static const char MOVED[] =
	"WITH now AS (SELECT person_id, team_id, from_day, to_day FROM membership),"
	" moved AS (SELECT * FROM (SELECT * FROM now EXCEPT SELECT * FROM temp.membership_before)"
	" UNION ALL SELECT * FROM (SELECT * FROM temp.membership_before EXCEPT SELECT * FROM now))"
	" SELECT day FROM moved CROSS JOIN activity_day AS total ON total.person_id = moved.person_id"
	" AND day BETWEEN from_day AND coalesce(to_day, 9999999)"
	" UNION SELECT day FROM moved CROSS JOIN ai_day AS total ON total.person_id = moved.person_id"
	" AND day BETWEEN from_day AND coalesce(to_day, 9999999)";
/* events without a person follow the team of their case */
static const char NOBODY[] = "SELECT DISTINCT day FROM ai_day WHERE person_id = 0";

static bool totals_of_touched(struct writer *writer, struct error *error)
{
	struct totals *totals = totals_new(writer->connection, writer->name, error);
	bool good = totals != NULL;
	for (int64_t day = writer->first_day; good && day <= writer->last_day; day++) {
		int64_t bit = day - writer->first_day;
		if (writer->touched[bit / 8] >> (bit % 8) & 1)
			good = totals_of_day(totals, day, calendar_start(&writer->calendar, day),
				calendar_start(&writer->calendar, day + 1), error);
	}
	totals_free(totals);
	return good;
}

bool writer_settle(struct writer *writer, struct error *error)
{
	bool good = touch_all_of(writer, MOVED, error) && (!writer->cases_changed || touch_all_of(writer, NOBODY, error)) &&
		    overlaps_none(writer->connection, writer->name, error) &&
		    team_tree_rebuild(writer->connection, writer->name, error) && totals_of_touched(writer, error);
	if (good)
		bulk_forget(writer);
	return good;
}
