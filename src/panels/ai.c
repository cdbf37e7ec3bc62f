#include "ai_own.h"

#include <math.h>

const struct figure *ai_curve_figure(const struct view *view)
{
	return view_figure(view, view->answer->trend[PANEL_AI].of_people ? FIGURE_ACTIVE : FIGURE_ADOPTION);
}

static struct headline headline_of(struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_ADOPTION);
	return (struct headline){ .figure = figure, .panel = PANEL_AI, .accent = ROLE_AI,
		.lines = { NULL, words_fraction(arena, figure, "eligible") },
		.trend = view->answer->needs & NEED_TRENDS ? &view->answer->trend[PANEL_AI] : NULL };
}

static double people_of(const struct view *view, enum figure_id id)
{
	const struct figure *figure = view_figure(view, id);
	return figure_known(figure) ? figure->value : NAN;
}

/* active, ever, eligible as one bar; each number ends where its part does. */
static void breakdown(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	double eligible = people_of(view, FIGURE_ELIGIBLE), ever = people_of(view, FIGURE_EVER), active = people_of(view, FIGURE_ACTIVE);
	double habitual = people_of(view, FIGURE_HABITUAL), champion = people_of(view, FIGURE_CHAMPION);
	if (!(eligible > 0) || !isfinite(ever) || !isfinite(active))
		return;
	struct part parts[] = { { active, role_ramp(ROLE_AI, 5) }, { ever - active, role_ramp(ROLE_AI, 3) }, { eligible - ever, role_ramp(ROLE_AI, 1) } };
	area_stack(area, 0, 0, area.width, 1, parts, COUNT_OF(parts), NULL);
	const char *habit = isfinite(habitual) ? arena_print(arena, DIM "habitual " TEXT "%s   ", words_amount(arena, habitual)) : "";
	if (isfinite(champion))
		habit = arena_print(arena, "%s" DIM "champion " TEXT "%s    ", habit, words_amount(arena, champion));
	const char *words[] = { arena_print(arena, DIM "active " TEXT "%s", words_amount(arena, active)), arena_print(arena, DIM "ever " TEXT "%s", words_amount(arena, ever)),
		arena_print(arena, TEXT "%s", words_amount(arena, eligible)) };
	double ends[] = { active, ever, eligible };
	int from = 0;
	for (int i = 0; i < 3; i++) {
		int end = (int)lround(ends[i] / eligible * area.width), width = markup_width(words[i]);
		if (i == 0 && markup_width(habit) + width <= end)
			words[i] = arena_print(arena, "%s%s", habit, words[i]), width = markup_width(words[i]);
		if (end - from >= width)
			area_text(area, from, 1, end - from, ALIGN_RIGHT, words[i]);
		else
			continue;
		from = end + 1;
	}
}

static const struct grid *tile_teams(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .title = "team" }, { .title = "active" }, { .role = ROLE_AI }, { .title = "change" }, { .title = "by AI" }, { .title = "people" },
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "teams", columns, COUNT_OF(columns), answer->group_count);
	for (int i = 1; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		const struct figure *figure = &group->figure[FIGURE_ADOPTION];
		struct grid_row *row = cell_team(grid, arena, view, group, FIGURE_ADOPTION);
		row->cells[1] = cell_figure(arena, view, figure, true);
		row->cells[2] = cell_bar(figure, 1);
		row->cells[3] = cell_change(arena, figure);
		row->cells[4] = cell_figure(arena, view, &group->figure[FIGURE_AI_RESOLVED], true);
		row->cells[5] = cell_count(arena, group->people, false);
	}
	return grid;
}

/* Of the funnel only the shares of those eligible. */
static const struct grid *tile_detail(struct arena *arena, const struct view *view)
{
	struct grid *grid = (struct grid *)ai_funnel(arena, view);      /* made for this frame alone */
	for (int i = 0; i < grid->row_count; i++)
		grid->rows[i].cells[5] = cell_real(NAN, "");
	return grid;
}

static void tile_of(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct tile tile = { .name = "AI adoption", .headline = headline_of(arena, view), .breakdown = breakdown,
		.detail = tile_detail(arena, view), .teams = tile_teams(arena, view), .target = target_page(PAGE_AI, FIGURE_ADOPTION) };
	tile_draw(area, view, layout, &tile);
}

static const char *sentence(struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_ADOPTION);
	if (!figure_known(figure))
		return words_why(arena, view, figure);
	return arena_print(arena, "%s of those who may use AI %s it%s.", wall_share(arena, figure->value),
		figure->state == FIGURE_STALE ? "used" : "now use", wall_change(arena, view, figure));
}

static void wall_bottom(struct area area, const struct view *view)
{
	wall_teams(area, view, &panel_ai, 1);
}

static void wall(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	struct wall_page page = { .panel = &panel_ai, .figure = view_figure(view, FIGURE_ADOPTION),
		.trend = &view->answer->trend[PANEL_AI], .sentence = sentence(arena, view), .bottom = wall_bottom };
	wall_page_draw(area, view, &page);
}

const struct panel panel_ai = {
	.page = PAGE_AI, .name = "ai", .title = "AI adoption", .help = "who may use AI, who does, and what comes of it",
	.accent = ROLE_AI, .figure = FIGURE_ADOPTION, .needs = NEED_FIGURES | NEED_TRENDS | NEED_TOOLS, .on_wall = true,
	.build = ai_page, .wall = wall, .tile = tile_of, .tables = ai_tables,
};
