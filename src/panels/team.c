#include "parts.h"
#include "pages.h"

#include <math.h>
#include <string.h>

/* Blocks: the table one walks in comes first, so that it has the focus when one arrives; then the tiles. */
enum { TILE_ROWS = 10, LOW_TILE_ROWS = 6, FIGURES = 4, TALL = 26 };

static const struct {
	enum figure_id figure;
	enum panel_id panel;
	enum page_id page;
	enum role accent;
	const char *title, *brief;
} TILES[FIGURES] = {
        {FIGURE_ADOPTION, PANEL_AI, PAGE_AI, ROLE_AI, "1 AI adoption", "1 Adoption"},
        {FIGURE_CUSTOMER_TIME, PANEL_TIME, PAGE_TIME, ROLE_TIME, "2 Customer time", "2 Customers"},
        {FIGURE_GROWTH, PANEL_SKILLS, PAGE_SKILLS, ROLE_SKILLS, "3 Skill growth", "3 Growth"},
        {FIGURE_TURNOVER, PANEL_TURNOVER, PAGE_TURNOVER, ROLE_TURNOVER, "4 Turnover", "4 Turnover"},
};

/* ---- tiles ---- */
static const char *tile_line(struct arena *arena, const struct view *view, int tile)
{
	const struct figure *figure = view_figure(view, TILES[tile].figure);
	const char *interval = words_interval(arena, figure), *more;
	switch (TILES[tile].panel) {
	case PANEL_TIME:
		more = words_survey(arena, figure);
		return figure_known(figure)
			? arena_print(arena, TEXT "%s" DIM " h|  %s", format_hours(arena, figure->denominator), more)
			: NULL;
	case PANEL_SKILLS: {
		const struct figure *grew = view_figure(view, FIGURE_GREW), *one = view_figure(view, FIGURE_ON_ONE_PERSON);
		if (!figure_known(grew))
			return NULL;
		more = figure_known(one) ? arena_print(arena, "|  " TEXT "%s" DIM " on one", words_amount(arena, one->value)) : "";
		return arena_print(arena, "%s%s", words_fraction(arena, grew, "grew"), more);
	}
	case PANEL_TURNOVER:
		return figure_known(figure) ? arena_print(arena, TEXT "%s" DIM " left|  %s", words_amount(arena, figure->numerator), interval)
			: NULL;
	default:
		return figure_known(figure) ? arena_print(arena, "%s|  %s", words_fraction(arena, figure, ""), interval) : NULL;
	}
}

static const char *tile_change(struct arena *arena, const struct view *view, int tile)
{
	const struct figure *figure = view_figure(view, TILES[tile].figure);
	const char *change = words_change(arena, figure, -1);
	return *change ? arena_print(arena, "%s" DIM "| on before", change) : NULL;
}

static void draw_tiles(struct area area, const struct view *view, int block)
{
	struct arena *arena = part_arena(area);
	for (int i = 0; i < FIGURES; i++) {
		const struct figure *figure = view_figure(view, TILES[i].figure);
		struct area place = page_column(area, area.width >= 110 ? 2 : 1, i, FIGURES);
		bool focused = part_focused(view, block + i);
		struct area inside = part_frame(place, view, place.width < 22 ? TILES[i].brief : TILES[i].title, NULL,
			TILES[i].accent, focused, figure);
		headline_tile(inside, view,
			&(struct headline){
			.figure = figure,
			.panel = TILES[i].panel,
			.accent = TILES[i].accent,
			.trend = &view->answer->trend[TILES[i].panel],
			.lines = {tile_change(arena, view, i), tile_line(arena, view, i)},
			});
	}
}

/* One line a figure where tiles have no room. */
static void draw_lines(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	static const char *const names[FIGURES] = {"adoption", "customers", "growth", "turnover"};
	for (int i = 0; i < FIGURES && i < area.height; i++) {
		const struct figure *figure = view_figure(view, TILES[i].figure);
		int at = area_text(area, 0, i, 10, ALIGN_LEFT, names[i]);
		const char *cell = words_cell(arena, view, figure, true);
		area_text(area, at < 10 ? 10 : at, i, 9, ALIGN_RIGHT, cell);
		if (area.width >= 40)
			area_text(area, 20, i, 10, ALIGN_RIGHT, words_change(arena, figure, -1));
		if (area.width >= 56)
			area_text(area, 32, i, area.width - 32, ALIGN_LEFT,
				figure_known(figure) && tile_line(arena, view, i)
				? page_line(arena, tile_line(arena, view, i), area.width - 32)
				: arena_print(arena, DIM "%s", words_why(arena, view, figure)));
	}
}

/* ---- people ---- */
enum { NAME, TENURE, AI_WEEKS, CUSTOMERS, BAR, CHANGE, LOGGING, CASES, GAINED, WORKED, EMPLOYEE, ROLE, COLUMNS };
static const double CUSTOMER_TOP = 0.7;

static void people_columns(struct grid_column columns[COLUMNS], const double *mark)
{
	const struct grid_column all[COLUMNS] = {
		[NAME] = {"name", "name", ALIGN_LEFT, 14, 1, DRAW_TEXT, ROLE_TEXT, NULL, 0, true},
		[TENURE] = {"tenure_days", "tenure", ALIGN_RIGHT, 8, 6, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[AI_WEEKS] = {"ai_weeks", "AI weeks", ALIGN_RIGHT, 9, 4, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[CUSTOMERS] = {"customer_time", "customers", ALIGN_RIGHT, 10, 2, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[BAR] = {NULL, mark ? MARK "┆" DIM " survey" : "", ALIGN_LEFT, 13, 9, DRAW_BAR, ROLE_TIME, mark, 0, false},
		[CHANGE] = {"change", "change", ALIGN_RIGHT, 8, 3, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[LOGGING] = {"logging", "logging", ALIGN_RIGHT, 9, 7, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[CASES] = {"cases", "cases", ALIGN_RIGHT, 7, 8, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[GAINED] = {"levels_gained", "gained", ALIGN_RIGHT, 8, 5, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[WORKED] = {"worked_seconds", "worked", ALIGN_RIGHT, 9, 8, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[EMPLOYEE] = {"employee_no", "number", ALIGN_LEFT, 8, 0, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
		[ROLE] = {"role", "role", ALIGN_LEFT, 12, 0, DRAW_TEXT, ROLE_TEXT, NULL, 0, false},
	};
	for (int i = 0; i < COLUMNS; i++)
		columns[i] = all[i];
}

static struct grid_cell tenure_cell(struct arena *arena, const struct view *view, const struct person_row *person)
{
	int64_t last = person->left_day != INT64_MIN && person->left_day < view->answer->window.to ? person->left_day
		: view->answer->window.to;
	if (person->hired_day == INT64_MIN || person->hired_day > last)
		return cell_real(NAN, DIM "n/a");
	return cell_integer(last - person->hired_day, page_tenure(arena, last - person->hired_day));
}

static void person_cells(struct arena *arena, const struct view *view, const struct person_row *person, struct grid_cell *cells)
{
	const struct figure *time = page_uncoloured(arena, &person->customer_time);
	bool compared = time->has_previous || time->state != FIGURE_OK;
	cells[NAME] = cell_text(person->name, NULL);
	cells[TENURE] = tenure_cell(arena, view, person);
	cells[AI_WEEKS] = cell_integer(person->ai_weeks,
		arena_print(arena, TEXT "%d" DIM " of %2d", person->ai_weeks, person->ai_weeks_of));
	if (!person->has_access && person->ai_weeks == 0)
		cells[AI_WEEKS] = cell_text("no access", DIM "no access"), cells[AI_WEEKS].sort = NAN;
	cells[CUSTOMERS] = cell_figure(arena, view, time, true);
	cells[BAR] = cell_bar(time, CUSTOMER_TOP);
	cells[CHANGE] = compared ? cell_change(arena, time) : cell_real(NAN, DIM "new");
	cells[LOGGING] = cell_real(person->logging_share, isfinite(person->logging_share)
		? arena_print(arena, TEXT "%s" DIM " %%", format_percent(arena, person->logging_share)) : "");
	cells[CASES] = cell_count(arena, person->cases, false);
	cells[GAINED] = cell_integer(person->gained, person->is_new ? DIM "new" : page_gained(arena, person->gained));
	cells[WORKED] = cell_integer(person->worked,
		arena_print(arena, TEXT "%s" DIM " h", format_hours(arena, (double)person->worked)));
	cells[EMPLOYEE] = cell_text(person->employee_no, NULL);
	cells[ROLE] = cell_text(person->role ? person->role : "", NULL);
}

static double logging_of(const struct group *group)
{
	for (int i = 0; i < group->ledger_count; i++)
		if (strcmp(group->ledger[i].key, "case_logging") == 0)
			return group->ledger[i].share;
	return NAN;
}

/* The last row: means and sums of those listed, and the team's own figures where they have them. */
static void total_cells(struct arena *arena, const struct view *view, struct grid *grid)
{
	const struct answer *answer = view->answer;
	const struct group *team = view_scope(view);
	double tenure = 0, weeks = 0, logging = logging_of(team);
	int known = 0, asked = 0;
	int64_t cases = 0, gained = 0, worked = 0;
	for (int i = 0; i < answer->people_count; i++) {
		const struct person_row *person = &answer->people[i];
		if (person->hired_day != INT64_MIN && person->hired_day <= answer->window.to)
			tenure += (double)(answer->window.to - person->hired_day), known++;
		if (person->has_access || person->ai_weeks > 0)
			weeks += person->ai_weeks, asked++;
		cases += person->cases, gained += person->is_new ? 0 : person->gained, worked += person->worked;
	}
	struct grid_row *row = grid_add(grid);
	row->id = -1, row->apart = true, row->target = target_none(-1);
	for (int i = 0; i < COLUMNS; i++)
		row->cells[i] = cell_real(NAN, NULL);
	row->cells[NAME] = cell_text("mean or sum", NULL);
	if (known)
		row->cells[TENURE] = cell_integer((int64_t)(tenure / known), page_tenure(arena, (int64_t)(tenure / known)));
	if (asked)
		row->cells[AI_WEEKS] =
			cell_real(weeks / asked, arena_print(arena, TEXT "%s", format_decimal(arena, weeks / asked, 1)));
	row->cells[CUSTOMERS] = cell_figure(arena, view, &team->figure[FIGURE_CUSTOMER_TIME], true);
	row->cells[CHANGE] = cell_change(arena, &team->figure[FIGURE_CUSTOMER_TIME]);
	if (isfinite(logging))
		row->cells[LOGGING] =
			cell_real(logging, arena_print(arena, TEXT "%s" DIM " %%", format_percent(arena, logging)));
	row->cells[CASES] = cell_count(arena, cases, false);
	row->cells[GAINED] = cell_count(arena, gained, false);
	row->cells[WORKED] = cell_integer(worked, arena_print(arena, TEXT "%s" DIM " h", format_hours(arena, (double)worked)));
}

static struct grid *people_grid(struct arena *arena, const struct view *view)
{
	const struct answer *answer = view->answer;
	const struct figure *time = view_figure(view, FIGURE_CUSTOMER_TIME);
	double *mark = arena_alloc(arena, sizeof *mark);
	struct grid_column columns[COLUMNS];
	*mark = time->survey / CUSTOMER_TOP;
	people_columns(columns, time->has_survey ? mark : NULL);
	struct grid *grid = grid_new(arena, "people", columns, COLUMNS, answer->people_count + 1);
	for (int i = 0; i < answer->people_count; i++) {
		struct grid_row *row = grid_add(grid);
		row->id = answer->people[i].person_id;
		row->target = target_person(row->id, FIGURE_CUSTOMER_TIME);
		person_cells(arena, view, &answer->people[i], row->cells);
	}
	return grid;
}

static const char *no_people(const struct view *view)
{
	return view->answer->organisation.empty ? "nobody is in this database yet: teamtop import DB --preset people FILE"
		: "nobody is in this team on the last day of the period";
}

static void draw_people(struct area area, const struct view *view, struct layout *layout)
{
	int block = layout->block_count;
	struct arena *arena = part_arena(area);
	bool shows = policy_shows_persons(&view->state->policy);
	const struct answer *answer = view->answer;
	struct grid *grid = shows ? people_grid(arena, view) : NULL;
	const char *sorted = NULL, *count = format_count(arena, shows ? answer->people_count : view_scope(view)->people);
	if (grid) {
		part_sort(view, block, grid);
		sorted = part_sort_note(arena, grid);
		if (answer->people_count > 1)
			total_cells(arena, view, grid);
	}
	struct area inside = part_frame(area, view, "People", sorted ? arena_print(arena, "%s · %s", count, sorted) : count,
		ROLE_TIME, part_focused(view, block), NULL);
	struct record_filter filter = filter_of(view, RELATION_PERSON, (struct window){INT64_MIN, answer->window.to}, "people");
	struct target all = shows ? target_records(arena, filter, -1) : target_none(-1);
	part_block(layout, "people", grid, all);
	if (!grid) {
		words_wrap(inside, inside.height > 2,
			arena_print(arena, DIM "People are not listed: %s.", page_hidden_why(view)));
	} else if (answer->people_count == 0) {
		words_wrap(inside, inside.height > 2, arena_print(arena, DIM "%s", no_people(view)));
	} else {
		bool note = inside.height > answer->people_count + 6 && inside.width >= 60;
		bool airy = inside.height > answer->people_count + 5;
		part_grid(part_rows(inside, airy, inside.height - airy - (note ? 2 : 0)), view, layout, block, grid,
			inside.height > 2);
		if (note)
			area_text(inside, 0, inside.height - 1, inside.width, ALIGN_LEFT,
				DIM "customers: share of worked time · "
				"AI weeks: with deliberate use, of the last 12 · leaving: never by person");
	}
}

/* ---- child teams ---- */
static struct grid *teams_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{.key = "team", .title = "team", .width = 14, .keep = 1, .flexible = true},
		{.key = "people", .title = "people", .align = ALIGN_RIGHT, .width = 7, .keep = 6},
		{.key = "adoption", .title = "adoption", .align = ALIGN_RIGHT, .width = 10, .keep = 4},
		{.key = "customer_time", .title = "customers", .align = ALIGN_RIGHT, .width = 10, .keep = 2},
		{.key = "change", .title = "change", .align = ALIGN_RIGHT, .width = 8, .keep = 3},
		{.key = "growth", .title = "growth", .align = ALIGN_RIGHT, .width = 9, .keep = 5},
		{.key = "turnover", .title = "rate", .align = ALIGN_RIGHT, .width = 9, .keep = 5},
		{.key = "leavers", .title = "left", .align = ALIGN_RIGHT, .width = 6, .keep = 7},
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "rows", (struct grid_column *)columns, COUNT_OF(columns), answer->group_count);
	for (int i = 1; i < answer->group_count; i++) {
		const struct group *group = &answer->groups[i];
		struct grid_row *row = cell_team(grid, arena, view, group, FIGURE_CUSTOMER_TIME);
		row->cells[1] = cell_count(arena, group->people, true);
		row->cells[2] = cell_figure(arena, view, &group->figure[FIGURE_ADOPTION], false);
		row->cells[3] = cell_figure(arena, view, &group->figure[FIGURE_CUSTOMER_TIME], true);
		row->cells[4] = cell_change(arena, &group->figure[FIGURE_CUSTOMER_TIME]);
		row->cells[5] = cell_figure(arena, view, &group->figure[FIGURE_GROWTH], false);
		row->cells[6] = cell_figure(arena, view, &group->figure[FIGURE_TURNOVER], false);
		row->cells[7] = cell_figure(arena, view, &group->figure[FIGURE_LEAVERS], false);
	}
	return grid;
}

static bool has_teams(const struct view *view)
{
	return !view->answer->scope_is_leaf && view->answer->group_count > 1;
}

static void draw_teams(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct grid *grid = teams_grid(arena, view);
	int block = layout->block_count;
	part_sort(view, block, grid);
	struct area inside =
		part_frame(area, view, "Teams", part_sort_note(arena, grid), ROLE_TIME, part_focused(view, block), NULL);
	part_block(layout, "teams", grid, target_none(-1));
	part_grid(inside, view, layout, block, grid, inside.height > 2);
}

/* ---- the page ---- */
static int teams_rows(const struct view *view, int room)
{
	int wanted = view->answer->group_count + 2;
	return wanted < room / 2 ? wanted : room / 2;
}

static void add_tiles(struct layout *layout)
{
	for (int i = 0; i < FIGURES; i++)
		part_block(layout, TILES[i].title + 2, NULL, target_page(TILES[i].page, TILES[i].figure));
}

/* The smallest screens show the figures until a row is marked, then the rows. */
static void build_small(struct area area, const struct view *view, struct layout *layout)
{
	bool rows = view->place->block[0].row >= 0 && view->place->focus == 0;
	if (!rows)
		draw_lines(area, view);
	struct area below = part_rows(area, rows ? 0 : area.height, area.height);
	if (has_teams(view))
		draw_teams(below, view, layout);
	else
		draw_people(below, view, layout);
	add_tiles(layout);
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	if (area.height < 9) {
		build_small(area, view, layout);
		return;
	}
	bool tiles = area.width >= 70 && area.height >= 18;
	int tile_rows = !tiles ? FIGURES : area.height >= TALL ? TILE_ROWS : LOW_TILE_ROWS;
	struct area top = page_take(&area, tile_rows, 0);
	int block = has_teams(view) ? 2 : 1;
	if (tiles)
		draw_tiles(top, view, block);
	else
		draw_lines(area_inside(top, 1, 0, top.width - 2, top.height), view);
	if (has_teams(view))
		draw_teams(page_take(&area, teams_rows(view, area.height), 0), view, layout);
	draw_people(area, view, layout);
	add_tiles(layout);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	int count = 0;
	bool people = policy_shows_persons(&view->state->policy);
	if (has_teams(view) && count < most)
		grids[count++] = teams_grid(arena, view);
	if (people && count < most)
		grids[count++] = people_grid(arena, view);
	return count;
}

const struct panel panel_team = {
        .page = PAGE_TEAM,
        .figure = -1,
        .name = "team",
        .title = "Team",
        .help = "all four panels of one team, its teams and its people",
        .accent = ROLE_TIME,
        .needs = NEED_FIGURES | NEED_TRENDS | NEED_PEOPLE,
        .build = build,
        .tables = tables,
};
