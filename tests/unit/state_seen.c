/* What a viewer has seen: kept beside that of other databases, written whole or not at all, and a damaged file is said. */
#include "teamtop/state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static struct finding FINDINGS[] = {{.key = "change:adoption:2:up"}, {.key = "need:3"}};
static const struct attention ATTENTION = {.findings = FINDINGS, .count = 2};

static const char *place(char out[120])
{
	char folder[] = "/tmp/teamtop-seen-XXXXXX";
	assert_non_null(mkdtemp(folder));
	snprintf(out, 120, "%s/seen.json", folder);
	return out;
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void nothing_seen_before(void **state)
{
	struct seen seen;
	char path[120];
	(void)state;
	assert_true(seen_load(place(path), "/a.db", &seen, NULL));
	assert_false(seen.known);
	assert_false(seen_has(&seen, "need:3"));
	assert_false(seen_has(NULL, "need:3"));
	assert_int_equal(seen_ran(&seen, "limit:x"), INT64_MIN);
}

static void kept_and_read_again(void **state)
{
	static struct seen seen, again;
	struct error error = {0};
	struct stat status;
	char path[120];
	(void)state;
	place(path);
	seen_look(&seen, &ATTENTION, 1000);
	seen_acknowledge(&seen, "need:3", true);
	seen_run(&seen, "limit:x", 900);
	assert_true(seen_save(path, "/a.db", &seen, &error));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_true(seen_load(path, "/a.db", &again, &error));
	assert_true(again.known);
	assert_int_equal(again.looked, 1000);
	assert_true(seen_has(&again, "change:adoption:2:up") && seen_has(&again, "need:3") && !seen_has(&again, "need:4"));
	assert_true(seen_acknowledged(&again, "need:3") && !seen_acknowledged(&again, "change:adoption:2:up"));
	assert_int_equal(seen_ran(&again, "limit:x"), 900);
	assert_true(seen_load(path, "/b.db", &again, &error));
	assert_false(again.known);
	seen_look(&again, &ATTENTION, 2000);
	assert_true(seen_save(path, "/b.db", &again, &error));
	assert_true(seen_load(path, "/a.db", &again, &error));
	assert_int_equal(again.looked, 1000);           /* the other database's look left this one's alone */
}

/* What went away is news when it comes back. */
static void noted_until_it_goes(void **state)
{
	static struct seen seen;
	struct attention one = {.findings = FINDINGS, .count = 1};
	(void)state;
	memset(&seen, 0, sizeof seen);
	seen_acknowledge(&seen, "need:3", true);
	seen_acknowledge(&seen, "change:adoption:2:up", true);
	seen_look(&seen, &one, 10);
	assert_false(seen_acknowledged(&seen, "need:3"));
	assert_true(seen_acknowledged(&seen, "change:adoption:2:up"));
	seen_acknowledge(&seen, "change:adoption:2:up", false);
	assert_false(seen_acknowledged(&seen, "change:adoption:2:up"));
}

static void damaged_is_said_and_begun_anew(void **state)
{
	static const char *const texts[] = {"{\"/a.db\": ", "[]", "", "{\"/a.db\": 5}", "{\"/a.db\": {\"findings\": {\"x\": 1}, \"ran\": [1], \"looked\": \"soon\"}}"};
	static struct seen seen;
	char path[120];
	(void)state;
	place(path);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct error error = {0};
		put(path, texts[i]);
		assert_int_equal(seen_load(path, "/a.db", &seen, &error), i >= 3);      /* an object, if of odd things: nothing seen */
		assert_int_equal(error.message[0] != 0, i < 3);
		assert_false(seen.known || seen.count || seen.ran_count);
		assert_true(seen_save(path, "/a.db", &seen, &error));
		assert_true(seen_load(path, "/a.db", &seen, NULL));
	}
}

static void full_lists_hold(void **state)
{
	static struct seen seen;
	char key[40];
	(void)state;
	memset(&seen, 0, sizeof seen);
	for (int i = 0; i < MOST_SEEN + 10; i++) {
		snprintf(key, sizeof key, "limit:%d", i);
		seen_acknowledge(&seen, key, true);
		seen_run(&seen, key, i);
	}
	assert_int_equal(seen.acknowledged_count, MOST_SEEN);
	assert_int_equal(seen.ran_count, MOST_SEEN);
	assert_int_equal(seen_ran(&seen, "limit:7"), 7);
}

static void cannot_be_written(void **state)
{
	static struct seen seen;
	struct error error = {0};
	(void)state;
	assert_false(seen_save("/nowhere/at/all/seen.json", "/a.db", &seen, &error));
	assert_non_null(strstr(error.message, "cannot write"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_seen_before), cmocka_unit_test(kept_and_read_again), cmocka_unit_test(noted_until_it_goes),
		cmocka_unit_test(damaged_is_said_and_begun_anew), cmocka_unit_test(full_lists_hold), cmocka_unit_test(cannot_be_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
