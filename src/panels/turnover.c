#include "pages.h"
#include "survival_chart.h"
#include "turnover_own.h"

#include <math.h>

enum { BOTH_FROM = 90, CURVES_FROM = 52 };              /* columns for both charts of survival; rows for curves by team beside all */

static struct window window_of(const struct view *view)
{
	return view->answer->panel_window[PANEL_TURNOVER];
}

/* ---- rows by team ---- */
static const struct team_expectation *expectation_of(const struct view *view, int group)
{
	return view->answer->needs & NEED_SURVIVAL && view->answer->expectations ? &view->answer->expectations[group] : NULL;
}

/* statistics.md 8: marked only where more than chance, whatever the rate looks like. */
static struct grid_cell expected_cell(struct arena *arena, const struct view *view, int group)
{
	const struct team_expectation *expectation = expectation_of(view, group);
	if (!expectation || !isfinite(expectation->expected))
		return cell_real(NAN, arena_print(arena, DIM "< %d", view->state->policy.risk_min_group));
	return cell_real(expectation->expected, arena_print(arena, TEXT "%s", format_decimal(arena, expectation->expected, 1)));
}

static struct grid_cell verdict_cell(const struct view *view, int group)
{
	const struct team_expectation *expectation = expectation_of(view, group);
	if (!expectation || !isfinite(expectation->expected))
		return cell_text("too small to say", DIM "too small to say");
	if (!expectation->marked)
		return cell_text("within chance", DIM "within chance");
	bool more = (double)expectation->left > expectation->expected;
	return cell_text(more ? "more than chance" : "fewer than chance",
		more ? WORSE "! more than chance" : BETTER "fewer than chance");
}

enum { TEAM, PEOPLE, RATE, INTERVAL, LEFT, CHOICE, EXPECTED, VERDICT, NEXT, FIRST, TEAM_COLUMNS };

static struct target leavers_target(struct arena *arena, const struct view *view, const struct group *group)
{
	struct record_filter filter = page_filter_of_group(view, group, RELATION_PERSON, window_of(view),
		arena_print(arena, "leavers, %s", group->name));
	filter.leavers = 1;
	return target_records(arena, filter, FIGURE_LEAVERS);
}

static struct grid *teams_grid(struct arena *arena, const struct view *view)
{
	const struct answer *answer = view->answer;
	double top = turnover_scale(answer);
	const struct figure *whole = view_figure(view, FIGURE_TURNOVER);
	const char *scale = arena_print(
		arena, "%s0–%s %%/yr",
		whole->has_survey ? arena_print(arena, MARK "┆" DIM " %.0f %%  ", 100 * whole->survey) : "", format_decimal(arena, 100 * top, 0));
	const struct grid_column columns[TEAM_COLUMNS] = {
		[TEAM] = {.key = "team", .title = "team", .width = 14, .keep = 1, .flexible = true},
		[PEOPLE] = {.key = "people", .title = "people", .align = ALIGN_RIGHT, .width = 6, .keep = 6},
		[RATE] = {.key = "turnover", .title = "rate", .align = ALIGN_RIGHT, .width = 9, .keep = 1},
		[INTERVAL] = {.title = scale,
		.width = 14,
		.keep = 5,
		.draw = DRAW_INTERVAL,
		.role = ROLE_TURNOVER,
		.top = top,
		.mark = whole->has_survey ? &whole->survey : NULL},
		[LEFT] = {.key = "leavers", .title = "left", .align = ALIGN_RIGHT, .width = 5, .keep = 2},
		[CHOICE] = {.key = "voluntary", .title = "by choice", .align = ALIGN_RIGHT, .width = 9, .keep = 4},
		[EXPECTED] = {.key = "expected_for_tenures", .title = "expected", .align = ALIGN_RIGHT, .width = 8, .keep = 3},
		[VERDICT] = {.key = "against_expected", .title = "for its tenures", .width = 18, .keep = 7},
		[NEXT] = {.key = "expected_leavers", .title = "next 90", .align = ALIGN_RIGHT, .width = 7, .keep = 2},
		[FIRST] = {.key = "first_90_days", .title = "first 90 days", .align = ALIGN_RIGHT, .width = 13, .keep = 4},
	};
	struct grid *grid = grid_new(arena, "rows", columns, TEAM_COLUMNS, answer->group_count + 1);
	for (int i = 1; i <= answer->group_count; i++) {
		int index = i % answer->group_count;
		const struct group *group = &answer->groups[index];
		struct grid_row *row = cell_team(grid, arena, view, group, FIGURE_TURNOVER);
		row->apart = index == 0;
		row->target = leavers_target(arena, view, group);
		row->cells[PEOPLE] = cell_count(arena, group->people, true);
		row->cells[RATE] = cell_figure(arena, view, &group->figure[FIGURE_TURNOVER], true);
		row->cells[INTERVAL] = cell_interval(&group->figure[FIGURE_TURNOVER]);
		row->cells[LEFT] = cell_figure(arena, view, &group->figure[FIGURE_LEAVERS], false);
		row->cells[CHOICE] = cell_figure(arena, view, &group->figure[FIGURE_VOLUNTARY], false);
		row->cells[EXPECTED] = index == 0 ? cell_real(NAN, NULL) : expected_cell(arena, view, index);
		row->cells[VERDICT] = index == 0 ? cell_text("", NULL) : verdict_cell(view, index);
		row->cells[NEXT] = turnover_next_cell(arena, view, group);
		row->cells[FIRST] = turnover_first_cell(arena, view, &group->figure[FIGURE_FIRST_90_DAYS]);
	}
	return grid;
}

/* ---- the rate ---- */
/* One kind of leaving: its count as a rate of the same person-years, with the limits of the count. What stands behind `|`
   in `of` gives way. */
struct kind { const char *name; const struct figure *figure; double divisor; bool yearly; const char *of; };

static int draw_kind(struct area area, int y, const struct view *view, const struct kind *kind)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = kind->figure;
	if (y >= area.height || area.width < 24)
		return y;
	area_text(area, 0, y, 13, ALIGN_LEFT, kind->name);
	if (!figure_known(figure) || !(kind->divisor > 0)) {
		area_print(area, 14, y, area.width - 14, ALIGN_LEFT, "%s" DIM "  %s", words_cell(arena, view, figure, true),
			area.width >= 40 ? words_why(arena, view, figure) : "");
		return y + 1;
	}
	double by = 100 / kind->divisor;
	int decimals = kind->yearly || by * figure->high < 1 ? 1 : 0;
	area_print(area, 13, y, 10, ALIGN_RIGHT, STRONG "%s" DIM " %%%s", format_decimal(arena, by * figure->value, by * figure->value < 999.5),
		kind->yearly ? "/yr" : "   ");
	int x = 24;
	if (area.width >= 40 && figure->has_interval)
		x = 2 + area_print(area, x, y, area.width - x, ALIGN_LEFT, DIM "95 %% " TEXT "%s–%s",
			format_decimal(arena, by * figure->low, decimals), format_decimal(arena, by * figure->high, decimals));
	const char *of = page_line(arena, kind->of, area.width - x);
	if (area.width >= 54 && markup_width(of) <= area.width - x)
		area_text(area, x, y, area.width - x, ALIGN_RIGHT, of);
	return y + 1;
}

static int draw_kinds(struct area area, int y, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct figure *rate = view_figure(view, FIGURE_TURNOVER), *first = view_figure(view, FIGURE_FIRST_90_DAYS);
	const struct figure *choice = view_figure(view, FIGURE_VOLUNTARY), *let_go = view_figure(view, FIGURE_INVOLUNTARY);
	const struct figure *shrm = view_figure(view, FIGURE_TURNOVER_SHRM);
	const char *people = words_amount(arena, view_figure(view, FIGURE_HEADCOUNT)->value);
	y = draw_kind(area, y, view, &(struct kind){"by choice", choice, rate->denominator, true,
		arena_print(arena, TEXT "%s" DIM " left| of %s people", words_amount(arena, choice->value), people)});
	y = draw_kind(area, y, view, &(struct kind){"let go", let_go, rate->denominator, true,
		arena_print(arena, TEXT "%s" DIM " left| of %s people", words_amount(arena, let_go->value), people)});
	y = draw_kind(area, y, view, &(struct kind){"first 90 d", first, 1, false,
		arena_print(arena, "%s" DIM "| hired", words_fraction(arena, first, ""))});
	return draw_kind(area, y, view, &(struct kind){"rule shrm", shrm, 1, true,
		arena_print(arena, TEXT "%s" DIM " left| in 12 months", words_amount(arena, shrm->numerator))});
}

/* What the rows above do not count: those who left neither by choice nor were let go, and those not known. */
static const char *left_out_words(struct arena *arena, const struct view *view)
{
	const struct answer *answer = view->answer;
	const struct figure *left = view_figure(view, FIGURE_LEAVERS), *choice = view_figure(view, FIGURE_VOLUNTARY);
	const struct figure *let_go = view_figure(view, FIGURE_INVOLUNTARY);
	bool known = figure_known(left) && figure_known(choice) && figure_known(let_go);
	double others = known ? left->value - choice->value - let_go->value - (double)answer->leavers_unknown : 0;
	const char *words = others > 0.5 ? arena_print(arena, TEXT "%s" DIM " left otherwise", words_amount(arena, others)) : "";
	if (answer->leavers_unknown)
		words = arena_print(arena, "%s%s" TEXT "%s" DIM " left, why is not recorded", words, *words ? DIM " · " : "",
			format_count(arena, answer->leavers_unknown));
	if (answer->hired_unknown)
		words = arena_print(arena, "%s%s" TEXT "%s" DIM " without a hire date left out", words, *words ? DIM " · " : "",
			format_count(arena, answer->hired_unknown));
	return words;
}

static void draw_rate(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	struct headline headline = turnover_headline(arena, view);
	(void)layout, (void)block, (void)grid;
	struct area inside = area.height >= 11 ? part_rows(area, 1, area.height - 1) : area;
	int y = headline_draw(inside, view, &headline);
	if (!figure_known(headline.figure))
		return;
	if (inside.height >= y + 6)
		turnover_draw_scale(inside, y++, view);
	y += inside.height >= y + 5;
	y = draw_kinds(inside, y, view);
	const char *words = left_out_words(arena, view);
	if (*words && y < inside.height)
		area_text(inside, 0, y, inside.width, ALIGN_LEFT, words);
}

/* ---- sections ---- */
static void draw_survival(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	enum grouping grouping = view->place->grouping;
	if (part_closed(area, view, view_figure(view, FIGURE_TURNOVER)))
		return;
	bool airy = grouping != GROUPED_NONE && area.height >= 13;
	struct area inside = part_rows(area, airy, area.height - airy);
	if (grouping == GROUPED_TEAM)
		survival_by_team(inside, view);
	else if (grouping == GROUPED_AI)
		survival_by_ai(inside, view);
	else if (area.width < BOTH_FROM)
		survival_chart(area, view);
	else {
		survival_chart(part_columns(area, 4, 0, 2), view);
		survival_by_ai(part_columns(part_rows(area, area.height >= 13, area.height - (area.height >= 13)), 4, 1, 2), view);
	}
}

static void draw_by_team(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	if (!part_closed(area, view, view_figure(view, FIGURE_TURNOVER)))
		survival_by_team(area, view);
}

static void draw_trend(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	const struct figure *figure = view_figure(view, FIGURE_TURNOVER);
	if (!part_closed(area, view, figure))
		trend_chart(area.height >= 7 ? part_rows(area, 1, area.height - 1) : area,
			&(struct trend_look){.trend = &view->answer->trend[PANEL_TURNOVER], .figure = figure, .accent = ROLE_TURNOVER,
			.band = area.screen->tints && area.height >= 8});
}

/* Of those hired a year and a quarter to a quarter ago, how many stayed their first 90 days. */
static void draw_first(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	struct arena *arena = part_arena(area);
	const struct figure *figure = view_figure(view, FIGURE_FIRST_90_DAYS);
	struct headline headline = {.figure = figure, .panel = PANEL_TURNOVER, .accent = ROLE_TURNOVER};
	if (figure_known(figure) && figure->has_fraction)
		headline.lines[1] = words_fraction(arena, figure, "hired");
	struct area inside = area.height >= 7 ? part_rows(area, 1, area.height - 1) : area;
	int y = headline_draw(inside, view, &headline);
	if (!figure_known(figure))
		return;
	if (inside.height > y + 1 && inside.width >= 24) {
		area_text(inside, 0, y, 1, ALIGN_LEFT, DIM "0");
		area_interval(inside, 2, y, inside.width - 10, figure->has_interval ? figure->low : NAN, figure->value,
			figure->has_interval ? figure->high : NAN, 1, ROLE_TURNOVER, NULL);
		area_text(inside, inside.width - 7, y++, 7, ALIGN_RIGHT, DIM "100 %");
	}
	int64_t to = view->answer->window.to;
	words_wrap(inside, y + (inside.height > y + 1), arena_print(arena, DIM "hired %s; left within 90 days",
		words_days(arena, (struct window){to - 455, to - 91})));
}

static void draw_teams(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	bool airy = area.height >= grid->row_count + 5, note = area.height >= grid->row_count + 3 + airy && area.width >= 70;
	part_grid(part_rows(area, airy, area.height - airy - note), view, layout, block, grid, true);
	if (note)
		area_text(area, 0, area.height - 1, area.width, ALIGN_LEFT, turnover_track_line(part_arena(area), view));
}

enum { SECTION_RATE, SECTION_SURVIVAL, SECTION_DRIVERS, SECTION_NEXT, SECTION_TREND, SECTION_FIRST, SECTION_TEAMS, SECTION_BY_TEAM, SECTIONS };

/* Curves by team take the whole width: what stood beside them moves up, and there is no second chart of them. */
static const int BANDS[SECTIONS] = {0, 0, 1, 1, 3, 3, 4, 2}, BANDS_BY_TEAM[SECTIONS] = {0, 1, 2, 0, 2, 3, 4, 3};

static struct target people_target(struct arena *arena, const struct view *view, struct window window, bool hired,
                                   const char *title, int figure)
{
	struct record_filter filter = filter_of(view, RELATION_PERSON, window, title);
	filter.leavers = !hired, filter.hired = hired;
	return target_records(arena, filter, figure);
}

static const char *const survival_titles[] = {
	[GROUPED_NONE] = "Still here, by tenure", [GROUPED_AI] = "Still here, by AI use", [GROUPED_TEAM] = "Still here, by team",
};

static void make_sections(struct arena *arena, const struct view *view, struct section sections[SECTIONS])
{
	const struct figure *rate = view_figure(view, FIGURE_TURNOVER), *first = view_figure(view, FIGURE_FIRST_90_DAYS);
	struct grid *teams = teams_grid(arena, view);
	const struct figure *next = view_figure(view, FIGURE_EXPECTED_LEAVERS);
	struct window window = window_of(view), ever = {INT64_MIN, window.to}, hired = {window.to - 455, window.to - 91};
	part_sort(view, SECTION_TEAMS, teams);
	const struct section all[SECTIONS] = {
		{"Rate", arena_print(arena, "%s, rule daily-mean", words_long_days(arena, window)), 0, 3, 11, 1, NULL,
		people_target(arena, view, window, false, "leavers", FIGURE_TURNOVER), rate, draw_rate},
		{survival_titles[view->place->grouping], survival_note(arena, view, view->place->grouping), 0, 6, 11, 3, NULL,
		people_target(arena, view, ever, false, "leavers", EXPLAIN_SURVIVAL), rate, draw_survival},
		{"What goes with leaving", "association, not cause", 1, 8, 10, 3, NULL, target_page(PAGE_BACKTEST, EXPLAIN_DRIVERS), NULL,
		turnover_draw_drivers},
		{"Next 90 days", turnover_verdict_note(arena, view), 1, 8, 10, 3, NULL, target_page(PAGE_BACKTEST, FIGURE_EXPECTED_LEAVERS), next,
		turnover_draw_next},
		{"Trend",
		arena_print(arena, "%s each, %d weeks", words_long_days(arena, window),
		view->answer->trend[PANEL_TURNOVER].count),
		2, 7, 7, 4, NULL, people_target(arena, view, window, false, "leavers", FIGURE_TURNOVER), rate, draw_trend},
		{"First 90 days", "of those hired in a year", 2, 7, 7, 5, NULL,
		people_target(arena, view, hired, true, "hired 455 to 91 days ago", FIGURE_FIRST_90_DAYS), first, draw_first},
		{"By team", part_sort_note(arena, teams), 3, teams->row_count < 8 ? teams->row_count + 2 : 9,
		teams->row_count + 4, 2, teams, target_none(FIGURE_TURNOVER), NULL, draw_teams},
		{survival_titles[GROUPED_TEAM], survival_note(arena, view, GROUPED_TEAM), 2, 8, 11, 6, NULL,
		people_target(arena, view, ever, false, "leavers", EXPLAIN_SURVIVAL_BY_TEAM), rate, draw_by_team},
	};
	for (int i = 0; i < SECTIONS; i++) {
		sections[i] = all[i];
		sections[i].band = (view->place->grouping == GROUPED_TEAM ? BANDS_BY_TEAM : BANDS)[i];
	}
	if (view->place->grouping == GROUPED_TEAM)      /* then they are what the page is about */
		sections[SECTION_SURVIVAL].keep = 1, sections[SECTION_RATE].keep = 3;
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct section sections[SECTIONS];
	make_sections(part_arena(area), view, sections);
	bool curves = area.height >= CURVES_FROM && view->place->grouping != GROUPED_TEAM && survival_has_teams(view);
	compose_page(area, view, layout, ROLE_TURNOVER, sections, curves ? SECTIONS : SECTIONS - 1);
}

/* ---- for scripts ---- */
static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	struct grid *teams = teams_grid(arena, view);
	teams->row_count -= 1;                          /* the last one is the scope itself, which stands in the figures */
	const struct grid *all[] = {teams, survival_table(arena, view), turnover_drivers_table(arena, view), turnover_next_table(arena, view),
		turnover_backtest_table(arena, view), survival_ai_table(arena, view), survival_beside_table(arena, view), survival_team_table(arena, view)};
	int count = 0;
	for (; count < (int)COUNT_OF(all) && count < most; count++)
		grids[count] = all[count];
	return count;
}

const struct panel panel_turnover = {
        .page = PAGE_TURNOVER,
        .name = "turnover",
        .title = "Turnover",
        .figure = FIGURE_TURNOVER,
        .help = "who left: the rate with its interval, by tenure, in the first 90 days, by team; who may leave next",
        .accent = ROLE_TURNOVER,
        .needs = NEED_FIGURES | NEED_TRENDS | NEED_SURVIVAL | NEED_ESTIMATE,
        .on_wall = true,
        .build = build,
        .wall = turnover_wall,
        .tile = turnover_tile,
        .tables = tables,
};
