/* The pages one walks through: where Enter leads from each block and row, what a filter and an order do to records, and
   which words stand where something may not or cannot be shown. */
#include "invented.h"
#include "teamtop/commands.h"

#include <math.h>
#include "invented_rows.h"

#include "teamtop/policy.h"
#include "../../src/panels/effect_own.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct shown {
	struct invented invented;
	struct arena *arena;
	struct layout layout;
	const char *text;
};

static void open_page(struct shown *shown, enum page_id page, enum invented_kind kind)
{
	*shown = (struct shown){.arena = arena_new()};
	invented_make(&shown->invented, kind);
	place_init(&shown->invented.state.places[0], page);
	if (page == PAGE_PERSON)
		shown->invented.state.places[0].person_id = shown->invented.answer->records.filter.person_id =
			shown->invented.answer->person->row.person_id;
	if (page == PAGE_TEAM || kind == INVENTED_LEAF)
		shown->invented.state.places[0].team_id = 1;
}

static void draw(struct shown *shown, int columns, int rows)
{
	struct screen *screen = screen_new(shown->arena, columns, rows, GLYPHS_FULL, true, true);
	shown->invented.view.offers = commands_offer(&shown->invented.view, shown->arena);
	panels_build(screen, &shown->invented.view, &shown->layout);
	shown->text = screen_to_text(screen, shown->arena);
}

static void close_page(struct shown *shown)
{
	arena_free(shown->arena);
	invented_free(&shown->invented);
}

static void says(const struct shown *shown, const char *words)
{
	if (!strstr(shown->text, words))
		fail_msg("no “%s” in\n%s", words, shown->text);
}

static void says_not(const struct shown *shown, const char *words)
{
	if (strstr(shown->text, words))
		fail_msg("“%s” in\n%s", words, shown->text);
}

static const struct block *block_of(const struct shown *shown, const char *name)
{
	for (int i = 0; i < shown->layout.block_count; i++)
		if (strcmp(shown->layout.blocks[i].name, name) == 0)
			return &shown->layout.blocks[i];
	fail_msg("no block %s", name);
	return NULL;
}

/* ---- walking down ---- */
static void rows_lead_down(void **state)
{
	static const struct {
		enum page_id page;
		enum invented_kind kind;
		const char *block;
		enum target_kind target;
		enum relation relation;
	} walks[] = {
		{PAGE_SKILLS, INVENTED_NORMAL, "By team", TARGET_TEAM, 0},
		{PAGE_SKILLS, INVENTED_NORMAL, "People × skills", TARGET_PERSON, 0},
		{PAGE_SKILLS, INVENTED_NORMAL, "On one person", TARGET_RECORDS, RELATION_ASSESSMENT},
		{PAGE_SKILLS, INVENTED_NORMAL, "Coverage, by skill", TARGET_RECORDS, RELATION_ASSESSMENT},
		{PAGE_TURNOVER, INVENTED_NORMAL, "By team", TARGET_RECORDS, RELATION_PERSON},
		{PAGE_TEAM, INVENTED_LEAF, "people", TARGET_PERSON, 0},
		{PAGE_TEAM, INVENTED_NORMAL, "teams", TARGET_TEAM, 0},
		{PAGE_VOICE, INVENTED_NORMAL, "questions", TARGET_RECORDS, RELATION_ANSWER},
		{PAGE_RECORDS, INVENTED_NORMAL, "activities", TARGET_PERSON, 0},
		{PAGE_EFFECT, INVENTED_NORMAL, "Does AI help here?", TARGET_NONE, 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(walks); i++) {
		struct shown shown;
		open_page(&shown, walks[i].page, walks[i].kind);
		draw(&shown, 120, 36);
		const struct grid *grid = block_of(&shown, walks[i].block)->grid;
		assert_non_null(grid);
		assert_true(grid->row_count > 0);
		const struct target *target = &grid->rows[0].target;
		if (target->kind != walks[i].target)
			fail_msg("%s: row leads to %d, not %d", walks[i].block, target->kind, walks[i].target);
		if (target->kind == TARGET_RECORDS)
			assert_int_equal(((const struct record_filter *)target->filter)->relation, walks[i].relation);
		assert_true(block_of(&shown, walks[i].block)->shown > 0);
		close_page(&shown);
	}
}

static void blocks_lead_to_their_rows(void **state)
{
	static const struct { enum page_id page; const char *block; enum relation relation; bool person;
	} walks[] = {
		{PAGE_SKILLS, "Growth", RELATION_ASSESSMENT, false},
		{PAGE_TURNOVER, "Still here, by tenure", RELATION_PERSON, false},
		{PAGE_TURNOVER, "Rate", RELATION_PERSON, false},
		{PAGE_TURNOVER, "First 90 days", RELATION_PERSON, false},
		{PAGE_PERSON, "latest records", RELATION_ACTIVITY, true},
		{PAGE_PERSON, "AI adoption", RELATION_AI_EVENT, true},
		{PAGE_PERSON, "customer time", RELATION_ACTIVITY, true},
		{PAGE_PERSON, "skill growth", RELATION_ASSESSMENT, true},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(walks); i++) {
		struct shown shown;
		open_page(&shown, walks[i].page, INVENTED_NORMAL);
		draw(&shown, 120, 36);
		const struct target *target = &block_of(&shown, walks[i].block)->target;
		const struct record_filter *filter = target->filter;
		assert_int_equal(target->kind, TARGET_RECORDS);
		assert_int_equal(filter->relation, walks[i].relation);
		if (walks[i].person)
			assert_int_equal(filter->person_id, shown.invented.answer->person->row.person_id);
		close_page(&shown);
	}
}

/* Those who left belong to the row: the same people as its count. */
static void leavers_of_a_team(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_TURNOVER, INVENTED_NORMAL);
	draw(&shown, 120, 36);
	const struct grid *grid = block_of(&shown, "By team")->grid;
	for (int i = 0; i < grid->row_count; i++) {
		const struct record_filter *filter = grid->rows[i].target.filter;
		assert_int_equal(filter->leavers, 1);
		assert_int_equal(filter->team_id, grid->rows[i].apart ? 0 : grid->rows[i].id);
		assert_int_equal(filter->window.from, shown.invented.answer->panel_window[PANEL_TURNOVER].from);
	}
	close_page(&shown);
}

/* ---- records ---- */
static void filter_words(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_RECORDS, INVENTED_NORMAL);
	draw(&shown, 120, 36);
	says(&shown, "300 rows");
	says_not(&shown, "rows match");
	struct place *place = &shown.invented.state.places[0];
	strcpy(place->text_filter, "ayu !chat source:crm");
	draw(&shown, 120, 36);
	const struct grid *grid = block_of(&shown, "activities")->grid;
	assert_in_range(grid->row_count, 1, 60);
	says(&shown, "of 300 rows match");
	says(&shown, "/ ayu !chat source:crm");
	says_not(&shown, "Bima");
	says_not(&shown, "e-mail and chat");
	says_not(&shown, "helpdesk");
	strcpy(place->text_filter, "~(");
	draw(&shown, 120, 36);
	says(&shown, "~( is no regular expression yet");
	assert_int_equal(block_of(&shown, "activities")->grid->row_count, 300);
	strcpy(place->text_filter, "nobody-at-all");
	draw(&shown, 80, 24);
	says(&shown, "no row matches");
	close_page(&shown);
}

static void typing_shows_the_end(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_RECORDS, INVENTED_NORMAL);
	shown.invented.state.typing = true;
	for (int i = 0; i < 24; i++)
		strcat(shown.invented.state.places[0].text_filter, "0123456 ");
	strcat(shown.invented.state.places[0].text_filter, "the-end");
	draw(&shown, 40, 12);
	says(&shown, "the-end");
	draw(&shown, 20, 5);
	says(&shown, "the-end");
	close_page(&shown);
}

static double minutes_of(const struct grid *grid, int row, const struct records *records, int column)
{
	for (size_t i = 0; i < records->count; i++)
		if (records->id[i] == grid->rows[row].id)
			return (double)records->cells[i * (size_t)records->column_count + (size_t)column].integer;
	return -1;
}

static void order_and_foot(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_RECORDS, INVENTED_NORMAL);
	struct place *place = &shown.invented.state.places[0];
	place->block[0].sort = 4, place->block[0].descending = true, place->block[0].row = 4;
	draw(&shown, 120, 36);
	const struct grid *grid = block_of(&shown, "activities")->grid;
	const struct records *records = &shown.invented.answer->records;
	for (int i = 1; i < grid->row_count; i++)
		assert_true(minutes_of(grid, i - 1, records, 4) >= minutes_of(grid, i, records, 4));
	says(&shown, "sorted by minutes ▾");
	says(&shown, "5 of 300");
	says(&shown, "median");
	/* what is not known stands last in both directions: column 3 is the case */
	for (int down = 0; down < 2; down++) {
		place->block[0].sort = 3, place->block[0].descending = down;
		draw(&shown, 120, 36);
		grid = block_of(&shown, "activities")->grid;
		int64_t last = grid->rows[grid->row_count - 1].id;
		for (size_t i = 0; i < records->count; i++)
			if (records->id[i] == last)
				assert_int_equal(records->cells[i * (size_t)records->column_count + 3].type, CELL_NULL);
	}
	close_page(&shown);
}

static void what_is_cut_is_said(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_RECORDS, INVENTED_NORMAL);
	shown.invented.answer->records.total = 123456;
	draw(&shown, 120, 36);
	says(&shown, "newest 300 of 123,456");
	shown.invented.answer->records.count = 0, shown.invented.answer->records.total = 0;
	draw(&shown, 120, 36);
	says(&shown, "no activities behind this");
	shown.invented.answer->age_count = 1;
	shown.invented.answer->ages[0] = (struct relation_age){.relation = "activity",
		.label = "time",
		.rows = 0,
		.newest = INT64_MIN,
		.imported = INT64_MIN,
		.first_day = INT64_MIN,
		.last_day = INT64_MIN};
	draw(&shown, 120, 36);
	says(&shown, "not imported: teamtop import team.db --preset activity");
	close_page(&shown);
}

/* ---- what may not be shown ---- */
static void hidden_names_hide_people(void **state)
{
	static const enum page_id pages[] = {PAGE_SKILLS, PAGE_TEAM, PAGE_PERSON};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		struct shown shown;
		open_page(&shown, pages[i], INVENTED_LEAF);
		shown.invented.state.policy.names = shown.invented.answer->policy.names = NAMES_HIDDEN;
		const char *names[64];
		int count = shown.invented.answer->people_count;
		for (int row = 0; row < count; row++)
			names[row] = shown.invented.answer->people[row].name;
		policy_apply(shown.invented.answer, &shown.invented.state.policy);
		draw(&shown, 120, 36);
		says(&shown, "hides names");
		for (int row = 0; row < count; row++)
			says_not(&shown, names[row]);
		for (int block = 0; block < shown.layout.block_count; block++)
			for (int row = 0; shown.layout.blocks[block].grid && row < shown.layout.blocks[block].grid->row_count;
				row++)
				assert_int_not_equal(shown.layout.blocks[block].grid->rows[row].target.kind, TARGET_PERSON);
		close_page(&shown);
	}
}

/* Of single persons nothing is coloured better or worse, however sure a change is. */
static void persons_are_not_judged(void **state)
{
	(void)state;
	for (int page = PAGE_TEAM; page <= PAGE_PERSON; page++) {
		struct shown shown;
		open_page(&shown, (enum page_id)page, INVENTED_LEAF);
		struct answer *answer = shown.invented.answer;
		for (int i = 0; i < answer->people_count; i++) {
			struct figure *figure = &answer->people[i].customer_time;
			figure->has_previous = figure->has_change_interval = true;
			figure->previous = figure->value + 0.2, figure->change_low = -0.3, figure->change_high = -0.1;
		}
		answer->person->figure[FIGURE_CUSTOMER_TIME] = answer->people[5].customer_time;
		for (int id = 0; id < FIGURE_COUNT; id++)
			answer->groups[0].figure[id].has_change_interval = false;
		struct screen *screen = screen_new(shown.arena, 120, 36, GLYPHS_FULL, true, true);
		panels_build(screen, &shown.invented.view, &shown.layout);
		for (int y = 1; y < 35; y++)
			for (int x = 0; x < 120; x++) {
				assert_int_not_equal(screen_cell(screen, x, y)->role, ROLE_BETTER);
				assert_int_not_equal(screen_cell(screen, x, y)->role, ROLE_WORSE);
			}
		close_page(&shown);
	}
}

/* No rate stands on a person's page, and an estimate only where the answer, after the policy, holds one. */
static void turnover_of_a_person(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_PERSON, INVENTED_NORMAL);
	draw(&shown, 120, 36);
	says(&shown, "policy: counts");
	says_not(&shown, "%/yr");
	shown.invented.answer->person->estimate = (struct person_estimate){.shown = true, .p = .062, .low = .021, .high = .154, .push_count = 2,
		.pushes = {{"months_since_gain", "time since a gain", .004}, {"tenure", "tenure 3–12 mo", .021}}};
	draw(&shown, 120, 36);
	says(&shown, "% in 90 days");
	says(&shown, "2–15");
	says(&shown, "▲ 2.1 pt tenure 3–12 mo");
	says_not(&shown, "%/yr");
	close_page(&shown);
}

/* Every state of the estimate in words: no number stands where none can be said. */
static void estimate_has_its_words(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_TURNOVER, INVENTED_NORMAL);
	struct estimate *estimate = &shown.invented.answer->estimate;
	draw(&shown, 120, 36);
	says(&shown, "held by the prior: 0 of 214 months");
	says(&shown, "31 leavers, 40 needed");
	says(&shown, "association, not cause");
	says(&shown, "better than chance: AUC 0.71");
	estimate->track.verdict = VERDICT_NO_BETTER;
	draw(&shown, 120, 36);
	says(&shown, "no better than the base rate");
	estimate->track.verdict = VERDICT_TOO_FEW;
	draw(&shown, 120, 36);
	says(&shown, "too few to judge it");
	estimate->kind = ESTIMATE_BANDS, estimate->why = "7 leavers, 10 needed", estimate->driver_count = 0;
	draw(&shown, 120, 36);
	says(&shown, "7 leavers, 10 needed");
	says(&shown, "reasons cannot be said");
	estimate->kind = ESTIMATE_LATER;
	draw(&shown, 120, 36);
	says(&shown, "being estimated");
	close_page(&shown);
}

static void backtest_says_its_verdict(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_BACKTEST, INVENTED_NORMAL);
	struct estimate_track *track = &shown.invented.answer->estimate.track;
	draw(&shown, 120, 36);
	says(&shown, "ranks better than chance");
	says(&shown, "0.084 against 0.091");
	track->verdict = VERDICT_NO_BETTER;
	draw(&shown, 120, 36);
	says(&shown, "no better than the base rate");
	track->verdict = VERDICT_TOO_FEW, track->auc = track->auc_low = track->auc_high = NAN;
	draw(&shown, 120, 36);
	says(&shown, "too few to judge");
	says_not(&shown, "AUC –");
	says_not(&shown, "nan");
	close_page(&shown);
}

/* ---- the states of a figure ---- */
static void states_have_their_words(void **state)
{
	static const enum page_id pages[] = {PAGE_SKILLS, PAGE_TURNOVER, PAGE_TEAM, PAGE_VOICE};
	static const int sizes[][2] = {{20, 5}, {40, 12}, {80, 24}, {120, 36}};
	static const struct { enum invented_kind kind; const char *words;
	} states[] = {
		{INVENTED_NOT_IMPORTED, "not imp"},
		{INVENTED_NOT_APPLICABLE, "n/a"},
		{INVENTED_SUPPRESSED, "< 5"},
		{INVENTED_STALE, "9 d"},
	};
	(void)state;
	for (size_t page = 0; page < COUNT_OF(pages); page++)
		for (size_t i = 0; i < COUNT_OF(states); i++)
			for (size_t size = 0; size < COUNT_OF(sizes); size++) {
				struct shown shown;
				open_page(&shown, pages[page], states[i].kind);
				draw(&shown, sizes[size][0], sizes[size][1]);
				says(&shown, states[i].words);
				close_page(&shown);
			}
}

static void data_page_says_what_to_do(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_HEALTH, INVENTED_NOT_IMPORTED);
	shown.invented.answer->hired_unknown = 2, shown.invented.answer->leavers_unknown = 1;
	draw(&shown, 120, 60);
	says(&shown, "teamtop import team.db --preset activity");
	says(&shown, "2 people without a hire date");
	says(&shown, "1 leaver without a kind of leaving");
	says(&shown, TEAMTOP_VERSION);
	close_page(&shown);
}

static void scripts_get_their_tables(void **state)
{
	(void)state;
	for (const struct panel *const *panel = panel_list; *panel; panel++) {
		struct shown shown;
		const struct grid *grids[12];
		open_page(&shown, (*panel)->page, INVENTED_NORMAL);
		int count = (*panel)->tables ? (*panel)->tables(&shown.invented.view, shown.arena, grids, 12) : 0;
		for (int i = 0; i < count; i++)
			for (int row = 0; row < grids[i]->row_count; row++)
				for (int column = 0; column < grids[i]->column_count; column++) {
					const struct grid_cell *cell = &grids[i]->rows[row].cells[column];
					/* raw values hold no markup */
					if (grids[i]->columns[column].key && cell->kind == GRID_TEXT)
						for (const char *letter = cell->text; letter && *letter; letter++)
							assert_true((unsigned char)*letter >= 0x20);
				}
		close_page(&shown);
	}
}

/* ---- does AI help here ---- */
static void effect_in_words(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_EFFECT, INVENTED_NORMAL);
	draw(&shown, 120, 36);
	says(&shown, "+4.2 pt"), says(&shown, "−1.4 min"), says(&shown, "27 / 14"), says(&shown, "38 / 49");
	says(&shown, "×0.7"), says(&shown, "×0.4 to ×1.2"), says(&shown, "moving before"), says(&shown, "Brynjolfsson, Li, Raymond, QJE 2025"), says(&shown, "5,172 agents");
	says(&shown, "Weeks around the start: customer time"), says(&shown, "31 people, against 84 days before each began");
	struct place *place = &shown.invented.state.places[0];
	place->block[0].row = 4, place->block[0].row_id = OUTCOME_LEVELS + 1;
	draw(&shown, 120, 36);                                  /* the weeks drawn are those of the marked row */
	says(&shown, "Weeks around the start: levels gained"), says(&shown, "cannot be said: assessed too seldom");
	close_page(&shown);
	open_page(&shown, PAGE_EFFECT, INVENTED_NOT_IMPORTED);
	draw(&shown, 120, 36);
	says(&shown, "cannot be said: AI events are not imported"), says_not(&shown, "27 / 14"), says_not(&shown, "+0");
	close_page(&shown);
}

static void voice_by_team_and_explained(void **state)
{
	static const char *const words[] = {"answers of 4 or 5 / answers", "29  answers of 4 or 5", "41  answers", "fewer than 5 answers", "answers.sql",
		"told apart", "points of 91 days", "other days", "the newest day first", "83 %"};
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_VOICE, INVENTED_NORMAL);
	draw(&shown, 120, 36);
	says(&shown, "By team"), says(&shown, "n 13"), says(&shown, "hidden"), says(&shown, "< 5"), says(&shown, "┆ survey"), says(&shown, "54 %");
	says_not(&shown, "n 2"), says_not(&shown, "n 5");
	shown.invented.state.places[0].focus = 1;
	draw(&shown, 20, 5);                                    /* tab reaches it on the smallest screen */
	says(&shown, "By team");
	shown.invented.state.popup = POPUP_EXPLAIN, shown.invented.state.explain = EXPLAIN_VOICE;
	draw(&shown, 160, 120);
	for (size_t i = 0; i < COUNT_OF(words); i++)
		says(&shown, words[i]);
	close_page(&shown);
}

static void effect_explained(void **state)
{
	static const struct { int id; const char *words[6]; } explained[] = {
		{EXPLAIN_EFFECT, {"least squares on habit", "Student t", "27 people with a habit", "4 people with access, here for under 84 days", "effect_time.sql", "+5.9 pt without adjusting"}},
		{EXPLAIN_EFFECT + OUTCOME_LEVELS, {"cannot be said: assessed too seldom", "levels now less levels 91 days ago", "", "", "", ""}},
		{EXPLAIN_EVENT, {"weeks +1 to +12", "leaving out one person", "weeks −3 to −1", "contains 0: may be chance", "", ""}},
		{EXPLAIN_RAMP, {"stretches of time, not people", "23 newcomers", "fewer than 5 people", "", "", ""}},
		{EXPLAIN_REINVESTMENT, {"share of worked time in the period", "31 who began", "5 with under 20 h recorded before", "seconds saved", "", ""}},
	};
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_EFFECT, INVENTED_NORMAL);
	shown.invented.state.popup = POPUP_EXPLAIN;
	for (size_t i = 0; i < COUNT_OF(explained); i++) {
		shown.invented.state.explain = explained[i].id;
		draw(&shown, 160, 120);
		for (size_t k = 0; k < COUNT_OF(explained[i].words); k++)
			says(&shown, explained[i].words[k]);
	}
	draw(&shown, 20, 5);
	close_page(&shown);
}

static void a_persons_page_explains_the_person(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_PERSON, INVENTED_NORMAL);
	struct figure *own = &shown.invented.answer->person->figure[FIGURE_CUSTOMER_TIME];
	own->value = 0.375, own->has_fraction = true, own->numerator = 3, own->denominator = 8;
	shown.invented.state.popup = POPUP_EXPLAIN, shown.invented.state.explain = FIGURE_CUSTOMER_TIME, shown.invented.state.explain_team = -1;
	draw(&shown, 120, 60);
	says(&shown, "customers  37.5 %"), says(&shown, arena_print(shown.arena, "of           %s", shown.invented.answer->person->row.name));
	close_page(&shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(effect_in_words), cmocka_unit_test(voice_by_team_and_explained), cmocka_unit_test(effect_explained),
		cmocka_unit_test(a_persons_page_explains_the_person),
		cmocka_unit_test(rows_lead_down),           cmocka_unit_test(blocks_lead_to_their_rows),
		cmocka_unit_test(leavers_of_a_team),        cmocka_unit_test(filter_words),
		cmocka_unit_test(typing_shows_the_end),     cmocka_unit_test(order_and_foot),
		cmocka_unit_test(what_is_cut_is_said),      cmocka_unit_test(hidden_names_hide_people),
		cmocka_unit_test(persons_are_not_judged),   cmocka_unit_test(turnover_of_a_person),
		cmocka_unit_test(estimate_has_its_words),   cmocka_unit_test(backtest_says_its_verdict),
		cmocka_unit_test(states_have_their_words),  cmocka_unit_test(data_page_says_what_to_do),
		cmocka_unit_test(scripts_get_their_tables),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
