/* Cells: nothing is drawn outside its area, wide letters are never halved, cuts end in …. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "teamtop/screen.h"

static struct screen *filled(struct arena *arena, int columns, int rows, enum glyphs glyphs, bool tints)
{
	struct screen *screen = screen_new(arena, columns, rows, glyphs, tints, tints);
	for (int i = 0; i < columns * rows; i++)
		strcpy(screen->cells[i].text, "x");
	return screen;
}

/* Everything that can be drawn, with more room asked for than there is. */
static void draw_everything(struct area area, int x, int y, int width, int height)
{
	double mark = 0.4, value[] = {0.1, NAN, 0.5, 2, -1, 0.7}, low[] = {0, 0, 0, 0, 0, 0.1}, high[] = {1, 1, NAN, 1, 1, 1};
	struct part parts[] = {{3, role_ramp(ROLE_AI, 5)}, {NAN, ROLE_WORSE}, {1, ROLE_TRACK}, {2, role_ramp(ROLE_AI, 1)}};
	struct series series = {.count = 6, .value = value, .low = low, .high = high, .top = 1, .mark = &mark, .role = ROLE_AI};
	struct grid_column columns[] = {{.title = "name", .width = 6, .keep = 1, .flexible = true},
		{.title = "share", .width = 9, .keep = 2, .draw = DRAW_BAR, .role = ROLE_AI, .mark = &mark},
		{.title = "number", .width = 4, .keep = 3, .align = ALIGN_RIGHT}};
	struct grid *grid = grid_new(area.screen->arena, "rows", columns, 3, 3);
	for (int i = 0; i < 3; i++) {
		struct grid_row *row = grid_add(grid);
		row->cells[0] = (struct grid_cell){.kind = GRID_TEXT, .text = "漢字漢字漢字"};
		row->cells[1].bar = 0.3 * i;
		row->cells[2] = (struct grid_cell){.kind = GRID_INTEGER, .integer = 1234567};
		row->apart = i == 2;
	}
	area_text(area, x, y, width, ALIGN_CENTRE, "wide 漢字 e\u0301 text");
	area_fill(area, x, y, width, height, ROLE_AI);
	area_tint_row(area, y, ROLE_SELECT);
	area_bar(area, x, y, width, 0.7, ROLE_AI, &mark);
	area_stack(area, x, y, width, height, parts, 4, &mark);
	area_interval(area, x, y, width, 0.1, 0.5, 2, 1, ROLE_AI, &mark);
	area_column(area, x, y, width, height, 0.6, ROLE_AI);
	area_chart(area, x, y, width, height, &series);
	area_digits(area, x, y, height % 6, "−13.9:%▲", ROLE_STRONG);
	area_heat(area, x, y, width, height % 6, ROLE_AI, "漢12");
	area_grid(area_inside(area, x, y, width, height), grid, 0, 1, height % 2);
	area_frame(area_inside(area, x, y, width, height), &(struct frame){.title = "漢字漢字", .note = "note", .foot = "foot",
		.focused = true, .scroll_shown = 2, .scroll_total = 9, .scroll_first = 99});
	area_fade(area_inside(area, x, y, width, height));
}

/* A frame's pad is the one column a tint may reach beyond its area, so areas here have none. */
static void nothing_leaves_its_area(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (int round = 0; round < 3000; round++) {
		int width = round % 13 - 1, height = round / 13 % 7 - 1, x = round % 5 * 7 - 9, y = round % 3 * 4 - 4;
		arena_clear(arena);
		struct screen *screen = filled(arena, 24, 12, (enum glyphs)(round % 3), round % 2);
		struct area area = area_inside(screen_area(screen), 5, 3, width, height);
		draw_everything(area, x, y, round % 29 - 3, round % 17 - 3);
		draw_everything(area, INT32_MAX, INT32_MIN, INT32_MAX, INT32_MAX);
		draw_everything(area, -INT32_MAX, 0, INT32_MAX, 3);
		for (int row = 0; row < 12; row++)
			for (int column = 0; column < 24; column++) {
				bool inside = column >= 5 && column < 5 + width && row >= 3 && row < 3 + height;
				const struct cell *cell = screen_cell(screen, column, row);
				if (!inside && (strcmp(cell->text, "x") != 0 || cell->back || cell->reverse))
					fail_msg("round %d: wrote at %d,%d", round, column, row);
			}
	}
	arena_free(arena);
}

static int cells_of(const struct screen *screen, int row)
{
	int total = 0;
	for (int x = 0; x < screen->columns; x++) {
		const struct cell *cell = &screen->cells[row * screen->columns + x];
		int width = text_width(cell->text);
		bool half = cell->text[0] == '\0';
		assert_true(half == (x > 0 && text_width((cell - 1)->text) == 2));
		total += width;
	}
	return total;
}

static void wide_letters_stay_whole(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct screen *screen = screen_new(arena, 12, 1, GLYPHS_FULL, true, true);
	struct area all = screen_area(screen);
	for (int x = 0; x < 12; x++)
		for (int width = 0; width < 14; width++)
			for (int at = 0; at < 12; at++) {
				area_clear(all);
				area_text(all, 0, 0, 12, ALIGN_LEFT, "漢字漢字漢字");
				area_text(all, x, 0, width, ALIGN_LEFT, "字漢字漢字漢");
				area_text(all, at, 0, 1, ALIGN_LEFT, "y");
				assert_int_equal(cells_of(screen, 0), 12);
			}
	arena_free(arena);
}

static void cuts_end_in_an_ellipsis(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct screen *screen = screen_new(arena, 10, 1, GLYPHS_FULL, true, true);
	assert_int_equal(area_text(screen_area(screen), 1, 0, 6, ALIGN_LEFT, STRONG "Back office"), 7);
	assert_string_equal(screen_to_text(screen, arena), " Back …\n");
	area_clear(screen_area(screen));
	assert_int_equal(area_text(screen_area(screen), 1, 0, 6, ALIGN_RIGHT, DIM "n " STRONG "14"), 7);
	assert_string_equal(screen_to_text(screen, arena), "   n 14\n");
	assert_int_equal(screen_cell(screen, 3, 0)->role, ROLE_DIM);
	assert_int_equal(screen_cell(screen, 5, 0)->role, ROLE_STRONG);
	assert_true(screen_cell(screen, 5, 0)->bold);
	area_clear(screen_area(screen));
	area_text(screen_area(screen), 0, 0, 4, ALIGN_LEFT, "a漢字b");
	assert_string_equal(screen_to_text(screen, arena), "a漢…\n");
	arena_free(arena);
}

static void chips_have_brackets_without_tints(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct screen *screen = screen_new(arena, 20, 1, GLYPHS_ASCII, false, false);
	area_text(screen_area(screen), 0, 0, 20, ALIGN_LEFT, TEXT "a " CHIP " sample data " TEXT " b");
	assert_string_equal(screen_to_text(screen, arena), "a [sample data] b\n");
	assert_true(screen_cell(screen, 3, 0)->reverse);
	assert_false(screen_cell(screen, 15, 0)->reverse);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_leaves_its_area), cmocka_unit_test(wide_letters_stay_whole),
		cmocka_unit_test(cuts_end_in_an_ellipsis), cmocka_unit_test(chips_have_brackets_without_tints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
