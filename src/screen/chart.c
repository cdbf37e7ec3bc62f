#include "draw.h"

#include <math.h>
#include <string.h>

/* A curve of braille dots, 2 x 4 a cell. The dots are collected first, so that the line can win a shared cell. */
struct dots {
	int columns, rows;                              /* cells */
	struct { unsigned char bits; bool line; } *cell;
};

static void dot_set(struct dots *dots, int x, int y, bool line)
{
	static const unsigned char bit[2][4] = {{1, 2, 4, 64}, {8, 16, 32, 128}};
	if (x < 0 || y < 0 || x >= 2 * dots->columns || y >= 4 * dots->rows)
		return;
	int at = y / 4 * dots->columns + x / 2;
	if (dots->cell[at].line && !line)
		return;
	if (line && !dots->cell[at].line)
		dots->cell[at].bits = 0;
	dots->cell[at].bits |= bit[x % 2][y % 4];
	dots->cell[at].line = line;
}

/* The value of a series where dot column x of `columns` cells lies; NAN in a gap. */
static double value_at(const double *values, int count, bool steps, int columns, int x)
{
	double place = count > 1 ? (double)x / (2 * columns - 1) * (count - 1) : 0;
	int before = (int)place;
	if (before > count - 1)
		before = count - 1;
	double rest = place - before;
	if (count == 1)
		return x == 2 * columns - 1 ? values[0] : NAN;
	if (steps || rest < 1e-9 || before == count - 1)
		return values[before];
	return values[before] + (values[before + 1] - values[before]) * rest;
}

static int level(const struct series *series, double value, int span)   /* 0 = top */
{
	double at = rint((series->top - value) / (series->top - series->bottom) * span);
	return !(at > 0) ? 0 : at > span ? span : (int)at;
}

static void band_cell(struct area area, int x, int y, int top, int end, enum role tint)
{
	static const char *const lower[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇"};
	if (top > 8 * y) {
		draw_glyph_on(area, x, y, lower[8 - top % 8], tint, ROLE_PAPER);
	} else if (end < 8 * y + 8) {                   /* the lower part is paper: reversed, for paper has no colour of its own */
		draw_glyph_on(area, x, y, lower[8 - end % 8], tint, ROLE_PAPER);
		struct cell *cell = draw_cell(area, x, y);
		if (cell)
			cell->reverse = true;
	} else {
		draw_glyph_on(area, x, y, " ", ROLE_TEXT, tint);
	}
}

static void draw_band(struct area area, const struct series *series, enum role tint)
{
	for (int x = 0; x < area.width; x++) {
		double low = value_at(series->low, series->count, series->steps, area.width, 2 * x);
		double high = value_at(series->high, series->count, series->steps, area.width, 2 * x);
		if (isnan(low) || isnan(high))
			continue;
		int top = level(series, high, 8 * area.height), end = level(series, low, 8 * area.height);
		for (int y = top / 8; y < area.height && 8 * y < end; y++)
			band_cell(area, x, y, top, end, tint);
	}
}

enum { DASH = 3 };

static void dot_other(struct dots *dots, const struct series *series)
{
	for (int x = 0; series->other && x < 2 * dots->columns; x++) {
		if (x % (2 * DASH) >= DASH)             /* dashes: the edges of a band may be dots */
			continue;
		double value = value_at(series->other, series->count, series->steps, dots->columns, x);
		if (!isnan(value))
			dot_set(dots, x, level(series, value, 4 * dots->rows - 1), false);
	}
}

static void dot_edges(struct dots *dots, const struct series *series, const double *edge)
{
	for (int x = 0; x < 2 * dots->columns; x += 2) {
		double value = value_at(edge, series->count, series->steps, dots->columns, x);
		if (!isnan(value))
			dot_set(dots, x, level(series, value, 4 * dots->rows - 1), false);
	}
}

static void dot_line(struct dots *dots, const struct series *series)
{
	int span = 4 * dots->rows - 1, last = -1;
	for (int x = 0; x < 2 * dots->columns; x++) {
		double value = value_at(series->value, series->count, series->steps, dots->columns, x);
		if (isnan(value)) {
			last = -1;
			continue;
		}
		int here = level(series, value, span), from = last < 0 ? here : last;
		dot_set(dots, x, here, true);
		for (int y = from < here ? from + 1 : here; y < (from < here ? here : from); y++)
			dot_set(dots, x, y, true);
		last = here;
	}
}

/* A known value between two gaps has no line through it: one dot, where it lies. */
static void dot_alone(struct dots *dots, const struct series *series)
{
	for (int i = 0; i < series->count && series->count > 1; i++) {
		bool before = i > 0 && !isnan(series->value[i - 1]), after = i + 1 < series->count && !isnan(series->value[i + 1]);
		if (isnan(series->value[i]) || before || after)
			continue;
		int x = (int)rint((double)i * (2 * dots->columns - 1) / (series->count - 1));
		dot_set(dots, x, level(series, series->value[i], 4 * dots->rows - 1), true);
	}
}

static bool is_band_cell(const struct cell *cell, enum role tint)
{
	return cell->back == tint || (cell->role == tint && memcmp(cell->text, "\xE2\x96", 2) == 0);
}

static void draw_dots(struct area area, const struct dots *dots, enum role role, enum role tint)
{
	for (int y = 0; y < area.height; y++)
		for (int x = 0; x < area.width; x++) {
			int bits = dots->cell[y * dots->columns + x].bits;
			struct cell *cell = draw_cell(area, x, y);
			if (!bits || !cell)
				continue;
			char letter[4] = {'\xE2', (char)(0xA0 | bits >> 6), (char)(0x80 | (bits & 0x3F)), '\0'};
			struct ink ink = {.role = dots->cell[y * dots->columns + x].line ? role : ROLE_DIM,
				.back = is_band_cell(cell, tint) ? (int)tint : KEEP_BACK};
			draw_letter(area, x, y, letter, 1, ink);
		}
}

void area_chart(struct area area, int x, int y, int width, int height, const struct series *series)
{
	struct area inner = area_inside(area, x, y, width, height);
	struct dots dots = {.columns = inner.width, .rows = inner.height};
	if (inner.width < 1 || inner.height < 1 || series->count < 1 || !(series->top > series->bottom))
		return;
	dots.cell = arena_alloc(area.screen->arena, sizeof *dots.cell * (size_t)inner.width * (size_t)inner.height);
	enum role tint = role_has_ramp(series->role) ? role_ramp(series->role, 1) : ROLE_TRACK;
	bool band = series->low && series->high;
	if (band && draw_rich(area.screen))
		draw_band(inner, series, tint);
	for (int i = 0; series->mark && isfinite(*series->mark) && i < 2 * inner.width; i += 3)
		dot_set(&dots, i, level(series, *series->mark, 4 * inner.height - 1), false);
	dot_other(&dots, series);
	if (band && !draw_rich(area.screen)) {
		dot_edges(&dots, series, series->low);
		dot_edges(&dots, series, series->high);
	}
	dot_line(&dots, series);
	dot_alone(&dots, series);
	draw_dots(inner, &dots, series->role, tint);
}
