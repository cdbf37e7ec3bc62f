/* A small team database whose figures are worked out by hand (tests/unit/metrics_figures.c), and answers from it. */
#ifndef TEAMTOP_TESTS_WORKED_H
#define TEAMTOP_TESTS_WORKED_H

#include "teamtop/metrics.h"

const char *worked_database(const char *name);         /* Asia/Jakarta, two weeks that end with 24 Nov 2026 */
void worked_run(const char *database, const char *sql);
/* An answer from the database; fails the test otherwise. The caller frees it. */
struct answer *worked_answer(const char *database, const struct scope *scope, unsigned needs);
struct scope worked_scope(const char *period);         /* now = 24 Nov 2026 19:00 in Jakarta */
int64_t worked_day(const char *date);
const struct group *worked_group(const struct answer *answer, const char *name);

#endif
