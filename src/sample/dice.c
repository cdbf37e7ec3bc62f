#include "dice.h"

#include <math.h>

/* splitmix64: Steele, Lea and Flood 2014, constants of Vigna. */
static uint64_t mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
	return x ^ (x >> 31);
}

static uint64_t next(struct dice *dice)
{
	dice->state += 0x9e3779b97f4a7c15U;
	return mix(dice->state);
}

struct dice dice_of(int64_t seed, enum purpose purpose, int64_t a, int64_t b)
{
	uint64_t state = mix((uint64_t)seed + 0x9e3779b97f4a7c15U);
	state = mix(state ^ ((uint64_t)purpose * 0xd1342543de82ef95U));
	state = mix(state + (uint64_t)a * 0x2545f4914f6cdd1dU);
	state = mix(state ^ ((uint64_t)b * 0x9e6c63d0876a9a47U));
	return (struct dice){state};
}

double dice_share(struct dice *dice)
{
	return (double)(next(dice) >> 11) * 0x1p-53;
}

bool dice_chance(struct dice *dice, double probability)
{
	return dice_share(dice) < probability;
}

int dice_below(struct dice *dice, int count)
{
	return (int)(dice_share(dice) * count);
}

double dice_between(struct dice *dice, double least, double most)
{
	return least + (most - least) * dice_share(dice);
}

/* Marsaglia's polar method. */
double dice_normal(struct dice *dice)
{
	double x, y, square;
	do {
		x = 2 * dice_share(dice) - 1;
		y = 2 * dice_share(dice) - 1;
		square = x * x + y * y;
	} while (square >= 1 || square == 0);
	return x * sqrt(-2 * same_log(square) / square);
}

double dice_exponential(struct dice *dice)
{
	return -same_log(1 - dice_share(dice));
}

/* Marsaglia and Tsang 2000; a shape below 1 is lifted by one. */
double dice_gamma(struct dice *dice, double shape)
{
	if (shape < 1)
		return dice_gamma(dice, shape + 1) * same_exp(same_log(1 - dice_share(dice)) / shape);
	double d = shape - 1.0 / 3, c = 1 / sqrt(9 * d);
	for (;;) {
		double x = dice_normal(dice), v = 1 + c * x;
		if (v <= 0)
			continue;
		v = v * v * v;
		if (same_log(1 - dice_share(dice)) < 0.5 * x * x + d - d * v + d * same_log(v))
			return d * v;
	}
}

/* e^x = 2^n e^r with |r| <= ln 2 / 2; Taylor's series. ldexp, frexp and floor are exact. */
double same_exp(double x)
{
	const double ln2 = 0.69314718055994530942;
	if (x < -700)
		return 0;
	double n = floor(x / ln2 + 0.5), r = x - n * ln2, term = 1, sum = 1;
	for (int i = 1; i <= 16; i++) {
		term = term * r / i;
		sum += term;
	}
	return ldexp(sum, (int)n);
}

/* ln x = n ln 2 + 2 atanh((m - 1) / (m + 1)), m in [0.7, 1.42). */
double same_log(double x)
{
	const double ln2 = 0.69314718055994530942;
	int n;
	double m = frexp(x, &n);
	if (m < 0.70710678118654752440) {
		m *= 2;
		n--;
	}
	double s = (m - 1) / (m + 1), square = s * s, term = s, sum = 0;
	for (int i = 1; i <= 21; i += 2) {
		sum += term / i;
		term *= square;
	}
	return n * ln2 + 2 * sum;
}
