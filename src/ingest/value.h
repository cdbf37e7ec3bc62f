/* value - the text of a cell read as what its column is: checked, converted, looked up. */
#ifndef INGEST_VALUE_H
#define INGEST_VALUE_H

#include "record.h"

/* Where a value came from, for the words of a refusal. */
struct origin {
	int64_t line;
	int column;
	const char *name;
};

/* The known ones of the cells, joined; NULL where none is known. Texts live in the row arena. */
const char *cells_joined(struct import *import, const struct cell *cells, const int *slots, unsigned count, const char *join,
	struct origin *origin);
/* VERDICT_UNCHANGED when the field is good. A person's number stays text: whose it is depends on the record's day. */
enum verdict value_read(struct import *import, const struct relation_column *column, const struct column_rule *rule,
	const struct cell *cells, const char *text, const struct origin *origin, struct field *field,
	struct import_refusal *refusal, struct error *error);

#endif
