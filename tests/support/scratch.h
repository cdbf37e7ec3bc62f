/* Memory of a group of tests, given back at its end. */
#ifndef TEAMTOP_TESTS_SCRATCH_H
#define TEAMTOP_TESTS_SCRATCH_H

#include "teamtop/base.h"

extern struct arena *scratch;                           /* between scratch_open and scratch_close, setup and teardown */
int scratch_open(void **state);
int scratch_close(void **state);

#endif
