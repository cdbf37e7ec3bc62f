#include "row.h"
#include "lookups.h"
#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WAITING = 20000 };

struct waiting {
	struct cell *cells;                             /* and their texts: one block */
	int64_t line;
};

struct rows {
	struct import *import;
	struct gaps *gaps;
	struct statement *savepoint, *release, *back;
	struct waiting *waiting;
	size_t waiting_count, waiting_size;
	bool last_try;
	bool applied;                                   /* some part of the preset held for the row at hand */
};

struct rows *rows_new(struct import *import, struct gaps *gaps, struct error *error)
{
	struct rows *rows = memory_new(sizeof *rows);
	*rows = (struct rows){.import = import, .gaps = gaps};
	rows->savepoint = writer_prepare(import->writer, "SAVEPOINT one_row", error);
	rows->release = writer_prepare(import->writer, "RELEASE one_row", error);
	rows->back = writer_prepare(import->writer, "ROLLBACK TO one_row", error);
	if (rows->savepoint && rows->release && rows->back)
		return rows;
	rows_free(rows);
	return NULL;
}

void rows_free(struct rows *rows)
{
	if (!rows)
		return;
	for (size_t i = 0; i < rows->waiting_count; i++)
		free(rows->waiting[i].cells);
	free(rows->waiting);
	free(rows);
}

void rows_skip(struct rows *rows, const char *rule, int64_t count)
{
	struct import_summary *summary = rows->import->summary;
	summary->skipped += count;
	for (int i = 0; i < summary->rule_count; i++)
		if (strcmp(summary->rules[i].rule, rule) == 0) {
			summary->rules[i].count += count;
			return;
		}
	if (summary->rule_count == MOST_RULES)
		return;
	struct import_count *entry = &summary->rules[summary->rule_count++];
	snprintf(entry->rule, sizeof entry->rule, "%s", rule);
	entry->count = count;
}

void rows_refuse(struct rows *rows, const struct import_refusal *refusal)
{
	struct import_summary *summary = rows->import->summary;
	summary->refused++;
	int at = summary->refusal_count;
	while (at > 0 && summary->refusals[at - 1].line > refusal->line)
		at--;
	if (at == MOST_REFUSALS)
		return;
	int kept = summary->refusal_count < MOST_REFUSALS ? summary->refusal_count : MOST_REFUSALS - 1;
	memmove(&summary->refusals[at + 1], &summary->refusals[at], (size_t)(kept - at) * sizeof *refusal);
	summary->refusals[at] = *refusal;
	summary->refusal_count = kept + 1;
}

static void note_gap_day(struct rows *rows, const struct record *record)
{
	if (rows->import->mapping->gaps_count && strcmp(record->relation->name, "activity") == 0)
		gaps_note(rows->gaps, import_day(rows->import, record->fields[relation_column(record->relation, "started_at")].integer));
}

static enum verdict write_output(struct rows *rows, unsigned at, const struct cell *cells, int64_t line,
	struct import_refusal *refusal, struct error *error)
{
	struct record record;
	struct import *import = rows->import;
	const struct output_rule *output = &import->mapping->rows[at];
	if (!conditions_hold(output->where, output->where_count, cells))
		return VERDICT_UNCHANGED;
	rows->applied = true;
	enum verdict verdict = record_make(import, output, cells, line, &record, refusal, error);
	if (verdict != VERDICT_UNCHANGED)
		return verdict;
	verdict = target_write(import->targets[at], &record, refusal, error);
	if (verdict < VERDICT_REFUSED)
		note_gap_day(rows, &record);
	return verdict;
}

static enum verdict write_outputs(struct rows *rows, const struct cell *cells, int64_t line, bool skipped,
	struct import_refusal *refusal, struct error *error)
{
	struct import *import = rows->import;
	int64_t created = lookups_created(import->lookups);
	enum verdict worst = VERDICT_UNCHANGED;
	for (unsigned i = 0; i < import->mapping->rows_count; i++) {
		if (import->binding.disabled[i] || (skipped && !import->mapping->rows[i].skipped_too))
			continue;
		enum verdict verdict = write_output(rows, i, cells, line, refusal, error);
		worst = verdict > worst ? verdict : worst;
		if (verdict >= VERDICT_REFUSED)
			break;
	}
	if (worst < VERDICT_WRITTEN && lookups_created(import->lookups) > created)
		worst = VERDICT_WRITTEN;
	return worst;
}

static bool run(struct statement *statement, struct error *error)
{
	return statement_step(statement, error) == 0;
}

/* Several records of one row stand or fall together. */
static enum verdict write_together(struct rows *rows, const struct cell *cells, int64_t line, bool skipped,
	struct import_refusal *refusal, struct error *error)
{
	struct import *import = rows->import;
	struct error trouble = {0};
	if (import->mapping->rows_count == 1)
		return write_outputs(rows, cells, line, skipped, refusal, error);
	int64_t changes = import->changes;
	lookups_mark(import->lookups);
	for (unsigned i = 0; i < import->mapping->rows_count; i++)
		target_mark(import->targets[i]);
	if (!run(rows->savepoint, error))
		return VERDICT_FAILED;
	enum verdict verdict = write_outputs(rows, cells, line, skipped, refusal, error);
	if (verdict == VERDICT_FAILED)
		return verdict;
	if (verdict == VERDICT_REFUSED) {
		if (!run(rows->back, &trouble)) {
			*error = trouble;
			return VERDICT_FAILED;
		}
		import->changes = changes;
		lookups_forget(import->lookups);
		for (unsigned i = 0; i < import->mapping->rows_count; i++)
			target_back(import->targets[i]);
	}
	if (run(rows->release, &trouble))
		return verdict;
	*error = trouble;
	return VERDICT_FAILED;
}

static void keep_waiting(struct rows *rows, const struct cell *cells, int64_t line)
{
	int count = rows->import->binding.count;
	size_t size = (size_t)count * sizeof *cells;
	for (int i = 0; i < count; i++)
		size += cells[i].text ? strlen(cells[i].text) + 1 : 0;
	struct cell *copy = memory_new(size);
	char *at = (char *)(copy + count);
	for (int i = 0; i < count; i++) {
		copy[i] = (struct cell){.line = cells[i].line};
		if (cells[i].text) {
			copy[i].text = strcpy(at, cells[i].text);
			at += strlen(at) + 1;
		}
	}
	if (rows->waiting_count == rows->waiting_size)
		rows->waiting = memory_grow(rows->waiting, (rows->waiting_size = 2 * rows->waiting_size + 64) * sizeof *rows->waiting);
	rows->waiting[rows->waiting_count++] = (struct waiting){.cells = copy, .line = line};
}

static void count_verdict(struct rows *rows, enum verdict verdict, const char *skipped_by, const struct import_refusal *refusal)
{
	struct import_summary *summary = rows->import->summary;
	if (verdict == VERDICT_REFUSED)
		rows_refuse(rows, refusal);
	else if (skipped_by)
		rows_skip(rows, skipped_by, 1);
	else if (!rows->applied)
		rows_skip(rows, "rows for which no part of the preset holds", 1);
	else if (verdict == VERDICT_TWICE)
		rows_skip(rows, "the same row again in this file", 1);
	else if (verdict == VERDICT_WRITTEN)
		summary->written++;
	else
		summary->unchanged++;
}

bool rows_take(struct rows *rows, const struct cell *cells, int64_t line, const char *skipped_by, struct error *error)
{
	struct import_refusal refusal = {0};
	rows->applied = false;
	enum verdict verdict = write_together(rows, cells, line, skipped_by != NULL, &refusal, error);
	if (verdict == VERDICT_FAILED)
		return false;
	bool conflict = verdict == VERDICT_REFUSED && error->kind == ERROR_CONFLICT;
	*error = (struct error){0};
	if (refusal.line == 0)
		refusal.line = line;
	if (conflict && !skipped_by && !rows->last_try && rows->waiting_count < MOST_WAITING)
		keep_waiting(rows, cells, line);
	else
		count_verdict(rows, verdict, skipped_by, &refusal);
	return true;
}

bool rows_finish(struct rows *rows, struct error *error)
{
	bool good = true;
	while (good && rows->waiting_count) {
		struct waiting *list = rows->waiting;
		size_t count = rows->waiting_count;
		rows->waiting = NULL, rows->waiting_count = rows->waiting_size = 0;
		for (size_t i = 0; i < count; i++) {
			arena_clear(rows->import->row_arena);
			good = good && rows_take(rows, list[i].cells, list[i].line, NULL, error);
			free(list[i].cells);
		}
		free(list);
		rows->last_try = rows->waiting_count == count;  /* nobody got through: now they are refused */
	}
	return good;
}
