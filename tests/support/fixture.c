#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void stop(const char *what, const struct error *error)
{
	printf("fixture: %s: %s\n", what, error->message);
	abort();
}

int64_t fixture_day(const char *text)
{
	int64_t day;
	if (!day_parse(text, &day)) {
		printf("fixture: no day: %s\n", text);
		abort();
	}
	return day;
}

static void reader_start(struct fixture *fixture)
{
	struct error error = {.kind = ERROR_NONE};
	fixture->reader = reader_open(fixture->path, &(struct reader_options){.trusted_views = false}, &error);
	if (!fixture->reader || !reader_begin(fixture->reader, &error))
		stop("opening", &error);
	fixture->asker = reader_asker(fixture->reader);
}

static void reader_stop(struct fixture *fixture)
{
	if (fixture->reader) {
		reader_end(fixture->reader);
		reader_close(fixture->reader);
	}
	fixture->reader = NULL;
}

void fixture_write(struct fixture *fixture, const char *sql)
{
	struct error error = {.kind = ERROR_NONE};
	reader_stop(fixture);
	struct writer *writer = writer_open(fixture->path, &error);
	if (!writer || !writer_begin(writer, &error) || !writer_run(writer, sql, &error) || !writer_commit(writer, &error))
		stop("writing", &error);
	writer_close(writer);
	reader_start(fixture);
}

void fixture_open(struct fixture *fixture, const char *sql, const char *today)
{
	struct error error = {.kind = ERROR_NONE};
	*fixture = (struct fixture){.folder = "/tmp/teamtop-fixture-XXXXXX"};
	if (!mkdtemp(fixture->folder))
		stop("a folder", &error);
	snprintf(fixture->path, sizeof fixture->path, "%s/team.db", fixture->folder);
	if (!store_create(fixture->path, "Asia/Jakarta", "Test", false, &error))
		stop("making", &error);
	fixture_write(fixture, sql);
	int64_t day = fixture_day(today);
	fixture->scope = (struct scope){.today = day, .now = day * 86400 + 5 * 3600, .as_of_kind = AS_OF_NOW,
		.period = {.kind = PERIOD_DAYS, .days = 28}};
}

struct answer *fixture_answer(struct fixture *fixture, unsigned needs, const struct record_filter *filter)
{
	struct error error = {.kind = ERROR_NONE};
	struct answer *answer = metrics_answer(&fixture->asker, &fixture->scope, needs, filter, &error);
	if (!answer)
		stop("asking", &error);
	return answer;
}

void fixture_close(struct fixture *fixture)
{
	char command[160];
	reader_stop(fixture);
	snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
	if (system(command) != 0)
		printf("fixture: %s stays\n", fixture->folder);
}
