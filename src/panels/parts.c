#include "parts.h"

#include <string.h>

struct area part_frame(struct area area, const struct view *view, const char *title, const char *note, enum role accent,
	bool focused, const struct figure *figure)
{
	struct arena *arena = part_arena(area);
	struct frame frame = { .title = title, .note = note, .accent = accent, .focused = focused };
	if (figure && figure->state == FIGURE_NOT_IMPORTED)
		frame.dashed = true;
	if (figure && figure->state == FIGURE_STALE) {
		frame.accent = ROLE_STALE;
		frame.note = arena_print(arena, STALE "%s old",
			format_age(arena, 86400 * (view->answer->window.to - figure->last_day)));
	}
	return area_frame(area, &frame);
}

bool part_closed(struct area area, const struct view *view, const struct figure *figure)
{
	if (figure->state != FIGURE_SUPPRESSED && figure->state != FIGURE_NOT_IMPORTED)
		return false;
	int y = area.height > 4;
	const char *why = words_why(part_arena(area), view, figure);
	if (figure->state == FIGURE_SUPPRESSED) {
		words_wrap(area, y, arena_print(part_arena(area), "%s" DIM "  %s", words_cell(part_arena(area), view, figure, true), why));
		return true;
	}
	y = words_wrap(area, y, arena_print(part_arena(area), DIM "%s", why));
	part_import(part_rows(area, y, area.height - y), view, figure);
	return true;
}

/* The whole command on one line, or on two; with DB for a long name; else what is left of it. Returns its lines. */
static int import_lines(struct area area, const struct view *view, const struct figure *figure, const char *lines[2])
{
	struct arena *arena = part_arena(area);
	const char *preset = words_preset(view, figure);
	for (int named = 1; named >= 0; named--) {
		lines[0] = arena_print(arena, "teamtop import %s", named && view->database ? view->database : "DB");
		lines[1] = arena_print(arena, "--preset %s FILE", preset);
		if (text_width(lines[0]) + 1 + text_width(lines[1]) <= area.width) {
			lines[0] = arena_print(arena, "%s %s", lines[0], lines[1]);
			return 1;
		}
		if (text_width(lines[0]) <= area.width && text_width(lines[1]) + 2 <= area.width && area.height >= 2)
			return 2;
	}
	lines[0] = arena_print(arena, "import --preset %s", preset);
	return 1;
}

int part_import_rows(struct area area, const struct view *view, const struct figure *figure)
{
	const char *lines[2];
	return import_lines(area, view, figure, lines);
}

void part_import(struct area area, const struct view *view, const struct figure *figure)
{
	const char *lines[2];
	int count = import_lines(area, view, figure, lines);
	for (int i = 0; i < count; i++)
		area_print(area, 2 * i, i, area.width - 2 * i, ALIGN_LEFT, DIM "%s", lines[i]);
}

const char *part_ink(enum role role)
{
	static const char *const inks[] = {
		[ROLE_TEXT] = TEXT, [ROLE_STRONG] = STRONG, [ROLE_DIM] = DIM, [ROLE_FRAME] = FRAME, [ROLE_TRACK] = TRACK,
		[ROLE_AI] = IN_AI, [ROLE_TIME] = IN_TIME, [ROLE_SKILLS] = IN_SKILLS, [ROLE_TURNOVER] = IN_TURNOVER,
		[ROLE_BETTER] = BETTER, [ROLE_WORSE] = WORSE, [ROLE_MARK] = MARK, [ROLE_STALE] = STALE,
	};
	return role < COUNT_OF(inks) && inks[role] ? inks[role] : TEXT;
}

struct area part_columns(struct area area, int gap, int index, int count)
{
	int width = (area.width - gap * (count - 1)) / count;
	int x = index == count - 1 && count > 1 ? area.width - width : index * (width + gap);
	return area_inside(area, x, 0, width, area.height);
}

struct area part_rows(struct area area, int from, int height)
{
	return area_inside(area, 0, from, area.width, height);
}

int part_block(struct layout *layout, const char *name, const struct grid *grid, struct target target)
{
	if (layout->block_count >= MOST_BLOCKS)
		return -1;
	layout->blocks[layout->block_count] = (struct block){ .name = name, .grid = grid, .target = target };
	return layout->block_count++;
}

bool part_focused(const struct view *view, int block)
{
	return block >= 0 && view->place->focus == block;
}

static bool selectable(const struct grid_row *row)
{
	return !row->apart || row->target.kind != TARGET_NONE;
}

int part_selected(const struct view *view, int block, const struct grid *grid)
{
	if (!grid || block < 0 || block >= MOST_BLOCKS || !part_focused(view, block) || view->place->block[block].row < 0)
		return -1;
	int row = view->place->block[block].row;
	for (int i = 0; i < grid->row_count; i++)
		if (grid->rows[i].id == view->place->block[block].row_id && selectable(&grid->rows[i]))
			return i;
	if (row >= grid->row_count)
		row = grid->row_count - 1;
	while (row >= 0 && !selectable(&grid->rows[row]))
		row--;
	return row;
}

int part_first(const struct view *view, int block, const struct grid *grid, int shown)
{
	if (block < 0 || block >= MOST_BLOCKS || shown < 1)
		return 0;
	int first = view->place->block[block].first, selected = part_selected(view, block, grid);
	if (selected >= 0 && selected < first)
		first = selected;
	if (selected >= first + shown)
		first = selected - shown + 1;
	if (first > grid->row_count - shown)
		first = grid->row_count - shown;
	return first < 0 ? 0 : first;
}

void part_mark(struct area area, int y)
{
	area_tint_row(area, y, ROLE_SELECT);
	if (area.screen->tints || area.x < 1 || y < 0 || y >= area.height)
		return;
	struct cell *cell = screen_cell(area.screen, area.x - 1, area.y + y);
	if (strcmp(cell->text, " ") == 0)
		cell->text[0] = '>';
}

void part_sort(const struct view *view, int block, struct grid *grid)
{
	if (!grid || block < 0 || block >= MOST_BLOCKS)
		return;
	int column = view->place->block[block].sort;
	if (column >= 0 && column < grid->column_count)
		grid_sort(grid, column, view->place->block[block].descending);
}

const char *part_sort_note(struct arena *arena, const struct grid *grid)
{
	if (grid->sorted_by < 0 || grid->sorted_by >= grid->column_count)
		return NULL;
	const char *title = grid->columns[grid->sorted_by].title;
	return arena_print(arena, "sorted by %s %s", title ? title : "", grid->descending ? "▾" : "▴");
}

static int rows_apart(const struct grid *grid)
{
	int count = 0;
	for (int i = 0; i < grid->row_count; i++)
		count += grid->rows[i].apart ? 2 : 0;
	return count;
}

void part_grid(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid, bool heading)
{
	bool with_heading = heading && area.height >= 2 && (area.height > 3 || area.height > grid->row_count);
	int room = area.height - (with_heading ? 1 : 0), needed = grid->row_count + rows_apart(grid) / 2;
	if (room < 1)
		return;
	bool cut = needed > room && room > 2;
	int lines = cut ? room - 1 : room;
	int shown = lines < grid->row_count ? lines : grid->row_count;
	int first = part_first(view, block, grid, shown);
	struct area inside = area_inside(area, 0, 0, area.width, area.height - (cut ? 1 : 0));
	int drawn = area_grid(inside, grid, first, part_selected(view, block, grid), with_heading);
	if (block >= 0 && layout)
		layout->blocks[block].shown = drawn;
	int more = grid->row_count - first - drawn;
	if (cut && more > 0)
		area_print(area, 0, area.height - 1, area.width, ALIGN_LEFT, DIM "+%s more",
			format_count(part_arena(area), more));
}

void part_table(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	int margin = area.height >= grid->row_count + rows_apart(grid) / 2 + 2;
	part_grid(area_inside(area, 0, margin, area.width, area.height - margin), view, layout, block, grid, true);
}

int part_least(const struct grid *grid)
{
	int rows = grid->row_count + rows_apart(grid) / 2 + 1;
	return rows < 4 ? 4 : rows > 8 ? 8 : rows;
}
