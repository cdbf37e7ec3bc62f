/* Reference results that lie outside of the repository: found through $TEAMTOP_SHARED, else in ../shared. */
#ifndef TEAMTOP_TEST_REFERENCE_H
#define TEAMTOP_TEST_REFERENCE_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* NULL where there is none: then the caller skips, and this has said so on stdout. The caller decrefs / closes. */
json_t *reference_json(const char *name);
FILE *reference_file(const char *name);
/* Numbers below an object or array: 0 entries where there is no such array. The caller frees. */
double *reference_numbers(const json_t *array, size_t *count);
double reference_number(const json_t *object, const char *key);         /* NAN where it is null or missing */
/* Equal up to `relative` of the larger one (and 1e-12). */
bool reference_close(double a, double b, double relative);

#endif
