/* commands - one row a command: name, key, help, function. A key changes state and says what must follow; it can neither
   draw nor query. The help and the key line are made from this table. */
#ifndef TEAMTOP_COMMANDS_H
#define TEAMTOP_COMMANDS_H

#include "teamtop/panels.h"
#include "teamtop/state.h"

enum effect {
	EFFECT_NONE = 0,
	EFFECT_VIEW = 1,        /* draw again */
	EFFECT_DATA = 2,        /* ask again */
	EFFECT_QUIT = 4,
	EFFECT_SUSPEND = 8,
	EFFECT_REPAINT = 16,
	EFFECT_THEME = 32,      /* state->theme changed */
	EFFECT_COPY = 64,       /* state->message holds what was copied: OSC 52 */
	EFFECT_CANCEL = 128,    /* leave the running question */
	EFFECT_SEEN = 256       /* state->acknowledge names a finding that was taken note of, or no longer is */
};

struct command {
	const char *name;                               /* "period" */
	const char *keys;                               /* "t", "left h", "" where it has none */
	const char *group;                              /* "Move", "Time", "Look", "Take along" */
	const char *help;                               /* "choose the period" */
	const char *hint;                               /* word on the key line ("period"), NULL = not there */
	unsigned (*run)(struct state *state, const struct view *view, const struct layout *layout);
	bool (*works)(const struct state *state, const struct view *view);      /* NULL = everywhere */
	bool restricted_off;                            /* does not exist under --restricted */
};
extern const struct command command_list[];             /* ends with a NULL name */

/* The one door for keys: pop-ups and the filter line take them first, then the table. Returns effects. */
unsigned commands_key(struct state *state, const struct view *view, const struct layout *layout, const char *key);
unsigned commands_run(struct state *state, const struct view *view, const struct layout *layout, const char *name);
const struct command *command_find(const char *name);
/* What the command line could go on with: names that begin like the word being typed, in the frame's arena; their count. */
int commands_complete(const struct state *state, const struct view *view, struct arena *arena, const char **names, int most);

/* What works in this view: rows of the table in its order, and what the command line could go on with; in the arena. */
struct offers commands_offer(const struct view *view, struct arena *arena);

#endif
