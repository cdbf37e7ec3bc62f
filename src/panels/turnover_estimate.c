/* The estimate of leaving on the page of turnover: what goes with it, how many in 90 days, how earlier estimates did. */
#include "pages.h"
#include "turnover_own.h"

#include <math.h>
#include <string.h>

enum { MOST_BARS = 9, LEAST_BAR = 6, FEW_ROWS = 6, DRIVER = 18, ODDS = 6, LIMITS = 10 };
static const double WIDEST = 8;                         /* ends of the scale of odds: ÷8 to ×8 */

static const struct estimate *estimate_of(const struct view *view)
{
	return &view->answer->estimate;
}

static bool dimmed(const struct view *view)             /* statistics.md 5: no better than the base rate */
{
	return estimate_of(view)->track.verdict == VERDICT_NO_BETTER;
}

/* Why there are no drivers; NULL where there are. */
static const char *no_drivers(struct arena *arena, const struct view *view)
{
	const struct estimate *estimate = estimate_of(view);
	switch (estimate->kind) {
	case ESTIMATE_NONE:
		return "not asked for";
	case ESTIMATE_LATER:
		return "being estimated";
	case ESTIMATE_NOT:
		return estimate->why ? estimate->why : "cannot be said";
	case ESTIMATE_BANDS:
		return arena_print(arena, "%s. Rates by tenure are pulled to the whole; reasons cannot be said", estimate->why ? estimate->why : "");
	case ESTIMATE_MODEL:
		break;
	}
	return NULL;
}

/* ---- drivers ---- */
static double on_scale(double ratio)
{
	return fmax(0, fmin(1, (log(ratio) + log(WIDEST)) / (2 * log(WIDEST))));
}

static const char *ratio_words(struct arena *arena, double ratio)
{
	return format_decimal(arena, ratio, ratio < 0.095 ? 2 : ratio < 99.5 ? 1 : 0);
}

/* Label, odds, the scale, limits; where nothing can be drawn the reason takes the room of both. */
static void draw_driver(struct area area, int y, const struct view *view, const struct driver_row *driver)
{
	static const double one = 0.5;
	struct arena *arena = part_arena(area);
	bool loud = driver->kept && !dimmed(view), narrow = area.width < 44;
	const char *ink = loud ? STRONG : dimmed(view) || driver->state == DRIVER_LEFT_OUT ? DIM : TEXT;
	int limits = narrow ? 0 : LIMITS, scale = area.width - DRIVER - ODDS - limits;
	area_print(area, 0, y, DRIVER, ALIGN_LEFT, "%s%s", ink, driver->label);
	if (driver->state != DRIVER_USED) {
		area_print(area, DRIVER + 1, y, area.width - DRIVER - 1, ALIGN_LEFT, DIM "%s", driver->why ? driver->why : "");
		return;
	}
	area_print(area, DRIVER, y, ODDS - 1, ALIGN_RIGHT, "%s%s", ink, ratio_words(arena, driver->ratio));
	area_interval(area, DRIVER + ODDS, y, scale, on_scale(driver->low), on_scale(driver->ratio), on_scale(driver->high), 1, ROLE_TURNOVER, &one);
	if (!narrow)
		area_print(area, area.width - limits, y, limits, ALIGN_RIGHT, "%s%s–%s", dimmed(view) ? DIM : TEXT, ratio_words(arena, driver->low),
			ratio_words(arena, driver->high));
}

static void draw_driver_heading(struct area area)
{
	int limits = area.width < 44 ? 0 : LIMITS, from = DRIVER + ODDS, scale = area.width - from - limits;
	area_text(area, DRIVER, 0, ODDS - 1, ALIGN_RIGHT, DIM "odds");
	area_text(area, from, 0, scale, ALIGN_LEFT, DIM "÷8");
	area_text(area, from, 0, scale, ALIGN_RIGHT, DIM "×8");
	area_text(area, from + (scale - 1) / 2, 0, 1, ALIGN_LEFT, DIM "1");
	area_text(area, area.width - limits, 0, limits, ALIGN_RIGHT, DIM "95 %");
}

/* How many leavers it was learned from, since when, and how many drivers find no room; in few words where it is narrow. */
static const char *learned_words(struct arena *arena, const struct estimate *estimate, int more, int width)
{
	char day[16] = "";
	if (estimate->first_day != INT64_MIN)
		day_words(estimate->first_day, day);
	const char *left = format_count(arena, estimate->leavers), *rest = more > 0 ? arena_print(arena, " · +%d more", more) : "";
	const char *words = arena_print(arena, DIM "%s left%s since %s%s", left, estimate->any_kind ? "" : " by choice", day, rest);
	return markup_width(words) <= width ? words : arena_print(arena, DIM "%s left%s%s", left, estimate->any_kind ? "" : " by choice", rest);
}

void turnover_draw_drivers(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const char *why = no_drivers(arena, view);
	(void)layout, (void)block, (void)grid;
	if (why) {
		words_wrap(area, area.height > 3, arena_print(arena, DIM "%s", why));
		return;
	}
	const struct estimate *estimate = estimate_of(view);
	bool note = area.height >= FEW_ROWS;
	int shown = area.height - 1 - note < estimate->driver_count ? area.height - 1 - note : estimate->driver_count;
	draw_driver_heading(area);
	for (int i = 0; i < shown; i++)
		draw_driver(area, 1 + i, view, &estimate->drivers[i]);
	if (note)
		area_text(area, 0, area.height - 1, area.width, ALIGN_LEFT, learned_words(arena, estimate, estimate->driver_count - shown,
			area.width));
}

/* ---- how many: the distribution in at most nine bars ---- */
struct bins { int first, width, count; double share[MOST_BARS], highest; };

static struct bins bins_of(const struct estimate *estimate, int most)
{
	struct bins bins = {.width = 1};
	double below = 0, above = 0;
	int last = estimate->most;
	while (bins.first < estimate->most && below + estimate->pmf[bins.first] < 0.01)
		below += estimate->pmf[bins.first++];
	while (last > bins.first && above + estimate->pmf[last] < 0.03)
		above += estimate->pmf[last--];
	while (bins.first + bins.width * most <= last)
		bins.width++;
	if (bins.width == 1 && bins.first < 2)
		bins.first = 0;
	bins.count = (last - bins.first) / bins.width + 1;
	bins.count = bins.count > most ? most : bins.count;
	for (int k = 0; k <= estimate->most; k++) {     /* the ends take what lies beyond them */
		int bin = k < bins.first ? 0 : (k - bins.first) / bins.width;
		bins.share[bin < bins.count ? bin : bins.count - 1] += estimate->pmf[k];
	}
	for (int i = 0; i < bins.count; i++)
		bins.highest = fmax(bins.highest, bins.share[i]);
	return bins;
}

static const char *bin_label(struct arena *arena, const struct bins *bins, int bin)
{
	int from = bins->first + bin * bins->width;
	if (bin == bins->count - 1)
		return arena_print(arena, "%d+", from);
	if (bins->width == 1)
		return arena_print(arena, "%d", from);
	return arena_print(arena, "%d–%d", bin ? from : 0, from + bins->width - 1);
}

static void draw_bars(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	int most = area.width / (LEAST_BAR + 1) < MOST_BARS ? area.width / (LEAST_BAR + 1) : MOST_BARS;
	if (area.height < 3 || most < 2 || !estimate_of(view)->pmf)
		return;
	struct bins bins = bins_of(estimate_of(view), most);
	for (int i = 0; i < bins.count; i++) {
		struct area column = page_column(area, 1, i, bins.count);
		area_column(column, 0, 0, column.width, area.height - 1, bins.share[i] / bins.highest, ROLE_TURNOVER);
		const char *label = bin_label(arena, &bins, i);
		const char *both = arena_print(arena, TEXT "%s" DIM " %s %%", label, format_percent(arena, bins.share[i]));
		area_text(column, 0, area.height - 1, column.width, ALIGN_CENTRE, markup_width(both) <= column.width ? both
			: arena_print(arena, TEXT "%s", label));
	}
}

static const char *policy_words(const struct view *view)
{
	const struct estimate_track *track = &estimate_of(view)->track;
	if (!view->state->policy.risk_of_persons)
		return "policy: counts and drivers only";
	return track->verdict == VERDICT_BETTER ? "|by person: on their pages" : "|by person: not good enough to show";
}

void turnover_draw_next(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct estimate *estimate = estimate_of(view);
	const struct figure *figure = view_figure(view, FIGURE_EXPECTED_LEAVERS);
	(void)layout, (void)block, (void)grid;
	struct headline headline = {.figure = figure, .panel = PANEL_TURNOVER, .accent = ROLE_TURNOVER};
	if (figure_known(figure)) {
		headline.lines[0] = arena_print(arena, DIM "may leave|" DIM " of %s people", format_count(arena, view_scope(view)->people));
		headline.lines[1] = arena_print(arena, DIM "95 %% " TEXT "%.0f–%.0f", figure->low, figure->high);
		headline.lines[2] = estimate->already > 0 ? arena_print(arena, TEXT "%s" DIM " known already", format_count(arena, estimate->already)) : "";
		headline.lines[3] = arena_print(arena, DIM "%s", dimmed(view) ? "rates by tenure: see backtest" : policy_words(view));
	}
	bool airy = area.height >= 10;
	struct area inside = part_rows(area, airy, area.height - airy);
	int y = headline_draw(inside, view, &headline);
	if (figure_known(figure))
		draw_bars(part_rows(inside, y, inside.height - y), view);
}

/* Fractions of people beside each other: always one decimal. */
struct grid_cell turnover_next_cell(struct arena *arena, const struct view *view, const struct group *group)
{
	const struct figure *figure = &group->figure[FIGURE_EXPECTED_LEAVERS];
	struct grid_cell cell = cell_figure(arena, view, figure, false);
	if (figure->state == FIGURE_OK)
		cell.shown = arena_print(arena, TEXT "%s", format_decimal(arena, figure->value, 1));
	else if (view->answer->estimate.kind == ESTIMATE_LATER)
		cell.shown = DIM "…";
	return cell;
}

const char *turnover_next_line(struct arena *arena, const struct view *view)
{
	const struct figure *figure = view_figure(view, FIGURE_EXPECTED_LEAVERS);
	if (!figure_known(figure))
		return estimate_of(view)->kind == ESTIMATE_LATER ? DIM "next 90 days: being estimated" : "";
	return arena_print(arena, DIM "next 90 days " TEXT "%s" DIM " may leave (%.0f–%.0f)%s", format_decimal(arena, figure->value, 1), figure->low,
		figure->high, dimmed(view) ? ", by tenure" : "");
}

/* ---- track record ---- */
const char *turnover_track_line(struct arena *arena, const struct view *view)
{
	const struct estimate *estimate = estimate_of(view);
	const struct estimate_track *track = &estimate->track;
	const char *top = arena_print(arena, TEXT "%lld" DIM " of " TEXT "%lld" DIM " leavers had been in the top fifth, %s by luck",
		(long long)track->top_left, (long long)track->left, format_decimal(arena, track->top_by_luck, 1));
	if (estimate->kind != ESTIMATE_MODEL || track->verdict == VERDICT_NONE)
		return arena_print(arena, DIM "expected: leavers of all teams at the same tenures · marked only where more than chance");
	const char *auc = arena_print(arena, "AUC %s (%s–%s)", format_decimal(arena, track->auc, 2), format_decimal(arena, track->auc_low, 2),
		format_decimal(arena, track->auc_high, 2));
	switch (track->verdict) {
	case VERDICT_BETTER:
		return arena_print(arena, DIM "earlier estimates: better than chance, " TEXT "%s" DIM " · %s", auc, top);
	case VERDICT_NO_BETTER:
		return arena_print(arena, DIM "earlier estimates: no better than the base rate, " TEXT "%s" DIM " · %s", auc, top);
	default:
		return arena_print(arena, DIM "earlier estimates: too few left to judge · %s", top);
	}
}

const char *turnover_verdict_note(struct arena *arena, const struct view *view)
{
	const struct estimate *estimate = estimate_of(view);
	if (estimate->kind == ESTIMATE_BANDS)
		return "estimate, by choice, from rates by tenure";
	if (estimate->kind != ESTIMATE_MODEL || estimate->track.verdict == VERDICT_NONE)
		return "estimate, by choice";
	if (estimate->track.verdict == VERDICT_BETTER)
		return arena_print(arena, "estimate, better than chance: AUC %s", format_decimal(arena, estimate->track.auc, 2));
	return estimate->track.verdict == VERDICT_NO_BETTER ? "estimate, no better than the base rate" : "estimate, too few to judge it";
}

/* ---- for scripts ---- */
const struct grid *turnover_drivers_table(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "input"}, {.key = "label"}, {.key = "state"}, {.key = "odds_ratio"}, {.key = "low"},
		{.key = "high"}, {.key = "p"}, {.key = "kept"}, {.key = "not_recorded"}, {.key = "why"}};
	static const char *const STATES[] = {"used", "held_by_the_prior", "left_out"};
	const struct estimate *estimate = estimate_of(view);
	struct grid *grid = grid_new(arena, "drivers", columns, COUNT_OF(columns), estimate->driver_count + 1);
	for (int i = 0; i < estimate->driver_count; i++) {
		const struct driver_row *driver = &estimate->drivers[i];
		struct grid_row *row = grid_add(grid);
		const struct grid_cell cells[] = {cell_text(driver->key, NULL), cell_text(driver->label, NULL), cell_text(STATES[driver->state], NULL),
			cell_real(driver->ratio, NULL), cell_real(driver->low, NULL), cell_real(driver->high, NULL), cell_real(driver->p, NULL),
			cell_integer(driver->kept, NULL), cell_real(driver->unknown, NULL), cell_text(driver->why ? driver->why : "", NULL)};
		memcpy(row->cells, cells, sizeof cells);
	}
	return grid;
}

const struct grid *turnover_next_table(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "leavers"}, {.key = "probability"}};
	const struct estimate *estimate = estimate_of(view);
	int last = estimate->pmf ? estimate->most : -1;
	while (last > 0 && estimate->pmf[last] < 1e-12)
		last--;
	struct grid *grid = grid_new(arena, "next_90_days", columns, COUNT_OF(columns), last + 2);
	for (int k = 0; k <= last; k++) {
		struct grid_row *row = grid_add(grid);
		row->cells[0] = cell_integer(k, NULL), row->cells[1] = cell_real(estimate->pmf[k], NULL);
	}
	return grid;
}
