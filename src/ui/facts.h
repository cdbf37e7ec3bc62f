/* facts - inside of ui/: what the environment says of the terminal. */
#ifndef TEAMTOP_UI_FACTS_H
#define TEAMTOP_UI_FACTS_H

#include "teamtop/ui.h"

/* TERM when it is a name that may be looked up, xterm-256color when it is not; NULL and a message when it is none or dumb. */
const char *facts_type(struct error *error);
/* Also sees to it that the C library writes UTF-8 when letters beyond ASCII will be used. */
enum glyphs facts_glyphs(const char *type, const struct terminal_options *options);
bool facts_no_colour(const struct terminal_options *options);   /* by option or NO_COLOR (no-color.org) */
/* COLORTERM says so, and the terminal is one that is like xterm or that nobody here knows. */
bool facts_true_colour(const char *type);
int64_t facts_milliseconds(void);                       /* monotonic */

#endif
