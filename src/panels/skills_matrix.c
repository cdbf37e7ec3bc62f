#include "skills_matrix.h"
#include "pages.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ALONE = 3, NAME_WIDTH = 18, GAINED_WIDTH = 7, LEAST_CELL = 4, MOST_CELL = 9, LEVELS = 6, UNDER = 4 };

static bool persons_shown(const struct view *view)
{
	return policy_shows_persons(&view->state->policy) && view->answer->matrix.person != NULL;
}

static int level_of(const struct matrix *matrix, int person, int skill)         /* -1 = never assessed */
{
	signed char level = matrix->level[(size_t)person * (size_t)matrix->skills + (size_t)skill];
	return level < 0 ? -1 : (unsigned char)level;
}

/* Columns: the person, a column a skill, what was gained. Sorting works on all of them. */
struct grid *skills_matrix_grid(struct arena *arena, const struct view *view)
{
	const struct matrix *matrix = &view->answer->matrix;
	int rows = persons_shown(view) ? matrix->people : 0, skills = rows ? matrix->skills : 0;
	struct grid_column *columns = ARENA_ARRAY(arena, struct grid_column, skills + 2);
	columns[0] = (struct grid_column){.key = "person", .title = "person", .width = NAME_WIDTH, .keep = 1};
	for (int i = 0; i < skills; i++)
		columns[1 + i] =
			(struct grid_column){.key = matrix->skill[i], .title = matrix->skill[i], .width = 6, .keep = 2};
	columns[1 + skills] = (struct grid_column){
		.key = "gained", .title = "gained", .align = ALIGN_RIGHT, .width = GAINED_WIDTH, .keep = 1};
	struct grid *grid = grid_new(arena, "people", columns, skills + 2, rows);
	for (int i = 0; i < rows; i++) {
		struct grid_row *row = grid_add(grid);
		row->id = matrix->person_id[i];
		row->target = target_person(row->id, FIGURE_GROWTH);
		row->cells[0] = cell_text(matrix->person[i], NULL);
		for (int j = 0; j < skills; j++) {
			int level = level_of(matrix, i, j);
			row->cells[1 + j] = level < 0 ? cell_real(NAN, NULL) : cell_integer(level, NULL);
		}
		row->cells[1 + skills] = matrix->is_new[i]
			? cell_text("new", DIM "new")
			: cell_integer(matrix->gained[i], page_gained(arena, matrix->gained[i]));
	}
	return grid;
}

const char *skills_matrix_note(struct arena *arena, const struct view *view)
{
	const struct matrix *matrix = &view->answer->matrix;
	return matrix->people == 0 ? NULL : arena_print(arena, "%s people, %s skills", format_count(arena, matrix->people),
		format_count(arena, matrix->skills));
}

/* Where the columns stand: as many skills as have room, each as wide as they can be. */
struct plan { int name, cell, skills, gained_end; bool gained; };

static struct plan plan_of(struct area area, int skills)
{
	struct plan plan = {.name = area.width >= 60 ? NAME_WIDTH : area.width >= 36 ? 12 : 8, .gained = area.width >= 44};
	int room = area.width - plan.name - 1 - (plan.gained ? GAINED_WIDTH : 0);
	plan.cell = skills > 0 ? room / skills : MOST_CELL;
	plan.cell = plan.cell > MOST_CELL ? MOST_CELL : plan.cell < LEAST_CELL ? LEAST_CELL : plan.cell;
	plan.skills = room / plan.cell < skills ? room / plan.cell : skills;
	plan.gained_end = plan.name + 1 + plan.skills * plan.cell + GAINED_WIDTH;
	return plan;
}

static bool shares_first_word(const struct grid *grid, int skill, size_t word)
{
	const char *name = grid->columns[1 + skill].title;
	for (int i = 1; i < grid->column_count - 1; i++)
		if (i != 1 + skill && strncmp(grid->columns[i].title, name, word) == 0 &&
			strchr(" ", grid->columns[i].title[word]))
			return true;
	return false;
}

/* "API trouble" in six cells: "API"; "De-escalation": "De-es."; of two that begin alike the next word's letter is kept. */
static const char *short_head(struct arena *arena, const struct grid *grid, int skill, int cells)
{
	const char *name = grid->columns[1 + skill].title;
	if (text_width(name) <= cells)
		return name;
	size_t word = strcspn(name, " ");
	bool alike = name[word] && shares_first_word(grid, skill, word);
	const char *first = arena_print(arena, "%.*s", (int)word, name);
	if (!alike && text_width(first) < cells)
		return first;
	size_t letter = alike ? text_next(name + word + 1, NULL) : 0;
	int room = cells - 1 - (alike ? 1 : text_width(first) > cells);
	return arena_print(arena, "%.*s.%.*s", (int)text_fit(first, room > 1 ? room : 1, NULL), first, (int)letter,
		name + word + 1);
}

int skills_matrix_width(const struct view *view)
{
	return NAME_WIDTH + 1 + view->answer->matrix.skills * MOST_CELL + GAINED_WIDTH;
}

static int cell_x(const struct plan *plan, int skill)
{
	return plan->name + 1 + skill * plan->cell;
}

static void draw_heads(struct area area, const struct grid *grid, const struct plan *plan)
{
	struct arena *arena = part_arena(area);
	for (int i = 0; i < plan->skills; i++) {
		bool sorted = grid->sorted_by == 1 + i;
		area_print(area, cell_x(plan, i), 0, plan->cell - 1, ALIGN_CENTRE, "%s%s", sorted ? STRONG : DIM,
			short_head(arena, grid, i, plan->cell - 1));
	}
	int left_out = grid->column_count - 2 - plan->skills;
	if (left_out > 0)
		area_print(area, 0, 0, plan->name, ALIGN_LEFT, DIM "+%d skills", left_out);
	if (plan->gained)
		area_print(area, plan->gained_end - GAINED_WIDTH, 0, GAINED_WIDTH, ALIGN_RIGHT, DIM "gained");
}

static void draw_person(struct area area, int y, const struct grid *grid, const struct grid_row *row, const struct plan *plan,
                        bool selected)
{
	if (selected)
		area_tint_row(area, y, ROLE_SELECT);
	area_print(area, 0, y, plan->name, ALIGN_LEFT, "%s%s", selected ? STRONG : TEXT, row->cells[0].text);
	for (int i = 0; i < plan->skills; i++) {
		const struct grid_cell *cell = &row->cells[1 + i];
		int level = cell->kind == GRID_INTEGER ? (int)cell->integer : 0;
		char number[12];
		snprintf(number, sizeof number, "%d", level);
		area_heat(area, cell_x(plan, i), y, plan->cell - 1, level, ROLE_SKILLS, number);
	}
	const struct grid_cell *gained = &row->cells[grid->column_count - 1];
	if (plan->gained)
		area_text(area, plan->gained_end - GAINED_WIDTH, y, GAINED_WIDTH, ALIGN_RIGHT, gained->shown ? gained->shown : "");
}

/* How many work alone in each skill: all people of the scope, also those below the edge of the screen. */
static void draw_alone(struct area area, int y, const struct view *view, const struct plan *plan)
{
	const struct matrix *matrix = &view->answer->matrix;
	area_print(area, 0, y, plan->name, ALIGN_LEFT, DIM "at %d or above", ALONE);
	for (int i = 0; i < plan->skills; i++) {
		int count = 0;
		for (int j = 0; j < matrix->people; j++)
			count += level_of(matrix, j, i) >= ALONE;
		area_print(area, cell_x(plan, i), y, plan->cell - 1, ALIGN_CENTRE, "%s%d", count == 1 ? WORSE : TEXT, count);
	}
	int gained = 0;
	for (int i = 0; i < matrix->people; i++)
		gained += matrix->is_new[i] ? 0 : matrix->gained[i];
	if (plan->gained)
		area_print(area, plan->gained_end - GAINED_WIDTH, y, GAINED_WIDTH, ALIGN_RIGHT, STRONG "%s%d", gained < 0 ? "−" : "",
			gained < 0 ? -gained : gained);
}

static void draw_legend(struct area area, int y, const struct plan *plan)
{
	int width = plan->cell > 4 ? plan->cell - 1 : 3;
	area_text(area, 0, y, plan->name, ALIGN_LEFT, DIM "level");
	for (int i = 0; i < LEVELS; i++) {
		char number[12];
		snprintf(number, sizeof number, "%d", i);
		area_heat(area, plan->name + 1 + i * (width + 1), y, width, i, ROLE_SKILLS, number);
	}
	int x = plan->name + 2 + LEVELS * (width + 1);
	if (x + 24 <= area.width)
		area_text(area, x, y, area.width - x, ALIGN_RIGHT, DIM "0 none  3 works alone");
	else if (x + 13 <= area.width)
		area_text(area, x, y, area.width - x, ALIGN_RIGHT, DIM "3 works alone");
}

static void draw_absent(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct figure *growth = view_figure(view, FIGURE_GROWTH);
	int y = area.height > 2;
	if (growth->state == FIGURE_NOT_IMPORTED)
		part_closed(area, view, growth);
	else if (!policy_shows_persons(&view->state->policy))
		words_wrap(area, y, arena_print(arena, DIM "People are not listed: %s.", page_hidden_why(view)));
	else
		words_wrap(area, y, DIM "nobody here has been assessed yet");
}

void skills_matrix_draw(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	if (grid->row_count == 0 || view_figure(view, FIGURE_GROWTH)->state == FIGURE_NOT_IMPORTED) {
		draw_absent(area, view);
		return;
	}
	struct plan plan = plan_of(area, grid->column_count - 2);
	bool airy = area.height >= 24 || area.height >= grid->row_count + UNDER + 3;
	int heads = area.height >= 3 ? 1 : 0, top = heads + (airy && heads ? 1 : 0),
		under = area.height >= 9   ? UNDER
		: area.height >= 6 ? 2
		: 0;
	int room = area.height - top - under, rows = grid->row_count;
	bool cut = rows > room && room > 1;
	int shown = cut ? room - 1 : rows < room ? rows : room, first = part_first(view, block, grid, shown);
	int selected = part_selected(view, block, grid);
	if (heads)
		draw_heads(part_rows(area, top - 1, 1), grid, &plan);
	for (int i = 0; i < shown && first + i < rows; i++)
		draw_person(area, top + i, grid, &grid->rows[first + i], &plan, first + i == selected);
	layout->blocks[block].shown = shown;
	int y = top + shown;
	if (cut)
		area_print(area, 0, y++, area.width, ALIGN_LEFT, DIM "+%s more",
			format_count(part_arena(area), rows - first - shown));
	if (under)
		draw_alone(area, y + 1, view, &plan);
	if (under == UNDER)
		draw_legend(area, y + 3, &plan);
}

const struct grid *skills_matrix_table(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{.key = "person", .title = "person", .width = NAME_WIDTH, .keep = 1},
		{.key = "skill", .title = "skill", .width = 14, .keep = 1},
		{.key = "level", .title = "level", .align = ALIGN_RIGHT, .width = 6, .keep = 1}};
	const struct matrix *matrix = &view->answer->matrix;
	int people = persons_shown(view) ? matrix->people : 0;
	struct grid *grid = grid_new(arena, "matrix", columns, COUNT_OF(columns), people * matrix->skills);
	for (int i = 0; i < people * matrix->skills; i++) {
		struct grid_row *row = grid_add(grid);
		int level = level_of(matrix, i / matrix->skills, i % matrix->skills);
		row->cells[0] = cell_text(matrix->person[i / matrix->skills], NULL);
		row->cells[1] = cell_text(matrix->skill[i % matrix->skills], NULL);
		row->cells[2] = level < 0 ? cell_real(NAN, NULL) : cell_integer(level, NULL);
	}
	return grid;
}
