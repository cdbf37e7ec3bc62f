#include "parts.h"

#include <math.h>

double trend_scale(double lowest, double highest, double *bottom, double *top)
{
	double range = highest - lowest;
	if (!(range > 0))
		range = fabs(highest) > 0 ? fabs(highest) : 1;
	double step = pow(10, floor(log10(range))), parts = range / step;
	step *= parts < 1.5 ? 0.25 : parts < 3 ? 0.5 : parts < 7 ? 1 : 2;
	*bottom = floor(lowest / step) * step;
	*top = ceil(highest / step) * step;
	if (*top - *bottom < step / 2)
		*top = *bottom + step;
	return step;
}

struct limits { double lowest, highest; int known; double last; };

static struct limits limits_of(const struct trend *trend, double scale)
{
	struct limits limits = { INFINITY, -INFINITY, 0, NAN };
	for (int i = 0; trend && i < trend->count; i++) {
		if (!trend->known[i] || !isfinite(trend->value[i]))
			continue;
		limits.last = scale * trend->value[i];
		limits.lowest = fmin(limits.lowest, limits.last);
		limits.highest = fmax(limits.highest, limits.last);
		limits.known++;
	}
	return limits;
}

/* The survey belongs on the scale where it would not flatten the line. */
static bool mark_fits(const struct limits *limits, double mark)
{
	double range = fmax(limits->highest - limits->lowest, fabs(limits->highest) / 20);
	return mark >= limits->lowest - 1.5 * range && mark <= limits->highest + 1.5 * range;
}

struct drawing {
	struct series series;
	struct limits limits;
	double scale, mark, step;
	double value[TREND_POINTS], low[TREND_POINTS], high[TREND_POINTS];
};

static void set_scale(struct drawing *drawing, const struct trend_look *look)
{
	struct limits *limits = &drawing->limits;
	struct series *series = &drawing->series;
	double lowest = limits->lowest, highest = limits->highest;
	for (int i = 0; series->low && i < series->count; i++)
		if (isfinite(series->low[i]))
			lowest = fmin(lowest, series->low[i]), highest = fmax(highest, series->high[i]);
	bool shared = look->highest > look->lowest;
	if (shared)
		lowest = fmin(lowest, drawing->scale * look->lowest), highest = fmax(highest, drawing->scale * look->highest);
	drawing->mark = look->figure->has_survey ? drawing->scale * look->figure->survey : NAN;
	if (isfinite(drawing->mark) && (look->whole || shared || mark_fits(limits, drawing->mark))) {
		series->mark = &drawing->mark;
		lowest = fmin(lowest, drawing->mark), highest = fmax(highest, drawing->mark);
	}
	drawing->step = trend_scale(lowest, highest, &series->bottom, &series->top);
	if (look->whole)
		series->bottom = 0, series->top = drawing->scale, drawing->step = drawing->scale / 2;
}

/* A curve of people in place of a share is not multiplied. */
static double scale_of(const struct trend_look *look)
{
	return look->trend && look->trend->of_people ? 1 : words_scale(look->figure);
}

static bool prepare(struct drawing *drawing, const struct trend_look *look)
{
	const struct trend *trend = look->trend;
	drawing->scale = scale_of(look);
	drawing->limits = limits_of(trend, drawing->scale);
	if (drawing->limits.known < 2)
		return false;
	for (int i = 0; i < trend->count; i++) {
		bool band = trend->known[i] && trend->has_band[i];
		drawing->value[i] = trend->known[i] ? drawing->scale * trend->value[i] : NAN;
		drawing->low[i] = band ? drawing->scale * trend->low[i] : NAN;
		drawing->high[i] = band ? drawing->scale * trend->high[i] : NAN;
	}
	drawing->series = (struct series){ .count = trend->count, .value = drawing->value, .role = look->accent };
	if (look->band)
		drawing->series.low = drawing->low, drawing->series.high = drawing->high;
	set_scale(drawing, look);
	return true;
}

void trend_spark(struct area area, const struct trend_look *look)
{
	struct drawing drawing = { 0 };
	if (prepare(&drawing, look))
		area_chart(area, 0, 0, area.width, area.height, &drawing.series);
}

static int axis_row(const struct series *series, int height, double value)
{
	return (int)lround((series->top - value) / (series->top - series->bottom) * (4 * height - 1)) / 4;   /* four dots a cell */
}

static int axis_decimals(double step)
{
	return step >= 0.999 ? 0 : step >= 0.0999 ? 1 : 2;
}

/* Numbers at the left edge, the survey's among them; one that would share a row with another gives way. */
static int draw_axis(struct area area, const struct drawing *drawing, int height)
{
	struct arena *arena = part_arena(area);
	const struct series *series = &drawing->series;
	int decimals = axis_decimals(series->top - series->bottom >= 8 ? 1 : drawing->step);
	double at[3] = { series->top, (series->top + series->bottom) / 2, series->bottom };
	const char *label[3];
	int width = 3, mark_row = series->mark ? axis_row(series, height, *series->mark) : -9;
	for (int i = 0; i < 3; i++) {
		label[i] = format_decimal(arena, at[i], decimals);
		width = markup_width(label[i]) + 1 > width ? markup_width(label[i]) + 1 : width;
	}
	for (int i = 0; i < 3; i++) {
		int row = i == 0 ? 0 : i == 2 ? height - 1 : axis_row(series, height, at[i]);
		bool whole = fabs(at[i] * pow(10, decimals) - round(at[i] * pow(10, decimals))) < 1e-6;
		if (row == mark_row || (i == 1 && (height < 5 || !whole)) || (i == 2 && height < 2))
			continue;
		area_print(area, 0, row, width, ALIGN_RIGHT, DIM "%s", label[i]);
	}
	if (mark_row >= 0)
		area_print(area, 0, mark_row, width, ALIGN_RIGHT, MARK "┆" TEXT "%s",
			format_decimal(arena, *series->mark, axis_decimals(*series->mark < 1 ? 0.1 : 1)));
	return width + 1;
}

void trend_chart(struct area area, const struct trend_look *look)
{
	struct arena *arena = part_arena(area);
	struct drawing drawing = { 0 };
	if (!prepare(&drawing, look)) {
		words_wrap(area, area.height > 2 ? area.height / 2 - 1 : 0, DIM "not enough weeks with data for a trend yet");
		return;
	}
	int height = area.height > 2 ? area.height - 1 : area.height;
	int left = area.width >= 30 ? draw_axis(area, &drawing, height) : 0;
	const char *unit = scale_of(look) == 100 ? " %" : "";
	const char *number = look->trend->of_people ? format_decimal(arena, drawing.limits.last, 0) :
		words_number(arena, look->figure, drawing.limits.last / drawing.scale, -1);
	const char *last = arena_print(arena, STRONG "%s" DIM "%s", number, unit);
	int right = area.width >= 30 ? markup_width(last) + 1 : 0, width = area.width - left - right;
	if (width < 4)
		return;
	area_chart(area, left, 0, width, height, &drawing.series);
	if (right > 0 && isfinite(drawing.value[drawing.series.count - 1]))
		area_text(area, left + width + 1, axis_row(&drawing.series, height, drawing.limits.last), right - 1, ALIGN_LEFT, last);
	if (height == area.height || width < 15)
		return;
	char from[8], to[8];
	day_short(look->trend->to[0], from), day_short(look->trend->to[look->trend->count - 1], to);
	area_print(area, left, height, width, ALIGN_LEFT, DIM "%s", from);
	area_print(area, left, height, width, ALIGN_RIGHT, DIM "%s", to);
	if (look->caption && width >= text_width(look->caption) + 18)
		area_print(area, left, height, width, ALIGN_CENTRE, DIM "%s", look->caption);
}
