/* ANSI text: a terminal that reads it shows the screen, in every depth and theme; and which letters a locale bears. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "glass.h"

enum { COLUMNS = 50, ROWS = 10 };

static struct screen *scene(struct arena *arena, bool tints, bool colours)
{
	struct screen *screen = screen_new(arena, COLUMNS, ROWS, GLYPHS_FULL, tints, colours);
	double value[] = {1, 3, 2, NAN, 5, 4}, low[] = {0, 2, 1, 1, 4, 3}, high[] = {2, 4, 3, 3, 6, 5}, mark = 0.4;
	struct part parts[] = {{3, role_ramp(ROLE_TIME, 5)}, {2, role_ramp(ROLE_TIME, 3)}, {1, ROLE_TRACK}};
	struct area all = screen_area(screen), inside = area_frame(area_inside(all, 0, 1, COLUMNS, 8), &(struct frame){.title = "漢字", .accent = ROLE_AI});
	area_tint_row(all, 0, ROLE_ALERT);
	area_text(all, 0, 0, COLUMNS, ALIGN_LEFT, WORSE " ! " STRONG "Billing" DIM " n 14 " CHIP " sample ");
	area_chart(inside, 0, 0, 12, 4, &(struct series){.count = 6, .value = value, .low = low, .high = high, .top = 6, .role = ROLE_AI});
	area_stack(inside, 14, 0, 20, 1, parts, 3, &mark);
	for (int step = 0; step <= 5; step++)
		area_heat(inside, 14 + 5 * step, 2, 5, step, ROLE_SKILLS, "12");
	area_tint_row(inside, 5, ROLE_SELECT);
	area_text(inside, 0, 5, 30, ALIGN_LEFT, MARK "┆" STALE " 64 % 9 d " BETTER "▲" FRAME " e\u0301");
	return screen;
}

static void shows_the_screen(const char *name, enum colour_depth depth)
{
	struct arena *arena = arena_new();
	struct theme theme;
	struct error error;
	char why[200];
	assert_true(theme_load(name, &theme, &error));
	bool colours = depth != DEPTH_NONE && theme_has_colours(&theme);
	struct screen *screen = scene(arena, colours && depth >= DEPTH_256, colours);
	struct glass *glass = glass_new(COLUMNS, ROWS);
	char *line = screen_to_ansi(screen, &theme, depth, arena);
	for (int row = 0; row < ROWS; row++) {
		char *end = strchr(line, '\n');
		assert_non_null(end);
		glass_feed(glass, line, (size_t)(end - line));
		glass_feed(glass, "\r\n", row < ROWS - 1 ? 2 : 0);
		line = end + 1;
	}
	assert_int_equal(*line, '\0');
	if (!glass_equals(glass, screen, &theme, colours ? depth : DEPTH_NONE, why))
		fail_msg("%s, depth %d: %s", name, depth, why);
	glass_free(glass);
	arena_free(arena);
}

static void every_depth_and_theme(void **state)
{
	(void)state;
	static const char *const names[] = {"dark", "light", "contrast", "mono"};
	for (size_t i = 0; i < COUNT_OF(names); i++)
		for (int depth = DEPTH_NONE; depth <= DEPTH_TRUE; depth++)
			shows_the_screen(names[i], (enum colour_depth)depth);
}

/* Each line stands alone: `grep` and `less` may cut them. */
static void lines_end_plain(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct theme theme;
	struct error error;
	assert_true(theme_load("dark", &theme, &error));
	char *text = screen_to_ansi(scene(arena, true, true), &theme, DEPTH_256, arena);
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		size_t length = strlen(line);
		if (strchr(line, '\x1b'))
			assert_string_equal(line + length - 4, "\x1b[0m");
	}
	text = screen_to_ansi(scene(arena, false, false), &theme, DEPTH_NONE, arena);
	assert_null(strstr(text, "[38;")), assert_null(strstr(text, ";3")), assert_null(strstr(text, "48;"));
	arena_free(arena);
}

static void letters_of_a_locale(void **state)
{
	(void)state;
	static const struct { const char *all, *type, *language; enum glyphs glyphs; } cases[] = {
		{NULL, NULL, NULL, GLYPHS_FULL}, {"C", NULL, "C.UTF-8", GLYPHS_ASCII}, {NULL, NULL, "C.UTF-8", GLYPHS_FULL},
		{NULL, "POSIX", "C.UTF-8", GLYPHS_ASCII}, {"", "", "C", GLYPHS_ASCII}, {"xx_YY.UTF-8", NULL, NULL, GLYPHS_FULL},
		{"de_DE.ISO-8859-1", NULL, NULL, GLYPHS_ASCII}, {"xx_YY.utf8", NULL, NULL, GLYPHS_FULL},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
		const char *values[] = {cases[i].all, cases[i].type, cases[i].language};
		for (int n = 0; n < 3; n++) {
			if (values[n])
				setenv(names[n], values[n], 1);
			else
				unsetenv(names[n]);
		}
		if (!setlocale(LC_ALL, ""))
			setlocale(LC_ALL, "C");
		assert_int_equal(glyphs_of_locale(), cases[i].glyphs);
	}
	setenv("LC_ALL", "C.UTF-8", 1);
	setlocale(LC_ALL, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_depth_and_theme), cmocka_unit_test(lines_end_plain), cmocka_unit_test(letters_of_a_locale),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
