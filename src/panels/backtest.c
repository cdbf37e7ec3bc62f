/* How earlier estimates of leaving turned out: each made from what was known on its day, against what then happened. */
#include "pages.h"
#include "turnover_own.h"

#include <math.h>
#include <string.h>

static const struct estimate_track *track_of(const struct view *view)
{
	return &view->answer->estimate.track;
}

/* Why there is nothing to judge; NULL where there is. */
static const char *no_track(const struct view *view)
{
	const struct estimate *estimate = &view->answer->estimate;
	if (estimate->kind == ESTIMATE_LATER)
		return "being estimated";
	if (estimate->kind != ESTIMATE_MODEL)
		return estimate->why ? estimate->why : "cannot be said";
	if (estimate->track.verdict == VERDICT_NONE)
		return estimate->track.why ? estimate->track.why : "cannot be said";
	return NULL;
}

static const char *number(struct arena *arena, double value, int decimals)
{
	return isfinite(value) ? format_decimal(arena, value, decimals) : "–";
}

/* ---- the verdict ---- */
static const char *verdict_words(enum estimate_verdict verdict)
{
	return verdict == VERDICT_BETTER ? "ranks better than chance" : verdict == VERDICT_NO_BETTER ? "no better than the base rate"
		: "too few to judge";
}

static const char *what_follows(const struct view *view)
{
	switch (track_of(view)->verdict) {
	case VERDICT_BETTER:
		return view->state->policy.risk_of_persons ? "The model is used for counts, and for persons on their pages."
			: "The model is used for counts; the policy of this database shows no probability of a person.";
	case VERDICT_NO_BETTER:
		return "So counts are made of rates by tenure, no probability of a person is shown, and drivers are dimmed.";
	default:
		return "So the model is used for counts only; 10 leavers are needed to judge it.";
	}
}

static void draw_verdict(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct estimate_track *track = track_of(view);
	const char *why = no_track(view);
	(void)layout, (void)block, (void)grid;
	if (why) {
		words_wrap(area, area.height > 3, arena_print(arena, DIM "%s", why));
		return;
	}
	int y = words_wrap(area, 0, arena_print(arena, STRONG "%s", verdict_words(track->verdict)));
	if (isfinite(track->auc))
		y = words_wrap(area, y, arena_print(arena, DIM "AUC " TEXT "%s" DIM "   95 %% " TEXT "%s–%s" DIM "   0.5 is chance", number(arena, track->auc, 2),
			number(arena, track->auc_low, 2), number(arena, track->auc_high, 2)));
	y = words_wrap(area, y, arena_print(arena, DIM "Brier " TEXT "%s" DIM " against " TEXT "%s" DIM " of the base rate known then",
		number(arena, track->brier, 3), number(arena, track->brier_of_base, 3)));
	y = words_wrap(area, y, arena_print(arena, DIM "top fifth: " TEXT "%lld" DIM " of the " TEXT "%lld" DIM " who left had been in it, " TEXT "%s" DIM
		" by luck", (long long)track->top_left, (long long)track->left, number(arena, track->top_by_luck, 1)));
	y = words_wrap(area, y, arena_print(arena, DIM "expected " TEXT "%s" DIM ", happened " TEXT "%lld" DIM ", in " TEXT "%s" DIM
		" quarters of people", number(arena, track->expected, 1), (long long)track->left, format_count(arena, track->people)));
	words_wrap(area, y + (area.height > y + 2), arena_print(arena, DIM "%s", what_follows(view)));
}

/* ---- calibration ---- */
static double scale_end(const struct estimate_track *track)
{
	double most = 0;
	for (int g = 0; g < track->group_count; g++)
		most = fmax(most, fmax(track->group[g].high, track->group[g].expected) / (double)track->group[g].people);
	return most > 0 ? fmin(1, ceil(20 * most) / 20) : 1;
}

static void draw_group(struct area area, int y, const struct estimate_track *track, int g, double top)
{
	struct arena *arena = part_arena(area);
	double people = (double)track->group[g].people, expected = track->group[g].expected / people;
	const char *name = g == 0 ? "lowest" : g == track->group_count - 1 ? "highest" : arena_print(arena, "%d of %d", g + 1, track->group_count);
	area_print(area, 0, y, 8, ALIGN_LEFT, DIM "%s", name);
	area_interval(area, 9, y, area.width - 34, track->group[g].low / people, track->group[g].left / people, track->group[g].high / people, top,
		ROLE_TURNOVER, &expected);
	area_print(area, area.width - 24, y, 24, ALIGN_RIGHT, DIM "expected " TEXT "%s" DIM " left " TEXT "%s", number(arena, track->group[g].expected, 1),
		format_decimal(arena, track->group[g].left, 0));
}

static void draw_calibration(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct estimate_track *track = track_of(view);
	(void)layout, (void)block, (void)grid;
	if (no_track(view) || track->group_count == 0 || area.width < 44) {
		words_wrap(area, area.height > 3, no_track(view) ? DIM "nothing to compare" : arena_print(arena, DIM "expected " TEXT "%s" DIM ", happened "
			TEXT "%lld" DIM "%s", number(arena, track->expected, 1), (long long)track->left, track->group_count ? "" : "; groups from 10 leavers on"));
		return;
	}
	double top = scale_end(track);
	bool airy = area.height >= 2 * track->group_count + 2;
	for (int g = 0; g < track->group_count; g++)
		draw_group(area, airy + g * (1 + airy), track, g, top);
	int y = airy + track->group_count * (1 + airy);
	if (y < area.height)
		area_print(area, 0, y, area.width, ALIGN_RIGHT, DIM "┆ expected  ● left, 95 %%   0–%.0f %%", 100 * top);
}

/* ---- origins ---- */
enum { DAY, LEARNED, PEOPLE, EXPECTED, LEFT, OTHERS, AUC, BRIER, BASE, ORIGIN_COLUMNS };

static struct grid *origins_grid(struct arena *arena, const struct view *view, const char *name)
{
	const struct estimate_track *track = track_of(view);
	static const struct grid_column columns[ORIGIN_COLUMNS] = {
		[DAY] = {.key = "day", .title = "made on", .width = 11, .keep = 1, .flexible = true},
		[LEARNED] = {.key = "learned_from", .title = "leavers then", .align = ALIGN_RIGHT, .width = 12, .keep = 5},
		[PEOPLE] = {.key = "people", .title = "people", .align = ALIGN_RIGHT, .width = 6, .keep = 4},
		[EXPECTED] = {.key = "expected", .title = "expected", .align = ALIGN_RIGHT, .width = 8, .keep = 1},
		[LEFT] = {.key = "left", .title = "left", .align = ALIGN_RIGHT, .width = 5, .keep = 1},
		[OTHERS] = {.key = "left_otherwise", .title = "not by choice", .align = ALIGN_RIGHT, .width = 13, .keep = 6},
		[AUC] = {.key = "auc", .title = "AUC", .align = ALIGN_RIGHT, .width = 5, .keep = 2},
		[BRIER] = {.key = "brier", .title = "Brier", .align = ALIGN_RIGHT, .width = 6, .keep = 3},
		[BASE] = {.key = "brier_of_base_rate", .title = "of base rate", .align = ALIGN_RIGHT, .width = 12, .keep = 3},
	};
	struct grid *grid = grid_new(arena, name, columns, ORIGIN_COLUMNS, track->origin_count + 1);
	for (int i = 0; i < track->origin_count; i++) {
		const struct origin_row *origin = &track->origin[i];
		struct grid_row *row = grid_add(grid);
		char day[16], words[16];
		day_print(origin->day, day), day_words(origin->day, words);
		row->id = origin->day;
		row->target = target_none(EXPLAIN_TRACK);
		row->cells[DAY] = cell_text(arena_copy(arena, day), arena_copy(arena, words));
		row->cells[LEARNED] = cell_count(arena, origin->learned_from, true), row->cells[PEOPLE] = cell_count(arena, origin->people, true);
		row->cells[EXPECTED] = cell_real(origin->expected, number(arena, origin->expected, 1));
		row->cells[LEFT] = cell_count(arena, origin->left, false), row->cells[OTHERS] = cell_count(arena, origin->others_left, true);
		row->cells[AUC] = cell_real(origin->auc, number(arena, origin->auc, 2));
		row->cells[BRIER] = cell_real(origin->brier, number(arena, origin->brier, 3));
		row->cells[BASE] = cell_real(origin->brier_of_base, number(arena, origin->brier_of_base, 3));
	}
	return grid;
}

const struct grid *turnover_backtest_table(struct arena *arena, const struct view *view)
{
	return origins_grid(arena, view, "backtest");
}

static void draw_origins(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	bool note = area.height >= grid->row_count + 3 && area.width >= 70;
	part_grid(part_rows(area, 0, area.height - note), view, layout, block, grid, true);
	if (note)
		area_text(area, 0, area.height - 1, area.width, ALIGN_LEFT,
			DIM "each for the 90 days after it, from what was known on it · people who left otherwise are left out");
}

enum { SECTION_VERDICT, SECTION_CALIBRATION, SECTION_ORIGINS, SECTIONS };

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct grid *origins = origins_grid(arena, view, "rows");
	part_sort(view, SECTION_ORIGINS, origins);
	const struct section sections[SECTIONS] = {
		{"Earlier estimates", "against what happened", 0, 3, 9, 1, NULL, target_none(EXPLAIN_TRACK), NULL, draw_verdict},
		{"Expected against happened", "people by estimate, lowest first", 0, 3, 9, 3, NULL, target_none(EXPLAIN_TRACK), NULL,
		draw_calibration},
		{"Made on", part_sort_note(arena, origins), 1, 4, origins->row_count + 3, 2, origins, target_none(EXPLAIN_TRACK), NULL,
		draw_origins},
	};
	compose_page(area, view, layout, ROLE_TURNOVER, sections, SECTIONS);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	if (most < 1)
		return 0;
	grids[0] = origins_grid(arena, view, "rows");
	return 1;
}

const struct panel panel_backtest = {
	.page = PAGE_BACKTEST, .name = "backtest", .title = "Backtest", .figure = -1,
	.help = "how earlier estimates of leaving turned out", .accent = ROLE_TURNOVER,
	.needs = NEED_FIGURES | NEED_ESTIMATE, .build = build, .tables = tables,
};
