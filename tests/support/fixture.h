/* A small team database on disk, made through the store as anybody would, and opened for questions. */
#ifndef TEAMTOP_TEST_FIXTURE_H
#define TEAMTOP_TEST_FIXTURE_H

#include "teamtop/metrics.h"
#include "teamtop/store.h"

struct fixture {
	char folder[64], path[96];
	struct reader *reader;
	struct asker asker;
	struct scope scope;                             /* today at noon, 28 days, all teams */
};
/* Zone Asia/Jakarta (7 hours ahead of UTC, no summer time). Aborts with a message when the SQL is wrong. */
void fixture_open(struct fixture *fixture, const char *sql, const char *today);
void fixture_write(struct fixture *fixture, const char *sql);   /* more rows; the next answer sees them */
struct answer *fixture_answer(struct fixture *fixture, unsigned needs, const struct record_filter *filter);
void fixture_close(struct fixture *fixture);
int64_t fixture_day(const char *text);

#endif
