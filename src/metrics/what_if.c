/* Who and what is meant by what was typed: people by employee number, name or id, teams as --team has them. */
#include "what_if.h"

#include "people.h"
#include "tree.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NAMED = 6 };

bool what_if_in_team(const struct facts *facts, int person, int64_t team_id)
{
	return !team_id || tree_is_below(facts, tree_node(facts, facts->people[person].team_to, true), tree_node(facts, team_id, false));
}

/* ---- people ---- */
enum match { MATCH_NUMBER, MATCH_NAME, MATCH_PART, MATCHES };

static bool matches(struct facts *facts, int person, const char *who, enum match how)
{
	if (how == MATCH_NUMBER) {
		const char *number = facts->people[person].employee_no;
		return number && text_same(text_clean(facts->scratch, number, strlen(number)), who);
	}
	const char *label = people_label(facts, person);
	return how == MATCH_NAME ? text_same(label, who) : text_contains(label, who);
}

struct found { int person, count; };

static struct found found_by(struct facts *facts, const char *who, enum match how, bool employed)
{
	struct found found = {.person = -1};
	for (int i = 0; i < facts->people_count; i++)
		if (facts->people[i].employed_to == employed && matches(facts, i, who, how))
			found.person = i, found.count++;
	return found;
}

/* "Ayu Lestari, E1042 in Billing; …": what tells those of one name apart. */
static const char *named(struct facts *facts, const char *who, enum match how)
{
	const char *list = "";
	for (int i = 0, count = 0; i < facts->people_count; i++) {
		if (!facts->people[i].employed_to || !matches(facts, i, who, how))
			continue;
		if (count++ == MOST_NAMED)
			return arena_print(facts->keep, "%s; …", list);
		const char *number = facts_clean(facts, facts->people[i].employee_no);
		list = arena_print(facts->keep, "%s%s%s, %s in %s", list, *list ? "; " : "", people_label(facts, i),
			*number ? number : arena_print(facts->keep, "id:%lld", (long long)facts->people[i].id),
			facts_team_name(facts, facts->people[i].team_to));
	}
	return list;
}

static int person_by_id(const struct facts *facts, const char *digits)
{
	char *end;
	long long id = strtoll(digits, &end, 10);
	return *digits && !*end ? facts_person(facts, id) : -1;
}

static int person_find(struct facts *facts, const char *who, struct supposed_row *row)
{
	char day[16];
	day_words(facts->to, day);
	bool by_id = strncmp(who, "id:", 3) == 0;
	int person = by_id ? person_by_id(facts, who + 3) : -1;
	if (!*who)
		row->why = "say who: a name or an employee number";
	for (int how = 0; how < MATCHES && !by_id && !row->why && person < 0; how++) {
		struct found found = found_by(facts, who, (enum match)how, true);
		if (found.count > 1) {
			row->why = arena_print(facts->keep, "%d people could be meant: give the employee number", found.count);
			row->named = named(facts, who, (enum match)how);
		}
		person = found.count == 1 ? found.person : -1;
	}
	bool before = person < 0 && !by_id && !row->why && (found_by(facts, who, MATCH_NUMBER, false).count || found_by(facts, who, MATCH_NAME, false).count);
	if (before || (person >= 0 && !facts->people[person].employed_to)) {
		row->why = arena_print(facts->keep, "not employed on %s", day);
		return -1;
	}
	if (person < 0 && !row->why)
		row->why = "nobody has this name or employee number";
	return person;
}

static void person_resolve(struct facts *facts, const struct supposed *supposed, struct supposed_row *row)
{
	int person = person_find(facts, supposed->who, row);
	if (person < 0)
		return;
	row->counts = true;
	row->person_id = facts->people[person].id, row->team_id = facts->people[person].team_to;
	row->name = people_label(facts, person);
	row->team = facts_team_name(facts, row->team_id);
}

/* ---- teams ---- */
static bool team_resolve(struct facts *facts, const struct asker *asker, const struct supposed *supposed, struct supposed_row *row,
	struct error *error)
{
	struct error wrong = {0};
	row->to = supposed->percent / 100.0;
	row->name = "all teams";
	if (*supposed->who && !metrics_find_team(asker, supposed->who, &row->team_id, &wrong)) {
		row->name = NULL;
		row->why = arena_copy(facts->keep, wrong.message);
		if (wrong.kind != ERROR_USAGE)
			*error = wrong;
		return wrong.kind == ERROR_USAGE;
	}
	if (*supposed->who)
		row->name = facts_team_name(facts, row->team_id);
	row->team = row->name;
	row->counts = true;
	return true;
}

/* ---- all of them ---- */
static bool about_the_same(const struct supposed_row *a, const struct supposed_row *b)
{
	if (!a->counts || !b->counts)
		return false;
	if (suppose_of_person(a->kind))
		return suppose_of_person(b->kind) && a->person_id == b->person_id;
	return a->kind == b->kind && a->team_id == b->team_id;
}

/* Of two about the same, named differently, the later one holds. */
static void row_keep(struct what_if_facts *what_if, const struct supposed_row *row)
{
	int kept = 0;
	for (int i = 0; i < what_if->count; i++)
		if (!about_the_same(&what_if->rows[i], row))
			what_if->rows[kept++] = what_if->rows[i];
	what_if->rows[kept] = *row;
	what_if->count = kept + 1;
}

/* false only where a question failed: what is not found says so in its row. */
bool what_if_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	const struct supposed_list *list = &facts->scope.supposed;
	struct what_if_facts *what_if = facts->what_if = arena_alloc(facts->scratch, sizeof *what_if);
	bool hidden = facts->scope.persons_hidden || !policy_shows_persons(&facts->answer->policy);
	what_if->rows = ARENA_ARRAY(facts->keep, struct supposed_row, MOST_SUPPOSED);
	what_if->away = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1);
	what_if->gone = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1);
	for (int i = 0; i < list->count && i < MOST_SUPPOSED; i++) {
		struct supposed_row row = {.typed = i, .kind = list->of[i].kind, .now = NAN, .to = NAN};
		if (suppose_of_person(row.kind) && hidden) {
			what_if->persons_hidden = true;
			continue;
		}
		if (suppose_of_person(row.kind))
			person_resolve(facts, &list->of[i], &row);
		else if (!team_resolve(facts, asker, &list->of[i], &row, error))
			return false;
		row_keep(what_if, &row);
	}
	for (int i = 0; i < what_if->count; i++)
		if (what_if->rows[i].counts && suppose_of_person(what_if->rows[i].kind)) {
			int person = facts_person(facts, what_if->rows[i].person_id);
			what_if->away[person] = true;
			what_if->gone[person] = what_if->rows[i].kind == SUPPOSE_LEAVE;
		}
	return true;
}

static bool all_count(const struct facts *facts, struct error *error)
{
	const struct what_if_facts *what_if = facts->what_if;
	if (what_if->persons_hidden)
		return error_set(error, ERROR_USAGE, "what-if: names are hidden here, so nothing can be supposed of a person");
	for (int i = 0; i < what_if->count; i++) {
		const struct supposed_row *row = &what_if->rows[i];
		const struct supposed *typed = &facts->scope.supposed.of[row->typed];
		bool more = row->named && facts->answer->policy.names == NAMES_FULL && !facts->scope.names_short;
		if (!row->counts)
			return error_set(error, ERROR_USAGE, "what-if %s %.80s: %.400s%s%.400s", suppose_verb(row->kind), typed->who, row->why,
				more ? ": " : "", more ? row->named : "");
	}
	return true;
}

bool metrics_check_supposed(const struct asker *asker, const struct scope *scope, struct error *error)
{
	struct arena *arena = arena_new();
	struct answer *answer = arena_alloc(arena, sizeof *answer);
	*answer = (struct answer){.arena = arena, .scope = *scope, .last_day = DAY_NONE};
	struct facts *facts = arena_alloc(arena, sizeof *facts);
	*facts = (struct facts){.scratch = arena, .keep = arena, .answer = answer, .scope = *scope};
	bool ok = facts_load(facts, asker, error) && what_if_ask(facts, asker, error) && all_count(facts, error);
	arena_free(arena);
	return ok;
}
