#include "parts.h"

#include <math.h>
#include <string.h>

/* The columns all four tiles share, so that a row is read across the screen: name, figure ending at 18, a bar, change,
   and two more at the right where w >= 50. Wider than 64 the name takes 18. */
struct columns {
	int name, figure_end, bar, bar_width, change_end, third_end, fourth_end;
	bool wide;
};

static struct columns columns_of(int width)
{
	int name = width >= 64 ? 18 : width < 26 ? width - 8 : 12, shift = name - 12;
	struct columns columns = { .name = name, .figure_end = 18 + shift, .bar = 20 + shift, .wide = width >= 50,
		.third_end = width - 7, .fourth_end = width };
	columns.change_end = columns.wide ? width - 15 : width;
	if (width < 26)
		columns.figure_end = width;
	columns.bar_width = columns.change_end - 8 - columns.bar;
	if (width < 34)
		columns.bar_width = 0;
	return columns;
}

static const char *shown_of(struct area area, const struct grid_cell *cell)
{
	if (cell->shown)
		return cell->shown;
	return cell->kind == GRID_TEXT && cell->text ? arena_print(part_arena(area), TEXT "%s", cell->text) : "";
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
	if (title[3] && at->change_end > at->figure_end + 8)
		right(area, 0, at->change_end, 8, title[3]);
	if (title[4] && at->wide)
		right(area, 0, at->third_end, 8, title[4]);
	if (title[5] && at->wide)
		right(area, 0, at->fourth_end, title[4] ? 7 : 14, title[5]);
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
	if (at->change_end > at->figure_end + 8)
		right(area, y, at->change_end, 8 + (room > 20), shown_of(area, change));
}

/* An old figure with its age is wide: then it stands without its unit, which the heading's panel has. */
static const char *figure_words(struct area area, const struct grid_row *row, int width)
{
	const struct figure *figure = row->cells[1].figure;
	const char *shown = shown_of(area, &row->cells[1]), *unit = strstr(shown, " %");
	if (markup_width(shown) <= width || !figure || figure->state != FIGURE_STALE || !unit)
		return shown;
	return arena_print(part_arena(area), "%.*s%s", (int)(unit - shown), shown, unit + 2);
}

static void draw_row(struct area area, int y, const struct grid *grid, const struct grid_row *row, const struct columns *at, bool selected)
{
	const char *name = row->cells[0].text ? row->cells[0].text : "";
	if (selected)
		part_mark(area, y);
	area_print(area, 0, y, at->name - 1, ALIGN_LEFT, selected ? STRONG "%s" : TEXT "%s", name);
	right(area, y, at->figure_end, at->figure_end - at->name, figure_words(area, row, at->figure_end - at->name));
	draw_middle(area, y, grid, row, at);
	if (!at->wide)
		return;
	bool pair = grid->columns[4].title != NULL;
	if (pair)
		right(area, y, at->third_end, 8, shown_of(area, &row->cells[4]));
	right(area, y, at->fourth_end, pair ? 7 : 14, shown_of(area, &row->cells[5]));
}

void table_draw(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid, bool heading)
{
	if (area.height < 1 || area.width < 10)
		return;
	struct columns at = columns_of(area.width);
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
