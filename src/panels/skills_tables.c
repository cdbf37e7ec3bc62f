#include "skills_tables.h"
#include "pages.h"

#include <math.h>

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

struct grid *skills_teams(struct arena *arena, const struct view *view, bool with_all)
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

static struct target skill_target(struct arena *arena, const struct view *view, int64_t skill_id, int64_t team_id,
                                  const char *title, int figure)
{
	struct record_filter filter = filter_of(view, RELATION_ASSESSMENT,
		(struct window){INT64_MIN, view->answer->panel_window[PANEL_SKILLS].to}, title);
	filter.skill_id = skill_id;
	if (team_id)
		filter.team_id = team_id;
	return target_records(arena, filter, figure);
}

struct grid *skills_coverage(struct arena *arena, const struct view *view)
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
		row->cells[1] = cell_real(
			share,
			isnan(share) ? DIM "n/a" : arena_print(arena, STRONG "%s" DIM " %%", format_percent(arena, share)));
		row->cells[2] = cell_real(NAN, NULL), row->cells[2].bar = share;
		int64_t change = skill->filled - skill->filled_before;
		row->cells[3] = cell_integer(change, change ? page_gained(arena, change) : DIM "· 0");
		row->cells[4] = cell_integer(skill->filled, arena_print(arena, TEXT "%s" DIM " of " TEXT "%2s",
			format_count(arena, skill->filled),
			format_count(arena, skill->needed)));
		row->cells[5] = cell_integer(skill->needed, NULL);
	}
	return grid;
}

struct grid *skills_needs(struct arena *arena, const struct view *view)
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
		row->target = skill_target(arena, view, need->skill_id, need->team_id, need->skill,
			nobody ? FIGURE_NEEDS_UNMET : FIGURE_ON_ONE_PERSON);
		row->cells[0] = cell_text(need->team, arena_print(arena, WORSE "! " TEXT "%s", need->team));
		row->cells[1] = cell_text(need->skill, NULL);
		row->cells[2] = cell_integer(need->level,
			arena_print(arena, "%s" TEXT "%d+", nobody ? STRONG "nobody " : "", need->level));
		row->cells[3] = cell_text(nobody ? "nobody" : need->person ? need->person : "one person", nobody ? DIM "–" : NULL);
		row->cells[4] = cell_count(arena, need->people, true);
	}
	return grid;
}
