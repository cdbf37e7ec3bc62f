#include "ai_own.h"

#include <math.h>

/* ---- the funnel ---- */
static const struct { enum figure_id id; const char *name; int of; } FUNNEL[FUNNEL_STEPS] = {
	{ FIGURE_ELIGIBLE, "eligible", -1 }, { FIGURE_EVER, "ever", 0 }, { FIGURE_ACTIVE, "active", 1 },
	{ FIGURE_HABITUAL, "habitual", -1 }, { FIGURE_CHAMPION, "champion", 3 },
};

static struct target funnel_target(struct arena *arena, const struct view *view, int step)
{
	struct record_filter filter = filter_of(view, RELATION_AI_EVENT, view->answer->window, "deliberate AI use");
	filter.deliberate = 1;
	if (step == 0) {
		filter = filter_of(view, RELATION_PERSON, (struct window){ INT64_MIN, view->answer->window.to }, "people");
	} else if (step == 1) {
		filter.window.from = INT64_MIN;
	} else if (step == 3) {
		filter.window.from = view->answer->window.to - 83;      /* habit looks at 12 weeks */
	}
	return target_records(arena, filter, (int)FUNNEL[step].id);
}

static const char *share_words(struct arena *arena, double part, double whole, const char *after)
{
	return whole > 0 ? arena_print(arena, TEXT "%s" DIM " %%%s", format_percent(arena, part / whole), after) : "";
}

const struct grid *ai_funnel(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .key = "step" }, { .key = "people" }, { .role = ROLE_AI }, { .key = "share" }, { 0 }, { 0 },
	};
	const struct figure *eligible = view_figure(view, FIGURE_ELIGIBLE);
	struct grid *grid = grid_new(arena, "funnel", columns, COUNT_OF(columns), FUNNEL_STEPS);
	for (int i = 0; i < FUNNEL_STEPS; i++) {
		const struct figure *figure = view_figure(view, FUNNEL[i].id);
		const struct figure *before = FUNNEL[i].of >= 0 ? view_figure(view, FUNNEL[FUNNEL[i].of].id) : NULL;
		bool known = figure_known(figure) && figure_known(eligible);
		struct grid_row *row = grid_add(grid);
		row->id = (int64_t)FUNNEL[i].id;
		row->target = funnel_target(arena, view, i);
		row->cells[0] = cell_text(FUNNEL[i].name, NULL);
		row->cells[1] = cell_figure(arena, view, figure, true);
		row->cells[2] = known && eligible->value > 0 ? cell_bar(figure, eligible->value) : cell_real(NAN, NULL);
		row->cells[3] = cell_real(NAN, known ? share_words(arena, figure->value, eligible->value, "") : "");
		row->cells[4] = cell_real(NAN, "");
		row->cells[5] = cell_real(NAN, known && before && figure_known(before) ? share_words(arena, figure->value, before->value, " on") : "");
	}
	return grid;
}

/* ---- cases ---- */
/* `rows` names the rows it is made of: AI-resolved leaves out those that came back, which stand among them. */
static void case_row(struct grid *grid, struct arena *arena, const struct view *view, enum figure_id id, const char *name,
	const char *rows, const char *resolved_by, int handed_over)
{
	const struct figure *figure = view_figure(view, id);
	struct record_filter filter = filter_of(view, RELATION_CASE, view->answer->window, rows);
	filter.resolved_by = resolved_by, filter.handed_over = handed_over;
	struct grid_row *row = grid_add(grid);
	row->id = (int64_t)id, row->target = target_records(arena, filter, (int)id);
	row->cells[0] = cell_text(name, NULL);
	row->cells[1] = cell_figure(arena, view, figure, true);
	row->cells[2] = cell_change(arena, figure);
	row->cells[3] = figure_known(figure) && figure->has_fraction
		? cell_count(arena, (int64_t)figure->denominator, true) : cell_real(NAN, "");
}

struct grid *ai_cases(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .title = "", .width = 12, .keep = 1 }, { .title = "rate", .width = 8, .keep = 1, .align = ALIGN_RIGHT },
		{ .title = "change", .width = 8, .keep = 2, .align = ALIGN_RIGHT }, { .title = "n", .width = 6, .keep = 3, .align = ALIGN_RIGHT },
	};
	struct grid *grid = grid_new(arena, "cases", columns, COUNT_OF(columns), 3);
	case_row(grid, arena, view, FIGURE_AI_RESOLVED, "AI-resolved", "resolved by AI", "ai", 0);
	case_row(grid, arena, view, FIGURE_AI_ASSISTED, "AI-assisted", "resolved with AI", "human_with_ai", 0);
	case_row(grid, arena, view, FIGURE_HANDED_OVER, "handed over", "handed over", NULL, 1);
	return grid;
}

/* ---- tools ---- */
struct grid *ai_tools(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .key = "tool", .title = "tool", .width = 16, .keep = 1 }, { .key = "accepted", .title = "accepted", .width = 8, .keep = 1, .align = ALIGN_RIGHT },
		{ .role = ROLE_AI }, { .key = "people", .title = "people", .width = 7, .keep = 2, .align = ALIGN_RIGHT },
		{ .key = "shown", .title = "shown", .width = 7, .keep = 3, .align = ALIGN_RIGHT },
		{ .key = "tool_id" }, { .key = "accepted_count" }, { .key = "edited_count" }, { .key = "rejected_count" },
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "tools", columns, COUNT_OF(columns), answer->tool_count);
	for (int i = 0; i < answer->tool_count; i++) {
		const struct tool_row *tool = &answer->tools[i];
		bool all = i == answer->tool_count - 1;
		if (all && answer->tool_count == 2)
			break;                          /* one tool: its row says it all */
		struct record_filter filter = filter_of(view, RELATION_AI_EVENT, answer->window, tool->name);
		filter.tool_id = all ? 0 : tool->tool_id;
		struct grid_row *row = grid_add(grid);
		row->id = tool->tool_id, row->apart = all;
		row->target = target_records(arena, filter, FIGURE_ACCEPTED);
		row->cells[0] = cell_text(tool->name, NULL);
		row->cells[1] = cell_figure(arena, view, &tool->accepted, true);
		row->cells[2] = cell_real(NAN, NULL);
		if (tool->shown_n > 0 && figure_known(&tool->accepted)) {
			row->cells[2].bar = (double)(tool->accepted_n + tool->edited_n) / (double)tool->shown_n;
			row->cells[2].low = (double)tool->accepted_n / (double)tool->shown_n;
		}
		row->cells[3] = cell_count(arena, tool->people, false);
		row->cells[4] = cell_count(arena, tool->shown_n, true);
		row->cells[5] = cell_integer(tool->tool_id, NULL);
		row->cells[6] = cell_integer(tool->accepted_n, NULL);
		row->cells[7] = cell_integer(tool->edited_n, NULL);
		row->cells[8] = cell_integer(tool->rejected_n, NULL);
	}
	return grid;
}

/* ---- by team ---- */
enum { TEAM_NAME, TEAM_PEOPLE, TEAM_ELIGIBLE, TEAM_ACTIVE, TEAM_INTERVAL, TEAM_CHANGE, TEAM_FIGURES, TEAM_ID = TEAM_FIGURES + 5, TEAM_COLUMNS };
static const enum figure_id TEAM_SHOWN[5] = { FIGURE_HABITUAL, FIGURE_ACCEPTED, FIGURE_AI_RESOLVED, FIGURE_AI_ASSISTED, FIGURE_HANDED_OVER };

/* People are shown as a share of the eligible, so that teams of different size can be compared. */
static const char *habitual_words(struct arena *arena, const struct view *view, const struct group *group)
{
	const struct figure *habitual = &group->figure[FIGURE_HABITUAL], *eligible = &group->figure[FIGURE_ELIGIBLE];
	if (habitual->state == FIGURE_OK && figure_known(eligible))
		return eligible->value > 0 ? share_words(arena, habitual->value, eligible->value, "") : DIM "n/a";
	return words_cell(arena, view, habitual, false);
}

static void team_row(struct grid *grid, struct arena *arena, const struct view *view, const struct group *group)
{
	const struct figure *adoption = &group->figure[FIGURE_ADOPTION];
	struct grid_row *row = cell_team(grid, arena, view, group, FIGURE_ADOPTION);
	row->cells[TEAM_PEOPLE] = cell_count(arena, group->people, true);
	row->cells[TEAM_ELIGIBLE] = cell_figure(arena, view, &group->figure[FIGURE_ELIGIBLE], false);
	row->cells[TEAM_ACTIVE] = cell_figure(arena, view, adoption, true);
	row->cells[TEAM_INTERVAL] = cell_interval(adoption);
	if (adoption->state == FIGURE_NOT_APPLICABLE && adoption->why)
		row->cells[TEAM_INTERVAL] = cell_text(adoption->why, arena_print(arena, DIM "%s", adoption->why));
	row->cells[TEAM_CHANGE] = cell_change(arena, adoption);
	for (int i = 0; i < 5; i++)
		row->cells[TEAM_FIGURES + i] = cell_figure(arena, view, &group->figure[TEAM_SHOWN[i]], false);
	row->cells[TEAM_FIGURES].shown = habitual_words(arena, view, group);
	row->cells[TEAM_ID] = cell_integer(group->team_id, NULL);
}

static struct grid *team_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[TEAM_COLUMNS] = {
		[TEAM_NAME] = { .key = "team", .title = "team", .width = 12, .keep = 1, .flexible = true },
		[TEAM_PEOPLE] = { .key = "people", .title = "people", .width = 7, .keep = 5, .align = ALIGN_RIGHT },
		[TEAM_ELIGIBLE] = { .key = "eligible", .title = "eligible", .width = 8, .keep = 6, .align = ALIGN_RIGHT },
		[TEAM_ACTIVE] = { .key = "adoption", .title = "active", .width = 8, .keep = 1, .align = ALIGN_RIGHT },
		[TEAM_INTERVAL] = { .title = "95 %, 0 to 100 %", .width = 20, .keep = 4, .draw = DRAW_INTERVAL, .role = ROLE_AI, .top = 1 },
		[TEAM_CHANGE] = { .key = "change", .title = "change", .width = 8, .keep = 2, .align = ALIGN_RIGHT },
		[TEAM_FIGURES] = { .key = "habitual", .title = "habitual", .width = 8, .keep = 7, .align = ALIGN_RIGHT },
		{ .key = "accepted", .title = "accepted", .width = 8, .keep = 3, .align = ALIGN_RIGHT },
		{ .key = "ai_resolved", .title = "by AI", .width = 8, .keep = 3, .align = ALIGN_RIGHT },
		{ .key = "ai_assisted", .title = "with AI", .width = 8, .keep = 8, .align = ALIGN_RIGHT },
		{ .key = "handed_over", .title = "handed", .width = 8, .keep = 9, .align = ALIGN_RIGHT },
		[TEAM_ID] = { .key = "team_id" },
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "rows", columns, COUNT_OF(columns), answer->group_count + 1);
	for (int i = 1; i < answer->group_count; i++)
		team_row(grid, arena, view, &answer->groups[i]);
	if (answer->group_count > 2 || answer->scope_is_leaf)
		team_row(grid, arena, view, &answer->groups[0]);
	return grid;
}

static struct grid *person_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .key = "person", .title = "name", .width = 18, .keep = 1, .flexible = true },
		{ .key = "ai_weeks", .title = "weeks", .width = 8, .keep = 1, .align = ALIGN_RIGHT },
		{ .title = "with use, of the last 12", .width = 26, .keep = 2, .draw = DRAW_BAR, .role = ROLE_AI },
		{ .key = "access", .title = "access", .width = 8, .keep = 3, .align = ALIGN_RIGHT },
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "rows", columns, COUNT_OF(columns), answer->people_count);
	for (int i = 0; i < answer->people_count; i++) {
		const struct person_row *person = &answer->people[i];
		struct grid_row *row = grid_add(grid);
		row->id = person->person_id, row->target = target_person(person->person_id, FIGURE_ADOPTION);
		row->cells[0] = cell_text(person->name, NULL);
		row->cells[1] = cell_integer(person->ai_weeks, arena_print(arena, TEXT "%d" DIM " of %2d", person->ai_weeks, person->ai_weeks_of));
		row->cells[2] = cell_real(NAN, NULL);
		row->cells[2].bar = person->ai_weeks_of > 0 ? person->ai_weeks / (double)person->ai_weeks_of : 0;
		row->cells[3] = cell_text(person->has_access ? "yes" : "no", person->has_access ? TEXT "yes" : DIM "none");
	}
	return grid;
}

bool ai_by_person(const struct view *view)
{
	return view->answer->scope_is_leaf && view->answer->people_count > 0;
}

struct grid *ai_rows(struct arena *arena, const struct view *view)
{
	return ai_by_person(view) ? person_grid(arena, view) : team_grid(arena, view);
}

int ai_tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	int count = 0;
	if (count < most)
		grids[count++] = ai_rows(arena, view);
	if (count < most)
		grids[count++] = ai_tools(arena, view);
	return count;
}
