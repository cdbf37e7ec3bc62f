#include "draw.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static const signed char role_of_byte[0x20] = {         /* markup of screen.h; 0 = not markup, stored + 1 */
	[0x01] = ROLE_TEXT + 1, [0x02] = ROLE_STRONG + 1, [0x03] = ROLE_DIM + 1, [0x04] = ROLE_FRAME + 1,
	[0x05] = ROLE_TRACK + 1, [0x06] = ROLE_AI + 1, [0x07] = ROLE_TIME + 1, [0x0E] = ROLE_SKILLS + 1,
	[0x0F] = ROLE_TURNOVER + 1, [0x10] = ROLE_BETTER + 1, [0x11] = ROLE_WORSE + 1, [0x12] = ROLE_MARK + 1,
	[0x13] = ROLE_STALE + 1, [0x14] = ROLE_CHIP + 1
};
enum { BOLD_BYTE = 0x15 };

/* Where the reading of a line of markup is. */
struct pen {
	enum role role;
	bool bold, chip, chip_begins;
};

static void pen_obey(struct pen *pen, unsigned char byte)
{
	if (byte == BOLD_BYTE)
		pen->bold = !pen->bold;
	if (!role_of_byte[byte])
		return;
	pen->role = (enum role)(role_of_byte[byte] - 1);
	pen->chip = pen->chip_begins = pen->role == ROLE_CHIP;
}

/* A chip's blanks at both ends are its brackets where there is no tint to tell it. */
static const char *chip_letter(const struct pen *pen, const char *letter, const char *after)
{
	if (strcmp(letter, " ") != 0)
		return letter;
	return pen->chip_begins ? "[" : (unsigned char)*after < 0x20 ? "]" : letter;
}

static void pen_write(struct area area, int x, int y, struct pen *pen, const char *letter, int width, const char *after)
{
	struct ink ink = {.role = pen->role, .back = KEEP_BACK, .bold = pen->bold};
	if (pen->chip) {
		ink = (struct ink){.role = ROLE_STRONG, .back = ROLE_CHIP, .bold = true};
		if (!area.screen->tints)
			letter = chip_letter(pen, letter, after);
		pen->chip_begins = false;
	}
	draw_letter(area, x, y, letter, width, ink);
}

/* The letter as it may stand in a cell: bytes that are not UTF-8 become U+FFFD, too many marks are left out. */
static const char *letter_copy(const char *text, size_t length, char room[20])
{
	unsigned char first = (unsigned char)text[0];
	if (first >= 0x80 && length == 1)
		return REPLACEMENT;
	if (length > 19)
		for (length = 19; ((unsigned char)text[length] & 0xC0) == 0x80; )
			length--;
	memcpy(room, text, length);
	room[length] = '\0';
	return room;
}

/* Writes the first `bytes` of the markup at x; returns the column after it and leaves the pen as it then is. */
static int write_line(struct area area, int x, int y, const char *markup, size_t bytes, struct pen *pen)
{
	char room[20];
	int width;
	for (size_t i = 0, taken; i < bytes && (taken = text_next(markup + i, &width)) > 0; i += taken) {
		const char *at = markup + i;
		if ((unsigned char)*at < 0x20)
			pen_obey(pen, (unsigned char)*at);
		else if (width > 0) {
			pen_write(area, x, y, pen, letter_copy(at, taken, room), width, at + taken);
			x += width;
		}
	}
	return x;
}

int markup_width(const char *markup)
{
	return text_width(markup);
}

int area_text(struct area area, int x, int y, int width, enum align align, const char *markup)
{
	x = clamp_place(x), width = clamp_place(width);
	if (x < 0)
		width = width > -x ? width + x : 0, x = 0;
	if (x < area.width && width > area.width - x)
		width = area.width - x;
	if (width <= 0 || x >= area.width || y < 0 || y >= area.height)
		return x;
	int shown = markup_width(markup);
	size_t bytes = strlen(markup);
	bool cut = shown > width;
	if (cut) {
		bytes = text_fit(markup, width - 1, &shown);
		shown++;
	}
	struct pen pen = {.role = ROLE_TEXT};
	x += align == ALIGN_RIGHT ? width - shown : align == ALIGN_CENTRE ? (width - shown) / 2 : 0;
	x = write_line(area, x, y, markup, bytes, &pen);
	if (cut)
		pen_write(area, x++, y, &pen, "…", 1, "");
	return x;
}

int area_print(struct area area, int x, int y, int width, enum align align, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int length = vsnprintf(NULL, 0, format, list);
	va_end(list);
	char *markup = arena_alloc(area.screen->arena, length > 0 ? (size_t)length + 1 : 1);
	if (length > 0)
		vsnprintf(markup, (size_t)length + 1, format, again);
	va_end(again);
	return area_text(area, x, y, width, align, markup);
}

/* Parts of a stacked bar, told apart by tint on a screen, become shades in bare text (look.md). */
static const char *bare_letter(const struct cell *cell)
{
	static const char *const left_blocks[] = {"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
	static const char *const shades[] = {"░", "░", "▒", "▓", "█"};
	if (cell->back == ROLE_PAPER || cell->text[0] != '\xE2')
		return cell->text;
	for (size_t i = 0; i < COUNT_OF(left_blocks); i++)
		if (strcmp(cell->text, left_blocks[i]) == 0) {
			enum role role = i >= 3 ? cell->role : cell->back;
			return role_is_step(role) ? shades[role_step(role) - 1] : role == ROLE_TRACK ? "·" : "▒";
		}
	return cell->text;
}

char *screen_to_text(const struct screen *screen, struct arena *arena)
{
	size_t cells = (size_t)screen->columns * (size_t)screen->rows;
	char *text = arena_alloc(arena, cells * 19 + (size_t)screen->rows + 1), *end = text;
	for (int y = 0; y < screen->rows; y++) {
		char *kept = end;
		for (int x = 0; x < screen->columns; x++) {
			const char *letter = bare_letter(&screen->cells[y * screen->columns + x]);
			size_t length = strlen(letter);
			memcpy(end, letter, length);
			end += length;
			if (length && strcmp(letter, " ") != 0)
				kept = end;
		}
		end = kept;
		*end++ = '\n';
	}
	*end = '\0';
	return text;
}
