/* Which days are meant, who is found by what is typed, and questions as a whole. */
#include "place.h"
#include "teamtop/store.h"
#include "worked.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static const char *database;

static struct period parse(const char *text)
{
	struct period period;
	struct error error = {0};
	if (!period_parse(text, &period, &error))
		fail_msg("%s", error.message);
	return period;
}

static void window_is(struct window window, const char *from, const char *to)
{
	char got[2][16];
	day_print(window.from, got[0]);
	day_print(window.to, got[1]);
	assert_string_equal(got[0], from);
	assert_string_equal(got[1], to);
}

static void periods(void **state)
{
	(void)state;
	int64_t to = worked_day("2026-03-10");
	struct period days = parse("28d"), month = parse("month"), last = parse("last-month"), range = parse("2026-01-05..2026-01-11");
	window_is(period_window(&days, to), "2026-02-11", "2026-03-10");
	window_is(window_before(period_window(&days, to)), "2026-01-14", "2026-02-10");
	window_is(period_step(&days, to, 2), "2025-12-17", "2026-01-13");
	window_is(period_window(&month, to), "2026-03-01", "2026-03-10");
	window_is(window_before(period_window(&month, to)), "2026-02-19", "2026-02-28");
	window_is(period_step(&month, to, 1), "2026-02-01", "2026-02-28");
	window_is(period_step(&month, to, 2), "2026-01-01", "2026-01-31");
	window_is(period_window(&last, to), "2026-02-01", "2026-02-28");
	window_is(period_step(&last, to, 1), "2026-01-01", "2026-01-31");
	window_is(period_window(&range, to), "2026-01-05", "2026-01-11");
	window_is(period_step(&range, to, 1), "2025-12-29", "2026-01-04");
	assert_true(days.given);
}

static void period_text(void **state)
{
	(void)state;
	static const char *const BAD[] = {"", "28", "3d", "28D", "months", "..", "2026-01-01..", "2026-02-29..2026-03-01",
		"2026-03-02..2026-03-01", "2026-01-01..2026-01-02..2026-01-03", "2026-01-01 ..2026-01-02", "0028-1-1..2026-01-01"};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < COUNT_OF(BAD); i++) {
		struct period period;
		struct error error = {0};
		if (period_parse(BAD[i], &period, &error))
			fail_msg("\"%s\" was taken for a period", BAD[i]);
		assert_int_equal(error.kind, ERROR_USAGE);
	}
	struct period october = parse("2026-10-01..2026-10-31"), days = parse("1d"), range = parse("2026-01-05..2026-01-11");
	assert_string_equal(period_words(arena, &october), "October 2026");
	assert_string_equal(period_words(arena, &days), "1 day");
	assert_string_equal(period_words(arena, &range), "5 Jan 2026 – 11 Jan 2026");
	arena_free(arena);
}

static void panels_have_their_windows(void **state)
{
	(void)state;
	struct scope scope = worked_scope("7d");
	struct answer *answer = worked_answer(database, &scope, NEED_FIGURES);
	window_is(answer->panel_window[PANEL_SKILLS], "2026-11-18", "2026-11-24");      /* a period was given */
	window_is(answer->panel_window[PANEL_TURNOVER], "2025-11-25", "2026-11-24");
	window_is(answer->panel_window[PANEL_VOICE], "2026-08-26", "2026-11-24");
	assert_true(answer->today_so_far);
	answer_free(answer);
	scope.period.given = false;
	answer = worked_answer(database, &scope, NEED_FIGURES);
	window_is(answer->panel_window[PANEL_SKILLS], "2026-08-26", "2026-11-24");
	answer_free(answer);
}

struct asked { struct reader *reader; struct asker asker; };

static struct asked asked_open(const char *path)
{
	struct error error = {0};
	struct asked asked = {.reader = reader_open(path, &(struct reader_options){0}, &error)};
	if (!asked.reader || !reader_begin(asked.reader, &error))
		fail_msg("%s", error.message);
	asked.asker = reader_asker(asked.reader);
	return asked;
}

static void asked_close(struct asked *asked)
{
	reader_end(asked->reader);
	reader_close(asked->reader);
}

static void team_is(const struct asker *asker, const char *text, int64_t wanted)
{
	int64_t team = 0;
	struct error error = {0};
	if (!metrics_find_team(asker, text, &team, &error))
		fail_msg("%s", error.message);
	assert_int_equal(team, wanted);
}

static void team_fails(const struct asker *asker, const char *text, const char *words)
{
	int64_t team = 0;
	struct error error = {0};
	assert_false(metrics_find_team(asker, text, &team, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	if (!strstr(error.message, words))
		fail_msg("\"%s\" does not say \"%s\"", error.message, words);
}

static void teams_by_name(void **state)
{
	(void)state;
	const char *path = worked_database("teams.db");
	worked_run(path, "INSERT INTO team (id, name, parent_id) VALUES (4, 'Night', 3), (5, 'BILLING', 3);");
	struct asked asked = asked_open(path);
	team_is(&asked.asker, "Billing", 1);
	team_is(&asked.asker, "BILLING", 5);            /* as written, before case is ignored */
	team_is(&asked.asker, "Billing/Night", 2);
	team_is(&asked.asker, "technical/night", 4);
	team_is(&asked.asker, "technical", 3);
	team_is(&asked.asker, "id:4", 4);
	team_fails(&asked.asker, "Night", "ambiguous: Billing/Night (id:2), Technical/Night (id:4)");
	team_fails(&asked.asker, "billing", "ambiguous");
	team_fails(&asked.asker, "Nights", "there are: Billing, Billing/Night, Technical");
	team_fails(&asked.asker, "ight", "is not there");
	team_fails(&asked.asker, "id:9", "no team with this id");
	team_fails(&asked.asker, "id:", "no team with this id");
	asked_close(&asked);
}

static void people_by_number(void **state)
{
	(void)state;
	const char *path = worked_database("people.db");
	worked_run(path, "INSERT INTO person (id, employee_no, name, hired_on, left_on) VALUES"
		" (7, 'E5', 'Eve', '2024-01-01', '2024-06-30'), (8, 'E4', 'Dee', '2025-01-01', '2025-12-31');");
	struct asked asked = asked_open(path);
	struct error error = {0};
	int64_t person = 0;
	assert_true(metrics_find_person(&asked.asker, "E5", &person, &error));
	assert_int_equal(person, 5);                    /* the newest employment */
	assert_true(metrics_find_person(&asked.asker, "E4", &person, &error));
	assert_int_equal(person, 4);                    /* the one that runs */
	assert_false(metrics_find_person(&asked.asker, "E9", &person, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	asked_close(&asked);
}

/* Each question is prepared and run by the engine, and declares the columns and parameters that it has. */
static void questions(void **state)
{
	(void)state;
	const struct question *list[128];
	size_t count = metrics_questions(list, COUNT_OF(list));
	assert_in_range(count, 30, COUNT_OF(list));
	struct asked asked = asked_open(database);
	struct arena *arena = arena_new();
	for (size_t i = 0; i < count; i++) {
		struct request request = {.question = list[i]};
		struct error error = {0};
		for (int k = 0; list[i]->parameters[k]; k++)
			request.parameters[k] = list[i]->parameters[k] == 't' ? (struct value){.type = CELL_TEXT, .text = "x"} :
				(struct value){.type = CELL_INTEGER, .integer = 20000};
		if (!asked.asker.ask(asked.asker.self, &request, 1, arena, &error))
			fail_msg("%s: %s", list[i]->name, error.message);
		assert_memory_equal(list[i]->sql, "-- ", 3);
	}
	arena_free(arena);
	asked_close(&asked);
}

static void definitions(void **state)
{
	(void)state;
	for (int id = 0; id < FIGURE_COUNT; id++) {
		const struct definition *definition = metrics_definition((enum figure_id)id);
		assert_non_null(definition->key);
		assert_true(definition->label && definition->rule && definition->what && definition->formula && definition->interval);
		const struct question *const *of = metrics_questions_of((enum figure_id)id);
		assert_non_null(of);
		assert_non_null(of[0]);
		for (int other = 0; other < id; other++)
			assert_true(strcmp(metrics_definition((enum figure_id)other)->key, definition->key) != 0 ||
				metrics_definition((enum figure_id)other)->panel != definition->panel);
	}
}

int main(void)
{
	database = worked_database("team.db");
	const struct CMUnitTest tests[] = {cmocka_unit_test(periods), cmocka_unit_test(period_text),
		cmocka_unit_test(panels_have_their_windows), cmocka_unit_test(teams_by_name), cmocka_unit_test(people_by_number),
		cmocka_unit_test(questions), cmocka_unit_test(definitions)};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	place_remove();
	return failed;
}
