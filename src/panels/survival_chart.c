#include "survival_chart.h"
#include "pages.h"

#include <math.h>

enum { AXIS = 9, LAST = 7, MOST_YEARS = 8 };
static const double YEAR = 365.25;

/* The curve at a tenure: what the last step on or before it left. */
const struct survival_step *survival_step_at(const struct survival *curve, double days)
{
	const struct survival_step *found = NULL;
	for (int i = 0; i < curve->count && (double)curve->steps[i].days <= days; i++)
		found = &curve->steps[i];
	return found;
}

/* Just before a tenure; without a count of each day, that of the next leaving. */
static int64_t at_risk(const struct survival *curve, double days)
{
	if (curve->at_risk && days >= (double)curve->start && days <= (double)curve->end)
		return curve->at_risk[(int64_t)days - curve->start];
	for (int i = 0; i < curve->count; i++)
		if ((double)curve->steps[i].days >= days)
			return curve->steps[i].at_risk;
	return curve->count ? curve->steps[curve->count - 1].at_risk - curve->steps[curve->count - 1].left : 0;
}

struct sampled { int count; double *value, *low, *high, lowest; };

/* Two points a cell, as fine as braille can be. */
static struct sampled sample(struct arena *arena, const struct survival *curve, int width)
{
	struct sampled out = {.count = 2 * width, .lowest = 1};
	out.value = ARENA_ARRAY(arena, double, out.count), out.low = ARENA_ARRAY(arena, double, out.count);
	out.high = ARENA_ARRAY(arena, double, out.count);
	for (int i = 0; i < out.count; i++) {
		double days = (double)curve->start + (double)(curve->end - curve->start) * i / (out.count - 1);
		const struct survival_step *step = survival_step_at(curve, days);
		out.value[i] = step ? step->survival : 1;
		out.low[i] = step && step->has_band ? step->low : NAN;
		out.high[i] = step && step->has_band ? step->high : NAN;
		out.lowest = fmin(out.lowest, isfinite(out.low[i]) ? out.low[i] : out.value[i]);
	}
	return out;
}

static void draw_axis(struct area area, double bottom, int height)
{
	for (int i = 0; i < 3; i++) {
		double share = 1 - (1 - bottom) * i / 2;
		int y = (int)lround(i / 2.0 * (height - 1));
		if (i != 1 || height >= 5)
			area_print(area, 0, y, AXIS - 1, ALIGN_RIGHT, DIM "%.0f", 100 * share);
	}
}

/* Whole years under the curve (months where it is short), and how many are at risk there. */
static void draw_years(struct area area, int y, int left, int width, const struct survival *curve, bool risk)
{
	struct arena *arena = part_arena(area);
	double span = (double)(curve->end - curve->start), unit = span < 1.5 * YEAR ? YEAR / 4 : YEAR;
	const char *name = unit < YEAR ? "mo" : "yr";
	while (span / unit > MOST_YEARS)
		unit *= 2;
	double per_label = unit < YEAR ? 3 * unit / (YEAR / 4) : unit / YEAR;
	int free_from = 0, last = (int)floor((double)curve->end / unit);
	if (risk)
		area_text(area, 0, y + 1, left, ALIGN_LEFT, DIM "at risk");
	for (int i = (int)ceil((double)curve->start / unit); i <= last; i++) {
		int x = left + (int)lround((i * unit - (double)curve->start) / span * (width - 1));
		const char *label = arena_print(arena, i == last ? DIM "%.0f %s" : DIM "%.0f", i * per_label, name);
		const char *count = format_count(arena, at_risk(curve, i * unit));
		int wide = text_width(count) > markup_width(label) ? text_width(count) : markup_width(label);
		if (x + wide > area.width)
			x = area.width - wide;
		if (x < free_from)
			continue;
		area_text(area, x, y, wide, ALIGN_LEFT, label);
		if (risk)
			area_print(area, x, y + 1, wide, ALIGN_LEFT, TEXT "%s", count);
		free_from = x + wide + 1;
	}
}

static const char *words_under(struct arena *arena, const struct survival *curve, int width)
{
	const char *from =
		curve->start > 0 ? arena_print(arena, DIM "of those still here at %s   ", page_ago(arena, curve->start)) : "";
	const char *half = curve->has_median ? arena_print(arena, DIM "half have left by " TEXT "%s   ",
		page_ago(arena, (int64_t)curve->median))
		: "";
	const char *out = curve->left_out
		? arena_print(arena, DIM ", " TEXT "%s" DIM " left out", format_count(arena, curve->left_out))
		: "";
	const char *all = arena_print(arena, "%s%s" DIM "of " TEXT "%s" DIM " people%s", from, half,
		format_count(arena, curve->people), out);
	return markup_width(all) <= width || !*half ? all : half;
}

void survival_chart(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct survival *curve = &view->answer->survival;
	const struct figure *rate = view_figure(view, FIGURE_TURNOVER);
	if (part_closed(area, view, rate))
		return;
	if (curve->end <= curve->start) {
		words_wrap(area, 0, DIM "too few people: the curve is drawn where at least 10 are at risk");
		return;
	}
	bool risk = area.height >= 7, words = area.height >= 9, airy = area.height >= 11;
	struct area inside = part_rows(area, airy, area.height - airy);
	int height = inside.height - 1 - risk - words, left = inside.width >= 30 ? AXIS : 0,
		right = inside.width >= 30 ? LAST : 0;
	int width = inside.width - left - right;
	if (height < 1 || width < 4)
		return;
	struct sampled points = sample(arena, curve, width);
	double bottom = fmax(0, fmin(0.9, floor(10 * points.lowest) / 10)), last = points.value[points.count - 1];
	if (left)
		draw_axis(inside, bottom, height);
	area_chart(inside, left, 0, width, height,
		&(struct series){.count = points.count,
		.value = points.value,
		.low = points.low,
		.high = points.high,
		.bottom = bottom,
		.top = 1,
		.role = ROLE_TURNOVER,
		.steps = true});
	if (right)
		area_print(inside, left + width + 1, (int)lround((1 - last) / (1 - bottom) * (4 * height - 1)) / 4, right - 1,
			ALIGN_LEFT, STRONG "%s" DIM " %%", format_percent(arena, last));
	draw_years(inside, height, left, width, curve, risk);
	if (words)
		area_text(inside, 0, inside.height - 1, inside.width, ALIGN_LEFT, words_under(arena, curve, inside.width));
}

void survival_step_cells(struct grid_cell *cells, const struct survival_step *step)
{
	cells[0] = cell_integer(step->days, NULL), cells[1] = cell_integer(step->at_risk, NULL), cells[2] = cell_integer(step->left, NULL);
	cells[3] = cell_real(step->survival, NULL), cells[4] = cell_real(step->has_band ? step->low : NAN, NULL);
	cells[5] = cell_real(step->has_band ? step->high : NAN, NULL);
}

const struct grid *survival_table(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "days", .title = "days"}, {.key = "at_risk", .title = "at risk"},
		{.key = "left", .title = "left"}, {.key = "survival", .title = "survival"},
		{.key = "low", .title = "low"},   {.key = "high", .title = "high"}};
	const struct survival *curve = &view->answer->survival;
	struct grid *grid = grid_new(arena, "survival", columns, COUNT_OF(columns), curve->count);
	for (int i = 0; i < curve->count; i++)
		survival_step_cells(grid_add(grid)->cells, &curve->steps[i]);
	return grid;
}
