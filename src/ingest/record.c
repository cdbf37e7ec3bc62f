#include "record.h"
#include "lookups.h"
#include "parse.h"

#include <stdio.h>
#include <string.h>

enum { MOST_TEXT = 4096, FIRST_TIME = 631152000 };
#define LAST_TIME INT64_C(2871763200)
#define TIME_WORDS "is not a date and time like 2024-03-31T09:30:00 or 2024-03-31 09:30+02:00"

/* Where a value came from, for the words of a refusal. */
struct origin {
	int64_t line;
	int column;
	const char *name;
};

static bool word_among(const char *text, char *const *words, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

static bool condition_holds(const struct condition *condition, const char *text)
{
	double number;
	bool is_number = text && parse_real(text, &number);
	if (condition->is_count && !(text && word_among(text, condition->is, condition->is_count)))
		return false;
	if (condition->is_not_count && text && word_among(text, condition->is_not, condition->is_not_count))
		return false;
	if (condition->zero && text && !(is_number && number == 0))
		return false;
	if (condition->more_than_zero && !(text && !(is_number && number == 0)))
		return false;
	return !(condition->known && !text) && !(condition->unknown && text);
}

bool conditions_hold(const struct condition *where, unsigned count, const struct cell *cells)
{
	for (unsigned i = 0; i < count; i++)
		if (!condition_holds(&where[i], cells[where[i].slot].text))
			return false;
	return true;
}

/* The known ones of the cells, joined; NULL where none is known. */
static const char *joined(struct import *import, const struct cell *cells, const int *slots, unsigned count, const char *join,
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

static const char *alternative(struct import *import, const struct column_rule *rule, const struct cell *cells,
	struct origin *origin)
{
	const char *text = joined(import, cells, rule->or_slot, rule->or_from_count, "|", origin);
	if (!text || !rule->numbered)
		return text;
	int64_t *times = text_map_at(import->numbered, text, NULL);
	return ++*times == 1 ? text : arena_print(import->row_arena, "%s|#%lld", text, (long long)*times);
}

static const char *source_text(struct import *import, const struct column_rule *rule, const struct cell *cells,
	struct origin *origin)
{
	if (rule->value)
		return rule->value;
	const char *text = rule->from_count && binding_has(&import->binding, rule->from_slot, rule->from, rule->from_count)
		? joined(import, cells, rule->from_slot, rule->from_count, rule->join ? rule->join : " ", origin) : NULL;
	if (!text && rule->or_from_count)
		text = alternative(import, rule, cells, origin);
	for (unsigned i = 0; text && i < rule->words_count; i++)
		if (strcmp(text, rule->words[i].from) == 0)
			return rule->words[i].is;
	return text && rule->suffix ? arena_print(import->row_arena, "%s%s", text, rule->suffix) : text;
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
		? joined(import, cells, rule->not_before_slot, rule->not_before_count, rule->join ? rule->join : " ", &ignored) : NULL;
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

static enum verdict read_field(struct import *import, const struct relation_column *column, const struct column_rule *rule,
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

static const struct column_rule *rule_of(const struct output_rule *output, const char *name)
{
	for (unsigned i = 0; i < output->columns_count; i++)
		if (strcmp(output->columns[i].to, name) == 0)
			return &output->columns[i];
	return NULL;
}

static enum verdict fill_field(struct import *import, const struct output_rule *output, const struct cell *cells,
	const struct relation_column *column, struct field *field, struct origin *origin, struct import_refusal *refusal,
	struct error *error)
{
	const struct column_rule *rule = rule_of(output, column->name);
	*field = (struct field){.null = true};
	if (column->type == FIELD_SOURCE) {
		*field = (struct field){.present = true, .text = import->source};
		return VERDICT_UNCHANGED;
	}
	*origin = (struct origin){.line = 0, .name = column->name};
	const char *text = NULL;
	if (rule && binding_gives(&import->binding, rule)) {
		text = source_text(import, rule, cells, origin);
		field->present = true;
	}
	if (!text && column->otherwise) {
		static const struct column_rule none;
		field->present = rule && field->present;
		field->null = false;
		return read_field(import, column, rule ? rule : &none, cells, column->otherwise, origin, field, refusal, error);
	}
	if (!text && column->needed)
		return refuse(refusal, origin->line, origin->column, origin->name ? origin->name : column->name, "is empty");
	field->null = !text;
	return text ? read_field(import, column, rule, cells, text, origin, field, refusal, error) : VERDICT_UNCHANGED;
}

static int64_t day_of_record(struct import *import, const struct record *record)
{
	int at = record->relation->day_of_person ? relation_column(record->relation, record->relation->day_of_person) : -1;
	if (at < 0 || record->fields[at].null)
		return INT64_MIN;
	bool is_time = record->relation->columns[at].type == FIELD_TIME;
	return is_time ? writer_day(import->writer, record->fields[at].integer) : record->fields[at].integer;
}

static enum verdict check_order(const struct record *record, const struct output_rule *output, const struct import *import,
	struct import_refusal *refusal)
{
	const struct relation *relation = record->relation;
	if (!relation->from)
		return VERDICT_UNCHANGED;
	const struct field *from = &record->fields[relation_column(relation, relation->from)];
	const struct field *to = &record->fields[relation_column(relation, relation->to)];
	if (from->null || to->null || to->integer >= from->integer)
		return VERDICT_UNCHANGED;
	const struct column_rule *rule = rule_of(output, relation->to);
	int column = rule && rule->from_count ? import->binding.slots[rule->from_slot[0]].column : -1;
	return refuse(refusal, record->line, column + 1, rule && rule->from_count ? rule->from[0] : relation->to,
		"%s is before %s %s", to->text, relation->from, from->text);
}

static enum verdict find_person(struct import *import, const struct output_rule *output, struct record *record,
	const struct cell *cells, struct import_refusal *refusal, struct error *error)
{
	int at = relation_column(record->relation, "employee_no");
	if (at < 0 || record->relation->columns[at].type != FIELD_PERSON || record->fields[at].null)
		return VERDICT_UNCHANGED;
	struct field *field = &record->fields[at];
	enum verdict verdict = lookup_person(import->lookups, field->text, day_of_record(import, record), &field->integer, refusal, error);
	if (verdict == VERDICT_REFUSED) {
		const struct column_rule *rule = rule_of(output, "employee_no");
		struct origin origin = {.line = record->line, .name = "employee_no"};
		if (rule && rule->from_count)
			joined(import, cells, rule->from_slot, rule->from_count, "", &origin);
		refusal->line = origin.line ? origin.line : record->line, refusal->column = origin.column;
		snprintf(refusal->name, sizeof refusal->name, "%s", origin.name);
	}
	return verdict;
}

/* What may refuse goes before what may create, so that a refused row leaves nothing behind. */
static int turn_of(enum field_type type)
{
	if (type == FIELD_KIND || type == FIELD_CASE)
		return 1;
	return type == FIELD_TEAM || type == FIELD_TOOL || type == FIELD_SKILL || type == FIELD_QUESTION ? 2 : 0;
}

static enum verdict fill_turn(struct import *import, const struct output_rule *output, const struct cell *cells, int turn,
	struct record *record, struct import_refusal *refusal, struct error *error)
{
	struct origin origin = {0};
	for (int i = 0; record->relation->columns[i].name; i++) {
		const struct relation_column *column = &record->relation->columns[i];
		if (turn_of(column->type) != turn)
			continue;
		enum verdict verdict = fill_field(import, output, cells, column, &record->fields[i], &origin, refusal, error);
		if (verdict == VERDICT_REFUSED && refusal->line == 0)
			refusal->line = record->line;
		if (verdict != VERDICT_UNCHANGED)
			return verdict;
	}
	return VERDICT_UNCHANGED;
}

enum verdict record_make(struct import *import, const struct output_rule *output, const struct cell *cells, int64_t line,
	struct record *record, struct import_refusal *refusal, struct error *error)
{
	record->relation = relation_find(output->into);
	record->line = line;
	enum verdict verdict = fill_turn(import, output, cells, 0, record, refusal, error);
	if (verdict == VERDICT_UNCHANGED)
		verdict = check_order(record, output, import, refusal);
	if (verdict == VERDICT_UNCHANGED)
		verdict = fill_turn(import, output, cells, 1, record, refusal, error);
	if (verdict == VERDICT_UNCHANGED)
		verdict = find_person(import, output, record, cells, refusal, error);
	return verdict == VERDICT_UNCHANGED ? fill_turn(import, output, cells, 2, record, refusal, error) : verdict;
}
