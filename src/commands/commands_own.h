/* The functions behind the rows of the command table. */
#ifndef TEAMTOP_COMMANDS_OWN_H
#define TEAMTOP_COMMANDS_OWN_H

#include "teamtop/commands.h"

typedef unsigned command_run(struct state *state, const struct view *view, const struct layout *layout);
command_run command_up, command_down, command_left, command_right, command_back, command_help, command_open, command_panel_1,
	command_panel_2, command_panel_3, command_panel_4, command_top, command_bottom,
	command_page_up, command_page_down, command_filter, command_sort, command_period, command_earlier, command_later,
	command_explain, command_copy, command_names, command_theme, command_wall, command_pause, command_read_again,
	command_repaint, command_suspend, command_quit, command_quit_now, command_wall_next, command_line, command_finding,
	command_acknowledge, command_group, command_group_none, command_group_ai, command_group_team;
unsigned command_wall_step(struct state *state, int by);
/* To a panel's page about the same team: beside a panel's page, below any other place. */
unsigned page_turn(struct state *state, enum page_id page);

bool command_has_groups(const struct state *state, const struct view *view);
bool command_is_deep(const struct state *state, const struct view *view);
bool command_on_records(const struct state *state, const struct view *view);
bool command_has_finding(const struct state *state, const struct view *view);
bool command_on_attention(const struct state *state, const struct view *view);
bool command_has_names(const struct state *state, const struct view *view);

/* Pop-ups take all keys while they are open; the filter line too. */
unsigned popup_key(struct state *state, const struct view *view, const struct layout *layout, const char *key);
unsigned filter_key(struct state *state, const char *key);
unsigned line_key(struct state *state, const struct view *view, const struct layout *layout, const char *key);
/* The group menu: keys that choose from it beside enter; how many rows it has; a row chosen; a word on the command line. */
bool group_letter(const char *key);
int group_rows(void);
unsigned group_choose(struct state *state, const struct view *view, const struct layout *layout, int row);
unsigned group_word(struct state *state, const struct view *view, const char *word);
/* One key into a line of text of that size: true when it was taken (letters, backspace, ^u). */
bool text_key(char *text, size_t size, const char *key);
/* `:what-if …`: the rest of the line, blanks trimmed; what it could go on with, as whole lines. */
unsigned what_if_run(struct state *state, const struct view *view, const struct layout *layout, const char *words);
int what_if_complete(const struct state *state, const struct view *view, const char *words, struct arena *arena, const char **names, int most);
bool what_if_goes_on(const char *line);                 /* a completed `what-if …`: do words follow */
enum names names_most(const struct state *state, const struct view *view);  /* never more than this is shown */
void what_if_names_changed(struct state *state);       /* once names are hidden, nothing stays supposed of a person */
bool command_works(const struct command *command, const struct state *state, const struct view *view);

/* The focused block of the layout, NULL where there is none. */
const struct block *block_focused(const struct state *state, const struct layout *layout);
/* What Enter or `e` means now: the marked row's target, else the block's own. */
const struct target *target_now(const struct state *state, const struct layout *layout);

#endif
