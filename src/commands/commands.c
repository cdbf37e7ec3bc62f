#include "teamtop/commands.h"

#include "commands_own.h"

#include <string.h>

/* The order is that of the help and of the key line. */
const struct command command_list[] = {
	{"up", "up k", "Move", "a row up", NULL, command_up, NULL, false},
	{"down", "down j", "Move", "a row down", NULL, command_down, NULL, false},
	{"left", "left h", "Move", "the panel before", NULL, command_left, NULL, false},
	{"right", "right l", "Move", "the panel after", NULL, command_right, NULL, false},
	{"next", "tab", "Move", "the next panel", NULL, command_right, NULL, false},
	{"previous", "btab", "Move", "the panel before", NULL, command_left, NULL, false},
	{"back", "esc bspace", "Move", "back to where you were", "back", command_back, command_is_deep, false},
	{"help", "?", "Take along", "keys that work here", "help", command_help, NULL, false},
	{"open", "enter", "Move", "open what is marked", "open", command_open, NULL, false},
	{"panel-1", "1", "Move", "AI adoption", NULL, command_panel_1, NULL, false},
	{"panel-2", "2", "Move", "customer time", NULL, command_panel_2, NULL, false},
	{"panel-3", "3", "Move", "skill growth", NULL, command_panel_3, NULL, false},
	{"panel-4", "4", "Move", "turnover", NULL, command_panel_4, NULL, false},
	{"top", "home gg", "Move", "the first row", NULL, command_top, NULL, false},
	{"bottom", "end G", "Move", "the last row", NULL, command_bottom, NULL, false},
	{"page-up", "pgup ^b", "Move", "a page up", NULL, command_page_up, NULL, false},
	{"page-down", "pgdn ^f space", "Move", "a page down", NULL, command_page_down, NULL, false},
	{"filter", "/", "Look", "filter the rows: words, !not, ~pattern", "filter", command_filter, command_on_records, false},
	{"sort", "s", "Look", "sort by a column", "sort", command_sort, NULL, false},
	{"group", "g", "Look", "choose what the curves show", "group", command_group, command_has_groups, false},
	{"group-none", "gn", "Look", "one curve of everybody", NULL, command_group_none, command_has_groups, false},
	{"group-ai", "ga", "Look", "curves with AI use and without", NULL, command_group_ai, command_has_groups, false},
	{"group-team", "gt", "Look", "a curve a team", NULL, command_group_team, command_has_groups, false},
	{"period", "t", "Time", "choose the period", "period", command_period, NULL, false},
	{"earlier", "[", "Time", "one period back", NULL, command_earlier, NULL, false},
	{"later", "]", "Time", "one period forth", NULL, command_later, NULL, false},
	{"finding", "!", "Look", "the next finding", NULL, command_finding, command_has_finding, false},
	{"acknowledge", "a", "Look", "take note of a finding, or no longer", "note", command_acknowledge, command_on_attention, false},
	{"explain", "e", "Look", "explain the figure", "explain", command_explain, NULL, false},
	{"copy", "y", "Take along", "copy the figure", NULL, command_copy, NULL, true},
	{"names", "n", "Look", "names: full, initials, hidden", "names", command_names, command_has_names, false},
	{"theme", "T", "Look", "colours, with preview", NULL, command_theme, NULL, false},
	{"wall", "w", "Look", "the wall: one page a panel", "wall", command_wall, NULL, false},
	{"pause", "p", "Time", "pause, go on", NULL, command_pause, NULL, false},
	{"read-again", "r", "Time", "read again", NULL, command_read_again, NULL, false},
	{"repaint", "^l", "Take along", "paint the screen anew", NULL, command_repaint, NULL, false},
	{"suspend", "^z", "Take along", "leave to the shell, `fg` comes back", NULL, command_suspend, NULL, true},
	{"line", ":", "Take along", "type a command, tab completes", NULL, command_line, NULL, false},
	{"quit", "q", "Take along", "back; on the overview, quit", NULL, command_quit, NULL, false},
	{"quit-now", "^c", "Take along", "quit at once", NULL, command_quit_now, NULL, false},
	{"wall-next", "", "", "the wall's next page", NULL, command_wall_next, NULL, false},
	{NULL, NULL, NULL, NULL, NULL, NULL, NULL, false},
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = command_list; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

static bool has_key(const char *keys, const char *key)  /* keys: "left h" */
{
	size_t length = strlen(key);
	for (const char *at = keys; *at;) {
		size_t word = strcspn(at, " ");
		if (word == length && strncmp(at, key, word) == 0)
			return true;
		at += word;
		at += strspn(at, " ");
	}
	return false;
}

bool command_works(const struct command *command, const struct state *state, const struct view *view)
{
	return !(command->restricted_off && view->restricted) && (!command->works || command->works(state, view));
}

struct offers commands_offer(const struct view *view, struct arena *arena)
{
	enum { MOST_NAMES = 64 };
	struct key_row *rows = ARENA_ARRAY(arena, struct key_row, COUNT_OF(command_list));
	const char **names = ARENA_ARRAY(arena, const char *, MOST_NAMES);
	struct offers offers = {.keys = rows, .could = names};
	for (const struct command *command = command_list; command->name; command++)
		if (command_works(command, view->state, view))
			rows[offers.key_count++] = (struct key_row){command->keys, command->group, command->help, command->hint};
	if (view->state->commanding)
		offers.could_count = commands_complete(view->state, view, arena, names, MOST_NAMES);
	return offers;
}

static unsigned run(const struct command *command, struct state *state, const struct view *view, const struct layout *layout)
{
	return command_works(command, state, view) ? command->run(state, view, layout) : EFFECT_NONE;
}

unsigned commands_run(struct state *state, const struct view *view, const struct layout *layout, const char *name)
{
	const struct command *command = command_find(name);
	return command ? run(command, state, view, layout) : EFFECT_NONE;
}

/* On the wall nothing but turning pages, pausing and leaving works. */
static unsigned wall_key(struct state *state, const struct view *view, const char *key)
{
	if (has_key("right l space tab down j", key))
		return command_wall_step(state, 1);
	if (has_key("left h btab up k", key))
		return command_wall_step(state, -1);
	if (has_key("p", key))
		return command_pause(state, view, NULL);
	if (has_key("^c", key) || (state->wall_only && has_key("q", key)))
		return EFFECT_QUIT;
	if (!state->wall_only && has_key("w q esc bspace", key)) {
		state->wall = false;
		return EFFECT_VIEW | EFFECT_DATA | EFFECT_REPAINT;
	}
	return has_key("^l", key) ? EFFECT_REPAINT | EFFECT_VIEW : EFFECT_NONE;
}

unsigned commands_key(struct state *state, const struct view *view, const struct layout *layout, const char *key)
{
	unsigned effects = state->message[0] ? EFFECT_VIEW : EFFECT_NONE;
	state->message[0] = '\0';
	if (strcmp(key, " ") == 0)
		key = "space";
	if (state->wall)
		return effects | wall_key(state, view, key);
	if (state->popup == POPUP_GROUP && group_letter(key)) {
		state->popup = POPUP_NONE;
		state->prefix = 'g';
		effects |= EFFECT_VIEW;
	}
	if (state->popup != POPUP_NONE && strcmp(key, "^c") != 0)
		return effects | popup_key(state, view, layout, key);
	if (state->typing && strcmp(key, "^c") != 0)
		return effects | filter_key(state, key);
	if (state->commanding && strcmp(key, "^c") != 0)
		return effects | line_key(state, view, layout, key);
	char both[20] = "";
	if (state->prefix)                              /* `g` waits for its second key, without a time-out */
		both[0] = state->prefix, strncat(both, key, sizeof both - 2);
	else if (strcmp(key, "g") == 0) {
		if (command_has_groups(state, view))
			return effects | command_group(state, view, layout);
		state->prefix = 'g';
		return effects;
	}
	state->prefix = 0;
	for (const struct command *command = command_list; command->name; command++)
		if (has_key(command->keys, both[0] ? both : key))
			return effects | run(command, state, view, layout);
	for (const struct panel *const *panel = panel_list; *panel; panel++)
		if ((*panel)->key && strcmp((*panel)->key, both[0] ? both : key) == 0)
			return effects | page_turn(state, (*panel)->page);
	return effects;
}
