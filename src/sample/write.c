/* `teamtop sample`: the world of a seed, written in one transaction. */
#include "rows.h"
#include "sample_file.h"
#include "teamtop/sample.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DAY_SECONDS = 86400, HOUR = 3600, EVER = -1 };

static int64_t run_of(const struct scenario *scenario, const char *preset)
{
	for (unsigned i = 0; i < scenario->source_count; i++)
		if (strcmp(scenario->sources[i].preset, preset) == 0)
			return (int64_t)i + RUN_SAMPLE + 1;
	return RUN_SAMPLE;
}

static void put_runs(struct rows *rows, const char *arguments, int64_t end, const int64_t counts[4])
{
	const struct scenario *scenario = rows->world->scenario;
	rows_put(rows, PUT_RUN, "iitti", (int64_t)RUN_SAMPLE, end, arguments, SAMPLE_PRESET, counts[0]);
	for (unsigned i = 0; i < scenario->source_count; i++) {
		const struct scenario_source *source = &scenario->sources[i];
		int64_t id = (int64_t)i + RUN_SAMPLE + 1;
		int64_t count = id == rows->people_run ? counts[1] : id == rows->skills_run ? counts[2] : counts[3];
		rows_put(rows, PUT_RUN, "iitti", id, end - (int64_t)source->hours_before_end * HOUR, source->file, source->preset,
			count);
	}
}

/* Days in order, people in order of hire: the row ids follow. */
static void put_days(struct rows *rows, int64_t limit)
{
	const struct world *world = rows->world;
	struct plan plan = {0};
	for (int64_t day = world->start; day <= world->until && !rows->failed; day++) {
		writer_touch(rows->writer, day);
		for (int i = 0; i < world->rep_count; i++) {
			if (!rep_employed(world->reps[i], day))
				continue;
			plan_person(world, world->reps[i], day, &plan);
			rows_plan(rows, &plan, EVER, limit);
		}
		for (int team = 0; team < (int)world->scenario->team_count; team++) {
			plan_agent(world, team, day, &plan);
			rows_plan(rows, &plan, EVER, limit);
		}
	}
	plan_free(&plan);
}

static void put_all(struct rows *rows, const char *arguments, int64_t limit)
{
	const struct world *world = rows->world;
	const struct scenario *scenario = world->scenario;
	int64_t counts[4] = {0, 0, 0, 0};
	rows->people_run = run_of(scenario, "people");
	rows->skills_run = run_of(scenario, "skills");
	rows->survey_run = run_of(scenario, "survey");
	rows_base(rows);
	rows_people(rows, -NEVER, world->until);
	counts[1] = rows->written;
	rows_survey(rows, -NEVER, world->until);
	counts[3] = rows->written - counts[1];
	for (int i = 0; i < world->rep_count; i++)
		for (int j = 0; j < world->reps[i]->assessment_count; j++)
			counts[2] += world->reps[i]->assessments[j].day <= world->until && world->reps[i]->hired <= world->until;
	counts[1] -= counts[2];
	int64_t before = rows->written;
	put_days(rows, limit);
	counts[0] = rows->written - before;
	put_runs(rows, arguments, rows_utc(rows, limit), counts);
}

static bool references_hold(struct writer *writer, struct error *error)
{
	struct statement *check = writer_prepare(writer, "PRAGMA foreign_key_check", error);
	int step = check ? statement_step(check, error) : -1;
	if (step == 1)
		error_set(error, ERROR_INTERNAL, "the sample has a row in %s that names a row that is not there",
			statement_column_text(check, 0));
	if (step >= 0)
		statement_reset(check);
	return step == 0;
}

static bool write_rows(struct writer *writer, const struct world *world, const char *arguments, int64_t limit,
	struct error *error)
{
	char from[16], sql[120];
	struct rows rows;
	/* The indexes' pages stay in memory; references are checked once for all rows instead of four times a row. */
	if (!writer_run(writer, "PRAGMA cache_size = -131072; PRAGMA foreign_keys = OFF", error) || !writer_begin(writer, error))
		return false;
	writer_bulk(writer);
	bool ok = rows_open(&rows, writer, world, true, world->until, error);
	day_print(world->start, from);
	snprintf(sql, sizeof sql, "UPDATE organisation SET observed_from = '%s'", from);
	ok = ok && writer_run(writer, sql, error);
	if (ok)
		put_all(&rows, arguments, limit);
	ok = ok && !rows.failed && writer_settle(writer, error) && references_hold(writer, error) && writer_commit(writer, error);
	rows_close(&rows);
	if (!ok)
		writer_rollback(writer);
	return ok;
}

static bool arguments_fit(const struct sample_options *options, const struct scenario *scenario, struct error *error)
{
	int64_t first = day_of_date((struct date){2015, 1, 1}), last = day_of_date((struct date){2058, 12, 31});
	if (options->people && (options->people < LEAST_PEOPLE || options->people > MOST_PEOPLE))
		return error_set(error, ERROR_USAGE, "--people goes from %d to %d", LEAST_PEOPLE, MOST_PEOPLE);
	if (options->months && (options->months < 1 || options->months > MOST_MONTHS))
		return error_set(error, ERROR_USAGE, "--months goes from 1 to %d", MOST_MONTHS);
	if (options->seed < 0)
		return error_set(error, ERROR_USAGE, "--seed is 1 or more; without it the shipped one is found");
	if (options->until == INT64_MIN && !options->now)
		return error_set(error, ERROR_INTERNAL, "a sample until today needs the time");
	if (options->until != INT64_MIN && (options->until < first || options->until > last))
		return error_set(error, ERROR_USAGE, "--until goes from 2015-01-01 to 2058-12-31");
	return zone_exists(options->time_zone ? options->time_zone : scenario->time_zone, error);
}

/* The last day and the last local moment that is written: the end of the day, or now where the day is today. */
static bool find_end(struct writer *writer, const struct sample_options *options, int64_t *until, int64_t *limit,
	struct error *error)
{
	int64_t today = options->now ? writer_day(writer, options->now) : INT64_MAX;
	*until = options->until == INT64_MIN ? today : options->until;
	*limit = *until == today ? sample_local(writer, options->now) : (*until + 1) * DAY_SECONDS - 1;
	return *until <= today || error_set(error, ERROR_USAGE, "--until lies after today");
}

static void remove_half(const char *path)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	char name[4200];
	for (size_t i = 0; i < COUNT_OF(endings); i++) {
		snprintf(name, sizeof name, "%s%s", path, endings[i]);
		unlink(name);
	}
}

static bool fill(const struct sample_options *options, const struct scenario *scenario, struct error *error)
{
	struct sample_file file = {.people = options->people ? options->people : scenario->people,
		.months = options->months ? options->months : scenario->months, .seed = options->seed,
		.scenario = scenario->checksum};
	char arguments[200];
	int64_t limit;
	struct writer *writer = writer_open(options->database, error);
	bool ok = writer && find_end(writer, options, &file.until, &limit, error);
	if (ok) {
		if (!file.seed)
			file.seed = world_seed(scenario, file.people, file.months, file.until);
		/* People on notice are known before they go: look as far ahead as notice can reach, and some months more. */
		struct world *world = world_make(scenario, file.people, file.months, file.seed, file.until, file.until + 200);
		sample_file_print(&file, arguments, sizeof arguments);
		ok = write_rows(writer, world, arguments, limit, error);
		world_free(world);
	}
	writer_close(writer);
	return ok;
}

bool sample_write(const struct sample_options *options, struct error *error)
{
	struct scenario *scenario;
	if (!scenario_load(options->scenario, &scenario, error))
		return false;
	const char *zone = options->time_zone ? options->time_zone : scenario->time_zone;
	bool ok = arguments_fit(options, scenario, error) &&
		  store_create(options->database, zone, scenario->organisation, true, error);
	if (ok && !fill(options, scenario, error)) {
		remove_half(options->database);
		ok = false;
	}
	scenario_free(scenario);
	return ok;
}
