#include "effect_own.h"

#include <math.h>

enum { AXIS = 6, LABEL = 9, MOST_POINTS = 32 };

/* One or two lines on one scale; texts of the axis below. */
struct line { int count; double value[MOST_POINTS], low[MOST_POINTS], high[MOST_POINTS]; enum role role; bool band; const char *name; };
struct plot { struct line line[2]; int lines; double zero, bottom, top; bool has_zero; int decimals; const char *below[3]; const char *unit; };

static void plot_scale(struct plot *plot)
{
	double lowest = plot->has_zero ? 0 : INFINITY, highest = plot->has_zero ? 0 : -INFINITY;
	for (int i = 0; i < plot->lines; i++)
		for (int k = 0; k < plot->line[i].count; k++) {
			const struct line *line = &plot->line[i];
			double low = line->band && isfinite(line->low[k]) ? line->low[k] : line->value[k];
			double high = line->band && isfinite(line->high[k]) ? line->high[k] : line->value[k];
			if (!isfinite(low) || !isfinite(high))
				continue;
			lowest = fmin(lowest, low), highest = fmax(highest, high);
		}
	double step = trend_scale(lowest, highest, &plot->bottom, &plot->top);
	plot->decimals = step >= 0.999 ? 0 : step >= 0.0999 ? 1 : 2;
}

static int row_of(const struct plot *plot, int height, double value)
{
	return (int)lround((plot->top - value) / (plot->top - plot->bottom) * (height - 1));
}

static void draw_numbers(struct area area, const struct plot *plot, int height)
{
	struct arena *arena = part_arena(area);
	int zero = plot->has_zero ? row_of(plot, height, 0) : -9;
	if (zero >= 0 && zero < height)
		area_print(area, 0, zero, AXIS - 1, ALIGN_RIGHT, DIM "0");
	if (zero != 0)
		area_print(area, 0, 0, AXIS - 1, ALIGN_RIGHT, DIM "%s", format_decimal(arena, plot->top, plot->decimals));
	if (zero != height - 1 && height > 1)
		area_print(area, 0, height - 1, AXIS - 1, ALIGN_RIGHT, DIM "%s", format_decimal(arena, plot->bottom, plot->decimals));
}

/* The last value of each line at its right end; the second gives way where both would share a row. */
static void draw_ends(struct area area, const struct plot *plot, int left, int width, int height)
{
	int taken = -9;
	for (int i = 0; i < plot->lines; i++) {
		const struct line *line = &plot->line[i];
		int last = line->count - 1;
		while (last >= 0 && !isfinite(line->value[last]))
			last--;
		if (last < 0 || !line->name)
			continue;
		int row = row_of(plot, height, line->value[last]);
		if (row == taken)
			row += row + 1 < height ? 1 : -1;
		taken = row;
		area_print(area, left + width + 1, row, LABEL - 1, ALIGN_LEFT, "%s%s", part_ink(line->role), line->name);
	}
}

static void plot_draw(struct area area, struct plot *plot)
{
	bool below = area.height >= 4, axis = area.width >= 34;
	int height = area.height - below, left = axis ? AXIS : 0, width = area.width - left - (axis ? LABEL : 0);
	if (height < 1 || width < 4)
		return;
	plot_scale(plot);
	if (axis)
		draw_numbers(area, plot, height);
	for (int i = plot->lines - 1; i >= 0; i--) {
		const struct line *line = &plot->line[i];
		area_chart(area, left, 0, width, height, &(struct series){.count = line->count, .value = line->value,
			.low = line->band ? line->low : NULL, .high = line->band ? line->high : NULL, .bottom = plot->bottom, .top = plot->top,
			.mark = plot->has_zero ? &plot->zero : NULL, .role = line->role});
	}
	if (axis)
		draw_ends(area, plot, left, width, height);
	if (!below)
		return;
	int end = area_print(area, left, height, width, ALIGN_LEFT, DIM "%s", plot->below[0]), last = markup_width(plot->below[2]);
	int middle = left + (int)lround(-(double)EFFECT_SERIES_FIRST / (EFFECT_SERIES - 1) * (width - 1));
	if (plot->below[1] && middle > end && middle + markup_width(plot->below[1]) < left + width - last)
		area_print(area, middle, height, width, ALIGN_LEFT, DIM "%s", plot->below[1]);
	if (left + width - last > end)
		area_print(area, left, height, width, ALIGN_RIGHT, DIM "%s", plot->below[2]);
}

const struct effect_row *effect_row_now(const struct view *view)
{
	int64_t id = view->place->block[0].row >= 0 ? view->place->block[0].row_id : 1;
	return &view->answer->effect->rows[id >= 1 && id <= OUTCOME_COUNT ? id - 1 : 0];
}

void effect_event_chart(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct effect_row *row = effect_row_now(view);
	if (!row->event.known) {
		words_wrap(area, area.height > 3, arena_print(arena, DIM "cannot be said: %s", row->event.why ? row->event.why : ""));
		return;
	}
	double scale = effect_scale(row->unit);
	struct plot plot = {.lines = 1, .has_zero = true, .below = {"−8 weeks", "start", "+12"}};
	struct line *line = &plot.line[0];
	*line = (struct line){.count = EFFECT_SERIES, .role = ROLE_AI, .band = true, .name = effect_amount(arena, row->unit, row->event.value)};
	for (int i = 0; i < EFFECT_SERIES; i++) {
		const struct effect_estimate *at = &row->week[i];
		line->value[i] = at->known ? scale * at->value : NAN;
		line->low[i] = at->known ? scale * at->low : NAN, line->high[i] = at->known ? scale * at->high : NAN;
	}
	int words = area.height >= 7;
	plot_draw(part_rows(area, 0, area.height - words), &plot);
	if (!words)
		return;
	const char *said = row->already_changing ? "they had changed before they began: not read as AI's effect"
		: row->team_by_team ? "less the change of those not yet started|; starts went team by team"
		: "less the change of those not yet started|, same weeks";
	area_print(area, 0, area.height - 1, area.width, ALIGN_LEFT, DIM "%s", page_line(arena, said, area.width));
}

static void ramp_line(struct line *line, const struct ramp_point *points, double scale)
{
	line->count = RAMP_POINTS;
	for (int i = 0; i < RAMP_POINTS; i++) {
		line->value[i] = points[i].known ? scale * points[i].value : NAN;
		line->low[i] = points[i].known ? scale * points[i].low : NAN, line->high[i] = points[i].known ? scale * points[i].high : NAN;
	}
}

void effect_ramp_chart(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct ramp *ramp = &view->answer->effect->ramp;
	if (ramp->why) {
		words_wrap(area, area.height > 3, arena_print(arena, DIM "cannot be said: %s", ramp->why));
		return;
	}
	double scale = effect_scale(view->answer->effect->rows[ramp->outcome].unit);
	struct plot plot = {.lines = 2, .below = {"hired", NULL, "52 weeks"}};
	plot.line[0] = (struct line){.role = ROLE_AI, .band = true, .name = "with AI"};
	plot.line[1] = (struct line){.role = ROLE_TEXT, .name = "without"};
	ramp_line(&plot.line[0], ramp->with, scale), ramp_line(&plot.line[1], ramp->without, scale);
	int words = area.height >= 7;
	plot_draw(part_rows(area, 0, area.height - words), &plot);
	if (words)
		area_print(area, 0, area.height - 1, area.width, ALIGN_LEFT, DIM "%s", page_line(arena,
			arena_print(arena, "%s newcomers|; stretches of time, not people", format_count(arena, ramp->newcomers)), area.width));
}
