#include "target_sql.h"
#include "lookups.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOT_FOUND = 0, FOUND = 1, FAILED = -1 };

/* What the database has of a row. */
struct there {
	int64_t id;
	bool same, of_this_run;
	bool has_moment;
	int64_t moment;
};

struct target *target_new(struct import *import, const struct output_rule *output, struct error *error)
{
	struct target *target = memory_new(sizeof *target);
	target->import = import;
	target->relation = relation_find(output->into);
	enum relation_kind kind = target->relation->kind;
	target->by_id = kind == KIND_PERSON || kind == KIND_TEAM || kind == KIND_SURVEY;
	for (int i = 0; target->relation->columns[i].name; i++)
		target->given[i] = target->relation->columns[i].type == FIELD_SOURCE;
	for (unsigned i = 0; i < output->columns_count; i++)
		target->given[relation_column(target->relation, output->columns[i].to)] =
			binding_gives(&import->binding, &output->columns[i]);
	target->anonymous = text_map_new();
	if (target_prepare(target, error))
		return target;
	target_free(target);
	return NULL;
}

void target_free(struct target *target)
{
	if (!target)
		return;
	text_map_free(target->anonymous);
	free(target);
}

void target_mark(struct target *target)
{
	if (target)
		target->marked_inserted = target->inserted, target->marked_updated = target->updated;
}

void target_back(struct target *target)
{
	if (target)
		target->inserted = target->marked_inserted, target->updated = target->marked_updated;
}

const char *target_relation(const struct target *target)
{
	return target->relation->name;
}

int64_t target_inserted(const struct target *target)
{
	return target->inserted;
}

int64_t target_updated(const struct target *target)
{
	return target->updated;
}

static bool is_text(enum field_type type)
{
	return type == FIELD_TEXT || type == FIELD_WORD || type == FIELD_DAY || type == FIELD_SOURCE;
}

static void bind_field(struct statement *statement, int number, const struct relation_column *column, const struct field *field)
{
	if (field->null)
		statement_null(statement, number);
	else if (is_text(column->type))
		statement_text(statement, number, field->text);
	else if (column->type == FIELD_REAL)
		statement_real(statement, number, field->real);
	else
		statement_integer(statement, number, field->integer);
}

static void bind_where(const struct target *target, struct statement *statement, int number, const struct record *record,
	int64_t id)
{
	if (target->by_id)
		statement_integer(statement, number, id);
	for (int i = 0; !target->by_id && target->relation->columns[i].name; i++)
		if (target_is_key(target, i))
			bind_field(statement, number++, &target->relation->columns[i], &record->fields[i]);
}

static bool field_same(struct statement *statement, int at, const struct relation_column *column, const struct field *field)
{
	if (field->null || statement_column_null(statement, at))
		return field->null == statement_column_null(statement, at);
	if (is_text(column->type))
		return strcmp(statement_column_text(statement, at), field->text) == 0;
	if (column->type == FIELD_REAL)
		return statement_column_real(statement, at) == field->real;
	return statement_column_integer(statement, at) == field->integer;
}

/* Compares the row that is there. What the file leaves open of a column that keeps what it has is taken from it. */
static int compare(struct target *target, struct record *record, struct there *there, struct error *error)
{
	bind_where(target, target->select, 1, record, there->id);
	int step = statement_step(target->select, error);
	if (step != 1)
		return step;
	there->of_this_run = target->relation->has_import && !statement_column_null(target->select, 0) &&
			     statement_column_integer(target->select, 0) == target->import->run_id;
	there->has_moment = !statement_column_null(target->select, 1);
	there->moment = statement_column_integer(target->select, 1);
	there->same = true;
	for (int i = 0, at = 2; target->relation->columns[i].name; i++) {
		if (!target_is_compared(target, i))
			continue;
		const struct relation_column *column = &target->relation->columns[i];
		struct field *field = &record->fields[i];
		if (column->keep && field->null && !statement_column_null(target->select, at)) {
			field->null = false;
			field->text = is_text(column->type)
				? arena_copy(target->import->row_arena, statement_column_text(target->select, at)) : NULL;
			field->integer = is_text(column->type) ? 0 : statement_column_integer(target->select, at);
		}
		there->same = there->same && field_same(target->select, at, column, field);
		at++;
	}
	statement_reset(target->select);
	return FOUND;
}

static void touch(struct target *target, const struct record *record, const struct there *there)
{
	if (!target->import->bulk || !target->relation->moment)
		return;
	const struct field *moment = &record->fields[relation_column(target->relation, target->relation->moment)];
	if (there->has_moment)
		writer_touch(target->import->writer, writer_day(target->import->writer, there->moment));
	if (moment->present && !moment->null)
		writer_touch(target->import->writer, writer_day(target->import->writer, moment->integer));
}

static int step_id(struct statement *statement, int64_t *id, struct error *error)
{
	int step = statement_step(statement, error);
	if (step == 1) {
		*id = statement_column_integer(statement, 0);
		statement_reset(statement);
	}
	return step;
}

static const struct field *field_of(const struct record *record, const char *name)
{
	return &record->fields[relation_column(record->relation, name)];
}

/* An answer whose person is named and whose team is not belongs to the person's team of that day. */
static bool fill_team(struct target *target, struct record *record, struct error *error)
{
	const struct field *person = field_of(record, "employee_no");
	struct field *team = &record->fields[relation_column(record->relation, "team")];
	if (person->null || !team->null)
		return true;
	statement_integer(target->find_team, 1, person->integer);
	statement_integer(target->find_team, 2, field_of(record, "answered_on")->integer);
	int step = step_id(target->find_team, &team->integer, error);
	team->null = step != 1;
	return step >= 0;
}

/* What a new row gets where the file is silent. */
static bool fill_new(struct target *target, struct record *record, struct error *error)
{
	const struct relation *relation = target->relation;
	if (relation->kind == KIND_PERSON && field_of(record, "name")->null)
		record->fields[relation_column(relation, "name")] = *field_of(record, "employee_no");
	int source = relation_column(relation, "source");
	if (source >= 0 && record->fields[source].null)
		record->fields[source] = (struct field){.text = target->import->source};
	return relation->kind != KIND_SURVEY || fill_team(target, record, error);
}

static enum verdict insert(struct target *target, struct record *record, struct import_refusal *refusal, struct error *error)
{
	struct there nothing = {0};
	int number = 1;
	if (!fill_new(target, record, error))
		return VERDICT_FAILED;
	for (int i = 0; target->relation->columns[i].name; i++)
		bind_field(target->insert, number++, &target->relation->columns[i], &record->fields[i]);
	statement_integer(target->insert, number, target->import->run_id);
	if (statement_step(target->insert, error) != 0)
		return verdict_of(error, refusal);
	touch(target, record, &nothing);
	target->inserted++, target->import->changes++;
	return VERDICT_WRITTEN;
}

static enum verdict update(struct target *target, struct record *record, const struct there *there,
	struct import_refusal *refusal, struct error *error)
{
	int number = 1;
	if (target->relation->has_import)
		statement_integer(target->update, number++, target->import->run_id);
	for (int i = 0; target->relation->columns[i].name; i++)
		if (target_is_compared(target, i))
			bind_field(target->update, number++, &target->relation->columns[i], &record->fields[i]);
	bind_where(target, target->update, number, record, there->id);
	if (statement_step(target->update, error) != 0)
		return verdict_of(error, refusal);
	touch(target, record, there);
	target->updated++, target->import->changes++;
	return VERDICT_WRITTEN;
}

static int find_person(struct target *target, struct record *record, int64_t *id, struct error *error)
{
	char number[256];
	struct field *code = &record->fields[relation_column(record->relation, "employee_no")];
	const struct field *hired = field_of(record, "hired_on");
	if (lookup_number(target->import->lookups, code->text, number, error) == VERDICT_FAILED)
		return FAILED;
	if (strcmp(number, code->text) != 0)
		code->text = arena_copy(target->import->row_arena, number);
	struct statement *statement = hired->null ? target->find_other : target->find;
	statement_text(statement, 1, number);
	if (!hired->null)
		statement_text(statement, 2, hired->text);
	return step_id(statement, id, error);
}

/* Answers that name nobody are told apart only by how many of them there are. */
static int find_anonymous(struct target *target, struct record *record, bool *there, struct error *error)
{
	const struct field *question = field_of(record, "question"), *team = field_of(record, "team"),
			   *day = field_of(record, "answered_on"), *score = field_of(record, "score");
	char key[100];
	snprintf(key, sizeof key, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64, question->integer, day->integer,
		team->null ? 0 : team->integer, score->integer);
	int64_t *left = text_map_at(target->anonymous, key, NULL);
	if (*left == 0) {
		struct statement *count = target->find_other;
		statement_integer(count, 1, question->integer);
		statement_integer(count, 2, day->integer);
		bind_field(count, 3, &record->relation->columns[relation_column(record->relation, "team")], team);
		statement_integer(count, 4, score->integer);
		if (step_id(count, left, error) != 1)
			return FAILED;
		++*left;
	}
	*there = *left > 1;
	*left -= *there;
	return NOT_FOUND;
}

static int find_answer(struct target *target, struct record *record, int64_t *id, struct error *error)
{
	statement_integer(target->find, 1, field_of(record, "employee_no")->integer);
	statement_integer(target->find, 2, field_of(record, "question")->integer);
	statement_integer(target->find, 3, field_of(record, "answered_on")->integer);
	return step_id(target->find, id, error);
}

static int tool_is_listed(struct target *target, int64_t tool, struct error *error)
{
	int64_t ignored;
	if (target->tool_id == tool)
		return target->tool_listed;
	statement_integer(target->find_other, 1, tool);
	int step = step_id(target->find_other, &ignored, error);
	target->tool_id = tool, target->tool_listed = step == 1;
	return step;
}

/* An access that is only seen in use begins with the first day seen; where a list was imported, the list rules. */
static enum verdict write_seen(struct target *target, struct record *record, struct import_refusal *refusal, struct error *error)
{
	const struct field *person = field_of(record, "employee_no"), *tool = field_of(record, "tool"), *from = field_of(record, "from_on");
	int listed = tool_is_listed(target, tool->integer, error);
	if (listed)
		return listed < 0 ? VERDICT_FAILED : VERDICT_UNCHANGED;
	statement_integer(target->find, 1, person->integer);
	statement_integer(target->find, 2, tool->integer);
	int step = statement_step(target->find, error);
	if (step < 0)
		return VERDICT_FAILED;
	if (step == 0)
		return insert(target, record, refusal, error);
	int64_t first = statement_column_integer(target->find, 0);
	char *first_on = arena_copy(target->import->row_arena, statement_column_text(target->find, 1));
	statement_reset(target->find);
	if (first <= from->integer)
		return VERDICT_UNCHANGED;
	const char *sql = arena_print(target->import->row_arena,
		"UPDATE ai_access SET from_on = '%s', import_id = %" PRId64 " WHERE person_id = %" PRId64 " AND tool_id = %" PRId64
		" AND from_on = '%s'", from->text, target->import->run_id, person->integer, tool->integer, first_on);
	if (!writer_run(target->import->writer, sql, error))
		return verdict_of(error, refusal);
	target->updated++, target->import->changes++;
	return VERDICT_WRITTEN;
}

static enum verdict write_found(struct target *target, struct record *record, struct there *there,
	struct import_refusal *refusal, struct error *error)
{
	int found = compare(target, record, there, error);
	if (found == FAILED)
		return VERDICT_FAILED;
	if (found == NOT_FOUND)
		return insert(target, record, refusal, error);
	if (there->same || !target->update)
		return there->of_this_run ? VERDICT_TWICE : VERDICT_UNCHANGED;
	if (there->of_this_run && !target->import->mapping->group)
		return refuse(refusal, record->line, 0, "", "this file has another row of the same %s that says something else",
			target->relation->name);
	return update(target, record, there, refusal, error);
}

enum verdict target_write(struct target *target, struct record *record, struct import_refusal *refusal, struct error *error)
{
	struct there there = {0};
	bool anonymous_there = false;
	int found = FOUND;
	enum verdict verdict;
	if (target->relation->kind == KIND_ACCESS && strcmp(field_of(record, "basis")->text, "seen in use") == 0)
		return write_seen(target, record, refusal, error);
	if (target->relation->kind == KIND_PERSON)
		found = find_person(target, record, &there.id, error);
	else if (target->relation->kind == KIND_TEAM)
		there.id = field_of(record, "team")->integer;
	else if (target->relation->kind == KIND_SURVEY)
		found = field_of(record, "employee_no")->null ? find_anonymous(target, record, &anonymous_there, error)
			: find_answer(target, record, &there.id, error);
	if (found == FAILED)
		return VERDICT_FAILED;
	if (anonymous_there)
		return VERDICT_UNCHANGED;
	verdict = found == NOT_FOUND ? insert(target, record, refusal, error) : write_found(target, record, &there, refusal, error);
	if (verdict == VERDICT_REFUSED && refusal->line == 0)
		refusal->line = record->line;
	if (verdict == VERDICT_WRITTEN && target->relation->kind == KIND_PERSON)
		lookups_forget_person(target->import->lookups, field_of(record, "employee_no")->text);
	return verdict;
}
