/* csv_reader - the rows of a CSV file or of standard input, one after the other, in bounded memory. What is no CSV
   (a workbook, a web page, UTF-16 …) is named and refused. */
#ifndef INGEST_CSV_READER_H
#define INGEST_CSV_READER_H

#include "teamtop/base.h"

enum { MOST_ROW_BYTES = 1 << 20 };                      /* a longer row is an unclosed quote or no table */

struct csv_row {
	int64_t line;                                   /* where it begins, from 1 */
	int count;
	const char *const *cells;                       /* zero-terminated, blanks around them cut; valid until the next row */
	int bad_cell;                                   /* first cell that is not UTF-8, -1 = none */
	int bad_byte;                                   /* the byte in it */
};

struct csv_reader;
/* "-" is standard input. NULL and a message when it cannot be opened or is no CSV. The caller closes. */
struct csv_reader *csv_open(const char *name, struct error *error);
/* 1 a row, 0 the end, -1 an error (the file cannot be read on). Rows without any cell are passed over. */
int csv_next(struct csv_reader *reader, struct csv_row *row, struct error *error);
char csv_separator(const struct csv_reader *reader);
/* How much of a file has been read, 0..1; -1 where its size is not known. */
double csv_progress(const struct csv_reader *reader);
/* SHA-256 of all bytes, after the last row. */
void csv_fingerprint(struct csv_reader *reader, char hex[65]);
void csv_close(struct csv_reader *reader);              /* NULL is fine */

#endif
