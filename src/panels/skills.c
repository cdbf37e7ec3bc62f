#include "pages.h"
#include "skills_matrix.h"
#include "wall.h"

#include <math.h>

enum { WIDE = 110, TALL = 30, SIDE = 39, TOP_ROWS = 10 };

/* ---- tables: by team, coverage by skill, needs on one person or on nobody ---- */
static const char *alarm_count(struct arena *arena, int64_t count)     /* a count that needs action is coloured */
{
	return arena_print(arena, "%s%s", count > 0 ? WORSE : DIM, format_count(arena, count));
}

static double growth_top(const struct answer *answer)
{
	double top = 1;
	for (int i = 0; i < answer->group_count; i++)
		if (figure_known(&answer->groups[i].figure[FIGURE_GROWTH]))
			top = fmax(top, 1.1 * answer->groups[i].figure[FIGURE_GROWTH].value);
	return top;
}

static struct grid_cell on_one_cell(struct arena *arena, const struct view *view, const struct group *group)
{
	const struct figure *figure = &group->figure[FIGURE_ON_ONE_PERSON];
	struct grid_cell cell = cell_figure(arena, view, figure, false);
	if (figure->state == FIGURE_OK)
		cell.shown = alarm_count(arena, (int64_t)figure->value);
	return cell;
}

/* Columns as table_draw wants them for the tile; the page shows more of them. */
enum { TEAM, GROWTH, BAR, CHANGE, FILLED, ON_ONE, GREW, PEOPLE, TEAM_COLUMNS };

static struct grid *teams_grid(struct arena *arena, const struct view *view, bool with_all)
{
	static const struct grid_column columns[TEAM_COLUMNS] = {
		[TEAM] = {.key = "team", .title = "team", .width = 11, .keep = 1, .flexible = true},
		[GROWTH] = {.key = "growth", .title = "growth", .align = ALIGN_RIGHT, .width = 7, .keep = 1},
		[BAR] = {.width = 12, .keep = 9, .draw = DRAW_BAR, .role = ROLE_SKILLS},
		[CHANGE] = {.key = "change", .title = "change", .align = ALIGN_RIGHT, .width = 8, .keep = 5},
		[FILLED] = {.key = "coverage", .title = "filled", .align = ALIGN_RIGHT, .width = 6, .keep = 2},
		[ON_ONE] = {.key = "on_one_person", .title = "on one", .align = ALIGN_RIGHT, .width = 7, .keep = 4},
		[GREW] = {.key = "grew", .title = "grew", .align = ALIGN_RIGHT, .width = 6, .keep = 3},
		[PEOPLE] = {.key = "people", .title = "people", .align = ALIGN_RIGHT, .width = 7, .keep = 6},
	};
	const struct answer *answer = view->answer;
	double top = growth_top(answer);
	struct grid *grid = grid_new(arena, "rows", columns, TEAM_COLUMNS, answer->group_count + 1);
	for (int i = 1; i < answer->group_count + with_all; i++) {
		const struct group *group = &answer->groups[i % answer->group_count];
		struct grid_row *row = cell_team(grid, arena, view, group, FIGURE_GROWTH);
		row->apart = i == answer->group_count;
		row->cells[GROWTH] = cell_figure(arena, view, &group->figure[FIGURE_GROWTH], true);
		row->cells[BAR] = row->apart ? cell_real(NAN, NULL) : cell_bar(&group->figure[FIGURE_GROWTH], top);
		row->cells[CHANGE] = cell_change(arena, &group->figure[FIGURE_GROWTH]);
		row->cells[FILLED] = cell_figure(arena, view, &group->figure[FIGURE_SKILL_COVERAGE], false);
		row->cells[ON_ONE] = on_one_cell(arena, view, group);
		row->cells[GREW] = cell_figure(arena, view, &group->figure[FIGURE_GREW], false);
		row->cells[PEOPLE] = cell_count(arena, group->people, true);
	}
	return grid;
}

static struct target skill_target(struct arena *arena, const struct view *view, int64_t skill_id, int64_t team_id, const char *title, int figure)
{
	struct record_filter filter = filter_of(view, RELATION_ASSESSMENT, (struct window){INT64_MIN, view->answer->panel_window[PANEL_SKILLS].to}, title);
	filter.skill_id = skill_id;
	if (team_id)
		filter.team_id = team_id;
	return target_records(arena, filter, figure);
}

static struct grid *coverage_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{.key = "skill", .title = "skill", .width = 13, .keep = 1, .flexible = true},
		{.key = "share", .title = "filled", .align = ALIGN_RIGHT, .width = 6, .keep = 1},
		{.width = 10, .keep = 4, .draw = DRAW_BAR, .role = ROLE_SKILLS},
		{.key = "change", .title = "change", .align = ALIGN_RIGHT, .width = 7, .keep = 3},
		{.key = "filled", .title = "people", .align = ALIGN_RIGHT, .width = 9, .keep = 2},
		{.key = "needed", .title = "needed", .align = ALIGN_RIGHT, .width = 6, .keep = 0},
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "coverage", columns, COUNT_OF(columns), answer->skill_count);
	for (int i = 0; i < answer->skill_count; i++) {
		const struct skill_row *skill = &answer->skills[i];
		double share = skill->needed > 0 ? (double)skill->filled / (double)skill->needed : NAN;
		struct grid_row *row = grid_add(grid);
		row->id = skill->skill_id;
		row->target = skill_target(arena, view, skill->skill_id, 0, skill->name, FIGURE_SKILL_COVERAGE);
		row->cells[0] = cell_text(skill->name, NULL);
		row->cells[1] = cell_real(share, isnan(share) ? DIM "n/a" : arena_print(arena, STRONG "%s" DIM " %%", format_percent(arena, share)));
		row->cells[2] = cell_real(NAN, NULL), row->cells[2].bar = share;
		int64_t change = skill->filled - skill->filled_before;
		row->cells[3] = cell_integer(change, change ? page_gained(arena, change) : DIM "· 0");
		row->cells[4] = cell_integer(skill->filled, arena_print(arena, TEXT "%s" DIM " of " TEXT "%2s", format_count(arena, skill->filled),
			format_count(arena, skill->needed)));
		row->cells[5] = cell_integer(skill->needed, NULL);
	}
	return grid;
}

static struct grid *needs_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{.key = "team", .title = "team", .width = 11, .keep = 1, .flexible = true},
		{.key = "skill", .title = "skill", .width = 13, .keep = 1, .flexible = true},
		{.key = "level", .title = "level", .align = ALIGN_RIGHT, .width = 9, .keep = 1},
		{.key = "person", .title = "held by", .width = 16, .keep = 4},
		{.key = "people", .title = "needed", .align = ALIGN_RIGHT, .width = 6, .keep = 5},
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "on_one", columns, COUNT_OF(columns), answer->need_count);
	for (int i = 0; i < answer->need_count; i++) {
		const struct need_row *need = &answer->needs_rows[i];
		struct grid_row *row = grid_add(grid);
		bool nobody = need->person_id == 0;
		row->id = (need->team_id * 100000 + need->skill_id) * 10 + need->level;
		row->target = skill_target(arena, view, need->skill_id, need->team_id, need->skill, nobody ? FIGURE_NEEDS_UNMET : FIGURE_ON_ONE_PERSON);
		row->cells[0] = cell_text(need->team, arena_print(arena, WORSE "! " TEXT "%s", need->team));
		row->cells[1] = cell_text(need->skill, NULL);
		row->cells[2] = cell_integer(need->level, arena_print(arena, "%s" TEXT "%d+", nobody ? STRONG "nobody " : "", need->level));
		row->cells[3] = cell_text(nobody ? "nobody" : need->person ? need->person : "one person", NULL);
		row->cells[4] = cell_count(arena, need->people, true);
	}
	return grid;
}

/* ---- growth: the headline, who grew, and what stands beside it ---- */
static struct headline headline_of(struct arena *arena, const struct view *view)
{
	const struct figure *grew = view_figure(view, FIGURE_GREW);
	struct headline headline = {.figure = view_figure(view, FIGURE_GROWTH), .panel = PANEL_SKILLS, .accent = ROLE_SKILLS,
		.trend = &view->answer->trend[PANEL_SKILLS]};
	if (figure_known(grew) && grew->has_fraction)
		headline.lines[1] = arena_print(arena, TEXT "%s" DIM " %% grew| of " TEXT "%s", format_percent(arena, grew->value),
			format_count(arena, (int64_t)grew->denominator));
	headline.lines[3] = words_survey(arena, grew);
	return headline;
}

static void draw_grew(struct area area, int y, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct figure *grew = view_figure(view, FIGURE_GREW);
	if (!figure_known(grew) || !grew->has_fraction || y + 2 > area.height)
		return;
	struct part parts[] = {{grew->numerator, role_ramp(ROLE_SKILLS, 4)}, {grew->denominator - grew->numerator, ROLE_TRACK}};
	area_stack(area, 0, y, area.width, 1, parts, 2, grew->has_survey ? &grew->survey : NULL);
	const char *words = words_fraction(arena, grew, "grew"), *survey = words_survey(arena, grew);
	const char *longer = arena_print(arena, "%s" DIM ": AI helped gain skills", survey);
	int used = area_text(area, 0, y + 1, area.width, ALIGN_LEFT, words) + 2;
	if (*survey && used + markup_width(longer) <= area.width)
		survey = longer;
	if (*survey && used + markup_width(survey) <= area.width)
		area_text(area, used, y + 1, area.width - used, ALIGN_RIGHT, survey);
}

static int draw_beside(struct area area, int y, const struct view *view, enum figure_id id, const char *name, const char *words)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = view_figure(view, id);
	if (y >= area.height)
		return y;
	area_text(area, 0, y, 13, ALIGN_LEFT, name);
	area_text(area, 13, y, 9, ALIGN_RIGHT, words_cell(arena, view, figure, true));
	area_text(area, 23, y, 9, ALIGN_RIGHT, words_change(arena, figure, -1));
	if (area.width >= 50)
		area_print(area, 34, y, area.width - 34, ALIGN_LEFT, DIM "%s", figure_known(figure) ? words : words_why(arena, view, figure));
	return y + 1;
}

static void draw_growth(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	struct headline headline = headline_of(part_arena(area), view);
	struct area inside = area.height >= 8 ? part_rows(area, 1, area.height - 1) : area;
	int y = headline_draw(inside, view, &headline);
	if (headline.figure->state == FIGURE_NOT_IMPORTED)
		return;
	y += inside.height >= y + 3;
	draw_grew(inside, y, view);
	y += 2 + (inside.height >= y + 5);
	y = draw_beside(inside, y, view, FIGURE_STALE_SKILLS, "stale levels", "assessed over a year ago");
	y = draw_beside(inside, y, view, FIGURE_COMPLEX_WORK, "complex work", "of cases people resolved");
	if (view->answer->first_gains && y < inside.height)
		area_text(inside, 0, y, inside.width, ALIGN_LEFT, TEXT "mostly first assessments");
}

/* ---- sections ---- */
static void draw_teams(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct figure *grew = view_figure(view, FIGURE_GREW);
	bool note = area.height >= grid->row_count + 3 && figure_known(grew);
	part_grid(part_rows(area, 0, area.height - note), view, layout, block, grid, true);
	if (note)
		area_print(area, 0, area.height - 1, area.width, ALIGN_LEFT, TEXT "%s" DIM " people counted, " TEXT "%s" DIM " hired since",
			format_count(arena, (int64_t)grew->denominator), format_count(arena, view_scope(view)->new_people));
}

static void draw_coverage(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	const struct figure *coverage = view_figure(view, FIGURE_SKILL_COVERAGE);
	if (coverage->state == FIGURE_SUPPRESSED)
		part_closed(area, view, coverage);
	else if (grid->row_count == 0)
		words_wrap(area, area.height > 2, arena_print(part_arena(area), DIM "%s", coverage->state == FIGURE_NOT_IMPORTED
			? arena_print(part_arena(area), "no needs imported: teamtop import %s --preset skill-needs", view->database ? view->database : "DB")
			: words_why(part_arena(area), view, coverage)));
	else
		part_grid(area, view, layout, block, grid, area.height > grid->row_count);
}

static void draw_needs(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	const struct figure *coverage = view_figure(view, FIGURE_SKILL_COVERAGE);
	if (coverage->state == FIGURE_SUPPRESSED) {
		part_closed(area, view, coverage);
		return;
	}
	if (grid->row_count == 0) {
		words_wrap(area, area.height > 2, coverage->state == FIGURE_NOT_IMPORTED ? DIM "no needs imported" : DIM "every need is held by two or more");
		return;
	}
	bool note = area.height >= grid->row_count + 3;
	part_grid(part_rows(area, 0, area.height - note), view, layout, block, grid, true);
	if (note)
		area_text(area, 0, area.height - 1, area.width, ALIGN_LEFT, DIM "who holds the level needed");
}

static void draw_people(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	skills_matrix_draw(area, view, layout, block, grid);
}

enum { SECTION_GROWTH, SECTION_COVERAGE, SECTION_PEOPLE, SECTION_NEEDS, SECTION_TEAMS, SECTIONS };

static void make_sections(struct area area, const struct view *view, struct section sections[SECTIONS])
{
	struct arena *arena = part_arena(area);
	bool low = area.height < TALL;
	const struct figure *growth = view_figure(view, FIGURE_GROWTH), *coverage = view_figure(view, FIGURE_SKILL_COVERAGE);
	struct grid *grids[SECTIONS] = {NULL, coverage_grid(arena, view), skills_matrix_grid(arena, view), needs_grid(arena, view),
		teams_grid(arena, view, true)};
	const char *notes[SECTIONS] = {NULL};
	for (int i = SECTION_COVERAGE; i < SECTIONS; i++) {
		part_sort(view, i, grids[i]);
		notes[i] = part_sort_note(arena, grids[i]);
	}
	char day[8];
	day_short(view->answer->panel_window[PANEL_SKILLS].to, day);
	if (!notes[SECTION_COVERAGE] && figure_known(coverage) && coverage->has_fraction)
		notes[SECTION_COVERAGE] = arena_print(arena, "%.0f of %.0f needs", coverage->numerator, coverage->denominator);
	if (!notes[SECTION_PEOPLE])
		notes[SECTION_PEOPLE] = skills_matrix_note(arena, view);
	if (!notes[SECTION_NEEDS])
		notes[SECTION_NEEDS] = format_count(arena, view->answer->need_count);
	struct record_filter gains = filter_of(view, RELATION_ASSESSMENT, view->answer->panel_window[PANEL_SKILLS], "levels assessed");
	const struct section all[SECTIONS] = {
		{"Growth", arena_print(arena, "%s to %s", words_long_days(arena, view->answer->panel_window[PANEL_SKILLS]), day), 0, 3, low ? 6 : 11, 1, NULL,
			target_records(arena, gains, FIGURE_GROWTH), growth, draw_growth},
		{"Coverage, by skill", notes[SECTION_COVERAGE], 0, 3, low ? 6 : grids[SECTION_COVERAGE]->row_count + 1, 4, grids[SECTION_COVERAGE],
			target_none(FIGURE_SKILL_COVERAGE), coverage, draw_coverage},
		{"People × skills", notes[SECTION_PEOPLE], 1, 4, view->answer->matrix.people + 4, 3, grids[SECTION_PEOPLE], target_none(FIGURE_GROWTH),
			growth, draw_people},
		{"On one person", notes[SECTION_NEEDS], 2, 3, grids[SECTION_NEEDS]->row_count + 2, 5, grids[SECTION_NEEDS],
			target_none(FIGURE_ON_ONE_PERSON), NULL, draw_needs},
		{"By team", notes[SECTION_TEAMS], 2, low ? 5 : 3, grids[SECTION_TEAMS]->row_count + 3, 2, grids[SECTION_TEAMS], target_none(FIGURE_GROWTH), NULL,
			draw_teams},
	};
	for (int i = 0; i < SECTIONS; i++)
		sections[i] = all[i];
}

/* With room: the matrix takes the middle, the short tables stand beside it. */
static void build_large(struct area area, const struct view *view, struct layout *layout, const struct section sections[SECTIONS])
{
	int top = area.height >= 40 ? TOP_ROWS + 3 : TOP_ROWS;
	struct area upper = page_take(&area, top, 0);
	struct area left = area_inside(area, 0, 0, area.width - SIDE - 2, area.height);
	struct area right = area_inside(area, area.width - SIDE, 0, SIDE, area.height);
	int needs = sections[SECTION_NEEDS].grid->row_count + 4, most = right.height - 9;
	needs = needs < 7 ? 7 : needs > most ? most : needs;
	struct area places[SECTIONS] = {
		part_columns(upper, 2, 0, 2), part_columns(upper, 2, 1, 2), left, part_rows(right, 0, needs),
		part_rows(right, needs, right.height - needs),
	};
	for (int i = 0; i < SECTIONS; i++)
		part_block(layout, sections[i].title, sections[i].grid, sections[i].target);
	for (int i = 0; i < SECTIONS; i++) {
		struct area inside = part_frame(places[i], view, sections[i].title, sections[i].note, ROLE_SKILLS, part_focused(view, i), sections[i].figure);
		sections[i].draw(inside, view, layout, i, sections[i].grid);
	}
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct section sections[SECTIONS];
	make_sections(area, view, sections);
	if (area.width >= WIDE && area.height >= TALL)
		build_large(area, view, layout, sections);
	else
		compose_page(area, view, layout, ROLE_SKILLS, sections, SECTIONS);
}

/* ---- the tile ---- */
static void draw_breakdown(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct figure *coverage = view_figure(view, FIGURE_SKILL_COVERAGE), *one = view_figure(view, FIGURE_ON_ONE_PERSON);
	if (!figure_known(coverage) || !coverage->has_fraction) {
		area_print(area, 0, 0, area.width, ALIGN_LEFT, DIM "needs filled: %s", coverage->state == FIGURE_NOT_IMPORTED ? "not imported"
			: words_why(arena, view, coverage));
		return;
	}
	double alone = figure_known(one) ? one->value : 0;
	struct part parts[] = {{coverage->numerator - alone, role_ramp(ROLE_SKILLS, 4)}, {alone, ROLE_WORSE},
		{coverage->denominator - coverage->numerator, ROLE_TRACK}};
	area_stack(area, 0, 0, area.width, 1, parts, 3, NULL);
	area_print(area, 0, 1, area.width, ALIGN_LEFT, DIM "needs filled " TEXT "%.0f" DIM " of " TEXT "%.0f" DIM " · " TEXT "%s" DIM " %%    "
		"%s■" DIM " on one person " TEXT "%.0f", coverage->numerator, coverage->denominator, format_percent(arena, coverage->value),
		alone > 0 ? WORSE : DIM, alone);
}

/* The same rows as the page's coverage, in the columns of a tile. */
static const struct grid *tile_detail(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.title = "skill"}, {.title = "filled"}, {.role = ROLE_SKILLS}, {.title = "change"}, {0},
		{.title = "people"}};
	const struct grid *rows = coverage_grid(arena, view);
	struct grid *grid = grid_new(arena, "coverage", columns, COUNT_OF(columns), rows->row_count);
	for (int i = 0; i < rows->row_count; i++) {
		struct grid_row *row = grid_add(grid);
		for (int column = 0; column < 4; column++)
			row->cells[column] = rows->rows[i].cells[column];
		row->cells[5] = rows->rows[i].cells[4];
	}
	return grid;
}

static void tile(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct tile parts = {.name = "skill growth", .headline = headline_of(arena, view), .breakdown = draw_breakdown,
		.teams = teams_grid(arena, view, false), .target = target_page(PAGE_SKILLS, FIGURE_GROWTH)};
	part_sort(view, layout->block_count, (struct grid *)parts.teams);
	if (view->answer->needs & NEED_MATRIX)
		parts.detail = tile_detail(arena, view);
	tile_draw(area, view, layout, &parts);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	const struct grid *all[] = {teams_grid(arena, view, false), coverage_grid(arena, view), skills_matrix_table(arena, view),
		needs_grid(arena, view)};
	int count = 0;
	for (; count < (int)COUNT_OF(all) && count < most; count++)
		grids[count] = all[count];
	return count;
}

const struct panel panel_skills = {
	.page = PAGE_SKILLS, .name = "skills", .title = "Skill growth", .figure = FIGURE_GROWTH,
	.help = "levels gained, coverage of needs, people × skills, skills on one person", .accent = ROLE_SKILLS,
	.needs = NEED_FIGURES | NEED_TRENDS | NEED_MATRIX, .on_wall = true, .build = build, .wall = skills_wall, .tile = tile, .tables = tables,
};
