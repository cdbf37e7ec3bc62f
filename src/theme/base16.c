#include "colour.h"

#include <stdio.h>
#include <string.h>

/* A base16 scheme (github.com/tinted-theming/home, styling.md): 00 background … 07 lightest or darkest ink, 08-0F
   accents. Inks are moved towards the scheme's strongest ink until they read on whatever they stand on. */
enum { RED_ORANGE = 0x9, YELLOW = 0xA, GREEN = 0xB, CYAN = 0xC, BLUE = 0xD, PURPLE = 0xE, BROWN = 0xF };
static const double ENOUGH = 4.5;

static const struct { enum role role; unsigned char base; } ink_list[] = {
	{ROLE_TEXT, 0x5}, {ROLE_DIM, 0x4}, {ROLE_AI, PURPLE}, {ROLE_TIME, CYAN}, {ROLE_SKILLS, GREEN}, {ROLE_TURNOVER, YELLOW},
	{ROLE_BETTER, BLUE}, {ROLE_WORSE, RED_ORANGE}, {ROLE_MARK, 0x6}, {ROLE_STALE, BROWN}
};
static const enum role tinted_ink_list[] = {ROLE_TEXT, ROLE_STRONG, ROLE_DIM, ROLE_BETTER, ROLE_WORSE};

static bool reads(struct colour ink, struct colour under)
{
	return rgb_contrast(rgb_of(ink), rgb_of(under)) >= ENOUGH &&
	       rgb_contrast(rgb_of_index(ink.index256), rgb_of_index(under.index256)) >= ENOUGH;
}

static struct colour strongest(const struct colour palette[16])
{
	struct colour best = palette[5];
	for (int i = 6; i <= 7; i++)
		if (rgb_contrast(rgb_of(palette[i]), rgb_of(palette[0])) > rgb_contrast(rgb_of(best), rgb_of(palette[0])))
			best = palette[i];
	return best;
}

static bool reads_everywhere(const struct theme *theme, enum role role, struct colour ink)
{
	if (!reads(ink, theme->colour[ROLE_PAPER]))
		return false;
	if (role == ROLE_STRONG && !reads(ink, theme->colour[ROLE_CHIP]))
		return false;
	for (size_t i = 0; i < COUNT_OF(tinted_ink_list); i++)
		if (tinted_ink_list[i] == role)
			return reads(ink, theme->colour[ROLE_ALERT]) && reads(ink, theme->colour[ROLE_SELECT]);
	return true;
}

/* The wanted ink, or the nearest one to it on the way to `strong` and from there to black or white that reads. */
static void set_ink(struct theme *theme, enum role role, struct colour wanted, struct colour strong)
{
	struct rgb end = theme->light ? (struct rgb){0, 0, 0} : (struct rgb){255, 255, 255};
	for (int i = 0; i <= 40; i++) {
		struct rgb ink = i <= 20 ? rgb_mix(rgb_of(wanted), rgb_of(strong), i / 20.0) : rgb_mix(rgb_of(strong), end, (i - 20) / 20.0);
		theme->colour[role] = colour_of_rgb(ink);
		if (reads_everywhere(theme, role, theme->colour[role]))
			return;
	}
}

/* A background between paper and `towards`; the less of it the less ink must move. */
static void set_tint(struct theme *theme, enum role role, struct colour towards, double part)
{
	theme->colour[role] = colour_of_rgb(rgb_mix(rgb_of(theme->colour[ROLE_PAPER]), rgb_of(towards), part));
}

void theme_from_base16(const struct base16 *scheme, const struct colour palette[16], struct theme *theme)
{
	struct colour strong = strongest(palette);
	theme->light = rgb_contrast(rgb_of(palette[0]), (struct rgb){0, 0, 0}) > rgb_contrast(rgb_of(palette[0]), (struct rgb){255, 255, 255});
	theme->paints_paper = true;
	theme->colour[ROLE_PAPER] = palette[0];
	snprintf(theme->title, sizeof theme->title, "%s", scheme->name ? scheme->name : scheme->scheme ? scheme->scheme : "base16 scheme");
	set_tint(theme, ROLE_ALERT, palette[RED_ORANGE], 0.15);
	set_tint(theme, ROLE_SELECT, palette[BLUE], 0.18);
	set_tint(theme, ROLE_CHIP, strong, 0.22);
	set_tint(theme, ROLE_FRAME, strong, 0.30);
	set_tint(theme, ROLE_TRACK, strong, 0.14);
	set_ink(theme, ROLE_STRONG, strong, strong);
	for (size_t i = 0; i < COUNT_OF(ink_list); i++)
		set_ink(theme, ink_list[i].role, palette[ink_list[i].base], theme->colour[ROLE_STRONG]);
	for (enum role accent = ROLE_AI; accent <= ROLE_TURNOVER; accent++)
		theme_mix_ramp(theme, accent);
}
