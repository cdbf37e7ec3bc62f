#include "teamtop/screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define UNKNOWN "–"                                     /* never 0 */
#define MINUS "−"

/* The digits of a number with a comma between thousands; `digits` may end in a fraction. */
static const char *grouped(struct arena *arena, bool negative, const char *digits)
{
	size_t whole = strcspn(digits, "."), length = strlen(digits);
	char *out = arena_alloc(arena, length + whole / 3 + sizeof MINUS), *end = out;
	if (negative)
		end = stpcpy(end, MINUS);
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			*end++ = ',';
		*end++ = digits[i];
	}
	return out;
}

const char *format_count(struct arena *arena, int64_t count)
{
	char digits[24];
	snprintf(digits, sizeof digits, "%llu", count < 0 ? 0ULL - (unsigned long long)count : (unsigned long long)count);
	return grouped(arena, count < 0, digits);
}

const char *format_decimal(struct arena *arena, double value, int decimals)
{
	if (!isfinite(value) || fabs(value) > 1e15)
		return UNKNOWN;
	char digits[64];
	snprintf(digits, sizeof digits, "%.*f", decimals < 0 ? 0 : decimals > 9 ? 9 : decimals, fabs(value));
	bool zero = strspn(digits, "0.") == strlen(digits);
	return grouped(arena, value < 0 && !zero, digits);
}

const char *format_hours(struct arena *arena, double seconds)
{
	double hours = seconds / 3600;
	return format_decimal(arena, hours, fabs(hours) < 9.95 && hours != 0 ? 1 : 0);
}

const char *format_age(struct arena *arena, int64_t seconds)
{
	const char *in = seconds < 0 ? "in " : "";
	uint64_t age = seconds < 0 ? 0 - (uint64_t)seconds : (uint64_t)seconds;
	if (age < 60)
		return arena_print(arena, "%s< 1 min", in);
	if (age < 3600)
		return arena_print(arena, "%s%d min", in, (int)(age / 60));
	if (age < 48 * 3600)
		return arena_print(arena, "%s%d h", in, (int)(age / 3600));
	if (age <= 730 * (uint64_t)86400)
		return arena_print(arena, "%s%s d", in, format_count(arena, (int64_t)(age / 86400)));
	double years = (double)age / (365.25 * 86400);
	return arena_print(arena, "%s%s yr", in, format_decimal(arena, years, years < 9.95 ? 1 : 0));
}

const char *format_percent(struct arena *arena, double share)
{
	return format_decimal(arena, share * 100, 0);
}
