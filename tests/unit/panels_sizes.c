/* Every panel, the wall and every pop-up at many sizes, in every state: frames stay whole, nothing touches them, what is
   cut says so. */
#include "invented.h"

#include "teamtop/commands.h"
#include "teamtop/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

struct look { enum glyphs glyphs; bool tints, colours; };
static const struct look LOOKS[] = { { GLYPHS_FULL, true, true }, { GLYPHS_ASCII, false, false }, { GLYPHS_FULL, false, true },
	{ GLYPHS_CONSOLE, false, true } };

struct drawn { struct arena *arena; struct screen *screen; struct layout layout; };

static struct drawn draw(struct invented *invented, int columns, int rows, struct look look)
{
	struct drawn drawn = { .arena = arena_new() };
	drawn.screen = screen_new(drawn.arena, columns, rows, look.glyphs, look.tints, look.colours);
	invented->view.offers = commands_offer(&invented->view, drawn.arena);
	panels_build(drawn.screen, &invented->view, &drawn.layout);
	return drawn;
}

static const char *at(const struct screen *screen, int x, int y)
{
	if (x < 0 || y < 0 || x >= screen->columns || y >= screen->rows)
		return "";
	return screen_cell((struct screen *)screen, x, y)->text;
}

static bool is(const struct screen *screen, int x, int y, const char *letter)
{
	return strcmp(at(screen, x, y), letter) == 0;
}

static void complain(const struct drawn *drawn, const char *what, int x, int y)
{
	print_error("%s at %d,%d of %dx%d\n%s\n", what, x, y, drawn->screen->columns, drawn->screen->rows,
		screen_to_text(drawn->screen, drawn->arena));
	fail();
}

static bool is_side(const struct screen *screen, int x, int y)
{
	return is(screen, x, y, "│") || is(screen, x, y, "█");
}

/* From an upper left corner: along the top to the upper right one, down both sides to the lower ones. */
static void check_frame(const struct drawn *drawn, int x, int y)
{
	const struct screen *screen = drawn->screen;
	int right = x + 1, bottom = y + 1;
	while (right < screen->columns && !is(screen, right, y, "╮") && !is(screen, right, y, "╭"))
		right++;
	if (!is(screen, right, y, "╮"))
		complain(drawn, "no upper right corner", x, y);
	while (bottom < screen->rows && is_side(screen, x, bottom) && is_side(screen, right, bottom)) {
		const char *inside = at(screen, x + 1, bottom);
		bool pointed = strcmp(inside, ">") == 0 || strcmp(inside, "›") == 0;
		if ((strcmp(inside, " ") != 0 && !pointed) || !is(screen, right - 1, bottom, " "))
			complain(drawn, "something touches a frame", x, bottom);
		bottom++;
	}
	if (!is(screen, x, bottom, "╰") || !is(screen, right, bottom, "╯"))
		complain(drawn, "a broken side", x, bottom);
}

static void check_frames(const struct drawn *drawn)
{
	for (int y = 0; y < drawn->screen->rows; y++)
		for (int x = 0; x < drawn->screen->columns; x++)
			if (is(drawn->screen, x, y, "╭"))
				check_frame(drawn, x, y);
}

/* Wide letters own two cells; no cell is empty without one before it. */
static void check_cells(const struct drawn *drawn)
{
	for (int y = 0; y < drawn->screen->rows; y++)
		for (int x = 0; x < drawn->screen->columns; x++) {
			const char *letter = at(drawn->screen, x, y);
			int width = text_width(letter);
			if (*letter && (unsigned char)*letter < 0x20)
				complain(drawn, "a control byte", x, y);
			if (!*letter && (x == 0 || text_width(at(drawn->screen, x - 1, y)) != 2))
				complain(drawn, "half a letter", x, y);
			if (width == 2 && (x + 1 == drawn->screen->columns || *at(drawn->screen, x + 1, y)))
				complain(drawn, "a wide letter over the edge", x, y);
		}
}

/* A word that begins must end, or end in … (~ in ASCII). */
static void check_word(const struct drawn *drawn, const char *line, int y, const char *begin, const char *whole)
{
	for (const char *found = line; (found = strstr(found, begin)) != NULL; found++) {
		size_t same = 0;
		while (whole[same] && found[same] == whole[same])
			same++;
		if (whole[same] && strncmp(found + same, "…", 3) != 0 && found[same] != '~')
			complain(drawn, whole, 0, y);
	}
}

static void check_words(const struct drawn *drawn)
{
	static const struct { const char *begin, *whole; } words[] = {
		{ "Onb", "Onboarding" }, { "Retent", "Retention" }, { "Techn", "Technical" }, { "sample d", "sample data" },
		{ "AI adop", "AI adoption" }, { "Kundenb", "Kundenbetreuung und Beschwerdemanagement Nordrhein-Westfalen" }, { "Customer t", "Customer time" }, { "no one e", "no one eligible" }, { "not impo", "not imported" },
		{ "group too s", "group too small" }, { "champio", "champion" }, { "habitua", "habitual" },
	};
	char *text = screen_to_text(drawn->screen, drawn->arena), *save = NULL;
	int y = 0;
	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save), y++)
		for (size_t i = 0; i < COUNT_OF(words); i++)
			check_word(drawn, line, y, words[i].begin, words[i].whole);
}

static void check_ascii(const struct drawn *drawn)
{
	for (const char *text = screen_to_text(drawn->screen, drawn->arena); *text; text++)
		if ((unsigned char)*text >= 0x80)
			complain(drawn, "not ASCII", 0, 0);
}

static void check(struct invented *invented, int columns, int rows, struct look look, bool framed, bool ascii)
{
	struct drawn drawn = draw(invented, columns, rows, look);
	check_cells(&drawn);
	if (columns >= 20 && rows >= 5) {
		if (framed && look.glyphs != GLYPHS_ASCII)
			check_frames(&drawn);
		if (invented->state.popup == POPUP_NONE)        /* a pop-up may lie over half a word */
			check_words(&drawn);
	}
	if (ascii && look.glyphs == GLYPHS_ASCII)
		check_ascii(&drawn);
	arena_free(drawn.arena);
}

static const int SIZES[][2] = { { 20, 5 }, { 40, 12 }, { 80, 24 }, { 120, 36 }, { 200, 60 }, { 400, 120 }, { 132, 43 }, { 190, 36 },
	{ 60, 60 }, { 300, 20 }, { 20, 60 }, { 1, 1 }, { 19, 4 }, { 15, 4 } };

static void check_sizes(struct invented *invented, struct look look, bool framed, bool ascii, int step)
{
	for (size_t i = 0; i < COUNT_OF(SIZES); i++)
		check(invented, SIZES[i][0], SIZES[i][1], look, framed, ascii);
	for (int columns = 20; columns <= 200; columns += step)
		for (int rows = 5; rows <= 60; rows += step)
			check(invented, columns, rows, look, framed, ascii);
}

static void every_panel_in_every_state(void **state)
{
	(void)state;
	for (int kind = 0; kind < INVENTED_COUNT; kind++)
		for (const struct panel *const *panel = panel_list; *panel; panel++) {
			struct invented invented;
			invented_make(&invented, (enum invented_kind)kind);
			invented.state.places[0].page = (*panel)->page;
			for (size_t look = 0; look < COUNT_OF(LOOKS); look++)
				check_sizes(&invented, LOOKS[look], true, kind != INVENTED_HUGE, kind == INVENTED_HUGE ? 37 : 13);
			invented_free(&invented);
		}
}

/* All sizes from 20 on: a step of one finds what a step of thirteen jumps over. */
static void the_overview_at_every_width(void **state)
{
	(void)state;
	static const int rows[] = { 5, 6, 7, 8, 11, 12, 24, 36 };
	struct invented invented;
	invented_make(&invented, INVENTED_NORMAL);
	for (int columns = 20; columns <= 210; columns++)
		for (size_t i = 0; i < COUNT_OF(rows); i++)
			check(&invented, columns, rows[i], LOOKS[0], true, false);
	for (int height = 5; height <= 70; height++)
		for (int columns = 40; columns <= 120; columns += 40)
			check(&invented, columns, height, LOOKS[0], true, false);
	invented_free(&invented);
}

static void every_block_focused_with_a_row_marked(void **state)
{
	(void)state;
	static const int sizes[][2] = { { 120, 36 }, { 80, 24 }, { 40, 12 }, { 20, 5 }, { 28, 9 } };
	for (const struct panel *const *panel = panel_list; *panel; panel++)
		for (int focus = 0; focus < MOST_BLOCKS; focus++)
			for (int row = 0; row < 9; row += 2) {
				struct invented invented;
				invented_make(&invented, INVENTED_NORMAL);
				struct place *place = &invented.state.places[0];
				place->page = (*panel)->page, place->focus = focus;
				place->block[focus].row = row, place->block[focus].row_id = -12345;
				for (size_t i = 0; i < COUNT_OF(sizes); i++)
					for (size_t look = 0; look < COUNT_OF(LOOKS); look++)
						check(&invented, sizes[i][0], sizes[i][1], LOOKS[look], true, true);
				invented_free(&invented);
			}
}

static void every_page_of_the_wall(void **state)
{
	(void)state;
	for (int kind = 0; kind < INVENTED_COUNT; kind++)
		for (int page = 0; page < 5; page++) {
			struct invented invented;
			invented_make(&invented, (enum invented_kind)kind);
			invented.state.wall = true, invented.state.wall_page = page;
			for (size_t look = 0; look < COUNT_OF(LOOKS); look++)
				check_sizes(&invented, LOOKS[look], false, kind != INVENTED_HUGE, 37);
			invented_free(&invented);
		}
}

static void every_popup(void **state)
{
	(void)state;
	for (int popup = POPUP_HELP; popup <= POPUP_QUIT; popup++) {
		struct invented invented;
		invented_make(&invented, INVENTED_NORMAL);
		invented.state.popup = (enum popup)popup, invented.state.explain = FIGURE_CUSTOMER_TIME;
		for (invented.state.popup_scroll = 0; invented.state.popup_scroll < 50; invented.state.popup_scroll += 24)
			for (size_t look = 0; look < COUNT_OF(LOOKS); look++)
				check_sizes(&invented, LOOKS[look], false, true, 37);
		invented_free(&invented);
	}
}

static void trouble_in_words(void **state)
{
	(void)state;
	for (int feed = FEED_LIVE; feed <= FEED_ONCE; feed++) {
		struct invented invented;
		invented_make(&invented, INVENTED_NORMAL);
		invented.view.feed = (enum feed)feed, invented.view.feed_words = "database busy since 09:41";
		check_sizes(&invented, LOOKS[0], true, false, 37);
		invented.state.wall = true;
		check_sizes(&invented, LOOKS[0], false, false, 37);
		invented.view.answer = NULL;
		check_sizes(&invented, LOOKS[0], false, false, 37);
		invented.state.wall = false;
		check_sizes(&invented, LOOKS[0], false, false, 37);
		invented_free(&invented);
	}
}

/* What is never dropped: that the data are invented, and the state of a figure. */
static void never_dropped(void **state)
{
	(void)state;
	static const int sizes[][2] = { { 20, 5 }, { 24, 8 }, { 40, 12 }, { 80, 24 }, { 120, 36 }, { 200, 60 } };
	static const struct { enum invented_kind kind; const char *words; } states[] = {
		{ INVENTED_NOT_IMPORTED, "not imp" }, { INVENTED_NOT_APPLICABLE, "n/a" }, { INVENTED_SUPPRESSED, "< 5" }, { INVENTED_STALE, "9 d" },
	};
	for (size_t i = 0; i < COUNT_OF(states); i++)
		for (size_t j = 0; j < COUNT_OF(sizes); j++)
			for (int wall = 0; wall < 2; wall++) {
				struct invented invented;
				invented_make(&invented, states[i].kind);
				invented.state.wall = wall;
				struct drawn drawn = draw(&invented, sizes[j][0], sizes[j][1], LOOKS[0]);
				const char *text = screen_to_text(drawn.screen, drawn.arena);
				if (!strstr(text, "sample data") || (!strstr(text, states[i].words)))
					complain(&drawn, states[i].words, wall, (int)j);
				arena_free(drawn.arena);
				invented_free(&invented);
			}
}

/* The four states and zero look different from each other. */
static void states_differ(void **state)
{
	(void)state;
	for (const struct panel *const *panel = panel_list; *panel; panel++) {
		char *seen[INVENTED_COUNT];
		struct arena *arena = arena_new();
		for (int kind = INVENTED_NOT_IMPORTED; kind <= INVENTED_ZERO && (*panel)->figure >= 0; kind++) {
			struct invented invented;
			invented_make(&invented, (enum invented_kind)kind);
			invented.state.places[0].page = (*panel)->page;
			struct drawn drawn = draw(&invented, 120, 36, LOOKS[1]);
			seen[kind] = arena_copy(arena, screen_to_text(drawn.screen, drawn.arena));
			for (int other = INVENTED_NOT_IMPORTED; other < kind; other++)
				assert_string_not_equal(seen[kind], seen[other]);
			arena_free(drawn.arena);
			invented_free(&invented);
		}
		arena_free(arena);
	}
}

/* Live data may reorder rows: the mark stays with its row. */
static void selection_follows_the_row(void **state)
{
	(void)state;
	struct invented invented;
	invented_make(&invented, INVENTED_NORMAL);
	struct place *place = &invented.state.places[0];
	place->focus = 1, place->block[1].row = 1, place->block[1].row_id = 2;
	for (int pass = 0; pass < 2; pass++) {
		struct drawn drawn = draw(&invented, 120, 36, LOOKS[0]);
		int marked = -1;
		for (int y = 0; y < 36; y++)
			if (screen_cell(drawn.screen, 70, y)->back == ROLE_SELECT)
				marked = y;
		assert_true(marked > 0);
		assert_string_equal(at(drawn.screen, 63, marked), "O");
		arena_free(drawn.arena);
		struct group first = invented.answer->groups[1];
		invented.answer->groups[1] = invented.answer->groups[2], invented.answer->groups[2] = first;
	}
	invented_free(&invented);
}

static void too_small_says_so(void **state)
{
	(void)state;
	struct invented invented;
	invented_make(&invented, INVENTED_NORMAL);
	struct drawn drawn = draw(&invented, 15, 4, LOOKS[0]);
	const char *text = screen_to_text(drawn.screen, drawn.arena);
	assert_non_null(strstr(text, "needs 20x5"));
	assert_non_null(strstr(text, "have 15x4"));
	arena_free(drawn.arena);
	invented_free(&invented);
}

static void explain_says_what_it_is_made_of(void **state)
{
	(void)state;
	static const char *const words[] = { "4,137 h", "14,893,200 s", "8,112 h", "51.0 %", "before 48.2 %", "▲ 2.8 pt", "48.8–53.2 %",
		"28 Oct to 24 Nov 2026", "Asia/Jakarta", "┆ 46.0 %", "60 behind it", "4 min ago", ".sql", "select", "from" };
	struct invented invented;
	invented_make(&invented, INVENTED_NORMAL);
	invented.state.popup = POPUP_EXPLAIN, invented.state.explain = FIGURE_CUSTOMER_TIME, invented.state.explain_team = -1;
	struct drawn drawn = draw(&invented, 120, 100, LOOKS[0]);
	const char *text = screen_to_text(drawn.screen, drawn.arena);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (!strstr(text, words[i]))
			complain(&drawn, words[i], 0, 0);
	arena_free(drawn.arena);
	invented.state.explain_team = 1;
	drawn = draw(&invented, 120, 100, LOOKS[0]);
	assert_non_null(strstr(screen_to_text(drawn.screen, drawn.arena), "Billing"));
	assert_non_null(strstr(screen_to_text(drawn.screen, drawn.arena), "38.0 %"));
	arena_free(drawn.arena);
	invented_free(&invented);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_panel_in_every_state), cmocka_unit_test(the_overview_at_every_width),
		cmocka_unit_test(every_block_focused_with_a_row_marked), cmocka_unit_test(every_page_of_the_wall),
		cmocka_unit_test(every_popup), cmocka_unit_test(trouble_in_words), cmocka_unit_test(never_dropped),
		cmocka_unit_test(states_differ), cmocka_unit_test(selection_follows_the_row), cmocka_unit_test(too_small_says_so),
		cmocka_unit_test(explain_says_what_it_is_made_of),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
