/* theme - role -> colour and attribute, from themes/ (compiled in; XDG data folders override) and base16 files. */
#ifndef TEAMTOP_THEME_H
#define TEAMTOP_THEME_H

#include "teamtop/base.h"
#include "teamtop/screen.h"

struct colour {
	bool set;                                       /* false: the terminal's own default (red … are what it is assumed to be) */
	unsigned char red, green, blue;
	short index256;                                 /* nearest, or the one the theme names; -1 = default */
};
struct style16 { short colour; bool bold, dim, reverse; };      /* colour 0-7, -1 = default */
struct theme {
	char name[64], title[96];
	bool light;
	bool paints_paper;                              /* base16: paper is base00 and not the terminal's own */
	struct colour colour[ROLE_COUNT];               /* foreground of ink roles; background of paper, tints and ramps */
	struct style16 basic[ROLE_COUNT];               /* 8 and 16 colours, and mono (colour -1) */
};
/* By name ("dark", "light", "contrast", "mono", a file's name in XDG data teamtop/themes, or a path to a .yaml). */
bool theme_load(const char *name, struct theme *theme, struct error *error);
const char *theme_default_name(void);                   /* after COLORFGBG: "light" or "dark" */
struct theme_entry { char name[64], title[96], place[160]; };   /* place: "built in" or the file's folder */
size_t theme_list(struct theme_entry **entries);        /* by name; the caller frees */
/* Ink (paper or strong) that reads better on a filled cell of this role: in true colours, or in those of 256. */
enum role theme_ink_on(const struct theme *theme, enum role role);
enum role theme_ink_on_256(const struct theme *theme, enum role role);
bool theme_has_colours(const struct theme *theme);      /* false: mono; then a screen is made without colours and tints */
int theme_nearest_256(unsigned char red, unsigned char green, unsigned char blue);      /* 16-255, in OKLab */

#endif
