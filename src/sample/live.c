/* `teamtop sample --live`: what the sample would have written, written as time passes. Plans of the last days are kept,
   because their cases are still resolved, rated and reopened; everything new in (last, now] is written at once. */
#include "rows.h"
#include "sample_file.h"
#include "teamtop/sample.h"

#include <stdlib.h>

enum { DAY_SECONDS = 86400, DAYS_KEPT = 11, AHEAD_DAYS = 400 };

struct sample_live {
	struct writer *writer;
	struct scenario *scenario;
	struct sample_file file;
	struct world *world;
	struct rows rows;
	int64_t last;                                   /* local moment up to which everything is written */
	int64_t day;                                    /* newest day of `plans`, -1 none */
	struct plan *plans;                             /* of every person and every team's agent, DAYS_KEPT days */
	int plan_count, plan_room;
};

static void drop_plans(struct sample_live *live)
{
	for (int i = 0; i < live->plan_room; i++)
		plan_free(&live->plans[i]);
	free(live->plans);
	live->plans = NULL;
	live->plan_count = live->plan_room = 0;
	live->day = -1;
}

static struct plan *next_plan(struct sample_live *live)
{
	if (live->plan_count == live->plan_room) {
		int room = live->plan_room * 2 + 256;
		live->plans = memory_grow(live->plans, sizeof *live->plans * (size_t)room);
		for (int i = live->plan_room; i < room; i++)
			live->plans[i] = (struct plan){0};
		live->plan_room = room;
	}
	return &live->plans[live->plan_count++];
}

static void make_plans(struct sample_live *live, int64_t day)
{
	int64_t first = day - DAYS_KEPT + 1 > live->world->start ? day - DAYS_KEPT + 1 : live->world->start;
	live->plan_count = 0;
	for (int64_t at = first; at <= day; at++) {
		for (int i = 0; i < live->world->rep_count; i++)
			if (rep_employed(live->world->reps[i], at))
				plan_person(live->world, live->world->reps[i], at, next_plan(live));
		for (int team = 0; team < (int)live->scenario->team_count; team++)
			plan_agent(live->world, team, at, next_plan(live));
	}
	live->day = day;
}

/* A longer horizon changes nothing before it: all draws are keyed by person and month. */
static bool look_ahead(struct sample_live *live, int64_t day, struct error *error)
{
	if (live->world && day + AHEAD_DAYS / 2 < live->world->horizon)
		return true;
	const struct sample_file *file = &live->file;
	drop_plans(live);
	rows_close(&live->rows);
	world_free(live->world);
	live->world = world_make(live->scenario, file->people, file->months, file->seed, file->until, day + AHEAD_DAYS);
	return rows_open(&live->rows, live->writer, live->world, false, day + AHEAD_DAYS, error);
}

struct sample_live *sample_live_open(const struct sample_options *options, struct error *error)
{
	struct sample_live *live = memory_new(sizeof *live);
	live->day = -1;
	live->writer = writer_open(options->database, error);
	bool ok = live->writer && (sample_file_read(live->writer, &live->file, error) || error_prefix(error, "%s", options->database)) &&
		  scenario_load(options->scenario, &live->scenario, error);
	if (ok && live->scenario->checksum != live->file.scenario)
		ok = error_set(error, ERROR_REFUSED, "%s was made from another scenario: name it with --scenario, or make it anew",
			options->database);
	if (ok) {
		live->last = sample_local(live->writer, live->file.last);
		int64_t day = live->last / DAY_SECONDS;
		ok = look_ahead(live, day > live->file.until ? day : live->file.until, error);
	}
	if (ok)
		return live;
	sample_live_close(live);
	return NULL;
}

void sample_live_close(struct sample_live *live)
{
	if (!live)
		return;
	drop_plans(live);
	rows_close(&live->rows);
	world_free(live->world);
	scenario_free(live->scenario);
	writer_close(live->writer);
	free(live);
}

static void write_until(struct sample_live *live, int64_t now)
{
	int64_t last_day = live->last / DAY_SECONDS;
	for (int64_t day = last_day; day <= now / DAY_SECONDS && !live->rows.failed; day++) {
		int64_t end = (day + 1) * DAY_SECONDS - 1, limit = now < end ? now : end;
		int64_t after = day == last_day ? live->last : day * DAY_SECONDS - 1;
		if (day > last_day) {
			rows_people(&live->rows, day - 1, day);
			rows_survey(&live->rows, day - 1, day);
		}
		if (live->day != day)
			make_plans(live, day);
		for (int i = 0; i < live->plan_count; i++)
			rows_plan(&live->rows, &live->plans[i], after, limit);
	}
}

static void remember(struct sample_live *live, int64_t now)
{
	char arguments[200];
	int64_t rows = live->rows.written;
	sample_file_print(&live->file, arguments, sizeof arguments);
	rows_put(&live->rows, PUT_RUN, "iitti", (int64_t)RUN_SAMPLE, now, arguments, SAMPLE_PRESET, rows);
}

bool sample_live_advance(struct sample_live *live, int64_t now, int64_t *rows, struct error *error)
{
	int64_t local = sample_local(live->writer, now);
	*rows = 0;
	if (local <= live->last)
		return true;
	if (!writer_begin(live->writer, error))
		return false;
	bool ok = look_ahead(live, local / DAY_SECONDS, error);
	live->rows.error = error;
	live->rows.failed = false;
	live->rows.written = 0;
	if (ok)
		write_until(live, local);
	int64_t written = live->rows.written;
	if (ok && written > 0)
		remember(live, now);
	ok = ok && !live->rows.failed;
	if (ok && written > 0)
		ok = writer_commit(live->writer, error);
	else
		writer_rollback(live->writer);
	if (!ok)
		return false;
	live->last = local;
	*rows = written;
	return true;
}
