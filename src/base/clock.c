#include "teamtop/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static bool environment_ignored;

/* Days from civil and back: Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms", proleptic Gregorian. */
int64_t day_of_date(struct date date)
{
	int64_t year = date.month <= 2 ? date.year - 1 : date.year;
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t in_era = year - era * 400;
	int64_t in_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
	return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468;
}

struct date date_of_day(int64_t day)
{
	day += 719468;
	int64_t era = (day >= 0 ? day : day - 146096) / 146097;
	int64_t in_era = day - era * 146097;
	int64_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * in_year + 2) / 153;
	struct date date = {.day = (int)(in_year - (153 * month + 2) / 5 + 1), .month = (int)(month < 10 ? month + 3 : month - 9)};
	date.year = (int)(year + era * 400 + (date.month <= 2));
	return date;
}

int day_weekday(int64_t day)
{
	return (int)(((day + 3) % 7 + 7) % 7);          /* 1970-01-01 was a Thursday */
}

static bool digits(const char **text, int count, int *value)
{
	*value = 0;
	for (int i = 0; i < count; i++, (*text)++) {
		if (**text < '0' || **text > '9')
			return false;
		*value = *value * 10 + (**text - '0');
	}
	return true;
}

static bool date_at(const char **text, int64_t *day)
{
	struct date date;
	if (!digits(text, 4, &date.year) || *(*text)++ != '-' || !digits(text, 2, &date.month) || *(*text)++ != '-' ||
	    !digits(text, 2, &date.day))
		return false;
	if (date.month < 1 || date.month > 12 || date.day < 1)
		return false;
	*day = day_of_date(date);
	struct date back = date_of_day(*day);
	return back.month == date.month && back.day == date.day;
}

bool day_parse(const char *text, int64_t *day)
{
	return strlen(text) == 10 && date_at(&text, day) && *text == '\0';
}

static bool offset_at(const char *text, int64_t *seconds)
{
	int hours, minutes = 0, sign = *text == '-' ? -1 : 1;
	text++;
	if (!digits(&text, 2, &hours))
		return false;
	if (*text == ':')
		text++;
	if (*text && !digits(&text, 2, &minutes))
		return false;
	*seconds = sign * (hours * 3600 + minutes * 60);
	return *text == '\0' && hours <= 18 && minutes < 60;
}

bool time_parse(const char *text, int64_t *time, bool *has_offset)
{
	int64_t day, offset = 0;
	int hour = 0, minute = 0, second = 0;
	*has_offset = false;
	if (strnlen(text, 40) < 10 || !date_at(&text, &day))
		return false;
	if (*text == 'T' || *text == ' ') {
		text++;
		if (!digits(&text, 2, &hour) || *text++ != ':' || !digits(&text, 2, &minute))
			return false;
		if (*text == ':') {
			text++;
			if (!digits(&text, 2, &second))
				return false;
		}
		if (*text == '.')
			for (text++; *text >= '0' && *text <= '9'; text++)
				;
	}
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	if (*text == ' ' && (text[1] == '+' || text[1] == '-'))
		text++;
	if ((*text == 'Z' || *text == 'z') && !text[1])
		*has_offset = true;
	else if (*text == '+' || *text == '-')
		*has_offset = true, text = offset_at(text, &offset) ? "" : "?";
	*time = day * 86400 + hour * 3600 + minute * 60 + second - offset;
	return *text == '\0' || ((*text == 'Z' || *text == 'z') && !text[1]);
}

void day_print(int64_t day, char out[16])
{
	struct date date = date_of_day(day);
	snprintf(out, 16, "%04d-%02d-%02d", (unsigned)date.year % 10000, (unsigned)date.month % 100, (unsigned)date.day % 100);
}

void day_words(int64_t day, char out[16])
{
	struct date date = date_of_day(day);
	snprintf(out, 16, "%u %s %u", (unsigned)date.day % 100, MONTHS[date.month - 1], (unsigned)date.year % 10000);
}

void day_short(int64_t day, char out[8])
{
	struct date date = date_of_day(day);
	snprintf(out, 8, "%u %s", (unsigned)date.day % 100, MONTHS[date.month - 1]);
}

void clock_ignore_environment(void)
{
	environment_ignored = true;
}

static bool clock_of_environment(int64_t *now)
{
	const char *text = environment_ignored ? NULL : getenv("TEAMTOP_CLOCK");
	char line[64] = "";
	bool has_offset;
	if (!text)
		return false;
	if (*text == '@') {
		FILE *file = fopen(text + 1, "r");
		if (!file)
			return false;
		char *got = fgets(line, sizeof line, file);
		fclose(file);
		if (!got)
			return false;
		line[strcspn(line, "\r\n")] = '\0';
		text = line;
	}
	return time_parse(text, now, &has_offset);      /* without an offset it is UTC */
}

int64_t clock_now(void)
{
	int64_t now;
	return clock_of_environment(&now) ? now : (int64_t)time(NULL);
}
