/* Keys through the one door, without a terminal: where they lead, and that Esc comes back to exactly the same place. */
#include "teamtop/commands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct bench {
	struct state state;
	struct view view;
	struct layout layout;
	struct arena *arena;
	struct grid *grid;
	struct record_filter filter;
};

static const struct grid_column COLUMNS[] = {
	{.key = "team", .title = "team", .width = 10, .keep = 1}, {.key = "active", .title = "active", .width = 6, .keep = 2}};

static int setup(void **state)
{
	struct bench *bench = memory_new(sizeof *bench);
	bench->arena = arena_new();
	state_init(&bench->state);
	bench->state.policy.names = NAMES_FULL;
	bench->view = (struct view){.state = &bench->state, .place = state_place(&bench->state)};
	bench->grid = grid_new(bench->arena, "rows", COLUMNS, 2, 5);
	bench->filter = (struct record_filter){.kind_id = 5, .weekday = -1, .hour = -1, .title = "case logging", .resolved_by = "ai"};
	for (int i = 0; i < 5; i++) {
		struct grid_row *row = grid_add(bench->grid);
		row->id = 100 + i;
		row->target = (struct target){.kind = TARGET_TEAM, .team_id = 100 + i, .figure = FIGURE_ADOPTION};
	}
	bench->grid->rows[4].apart = true;
	bench->grid->rows[4].target = (struct target){.kind = TARGET_NONE, .figure = -1};
	bench->layout.block_count = 4;
	for (int i = 0; i < 4; i++)
		bench->layout.blocks[i] = (struct block){.name = "tile", .grid = bench->grid, .shown = 3,
			.target = {.kind = TARGET_PAGE, .page = PAGE_AI + i, .figure = FIGURE_ADOPTION}};
	*state = bench;
	return 0;
}

static int teardown(void **state)
{
	struct bench *bench = *state;
	arena_free(bench->arena);
	free(bench);
	return 0;
}

static unsigned press(struct bench *bench, const char *keys)   /* blanks between keys */
{
	unsigned effects = 0;
	char copy[200];
	strcpy(copy, keys);
	for (char *key = strtok(copy, " "); key; key = strtok(NULL, " ")) {
		bench->view.place = state_place(&bench->state);
		effects |= commands_key(&bench->state, &bench->view, &bench->layout, key);
	}
	return effects;
}

static void numbers_and_tab_choose_a_panel(void **state)
{
	struct bench *bench = *state;
	press(bench, "3");
	assert_int_equal(state_place(&bench->state)->focus, 2);
	press(bench, "tab tab");
	assert_int_equal(state_place(&bench->state)->focus, 0);
	press(bench, "left");
	assert_int_equal(state_place(&bench->state)->focus, 3);
}

static void enter_without_a_row_opens_the_panel(void **state)
{
	struct bench *bench = *state;
	assert_true(press(bench, "2 enter") & EFFECT_DATA);
	assert_int_equal(state_place(&bench->state)->page, PAGE_TIME);
	assert_int_equal(bench->state.depth, 1);
}

static void enter_on_a_row_opens_the_team_and_esc_comes_back(void **state)
{
	struct bench *bench = *state;
	press(bench, "2 down down");
	struct place before = *state_place(&bench->state);
	assert_int_equal(before.block[1].row_id, 101);
	press(bench, "enter");
	assert_int_equal(state_place(&bench->state)->page, PAGE_TEAM);
	assert_int_equal(state_place(&bench->state)->team_id, 101);
	press(bench, "down down esc");
	assert_memory_equal(state_place(&bench->state), &before, sizeof before);
}

static void rows_scroll_and_totals_are_passed_over(void **state)
{
	struct bench *bench = *state;
	press(bench, "down down down down down down");
	assert_int_equal(state_place(&bench->state)->block[0].row_id, 103);     /* the fifth cannot be marked */
	assert_int_equal(state_place(&bench->state)->block[0].first, 1);
	press(bench, "g g");
	assert_int_equal(state_place(&bench->state)->block[0].row_id, 100);
	assert_int_equal(state_place(&bench->state)->block[0].first, 0);
	press(bench, "G");
	assert_int_equal(state_place(&bench->state)->block[0].row_id, 103);
	press(bench, "k");
	assert_int_equal(state_place(&bench->state)->block[0].row_id, 102);
}

static void a_mark_follows_its_row_when_data_move_it(void **state)
{
	struct bench *bench = *state;
	press(bench, "down");
	assert_int_equal(state_place(&bench->state)->block[0].row_id, 100);
	bench->grid->rows[0].id = 102, bench->grid->rows[2].id = 100;
	bench->grid->rows[2].target.team_id = 100;
	press(bench, "enter");
	assert_int_equal(state_place(&bench->state)->team_id, 100);
}

static void above_the_first_row_none_is_marked(void **state)
{
	struct bench *bench = *state;
	press(bench, "down up enter");
	assert_int_equal(state_place(&bench->state)->page, PAGE_AI);
}

static void records_keep_their_filter_texts(void **state)
{
	struct bench *bench = *state;
	bench->layout.blocks[0].target = (struct target){.kind = TARGET_RECORDS, .filter = &bench->filter, .figure = -1};
	char frame_text[] = "case logging", frame_word[] = "ai";
	bench->filter.title = frame_text, bench->filter.resolved_by = frame_word;
	press(bench, "enter");
	memset(frame_text, 'x', 5), memset(frame_word, 'x', 2);        /* the frame is gone */
	assert_int_equal(state_place(&bench->state)->page, PAGE_RECORDS);
	assert_string_equal(state_place(&bench->state)->filter.title, "case logging");
	assert_string_equal(state_place(&bench->state)->filter.resolved_by, "ai");
	assert_int_equal(state_place(&bench->state)->filter.kind_id, 5);
}

static void the_filter_line_takes_keys(void **state)
{
	struct bench *bench = *state;
	assert_int_equal(press(bench, "/"), EFFECT_NONE);       /* only on records */
	place_init(&bench->state.places[0], PAGE_RECORDS);
	press(bench, "/ q \xC3\xA4 space b bspace enter");
	assert_string_equal(state_place(&bench->state)->text_filter, "q\xC3\xA4 ");
	assert_false(bench->state.typing);
	press(bench, "/ bspace bspace bspace bspace x esc");
	assert_string_equal(state_place(&bench->state)->text_filter, "");
	for (int i = 0; i < 400; i++)
		press(bench, i == 0 ? "/" : "z");
	assert_true(strlen(state_place(&bench->state)->text_filter) < FILTER_SIZE);
}

static void periods(void **state)
{
	struct bench *bench = *state;
	assert_true(press(bench, "[ [") & EFFECT_DATA);
	assert_int_equal(bench->state.steps, 2);
	press(bench, "] ] ]");
	assert_int_equal(bench->state.steps, 0);
	press(bench, "t down enter");
	assert_int_equal(bench->state.period.days, 91);
	assert_true(bench->state.period.given);
	press(bench, "t end enter");
	assert_int_equal(bench->state.period.kind, PERIOD_LAST_MONTH);
	press(bench, "t up esc");
	assert_int_equal(bench->state.period.kind, PERIOD_LAST_MONTH);
}

static void quitting(void **state)
{
	struct bench *bench = *state;
	assert_false(press(bench, "q") & EFFECT_QUIT);
	assert_int_equal(bench->state.popup, POPUP_QUIT);
	press(bench, "n");
	assert_int_equal(bench->state.popup, POPUP_NONE);
	assert_true(press(bench, "q y") & EFFECT_QUIT);
	assert_true(press(bench, "^c") & EFFECT_QUIT);
	bench->state.popup = POPUP_HELP;
	assert_true(press(bench, "^c") & EFFECT_QUIT);
}

static void names_never_show_more_than_the_policy(void **state)
{
	struct bench *bench = *state;
	bench->state.policy.names = NAMES_INITIALS;
	for (int i = 0; i < 5; i++) {
		press(bench, "n");
		assert_true(bench->state.names >= NAMES_INITIALS);
	}
	bench->state.policy.names = NAMES_HIDDEN;
	bench->state.message[0] = '\0';
	assert_int_equal(press(bench, "n"), EFFECT_NONE);
}

static void the_wall_takes_few_keys(void **state)
{
	struct bench *bench = *state;
	bench->state.wall = bench->state.wall_only = true;
	assert_false(press(bench, "esc w enter ? t") & EFFECT_QUIT);
	assert_true(bench->state.wall);
	assert_true(press(bench, "q") & EFFECT_QUIT);
}

static void deep_walks_forget_the_oldest(void **state)
{
	struct bench *bench = *state;
	for (int i = 0; i < 60; i++)
		press(bench, "enter");
	assert_true(bench->state.depth < MOST_PLACES);
	for (int i = 0; i < 60; i++)
		press(bench, "esc");
	assert_int_equal(bench->state.depth, 0);
}

static void the_command_line(void **state)
{
	struct bench *bench = *state;
	press(bench, ": p e r i o d space 7 d enter");
	assert_int_equal(bench->state.period.days, 7);
	assert_false(bench->state.commanding);
	press(bench, ": p e r tab");
	assert_string_equal(bench->state.command, "period ");   /* a blank, as words follow; typing it too changes nothing */
	press(bench, "space 3 tab enter");
	assert_int_equal(bench->state.period.days, 365);
	press(bench, ": a s - o f space 2 0 2 6 - 0 2 - 3 0 enter");
	assert_int_equal(bench->state.as_of_kind, AS_OF_AUTO);
	assert_non_null(strstr(bench->state.message, "as-of"));
	press(bench, ": a s - o f space 2 0 2 6 - 0 2 - 2 0 enter");
	assert_int_equal(bench->state.as_of_kind, AS_OF_DATE);
	press(bench, ": t u r n o tab enter");
	assert_int_equal(state_place(&bench->state)->page, PAGE_TURNOVER);
	press(bench, ": n o n s e n s e enter");
	assert_non_null(strstr(bench->state.message, "nonsense"));
	press(bench, ": q esc");
	assert_false(bench->state.commanding);
	bench->state.policy.names = NAMES_INITIALS;
	press(bench, ": n a m e s space f u l l enter");
	assert_int_equal(bench->state.names, NAMES_INITIALS);
	assert_true(press(bench, ": q u i t - n o w enter") & EFFECT_QUIT);
	for (int i = 0; i < 400; i++)
		press(bench, i == 0 ? ":" : "x");
	assert_true(strlen(bench->state.command) < FILTER_SIZE);
}

/* `g` opens the menu where there are curves; elsewhere it waits for its second key as ever. */
static void curves_are_grouped(void **state)
{
	struct bench *bench = *state;
	struct place *place = state_place(&bench->state);
	press(bench, "g");
	assert_true(bench->state.popup == POPUP_NONE && bench->state.prefix == 'g');
	press(bench, "a");
	assert_int_equal(place->grouping, GROUPED_NONE);
	place->page = PAGE_TURNOVER;
	press(bench, "g");
	assert_int_equal(bench->state.popup, POPUP_GROUP);
	assert_true(press(bench, "a") & EFFECT_VIEW);
	assert_true(place->grouping == GROUPED_AI && bench->state.popup == POPUP_NONE && bench->state.prefix == 0);
	press(bench, "g down enter");
	assert_int_equal(place->grouping, GROUPED_TEAM);
	press(bench, "g esc");
	assert_true(place->grouping == GROUPED_TEAM && bench->state.popup == POPUP_NONE);
	press(bench, "down down g g");
	assert_true(place->grouping == GROUPED_TEAM && place->block[place->focus].row == 0 && bench->state.popup == POPUP_NONE);
	press(bench, "g n");
	assert_int_equal(place->grouping, GROUPED_NONE);
	press(bench, ": g r o u p space t e a m enter");
	assert_int_equal(place->grouping, GROUPED_TEAM);
	press(bench, ": g r o u p space m o o n enter");
	assert_true(place->grouping == GROUPED_TEAM && strstr(bench->state.message, "none, ai or team") != NULL);
	place->page = PAGE_AI;
	press(bench, ": g r o u p space a i enter");
	assert_true(place->grouping == GROUPED_TEAM && strstr(bench->state.message, "turnover") != NULL);
	assert_null(strstr(bench->state.message, "none, ai"));
}

static void every_command_has_a_help(void **state)
{
	(void)state;
	for (const struct command *command = command_list; command->name; command++) {
		assert_non_null(command->run);
		assert_true(command->help && command->help[0]);
		assert_ptr_equal(command_find(command->name), command);
		for (const struct command *other = command + 1; other->name; other++)
			assert_string_not_equal(other->name, command->name);
	}
	assert_null(command_find("no such command"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(numbers_and_tab_choose_a_panel), TEST(enter_without_a_row_opens_the_panel),
		TEST(enter_on_a_row_opens_the_team_and_esc_comes_back), TEST(rows_scroll_and_totals_are_passed_over),
		TEST(a_mark_follows_its_row_when_data_move_it), TEST(above_the_first_row_none_is_marked),
		TEST(records_keep_their_filter_texts), TEST(the_filter_line_takes_keys), TEST(periods), TEST(quitting),
		TEST(names_never_show_more_than_the_policy), TEST(the_wall_takes_few_keys), TEST(deep_walks_forget_the_oldest),
		TEST(the_command_line), TEST(curves_are_grouped), TEST(every_command_has_a_help),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
