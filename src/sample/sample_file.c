#include "sample_file.h"

#include <inttypes.h>
#include <stdio.h>

enum { DAY_SECONDS = 86400, LONGEST_DAY = 26 * 3600 };

void sample_file_print(const struct sample_file *file, char *text, size_t size)
{
	char until[16];
	day_print(file->until, until);
	snprintf(text, size, "people=%d months=%d seed=%" PRId64 " until=%s scenario=%016" PRIx64, file->people, file->months,
		file->seed, until, file->scenario);
}

static bool parse(const char *text, struct sample_file *file)
{
	char until[16] = "";
	return text && sscanf(text, "people=%d months=%d seed=%" SCNd64 " until=%15s scenario=%" SCNx64, &file->people, &file->months,
			       &file->seed, until, &file->scenario) == 5 &&
	       day_parse(until, &file->until) && file->people >= LEAST_PEOPLE && file->people <= MOST_PEOPLE && file->months >= 1 &&
	       file->months <= MOST_MONTHS && file->seed > 0;
}

bool sample_file_read(struct writer *writer, struct sample_file *file, struct error *error)
{
	*file = (struct sample_file){0};
	struct statement *query = writer_prepare(writer,
		"SELECT synthetic, (SELECT file FROM import_run WHERE id = 1 AND preset = '" SAMPLE_PRESET "'),"
		" (SELECT at FROM import_run WHERE id = 1) FROM organisation", error);
	if (!query)
		return false;
	int step = statement_step(query, error);
	bool synthetic = step == 1 && statement_column_integer(query, 0) == 1;
	bool known = synthetic && parse(statement_column_text(query, 1), file);
	file->last = step == 1 ? statement_column_integer(query, 2) : 0;
	statement_reset(query);
	if (step < 0)
		return false;
	if (!synthetic)
		return error_set(error, ERROR_REFUSED, "not sample data: only a database made by `teamtop sample` is continued");
	return known || error_set(error, ERROR_REFUSED, "does not say what sample it is; make it anew with `teamtop sample`");
}

/* The day's start may lie under another offset than the moment: look for the local second that leads back to it. */
int64_t sample_local(struct writer *writer, int64_t time)
{
	int64_t day = writer_day(writer, time), midnight = day * DAY_SECONDS;
	int64_t local = midnight + time - writer_time(writer, midnight);
	int64_t back = writer_time(writer, local);
	if (back != time && local - (back - time) >= midnight && local - (back - time) < midnight + LONGEST_DAY)
		local -= back - time;
	return local;
}
