/* draw - inside of screen/: putting one letter, and which letters a screen has. */
#ifndef TEAMTOP_SCREEN_DRAW_H
#define TEAMTOP_SCREEN_DRAW_H

#include "teamtop/screen.h"

enum { KEEP_BACK = -1 };
struct ink {
	enum role role;
	int back;                                       /* enum role, or KEEP_BACK */
	bool bold;
};

/* One letter of 1 or 2 cells, written in the screen's glyph set. Nothing happens outside area and screen; a wide letter
   that does not fit is a blank; half of an overwritten wide letter becomes a blank. */
void draw_letter(struct area area, int x, int y, const char *letter, int width, struct ink ink);
void draw_glyph(struct area area, int x, int y, const char *glyph, enum role role);     /* keeps the background */
void draw_glyph_on(struct area area, int x, int y, const char *glyph, enum role role, enum role back);
struct cell *draw_cell(struct area area, int x, int y);         /* NULL outside */

/* The form of a letter in a glyph set: itself, a letter of the table, or for ASCII at worst `?`. `room`: a buffer. */
const char *glyph_form(enum glyphs glyphs, const char *letter, char room[20]);

/* Eighths and tints can be used: the recipes for rich screens; otherwise those of flat ones. */
static inline bool draw_rich(const struct screen *screen)
{
	return screen->tints && screen->glyphs == GLYPHS_FULL;
}
static inline bool role_has_ramp(enum role role)
{
	return role >= ROLE_AI && role <= ROLE_TURNOVER;
}
static inline bool role_is_step(enum role role)
{
	return role >= ROLE_RAMP && role < ROLE_COUNT;
}
static inline int role_step(enum role role)
{
	return ((int)role - ROLE_RAMP) % 5 + 1;
}
static inline enum role role_accent(enum role role)     /* of a step */
{
	return (enum role)(ROLE_AI + ((int)role - ROLE_RAMP) / 5);
}
enum { MOST_SIDE = 5000 };                              /* columns or rows; the caller clamps to what terminals have */
static inline int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}
static inline int clamp_place(int place)                /* what lies so far off is outside anyway, and sums stay small */
{
	return clamp(place, -MOST_SIDE, MOST_SIDE);
}
static inline double clamp_share(double share)          /* unknown draws nothing */
{
	return !(share > 0) ? 0 : share < 1 ? share : 1;
}

#endif
