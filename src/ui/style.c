#include "style.h"

static bool back_reverses(enum role back)
{
	return back == ROLE_ALERT || back == ROLE_SELECT || back == ROLE_CHIP;
}

/* 8 and 16 colours, and none. What is reversed is one block in the terminal's own colours: a coloured word in it would
   be a coloured hole, a dim one could not be read. */
static struct style basic_style(const struct cell *cell, const struct theme *theme, enum colour_depth depth)
{
	enum role role = cell->role == ROLE_PAPER ? ROLE_TEXT : cell->role;
	if (role >= ROLE_RAMP)
		role = (enum role)(ROLE_AI + (role - ROLE_RAMP) / 5);
	struct style16 basic = theme->basic[role];
	struct style style = {.ink16 = -1, .reverse = cell->reverse || back_reverses(cell->back)};
	bool accented = basic.bold || (depth == DEPTH_NONE && basic.colour >= 0);
	style.bold = cell->bold || (accented && role != ROLE_MARK);
	if (style.reverse)
		return style;
	style.dim = basic.dim && !style.bold;
	if (depth != DEPTH_NONE)
		style.ink16 = basic.colour, style.bold = cell->bold || basic.bold;
	return style;
}

/* Ink in paper colour on a tint: the terminal's background has no number, so it is the tint reversed. */
static void paper_ink(struct style *style, const struct theme *theme, enum role back)
{
	style->ink = theme->colour[back];
	style->back = theme->colour[ROLE_PAPER];
	style->reverse = true;
}

struct style style_of_cell(const struct cell *cell, const struct theme *theme, enum colour_depth depth)
{
	if (depth < DEPTH_256 || !theme_has_colours(theme))
		return basic_style(cell, theme, depth < DEPTH_256 ? depth : DEPTH_NONE);
	struct style style = {.ink16 = -1, .bold = cell->bold, .reverse = cell->reverse};
	enum role role = cell->role, back = cell->back;
	if (role == ROLE_PAPER && back != ROLE_PAPER)
		role = depth == DEPTH_256 ? theme_ink_on_256(theme, back) : theme_ink_on(theme, back);
	if (role == ROLE_PAPER && back != ROLE_PAPER) {
		paper_ink(&style, theme, back);
		return style;
	}
	style.ink = theme->colour[role == ROLE_PAPER ? ROLE_TEXT : role];
	style.back = theme->colour[back];
	return style;
}
