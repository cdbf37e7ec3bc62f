/* The command line: every command by its name, pages by theirs, and those that take a word (`period 7d`). */
#include "commands_own.h"
#include "teamtop/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Commands that a word may follow. The words that complete it stand beside. */
struct worded {
	const char *name, *words;
	unsigned (*run)(struct state *state, const struct view *view, const char *word);
};

static unsigned line_period(struct state *state, const struct view *view, const char *word)
{
	(void)view;
	struct error error = {0};
	struct period period;
	if (!period_parse(word, &period, &error)) {
		snprintf(state->message, sizeof state->message, "%.190s", error.message);
		return EFFECT_VIEW;
	}
	state->period = period;
	state->period.given = true, state->steps = 0;
	return EFFECT_VIEW | EFFECT_DATA;
}

static unsigned line_as_of(struct state *state, const struct view *view, const char *word)
{
	(void)view;
	static const char *const words[] = {"auto", "now", "last"};
	for (int i = 0; i < (int)COUNT_OF(words); i++)
		if (strcmp(word, words[i]) == 0) {
			state->as_of_kind = (enum as_of_kind)i, state->steps = 0;
			return EFFECT_VIEW | EFFECT_DATA;
		}
	int64_t day;
	if (!day_parse(word, &day)) {
		snprintf(state->message, sizeof state->message, "as-of: auto, now, last or a day as 2026-11-24");
		return EFFECT_VIEW;
	}
	state->as_of_kind = AS_OF_DATE, state->as_of_date = day, state->steps = 0;
	return EFFECT_VIEW | EFFECT_DATA;
}

static unsigned line_names(struct state *state, const struct view *view, const char *word)
{
	enum names most = names_most(state, view);
	static const char *const words[] = {"full", "initials", "hidden"};
	for (int i = 0; i < (int)COUNT_OF(words); i++)
		if (strcmp(word, words[i]) == 0) {
			state->names = (enum names)i < most ? most : (enum names)i;
			what_if_names_changed(state);
			return EFFECT_VIEW | EFFECT_DATA;
		}
	snprintf(state->message, sizeof state->message, "names: full, initials or hidden");
	return EFFECT_VIEW;
}

static unsigned line_theme(struct state *state, const struct view *view, const char *word)
{
	(void)view;
	struct theme *theme = memory_new(sizeof *theme);
	struct error error = {0};
	bool ok = theme_load(word, theme, &error);
	free(theme);
	if (ok)
		snprintf(state->theme, sizeof state->theme, "%s", word);
	else
		snprintf(state->message, sizeof state->message, "%.190s", error.message);
	return ok ? EFFECT_VIEW | EFFECT_THEME : EFFECT_VIEW;
}

static const struct worded WORDED[] = {
	{"period", "1d 7d 28d 91d 365d month last-month", line_period},
	{"as-of", "auto now last", line_as_of},
	{"names", "full initials hidden", line_names},
	{"group", "none ai team", group_word},
	{"theme", "dark light contrast mono", line_theme},
};

unsigned command_line(struct state *state, const struct view *view, const struct layout *layout)
{
	(void)view, (void)layout;
	state->commanding = true, state->command[0] = '\0';
	return EFFECT_VIEW;
}

static bool begins(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

static int complete_words(const char *words, const char *with, const char *before, struct arena *arena, const char **names, int most)
{
	int count = 0;
	for (const char *at = words; *at && count < most;) {
		size_t length = strcspn(at, " ");
		const char *word = arena_print(arena, "%.*s", (int)length, at);
		if (begins(word, with))
			names[count++] = arena_print(arena, "%s %s", before, word);
		at += length;
		at += strspn(at, " ");
	}
	return count;
}

static const char WHAT_IF[] = "what-if";

/* What stands after "what-if "; NULL where the line is another. */
static const char *after_what_if(const char *line)
{
	line += strspn(line, " ");
	return begins(line, WHAT_IF) && line[sizeof WHAT_IF - 1] == ' ' ? line + sizeof WHAT_IF : NULL;
}

int commands_complete(const struct state *state, const struct view *view, struct arena *arena, const char **names, int most)
{
	const char *space = strchr(state->command, ' '), *supposed = after_what_if(state->command);
	int count = 0;
	if (supposed)
		return what_if_complete(state, view, supposed, arena, names, most);
	for (size_t i = 0; i < COUNT_OF(WORDED); i++) {
		size_t length = strlen(WORDED[i].name);
		if (space && (size_t)(space - state->command) == length && begins(state->command, WORDED[i].name))
			return complete_words(WORDED[i].words, space + 1, WORDED[i].name, arena, names, most);
	}
	for (const struct command *command = command_list; command->name && count < most; command++)
		if (begins(command->name, state->command) && command->help[0] && command->group[0] && command_works(command, state, view))
			names[count++] = command->name;
	for (const struct panel *const *panel = panel_list; *panel && count < most; panel++)
		if (begins((*panel)->name, state->command) && (*panel)->page != PAGE_PERSON && (*panel)->page != PAGE_RECORDS &&
		    (*panel)->page != PAGE_TEAM && !command_find((*panel)->name))
			names[count++] = (*panel)->name;
	if (count < most && begins("as-of", state->command))
		names[count++] = "as-of";
	return count;
}

/* Words may follow: a blank then shows what they could be. */
static bool goes_on(const char *name)
{
	if (begins(name, "what-if"))
		return what_if_goes_on(name);
	for (size_t i = 0; i < COUNT_OF(WORDED); i++)
		if (strcmp(name, WORDED[i].name) == 0)
			return true;
	return false;
}

static unsigned line_complete(struct state *state, const struct view *view)
{
	enum { MOST_NAMES = 64 };
	const char *names[MOST_NAMES];
	struct arena *arena = arena_new();
	int count = commands_complete(state, view, arena, names, MOST_NAMES);
	size_t same = count > 0 ? strlen(names[0]) : 0;
	for (int i = 1; i < count; i++)
		for (size_t j = 0; j < same; j++)
			if (names[i][j] != names[0][j])
				same = j;
	while (same > 0 && same < strlen(names[0]) && ((unsigned char)names[0][same] & 0xc0) == 0x80)
		same--;                                 /* no half of a letter */
	if (same > strlen(state->command) && same < sizeof state->command) {
		memcpy(state->command, names[0], same);
		state->command[same] = '\0';
		if (count == 1 && goes_on(names[0]) && same + 1 < sizeof state->command)
			memcpy(state->command + same, " ", 2);
	}
	arena_free(arena);
	return EFFECT_VIEW;
}

static unsigned line_run(struct state *state, const struct view *view, const struct layout *layout)
{
	char line[FILTER_SIZE];
	memcpy(line, state->command, sizeof line);
	const char *supposed = after_what_if(line);
	if (supposed && supposed[strspn(supposed, " ")]) {
		state->commanding = false;
		for (size_t end = strlen(line); line[end - 1] == ' ';)
			line[--end] = '\0';
		return EFFECT_VIEW | what_if_run(state, view, layout, supposed + strspn(supposed, " "));
	}
	char *name = line + strspn(line, " "), *word = name + strcspn(name, " ");
	if (*word)
		*word++ = '\0';
	word += strspn(word, " ");
	word[strcspn(word, " ")] = '\0';
	state->commanding = false;
	if (!*name)
		return EFFECT_VIEW;
	for (size_t i = 0; i < COUNT_OF(WORDED); i++)
		if (*word && strcmp(name, WORDED[i].name) == 0)
			return EFFECT_VIEW | WORDED[i].run(state, view, word);
	const struct command *command = command_find(name);
	if (command && command_works(command, state, view))
		return EFFECT_VIEW | command->run(state, view, layout);
	enum page_id page;
	if (page_of_name(name, &page) && page != PAGE_PERSON && page != PAGE_RECORDS && page != PAGE_TEAM)
		return EFFECT_VIEW | page_turn(state, page);
	snprintf(state->message, sizeof state->message, "no command `%.60s` here; `:` and tab show what there is", name);
	return EFFECT_VIEW;
}

unsigned line_key(struct state *state, const struct view *view, const struct layout *layout, const char *key)
{
	if (strcmp(key, "enter") == 0)
		return line_run(state, view, layout);
	if (strcmp(key, "tab") == 0)
		return line_complete(state, view);
	if (strcmp(key, "esc") == 0 || (strcmp(key, "bspace") == 0 && !state->command[0])) {
		state->commanding = false;
		return EFFECT_VIEW;
	}
	size_t length = strlen(state->command);
	if (strcmp(key, "space") == 0 && length > 0 && state->command[length - 1] == ' ')
		return EFFECT_NONE;                     /* tab has set one already */
	return text_key(state->command, sizeof state->command, key) ? EFFECT_VIEW : EFFECT_NONE;
}
