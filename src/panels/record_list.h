/* record_list - the rows of an answer as a page of records shows them: as texts, filtered, in order, with their sum and
   median. Formats only what is looked at: up to 50,000 rows are gone through at every key. */
#ifndef TEAMTOP_PANELS_RECORD_LIST_H
#define TEAMTOP_PANELS_RECORD_LIST_H

#include "teamtop/metrics.h"
#include "teamtop/screen.h"

struct record_list {
	const struct records *records;
	bool long_times;                                /* rows of several years: times carry the year */
	size_t count;
	uint32_t *rows;                                 /* indices into records, filtered and in order */
	const char *problem;                            /* what the filter could not understand; NULL */
	bool filtered;
	int amount;                                     /* column with minutes, -1 = none */
	double sum, median, largest;                    /* of that column, in its raw unit (seconds) */
};

/* column -1: as given (newest first). Everything lives in the arena. */
struct record_list *record_list_new(struct arena *arena, const struct records *records, const char *filter, int column,
	bool descending);
enum { RECORD_TEXT_SIZE = 48 };
/* A cell as the screen shows it, without markup: the answer's own text or written into buffer. "" = not known. */
const char *record_text(const struct record_list *list, size_t row, int column, char buffer[RECORD_TEXT_SIZE]);
/* The same for scripts: ISO days and local times, plain numbers; NULL = not known. */
const char *record_raw(const struct record_list *list, size_t row, int column, char buffer[RECORD_TEXT_SIZE]);
const struct value *record_value(const struct record_list *list, size_t row, int column);
/* As many of the newest rows as the area holds, without heading. */
void record_lines(struct area area, const struct records *records);
double record_number(const struct value *value);        /* NAN = no number */

#endif
