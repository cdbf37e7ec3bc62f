#include "parts.h"

#include <math.h>
#include <string.h>

enum { LEAST_BAR = 6, FAIR_BAR = 12, LONGEST_NAME = 26 };

/* The columns all four tiles share, so that a row is read across the screen: name, figure ending at 18, a bar, change,
   and two more at the right where w >= 50. Wider than 64 the name takes 18. A column with wider words takes its room from
   the bar; where too little is left of it, the third column gives way. */
struct columns {
	int name, figure_end, bar, bar_width, change_end, change, third_end, third, fourth_end, fourth;
	bool wide, pair;
};

static const char *shown_of(struct area area, const struct grid_cell *cell)
{
	if (cell->shown)
		return cell->shown;
	return cell->kind == GRID_TEXT && cell->text ? arena_print(part_arena(area), TEXT "%s", cell->text) : "";
}

static int widest(struct area area, const struct grid *grid, int column, int least)
{
	if (!grid || column >= grid->column_count)
		return least;
	int width = grid->columns[column].title ? markup_width(grid->columns[column].title) : 0;
	for (int i = 0; i < grid->row_count; i++) {
		int own = markup_width(shown_of(area, &grid->rows[i].cells[column]));
		width = own > width ? own : width;
	}
	return width > least ? width : least;
}

/* Names grow into what the bar does not need; all tiles list the same teams, so they grow alike. */
static int name_growth(struct area area, int wanted, int name, int bar_width)
{
	int most = wanted > LONGEST_NAME ? LONGEST_NAME - name : wanted - name, spare = bar_width - (area.width < 50 ? LEAST_BAR : FAIR_BAR);
	return most < 0 || spare < 0 ? 0 : most < spare ? most : spare;
}

static bool has_third(const struct grid *grid)
{
	return grid && grid->column_count > 4 && grid->columns[4].title;
}

/* The last column of a table without a third one stands under both of the table beside it. */
static void measure_right(struct area area, const struct grid *grid, const struct grid *beside, struct columns *at)
{
	bool third = has_third(grid) || has_third(beside);
	const struct grid *both[2] = {grid, beside};
	at->fourth = third ? 6 : 14, at->third = third ? 7 : 0, at->change = 7;
	for (int i = 0; i < 2; i++) {
		at->change = widest(area, both[i], 3, at->change);
		if (has_third(both[i]) || !third)
			at->fourth = widest(area, both[i], 5, at->fourth);
		if (has_third(both[i]))
			at->third = widest(area, both[i], 4, at->third);
	}
	for (int i = 0; i < 2 && third; i++)
		if (both[i] && !has_third(both[i]) && widest(area, both[i], 5, 0) > at->third + 1 + at->fourth)
			at->third = widest(area, both[i], 5, 0) - 1 - at->fourth;
	at->third_end = area.width - at->fourth - 1;
	at->change_end = third ? at->third_end - at->third - 1 : at->third_end;
	at->pair = third && at->change_end - at->change - 1 - at->bar >= LEAST_BAR;
	if (third && !at->pair)
		at->change_end = at->third_end;
}

static struct columns columns_of(struct area area, const struct grid *grid, const struct grid *beside)
{
	int width = area.width, name = width >= 64 ? 18 : width < 26 ? width - 8 : 12;
	struct columns at = {.name = name, .figure_end = width < 26 ? width : name + 6, .bar = name + 8, .wide = width >= 50,
		.change_end = width, .change = 7, .third_end = width - 7, .third = 7, .fourth_end = width, .fourth = 6};
	if (at.wide)
		measure_right(area, grid, beside, &at);
	else
		at.change = widest(area, grid, 3, 7);
	at.bar_width = width < 34 ? 0 : at.change_end - (at.change > 7 ? at.change + 1 : 8) - at.bar;
	int wanted = widest(area, beside, 0, widest(area, grid, 0, 0)) + 1;
	int growth = width < 34 ? 0 : name_growth(area, wanted, name, at.bar_width);
	at.name += growth, at.figure_end += growth, at.bar += growth, at.bar_width -= growth;
	return at;
}

static void right(struct area area, int y, int end, int width, const char *markup)
{
	area_text(area, end - width, y, width, ALIGN_RIGHT, markup);
}

static void draw_heading(struct area area, const struct grid *grid, const struct columns *at)
{
	struct arena *arena = part_arena(area);
	const char *title[6] = { 0 };
	for (int i = 0; i < 6 && i < grid->column_count; i++)
		if (grid->columns[i].title)
			title[i] = arena_print(arena, DIM "%s%s", grid->columns[i].title,
				i != grid->sorted_by ? "" : grid->descending ? " ▾" : " ▴");
	int name = title[0] ? markup_width(title[0]) + 1 : 0;
	if (title[0])
		area_text(area, 0, 0, at->name, ALIGN_LEFT, title[0]);
	if (title[1])
		right(area, 0, at->figure_end, at->figure_end - name, title[1]);
	if (title[2] && at->bar_width > 0)
		area_text(area, at->bar, 0, at->change_end - at->bar - (title[3] ? markup_width(title[3]) + 1 : 0), ALIGN_LEFT, title[2]);
	if (title[3] && at->change_end > at->figure_end + at->change)
		right(area, 0, at->change_end, at->change, title[3]);
	if (title[4] && at->pair)
		right(area, 0, at->third_end, at->third, title[4]);
	if (title[5] && at->wide)
		right(area, 0, at->fourth_end, at->fourth, title[5]);
}

static void draw_middle(struct area area, int y, const struct grid *grid, const struct grid_row *row, const struct columns *at)
{
	const struct grid_column *column = &grid->columns[2];
	const struct grid_cell *cell = &row->cells[2], *change = &row->cells[3];
	int room = at->change_end - at->bar;
	const struct figure *figure = row->cells[1].figure;
	enum role role = figure && figure->state == FIGURE_STALE ? ROLE_STALE : column->role;
	if (figure && figure->state == FIGURE_NOT_APPLICABLE && figure->why && at->bar_width > 0) {
		area_print(area, at->bar, y, room, ALIGN_LEFT, DIM "%s", figure->why);
		return;
	}
	if (at->bar_width > 0 && isfinite(cell->bar)) {
		if (column->draw == DRAW_INTERVAL)
			area_interval(area, at->bar, y, at->bar_width, cell->low, cell->bar, cell->high, column->top,
				role, column->mark);
		else
			area_bar(area, at->bar, y, at->bar_width, cell->bar, role, column->mark);
	}
	if (at->change_end > at->figure_end + at->change)
		right(area, y, at->change_end, at->change, shown_of(area, change));
}

/* An old figure with its age is wide: then it stands without its unit, or without the age, which the frame says too. */
static const char *figure_words(struct area area, const struct grid_row *row, int width)
{
	const struct figure *figure = row->cells[1].figure;
	const char *shown = shown_of(area, &row->cells[1]), *unit = strstr(shown, " %");
	if (markup_width(shown) <= width || !figure || figure->state != FIGURE_STALE)
		return shown;
	if (unit && markup_width(shown) - 2 <= width)
		return arena_print(part_arena(area), "%.*s%s", (int)(unit - shown), shown, unit + 2);
	return arena_print(part_arena(area), "%.*s", (int)strcspn(shown, " "), shown);
}

static void draw_row(struct area area, int y, const struct grid *grid, const struct grid_row *row, const struct columns *at, bool selected)
{
	const char *name = row->cells[0].text ? row->cells[0].text : "";
	if (selected)
		part_mark(area, y);
	area_print(area, 0, y, at->name - 1, ALIGN_LEFT, selected ? STRONG "%s" : TEXT "%s", name);
	right(area, y, at->figure_end, at->figure_end - at->name, figure_words(area, row, at->figure_end - at->name));
	draw_middle(area, y, grid, row, at);
	if (at->pair && has_third(grid))
		right(area, y, at->third_end, at->third, shown_of(area, &row->cells[4]));
	if (at->wide)
		right(area, y, at->fourth_end, at->pair && !has_third(grid) ? at->third + 1 + at->fourth : at->fourth,
			shown_of(area, &row->cells[5]));
}

void table_draw(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid,
	const struct grid *beside, bool heading)
{
	if (area.height < 1 || area.width < 10)
		return;
	struct columns at = columns_of(area, grid, beside);
	int top = heading && area.height >= 3 ? 1 : 0, room = area.height - top;
	bool cut = grid->row_count > room && room > 1;
	int shown = cut ? room - 1 : grid->row_count < room ? grid->row_count : room;
	int first = part_first(view, block, grid, shown), selected = part_selected(view, block, grid);
	if (top)
		draw_heading(area, grid, &at);
	for (int i = 0; i < shown; i++)
		draw_row(area, top + i, grid, &grid->rows[first + i], &at, first + i == selected);
	if (block >= 0 && layout)
		layout->blocks[block].shown = shown;
	if (cut)
		area_print(area, 0, top + shown, area.width, ALIGN_LEFT, DIM "+%s more",
			format_count(part_arena(area), grid->row_count - first - shown));
}
