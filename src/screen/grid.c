#include "teamtop/screen.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* `rows` has room for the number promised to grid_new; the room is kept beside the grid. */
struct grid_room {
	struct grid grid;
	int most_rows;
};

struct grid *grid_new(struct arena *arena, const char *name, const struct grid_column *columns, int column_count, int most_rows)
{
	struct grid_room *room = arena_alloc(arena, sizeof *room);
	int count = most_rows > 0 ? most_rows : 0;
	room->most_rows = count;
	room->grid = (struct grid){.name = name, .column_count = column_count, .sorted_by = -1,
		.columns = ARENA_ARRAY(arena, struct grid_column, column_count), .rows = ARENA_ARRAY(arena, struct grid_row, count + 1)};
	memcpy(room->grid.columns, columns, sizeof *columns * (size_t)column_count);
	struct grid_cell *cells = ARENA_ARRAY(arena, struct grid_cell, (size_t)count * (size_t)column_count + 1);
	for (int row = 0; row < count; row++)
		room->grid.rows[row].cells = cells + (size_t)row * (size_t)column_count;
	return &room->grid;
}

struct grid_row *grid_add(struct grid *grid)
{
	assert(grid->row_count < ((struct grid_room *)grid)->most_rows);
	struct grid_row *row = &grid->rows[grid->row_count++];
	for (int i = 0; i < grid->column_count; i++)
		row->cells[i].bar = row->cells[i].low = row->cells[i].high = NAN;
	row->target.figure = -1;
	return row;
}

static double sort_number(const struct grid_cell *cell)
{
	if (cell->sort != 0)
		return cell->sort;
	switch (cell->kind) {
	case GRID_INTEGER: return (double)cell->integer;
	case GRID_REAL: return cell->real;
	case GRID_FIGURE: return cell->figure && figure_known(cell->figure) ? cell->figure->value : NAN;
	default: return NAN;
	}
}

static bool sorts_as_text(const struct grid_cell *cell)
{
	return cell->kind == GRID_TEXT && cell->text && cell->sort == 0;
}

/* What is not known comes last, whatever the direction. */
static int compare_cells(const struct grid_cell *a, const struct grid_cell *b, bool descending)
{
	bool text_a = sorts_as_text(a), text_b = sorts_as_text(b);
	if (text_a && text_b) {
		int order = text_compare(a->text, b->text);
		return descending ? -order : order;
	}
	if (text_a || text_b)
		return text_a ? -1 : 1;
	double x = sort_number(a), y = sort_number(b);
	if (isnan(x) || isnan(y))
		return isnan(x) - isnan(y);
	int order = (x > y) - (x < y);
	return descending ? -order : order;
}

static bool comes_before(const struct grid_row *a, const struct grid_row *b, int column, bool descending)
{
	if (a->apart || b->apart)
		return b->apart && !a->apart;
	return compare_cells(&a->cells[column], &b->cells[column], descending) < 0;
}

static void merge_rows(struct grid_row *rows, struct grid_row *room, int count, int column, bool descending)
{
	if (count < 2)
		return;
	int half = count / 2, left = 0, right = half, out = 0;
	merge_rows(rows, room, half, column, descending);
	merge_rows(rows + half, room, count - half, column, descending);
	while (left < half || right < count) {
		bool take_right = left >= half || (right < count && comes_before(&rows[right], &rows[left], column, descending));
		room[out++] = rows[take_right ? right++ : left++];
	}
	memcpy(rows, room, sizeof *rows * (size_t)count);
}

void grid_sort(struct grid *grid, int column, bool descending)
{
	if (column < 0 || column >= grid->column_count)
		return;
	grid->sorted_by = column, grid->descending = descending;
	struct grid_row *room = memory_new(sizeof *room * (size_t)(grid->row_count + 1));
	merge_rows(grid->rows, room, grid->row_count, column, descending);
	free(room);
}

bool grid_sortable(const struct grid *grid, int column)
{
	if (column < 0 || column >= grid->column_count)
		return false;
	const struct grid_column *at = &grid->columns[column];
	return at->title && *at->title && at->draw == DRAW_TEXT;
}
