/* parse - a cell's text read as a number, a day, a time or a length of time. Refuses what could mean two things. */
#ifndef INGEST_PARSE_H
#define INGEST_PARSE_H

#include "teamtop/base.h"

enum unit_of_time { IN_SECONDS, IN_MINUTES, IN_MILLISECONDS, IN_CLOCK };        /* clock: h:mm:ss */

bool parse_integer(const char *text, int64_t *value);   /* digits, a sign, ".0" at the end; nothing else */
bool parse_real(const char *text, double *value);       /* 38.5; no exponent, no comma, no "inf" */
bool parse_duration(const char *text, enum unit_of_time unit, int64_t *seconds);        /* rounded to seconds */
/* A date, or date and time, written as the pattern says: yyyy yy m mm d dd H HH M MM S SS, other letters as they stand,
   [ ] around what may be missing. m and mm take one or two digits; yy: 70-99 = 1970-1999. Local seconds since 1970. */
bool parse_pattern(const char *text, const char *pattern, int64_t *local);
bool parse_pattern_valid(const char *pattern);

#endif
