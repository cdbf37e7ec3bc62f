#include "teamtop/question.h"

#include <string.h>

static const char *const MONTHS[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December"};

static bool range_parse(const char *text, const char *dots, struct period *period, struct error *error)
{
	char from[16] = "";
	if ((size_t)(dots - text) >= sizeof from)
		return error_set(error, ERROR_USAGE, "period \"%.40s\": write it as 2026-01-01..2026-03-31", text);
	memcpy(from, text, (size_t)(dots - text));
	if (!day_parse(from, &period->range.from) || !day_parse(dots + 2, &period->range.to))
		return error_set(error, ERROR_USAGE, "period \"%.40s\": both ends must be days that exist, as 2026-01-01..2026-03-31",
			text);
	if (period->range.from > period->range.to)
		return error_set(error, ERROR_USAGE, "period \"%.40s\": it ends before it begins", text);
	period->kind = PERIOD_RANGE;
	return true;
}

bool period_parse(const char *text, struct period *period, struct error *error)
{
	static const int64_t DAYS[] = {1, 7, 28, 91, 365};
	static const char *const NAMES[] = {"1d", "7d", "28d", "91d", "365d"};
	*period = (struct period){.given = true};
	for (size_t i = 0; i < COUNT_OF(NAMES); i++)
		if (strcmp(text, NAMES[i]) == 0) {
			period->days = DAYS[i];
			return true;
		}
	if (strcmp(text, "month") == 0 || strcmp(text, "last-month") == 0) {
		period->kind = *text == 'm' ? PERIOD_MONTH : PERIOD_LAST_MONTH;
		return true;
	}
	const char *dots = strstr(text, "..");
	if (dots)
		return range_parse(text, dots, period, error);
	return error_set(error, ERROR_USAGE,
		"period \"%.40s\": choose 1d, 7d, 28d, 91d, 365d, month, last-month or FROM..TO (2026-01-01..2026-03-31)", text);
}

static int64_t month_start(int64_t day)
{
	struct date date = date_of_day(day);
	date.day = 1;
	return day_of_date(date);
}

struct window period_window(const struct period *period, int64_t to)
{
	switch (period->kind) {
	case PERIOD_MONTH:
		return (struct window){month_start(to), to};
	case PERIOD_LAST_MONTH:
		to = month_start(to) - 1;
		return (struct window){month_start(to), to};
	case PERIOD_RANGE:
		return period->range;
	case PERIOD_DAYS:
		break;
	}
	return (struct window){to - (period->days > 0 ? period->days : 28) + 1, to};
}

struct window period_step(const struct period *period, int64_t to, int steps)
{
	struct window window = period_window(period, to);
	for (; steps > 0; steps--) {
		if (period->kind == PERIOD_MONTH || period->kind == PERIOD_LAST_MONTH)
			window = (struct window){month_start(window.from - 1), window.from - 1};
		else
			window = window_before(window);
	}
	return window;
}

struct window window_before(struct window window)
{
	return (struct window){window.from - window_days(window), window.from - 1};
}

const char *period_words(struct arena *arena, const struct period *period)
{
	char from[16], to[16];
	struct window range = period->range;
	switch (period->kind) {
	case PERIOD_MONTH:
		return "this month";
	case PERIOD_LAST_MONTH:
		return "last month";
	case PERIOD_RANGE:
		if (range.from == month_start(range.from) && month_start(range.from) == month_start(range.to) &&
		    month_start(range.to + 1) == range.to + 1) {
			struct date date = date_of_day(range.from);
			return arena_print(arena, "%s %d", MONTHS[date.month - 1], date.year);
		}
		day_words(range.from, from);
		day_words(range.to, to);
		return arena_print(arena, "%s – %s", from, to);
	case PERIOD_DAYS:
		break;
	}
	return period->days == 1 ? "1 day" : arena_print(arena, "%lld days", (long long)(period->days > 0 ? period->days : 28));
}
