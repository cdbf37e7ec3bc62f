#include "effect_own.h"

#include <math.h>
#include <string.h>

double effect_scale(enum unit unit)
{
	return unit == UNIT_SHARE ? 100 : unit == UNIT_SECONDS ? 1.0 / 60 : 1;
}

const char *effect_unit_words(enum unit unit)
{
	return unit == UNIT_SHARE ? "pt" : unit == UNIT_SECONDS ? "min" : unit == UNIT_SCORE ? "of 5" : "levels";
}

static int decimals_of(enum unit unit)
{
	return unit == UNIT_SCORE || unit == UNIT_LEVELS ? 2 : 1;
}

const char *effect_amount(struct arena *arena, enum unit unit, double value)
{
	const char *words = unit == UNIT_SHARE ? " pt" : unit == UNIT_SECONDS ? " min" : "";
	return arena_print(arena, "%s%s", words_signed(arena, effect_scale(unit) * value, decimals_of(unit)), words);
}

const char *effect_limits(struct arena *arena, enum unit unit, double low, double high)
{
	double scale = effect_scale(unit);
	return arena_print(arena, "%s to %s", words_signed(arena, scale * low, decimals_of(unit)),
		words_signed(arena, scale * high, decimals_of(unit)));
}

static bool beyond_chance(const struct effect_estimate *estimate)
{
	return estimate->known && (estimate->low > 0 || estimate->high < 0);
}

static bool is_better(const struct effect_row *row, const struct effect_estimate *estimate)
{
	return (estimate->value > 0) == row->more_is_better;
}

const char *effect_reading(struct arena *arena, const struct effect_row *row)
{
	if (row->event.known && row->already_changing)
		return "not read: moving before";
	if (row->event.known)
		return !beyond_chance(&row->event) ? "may be chance" : is_better(row, &row->event) ? "better, beyond chance" : "worse, beyond chance";
	if (row->adjusted.known)
		return !beyond_chance(&row->adjusted) ? "may be chance" : is_better(row, &row->adjusted)
			? "users better, may differ" : "users worse, may differ";
	return arena_print(arena, "cannot be said: %s", row->event.why ? row->event.why : "");
}

/* The same in a table's few cells. */
static const char *reading_brief(const struct effect_row *row)
{
	const struct effect_estimate *estimate = row->event.known ? &row->event : &row->adjusted;
	if (row->event.known && row->already_changing)
		return "moving before";
	if (!estimate->known)
		return "cannot be said";
	if (!beyond_chance(estimate))
		return "may be chance";
	bool better = is_better(row, estimate);
	return row->event.known ? better ? "better" : "worse" : better ? "users better" : "users worse";
}

/* ---- the outcomes ---- */
enum {
	OUTCOME, ADJUSTED, ADJUSTED_LIMITS, ADJUSTED_N, EVENT, EVENT_LIMITS, EVENT_N, READING, UNIT,
	A_LOW, A_HIGH, A_WITH, A_WITHOUT, A_PLAIN, A_WHY, E_LOW, E_HIGH, E_WITH, E_WITHOUT, E_WHY, BEFORE, BEFORE_LOW, BEFORE_HIGH, CHANGING,
	EFFECT_COLUMNS
};

enum { LIMITS_WIDTH = 17 };

static struct grid_cell value_cell(struct arena *arena, const struct effect_row *row, const struct effect_estimate *estimate)
{
	if (!estimate->known)
		return cell_real(NAN, DIM "n/a");
	bool judged = beyond_chance(estimate) && !(estimate == &row->event && row->already_changing);
	const char *ink = !judged ? STRONG : is_better(row, estimate) ? BETTER : WORSE;
	return cell_real(estimate->value, arena_print(arena, "%s%s", ink, effect_amount(arena, row->unit, estimate->value)));
}

/* What is not known has its reason where its limits would be; a long one stands under the table, for the marked row. */
static struct grid_cell limits_cell(struct arena *arena, const struct effect_row *row, const struct effect_estimate *estimate)
{
	const char *words = estimate->known ? arena_print(arena, TEXT "%s", effect_limits(arena, row->unit, estimate->low, estimate->high))
		: estimate->why && text_width(estimate->why) <= LIMITS_WIDTH ? arena_print(arena, DIM "%s", estimate->why) : "";
	struct grid_cell cell = cell_text("", words);
	cell.kind = GRID_EMPTY;
	return cell;
}

static struct grid_cell people_cell(struct arena *arena, const struct effect_estimate *estimate)
{
	struct grid_cell cell = cell_text("", !estimate->known ? "" : arena_print(arena, TEXT "%s" DIM " / " TEXT "%s",
		format_count(arena, estimate->with), format_count(arena, estimate->without)));
	cell.kind = GRID_EMPTY;
	return cell;
}

static struct grid_cell maybe_cell(bool known, double value)
{
	return cell_real(known ? value : NAN, "");
}

static struct grid_cell why_cell(const struct effect_estimate *estimate)
{
	return estimate->known || !estimate->why ? (struct grid_cell){.kind = GRID_EMPTY} : cell_text(estimate->why, "");
}

static void fill_hidden(struct grid_row *out, const struct effect_row *row)
{
	const struct effect_estimate *adjusted = &row->adjusted, *event = &row->event, *check = &row->check;
	out->cells[UNIT] = cell_text(metrics_unit_name(row->unit), "");
	out->cells[A_LOW] = maybe_cell(adjusted->known, adjusted->low), out->cells[A_HIGH] = maybe_cell(adjusted->known, adjusted->high);
	out->cells[A_WITH] = maybe_cell(adjusted->known, (double)adjusted->with);
	out->cells[A_WITHOUT] = maybe_cell(adjusted->known, (double)adjusted->without);
	out->cells[A_PLAIN] = maybe_cell(adjusted->known, row->plain);
	out->cells[A_WHY] = why_cell(adjusted);
	out->cells[E_LOW] = maybe_cell(event->known, event->low), out->cells[E_HIGH] = maybe_cell(event->known, event->high);
	out->cells[E_WITH] = maybe_cell(event->known, (double)event->with);
	out->cells[E_WITHOUT] = maybe_cell(event->known, (double)event->without);
	out->cells[E_WHY] = why_cell(event);
	out->cells[BEFORE] = maybe_cell(check->known, check->value);
	out->cells[BEFORE_LOW] = maybe_cell(check->known, check->low), out->cells[BEFORE_HIGH] = maybe_cell(check->known, check->high);
	out->cells[CHANGING] = event->known && check->known ? cell_text(row->already_changing ? "yes" : "no", "") : (struct grid_cell){.kind = GRID_EMPTY};
}

/* Leaving has no difference of its own: the odds ratio of the turnover estimate, of everybody, where there is one. */
static void add_leaving(struct grid *grid, struct arena *arena, const struct estimate *estimate)
{
	const struct driver_row *driver = NULL;
	for (int i = 0; estimate->kind == ESTIMATE_MODEL && i < estimate->driver_count; i++)
		if (strcmp(estimate->drivers[i].key, "ai_use") == 0 && estimate->drivers[i].state != DRIVER_LEFT_OUT)
			driver = &estimate->drivers[i];
	if (!driver)
		return;
	bool held = driver->state == DRIVER_HELD || !isfinite(driver->ratio);
	struct grid_row *out = grid_add(grid);
	out->id = grid->row_count;
	out->target = target_page(PAGE_TURNOVER, -1);
	for (int i = 0; i < EFFECT_COLUMNS; i++)
		out->cells[i] = (struct grid_cell){.kind = GRID_EMPTY, .shown = ""};
	out->cells[OUTCOME] = cell_text("leaving", TEXT "leaving");
	out->cells[ADJUSTED] = held ? cell_real(NAN, DIM "n/a") : cell_real(driver->ratio, arena_print(arena, "%s×%s",
		estimate->track.verdict == VERDICT_NO_BETTER ? DIM : STRONG, format_decimal(arena, driver->ratio, 1)));
	out->cells[ADJUSTED_LIMITS].shown = held ? DIM "data say nothing" : arena_print(arena, TEXT "×%s to ×%s", format_decimal(arena, driver->low, 1),
		format_decimal(arena, driver->high, 1));
	out->cells[READING] = cell_text("odds ratio of the turnover estimate, of everybody: an association", DIM "enter: turnover");
	out->cells[UNIT] = cell_text("odds_ratio", "");
	out->cells[A_LOW] = maybe_cell(!held, driver->low), out->cells[A_HIGH] = maybe_cell(!held, driver->high);
	if (held)
		out->cells[A_WHY] = cell_text("held by the prior: the data say nothing", "");
	out->cells[E_WHY] = cell_text("leaving has no difference of its own", "");
}

/* A column of numbers that must not be cut. */
static void widen(struct grid *grid, int column)
{
	for (int i = 0; i < grid->row_count; i++) {
		int width = markup_width(grid->rows[i].cells[column].shown);
		if (width > grid->columns[column].width)
			grid->columns[column].width = width;
	}
}

struct grid *effect_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[EFFECT_COLUMNS] = {
		[OUTCOME] = {.key = "outcome", .title = "outcome", .width = 13, .keep = 1, .flexible = true},
		[ADJUSTED] = {.key = "adjusted", .title = "with AI", .align = ALIGN_RIGHT, .width = 9, .keep = 2},
		[ADJUSTED_LIMITS] = {.title = "less without, 95 %", .width = 18, .keep = 6},
		[ADJUSTED_N] = {.title = "n", .align = ALIGN_RIGHT, .width = 7, .keep = 7},
		[EVENT] = {.key = "before_after", .title = "change", .align = ALIGN_RIGHT, .width = 9, .keep = 1},
		[EVENT_LIMITS] = {.title = "after start, 95 %", .width = 17, .keep = 3},
		[EVENT_N] = {.title = "n", .align = ALIGN_RIGHT, .width = 7, .keep = 5},
		[READING] = {.key = "reading", .title = "reading", .width = 15, .keep = 4},
		[UNIT] = {.key = "unit"}, [A_LOW] = {.key = "adjusted_low"}, [A_HIGH] = {.key = "adjusted_high"}, [A_WITH] = {.key = "with"},
		[A_WITHOUT] = {.key = "without"}, [A_PLAIN] = {.key = "not_adjusted"}, [A_WHY] = {.key = "adjusted_why"},
		[E_LOW] = {.key = "before_after_low"}, [E_HIGH] = {.key = "before_after_high"}, [E_WITH] = {.key = "starters"},
		[E_WITHOUT] = {.key = "not_started"}, [E_WHY] = {.key = "before_after_why"}, [BEFORE] = {.key = "weeks_before"},
		[BEFORE_LOW] = {.key = "weeks_before_low"}, [BEFORE_HIGH] = {.key = "weeks_before_high"}, [CHANGING] = {.key = "already_changing"},
	};
	struct grid *grid = grid_new(arena, "effect", columns, EFFECT_COLUMNS, OUTCOME_COUNT + 1);
	for (int i = 0; view->answer->effect && i < OUTCOME_COUNT; i++) {
		const struct effect_row *row = &view->answer->effect->rows[i];
		struct grid_row *out = grid_add(grid);
		out->id = i + 1;
		out->target = target_none(EXPLAIN_EFFECT + i);
		out->cells[OUTCOME] = cell_text(row->key, arena_print(arena, TEXT "%s", row->label));
		out->cells[ADJUSTED] = value_cell(arena, row, &row->adjusted);
		out->cells[ADJUSTED_LIMITS] = limits_cell(arena, row, &row->adjusted);
		out->cells[ADJUSTED_N] = people_cell(arena, &row->adjusted);
		out->cells[EVENT] = value_cell(arena, row, &row->event);
		out->cells[EVENT_LIMITS] = limits_cell(arena, row, &row->event);
		out->cells[EVENT_N] = people_cell(arena, &row->event);
		const char *reading = effect_reading(arena, row);
		bool said = row->event.known || row->adjusted.known;
		out->cells[READING] = cell_text(reading, arena_print(arena, said ? TEXT "%s" : DIM "%s", reading_brief(row)));
		fill_hidden(out, row);
	}
	if (view->answer->effect)
		add_leaving(grid, arena, &view->answer->estimate);
	widen(grid, ADJUSTED_N), widen(grid, EVENT_N);
	return grid;
}

/* ---- series, for JSON ---- */
struct grid *effect_series_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "outcome"}, {.key = "week"}, {.key = "value"}, {.key = "low"}, {.key = "high"}};
	struct grid *grid = grid_new(arena, "event_study", columns, COUNT_OF(columns), OUTCOME_COUNT * EFFECT_SERIES);
	for (int i = 0; view->answer->effect && i < OUTCOME_COUNT; i++) {
		const struct effect_row *row = &view->answer->effect->rows[i];
		for (int week = 0; row->event.known && week < EFFECT_SERIES; week++) {
			const struct effect_estimate *at = &row->week[week];
			struct grid_row *out = grid_add(grid);
			out->cells[0] = cell_text(row->key, NULL), out->cells[1] = cell_integer(EFFECT_SERIES_FIRST + week, NULL);
			out->cells[2] = maybe_cell(at->known, at->value), out->cells[3] = maybe_cell(at->known, at->low);
			out->cells[4] = maybe_cell(at->known, at->high);
		}
	}
	return grid;
}

struct grid *effect_ramp_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "week_from"}, {.key = "week_to"}, {.key = "with"}, {.key = "with_low"},
		{.key = "with_high"}, {.key = "people_with"}, {.key = "without"}, {.key = "without_low"}, {.key = "without_high"},
		{.key = "people_without"}, {.key = "outcome"}};
	struct grid *grid = grid_new(arena, "ramp", columns, COUNT_OF(columns), RAMP_POINTS);
	for (int i = 0; view->answer->effect && i < RAMP_POINTS; i++) {
		const struct ramp *ramp = &view->answer->effect->ramp;
		const struct ramp_point *points[2] = {&ramp->with[i], &ramp->without[i]};
		struct grid_row *out = grid_add(grid);
		out->cells[0] = cell_integer(i * RAMP_POINT_WEEKS, NULL), out->cells[1] = cell_integer((i + 1) * RAMP_POINT_WEEKS - 1, NULL);
		for (int k = 0; k < 2; k++) {
			struct grid_cell *cells = &out->cells[2 + 4 * k];
			cells[0] = maybe_cell(points[k]->known, points[k]->value), cells[1] = maybe_cell(points[k]->known, points[k]->low);
			cells[2] = maybe_cell(points[k]->known, points[k]->high), cells[3] = maybe_cell(points[k]->known, (double)points[k]->people);
		}
		out->cells[10] = cell_text(view->answer->effect->rows[ramp->outcome].key, NULL);
	}
	return grid;
}

/* ---- where the time went ---- */
enum { WHERE, CHANGE, LIMITS, CHANGE_LOW, CHANGE_HIGH, REINVESTMENT_COLUMNS };

static const char *hours(struct arena *arena, double seconds)
{
	return arena_print(arena, "%s h", words_signed(arena, seconds / 3600, 1));
}

static void add_where(struct grid *grid, struct arena *arena, const char *key, const char *label, const struct reinvested *row, bool loud)
{
	struct grid_row *out = grid_add(grid);
	out->id = grid->row_count;
	out->target = target_none(EXPLAIN_REINVESTMENT);
	out->cells[WHERE] = cell_text(key, arena_print(arena, "%s%s", loud ? STRONG : TEXT, label));
	out->cells[CHANGE] = cell_real(row->known ? row->change : NAN, row->known ? arena_print(arena, STRONG "%s", hours(arena, row->change))
		: DIM "not recorded");
	out->cells[LIMITS] = cell_text("", row->has_interval ? arena_print(arena, TEXT "%s to %s", words_signed(arena, row->low / 3600, 1),
		words_signed(arena, row->high / 3600, 1)) : "");
	out->cells[LIMITS].kind = GRID_EMPTY;
	out->cells[CHANGE_LOW] = maybe_cell(row->has_interval, row->low), out->cells[CHANGE_HIGH] = maybe_cell(row->has_interval, row->high);
}

struct grid *effect_reinvestment_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[REINVESTMENT_COLUMNS] = {
		[WHERE] = {.key = "where", .title = "per person and week", .width = 24, .keep = 1, .flexible = true},
		[CHANGE] = {.key = "seconds", .title = "change", .align = ALIGN_RIGHT, .width = 12, .keep = 1},
		[LIMITS] = {.title = "95 %", .align = ALIGN_RIGHT, .width = 14, .keep = 2},
		[CHANGE_LOW] = {.key = "low"}, [CHANGE_HIGH] = {.key = "high"},
	};
	struct grid *grid = grid_new(arena, "reinvestment", columns, REINVESTMENT_COLUMNS, REINVESTED_ROWS + 2);
	if (!view->answer->effect || view->answer->effect->reinvestment.why)
		return grid;
	const struct reinvestment *from = &view->answer->effect->reinvestment;
	add_where(grid, arena, "given_back", "given back, as tools record", &(struct reinvested){.known = from->given_known, .change = from->given}, true);
	for (int i = 0; i < REINVESTED_ROWS; i++) {
		add_where(grid, arena, from->rows[i].key, from->rows[i].label, &from->rows[i], false);
		if (i == 2)
			add_where(grid, arena, "nothing_visible", "in none of these three",
				&(struct reinvested){.known = from->nothing_known, .change = from->nothing}, true);
	}
	return grid;
}
