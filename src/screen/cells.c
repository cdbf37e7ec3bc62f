#include "draw.h"

#include <string.h>

struct screen *screen_new(struct arena *frame, int columns, int rows, enum glyphs glyphs, bool tints, bool colours)
{
	struct screen *screen = arena_alloc(frame, sizeof *screen);
	*screen = (struct screen){.columns = clamp(columns, 1, MOST_SIDE), .rows = clamp(rows, 1, MOST_SIDE), .glyphs = glyphs,
		.tints = tints && colours, .colours = colours, .arena = frame, .cursor_x = -1, .cursor_y = -1};
	screen->cells = ARENA_ARRAY(frame, struct cell, screen->columns * screen->rows);
	area_clear(screen_area(screen));
	return screen;
}

struct area screen_area(struct screen *screen)
{
	return (struct area){.screen = screen, .width = screen->columns, .height = screen->rows};
}

struct area area_inside(struct area area, int x, int y, int width, int height)
{
	x = clamp_place(x), y = clamp_place(y);
	width = clamp(width, 0, MOST_SIDE), height = clamp(height, 0, MOST_SIDE);
	int left = clamp(x, 0, area.width > 0 ? area.width : 0), top = clamp(y, 0, area.height > 0 ? area.height : 0);
	int right = clamp(x + width, left, area.width > left ? area.width : left);
	int bottom = clamp(y + height, top, area.height > top ? area.height : top);
	return (struct area){.screen = area.screen, .x = area.x + left, .y = area.y + top, .width = right - left,
		.height = bottom - top, .padded = area.padded && left == 0 && right == area.width};
}

struct cell *draw_cell(struct area area, int x, int y)
{
	if (x < 0 || y < 0 || x >= area.width || y >= area.height)
		return NULL;
	x += area.x, y += area.y;
	if (x < 0 || y < 0 || x >= area.screen->columns || y >= area.screen->rows)
		return NULL;
	return screen_cell(area.screen, x, y);
}

static void cell_blank(struct cell *cell)
{
	memcpy(cell->text, " ", 2);
}

/* What is left of a wide letter once one of its cells is written becomes a blank, also beyond the area's edge. */
static void part_wide_letters(struct area area, int x, int y, int width)
{
	int column = area.x + x, row = area.y + y, last = column + width;
	struct cell *first = screen_cell(area.screen, column, row);
	if (first->text[0] == '\0' && column > 0)
		cell_blank(first - 1);
	if (last < area.screen->columns && screen_cell(area.screen, last, row)->text[0] == '\0')
		cell_blank(screen_cell(area.screen, last, row));
}

static bool back_reverses(int back)
{
	return back == ROLE_ALERT || back == ROLE_SELECT || back == ROLE_CHIP;
}

static void set_back(struct screen *screen, struct cell *cell, int back)
{
	cell->back = (unsigned char)back;
	cell->reverse = !screen->tints && back_reverses(back);
}

static void cell_write(struct screen *screen, struct cell *cell, const char *text, struct ink ink)
{
	size_t length = strnlen(text, sizeof cell->text - 1);
	memcpy(cell->text, text, length);
	cell->text[length] = '\0';
	cell->role = (unsigned char)ink.role;
	cell->bold = ink.bold || ink.role == ROLE_STRONG;
	if (ink.back != KEEP_BACK)
		set_back(screen, cell, ink.back);
	else if (screen->tints)
		cell->reverse = false;
}

void draw_letter(struct area area, int x, int y, const char *letter, int width, struct ink ink)
{
	struct cell *cell = draw_cell(area, x, y), *right = width == 2 ? draw_cell(area, x + 1, y) : NULL;
	char room[20];
	if (!cell)
		return;
	if (width == 2 && !right)
		letter = " ", width = 1;
	const char *form = glyph_form(area.screen->glyphs, letter, room);
	part_wide_letters(area, x, y, width);
	cell_write(area.screen, cell, form, ink);
	if (right)
		cell_write(area.screen, right, area.screen->glyphs != GLYPHS_ASCII ? "" : form[0] == '?' ? "?" : " ", ink);
}

void draw_glyph(struct area area, int x, int y, const char *glyph, enum role role)
{
	draw_letter(area, x, y, glyph, 1, (struct ink){.role = role, .back = KEEP_BACK});
}

void draw_glyph_on(struct area area, int x, int y, const char *glyph, enum role role, enum role back)
{
	draw_letter(area, x, y, glyph, 1, (struct ink){.role = role, .back = (int)back});
}

void area_fill(struct area area, int x, int y, int width, int height, enum role back)
{
	struct area inner = area_inside(area, x, y, width, height);
	for (int row = 0; row < inner.height; row++)
		for (int column = 0; column < inner.width; column++) {
			struct cell *cell = draw_cell(inner, column, row);
			if (cell)
				set_back(area.screen, cell, (int)back);
		}
}

void area_clear(struct area area)
{
	for (int row = 0; row < area.height; row++)
		for (int column = 0; column < area.width; column++)
			draw_letter(area, column, row, " ", 1, (struct ink){.role = ROLE_TEXT, .back = ROLE_PAPER});
}

/* Behind a pop-up letters stay as they are in one tone; bars lose their tints and so would be holes: they go. */
void area_fade(struct area area)
{
	for (int row = 0; row < area.height; row++)
		for (int column = 0; column < area.width; column++) {
			struct cell *cell = draw_cell(area, column, row);
			if (!cell)
				continue;
			if (cell->back != ROLE_PAPER && !back_reverses(cell->back) && cell->text[0])
				cell_blank(cell);
			cell->role = ROLE_FRAME, cell->back = ROLE_PAPER, cell->bold = cell->reverse = false;
		}
}

void area_tint_row(struct area area, int y, enum role back)
{
	int pad = area.padded ? 1 : 0;
	if (y < 0 || y >= area.height)
		return;
	struct area row = {.screen = area.screen, .x = area.x - pad, .y = area.y + y, .width = area.width + 2 * pad, .height = 1};
	area_fill(row, 0, 0, row.width, 1, back);
}
