#include "style.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* A string that grows in an arena. */
struct text {
	struct arena *arena;
	char *bytes;
	size_t length, room;
};

static void text_add(struct text *text, const char *bytes)
{
	size_t more = strlen(bytes);
	if (text->length + more + 1 > text->room) {
		size_t room = 2 * text->room + more + 256;
		char *grown = arena_alloc(text->arena, room);
		if (text->length)
			memcpy(grown, text->bytes, text->length);
		text->bytes = grown, text->room = room;
	}
	memcpy(text->bytes + text->length, bytes, more + 1);
	text->length += more;
}

static void add_colour(struct text *text, struct colour colour, int first, enum colour_depth depth)
{
	char code[40];
	if (!colour.set)
		return;
	if (depth == DEPTH_TRUE)
		snprintf(code, sizeof code, ";%d;2;%d;%d;%d", first, colour.red, colour.green, colour.blue);
	else
		snprintf(code, sizeof code, ";%d;5;%d", first, colour.index256);
	text_add(text, code);
}

static void add_style(struct text *text, const struct style *style, enum colour_depth depth)
{
	char code[8];
	text_add(text, "\x1b[0");
	if (style->bold)
		text_add(text, ";1");
	if (style->dim)
		text_add(text, ";2");
	if (style->reverse)
		text_add(text, ";7");
	if (style->ink16 >= 0) {
		snprintf(code, sizeof code, ";%d", 30 + style->ink16);
		text_add(text, code);
	}
	add_colour(text, style->ink, 38, depth);
	add_colour(text, style->back, 48, depth);
	text_add(text, "m");
}

static bool same_colour(struct colour a, struct colour b)
{
	return a.set == b.set && (!a.set || (a.red == b.red && a.green == b.green && a.blue == b.blue && a.index256 == b.index256));
}

static bool same_style(const struct style *a, const struct style *b)
{
	return same_colour(a->ink, b->ink) && same_colour(a->back, b->back) && a->ink16 == b->ink16 && a->bold == b->bold &&
	       a->dim == b->dim && a->reverse == b->reverse;
}

static bool shows_nothing(const struct cell *cell, const struct style *style)
{
	return strcmp(cell->text, " ") == 0 && !style->back.set && !style->reverse;
}

/* Cells of a row up to the last that shows anything. */
static int row_length(const struct cell *row, int columns, const struct theme *theme, enum colour_depth depth)
{
	while (columns > 0) {
		struct style style = style_of_cell(&row[columns - 1], theme, depth);
		if (!shows_nothing(&row[columns - 1], &style))
			break;
		columns--;
	}
	return columns;
}

char *screen_to_ansi(const struct screen *screen, const struct theme *theme, enum colour_depth depth, struct arena *arena)
{
	struct text text = {.arena = arena};
	text_add(&text, "");
	for (int y = 0; y < screen->rows; y++) {
		const struct cell *row = &screen->cells[y * screen->columns];
		int length = row_length(row, screen->columns, theme, depth);
		struct style now = {.ink16 = -1};
		for (int x = 0; x < length; x++) {
			struct style style = style_of_cell(&row[x], theme, depth);
			if (row[x].text[0] && !same_style(&style, &now))
				add_style(&text, &style, depth), now = style;
			text_add(&text, row[x].text);
		}
		text_add(&text, style_plain(&now) ? "\n" : "\x1b[0m\n");
	}
	return text.bytes;
}

static const char *locale_name(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < COUNT_OF(variables); i++) {
		const char *value = getenv(variables[i]);
		if (value && *value)
			return value;
	}
	return NULL;
}

/* A locale that says UTF-8 but is not installed here is still what the user's terminal shows. */
enum glyphs glyphs_of_locale(void)
{
	const char *name = locale_name();
	if (!name || strcmp(nl_langinfo(CODESET), "UTF-8") == 0 || strcasestr(name, "utf-8") || strcasestr(name, "utf8"))
		return GLYPHS_FULL;
	return GLYPHS_ASCII;
}
