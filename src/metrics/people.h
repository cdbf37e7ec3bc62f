/* people - how persons are named in rows, and what a row of a person holds. */
#ifndef TEAMTOP_METRICS_PEOPLE_H
#define TEAMTOP_METRICS_PEOPLE_H

#include "facts.h"

/* Name, else employee number, else "person 12": cleaned, in keep; made once for each person. */
const char *people_label(struct facts *facts, int person);
/* A row of one person; `own` = time of all teams, else only what counts for the scope. */
struct person_row people_row(struct facts *facts, int person, bool own);

#endif
