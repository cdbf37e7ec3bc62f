/* invented_rows - what the invented answer holds besides figures: records, one person's page, yardsticks. */
#ifndef TEAMTOP_TESTS_INVENTED_ROWS_H
#define TEAMTOP_TESTS_INVENTED_ROWS_H

#include "invented.h"

void invented_records(struct invented *invented, size_t count); /* activities of its people, newest first; at most MOST_RECORDS */
void invented_person(struct invented *invented, int index);     /* the page of people[index], and their place */
void invented_benchmarks(struct invented *invented);

#endif
