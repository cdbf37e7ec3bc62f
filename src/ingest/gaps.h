/* gaps - rows derived from the time between two rows of one person on one day (waiting between calls). They are worked out
   from the database, so that a day that comes in several files ends up the same. */
#ifndef INGEST_GAPS_H
#define INGEST_GAPS_H

#include "import.h"

struct gaps;
struct gaps *gaps_new(void);
void gaps_free(struct gaps *gaps);                      /* NULL is fine */
void gaps_note(struct gaps *gaps, int64_t day);         /* a day of the file's zone that has rows */
/* After the file's last row. */
bool gaps_write(struct gaps *gaps, struct import *import, struct error *error);

#endif
