/* bind - a mapping's column names found in the header of the file at hand. */
#ifndef INGEST_BIND_H
#define INGEST_BIND_H

#include "csv_reader.h"
#include "mapping.h"

#include "teamtop/ingest.h"

struct cell {
	const char *text;                               /* NULL = not known */
	int64_t line;
};

struct slot {                                           /* a column that the mapping names */
	const char *name;                               /* as the mapping writes it, without the ? of an optional one */
	const char *key;                                /* without case, blanks, _ and - */
	int column;                                     /* in the file, from 0; -1 = not there; -2 = made by grouping */
};

struct binding {
	struct arena *arena;
	struct slot *slots;
	int count, size;
	int width;                                      /* columns of the file */
	bool *disabled;                                 /* an output rule whose own column is not in the file */
};

/* Fills the …slot fields of the mapping. false and a message when columns are missing or stand twice. Columns of the file
   that are not used are told in the summary's notes. */
bool binding_make(struct binding *binding, struct mapping *mapping, const struct csv_row *header, const char *file,
	struct import_summary *summary, struct error *error);
void binding_free(struct binding *binding);
bool binding_has(const struct binding *binding, const int *slots, char *const *names, unsigned count);
bool binding_gives(const struct binding *binding, const struct column_rule *rule);

/* Words from export tools around a name do not matter: ssot__HandleTime__c = handle_time = "Handle Time". */
char *header_key(struct arena *arena, const char *name);
void summary_note(struct import_summary *summary, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
