#include "ai_own.h"

#include <math.h>

enum { BLOCK_TEAMS, BLOCK_FUNNEL, BLOCK_WEEKS, BLOCK_CASES, BLOCK_TOOLS, BLOCK_EFFECT, BLOCKS };

/* ---- the funnel ---- */
static void draw_funnel_row(struct area area, int y, const struct grid_row *row, bool selected)
{
	bool wide = area.width >= 46;
	int bar_end = area.width - (wide ? 17 : 8);
	if (selected)
		part_mark(area, y);
	area_print(area, 0, y, 9, ALIGN_LEFT, selected ? STRONG "%s" : TEXT "%s", row->cells[0].text);
	area_text(area, 9, y, 8, ALIGN_RIGHT, row->cells[1].shown);
	if (!figure_known(row->cells[1].figure)) {
		if (row->cells[1].figure->why && text_width(row->cells[1].figure->why) <= area.width - 19)
			area_print(area, 19, y, area.width - 19, ALIGN_LEFT, DIM "%s", row->cells[1].figure->why);
		return;
	}
	if (bar_end - 19 >= 4 && isfinite(row->cells[2].bar))
		area_bar(area, 19, y, bar_end - 19, row->cells[2].bar, ROLE_AI, NULL);
	if (area.width >= 25)
		area_text(area, bar_end + 1, y, 6, ALIGN_RIGHT, row->cells[3].shown);
	if (wide)
		area_text(area, area.width - 9, y, 9, ALIGN_RIGHT, row->cells[5].shown);
}

static void draw_funnel(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct figure *given = view_figure(view, FIGURE_TIME_GIVEN_BACK), *without = view_figure(view, FIGURE_WITHOUT_ACCESS);
	int selected = part_selected(view, block, grid), rows = grid->row_count, spare = area.height - rows;
	int y = spare >= 4, shown = rows < area.height ? rows : area.height, first = part_first(view, block, grid, shown);
	for (int i = 0; i < shown; i++) {
		y += first + i == 3 && spare >= 2;      /* habit is of 12 weeks and stands apart */
		draw_funnel_row(area, y++, &grid->rows[first + i], first + i == selected);
	}
	layout->blocks[block].shown = shown;
	if (view_figure(view, FIGURE_ADOPTION)->state == FIGURE_NOT_IMPORTED) {
		part_import(part_rows(area, y, area.height - y), view, view_figure(view, FIGURE_ADOPTION));
		return;
	}
	if (y < area.height)
		area_print(area, 0, y++, area.width, ALIGN_LEFT, area.width >= 52 ? DIM "habitual 9 of 12 weeks · champion 60 %% of work days"
			: DIM "habitual: use in 9 of 12 weeks");
	if (y < area.height && figure_known(given))
		area_print(area, 0, y++, area.width, ALIGN_LEFT, DIM "given back " TEXT "%s" DIM " h per active person and week",
			words_number(arena, given, given->value, 1));
	if (y < area.height && figure_known(without) && without->value > 0)
		area_print(area, 0, y, area.width, ALIGN_LEFT, TEXT "%s" DIM " use AI without access on record", format_count(arena, (int64_t)without->value));
}

static void draw_weeks(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	const struct figure *figure = ai_curve_figure(view);
	if (part_closed(area, view, figure))
		return;
	struct trend_look look = { .trend = &view->answer->trend[PANEL_AI], .figure = figure,
		.accent = ROLE_AI, .whole = figure->id == FIGURE_ADOPTION, .band = true };
	int margin = area.height >= 8;
	trend_chart(area_inside(area, 0, margin, area.width, area.height - margin), &look);
}

/* ---- who resolved the cases ---- */
static void draw_split(struct area area, int y, const struct resolved_split *split, double known)
{
	const struct { const char *name; int64_t count; int step; } parts[3] = {
		{ "by AI", split->by_ai, 5 }, { "with AI", split->with_ai, 3 }, { "alone", split->by_human, 1 },
	};
	struct arena *arena = part_arena(area);
	struct part drawn[3];
	double before = 0;
	int from = 0;
	for (int i = 0; i < 3; i++)
		drawn[i] = (struct part){ (double)parts[i].count, role_ramp(ROLE_AI, parts[i].step) };
	area_stack(area, 0, y, area.width, 1, drawn, 3, NULL);
	for (int i = 0; i < 3; i++) {
		int x = (int)lround(before / known * area.width);
		const char *words = arena_print(arena, TEXT "%s " STRONG "%s" DIM " %%", parts[i].name, format_percent(arena, (double)parts[i].count / known));
		before += (double)parts[i].count;
		x = x < from ? from : x;
		if (x + markup_width(words) > area.width)
			x = area.width - markup_width(words);
		if (parts[i].count > 0 && x >= from)
			from = area_text(area, x, y + 1, area.width - x, ALIGN_LEFT, words) + 1;
	}
}

static void draw_quality(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct resolved_split *split = &view->answer->resolved;
	const struct { const char *name; enum figure_id ai, human; } rows[2] = {
		{ "CSAT of 5", FIGURE_CSAT_AI, FIGURE_CSAT_HUMAN }, { "came back", FIGURE_CAME_BACK_AI, FIGURE_CAME_BACK_HUMAN },
	};
	area_print(area, 0, 0, 9, ALIGN_LEFT, DIM "quality");
	area_print(area, 9, 0, 6, ALIGN_RIGHT, DIM "by AI");
	area_print(area, 15, 0, 6, ALIGN_RIGHT, DIM "human");
	for (int i = 0; i < 2; i++) {
		area_print(area, 0, 1 + i, 9, ALIGN_LEFT, DIM "%s", rows[i].name);
		area_text(area, 9, 1 + i, 6, ALIGN_RIGHT, words_cell(arena, view, view_figure(view, rows[i].ai), true));
		area_text(area, 15, 1 + i, 6, ALIGN_RIGHT, words_cell(arena, view, view_figure(view, rows[i].human), true));
	}
	if (split->rated_ai + split->rated_human > 0) {
		area_print(area, 0, 3, 9, ALIGN_LEFT, DIM "rated n");
		area_print(area, 9, 3, 6, ALIGN_RIGHT, DIM "%s", format_count(arena, split->rated_ai));
		area_print(area, 15, 3, 6, ALIGN_RIGHT, DIM "%s", format_count(arena, split->rated_human));
	}
}

static void draw_cases(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct resolved_split *split = &view->answer->resolved;
	double known = view_figure(view, FIGURE_AI_RESOLVED)->state == FIGURE_SUPPRESSED ? 0 : (double)(split->by_ai + split->with_ai + split->by_human);
	int y = area.height >= 9;
	if (known > 0 && area.height >= 6) {
		draw_split(area, y, split, known);
		y += 2 + (area.height >= y + 7);
	}
	bool quality = area.width >= 54;
	int rest = area.height - y;
	struct area rates = area_inside(area, 0, y, quality ? area.width - 22 : area.width, rest < 4 ? rest : 4);
	rates.padded = area.padded;
	part_grid(rates, view, layout, block, grid, true);
	if (quality)
		draw_quality(area_inside(area, area.width - 21, y, 21, rest), view);
	if (split->unconfirmed > 0 && rest > 4 && known > 0)
		area_print(area, 0, y + 4, area.width, ALIGN_LEFT,
			DIM "%s by AI are not yet confirmed (7 days to come back)", format_count(arena, split->unconfirmed));
}

/* ---- tools ---- */
static void draw_tool_row(struct area area, int y, const struct grid_row *row, bool selected, int bar, int bar_width)
{
	if (selected)
		part_mark(area, y);
	area_print(area, 0, y, area.width >= 46 ? 16 : area.width - 9, ALIGN_LEFT, selected ? STRONG "%s" : TEXT "%s", row->cells[0].text);
	area_text(area, bar - 10, y, 8, ALIGN_RIGHT, row->cells[1].shown);
	if (bar_width >= 4 && isfinite(row->cells[2].bar)) {
		int plain = (int)lround(row->cells[2].low * bar_width);
		area_bar(area, bar, y, bar_width, row->cells[2].bar, role_ramp(ROLE_AI, 3), NULL);
		for (int i = 0; i < plain; i++)
			area_text(area, bar + i, y, 1, ALIGN_LEFT, IN_AI "━");
	}
	if (area.width >= 46) {
		area_text(area, area.width - 15, y, 7, ALIGN_RIGHT, row->cells[3].shown);
		area_text(area, area.width - 8, y, 8, ALIGN_RIGHT, row->cells[4].shown);
	}
}

static void draw_tools(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	if (part_closed(area, view, view_figure(view, FIGURE_ACCEPTED)))
		return;
	if (grid->row_count == 0) {
		words_wrap(area, area.height > 2, DIM "no suggestions shown in these days");
		return;
	}
	int margin = area.height >= 9, bar = area.width >= 46 ? 27 : area.width, bar_width = area.width - 16 - bar, y = margin;
	if (area.height - y >= 4) {
		area_print(area, 0, y, 9, ALIGN_LEFT, DIM "tool");
		area_print(area, bar - 12, y, 10, ALIGN_RIGHT, DIM "accepted");
		if (area.width >= 46) {
			area_print(area, area.width - 15, y, 7, ALIGN_RIGHT, DIM "people");
			area_print(area, area.width - 8, y, 8, ALIGN_RIGHT, DIM "shown");
		}
		y++;
	}
	int room = area.height - y, legend = room >= grid->row_count + 3 && bar_width >= 4 ? 2 : 0;
	int shown = room - legend < grid->row_count ? room - legend : grid->row_count, first = part_first(view, block, grid, shown);
	int selected = part_selected(view, block, grid), spare = room - legend - shown;
	for (int i = 0; i < shown; i++) {
		y += grid->rows[first + i].apart && spare > 0;
		draw_tool_row(area, y++, &grid->rows[first + i], first + i == selected, bar, bar_width);
	}
	layout->blocks[block].shown = shown;
	if (legend)
		area_text(area, 0, area.height - 1, area.width, ALIGN_LEFT, IN_AI "━━" DIM " as it was and edited   " FRAME "──" DIM " rejected or left");
}

static void draw_teams(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	part_table(area, view, layout, block, grid);
}

/* What it costs to read is paid only where it is asked for. */
static void draw_effect(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)view, (void)layout, (void)block, (void)grid;
	area_text(area, 0, 0, area.width, ALIGN_LEFT, area.width >= 80
		? STRONG "enter" DIM "  with AI and without, before and after people began, newcomers, where the time went"
		: STRONG "enter" DIM "  with AI and without, before and after");
}

static const char *count_note(struct arena *arena, int64_t count, const char *words)
{
	return count > 0 ? arena_print(arena, "%s %s", format_count(arena, count), words) : NULL;
}

void ai_page(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	const struct answer *answer = view->answer;
	const struct figure *adoption = view_figure(view, FIGURE_ADOPTION), *resolved = view_figure(view, FIGURE_AI_RESOLVED);
	const struct figure *accepted = view_figure(view, FIGURE_ACCEPTED), *eligible = view_figure(view, FIGURE_ELIGIBLE);
	struct grid *rows = ai_rows(arena, view);
	struct grid *kinds = ai_cases(arena, view), *tools = ai_tools(arena, view);
	part_sort(view, BLOCK_TEAMS, rows), part_sort(view, BLOCK_CASES, kinds), part_sort(view, BLOCK_TOOLS, tools);
	const struct resolved_split *split = &answer->resolved;
	int64_t cases = split->by_ai + split->with_ai + split->by_human, shown = answer->tool_count > 0 ? answer->tools[answer->tool_count - 1].shown_n : 0;
	struct record_filter used = filter_of(view, RELATION_AI_EVENT, answer->window, "deliberate AI use");
	used.deliberate = 1;
	struct target events = target_records(arena, used, FIGURE_ADOPTION);
	struct record_filter all = filter_of(view, RELATION_CASE, answer->window, "cases");
	const char *of = figure_known(eligible) ? arena_print(arena, "%s eligible of %s", words_amount(arena, eligible->value), format_count(arena, view_scope(view)->people)) : NULL;
	const char *weeks = arena_print(arena, "%d weeks, 95 %% band", answer->trend[PANEL_AI].count);
	const struct section sections[BLOCKS] = {
		[BLOCK_TEAMS] = { ai_by_person(view) ? "By person" : "By team", part_sort_note(arena, rows), 2, part_least(rows), rows->row_count + 3, 1, rows, events, NULL, draw_teams },
		[BLOCK_FUNNEL] = { "Funnel", of, 0, 5, 9, 2, ai_funnel(arena, view), events, adoption->state == FIGURE_NOT_APPLICABLE ? NULL : adoption, draw_funnel },
		[BLOCK_WEEKS] = { "Active each week", weeks, 0, 5, 9, 2, NULL, events, NULL, draw_weeks },
		[BLOCK_CASES] = { "Who resolved the cases", count_note(arena, cases, "cases"), 1, 3, 9, 3, kinds,
			target_records(arena, all, FIGURE_AI_RESOLVED), resolved, draw_cases },
		[BLOCK_TOOLS] = { "Accepted, by tool", count_note(arena, shown, "shown"), 1, 3, 9, 3, tools,
			target_records(arena, filter_of(view, RELATION_AI_EVENT, answer->window, "suggestions"), FIGURE_ACCEPTED), accepted, draw_tools },
		[BLOCK_EFFECT] = { "Does AI help here?", NULL, 3, 1, 1, 4, NULL, target_page(PAGE_EFFECT, -1), NULL, draw_effect },
	};
	compose_page(area, view, layout, ROLE_AI, sections, BLOCKS);
}
