#include "lookups.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 16, CREATED_PEOPLE = 0, CREATED_TEAMS, CREATED_TOOLS, CREATED_SKILLS, CREATED_QUESTIONS, CREATED_KINDS };

struct employment {
	int64_t person_id, from, to;                    /* local days; open ends are far away */
	int64_t next;                                   /* index + 1 of the next employment of the same number, 0 = none */
};

struct created {
	int64_t count;
	char names[120];                                /* the first few */
};

struct query {
	const char *sql;
	struct statement *statement;                    /* prepared at first use */
};

enum query_id {
	ALIAS_NUMBER, EMPLOYMENTS, NUMBER_TAKEN, OTHERS_ALIAS, ADD_PERSON, ADD_ALIAS, TEAM_ALIAS, TEAM_BELOW, TEAM_ANYWHERE, ADD_TEAM, ADD_TEAM_ALIAS,
	 FIND_KIND, FIND_TOOL, ADD_TOOL, FIND_SKILL, ADD_SKILL, FIND_QUESTION, ADD_QUESTION, CASE_SOURCES,
	FIND_CASE, QUERY_COUNT
};

struct lookups {
	struct writer *writer;
	char source[64];
	bool creates_people, flat_teams;
	int64_t run_id, created_total;
	struct text_map *people, *teams, *others[5];    /* others: kind, tool, skill, question, case */
	struct employment *employments;
	size_t employment_count, employment_size;
	struct created created[CREATED_KINDS], marked[CREATED_KINDS];
	int64_t marked_total;
	struct query queries[QUERY_COUNT];
};

static const char *const SQL[QUERY_COUNT] = {
	[ALIAS_NUMBER] = "SELECT person.employee_no FROM person_alias JOIN person ON person.id = person_id"
			 " WHERE source = ?1 AND external_id = ?2",
	[EMPLOYMENTS] = "SELECT id, hired_day, left_day FROM person WHERE employee_no = ?1 ORDER BY hired_day, id",
	[NUMBER_TAKEN] = "SELECT 1 FROM person WHERE employee_no = ?1 LIMIT 1",
	[OTHERS_ALIAS] = "SELECT 1 FROM person_alias JOIN person ON person.id = person_id"
			 " WHERE person.employee_no = ?1 AND external_id = ?1 AND source <> ?2 LIMIT 1",
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

static void note_created(struct lookups *lookups, int what, const char *name)
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
			snprintf(summary->created[summary->created_count++], sizeof summary->created[0], "%lld %s: %s",
				(long long)created->count, created->count == 1 ? ONE[i] : MANY[i], created->names);
	}
	memset(lookups->created, 0, sizeof lookups->created);
}

/* Prepares and binds: letters of `types` are i and t. NULL and an error when it cannot be prepared. */
static struct statement *ask(struct lookups *lookups, enum query_id id, struct error *error, const char *types, ...)
{
	struct query *query = &lookups->queries[id];
	if (!query->statement)
		query->statement = writer_prepare(lookups->writer, SQL[id], error);
	if (!query->statement)
		return NULL;
	va_list list;
	va_start(list, types);
	for (int i = 0; types[i]; i++)
		if (types[i] == 'i')
			statement_integer(query->statement, i + 1, va_arg(list, int64_t));
		else
			statement_text(query->statement, i + 1, va_arg(list, const char *));
	va_end(list);
	return query->statement;
}

/* 1 a row whose first column is *value, 0 none, -1 failed. */
static int ask_integer(struct statement *statement, int64_t *value, struct error *error)
{
	int step = statement ? statement_step(statement, error) : -1;
	if (step == 1) {
		*value = statement_column_integer(statement, 0);
		statement_reset(statement);
	}
	return step;
}

static bool run(struct statement *statement, struct error *error)
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
	struct statement *statement = ask(lookups, EMPLOYMENTS, error, "t", number);
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
	struct statement *statement = ask(lookups, ALIAS_NUMBER, error, "tt", lookups->source, code);
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
	int taken = ask_integer(ask(lookups, NUMBER_TAKEN, error, "t", code), &ignored, error);
	if (taken < 0)
		return false;
	snprintf(number, sizeof number, taken ? "%.60s:%.180s" : "%.0s%.180s", lookups->source, code);
	if (!run(ask(lookups, ADD_PERSON, error, "tti", number, code, lookups->run_id), error))
		return false;
	struct employment employment = {.person_id = writer_last_id(lookups->writer), .from = INT64_MIN, .to = INT64_MAX};
	if (!run(ask(lookups, ADD_ALIAS, error, "tti", lookups->source, code, employment.person_id), error))
		return false;
	*first = add_employment(lookups, employment);
	note_created(lookups, CREATED_PEOPLE, code);
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
		? ask_integer(ask(lookups, OTHERS_ALIAS, error, "tt", code, lookups->source), &ignored, error) : 0;
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

/* ---- teams ---- */

static bool create_team(struct lookups *lookups, const char *name, int64_t parent, int64_t *id, struct error *error)
{
	if (!run(ask(lookups, ADD_TEAM, error, "ti", name, parent), error))
		return false;
	*id = writer_last_id(lookups->writer);
	note_created(lookups, CREATED_TEAMS, name);
	return true;
}

/* The first name of a path: a top-level team, else the only team of that name anywhere, else a new one. */
static enum verdict first_team(struct lookups *lookups, const char *name, int64_t *id, struct import_refusal *refusal,
	struct error *error)
{
	int64_t count = 0;
	int found = ask_integer(ask(lookups, TEAM_BELOW, error, "it", (int64_t)0, name), id, error);
	if (found == 1)
		return VERDICT_UNCHANGED;
	struct statement *statement = found < 0 ? NULL : ask(lookups, TEAM_ANYWHERE, error, "t", name);
	if (!statement || statement_step(statement, error) != 1)
		return verdict_of(error, refusal);
	*id = statement_column_integer(statement, 0);
	count = statement_column_integer(statement, 1);
	statement_reset(statement);
	if (count > 1)
		return refuse(refusal, 0, 0, "", "%lld teams are called %.60s: write Parent/%.60s", (long long)count, name, name);
	return count == 1 || create_team(lookups, name, 0, id, error) ? VERDICT_UNCHANGED : verdict_of(error, refusal);
}

static enum verdict walk_path(struct lookups *lookups, const char *path, int64_t *id, struct import_refusal *refusal,
	struct error *error)
{
	char copy[1024], *rest = copy;
	int depth = 0;
	int64_t parent = 0;
	snprintf(copy, sizeof copy, "%s", path);
	while (rest) {
		char *slash = lookups->flat_teams ? NULL : strchr(rest, '/'), *name = rest;
		rest = slash ? slash + 1 : NULL;
		if (slash)
			*slash = '\0';
		while (*name == ' ')
			name++;
		for (size_t end = strlen(name); end && name[end - 1] == ' '; end--)
			name[end - 1] = '\0';
		if (!*name || ++depth > MOST_DEPTH)
			return refuse(refusal, 0, 0, "", *name ? "more than 16 teams in one another" : "a team without a name in the path %.60s",
				path);
		enum verdict verdict = VERDICT_UNCHANGED;
		if (depth == 1 && !lookups->flat_teams) {
			verdict = first_team(lookups, name, id, refusal, error);
		} else {
			int found = ask_integer(ask(lookups, TEAM_BELOW, error, "it", parent, name), id, error);
			if (found < 0 || (found == 0 && !create_team(lookups, name, parent, id, error)))
				verdict = verdict_of(error, refusal);
		}
		if (verdict != VERDICT_UNCHANGED)
			return verdict;
		parent = *id;
	}
	return VERDICT_UNCHANGED;
}

enum verdict lookup_team(struct lookups *lookups, const char *path, int64_t *id, struct import_refusal *refusal,
	struct error *error)
{
	int64_t *known = text_map_at(lookups->teams, path, NULL);
	if (strlen(path) > 1000)
		return refuse(refusal, 0, 0, "", "a team's path is at most 1,000 bytes long");
	if (*known) {
		*id = *known;
		return VERDICT_UNCHANGED;
	}
	int found = ask_integer(ask(lookups, TEAM_ALIAS, error, "tt", lookups->source, path), id, error);
	if (found < 0)
		return VERDICT_FAILED;
	enum verdict verdict = found ? VERDICT_UNCHANGED : walk_path(lookups, path, id, refusal, error);
	if (verdict != VERDICT_UNCHANGED)
		return verdict;
	*known = *id;
	if (!found && lookups->flat_teams && !run(ask(lookups, ADD_TEAM_ALIAS, error, "tti", lookups->source, path, *id), error))
		return verdict_of(error, refusal);
	return VERDICT_UNCHANGED;
}

/* ---- kinds, tools, skills, questions, cases ---- */

static enum verdict find_case(struct lookups *lookups, const char *text, int64_t *id, struct import_refusal *refusal,
	struct error *error)
{
	int found = ask_integer(ask(lookups, FIND_CASE, error, "tt", lookups->source, text), id, error), hits = 0;
	char source[256] = "";
	while (found == 0) {
		struct statement *statement = ask(lookups, CASE_SOURCES, error, "t", source);
		int64_t other = 0;
		if (!statement || statement_step(statement, error) != 1)
			return VERDICT_FAILED;
		const char *next = statement_column_text(statement, 0);
		if (next)
			snprintf(source, sizeof source, "%s", next);
		statement_reset(statement);
		if (!next || strlen(source) == sizeof source - 1)
			break;
		int there = ask_integer(ask(lookups, FIND_CASE, error, "tt", source, text), &other, error);
		if (there < 0)
			return VERDICT_FAILED;
		if (there && ++hits == 1)
			*id = other;
	}
	if (found < 0)
		return VERDICT_FAILED;
	if (hits > 1)
		return refuse(refusal, 0, 0, "", "%d sources have a case %.60s: say which with --source", hits, text);
	if (!found && !hits)
		return refuse(refusal, 0, 0, "", "there is no case %.60s: import the cases first, or leave this column out", text);
	return VERDICT_UNCHANGED;
}

#define KIND_UNKNOWN                                                                                                \
	"there is no kind of activity %.40s; teamtop's own are conversation, email_chat, relationship, wrap_up, "     \
	"case_logging, admin, internal_meeting, coaching, learning, process_improvement, waiting, break"

struct other {
	enum query_id find, add;                        /* add = QUERY_COUNT: may not be created */
	int created;
};

static struct other other_of(enum field_type type)
{
	switch (type) {
	case FIELD_KIND:
		return (struct other){FIND_KIND, QUERY_COUNT, 0};
	case FIELD_TOOL:
		return (struct other){FIND_TOOL, ADD_TOOL, CREATED_TOOLS};
	case FIELD_SKILL:
		return (struct other){FIND_SKILL, ADD_SKILL, CREATED_SKILLS};
	default:
		return (struct other){FIND_QUESTION, ADD_QUESTION, CREATED_QUESTIONS};
	}
}

enum verdict lookup_other(struct lookups *lookups, enum field_type type, const char *text, int64_t *id,
	struct import_refusal *refusal, struct error *error)
{
	int64_t *known = text_map_at(lookups->others[type - FIELD_KIND], text, NULL);
	if (*known) {
		*id = *known;
		return VERDICT_UNCHANGED;
	}
	if (type == FIELD_CASE) {
		enum verdict verdict = find_case(lookups, text, id, refusal, error);
		*known = verdict == VERDICT_UNCHANGED ? *id : 0;
		return verdict;
	}
	struct other other = other_of(type);
	int found = ask_integer(ask(lookups, other.find, error, "t", text), id, error);
	if (found < 0)
		return VERDICT_FAILED;
	if (!found && other.add == QUERY_COUNT)
		return refuse(refusal, 0, 0, "", KIND_UNKNOWN, text);
	if (!found) {
		if (!run(ask(lookups, other.add, error, "t", text), error))
			return verdict_of(error, refusal);
		*id = writer_last_id(lookups->writer);
		note_created(lookups, other.created, text);
	}
	*known = *id;
	return VERDICT_UNCHANGED;
}
