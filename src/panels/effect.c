/* Does AI help here? Two estimates of each outcome, the weeks around the start, newcomers, and where the time went. */
#include "effect_own.h"

enum { BLOCK_OUTCOMES, BLOCK_EVENT, BLOCK_RAMP, BLOCK_TIME, BLOCKS };

/* Why the marked outcome cannot be said, else how to read the columns. */
static const char *line_below(struct arena *arena, const struct view *view)
{
	const struct effect_row *row = effect_row_now(view);
	if (!row->event.known)
		return arena_print(arena, TEXT "%s" DIM " after the start cannot be said: %s", row->label, row->event.why ? row->event.why : "");
	return DIM "n: with AI / without; began / not yet. People with AI and without differ in more than AI: trust the change.";
}

static void draw_outcomes(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	int rows = grid->row_count + 1, spare = area.height - rows;
	part_grid(part_rows(area, 0, spare > 0 ? rows : area.height), view, layout, block, grid, true);
	if (spare <= 0)
		return;
	int used = spare >= 3 && area.width >= 60 ? words_wrap(part_rows(area, rows, 1), 0, line_below(part_arena(area), view)) : 0;
	words_wrap(part_rows(area, rows + used, spare - used), 0, area.width < 66 ? DIM "published, one firm: +15 % issues" : area.width < 100
		? DIM EFFECT_YARDSTICK_BRIEF : DIM EFFECT_YARDSTICK);
}

static void draw_event(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	effect_event_chart(area, view);
}

static void draw_ramp(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	effect_ramp_chart(area, view);
}

static void draw_time(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	const struct reinvestment *from = &view->answer->effect->reinvestment;
	if (from->why) {
		words_wrap(area, area.height > 3, arena_print(part_arena(area), DIM "cannot be said: %s", from->why));
		return;
	}
	part_grid(area, view, layout, block, grid, true);
}

static const char *time_note(struct arena *arena, const struct reinvestment *from)
{
	if (from->why)
		return NULL;
	return arena_print(arena, "%s people, against %s", format_count(arena, from->people),
		from->before_ai ? "84 days before each began" : "the period before");
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	const struct ai_effect *effect = view->answer->effect;
	if (!effect) {
		words_wrap(area, area.height > 3, DIM "reading the weeks before and after people began with AI");
		return;
	}
	struct grid *grid = effect_grid(arena, view), *time = effect_reinvestment_grid(arena, view);
	part_sort(view, BLOCK_OUTCOMES, grid), part_sort(view, BLOCK_TIME, time);
	const struct effect_row *now = effect_row_now(view);
	const char *event = arena_print(arena, area.width < 90 ? "Around the start: %s" : "Weeks around the start: %s", now->label);
	const char *ramp = arena_print(arena, "Newcomers: %s", effect->rows[effect->ramp.outcome].label);
	const char *unit = area.width < 90 ? NULL : now->event.known ? arena_print(arena, "%s, 95 %% band", effect_unit_words(now->unit)) : NULL;
	const struct section sections[BLOCKS] = {
		[BLOCK_OUTCOMES] = {"Does AI help here?", part_sort_note(arena, grid), 0, grid->row_count + 1, grid->row_count + 4, 1, grid, target_none(EXPLAIN_EFFECT), NULL, draw_outcomes},
		[BLOCK_EVENT] = {event, unit, 1, 4, 12, 3, NULL, target_none(EXPLAIN_EVENT), NULL, draw_event},
		[BLOCK_RAMP] = {ramp, effect->ramp.outcome == OUTCOME_CUSTOMER_TIME ? "%" : "min", 1, 4, 12, 3, NULL, target_none(EXPLAIN_RAMP), NULL, draw_ramp},
		[BLOCK_TIME] = {"Where the time went", time_note(arena, &effect->reinvestment), 2, 4, time->row_count + 1, 2, time,
			target_none(EXPLAIN_REINVESTMENT), NULL, draw_time},
	};
	compose_page(area, view, layout, ROLE_AI, sections, BLOCKS);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	struct grid *(*const made[])(struct arena *, const struct view *) = {effect_grid, effect_series_grid, effect_ramp_grid, effect_reinvestment_grid};
	int count = 0;
	for (; count < most && count < (int)COUNT_OF(made); count++)
		grids[count] = made[count](arena, view);
	return count;
}

const struct panel panel_effect = {
	.page = PAGE_EFFECT, .name = "effect", .title = "Does AI help here?", .figure = -1,
	.help = "with AI and without, before and after, newcomers, where the time went", .key = "6", .accent = ROLE_AI,
	.needs = NEED_EFFECT | NEED_ESTIMATE, .build = build, .tables = tables,
};
