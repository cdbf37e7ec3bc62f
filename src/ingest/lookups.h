/* lookups - from what a file calls people, teams, kinds, tools, skills, questions and cases to their ids; creates what may
   be created. */
#ifndef INGEST_LOOKUPS_H
#define INGEST_LOOKUPS_H

#include "import.h"

struct lookups *lookups_new(struct writer *writer, const char *source, bool creates_people, bool flat_teams);
void lookups_free(struct lookups *lookups);             /* NULL is fine */
/* mark: before a row that may be taken back; forget: it was, everything is read again. */
void lookups_mark(struct lookups *lookups);
void lookups_forget(struct lookups *lookups);
void lookups_forget_person(struct lookups *lookups, const char *code);
void lookups_run(struct lookups *lookups, int64_t run_id);      /* created people carry this import */
int64_t lookups_created(const struct lookups *lookups); /* grows with each row created */
void lookups_tell(struct lookups *lookups, struct import_summary *summary);     /* "3 teams: …", and starts anew */

/* Each fills *id, or refuses with a reason (refusal->reason only), or fails. */
/* The employment of `day` (INT64_MIN = any): the one that covers it, else the latest begun by then, else the first. */
enum verdict lookup_person(struct lookups *lookups, const char *code, int64_t day, int64_t *id, struct import_refusal *refusal,
	struct error *error);
enum verdict lookup_team(struct lookups *lookups, const char *path, int64_t *id, struct import_refusal *refusal,
	struct error *error);
enum verdict lookup_other(struct lookups *lookups, enum field_type type, const char *text, int64_t *id,
	struct import_refusal *refusal, struct error *error);
/* The number a code stands for (its alias's, else itself): for rows that are people. */
enum verdict lookup_number(struct lookups *lookups, const char *code, char number[256], struct error *error);

#endif
