#include "sqlite.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum error_kind kind_of(int code)
{
	switch (code & 0xff) {
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return ERROR_CONFLICT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERROR_BUSY;
	case SQLITE_INTERRUPT:
		return ERROR_CANCELLED;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
	case SQLITE_IOERR:
		return ERROR_DAMAGED;
	case SQLITE_FULL:
		return ERROR_FULL;
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
	case SQLITE_CANTOPEN:
		return ERROR_DENIED;
	default:
		return ERROR_INTERNAL;
	}
}

static const char *words_of(int code)
{
	switch (code) {
	case SQLITE_READONLY_DIRECTORY:
		return "its directory cannot be written, which a database in use needs: run `teamtop publish` for viewers";
	case SQLITE_READONLY_ROLLBACK:
		return "a write to it was interrupted: its owner must open it once, for instance with `teamtop check`";
	default:
		break;
	}
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "it is locked by another program: try again when that is done";
	case SQLITE_INTERRUPT:
		return "left before it was done";
	case SQLITE_CORRUPT:
		return "the database is damaged: restore a copy, or see what `teamtop check` finds";
	case SQLITE_NOTADB:
		return "this is not a database";
	case SQLITE_IOERR:
		return "it could not be read or written to the end";
	case SQLITE_FULL:
		return "no space is left on the disk, nothing was written";
	case SQLITE_NOMEM:
	case SQLITE_TOOBIG:
		return "reading this would take more memory than it may";
	case SQLITE_READONLY:
		return "it may not be written";
	case SQLITE_CANTOPEN:
		return "it or a file beside it cannot be opened";
	default:
		return NULL;
	}
}

bool sqlite_error(struct error *error, sqlite3 *connection, int code, const char *name)
{
	const char *words = words_of(code), *said = connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
	enum error_kind kind = kind_of(code);
	if (kind == ERROR_INTERNAL && (strstr(said, "no such table") || strstr(said, "no such column")))
		kind = ERROR_SCHEMA;
	if (!words)
		return error_set(error, kind, "%s: %s", name, said);
	if (kind == ERROR_DAMAGED || kind == ERROR_DENIED)
		return error_set(error, kind, "%s: %s (SQLite %d: %s)", name, words, code, said);
	return error_set(error, kind, "%s: %s", name, words);
}

bool sqlite_file_usable(const char *name, struct error *error)
{
	struct stat status;
	if (stat(name, &status) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return error_set(error, ERROR_GONE, "%s: there is no such file; `teamtop init` makes one", name);
		return error_set(error, errno == EACCES ? ERROR_DENIED : ERROR_GONE, "%s: %s", name, strerror(errno));
	}
	const char *what = S_ISDIR(status.st_mode) ? "a directory" : S_ISFIFO(status.st_mode) ? "a pipe" :
			   S_ISSOCK(status.st_mode) ? "a socket" : S_ISREG(status.st_mode) ? NULL : "a device";
	if (what)
		return error_set(error, ERROR_REFUSED, "%s: this is %s, not a team database", name, what);
	if (access(name, R_OK) != 0)
		return error_set(error, ERROR_DENIED, "%s: no right to read it (%s)", name, strerror(errno));
	if (status.st_size == 0)
		return error_set(error, ERROR_REFUSED, "%s: the file is empty, not a team database; `teamtop init` makes one",
			name);
	return true;
}

sqlite3 *sqlite_open(const char *name, int flags, struct error *error)
{
	sqlite3 *connection = NULL;
	size_t size = strlen(name) + 3;
	char *path = memory_new(size);
	/* ./ keeps SQLite from reading "file:…" or ":memory:" as anything but a name */
	snprintf(path, size, "%s%s", *name == '/' ? "" : "./", name);
	int code = sqlite3_open_v2(path, &connection, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
	free(path);
	if (code == SQLITE_OK)
		return connection;
	sqlite_error(error, connection, code, name);
	sqlite3_close(connection);
	return NULL;
}

bool sqlite_run(sqlite3 *connection, const char *name, const char *sql, struct error *error)
{
	int code = sqlite3_exec(connection, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || sqlite_error(error, connection, code, name);
}

int64_t sqlite_integer(sqlite3 *connection, const char *sql, int64_t otherwise)
{
	sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(connection, sql, -1, &statement, NULL) != SQLITE_OK)
		return otherwise;
	if (sqlite3_step(statement) == SQLITE_ROW)
		otherwise = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return otherwise;
}

/* Bytes 18 and 19 of the file say WAL by a 2. Read through SQLite's own descriptor: closing one of ours would drop the
   locks of every connection of this process to the file. */
static bool in_wal_mode(sqlite3 *connection)
{
	sqlite3_file *file = NULL;
	unsigned char header[100] = {0};
	sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	return file && file->pMethods && file->pMethods->xRead(file, header, sizeof header, 0) == SQLITE_OK &&
	       (header[18] == 2 || header[19] == 2);
}

bool sqlite_file_beside(const char *name, const char *suffix, struct stat *status)
{
	char path[4200];
	snprintf(path, sizeof path, "%.4096s%s", name, suffix);
	return stat(path, status) == 0;
}

/* Reading a database in WAL mode makes -wal and -shm where they are missing, of the reader's own: its owner could then no
   longer write. root's are given to the owner by SQLite. */
bool sqlite_leaves_nothing_behind(sqlite3 *connection, const char *name, bool *wal, struct error *error)
{
	struct stat file, other;
	*wal = in_wal_mode(connection);
	if (!*wal || stat(name, &file) != 0 || file.st_uid == geteuid() || geteuid() == 0)
		return true;
	if (sqlite_file_beside(name, "-wal", &other) && sqlite_file_beside(name, "-shm", &other))
		return true;
	struct passwd *owner = getpwuid(file.st_uid);
	return error_set(error, ERROR_DENIED, "%s: it belongs to %s, who has it not open now; reading it would leave files that "
		"lock its owner out. Ask for a copy made by `teamtop publish`", name, owner ? owner->pw_name : "another user");
}
