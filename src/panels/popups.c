#include "popups_own.h"

#include "teamtop/theme.h"

#include <stdlib.h>
#include <string.h>

struct area popup_open(struct area area, int width, int height, const char *title, enum role accent, const char *foot)
{
	width = width + 6 < area.width ? width + 6 : area.width;
	height = height + 4 < area.height ? height + 4 : area.height;
	area_fade(area);
	struct area box = area_inside(area, (area.width - width) / 2, (area.height - height) / 2, width, height);
	int margin = box.x > area.x && box.x + box.width < area.x + area.width ? 1 : 0;
	area_clear(area_inside(area, box.x - area.x - margin, box.y - area.y, box.width + 2 * margin, box.height));
	struct frame frame = { .title = title, .accent = accent, .focused = true, .foot = height > 4 ? foot : NULL };
	struct area inside = area_frame(box, &frame);
	int side = inside.width > 30, above = inside.height > 6;
	return area_inside(inside, side, above, inside.width - 2 * side, inside.height - 2 * above);
}

/* A list one chooses from: the marked row stays in sight. */
static void draw_list(struct area area, const char *title, const char **rows, int count, int row, int now)
{
	int width = markup_width(title) + 4;
	for (int i = 0; i < count; i++)
		width = markup_width(rows[i]) + 4 > width ? markup_width(rows[i]) + 4 : width;
	struct area inside = popup_open(area, width < 34 ? 34 : width, count, title, ROLE_STRONG, STRONG "enter" DIM " choose  " STRONG "esc" DIM " leave");
	int first = row >= inside.height ? row - inside.height + 1 : 0;
	for (int i = first; i < count && i - first < inside.height; i++) {
		int y = i - first;
		if (i == row)
			area_tint_row(inside, y, ROLE_SELECT);
		area_text(inside, 0, y, 2, ALIGN_LEFT, i == now ? STRONG "●" : i == row ? STRONG "›" : " ");
		area_print(inside, 2, y, inside.width - 2, ALIGN_LEFT, i == row ? STRONG "%s" : TEXT "%s", rows[i]);
	}
}

static void draw_period(struct area area, const struct view *view)
{
	/* the order is that of the command table's periods */
	const char *rows[] = { "1 day", "7 days", "28 days", "91 days", "365 days", "this month", "last month" };
	static const int64_t days[] = { 1, 7, 28, 91, 365 };
	const struct period *period = &view->state->period;
	int now = period->kind == PERIOD_MONTH ? 5 : period->kind == PERIOD_LAST_MONTH ? 6 : -1;
	for (int i = 0; i < (int)COUNT_OF(days); i++)
		now = period->kind == PERIOD_DAYS && period->days == days[i] ? i : now;
	draw_list(area, "Period", rows, COUNT_OF(rows), view->state->popup_row, now);
}

static void draw_sort(struct area area, const struct view *view, const struct layout *layout)
{
	struct arena *arena = part_arena(area);
	int focus = view->place->focus;
	const struct grid *grid = focus >= 0 && focus < layout->block_count ? layout->blocks[focus].grid : NULL;
	if (!grid)
		return;
	const char **rows = ARENA_ARRAY(arena, const char *, grid->column_count);
	int count = 0, row = 0, now = -1;
	for (int i = 0; i < grid->column_count; i++) {
		if (!grid_sortable(grid, i))
			continue;
		if (i == view->state->popup_row)
			row = count;
		if (i == grid->sorted_by)
			now = count;
		rows[count++] = i != grid->sorted_by ? grid->columns[i].title
			: arena_print(arena, "%s %s", grid->columns[i].title, grid->descending ? "▾" : "▴");
	}
	draw_list(area, "Sort by", rows, count, row, now);
}

static void draw_theme(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	struct theme_entry *entries = NULL;
	int count = (int)theme_list(&entries), now = -1;
	const char **rows = ARENA_ARRAY(arena, const char *, count + 1);
	for (int i = 0; i < count; i++) {
		rows[i] = arena_print(arena, "%-12s " DIM "%s", entries[i].name, entries[i].title);
		if (strcmp(entries[i].name, view->state->theme_before) == 0)
			now = i;
	}
	free(entries);
	draw_list(area, "Colours", rows, count, view->state->popup_row, now);
}

static void draw_group(struct area area, const struct view *view)
{
	/* the order is that of the command's rows; `n`, `a` and `t` of enum grouping */
	const char *rows[] = { STRONG "n" TEXT "  everybody, one curve", STRONG "a" TEXT "  with AI use and without", STRONG "t" TEXT "  a curve a team",
		STRONG "g" TEXT "  top: the first row" };
	draw_list(area, "Curves", rows, COUNT_OF(rows), view->state->popup_row, (int)view->place->grouping);
}

static void draw_quit(struct area area)
{
	struct area inside = popup_open(area, 30, 1, "Quit", ROLE_STRONG, NULL);
	area_text(inside, 0, inside.height > 1, inside.width, ALIGN_LEFT, inside.width >= 26
		? STRONG "enter" DIM " quit   " STRONG "esc" DIM " stay" : STRONG "enter" DIM " quit");
}

void popup_draw(struct area area, const struct view *view, struct layout *layout)
{
	switch (view->state->popup) {
	case POPUP_HELP:
		layout->popup_below = popup_help(area, view);
		break;
	case POPUP_EXPLAIN:
		if (view->answer && view->answer->group_count > 0)
			layout->popup_below = popup_explain(area, view);
		break;
	case POPUP_PERIOD:
		draw_period(area, view);
		break;
	case POPUP_SORT:
		draw_sort(area, view, layout);
		break;
	case POPUP_THEME:
		draw_theme(area, view);
		break;
	case POPUP_QUIT:
		draw_quit(area);
		break;
	case POPUP_GROUP:
		draw_group(area, view);
		break;
	case POPUP_NONE:
		break;
	}
}
