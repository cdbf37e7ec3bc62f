/* Cells read as numbers, days, times, lengths of time; zones; the map of texts. */
#include "../../src/ingest/other_zone.h"
#include "../../src/ingest/parse.h"
#include "../../src/ingest/text_map.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static void integers(void **state)
{
	(void)state;
	static const struct { const char *text; bool good; int64_t value; } CASES[] = {
		{"0", true, 0}, {"24", true, 24}, {"-7", true, -7}, {"+5", true, 5}, {"24.0", true, 24}, {"24.00", true, 24}, {"007", true, 7},
		{"", false, 0}, {"-", false, 0}, {"1.5", false, 0}, {"1,234", false, 0}, {"0x10", false, 0}, {"1e3", false, 0}, {"5 %", false, 0},
		{"9223372036854775808", false, 0}, {"1.", false, 0}, {" 1", false, 0}, {"nan", false, 0}};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		int64_t value = 0;
		assert_int_equal(parse_integer(CASES[i].text, &value), CASES[i].good);
		if (CASES[i].good)
			assert_int_equal(value, CASES[i].value);
	}
}

static void reals(void **state)
{
	(void)state;
	static const struct { const char *text; bool good; double value; } CASES[] = {
		{"38.5", true, 38.5}, {"-0.25", true, -0.25}, {"40", true, 40}, {".5", true, 0.5}, {"0.1", true, 0.1}, {"37.7", true, 37.7},
		{"38,5", false, 0}, {"1e3", false, 0}, {"inf", false, 0}, {"1.2.3", false, 0}, {"", false, 0}, {"+", false, 0}, {".", false, 0}};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		double value = 0;
		assert_int_equal(parse_real(CASES[i].text, &value), CASES[i].good);
		if (CASES[i].good)
			assert_true(value == CASES[i].value);
	}
}

static void durations(void **state)
{
	(void)state;
	static const struct { const char *text; enum unit_of_time unit; bool good; int64_t seconds; } CASES[] = {
		{"90", IN_SECONDS, true, 90}, {"90.4", IN_SECONDS, true, 90}, {"1.5", IN_MINUTES, true, 90}, {"1499", IN_MILLISECONDS, true, 1},
		{"1500", IN_MILLISECONDS, true, 2}, {"0:05:30", IN_CLOCK, true, 330}, {"27:00:01", IN_CLOCK, true, 97201}, {"05:30", IN_CLOCK, false, 0},
		{"0:61:00", IN_CLOCK, false, 0}, {"0:5:30", IN_CLOCK, false, 0}, {"330", IN_CLOCK, false, 0}, {"x", IN_SECONDS, false, 0}, {"9e9", IN_SECONDS, false, 0}};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		int64_t seconds = 0;
		assert_int_equal(parse_duration(CASES[i].text, CASES[i].unit, &seconds), CASES[i].good);
		if (CASES[i].good)
			assert_int_equal(seconds, CASES[i].seconds);
	}
}

static void patterns(void **state)
{
	(void)state;
	static const struct { const char *text, *pattern, *iso; } CASES[] = {
		{"29/2/2016 01:16", "d/m/yyyy H:MM", "2016-02-29T01:16:00"}, {"5/3/2016 12:00", "d/m/yyyy H:MM[:SS]", "2016-03-05T12:00:00"},
		{"5/3/2016 12:00:07", "d/m/yyyy H:MM[:SS]", "2016-03-05T12:00:07"}, {"990201 7:02:47", "yymmdd H:MM:SS", "1999-02-01T07:02:47"},
		{"690101", "yymmdd", "2069-01-01T00:00:00"}, {"20240229", "yyyymmdd", "2024-02-29T00:00:00"}, {"31.12.2021", "d.m.yyyy", "2021-12-31T00:00:00"},
		{"30/2/2016", "d/m/yyyy", NULL}, {"1/13/2016", "d/m/yyyy", NULL}, {"0/1/2016", "d/m/yyyy", NULL}, {"1/1/16", "d/m/yyyy", NULL},
		{"1/1/20161", "d/m/yyyy", NULL}, {"1-1-2016", "d/m/yyyy", NULL}, {"5/3/2016 12:00:", "d/m/yyyy H:MM[:SS]", NULL}, {"5/3/2016 24:00", "d/m/yyyy H:MM", NULL},
		{"99021", "yymmdd", NULL}, {"", "d/m/yyyy", NULL}, {"5/3/2016 x", "d/m/yyyy", NULL}};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		int64_t time = 0, want = 0;
		bool offset;
		assert_int_equal(parse_pattern(CASES[i].text, CASES[i].pattern, &time), CASES[i].iso != NULL);
		if (CASES[i].iso) {
			assert_true(time_parse(CASES[i].iso, &want, &offset));
			assert_int_equal(time, want);
		}
	}
	assert_true(parse_pattern_valid("yymmdd"));
	assert_false(parse_pattern_valid("H:MM"));
}

static int64_t utc(const char *text)
{
	int64_t time = 0;
	bool offset;
	assert_true(time_parse(text, &time, &offset));
	return time;
}

/* Every hour of a year there and back, and the hours that are told twice or skipped. */
static void zones(void **state)
{
	(void)state;
	static const char *const NAMES[] = {"Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Jerusalem", "Pacific/Apia", "UTC"};
	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		struct other_zone *zone = other_zone_open(NAMES[i]);
		for (int64_t time = utc("2011-06-01T00:30:00"); time < utc("2012-06-01T00:00:00"); time += 3600) {
			time_t moment = (time_t)time;
			struct tm parts;
			localtime_r(&moment, &parts);
			int64_t back = other_zone_time(zone, time + parts.tm_gmtoff);
			assert_true(back == time || back == time - 3600 || back == time - 1800);   /* the first of a repeated hour */
			time_t again = (time_t)back;
			struct tm others;
			localtime_r(&again, &others);
			assert_int_equal(others.tm_hour, parts.tm_hour);
			assert_int_equal(others.tm_mday, parts.tm_mday);
		}
		other_zone_close(zone);
	}
	struct other_zone *zone = other_zone_open("Europe/Berlin");
	assert_int_equal(other_zone_time(zone, utc("2024-03-31T02:30:00")), utc("2024-03-31T01:30:00"));
	assert_int_equal(other_zone_time(zone, utc("2024-10-27T02:30:00")), utc("2024-10-27T00:30:00"));
	assert_int_equal(other_zone_day(zone, utc("2024-06-30T22:30:00")), day_of_date((struct date){2024, 7, 1}));
	other_zone_close(zone);
}

static void maps(void **state)
{
	(void)state;
	struct text_map *map = text_map_new();
	char text[32];
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 20000; i++) {
			snprintf(text, sizeof text, "key %d", i);
			int64_t *at = text_map_at(map, text, NULL);
			assert_int_equal(*at, round ? i + 1 : 0);
			*at = i + 1;
		}
		assert_int_equal(text_map_count(map), 20000);
	}
	text_map_clear(map);
	assert_int_equal(*text_map_at(map, "key 7", NULL), 0);
	text_map_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(integers), cmocka_unit_test(reals), cmocka_unit_test(durations),
		cmocka_unit_test(patterns), cmocka_unit_test(zones), cmocka_unit_test(maps)};
	return cmocka_run_group_tests_name("ingest_parse", tests, NULL, NULL);
}
