/* `:what-if`: what it keeps, whom it means without a name, what tab offers, what it refuses. */
#include "teamtop/commands.h"

#include "invented.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct invented invented;
static struct layout layout;

static int setup(void **state)
{
	(void)state;
	invented_make(&invented, INVENTED_LEAF);
	layout = (struct layout){.block_count = 0};
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	invented_free(&invented);
	return 0;
}

static unsigned line(const char *text, const char *end)
{
	unsigned effects = commands_key(&invented.state, &invented.view, &layout, ":");
	for (const char *at = text; *at;) {
		char key[20] = "";
		size_t bytes = text_next(at, NULL);
		memcpy(key, at, bytes);
		effects = commands_key(&invented.state, &invented.view, &layout, key);
		at += bytes;
	}
	invented.view.place = state_place(&invented.state);
	effects |= commands_key(&invented.state, &invented.view, &layout, end);
	invented.view.place = state_place(&invented.state);
	return effects;
}

static const struct supposed_list *list(void)
{
	return &invented.state.supposed;
}

static void a_line_supposes_and_opens_the_page(void **state)
{
	(void)state;
	assert_true(line("what-if leave Ayu Lestari ", "enter") & EFFECT_DATA);
	assert_int_equal(list()->count, 1);
	assert_string_equal(list()->of[0].who, "Ayu Lestari");
	assert_int_equal(state_place(&invented.state)->page, PAGE_WHAT_IF);
	assert_true(line("  what-if   customer-time Back office 45 %", "enter") & EFFECT_DATA);  /* the page is open: asked anew */
	assert_int_equal(list()->count, 2);
	assert_true(list()->of[1].percent == 45 && strcmp(list()->of[1].who, "Back office") == 0);
	assert_true(line("what-if undo", "enter") & EFFECT_DATA);
	assert_true(list()->count == 1 && list()->of[0].kind == SUPPOSE_LEAVE);
	assert_true(line("what-if clear", "enter") & EFFECT_DATA);
	assert_int_equal(list()->count, 0);
	assert_false(line("what-if undo", "enter") & EFFECT_DATA);
	assert_string_equal(invented.state.message, "nothing is supposed");
	struct scope scope;
	line("what-if ai-use 80", "enter");
	state_scope(&invented.state, 0, 0, &scope);
	assert_true(scope.supposed.count == 1 && scope.supposed.of[0].percent == 80);
}

static void alone_it_opens_the_page(void **state)
{
	(void)state;
	assert_true(line("what-if", "enter") & EFFECT_DATA);
	assert_int_equal(state_place(&invented.state)->page, PAGE_WHAT_IF);
	state_back(&invented.state);
	state_place(&invented.state)->page = PAGE_TIME;
	assert_true(line("what-if ", "enter") & EFFECT_DATA);
	assert_int_equal(list()->count, 0);
}

static void without_a_name_who_one_is_on(void **state)
{
	(void)state;
	state_place(&invented.state)->page = PAGE_PERSON, state_place(&invented.state)->person_id = 12;
	line("what-if leave", "enter");
	assert_string_equal(list()->of[0].who, "id:12");
	state_back(&invented.state);
	struct grid_column column = {.key = "name"};
	struct grid *grid = grid_new(invented.arena, "rows", &column, 1, 1);
	grid_add(grid)->target = (struct target){.kind = TARGET_PERSON, .person_id = 33, .figure = -1};
	layout.block_count = 1, layout.blocks[0] = (struct block){.grid = grid, .shown = 1};
	state_place(&invented.state)->page = PAGE_TEAM, state_place(&invented.state)->team_id = 4;
	state_place(&invented.state)->focus = 0, state_place(&invented.state)->block[0].row = 0, state_place(&invented.state)->block[0].row_id = 0;
	line("what-if absent", "enter");
	assert_string_equal(list()->of[1].who, "id:33");
	state_back(&invented.state);
	line("what-if ai-use 5", "enter");
	assert_string_equal(list()->of[2].who, "id:4");
	layout.block_count = 0;
	state_back(&invented.state);
	line("what-if leave", "enter");
	assert_int_equal(list()->count, 3);
	assert_non_null(strstr(invented.state.message, "say who"));
	state_place(&invented.state)->team_id = 0;
	line("what-if ai-use 7", "enter");
	assert_string_equal(list()->of[3].who, "");             /* everybody */
}

static void what_is_wrong_is_one_line(void **state)
{
	(void)state;
	static const char *const wrong[] = {"what-if fire Ayu", "what-if ai-use", "what-if ai-use Billing nan", "what-if ai-use Billing -1",
		"what-if customer-time Billing 101"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		enum page_id page = state_place(&invented.state)->page;
		assert_false(line(wrong[i], "enter") & EFFECT_DATA);
		assert_true(invented.state.message[0] && !invented.state.commanding && !list()->count);
		assert_int_equal(state_place(&invented.state)->page, page);
	}
	for (char name[] = "what-if leave a"; name[14] <= 'i'; name[14]++)
		line(name, "enter");
	assert_int_equal(list()->count, MOST_SUPPOSED);
	assert_non_null(strstr(invented.state.message, "undo or clear first"));
}

static void hidden_names_refuse_and_drop(void **state)
{
	(void)state;
	line("what-if leave Ayu", "enter"), line("what-if ai-use 80", "enter"), line("what-if absent Bima", "enter");
	assert_int_equal(list()->count, 3);
	commands_key(&invented.state, &invented.view, &layout, "n");
	assert_true(invented.state.names == NAMES_INITIALS && list()->count == 3);
	commands_key(&invented.state, &invented.view, &layout, "n");
	assert_true(invented.state.names == NAMES_HIDDEN && list()->count == 1 && list()->of[0].kind == SUPPOSE_AI_USE);
	assert_non_null(strstr(invented.state.message, "nothing is supposed of persons any more"));
	assert_false(line("what-if leave Ayu", "enter") & EFFECT_DATA);
	assert_true(list()->count == 1 && strstr(invented.state.message, "names are hidden here"));
	commands_key(&invented.state, &invented.view, &layout, "n");
	assert_int_equal(list()->count, 1);                     /* what was dropped does not come back with the names */
	line("what-if leave Ayu", "enter");
	line("names hidden", "enter");
	assert_int_equal(list()->count, 1);
	invented.state.names = NAMES_FULL, invented.view.restricted = true;
	line("what-if leave Ayu", "enter");
	assert_int_equal(list()->count, 1);
}

/* A name that was not there goes when the next is tried. */
static void not_found_gives_way(void **state)
{
	(void)state;
	line("what-if leave Ayuu", "enter");
	struct answer *answer = invented.answer;
	answer->scope.supposed = *list();
	answer->what_if->count = 1;
	answer->what_if->rows[0] = (struct supposed_row){.kind = SUPPOSE_LEAVE, .why = "nobody has this name or employee number"};
	line("what-if leave Ayu", "enter");
	assert_true(list()->count == 1 && strcmp(list()->of[0].who, "Ayu") == 0);
}

/* ---- completion ---- */
static int offered(const char *text, const char **names)
{
	strcpy(invented.state.command, text);
	return commands_complete(&invented.state, &invented.view, invented.arena, names, 64);
}

static bool has(const char **names, int count, const char *name)
{
	for (int i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void tab_offers_verbs_then_names(void **state)
{
	(void)state;
	const char *names[64];
	assert_true(has(names, offered("wh", names), "what-if"));
	int count = offered("what-if ", names);
	assert_true(count == 6 && has(names, count, "what-if leave") && has(names, count, "what-if ai-use") && has(names, count, "what-if undo"));
	assert_int_equal(offered("what-if c", names), 2);
	assert_true(has(names, offered("what-if leave ", names), "what-if leave Ayu Lestari"));
	assert_int_equal(offered("what-if leave Ay", names), 1);
	assert_int_equal(offered("what-if leave nobody", names), 0);
	assert_int_equal(offered("what-if undo ", names), 0);
	line("what-if leave Ay", "tab");
	assert_string_equal(invented.state.command, "what-if leave Ayu Lestari");
}

static void tab_offers_teams_by_what_tells_them_apart(void **state)
{
	(void)state;
	static struct team_name teams[] = {{1, 0, 0, "Billing", "Billing"}, {2, 0, 0, "North", "North"}, {3, 2, 1, "Desk", "North/Desk"},
		{4, 1, 1, "Desk", "Billing/Desk"}};
	const char *names[64];
	invented.answer->teams = teams, invented.answer->team_count = COUNT_OF(teams);
	int count = offered("what-if ai-use ", names);
	assert_true(count == 4 && has(names, count, "what-if ai-use North/Desk") && has(names, count, "what-if ai-use Billing/Desk"));
	invented.answer->team_count = 0;
}

static void tab_names_nobody_who_is_hidden(void **state)
{
	(void)state;
	const char *names[64];
	invented.answer->policy.names = NAMES_INITIALS;
	assert_int_equal(offered("what-if leave ", names), 0);
	invented.answer->policy.names = NAMES_FULL, invented.state.names = NAMES_INITIALS;
	assert_int_equal(offered("what-if leave ", names), 0);
	invented.state.names = NAMES_HIDDEN;
	int count = offered("what-if ", names);
	assert_true(count == 4 && !has(names, count, "what-if leave") && !has(names, count, "what-if absent"));
	assert_int_equal(offered("what-if leave ", names), 0);
}

/* Names that share the first byte of a letter: never half a letter on the line. */
static void tab_keeps_letters_whole(void **state)
{
	(void)state;
	struct answer *answer = invented.answer;
	answer->people_count = 2, answer->matrix.people = answer->need_count = 0, answer->person = NULL, answer->what_if->need_count = 0;
	answer->people[0].name = "Zo\xC3\xAB", answer->people[1].name = "Zo\xC3\xA9";
	line("what-if leave Z", "tab");
	assert_string_equal(invented.state.command, "what-if leave Zo");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_line_supposes_and_opens_the_page), TEST(alone_it_opens_the_page), TEST(without_a_name_who_one_is_on), TEST(what_is_wrong_is_one_line),
		TEST(hidden_names_refuse_and_drop), TEST(not_found_gives_way), TEST(tab_offers_verbs_then_names),
		TEST(tab_offers_teams_by_what_tells_them_apart), TEST(tab_names_nobody_who_is_hidden), TEST(tab_keeps_letters_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
