#include "mapping.h"
#include "parse.h"
#include "relations.h"

#include "teamtop/store.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAY = CYAML_FLAG_OPTIONAL, TEXT_FLAGS = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, MUST = CYAML_FLAG_POINTER, MOST_LIST = 64 };

#define TEXT(key, type, member) CYAML_FIELD_STRING_PTR(key, TEXT_FLAGS, struct type, member, 0, 400)
#define TEXT_NEEDED(key, type, member) CYAML_FIELD_STRING_PTR(key, MUST, struct type, member, 1, 400)
#define TEXTS(key, type, member, most) CYAML_FIELD_SEQUENCE(key, TEXT_FLAGS, struct type, member, &WORD, 1, most)
#define LIST(key, type, member, entry) CYAML_FIELD_SEQUENCE(key, TEXT_FLAGS, struct type, member, entry, 1, MOST_LIST)
#define ENTRY(type, fields) {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct type, fields)}

static const cyaml_schema_value_t WORD = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, 400)};

static const cyaml_schema_field_t CONDITION_FIELDS[] = {
	TEXT_NEEDED("column", condition, column), TEXTS("is", condition, is, MOST_LIST), TEXTS("is_not", condition, is_not, MOST_LIST),
	CYAML_FIELD_BOOL("zero", MAY, struct condition, zero),
	CYAML_FIELD_BOOL("more_than_zero", MAY, struct condition, more_than_zero), CYAML_FIELD_BOOL("unknown", MAY, struct condition, unknown),
	CYAML_FIELD_BOOL("known", MAY, struct condition, known), CYAML_FIELD_END};
static const cyaml_schema_value_t CONDITION = ENTRY(condition, CONDITION_FIELDS);

static const cyaml_schema_field_t SKIP_FIELDS[] = {
	TEXT_NEEDED("name", skip_rule, name), LIST("where", skip_rule, where, &CONDITION), CYAML_FIELD_END};
static const cyaml_schema_value_t SKIP = ENTRY(skip_rule, SKIP_FIELDS);

static const cyaml_schema_field_t FIRST_FIELDS[] = {
	TEXT_NEEDED("name", first_rule, name), TEXT_NEEDED("column", first_rule, column), TEXT_NEEDED("left", first_rule, left),
	TEXTS("words", first_rule, words, MOST_LIST), CYAML_FIELD_END};
static const cyaml_schema_value_t FIRST = ENTRY(first_rule, FIRST_FIELDS);

static const cyaml_schema_field_t GROUP_FIELDS[] = {
	TEXTS("by", grouping, by, MOST_JOINED), TEXT_NEEDED("name", grouping, name), TEXTS("known", grouping, known, MOST_LIST),
	LIST("first", grouping, first, &FIRST), CYAML_FIELD_END};

static const cyaml_schema_field_t WORD_RULE_FIELDS[] = {
	TEXT_NEEDED("from", word_rule, from), TEXT_NEEDED("is", word_rule, is), CYAML_FIELD_END};
static const cyaml_schema_value_t WORD_RULE = ENTRY(word_rule, WORD_RULE_FIELDS);

static const cyaml_schema_field_t COLUMN_FIELDS[] = {
	TEXT_NEEDED("to", column_rule, to), TEXTS("from", column_rule, from, MOST_JOINED), TEXTS("or", column_rule, or_from, MOST_JOINED),
	CYAML_FIELD_BOOL("numbered", MAY, struct column_rule, numbered), TEXT("join", column_rule, join),
	TEXT("suffix", column_rule, suffix), TEXT("value", column_rule, value), TEXT("format", column_rule, format),
	TEXTS("not_before", column_rule, not_before, MOST_JOINED), TEXT("unit", column_rule, unit),
	LIST("words", column_rule, words, &WORD_RULE), CYAML_FIELD_END};
static const cyaml_schema_value_t COLUMN = ENTRY(column_rule, COLUMN_FIELDS);

static const cyaml_schema_field_t OUTPUT_FIELDS[] = {
	TEXT_NEEDED("into", output_rule, into), LIST("where", output_rule, where, &CONDITION),
	CYAML_FIELD_BOOL("skipped_too", MAY, struct output_rule, skipped_too),
	CYAML_FIELD_SEQUENCE("columns", MUST, struct output_rule, columns, &COLUMN, 1, MOST_LIST), CYAML_FIELD_END};
static const cyaml_schema_value_t OUTPUT = ENTRY(output_rule, OUTPUT_FIELDS);

static const cyaml_schema_field_t GAP_FIELDS[] = {
	TEXT_NEEDED("between", gap_rule, between), TEXT_NEEDED("kind", gap_rule, kind),
	CYAML_FIELD_INT("at_least", CYAML_FLAG_DEFAULT, struct gap_rule, at_least),
	CYAML_FIELD_INT("at_most", CYAML_FLAG_DEFAULT, struct gap_rule, at_most), CYAML_FIELD_END};
static const cyaml_schema_value_t GAP = ENTRY(gap_rule, GAP_FIELDS);

static const cyaml_schema_field_t MAPPING_FIELDS[] = {
	TEXT_NEEDED("title", mapping, title), TEXTS("aliases", mapping, aliases, MOST_LIST), TEXT("zone", mapping, zone),
	TEXTS("empty", mapping, empty, MOST_LIST), TEXT("people", mapping, people), TEXT("teams", mapping, teams),
	TEXTS("notes", mapping, notes, 4), LIST("skip", mapping, skip, &SKIP),
	CYAML_FIELD_MAPPING_PTR("group", MAY, struct mapping, group, GROUP_FIELDS),
	CYAML_FIELD_SEQUENCE("rows", MUST, struct mapping, rows, &OUTPUT, 1, MOST_LIST), LIST("gaps", mapping, gaps, &GAP),
	CYAML_FIELD_END};
static const cyaml_schema_value_t MAPPING = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct mapping, MAPPING_FIELDS)};

static void keep_first(cyaml_log_t level, void *context, const char *format, va_list list)
{
	char *message = context;                        /* the first line names key and place, the rest the way to it */
	if (level < CYAML_LOG_ERROR || message[0])
		return;
	vsnprintf(message, 300, format, list);
	message[strcspn(message, "\n")] = '\0';
}

static cyaml_config_t settings(char *message)
{
	return (cyaml_config_t){.log_fn = keep_first, .log_ctx = message, .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem,
		.flags = CYAML_CFG_DEFAULT};
}

static bool check_column(const struct output_rule *output, const struct column_rule *column, const char *name, struct error *error)
{
	const struct relation *relation = relation_find(output->into);
	int at = relation_column(relation, column->to);
	if (at < 0)
		return error_set(error, ERROR_USAGE, "%s: %s has no column %s", name, output->into, column->to);
	if (!column->value && !column->from_count && !column->or_from_count)
		return error_set(error, ERROR_USAGE, "%s: column %s needs `from` or `value`", name, column->to);
	if (column->format && !parse_pattern_valid(column->format))
		return error_set(error, ERROR_USAGE, "%s: column %s: the format %s lacks y, m or d", name, column->to, column->format);
	static const char *const UNITS[] = {"s", "min", "ms", "h:mm:ss"};
	bool good = !column->unit;
	for (size_t i = 0; i < COUNT_OF(UNITS); i++)
		good = good || strcmp(column->unit, UNITS[i]) == 0;
	return good || error_set(error, ERROR_USAGE, "%s: column %s: the unit is one of s, min, ms, h:mm:ss", name, column->to);
}

static bool check(const struct mapping *mapping, const char *name, struct error *error)
{
	for (unsigned i = 0; i < mapping->rows_count; i++) {
		const struct output_rule *output = &mapping->rows[i];
		if (!relation_find(output->into))
			return error_set(error, ERROR_USAGE, "%s: there is no relation %s to import into", name, output->into);
		for (unsigned k = 0; k < output->columns_count; k++)
			if (!check_column(output, &output->columns[k], name, error))
				return false;
	}
	if (mapping->group && !mapping->group->by_count)
		return error_set(error, ERROR_USAGE, "%s: group needs `by`", name);
	if (mapping->people && strcmp(mapping->people, "create") != 0 && strcmp(mapping->people, "refuse") != 0)
		return error_set(error, ERROR_USAGE, "%s: people is create or refuse", name);
	return !mapping->zone || zone_exists(mapping->zone, error);
}

struct mapping *mapping_parse(const char *name, const char *yaml, size_t length, struct error *error)
{
	char message[300] = "";
	cyaml_config_t config = settings(message);
	cyaml_data_t *data = NULL;
	cyaml_err_t code = cyaml_load_data((const uint8_t *)yaml, length, &config, &MAPPING, &data, NULL);
	struct mapping *mapping = (struct mapping *)data;
	if (code != CYAML_OK || !mapping) {
		error_set(error, ERROR_USAGE, "%s: not a mapping: %s", name, message[0] ? message : cyaml_strerror(code));
		return NULL;
	}
	if (check(mapping, name, error))
		return mapping;
	mapping_free(mapping);
	return NULL;
}

void mapping_free(struct mapping *mapping)
{
	char message[300] = "";
	cyaml_config_t config = settings(message);
	if (mapping)
		cyaml_free(&config, &MAPPING, mapping, 0);
}
