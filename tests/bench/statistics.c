/* `make bench-statistics`: what statistics.md 10 asks for, on arrays. SAMPLES=1000 is the full run; the default takes under a
   minute, and each line says how many samples it had. Seeds 1..N. */
#include "statistics.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FEW_SAMPLES = 200, FULL_SAMPLES = 1000 };

static uint64_t next(struct luck *luck)
{
	uint64_t x = luck->state += 0x9E3779B97F4A7C15u;
	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return x ^ (x >> 31);
}

struct luck luck_of(uint64_t seed, uint64_t purpose)
{
	struct luck luck = {.state = seed * 1000003u + purpose};
	luck.state = next(&luck);
	return luck;
}

double luck_share(struct luck *luck)
{
	return ((double)(next(luck) >> 11) + 0.5) / 9007199254740992.0;
}

bool luck_chance(struct luck *luck, double probability)
{
	return luck_share(luck) < probability;
}

double luck_normal(struct luck *luck)
{
	return gsl_cdf_ugaussian_Pinv(luck_share(luck));
}

double luck_gamma(struct luck *luck, double shape)
{
	return gsl_cdf_gamma_Pinv(luck_share(luck), shape, 1);
}

void tally_add(struct tally *tally, bool hit)
{
	tally->hits += hit;
	tally->samples++;
}

/* How much further than at 1,000 samples three standard errors reach, in per cent. */
static double room(double limit, size_t samples)
{
	double share = fmin(fmax(limit / 100, 0.01), 0.99), spread = 300 * sqrt(share * (1 - share));
	return fmax(0, spread / sqrt((double)samples) - spread / sqrt(FULL_SAMPLES));
}

bool tally_print(const struct tally *tally)
{
	if (!tally->samples) {
		printf("  %-58s no sample\n", tally->name);
		return true;
	}
	double share = 100 * (double)tally->hits / (double)tally->samples;
	bool told = tally->low == 0 && tally->high == 0;
	bool good = told || (share >= tally->low - room(tally->low, tally->samples) && share <= tally->high + room(tally->high, tally->samples));
	printf("  %-58s %5.1f %%  of %6zu", tally->name, share, tally->samples);
	if (told)
		printf("\n");
	else
		printf("  (%.0f-%.0f)  %s\n", tally->low, tally->high, good ? "ok" : "OUTSIDE");
	fflush(stdout);
	return good;
}

/* 1,000 people x 36 months with 15 columns: the size that must not take longer than R's glm. */
static void time_of_a_fit(void)
{
	enum { ROWS = 36000, COLUMNS = 15 };
	double *x = memory_new(ROWS * COLUMNS * sizeof *x), *y = memory_new(ROWS * sizeof *y);
	struct luck luck = luck_of(1, 1);
	for (size_t i = 0; i < ROWS * COLUMNS; i++)
		x[i] = luck_normal(&luck);
	for (size_t i = 0; i < ROWS; i++)
		y[i] = luck_chance(&luck, 0.01);
	struct arena *arena = arena_new();
	struct timespec before, after;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	struct hazard_fit fit = hazard_fit(arena, x, y, NULL, ROWS, COLUMNS, 1);
	enum hazard_shape shape = hazard_shape(x, y, NULL, ROWS, COLUMNS, NULL);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	printf("fit of %d rows x %d columns and the look for separation: %.0f ms of CPU%s\n", ROWS, COLUMNS,
		1e3 * (double)(after.tv_sec - before.tv_sec) + 1e-6 * (double)(after.tv_nsec - before.tv_nsec),
		fit.state.cause == MODEL_KNOWN && shape == HAZARD_REGULAR ? "" : " - NOT KNOWN");
	arena_free(arena);
	free(x), free(y);
}

int main(int count, char **argument)
{
	static const struct { const char *name; bool (*run)(size_t); } benches[] = {
		{"odds ratios", bench_odds_ratios}, {"expected leavers", bench_expected_leavers}, {"backtest", bench_backtest},
		{"notice", bench_notice}, {"survival", bench_survival}, {"event study", bench_event_study},
		{"adjusted difference", bench_adjusted}, {"attention", bench_attention},
	};
	const char *asked = getenv("SAMPLES");
	long number = asked && *asked ? strtol(asked, NULL, 10) : FEW_SAMPLES;
	size_t samples = number > 0 ? (size_t)number : FEW_SAMPLES;
	printf("%zu samples (SAMPLES=1000 for the full run), seeds 1..%zu; in brackets what must come out\n", samples, samples);
	time_of_a_fit();
	size_t passed = 0, failed = 0;
	for (size_t i = 0; i < COUNT_OF(benches); i++) {
		if (count > 1 && !strstr(benches[i].name, argument[1]))
			continue;
		printf("%s\n", benches[i].name);
		bool good = benches[i].run(samples);
		passed += good, failed += !good;
	}
	printf("%zu passed, %zu failed\n", passed, failed);
	return failed != 0;
}
