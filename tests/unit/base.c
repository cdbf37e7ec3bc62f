/* Days, times, hostile text: tables of what goes in and what must come out. */
#include "place.h"
#include "teamtop/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void days_round_trip(void **state)
{
	(void)state;
	assert_int_equal(day_of_date((struct date){1970, 1, 1}), 0);
	assert_int_equal(day_of_date((struct date){2026, 11, 24}), 20781);
	for (int64_t day = -20000; day < 60000; day += 7) {
		struct date date = date_of_day(day);
		assert_int_equal(day_of_date(date), day);
		char text[16];
		int64_t back;
		day_print(day, text);
		assert_true(day_parse(text, &back));
		assert_int_equal(back, day);
	}
	assert_int_equal(day_weekday(20781), 1);        /* 24 November 2026 is a Tuesday */
	assert_int_equal(day_weekday(-1), 2);           /* 31 December 1969 was a Wednesday */
}

static void days_that_do_not_exist(void **state)
{
	(void)state;
	static const char *const bad[] = {"2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-1-01", "20260101", "2026-01-01 ",
		"2026-01-00", "", "2026-01-0x", "+2026-01-01"};
	int64_t day;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (day_parse(bad[i], &day))
			fail_msg("%s was taken for a day", bad[i]);
	assert_true(day_parse("2024-02-29", &day));
}

static void times(void **state)
{
	(void)state;
	static const struct { const char *text; bool good, offset; int64_t time; } rows[] = {
		{"1970-01-02", true, false, 86400},           {"1970-01-01T00:01", true, false, 60},
		{"1970-01-01 00:00:07", true, false, 7},      {"1970-01-01T00:00:07.999Z", true, true, 7},
		{"1970-01-01T07:00:00+07:00", true, true, 0}, {"1970-01-01T00:00:00-0130", true, true, 5400},
		{"1970-01-01 00:00:00 +01", true, true, -3600}, {"1970-01-01T24:00", false, false, 0},
		{"1970-01-01T00:60", false, false, 0},        {"1970-01-01T00:00x", false, false, 0},
		{"1970-01-01T00:00:00+99:00", false, false, 0}, {"1970-01-01T1:00", false, false, 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t time;
		bool offset, good = time_parse(rows[i].text, &time, &offset);
		if (good != rows[i].good || (good && (time != rows[i].time || offset != rows[i].offset)))
			fail_msg("%s: good %d, time %lld", rows[i].text, good, (long long)time);
	}
}

static void hostile_text(void **state)
{
	(void)state;
	static const struct { const char *in, *out; int width; } rows[] = {
		{"Billing", "Billing", 7},
		{"a\x1b[31mb", "a\xEF\xBF\xBD[31mb", 7},        /* ESC */
		{"a\tb\nc\rd", "a b c d", 7},
		{"a\xC2\x9B" "b", "a\xEF\xBF\xBD" "b", 3},      /* C1 CSI */
		{"a\xE2\x80\xAE" "b", "a\xEF\xBF\xBD" "b", 3},  /* right-to-left override */
		{"a\xE2\x80\x8B" "b", "ab", 2},                 /* zero width space */
		{"\xCC\x81" "a", "a", 1},                       /* a leading mark would join its neighbour */
		{"a\xCC\x81\xCC\x82\xCC\x83" "b", "\xC3\xA1\xCC\x82" "b", 2},      /* two marks stay; one letter where there is one */
		{"\xE6\xBC\xA2\xE5\xAD\x97", "\xE6\xBC\xA2\xE5\xAD\x97", 4},
		{"a\xFF\xC0\x80" "b", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" "b", 5},
		{"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 3},    /* a surrogate */
		{"नेहा शर्मा", "नेहा शर्मा", 8},                         /* vowel signs beside a letter have a cell, those above it none */
		{"ாகலா", "கலா", 3},                             /* but not before any letter */
		{"", "", 0},
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *out = text_clean(arena, rows[i].in, strlen(rows[i].in));
		assert_string_equal(out, rows[i].out);
		assert_int_equal(text_width(out), rows[i].width);
	}
	char *out = text_clean(arena, "a\0b", 3);       /* NUL inside */
	assert_string_equal(out, "a\xEF\xBF\xBD" "b");
	char *huge = memory_new(100001);
	memset(huge, 'x', 100000);
	assert_int_equal(text_width(text_clean(arena, huge, 100000)), 400);
	free(huge);
	arena_free(arena);
}

static void fits(void **state)
{
	(void)state;
	int width;
	assert_int_equal(text_fit("\xE6\xBC\xA2\xE5\xAD\x97", 3, &width), 3);
	assert_int_equal(width, 2);
	assert_int_equal(text_fit("abc", 2, &width), 2);
	assert_int_equal(text_fit("a\xCC\x81" "b", 1, &width), 3);
	assert_true(text_same("Billing", "bILLING"));
	assert_true(text_contains("Back Office", "off"));
	assert_true(text_compare("apple", "Banana") < 0);
}

static void errors(void **state)
{
	(void)state;
	struct error error = {0};
	assert_false(error_set(&error, ERROR_INPUT, "line %d", 7));
	error_prefix(&error, "import %s", "cases.csv");
	assert_string_equal(error.message, "import cases.csv: line 7");
	assert_int_equal(error_exit_code(&error), EXIT_FOUND);
	char longest[2000];
	memset(longest, 'y', sizeof longest - 1), longest[sizeof longest - 1] = '\0';
	error_set(&error, ERROR_GONE, "%s", longest);
	error_prefix(&error, "%s", longest);
	assert_true(strlen(error.message) < sizeof error.message);
	assert_int_equal(error_exit_code(&error), EXIT_DATABASE);
}

static void arenas(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (int round = 0; round < 3; round++) {
		for (size_t size = 1; size < 300000; size = size * 3 + 1) {
			unsigned char *bytes = arena_alloc(arena, size);
			assert_int_equal((uintptr_t)bytes % 16, 0);
			for (size_t i = 0; i < size; i += 97)
				assert_int_equal(bytes[i], 0);
			memset(bytes, 0xAA, size);
		}
		arena_clear(arena);
	}
	assert_string_equal(arena_print(arena, "%d of %s", 3, "five"), "3 of five");
	arena_free(arena);
	arena_free(NULL);
}

static void clock_of_tests(void **state)
{
	(void)state;
	setenv("TEAMTOP_CLOCK", "2026-11-24T09:41:00+07:00", 1);
	assert_int_equal(clock_now(), 20781 * 86400 + 2 * 3600 + 41 * 60);
	const char *path = place_path("clock");
	FILE *file = fopen(path, "w");
	fputs("2026-01-01T00:00:00Z\n", file);
	fclose(file);
	char clock[600];
	snprintf(clock, sizeof clock, "@%s", path);
	setenv("TEAMTOP_CLOCK", clock, 1);
	assert_int_equal(clock_now(), day_of_date((struct date){2026, 1, 1}) * 86400);
	clock_ignore_environment();
	assert_true(clock_now() != day_of_date((struct date){2026, 1, 1}) * 86400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_round_trip), cmocka_unit_test(days_that_do_not_exist), cmocka_unit_test(times),
		cmocka_unit_test(hostile_text), cmocka_unit_test(fits), cmocka_unit_test(errors), cmocka_unit_test(arenas),
		cmocka_unit_test(clock_of_tests),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
