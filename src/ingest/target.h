/* target - records written into their relation: what is there already is compared, so that nothing is written twice. */
#ifndef INGEST_TARGET_H
#define INGEST_TARGET_H

#include "record.h"

/* For one output rule and one file; statements are the writer's. NULL and an error when a relation is not as it should be. */
struct target *target_new(struct import *import, const struct output_rule *output, struct error *error);
void target_free(struct target *target);                /* NULL is fine */
enum verdict target_write(struct target *target, struct record *record, struct import_refusal *refusal, struct error *error);
void target_mark(struct target *target);                /* before a row that may be taken back; NULL is fine … */
void target_back(struct target *target);                /* … and when it was */
const char *target_relation(const struct target *target);
int64_t target_inserted(const struct target *target);
int64_t target_updated(const struct target *target);

#endif
