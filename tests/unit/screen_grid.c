/* Tables: columns give way by `keep`, headings stand over their figures, sorting, selection, states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scratch.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "teamtop/screen.h"

static const char *const teams[] = {"Billing", "Onboarding", "technical", "Back office"};
static const double shares[] = {0.38, NAN, 0.53, 0.6};

static struct grid *grid_of(void)
{
	static const struct grid_column columns[] = {
		{.key = "team", .title = "team", .width = 11, .keep = 1, .flexible = true},
		{.key = "share", .title = "customers", .align = ALIGN_RIGHT, .width = 5, .keep = 1},
		{.key = "bar", .title = "", .width = 10, .keep = 3, .draw = DRAW_BAR, .role = ROLE_TIME},
		{.key = "people", .title = "people", .align = ALIGN_RIGHT, .width = 6, .keep = 2},
		{.key = "id", .title = "id", .width = 3},
	};
	struct grid *grid = grid_new(scratch, "rows", columns, 5, 5);
	for (int i = 0; i < 4; i++) {
		struct grid_row *row = grid_add(grid);
		row->id = i;
		row->cells[0] = (struct grid_cell){.kind = GRID_TEXT, .text = teams[i]};
		row->cells[1] = (struct grid_cell){.kind = GRID_REAL, .real = shares[i]};
		row->cells[1].shown = isnan(shares[i]) ? DIM "n/a" : arena_print(scratch, STRONG "%.0f" DIM " %%", 100 * shares[i]);
		row->cells[2].bar = shares[i];
		row->cells[2].shown = isnan(shares[i]) ? DIM "no one" : NULL;
		row->cells[3] = (struct grid_cell){.kind = GRID_INTEGER, .integer = 1000 * i + 14};
	}
	struct grid_row *total = grid_add(grid);
	total->apart = true;
	total->cells[0] = (struct grid_cell){.kind = GRID_TEXT, .text = "all teams"};
	return grid;
}

static const char *shown(const struct grid *grid, int width, int height, int first, int selected, enum glyphs glyphs)
{
	bool rich = glyphs == GLYPHS_FULL;
	struct screen *screen = screen_new(scratch, width, height, glyphs, rich, rich);
	area_grid(screen_area(screen), grid, first, selected, true);
	return screen_to_text(screen, scratch);
}

static void columns_give_way_in_order(void **state)
{
	(void)state;
	struct grid *grid = grid_of();
	assert_string_equal(shown(grid, 38, 3, 0, -1, GLYPHS_FULL),
		"team     customers              people\nBilling       38 %  ━━━━──────      14\nOnboarding     n/a  no one       1,014\n");
	assert_string_equal(shown(grid, 26, 2, 0, -1, GLYPHS_FULL), "team     customers  people\nBilling       38 %      14\n");
	assert_string_equal(shown(grid, 17, 2, 0, -1, GLYPHS_FULL), "team    customers\nBilling      38 %\n");
	assert_string_equal(shown(grid, 10, 3, 0, -1, GLYPHS_FULL), "team cust…\nBil…  38 %\nOnb…   n/a\n");
	assert_null(strstr(shown(grid, 200, 8, 0, -1, GLYPHS_FULL), "id"));     /* keep 0: never on screen */
}

static void every_width_keeps_within_its_area(void **state)
{
	(void)state;
	struct grid *grid = grid_of();
	for (int width = 1; width < 90; width++)
		for (int height = 1; height < 9; height++) {
			struct screen *screen = screen_new(scratch, 92, 10, GLYPHS_FULL, true, true);
			struct area area = area_inside(screen_area(screen), 1, 1, width, height);
			int rows = area_grid(area, grid, 0, 1, true);
			assert_true(rows <= height - 1 || rows == 0);
			for (int y = 0; y < 10; y++) {
				assert_string_equal(screen_cell(screen, 0, y)->text, " ");
				assert_string_equal(screen_cell(screen, 1 + width, y)->text, " ");
			}
		}
}

static void sorted_with_the_unknown_last(void **state)
{
	(void)state;
	struct grid *grid = grid_of();
	static const int64_t by_share[] = {3, 2, 0, 1}, by_share_up[] = {0, 2, 3, 1}, by_name[] = {3, 0, 1, 2};
	grid_sort(grid, 1, true);
	for (int i = 0; i < 4; i++)
		assert_int_equal(grid->rows[i].id, by_share[i]);
	assert_true(grid->rows[4].apart);
	assert_non_null(strstr(shown(grid, 40, 3, 0, -1, GLYPHS_FULL), "customers ▾"));
	grid_sort(grid, 1, false);
	for (int i = 0; i < 4; i++)
		assert_int_equal(grid->rows[i].id, by_share_up[i]);
	assert_non_null(strstr(shown(grid, 40, 3, 0, -1, GLYPHS_ASCII), "customers ^"));
	grid_sort(grid, 0, false);                      /* for people: the case of letters does not count */
	for (int i = 0; i < 4; i++)
		assert_int_equal(grid->rows[i].id, by_name[i]);
}

static void equal_rows_keep_their_order(void **state)
{
	(void)state;
	static const struct grid_column columns[] = {{.key = "n", .title = "n", .width = 3, .keep = 1}};
	struct grid *grid = grid_new(scratch, "rows", columns, 1, 100);
	for (int i = 0; i < 100; i++) {
		struct grid_row *row = grid_add(grid);
		row->id = i;
		row->cells[0] = (struct grid_cell){.kind = GRID_INTEGER, .integer = i * 7 % 5};
	}
	grid_sort(grid, 0, true);
	for (int i = 1; i < 100; i++) {
		int64_t before = grid->rows[i - 1].cells[0].integer, here = grid->rows[i].cells[0].integer;
		assert_true(before > here || (before == here && grid->rows[i - 1].id < grid->rows[i].id));
	}
}

static void totals_stand_apart(void **state)
{
	(void)state;
	const char *text = shown(grid_of(), 26, 8, 2, -1, GLYPHS_FULL);
	assert_string_equal(text, "team     customers  people\ntechnical     53 %   2,014\nBack office   60 %   3,014\n\nall teams\n\n\n\n");
}

static void the_selected_row_is_told(void **state)
{
	(void)state;
	struct screen *screen = screen_new(scratch, 30, 8, GLYPHS_FULL, true, true);
	struct area inside = area_frame(screen_area(screen), &(struct frame){.title = "By team"});
	area_grid(inside, grid_of(), 0, 1, true);
	for (int x = 0; x < 30; x++)
		assert_int_equal(screen_cell(screen, x, 3)->back, x >= 1 && x <= 28 ? ROLE_SELECT : ROLE_PAPER);
	assert_true(screen_cell(screen, 2, 3)->bold);
	assert_false(screen_cell(screen, 2, 4)->bold);
	screen = screen_new(scratch, 30, 8, GLYPHS_ASCII, false, false);
	inside = area_frame(screen_area(screen), &(struct frame){.title = "By team"});
	area_grid(inside, grid_of(), 0, 1, true);
	assert_string_equal(screen_cell(screen, 1, 3)->text, ">");
	assert_true(screen_cell(screen, 15, 3)->reverse);
	assert_false(screen_cell(screen, 15, 4)->reverse);
	assert_string_equal(screen_cell(screen, 2, 3)->text, "O");
}

static void states_of_figures(void **state)
{
	(void)state;
	static const struct grid_column columns[] = {{.key = "f", .title = "f", .width = 8, .keep = 1},
		{.key = "i", .title = "", .width = 11, .keep = 1, .draw = DRAW_INTERVAL, .top = 1, .role = ROLE_AI}};
	static const struct figure figures[] = {{.state = FIGURE_NOT_IMPORTED}, {.state = FIGURE_NOT_APPLICABLE}, {.state = FIGURE_SUPPRESSED},
		{.state = FIGURE_OK, .value = 0}, {.state = FIGURE_OK, .value = 0.5, .has_interval = true, .low = 0.3, .high = 0.7},
		{.state = FIGURE_STALE, .value = 0.5}};
	struct grid *grid = grid_new(scratch, "rows", columns, 2, 6);
	for (int i = 0; i < 6; i++) {
		struct grid_row *row = grid_add(grid);
		for (int c = 0; c < 2; c++)
			row->cells[c].kind = GRID_FIGURE, row->cells[c].figure = &figures[i];
	}
	struct screen *screen = screen_new(scratch, 20, 6, GLYPHS_FULL, true, true);
	area_grid(screen_area(screen), grid, 0, -1, false);
	assert_string_equal(screen_to_text(screen, scratch),
		"not imp.\nn/a\n< 5\n0.0      ●\n0.5         ├─●─┤\n0.5           ●\n");
	assert_int_equal(screen_cell(screen, 14, 5)->role, ROLE_STALE);
	assert_int_equal(screen_cell(screen, 14, 4)->role, ROLE_AI);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_give_way_in_order), cmocka_unit_test(every_width_keeps_within_its_area),
		cmocka_unit_test(sorted_with_the_unknown_last), cmocka_unit_test(equal_rows_keep_their_order),
		cmocka_unit_test(totals_stand_apart), cmocka_unit_test(the_selected_row_is_told), cmocka_unit_test(states_of_figures),
	};
	return cmocka_run_group_tests(tests, scratch_open, scratch_close);
}
