#include "time_own.h"

#include <math.h>

static const char *worked_words(struct arena *arena, const struct figure *figure)
{
	return figure->has_fraction && figure_known(figure)
		? arena_print(arena, DIM "of " TEXT "%s" DIM " h| worked", format_hours(arena, figure->denominator)) : "";
}

static struct headline headline_of(struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_CUSTOMER_TIME);
	return (struct headline){ .figure = figure, .panel = PANEL_TIME, .accent = ROLE_TIME,
		.lines = { NULL, worked_words(arena, figure) },
		.trend = view->answer->needs & NEED_TRENDS ? &view->answer->trend[PANEL_TIME] : NULL };
}

/* The parts after customers in words under the bar: as many as fit. */
static void breakdown(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct group *group = view_scope(view);
	const struct figure *figure = &group->figure[FIGURE_CUSTOMER_TIME];
	struct ledger_part parts[MOST_LEDGER];
	int count = ledger_parts(arena, group, parts), width = 0, shown = 1;
	ledger_bar(part_rows(area, 0, 1), group, figure->has_survey ? &figure->survey : NULL);
	const char *words[MOST_LEDGER];
	for (int i = 1; i < count; i++) {
		words[i] = arena_print(arena, DIM "%s " TEXT "%d", parts[i].label, parts[i].percent);
		if (width + markup_width(words[i]) + (i > 1) > area.width)
			break;
		width += markup_width(words[i]) + (i > 1), shown = i + 1;
	}
	int x = 0, spare = area.width - width, gaps = shown - 2;
	for (int i = 1; i < shown; i++) {
		x = area_text(area, x, 1, area.width - x, ALIGN_LEFT, words[i]) + 1;
		int more = gaps > 0 ? (spare / gaps < 2 ? spare / gaps : 2) : 0;
		x += more;
	}
}

const char *time_mostly(struct arena *arena, const struct group *group)
{
	if (!group->mostly || !isfinite(group->mostly_change))
		return "";
	return arena_print(arena, TEXT "%s %s" DIM " pt", group->mostly, words_signed(arena, 100 * group->mostly_change, 0));
}

static const struct grid *tile_teams(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .title = "team" }, { .title = "customers" }, { .role = ROLE_TIME }, { .title = "change" }, { 0 }, { .title = "mostly" },
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "teams", columns, COUNT_OF(columns), answer->group_count);
	const struct figure *whole = view_figure(view, FIGURE_CUSTOMER_TIME);
	grid->columns[2].mark = whole->has_survey ? &whole->survey : NULL;
	for (int i = 1; i < answer->group_count; i++) {
		const struct figure *figure = &answer->groups[i].figure[FIGURE_CUSTOMER_TIME];
		struct grid_row *row = cell_team(grid, arena, view, &answer->groups[i], FIGURE_CUSTOMER_TIME);
		row->cells[1] = cell_figure(arena, view, figure, true);
		row->cells[2] = cell_bar(figure, 1);
		row->cells[3] = cell_change(arena, figure);
		row->cells[5] = cell_text(answer->groups[i].mostly, time_mostly(arena, &answer->groups[i]));
	}
	return grid;
}

static const char *part_change_words(struct arena *arena, double change, char ink)
{
	if (!isfinite(change))
		return "";
	if (fabs(100 * change) < 0.05)
		return DIM "· 0 pt";
	return arena_print(arena, "%c%s %s" DIM " pt", ink ? ink : TEXT[0], change > 0 ? "▲" : "▼", format_decimal(arena, fabs(100 * change), 1));
}

const struct grid *time_ledger(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .key = "kind" }, { .key = "share" }, { .role = ROLE_TIME }, { .key = "change" }, { .key = NULL }, { .key = "seconds" },
	};
	const struct group *group = view_scope(view);
	const struct figure *whole = &group->figure[FIGURE_CUSTOMER_TIME];
	struct ledger_part parts[MOST_LEDGER];
	int count = ledger_parts(arena, group, parts);
	struct grid *grid = grid_new(arena, "ledger", columns, COUNT_OF(columns), MOST_LEDGER);
	for (int i = 0; i < count; i++) {
		struct grid_row *row = grid_add(grid);
		struct record_filter filter = filter_of(view, RELATION_ACTIVITY, view->answer->window, parts[i].label);
		filter.kind_id = parts[i].kind_id, filter.is_work = 1, filter.is_customer = parts[i].is_customer;
		row->id = parts[i].is_customer ? -1 : parts[i].kind_id;
		row->target = parts[i].is_customer || parts[i].kind_id ? target_records(arena, filter, FIGURE_CUSTOMER_TIME)
			: target_none(FIGURE_CUSTOMER_TIME);
		row->cells[0] = cell_text(arena_copy(arena, parts[i].label), NULL);
		row->cells[1] = cell_real(parts[i].share, arena_print(arena, STRONG "%d" DIM " %%", parts[i].percent));
		row->cells[2] = cell_real(NAN, NULL);
		row->cells[2].bar = parts[i].share, row->cells[2].low = parts[i].is_customer ? 1 : NAN;
		/* the customers' change has an interval and may be coloured; of the others none is known */
		row->cells[3] = cell_real(parts[i].change, part_change_words(arena, parts[i].change,
			parts[i].is_customer ? words_change(arena, whole, 1)[0] : TEXT[0]));
		row->cells[5] = cell_real((double)parts[i].seconds, arena_print(arena, TEXT "%s", format_hours(arena, (double)parts[i].seconds)));
	}
	return grid;
}

/* The same under no heading: hours say so. */
static const struct grid *tile_detail(struct arena *arena, const struct view *view)
{
	struct grid *grid = (struct grid *)time_ledger(arena, view);    /* made for this frame alone */
	for (int i = 0; i < grid->row_count; i++)
		grid->rows[i].cells[5].shown = arena_print(arena, "%s" DIM " h", grid->rows[i].cells[5].shown);
	return grid;
}

static void tile_of(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct tile tile = { .name = "Customer time", .headline = headline_of(arena, view), .breakdown = breakdown,
		.detail = tile_detail(arena, view), .teams = tile_teams(arena, view), .target = target_page(PAGE_TIME, FIGURE_CUSTOMER_TIME) };
	tile_draw(area, view, layout, &tile);
}

/* ---- the wall ---- */
static const char *sentence(struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_CUSTOMER_TIME);
	if (!figure_known(figure))
		return words_why(arena, view, figure);
	return arena_print(arena, "%s of every worked hour %s customers%s.", wall_share(arena, figure->value),
		figure->state == FIGURE_STALE ? "reached" : "now reaches", wall_change(arena, view, figure));
}

static void wall_bottom(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct group *group = view_scope(view);
	const struct figure *figure = &group->figure[FIGURE_CUSTOMER_TIME];
	struct ledger_part parts[MOST_LEDGER];
	int count = ledger_parts(arena, group, parts), scale = area.height >= 18 ? 2 : 1, high = digits_height(scale);
	int bar = area.height >= 18 ? 8 : area.height >= 9 ? 4 : area.height >= 7 ? 2 : 1;
	bool digits = area.height >= bar + 2 + high;
	int top = area.height >= bar + 3 + (digits ? high : 0) && figure->has_survey ? 1 : 0;
	ledger_bar(part_rows(area, top, bar), group, figure->has_survey ? &figure->survey : NULL);
	int at = figure->has_survey ? (int)(figure->survey * area.width) : 0;
	if (top && at >= 11)
		area_print(area, 0, 0, at + 1, ALIGN_RIGHT, MARK "survey %s ┆", format_percent(arena, figure->survey));
	double before = 0;
	int end = 0;
	for (int i = 0; i < count; i++) {
		int x = (int)lround(before * area.width), y = top + bar + (digits ? 1 : 0);
		const char *number = format_count(arena, parts[i].percent);
		int width = digits ? digits_width(scale, number) : (int)text_width(number) + 2, label = text_width(parts[i].label);
		before += parts[i].share;
		if (x < end || x + (width > label ? width : label) > area.width)
			continue;
		if (digits)
			area_digits(area, x, y, scale, number, i == 0 ? ROLE_STRONG : ROLE_TEXT);
		else
			area_print(area, x, y, area.width - x, ALIGN_LEFT, STRONG "%s" DIM " %%", number);
		area_print(area, x, y + (digits ? high : 1), area.width - x, ALIGN_LEFT, TEXT "%s", parts[i].label);
		end = x + (width > label ? width : label) + 1;
	}
}

static void wall(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	struct wall_page page = { .panel = &panel_time, .figure = view_figure(view, FIGURE_CUSTOMER_TIME),
		.trend = &view->answer->trend[PANEL_TIME], .sentence = sentence(arena, view), .bottom = wall_bottom };
	wall_page_draw(area, view, &page);
}

const struct panel panel_time = {
	.page = PAGE_TIME, .name = "time", .title = "Customer time", .help = "how much of the worked time reaches customers",
	.accent = ROLE_TIME, .figure = FIGURE_CUSTOMER_TIME, .needs = NEED_FIGURES | NEED_TRENDS | NEED_HEAT, .on_wall = true,
	.build = time_page, .wall = wall, .tile = tile_of, .tables = time_tables,
};
