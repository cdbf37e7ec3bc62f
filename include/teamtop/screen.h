/* screen - what is on the screen, as data: a grid of cells that carry roles, never colours; the things one draws into
   it (text, frames, bars, charts, digits); and tables, whose cells are text or figures, so that JSON and CSV write
   figures and do not re-read text. The same screen goes to the terminal, to text and to ANSI. */
#ifndef TEAMTOP_SCREEN_H
#define TEAMTOP_SCREEN_H

#include "teamtop/question.h"

/* ---- roles (look.md): the order is that of the theme table ---- */
enum role {
	ROLE_PAPER, ROLE_TEXT, ROLE_STRONG, ROLE_DIM, ROLE_FRAME, ROLE_TRACK,
	ROLE_AI, ROLE_TIME, ROLE_SKILLS, ROLE_TURNOVER,
	ROLE_BETTER, ROLE_WORSE, ROLE_MARK, ROLE_STALE, ROLE_ALERT, ROLE_SELECT, ROLE_CHIP,
	ROLE_RAMP,                                      /* + 5 x panel + step - 1, panels ai time skills turnover, steps 1-5 */
	ROLE_COUNT = ROLE_RAMP + 20
};
static inline enum role role_ramp(enum role accent, int step)   /* accent: ROLE_AI … ROLE_TURNOVER; step 1-5 */
{
	return (enum role)(ROLE_RAMP + 5 * (int)(accent - ROLE_AI) + step - 1);
}

/* Markup: one control byte switches the role of what follows, BOLD toggles bold. Cleaned text holds no control bytes,
   so nothing from a database can do this. Use as literals: DIM "n " STRONG "14". STRONG is bold by itself. */
#define TEXT "\x01"
#define STRONG "\x02"
#define DIM "\x03"
#define FRAME "\x04"
#define TRACK "\x05"
#define IN_AI "\x06"
#define IN_TIME "\x07"
#define IN_SKILLS "\x0e"
#define IN_TURNOVER "\x0f"
#define BETTER "\x10"
#define WORSE "\x11"
#define MARK "\x12"
#define STALE "\x13"
#define CHIP "\x14"                                     /* text on ROLE_CHIP; write CHIP " so ": without tints [so] */
#define BOLD "\x15"

/* ---- cells ---- */
struct cell {
	char text[20];                                  /* one letter with its marks, UTF-8; "" = right half of a wide one */
	unsigned char role, back;                       /* enum role; ROLE_PAPER = the terminal's own background. Ink
	                                                   ROLE_PAPER on a tint: paper or strong, whichever reads better */
	bool bold, reverse;
};

/* Which letters there are. Panels always write the full set ("╭ ━ ▲ ┆ ● › … – −"); a table in screen/ maps each to
   its console or ASCII form when it is put. */
enum glyphs { GLYPHS_FULL, GLYPHS_CONSOLE, GLYPHS_ASCII };

struct screen {
	int columns, rows;
	struct cell *cells;                             /* rows x columns */
	enum glyphs glyphs;
	bool tints;                                     /* backgrounds of roles can be shown (256 colours and more) */
	bool colours;                                   /* false: nothing but bold, dim and reverse */
	struct arena *arena;                            /* the frame's: owns the cells and whatever building it needs */
	int cursor_x, cursor_y;                         /* -1 = hidden */
};
struct screen *screen_new(struct arena *frame, int columns, int rows, enum glyphs glyphs, bool tints, bool colours);
static inline struct cell *screen_cell(struct screen *screen, int x, int y)
{
	return &screen->cells[y * screen->columns + x];
}

/* A rectangle to draw in. Everything below clips at it: no call can draw outside its area, whatever its size. */
struct area {
	struct screen *screen;
	int x, y, width, height;
	bool padded;                                    /* the blank column on both sides belongs to it: tints reach into it */
};
struct area screen_area(struct screen *screen);
struct area area_inside(struct area area, int x, int y, int width, int height);  /* relative, clipped; may be empty */

enum align { ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTRE };
/* One line of markup within [x, x + width) of row y; what does not fit ends in `…`. Returns the column after it. */
int area_text(struct area area, int x, int y, int width, enum align align, const char *markup);
int area_print(struct area area, int x, int y, int width, enum align align, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
void area_fill(struct area area, int x, int y, int width, int height, enum role back);  /* background only */
void area_clear(struct area area);                      /* blanks on paper */
void area_fade(struct area area);                       /* everything falls to ROLE_FRAME (behind a pop-up) */
void area_tint_row(struct area area, int y, enum role back);    /* selection, alert: over the full width; without tints reversed */
int markup_width(const char *markup);

/* ---- frames ---- */
struct frame {
	const char *title;                              /* markup allowed; NULL = none */
	const char *note;                               /* right in the top line, dim; NULL */
	const char *foot;                               /* left in the bottom line ("5 of 1,312"); NULL */
	enum role accent;
	bool focused, dashed;                           /* accent frame; not imported */
	int scroll_first, scroll_shown, scroll_total;   /* a scroll bar at the right edge where total > shown > 0 */
};
/* Draws the frame around the whole area; returns the inside (one blank column left and right). Below 4 x 3: the area
   itself with the title as its first line. */
struct area area_frame(struct area area, const struct frame *frame);

/* ---- charts (look.md, Chart recipes) ---- */
void area_bar(struct area area, int x, int y, int width, double share, enum role role, const double *mark);
struct part { double value; enum role role; };
/* Stacked by eighths over `rows` rows; parts fill the width in proportion. mark: 0..1 or NULL. */
void area_stack(struct area area, int x, int y, int width, int rows, const struct part *parts, int count, const double *mark);
/* Dot with interval on a scale 0..top; value NAN = only the scale; low, high NAN = only the dot. */
void area_interval(struct area area, int x, int y, int width, double low, double value, double high, double top,
	enum role role, const double *mark);
void area_column(struct area area, int x, int y, int width, int height, double share, enum role role);
struct series {
	int count;
	const double *value, *low, *high;               /* NAN = gap; low and high NULL = no band */
	double bottom, top;                             /* of the scale */
	const double *mark;                             /* survey, or NULL */
	const double *other;                            /* a second line to compare with, dashed and dim; NULL */
	enum role role;
	bool steps;                                     /* a step function (survival) rather than straight lines */
};
void area_chart(struct area area, int x, int y, int width, int height, const struct series *series);
/* Digits from half blocks, `scale` 1-5 = 3, 7, 10, 14, 17 rows, as wide as they need; "13.9", "0.72", "09:41", "−", and
   as signs "%", "▲", "▼". Returns the width without a gap after it (ASCII is never wider than digits_width says). */
int area_digits(struct area area, int x, int y, int scale, const char *digits, enum role role);
int digits_width(int scale, const char *digits);
int digits_height(int scale);
/* A heat cell: number on its tint; without tints the number alone, steps 4-5 bold. step 0 = `·`. */
void area_heat(struct area area, int x, int y, int width, int step, enum role accent, const char *number);

/* ---- numbers as people read them ---- */
const char *format_count(struct arena *arena, int64_t count);                   /* "1,312" */
const char *format_decimal(struct arena *arena, double value, int decimals);    /* "8,112.0"; − for minus */
const char *format_hours(struct arena *arena, double seconds);                  /* "8,112" (of hours) */
const char *format_age(struct arena *arena, int64_t seconds);                   /* "4 min", "6 h", "2 d", "28 yr"; future: "in 4 min" */
const char *format_percent(struct arena *arena, double share);                  /* "51" */

/* ---- tables: what a panel lists, once, for the screen, JSON and CSV ---- */
enum grid_cell_kind { GRID_EMPTY, GRID_TEXT, GRID_INTEGER, GRID_REAL, GRID_FIGURE };
struct grid_cell {
	enum grid_cell_kind kind;
	const char *text;                               /* raw for JSON and CSV (cleaned, no markup) */
	int64_t integer;
	double real;
	const struct figure *figure;
	const char *shown;                              /* markup for the screen; NULL = made from the raw value */
	double sort;                                    /* NAN sorts last; 0 = by the raw value (texts by `text`) */
	/* drawn instead of text where the column says so; grid_add sets them to NAN. DRAW_BAR: `bar` is the share of the
	   scale. DRAW_INTERVAL: the dot is the figure's value, else `bar`; the interval is the figure's, else low and high.
	   Where there is nothing to draw (bar NAN, figure not known) `shown` is written instead. */
	double bar, low, high;
};
enum grid_draw { DRAW_TEXT, DRAW_BAR, DRAW_INTERVAL };
struct grid_column {
	const char *key, *title;                        /* JSON name; heading (one short noun, lower case) */
	enum align align;
	int width;                                      /* cells it wants */
	int keep;                                       /* 1 stays longest; higher numbers give way first; 0 = never on screen */
	enum grid_draw draw;
	enum role role;                                 /* of bars and dots */
	const double *mark;
	double top;                                     /* of DRAW_INTERVAL */
	bool flexible;                                  /* takes what is left over */
};
/* Where Enter goes from a row. */
enum target_kind { TARGET_NONE, TARGET_PAGE, TARGET_TEAM, TARGET_PERSON, TARGET_RECORDS };
struct target {
	enum target_kind kind;
	int page;                                       /* TARGET_PAGE: enum page_id (state.h) */
	int64_t team_id, person_id;
	const void *filter;                             /* TARGET_RECORDS: struct record_filter (metrics.h) */
	int figure;                                     /* what `e` explains: enum figure_id, -1 = nothing */
};
struct grid_row {
	int64_t id;
	struct grid_cell *cells;                        /* NULL only in rows of long lists that are not shown */
	struct target target;
	bool apart;                                     /* totals: a blank row before, not sorted, not selectable when target is none */
};
struct grid {
	const char *name;                               /* JSON: "rows", "survival", "tools" … */
	struct grid_column *columns;
	int column_count;
	struct grid_row *rows;
	int row_count;
	int sorted_by;                                  /* column, -1 = as given */
	bool descending;
};
struct grid *grid_new(struct arena *arena, const char *name, const struct grid_column *columns, int column_count, int most_rows);
struct grid_row *grid_add(struct grid *grid);           /* within most_rows */
void grid_sort(struct grid *grid, int column, bool descending);  /* stable; rows apart stay at the end */
bool grid_sortable(const struct grid *grid, int column);         /* a column of text with a heading */
/* Draws heading and rows in the area from row `first`, `selected` (-1 none) tinted. Returns rows shown. */
int area_grid(struct area area, const struct grid *grid, int first, int selected, bool heading);

/* ---- leaving as text ---- */
char *screen_to_text(const struct screen *screen, struct arena *arena);          /* UTF-8 lines, no trailing blanks */

#endif
