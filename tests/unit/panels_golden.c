/* A few whole screens, letter by letter, as they should read. TEAMTOP_UPDATE_SCREENS=1 writes tests/screens anew: look at
   what changed before you commit it. */
#include "invented.h"
#include "teamtop/commands.h"

#include "teamtop/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct golden {
	const char *name;
	enum page_id page;
	enum invented_kind kind;
	int columns, rows;
	enum glyphs glyphs;
	int focus, row;
	enum popup popup;
	bool wall;
};

static const struct golden SCREENS[] = {
	{ "overview-120x36", PAGE_OVERVIEW, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 1, -1, POPUP_NONE, false },
	{ "overview-80x24", PAGE_OVERVIEW, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "overview-80x24-ascii", PAGE_OVERVIEW, INVENTED_NORMAL, 80, 24, GLYPHS_ASCII, 1, 2, POPUP_NONE, false },
	{ "overview-40x12", PAGE_OVERVIEW, INVENTED_NORMAL, 40, 12, GLYPHS_FULL, 1, 1, POPUP_NONE, false },
	{ "overview-20x5", PAGE_OVERVIEW, INVENTED_NORMAL, 20, 5, GLYPHS_FULL, 1, -1, POPUP_NONE, false },
	{ "overview-stale-120x36", PAGE_OVERVIEW, INVENTED_STALE, 120, 36, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "overview-not-imported-80x24", PAGE_OVERVIEW, INVENTED_NOT_IMPORTED, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "overview-empty-80x24", PAGE_OVERVIEW, INVENTED_EMPTY, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "ai-120x36", PAGE_AI, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 0, 0, POPUP_NONE, false },
	{ "time-120x36", PAGE_TIME, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 1, 1, POPUP_NONE, false },
	{ "time-80x24", PAGE_TIME, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "skills-120x36", PAGE_SKILLS, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 2, 3, POPUP_NONE, false },
	{ "skills-40x12", PAGE_SKILLS, INVENTED_NORMAL, 40, 12, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "turnover-120x36", PAGE_TURNOVER, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 6, 0, POPUP_NONE, false },
	{ "turnover-80x24-ascii", PAGE_TURNOVER, INVENTED_NORMAL, 80, 24, GLYPHS_ASCII, 0, -1, POPUP_NONE, false },
	{ "turnover-suppressed-80x24", PAGE_TURNOVER, INVENTED_SUPPRESSED, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "voice-120x36", PAGE_VOICE, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 0, 1, POPUP_NONE, false },
	{ "team-120x36", PAGE_TEAM, INVENTED_LEAF, 120, 36, GLYPHS_FULL, 0, 0, POPUP_NONE, false },
	{ "team-80x24", PAGE_TEAM, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 0, 1, POPUP_NONE, false },
	{ "person-120x36", PAGE_PERSON, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "person-80x24-ascii", PAGE_PERSON, INVENTED_NORMAL, 80, 24, GLYPHS_ASCII, 0, -1, POPUP_NONE, false },
	{ "effect-120x36", PAGE_EFFECT, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 0, 0, POPUP_NONE, false },
	{ "effect-80x24", PAGE_EFFECT, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "effect-80x24-ascii", PAGE_EFFECT, INVENTED_NOT_IMPORTED, 80, 24, GLYPHS_ASCII, 0, -1, POPUP_NONE, false },
	{ "records-120x36", PAGE_RECORDS, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 0, 4, POPUP_NONE, false },
	{ "records-40x12", PAGE_RECORDS, INVENTED_NORMAL, 40, 12, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "backtest-120x36", PAGE_BACKTEST, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "what-if-120x36", PAGE_WHAT_IF, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 2, 0, POPUP_NONE, false },
	{ "what-if-80x24-ascii", PAGE_WHAT_IF, INVENTED_NORMAL, 80, 24, GLYPHS_ASCII, 0, -1, POPUP_NONE, false },
	{ "what-if-none-80x24", PAGE_WHAT_IF, INVENTED_ZERO, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "data-100x30", PAGE_HEALTH, INVENTED_NOT_IMPORTED, 100, 30, GLYPHS_FULL, 0, -1, POPUP_NONE, false },
	{ "wall-80x24", PAGE_OVERVIEW, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, true },
	{ "wall-160x45", PAGE_OVERVIEW, INVENTED_NORMAL, 160, 45, GLYPHS_FULL, 0, -1, POPUP_NONE, true },
};

/* With the findings of a week: one of every kind, some known from the last look; or a week without any. */
static const struct { struct golden golden; bool quiet; } WEEKS[] = {
	{{ "attention-120x36", PAGE_ATTENTION, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 0, 1, POPUP_NONE, false }, false},
	{{ "attention-80x24", PAGE_ATTENTION, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false }, false},
	{{ "attention-40x12-ascii", PAGE_ATTENTION, INVENTED_NORMAL, 40, 12, GLYPHS_ASCII, 0, -1, POPUP_NONE, false }, false},
	{{ "attention-quiet-80x24", PAGE_ATTENTION, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 0, -1, POPUP_NONE, false }, true},
	{{ "overview-findings-200x60", PAGE_OVERVIEW, INVENTED_NORMAL, 200, 60, GLYPHS_FULL, 0, -1, POPUP_NONE, false }, false},
};

/* Curves grouped as `g` chooses. */
static const struct { struct golden golden; enum grouping grouping; } CURVES[] = {
	{{ "turnover-by-ai-120x36", PAGE_TURNOVER, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 1, -1, POPUP_NONE, false }, GROUPED_AI},
	{{ "turnover-by-team-120x36", PAGE_TURNOVER, INVENTED_NORMAL, 120, 36, GLYPHS_FULL, 1, -1, POPUP_NONE, false }, GROUPED_TEAM},
	{{ "turnover-by-team-80x24-ascii", PAGE_TURNOVER, INVENTED_NORMAL, 80, 24, GLYPHS_ASCII, 1, -1, POPUP_NONE, false }, GROUPED_TEAM},
	{{ "turnover-groups-80x24", PAGE_TURNOVER, INVENTED_NORMAL, 80, 24, GLYPHS_FULL, 1, -1, POPUP_GROUP, false }, GROUPED_AI},
	{{ "turnover-200x60", PAGE_TURNOVER, INVENTED_NORMAL, 200, 60, GLYPHS_FULL, 0, -1, POPUP_NONE, false }, GROUPED_NONE},
};

static char *screen_of(const struct golden *golden, struct arena *arena, struct seen *seen, bool quiet, enum grouping grouping)
{
	struct invented invented;
	invented_make(&invented, golden->kind);
	struct place *place = &invented.state.places[0];
	place->page = golden->page, place->focus = golden->focus, place->grouping = grouping;
	invented.state.popup_row = (int)grouping;
	place->block[golden->focus].row = golden->row, place->block[golden->focus].row_id = -12345;
	if (golden->page == PAGE_PERSON)
		place->person_id = invented.answer->records.filter.person_id = invented.answer->person->row.person_id;
	if (seen && !quiet)
		invented_found(&invented, seen);
	else if (seen)
		invented_quiet(&invented), invented.view.seen = seen;
	invented.state.popup = golden->popup, invented.state.explain = FIGURE_CUSTOMER_TIME;
	invented.state.wall = golden->wall, invented.state.wall_page = 1;
	struct screen *screen = screen_new(arena, golden->columns, golden->rows, golden->glyphs, golden->glyphs == GLYPHS_FULL,
		golden->glyphs == GLYPHS_FULL);
	struct layout layout = { 0 };
	invented.view.offers = commands_offer(&invented.view, arena);
	panels_build(screen, &invented.view, &layout);
	char *text = screen_to_text(screen, arena);
	invented_free(&invented);
	return text;
}

static char *read_file(const char *path, struct arena *arena)
{
	FILE *file = fopen(path, "r");
	if (!file)
		return NULL;
	char *text = arena_alloc(arena, 100000);
	text[fread(text, 1, 99999, file)] = '\0';
	fclose(file);
	return text;
}

static void check_golden(const struct golden *golden, struct seen *seen, bool quiet, enum grouping grouping)
{
	struct arena *arena = arena_new();
	char *drawn = screen_of(golden, arena, seen, quiet, grouping), *path = arena_print(arena, "tests/screens/%s.txt", golden->name);
	if (getenv("TEAMTOP_UPDATE_SCREENS")) {
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		fputs(drawn, file);
		assert_int_equal(fclose(file), 0);
	}
	char *wanted = read_file(path, arena);
	if (!wanted || strcmp(wanted, drawn) != 0)
		fail_msg("%s is not as in %s:\n%s\nbut\n%s", golden->name, path, wanted ? wanted : "(no such file)", drawn);
	arena_free(arena);
}

static void screens_read_as_they_did(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SCREENS); i++)
		check_golden(&SCREENS[i], NULL, false, GROUPED_NONE);
}

static void weeks_read_as_they_did(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(WEEKS); i++) {
		struct seen *seen = memory_new(sizeof *seen);
		check_golden(&WEEKS[i].golden, seen, WEEKS[i].quiet, GROUPED_NONE);
		free(seen);
	}
}

static void curves_read_as_they_did(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CURVES); i++)
		check_golden(&CURVES[i].golden, NULL, false, CURVES[i].grouping);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(screens_read_as_they_did), cmocka_unit_test(weeks_read_as_they_did),
		cmocka_unit_test(curves_read_as_they_did) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
