#include "lookups_inside.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const SQL[QUERY_COUNT] = {
	[ALIAS_NUMBER] = "SELECT employee_no FROM person WHERE id = (SELECT person_id FROM person_alias WHERE source = ?1 AND external_id = ?2)",
	[EMPLOYMENTS] = "SELECT id, hired_day, left_day FROM person WHERE employee_no = ?1 ORDER BY hired_day, id",
	[NUMBER_TAKEN] = "SELECT 1 FROM person WHERE employee_no = ?1 LIMIT 1",
	[OTHERS_ALIAS] = "SELECT 1 FROM person, person_alias ON person.id = person_id WHERE employee_no = ?1 AND external_id = ?1 AND source <> ?2 LIMIT 1",
	[ADD_PERSON] = "INSERT INTO person (employee_no, name, import_id) VALUES (?1, ?2, ?3)",
	[ADD_ALIAS] = "INSERT OR IGNORE INTO person_alias (source, external_id, person_id) VALUES (?1, ?2, ?3)",
	[TEAM_ALIAS] = "SELECT team_id FROM team_alias WHERE source = ?1 AND external_id = ?2",
	[TEAM_BELOW] = "SELECT id FROM team WHERE coalesce(parent_id, 0) = ?1 AND name = ?2",
	[TEAM_ANYWHERE] = "SELECT min(id), count(*) FROM team WHERE name = ?1",
	[ADD_TEAM] = "INSERT INTO team (name, parent_id) VALUES (?1, nullif(?2, 0))",
	[ADD_TEAM_ALIAS] = "INSERT OR IGNORE INTO team_alias (source, external_id, team_id) VALUES (?1, ?2, ?3)",
	[FIND_KIND] = "SELECT id FROM activity_kind WHERE key = ?1 OR label = ?1 ORDER BY key <> ?1 LIMIT 1",
	[FIND_TOOL] = "SELECT id FROM ai_tool WHERE key = ?1 OR name = ?1 ORDER BY key <> ?1 LIMIT 1",
	[ADD_TOOL] = "INSERT INTO ai_tool (key, name, kind) VALUES (?1, ?1, 'assistant')",
	[FIND_SKILL] = "SELECT min(id) FROM skill WHERE name = ?1 HAVING count(*) > 0",
	[ADD_SKILL] = "INSERT INTO skill (name) VALUES (?1)",
	[FIND_QUESTION] = "SELECT id FROM survey_question WHERE key = ?1 OR text = ?1 ORDER BY key <> ?1 LIMIT 1",
	[ADD_QUESTION] = "INSERT INTO survey_question (key, text) VALUES (?1, ?1)",
	/* steps from source to source along the index, without reading the cases */
	[CASE_SOURCES] = "SELECT min(source) FROM service_case WHERE source > ?1",
	[FIND_CASE] = "SELECT id FROM service_case WHERE source = ?1 AND external_id = ?2",
};

struct lookups *lookups_new(struct writer *writer, const char *source, bool creates_people, bool flat_teams)
{
	struct lookups *lookups = memory_new(sizeof *lookups);
	lookups->writer = writer;
	snprintf(lookups->source, sizeof lookups->source, "%s", source);
	lookups->creates_people = creates_people;
	lookups->flat_teams = flat_teams;
	lookups->people = text_map_new();
	lookups->teams = text_map_new();
	for (size_t i = 0; i < COUNT_OF(lookups->others); i++)
		lookups->others[i] = text_map_new();
	return lookups;
}

void lookups_free(struct lookups *lookups)
{
	if (!lookups)
		return;
	text_map_free(lookups->people);
	text_map_free(lookups->teams);
	for (size_t i = 0; i < COUNT_OF(lookups->others); i++)
		text_map_free(lookups->others[i]);
	free(lookups->employments);
	free(lookups);
}

void lookups_forget(struct lookups *lookups)
{
	text_map_clear(lookups->people);
	text_map_clear(lookups->teams);
	for (size_t i = 0; i < COUNT_OF(lookups->others); i++)
		text_map_clear(lookups->others[i]);
	lookups->employment_count = 0;
	memcpy(lookups->created, lookups->marked, sizeof lookups->created);
	lookups->created_total = lookups->marked_total;
}

void lookups_mark(struct lookups *lookups)
{
	memcpy(lookups->marked, lookups->created, sizeof lookups->marked);
	lookups->marked_total = lookups->created_total;
}

void lookups_forget_person(struct lookups *lookups, const char *code)
{
	*text_map_at(lookups->people, code, NULL) = 0;
}

void lookups_run(struct lookups *lookups, int64_t run_id)
{
	lookups->run_id = run_id;
}

int64_t lookups_created(const struct lookups *lookups)
{
	return lookups->created_total;
}

void lookups_note_created(struct lookups *lookups, enum created_kind what, const char *name)
{
	struct created *created = &lookups->created[what];
	size_t length = strlen(created->names), more = strlen(name);
	lookups->created_total++;
	if (created->count++ < 8 && length + more + 8 < sizeof created->names)
		snprintf(created->names + length, sizeof created->names - length, "%s%s", length ? ", " : "", name);
	else if (length < 3 || strcmp(created->names + length - 3, "…") != 0)
		snprintf(created->names + length, sizeof created->names - length, "%s…", length ? ", " : "");
}

void lookups_tell(struct lookups *lookups, struct import_summary *summary)
{
	static const char *const ONE[] = {"person", "team", "AI tool", "skill", "survey question"};
	static const char *const MANY[] = {"people", "teams", "AI tools", "skills", "survey questions"};
	for (int i = 0; i < CREATED_KINDS; i++) {
		struct created *created = &lookups->created[i];
		if (created->count && summary->created_count < (int)COUNT_OF(summary->created))
			snprintf(summary->created[summary->created_count++], sizeof summary->created[0], "%s %s: %s",
				words_of(created->count).text, created->count == 1 ? ONE[i] : MANY[i], created->names);
	}
	memset(lookups->created, 0, sizeof lookups->created);
}

struct statement *lookups_ask(struct lookups *lookups, enum query_id id, struct error *error, const char *types, ...)
{
	struct statement **query = &lookups->queries[id];
	if (!*query)
		*query = writer_prepare(lookups->writer, SQL[id], error);
	if (!*query)
		return NULL;
	va_list list;
	va_start(list, types);
	for (int i = 0; types[i]; i++)
		if (types[i] == 'i')
			statement_integer(*query, i + 1, va_arg(list, int64_t));
		else
			statement_text(*query, i + 1, va_arg(list, const char *));
	va_end(list);
	return *query;
}

int lookups_ask_integer(struct statement *statement, int64_t *value, struct error *error)
{
	int step = statement ? statement_step(statement, error) : -1;
	if (step == 1) {
		*value = statement_column_integer(statement, 0);
		statement_reset(statement);
	}
	return step;
}

bool lookups_step(struct statement *statement, struct error *error)
{
	return statement && statement_step(statement, error) == 0;
}

/* ---- people ---- */

static int64_t add_employment(struct lookups *lookups, struct employment employment)
{
	if (lookups->employment_count == lookups->employment_size)
		lookups->employments = memory_grow(lookups->employments,
			(lookups->employment_size = 2 * lookups->employment_size + 64) * sizeof(struct employment));
	lookups->employments[lookups->employment_count] = employment;
	return (int64_t)++lookups->employment_count;
}

/* *first receives index + 1 of the first employment of the number, 0 where there is none. */
static bool read_employments(struct lookups *lookups, const char *number, int64_t *first, struct error *error)
{
	struct statement *statement = lookups_ask(lookups, EMPLOYMENTS, error, "t", number);
	int64_t last = *first = 0;
	int step;
	if (!statement)
		return false;
	while ((step = statement_step(statement, error)) == 1) {
		struct employment employment = {.person_id = statement_column_integer(statement, 0), .from = INT64_MIN, .to = INT64_MAX};
		if (!statement_column_null(statement, 1))
			employment.from = statement_column_integer(statement, 1);
		if (!statement_column_null(statement, 2))
			employment.to = statement_column_integer(statement, 2);
		int64_t at = add_employment(lookups, employment);
		if (last)
			lookups->employments[last - 1].next = at;
		else
			*first = at;
		last = at;
	}
	return step == 0;
}

enum verdict lookup_number(struct lookups *lookups, const char *code, char number[256], struct error *error)
{
	struct statement *statement = lookups_ask(lookups, ALIAS_NUMBER, error, "tt", lookups->source, code);
	int step = statement ? statement_step(statement, error) : -1;
	if (step < 0)
		return VERDICT_FAILED;
	snprintf(number, 256, "%s", step == 1 ? statement_column_text(statement, 0) : code);
	if (step == 1)
		statement_reset(statement);
	return step == 1 ? VERDICT_UNCHANGED : VERDICT_TWICE;
}

static bool create_person(struct lookups *lookups, const char *code, int64_t *first, struct error *error)
{
	char number[256];
	int64_t ignored;
	int taken = lookups_ask_integer(lookups_ask(lookups, NUMBER_TAKEN, error, "t", code), &ignored, error);
	if (taken < 0)
		return false;
	snprintf(number, sizeof number, taken ? "%.60s:%.180s" : "%.0s%.180s", lookups->source, code);
	if (!lookups_step(lookups_ask(lookups, ADD_PERSON, error, "tti", number, code, lookups->run_id), error))
		return false;
	struct employment employment = {.person_id = writer_last_id(lookups->writer), .from = INT64_MIN, .to = INT64_MAX};
	if (!lookups_step(lookups_ask(lookups, ADD_ALIAS, error, "tti", lookups->source, code, employment.person_id), error))
		return false;
	*first = add_employment(lookups, employment);
	lookups_note_created(lookups, CREATED_PEOPLE, code);
	return true;
}

/* By alias; else by employee number, unless that person was itself made from another system's same code. */
static bool find_people(struct lookups *lookups, const char *code, int64_t *first, struct error *error)
{
	char number[256];
	int64_t ignored;
	*first = 0;
	enum verdict alias = lookup_number(lookups, code, number, error);
	if (alias == VERDICT_FAILED)
		return false;
	int others = alias == VERDICT_TWICE && lookups->creates_people
		? lookups_ask_integer(lookups_ask(lookups, OTHERS_ALIAS, error, "tt", code, lookups->source), &ignored, error) : 0;
	if (others < 0 || (others == 0 && !read_employments(lookups, number, first, error)))
		return false;
	return *first || !lookups->creates_people || create_person(lookups, code, first, error);
}

enum verdict lookup_person(struct lookups *lookups, const char *code, int64_t day, int64_t *id, struct import_refusal *refusal,
	struct error *error)
{
	int64_t *known = text_map_at(lookups->people, code, NULL);
	if (strlen(code) > 180)
		return refuse(refusal, 0, 0, "", "a person's number is at most 180 bytes long");
	if (!*known && !find_people(lookups, code, known, error))
		return verdict_of(error, refusal);
	if (!*known)
		return refuse(refusal, 0, 0, "", "nobody has the number %.60s: import the people first", code);
	const struct employment *best = &lookups->employments[*known - 1], *one = best;
	for (;; one = &lookups->employments[one->next - 1]) {
		bool covers = day >= one->from && day <= one->to;
		if (covers || one->from <= day)
			best = one;
		if (covers || !one->next)
			break;
	}
	*id = best->person_id;
	return VERDICT_UNCHANGED;
}
