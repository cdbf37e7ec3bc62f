#include "draw.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Where a grid's columns stand in an area: those that gave way are not in it. */
struct place {
	int count;
	struct { int column, x, width; } at[64];
	int left, gap;                                  /* the first column's x; blank columns between two */
};
enum { MOST_GAP = 4, LEAST_FLEXIBLE = 3, MOST_MEASURED = 2000, FEW_ROWS = 64, WIDEST_NUMBER = 14 };

static int wanted_width(const struct place *place, int gap)
{
	int total = 0;
	for (int i = 0; i < place->count; i++)
		total += place->at[i].width + (i ? gap : 0);
	return total;
}

/* The column that goes first: the highest `keep`, of equals the last. -1 when only those that stay are left. */
static int weakest(const struct grid *grid, const struct place *place)
{
	int found = -1, keep = 1;
	for (int i = 0; i < place->count; i++)
		if (grid->columns[place->at[i].column].keep >= keep && grid->columns[place->at[i].column].keep > 1)
			found = i, keep = grid->columns[place->at[i].column].keep;
	return found;
}

static void place_remove(struct place *place, int at)
{
	memmove(&place->at[at], &place->at[at + 1], sizeof place->at[0] * (size_t)(place->count - at - 1));
	place->count--;
}

static const char *figure_words(struct arena *arena, const struct figure *figure)
{
	switch (figure->state) {
	case FIGURE_NOT_IMPORTED: return DIM "not imp.";
	case FIGURE_NOT_APPLICABLE: return DIM "n/a";
	case FIGURE_SUPPRESSED: return DIM "< 5";
	case FIGURE_STALE: return arena_print(arena, STALE "%s", format_decimal(arena, figure->value, 1));
	default: return format_decimal(arena, figure->value, 1);
	}
}

static const char *cell_markup(struct arena *arena, const struct grid_cell *cell)
{
	if (cell->shown)
		return cell->shown;
	switch (cell->kind) {
	case GRID_TEXT: return cell->text ? cell->text : "";
	case GRID_INTEGER: return format_count(arena, cell->integer);
	case GRID_REAL: return format_decimal(arena, cell->real, 1);
	case GRID_FIGURE: return cell->figure ? figure_words(arena, cell->figure) : "";
	default: return "";
	}
}

/* The widest thing in a column: names need no more than that, however much room there is. Where a long list fills only
   the rows on the screen it is not known: columns must not jump while one scrolls. */
static int content_width(const struct grid *grid, int column, struct arena *arena)
{
	int widest = markup_width(grid->columns[column].title ? grid->columns[column].title : "") + 2;
	for (int i = 0; i < grid->row_count; i++) {
		if (!grid->rows[i].cells || grid->row_count > MOST_MEASURED)
			return INT_MAX / 2;
		int width = markup_width(cell_markup(arena, &grid->rows[i].cells[column]));
		widest = width > widest ? width : widest;
	}
	return widest;
}

/* Numbers, and the words that stand for them, are not cut: their column is as wide as they are, in a table of few rows. */
static int least_width(const struct grid *grid, int index, struct arena *arena)
{
	const struct grid_column *column = &grid->columns[index];
	int widest = column->width;
	if (column->align != ALIGN_RIGHT || column->draw != DRAW_TEXT || grid->row_count > FEW_ROWS)
		return widest;
	for (int i = 0; i < grid->row_count; i++) {
		int width = grid->rows[i].cells ? markup_width(cell_markup(arena, &grid->rows[i].cells[index])) : 0;
		widest = width > widest && width <= WIDEST_NUMBER ? width : widest;
	}
	return widest;
}

static void widen(struct place *place, int at, int by)
{
	int width = place->at[at].width + by;
	place->at[at].width = width < LEAST_FLEXIBLE ? LEAST_FLEXIBLE : width;
}

/* Gives `room`, shared among the columns that are flexible (or else pictures), at most to the width of what they hold. */
static int share_out(const struct grid *grid, struct place *place, int room, bool flexible, bool whole, struct arena *arena)
{
	int share = 0;
	for (int i = 0; i < place->count; i++) {
		const struct grid_column *column = &grid->columns[place->at[i].column];
		share += flexible ? column->flexible : !column->flexible && column->draw != DRAW_TEXT;
	}
	for (int i = 0; i < place->count && share > 0; i++) {
		const struct grid_column *column = &grid->columns[place->at[i].column];
		if (flexible ? !column->flexible : column->flexible || column->draw == DRAW_TEXT)
			continue;
		int part = room / share--, before = place->at[i].width;
		int most = flexible && !whole ? content_width(grid, place->at[i].column, arena) - before : part;
		if (part > 0 && part > most)
			part = most > 0 ? most : 0;
		if (flexible || part > 0)
			widen(place, i, part);
		room -= place->at[i].width - before;
	}
	return room;
}

static int widen_gaps(struct place *place, int most, int room)
{
	for (int gaps = place->count - 1; gaps > 0 && place->gap < most && room >= gaps; room -= gaps)
		place->gap++;
	return room;
}

/* Room missing is taken from what is flexible. Room left over goes to the gaps up to two, to names until they are whole,
   to bars and scales, to wider gaps, and what then is left to names again. */
static void spread(const struct grid *grid, struct place *place, int room, struct arena *arena)
{
	room = widen_gaps(place, 2, room);
	room = share_out(grid, place, room, true, false, arena);
	room = share_out(grid, place, room, false, false, arena);
	if (room > 0)
		room = widen_gaps(place, MOST_GAP, room);
	if (room > 0)
		share_out(grid, place, room, true, true, arena);
}

static struct place place_columns(const struct grid *grid, struct area area, int left)
{
	struct place place = {.left = left, .gap = 1};
	int width = area.width - left;
	for (int i = 0; i < grid->column_count && place.count < (int)COUNT_OF(place.at); i++)
		if (grid->columns[i].keep > 0)
			place.at[place.count].column = i, place.at[place.count++].width = least_width(grid, i, area.screen->arena);
	for (int gone; wanted_width(&place, 1) > width && (gone = weakest(grid, &place)) >= 0; )
		place_remove(&place, gone);
	spread(grid, &place, width - wanted_width(&place, 1), area.screen->arena);
	for (int i = 0, x = left; i < place.count; i++) {
		place.at[i].x = x;
		x += place.at[i].width + place.gap;
	}
	return place;
}

/* A heading may be longer than its column: it then uses the room the heading beside it leaves. */
static void draw_heading(struct area area, const struct grid *grid, const struct place *place)
{
	int free_from = place->left;
	for (int i = 0; i < place->count; i++) {
		const struct grid_column *column = &grid->columns[place->at[i].column];
		bool sorted = place->at[i].column == grid->sorted_by;
		const char *title = column->title ? column->title : "", *arrow = !sorted ? "" : grid->descending ? " ▾" : " ▴";
		int x = place->at[i].x, end = x + place->at[i].width;
		int wide = markup_width(title) + markup_width(arrow), next = area.width;
		if (i + 1 < place->count)
			next = place->at[i + 1].x - 1;
		if (wide > end - x && column->align == ALIGN_RIGHT)
			x = end - wide > free_from ? end - wide : free_from;
		else if (wide > end - x)
			end = x + wide < next ? x + wide : next;
		if (x < free_from)
			x = free_from;
		int room = end - x - markup_width(arrow);
		if (wide == 0 || room < 1)
			continue;
		const char *cut = title;
		if (markup_width(title) > room)
			cut = arena_print(area.screen->arena, "%.*s…", (int)text_fit(title, room - 1, NULL), title);
		area_print(area, x, 0, end - x, column->align, "%s%s%s", sorted ? STRONG : DIM, cut, arrow);
		free_from = (column->align == ALIGN_LEFT ? x + markup_width(cut) + markup_width(arrow) : end) + 1;
	}
}

static bool unknown_figure(const struct grid_cell *cell)
{
	return cell->kind == GRID_FIGURE && (!cell->figure || !figure_known(cell->figure));
}

static bool draw_picture(struct area area, int x, int y, int width, const struct grid_column *column, const struct grid_cell *cell)
{
	const struct figure *figure = cell->kind == GRID_FIGURE ? cell->figure : NULL;
	enum role role = figure && figure->state == FIGURE_STALE ? ROLE_STALE : column->role;
	double dot = figure && isnan(cell->bar) ? figure->value : cell->bar;
	if (column->draw == DRAW_TEXT || unknown_figure(cell))
		return false;
	if (column->draw == DRAW_BAR) {
		if (isnan(cell->bar))
			return false;
		area_bar(area, x, y, width, cell->bar, role, column->mark);
		return true;
	}
	if (isnan(dot))
		return false;
	bool own = figure && figure->has_interval && isnan(cell->low);
	area_interval(area, x, y, width, own ? figure->low : cell->low, dot, own ? figure->high : cell->high,
		column->top > 0 ? column->top : 1, role, column->mark);
	return true;
}

static void draw_row(struct area area, const struct grid *grid, const struct place *place, int y, const struct grid_row *row)
{
	for (int i = 0; i < place->count; i++) {
		const struct grid_column *column = &grid->columns[place->at[i].column];
		const struct grid_cell *cell = &row->cells[place->at[i].column];
		if (draw_picture(area, place->at[i].x, y, place->at[i].width, column, cell))
			continue;
		enum align align = column->draw == DRAW_TEXT ? column->align : ALIGN_LEFT;
		if (column->draw != DRAW_TEXT && !cell->shown)
			continue;
		area_text(area, place->at[i].x, y, place->at[i].width, align, cell_markup(area.screen->arena, cell));
	}
}

/* The selected row: tinted over its full width, its name bold; without tints reversed, and `>` before it. */
static void mark_selected(struct area area, const struct place *place, int y)
{
	area_tint_row(area, y, ROLE_SELECT);
	for (int x = 0; place->count && x < place->at[0].width; x++) {
		struct cell *cell = draw_cell(area, place->at[0].x + x, y);
		if (cell)
			cell->bold = true;
	}
	if (area.screen->tints)
		return;
	int pad = area.padded ? 1 : 0;
	struct area row = {.screen = area.screen, .x = area.x - pad, .y = area.y, .width = area.width + pad, .height = area.height};
	draw_glyph(row, 0, y, ">", ROLE_TEXT);
}

int area_grid(struct area area, const struct grid *grid, int first, int selected, bool heading)
{
	int left = area.screen->tints || area.padded ? 0 : 1;   /* room for `>` */
	struct place place = place_columns(grid, area, left);
	int y = 0, shown = 0;
	if (heading && area.height > 0)
		draw_heading(area, grid, &place), y = 1;
	for (int i = first > 0 ? first : 0; i < grid->row_count; i++) {
		const struct grid_row *row = &grid->rows[i];
		if (row->apart && shown > 0 && !grid->rows[i - 1].apart)
			y++;
		if (y >= area.height)
			break;
		draw_row(area, grid, &place, y, row);
		if (i == selected)
			mark_selected(area, &place, y);
		y++, shown++;
	}
	return shown;
}
