/* A person's estimate of leaving: only where the policy and its track record allow. */
#include "person_own.h"

#include <math.h>
#include <string.h>

static const struct push *strongest_push(const struct person_estimate *estimate)
{
	const struct push *strongest = NULL;
	for (int i = 0; i < estimate->push_count; i++)
		if (!strongest || fabs(estimate->pushes[i].points) > fabs(strongest->points))
			strongest = &estimate->pushes[i];
	return strongest && fabs(strongest->points) >= 0.0005 ? strongest : NULL;
}

static const char *team_expects(struct arena *arena, const struct person_page *person)
{
	const struct figure *expected = &person->team_figure[FIGURE_EXPECTED_LEAVERS], *left = &person->team_figure[FIGURE_LEAVERS];
	if (!person->team)
		return NULL;
	if (figure_known(expected))
		return arena_print(arena, DIM "%s: " TEXT "%s" DIM " expected|" DIM " in 90 days", person->team, format_decimal(arena, expected->value, 1));
	return figure_known(left) ? arena_print(arena, DIM "%s: " TEXT "%.0f" DIM " left|" DIM " in a year", person->team, left->value) : NULL;
}

/* The record of estimates of about this height: "alike: 38 of 212 left". */
static const char *alike_line(struct arena *arena, const struct alike *alike)
{
	if (alike->why)
		return arena_print(arena, DIM "%s", alike->why);
	return arena_print(arena, DIM "alike: " TEXT "%s" DIM " of " TEXT "%s" DIM "| left", format_count(arena, alike->left),
		format_count(arena, alike->estimates));
}

struct person_tile person_turnover_tile(struct arena *arena, const struct view *view, const struct person_page *person)
{
	const struct person_estimate *estimate = &person->estimate;
	struct person_tile tile = {.title = "4 Turnover risk", .brief_title = "4 Turnover", .accent = ROLE_TURNOVER, .word = DIM "not shown",
		.mark = NAN};
	if (!estimate->shown) {
		bool later = view->answer->estimate.kind == ESTIMATE_LATER && !estimate->why;
		tile.lines[0] = arena_print(arena, DIM "%s", later ? "being estimated" : estimate->why ? estimate->why : "cannot be said");
		tile.lines[1] = team_expects(arena, person);
		return tile;
	}
	const struct push *push = strongest_push(estimate);
	tile.digits = format_decimal(arena, 100 * estimate->p, estimate->p < 0.0995 ? 1 : 0);
	tile.unit = "% in 90 days", tile.brief = "% estimate";
	tile.lines[0] = arena_print(arena, DIM "95 %% " TEXT "%s–%s" DIM " %%|, estimate", format_decimal(arena, 100 * estimate->low, 0),
		format_decimal(arena, 100 * estimate->high, 0));
	if (push)
		tile.lines[1] = arena_print(arena, TEXT "%s %s" DIM " pt " TEXT "%s", push->points > 0 ? "▲" : "▼",
			format_decimal(arena, 100 * fabs(push->points), 1), push->label);
	tile.lines[2] = alike_line(arena, &estimate->alike);
	if (!estimate->alike.why)
		tile.lines[3] = arena_print(arena, DIM "%s %%, 95 %% " TEXT "%s–%s" DIM " %%", format_decimal(arena, 100 * estimate->alike.share, 0),
			format_decimal(arena, 100 * estimate->alike.low, 0), format_decimal(arena, 100 * estimate->alike.high, 0));
	return tile;
}

const struct grid *person_similar_table(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "estimates"}, {.key = "from"}, {.key = "to"}, {.key = "left"}, {.key = "share"}, {.key = "low"},
		{.key = "high"}, {.key = "why"}};
	const struct person_estimate *estimate = &view->answer->person->estimate;
	const struct alike *alike = &estimate->alike;
	struct grid *grid = grid_new(arena, "similar", columns, COUNT_OF(columns), 1);
	if (!estimate->shown)
		return grid;
	bool known = !alike->why;
	const struct grid_cell cells[] = {cell_integer(alike->estimates, NULL), cell_real(known ? alike->from : NAN, NULL),
		cell_real(known ? alike->to : NAN, NULL), known ? cell_integer(alike->left, NULL) : cell_real(NAN, NULL),
		cell_real(known ? alike->share : NAN, NULL), cell_real(known ? alike->low : NAN, NULL), cell_real(known ? alike->high : NAN, NULL),
		cell_text(alike->why ? alike->why : "", NULL)};
	memcpy(grid_add(grid)->cells, cells, sizeof cells);
	return grid;
}

/* What pushes the estimate up and down; the parts do not add up exactly. */
const struct grid *person_pushes_table(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "input"}, {.key = "label"}, {.key = "probability"}, {.key = "low"}, {.key = "high"}, {.key = "push"}};
	const struct person_estimate *estimate = &view->answer->person->estimate;
	struct grid *grid = grid_new(arena, "estimate", columns, COUNT_OF(columns), estimate->push_count + 1);
	if (!estimate->shown)
		return grid;
	const struct grid_cell all[] = {cell_text("all", NULL), cell_text("", NULL), cell_real(estimate->p, NULL), cell_real(estimate->low, NULL),
		cell_real(estimate->high, NULL), cell_real(NAN, NULL)};
	memcpy(grid_add(grid)->cells, all, sizeof all);
	for (int i = 0; i < estimate->push_count; i++) {
		const struct push *push = &estimate->pushes[i];
		struct grid_row *row = grid_add(grid);
		row->cells[0] = cell_text(push->key, NULL), row->cells[1] = cell_text(push->label, NULL);
		row->cells[5] = cell_real(push->points, NULL);
	}
	return grid;
}
