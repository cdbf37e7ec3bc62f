/* style - inside of ui/: what a cell looks like with so many colours; the same for the terminal and for ANSI text. */
#ifndef TEAMTOP_UI_STYLE_H
#define TEAMTOP_UI_STYLE_H

#include "teamtop/ui.h"

struct style {
	struct colour ink, back;                        /* DEPTH_256 and more; not set = the terminal's default */
	short ink16;                                    /* DEPTH_16: 0-7, -1 = default */
	bool bold, dim, reverse;
};
struct style style_of_cell(const struct cell *cell, const struct theme *theme, enum colour_depth depth);
static inline bool style_plain(const struct style *style)
{
	return !style->ink.set && !style->back.set && style->ink16 < 0 && !style->bold && !style->dim && !style->reverse;
}

#endif
