/* Period, sort, explain, names, theme, wall: how one looks at where one is; and the pop-ups' keys. */
#include "commands_own.h"
#include "teamtop/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct { const char *text; } PERIODS[] = {{"1d"}, {"7d"}, {"28d"}, {"91d"}, {"365d"}, {"month"}, {"last-month"}};

bool command_on_records(const struct state *state, const struct view *view)
{
	(void)view;
	return state->places[state->depth].page == PAGE_RECORDS;
}

/* The policy in force holds what `n` chose too: what it may go back to is the owner's and --restricted's to say. */
enum names names_most(const struct state *state, const struct view *view)
{
	if (view->restricted)
		return NAMES_HIDDEN;
	return view->answer ? view->answer->policy.names : state->policy.names;
}

bool command_has_names(const struct state *state, const struct view *view)
{
	return names_most(state, view) != NAMES_HIDDEN;
}

static unsigned popup_open(struct state *state, enum popup popup, int row)
{
	state->popup = popup, state->popup_row = row, state->popup_scroll = 0;
	return EFFECT_VIEW;
}

unsigned command_help(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	return popup_open(state, POPUP_HELP, 0);
}

unsigned command_period(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	int row = 2;
	for (int i = 0; i < (int)COUNT_OF(PERIODS); i++) {
		struct period period;
		if (period_parse(PERIODS[i].text, &period, NULL) && period.kind == state->period.kind && period.days == state->period.days)
			row = i;
	}
	return popup_open(state, POPUP_PERIOD, row);
}

unsigned command_earlier(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	state->steps++;
	return EFFECT_VIEW | EFFECT_DATA;
}

unsigned command_later(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	if (state->steps == 0) {
		snprintf(state->message, sizeof state->message, "this is the newest period");
		return EFFECT_VIEW;
	}
	state->steps--;
	return EFFECT_VIEW | EFFECT_DATA;
}

unsigned command_sort(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view;
	const struct block *block = block_focused(state, layout);
	int first = 0;
	while (block && block->grid && first < block->grid->column_count && !grid_sortable(block->grid, first))
		first++;
	if (!block || !block->grid || first == block->grid->column_count) {
		snprintf(state->message, sizeof state->message, "nothing to sort here: tab chooses a table");
		return EFFECT_VIEW;
	}
	const struct place *place = state_place(state);
	int column = place->block[place->focus].sort;
	return popup_open(state, POPUP_SORT, column < 0 ? first : column);
}

unsigned command_explain(struct state *state, const struct view *view, const struct layout *layout)
{
	const struct target *target = target_now(state, layout);
	const struct block *block = block_focused(state, layout);
	if (target && target->figure < 0 && block)
		target = &block->target;
	if (!target || target->figure < 0 || !view->answer) {
		snprintf(state->message, sizeof state->message, "nothing to explain here: tab chooses a figure");
		return EFFECT_VIEW;
	}
	state->explain = target->figure;
	state->explain_team = block && target != &block->target && target->team_id ? target->team_id : -1;
	return popup_open(state, POPUP_EXPLAIN, 0);
}

unsigned command_copy(struct state *state, const struct view *view, const struct layout *layout)
{
	const struct target *target = target_now(state, layout);
	const struct block *block = block_focused(state, layout);
	if (target && target->figure < 0 && block)
		target = &block->target;
	if (!target || target->figure < 0 || target->figure >= FIGURE_COUNT || !view->answer || view->answer->group_count == 0) {
		snprintf(state->message, sizeof state->message, "no figure to copy here: tab chooses one");
		return EFFECT_VIEW;
	}
	const struct group *group = &view->answer->groups[0];
	for (int i = 1; i < view->answer->group_count && target != &block->target; i++)
		if (target->team_id && view->answer->groups[i].kind == GROUP_TEAM && view->answer->groups[i].team_id == target->team_id)
			group = &view->answer->groups[i];
	const struct figure *figure = &group->figure[target->figure];
	if (!figure_known(figure)) {
		snprintf(state->message, sizeof state->message, "this figure is not known, so there is nothing to copy");
		return EFFECT_VIEW;
	}
	snprintf(state->message, sizeof state->message, "%.17g", figure->value);
	return EFFECT_COPY | EFFECT_VIEW;
}

unsigned command_names(struct state *state, const struct view *view, const struct layout *layout)
{
	enum names most = names_most(state, view);
	(void)layout;
	static const char *const words[] = {"names are shown in full", "names are shown as initials", "names are hidden"};
	state->names = state->names == NAMES_HIDDEN ? most : (enum names)(state->names + 1);
	if (state->names < most)
		state->names = most;
	snprintf(state->message, sizeof state->message, "%s", words[state->names]);
	what_if_names_changed(state);
	return EFFECT_VIEW | EFFECT_DATA;
}

unsigned command_theme(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	struct theme_entry *entries = NULL;
	int count = (int)theme_list(&entries), row = 0;
	for (int i = 0; i < count; i++)
		if (strcmp(entries[i].name, state->theme) == 0)
			row = i;
	free(entries);
	memcpy(state->theme_before, state->theme, sizeof state->theme_before);
	return popup_open(state, POPUP_THEME, row);
}

unsigned command_wall(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	state->wall = true;
	return EFFECT_VIEW | EFFECT_DATA | EFFECT_REPAINT;
}

unsigned command_wall_step(struct state *state, int by)
{
	int count = 0;
	for (const struct panel *const *panel = panel_list; *panel; panel++)
		count += (*panel)->on_wall;
	if (count == 0)
		return EFFECT_NONE;
	state->wall_page = ((state->wall_page + by) % count + count) % count;
	return EFFECT_VIEW | EFFECT_DATA;
}

unsigned command_wall_next(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	return state->wall && !state->paused ? command_wall_step(state, 1) : EFFECT_NONE;
}

unsigned command_pause(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	state->paused = !state->paused;
	return EFFECT_VIEW | (state->paused ? EFFECT_NONE : EFFECT_DATA);
}

unsigned command_read_again(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)state, (void)view, (void)layout;
	return EFFECT_VIEW | EFFECT_DATA;
}

unsigned command_repaint(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)state, (void)view, (void)layout;
	return EFFECT_VIEW | EFFECT_REPAINT;
}

unsigned command_suspend(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)state, (void)view, (void)layout;
	return EFFECT_SUSPEND;
}

unsigned command_filter(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	state->typing = true;
	return EFFECT_VIEW;
}

/* ---- the filter line ---- */
bool text_key(char *text, size_t size, const char *key)
{
	size_t length = strlen(text);
	if (strcmp(key, "^u") == 0) {
		text[0] = '\0';
		return true;
	}
	if (strcmp(key, "bspace") == 0) {
		while (length > 0 && ((unsigned char)text[--length] & 0xC0) == 0x80)
			;
		text[length] = '\0';
		return true;
	}
	const char *letter = strcmp(key, "space") == 0 ? " " : key;
	int width;
	size_t bytes = text_next(letter, &width);
	if (letter[bytes] != '\0' || width < 1 || length + bytes + 1 > size)
		return false;                           /* a named key, or no room */
	memcpy(text + length, letter, bytes + 1);
	return true;
}

unsigned filter_key(struct state *state, const char *key)
{
	struct place *place = state_place(state);
	if (strcmp(key, "enter") == 0 || strcmp(key, "down") == 0 || strcmp(key, "tab") == 0)
		state->typing = false;
	else if (strcmp(key, "esc") == 0)
		state->typing = false, place->text_filter[0] = '\0';
	else if (!text_key(place->text_filter, sizeof place->text_filter, key))
		return EFFECT_NONE;
	place->block[place->focus].first = 0, place->block[place->focus].row = -1;
	return EFFECT_VIEW;
}

/* ---- pop-ups ---- */
static int popup_rows(const struct state *state, const struct layout *layout)
{
	const struct block *block = block_focused(state, layout);
	switch (state->popup) {
	case POPUP_PERIOD:
		return (int)COUNT_OF(PERIODS);
	case POPUP_SORT:
		return block && block->grid ? block->grid->column_count : 0;
	case POPUP_GROUP:
		return group_rows();
	case POPUP_THEME: {
		struct theme_entry *entries = NULL;
		int count = (int)theme_list(&entries);
		free(entries);
		return count;
	}
	default:
		return 0;
	}
}

static unsigned theme_choose(struct state *state)
{
	struct theme_entry *entries = NULL;
	size_t count = theme_list(&entries);
	if (state->popup_row >= 0 && (size_t)state->popup_row < count)
		snprintf(state->theme, sizeof state->theme, "%s", entries[state->popup_row].name);
	free(entries);
	return EFFECT_VIEW | EFFECT_THEME;
}

static unsigned sort_choose(struct state *state)
{
	struct place *place = state_place(state);
	bool again = place->block[place->focus].sort == state->popup_row;
	place->block[place->focus].descending = again ? !place->block[place->focus].descending : true;
	place->block[place->focus].sort = state->popup_row;
	place->block[place->focus].first = 0;
	return EFFECT_VIEW;
}

static unsigned popup_accept(struct state *state, const struct view *view, const struct layout *layout)
{
	enum popup popup = state->popup;
	state->popup = POPUP_NONE;
	switch (popup) {
	case POPUP_PERIOD:
		period_parse(PERIODS[state->popup_row].text, &state->period, NULL);
		state->period.given = true, state->steps = 0;
		return EFFECT_VIEW | EFFECT_DATA;
	case POPUP_SORT:
		return sort_choose(state);
	case POPUP_THEME:
		return theme_choose(state);
	case POPUP_GROUP:
		return group_choose(state, view, layout, state->popup_row);
	case POPUP_QUIT:
		return EFFECT_QUIT;
	default:
		return EFFECT_VIEW;
	}
}

/* The nearest column that can be sorted by, from `wanted` on; where there is none, where one was. */
static int sort_seek(const struct grid *grid, int now, int wanted, int by)
{
	int step = by < 0 ? -1 : 1;
	for (int i = wanted; i >= 0 && i < grid->column_count; i += step)
		if (grid_sortable(grid, i))
			return i;
	for (int i = wanted; i >= 0 && i < grid->column_count; i -= step)
		if (grid_sortable(grid, i))
			return i;
	return now;
}

static unsigned popup_move(struct state *state, const struct layout *layout, int by)
{
	int rows = popup_rows(state, layout);
	if (rows == 0) {                                /* text: scrolls to its end and no further */
		int scroll = state->popup_scroll + by, most = layout ? layout->popup_below : 0;
		state->popup_scroll = scroll < 0 ? 0 : scroll > most ? most : scroll;
		return EFFECT_VIEW;
	}
	int row = state->popup_row + by;
	row = row < 0 ? 0 : row >= rows ? rows - 1 : row;
	state->popup_row = state->popup == POPUP_SORT ? sort_seek(block_focused(state, layout)->grid, state->popup_row, row, by) : row;
	return state->popup == POPUP_THEME ? theme_choose(state) : EFFECT_VIEW;
}

static unsigned popup_close(struct state *state)
{
	unsigned effects = EFFECT_VIEW;
	if (state->popup == POPUP_THEME) {
		memcpy(state->theme, state->theme_before, sizeof state->theme);
		effects |= EFFECT_THEME;
	}
	state->popup = POPUP_NONE;
	return effects;
}

unsigned popup_key(struct state *state, const struct view *view, const struct layout *layout, const char *key)
{
	static const struct { const char *key; int by; } moves[] = {
		{"up", -1}, {"k", -1}, {"down", 1}, {"j", 1}, {"pgup", -10}, {"pgdn", 10}, {"space", 10}, {"home", -100000}, {"end", 100000},
	};
	for (size_t i = 0; i < COUNT_OF(moves); i++)
		if (strcmp(key, moves[i].key) == 0)
			return popup_move(state, layout, moves[i].by);
	if (state->popup == POPUP_QUIT && (strcmp(key, "y") == 0 || strcmp(key, "q") == 0))
		return EFFECT_QUIT;
	if (state->popup == POPUP_EXPLAIN && strcmp(key, "enter") == 0) {
		state->popup = POPUP_NONE;
		return EFFECT_VIEW | command_open(state, view, layout);
	}
	if (strcmp(key, "enter") == 0)
		return popup_accept(state, view, layout);
	if (strcmp(key, "esc") == 0 || strcmp(key, "q") == 0 || strcmp(key, "bspace") == 0 || strcmp(key, "?") == 0 || strcmp(key, "e") == 0 ||
	    strcmp(key, "n") == 0)
		return popup_close(state);
	return EFFECT_NONE;
}
