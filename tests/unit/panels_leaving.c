/* Who is still here and who may leave, in words: curves beside each other, one person's record, and what `e` says of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "invented.h"
#include "../../src/panels/pages.h"

#include <string.h>

struct shown {
	struct invented invented;
	struct arena *arena;
	const char *text;
};

static void open_page(struct shown *shown, enum page_id page, enum grouping grouping)
{
	*shown = (struct shown){.arena = arena_new()};
	invented_make(&shown->invented, INVENTED_NORMAL);
	struct place *place = &shown->invented.state.places[0];
	place_init(place, page);
	place->grouping = grouping;
	if (page == PAGE_PERSON)
		place->person_id = shown->invented.answer->records.filter.person_id = shown->invented.answer->person->row.person_id;
}

static void close_page(struct shown *shown)
{
	arena_free(shown->arena);
	invented_free(&shown->invented);
}

static void draw(struct shown *shown, int columns, int rows)
{
	struct screen *screen = screen_new(shown->arena, columns, rows, GLYPHS_FULL, true, true);
	struct layout layout = {0};
	panels_build(screen, &shown->invented.view, &layout);
	shown->text = screen_to_text(screen, shown->arena);
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

/* Names, shares at one tenure, n, since when; and why there is none. */
static void curves_by_team(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_TURNOVER, GROUPED_TEAM);
	draw(&shown, 120, 36);
	says(&shown, "Still here, by team");
	says(&shown, "% at 2 yr, Kaplan–Meier, 95 % band, time in the team · dashed: everybody");
	says(&shown, "from 2 mo");
	says(&shown, "people, fewer");
	draw(&shown, 40, 12);
	says_not(&shown, "Still here");                 /* the rate stays longest; tab reaches the others */
	state_place(&shown.invented.state)->focus = 1;
	draw(&shown, 40, 12);
	says(&shown, "at 2 yr");
	says(&shown, "people");
	says(&shown, "fewer than 10 at risk");
	shown.invented.answer->survival_of_group[1].hidden = true;
	draw(&shown, 120, 36);
	says(&shown, "could be told");
	shown.invented.answer->group_count = 1;
	draw(&shown, 120, 36);
	says(&shown, "there are not two teams below");
	close_page(&shown);
}

static void curves_by_ai(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_TURNOVER, GROUPED_AI);
	struct estimate *estimate = &shown.invented.answer->estimate;
	draw(&shown, 120, 36);
	says(&shown, "Still here, by AI use");
	says(&shown, "without AI");
	says(&shown, "dashed: the other · time, not people: see e");
	estimate->beside_with_ai.count = 0;
	draw(&shown, 120, 36);
	says(&shown, "cannot be compared");
	estimate->with_ai = (struct survival){.people = 7};
	draw(&shown, 120, 36);
	says(&shown, "7 people, fewer than 10");
	estimate->with_ai = (struct survival){0};
	draw(&shown, 120, 36);
	says(&shown, "nobody has used AI for weeks yet");
	estimate->without_ai = (struct survival){0};
	draw(&shown, 120, 36);
	says(&shown, "AI use is not imported");
	estimate->kind = ESTIMATE_LATER;
	draw(&shown, 120, 36);
	says(&shown, "being estimated");
	close_page(&shown);
}

/* On the largest screens nothing need be chosen. */
static void all_curves_where_there_is_room(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_TURNOVER, GROUPED_NONE);
	draw(&shown, 200, 60);
	says(&shown, "Still here, by tenure");
	says(&shown, "with AI");
	says(&shown, "Still here, by team");
	draw(&shown, 120, 36);
	says_not(&shown, "with AI");
	says_not(&shown, "Still here, by team");
	close_page(&shown);
}

/* A choice of curves is made on the menu, whose marked row is the one in force. */
static void menu_of_curves(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_TURNOVER, GROUPED_AI);
	shown.invented.state.popup = POPUP_GROUP, shown.invented.state.popup_row = 2;
	draw(&shown, 120, 36);
	says(&shown, "● a  with AI use and without");
	says(&shown, "› t  a curve a team");
	says(&shown, "g  top: the first row");
	close_page(&shown);
}

static void record_of_estimates_like_it(void **state)
{
	struct shown shown;
	(void)state;
	open_page(&shown, PAGE_PERSON, GROUPED_NONE);
	struct person_estimate *estimate = &shown.invented.answer->person->estimate;
	*estimate = (struct person_estimate){.shown = true, .p = .062, .low = .021, .high = .154, .push_count = 2,
		.pushes = {{"months_since_gain", "time since a gain", -.004}, {"tenure", "tenure 3–12 mo", .021}},
		.alike = {.estimates = 212, .left = 38, .from = .04, .to = .09, .share = 38 / 212., .low = .13, .high = .24}};
	draw(&shown, 120, 36);
	says(&shown, "alike: 38 of 212 left");
	says(&shown, "18 %, 95 % 13–24 %");
	shown.invented.state.popup = POPUP_EXPLAIN, shown.invented.state.explain = EXPLAIN_PERSON;
	draw(&shown, 120, 80);
	says(&shown, "of 212 earlier estimates near this one (4.0–9.0 %) 38 left within 90");
	says(&shown, "pushes       ▲ 2.1 pt  tenure 3–12 mo");
	says(&shown, "▼ 0.4 pt  time since a gain");
	says(&shown, "60 days (notice_days");
	shown.invented.state.popup = POPUP_NONE;
	estimate->alike = (struct alike){.why = "7 earlier estimates are like it, 20 needed"};
	draw(&shown, 200, 60);
	says(&shown, "7 earlier estimates are like it, 20 needed");
	says_not(&shown, "alike:");
	*estimate = (struct person_estimate){.why = "policy: counts and drivers only"};
	shown.invented.state.popup = POPUP_EXPLAIN;
	draw(&shown, 120, 80);
	says(&shown, "not shown: policy: counts and drivers only");
	says_not(&shown, "like it");
	close_page(&shown);
}

/* Formula, n, what is left out, the model's settings. */
static void leaving_is_explained(void **state)
{
	static const struct { int id; enum grouping grouping; const char *words[5]; } EXPLAINED[] = {
		{EXPLAIN_SURVIVAL, GROUPED_NONE, {"Kaplan–Meier: at each day", "at least 10 at", "92 people", "log-log", "whatever the reason"}},
		{EXPLAIN_SURVIVAL, GROUPED_AI, {"immortal time", "3 of the 4 weeks", "as drawn", "61 people", "most are in both curves"}},
		{EXPLAIN_SURVIVAL_BY_TEAM, GROUPED_NONE, {"immortal time", "Billing: ", "would hold only those", "fewer than 10 at risk", "all teams"}},
		{EXPLAIN_DRIVERS, GROUPED_NONE, {"60 days (notice_days", "31 leavers, 40 needed", "4 used, 5 allowed by 31", "1/7 and 7", "2,650"}},
		{EXPLAIN_TRACK, GROUPED_NONE, {"Newcombe 2006", "3 who left otherwise", "240 quarters of people", "Garwood", "AUC 0.710"}},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(EXPLAINED); i++) {
		struct shown shown;
		open_page(&shown, PAGE_TURNOVER, EXPLAINED[i].grouping);
		shown.invented.state.popup = POPUP_EXPLAIN, shown.invented.state.explain = EXPLAINED[i].id;
		draw(&shown, 140, 100);
		for (size_t word = 0; word < COUNT_OF(EXPLAINED[i].words); word++)
			says(&shown, EXPLAINED[i].words[word]);
		close_page(&shown);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(curves_by_team), cmocka_unit_test(curves_by_ai), cmocka_unit_test(all_curves_where_there_is_room),
		cmocka_unit_test(menu_of_curves), cmocka_unit_test(record_of_estimates_like_it), cmocka_unit_test(leaving_is_explained),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
