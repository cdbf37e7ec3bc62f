#include "parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool parse_integer(const char *text, int64_t *value)
{
	bool negative = *text == '-';
	uint64_t number = 0;
	if (*text == '-' || *text == '+')
		text++;
	if (!is_digit(*text))
		return false;
	for (; is_digit(*text); text++) {
		if (number > (UINT64_C(1) << 62) / 10)
			return false;
		number = number * 10 + (uint64_t)(*text - '0');
	}
	if (*text == '.' && is_digit(text[1]))          /* spreadsheets and data frames write 24.0 */
		for (text++; *text == '0'; text++)
			;
	*value = negative ? -(int64_t)number : (int64_t)number;
	return *text == '\0';
}

bool parse_real(const char *text, double *value)
{
	const char *at = text;
	int digits = 0, points = 0;
	if (*at == '-' || *at == '+')
		at++;
	for (; is_digit(*at) || *at == '.'; at++)
		*at == '.' ? points++ : digits++;
	if (*at || digits == 0 || digits > 30 || points > 1)
		return false;
	double whole = 0, scale = 1;
	bool after = false;
	for (at = text + (*text == '-' || *text == '+'); *at; at++) {   /* not strtod: its decimal point is the locale's */
		if (*at == '.')
			after = true;
		else if (after)
			whole = whole * 10 + (*at - '0'), scale *= 10;
		else
			whole = whole * 10 + (*at - '0');
	}
	*value = (*text == '-' ? -whole : whole) / scale;
	return true;
}

static bool read_clock(const char *text, int64_t *seconds)
{
	int64_t parts[3] = {0};
	int count = 0;
	for (; count < 3; count++) {
		int digits = 0;
		for (; is_digit(*text) && digits < 5; digits++)
			parts[count] = parts[count] * 10 + (*text++ - '0');
		if (digits == 0 || (count > 0 && (digits != 2 || parts[count] > 59)))
			return false;
		if (*text != ':')
			break;
		text++;
	}
	*seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
	return count == 2 && *text == '\0';             /* 5:30 could be minutes or hours: refused */
}

bool parse_duration(const char *text, enum unit_of_time unit, int64_t *seconds)
{
	double number;
	if (unit == IN_CLOCK)
		return read_clock(text, seconds);
	if (!parse_real(text, &number) || fabs(number) > 1e12)
		return false;
	*seconds = llround(unit == IN_MINUTES ? number * 60 : unit == IN_MILLISECONDS ? number / 1000 : number);
	return unit != IN_SECONDS || number == floor(number) || strchr(text, '.') != NULL;
}

struct moment {
	int64_t year, month, day, hour, minute, second;
};

static int64_t *part_of(struct moment *moment, char letter)
{
	switch (letter) {
	case 'y':
		return &moment->year;
	case 'm':
		return &moment->month;
	case 'd':
		return &moment->day;
	case 'H':
		return &moment->hour;
	case 'M':
		return &moment->minute;
	case 'S':
		return &moment->second;
	default:
		return NULL;
	}
}

/* Reads one run of a letter ("yyyy", "d"); years have as many digits as letters, runs that touch another run too. */
static bool read_run(const char **text, const char *begin, const char **pattern, struct moment *moment)
{
	bool touches = *pattern > begin && part_of(moment, (*pattern)[-1]) != NULL;
	char letter = **pattern;
	int64_t *part = part_of(moment, letter), letters = 0;
	while (**pattern == letter)
		letters++, ++*pattern;
	bool exact = letter == 'y' || touches || part_of(moment, **pattern) != NULL;
	int64_t most = exact && letters > 1 ? letters : 2, digits = 0;
	for (*part = 0; digits < most && is_digit(**text); digits++)
		*part = *part * 10 + (*(*text)++ - '0');
	if (letter == 'y' && letters == 2)
		*part += *part < 70 ? 2000 : 1900;
	return digits > 0 && (!exact || letters < 2 || digits == letters);
}

static bool read_parts(const char *text, const char *pattern, struct moment *moment)
{
	const char *begin = pattern;
	while (*pattern) {
		if (*pattern == '[' && !*text)
			return true;
		if (*pattern == '[' || *pattern == ']') {
			pattern++;
		} else if (part_of(moment, *pattern)) {
			if (!read_run(&text, begin, &pattern, moment))
				return false;
		} else if (*text++ != *pattern++) {
			return false;
		}
	}
	return *text == '\0';
}

bool parse_pattern(const char *text, const char *pattern, int64_t *local)
{
	struct moment moment = {0};
	if (!read_parts(text, pattern, &moment) || moment.month < 1 || moment.month > 12 || moment.day < 1)
		return false;
	if (moment.hour > 23 || moment.minute > 59 || moment.second > 59)
		return false;
	int64_t day = day_of_date((struct date){(int)moment.year, (int)moment.month, (int)moment.day});
	struct date back = date_of_day(day);
	*local = day * 86400 + moment.hour * 3600 + moment.minute * 60 + moment.second;
	return back.day == moment.day && back.month == moment.month;
}

bool parse_pattern_valid(const char *pattern)
{
	return strpbrk(pattern, "y") && strpbrk(pattern, "m") && strpbrk(pattern, "d");
}
