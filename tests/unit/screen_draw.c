/* What is drawn: bars, ledgers, intervals, curves, digits and frames, letter by letter, in the three glyph sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scratch.h"

#include <math.h>
#include <string.h>

#include "teamtop/screen.h"

static struct screen *screen_of(int columns, int rows, enum glyphs glyphs)
{
	return screen_new(scratch, columns, rows, glyphs, glyphs == GLYPHS_FULL, glyphs != GLYPHS_ASCII);
}

static void assert_shows(const struct screen *screen, const char *text)
{
	assert_string_equal(screen_to_text(screen, scratch), text);
}

static void bars_by_half_cells(void **state)
{
	(void)state;
	double mark = 0.46;
	struct screen *screen = screen_of(10, 6, GLYPHS_FULL);
	struct area all = screen_area(screen);
	area_bar(all, 0, 0, 10, 0.75, ROLE_AI, NULL);
	area_bar(all, 0, 1, 10, 0, ROLE_AI, NULL);
	area_bar(all, 0, 2, 10, 7, ROLE_AI, NULL);
	area_bar(all, 0, 3, 10, NAN, ROLE_AI, NULL);
	area_bar(all, 0, 4, 10, 0.38, ROLE_AI, &mark);
	area_bar(all, 2, 5, 99, 1, ROLE_AI, NULL);
	assert_shows(screen, "━━━━━━━╸──\n──────────\n━━━━━━━━━━\n──────────\n━━━━┆─────\n  ━━━━━━━━\n");
	assert_int_equal(screen_cell(screen, 7, 0)->role, ROLE_AI);
	assert_int_equal(screen_cell(screen, 8, 0)->role, ROLE_TRACK);
	screen = screen_of(8, 1, GLYPHS_ASCII);
	area_bar(screen_area(screen), 0, 0, 7, 0.64, ROLE_AI, NULL);
	assert_shows(screen, "####=--\n");
}

static void ledgers_by_eighths(void **state)
{
	(void)state;
	double mark = 0.46;
	struct part parts[] = {{51, role_ramp(ROLE_TIME, 5)}, {14, role_ramp(ROLE_TIME, 4)}, {0, ROLE_WORSE}, {35, role_ramp(ROLE_TIME, 1)}};
	struct screen *screen = screen_of(20, 1, GLYPHS_FULL);
	area_stack(screen_area(screen), 0, 0, 20, 1, parts, 4, NULL);
	assert_string_equal(screen_cell(screen, 9, 0)->text, "█");
	assert_string_equal(screen_cell(screen, 10, 0)->text, "▎");      /* 51 % of 20 = 10.2 cells */
	assert_int_equal(screen_cell(screen, 10, 0)->role, role_ramp(ROLE_TIME, 5));
	assert_int_equal(screen_cell(screen, 10, 0)->back, role_ramp(ROLE_TIME, 4));
	assert_int_equal(screen_cell(screen, 13, 0)->back, role_ramp(ROLE_TIME, 1));     /* the empty part does not show */
	assert_shows(screen, "██████████▓▓▓░░░░░░░\n");
	area_stack(screen_area(screen), 0, 0, 20, 1, parts, 4, &mark);
	assert_string_equal(screen_cell(screen, 9, 0)->text, "┆");
	assert_int_equal(screen_cell(screen, 9, 0)->role, ROLE_PAPER);  /* the ink that reads on the part under it */
	assert_int_equal(screen_cell(screen, 9, 0)->back, role_ramp(ROLE_TIME, 5));
	screen = screen_of(20, 1, GLYPHS_ASCII);
	area_stack(screen_area(screen), 0, 0, 20, 1, parts, 4, &mark);
	assert_shows(screen, "#########:===+++++++\n");
	screen = screen_of(20, 1, GLYPHS_FULL);
	area_stack(screen_area(screen), 0, 0, 20, 1, &(struct part){NAN, ROLE_AI}, 1, NULL);
	assert_shows(screen, "────────────────────\n");
}

static void intervals_on_a_scale(void **state)
{
	(void)state;
	double mark = 0.2;
	struct screen *screen = screen_of(11, 4, GLYPHS_FULL);
	struct area all = screen_area(screen);
	area_interval(all, 0, 0, 11, 0.3, 0.5, 0.8, 1, ROLE_AI, &mark);
	area_interval(all, 0, 1, 11, 0.6, 0.9, 1.4, 1, ROLE_AI, NULL);
	area_interval(all, 0, 2, 11, NAN, 0.5, NAN, 1, ROLE_AI, NULL);
	area_interval(all, 0, 3, 11, NAN, NAN, NAN, 1, ROLE_AI, &mark);
	assert_shows(screen, "  ┆├─●──┤\n      ├──●▸\n     ●\n──┆────────\n");
}

static void curves_of_dots(void **state)
{
	(void)state;
	double rise[] = {0, 1, 2, 3, 4, 5, 6, 7}, gap[] = {0, 0, NAN, 7, NAN, 0, 0}, mark = 7;
	struct screen *screen = screen_of(4, 2, GLYPHS_FULL);
	area_chart(screen_area(screen), 0, 0, 4, 2, &(struct series){.count = 8, .value = rise, .top = 7, .role = ROLE_AI});
	assert_shows(screen, "  ⡠⠊\n⡠⠊\n");
	screen = screen_of(4, 2, GLYPHS_ASCII);
	area_chart(screen_area(screen), 0, 0, 4, 2, &(struct series){.count = 8, .value = rise, .top = 7, .role = ROLE_AI});
	assert_shows(screen, "  -'\n-'\n");
	screen = screen_of(7, 1, GLYPHS_FULL);
	area_chart(screen_area(screen), 0, 0, 7, 1, &(struct series){.count = 7, .value = gap, .top = 7, .mark = &mark, .role = ROLE_AI});
	assert_int_equal(screen_cell(screen, 3, 0)->role, ROLE_AI);     /* the value alone between two gaps */
	assert_int_equal(screen_cell(screen, 0, 0)->role, ROLE_AI);     /* the line wins the shared cell */
	assert_int_equal(screen_cell(screen, 1, 0)->role, ROLE_AI);
	assert_int_equal(screen_cell(screen, 4, 0)->role, ROLE_DIM);    /* only the survey's dots */
}

static void bands_are_tints(void **state)
{
	(void)state;
	double value[] = {4, 4}, low[] = {2, 2}, high[] = {6, 6};
	struct series series = {.count = 2, .value = value, .low = low, .high = high, .top = 8, .role = ROLE_TIME};
	struct screen *screen = screen_of(3, 4, GLYPHS_FULL);
	area_chart(screen_area(screen), 0, 0, 3, 4, &series);
	for (int y = 0; y < 4; y++)
		assert_int_equal(screen_cell(screen, 1, y)->back, y == 1 || y == 2 ? role_ramp(ROLE_TIME, 1) : ROLE_PAPER);
	double edge[] = {2.5, 2.5};
	series.low = edge;
	screen = screen_of(3, 4, GLYPHS_FULL);
	area_chart(screen_area(screen), 0, 0, 3, 4, &series);
	assert_string_equal(screen_cell(screen, 1, 2)->text, "⠉");      /* a dot takes the whole cell of the band's edge */
	struct screen *flat = screen_new(scratch, 3, 4, GLYPHS_FULL, false, true);
	area_chart(screen_area(flat), 0, 0, 3, 4, &series);
	assert_int_equal(screen_cell(flat, 1, 1)->role, ROLE_DIM);      /* dotted edges where there are no tints */
	assert_int_equal(screen_cell(flat, 1, 1)->back, ROLE_PAPER);
}

static void digits_in_blocks_and_strokes(void **state)
{
	(void)state;
	struct screen *screen = screen_of(24, 3, GLYPHS_FULL);
	assert_int_equal(area_digits(screen_area(screen), 0, 0, 1, "13.9", ROLE_STRONG), digits_width(1, "13.9"));
	assert_shows(screen, "▄▄ ▄▄▄▄   ▄▄▄▄\n █ ▄▄▄█   █▄▄█\n █ ▄▄▄█ ▄ ▄▄▄█\n");
	assert_int_equal(digits_width(1, "13.9"), 14);
	screen = screen_of(24, 3, GLYPHS_ASCII);
	int width = area_digits(screen_area(screen), 0, 0, 1, "0.72", ROLE_STRONG);
	assert_true(width <= digits_width(1, "0.72"));
	assert_shows(screen, " _     _   _\n| |     |  _|\n|_| .   | |_\n");
	static const int heights[] = {3, 7, 10, 14, 17};
	for (int scale = 1; scale <= 5; scale++) {
		int height = digits_height(scale);
		assert_int_equal(height, heights[scale - 1]);
		for (int glyphs = GLYPHS_FULL; glyphs <= GLYPHS_ASCII; glyphs++) {
			screen = screen_of(120, 20, (enum glyphs)glyphs);
			width = area_digits(screen_area(screen), 0, 0, scale, "8−%", ROLE_STRONG);
			assert_true(width <= digits_width(scale, "8−%"));
			for (int y = 0; y < 20; y++)
				for (int x = 0; x < 120; x++)
					if (x >= width || y >= height)
						assert_string_equal(screen_cell(screen, x, y)->text, " ");
			assert_string_not_equal(screen_cell(screen, 1, height - 1)->text, " ");
		}
	}
}

static void heat_cells(void **state)
{
	(void)state;
	struct screen *screen = screen_of(8, 1, GLYPHS_FULL);
	area_heat(screen_area(screen), 0, 0, 4, 4, ROLE_TIME, "57");
	area_heat(screen_area(screen), 4, 0, 4, 0, ROLE_TIME, "0");
	assert_shows(screen, " 57  ·\n");
	assert_int_equal(screen_cell(screen, 0, 0)->back, role_ramp(ROLE_TIME, 4));
	assert_int_equal(screen_cell(screen, 1, 0)->role, ROLE_PAPER);
	assert_int_equal(screen_cell(screen, 5, 0)->back, ROLE_PAPER);
	screen = screen_of(4, 1, GLYPHS_ASCII);
	area_heat(screen_area(screen), 0, 0, 4, 5, ROLE_TIME, "57");
	assert_true(screen_cell(screen, 1, 0)->bold);
	assert_int_equal(screen_cell(screen, 1, 0)->back, ROLE_PAPER);
}

static void frames(void **state)
{
	(void)state;
	struct screen *screen = screen_of(24, 4, GLYPHS_FULL);
	struct area inside = area_frame(screen_area(screen), &(struct frame){.title = "Funnel", .note = "54 of 60", .foot = "5 of 1,312",
		.accent = ROLE_AI, .focused = true});
	assert_int_equal(inside.x, 2), assert_int_equal(inside.y, 1);
	assert_int_equal(inside.width, 20), assert_int_equal(inside.height, 2);
	assert_shows(screen, "╭─ Funnel ── 54 of 60 ─╮\n│                      │\n│                      │\n╰─ 5 of 1,312 ─────────╯\n");
	assert_int_equal(screen_cell(screen, 0, 0)->role, ROLE_AI);
	screen = screen_of(16, 3, GLYPHS_ASCII);
	area_frame(screen_area(screen), &(struct frame){.title = "Funnel", .note = "54 of 60", .focused = true, .dashed = true});
	assert_shows(screen, "+.>Funnel .....+\n|              |\n+..............+\n");
	screen = screen_of(12, 3, GLYPHS_CONSOLE);
	area_frame(screen_area(screen), &(struct frame){.title = "A long title"});
	assert_shows(screen, "┌─ A long~ ┐\n│          │\n└──────────┘\n");
	screen = screen_of(20, 2, GLYPHS_FULL);
	inside = area_frame(screen_area(screen), &(struct frame){.title = "Funnel"});
	assert_shows(screen, "Funnel\n\n");
	assert_int_equal(inside.width, 20);
}

static void scroll_bar_reaches_both_ends(void **state)
{
	(void)state;
	for (int first = 0; first <= 90; first += 45) {
		struct screen *screen = screen_of(10, 12, GLYPHS_FULL);
		area_frame(screen_area(screen), &(struct frame){.title = "x", .scroll_first = first, .scroll_shown = 10, .scroll_total = 100});
		for (int y = 1; y < 11; y++)
			assert_string_equal(screen_cell(screen, 9, y)->text, y == (first == 0 ? 1 : first == 45 ? 6 : 10) ? "█" : "│");
	}
}

static void numbers_for_people(void **state)
{
	(void)state;
	assert_string_equal(format_count(scratch, 1312), "1,312");
	assert_string_equal(format_count(scratch, 999), "999");
	assert_string_equal(format_count(scratch, -1234567), "−1,234,567");
	assert_string_equal(format_count(scratch, INT64_MIN), "−9,223,372,036,854,775,808");
	assert_string_equal(format_decimal(scratch, 8112.04, 1), "8,112.0");
	assert_string_equal(format_decimal(scratch, -0.04, 1), "0.0");
	assert_string_equal(format_decimal(scratch, -0.06, 1), "−0.1");
	assert_string_equal(format_decimal(scratch, NAN, 1), "–");
	assert_string_equal(format_percent(scratch, 0.514), "51");
	assert_string_equal(format_hours(scratch, 29203200), "8,112");
	assert_string_equal(format_hours(scratch, 5760), "1.6");
	assert_string_equal(format_hours(scratch, 0), "0");
	assert_string_equal(format_age(scratch, 20), "< 1 min");
	assert_string_equal(format_age(scratch, 4 * 60 + 59), "4 min");
	assert_string_equal(format_age(scratch, 6 * 3600), "6 h");
	assert_string_equal(format_age(scratch, 2 * 86400), "2 d");
	assert_string_equal(format_age(scratch, (int64_t)730 * 86400), "730 d");
	assert_string_equal(format_age(scratch, (int64_t)731 * 86400), "2.0 yr");
	assert_string_equal(format_age(scratch, (int64_t)10145 * 86400), "28 yr");
	assert_string_equal(format_age(scratch, -240), "in 4 min");
}

static void what_lies_behind_falls_back(void **state)
{
	(void)state;
	struct screen *screen = screen_of(6, 1, GLYPHS_FULL);
	struct part part = {1, role_ramp(ROLE_AI, 5)};
	area_text(screen_area(screen), 0, 0, 3, ALIGN_LEFT, STRONG "abc");
	area_stack(screen_area(screen), 3, 0, 3, 1, &part, 1, NULL);
	area_fade(screen_area(screen));
	assert_shows(screen, "abc\n");
	assert_int_equal(screen_cell(screen, 0, 0)->role, ROLE_FRAME);
	assert_false(screen_cell(screen, 0, 0)->bold);
	assert_int_equal(screen_cell(screen, 4, 0)->back, ROLE_PAPER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_by_half_cells), cmocka_unit_test(ledgers_by_eighths), cmocka_unit_test(intervals_on_a_scale),
		cmocka_unit_test(curves_of_dots), cmocka_unit_test(bands_are_tints), cmocka_unit_test(digits_in_blocks_and_strokes),
		cmocka_unit_test(heat_cells), cmocka_unit_test(frames), cmocka_unit_test(scroll_bar_reaches_both_ends),
		cmocka_unit_test(numbers_for_people), cmocka_unit_test(what_lies_behind_falls_back),
	};
	return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
