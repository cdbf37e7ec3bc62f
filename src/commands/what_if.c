/* `:what-if`: supposes something, takes it back, and opens the page of what then would be. */
#include "commands_own.h"

#include <stdio.h>
#include <string.h>

static bool persons_hidden(const struct state *state, const struct view *view)
{
	return state->names == NAMES_HIDDEN || names_most(state, view) == NAMES_HIDDEN || state->policy.restricted || state->wall;
}

void what_if_names_changed(struct state *state)
{
	if (state->names == NAMES_HIDDEN && suppose_drop_persons(&state->supposed))
		snprintf(state->message, sizeof state->message, "names are hidden: nothing is supposed of persons any more");
}

static unsigned say(struct state *state, const char *words)
{
	snprintf(state->message, sizeof state->message, "%.190s", words);
	return EFFECT_VIEW;
}

/* What one is on: the person of the page or of the marked row, the team of the scope. */
static bool who_is_meant(const struct state *state, const struct layout *layout, struct supposed *supposed)
{
	const struct place *place = &state->places[state->depth];
	const struct target *target = target_now(state, layout);
	int64_t person = place->page == PAGE_PERSON ? place->person_id : target && target->kind == TARGET_PERSON ? target->person_id : 0;
	int64_t id = suppose_of_person(supposed->kind) ? person : place->team_id;
	if (!*supposed->who && id > 0)
		snprintf(supposed->who, sizeof supposed->who, "id:%lld", (long long)id);
	return *supposed->who || !suppose_of_person(supposed->kind);
}

/* What could not be found is not waited for again: the next try takes its place. */
static void drop_not_found(struct state *state, const struct view *view)
{
	const struct what_if *what_if = view->answer ? view->answer->what_if : NULL;
	for (int i = what_if ? what_if->count - 1 : -1; i >= 0; i--) {
		const struct supposed_row *row = &what_if->rows[i];
		const struct supposed *typed = &view->answer->scope.supposed.of[row->typed];
		for (int j = state->supposed.count - 1; j >= 0 && !row->counts; j--)
			if (state->supposed.of[j].kind == typed->kind && strcmp(state->supposed.of[j].who, typed->who) == 0)
				suppose_take_back(&state->supposed, j);
	}
}

static unsigned page_open(struct state *state)
{
	return EFFECT_VIEW | EFFECT_DATA | page_turn(state, PAGE_WHAT_IF);
}

unsigned what_if_run(struct state *state, const struct view *view, const struct layout *layout, const char *words)
{
	struct supposed supposed;
	struct error error = {0};
	if (strcmp(words, "clear") == 0 || strcmp(words, "undo") == 0) {
		if (!state->supposed.count)
			return say(state, "nothing is supposed");
		if (*words == 'c')
			state->supposed.count = 0;
		else
			suppose_take_back(&state->supposed, state->supposed.count - 1);
		return page_open(state);
	}
	if (!suppose_parse(words, &supposed, &error))
		return say(state, error.message);
	if (suppose_of_person(supposed.kind) && persons_hidden(state, view))
		return say(state, "names are hidden here, so nothing can be supposed of a person");
	if (!who_is_meant(state, layout, &supposed)) {
		snprintf(state->message, sizeof state->message, "what-if %s: say who, by name or employee number, or mark a person's row",
			suppose_verb(supposed.kind));
		return EFFECT_VIEW;
	}
	drop_not_found(state, view);
	if (!suppose_add(&state->supposed, &supposed, &error)) {
		snprintf(state->message, sizeof state->message, "%.150s; undo or clear first", error.message);
		return EFFECT_VIEW;
	}
	return page_open(state);
}

/* ---- completion: verbs, then names of what is on the screen ---- */
struct completing { struct arena *arena; const char **names; int count, most; const char *before, *with; };

static void offer(struct completing *to, const char *name)
{
	size_t length = strlen(to->with);
	if (!name || !*name || to->count == to->most || strncmp(name, to->with, length) != 0)
		return;
	const char *whole = arena_print(to->arena, "%s%s", to->before, name);
	for (int i = 0; i < to->count; i++)
		if (strcmp(to->names[i], whole) == 0)
			return;
	to->names[to->count++] = whole;
}

static void offer_persons(struct completing *to, const struct state *state, const struct answer *answer)
{
	if (answer->policy.names != NAMES_FULL || state->names != NAMES_FULL)
		return;
	for (int i = 0; i < answer->people_count; i++)
		offer(to, answer->people[i].name);
	for (int i = 0; i < answer->people_count && *to->with; i++)     /* numbers only once one begins to be typed */
		offer(to, answer->people[i].employee_no);
	if (answer->person)
		offer(to, answer->person->row.name);
	for (int i = 0; i < answer->matrix.people; i++)
		offer(to, answer->matrix.person[i]);
	for (int i = 0; i < answer->need_count; i++)
		if (answer->needs_rows[i].person_id > 0)
			offer(to, answer->needs_rows[i].person);
	for (int i = 0; answer->what_if && i < answer->what_if->need_count; i++)
		if (answer->what_if->needs[i].person_id > 0)
			offer(to, answer->what_if->needs[i].person);
}

static bool two_of_the_name(const struct answer *answer, int team)
{
	for (int i = 0; i < answer->team_count; i++)
		if (i != team && text_same(answer->teams[i].name, answer->teams[team].name))
			return true;
	return false;
}

static void offer_teams(struct completing *to, const struct answer *answer)
{
	for (int i = 0; i < answer->team_count; i++)
		offer(to, two_of_the_name(answer, i) ? answer->teams[i].path : answer->teams[i].name);
	for (int i = 0; i < answer->group_count && !answer->team_count; i++)
		if (answer->groups[i].kind == GROUP_TEAM)
			offer(to, answer->groups[i].name);
}

int what_if_complete(const struct state *state, const struct view *view, const char *words, struct arena *arena, const char **names, int most)
{
	static const char *const OTHERS[] = {"undo", "clear"};
	struct completing to = {.arena = arena, .names = names, .most = most, .before = "what-if ", .with = words};
	const char *space = strchr(words, ' ');
	for (int kind = 0; kind < SUPPOSE_KINDS; kind++) {
		const char *verb = suppose_verb((enum suppose_kind)kind);
		if (suppose_of_person((enum suppose_kind)kind) && persons_hidden(state, view))
			continue;
		if (!space)
			offer(&to, verb);
		if (!space || strncmp(words, verb, (size_t)(space - words)) != 0 || strlen(verb) != (size_t)(space - words) || !view->answer)
			continue;
		to.before = arena_print(arena, "what-if %s ", verb), to.with = space + 1;
		if (suppose_of_person((enum suppose_kind)kind))
			offer_persons(&to, state, view->answer);
		else
			offer_teams(&to, view->answer);
		return to.count;
	}
	for (size_t i = 0; i < COUNT_OF(OTHERS) && !space; i++)
		offer(&to, OTHERS[i]);
	return to.count;
}

/* A verb wants a name, a team's name a number. */
bool what_if_goes_on(const char *line)
{
	const char *words = line + strlen("what-if");
	words += strspn(words, " ");
	if (!*words)
		return true;
	for (int kind = 0; kind < SUPPOSE_KINDS; kind++) {
		const char *verb = suppose_verb((enum suppose_kind)kind);
		if (strncmp(words, verb, strlen(verb)) == 0)
			return !words[strlen(verb)] || !suppose_of_person((enum suppose_kind)kind);
	}
	return false;
}
