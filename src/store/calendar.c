/* The database's calendar in memory: some 300 entries say all of its 26,000 days. */
#include "sqlite.h"

#include <stdlib.h>

/* In our own files the days of a change are indexed; with each the day after it, from which 86,400 s a day hold again. */
static const char OWN[] =
	"SELECT day, starts_at, offset_seconds, changes_at, offset_after FROM calendar WHERE day IN ("
	"SELECT min(day) FROM calendar UNION ALL SELECT day FROM calendar WHERE changes_at IS NOT NULL "
	"UNION ALL SELECT day + 1 FROM calendar WHERE changes_at IS NOT NULL) ORDER BY day";
static const char FOREIGN[] = "SELECT day, starts_at, offset_seconds, changes_at, offset_after FROM calendar ORDER BY day";

static void entry_add(struct calendar *calendar, sqlite3_stmt *row)
{
	int count = calendar->count;
	if (count == 0 || (count & (count - 1)) == 0)   /* doubles at each power of two */
		calendar->entries = memory_grow(calendar->entries, sizeof *calendar->entries * (size_t)(count ? 2 * count : 1));
	calendar->entries[calendar->count++] = (struct calendar_entry){
		.day = sqlite3_column_int64(row, 0),
		.starts_at = sqlite3_column_int64(row, 1),
		.offset = sqlite3_column_int64(row, 2),
		.changes_at = sqlite3_column_type(row, 3) == SQLITE_NULL ? INT64_MAX : sqlite3_column_int64(row, 3),
		.offset_after = sqlite3_column_int64(row, 4),
	};
}

bool calendar_load(sqlite3 *connection, const char *name, struct calendar *calendar, struct error *error)
{
	sqlite3_stmt *row;
	bool own = sqlite_integer(connection, "PRAGMA application_id", 0) == SCHEMA_ID;
	*calendar = (struct calendar){0};
	int code = sqlite3_prepare_v2(connection, own ? OWN : FOREIGN, -1, &row, NULL);
	if (code != SQLITE_OK)
		return sqlite_error(error, connection, code, name);
	while ((code = sqlite3_step(row)) == SQLITE_ROW)
		entry_add(calendar, row);
	sqlite3_finalize(row);
	if (code != SQLITE_DONE) {
		calendar_free(calendar);
		return sqlite_error(error, connection, code, name);
	}
	if (calendar->count > 0)
		return true;
	return error_set(error, ERROR_SCHEMA, "%s: its calendar is empty: make the database with `teamtop init`", name);
}

void calendar_free(struct calendar *calendar)
{
	free(calendar->entries);
	*calendar = (struct calendar){0};
}

/* The last entry that is not after `key`, by start or by day; the first one when all are. */
static int entry_of(const struct calendar *calendar, int64_t key, bool by_day)
{
	int low = 0, high = calendar->count;
	while (high - low > 1) {
		int middle = low + (high - low) / 2;
		const struct calendar_entry *entry = &calendar->entries[middle];
		if ((by_day ? entry->day : entry->starts_at) <= key)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t calendar_day(const struct calendar *calendar, int64_t time)
{
	int i = entry_of(calendar, time, false);
	int64_t day = calendar->entries[i].day + floor_div(time - calendar->entries[i].starts_at, 86400);
	/* a day of 25 hours ends where the next entry begins */
	return i + 1 < calendar->count && day >= calendar->entries[i + 1].day ? calendar->entries[i + 1].day - 1 : day;
}

int64_t calendar_start(const struct calendar *calendar, int64_t day)
{
	const struct calendar_entry *entry = &calendar->entries[entry_of(calendar, day, true)];
	return entry->starts_at + (day - entry->day) * 86400;
}

int64_t calendar_offset(const struct calendar *calendar, int64_t time)
{
	const struct calendar_entry *entry = &calendar->entries[entry_of(calendar, time, false)];
	return time >= entry->changes_at ? entry->offset_after : entry->offset;
}

int64_t calendar_time(const struct calendar *calendar, int64_t local_seconds)
{
	/* offsets on both sides of any change near: no zone changes twice within two days */
	int64_t before = calendar_offset(calendar, local_seconds - 86400 - 43200);
	int64_t after = calendar_offset(calendar, local_seconds + 86400 + 43200);
	if (calendar_offset(calendar, local_seconds - before) == before)
		return local_seconds - before;
	if (calendar_offset(calendar, local_seconds - after) == after)
		return local_seconds - after;
	return local_seconds - before;
}
