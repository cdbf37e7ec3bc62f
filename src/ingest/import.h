/* import - what one run of the importer carries along. */
#ifndef INGEST_IMPORT_H
#define INGEST_IMPORT_H

#include "bind.h"
#include "mapping.h"
#include "other_zone.h"
#include "relations.h"
#include "text_map.h"

#include "teamtop/ingest.h"
#include "teamtop/store.h"

enum verdict {
	VERDICT_UNCHANGED, VERDICT_TWICE /* the file says it twice */, VERDICT_WRITTEN,
	VERDICT_REFUSED,                                /* the row: refusal says why */
	VERDICT_FAILED                                  /* the import: error says why */
};

struct lookups;
struct target;

struct import {
	const struct import_options *options;
	struct writer *writer;
	struct mapping *mapping;
	char preset[64];
	char source[64];
	bool creates_people, flat_teams, bulk;
	struct other_zone *zone;                        /* NULL = the database's */
	struct lookups *lookups;
	struct arena *row_arena;                        /* cleared before each row */
	/* of the file at hand */
	struct import_summary *summary;
	const char *file;
	struct binding binding;
	struct target **targets;                        /* one an output rule */
	struct text_map *numbered;                      /* how often an `or` text came up */
	int64_t run_id;
	int64_t changes;                                /* rows inserted, updated or deleted, of any relation */
};

/* "13,600" */
struct number_words { char text[32]; };
struct number_words words_of(int64_t number);
/* UTC of a wall-clock time in the file's zone, and back to its day there. */
int64_t import_time(struct import *import, int64_t local);
int64_t import_day(struct import *import, int64_t time);
/* Fills the refusal and returns VERDICT_REFUSED. Cells shown in reasons are cut. */
enum verdict refuse(struct import_refusal *refusal, int64_t line, int column, const char *name, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* What became of a statement that failed: a constraint refuses the row, anything else ends the import. */
enum verdict verdict_of(const struct error *error, struct import_refusal *refusal);

#endif
