/* A folder of its own for a test's files, removed at the end; a team database in it. */
#ifndef TEAMTOP_TESTS_PLACE_H
#define TEAMTOP_TESTS_PLACE_H

#include <stddef.h>

/* Makes the folder at the first call; the path is valid for the run. */
const char *place_path(const char *name);
void place_remove(void);
/* A fresh database made by store_create; fails the test otherwise. */
const char *place_database(const char *name, const char *time_zone);

#endif
