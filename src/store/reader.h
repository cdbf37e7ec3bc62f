/* The reader's inside, shared by reader.c and ask.c. */
#ifndef TEAMTOP_STORE_READER_H
#define TEAMTOP_STORE_READER_H

#include "sqlite.h"

#include <sys/types.h>

enum { MOST_PREPARED = 64 };

struct prepared {
	char *sql;                                      /* owned; compared by text, since questions may be built */
	sqlite3_stmt *handle;
};

struct reader {
	sqlite3 *connection;
	char *name;
	atomic_bool own_cancel, *cancel;
	bool wal;
	ino_t shm_inode;
	struct calendar calendar;
	sqlite3_stmt *version;
	struct prepared prepared[MOST_PREPARED];
	int prepared_count, prepared_next;              /* the oldest gives way */
};

bool reader_error(struct reader *reader, int code, struct error *error);
void reader_forget_statements(struct reader *reader);

#endif
