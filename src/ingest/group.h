/* group - several rows of a file that are one row of the database: the last row wins, but for columns whose last known or
   first fitting cell stands. Holds the cells the mapping names, once a group. */
#ifndef INGEST_GROUP_H
#define INGEST_GROUP_H

#include "bind.h"

struct groups;
struct groups *groups_new(const struct grouping *rule, const struct binding *binding);
void groups_free(struct groups *groups);                /* NULL is fine */
/* False where the key is not known. */
bool groups_add(struct groups *groups, const struct cell *cells, int64_t line);
size_t groups_count(const struct groups *groups);
/* The cells of a group, in order of first appearance; *line of its last row, *rows how many it had. */
const struct cell *groups_cells(const struct groups *groups, size_t at, int64_t *line, int64_t *rows);

#endif
