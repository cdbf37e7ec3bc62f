#include "record.h"
#include "lookups.h"
#include "parse.h"
#include "value.h"

#include <stdio.h>
#include <string.h>

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

static const char *alternative(struct import *import, const struct column_rule *rule, const struct cell *cells,
	struct origin *origin)
{
	const char *text = cells_joined(import, cells, rule->or_slot, rule->or_from_count, "|", origin);
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
		? cells_joined(import, cells, rule->from_slot, rule->from_count, rule->join ? rule->join : " ", origin) : NULL;
	if (!text && rule->or_from_count)
		text = alternative(import, rule, cells, origin);
	for (unsigned i = 0; text && i < rule->words_count; i++)
		if (strcmp(text, rule->words[i].from) == 0)
			return rule->words[i].is;
	return text && rule->suffix ? arena_print(import->row_arena, "%s%s", text, rule->suffix) : text;
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
		return value_read(import, column, rule ? rule : &none, cells, column->otherwise, origin, field, refusal, error);
	}
	if (!text && column->needed)
		return refuse(refusal, origin->line, origin->column, origin->name ? origin->name : column->name, "is empty");
	field->null = !text;
	return text ? value_read(import, column, rule, cells, text, origin, field, refusal, error) : VERDICT_UNCHANGED;
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
			cells_joined(import, cells, rule->from_slot, rule->from_count, "", &origin);
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
