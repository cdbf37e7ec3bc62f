/* panels - what each page shows: built from state and answers into a screen, JSON and CSV. One file a panel; a panel is
   one constant and one word in the list of panels. Builds nothing but data: it can neither query nor draw on a terminal. */
#ifndef TEAMTOP_PANELS_H
#define TEAMTOP_PANELS_H

#include "teamtop/metrics.h"
#include "teamtop/screen.h"
#include "teamtop/state.h"

struct json_t;

/* What happened to the last question, for the header. ASKING is said beside the clock; from SLOW on figures look old. */
enum feed { FEED_LIVE, FEED_ASKING, FEED_SLOW, FEED_WAITING, FEED_BUSY, FEED_DAMAGED, FEED_CHANGED, FEED_ONCE };
/* What keys do here and now, made by commands_offer: the key line, the help and the command line show it. */
struct key_row { const char *keys, *group, *help, *hint; };     /* a command that works; hint NULL: not on the key line */
struct offers {
	const struct key_row *keys;
	int key_count;
	const char *const *could;                       /* what the command line could go on with */
	int could_count;
};
struct view {                                           /* all a panel may read */
	const struct state *state;
	const struct answer *answer;                    /* after the policy; NULL before the first one */
	const struct attention *attention;              /* of the whole organisation; NULL until it is known */
	const struct seen *seen;                        /* what this viewer knows of it; NULL where nothing is kept */
	const struct place *place;
	int64_t now, today;
	int64_t local_now;                              /* seconds of the local wall clock since 1970 */
	enum feed feed;
	const char *feed_words;                         /* "database busy since 09:41", "waiting for team.db" */
	const char *database;                           /* file name, cleaned */
	bool restricted;
	struct offers offers;                           /* none: no key line */
};

/* What a built page tells the commands: its blocks, how many rows each has and where Enter goes from each. */
struct block {
	const char *name;                               /* "by team" */
	const struct grid *grid;                        /* NULL: only a figure */
	int shown;                                      /* rows that fit */
	struct target target;                           /* Enter without a row; `e` */
};
struct layout {
	struct block blocks[MOST_BLOCKS];
	int block_count;
	int popup_below;                                /* lines of the open pop-up that do not fit into its box */
};

struct panel {
	enum page_id page;
	const char *name;                               /* "time": command line, command, JSON */
	const char *title;                              /* "Customer time" */
	const char *help;                               /* one line: what it holds */
	const char *key;                                /* opens it from anywhere where no command has that key; NULL */
	enum role accent;
	int figure;                                     /* the one it is about: enum figure_id, -1 = none; on tile, wall, list */
	unsigned needs;                                 /* enum need bits */
	bool on_wall;
	/* Builds the page between header and key line. */
	void (*build)(struct area area, const struct view *view, struct layout *layout);
	/* One page of the wall; the whole screen. NULL where on_wall is false. */
	void (*wall)(struct area area, const struct view *view);
	/* The overview's tile of this panel, in a frame's inside; NULL where it has none. */
	void (*tile)(struct area area, const struct view *view, struct layout *layout);
	/* Tables for JSON ("rows" first, then "tables" by name) and CSV (the first one). Count of grids. */
	int (*tables)(const struct view *view, struct arena *arena, const struct grid **grids, int most);
};
#define PANEL_DECLARED(ID, name) extern const struct panel panel_##name;
PAGES(PANEL_DECLARED)
extern const struct panel *const panel_list[];          /* NULL-terminated, from PAGES (state.h) */
const struct panel *panel_of_page(enum page_id page);

/* The whole screen of the state's place: header, attention line's room, page, key line, pop-up. */
void panels_build(struct screen *screen, const struct view *view, struct layout *layout);
unsigned panels_needs(const struct state *state);       /* what the visible page must ask for */
struct json_t *panels_json(const struct view *view);    /* the contract of product.md; the caller decrefs */
char *panels_csv(const struct view *view, struct arena *arena);

#endif
