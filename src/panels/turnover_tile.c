/* Turnover in short: its tile and its page of the wall, and what they share with the page. */
#include "turnover_own.h"
#include "pages.h"
#include "wall.h"

#include <math.h>

/* The end of the scale all teams share: room for the highest rate, so that the others can be told apart. */
double turnover_scale(const struct answer *answer)
{
	static const double tops[] = {0.3, 0.6, 1, 1.5, 2, 3, 5, 10};
	double highest = 0;
	for (int i = 0; i < answer->group_count; i++)
		if (figure_known(&answer->groups[i].figure[FIGURE_TURNOVER]))
			highest = fmax(highest, answer->groups[i].figure[FIGURE_TURNOVER].value);
	for (size_t i = 0; i < COUNT_OF(tops); i++)
		if (1.5 * highest <= tops[i])
			return tops[i];
	return 20;
}

struct grid_cell turnover_first_cell(struct arena *arena, const struct view *view, const struct figure *figure)
{
	struct grid_cell cell = cell_figure(arena, view, figure, false);
	if (figure->state == FIGURE_OK && figure->has_fraction)
		cell.shown = words_fraction(arena, figure, "");
	else if (figure->state == FIGURE_NOT_APPLICABLE)
		cell.shown = DIM "none hired";
	return cell;
}

struct headline turnover_headline(struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_TURNOVER);
	struct headline headline = {.figure = figure, .panel = PANEL_TURNOVER, .accent = ROLE_TURNOVER,
		.trend = view->answer->needs & NEED_TRENDS ? &view->answer->trend[PANEL_TURNOVER] : NULL};
	if (!figure_known(figure) || !figure->has_fraction)
		return headline;
	headline.lines[0] = arena_print(arena, TEXT "%s" DIM " left|" DIM " in %s", words_amount(arena, figure->numerator),
		page_window_words(arena, view->answer->panel_window[PANEL_TURNOVER]));
	headline.lines[1] = arena_print(arena, DIM "of " TEXT "%s" DIM "| people",
		words_amount(arena, view_figure(view, FIGURE_HEADCOUNT)->value));
	return headline;
}

void turnover_draw_scale(struct area area, int y, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_TURNOVER);
	static const double tops[] = {0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10};
	double most = figure->has_interval ? figure->high : figure->value, top = 20;
	for (size_t i = COUNT_OF(tops); i-- > 0;)
		if (most <= tops[i])
			top = tops[i];
	if (!figure_known(figure) || y >= area.height || area.width < 24)
		return;
	area_text(area, 0, y, 1, ALIGN_LEFT, DIM "0");
	area_interval(area, 2, y, area.width - 10, figure->has_interval ? figure->low : NAN, figure->value,
		figure->has_interval ? figure->high : NAN, top, ROLE_TURNOVER, figure->has_survey ? &figure->survey : NULL);
	area_print(area, area.width - 7, y, 7, ALIGN_RIGHT, DIM "%s %%", format_decimal(part_arena(area), 100 * top, 0));
}

/* ---- the tile ---- */
static void draw_breakdown(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct figure *first = view_figure(view, FIGURE_FIRST_90_DAYS), *choice = view_figure(view, FIGURE_VOLUNTARY);
	turnover_draw_scale(area, 0, view);
	const char *words = figure_known(choice) ? arena_print(arena, DIM "by choice " TEXT "%s    ", words_amount(arena, choice->value)) : "";
	if (figure_known(first) && first->has_fraction)
		words = arena_print(arena, "%s" DIM "first 90 days %s", words, words_fraction(arena, first, ""));
	const char *next = turnover_next_line(arena, view);
	if (*next)
		words = markup_width(next) + markup_width(words) + 4 <= area.width ? arena_print(arena, "%s    %s", next, words) : next;
	area_text(area, 0, 1, area.width, ALIGN_LEFT, words);
}

static const struct grid *tile_teams(struct arena *arena, const struct view *view)
{
	const struct answer *answer = view->answer;
	const struct figure *whole = view_figure(view, FIGURE_TURNOVER);
	double top = turnover_scale(answer);
	const struct grid_column columns[] = {
		{.title = "team"},
		{.title = "rate"},
		{.title = arena_print(arena, "0–%s %%/yr", format_decimal(arena, 100 * top, 0)),
		.draw = DRAW_INTERVAL,
		.role = ROLE_TURNOVER,
		.top = top,
		.mark = whole->has_survey ? &whole->survey : NULL},
		{.title = "left"},
		{.title = "next 90"},
		{.title = "people"},
	};
	struct grid *grid = grid_new(arena, "teams", columns, COUNT_OF(columns), answer->group_count);
	for (int i = 1; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		struct grid_row *row = cell_team(grid, arena, view, group, FIGURE_TURNOVER);
		row->cells[1] = cell_figure(arena, view, &group->figure[FIGURE_TURNOVER], true);
		row->cells[2] = cell_interval(&group->figure[FIGURE_TURNOVER]);
		row->cells[3] = cell_figure(arena, view, &group->figure[FIGURE_LEAVERS], false);
		row->cells[4] = turnover_next_cell(arena, view, group);
		row->cells[5] = cell_count(arena, group->people, true);
	}
	return grid;
}

void turnover_tile(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct tile parts = {.name = "Turnover", .headline = turnover_headline(arena, view), .breakdown = draw_breakdown,
		.detail = turnover_detail(arena, view), .teams = tile_teams(arena, view), .target = target_page(PAGE_TURNOVER, FIGURE_TURNOVER)};
	tile_draw(area, view, layout, &parts);
}

/* ---- the wall ---- */
static const char *sentence(struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_TURNOVER);
	if (!figure_known(figure))
		return words_why(arena, view, figure);
	int64_t days = window_days(view->answer->panel_window[PANEL_TURNOVER]), left = (int64_t)figure->numerator;
	return arena_print(arena, "%s %s left within %s, of %s on average.", format_count(arena, left),
		left == 1 ? "person" : "people",
		days == 365 ? "a year" : words_long_days(arena, view->answer->panel_window[PANEL_TURNOVER]),
		format_decimal(arena, view_figure(view, FIGURE_HEADCOUNT)->value, 0));
}

static void wall_bottom(struct area area, const struct view *view)
{
	wall_teams(area, view, &panel_turnover, turnover_scale(view->answer));
}

void turnover_wall(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	wall_page_draw(area, view,
		&(struct wall_page){.panel = &panel_turnover,
		.figure = view_figure(view, FIGURE_TURNOVER),
		.trend = &view->answer->trend[PANEL_TURNOVER],
		.sentence = sentence(arena, view),
		.bottom = wall_bottom});
}
