#include "target_sql.h"

#include <stdio.h>
#include <string.h>

enum { MOST_SQL = 2000 };

/* Appends `before`, the column, `middle`, and where number > 0 ?number. */
static void add(char *sql, const char *before, const char *column, const char *middle, int number)
{
	size_t length = strlen(sql);
	if (number)
		snprintf(sql + length, MOST_SQL - length, "%s%s%s?%d", before, column, middle, number);
	else
		snprintf(sql + length, MOST_SQL - length, "%s%s%s", before, column, middle);
}

bool target_is_key(const struct target *target, int at)
{
	return target->relation->columns[at].key;
}

bool target_is_compared(const struct target *target, int at)
{
	return target->given[at] && !target_is_key(target, at);
}

/* Appends "WHERE id = ?n" or the key columns; parameters count on from `number`. */
static void add_where(const struct target *target, char *sql, int number)
{
	if (target->by_id) {
		add(sql, " WHERE ", "id", " = ", number);
		return;
	}
	const char *word = " WHERE ";
	for (int i = 0; target->relation->columns[i].name; i++)
		if (target_is_key(target, i)) {
			add(sql, word, target->relation->columns[i].column, " = ", number++);
			word = " AND ";
		}
}

static struct statement *prepare_select(struct target *target, struct error *error)
{
	char sql[MOST_SQL] = "SELECT ";
	const struct relation *relation = target->relation;
	add(sql, "", relation->has_import ? "import_id" : "NULL", ", ", 0);
	add(sql, "", relation->moment ? relation->moment : "NULL", "", 0);
	for (int i = 0; relation->columns[i].name; i++)
		if (target_is_compared(target, i))
			add(sql, ", ", relation->columns[i].column, "", 0);
	add(sql, " FROM ", relation->name, "", 0);
	add_where(target, sql, 1);
	return writer_prepare(target->import->writer, sql, error);
}

static struct statement *prepare_insert(struct target *target, struct error *error)
{
	char sql[MOST_SQL] = "INSERT INTO ", values[MOST_SQL] = "";
	int number = 1;
	add(sql, "", target->relation->name, " (", 0);
	for (int i = 0; target->relation->columns[i].name; i++) {
		add(sql, number > 1 ? ", " : "", target->relation->columns[i].column, "", 0);
		add(values, number > 1 ? ", " : "", "", "", number);
		number++;
	}
	add(values, ", ", "", "", number);
	add(sql, ", import_id) VALUES (", values, ")", 0);
	return writer_prepare(target->import->writer, sql, error);
}

static struct statement *prepare_update(struct target *target, struct error *error)
{
	char sql[MOST_SQL] = "UPDATE ";
	int number = 1;
	add(sql, "", target->relation->name, " SET ", 0);
	if (target->relation->has_import)
		add(sql, "", "import_id", " = ", number++);
	for (int i = 0; target->relation->columns[i].name; i++)
		if (target_is_compared(target, i))
			add(sql, number > 1 ? ", " : "", target->relation->columns[i].column, " = ", number), number++;
	if (number == 1)
		return NULL;                            /* nothing could change */
	add_where(target, sql, number);
	return writer_prepare(target->import->writer, sql, error);
}

static const char *find_sql(enum relation_kind kind, bool other)
{
	switch (kind) {
	case KIND_PERSON:
		return other ? "SELECT id FROM person WHERE employee_no = ?1 ORDER BY hired_day DESC LIMIT 1"
			: "SELECT id FROM person WHERE employee_no = ?1 AND (hired_on = ?2 OR hired_on IS NULL)"
			  " ORDER BY hired_on IS NULL LIMIT 1";
	case KIND_ACCESS:
		return other ? "SELECT 1 FROM ai_access WHERE tool_id = ?1 AND basis = 'list' LIMIT 1"
			: "SELECT from_day, from_on FROM ai_access WHERE person_id = ?1 AND tool_id = ?2 ORDER BY from_day LIMIT 1";
	case KIND_SURVEY:
		return other ? "SELECT count(*) FROM survey_answer WHERE person_id IS NULL AND question_id = ?1 AND answered_day = ?2"
			       " AND team_id IS ?3 AND score = ?4"
			: "SELECT id FROM survey_answer WHERE person_id = ?1 AND question_id = ?2 AND answered_day = ?3";
	default:
		return NULL;
	}
}

bool target_prepare(struct target *target, struct error *error)
{
	struct writer *writer = target->import->writer;
	const char *find = find_sql(target->relation->kind, false), *other = find_sql(target->relation->kind, true);
	target->select = prepare_select(target, error);
	target->insert = target->relation->kind == KIND_TEAM ? NULL : prepare_insert(target, error);
	target->update = prepare_update(target, error);
	target->find = find ? writer_prepare(writer, find, error) : NULL;
	if (target->relation->kind == KIND_SURVEY)
		target->find_team = writer_prepare(writer, "SELECT team_id FROM membership WHERE person_id = ?1 AND from_day <= ?2"
			" AND coalesce(to_day, ?2) >= ?2 ORDER BY from_day DESC LIMIT 1", error);
	target->find_other = other ? writer_prepare(writer, other, error) : NULL;
	return error->kind == ERROR_NONE;
}
