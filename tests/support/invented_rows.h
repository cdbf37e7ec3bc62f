/* invented_rows - what the invented answer holds besides figures: records, one person's page, yardsticks. */
#ifndef TEAMTOP_TESTS_INVENTED_ROWS_H
#define TEAMTOP_TESTS_INVENTED_ROWS_H

#include "teamtop/metrics.h"

void invented_records(struct answer *answer, size_t count);     /* activities of its people, newest first; at most MOST_RECORDS */
void invented_person(struct answer *answer, int index);         /* the page of people[index] */
void invented_benchmarks(struct answer *answer);
void invented_effect(struct answer *answer);             /* does AI help here */
void invented_effect_unknown(struct answer *answer, const char *why);   /* the same where nothing can be said */
void invented_estimate(struct answer *answer);         /* of leaving, with its track record; the figures of groups too */
void invented_what_if(struct answer *answer, bool anything);    /* what would be; anything false: nothing is supposed */
/* A curve for a part of the people, made of that of all. */
struct survival invented_curve(const struct answer *answer, const struct survival *whole, int number, int64_t people);

#endif
