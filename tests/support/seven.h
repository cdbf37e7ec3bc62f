/* Seven people in three teams, small enough to work every figure out by hand; read as of 30 June 2026. */
#ifndef TEAMTOP_TEST_SEVEN_H
#define TEAMTOP_TEST_SEVEN_H

#include "fixture.h"

extern const char SEVEN[];
extern struct fixture seven;                            /* between seven_open and seven_close, a group's setup and teardown */
int seven_open(void **state);
int seven_close(void **state);
/* Fails the test where there is none of that name. */
const struct group *group_named(const struct answer *answer, const char *name);
const struct figure *figure_in(const struct answer *answer, const char *group, enum figure_id id);

#endif
