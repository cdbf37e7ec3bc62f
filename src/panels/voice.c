#include "voice_own.h"

#include <math.h>

/* Answers belong to a group, never to a person or a day: rows lead to the answers of a question, counted by score. */
enum { QUESTION, SHARE, SURVEY, LOW, ANSWERS, CHANGE, COLUMNS };
enum { CHART_ROWS = 8, CHART_WIDTH = 38, NARROW_CHART = 28, MOST_CHARTS = 8 };

static const char *interval_words(struct arena *arena, const struct figure *figure)
{
	if (figure->state != FIGURE_OK || !figure->has_interval)
		return "";
	return arena_print(arena, TEXT "%s–%s" DIM " %%", format_percent(arena, figure->low),
		format_percent(arena, figure->high));
}

static struct grid *questions_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[COLUMNS] = {
		[QUESTION] = {.key = "question", .title = "share of answers 4 or 5", .width = 30, .keep = 1, .flexible = true},
		[SHARE] = {.key = "share", .title = "agree", .align = ALIGN_RIGHT, .width = 8, .keep = 1},
		[SURVEY] = {.key = "survey", .title = "survey", .align = ALIGN_RIGHT, .width = 8, .keep = 2},
		[LOW] = {.title = "95 %", .align = ALIGN_RIGHT, .width = 10, .keep = 4},
		[ANSWERS] = {.key = "answers", .title = "n", .align = ALIGN_RIGHT, .width = 6, .keep = 3},
		[CHANGE] = {.key = "change", .title = "change", .align = ALIGN_RIGHT, .width = 8, .keep = 3},
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "rows", columns, COLUMNS, answer->voice_count);
	for (int i = 0; i < answer->voice_count; i++) {
		const struct figure *figure = &answer->voice[i].figure;
		struct grid_row *row = grid_add(grid);
		struct record_filter filter =
			filter_of(view, RELATION_ANSWER, answer->panel_window[PANEL_VOICE], answer->voice[i].text);
		filter.question_id = answer->voice[i].question_id;
		row->id = answer->voice[i].question_id;
		row->target = target_records(arena, filter, EXPLAIN_VOICE + i);
		row->cells[QUESTION] = cell_text(answer->voice[i].text, NULL);
		row->cells[SHARE] = voice_cell(arena, view, figure, true);
		row->cells[SURVEY] = cell_real(figure->has_survey ? figure->survey : NAN,
			figure->has_survey ? arena_print(arena, MARK "┆" DIM " " TEXT "%s" DIM " %%",
			format_percent(arena, figure->survey))
			: "");
		row->cells[LOW] = cell_text("", interval_words(arena, figure));
		row->cells[LOW].kind = GRID_EMPTY;
		bool counted = figure_known(figure) && figure->has_fraction;
		row->cells[ANSWERS] = cell_real(counted ? figure->denominator : NAN, counted
			? arena_print(arena, TEXT "%s", format_count(arena, (int64_t)figure->denominator)) : "");
		row->cells[CHANGE] = cell_change(arena, figure);
	}
	return grid;
}

/* ---- the questions: words, bar with its mark, figures; two lines each where there is room ---- */
struct look {
	int bar, bar_width, figures, lines;
	bool change, interval, below;
}; /* below: figures on the bar's line */

static struct look look_of(struct area area, int count)
{
	struct look look = {.lines = area.height >= 3 * count ? 2 : 1};
	look.interval = area.width >= 100, look.change = area.width >= 46;
	look.figures = 8 + 9 + (look.change ? 15 : 0) + (look.interval ? 11 : 0);
	look.below = look.lines == 2 && area.width < 70;
	if (area.width < 30)
		look.figures = 8;
	look.bar_width = look.below         ? area.width - look.figures - 1
		: look.lines == 2  ? area.width - 17
		: area.width >= 90 ? 20
		: 0;
	look.bar = look.lines == 2 ? 0 : area.width - look.figures - look.bar_width - 1;
	return look;
}

static void draw_bar(struct area area, int y, const struct look *look, const struct figure *figure)
{
	if (figure->state == FIGURE_SUPPRESSED)
		for (int x = 0; x < look->bar_width; x++)
			area_text(area, look->bar + x, y, 1, ALIGN_LEFT, DIM "░");
	else if (figure_known(figure))
		area_bar(area, look->bar, y, look->bar_width, figure->value, ROLE_STRONG,
			figure->has_survey ? &figure->survey : NULL);
}

static void draw_question(struct area area, int y, const struct grid_row *row, const struct look *look, bool selected)
{
	int x = area.width - look->figures, words = (look->below                           ? area.width + 1
		: look->lines == 1 && look->bar_width ? look->bar
		: x) -
		1;
	if (selected)
		area_tint_row(area, y, ROLE_SELECT);
	area_print(area, 0, y, words, ALIGN_LEFT, "%s%s", selected ? STRONG : TEXT, row->cells[QUESTION].text);
	if (look->bar_width && y + look->lines - 1 < area.height)
		draw_bar(area, y + look->lines - 1, look, row->cells[SHARE].figure);
	y += look->below;
	area_text(area, x, y, 8, ALIGN_RIGHT, row->cells[SHARE].shown);
	if (area.width < 30)
		return;
	area_text(area, x + 9, y, 8, ALIGN_RIGHT, row->cells[SURVEY].shown);
	if (look->change) {
		area_text(area, x + 17, y, 6, ALIGN_RIGHT, row->cells[ANSWERS].shown);
		area_text(area, x + 24, y, 8, ALIGN_RIGHT, row->cells[CHANGE].shown);
	}
	if (look->interval)
		area_text(area, x + 33, y, 10, ALIGN_RIGHT, row->cells[LOW].shown);
}

static void draw_heads(struct area area, const struct grid *grid, const struct look *look)
{
	static const struct {
		int column, x, width;
	} heads[] = {{SHARE, 0, 8}, {SURVEY, 9, 8}, {ANSWERS, 17, 6}, {CHANGE, 24, 8}, {LOW, 33, 10}};
	int x = area.width - look->figures;
	area_print(area, 0, 0, x - 1, ALIGN_LEFT, DIM "%s", grid->columns[QUESTION].title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		if (heads[i].x + heads[i].width <= look->figures)
			area_print(area, x + heads[i].x, 0, heads[i].width, ALIGN_RIGHT, "%s%s",
				grid->sorted_by == heads[i].column ? STRONG : DIM, grid->columns[heads[i].column].title);
}

static void draw_questions(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	bool heading = area.height >= 4;
	struct area rows = part_rows(area, heading, area.height - heading);
	struct look look = look_of(rows, grid->row_count);
	int each = look.lines == 2 ? 3 : 1, fit = (rows.height + each - 1) / each, count = grid->row_count;
	bool cut = count > fit && fit > 1;
	int shown = cut           ? fit - 1
		: count < fit ? count
		: fit,
		first = part_first(view, block, grid, shown), selected = part_selected(view, block, grid);
	if (heading)
		draw_heads(area, grid, &look);
	for (int i = 0; i < shown; i++)
		draw_question(rows, i * each, &grid->rows[first + i], &look, first + i == selected);
	layout->blocks[block].shown = shown;
	if (cut)
		area_print(rows, 0, shown * each, rows.width, ALIGN_LEFT, DIM "+%s more",
			format_count(part_arena(area), count - first - shown));
}

/* ---- trends, in the room that is left ---- */
static int points_known(const struct trend *trend)
{
	int known = 0;
	for (int i = 0; i < trend->count; i++)
		known += trend->known[i];
	return known;
}

/* Points of other days are there although the day one looks at is hidden. */
static void draw_chart(struct area area, const struct view *view, const struct voice_row *row, const double *ends)
{
	struct arena *arena = part_arena(area);
	const char *note = area.width >= CHART_WIDTH - 4 ? "91 days each" : NULL;
	struct area inside = part_frame(area, view, voice_title(arena, row->key), note, ROLE_STRONG, false, &row->figure);
	bool hidden = row->figure.state == FIGURE_SUPPRESSED && points_known(&row->trend) < 2;
	if (hidden || row->figure.state == FIGURE_NOT_IMPORTED)
		words_wrap(inside, inside.height > 2, arena_print(arena, DIM "%s", words_why(arena, view, &row->figure)));
	else
		trend_chart(inside, &(struct trend_look){.trend = &row->trend, .figure = &row->figure, .accent = ROLE_STRONG,
			.lowest = ends[0], .highest = ends[1]});
}

/* One scale for all, so that they can be compared: the ends of what is known and of the survey's marks. */
static void find_ends(const struct answer *answer, double ends[2])
{
	ends[0] = INFINITY, ends[1] = -INFINITY;
	for (int i = 0; i < answer->voice_count; i++) {
		const struct voice_row *row = &answer->voice[i];
		for (int week = 0; week < row->trend.count; week++)
			if (row->trend.known[week])
				ends[0] = fmin(ends[0], row->trend.value[week]), ends[1] = fmax(ends[1], row->trend.value[week]);
		if (row->figure.has_survey)
			ends[0] = fmin(ends[0], row->figure.survey), ends[1] = fmax(ends[1], row->figure.survey);
	}
}

static void draw_charts(struct area area, const struct view *view)
{
	double ends[2];
	find_ends(view->answer, ends);
	int columns = area.width < 2 * CHART_WIDTH    ? 1
		: area.width < 4 * NARROW_CHART ? 2
		: area.width / NARROW_CHART,
		rows = area.height / CHART_ROWS, count = view->answer->voice_count;
	count = count < MOST_CHARTS ? count : MOST_CHARTS;
	while (columns > 1 && count % columns != 0 && (count + columns - 2) / (columns - 1) <= rows)
		columns--;                              /* no holes: 2 x 2 rather than 3 + 1 */
	while (rows > 1 && (rows - 1) * columns >= count)
		rows--;
	for (int i = 0; rows > 0 && i < count && i < rows * columns; i++) {
		int top = area.height * (i / columns) / rows, next = area.height * (i / columns + 1) / rows;
		draw_chart(page_column(part_rows(area, top, next - top), 2, i % columns, columns), view,
			&view->answer->voice[i], ends);
	}
}

/* ---- the page ---- */
static void draw_absent(struct area area, const struct view *view)
{
	const char *how = arena_print(part_arena(area), DIM "not imported: " TEXT "teamtop import %s --preset survey FILE",
		view->database ? view->database : "DB");
	words_wrap(area, area.height > 2, how);
}

/* Of a day that is hidden for the sake of others: the nearest ones that are not. */
static const char *other_days(struct arena *arena, const struct answer *answer)
{
	char before[8] = "", after[8] = "";
	if (answer->voice_day_before != INT64_MIN)
		day_short(answer->voice_day_before, before);
	if (answer->voice_day_after != INT64_MIN)
		day_short(answer->voice_day_after, after);
	return arena_print(arena, "this day is hidden%s%s%s%s", *before || *after ? ", shown are " : "", before, *before && *after ? " and " : "", after);
}

static const char *note_of(struct arena *arena, const struct view *view)
{
	const struct answer *answer = view->answer;
	if (answer->voice_count == 0)
		return NULL;
	if (answer->voice_other_day)
		return other_days(arena, answer);
	if (answer->voice_people < 0)
		return words_days(arena, answer->panel_window[PANEL_VOICE]);
	return arena_print(arena, "%s of %s answered · %s", format_count(arena, answer->voice_people),
		format_count(arena, answer->voice_asked), words_days(arena, answer->panel_window[PANEL_VOICE]));
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct grid *grid = questions_grid(arena, view);
	part_sort(view, 0, grid);
	int count = grid->row_count;
	part_block(layout, "questions", grid, target_none(count ? EXPLAIN_VOICE : -1));
	struct area top = voice_teams(&area, view, layout, count + 4);
	int wide = 3 * count + 4, rows = top.height >= wide + CHART_ROWS ? wide : count + 4;
	bool charts = count > 0 && top.height >= rows + CHART_ROWS && area.width >= 40;
	area = top;
	if (charts)
		top = page_take(&area, rows, 0);
	if (top.height < 1)
		return;
	struct frame frame = {.title = "Voice",
		.note = note_of(arena, view),
		.accent = ROLE_STRONG,
		.focused = part_focused(view, 0),
		.dashed = count == 0,
		.foot = page_survey_note(arena, view, "career_prospects")};
	struct area inside = area_frame(top, &frame);
	if (count == 0)
		draw_absent(inside, view);
	else
		draw_questions(inside, view, layout, 0, grid);
	if (charts)
		draw_charts(area, view);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	if (most < 1)
		return 0;
	grids[0] = questions_grid(arena, view);
	if (most < 2)
		return 1;
	grids[1] = voice_by_team(arena, view);
	return 2;
}

const struct panel panel_voice = {
	.page = PAGE_VOICE, .name = "voice", .title = "Voice", .figure = -1,
	.help = "the survey questions beside the report's figures", .key = "5", .accent = ROLE_STRONG,
	.needs = NEED_FIGURES | NEED_TRENDS, .build = build, .tables = tables,
};
