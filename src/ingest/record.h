/* record - one row for one relation: the cells of a file's row read by a rule, with every value checked. */
#ifndef INGEST_RECORD_H
#define INGEST_RECORD_H

#include "import.h"

struct field {
	bool present;                                   /* the file or the mapping says something about it */
	bool null;
	int64_t integer;                                /* numbers, ids, times, days */
	double real;
	const char *text;                               /* texts, and dates as they go into the database */
};

struct record {
	const struct relation *relation;
	struct field fields[MOST_FIELDS];               /* as the relation's columns */
	int64_t line;
};

bool conditions_hold(const struct condition *where, unsigned count, const struct cell *cells);
/* VERDICT_UNCHANGED when the record is good. Texts live in the import's row arena. */
enum verdict record_make(struct import *import, const struct output_rule *output, const struct cell *cells, int64_t line,
	struct record *record, struct import_refusal *refusal, struct error *error);

#endif
