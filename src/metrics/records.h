/* records - the rows behind a figure: read page by page along an index, newest first, filtered by what SQL cannot say
   (the team on the day, local hours), gathered in a buffer that never holds more than twice MOST_RECORDS. */
#ifndef TEAMTOP_METRICS_RECORDS_H
#define TEAMTOP_METRICS_RECORDS_H

#include "facts.h"

enum { MOST_RECORD_COLUMNS = 13 };

struct record_row {
	int64_t id, at;                                 /* at: what they are ordered by, newest first */
	int64_t person_id;
	struct value cells[MOST_RECORD_COLUMNS];
};

struct record_text { char *raw; const char *clean; };
struct record_facts {
	struct record_row *rows;                        /* in scratch, grown by doubling */
	size_t count, room;
	int64_t total;                                  /* rows that match */
	int64_t from_at, to_at;                         /* the window in UTC seconds */
	struct table days;                              /* of the calendar */
	struct record_text texts[64];                   /* sources, channels: few, often */
	int text_count;
};

/* What a relation shows, and how a row of its question becomes cells; false = the filter leaves it out. */
struct record_reader {
	const struct question *all, *of_person;         /* page by page; id, time, person_id are their first columns */
	bool (*read)(struct facts *facts, const struct table *table, size_t row, struct record_row *out);
	/* May totals count what the filter asks for (NULL: never)? Then count_all sets records->total from them. */
	bool (*count)(const struct facts *facts);
	bool (*count_all)(struct facts *facts, const struct asker *asker, struct error *error);
};
struct window records_window(const struct facts *facts);        /* of the filter, not beyond `to` */
extern const struct record_reader record_activities, record_cases, record_ai_events;
extern const struct question record_activity_question, record_activity_person_question, record_case_question,
	record_case_person_question, record_ai_event_question, record_ai_event_person_question, record_activity_count_question;

/* Walks the relation by the filter; false = a question failed. */
bool records_walk(struct facts *facts, const struct asker *asker, const struct record_reader *reader, struct error *error);
void records_add(struct facts *facts, const struct record_row *row);
void records_cut(struct facts *facts);                  /* newest MOST_RECORDS, in order */

/* ---- for readers ---- */
bool records_team_matches(const struct facts *facts, int64_t team_id);  /* of the row */
struct moment { int64_t day, local; };                  /* local seconds since 1970 */
struct moment records_moment(const struct facts *facts, int64_t at);
const char *records_text(struct facts *facts, const char *raw);         /* cleaned once for texts that repeat; raw not NULL */
static inline struct value cell_number(int64_t number)
{
	return (struct value){.type = CELL_INTEGER, .integer = number};
}
static inline struct value cell_null(void)
{
	return (struct value){.type = CELL_NULL};
}
struct value cell_copy(struct facts *facts, const struct table *table, size_t row, int column); /* texts cleaned; null stays */
struct value cell_words(const char *text);              /* NULL = null; the text lives in keep */
struct value cell_person(struct facts *facts, int64_t person_id);
struct value cell_case(struct facts *facts, const struct table *table, size_t row, int id_column, int name_column);

#endif
