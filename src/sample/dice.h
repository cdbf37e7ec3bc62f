/* Random numbers that are the same on any machine. A stream is keyed by what it is for, so a person's day can be drawn
   again alone: the sample and its live continuation draw the same. Only + - * / and sqrt of IEEE doubles are used, which
   round alike everywhere; the logarithms of C libraries differ in the last bit, and one bit can hire another person. */
#ifndef TEAMTOP_SAMPLE_DICE_H
#define TEAMTOP_SAMPLE_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice { uint64_t state; };

enum purpose {
	DICE_FIRST_TENURE, DICE_PERSON, DICE_LEAVING, DICE_OTHER_LEAVING, DICE_REFILL, DICE_SWING, DICE_TEAM_MONTH, DICE_AI_START,
	DICE_AI_WEEK, DICE_AWAY, DICE_WORK_WEEK, DICE_GAIN, DICE_FIRST_SKILLS, DICE_REVIEW, DICE_DAY, DICE_AGENT, DICE_SURVEY,
	DICE_NAMES, DICE_PROMOTION
};

struct dice dice_of(int64_t seed, enum purpose purpose, int64_t a, int64_t b);
double dice_share(struct dice *dice);                   /* 0 <= x < 1 */
bool dice_chance(struct dice *dice, double probability);
int dice_below(struct dice *dice, int count);           /* 0 … count - 1 */
double dice_between(struct dice *dice, double least, double most);
double dice_normal(struct dice *dice);                  /* mean 0, sd 1 */
double dice_gamma(struct dice *dice, double shape);     /* scale 1 */
double dice_exponential(struct dice *dice);             /* mean 1 */
double same_exp(double x);                              /* e^x and ln x within 1e-13, the same bits everywhere */
double same_log(double x);

#endif
