#include "teamtop/state.h"

#include <string.h>

#define NAME(ID, name) [PAGE_##ID] = #name,
static const char *const PAGE_NAMES[PAGE_COUNT] = {PAGES(NAME)};

void place_init(struct place *place, enum page_id page)
{
	*place = (struct place){.page = page, .filter = {.window = {INT64_MIN, INT64_MAX}, .weekday = -1, .hour = -1}};
	for (int i = 0; i < MOST_BLOCKS; i++)
		place->block[i].row = place->block[i].sort = -1;
}

void state_init(struct state *state)
{
	*state = (struct state){
		.period = {.kind = PERIOD_DAYS, .days = 28},
		.explain = -1, .explain_team = -1,
		.policy = {.min_group = 5, .risk_min_group = 10, .names = NAMES_HIDDEN},
	};
	place_init(&state->places[0], PAGE_OVERVIEW);
}

void state_settle(struct state *state)
{
	for (int i = 0; i <= state->depth; i++)
		if (state->places[i].filter.title)
			state->places[i].filter.title = state->places[i].title;
}

void state_go(struct state *state, const struct place *place)
{
	if (state->depth + 1 == MOST_PLACES) {
		memmove(&state->places[0], &state->places[1], sizeof state->places[0] * (MOST_PLACES - 1));
		state->depth--;
	}
	state->places[++state->depth] = *place;
	state_settle(state);
}

bool state_back(struct state *state)
{
	if (state->depth == 0)
		return false;
	state->depth--;
	return true;
}

void state_scope(const struct state *state, int64_t now, int64_t today, struct scope *scope)
{
	const struct place *place = &state->places[state->depth];
	*scope = (struct scope){
		.now = now, .today = today, .as_of_kind = state->as_of_kind, .as_of_date = state->as_of_date,
		.period = state->period, .steps = state->steps, .team_id = place->team_id, .person_id = place->person_id,
		.supposed = state->supposed, .persons_hidden = state->names == NAMES_HIDDEN || state->wall,
		.names_short = state->names != NAMES_FULL,
	};
}

const char *page_name(enum page_id page)
{
	return page == PAGE_WHAT_IF ? "what-if" : PAGE_NAMES[page];     /* C knows no name with a hyphen */
}

bool page_of_name(const char *name, enum page_id *page)
{
	for (int i = 0; i < PAGE_COUNT; i++)
		if (strcmp(name, page_name((enum page_id)i)) == 0)
			return *page = (enum page_id)i, true;
	return false;
}
