#include "draw.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* look.md, Glyphs. The console's fonts have frames, full and shaded blocks and a few shapes; ASCII has none. */
struct glyph { int32_t point; const char *console, *ascii; };
static const struct glyph glyph_list[] = {              /* by code point; console NULL = as it is */
	{0x00A0, " ", " "}, {0x00B1, NULL, "+"}, {0x00B7, NULL, "."}, {0x00D7, NULL, "x"}, {0x00F7, NULL, "/"},
	{0x2010, "-", "-"}, {0x2011, "-", "-"}, {0x2012, "-", "-"}, {0x2013, "-", "-"}, {0x2014, "-", "-"},
	{0x2018, "'", "'"}, {0x2019, "'", "'"}, {0x201C, "\"", "\""}, {0x201D, "\"", "\""}, {0x2022, NULL, "*"},
	{0x2026, "~", "~"}, {0x2039, "<", "<"}, {0x203A, ">", ">"},
	{0x2190, NULL, "<"}, {0x2191, NULL, "^"}, {0x2192, NULL, ">"}, {0x2193, NULL, "v"}, {0x21B5, "<", "<"},
	{0x2212, "-", "-"}, {0x2248, NULL, "~"}, {0x2264, NULL, "<"}, {0x2265, NULL, ">"},
	{0x2500, NULL, "-"}, {0x2501, NULL, "#"}, {0x2502, NULL, "|"}, {0x2504, ".", "."}, {0x2506, ":", ":"},
	{0x250C, NULL, "+"}, {0x2510, NULL, "+"}, {0x2514, NULL, "+"}, {0x2518, NULL, "+"}, {0x251C, NULL, "+"},
	{0x2524, NULL, "+"}, {0x252C, NULL, "+"}, {0x2534, NULL, "+"}, {0x253C, NULL, "+"},
	{0x256D, "\u250C", "+"}, {0x256E, "\u2510", "+"}, {0x256F, "\u2518", "+"}, {0x2570, "\u2514", "+"},
	{0x2578, NULL, "="}, {0x257A, "-", "-"},
	{0x2580, "\"", "\""}, {0x2581, "_", "_"}, {0x2582, "_", "_"}, {0x2583, "_", "_"}, {0x2584, "_", "_"},
	{0x2585, "\u2588", "#"}, {0x2586, "\u2588", "#"}, {0x2587, "\u2588", "#"}, {0x2588, NULL, "#"},
	{0x2589, "\u2588", "#"}, {0x258A, "\u2588", "="}, {0x258B, "\u2592", "="}, {0x258C, "\u2592", "-"},
	{0x258D, "\u2591", "-"}, {0x258E, "\u2591", ":"}, {0x258F, "\u2591", ":"}, {0x2591, NULL, "+"}, {0x2592, NULL, "-"},
	{0x2593, NULL, "="}, {0x25A0, NULL, "#"}, {0x25A1, ".", "."}, {0x25B2, NULL, "^"}, {0x25B4, "\u25B2", "^"},
	{0x25B8, ">", ">"}, {0x25BC, NULL, "v"}, {0x25BE, "\u25BC", "v"}, {0x25C6, "*", "*"}, {0x25CB, "o", "o"},
	{0x25CF, NULL, "*"}, {0x2713, "+", "+"}, {0x2717, "x", "x"}
};

static int compare_points(const void *key, const void *entry)
{
	int32_t point = *(const int32_t *)key, other = ((const struct glyph *)entry)->point;
	return (point > other) - (point < other);
}

static const char *braille_form(int32_t point)          /* the highest row with a dot decides */
{
	int dots = point - 0x2800;
	return dots & 0x09 ? "'" : dots & 0x36 ? "-" : dots ? "_" : " ";
}

/* A letter's base in ASCII ("é" is e), otherwise `?`. */
static const char *ascii_base(int32_t point, char room[20])
{
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t count = utf8proc_decompose_char(point, parts, 8, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, NULL);
	if (count < 1 || count > 8 || parts[0] < 0x20 || parts[0] > 0x7E)
		return "?";
	room[0] = (char)parts[0], room[1] = '\0';
	return room;
}

static const char *console_form(const char *letter, char room[20])
{
	utf8proc_uint8_t *joined = NULL;                /* the console gives a mark a cell of its own: join it or drop it */
	utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)letter, 0, &joined, UTF8PROC_NULLTERM | UTF8PROC_COMPOSE);
	if (length > 0) {
		utf8proc_int32_t point;
		utf8proc_ssize_t first = utf8proc_iterate(joined, length, &point);
		memcpy(room, joined, (size_t)first);
		room[first] = '\0';
	}
	free(joined);
	return length > 0 ? room : "?";
}

const char *glyph_form(enum glyphs glyphs, const char *letter, char room[20])
{
	if (glyphs == GLYPHS_FULL)
		return letter;
	utf8proc_int32_t point;
	utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)letter, -1, &point);
	if (length <= 0)
		return "?";
	if (point >= 0x2800 && point <= 0x28FF)
		return braille_form(point);
	const struct glyph *known = bsearch(&point, glyph_list, COUNT_OF(glyph_list), sizeof *glyph_list, compare_points);
	if (glyphs == GLYPHS_ASCII)
		return known ? known->ascii : ascii_base(point, room);
	if (known && known->console)
		return known->console;
	return letter[length] ? console_form(letter, room) : letter;
}
