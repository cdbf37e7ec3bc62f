/* Planted truths for the maths of src/risk: worlds from a seed, and how often an interval holds what was planted. */
#ifndef TEAMTOP_BENCH_STATISTICS_H
#define TEAMTOP_BENCH_STATISTICS_H

#include "teamtop/model.h"

struct luck { uint64_t state; };
struct luck luck_of(uint64_t seed, uint64_t purpose);
double luck_share(struct luck *luck);                   /* 0 < x < 1 */
bool luck_chance(struct luck *luck, double probability);
double luck_normal(struct luck *luck);
double luck_gamma(struct luck *luck, double shape);     /* scale 1 */

/* A share of hits that must lie in low..high per cent at 1,000 samples; fewer samples get the room of three standard
   errors more. low and high both 0: only told. */
struct tally { const char *name; double low, high; size_t hits, samples; };
void tally_add(struct tally *tally, bool hit);
/* Prints one line; false when the share lies outside. */
bool tally_print(const struct tally *tally);

/* Each runs `samples` seeds and prints its lines; false when one lies outside. */
bool bench_odds_ratios(size_t samples);
bool bench_expected_leavers(size_t samples);
bool bench_backtest(size_t samples);
bool bench_notice(size_t samples);
bool bench_survival(size_t samples);
bool bench_event_study(size_t samples);
bool bench_adjusted(size_t samples);
bool bench_attention(size_t samples);

#endif
