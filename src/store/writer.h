/* The writer's inside, shared by writer.c and bulk.c. */
#ifndef TEAMTOP_STORE_WRITER_H
#define TEAMTOP_STORE_WRITER_H

#include "sqlite.h"

struct statement {
	struct statement *next;
	struct writer *writer;
	sqlite3_stmt *handle;
	int bind_code;                                  /* the first binding that failed */
};

struct writer {
	sqlite3 *connection;
	char *name, *time_zone;
	struct calendar calendar;
	struct statement *statements;
	bool bulk, cases_changed;
	int64_t first_day, last_day;                    /* of the calendar */
	unsigned char *touched;                         /* a bit a day from first_day on */
};

void bulk_forget(struct writer *writer);                /* triggers on, nothing touched */

#endif
