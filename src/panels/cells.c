#include "parts.h"

#include <math.h>

struct grid_cell cell_text(const char *raw, const char *shown)
{
	return (struct grid_cell){ .kind = GRID_TEXT, .text = raw, .shown = shown, .bar = NAN, .low = NAN, .high = NAN };
}

struct grid_cell cell_integer(int64_t number, const char *shown)
{
	return (struct grid_cell){ .kind = GRID_INTEGER, .integer = number, .shown = shown, .sort = (double)number,
		.bar = NAN, .low = NAN, .high = NAN };
}

struct grid_cell cell_real(double number, const char *shown)
{
	return (struct grid_cell){ .kind = isfinite(number) ? GRID_REAL : GRID_EMPTY, .real = number, .shown = shown,
		.sort = isfinite(number) ? number : NAN, .bar = NAN, .low = NAN, .high = NAN };
}

struct grid_cell cell_figure(struct arena *arena, const struct view *view, const struct figure *figure, bool loud)
{
	return (struct grid_cell){ .kind = GRID_FIGURE, .figure = figure, .shown = words_cell(arena, view, figure, loud),
		.sort = figure_known(figure) ? figure->value : NAN, .bar = NAN, .low = NAN, .high = NAN };
}

struct grid_cell cell_change(struct arena *arena, const struct figure *figure)
{
	bool known = figure->state == FIGURE_OK && figure->has_previous && isfinite(figure->previous);
	return cell_real(known ? figure->value - figure->previous : NAN, words_change(arena, figure, -1));
}

struct grid_cell cell_count(struct arena *arena, int64_t number, bool quiet)
{
	return cell_integer(number, arena_print(arena, "%s%s", quiet ? DIM : TEXT, format_count(arena, number)));
}

struct grid_cell cell_bar(const struct figure *figure, double top)
{
	struct grid_cell cell = cell_real(NAN, NULL);
	if (figure_known(figure) && top > 0)
		cell.bar = figure->value / top, cell.sort = figure->value;
	return cell;
}

struct grid_cell cell_interval(const struct figure *figure)
{
	struct grid_cell cell = cell_real(NAN, NULL);
	if (!figure_known(figure))
		return cell;
	cell.bar = cell.sort = figure->value;
	if (figure->has_interval && figure->state == FIGURE_OK)
		cell.low = figure->low, cell.high = figure->high;
	return cell;
}

struct target target_none(int figure)
{
	return (struct target){ .kind = TARGET_NONE, .figure = figure };
}

struct target target_page(enum page_id page, int figure)
{
	return (struct target){ .kind = TARGET_PAGE, .page = (int)page, .figure = figure };
}

struct target target_team(int64_t team_id, int figure)
{
	return (struct target){ .kind = TARGET_TEAM, .page = PAGE_TEAM, .team_id = team_id, .figure = figure };
}

struct target target_person(int64_t person_id, int figure)
{
	return (struct target){ .kind = TARGET_PERSON, .page = PAGE_PERSON, .person_id = person_id, .figure = figure };
}

struct target target_records(struct arena *arena, struct record_filter filter, int figure)
{
	struct record_filter *kept = arena_alloc(arena, sizeof *kept);
	*kept = filter;
	return (struct target){ .kind = TARGET_RECORDS, .page = PAGE_RECORDS, .team_id = filter.team_id,
		.person_id = filter.person_id, .filter = kept, .figure = figure };
}

struct record_filter filter_of(const struct view *view, enum relation relation, struct window window, const char *title)
{
	return (struct record_filter){ .relation = relation, .window = window, .team_id = view->place->team_id,
		.person_id = view->place->person_id, .weekday = -1, .hour = -1, .title = title };
}

struct grid_row *cell_team(struct grid *grid, struct arena *arena, const struct view *view, const struct group *group, int figure)
{
	struct grid_row *row = grid_add(grid);
	row->cells[0] = cell_text(group->name, NULL);
	switch (group->kind) {
	case GROUP_TEAM:
		row->id = group->team_id;
		row->target = target_team(group->team_id, figure);
		break;
	case GROUP_ALL:
		row->id = 0, row->apart = true;
		row->target = target_none(figure);
		break;
	default: {                                      /* no page of its own: its people stand among the records */
		struct record_filter filter = filter_of(view, RELATION_PERSON, (struct window){ INT64_MIN, view->answer->window.to },
			group->name);
		filter.no_team = group->kind == GROUP_NO_TEAM ? 1 : 2;
		row->id = -(int64_t)group->kind;
		row->target = target_records(arena, filter, figure);
	}
	}
	return row;
}
