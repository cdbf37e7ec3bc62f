/* The JSON and CSV of `show`: a contract with scripts. */
#include "invented.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *const FIGURES[PANEL_COUNT][24] = {
	[PANEL_AI] = { "adoption", "eligible", "ever", "active", "habitual", "champion", "accepted", "ai_resolved", "ai_assisted",
		"handed_over", "time_given_back", "without_access", "csat_ai", "csat_human", "came_back_ai", "came_back_human" },
	[PANEL_TIME] = { "customer_time", "worked", "occupancy", "coverage" },
	[PANEL_SKILLS] = { "growth", "grew", "coverage", "on_one_person", "stale_skills", "complex_work", "needs_unmet" },
	[PANEL_TURNOVER] = { "turnover", "leavers", "headcount", "first_90_days", "expected_leavers", "voluntary", "turnover_shrm" },
	[PANEL_VOICE] = { "career_prospects", "new_skills", "relationship_time", "improvement_time" },
};
static const char *const PANELS[PANEL_COUNT] = { "ai", "time", "skills", "turnover", "voice" };
static const char *const PARTS[] = { "value", "unit", "rule", "numerator", "denominator", "low", "high", "previous", "survey", "state" };

static json_t *json_of(enum invented_kind kind, enum page_id page)
{
	struct invented invented;
	invented_make(&invented, kind);
	invented.state.places[0].page = page;
	json_t *root = panels_json(&invented.view);
	invented_free(&invented);
	return root;
}

static void check_figure(json_t *figure, const char *name)
{
	if (!json_is_object(figure))
		fail_msg("%s is missing", name);
	for (size_t i = 0; i < COUNT_OF(PARTS); i++)
		if (!json_object_get(figure, PARTS[i]))
			fail_msg("%s has no %s", name, PARTS[i]);
	const char *state = json_string_value(json_object_get(figure, "state"));
	json_t *value = json_object_get(figure, "value"), *above = json_object_get(figure, "numerator"), *below = json_object_get(figure, "denominator");
	if (strcmp(state, "ok") != 0 && !json_is_null(value))
		fail_msg("%s is %s and has a value", name, state);
	if (strcmp(state, "stale") == 0)
		assert_true(json_object_get(figure, "last") && json_is_string(json_object_get(figure, "last_day")));
	if (json_is_number(value) && json_is_number(above) && json_is_number(below))
		assert_float_equal(json_number_value(value), json_number_value(above) / json_number_value(below), 1e-9);
}

static void check_days(json_t *days)
{
	assert_int_equal(strlen(json_string_value(json_object_get(days, "from"))), 10);
	assert_int_equal(strlen(json_string_value(json_object_get(days, "to"))), 10);
}

static void every_key_in_every_state(void **state)
{
	(void)state;
	for (int kind = 0; kind < INVENTED_COUNT; kind++) {
		json_t *root = json_of((enum invented_kind)kind, PAGE_OVERVIEW), *panels = json_object_get(root, "panels");
		assert_int_equal(json_integer_value(json_object_get(root, "version")), 1);
		assert_string_equal(json_string_value(json_object_get(root, "as_of")), "2026-11-24");
		assert_true(json_is_true(json_object_get(root, "sample")));
		assert_non_null(json_object_get(root, "team"));
		check_days(json_object_get(root, "period")), check_days(json_object_get(root, "previous"));
		for (int panel = 0; panel < PANEL_COUNT; panel++) {
			json_t *inside = json_object_get(panels, PANELS[panel]);
			for (const char *const *name = FIGURES[panel]; *name; name++)
				check_figure(json_object_get(inside, *name), *name);
			if (panel >= PANEL_SKILLS)
				check_days(json_object_get(inside, "period")), check_days(json_object_get(inside, "previous"));
		}
		assert_true(json_is_array(json_object_get(json_object_get(panels, "time"), "ledger")));
		json_decref(root);
	}
}

static double number_at(json_t *root, const char *panel, const char *figure, const char *part)
{
	return json_number_value(json_object_get(json_object_get(json_object_get(json_object_get(root, "panels"), panel), figure), part));
}

static void the_numbers_are_not_rounded(void **state)
{
	(void)state;
	json_t *root = json_of(INVENTED_NORMAL, PAGE_OVERVIEW);
	assert_true(number_at(root, "ai", "adoption", "value") == 38.0 / 54);
	assert_true(number_at(root, "ai", "adoption", "numerator") == 38);
	assert_true(number_at(root, "time", "customer_time", "value") == 4137.0 / 8112);
	assert_true(number_at(root, "time", "customer_time", "survey") == 0.46);
	json_t *ledger = json_object_get(json_object_get(json_object_get(root, "panels"), "time"), "ledger"), *entry;
	size_t i;
	double shares = 0;
	json_array_foreach(ledger, i, entry)
		shares += json_number_value(json_object_get(entry, "share"));
	assert_true(shares > 1 - 1e-9 && shares < 1 + 1e-9);
	assert_string_equal(json_string_value(json_object_get(json_array_get(ledger, 1), "kind")), "case_logging");
	json_decref(root);
}

static void one_panel_has_its_rows(void **state)
{
	(void)state;
	for (int panel = 0; panel < PANEL_COUNT; panel++) {
		if (!panel_of_page((enum page_id)(PAGE_AI + panel)))
			continue;
		json_t *root = json_of(INVENTED_NORMAL, (enum page_id)(PAGE_AI + panel)), *panels = json_object_get(root, "panels");
		assert_int_equal(json_object_size(panels), 1);
		json_t *inside = json_object_get(panels, PANELS[panel]);
		assert_true(json_is_array(json_object_get(inside, "rows")) && json_is_object(json_object_get(inside, "tables")));
		if (panel < PANEL_VOICE) {
			assert_int_equal(json_array_size(json_object_get(inside, "rows")), 5);
			assert_int_equal(json_array_size(json_object_get(json_object_get(inside, "tables"), "trend")), TREND_POINTS);
			assert_string_equal(json_string_value(json_object_get(json_array_get(json_object_get(inside, "rows"), 0), "team")), "Billing");
		}
		json_decref(root);
	}
}

static size_t fields_of(const char *line)
{
	size_t count = 1;
	bool quoted = false;
	for (; *line && *line != '\n'; line++) {
		quoted ^= *line == '"';
		count += *line == ',' && !quoted;
	}
	return count;
}

static void csv_has_one_width(void **state)
{
	(void)state;
	for (const struct panel *const *panel = panel_list; *panel; panel++)
		for (int kind = 0; kind < INVENTED_COUNT; kind++) {
			struct invented invented;
			invented_make(&invented, (enum invented_kind)kind);
			invented.state.places[0].page = (*panel)->page;
			const char *text = panels_csv(&invented.view, invented.arena);
			size_t fields = fields_of(text);
			for (; *text; text = strchr(text, '\n') + 1)
				if (fields_of(text) != fields)
					fail_msg("%s: %.80s", (*panel)->name, text);
			invented_free(&invented);
		}
}

static void csv_of_the_overview(void **state)
{
	(void)state;
	struct invented invented;
	invented_make(&invented, INVENTED_NORMAL);
	const char *text = panels_csv(&invented.view, invented.arena);
	assert_non_null(strstr(text, "panel,key,team,state,value,unit,numerator,denominator,low,high,previous,survey\n"));
	assert_non_null(strstr(text, "\ntime,customer_time,,ok,0.509985207100591"));
	assert_non_null(strstr(text, "\nai,adoption,Back office,not_applicable,,share,,,,,,\n"));
	invented.answer->groups[1].name = "=cmd|' /C calc'!A0,\"x\"";
	text = panels_csv(&invented.view, invented.arena);
	assert_non_null(strstr(text, ",\"'=cmd|' /C calc'!A0,\"\"x\"\"\","));
	invented_free(&invented);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_in_every_state), cmocka_unit_test(the_numbers_are_not_rounded),
		cmocka_unit_test(one_panel_has_its_rows), cmocka_unit_test(csv_has_one_width), cmocka_unit_test(csv_of_the_overview),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
