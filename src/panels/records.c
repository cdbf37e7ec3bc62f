#include "pages.h"
#include "record_list.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NARROW = 60, LOW = 8, MOST_GRID_COLUMNS = 20, MEASURED = 200 };

/* What the page calls the rows of a relation, how to import them, and the figure `e` explains from a row. */
static const struct { const char *title, *noun, *preset; enum role accent; int figure; } RELATIONS[RELATION_COUNT] = {
	[RELATION_ACTIVITY] = {"Activities", "activities", "activity", ROLE_TIME, FIGURE_CUSTOMER_TIME},
	[RELATION_CASE] = {"Cases", "cases", "cases", ROLE_AI, FIGURE_AI_RESOLVED},
	[RELATION_AI_EVENT] = {"AI events", "AI events", "ai-events", ROLE_AI, FIGURE_ADOPTION},
	[RELATION_ASSESSMENT] = {"Assessments", "assessments", "skills", ROLE_SKILLS, FIGURE_GROWTH},
	[RELATION_ANSWER] = {"Answers", "answers", "survey", ROLE_TEXT, -1},
	[RELATION_PERSON] = {"People", "people", "people", ROLE_TURNOVER, FIGURE_TURNOVER},
};

/* ---- the grid: the relation's columns, and a bar after the minutes ---- */
static const struct { enum align align; int width; } SHAPES[] = {
	[RECORD_TIME] = {ALIGN_LEFT, 12}, [RECORD_DAY] = {ALIGN_LEFT, 11}, [RECORD_TEXT] = {ALIGN_LEFT, 12},
	[RECORD_NUMBER] = {ALIGN_RIGHT, 10}, [RECORD_MINUTES] = {ALIGN_RIGHT, 9}, [RECORD_FLAG] = {ALIGN_LEFT, 6},
	[RECORD_PERSON] = {ALIGN_LEFT, 18},
};

static int to_record_column(const struct records *records, int column, bool bar, int amount)
{
	if (bar && amount >= 0 && column > amount)
		column--;
	return column < records->column_count ? column : -1;
}

/* The first column and the minutes stay longest, then from the left; the last ones give way first. */
static struct grid_column column_of(const struct records *records, int index, bool long_times)
{
	const struct record_column *column = &records->columns[index];
	bool first = index == 0 || column->type == RECORD_MINUTES;
	int width = SHAPES[column->type].width + (column->type == RECORD_TIME && long_times ? 4 : 0);
	int title = text_width(column->title) + 2;      /* room for the mark of the sorted column */
	return (struct grid_column){
		.key = column->key, .title = column->title, .align = SHAPES[column->type].align,
		.width = width > title ? width : title, .keep = first ? 1 : 2 + index,
		.flexible = column->type == RECORD_TEXT || column->type == RECORD_PERSON,
	};
}

/* Texts as wide as they are among the newest rows, whatever is shown of them: columns must not jump while one scrolls,
   filters or sorts. */
static void fit_texts(struct grid *grid, const struct record_list *list, int room)
{
	char buffer[RECORD_TEXT_SIZE];
	for (int i = 0; i < grid->column_count; i++) {
		int widest = text_width(grid->columns[i].title ? grid->columns[i].title : "") + 2, most = room / 4 > 10 ? room / 4 : 10;
		int column = to_record_column(list->records, i, true, list->amount);
		if (!grid->columns[i].flexible)
			continue;
		for (size_t row = 0; row < MEASURED && row < list->records->count; row++) {
			int width = text_width(record_text(list, row, column, buffer));
			widest = width > widest ? width : widest;
		}
		grid->columns[i].width = widest > most ? most : widest;
	}
}

static struct grid *grid_of(struct arena *arena, const struct record_list *list, bool bar)
{
	const struct records *records = list->records;
	struct grid_column columns[MOST_GRID_COLUMNS];
	int count = 0;
	for (int i = 0; i < records->column_count && count < MOST_GRID_COLUMNS - 1; i++) {
		columns[count++] = column_of(records, i, list->long_times);
		if (bar && i == list->amount)
			columns[count++] = (struct grid_column){.width = 14, .keep = MOST_GRID_COLUMNS,
				.draw = DRAW_BAR, .role = RELATIONS[records->filter.relation].accent};
	}
	struct grid *grid = grid_new(arena, "rows", columns, count, 0);
	grid->rows = ARENA_ARRAY(arena, struct grid_row, list->count + 1);      /* cells only of rows that are looked at */
	grid->row_count = (int)list->count;
	for (size_t i = 0; i < list->count; i++)
		grid->rows[i].id = records->id ? records->id[list->rows[i]] : (int64_t)list->rows[i];
	return grid;
}

static struct target target_of(const struct view *view, const struct records *records, size_t row)
{
	int figure = RELATIONS[records->filter.relation].figure;
	bool shows = policy_shows_persons(&view->state->policy);
	if (shows && records->person_id && records->person_id[row] > 0)
		return target_person(records->person_id[row], figure);
	return figure < 0 ? target_page(PAGE_VOICE, -1) : target_none(figure);
}

static void fill_row(struct arena *arena, const struct record_list *list, struct grid *grid, int index, bool bar)
{
	struct grid_cell *cells = grid->rows[index].cells = ARENA_ARRAY(arena, struct grid_cell, grid->column_count);
	size_t row = list->rows[index];
	char buffer[RECORD_TEXT_SIZE];
	for (int i = 0; i < grid->column_count; i++) {
		if (bar && i == list->amount + 1 && list->amount >= 0) {
			double number = record_number(record_value(list, row, list->amount));
			cells[i] = (struct grid_cell){.kind = isnan(number) ? GRID_EMPTY : GRID_REAL, .real = number,
				.bar = list->largest > 0 && !isnan(number) ? number / list->largest : 0};
			continue;
		}
		int column = to_record_column(list->records, i, bar, list->amount);
		const char *text = arena_copy(arena, record_text(list, row, column, buffer));
		cells[i] = cell_text(text, column == list->amount ? arena_print(arena, STRONG "%s", text) : NULL);
	}
}

/* Without a heading a number says itself what it is: "case 88412", "21.0 min". */
static void name_cell(struct arena *arena, const struct record_column *column, struct grid_cell *cell,
                      struct grid_column *place)
{
	if (!cell->text || !*cell->text)
		return;
	if (column->type == RECORD_MINUTES)
		cell->shown = arena_print(arena, TEXT "%s" DIM " min", cell->text), place->width = 10;
	else if (column->type == RECORD_NUMBER || strcmp(column->title, "case") == 0)
		cell->shown = arena_print(arena, DIM "%s " TEXT "%s", column->title, cell->text),
		place->width = text_width(column->title) + 7;
}

void record_lines(struct area area, const struct records *records)
{
	struct record_list *list = record_list_new(part_arena(area), records, NULL, -1, false);
	struct grid *grid = grid_of(part_arena(area), list, false);
	list->long_times = false;                       /* the newest: their year is no question */
	for (int i = 0; i < grid->column_count; i++)
		if (records->columns[i].type == RECORD_PERSON)
			grid->columns[i].keep = 0;
	for (int i = 0; i < grid->row_count && i < area.height; i++) {
		fill_row(part_arena(area), list, grid, i, false);
		for (int column = 0; column < grid->column_count; column++)
			name_cell(part_arena(area), &records->columns[column], &grid->rows[i].cells[column],
				&grid->columns[column]);
	}
	area_grid(area, grid, 0, -1, false);
}

/* ---- lines around the rows ---- */
/* "Activities behind case logging · 1,312 rows · 416.0 h · 28 Oct to 24 Nov 2026"; the end goes first. */
static void draw_what(struct area area, const struct record_list *list)
{
	struct arena *arena = part_arena(area);
	const struct record_filter *filter = &list->records->filter;
	const char *words[5] = {NULL};
	int count = 1;
	const char *join = filter->relation == RELATION_PERSON ? ": " : filter->person_id ? " of " : " behind ";
	words[0] = arena_print(arena, DIM "%s", RELATIONS[filter->relation].title);
	if (filter->title && !text_same(filter->title, RELATIONS[filter->relation].noun))
		words[0] = arena_print(arena, "%s%s" TEXT "%s", words[0], join, filter->title);
	bool cut = list->records->total > (int64_t)list->records->count && list->records->count > 0;
	words[count++] = arena_print(arena, DIM " · " TEXT "%s" DIM " %s", format_count(arena, list->records->total),
		list->records->total == 1 ? "row" : "rows");
	if (cut)
		words[count++] = arena_print(arena, DIM ", the newest " TEXT "%s" DIM " here", format_count(arena, (int64_t)list->records->count));
	if (list->amount >= 0 && list->sum > 0 && list->records->total == (int64_t)list->records->count)
		words[count++] = arena_print(arena, DIM " · " TEXT "%s" DIM " h", format_decimal(arena, list->sum / 3600, 1));
	words[count++] = arena_print(arena, DIM " · %s", filter->window.from == INT64_MIN ? "all days" : words_days(arena, filter->window));
	const char *line = words[0];
	for (int i = 1; i < count && markup_width(line) + markup_width(words[i]) <= area.width - 2; i++)
		line = arena_print(arena, "%s%s", line, words[i]);
	area_text(area, 1, 0, area.width - 2, ALIGN_LEFT, line);
}

/* The end of what is typed is what must be seen. */
static const char *tail_of(const char *text, int cells)
{
	while (text_width(text) > cells)
		text += text_next(text, NULL);
	return text;
}

static void draw_filter(struct area area, const struct view *view, const struct record_list *list)
{
	struct arena *arena = part_arena(area);
	const char *text = view->place->text_filter, *right = "";
	bool typing = view->state->typing;
	if (list->problem)
		right = arena_print(arena, TEXT "%s", list->problem);
	else if (list->filtered)
		right = arena_print(arena, TEXT "%s" DIM " of " TEXT "%s" DIM " rows match",
			format_count(arena, (int64_t)list->count),
			format_count(arena, (int64_t)list->records->count));
	if (area.width >= 100 && list->filtered)
		right = arena_print(arena, "%s   " STRONG "%s" DIM "%s  " STRONG "esc" DIM " %s", right, typing ? "enter" : "/",
			typing ? " keep" : " change", typing ? "clear" : "back");
	int room = area.width - 4, end = markup_width(right);
	room -= end && end < room / 2 ? end + 2 : 0;
	if (end >= (area.width - 4) / 2 && typing)
		right = "";
	const char *shown = tail_of(text, room);
	area_print(area, 1, 0, area.width - 2, ALIGN_LEFT, "%s%s%s", typing || *text ? STRONG "/ " TEXT : DIM "/ ",
		*text || typing ? shown : "filter", "");
	area_text(area, area.width - 1 - end, 0, end, ALIGN_RIGHT, right);
	if (typing) {
		area.screen->cursor_x = area.x + 3 + text_width(shown);
		area.screen->cursor_y = area.y;
	}
}

static const char *foot_of(struct arena *arena, const struct record_list *list, int selected)
{
	const char *where = arena_print(arena, TEXT "%s" DIM " %s", format_count(arena, (int64_t)list->count),
		list->count == 1 ? "row" : "rows"), *rest = "";
	if (selected >= 0)
		where = arena_print(arena, TEXT "%s" DIM " of " DIM "%s", format_count(arena, selected + 1),
			format_count(arena, (int64_t)list->count));
	if (list->amount >= 0 && !isnan(list->median))
		rest = arena_print(arena, "   median " TEXT "%s" DIM " min   sum " TEXT "%s" DIM " h",
			format_decimal(arena, list->median / 60, 1), format_decimal(arena, list->sum / 3600, 1));
	return arena_print(arena, "%s%s", where, rest);
}

static const char *note_of(struct arena *arena, const struct records *records, const struct grid *grid)
{
	const char *sorted = part_sort_note(arena, grid);
	if (records->total <= (int64_t)records->count)
		return sorted ? sorted : "newest first";
	return arena_print(arena, "newest %s of %s%s%s", format_count(arena, (int64_t)records->count),
		format_count(arena, records->total), sorted ? " · " : "", sorted ? sorted : "");
}

/* Nothing to list, and why: nothing imported, nothing behind the figure, or nothing that matches. */
static void draw_nothing(struct area area, const struct view *view, const struct record_list *list)
{
	struct arena *arena = part_arena(area);
	enum relation relation = list->records->filter.relation;
	static const char *const names[] = {"activity", "service_case", "ai_event", "skill_level", "survey_answer", "person"};
	bool imported = true;
	for (int i = 0; i < view->answer->age_count; i++)
		if (strcmp(view->answer->ages[i].relation, names[relation]) == 0)
			imported = view->answer->ages[i].newest != INT64_MIN || view->answer->ages[i].rows > 0;
	if (list->records->count > 0)
		words_wrap(area, 0, DIM "no row matches");
	else if (list->records->total > 0)
		words_wrap(area, 0,
			arena_print(arena, DIM "Not listed: each row would be a person, and %s.", page_hidden_why(view)));
	else if (imported)
		words_wrap(area, 0, arena_print(arena, DIM "no %s behind this", RELATIONS[relation].noun));
	else
		words_wrap(area, 0, arena_print(arena, DIM "not imported: " TEXT "teamtop import %s --preset %s FILE",
			view->database ? view->database : "DB", RELATIONS[relation].preset));
}

/* ---- the page ---- */
static struct area draw_frame(struct area area, const struct view *view, const struct record_list *list,
	const struct grid *grid, int shown, int selected, int first)
{
	struct arena *arena = part_arena(area);
	enum relation relation = list->records->filter.relation;
	return area_frame(area, &(struct frame){
		.title = RELATIONS[relation].title,
		.note = note_of(arena, list->records, grid),
		.foot = foot_of(arena, list, selected),
		.accent = RELATIONS[relation].accent,
		.focused = part_focused(view, 0),
		.dashed = false,
		.scroll_first = first,
		.scroll_shown = shown,
		.scroll_total = (int)list->count,
		});
}

static void draw_rows(struct area area, const struct view *view, struct layout *layout, const struct record_list *list,
                      struct grid *grid)
{
	struct arena *arena = part_arena(area);
	bool framed = area.width >= 30 && area.height >= 5;
	int shown = area.height - (framed ? 3 : 1), selected = part_selected(view, 0, grid);
	shown = shown < 1 ? 1 : shown;
	int first = part_first(view, 0, grid, shown);
	for (int i = first; i < first + shown && i < grid->row_count; i++)
		fill_row(arena, list, grid, i, true);
	for (int i = 0; i < grid->row_count; i++)
		grid->rows[i].target = target_of(view, list->records, list->rows[i]);
	fit_texts(grid, list, area.width);
	struct area inside = framed ? draw_frame(area, view, list, grid, shown, selected, first) : area;
	int block = part_block(layout, RELATIONS[list->records->filter.relation].noun, grid, target_none(-1));
	if (grid->row_count == 0)
		draw_nothing(inside, view, list);
	else
		layout->blocks[block].shown = area_grid(inside, grid, first, selected, inside.height > 1);
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	const struct records *records = &view->answer->records;
	if (!records->columns)
		return;
	int amount = -1, sort = view->place->block[0].sort;
	for (int i = 0; i < records->column_count && amount < 0; i++)
		if (records->columns[i].type == RECORD_MINUTES)
			amount = i;
	int column = sort < 0 ? -1 : to_record_column(records, sort, true, amount);
	struct record_list *list = record_list_new(part_arena(area), records, view->place->text_filter, column,
		view->place->block[0].descending);
	struct grid *grid = grid_of(part_arena(area), list, true);
	grid->sorted_by = column < 0 ? -1 : sort, grid->descending = view->place->block[0].descending;
	int top = 0;
	if (area.height >= LOW)
		draw_what(part_rows(area, top++, 1), list);
	if (area.height >= LOW || view->state->typing || list->filtered)
		draw_filter(part_rows(area, top++, 1), view, list);
	draw_rows(part_rows(area, top, area.height - top), view, layout, list, grid);
}

static struct grid_cell raw_cell(struct arena *arena, const struct record_list *list, size_t row, int column)
{
	char buffer[RECORD_TEXT_SIZE];
	const struct value *value = record_value(list, row, column);
	const char *raw = record_raw(list, row, column, buffer);
	enum record_column_type type = list->records->columns[column].type;
	if (!raw)
		return cell_real(NAN, NULL);
	if (value->type == CELL_TEXT || type == RECORD_TIME || type == RECORD_DAY)
		return cell_text(arena_copy(arena, raw), NULL);
	return value->type == CELL_REAL ? cell_real(value->real, NULL) : cell_integer(value->integer, NULL);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	const struct records *records = &view->answer->records;
	if (most < 1 || !records->columns)
		return 0;
	struct record_list *list = record_list_new(arena, records, view->place->text_filter, -1, false);
	struct grid *grid = grid_of(arena, list, false);
	for (int i = 0; i < grid->row_count; i++) {
		grid->rows[i].cells = ARENA_ARRAY(arena, struct grid_cell, grid->column_count);
		for (int column = 0; column < grid->column_count; column++) {
			grid->rows[i].cells[column] = raw_cell(arena, list, list->rows[i], column);
		}
	}
	grids[0] = grid;
	return 1;
}

const struct panel panel_records = {
	.page = PAGE_RECORDS, .figure = -1, .name = "records", .title = "Records",
	.help = "the rows behind a figure: activities, cases, AI events, assessments, people",
	.accent = ROLE_TIME, .needs = NEED_RECORDS, .build = build, .tables = tables,
};
