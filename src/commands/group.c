/* The group menu of `g`: what the curves of a page show; `g` once more is the first row, as everywhere. */
#include "commands_own.h"

#include <stdio.h>
#include <string.h>

/* The order is that of the menu (popups.c). */
static const struct { const char *letter, *word; enum grouping grouping; } ROWS[] = {
	{"n", "none", GROUPED_NONE}, {"a", "ai", GROUPED_AI}, {"t", "team", GROUPED_TEAM}, {"g", "", GROUPED_NONE},
};

bool command_has_groups(const struct state *state, const struct view *view)
{
	(void)view;
	return state->places[state->depth].page == PAGE_TURNOVER;
}

bool group_letter(const char *key)
{
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		if (strcmp(ROWS[i].letter, key) == 0)
			return true;
	return false;
}

int group_rows(void)
{
	return (int)COUNT_OF(ROWS);
}

static unsigned group_by(struct state *state, enum grouping grouping)
{
	state_place(state)->grouping = grouping;
	return EFFECT_VIEW;
}

unsigned group_choose(struct state *state, const struct view *view, const struct layout *layout, int row)
{
	bool top = row < 0 || row >= (int)COUNT_OF(ROWS) || !*ROWS[row].word;
	return EFFECT_VIEW | (top ? command_top(state, view, layout) : group_by(state, ROWS[row].grouping));
}

unsigned group_word(struct state *state, const struct view *view, const char *word)
{
	if (!command_has_groups(state, view)) {
		snprintf(state->message, sizeof state->message, "group: the page of turnover has curves to group (4 opens it)");
		return EFFECT_VIEW;
	}
	for (size_t i = 0; i < COUNT_OF(ROWS); i++)
		if (*ROWS[i].word && strcmp(ROWS[i].word, word) == 0)
			return group_by(state, ROWS[i].grouping);
	snprintf(state->message, sizeof state->message, "group: none, ai or team");
	return EFFECT_VIEW;
}

unsigned command_group(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	state->popup = POPUP_GROUP, state->popup_row = (int)state_place(state)->grouping, state->popup_scroll = 0;
	return EFFECT_VIEW;
}

unsigned command_group_none(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	return group_by(state, GROUPED_NONE);
}

unsigned command_group_ai(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	return group_by(state, GROUPED_AI);
}

unsigned command_group_team(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	return group_by(state, GROUPED_TEAM);
}
