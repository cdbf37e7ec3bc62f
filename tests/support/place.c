#include "place.h"

#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_PATHS = 256 };
static char folder[64];
static char *paths[MOST_PATHS];
static size_t path_count;

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

void place_remove(void)
{
	if (*folder)
		nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	for (size_t i = 0; i < path_count; i++)
		free(paths[i]);
	path_count = 0;
	*folder = '\0';
}

const char *place_path(const char *name)
{
	if (!*folder) {
		strcpy(folder, "/tmp/teamtop-test-XXXXXX");
		assert_non_null(mkdtemp(folder));
		atexit(place_remove);
	}
	assert_true(path_count < MOST_PATHS);
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	paths[path_count] = memory_copy(path);
	return paths[path_count++];
}

const char *place_database(const char *name, const char *time_zone)
{
	const char *path = place_path(name);
	struct error error = {0};
	unlink(path);
	if (!store_create(path, time_zone, "Test & Co", true, &error))
		fail_msg("%s", error.message);
	return path;
}

void place_run_sql(const char *path, const char *sql)
{
	sqlite3 *connection;
	char *message = NULL;
	assert_int_equal(sqlite3_open(path, &connection), SQLITE_OK);
	if (sqlite3_exec(connection, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(connection);
}

struct reader *place_reader(const char *path)
{
	struct error error = {0};
	struct reader *reader = reader_open(path, NULL, &error);
	if (!reader)
		fail_msg("%s", error.message);
	return reader;
}
