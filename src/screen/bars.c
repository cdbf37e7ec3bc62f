#include "draw.h"

#include <math.h>
#include <string.h>

static const char *const left_eighths[] = {" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
static const char *const lower_eighths[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

static int mark_column(double mark, int width)
{
	int at = (int)(clamp_share(mark) * width);
	return at < width ? at : width - 1;
}

/* A heavy line on a thin track by half cells: full blocks in neighbouring rows would melt together. */
void area_bar(struct area area, int x, int y, int width, double share, enum role role, const double *mark)
{
	struct area inner = area_inside(area, x, y, width, 1);
	int halves = (int)rint(clamp_share(share) * inner.width * 2);
	for (int i = 0; i < inner.width; i++) {
		int here = halves - 2 * i;
		draw_glyph(inner, i, 0, here >= 2 ? "━" : here == 1 ? "╸" : "─", here >= 1 ? role : ROLE_TRACK);
	}
	if (mark && isfinite(*mark) && inner.width > 0)
		draw_glyph(inner, mark_column(*mark, inner.width), 0, "┆", ROLE_MARK);
}

/* ---- the stacked ledger ---- */
static double part_value(const struct part *part)
{
	return part->value > 0 && isfinite(part->value) ? part->value : 0;
}

static const char *flat_letter(const struct screen *screen, enum role role)
{
	static const char *const shades[] = {"░", "░", "▒", "▓", "█"};
	static const char *const letters[] = {"+", "+", "-", "=", "#"};
	if (role == ROLE_TRACK)
		return "·";
	int step = role_is_step(role) ? role_step(role) : 3;
	return screen->glyphs == GLYPHS_ASCII ? letters[step - 1] : shades[step - 1];
}

/* One column of the ledger: `part` reaches `eighth` of 8 into it, `after` fills the rest. */
static void stack_cell(struct area area, int x, int y, enum role part, enum role after, int eighth)
{
	if (eighth <= 0)
		part = after, eighth = 8;
	if (eighth >= 8)
		after = part, eighth = 8;
	if (draw_rich(area.screen)) {
		draw_glyph_on(area, x, y, left_eighths[eighth], part, after);
		return;
	}
	enum role role = eighth >= 4 ? part : after;
	draw_glyph(area, x, y, flat_letter(area.screen, role), role_is_step(role) ? role_accent(role) : role);
}

static void stack_mark(struct area area, int x, int y)
{
	const struct cell *cell = draw_cell(area, x, y);
	if (!draw_rich(area.screen) || !cell)
		draw_glyph(area, x, y, "┆", ROLE_MARK);
	else    /* in the ink of the part under it */
		draw_glyph_on(area, x, y, "┆", ROLE_PAPER, strcmp(cell->text, "█") == 0 ? cell->role : cell->back);
}

void area_stack(struct area area, int x, int y, int width, int rows, const struct part *parts, int count, const double *mark)
{
	struct area inner = area_inside(area, x, y, width, rows);
	double total = 0, end = 0;
	for (int i = 0; i < count; i++)
		total += part_value(&parts[i]);
	if (total <= 0) {
		for (int row = 0; row < inner.height; row++)
			area_bar(inner, 0, row, inner.width, 0, ROLE_TRACK, mark);
		return;
	}
	for (int i = 0, part = -1; i < inner.width; i++) {
		while (part < count - 1 && end <= i + 1e-9)
			end += part_value(&parts[++part]) / total * inner.width;
		int next = part + 1;
		while (next < count && part_value(&parts[next]) <= 0)
			next++;
		enum role after = parts[next < count ? next : part].role;
		for (int row = 0; row < inner.height; row++)
			stack_cell(inner, i, row, parts[part].role, after, (int)rint((end - i) * 8));
	}
	for (int row = 0; mark && isfinite(*mark) && inner.width > 0 && row < inner.height; row++)
		stack_mark(inner, mark_column(*mark, inner.width), row);
}

/* ---- a dot and its interval ---- */
static int scale_column(double value, double top, int width)
{
	double at = rint(value / top * (width - 1));
	return !(at > 0) ? 0 : at > width - 1 ? width - 1 : (int)at;
}

void area_interval(struct area area, int x, int y, int width, double low, double value, double high, double top,
	enum role role, const double *mark)
{
	struct area inner = area_inside(area, x, y, width, 1);
	int columns = inner.width;
	if (columns <= 0 || !(top > 0))
		return;
	if (isfinite(low) && high >= low) {
		int from = scale_column(low, top, columns), to = scale_column(high, top, columns);
		for (int i = from; i <= to; i++)
			draw_glyph(inner, i, 0, "─", ROLE_DIM);
		draw_glyph(inner, from, 0, "├", ROLE_DIM);
		draw_glyph(inner, to, 0, high <= top ? "┤" : "▸", ROLE_DIM);
	}
	for (int i = 0; isnan(value) && i < columns; i++)
		draw_glyph(inner, i, 0, "─", ROLE_TRACK);
	if (mark && isfinite(*mark))
		draw_glyph(inner, scale_column(*mark, top, columns), 0, "┆", ROLE_MARK);
	if (!isnan(value))
		draw_glyph(inner, scale_column(value, top, columns), 0, "●", role);
}

/* ---- upright bars and heat cells ---- */
void area_column(struct area area, int x, int y, int width, int height, double share, enum role role)
{
	struct area inner = area_inside(area, x, y, width, height);
	int eighths = (int)rint(clamp_share(share) * 8 * inner.height);
	for (int row = 0; row < inner.height; row++) {
		int here = eighths - 8 * (inner.height - 1 - row);
		here = clamp(here, 0, 8);
		for (int i = 0; i < inner.width && here; i++)
			draw_glyph(inner, i, row, lower_eighths[here], role);
	}
}

void area_heat(struct area area, int x, int y, int width, int step, enum role accent, const char *number)
{
	struct area inner = area_inside(area, x, y, width, 1);
	step = clamp(step, 0, 5);
	if (step == 0) {
		area_text(inner, 0, 0, width, ALIGN_CENTRE, DIM "·");
		return;
	}
	if (!area.screen->tints || !role_has_ramp(accent)) {
		area_print(inner, 0, 0, width, ALIGN_CENTRE, "%s%s", step < 2 ? DIM : step > 3 ? STRONG : TEXT, number);
		return;
	}
	area_fill(inner, 0, 0, width, 1, role_ramp(accent, step));
	int from = (inner.width - markup_width(number)) / 2, end = area_text(inner, 0, 0, width, ALIGN_CENTRE, number);
	for (int i = from < 0 ? 0 : from; i < end; i++) {
		struct cell *cell = draw_cell(inner, i, 0);
		if (cell)
			cell->role = ROLE_PAPER;
	}
}
