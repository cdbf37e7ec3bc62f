/* lookups_inside - what lookups.c and lookups_named.c share. */
#ifndef INGEST_LOOKUPS_INSIDE_H
#define INGEST_LOOKUPS_INSIDE_H

#include "lookups.h"

enum created_kind { CREATED_PEOPLE, CREATED_TEAMS, CREATED_TOOLS, CREATED_SKILLS, CREATED_QUESTIONS, CREATED_KINDS };

struct employment {
	int64_t person_id, from, to;                    /* local days; open ends are far away */
	int64_t next;                                   /* index + 1 of the next employment of the same number, 0 = none */
};

struct created {
	int64_t count;
	char names[120];                                /* the first few */
};

enum query_id {
	ALIAS_NUMBER, EMPLOYMENTS, NUMBER_TAKEN, OTHERS_ALIAS, ADD_PERSON, ADD_ALIAS, TEAM_ALIAS, TEAM_BELOW, TEAM_ANYWHERE,
	ADD_TEAM, ADD_TEAM_ALIAS, FIND_KIND, FIND_TOOL, ADD_TOOL, FIND_SKILL, ADD_SKILL, FIND_QUESTION, ADD_QUESTION, CASE_SOURCES,
	FIND_CASE, QUERY_COUNT
};

struct lookups {
	struct writer *writer;
	char source[64];
	bool creates_people, flat_teams;
	int64_t run_id, created_total;
	struct text_map *people, *teams, *others[5];    /* others: kind, tool, skill, question, case */
	struct employment *employments;
	size_t employment_count, employment_size;
	struct created created[CREATED_KINDS], marked[CREATED_KINDS];
	int64_t marked_total;
	struct statement *queries[QUERY_COUNT];         /* prepared at first use */
};

/* Prepares and binds: letters of `types` are i and t. NULL and an error when it cannot be prepared. */
struct statement *lookups_ask(struct lookups *lookups, enum query_id id, struct error *error, const char *types, ...);
/* 1 a row whose first column is *value, 0 none, -1 failed. */
int lookups_ask_integer(struct statement *statement, int64_t *value, struct error *error);
bool lookups_step(struct statement *statement, struct error *error);    /* a write; NULL is false */
void lookups_note_created(struct lookups *lookups, enum created_kind kind, const char *name);

#endif
