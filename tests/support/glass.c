#include "glass.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <vterm.h>

#include "../../src/ui/style.h"

struct glass {
	VTerm *terminal;
	VTermScreen *screen;
};

struct glass *glass_new(int columns, int rows)
{
	struct glass *glass = memory_new(sizeof *glass);
	glass->terminal = vterm_new(rows, columns);
	vterm_set_utf8(glass->terminal, 1);
	glass->screen = vterm_obtain_screen(glass->terminal);
	vterm_screen_enable_altscreen(glass->screen, 1);
	vterm_screen_reset(glass->screen, 1);
	return glass;
}

void glass_free(struct glass *glass)
{
	vterm_free(glass->terminal);
	free(glass);
}

void glass_feed(struct glass *glass, const char *bytes, size_t length)
{
	vterm_input_write(glass->terminal, bytes, length);
}

void glass_resize(struct glass *glass, int columns, int rows)
{
	vterm_set_size(glass->terminal, rows, columns);
}

static VTermScreenCell cell_at(struct glass *glass, int x, int y)
{
	VTermScreenCell cell;
	vterm_screen_get_cell(glass->screen, (VTermPos){.row = y, .col = x}, &cell);
	return cell;
}

static void letters_of(const VTermScreenCell *cell, char out[32])
{
	size_t used = 0;
	out[0] = '\0';
	if (cell->chars[0] == (uint32_t)-1)
		return;
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] && used < 27; i++)
		used += (size_t)utf8proc_encode_char((utf8proc_int32_t)cell->chars[i], (utf8proc_uint8_t *)out + used);
	out[used] = '\0';
	if (!used)
		strcpy(out, " ");
}

static bool same_colour(const VTermColor *have, bool is_default, const struct colour *colour, short basic, enum colour_depth depth)
{
	int wanted = depth >= DEPTH_256 ? (colour->set ? colour->index256 : -1) : basic;
	if (wanted < 0)
		return is_default;
	if (depth == DEPTH_TRUE)
		return VTERM_COLOR_IS_RGB(have) && abs(have->rgb.red - colour->red) < 2 && abs(have->rgb.green - colour->green) < 2 &&
		       abs(have->rgb.blue - colour->blue) < 2;  /* curses has no exact black, which is the palette's 0 */
	return !is_default && VTERM_COLOR_IS_INDEXED(have) && have->indexed.idx == wanted;
}

static const char *difference(const VTermScreenCell *have, const struct cell *cell, const struct style *style, enum colour_depth depth)
{
	char letters[32];
	letters_of(have, letters);
	if (strcmp(letters, cell->text) != 0)
		return "letter";
	if (!cell->text[0])
		return NULL;
	if ((bool)have->attrs.reverse != style->reverse)
		return "reverse";
	bool blank = strcmp(cell->text, " ") == 0;
	if (!same_colour(&have->bg, VTERM_COLOR_IS_DEFAULT_BG(&have->bg), &style->back, -1, depth))
		return "background";
	if (blank && !style->reverse)
		return NULL;                            /* nobody sees the ink of a blank */
	if ((bool)have->attrs.bold != style->bold)
		return "bold";
	return same_colour(&have->fg, VTERM_COLOR_IS_DEFAULT_FG(&have->fg), &style->ink, style->ink16, depth) ? NULL : "ink";
}

bool glass_equals(struct glass *glass, const struct screen *screen, const struct theme *theme, enum colour_depth depth, char why[200])
{
	for (int y = 0; y < screen->rows; y++)
		for (int x = 0; x < screen->columns; x++) {
			const struct cell *cell = &screen->cells[y * screen->columns + x];
			struct style style = style_of_cell(cell, theme, depth);
			VTermScreenCell have = cell_at(glass, x, y);
			const char *what = difference(&have, cell, &style, depth);
			char letters[32];
			letters_of(&have, letters);
			if (what) {
				snprintf(why, 200, "%s at %d,%d: wanted '%s' role %d on %d, the terminal shows '%s'", what, x, y, cell->text,
					cell->role, cell->back, letters);
				return false;
			}
		}
	return true;
}

int glass_width(const char *utf8)
{
	struct glass *glass = glass_new(1000, 2);
	VTermPos position;
	glass_feed(glass, utf8, strlen(utf8));
	vterm_state_get_cursorpos(vterm_obtain_state(glass->terminal), &position);
	glass_free(glass);
	return position.col;
}

char *glass_row(struct glass *glass, int row)
{
	int columns, rows;
	vterm_get_size(glass->terminal, &rows, &columns);
	char *line = memory_new((size_t)columns * 28 + 1), *end = line, *kept = line;
	for (int x = 0; x < columns; x++) {
		VTermScreenCell cell = cell_at(glass, x, row);
		char letters[32];
		letters_of(&cell, letters);
		end = stpcpy(end, letters);
		if (letters[0] && strcmp(letters, " ") != 0)
			kept = end;
	}
	*kept = '\0';
	return line;
}
