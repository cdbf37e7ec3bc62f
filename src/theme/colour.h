/* colour - inside of theme/: mixing, contrast and the nearest of 256 colours. */
#ifndef TEAMTOP_THEME_COLOUR_H
#define TEAMTOP_THEME_COLOUR_H

#include "teamtop/theme.h"

struct rgb { double red, green, blue; };                /* sRGB, 0..255 */

static inline struct rgb rgb_of(struct colour colour)
{
	return (struct rgb){colour.red, colour.green, colour.blue};
}
struct rgb rgb_of_index(int index);                     /* 16-255: cube and greys, which themes of terminals do not change */
struct rgb rgb_mix(struct rgb from, struct rgb to, double part);
double rgb_contrast(struct rgb a, struct rgb b);        /* WCAG 2: 1..21 */
/* With its nearest index. */
struct colour colour_of_rgb(struct rgb rgb);
/* "#rrggbb" or "rrggbb"; false when it is neither. */
bool colour_parse(const char *text, struct colour *colour);
/* Fills the steps of a ramp by mixing the accent into the paper, moved so that paper or strong reads on each. */
void theme_mix_ramp(struct theme *theme, enum role accent);

/* The files: text of a theme or of a base16 scheme into a theme; `place` for messages. */
bool theme_read(const char *text, const char *place, struct theme *theme, struct error *error);
struct base16 {
	char *name, *scheme, *variant, *base[16];
};
void theme_from_base16(const struct base16 *scheme, const struct colour palette[16], struct theme *theme);

#endif
