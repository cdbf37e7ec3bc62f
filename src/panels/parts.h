/* parts - what all panels share: a figure in words and in each of its states, headlines, trends, frames, cells of tables,
   the row of a team. Texts returned are markup and live in the arena given. */
#ifndef TEAMTOP_PANELS_PARTS_H
#define TEAMTOP_PANELS_PARTS_H

#include "teamtop/panels.h"

/* The panels: one constant a file; the list is in panels.c. */

/* ---- figures in words (words.c) ---- */
double words_scale(const struct figure *figure);        /* value x this is what people read: 100 for shares, 1/3600 … */
const char *words_unit(const struct figure *figure);    /* "%", "lvl", "%/yr", "h", "" */
int words_decimals(const struct figure *figure, double value);  /* in a headline; tables use words_cell */
/* The number alone, without markup: "51", "13.9", "0.72", "8,112". decimals -1 = as words_decimals. */
const char *words_number(struct arena *arena, const struct figure *figure, double value, int decimals);
/* A table cell in any of the five states: "51 %", "n/a", "not imp.", "< 5", "64 % 9 d". loud: the main column. */
const char *words_cell(struct arena *arena, const struct view *view, const struct figure *figure, bool loud);
/* "▲ 7 pt", coloured only where the change interval excludes 0; "· 0 pt"; "" where nothing can be compared. */
const char *words_change(struct arena *arena, const struct figure *figure, int decimals);
const char *words_interval(struct arena *arena, const struct figure *figure);   /* "95 % 49–53 %"; "" without one */
const char *words_survey(struct arena *arena, const struct figure *figure);     /* "┆ survey 46 %"; "" without one */
const char *words_fraction(struct arena *arena, const struct figure *figure, const char *of);   /* "38 of 54 eligible" */
const char *words_amount(struct arena *arena, double number);  /* "1,312", "54.3": a count or a mean of counts */
const char *words_preset(const struct view *view, const struct figure *figure);         /* what would import it: "activity" */
/* Why a figure is not there, one line: "no one eligible", "group too small, shown from 5 people". */
const char *words_why(struct arena *arena, const struct view *view, const struct figure *figure);
const char *words_days(struct arena *arena, struct window window);              /* "28 Oct to 24 Nov 2026" */
const char *words_long_days(struct arena *arena, struct window window);         /* "28 days", "91 days" */
const char *words_signed(struct arena *arena, double value, int decimals);      /* "+5", "−4", "0" */
/* Words over several lines of the area from row y; the last ends in … where they do not fit. Returns the row after. */
int words_wrap(struct area area, int y, const char *markup);

/* ---- the loud part of a panel (headline.c) ---- */
struct headline {
	const struct figure *figure;
	enum panel_id panel;
	enum role accent;
	/* Change, n, interval, survey: NULL lines are made from the figure. `|` cuts off what small panels leave out. */
	const char *lines[4];
	const struct trend *trend;                      /* the sparkline beside them, or NULL */
};
/* Draws into the top of a frame's inside, in any state; returns the rows it took (4, 3 or 1, fewer if cut). */
int headline_draw(struct area area, const struct view *view, const struct headline *headline);
int headline_rows(struct area area, const struct view *view, const struct headline *headline);  /* what draw would take */
/* Any figure of the scope as a headline, with the lines made from it. */
void part_headline(struct area area, const struct view *view, enum figure_id id);
/* A smaller one for rows of tiles: digits, then two lines under it, then the trend in what is left. */
void headline_tile(struct area area, const struct view *view, const struct headline *headline);

/* ---- a tile of the overview (tile.c): all tiles give way alike, so that their rows stand side by side ---- */
struct tile {
	const char *name;                               /* of its block: "AI adoption" */
	struct headline headline;                       /* with its trend */
	void (*breakdown)(struct area area, const struct view *view);   /* two rows: a bar, its words; NULL */
	const struct grid *detail;                      /* up to seven rows in its place where there is room, or NULL */
	const struct grid *teams;                       /* columns as table_draw wants them */
	struct target target;                           /* Enter without a row */
};
void tile_draw(struct area area, const struct view *view, struct layout *layout, const struct tile *tile);

/* ---- the screen around the page (header.c), and what lies over it (popups.c), or instead of it (wall.c) ---- */
void panels_empty(struct area area, const struct view *view);   /* a database without rows: how to fill it */
void header_draw(struct area area, const struct view *view);
void keys_draw(struct area area, const struct view *view);
const char *header_feed_words(const struct view *view); /* what keeps the database; NULL = nothing does */
bool header_feed_old(const struct view *view);          /* the figures shown are not those of now */
const char *header_as_of(struct arena *arena, const struct view *view); /* when they were asked: "09:41", "23 Nov 09:41" */
bool header_has_notice(const struct view *view);        /* then the row under the header says it in full */
void header_notice(struct area area, const struct view *view);
/* The row under the header (attention_line.c): the notice, else a finding. False: nothing to say, nothing drawn. */
bool attention_row(struct area area, const struct view *view);
bool attention_has_row(const struct view *view);
const char *header_age(struct arena *arena, const struct view *view, const struct relation_age *age);    /* "4 min"; NULL */
void popup_draw(struct area area, const struct view *view, struct layout *layout);
void wall_draw(struct screen *screen, const struct view *view);

/* ---- trends (trend.c) ---- */
struct trend_look {
	const struct trend *trend;
	const struct figure *figure;                    /* unit and survey */
	enum role accent;
	bool whole;                                     /* scale from 0 to 1 (with band), not from the lowest value */
	bool band;
	const char *caption;                            /* between the dates, or NULL */
	double lowest, highest;                         /* what the scale must hold besides, so that charts share one; both 0 = nothing */
};
void trend_spark(struct area area, const struct trend_look *look);      /* the line alone, in the whole area */
void trend_chart(struct area area, const struct trend_look *look);      /* with axis numbers, last value, dates, survey */
/* Limits of an axis for lowest..highest: round numbers around them; returns the distance of its steps. */
double trend_scale(double lowest, double highest, double *bottom, double *top);

/* ---- frames and blocks (parts.c) ---- */
static inline struct arena *part_arena(struct area area)
{
	return area.screen->arena;
}
/* A frame in the state of the figure it is about (NULL: of none): dashed where not imported, stale role and age. */
struct area part_frame(struct area area, const struct view *view, const char *title, const char *note, enum role accent,
	bool focused, const struct figure *figure);
/* Where a figure may not be shown or was never imported, its parts are not drawn either: says why instead. */
bool part_closed(struct area area, const struct view *view, const struct figure *figure);
/* How a figure is imported, as one types it, over two lines where one is too short. */
void part_import(struct area area, const struct view *view, const struct figure *figure);
int part_import_rows(struct area area, const struct view *view, const struct figure *figure);    /* 1 or 2 */
const char *part_ink(enum role role);                   /* markup of a role: IN_TIME for ROLE_TIME */
/* Columns and rows of a page: area cut into `count` parts by weight with `gap` cells between. Returns part `index`. */
struct area part_columns(struct area area, int gap, int index, int count);
struct area part_rows(struct area area, int from, int height);
/* Adds a block to the layout; returns its index, or -1 when there are too many. `area_rows` is filled by part_grid. */
int part_block(struct layout *layout, const char *name, const struct grid *grid, struct target target);
bool part_focused(const struct view *view, int block);
/* The selected row of a block's grid: by its id, else by its place; -1 = none. */
int part_selected(const struct view *view, int block, const struct grid *grid);
/* First row shown, so that the selected one is among `shown`. */
int part_first(const struct view *view, int block, const struct grid *grid, int shown);
/* Marks a selected row: its tint, or reversed with `>` in the blank column before it where there are no tints. */
void part_mark(struct area area, int y);
/* Sorts as the place says. Call before part_block. */
void part_sort(const struct view *view, int block, struct grid *grid);
/* Note of a frame: "sorted by active ▾"; NULL where nothing is sorted. */
const char *part_sort_note(struct arena *arena, const struct grid *grid);
/* Draws the grid with heading, selection and scroll as the place says, and fills in what the layout must know. With
   more rows than fit the last line says `+3 more`. */
void part_grid(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid, bool heading);

/* The same with a blank row above where there is one to spare; and the rows such a table would like at least. */
void part_table(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid);
int part_least(const struct grid *grid);

/* ---- a page of framed sections (compose.c) ---- */
/* Sections of one band stand side by side where the screen is wide enough. What does not fit gives way by `keep`, but
   the focused one is always there, so that tab reaches all. The order in the array is that of tab and of the blocks. */
struct section {
	const char *title, *note;
	int band;                                       /* from the top, from 0; at most two sections a band */
	int least, wants;                               /* rows inside its frame */
	int keep;                                       /* 1 stays longest */
	const struct grid *grid;                        /* NULL = only a figure */
	struct target target;
	const struct figure *figure;                    /* whose state the frame shows, or NULL */
	void (*draw)(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid);
};
void compose_page(struct area area, const struct view *view, struct layout *layout, enum role accent,
	const struct section *sections, int count);
/* The same for lists: none is taller than it wants, what is over stays empty below. */
void compose_lists(struct area area, const struct view *view, struct layout *layout, enum role accent,
	const struct section *sections, int count);

/* ---- rows and cells of tables (cells.c) ---- */
struct grid_cell cell_text(const char *raw, const char *shown);         /* shown NULL = the raw text */
struct grid_cell cell_integer(int64_t number, const char *shown);
struct grid_cell cell_real(double number, const char *shown);           /* NAN = nothing */
struct grid_cell cell_figure(struct arena *arena, const struct view *view, const struct figure *figure, bool loud);
struct grid_cell cell_change(struct arena *arena, const struct figure *figure);
struct grid_cell cell_count(struct arena *arena, int64_t number, bool quiet);   /* "1,312" */
struct grid_cell cell_bar(const struct figure *figure, double top);     /* nothing where the figure is not known */
struct grid_cell cell_interval(const struct figure *figure);
/* A row of a team table: id, target (its team page, or the people without a team) and the name in cell 0. */
struct grid_row *cell_team(struct grid *grid, struct arena *arena, const struct view *view, const struct group *group, int figure);
/* The tile's table: name, figure, bar or interval, change, then up to two more at the right. beside: another table whose
   columns are to stand in line with these, or NULL. */
void table_draw(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid,
	const struct grid *beside, bool heading);

/* ---- the ledger: every worked hour in one part (ledger.c) ---- */
enum { MOST_LEDGER = 7 };
struct ledger_part {                                    /* customers, then the five largest kinds, then `other` */
	const char *label;
	int64_t kind_id;                                /* 0 = several kinds */
	bool is_customer;
	int64_t seconds;
	double share, change;                           /* change NAN where there was no work before */
	int percent;                                    /* rounded so that all sum to 100 */
	int step;                                       /* of the ramp: 5 4 3 2 3 1, so that neighbours differ */
};
int ledger_parts(struct arena *arena, const struct group *group, struct ledger_part parts[MOST_LEDGER]);
/* Seconds of one kind, or of all but those of `parts` (kind_id 0), in another group: rows of a team table. */
int64_t ledger_seconds(const struct group *group, const struct ledger_part *part, const struct ledger_part *parts, int count);
void ledger_bar(struct area area, const struct group *group, const double *survey);    /* stacked, in the whole area */

/* ---- targets ---- */
struct target target_none(int figure);
struct target target_page(enum page_id page, int figure);
struct target target_team(int64_t team_id, int figure);
struct target target_person(int64_t person_id, int figure);
struct target target_records(struct arena *arena, struct record_filter filter, int figure);     /* copies the filter */
/* Rows of a relation in a window for the scope and place of the view. */
struct record_filter filter_of(const struct view *view, enum relation relation, struct window window, const char *title);

static inline const struct group *view_scope(const struct view *view)   /* the scope's own figures */
{
	return &view->answer->groups[0];
}
static inline const struct figure *view_figure(const struct view *view, enum figure_id id)
{
	return &view->answer->groups[0].figure[id];
}

#endif
