#include "popups_own.h"

#include <string.h>

enum { KEY_WIDTH = 12, MOST_LINES = 200, TWO_FROM = 74 };

struct lines lines_new(struct arena *arena, int most)
{
	return (struct lines){ .line = ARENA_ARRAY(arena, const char *, most), .most = most };
}

void lines_add(struct lines *lines, const char *markup)
{
	if (lines->count < lines->most)
		lines->line[lines->count++] = markup;
}

int lines_draw(struct area area, const struct lines *lines, int scroll)
{
	int most = lines->count > area.height ? lines->count - area.height : 0, first = scroll > most ? most : scroll;
	for (int y = 0; y < area.height && first + y < lines->count; y++)
		area_text(area, 0, y, area.width, ALIGN_LEFT, lines->line[first + y]);
	int below = lines->count - first - area.height;
	if (below > 0 && area.height > 2 && area.width > 14)
		area_print(area, area.width - 12, area.height - 1, 12, ALIGN_RIGHT, DIM " ▾ %d more", below);
	return most;
}

/* "up k" as people read keys; gg as g g. */
static const char *key_words(struct arena *arena, const char *keys)
{
	static const char *const names[][2] = {
		{ "up", "↑" }, { "down", "↓" }, { "left", "←" }, { "right", "→" }, { "btab", "shift-tab" },
	};
	const char *words = "";
	for (const char *at = keys; *at;) {
		size_t length = strcspn(at, " ");
		bool after_g = length == 2 && *at == 'g';        /* gg, gn: one after the other */
		const char *key = after_g ? arena_print(arena, "g %c", at[1]) : arena_print(arena, "%.*s", (int)length, at);
		for (size_t i = 0; i < COUNT_OF(names); i++)
			if (strcmp(key, names[i][0]) == 0)
				key = names[i][1];
		const char *more = arena_print(arena, "%s%s%s", words, *words ? " " : "", key);
		if (text_width(more) < KEY_WIDTH)
			words = more;
		at += length + strspn(at + length, " ");
	}
	return words;
}

static void add_group(struct lines *lines, struct arena *arena, const struct view *view, const char *group)
{
	if (lines->count > 0)
		lines_add(lines, "");
	lines_add(lines, arena_print(arena, IN_TIME BOLD "%s" BOLD, group));
	for (int i = 0; i < view->offers.key_count; i++) {
		const struct key_row *row = &view->offers.keys[i];
		if (strcmp(row->group, group) != 0 || !*row->keys)
			continue;
		const char *keys = key_words(arena, row->keys);
		lines_add(lines, arena_print(arena, STRONG "%s%*s" TEXT "%s", keys, KEY_WIDTH - text_width(keys), "", row->help));
	}
}

/* Panels that open with a key of their own, numbers before letters. */
static void add_pages(struct lines *lines, struct arena *arena)
{
	lines_add(lines, "");
	lines_add(lines, IN_TIME BOLD "Pages" BOLD);
	for (int letters = 0; letters < 2; letters++)
		for (const struct panel *const *panel = panel_list; *panel; panel++)
			if ((*panel)->key && letters == (*(*panel)->key > '9'))
				lines_add(lines, arena_print(arena, STRONG "%-*s" TEXT "%s", KEY_WIDTH, (*panel)->key, (*panel)->title));
}

static void add_legend(struct lines *lines)
{
	lines_add(lines, "");
	lines_add(lines, IN_TIME BOLD "Reading a panel" BOLD);
	lines_add(lines, BETTER "▲▼" DIM " better  " WORSE "▲▼" DIM " worse  " TEXT "▲▼" DIM " may be chance");
	lines_add(lines, MARK "┆" DIM " survey figure    " TEXT "├─●─┤" DIM " 95 % interval");
	lines_add(lines, TEXT "n/a" DIM " nobody it applies to    " TEXT "< 5" DIM " group too small");
	lines_add(lines, STALE "64 % 9 d" DIM " old data, its age    " STRONG "0" DIM " zero");
	lines_add(lines, DIM "not imp." DIM " not imported yet");
}

int popup_help(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	static const char *const groups[] = { "Move", "Time", "Look", "Take along" };
	struct lines left = lines_new(arena, MOST_LINES), right = lines_new(arena, MOST_LINES);
	bool two = area.width >= TWO_FROM + 10;
	for (size_t i = 0; i < COUNT_OF(groups); i++)
		add_group(two && i > 0 ? &right : &left, arena, view, groups[i]);
	add_pages(&left, arena);
	add_legend(&left);
	int rows = left.count > right.count ? left.count : right.count;
	struct area inside = popup_open(area, two ? 96 : 50, rows, "Keys that work here", ROLE_TIME,
		STRONG "esc" DIM " close  " STRONG "↑ ↓" DIM " scroll");
	int half = two ? (inside.width - 2) / 2 : inside.width;
	int below = lines_draw(area_inside(inside, 0, 0, half, inside.height), &left, view->state->popup_scroll), more = 0;
	if (two)
		more = lines_draw(area_inside(inside, half + 2, 0, inside.width - half - 2, inside.height), &right, view->state->popup_scroll);
	return below > more ? below : more;
}
