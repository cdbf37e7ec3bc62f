#include "value.h"
#include "lookups.h"
#include "parse.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TEXT = 4096, FIRST_TIME = 631152000 };
#define LAST_TIME INT64_C(2871763200)
#define TIME_WORDS "is not a date and time like 2024-03-31T09:30:00 or 2024-03-31 09:30+02:00"

const char *cells_joined(struct import *import, const struct cell *cells, const int *slots, unsigned count, const char *join,
	struct origin *origin)
{
	const char *text = NULL;
	for (unsigned i = 0; i < count; i++) {
		const struct cell *cell = &cells[slots[i]];
		int column = import->binding.slots[slots[i]].column;
		if (i == 0 || !text)
			*origin = (struct origin){.line = cell->line, .column = column >= 0 ? column + 1 : 0,
				.name = import->binding.slots[slots[i]].name};
		if (!cell->text)
			continue;
		text = text ? arena_print(import->row_arena, "%s%s%s", text, join, cell->text) : cell->text;
	}
	return text;
}

static enum verdict bad(const struct origin *origin, struct import_refusal *refusal, const char *text, const char *words)
{
	char shown[64];
	size_t length = text_fit(text, 40, NULL);
	snprintf(shown, sizeof shown, "%.*s%s", (int)(length < 56 ? length : 56), text, text[length] ? "…" : "");
	return refuse(refusal, origin->line, origin->column, origin->name, "%s %s", *shown ? shown : "(nothing)", words);
}

static bool read_local(const struct column_rule *rule, const char *text, int64_t *time, bool *has_offset)
{
	*has_offset = false;
	return rule->format ? parse_pattern(text, rule->format, time) : time_parse(text, time, has_offset);
}

static enum verdict read_time(struct import *import, const struct column_rule *rule, const struct cell *cells, const char *text,
	const struct origin *origin, struct field *field, struct import_refusal *refusal)
{
	bool has_offset, other_offset;
	int64_t local, before;
	struct origin ignored;
	if (!read_local(rule, text, &local, &has_offset) || (!rule->format && strlen(text) < 11))
		return bad(origin, refusal, text, rule->format ? arena_print(import->row_arena, "is not a date and time written %s",
			rule->format) : TIME_WORDS);
	const char *limit = rule->not_before_count
		? cells_joined(import, cells, rule->not_before_slot, rule->not_before_count, rule->join ? rule->join : " ", &ignored) : NULL;
	if (limit && read_local(rule, limit, &before, &other_offset) && local < before)
		local += 86400;
	field->integer = has_offset ? local : import_time(import, local);
	if (field->integer < FIRST_TIME || field->integer >= LAST_TIME)
		return bad(origin, refusal, text, "lies outside the years 1990 to 2060");
	return VERDICT_UNCHANGED;
}

static enum verdict read_day(struct import *import, const struct column_rule *rule, const char *text, const struct origin *origin,
	struct field *field, struct import_refusal *refusal)
{
	char iso[16];
	bool has_offset = false;
	int64_t time;
	if (!read_local(rule, text, &time, &has_offset) || has_offset)
		return bad(origin, refusal, text, rule->format ? arena_print(import->row_arena, "is not a date written %s", rule->format)
			: "is not a date that exists, like 2024-03-31");
	field->integer = (time >= 0 ? time : time - 86399) / 86400;
	struct date date = date_of_day(field->integer);
	if (date.year < 1900 || date.year > 2100)
		return bad(origin, refusal, text, "lies outside the years 1900 to 2100");
	day_print(field->integer, iso);
	field->text = arena_copy(import->row_arena, iso);
	return VERDICT_UNCHANGED;
}

static enum verdict in_range(const struct relation_column *column, const char *text, const struct origin *origin, double number,
	struct import_refusal *refusal)
{
	char words[100];
	if (number >= (double)column->low && number <= (double)column->high)
		return VERDICT_UNCHANGED;
	snprintf(words, sizeof words, "is not between %lld and %lld", (long long)column->low, (long long)column->high);
	return bad(origin, refusal, text, words);
}

static enum verdict read_number(const struct relation_column *column, const struct column_rule *rule, const char *text,
	const struct origin *origin, struct field *field, struct import_refusal *refusal)
{
	static const struct { const char *name; enum unit_of_time unit; } UNITS[] = {
		{"s", IN_SECONDS}, {"min", IN_MINUTES}, {"ms", IN_MILLISECONDS}, {"h:mm:ss", IN_CLOCK}};
	enum unit_of_time unit = IN_SECONDS;
	for (size_t i = 0; rule->unit && i < COUNT_OF(UNITS); i++)
		if (strcmp(rule->unit, UNITS[i].name) == 0)
			unit = UNITS[i].unit;
	if (column->type == FIELD_SECONDS && !parse_duration(text, unit, &field->integer))
		return bad(origin, refusal, text, unit == IN_CLOCK ? "is not a time like 0:05:30" : "is not a number");
	if (column->type == FIELD_INTEGER && !parse_integer(text, &field->integer))
		return bad(origin, refusal, text, "is not a whole number");
	if (column->type == FIELD_REAL && !parse_real(text, &field->real))
		return bad(origin, refusal, text, "is not a number like 38.5");
	return in_range(column, text, origin, column->type == FIELD_REAL ? field->real : (double)field->integer, refusal);
}

static enum verdict read_word(const struct relation_column *column, const char *text, const struct origin *origin,
	struct import_refusal *refusal)
{
	char words[160];
	const char *at = strstr(column->words, text);
	size_t length = strlen(text);
	for (; at && length; at = strstr(at + 1, text))
		if ((at == column->words || at[-1] == '|') && (at[length] == '|' || !at[length]))
			return VERDICT_UNCHANGED;
	snprintf(words, sizeof words, "is not one of %s", column->words);
	return bad(origin, refusal, text, words);
}

static enum verdict read_flag(const char *text, const struct origin *origin, struct field *field, struct import_refusal *refusal)
{
	static const char *const YES[] = {"1", "true", "yes"}, *const NO[] = {"0", "false", "no"};
	for (size_t i = 0; i < COUNT_OF(YES); i++) {
		field->integer = text_same(text, YES[i]);
		if (field->integer || text_same(text, NO[i]))
			return VERDICT_UNCHANGED;
	}
	return bad(origin, refusal, text, "is not 0 or 1");
}

/* Spreadsheets are kept from reading a text as a formula by a leading ': it is not part of the text. */
static const char *without_guard(const char *text)
{
	return text[0] == '\'' && text[1] && strchr("=+-@\t\r", text[1]) ? text + 1 : text;
}

enum verdict value_read(struct import *import, const struct relation_column *column, const struct column_rule *rule,
	const struct cell *cells, const char *text, const struct origin *origin, struct field *field,
	struct import_refusal *refusal, struct error *error)
{
	enum verdict verdict = VERDICT_UNCHANGED;
	field->text = text;
	switch (column->type) {
	case FIELD_TEXT:
	case FIELD_PERSON:                              /* looked up when the day is known */
		field->text = without_guard(text);
		return strlen(text) <= MOST_TEXT ? VERDICT_UNCHANGED : bad(origin, refusal, text, "is longer than 4,096 bytes");
	case FIELD_WORD:
		return read_word(column, text, origin, refusal);
	case FIELD_INTEGER:
	case FIELD_REAL:
	case FIELD_SECONDS:
		return read_number(column, rule, text, origin, field, refusal);
	case FIELD_DAY:
		return read_day(import, rule, text, origin, field, refusal);
	case FIELD_TIME:
		return read_time(import, rule, cells, text, origin, field, refusal);
	case FIELD_FLAG:
		return read_flag(text, origin, field, refusal);
	case FIELD_TEAM:
		verdict = lookup_team(import->lookups, without_guard(text), &field->integer, refusal, error);
		break;
	case FIELD_SOURCE:
		return VERDICT_UNCHANGED;
	default:
		if (strlen(text) > 1000)
			return bad(origin, refusal, text, "is longer than 1,000 bytes");
		verdict = lookup_other(import->lookups, column->type, without_guard(text), &field->integer, refusal, error);
	}
	if (verdict == VERDICT_REFUSED) {
		refusal->line = origin->line, refusal->column = origin->column;
		snprintf(refusal->name, sizeof refusal->name, "%s", origin->name ? origin->name : "");
	}
	return verdict;
}

