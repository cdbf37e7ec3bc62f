/* row - one row of a file, all its records written or none, and counted as exactly one of written, unchanged, skipped,
   refused. */
#ifndef INGEST_ROW_H
#define INGEST_ROW_H

#include "gaps.h"
#include "import.h"

struct rows;
struct rows *rows_new(struct import *import, struct gaps *gaps, struct error *error);
void rows_free(struct rows *rows);                      /* NULL is fine */
/* skipped_by: the rule that sets the row aside, or NULL. false: the import cannot go on. */
bool rows_take(struct rows *rows, const struct cell *cells, int64_t line, const char *skipped_by, struct error *error);
/* Rows that were in the way of each other (an open stay before its end was read) are tried again. */
bool rows_finish(struct rows *rows, struct error *error);
void rows_refuse(struct rows *rows, const struct import_refusal *refusal);
void rows_skip(struct rows *rows, const char *rule, int64_t count);

#endif
