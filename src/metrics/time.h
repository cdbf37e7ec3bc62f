/* What the files of the customer time family share. */
#ifndef TEAMTOP_METRICS_TIME_H
#define TEAMTOP_METRICS_TIME_H

#include "facts.h"

struct time_facts {
	struct tallies *tallies;                        /* enum time_sum, of P and W */
	struct day_bits worked;                         /* days of P and W with work */
	struct window covered;                          /* W without today; empty when W is today alone */
	struct table *ledger, ledger_person, days;
	int ledger_count;
	struct table calendar;                          /* calendar of W and the day after */
	struct request *heat;                           /* one a day of W */
};

bool heat_ask(struct facts *facts, const struct asker *asker, struct error *error);
void heat_fold(struct facts *facts, struct answer *answer);
void ledger_fold(struct facts *facts, struct answer *answer);

#endif
