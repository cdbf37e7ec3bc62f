#include "file.h"
#include "csv_reader.h"
#include "gaps.h"
#include "group.h"
#include "lookups.h"
#include "row.h"
#include "target.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { ROWS_A_LOOK = 2048 };

struct progress {
	bool shown;
	int64_t next_ms;
};

struct reading {
	struct import *import;
	struct csv_reader *reader;
	struct rows *rows;
	struct groups *groups;                          /* NULL where rows stand for themselves */
	struct gaps *gaps;
	struct cell *cells;                             /* of the row at hand, as the binding's slots */
	struct progress progress;
};

static int64_t monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void show_progress(struct reading *reading)
{
	int64_t read = reading->import->summary->read, now;
	if (!reading->import->options->progress || read % ROWS_A_LOOK || (now = monotonic_ms()) < reading->progress.next_ms)
		return;
	double part = csv_progress(reading->reader);
	if (part >= 0)
		fprintf(stderr, "\rreading: %" PRId64 " rows, %.0f %%  ", read, 100 * part);
	else
		fprintf(stderr, "\rreading: %" PRId64 " rows  ", read);
	reading->progress = (struct progress){.shown = true, .next_ms = now + 200};
}

static void hide_progress(struct reading *reading)
{
	if (reading->progress.shown)
		fprintf(stderr, "\r%40s\r", "");
	reading->progress.shown = false;
}

static bool is_unknown(const struct mapping *mapping, const char *text)
{
	for (unsigned i = 0; i < mapping->empty_count; i++)
		if (strcmp(text, mapping->empty[i]) == 0)
			return true;
	return *text == '\0';
}

static const char *trimmed(char *text)                  /* quoted cells keep blanks that mean nothing */
{
	while (*text == ' ' || *text == '\t')
		text++;
	size_t length = strlen(text);
	while (length && (text[length - 1] == ' ' || text[length - 1] == '\t'))
		length--;
	text[length] = '\0';
	return text;
}

static void fill_cells(struct reading *reading, const struct csv_row *row)
{
	const struct binding *binding = &reading->import->binding;
	for (int i = 0; i < binding->count; i++) {
		int column = binding->slots[i].column;
		reading->cells[i] = (struct cell){.line = row->line};
		if (column < 0)
			continue;
		const char *text = trimmed((char *)row->cells[column]);
		reading->cells[i].text = is_unknown(reading->import->mapping, text) ? NULL : text;
	}
}

static bool is_blank(const struct csv_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i][strspn(row->cells[i], " \t")])
			return false;
	return true;
}

static bool row_is_sound(const struct reading *reading, const struct csv_row *row, struct import_refusal *refusal)
{
	int width = reading->import->binding.width;
	int count = row->count;
	while (count > width && !*row->cells[count - 1])
		count--;                                /* separators after the last cell */
	if (count != width) {
		refuse(refusal, row->line, 0, "", "%s cells where the header has %s", words_of(count).text, words_of(width).text);
		return false;
	}
	if (row->bad_cell < 0)
		return true;
	refuse(refusal, row->line, row->bad_cell + 1, "", "byte 0x%02X is not UTF-8 here: save the file as UTF-8", (unsigned)row->bad_byte);
	return false;
}

static const char *skipped_by(const struct reading *reading)
{
	const struct mapping *mapping = reading->import->mapping;
	for (unsigned i = 0; i < mapping->skip_count; i++)
		if (conditions_hold(mapping->skip[i].where, mapping->skip[i].where_count, reading->cells))
			return mapping->skip[i].name;
	return NULL;
}

static bool take_row(struct reading *reading, const struct csv_row *row, struct error *error)
{
	struct import_refusal refusal;
	reading->import->summary->read++;
	arena_clear(reading->import->row_arena);
	if (is_blank(row)) {
		rows_skip(reading->rows, "rows without any content", 1);
		return true;
	}
	if (!row_is_sound(reading, row, &refusal)) {
		rows_refuse(reading->rows, &refusal);
		return true;
	}
	fill_cells(reading, row);
	const char *rule = skipped_by(reading);
	if (rule || !reading->groups)
		return rows_take(reading->rows, reading->cells, row->line, rule, error);
	if (!groups_add(reading->groups, reading->cells, row->line)) {
		refuse(&refusal, row->line, 0, reading->import->mapping->group->by[0], "is empty");
		rows_refuse(reading->rows, &refusal);
	}
	return true;
}

static bool write_groups(struct reading *reading, struct error *error)
{
	int64_t line, rows;
	for (size_t i = 0; reading->groups && i < groups_count(reading->groups); i++) {
		const struct cell *cells = groups_cells(reading->groups, i, &line, &rows);
		arena_clear(reading->import->row_arena);
		if (!rows_take(reading->rows, cells, line, NULL, error))
			return false;
		if (rows > 1)
			rows_skip(reading->rows, reading->import->mapping->group->name, rows - 1);
	}
	return true;
}

static bool make_targets(struct import *import, struct error *error)
{
	bool good = true;
	import->targets = memory_new(import->mapping->rows_count * sizeof(struct target *));
	for (unsigned i = 0; good && i < import->mapping->rows_count; i++)
		if (!import->binding.disabled[i])
			good = (import->targets[i] = target_new(import, &import->mapping->rows[i], error)) != NULL;
	return good;
}

static bool read_header(struct reading *reading, struct error *error)
{
	struct csv_row header;
	struct import *import = reading->import;
	int step = csv_next(reading->reader, &header, error);
	if (step < 0)
		return false;
	if (step == 0 || is_blank(&header))
		return error_set(error, ERROR_INPUT, "%s: is empty: there is no header", import->file);
	if (header.bad_cell >= 0)
		return error_set(error, ERROR_INPUT, "%s: line %lld, column %d: byte 0x%02X is not UTF-8 here: save the file as UTF-8",
			import->file, (long long)header.line, header.bad_cell + 1, (unsigned)header.bad_byte);
	for (int i = 0; i < header.count; i++)
		trimmed((char *)header.cells[i]);
	return binding_make(&import->binding, import->mapping, &header, import->file, import->summary, error);
}

static bool read_rows(struct reading *reading, struct error *error)
{
	struct csv_row row;
	int step;
	while ((step = csv_next(reading->reader, &row, error)) == 1) {
		if (!take_row(reading, &row, error))
			return false;
		show_progress(reading);
	}
	return step == 0 && write_groups(reading, error) && rows_finish(reading->rows, error) &&
	       gaps_write(reading->gaps, reading->import, error);
}

static bool begin_run(struct import *import, struct error *error)
{
	struct statement *statement = writer_prepare(import->writer, "SELECT coalesce(max(id), 0) + 1 FROM import_run", error);
	if (!statement || statement_step(statement, error) != 1)
		return false;
	import->run_id = statement_column_integer(statement, 0);
	statement_reset(statement);
	lookups_run(import->lookups, import->run_id);
	import->changes = 0;
	return true;
}

static void note_known_file(struct import *import, const char *sum)
{
	struct error ignored = {0};
	char day[16];
	struct statement *statement = writer_prepare(import->writer,
		"SELECT at FROM import_run WHERE sha256 = ?1 AND preset = ?2 ORDER BY at DESC LIMIT 1", &ignored);
	if (!statement)
		return;
	statement_text(statement, 1, sum);
	statement_text(statement, 2, import->preset);
	if (statement_step(statement, &ignored) == 1) {
		day_print(writer_day(import->writer, statement_column_integer(statement, 0)), day);
		statement_reset(statement);
		summary_note(import->summary, "this very file was imported before, on %s", day);
	}
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

/* The run's own row: where rows came from. A file that changed nothing leaves none. */
static bool end_run(struct import *import, const char *sum, struct error *error)
{
	const struct import_summary *summary = import->summary;
	if (import->changes == 0)
		return true;
	struct statement *statement = writer_prepare(import->writer,
		"INSERT INTO import_run (id, at, file, sha256, preset, rows_read, rows_written, rows_unchanged, rows_skipped, rows_refused)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", error);
	if (!statement)
		return false;
	const int64_t numbers[] = {summary->read, summary->written, summary->unchanged, summary->skipped, summary->refused};
	statement_integer(statement, 1, import->run_id);
	statement_integer(statement, 2, clock_now());
	statement_text(statement, 3, base_name(import->file));
	statement_text(statement, 4, sum);
	statement_text(statement, 5, import->preset);
	for (int i = 0; i < (int)COUNT_OF(numbers); i++)
		statement_integer(statement, 6 + i, numbers[i]);
	return statement_step(statement, error) == 0;
}

/* "membership 12 new, 3 changed", appended. */
static void tell_target(const struct target *target, char *words, size_t size)
{
	int64_t inserted = target_inserted(target), updated = target_updated(target);
	size_t used = strlen(words);
	if (!inserted && !updated)
		return;
	used += (size_t)snprintf(words + used, size - used, "%s%s ", used ? "; " : "", target_relation(target));
	if (inserted)
		used += (size_t)snprintf(words + used, size - used, "%s new%s", words_of(inserted).text, updated ? ", " : "");
	if (updated)
		snprintf(words + used, size - used, "%s changed", words_of(updated).text);
}

static void tell_targets(const struct import *import)
{
	char words[300] = "";
	for (unsigned i = 0; import->mapping->rows_count > 1 && i < import->mapping->rows_count; i++)
		if (import->targets[i] && strlen(words) + 90 < sizeof words)
			tell_target(import->targets[i], words, sizeof words);
	if (*words)
		summary_note(import->summary, "in the database: %s", words);
}

static bool read_all(struct reading *reading, struct error *error)
{
	struct import *import = reading->import;
	char sum[65];
	if (!begin_run(import, error) || !read_header(reading, error) || !make_targets(import, error))
		return false;
	reading->cells = memory_new(((size_t)import->binding.count + 1) * sizeof *reading->cells);
	reading->rows = rows_new(import, reading->gaps, error);
	if (import->mapping->group)
		reading->groups = groups_new(import->mapping->group, &import->binding);
	if (!reading->rows || !read_rows(reading, error))
		return false;
	csv_fingerprint(reading->reader, sum);
	note_known_file(import, sum);
	tell_targets(import);
	lookups_tell(import->lookups, import->summary);
	for (unsigned i = 0; i < import->mapping->notes_count; i++)
		summary_note(import->summary, "%s", import->mapping->notes[i]);
	return end_run(import, sum, error);
}

bool file_import(struct import *import, struct error *error)
{
	struct reading reading = {.import = import, .gaps = gaps_new()};
	bool good = (reading.reader = csv_open(import->file, error)) != NULL && read_all(&reading, error);
	hide_progress(&reading);
	groups_free(reading.groups);
	rows_free(reading.rows);
	gaps_free(reading.gaps);
	free(reading.cells);
	csv_close(reading.reader);
	for (unsigned i = 0; import->targets && i < import->mapping->rows_count; i++)
		target_free(import->targets[i]);
	free(import->targets);
	import->targets = NULL;
	if (import->binding.arena)
		binding_free(&import->binding);
	text_map_clear(import->numbered);
	return good;
}
