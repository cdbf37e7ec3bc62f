#include "pages.h"
#include "skills_matrix.h"
#include "skills_tables.h"
#include "wall.h"

#include <math.h>

enum { WIDE = 110, TALL = 30, SIDE = 39, TOP_ROWS = 10, FRAME_COLUMNS = 4 };

/* ---- growth: the headline, who grew, and what stands beside it ---- */
static struct headline headline_of(struct arena *arena, const struct view *view)
{
	const struct figure *grew = view_figure(view, FIGURE_GREW);
	struct headline headline = {.figure = view_figure(view, FIGURE_GROWTH),
		.panel = PANEL_SKILLS,
		.accent = ROLE_SKILLS,
		.trend = &view->answer->trend[PANEL_SKILLS]};
	if (figure_known(grew) && grew->has_fraction)
		headline.lines[1] =
			arena_print(arena, TEXT "%s" DIM " %% grew| of " TEXT "%s", format_percent(arena, grew->value),
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
		area_print(area, 34, y, area.width - 34, ALIGN_LEFT, DIM "%s",
			figure_known(figure) ? words : words_why(arena, view, figure));
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
		area_print(area, 0, area.height - 1, area.width, ALIGN_LEFT,
			TEXT "%s" DIM " people counted, " TEXT "%s" DIM " hired since",
			format_count(arena, (int64_t)grew->denominator), format_count(arena, view_scope(view)->new_people));
}

static void draw_coverage(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	const struct figure *coverage = view_figure(view, FIGURE_SKILL_COVERAGE);
	if (part_closed(area, view, coverage))
		return;
	if (grid->row_count == 0)
		words_wrap(area, area.height > 2, arena_print(part_arena(area), DIM "%s", words_why(part_arena(area), view, coverage)));
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
		words_wrap(area, area.height > 2,
			coverage->state == FIGURE_NOT_IMPORTED ? DIM "no needs imported"
			: DIM "every need is held by two or more");
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
	struct grid *grids[SECTIONS] = {NULL, skills_coverage(arena, view), skills_matrix_grid(arena, view),
		skills_needs(arena, view), skills_teams(arena, view, true)};
	const char *notes[SECTIONS] = {NULL};
	for (int i = SECTION_COVERAGE; i < SECTIONS; i++) {
		part_sort(view, i, grids[i]);
		notes[i] = part_sort_note(arena, grids[i]);
	}
	char day[8];
	day_short(view->answer->panel_window[PANEL_SKILLS].to, day);
	if (!notes[SECTION_COVERAGE] && figure_known(coverage) && coverage->has_fraction)
		notes[SECTION_COVERAGE] = arena_print(arena, "%s of %s needs", words_amount(arena, coverage->numerator),
			words_amount(arena, coverage->denominator));
	if (!notes[SECTION_PEOPLE])
		notes[SECTION_PEOPLE] = skills_matrix_note(arena, view);
	if (!notes[SECTION_NEEDS])
		notes[SECTION_NEEDS] = format_count(arena, view->answer->need_count);
	struct record_filter gains =
		filter_of(view, RELATION_ASSESSMENT, view->answer->panel_window[PANEL_SKILLS], "levels assessed");
	const struct section all[SECTIONS] = {
		{"Growth",
		arena_print(arena, "%s to %s", words_long_days(arena, view->answer->panel_window[PANEL_SKILLS]), day), 0, 3,
		low ? 6 : 11, 1, NULL, target_records(arena, gains, FIGURE_GROWTH), growth, draw_growth},
		{"Coverage, by skill", notes[SECTION_COVERAGE], 0, 3, low ? 6 : grids[SECTION_COVERAGE]->row_count + 1, 4,
		grids[SECTION_COVERAGE], target_none(FIGURE_SKILL_COVERAGE), coverage, draw_coverage},
		{"People × skills", notes[SECTION_PEOPLE], 1, 4, view->answer->matrix.people + 4, 3, grids[SECTION_PEOPLE],
		target_none(FIGURE_GROWTH), growth, draw_people},
		{"On one person", notes[SECTION_NEEDS], 2, 3, grids[SECTION_NEEDS]->row_count + 2, 5, grids[SECTION_NEEDS],
		target_none(FIGURE_ON_ONE_PERSON), NULL, draw_needs},
		{"By team", notes[SECTION_TEAMS], 2, low ? 5 : 3, grids[SECTION_TEAMS]->row_count + 3, 2, grids[SECTION_TEAMS],
		target_none(FIGURE_GROWTH), NULL, draw_teams},
	};
	for (int i = 0; i < SECTIONS; i++)
		sections[i] = all[i];
}

/* With room: the matrix takes the middle, the short tables stand beside it. */
static void build_large(struct area area, const struct view *view, struct layout *layout,
                        const struct section sections[SECTIONS])
{
	int top = area.height >= 40 ? TOP_ROWS + 3 : TOP_ROWS;
	struct area upper = page_take(&area, top, 0);
	int used = skills_matrix_width(view) + FRAME_COLUMNS, least = area.width / 2, side = area.width - 2 - (used > least ? used : least);
	side = side < SIDE ? SIDE : side;
	struct area left = area_inside(area, 0, 0, area.width - side - 2, area.height);
	struct area right = area_inside(area, area.width - side, 0, side, area.height);
	int needs = sections[SECTION_NEEDS].grid->row_count + 4, most = right.height - 9;
	needs = needs < 7 ? 7 : needs > most ? most : needs;
	struct area places[SECTIONS] = {
		part_columns(upper, 2, 0, 2), part_columns(upper, 2, 1, 2), left, part_rows(right, 0, needs),
		part_rows(right, needs, right.height - needs),
	};
	for (int i = 0; i < SECTIONS; i++)
		part_block(layout, sections[i].title, sections[i].grid, sections[i].target);
	for (int i = 0; i < SECTIONS; i++) {
		struct area inside = part_frame(places[i], view, sections[i].title, sections[i].note, ROLE_SKILLS,
			part_focused(view, i), sections[i].figure);
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
	const struct figure *coverage = view_figure(view, FIGURE_SKILL_COVERAGE),
		*one = view_figure(view, FIGURE_ON_ONE_PERSON);
	if (!figure_known(coverage) || !coverage->has_fraction) {
		area_print(area, 0, 0, area.width, ALIGN_LEFT, DIM "needs filled: %s",
			coverage->state == FIGURE_NOT_IMPORTED ? "not imported" : words_why(arena, view, coverage));
		return;
	}
	double alone = figure_known(one) ? one->value : 0;
	struct part parts[] = {{coverage->numerator - alone, role_ramp(ROLE_SKILLS, 4)}, {alone, ROLE_WORSE},
		{coverage->denominator - coverage->numerator, ROLE_TRACK}};
	area_stack(area, 0, 0, area.width, 1, parts, 3, NULL);
	area_print(area, 0, 1, area.width, ALIGN_LEFT,
		DIM "needs filled %s" DIM " · " TEXT "%s" DIM " %%    " "%s■" DIM " on one person " TEXT "%s",
		words_fraction(arena, coverage, ""), format_percent(arena, coverage->value), alone > 0 ? WORSE : DIM,
		words_amount(arena, alone));
}

/* The same rows as the page's coverage, in the columns of a tile. */
static const struct grid *tile_detail(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{.title = "skill"}, {.title = "filled"}, {.role = ROLE_SKILLS}, {.title = "change"}, {0}, {.title = "people"}};
	const struct grid *rows = skills_coverage(arena, view);
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
		.teams = skills_teams(arena, view, false), .target = target_page(PAGE_SKILLS, FIGURE_GROWTH)};
	part_sort(view, layout->block_count, (struct grid *)parts.teams);
	if (view->answer->skill_count > 0)
		parts.detail = tile_detail(arena, view);
	tile_draw(area, view, layout, &parts);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	const struct grid *all[] = {skills_teams(arena, view, false), skills_coverage(arena, view),
		skills_matrix_table(arena, view), skills_needs(arena, view)};
	int count = 0;
	for (; count < (int)COUNT_OF(all) && count < most; count++)
		grids[count] = all[count];
	return count;
}

const struct panel panel_skills = {
        .page = PAGE_SKILLS,
        .name = "skills",
        .title = "Skill growth",
        .figure = FIGURE_GROWTH,
        .help = "levels gained, coverage of needs, people × skills, skills on one person",
        .accent = ROLE_SKILLS,
        .needs = NEED_FIGURES | NEED_TRENDS | NEED_MATRIX,
        .on_wall = true,
        .build = build,
        .wall = skills_wall,
        .tile = tile,
        .tables = tables,
};
