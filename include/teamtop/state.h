/* state - all that a key can change, as a plain value: the stack of places one has gone down through, the period, and
   what is open on top. Knows no data and no terminal. */
#ifndef TEAMTOP_STATE_H
#define TEAMTOP_STATE_H

#include "teamtop/metrics.h"
#include "teamtop/question.h"

/* The panels, in the order of the numbers on the overview and of the wall's pages: one word adds a panel, from it come its
   id (PAGE_BUSY), its name on the command line (busy) and its place in the list of panels (panel_busy). */
#define PAGES(PAGE) \
	PAGE(OVERVIEW, overview) PAGE(AI, ai) PAGE(TIME, time) PAGE(SKILLS, skills) PAGE(TURNOVER, turnover) \
	PAGE(VOICE, voice) PAGE(TEAM, team) PAGE(PERSON, person) PAGE(RECORDS, records) PAGE(HEALTH, health) PAGE(EFFECT, effect) \
	PAGE(BACKTEST, backtest) PAGE(ATTENTION, attention) PAGE(WHAT_IF, what_if)
#define PAGE_ID(ID, name) PAGE_##ID,
enum page_id { PAGES(PAGE_ID) PAGE_COUNT };
enum popup { POPUP_NONE, POPUP_HELP, POPUP_EXPLAIN, POPUP_PERIOD, POPUP_SORT, POPUP_THEME, POPUP_QUIT, POPUP_GROUP };
enum grouping { GROUPED_NONE, GROUPED_AI, GROUPED_TEAM };       /* chosen with `g`: what the curves of a page show */
enum { MOST_PLACES = 24, MOST_BLOCKS = 8, FILTER_SIZE = 256 };

/* A place: a page about a team, a person or some rows, and how one left it. Esc restores it exactly. */
struct place {
	enum page_id page;
	int64_t team_id, person_id;                     /* 0 = all teams; 0 = nobody */
	struct record_filter filter;                    /* PAGE_RECORDS; its title points to the one below, other texts to constants */
	char title[96];
	int focus;                                      /* block (overview: panel) */
	enum grouping grouping;
	struct {
		int row;                                /* -1 = none */
		int64_t row_id;                         /* id of that row, so that live data do not move the cursor */
		int first;                              /* first row shown */
		int sort;                               /* column; -1 = as given */
		bool descending;
	} block[MOST_BLOCKS];
	char text_filter[FILTER_SIZE];                  /* records */
	int scroll;                                     /* page scroll where it is taller than the screen */
};

struct state {
	struct place places[MOST_PLACES];               /* [depth] is where one is */
	int depth;
	struct period period;
	int steps;
	enum as_of_kind as_of_kind;
	int64_t as_of_date;
	enum popup popup;
	int popup_row, popup_scroll;
	int explain;                                    /* POPUP_EXPLAIN: enum figure_id */
	int64_t explain_team;                           /* of which row's team; -1 = the scope's own figure */
	bool typing;                                    /* the filter line takes keys */
	bool commanding;                                /* the command line takes keys */
	char command[FILTER_SIZE];
	char prefix;                                    /* 'g' pressed, waiting for the second key; 0 */
	bool paused, wall;
	bool wall_only;                                 /* started with --wall: there is no way back to names */
	int wall_page;                                  /* which of the wall's pages */
	char message[200];                              /* one line above the keys, gone at the next key */
	enum names names;                               /* chosen with `n`, never more than the policy shows */
	char theme[64], theme_before[64];               /* chosen with `T`; what Esc goes back to */
	int finding;                                    /* which one the line under the header shows; counts on */
	char acknowledge[128];                          /* key of the finding to take note of, with EFFECT_SEEN */
	struct supposed_list supposed;                  /* `:what-if`; gone with the program */
	struct policy policy;                           /* in force: the owner's and the options, the narrower of both */
};

static inline struct place *state_place(struct state *state)
{
	return &state->places[state->depth];
}
void place_init(struct place *place, enum page_id page);     /* nothing marked, nothing sorted */
void state_init(struct state *state);
/* Goes down to a new place (the old one stays below it); at MOST_PLACES the oldest is forgotten. */
void state_go(struct state *state, const struct place *place);
/* After the state was copied as a value: its own texts are its own again. */
void state_settle(struct state *state);
bool state_back(struct state *state);                   /* false on the first place */
void state_scope(const struct state *state, int64_t now, int64_t today, struct scope *scope);   /* what is asked now */

/* ---- what this viewer has seen of a database's findings: teamtop/seen.json under XDG state, by the database's path ---- */
enum { MOST_SEEN = 256, SEEN_KEY = 128 };
struct seen {
	bool known;                                     /* looked before */
	int64_t looked;                                 /* UTC seconds of the last look */
	int count;                                      /* findings there were then */
	char key[MOST_SEEN][SEEN_KEY];
	int acknowledged_count;
	char acknowledged[MOST_SEEN][SEEN_KEY];         /* taken note of: not on the line until they go and come back */
	int ran_count;
	char ran[MOST_SEEN][SEEN_KEY];                  /* limits: when their command or bell last went off */
	int64_t ran_at[MOST_SEEN];
};
/* path NULL: the XDG place. No file: nothing seen, true. A file that cannot be read: nothing seen, false and why. */
bool seen_load(const char *path, const char *database, struct seen *seen, struct error *error);
/* Written anew beside it and renamed, 0600; what it holds of other databases stays. */
bool seen_save(const char *path, const char *database, const struct seen *seen, struct error *error);
bool seen_has(const struct seen *seen, const char *key);                /* there at the last look; NULL: false */
bool seen_acknowledged(const struct seen *seen, const char *key);
void seen_acknowledge(struct seen *seen, const char *key, bool on);
/* The look of now: its findings are those known from here on; what was acknowledged and is gone is forgotten. */
void seen_look(struct seen *seen, const struct attention *attention, int64_t now);
int64_t seen_ran(const struct seen *seen, const char *key);             /* INT64_MIN = never */
void seen_run(struct seen *seen, const char *key, int64_t now);

bool page_of_name(const char *name, enum page_id *page);
const char *page_name(enum page_id page);               /* "overview", "ai" … as on the command line */

#endif
