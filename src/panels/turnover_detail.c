#include "turnover_own.h"

#include <math.h>

enum { DETAIL_ROWS = 5 };

/* A count of leavers as a rate of the same person-years, with the limits of the count, on the scale of the teams. */
static void add_kind(struct grid *grid, struct arena *arena, const struct view *view, const char *name, enum figure_id id)
{
	const struct figure *figure = view_figure(view, id), *whole = view_figure(view, FIGURE_TURNOVER);
	if (!figure_known(figure) || !figure_known(whole) || !(whole->denominator > 0))
		return;
	double years = whole->denominator;
	struct grid_row *row = grid_add(grid);
	row->cells[0] = cell_text(name, NULL);
	row->cells[1] = cell_real(figure->value / years, arena_print(arena, STRONG "%s" DIM " %%",
		format_percent(arena, figure->value / years)));
	row->cells[2] = cell_real(NAN, NULL);
	row->cells[2].bar = figure->value / years;
	if (figure->has_interval)
		row->cells[2].low = figure->low / years, row->cells[2].high = figure->high / years;
	row->cells[3] = cell_integer((int64_t)figure->value, NULL);
	row->cells[3].shown = arena_print(arena, TEXT "%s", words_amount(arena, figure->value));
	row->cells[5] = cell_text("", figure->has_interval ? arena_print(arena, TEXT "%s–%s" DIM " %%",
		format_decimal(arena, 100 * figure->low / years, 0), format_decimal(arena, 100 * figure->high / years, 0)) : "");
}

static void add_first(struct grid *grid, struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_FIRST_90_DAYS);
	if (!figure_known(figure) || !figure->has_fraction)
		return;
	struct grid_row *row = grid_add(grid);
	row->cells[0] = cell_text("first 90 days", NULL);
	row->cells[1] = cell_figure(arena, view, figure, true);
	row->cells[3] = cell_text("", arena_print(arena, TEXT "%s", words_amount(arena, figure->numerator)));
	row->cells[5] = cell_text("", arena_print(arena, DIM "of " TEXT "%s" DIM " hired", words_amount(arena, figure->denominator)));
}

static void add_next(struct grid *grid, struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_EXPECTED_LEAVERS);
	if (!figure_known(figure))
		return;
	struct grid_row *row = grid_add(grid);
	row->cells[0] = cell_text("next 90 days", NULL);
	row->cells[1] = cell_real(figure->value, arena_print(arena, STRONG "%s", format_decimal(arena, figure->value, 1)));
	row->cells[5] = cell_text("", !figure->has_interval ? DIM "may leave" : arena_print(arena, TEXT "%s–%s" DIM " may leave",
		format_decimal(arena, figure->low, 0), format_decimal(arena, figure->high, 0)));
}

const struct grid *turnover_detail(struct arena *arena, const struct view *view)
{
	const struct figure *whole = view_figure(view, FIGURE_TURNOVER);
	const struct grid_column columns[] = {
		{.key = "kind"}, {.key = "rate"},
		{.draw = DRAW_INTERVAL, .role = ROLE_TURNOVER, .top = turnover_scale(view->answer),
			.mark = whole->has_survey ? &whole->survey : NULL},
		{.key = "left"}, {0}, {0},
	};
	struct grid *grid = grid_new(arena, "kinds", columns, COUNT_OF(columns), DETAIL_ROWS);
	add_kind(grid, arena, view, "by choice", FIGURE_VOLUNTARY);
	add_kind(grid, arena, view, "let go", FIGURE_INVOLUNTARY);
	add_first(grid, arena, view);
	add_next(grid, arena, view);
	return grid;
}
