/* Time zones: looked for in the zone data first, because libc takes an unknown zone for UTC without a word. */
#include "sqlite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool zone_file(const char *folder, const char *name)
{
	char path[512], magic[4] = "";
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		return false;
	size_t got = fread(magic, 1, sizeof magic, file);       /* 0 of a directory */
	fclose(file);
	return got == sizeof magic && memcmp(magic, "TZif", sizeof magic) == 0;
}

bool zone_exists(const char *name, struct error *error)
{
	static const char *const FOLDERS[] = {"/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"};
	const char *own = getenv("TZDIR");              /* libc reads there too */
	bool named = *name && *name != '/' && !strchr(name, ':') && !strstr(name, "..") && strlen(name) < 200;
	if (named && own && *own ? zone_file(own, name) : false)
		return true;
	for (size_t i = 0; named && !(own && *own) && i < COUNT_OF(FOLDERS); i++)
		if (zone_file(FOLDERS[i], name))
			return true;
	return error_set(error, ERROR_USAGE, "time zone %.100s: not in the zone data of this machine; "
		"it is a name like Europe/Berlin or Asia/Jakarta", name);
}

/* The environment variable TZ rules libc's zone; one thread, at the making of a database, and put back afterwards. */
static char *zone_enter(const char *name)
{
	const char *before = getenv("TZ");
	char *kept = before ? memory_copy(before) : NULL;
	setenv("TZ", name, 1);
	tzset();
	return kept;
}

static void zone_leave(char *kept)
{
	if (kept)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	free(kept);
	tzset();
}

static int64_t offset_at(int64_t time)
{
	time_t moment = (time_t)time;
	struct tm local;
	return localtime_r(&moment, &local) ? local.tm_gmtoff : 0;
}

/* The first moment in (low, high] at which the local date is `day` or later. */
static int64_t first_of_day(int64_t day, int64_t low, int64_t high)
{
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;
		if (middle + offset_at(middle) >= day * 86400)
			high = middle;
		else
			low = middle;
	}
	return high;
}

static int64_t start_after(int64_t day, int64_t before)
{
	int64_t usual = before + 86400, offset = offset_at(usual);
	if (usual + offset == day * 86400 && offset == offset_at(before) && offset == offset_at(usual - 1))
		return usual;
	return first_of_day(day, before - 1, before + 3 * 86400);
}

/* The moment in [start, end) from which another offset holds; an offset that changed just at the start counts. */
static int64_t change_within(int64_t start, int64_t end)
{
	int64_t offset = offset_at(start);
	if (offset_at(start - 1) != offset)
		return start;
	if (end <= start || offset_at(end - 1) == offset)
		return INT64_MAX;
	int64_t low = start, high = end - 1;
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;
		if (offset_at(middle) == offset)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static bool day_write(sqlite3_stmt *insert, int64_t day, int64_t start, int64_t end)
{
	int64_t change = change_within(start, end);
	sqlite3_bind_int64(insert, 1, day);
	sqlite3_bind_int64(insert, 2, start);
	sqlite3_bind_int64(insert, 3, offset_at(start));
	if (change == INT64_MAX) {
		sqlite3_bind_null(insert, 4);
		sqlite3_bind_null(insert, 5);
	} else {
		sqlite3_bind_int64(insert, 4, change);
		sqlite3_bind_int64(insert, 5, offset_at(change));
	}
	bool good = sqlite3_step(insert) == SQLITE_DONE;
	sqlite3_reset(insert);
	return good;
}

bool calendar_write(sqlite3 *connection, const char *name, const char *time_zone, struct error *error)
{
	if (!zone_exists(time_zone, error))
		return false;
	int64_t first = day_of_date((struct date){1989, 12, 31}), last = day_of_date((struct date){2061, 1, 1});
	sqlite3_stmt *insert;
	int code = sqlite3_prepare_v2(connection, "INSERT INTO calendar VALUES (?1, ?2, ?3, ?4, ?5)", -1, &insert, NULL);
	if (code != SQLITE_OK)
		return sqlite_error(error, connection, code, name);
	char *kept = zone_enter(time_zone);
	bool good = true;
	int64_t start = first_of_day(first, (first - 2) * 86400, (first + 2) * 86400);
	for (int64_t day = first; good && day <= last; day++) {
		int64_t next = start_after(day + 1, start);
		good = day_write(insert, day, start, next);
		start = next;
	}
	zone_leave(kept);
	sqlite3_finalize(insert);
	return good || sqlite_error(error, connection, sqlite3_extended_errcode(connection), name);
}
