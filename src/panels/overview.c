#include "attention_own.h"

#include <ctype.h>
#include <string.h>

enum { MOST_TILES = MOST_BLOCKS, SIDE_FROM = 190, SIDE_WIDTH = 44, TILE_WIDTH = 37, TILE_HEIGHT = 7 };

static int tiles_of(const struct panel *tiles[MOST_TILES])
{
	int count = 0;
	for (const struct panel *const *panel = panel_list; *panel && count < MOST_TILES; panel++)
		if ((*panel)->tile)
			tiles[count++] = *panel;
	return count;
}

static const struct figure *figure_of(const struct view *view, const struct panel *panel)
{
	return panel->figure >= 0 ? view_figure(view, (enum figure_id)panel->figure) : NULL;
}

static const char *title_of(struct area area, const struct panel *panel, int number)
{
	return arena_print(part_arena(area), "%d %s", number + 1, panel->title);
}

static void draw_tile(struct area area, const struct view *view, struct layout *layout, const struct panel *panel, int number)
{
	struct area inside = part_frame(area, view, title_of(area, panel, number), NULL, panel->accent,
		part_focused(view, number), figure_of(view, panel));
	panel->tile(inside, view, layout);
}

static void draw_grid(struct area area, const struct view *view, struct layout *layout, const struct panel **tiles, int count, int columns)
{
	int rows = (count + columns - 1) / columns, gap = area.width >= 100 ? 2 : 1, height = area.height / rows;
	for (int i = 0; i < count; i++)
		draw_tile(part_columns(part_rows(area, i / columns * height, height), gap, i % columns, columns),
			view, layout, tiles[i], i);
}

/* The same without sides: "─ 2 Customer time ───── 1 2 3 4 ─". */
static void draw_rule(struct area area, const struct view *view, const struct panel **tiles, int count, int focus)
{
	struct arena *arena = part_arena(area);
	const char *numbers = " ";
	const struct panel *panel = tiles[focus];
	for (int i = 0; i < count; i++)
		numbers = arena_print(arena, "%s%s%d ", numbers, i == focus ? STRONG : DIM, i + 1);
	int at = area.width - markup_width(numbers) - (area.width >= 34 ? 3 : 0);
	for (int x = 0; x < area.width; x++)
		area_text(area, x, 0, 1, ALIGN_LEFT, FRAME "─");
	area_text(area, at, 0, area.width - at, ALIGN_LEFT, numbers);
	const struct figure *figure = figure_of(view, panel);
	const char *ink = figure && figure->state == FIGURE_STALE ? STALE : part_ink(panel->accent);
	area_print(area, 1, 0, at - 1, ALIGN_LEFT, "%s" BOLD " %s " BOLD, ink, title_of(area, panel, focus));
}

/* One at a time: tab and the numbers turn. The others keep their block, so that the keys find them. */
static void draw_one(struct area area, const struct view *view, struct layout *layout, const struct panel **tiles, int count)
{
	int focus = view->place->focus < count ? view->place->focus : 0, margin = area.width >= 34 ? 1 : 0;
	struct layout one = { 0 };
	for (int i = 0; i < count; i++)
		if (i != focus)
			tiles[i]->tile(area_inside(area, 0, 0, 0, 0), view, layout);
		else
			layout->block_count++;
	struct view alone = *view;
	struct place place = *view->place;
	place.focus = 0;
	place.block[0].row = view->place->block[focus].row, place.block[0].row_id = view->place->block[focus].row_id;
	place.block[0].first = view->place->block[focus].first;
	alone.place = &place;
	tiles[focus]->tile(area_inside(area, margin, 1, area.width - 2 * margin, area.height - 1), &alone, &one);
	if (one.block_count > 0)
		layout->blocks[focus] = one.blocks[0];
	draw_rule(area, view, tiles, count, focus);
}

/* The last word of a title stands for it where it does not fit: Growth. */
static const char *title_within(struct arena *arena, const char *title, int cells)
{
	const char *blank = strrchr(title, ' ');
	if (text_width(title) <= cells || !blank)
		return title;
	char *last = arena_copy(arena, blank + 1);
	*last = (char)toupper((unsigned char)*last);
	return last;
}

/* Too low even for one: a line a panel. */
static void draw_lines(struct area area, const struct view *view, struct layout *layout, const struct panel **tiles, int count)
{
	struct arena *arena = part_arena(area);
	int first = view->place->focus >= area.height ? view->place->focus - area.height + 1 : 0;
	for (int i = 0; i < count; i++) {
		const struct figure *figure = figure_of(view, tiles[i]);
		int y = i - first;
		if (!figure)
			continue;
		part_block(layout, tiles[i]->title, NULL, target_page(tiles[i]->page, tiles[i]->figure));
		if (y < 0 || y >= area.height)
			continue;
		if (part_focused(view, i))
			part_mark(area, y);
		const char *number = words_cell(arena, view, figure, true), *change = words_change(arena, figure, -1);
		if (figure->state == FIGURE_OK)          /* a table's heading would say the unit; there is none */
			number = arena_print(arena, STRONG "%s" DIM " %s", words_number(arena, figure, figure->value, -1), words_unit(figure));
		int used = markup_width(number), more = markup_width(change);
		bool both = more > 0 && area.width >= 18 + used + more;
		if (both)
			area_text(area, area.width - more, y, more, ALIGN_LEFT, change);
		int end = area.width - (both ? 10 : 0);
		area_text(area, end - used, y, used, ALIGN_LEFT, number);
		area_print(area, 0, y, end - used - 1, ALIGN_LEFT, part_focused(view, i) ? STRONG "%s" : TEXT "%s",
			title_within(arena, tiles[i]->title, end - used - 1));
	}
}

/* ---- the side column of the largest screens ---- */
static void draw_question(struct area area, const struct view *view, const struct voice_row *row)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = &row->figure;
	const char *number = words_cell(arena, view, figure, true);
	int room = area.width - markup_width(number) - 1;
	bool brief = text_width(row->text) > room && row->key;  /* the key says it shorter: career_prospects */
	char *name = arena_copy(arena, brief ? row->key : row->text);
	for (char *at = name; brief && *at; at++)
		*at = *at == '_' ? ' ' : *at;
	area_print(area, 0, 0, room, ALIGN_LEFT, TEXT "%s", name);
	area_text(area, 0, 0, area.width, ALIGN_RIGHT, number);
	if (!figure_known(figure))
		return;
	area_bar(area, 0, 1, area.width - 11, figure->value, ROLE_STRONG, figure->has_survey ? &figure->survey : NULL);
	if (figure->has_survey)
		area_print(area, 0, 1, area.width, ALIGN_RIGHT, MARK "┆" DIM " %s %%", format_percent(arena, figure->survey));
	struct trend_look look = { .trend = &row->trend, .figure = figure, .accent = ROLE_STRONG };
	if (area.height >= 4)
		trend_spark(area_inside(area, 0, 2, area.width - 11, area.height - 2), &look);
}

enum { LEAST_STEP = 3, MOST_STEP = 7, FRAME_ROWS = 2, LEAST_ATTENTION = 8, MOST_ATTENTION = 18 };

/* Returns the rows it took. */
static int draw_voice(struct area area, const struct view *view)
{
	const struct answer *answer = view->answer;
	struct arena *arena = part_arena(area);
	const char *note = answer->voice_people > 0 ? arena_print(arena, "┆ survey · n %s of %s",
		format_count(arena, answer->voice_people), format_count(arena, answer->voice_asked)) : NULL;
	int count = answer->voice_count, step = count > 0 ? (area.height - FRAME_ROWS - 1) / count : 0;
	step = step < LEAST_STEP ? LEAST_STEP : step > MOST_STEP ? MOST_STEP : step;
	int wanted = FRAME_ROWS + 1 + (count > 0 ? step * count : 2), rows = wanted < area.height ? wanted : area.height;
	struct area inside = part_frame(part_rows(area, 0, rows), view, "5 Voice", note, ROLE_STRONG, false, NULL);
	if (count == 0)
		words_wrap(inside, 1, DIM "not imported: teamtop import DB --preset survey FILE");
	for (int i = 0; i < count && step * i + LEAST_STEP <= inside.height; i++)
		draw_question(part_rows(inside, 1 + step * i, step - 1), view, &answer->voice[i]);
	return rows;
}

static void draw_data(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	int count = view->answer->age_count, step = area.height >= 2 * count + FRAME_ROWS + 1 ? 2 : 1, airy = step == 2;
	int rows = FRAME_ROWS + airy + step * count;
	struct area inside = part_frame(part_rows(area, 0, rows < area.height ? rows : area.height), view, "Data", NULL, ROLE_STRONG, false, NULL);
	for (int i = 0, y = airy; i < count && y < inside.height; i++, y += step) {
		const struct relation_age *age = &view->answer->ages[i];
		const char *old = header_age(arena, view, age);
		area_print(inside, 0, y, 14, ALIGN_LEFT, TEXT "%s", age->label);
		if (age->rows > 0)
			area_print(inside, 14, y, inside.width - 26, ALIGN_RIGHT, TEXT "%s" DIM " rows", format_count(arena, age->rows));
		area_print(inside, inside.width - 12, y, 12, ALIGN_RIGHT, DIM "%s", old ? old
			: age->rows == 0 || age->first_day == INT64_MIN ? "not imported" : "");
	}
}

/* What needs attention has the room that the others leave: each of those is only as tall as what it holds. */
static void draw_side(struct area side, const struct view *view)
{
	int data = FRAME_ROWS + 1 + view->answer->age_count, count = view->answer->voice_count;
	int voice = FRAME_ROWS + 1 + (count > 0 ? LEAST_STEP * count : 2), attention = side.height - data - voice;
	if (attention < LEAST_ATTENTION)
		attention = side.height > LEAST_ATTENTION ? LEAST_ATTENTION : side.height;
	if (attention > MOST_ATTENTION)
		attention = MOST_ATTENTION;
	attention_side(part_rows(side, 0, attention), view);
	int most = side.height - attention - data;
	int used = draw_voice(part_rows(side, attention, most > voice ? most : voice), view) + attention;
	draw_data(part_rows(side, used, side.height - used), view);
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	const struct panel *tiles[MOST_TILES];
	int count = tiles_of(tiles);
	if (count == 0 || view->answer->group_count == 0)
		return;
	if (area.width >= SIDE_FROM && area.height >= 36) {
		int rows = (count + 1) / 2;
		struct area side = area_inside(area, area.width - SIDE_WIDTH, 0, SIDE_WIDTH, area.height / rows * rows);
		draw_side(side, view);
		area.width -= SIDE_WIDTH + 2;
	}
	if (area.width >= 2 * TILE_WIDTH && area.height / ((count + 1) / 2) >= TILE_HEIGHT)
		draw_grid(area, view, layout, tiles, count, 2);
	else if (area.width >= count * TILE_WIDTH && area.height >= TILE_HEIGHT)
		draw_grid(area, view, layout, tiles, count, count);
	else if (area.width >= 24 && area.height / count >= TILE_HEIGHT + 2)
		draw_grid(area, view, layout, tiles, count, 1);
	else if (area.height >= 6)
		draw_one(area, view, layout, tiles, count);
	else
		draw_lines(area, view, layout, tiles, count);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	(void)view, (void)arena, (void)grids, (void)most;
	return 0;
}

const struct panel panel_overview = {
	.page = PAGE_OVERVIEW, .name = "overview", .title = "Overview", .help = "the four panels side by side",
	.accent = ROLE_STRONG, .figure = -1, .needs = NEED_FIGURES | NEED_TRENDS | NEED_ESTIMATE, .build = build, .tables = tables,
};
