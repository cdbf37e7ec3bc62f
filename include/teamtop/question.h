/* question - what can be asked of a team database and what comes back: a question in SQL, its parameters and columns,
   a table of cells; the scope of a screen; and `struct figure`, one number with everything a reader must know of it. */
#ifndef TEAMTOP_QUESTION_H
#define TEAMTOP_QUESTION_H

#include "teamtop/base.h"

/* ---- questions and tables ---- */
enum { MOST_PARAMETERS = 8, MOST_COLUMNS = 24 };

enum cell_type { CELL_NULL = 0, CELL_INTEGER = 'i', CELL_REAL = 'r', CELL_TEXT = 't' };

struct value {
	enum cell_type type;
	union {
		int64_t integer;
		double real;
		const char *text;                       /* UTF-8 as the database holds it: not yet cleaned */
	};
};

/* Declared as a constant beside its .sql file. Parameters are named $1 … $n in the SQL and every one is used;
   `parameters` has one letter each (i, r, t), `columns` likewise. */
struct question {
	const char *name;                               /* the file's name without .sql */
	const char *sql;
	const char *parameters, *columns;
};

struct table {
	const struct question *question;
	size_t rows;
	int columns;
	struct value *cells;                            /* rows x columns, row after row, owned by the arena asked with */
};

static inline const struct value *table_cell(const struct table *table, size_t row, int column)
{
	return &table->cells[row * (size_t)table->columns + (size_t)column];
}
static inline int64_t table_integer(const struct table *table, size_t row, int column)  /* null reads as 0 */
{
	const struct value *cell = table_cell(table, row, column);
	return cell->type == CELL_INTEGER ? cell->integer : 0;
}
static inline bool table_null(const struct table *table, size_t row, int column)
{
	return table_cell(table, row, column)->type == CELL_NULL;
}

struct request {
	const struct question *question;
	struct value parameters[MOST_PARAMETERS];
	struct table answer;                            /* filled by ask */
};

/* Whoever can answer questions: the store's backend, or a test. All requests of all calls between begin and end are
   answered from one snapshot. Runs on the worker; blocking. */
struct asker {
	void *self;
	bool (*ask)(void *self, struct request *requests, size_t count, struct arena *arena, struct error *error);
};

/* ---- figures ---- */
enum figure_state { FIGURE_OK, FIGURE_NOT_IMPORTED, FIGURE_NOT_APPLICABLE, FIGURE_SUPPRESSED, FIGURE_STALE };

/* Rows a figure used or left out and why, for `e`: "activities", 48210, used; "breaks, is_work = 0", 1940, left out. */
struct note {
	const char *label;
	int64_t count;
	bool left_out;
};

/* Not every figure has every part; `has_…` says which. Numbers are not rounded. Shares are 0..1. */
struct figure {
	int id;                                         /* enum figure_id (metrics.h), -1 where it has none */
	enum figure_state state;
	double value;                                   /* of ok and stale figures (stale: the last known) */
	bool has_fraction;
	double numerator, denominator;
	bool has_interval;
	double low, high;                               /* 95 % */
	bool has_previous;
	double previous;                                /* the same figure of P */
	bool has_change_interval;
	double change_low, change_high;                 /* 95 % of value - previous; excludes 0 = coloured */
	bool has_survey;
	double survey;
	int64_t last_day;                               /* stale: the day of the newest row behind it */
	int64_t people;                                 /* people behind it (for suppression); -1 = none counted */
	const char *why;                                /* not ok: why, in a few words ("no one eligible") */
	const struct note *notes;
	int note_count;
};

static inline bool figure_known(const struct figure *figure)
{
	return figure->state == FIGURE_OK || figure->state == FIGURE_STALE;
}

/* ---- scope: which people, which days. Times are arguments everywhere; nobody below app looks at a clock ---- */
struct window {
	int64_t from, to;                               /* local days, both included */
};
static inline int64_t window_days(struct window window)
{
	return window.to - window.from + 1;
}

enum period_kind { PERIOD_DAYS, PERIOD_MONTH, PERIOD_LAST_MONTH, PERIOD_RANGE };
struct period {
	enum period_kind kind;
	int64_t days;                                   /* PERIOD_DAYS: 1, 7, 28, 91, 365 */
	struct window range;                            /* PERIOD_RANGE */
	bool given;                                     /* by the user: then it also rules skills and turnover */
};
enum as_of_kind { AS_OF_AUTO, AS_OF_NOW, AS_OF_LAST, AS_OF_DATE };

/* ---- what is supposed (`:what-if`): stored nowhere; an answer with NEED_WHAT_IF says what then would be ---- */
enum suppose_kind { SUPPOSE_LEAVE, SUPPOSE_ABSENT, SUPPOSE_CUSTOMER_TIME, SUPPOSE_AI_USE, SUPPOSE_KINDS };
enum { MOST_SUPPOSED = 8, SUPPOSED_TEXT = 256 };
struct supposed {
	enum suppose_kind kind;
	char who[SUPPOSED_TEXT];                        /* cleaned: name, employee number, team, path or "id:7"; "" = all teams */
	int percent;                                    /* 0 to 100, of the kinds about teams */
};
struct supposed_list {
	int count;
	struct supposed of[MOST_SUPPOSED];              /* in the order they were typed */
};
static inline bool suppose_of_person(enum suppose_kind kind)
{
	return kind == SUPPOSE_LEAVE || kind == SUPPOSE_ABSENT;
}
const char *suppose_verb(enum suppose_kind kind);       /* "leave", "absent", "customer-time", "ai-use" */
/* "leave Ayu Lestari", "ai-use Support/Billing 80 %": the number is the last word. Where nobody is named `who` is "". */
bool suppose_parse(const char *text, struct supposed *supposed, struct error *error);
/* One about the same person or the same input of the same team is replaced; false where the list is full. */
bool suppose_add(struct supposed_list *list, const struct supposed *supposed, struct error *error);
void suppose_take_back(struct supposed_list *list, int at);
bool suppose_drop_persons(struct supposed_list *list);  /* true where there were some */

struct estimate_cache;
struct scope {
	int64_t now, today;                             /* the clock: UTC seconds, and its local day */
	enum as_of_kind as_of_kind;
	int64_t as_of_date;                             /* AS_OF_DATE */
	struct period period;
	int steps;                                      /* how often `[` was pressed: `to` lies that many periods back */
	int64_t team_id;                                /* 0 = all teams */
	int64_t person_id;                              /* 0 = nobody in particular */
	struct estimate_cache *estimates;               /* metrics.h; NULL = none is kept. Only while the question is asked */
	uint64_t data_version;                          /* of the data, for what is kept */
	bool estimates_later;                           /* one that is not kept yet is not waited for */
	bool estimates_older;                           /* one made from earlier data of the same day will do */
	struct supposed_list supposed;
	bool persons_hidden, names_short;               /* by options: nothing may be supposed of a person; no name in full */
	bool notice_set;                                /* by the user's config; else 60 days */
	int notice_days;                                /* 0-180: of those before a month, what people do is not read */
};

/* "28d", "month", "2026-01-01..2026-03-31"; false and a message when it is none. */
bool period_parse(const char *text, struct period *period, struct error *error);
/* The window of a period that ends with `to`, and the window of the same length before it. */
struct window period_window(const struct period *period, int64_t to);
struct window window_before(struct window window);
/* The period that lies `steps` periods before the one that ends with `to`: months step by whole months. */
struct window period_step(const struct period *period, int64_t to, int steps);
const char *period_words(struct arena *arena, const struct period *period);     /* "28 days", "October 2026" */

#endif
