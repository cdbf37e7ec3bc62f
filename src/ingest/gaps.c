#include "gaps.h"
#include "lookups.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Local days of 1989-12-31 to 2061-01-01: times outside are refused before they come here. */
enum { FIRST_DAY = 7304, DAYS = 25940 };

struct gaps {
	unsigned char days[DAYS / 8 + 1];
};

struct gap_count {
	int64_t rows, seconds, written, longer, shorter, overlaps, zero, deleted;
};

struct gap_work {
	struct import *import;
	const struct gap_rule *rule;
	int64_t between_id, kind_id;
	struct statement *calls, *find, *insert, *update, *derived, *drop;
	struct text_map *today;                         /* external ids of the gaps of the day */
	struct gap_count count;
};

struct gaps *gaps_new(void)
{
	return memory_new(sizeof(struct gaps));
}

void gaps_free(struct gaps *gaps)
{
	free(gaps);
}

void gaps_note(struct gaps *gaps, int64_t day)
{
	if (day >= FIRST_DAY && day < FIRST_DAY + DAYS)
		gaps->days[(day - FIRST_DAY) / 8] |= (unsigned char)(1 << ((day - FIRST_DAY) % 8));
}

static bool prepare(struct gap_work *work, struct error *error)
{
	struct writer *writer = work->import->writer;
	work->calls = writer_prepare(writer,
		"SELECT person_id, started_at, seconds, external_id FROM activity WHERE started_at >= ?1 AND started_at < ?2"
		" AND source = ?3 AND kind_id = ?4 ORDER BY person_id, started_at, seconds, id", error);
	work->find = writer_prepare(writer,
		"SELECT id, person_id, kind_id, started_at, seconds FROM activity WHERE source = 'derived' AND external_id = ?1", error);
	work->insert = writer_prepare(writer,
		"INSERT INTO activity (source, external_id, person_id, kind_id, started_at, seconds, import_id)"
		" VALUES ('derived', ?1, ?2, ?3, ?4, ?5, ?6)", error);
	work->update = writer_prepare(writer,
		"UPDATE activity SET person_id = ?2, kind_id = ?3, started_at = ?4, seconds = ?5, import_id = ?6"
		" WHERE source = 'derived' AND external_id = ?1", error);
	work->derived = writer_prepare(writer,
		"SELECT id, external_id, started_at FROM activity WHERE started_at >= ?1 AND started_at < ?2 AND source = 'derived'"
		" AND substr(external_id, 1, length(?3)) = ?3", error);
	work->drop = writer_prepare(writer, "DELETE FROM activity WHERE id = ?1", error);
	return work->calls && work->find && work->insert && work->update && work->derived && work->drop;
}

struct gap {
	int64_t person, start, seconds;
	const char *key;
};

static void touch(struct gap_work *work, int64_t time)
{
	writer_touch(work->import->writer, writer_day(work->import->writer, time));
	work->import->changes++;
}

static bool write_gap(struct gap_work *work, const struct gap *gap, struct error *error)
{
	statement_text(work->find, 1, gap->key);
	int found = statement_step(work->find, error);
	if (found < 0)
		return false;
	if (found) {
		int64_t before = statement_column_integer(work->find, 3);
		bool same = statement_column_integer(work->find, 1) == gap->person && before == gap->start &&
			    statement_column_integer(work->find, 2) == work->kind_id &&
			    statement_column_integer(work->find, 4) == gap->seconds;
		statement_reset(work->find);
		if (same)
			return true;
		touch(work, before);
	}
	struct statement *statement = found ? work->update : work->insert;
	statement_text(statement, 1, gap->key);
	statement_integer(statement, 2, gap->person);
	statement_integer(statement, 3, work->kind_id);
	statement_integer(statement, 4, gap->start);
	statement_integer(statement, 5, gap->seconds);
	statement_integer(statement, 6, work->import->run_id);
	touch(work, gap->start);
	work->count.written++;
	return statement_step(statement, error) == 0;
}

/* From the end of a call to the begin of the same person's next one: counted under what it is. */
static bool judge(struct gap_work *work, const struct gap *gap, struct error *error)
{
	if (gap->seconds < 0)
		work->count.overlaps++;
	else if (gap->seconds == 0)
		work->count.zero++;
	else if (gap->seconds > work->rule->at_most)
		work->count.longer++;
	else if (gap->seconds < work->rule->at_least)
		work->count.shorter++;
	else {
		work->count.rows++, work->count.seconds += gap->seconds;
		*text_map_at(work->today, gap->key, NULL) = 1;
		return write_gap(work, gap, error);
	}
	return true;
}

static bool day_gaps(struct gap_work *work, int64_t from, int64_t to, struct error *error)
{
	struct gap before = {0};
	int step;
	statement_integer(work->calls, 1, from);
	statement_integer(work->calls, 2, to);
	statement_text(work->calls, 3, work->import->source);
	statement_integer(work->calls, 4, work->between_id);
	while ((step = statement_step(work->calls, error)) == 1) {
		int64_t person = statement_column_integer(work->calls, 0), start = statement_column_integer(work->calls, 1);
		if (before.key && before.person == person) {
			before.seconds = start - before.start;
			if (!judge(work, &before, error)) {
				statement_reset(work->calls);
				return false;
			}
		}
		const char *key = statement_column_text(work->calls, 3);
		before = (struct gap){.person = person, .start = start + statement_column_integer(work->calls, 2),
			.key = arena_print(work->import->row_arena, "%s:%s", work->import->source, key ? key : "")};
	}
	return step == 0;
}

/* Gaps that are none any more: a call came between. */
static bool drop_stale(struct gap_work *work, int64_t from, int64_t to, struct error *error)
{
	const char *prefix = arena_print(work->import->row_arena, "%s:", work->import->source);
	int64_t stale[256];
	int count, step;
	do {
		count = 0;
		statement_integer(work->derived, 1, from);
		statement_integer(work->derived, 2, to);
		statement_text(work->derived, 3, prefix);
		while ((step = statement_step(work->derived, error)) == 1 && count < (int)COUNT_OF(stale))
			if (*text_map_at(work->today, statement_column_text(work->derived, 1), NULL) == 0) {
				stale[count++] = statement_column_integer(work->derived, 0);
				touch(work, statement_column_integer(work->derived, 2));
			}
		if (step < 0)
			return false;
		statement_reset(work->derived);
		for (int i = 0; i < count; i++) {
			statement_integer(work->drop, 1, stale[i]);
			if (statement_step(work->drop, error) != 0)
				return false;
		}
		work->count.deleted += count;
	} while (count == (int)COUNT_OF(stale));
	return true;
}

static void tell(const struct gap_work *work)
{
	const struct gap_count *count = &work->count;
	const struct gap_rule *rule = work->rule;
	struct import_summary *summary = work->import->summary;
	summary_note(summary, "%s is derived: gaps of %s to %s s between two rows of one person on one day: %s rows (%s s), "
		"%s of them written now, source `derived`", rule->kind, words_of(rule->at_least).text, words_of(rule->at_most).text,
		words_of(count->rows).text, words_of(count->seconds).text, words_of(count->written).text);
	summary_note(summary, "gaps that are not %s: %s longer than %s s, %s overlaps, %s of 0 s%s", rule->kind,
		words_of(count->longer).text, words_of(rule->at_most).text, words_of(count->overlaps).text, words_of(count->zero).text,
		count->shorter ? ", others shorter" : "");
	if (count->deleted)
		summary_note(summary, "%s earlier derived rows are no gaps any more and were removed", words_of(count->deleted).text);
}

static bool run_rule(const struct gaps *gaps, struct gap_work *work, struct error *error)
{
	struct import_refusal refusal;
	struct lookups *lookups = work->import->lookups;
	if (lookup_other(lookups, FIELD_KIND, work->rule->between, &work->between_id, &refusal, error) != VERDICT_UNCHANGED ||
	    lookup_other(lookups, FIELD_KIND, work->rule->kind, &work->kind_id, &refusal, error) != VERDICT_UNCHANGED)
		return error->kind != ERROR_NONE ? false : error_set(error, ERROR_USAGE, "%s: %s", work->import->preset, refusal.reason);
	if (!prepare(work, error))
		return false;
	for (int64_t i = 0; i < DAYS; i++) {
		if (!(gaps->days[i / 8] >> (i % 8) & 1))
			continue;
		int64_t from = import_time(work->import, (FIRST_DAY + i) * 86400), to = import_time(work->import, (FIRST_DAY + i + 1) * 86400);
		arena_clear(work->import->row_arena);
		text_map_clear(work->today);
		if (!day_gaps(work, from, to, error) || !drop_stale(work, from, to, error))
			return false;
	}
	tell(work);
	return true;
}

bool gaps_write(struct gaps *gaps, struct import *import, struct error *error)
{
	bool good = true;
	for (unsigned i = 0; good && i < import->mapping->gaps_count; i++) {
		struct gap_work work = {.import = import, .rule = &import->mapping->gaps[i], .today = text_map_new()};
		good = run_rule(gaps, &work, error);
		text_map_free(work.today);
	}
	return good;
}
