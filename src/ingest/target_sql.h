/* target_sql - a target's inside: which columns it writes, and the statements made for them. */
#ifndef INGEST_TARGET_SQL_H
#define INGEST_TARGET_SQL_H

#include "target.h"

struct target {
	struct import *import;
	const struct relation *relation;
	bool given[MOST_FIELDS];                        /* columns about which the file says something */
	bool by_id;                                     /* rows are found by id, else by the key columns */
	struct statement *select, *insert, *update, *find, *find_other, *find_team;
	int64_t inserted, updated, marked_inserted, marked_updated;
	struct text_map *anonymous;                     /* survey answers without a person: how many of a kind are there, + 1 */
	int64_t tool_id;                                /* the tool whose access list is known to be there or not */
	bool tool_listed;
};

bool target_is_key(const struct target *target, int column);
bool target_is_compared(const struct target *target, int column);       /* given by the file, and no key */
bool target_prepare(struct target *target, struct error *error);

#endif
