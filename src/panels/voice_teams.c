#include "voice_own.h"

#include <math.h>
#include <string.h>

enum { BLOCK = 1, TEAM = 0, PEOPLE = 1, FIRST_QUESTION = 2, MOST_SHOWN = 8, LEAST_WIDTH = 13, MOST_WIDTH = 18, WITH_INTERVAL = 22,
	AROUND = 5 };

struct grid_cell voice_cell(struct arena *arena, const struct view *view, const struct figure *figure, bool loud)
{
	struct grid_cell cell = cell_figure(arena, view, figure, loud);
	if (figure->state == FIGURE_SUPPRESSED && figure->why && strncmp(figure->why, "hidden", 6) == 0)
		cell.shown = TEXT "hidden";
	return cell;
}

/* The key with blanks, so that it can be broken off: "career prospects". */
const char *voice_title(struct arena *arena, const char *key)
{
	char *title = arena_copy(arena, key);
	for (char *at = title; *at; at++)
		*at = *at == '_' ? ' ' : *at;
	return title;
}

static int questions_shown(const struct view *view)
{
	int count = view->answer->voice_count;
	return count < MOST_SHOWN ? count : MOST_SHOWN;
}

static struct grid_cell share_cell(struct arena *arena, const struct view *view, const struct figure *figure, bool interval)
{
	struct grid_cell cell = voice_cell(arena, view, figure, true);
	if (figure_known(figure) && figure->has_fraction)
		cell.shown = arena_print(arena, "%s" DIM "%s  n %s", words_cell(arena, view, figure, true), interval && figure->has_interval ?
			arena_print(arena, "  %s–%s", format_percent(arena, figure->low), format_percent(arena, figure->high)) : "",
			format_count(arena, (int64_t)figure->denominator));
	else if (figure->state == FIGURE_NOT_APPLICABLE)
		cell.shown = DIM "no answers";
	return cell;
}

static void add_group(struct grid *grid, struct arena *arena, const struct view *view, int index, int questions, bool interval)
{
	const struct group *group = &view->answer->groups[index];
	struct grid_row *row = cell_team(grid, arena, view, group, EXPLAIN_VOICE);
	row->apart = index == 0;
	row->cells[PEOPLE] = cell_count(arena, group->people, true);
	for (int i = 0; i < questions; i++)
		row->cells[FIRST_QUESTION + i] = share_cell(arena, view, &view->answer->voice[i].by_group[index], interval);
}

/* The report's figures under those of the teams. */
static void add_survey(struct grid *grid, struct arena *arena, const struct view *view, int questions)
{
	struct grid_row *row = grid_add(grid);
	row->apart = true;
	row->cells[TEAM] = cell_text("survey", MARK "┆" DIM " survey");
	for (int i = 0; i < questions; i++) {
		const struct figure *figure = &view->answer->voice[i].figure;
		row->cells[FIRST_QUESTION + i] = cell_real(figure->has_survey ? figure->survey : NAN,
			figure->has_survey ? arena_print(arena, TEXT "%s" DIM " %%", format_percent(arena, figure->survey)) : "");
	}
}

static bool has_teams(const struct view *view)
{
	return view->answer->voice_count > 0 && view->answer->group_count > 2 && view->answer->voice[0].by_group;
}

static struct grid *teams_grid(struct arena *arena, const struct view *view, bool interval)
{
	int questions = questions_shown(view);
	struct grid_column columns[FIRST_QUESTION + MOST_SHOWN] = {
		[TEAM] = {.title = "team", .width = 12, .keep = 1, .flexible = true},
		[PEOPLE] = {.title = "people", .width = 6, .keep = 9, .align = ALIGN_RIGHT},
	};
	for (int i = 0; i < questions; i++) {
		const char *title = voice_title(arena, view->answer->voice[i].key);
		int width = text_width(title);
		columns[FIRST_QUESTION + i] = (struct grid_column){.title = title, .keep = 1 + i, .align = ALIGN_RIGHT,
			.width = interval ? WITH_INTERVAL : width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width};
	}
	struct grid *grid = grid_new(arena, "teams", columns, FIRST_QUESTION + questions, view->answer->group_count + 1);
	for (int i = 1; i < view->answer->group_count; i++)
		add_group(grid, arena, view, i, questions, interval);
	add_group(grid, arena, view, 0, questions, interval);
	add_survey(grid, arena, view, questions);
	return grid;
}

struct grid *voice_by_team(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "team"}, {.key = "question"}, {.key = "share"}, {.key = "answers"}, {.key = "team_id"}};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "by_team", columns, COUNT_OF(columns), answer->group_count * answer->voice_count + 1);
	for (int group = 1; group < answer->group_count; group++)
		for (int i = 0; i < answer->voice_count && answer->voice[i].by_group; i++) {
			const struct figure *figure = &answer->voice[i].by_group[group];
			struct grid_row *row = grid_add(grid);
			row->cells[0] = cell_text(answer->groups[group].name, NULL), row->cells[1] = cell_text(answer->voice[i].key, NULL);
			row->cells[2] = voice_cell(arena, view, figure, false);
			row->cells[3] = cell_real(figure_known(figure) && figure->has_fraction ? figure->denominator : NAN, NULL);
			row->cells[4] = cell_integer(answer->groups[group].team_id, NULL);
		}
	return grid;
}

/* Says how many rows show nothing, and from how many answers they would. */
static const char *note_of(struct arena *arena, const struct view *view, bool interval)
{
	const struct answer *answer = view->answer;
	int hidden = 0;
	for (int group = 1; group < answer->group_count; group++) {
		bool any = false;
		for (int i = 0; i < answer->voice_count; i++)
			any = any || answer->voice[i].by_group[group].state == FIGURE_SUPPRESSED;
		hidden += any;
	}
	const char *what = interval ? "share of answers 4 or 5, 95 %, " : "";
	if (!hidden)
		return arena_print(arena, "%sgroups from %d answers", what, view->state->policy.min_group);
	return arena_print(arena, "%s%d of %d hidden" DIM ", groups from %d answers", what, hidden, answer->group_count - 1, view->state->policy.min_group);
}

struct area voice_teams(struct area *area, const struct view *view, struct layout *layout, int others)
{
	if (!has_teams(view))
		return *area;
	bool interval = area->width >= 24 + questions_shown(view) * (WITH_INTERVAL + 2);
	struct grid *grid = teams_grid(part_arena(*area), view, interval);
	part_sort(view, BLOCK, grid);
	part_block(layout, "By team", grid, target_none(EXPLAIN_VOICE));
	int wants = grid->row_count + AROUND, room = area->height - others;
	bool focused = part_focused(view, BLOCK);
	int height = wants <= room ? wants : focused ? (room >= 6 ? room : area->height) : room >= 6 ? room : 0;
	if (height == 0)
		return *area;
	const char *note = part_sort_note(part_arena(*area), grid);
	struct area inside = part_frame(part_rows(*area, area->height - height, height), view, "By team", note ? note :
		note_of(part_arena(*area), view, interval), ROLE_STRONG, focused, NULL);
	part_grid(inside, view, layout, BLOCK, grid, true);
	return part_rows(*area, 0, area->height - height);
}
