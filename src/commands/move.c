/* Rows, panels and places: moving about. */
#include "commands_own.h"

#include <string.h>

const struct block *block_focused(const struct state *state, const struct layout *layout)
{
	int focus = state->places[state->depth].focus;
	return layout && focus >= 0 && focus < layout->block_count ? &layout->blocks[focus] : NULL;
}

static bool selectable(const struct grid_row *row)
{
	return row->target.kind != TARGET_NONE || (!row->apart && row->target.figure >= 0);
}

/* Where the marked row is now: live data may have moved it. -1 = none marked. */
static int row_now(const struct state *state, const struct grid *grid)
{
	const struct place *place = &state->places[state->depth];
	int row = place->block[place->focus].row;
	if (row < 0 || !grid)
		return -1;
	for (int i = 0; i < grid->row_count; i++)
		if (grid->rows[i].id == place->block[place->focus].row_id && selectable(&grid->rows[i]))
			return i;
	return row < grid->row_count ? row : grid->row_count - 1;
}

static int row_seek(const struct grid *grid, int from, int step)        /* the next one that can be marked, or -1 */
{
	for (int i = from; i >= 0 && i < grid->row_count; i += step)
		if (selectable(&grid->rows[i]))
			return i;
	return -1;
}

static unsigned row_mark(struct state *state, const struct block *block, int row)
{
	struct place *place = state_place(state);
	if (row < 0)
		return EFFECT_NONE;
	int shown = block->shown > 0 ? block->shown : 1, first = place->block[place->focus].first;
	if (row < first)
		first = row;
	if (row >= first + shown)
		first = row - shown + 1;
	place->block[place->focus].row = row;
	place->block[place->focus].row_id = block->grid->rows[row].id;
	place->block[place->focus].first = first;
	return EFFECT_VIEW;
}

/* Moves the mark by so many rows; without a mark the first step marks the first (or last) row. */
static unsigned row_step(struct state *state, const struct layout *layout, int by)
{
	const struct block *block = block_focused(state, layout);
	struct place *place = state_place(state);
	if (!block || !block->grid || block->grid->row_count == 0) {
		int scroll = place->scroll + by;
		place->scroll = scroll < 0 ? 0 : scroll;
		return EFFECT_VIEW;
	}
	int now = row_now(state, block->grid), step = by < 0 ? -1 : 1;
	if (now < 0)
		return row_mark(state, block, row_seek(block->grid, by < 0 ? block->grid->row_count - 1 : 0, step));
	int wanted = now + by;
	wanted = wanted < 0 ? 0 : wanted >= block->grid->row_count ? block->grid->row_count - 1 : wanted;
	int found = row_seek(block->grid, wanted, step);
	if (found < 0)
		found = row_seek(block->grid, wanted, -step);
	return row_mark(state, block, found);
}

static int page_rows(const struct state *state, const struct layout *layout)
{
	const struct block *block = block_focused(state, layout);
	return block && block->shown > 2 ? block->shown - 1 : 1;
}

unsigned command_up(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	const struct place *place = state_place(state);
	const struct block *block = block_focused(state, layout);
	/* above the first row there is none marked: Enter means the panel again */
	if (block && block->grid && row_now(state, block->grid) == row_seek(block->grid, 0, 1) && place->block[place->focus].row >= 0 &&
	    block->target.kind != TARGET_NONE) {
		state_place(state)->block[place->focus].row = -1;
		state_place(state)->block[place->focus].first = 0;
		return EFFECT_VIEW;
	}
	if (block && block->grid && place->block[place->focus].row < 0 && block->target.kind != TARGET_NONE)
		return EFFECT_NONE;
	return row_step(state, layout, -1);
}

unsigned command_down(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	return row_step(state, layout, 1);
}

unsigned command_page_up(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	return row_step(state, layout, -page_rows(state, layout));
}

unsigned command_page_down(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	return row_step(state, layout, page_rows(state, layout));
}

unsigned command_top(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	const struct block *block = block_focused(state, layout);
	state_place(state)->scroll = 0;
	return block && block->grid ? row_mark(state, block, row_seek(block->grid, 0, 1)) : EFFECT_VIEW;
}

unsigned command_bottom(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	const struct block *block = block_focused(state, layout);
	return block && block->grid ? row_mark(state, block, row_seek(block->grid, block->grid->row_count - 1, -1)) : EFFECT_NONE;
}

static unsigned focus_step(struct state *state, const struct layout *layout, int by)
{
	struct place *place = state_place(state);
	int count = layout ? layout->block_count : 0;
	if (count == 0)
		return EFFECT_NONE;
	place->focus = ((place->focus + by) % count + count) % count;
	return EFFECT_VIEW;
}

unsigned command_left(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	return focus_step(state, layout, -1);
}

unsigned command_right(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	return focus_step(state, layout, 1);
}

static bool is_panel_page(enum page_id page)            /* not a place one went down to */
{
	return page != PAGE_OVERVIEW && page != PAGE_TEAM && page != PAGE_PERSON && page != PAGE_RECORDS;
}

unsigned page_turn(struct state *state, enum page_id page)
{
	struct place *place = state_place(state), next;
	if (place->page == page)
		return EFFECT_NONE;
	place_init(&next, page);
	next.team_id = place->team_id;
	if (is_panel_page(place->page))
		*place = next;                          /* beside, not below: Esc still leads up */
	else
		state_go(state, &next);
	return EFFECT_VIEW | EFFECT_DATA;
}

/* On the overview a number chooses the panel; elsewhere it turns to that panel's page of the same team. */
static unsigned panel_choose(struct state *state, int number)
{
	static const enum page_id pages[] = {PAGE_AI, PAGE_TIME, PAGE_SKILLS, PAGE_TURNOVER};
	struct place *place = state_place(state);
	if (place->page != PAGE_OVERVIEW)
		return page_turn(state, pages[number]);
	place->focus = number;
	return EFFECT_VIEW;
}

#define PANEL(number)                                                                                                  \
	unsigned command_panel_##number(struct state *state, const struct view *view, const struct layout *layout)     \
	{                                                                                                              \
		(void)view, (void)layout;                                                                              \
		return panel_choose(state, (number)-1);                                                                \
	}
PANEL(1)
PANEL(2)
PANEL(3)
PANEL(4)

const struct target *target_now(const struct state *state, const struct layout *layout)
{
	const struct block *block = block_focused(state, layout);
	if (!block)
		return NULL;
	int row = row_now(state, block->grid);
	return row >= 0 && block->grid->row_count > 0 ? &block->grid->rows[row].target : &block->target;
}

static const char *constant_of(const char *text)        /* the frame's text dies with the frame; the words are known */
{
	static const char *const words[] = {"ai", "human", "human_with_ai", "shown", "accepted", "edited", "rejected", "used", "resolved", "handed_over"};
	for (size_t i = 0; text && i < COUNT_OF(words); i++)
		if (strcmp(text, words[i]) == 0)
			return words[i];
	return NULL;
}

unsigned command_open(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	const struct target *target = target_now(state, layout);
	const struct place *here = state_place(state);
	struct place next;
	if (!target || target->kind == TARGET_NONE)
		return EFFECT_NONE;
	place_init(&next, PAGE_TEAM);
	next.team_id = target->team_id ? target->team_id : here->team_id;
	switch (target->kind) {
	case TARGET_PAGE:
		next.page = (enum page_id)target->page;
		break;
	case TARGET_TEAM:
		next.team_id = target->team_id;
		break;
	case TARGET_PERSON:
		next.page = PAGE_PERSON, next.person_id = target->person_id;
		break;
	case TARGET_RECORDS:
		next.page = PAGE_RECORDS;
		next.filter = *(const struct record_filter *)target->filter;
		next.filter.resolved_by = constant_of(next.filter.resolved_by);
		next.filter.event_kind = constant_of(next.filter.event_kind);
		if (next.filter.title)
			strncpy(next.title, next.filter.title, sizeof next.title - 1);
		break;
	case TARGET_NONE:
		break;
	}
	state_go(state, &next);
	return EFFECT_VIEW | EFFECT_DATA;
}

bool command_is_deep(const struct state *state, const struct view *view)
{
	(void)view;
	return state->depth > 0 || state->places[0].page != PAGE_OVERVIEW;
}

/* A dashboard begun on another page (--screen) still leads back to the overview. */
unsigned command_back(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	if (state_back(state))
		return EFFECT_VIEW | EFFECT_DATA;
	struct place *place = state_place(state);
	if (place->page == PAGE_OVERVIEW && place->team_id == 0)
		return EFFECT_NONE;
	place_init(place, PAGE_OVERVIEW);
	return EFFECT_VIEW | EFFECT_DATA;
}

unsigned command_quit(struct state *state, const struct view *view, const struct layout *layout)
{
	if (state->depth > 0 || state->places[0].page != PAGE_OVERVIEW)
		return command_back(state, view, layout);
	state->popup = POPUP_QUIT, state->popup_row = 0;
	return EFFECT_VIEW;
}

unsigned command_quit_now(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)state, (void)view, (void)layout;
	return EFFECT_QUIT;
}
