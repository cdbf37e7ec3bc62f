#include "time_own.h"

#include <math.h>

enum { BLOCK_TEAMS, BLOCK_LEDGER, BLOCK_HEAT, BLOCK_TREND, BLOCK_BUSY, BLOCKS };
enum { THIN_COVERAGE = 60 };                            /* per cent under which the ledger is called thin */

/* ---- the ledger ---- */
struct ledger_columns { int share_end, bar, bar_width, hours_end; };

static struct ledger_columns ledger_columns_of(int width)
{
	struct ledger_columns at = { .share_end = width < 30 ? width - 9 : 20, .hours_end = width - 10 };
	at.bar = at.share_end + 3;
	at.bar_width = width - 10 - (width >= 46 ? 8 : 0) - at.bar - 1;
	if (width < 46)
		at.hours_end = 0;
	return at;
}

static void draw_ledger_row(struct area area, int y, const struct grid_row *row, int step, const struct ledger_columns *at,
	const double *survey, bool selected)
{
	double top = 0.6, mark = survey ? *survey / top : 0;
	if (selected)
		part_mark(area, y);
	if (step > 0 && area.width >= 24 && area_text(area, 0, y, 1, ALIGN_LEFT, TEXT "■") > 0)
		screen_cell(area.screen, area.x, area.y + y)->role = (unsigned char)role_ramp(ROLE_TIME, step);
	int name = area.width >= 24 ? 2 : 0;
	area_print(area, name, y, at->share_end - 6 - name, ALIGN_LEFT, selected ? STRONG "%s" : TEXT "%s", row->cells[0].text);
	area_text(area, at->share_end - 6, y, 6, ALIGN_RIGHT, row->cells[1].shown);
	if (at->bar_width >= 4 && isfinite(row->cells[2].bar))
		area_bar(area, at->bar, y, at->bar_width, row->cells[2].bar / top, ROLE_TIME, survey && row->cells[2].low == 1 ? &mark : NULL);
	if (at->hours_end)
		area_text(area, at->hours_end - 8, y, 8, ALIGN_RIGHT, row->cells[5].shown);
	area_text(area, area.width - 9, y, 9, ALIGN_RIGHT, row->cells[3].shown);
}

static void draw_ledger(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = view_figure(view, FIGURE_CUSTOMER_TIME);
	const double *survey = figure->has_survey && figure_known(figure) ? &figure->survey : NULL;
	struct ledger_part parts[MOST_LEDGER];
	int count = ledger_parts(arena, view_scope(view), parts), y = 0;
	if (part_closed(area, view, figure))
		return;
	if (count == 0) {
		words_wrap(area, 0, figure_known(figure) ? DIM "nothing worked in these days"
			: arena_print(arena, TEXT "%s", words_why(arena, view, figure)));
		return;
	}
	struct ledger_columns at = ledger_columns_of(area.width);
	if (area.height >= count + 3)
		y = area.height >= count + 6;
	int bar = area.height >= count + 5 ? 2 : area.height > count ? 1 : 0;
	ledger_bar(part_rows(area, y, bar), view_scope(view), survey);
	y += bar;
	if (area.height >= y + count + 1) {
		y += area.height >= y + count + 3;
		area_print(area, 0, y, at.share_end, ALIGN_RIGHT, DIM "share");
		if (markup_width(words_survey(arena, figure)) <= at.bar_width)
			area_text(area, at.bar, y, at.bar_width, ALIGN_LEFT, words_survey(arena, figure));
		if (at.hours_end)
			area_print(area, at.hours_end - 8, y, 8, ALIGN_RIGHT, DIM "hours");
		area_print(area, area.width - 8, y++, 8, ALIGN_RIGHT, DIM "change");
	}
	int selected = part_selected(view, block, grid), shown = area.height - y < count ? area.height - y : count;
	int first = part_first(view, block, grid, shown);
	for (int i = 0; i < shown; i++)
		draw_ledger_row(area, y + i, &grid->rows[first + i], parts[first + i].step, &at, survey, first + i == selected);
	layout->blocks[block].shown = shown;
	y += shown;
	if (shown == count && y < area.height) {
		area_print(area, area.width >= 24 ? 2 : 0, y, 10, ALIGN_LEFT, TEXT "total");
		area_print(area, at.share_end - 6, y, 6, ALIGN_RIGHT, STRONG "100" DIM " %%");
		if (at.hours_end)
			area_print(area, at.hours_end - 8, y, 8, ALIGN_RIGHT, TEXT "%s", format_hours(arena, figure->denominator));
	}
}

/* ---- trend, and how busy ---- */
static void draw_trend(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	if (part_closed(area, view, view_figure(view, FIGURE_CUSTOMER_TIME)))
		return;
	struct trend_look look = { .trend = &view->answer->trend[PANEL_TIME], .figure = view_figure(view, FIGURE_CUSTOMER_TIME),
		.accent = ROLE_TIME };
	int margin = area.height >= 7;
	trend_chart(area_inside(area, 0, margin, area.width, area.height - margin), &look);
}

static void busy_row(struct grid *grid, struct arena *arena, const struct view *view, enum figure_id id, const char *name, const char *note)
{
	const struct figure *figure = view_figure(view, id);
	struct grid_row *row = grid_add(grid);
	row->id = (int64_t)id;
	struct record_filter filter = filter_of(view, RELATION_ACTIVITY, view->answer->window, "worked");
	filter.is_work = 1;
	row->target = id == FIGURE_TIME_GIVEN_BACK ? target_none((int)id) : target_records(arena, filter, (int)id);
	const char *value = figure_known(figure) && id != FIGURE_WORKED
		? arena_print(arena, "%s%s" DIM " %s", figure->state == FIGURE_STALE ? STALE : STRONG,
			words_number(arena, figure, figure->value, 1), words_unit(figure)) : words_cell(arena, view, figure, true);
	row->cells[0] = cell_text(name, NULL);
	row->cells[1] = cell_figure(arena, view, figure, true);
	row->cells[1].shown = value;
	row->cells[2] = cell_change(arena, figure);
	row->cells[2].shown = words_change(arena, figure, id == FIGURE_WORKED ? 0 : 1);
	row->cells[3] = cell_text(note, arena_print(arena, DIM "%s", figure_known(figure) ? note : words_why(arena, view, figure)));
}

static const struct grid *busy_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .title = "", .width = 10, .keep = 1 }, { .title = "", .width = 8, .keep = 1, .align = ALIGN_RIGHT },
		{ .title = "", .width = 9, .keep = 2, .align = ALIGN_RIGHT }, { .title = "", .width = 22, .keep = 3, .flexible = true },
	};
	const struct figure *coverage = view_figure(view, FIGURE_TIME_COVERAGE);
	struct grid *grid = grid_new(arena, "busy", columns, COUNT_OF(columns), 4);
	const char *contracted = arena_print(arena, "of %s h contracted", format_hours(arena, view->answer->contracted_seconds));
	if (figure_known(coverage) && 100 * coverage->value < THIN_COVERAGE)
		contracted = arena_print(arena, "thin: of %s h contracted", format_hours(arena, view->answer->contracted_seconds));
	busy_row(grid, arena, view, FIGURE_OCCUPANCY, "occupancy", "rule aws");
	busy_row(grid, arena, view, FIGURE_TIME_COVERAGE, "coverage", contracted);
	busy_row(grid, arena, view, FIGURE_TIME_GIVEN_BACK, "given back", "a week, per AI user");
	busy_row(grid, arena, view, FIGURE_WORKED, "worked", "without breaks");
	return grid;
}

static void draw_busy(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	int margin = area.height > grid->row_count;
	part_grid(area_inside(area, 0, margin, area.width, area.height - margin), view, layout, block, grid, false);
}

/* ---- by team, or by person in a team without teams ---- */
enum { COLUMN_NAME, COLUMN_CUSTOMERS, COLUMN_CHANGE, COLUMN_BAR, COLUMN_HOURS, COLUMN_PARTS, COLUMN_JSON = COLUMN_PARTS + MOST_LEDGER - 1 };

static void team_row(struct grid *grid, struct arena *arena, const struct view *view, const struct group *group,
	const struct ledger_part *parts, int count)
{
	const struct figure *figure = &group->figure[FIGURE_CUSTOMER_TIME], *worked = &group->figure[FIGURE_WORKED];
	struct grid_row *row = cell_team(grid, arena, view, group, FIGURE_CUSTOMER_TIME);
	row->cells[COLUMN_CUSTOMERS] = cell_figure(arena, view, figure, true);
	row->cells[COLUMN_CHANGE] = cell_change(arena, figure);
	row->cells[COLUMN_BAR] = cell_bar(figure, 0.8);
	bool known = figure_known(worked);
	row->cells[COLUMN_HOURS] = cell_figure(arena, view, worked, false);
	if (known && worked->state == FIGURE_OK)
		row->cells[COLUMN_HOURS].shown = arena_print(arena, TEXT "%s", format_hours(arena, worked->value));
	for (int i = 1; i < count; i++) {
		double share = known && worked->value > 0 ? (double)ledger_seconds(group, &parts[i], parts, count) / worked->value : NAN;
		row->cells[COLUMN_PARTS + i - 1] = cell_real(share, isfinite(share)
			? arena_print(arena, TEXT "%s" DIM " %%", format_percent(arena, share)) : DIM "");
	}
	row->cells[COLUMN_JSON] = cell_integer(group->team_id, NULL);
	row->cells[COLUMN_JSON + 1] = cell_integer(group->people, NULL);
	row->cells[COLUMN_JSON + 2] = cell_figure(arena, view, &group->figure[FIGURE_OCCUPANCY], false);
	row->cells[COLUMN_JSON + 3] = cell_figure(arena, view, &group->figure[FIGURE_TIME_COVERAGE], false);
	row->cells[COLUMN_JSON + 4] = group->mostly ? cell_text(group->mostly, NULL) : (struct grid_cell){ 0 };
	row->cells[COLUMN_JSON + 5] = cell_real(group->mostly ? group->mostly_change : NAN, NULL);
}

static struct grid *team_grid(struct arena *arena, const struct view *view)
{
	const struct answer *answer = view->answer;
	const struct figure *whole = view_figure(view, FIGURE_CUSTOMER_TIME);
	struct ledger_part parts[MOST_LEDGER];
	int count = ledger_parts(arena, view_scope(view), parts);
	struct grid_column columns[COLUMN_JSON + 6] = {
		[COLUMN_NAME] = { .key = "team", .title = "team", .width = 14, .keep = 1, .flexible = true },
		[COLUMN_CUSTOMERS] = { .key = "customer_time", .title = "customers", .width = 9, .keep = 1, .align = ALIGN_RIGHT },
		[COLUMN_CHANGE] = { .key = "change", .title = "change", .width = 8, .keep = 2, .align = ALIGN_RIGHT },
		[COLUMN_BAR] = { .title = whole->has_survey ? words_survey(arena, whole) : "", .width = 26, .keep = 3, .draw = DRAW_BAR, .role = ROLE_TIME },
		[COLUMN_HOURS] = { .key = "worked", .title = "hours", .width = 8, .keep = 4, .align = ALIGN_RIGHT },
		[COLUMN_JSON] = { .key = "team_id" }, { .key = "people" }, { .key = "occupancy" }, { .key = "coverage" }, { .key = "mostly" },
		{ .key = "mostly_change" },
	};
	double *mark = arena_alloc(arena, sizeof *mark);
	*mark = whole->survey / 0.8;
	columns[COLUMN_BAR].mark = whole->has_survey ? mark : NULL;
	for (int i = 1; i < count; i++)
		columns[COLUMN_PARTS + i - 1] = (struct grid_column){ .title = arena_copy(arena, parts[i].label),
			.width = 8, .keep = 4 + i, .align = ALIGN_RIGHT };
	struct grid *grid = grid_new(arena, "rows", columns, COUNT_OF(columns), answer->group_count + 1);
	for (int i = 1; i < answer->group_count; i++)
		team_row(grid, arena, view, &answer->groups[i], parts, count);
	if (answer->group_count > 2 || answer->scope_is_leaf)
		team_row(grid, arena, view, &answer->groups[0], parts, count);
	return grid;
}

static struct grid *person_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .key = "person", .title = "name", .width = 18, .keep = 1, .flexible = true },
		{ .key = "customer_time", .title = "customers", .width = 9, .keep = 1, .align = ALIGN_RIGHT },
		{ .key = "change", .title = "change", .width = 8, .keep = 2, .align = ALIGN_RIGHT },
		{ .title = "", .width = 20, .keep = 3, .draw = DRAW_BAR, .role = ROLE_TIME },
		{ .key = "logging", .title = "logging", .width = 8, .keep = 4, .align = ALIGN_RIGHT },
		{ .key = "cases", .title = "cases", .width = 7, .keep = 5, .align = ALIGN_RIGHT },
		{ .key = "worked_seconds", .title = "hours", .width = 8, .keep = 4, .align = ALIGN_RIGHT },
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "rows", columns, COUNT_OF(columns), answer->people_count);
	for (int i = 0; i < answer->people_count; i++) {
		const struct person_row *person = &answer->people[i];
		struct grid_row *row = grid_add(grid);
		row->id = person->person_id, row->target = target_person(person->person_id, FIGURE_CUSTOMER_TIME);
		row->cells[0] = cell_text(person->name, NULL);
		row->cells[1] = cell_figure(arena, view, &person->customer_time, true);
		row->cells[2] = cell_change(arena, &person->customer_time);
		row->cells[3] = cell_bar(&person->customer_time, 0.8);
		row->cells[4] = cell_real(person->logging_share, isfinite(person->logging_share)
			? arena_print(arena, TEXT "%s" DIM " %%", format_percent(arena, person->logging_share)) : DIM "–");
		row->cells[5] = cell_count(arena, person->cases, false);
		row->cells[6] = cell_integer(person->worked, arena_print(arena, TEXT "%s", format_hours(arena, (double)person->worked)));
	}
	return grid;
}

static void draw_teams(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	part_table(area, view, layout, block, grid);
}

static struct grid *rows_grid(struct arena *arena, const struct view *view)
{
	return view->answer->scope_is_leaf && view->answer->people_count > 0 ? person_grid(arena, view) : team_grid(arena, view);
}

void time_page(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = view_figure(view, FIGURE_CUSTOMER_TIME);
	struct grid *rows = rows_grid(arena, view);
	part_sort(view, BLOCK_TEAMS, rows);
	bool persons = view->answer->scope_is_leaf && view->answer->people_count > 0;
	struct record_filter all = filter_of(view, RELATION_ACTIVITY, view->answer->window, "worked");
	all.is_work = 1;
	struct target worked = target_records(arena, all, FIGURE_CUSTOMER_TIME);
	const char *hours = figure_known(figure) && figure->has_fraction
		? arena_print(arena, "%s h worked", format_hours(arena, figure->denominator)) : NULL;
	const struct grid *ledger = time_ledger(arena, view), *heat = heat_grid(arena, view);
	const struct section sections[BLOCKS] = {
		[BLOCK_TEAMS] = { persons ? "By person" : "By team", part_sort_note(arena, rows), 2, part_least(rows), rows->row_count + 3, 1, rows, worked, NULL, draw_teams },
		[BLOCK_LEDGER] = { "Ledger", hours, 0, 7, 12, 2, ledger, worked, figure, draw_ledger },
		[BLOCK_HEAT] = { "With customers, by hour", "share of worked, %", 0, 7, 12, 2, heat, worked, figure, heat_draw },
		[BLOCK_TREND] = { "Trend", arena_print(arena, "%d weeks, a week each", view->answer->trend[PANEL_TIME].count), 1, 5, 7, 3, NULL, worked, figure, draw_trend },
		[BLOCK_BUSY] = { "How busy", NULL, 1, 3, 7, 3, busy_grid(arena, view), worked, NULL, draw_busy },
	};
	compose_page(area, view, layout, ROLE_TIME, sections, BLOCKS);
}

int time_tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	int count = 0;
	if (count < most)
		grids[count++] = rows_grid(arena, view);
	if (count < most)
		grids[count++] = heat_grid(arena, view);
	return count;
}
