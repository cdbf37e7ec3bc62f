/* relations - what can be imported into: each relation with its columns as a file names them, their types, its key. */
#ifndef INGEST_RELATIONS_H
#define INGEST_RELATIONS_H

#include "teamtop/base.h"

enum { MOST_FIELDS = 20 };

enum field_type {
	FIELD_TEXT, FIELD_WORD /* one of `words` */, FIELD_INTEGER, FIELD_REAL, FIELD_SECONDS, FIELD_DAY /* ISO date */,
	FIELD_TIME, FIELD_PERSON, FIELD_TEAM, FIELD_KIND, FIELD_TOOL, FIELD_SKILL, FIELD_QUESTION, FIELD_CASE, FIELD_FLAG,
	FIELD_SOURCE /* the import's source, never from the file */
};

struct relation_column {
	const char *name;                               /* in mappings and neutral files: employee_no */
	const char *column;                             /* in the database: person_id */
	enum field_type type;
	bool needed;                                    /* null is refused */
	bool key;
	bool keep;                                      /* null leaves what the database has */
	int64_t low, high;                              /* of integers */
	const char *words;                              /* "voluntary|involuntary|other" */
	const char *otherwise;                          /* where the mapping or the cell has nothing: of new rows only */
};

enum relation_kind { KIND_PLAIN, KIND_PERSON, KIND_TEAM, KIND_ACCESS, KIND_SURVEY };

struct relation {
	const char *name;                               /* also the table's */
	enum relation_kind kind;                        /* how an existing row is found: PLAIN by its key */
	bool totals;                                    /* rows feed daily totals: written in bulk */
	bool has_import;
	const char *moment;                             /* column of the time whose day's totals change */
	const char *from, *to;                          /* columns in order of time: to is never before from */
	const char *day_of_person;                      /* column whose day picks among a person's employments */
	struct relation_column columns[MOST_FIELDS];    /* ends with a NULL name */
};

const struct relation *relation_find(const char *name); /* NULL = none */
int relation_column(const struct relation *relation, const char *name);         /* -1 = none */

#endif
