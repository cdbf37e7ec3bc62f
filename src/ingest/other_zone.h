/* other_zone - local wall-clock time of a time zone to UTC and back, for files whose zone is not the database's. */
#ifndef INGEST_OTHER_ZONE_H
#define INGEST_OTHER_ZONE_H

#include "teamtop/base.h"

struct other_zone;
/* The zone must exist (store.h zone_exists). While it is open the process's TZ is this zone: one at a time, one thread. */
struct other_zone *other_zone_open(const char *name);
void other_zone_close(struct other_zone *zone);                     /* puts TZ back; NULL is fine */
/* Twice-told hours are the first of both; hours that are skipped lie after the gap. */
int64_t other_zone_time(struct other_zone *zone, int64_t local);
int64_t other_zone_day(struct other_zone *zone, int64_t time);

#endif
