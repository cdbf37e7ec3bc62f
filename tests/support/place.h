/* A folder of its own for a test's files, removed at the end; a team database in it. */
#ifndef TEAMTOP_TESTS_PLACE_H
#define TEAMTOP_TESTS_PLACE_H

#include <stddef.h>

struct reader;

/* Makes the folder at the first call; the path is valid for the run. */
const char *place_path(const char *name);
void place_remove(void);
/* A fresh database made by store_create; fails the test otherwise. */
const char *place_database(const char *name, const char *time_zone);
/* As the sqlite3 shell would: another program's change, past the store. Fails the test where SQLite refuses. */
void place_run_sql(const char *path, const char *sql);
struct reader *place_reader(const char *path);          /* opened; fails the test otherwise */

#endif
