/* What the files of the effect family share: sums of people by whole week, and the week in which each began with AI. */
#ifndef TEAMTOP_METRICS_EFFECT_H
#define TEAMTOP_METRICS_EFFECT_H

#include "facts.h"

enum effect_sum {
	SUM_CUSTOMER, SUM_WORKED, SUM_RELATIONSHIP, SUM_LEARNING, SUM_IMPROVEMENT, SUM_LOGGING, TIME_SUMS,
	SUM_CASES = TIME_SUMS, SUM_BACK, SUM_HANDLE, SUM_HANDLED, SUM_CSAT, SUM_RATED, EFFECT_SUMS
};
enum { START_NEVER = INT32_MAX, HERE_DAYS = 84, LEAST_HOURS = 20, LEAST_CASES = 10 };

struct effect_facts {
	int64_t monday;                                 /* first day of week 0 */
	int weeks;                                      /* whole ones, the last ends on or before `to` */
	double *week;                                   /* [people][weeks][EFFECT_SUMS] */
	double *now, *before;                           /* [people][EFFECT_SUMS] of W and of P */
	int *start;                                     /* [people] week of the first sustained use; below 0 = before week 0 */
};

/* What an outcome is made of, and from how much on one person's value counts. */
struct outcome_rule {
	const char *key, *label;
	enum unit unit;
	bool more_is_better;
	enum source source;
	enum effect_sum above, below;
	double least_window, least_week;                /* of `below`: seconds or cases */
};
extern const struct outcome_rule OUTCOMES[OUTCOME_COUNT];

const double *effect_week(const struct effect_facts *effect, int person, int week);    /* its EFFECT_SUMS */
/* above / below; NAN under `least`. */
double effect_value(const double *sums, const struct outcome_rule *rule, double least);
void effect_note(struct facts *facts, struct effect_estimate *estimate, const char *label, int64_t count, bool left_out);
void effect_compare(struct facts *facts, enum outcome outcome, struct effect_row *row);        /* adjusted difference */
void effect_follow(struct facts *facts, enum outcome outcome, struct effect_row *row);         /* before and after */
void effect_ramp(struct facts *facts, struct ramp *ramp);
void effect_reinvest(struct facts *facts, struct reinvestment *reinvestment);

#endif
