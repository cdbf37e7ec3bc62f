/* Findings: the next one on the line, and taking note of one on its page. */
#include "commands_own.h"

#include <stdio.h>
#include <string.h>

static int on_line(const struct view *view)
{
	int count = 0;
	for (int i = 0; view->attention && i < view->attention->count; i++)
		count += view->attention->findings[i].confirmed && !seen_acknowledged(view->seen, view->attention->findings[i].key);
	return count;
}

bool command_has_finding(const struct state *state, const struct view *view)
{
	(void)state;
	return on_line(view) > 0;
}

bool command_on_attention(const struct state *state, const struct view *view)
{
	return state->places[state->depth].page == PAGE_ATTENTION && view->seen;
}

unsigned command_finding(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)layout;
	int count = on_line(view);
	if (count < 2) {
		snprintf(state->message, sizeof state->message, "%s", count ? "this is the only one; A shows the evidence" : "nothing is confirmed");
		return EFFECT_VIEW;
	}
	state->finding = (state->finding + 1) % count;
	return EFFECT_VIEW;
}

unsigned command_acknowledge(struct state *state, const struct view *view, const struct layout *layout)
{
	const struct block *block = block_focused(state, layout);
	const struct place *place = state_place(state);
	int row = place->block[place->focus].row;
	int64_t id = place->block[place->focus].row_id;
	if (!block || !block->grid || row < 0 || !view->attention || id < 1 || id > view->attention->count) {
		snprintf(state->message, sizeof state->message, "mark a finding first: up, down");
		return EFFECT_VIEW;
	}
	const char *key = view->attention->findings[id - 1].key;
	snprintf(state->acknowledge, sizeof state->acknowledge, "%s", key);
	snprintf(state->message, sizeof state->message, "%s", seen_acknowledged(view->seen, key) ? "on the line again" : "noted: not on the line until it goes and comes back");
	return EFFECT_VIEW | EFFECT_SEEN;
}
