/* mapping - what a preset says: which columns of a file mean what, by which rules. Read from YAML; presets.c finds them.
   presets/README.md explains the language. Fields named …slot are filled by bind.c for the file at hand. */
#ifndef INGEST_MAPPING_H
#define INGEST_MAPPING_H

#include "teamtop/base.h"

enum { MOST_JOINED = 6 };

struct condition {                                      /* all that are given must hold */
	char *column;
	char **is;                                      /* one of these words */
	unsigned is_count;
	char **is_not;
	unsigned is_not_count;
	bool zero;                                      /* a number that is 0, or not known */
	bool more_than_zero;
	bool unknown, known;
	int slot;
};

struct skip_rule {                                      /* rows set aside, counted by name; the first that fits */
	char *name;
	struct condition *where;
	unsigned where_count;
};

struct first_rule {                                     /* the cell of the first row in which `left` leaves the words */
	char *name, *column, *left;
	char **words;
	unsigned words_count;
	int slot, column_slot, left_slot;
};

struct grouping {                                       /* several rows of the file are one; the last row wins */
	char **by;
	unsigned by_count;
	char *name;                                     /* what the earlier rows are called in the summary */
	char **known;                                   /* columns whose last known cell stands */
	unsigned known_count;
	struct first_rule *first;
	unsigned first_count;
	int by_slot[MOST_JOINED];
};

struct word_rule { char *from, *is; };

struct column_rule {
	char *to;                                       /* of the relation */
	char **from;                                    /* columns of the file, joined */
	unsigned from_count;
	char **or_from;                                 /* where those are missing or empty */
	unsigned or_from_count;
	bool numbered;                                  /* the same `or` text again gets #2, #3 … */
	char *join, *suffix;                            /* between and after the joined cells; default a blank, nothing */
	char *value;                                    /* a constant instead */
	char *format;                                   /* of dates and times (parse.h); default ISO 8601 */
	char **not_before;                              /* columns of another time; earlier than it means the day after */
	unsigned not_before_count;
	char *unit;                                     /* s, min, ms, h:mm:ss */
	struct word_rule *words;
	unsigned words_count;
	int from_slot[MOST_JOINED], or_slot[MOST_JOINED], not_before_slot[MOST_JOINED];
};

struct output_rule {
	char *into;                                     /* relation */
	struct condition *where;
	unsigned where_count;
	bool skipped_too;                               /* also for rows that a skip rule sets aside */
	struct column_rule *columns;
	unsigned columns_count;
};

struct gap_rule {                                       /* time between two rows of one person on one day, as a row */
	char *between, *kind;                           /* activity kinds */
	int64_t at_least, at_most;                      /* seconds */
};

struct mapping {
	char *title;
	char **aliases;
	unsigned aliases_count;
	char *zone;                                     /* of times without an offset; default the database's */
	char **empty;                                   /* words that mean "not known" */
	unsigned empty_count;
	char *people, *teams;                           /* "create" or "refuse" unknown people; "flat": a team is a name, no path */
	char **notes;                                   /* for the summary */
	unsigned notes_count;
	struct skip_rule *skip;
	unsigned skip_count;
	struct grouping *group;
	struct output_rule *rows;
	unsigned rows_count;
	struct gap_rule *gaps;
	unsigned gaps_count;
};

/* NULL and a message (name, line, what) when it is none. The caller frees with mapping_free. */
struct mapping *mapping_parse(const char *name, const char *yaml, size_t length, struct error *error);
void mapping_free(struct mapping *mapping);             /* NULL is fine */

/* By preset name or alias, built in or in the user's data folder; or a file of the user's own. *name receives the
   preset's own name (at most 63 bytes). */
struct mapping *mapping_find(const char *preset, const char *file, char name[64], struct error *error);

#endif
