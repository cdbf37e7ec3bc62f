/* The page "What if" beside its screens: what `e` says, what scripts get, hostile names, nothing that is no number. */
#include "invented.h"
#include "teamtop/commands.h"

#include "teamtop/screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <jansson.h>
#include <math.h>

enum { EXPLAIN = 3000, EXPLAIN_ALL = EXPLAIN + WHAT_IF_FIGURES };

static struct invented invented;

static int setup(void **state)
{
	(void)state;
	invented_make(&invented, INVENTED_NORMAL);
	invented.state.places[0].page = PAGE_WHAT_IF;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	invented_free(&invented);
	return 0;
}

static const char *drawn(int columns, int rows)
{
	struct screen *screen = screen_new(invented.arena, columns, rows, GLYPHS_FULL, true, true);
	struct layout layout = {0};
	invented.view.offers = commands_offer(&invented.view, invented.arena);
	panels_build(screen, &invented.view, &layout);
	return screen_to_text(screen, invented.arena);
}

static const char *explained(int id, int64_t team)
{
	invented.state.popup = POPUP_EXPLAIN, invented.state.explain = id, invented.state.explain_team = team;
	return drawn(120, 90);
}

static void has(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("\"%s\" is not in\n%s", words, text);
}

static void e_says_formula_inputs_and_what_is_held_fixed(void **state)
{
	(void)state;
	const char *all = explained(EXPLAIN_ALL, -1);
	has(all, "nothing is saved"), has(all, "Ayu Lestari leaves"), has(all, "people who hold the level and stay"), has(all, "held by nobody who stays");
	has(all, "held fixed"), has(all, "same points"), has(all, "odds ratio of AI every week 0.70"), has(all, "a promise: an association");
	has(all, "60 people as it is, 59 supposed"), has(all, "too few leavers to separate");
	const char *leavers = explained(EXPLAIN + WHAT_IF_LEAVERS, -1);
	has(leavers, "95 % −0.7 to +0.1  contains 0: may be chance"), has(leavers, "2.5 % and 97.5 % points");
	assert_null(strstr(leavers, "people who hold the level and stay"));
	const char *filled = explained(EXPLAIN + WHAT_IF_COVERAGE, invented.answer->groups[1].team_id);
	has(filled, "Billing"), has(filled, "14 people as it is, 13 supposed");
	assert_null(strstr(filled, "held fixed"));
	has(explained(EXPLAIN + WHAT_IF_LEAVERS, invented.answer->groups[1].team_id), "it would tell one person's estimate");
	for (int columns = 20; columns <= 200; columns += 13)
		for (int id = EXPLAIN; id <= EXPLAIN_ALL; id++) {
			invented.state.explain = id;
			assert_non_null(drawn(columns, 24));
		}
	invented.answer->what_if = NULL;
	has(explained(EXPLAIN_ALL, -1), "nothing is saved");
}

static void an_answer_without_it_says_how(void **state)
{
	(void)state;
	invented.answer->what_if = NULL;
	has(drawn(80, 24), "Nothing is supposed yet");
	invented.state.names = NAMES_HIDDEN;
	assert_null(strstr(drawn(80, 24), "leave NAME"));
	has(drawn(80, 24), "Nothing of persons");
}

static void enter_goes_to_the_person_or_the_team(void **state)
{
	(void)state;
	struct screen *screen = screen_new(invented.arena, 120, 36, GLYPHS_FULL, true, true);
	struct layout layout = {0};
	panels_build(screen, &invented.view, &layout);
	assert_int_equal(layout.block_count, 4);
	const struct grid *teams = layout.blocks[2].grid, *needs = layout.blocks[3].grid;
	assert_true(teams->rows[0].target.kind == TARGET_TEAM && teams->rows[0].target.team_id == invented.answer->groups[1].team_id);
	assert_int_equal(teams->rows[0].target.figure, EXPLAIN_ALL);
	assert_true(needs->rows[0].target.kind == TARGET_TEAM && needs->rows[0].target.team_id == 1);
	assert_true(needs->rows[1].target.kind == TARGET_PERSON && needs->rows[1].target.person_id == 2);
	for (int block = 0; block < 4; block++)
		assert_true(layout.blocks[block].target.figure >= EXPLAIN);
}

static void hostile_names_stay_in_their_places(void **state)
{
	(void)state;
	static const char *const odd[] = {"日本語サポートチーム第一課・夜間対応グループ日本語サポートチーム", "a\xEF\xBF\xBD[31mb", "%s%n%s", "",
		"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"};
	for (size_t i = 0; i < COUNT_OF(odd); i++) {
		invented.answer->what_if->rows[0].name = invented.answer->what_if->rows[2].name = odd[i];
		invented.answer->what_if->rows[3].why = invented.answer->what_if->rows[3].named = odd[i];
		invented.answer->what_if->needs[1].person = invented.answer->what_if->needs[0].skill = odd[i];
		strcpy(invented.answer->scope.supposed.of[3].who, odd[i]);
		for (int columns = 20; columns <= 200; columns += 20)
			for (int rows = 5; rows <= 60; rows += 11)
				for (const char *text = drawn(columns, rows); *text;) {
					size_t length = strcspn(text, "\n");
					char row[2000];
					assert_true(length < sizeof row);
					memcpy(row, text, length), row[length] = '\0';
					assert_true(text_width(row) <= columns);
					text += length + (text[length] == '\n');
				}
	}
}

/* ---- for scripts ---- */
static void scripts_get_three_figures_a_row(void **state)
{
	(void)state;
	json_t *root = panels_json(&invented.view), *rows = json_object_get(root, "rows"), *tables = json_object_get(root, "tables");
	assert_int_equal(json_array_size(rows), (size_t)invented.answer->group_count * WHAT_IF_FIGURES);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		json_t *row = json_array_get(rows, i), *then = json_object_get(row, "what_if"), *difference = json_object_get(row, "difference");
		const char *figure_state = json_string_value(json_object_get(then, "state"));
		assert_true(json_is_object(json_object_get(row, "as_it_is")) && json_is_object(then) && json_is_object(difference));
		bool ok = strcmp(figure_state, "ok") == 0;
		assert_true(json_is_null(json_object_get(then, "value")) == !ok && json_is_null(json_object_get(difference, "value")) == !ok);
		assert_true(json_is_string(json_object_get(row, "why")) == !ok);
	}
	json_t *supposed = json_object_get(tables, "supposed");
	assert_int_equal(json_array_size(supposed), 4);
	assert_string_equal(json_string_value(json_object_get(json_array_get(supposed, 0), "kind")), "leave");
	assert_true(json_is_null(json_object_get(json_array_get(supposed, 0), "as_it_is")));
	assert_true(fabs(json_real_value(json_object_get(json_array_get(supposed, 1), "supposed")) - .6) < 1e-12);
	assert_int_equal(json_array_size(json_object_get(tables, "needs")), 2);
	char *text = json_dumps(root, 0);
	assert_true(text && !strstr(text, "NaN") && !strstr(text, "Infinity"));
	free(text);
	json_decref(root);
	const char *csv = panels_csv(&invented.view, invented.arena);
	has(csv, "team,figure,as_it_is,what_if,difference,difference_low,difference_high,people,people_what_if,why\n");
	has(csv, "one person's estimate");
	assert_null(strstr(csv, "nan"));
	invented.answer->what_if = NULL;                        /* an answer of another page */
	root = panels_json(&invented.view);
	assert_int_equal(json_array_size(json_object_get(root, "rows")), 0);
	json_decref(root);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(e_says_formula_inputs_and_what_is_held_fixed), TEST(an_answer_without_it_says_how), TEST(enter_goes_to_the_person_or_the_team),
		TEST(hostile_names_stay_in_their_places), TEST(scripts_get_three_figures_a_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
