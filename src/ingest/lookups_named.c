/* Lookups of what has a name: teams, kinds of activity, tools, skills, questions; and cases. */
#include "lookups_inside.h"

#include <stdio.h>
#include <string.h>

enum { MOST_DEPTH = 16 };

static bool create_team(struct lookups *lookups, const char *name, int64_t parent, int64_t *id, struct error *error)
{
	if (!lookups_step(lookups_ask(lookups, ADD_TEAM, error, "ti", name, parent), error))
		return false;
	*id = writer_last_id(lookups->writer);
	lookups_note_created(lookups, CREATED_TEAMS, name);
	return true;
}

/* The first name of a path: a top-level team, else the only team of that name anywhere, else a new one. */
static enum verdict first_team(struct lookups *lookups, const char *name, int64_t *id, struct import_refusal *refusal,
	struct error *error)
{
	int64_t count = 0;
	int found = lookups_ask_integer(lookups_ask(lookups, TEAM_BELOW, error, "it", (int64_t)0, name), id, error);
	if (found == 1)
		return VERDICT_UNCHANGED;
	struct statement *statement = found < 0 ? NULL : lookups_ask(lookups, TEAM_ANYWHERE, error, "t", name);
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
			int found = lookups_ask_integer(lookups_ask(lookups, TEAM_BELOW, error, "it", parent, name), id, error);
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
	int found = lookups_ask_integer(lookups_ask(lookups, TEAM_ALIAS, error, "tt", lookups->source, path), id, error);
	if (found < 0)
		return VERDICT_FAILED;
	enum verdict verdict = found ? VERDICT_UNCHANGED : walk_path(lookups, path, id, refusal, error);
	if (verdict != VERDICT_UNCHANGED)
		return verdict;
	*known = *id;
	if (!found && lookups->flat_teams && !lookups_step(lookups_ask(lookups, ADD_TEAM_ALIAS, error, "tti", lookups->source, path, *id), error))
		return verdict_of(error, refusal);
	return VERDICT_UNCHANGED;
}

/* ---- kinds, tools, skills, questions, cases ---- */

static enum verdict find_case(struct lookups *lookups, const char *text, int64_t *id, struct import_refusal *refusal,
	struct error *error)
{
	int found = lookups_ask_integer(lookups_ask(lookups, FIND_CASE, error, "tt", lookups->source, text), id, error), hits = 0;
	char source[256] = "";
	while (found == 0) {
		struct statement *statement = lookups_ask(lookups, CASE_SOURCES, error, "t", source);
		int64_t other = 0;
		if (!statement || statement_step(statement, error) != 1)
			return VERDICT_FAILED;
		const char *next = statement_column_text(statement, 0);
		if (next)
			snprintf(source, sizeof source, "%s", next);
		statement_reset(statement);
		if (!next || strlen(source) == sizeof source - 1)
			break;
		int there = lookups_ask_integer(lookups_ask(lookups, FIND_CASE, error, "tt", source, text), &other, error);
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
	int found = lookups_ask_integer(lookups_ask(lookups, other.find, error, "t", text), id, error);
	if (found < 0)
		return VERDICT_FAILED;
	if (!found && other.add == QUERY_COUNT)
		return refuse(refusal, 0, 0, "", KIND_UNKNOWN, text);
	if (!found) {
		if (!lookups_step(lookups_ask(lookups, other.add, error, "t", text), error))
			return verdict_of(error, refusal);
		*id = writer_last_id(lookups->writer);
		lookups_note_created(lookups, other.created, text);
	}
	*known = *id;
	return VERDICT_UNCHANGED;
}
