/* The store for the loop: jobs that stall, newer ones that replace them, files that come and go, all while the loop turns. */
#include "place.h"
#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

struct answer_job {
	const char *sql;                                /* NULL: waits for `release` */
	atomic_bool release;
	int64_t number;
	int done;                                       /* how often, must end as 1 */
	bool good;
	enum error_kind kind;
};

struct bench {
	uv_loop_t loop;
	struct store *store;
	int changed, troubles, freed;
	enum error_kind trouble;
	char message[300];
	uint64_t longest_gap, last_turn;                /* ms between two turns of the loop */
	uv_timer_t beat, limit;
	bool (*until)(struct bench *bench);
	bool timed_out;
};

static bool work(struct reader *reader, void *self, struct error *error)
{
	struct answer_job *job = self;
	struct question question = {"job", job->sql, "", "i"};
	struct request request = {.question = &question};
	struct asker asker = reader_asker(reader);
	if (!job->sql) {
		while (!atomic_load(&job->release))
			usleep(1000);
		return true;
	}
	struct arena *arena = arena_new();
	bool good = asker.ask(asker.self, &request, 1, arena, error);
	job->number = good ? table_integer(&request.answer, 0, 0) : -1;
	arena_free(arena);
	return good;
}

static void done(void *owner, void *self, bool ok, const struct error *error)
{
	struct answer_job *job = self;
	(void)owner;
	job->done++;
	job->good = ok;
	job->kind = error->kind;
}

static void on_changed(void *owner)
{
	((struct bench *)owner)->changed++;
}

static void on_trouble(void *owner, const struct error *error)
{
	struct bench *bench = owner;
	bench->troubles++;
	bench->trouble = error->kind;
	snprintf(bench->message, sizeof bench->message, "%.290s", error->message);
}

static void on_freed(void *owner)
{
	((struct bench *)owner)->freed++;
}

static void on_beat(uv_timer_t *timer)
{
	struct bench *bench = timer->data;
	uint64_t now = uv_hrtime() / 1000000;
	if (bench->last_turn && now - bench->last_turn > bench->longest_gap)
		bench->longest_gap = now - bench->last_turn;
	bench->last_turn = now;
	if (bench->until(bench))
		uv_stop(&bench->loop);
}

static void on_limit(uv_timer_t *timer)
{
	struct bench *bench = timer->data;
	bench->timed_out = true;
	uv_stop(&bench->loop);
}

/* Turns the loop until `until` holds; fails after `most` ms. */
static void run_until(struct bench *bench, bool (*until)(struct bench *bench), uint64_t most)
{
	bench->until = until;
	bench->timed_out = false;
	bench->last_turn = 0;
	uv_update_time(&bench->loop);
	uv_timer_start(&bench->beat, on_beat, 0, 5);
	uv_timer_start(&bench->limit, on_limit, most, 0);
	uv_run(&bench->loop, UV_RUN_DEFAULT);
	uv_timer_stop(&bench->beat);
	uv_timer_stop(&bench->limit);
	assert_false(bench->timed_out);
}

static void open_bench(struct bench *bench, const char *path)
{
	memset(bench, 0, sizeof *bench);
	assert_int_equal(uv_loop_init(&bench->loop), 0);
	uv_timer_init(&bench->loop, &bench->beat);
	uv_timer_init(&bench->loop, &bench->limit);
	bench->beat.data = bench->limit.data = bench;
	bench->store = store_new(&bench->loop, path, bench, on_changed, on_trouble);
}

static bool is_freed(struct bench *bench)
{
	return bench->freed > 0;
}

static void close_bench(struct bench *bench)
{
	store_free(bench->store, on_freed);
	run_until(bench, is_freed, 5000);
	assert_int_equal(bench->freed, 1);
	uv_close((uv_handle_t *)&bench->beat, NULL);
	uv_close((uv_handle_t *)&bench->limit, NULL);
	uv_run(&bench->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&bench->loop), 0);
}

static struct answer_job jobs[3];

static bool first_done(struct bench *bench)
{
	(void)bench;
	return jobs[0].done > 0;
}

static bool all_done(struct bench *bench)
{
	(void)bench;
	return jobs[0].done && jobs[1].done && jobs[2].done;
}

static void submit(struct bench *bench, struct answer_job *job, const char *sql)
{
	memset(job, 0, sizeof *job);
	job->sql = sql;
	store_submit(bench->store, work, done, job);
}

static const char COUNT[] = "SELECT count(*) FROM team";
static const char SLOW[] =
	"SELECT count(*) FROM calendar AS a JOIN calendar AS b ON a.day <> b.day JOIN calendar AS c ON c.day <> a.day";

static void ask_count(struct bench *bench, int64_t want)
{
	submit(bench, &jobs[0], COUNT);
	run_until(bench, first_done, 5000);
	assert_true(jobs[0].good);
	assert_int_equal(jobs[0].number, want);
}

static bool has_changed(struct bench *bench)
{
	return bench->changed > 0;
}

static void sees_commits(void **state)
{
	(void)state;
	struct bench bench;
	const char *path = place_database("commits.db", "UTC");
	open_bench(&bench, path);
	ask_count(&bench, 0);
	uint64_t start = uv_hrtime();
	place_run_sql(path, "INSERT INTO team (name) VALUES ('A')");
	run_until(&bench, has_changed, 3000);
	print_message("seen after %d ms\n", (int)((uv_hrtime() - start) / 1000000));
	ask_count(&bench, 1);
	assert_int_equal(bench.troubles, 0);
	close_bench(&bench);
}

static bool never(struct bench *bench)
{
	return bench->timed_out;
}

static void quiet_for(struct bench *bench, uint64_t time)
{
	bench->until = never;
	bench->timed_out = false;
	uv_timer_start(&bench->limit, on_limit, time, 0);
	uv_run(&bench->loop, UV_RUN_DEFAULT);
}

/* Its own reading and writes beside the database are no change. */
static void quiet_when_nothing_happens(void **state)
{
	(void)state;
	struct bench bench;
	open_bench(&bench, place_database("quiet.db", "UTC"));
	ask_count(&bench, 0);
	fclose(fopen(place_path("quiet.db.txt"), "w"));
	quiet_for(&bench, 1500);
	assert_int_equal(bench.changed, 0);
	assert_int_equal(bench.troubles, 0);
	close_bench(&bench);
}

static void newer_job_wins(void **state)
{
	(void)state;
	struct bench bench;
	open_bench(&bench, place_database("newer.db", "UTC"));
	ask_count(&bench, 0);
	submit(&bench, &jobs[0], SLOW);
	quiet_for(&bench, 30);                          /* it runs by now */
	submit(&bench, &jobs[1], SLOW);
	submit(&bench, &jobs[2], COUNT);
	assert_int_equal(jobs[1].done, 1);              /* never started */
	run_until(&bench, all_done, 5000);
	assert_int_equal(jobs[0].kind, ERROR_CANCELLED);
	assert_int_equal(jobs[1].kind, ERROR_CANCELLED);
	assert_true(jobs[2].good);
	assert_true(bench.longest_gap < 1000);
	assert_int_equal(bench.troubles, 0);
	submit(&bench, &jobs[0], SLOW);
	quiet_for(&bench, 30);
	store_cancel(bench.store);
	run_until(&bench, first_done, 5000);
	assert_int_equal(jobs[0].kind, ERROR_CANCELLED);
	close_bench(&bench);
}

/* A job that hears nothing does not hold the loop; freeing waits for it. */
static void stalled_job(void **state)
{
	(void)state;
	struct bench bench;
	open_bench(&bench, place_database("stalled.db", "UTC"));
	submit(&bench, &jobs[0], NULL);
	quiet_for(&bench, 300);
	submit(&bench, &jobs[1], COUNT);
	quiet_for(&bench, 100);
	assert_int_equal(jobs[0].done + jobs[1].done, 0);
	store_free(bench.store, on_freed);
	assert_int_equal(jobs[1].done, 1);
	quiet_for(&bench, 100);
	assert_int_equal(bench.freed, 0);
	atomic_store(&jobs[0].release, true);
	run_until(&bench, is_freed, 5000);
	assert_int_equal(jobs[0].done, 1);
	assert_false(jobs[0].good);
	assert_true(bench.longest_gap < 1000);
	uv_close((uv_handle_t *)&bench.beat, NULL);
	uv_close((uv_handle_t *)&bench.limit, NULL);
	uv_run(&bench.loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&bench.loop), 0);
}

static bool has_trouble(struct bench *bench)
{
	return bench->troubles > 0;
}

static void comes_and_goes(void **state)
{
	(void)state;
	struct bench bench;
	const char *path = place_path("away.db"), *made = place_database("made.db", "UTC");
	open_bench(&bench, path);
	submit(&bench, &jobs[0], COUNT);
	run_until(&bench, first_done, 5000);
	assert_false(jobs[0].good);
	assert_int_equal(bench.trouble, ERROR_GONE);
	quiet_for(&bench, 1000);
	assert_int_equal(bench.troubles, 1);            /* told once */
	assert_int_equal(rename(made, path), 0);
	run_until(&bench, has_changed, 6000);
	ask_count(&bench, 0);
	bench.changed = bench.troubles = 0;
	made = place_database("made.db", "UTC");
	place_run_sql(made, "INSERT INTO team (name) VALUES ('A'), ('B')");
	assert_int_equal(rename(made, path), 0);        /* replaced: new data, no trouble */
	run_until(&bench, has_changed, 3000);
	ask_count(&bench, 2);
	assert_int_equal(bench.troubles, 0);
	bench.changed = 0;
	assert_int_equal(unlink(path), 0);
	run_until(&bench, has_trouble, 3000);
	assert_int_equal(bench.trouble, ERROR_GONE);
	made = place_database("made.db", "UTC");
	assert_int_equal(rename(made, path), 0);
	run_until(&bench, has_changed, 6000);
	ask_count(&bench, 0);
	close_bench(&bench);
}

static void locked_for_a_while(void **state)
{
	(void)state;
	struct bench bench;
	const char *path = place_database("busy.db", "UTC");
	place_run_sql(path, "PRAGMA journal_mode = DELETE");
	open_bench(&bench, path);
	ask_count(&bench, 0);
	sqlite3 *holder;
	assert_int_equal(sqlite3_open(path, &holder), SQLITE_OK);
	assert_int_equal(sqlite3_exec(holder, "BEGIN EXCLUSIVE; INSERT INTO team (name) VALUES ('A')", NULL, NULL, NULL), SQLITE_OK);
	submit(&bench, &jobs[0], COUNT);
	run_until(&bench, has_trouble, 8000);
	assert_int_equal(bench.trouble, ERROR_BUSY);
	assert_true(bench.longest_gap < 1000);
	sqlite3_exec(holder, "COMMIT", NULL, NULL, NULL);
	run_until(&bench, has_changed, 8000);
	ask_count(&bench, 1);
	sqlite3_close(holder);
	close_bench(&bench);
}

static void paused(void **state)
{
	(void)state;
	struct bench bench;
	const char *path = place_database("paused.db", "UTC");
	open_bench(&bench, path);
	ask_count(&bench, 0);
	store_pause(bench.store, true);
	place_run_sql(path, "INSERT INTO team (name) VALUES ('A')");
	quiet_for(&bench, 1300);
	assert_int_equal(bench.changed, 0);
	ask_count(&bench, 1);                           /* asking still works */
	place_run_sql(path, "INSERT INTO team (name) VALUES ('B')");
	store_pause(bench.store, false);
	run_until(&bench, has_changed, 3000);
	close_bench(&bench);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sees_commits), cmocka_unit_test(quiet_when_nothing_happens), cmocka_unit_test(newer_job_wins),
		cmocka_unit_test(stalled_job), cmocka_unit_test(comes_and_goes), cmocka_unit_test(locked_for_a_while),
		cmocka_unit_test(paused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
