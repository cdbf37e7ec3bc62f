/* A reader under trouble: what is not a team database, what changes while it is open, who is locked out. */
#include "place.h"
#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void refused(const char *path, enum error_kind kind, const char *words)
{
	struct error error = {0};
	struct reader *reader = reader_open(path, NULL, &error);
	if (reader)
		fail_msg("%s was opened", path);
	if (error.kind != kind || !strstr(error.message, words) || strchr(error.message, '\n'))
		fail_msg("%s: kind %d: %s", path, (int)error.kind, error.message);
}

static void write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
}

static void not_files(void **state)
{
	(void)state;
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	const char *folder = place_path("folder"), *fifo = place_path("fifo"), *loop = place_path("loop"), *empty = place_path("empty");
	assert_int_equal(mkdir(folder, 0700), 0);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_equal(symlink(loop, loop), 0);
	write_file(empty, "", 0);
	snprintf(address.sun_path, sizeof address.sun_path, "%.100s", place_path("socket"));
	int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(descriptor, (struct sockaddr *)&address, sizeof address), 0);
	refused(place_path("nothing"), ERROR_GONE, "no such file");
	refused(folder, ERROR_REFUSED, "a directory");
	refused(fifo, ERROR_REFUSED, "a pipe");
	refused(address.sun_path, ERROR_REFUSED, "a socket");
	refused("/dev/null", ERROR_REFUSED, "a device");
	refused(loop, ERROR_GONE, "symbolic links");
	refused(empty, ERROR_REFUSED, "empty");
	close(descriptor);
}

static void not_databases(void **state)
{
	(void)state;
	char bytes[8192];
	struct stat status;
	const char *garbage = place_path("garbage"), *foreign = place_path("foreign.db"), *cut = place_database("cut.db", "UTC");
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 7 + 3);
	write_file(garbage, bytes, sizeof bytes);
	refused(garbage, ERROR_DAMAGED, "not a database");
	place_run_sql(foreign, "CREATE TABLE organisation (id, name, time_zone, observed_from, synthetic, observed_day)");
	refused(foreign, ERROR_SCHEMA, "no relation team");
	place_run_sql(foreign, "CREATE TABLE team (id, name, parent_id)");
	refused(foreign, ERROR_SCHEMA, "relation team has no column site");
	place_run_sql(foreign, "ALTER TABLE team ADD COLUMN site; CREATE VIEW team_tree AS SELECT 1 AS ancestor_id, 1 AS team_id, 0 AS depth");
	refused(foreign, ERROR_REFUSED, "team_tree is a view");
	assert_int_equal(stat(cut, &status), 0);
	assert_int_equal(truncate(cut, status.st_size / 3), 0);
	refused(cut, ERROR_DAMAGED, "damaged");
	assert_int_equal(truncate(cut, 100), 0);
	refused(cut, ERROR_DAMAGED, "");
}

static void versions(void **state)
{
	(void)state;
	const char *path = place_database("versions.db", "UTC");
	place_run_sql(path, "PRAGMA user_version = 99");
	refused(path, ERROR_SCHEMA, "newer");
	refused(path, ERROR_SCHEMA, "99");
	place_run_sql(path, "PRAGMA user_version = 0");
	refused(path, ERROR_SCHEMA, "teamtop rebuild");
	place_run_sql(path, "PRAGMA user_version = 1; DROP TABLE skill_need");
	refused(path, ERROR_SCHEMA, "skill_need");
}

/* Names that SQLite or a shell would read as something else. */
static void names(void **state)
{
	(void)state;
	static const char *const NAMES[] = {"a?mode=rwc", "file:x", ":memory:", "a b#c%20", "-x", "a\nb"};
	struct error error = {0};
	char before[4096];
	assert_non_null(getcwd(before, sizeof before));
	place_path("x");
	char folder[4096];
	snprintf(folder, sizeof folder, "%s", place_path(""));
	assert_int_equal(chdir(folder), 0);
	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		if (!store_create(NAMES[i], "UTC", "x", false, &error))
			fail_msg("%s", error.message);
		struct reader *reader = reader_open(NAMES[i], NULL, &error);
		if (!reader)
			fail_msg("%s", error.message);
		reader_close(reader);
		assert_int_equal(access(NAMES[i], F_OK), 0);
	}
	assert_int_equal(chdir(before), 0);
}

static void version_fails(struct reader *reader, enum error_kind kind, const char *words)
{
	struct error error = {0};
	uint64_t version;
	assert_false(reader_version(reader, &version, &error));
	if (error.kind != kind || !strstr(error.message, words))
		fail_msg("kind %d: %s", (int)error.kind, error.message);
	reader_close(reader);
}

static void changes_under_it(void **state)
{
	(void)state;
	const char *path = place_database("moving.db", "UTC"), *other = place_database("other.db", "UTC");
	struct reader *reader = place_reader(path);
	assert_int_equal(rename(other, path), 0);
	version_fails(reader, ERROR_GONE, "replaced");
	reader = place_reader(path);
	assert_int_equal(unlink(path), 0);
	version_fails(reader, ERROR_GONE, "gone");
	path = place_database("emptied.db", "UTC");
	reader = place_reader(path);
	assert_int_equal(truncate(path, 0), 0);
	version_fails(reader, ERROR_GONE, "emptied");
	path = place_database("shm.db", "UTC");
	reader = place_reader(path);
	char shm[4200];
	snprintf(shm, sizeof shm, "%s-shm", path);
	assert_int_equal(unlink(shm), 0);
	version_fails(reader, ERROR_GONE, "-shm");
}

/* Copied over in place, without WAL: the same counter, another file time. */
static void copied_over(void **state)
{
	(void)state;
	struct error error = {0};
	uint64_t first, second;
	const char *path = place_database("published.db", "UTC");
	place_run_sql(path, "PRAGMA journal_mode = DELETE");
	struct reader *reader = place_reader(path);
	assert_true(reader_version(reader, &first, &error));
	struct timespec times[2] = {{.tv_sec = 1700000000}, {.tv_sec = 1700000000}};
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_true(reader_version(reader, &second, &error));
	assert_true(first != second);
	reader_close(reader);
}

static const struct question SLOW = {"slow",
	"SELECT count(*) FROM calendar AS a JOIN calendar AS b ON a.day <> b.day JOIN calendar AS c ON c.day <> a.day", "", "i"};
static const struct question FAST = {"fast", "SELECT count(*) FROM calendar", "", "i"};

static bool ask(struct reader *reader, const struct question *question, struct error *error)
{
	struct arena *arena = arena_new();
	struct request request = {.question = question};
	struct asker asker = reader_asker(reader);
	bool good = reader_begin(reader, error) && asker.ask(asker.self, &request, 1, arena, error);
	reader_end(reader);
	arena_free(arena);
	return good;
}

static double seconds(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void *cancel_later(void *reader)
{
	struct timespec delay = {.tv_nsec = 50000000};
	nanosleep(&delay, NULL);
	reader_cancel(reader);
	return NULL;
}

static void cancelled_question(void **state)
{
	(void)state;
	struct error error = {0};
	pthread_t thread;
	struct reader *reader = place_reader(place_database("slow.db", "UTC"));
	double start = seconds();
	assert_int_equal(pthread_create(&thread, NULL, cancel_later, reader), 0);
	assert_false(ask(reader, &SLOW, &error));
	assert_int_equal(error.kind, ERROR_CANCELLED);
	assert_true(seconds() - start < 2);
	pthread_join(thread, NULL);
	assert_false(ask(reader, &FAST, &error));       /* until it is forgotten */
	reader_resume(reader);
	assert_true(ask(reader, &FAST, &error));
	reader_close(reader);
}

static void locked(void **state)
{
	(void)state;
	struct error error = {0};
	pthread_t thread;
	const char *path = place_database("locked.db", "UTC");
	place_run_sql(path, "PRAGMA journal_mode = DELETE");
	struct reader *reader = place_reader(path);
	sqlite3 *holder;
	assert_int_equal(sqlite3_open(path, &holder), SQLITE_OK);
	assert_int_equal(sqlite3_exec(holder, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
	double start = seconds();
	assert_false(ask(reader, &FAST, &error));
	assert_int_equal(error.kind, ERROR_BUSY);
	assert_non_null(strstr(error.message, "locked"));
	start = seconds();
	assert_int_equal(pthread_create(&thread, NULL, cancel_later, reader), 0);
	assert_false(ask(reader, &FAST, &error));       /* a cancel ends the wait for a lock, too */
	assert_int_equal(error.kind, ERROR_CANCELLED);
	assert_true(seconds() - start < 1.5);
	pthread_join(thread, NULL);
	reader_resume(reader);
	sqlite3_exec(holder, "COMMIT", NULL, NULL, NULL);
	assert_true(ask(reader, &FAST, &error));
	sqlite3_close(holder);
	reader_close(reader);
}

/* What a hostile database or question may not do. */
static void guarded(void **state)
{
	(void)state;
	static const char *const SQL[] = {
		"WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
		"SELECT load_extension('x')", "SELECT length(hex(zeroblob(400000000)))", "SELECT name FROM pragma_table_info('team')",
		"PRAGMA journal_mode = DELETE", "DELETE FROM calendar", "ATTACH ':memory:' AS x", "CREATE TEMP TABLE t (x)", "VACUUM",
		"SELECT count(*) FROM harmless", "SELECT length(group_concat(day || hex(zeroblob(100)))) FROM calendar",
	};
	const char *path = place_database("hostile.db", "UTC");
	place_run_sql(path, "CREATE VIEW harmless AS SELECT hex(randomblob(400000000))");
	struct reader *reader = place_reader(path);
	for (size_t i = 0; i < COUNT_OF(SQL); i++) {
		struct error error = {0};
		struct question question = {"hostile", SQL[i], "", "i"};
		double start = seconds();
		if (ask(reader, &question, &error))
			fail_msg("allowed: %s", SQL[i]);
		assert_true(seconds() - start < 2);
	}
	struct error error = {0};
	assert_true(ask(reader, &FAST, &error));
	reader_close(reader);
}

/* Values of other types in a foreign table without STRICT read as null, never as 0. */
static void surprising_types(void **state)
{
	(void)state;
	static const struct question question = {"types",
		"SELECT 'x', 1.5, 9e999, 3.0, x'41', NULL, 'x', 9223372036854775807, 5, 1e300", "", "iiriitrirt"};
	struct error error = {0};
	struct arena *arena = arena_new();
	struct reader *reader = place_reader(place_database("types.db", "UTC"));
	struct request request = {.question = &question};
	struct asker asker = reader_asker(reader);
	assert_true(reader_begin(reader, &error));
	assert_true(asker.ask(asker.self, &request, 1, arena, &error));
	reader_end(reader);
	static const char WANT[] = {0, 0, 0, 'i', 0, 0, 0, 'i', 'r', 't'};
	for (int i = 0; i < 10; i++)
		assert_int_equal(table_cell(&request.answer, 0, i)->type, WANT[i]);
	assert_int_equal(table_integer(&request.answer, 0, 3), 3);
	arena_free(arena);
	reader_close(reader);
}

enum { NOBODY = 65534, VIEWER = 12345 };

/* As another user; returns the exit status of `what`. */
static int as_user(unsigned user, int (*what)(const char *path), const char *path)
{
	pid_t child = fork();
	if (child == 0) {
		if (setgid(user) != 0 || setuid(user) != 0)
			_exit(99);
		_exit(what(path));
	}
	int status = -1;
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int view(const char *path)
{
	struct error error = {0};
	struct reader *reader = reader_open(path, NULL, &error);
	if (!reader)
		return error.kind == ERROR_DENIED && strstr(error.message, "publish") ? 10 : error.kind == ERROR_DENIED ? 11 : 12;
	int result = ask(reader, &FAST, &error) ? 0 : 13;
	reader_close(reader);
	return result;
}

static int write_row(const char *path)
{
	sqlite3 *connection;
	int code = sqlite3_open(path, &connection);
	if (code == SQLITE_OK)
		code = sqlite3_exec(connection, "INSERT INTO team (name) VALUES (hex(randomblob(4)))", NULL, NULL, NULL);
	sqlite3_close(connection);
	return code;
}

/* A writer of that user that holds the database open until the pipe is closed. */
static pid_t hold_as(unsigned user, const char *path, int *until)
{
	int ready[2], hold[2];
	char byte = 0;
	assert_int_equal(pipe(ready) + pipe(hold), 0);
	pid_t child = fork();
	if (child == 0) {
		close(hold[1]);
		sqlite3 *connection;
		if (setgid(user) != 0 || setuid(user) != 0 || sqlite3_open(path, &connection) != SQLITE_OK)
			_exit(99);
		int code = sqlite3_exec(connection, "INSERT INTO team (name) VALUES ('held')", NULL, NULL, NULL);
		(void)!write(ready[1], &byte, 1);
		(void)!read(hold[0], &byte, 1);
		sqlite3_close(connection);
		_exit(code);
	}
	close(hold[0]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	close(ready[1]);
	*until = hold[1];
	return child;
}

static bool exists_beside(const char *path, const char *suffix)
{
	char name[4200];
	snprintf(name, sizeof name, "%s%s", path, suffix);
	return access(name, F_OK) == 0;
}

/* A viewer never leaves -wal or -shm of its own beside somebody else's database. */
static void other_owner(void **state)
{
	(void)state;
	if (geteuid() != 0)
		skip();                                 /* only root may become two others */
	const char *path = place_database("owned.db", "UTC");
	assert_int_equal(chmod(place_path(""), 0777), 0);
	assert_int_equal(chown(path, NOBODY, NOBODY), 0);
	assert_int_equal(chmod(path, 0644), 0);
	assert_int_equal(as_user(VIEWER, view, path), 10);
	assert_false(exists_beside(path, "-wal") || exists_beside(path, "-shm"));
	assert_int_equal(as_user(NOBODY, write_row, path), 0);
	assert_int_equal(as_user(NOBODY, view, path), 0);
	assert_int_equal(as_user(NOBODY, write_row, path), 0);
	int until, status = -1;                         /* while its owner has it open, others may look */
	pid_t holder = hold_as(NOBODY, path, &until);
	assert_int_equal(as_user(VIEWER, view, path), 0);
	close(until);
	waitpid(holder, &status, 0);
	assert_int_equal(status, 0);
	assert_false(exists_beside(path, "-wal") || exists_beside(path, "-shm"));
	struct reader *reader = place_reader(path);      /* root leaves what the owner can use */
	reader_close(reader);
	assert_int_equal(as_user(NOBODY, write_row, path), 0);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(as_user(VIEWER, view, path), 11);
	assert_int_equal(chmod(path, 0644), 0);
	place_run_sql(path, "PRAGMA journal_mode = DELETE");    /* as `publish` makes them: for everybody, from a closed folder */
	assert_int_equal(chmod(place_path(""), 0755), 0);
	assert_int_equal(as_user(VIEWER, view, path), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(not_files), cmocka_unit_test(not_databases), cmocka_unit_test(versions), cmocka_unit_test(names),
		cmocka_unit_test(changes_under_it), cmocka_unit_test(copied_over), cmocka_unit_test(cancelled_question),
		cmocka_unit_test(locked), cmocka_unit_test(guarded), cmocka_unit_test(surprising_types), cmocka_unit_test(other_owner),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
