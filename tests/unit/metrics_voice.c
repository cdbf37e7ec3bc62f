/* Views of the survey on every day and of every team of an invented database: each number is that of the rows, and of all that is
   shown together - sums and differences of any two and three views - nothing is of fewer than five. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW = 91, LEAST = 5, MOST_ROWS = 1024, WORDS = MOST_ROWS / 64, MOST_VIEWS = 4000, QUESTIONS = 2 };
static const char TODAY[] = "2026-11-24";

/* 1 North (below it 3 Inner and 4 Outer), 2 South, 5 East. */
static const int PARENT[] = {0, 0, 0, 1, 1, 0};
struct row { int person, team, question, score; int64_t day; };
struct invented {
	struct fixture fixture;
	struct row rows[MOST_ROWS];                     /* id = index + 1 */
	int count;
	uint64_t dice;
};
struct view { int question; uint64_t rows[WORDS]; };
struct views { struct view list[MOST_VIEWS]; int count; };

static int dice(struct invented *invented, int sides)
{
	invented->dice = invented->dice * 6364136223846793005u + 1442695040888963407u;
	return (int)((invented->dice >> 33) % (uint64_t)sides);
}

static void add(struct invented *invented, int person, int team, int64_t day, int question)
{
	assert_true(invented->count < MOST_ROWS);
	invented->rows[invented->count++] = (struct row){person, team, question, 1 + dice(invented, 5), day};
}

static int team_of(int person)
{
	static const int TEAM[] = {3, 3, 3, 2, 2, 4, 4, 2, 3, 1, 2, 5};
	return TEAM[person % (int)COUNT_OF(TEAM)];
}

/* Waves of ten days with stragglers, then answers day by day; a third anonymous, some answer twice, even on one day.
   One throw of the dice a statement or declarator: compilers order arguments as they like. */
static void answers_invent(struct invented *invented, int64_t today)
{
	for (int wave = 0; wave < 3; wave++)
		for (int person = 1; person <= 72; person++) {
			if (dice(invented, 3) == 0)
				continue;
			int64_t day = today - 20 - 91 * wave + dice(invented, 10);
			day += wave && dice(invented, 60) == 0 ? 25 : 0;
			for (int again = dice(invented, 6) == 0; again >= 0; again--)
				for (int question = 1; question <= QUESTIONS; question++) {
					int later = again * dice(invented, 5), named = dice(invented, 3);
					add(invented, named ? person : 0, team_of(person), day + later, question);
				}
		}
	for (int i = 0; i < 60; i++) {
		int day = dice(invented, 120), team = team_of(dice(invented, 72)), named = dice(invented, 2);
		add(invented, named ? 1 + dice(invented, 72) : 0, team, today - 420 + day, 1);
	}
}

static void answers_write(struct invented *invented)
{
	size_t room = 200 * (size_t)(invented->count + 100), used = 0;
	char *sql = memory_new(room), date[16];
	used += (size_t)snprintf(sql, room, "insert into team (id, name, parent_id) values (1, 'North', null), (2, 'South', null), (3, 'Inner', 1), "
		"(4, 'Outer', 1), (5, 'East', null);");
	for (int person = 1; person <= 72; person++)
		used += (size_t)snprintf(sql + used, room - used, "insert into person (id, employee_no, name, hired_on) values (%d, 'E%d', 'P %d', "
			"'2020-01-01');", person, person, person);
	for (int i = 0; i < invented->count; i++) {
		const struct row *row = &invented->rows[i];
		char who[24] = "null";
		if (row->person)
			snprintf(who, sizeof who, "%d", row->person);
		day_print(row->day, date);
		used += (size_t)snprintf(sql + used, room - used, "insert into survey_answer (id, person_id, team_id, answered_on, question_id, score) "
			"values (%d, %s, %d, '%s', %d, %d);", i + 1, who, row->team, date, row->question, row->score);
	}
	fixture_open(&invented->fixture, sql, TODAY);
	free(sql);
}

/* ---- plain counting over the rows ---- */
static bool is_within(int team, int top)
{
	while (team && team != top)
		team = PARENT[team];
	return team == top;
}

static bool is_newest(const struct invented *invented, int i, int64_t to)
{
	const struct row *row = &invented->rows[i];
	for (int j = 0; row->person && j < invented->count; j++) {
		const struct row *other = &invented->rows[j];
		if (other->person == row->person && other->question == row->question && other->day <= to &&
		    (other->day > row->day || (other->day == row->day && j > i)))
			return false;
	}
	return row->day <= to && row->day > to - WINDOW;
}

/* team 0: of all; alone: of nobody below it. */
static int view_of(const struct invented *invented, int question, int team, bool alone, int64_t to, struct view *view, int *good)
{
	int answers = 0;
	*view = (struct view){.question = question};
	*good = 0;
	for (int i = 0; i < invented->count; i++) {
		const struct row *row = &invented->rows[i];
		if (row->question != question || !(alone ? row->team == team : is_within(row->team, team)) || !is_newest(invented, i, to))
			continue;
		view->rows[i / 64] |= (uint64_t)1 << i % 64;
		answers++, *good += row->score >= 4;
	}
	return answers;
}

static bool has_view(const struct views *views, const struct view *view)
{
	for (int i = 0; i < views->count; i++)
		if (views->list[i].question == view->question && memcmp(views->list[i].rows, view->rows, sizeof view->rows) == 0)
			return true;
	return false;
}

static void views_add(struct views *views, const struct view *view)
{
	if (has_view(views, view))
		return;
	assert_true(views->count < MOST_VIEWS);
	views->list[views->count++] = *view;
}

/* ---- reading what is shown ---- */
struct tally { int shown, hidden_for_a_day, hidden, newest_hidden; };

static void read_page(struct invented *invented, int team, int64_t to, struct views *views, struct tally *tally)
{
	invented->fixture.scope.team_id = team;
	invented->fixture.scope.as_of_kind = AS_OF_DATE;
	invented->fixture.scope.as_of_date = to;
	struct answer *answer = fixture_answer(&invented->fixture, NEED_FIGURES, NULL);
	for (int question = 1; question <= QUESTIONS; question++)
		for (int group = 0; group < answer->group_count; group++) {
			const struct figure *figure = &answer->voice[question - 1].by_group[group];
			const struct group *of = &answer->groups[group];
			struct view view;
			int good, answers = view_of(invented, question, of->kind == GROUP_ALL || of->kind == GROUP_HERE ? team : (int)of->team_id,
				of->kind == GROUP_HERE || of->kind == GROUP_NO_TEAM, to, &view, &good);
			if (answers == 0) {
				assert_int_equal(figure->state, FIGURE_NOT_APPLICABLE);
			} else if (figure->state == FIGURE_OK) {
				assert_true(figure->numerator == good && figure->denominator == answers && answers >= LEAST);
				views_add(views, &view);
				tally->shown++;
			} else {
				assert_int_equal(figure->state, FIGURE_SUPPRESSED);
				assert_true(isnan(figure->value) || figure->value == 0);
				tally->hidden++, tally->hidden_for_a_day += strstr(figure->why, "another day") != NULL;
			}
		}
	answer_free(answer);
}

static int support(const struct view *const *views, const int *sign, int count)
{
	int size = 0;
	for (int i = 0; i < MOST_ROWS; i++) {
		int sum = 0;
		for (int j = 0; j < count; j++)
			sum += sign[j] * (int)(views[j]->rows[i / 64] >> i % 64 & 1);
		size += sum != 0;
	}
	return size;
}

static void check(const struct view *const *views, const int *sign, int count)
{
	int size = support(views, sign, count);
	if (size > 0 && size < LEAST)
		fail_msg("%d answers can be computed from %d views", size, count);
}

static void check_combinations(const struct views *views)
{
	static const int SIGNS[][3] = {{1, -1, -1}, {1, 1, -1}, {1, -1, 1}};
	for (int a = 0; a < views->count; a++)
		for (int b = 0; b < a; b++) {
			const struct view *three[3] = {&views->list[a], &views->list[b]};
			if (three[0]->question != three[1]->question)
				continue;
			check(three, (const int[]){1, -1}, 2);
			for (int c = 0; c < b && (a * 7 + b * 3 + c) % 7 == 0; c++)
				for (size_t sign = 0; sign < COUNT_OF(SIGNS); sign++) {
					three[2] = &views->list[c];
					if (three[2]->question == three[0]->question)
						check(three, SIGNS[sign], 3);
				}
		}
}

static void no_two_views_tell_of_a_few(void **state)
{
	(void)state;
	static struct invented invented;
	static struct views views;
	int64_t today = fixture_day(TODAY);
	for (uint64_t seed = 2; seed <= 3; seed++) {
		struct tally tally = {0};
		invented = (struct invented){.dice = seed * 77};
		views.count = 0;
		answers_invent(&invented, today);
		answers_write(&invented);
		for (int64_t to = today + 20; to > today - 300; to -= to > today - 120 ? 1 : 4) {
			read_page(&invented, 0, to, &views, &tally);
			read_page(&invented, 1, to, &views, &tally);
		}
		check_combinations(&views);
			assert_true(views.count > 12 && tally.shown > 200 && tally.hidden_for_a_day > 50);
		fixture_close(&invented.fixture);
	}
}

/* What is shown of the newest day is not touched by other days, although answers go one by one; nor are days without more. */
static void newest_day_is_shown(void **state)
{
	(void)state;
	static struct invented invented;
	for (uint64_t seed = 1; seed <= 6; seed++)
		for (int later = 0; later < 75; later += seed == 1 ? 5 : 37) {
			static struct views views;
			struct tally tally = {0};
			invented = (struct invented){.dice = seed * 1001};
			answers_invent(&invented, fixture_day(TODAY) - later);
			answers_write(&invented);
			/* something of today, or the database would be read as of its last day */
			fixture_write(&invented.fixture, "insert into skill (id, name) values (1, 'x'); insert into skill_level (person_id, "
				"skill_id, assessed_on, level) values (1, 1, '2026-11-24', 2)");
			views.count = 0;
			read_page(&invented, 0, invented.fixture.scope.today, &views, &tally);
			assert_true(tally.hidden_for_a_day == 0 && tally.shown >= 4);
			fixture_close(&invented.fixture);
		}
}

/* `previous` and points over time are views of other days: they are there where those are. */
static void before_and_over_time_obey_too(void **state)
{
	(void)state;
	static struct invented invented;
	int points = 0, gaps = 0, before = 0;
	invented = (struct invented){.dice = 5};
	answers_invent(&invented, fixture_day(TODAY));
	answers_write(&invented);
	struct answer *answer = fixture_answer(&invented.fixture, NEED_FIGURES | NEED_TRENDS, NULL);
	for (int question = 0; question < QUESTIONS; question++) {
		const struct voice_row *row = &answer->voice[question];
		for (int point = -1; point < TREND_POINTS; point++) {
			struct view view;
			int good, answers = view_of(&invented, question + 1, 0, false, point < 0 ? answer->panel_before[PANEL_VOICE].to : row->trend.to[point], &view, &good);
			invented.fixture.scope.as_of_kind = AS_OF_DATE;
			invented.fixture.scope.as_of_date = point < 0 ? answer->panel_before[PANEL_VOICE].to : row->trend.to[point];
			struct answer *then = fixture_answer(&invented.fixture, NEED_FIGURES, NULL);
			const struct figure *figure = &then->voice[question].figure;
			bool known = point < 0 ? row->figure.has_previous : row->trend.known[point];
			assert_true(known == (figure->state == FIGURE_OK));
			if (known)
				assert_true(fabs((point < 0 ? row->figure.previous : row->trend.value[point]) - good / (double)answers) < 1e-12);
			points += known && point >= 0, gaps += !known, before += known && point < 0;
			answer_free(then);
		}
	}
	assert_true(points > 5 && gaps > 2 && before);
	answer_free(answer);
	fixture_close(&invented.fixture);
}

/* The rows behind a figure are those of its view, and nothing of another stretch of days. */
static void answers_as_records_obey_too(void **state)
{
	(void)state;
	static struct invented invented;
	int shown = 0, hidden = 0;
	invented = (struct invented){.dice = 9};
	answers_invent(&invented, fixture_day(TODAY));
	answers_write(&invented);
	for (int64_t to = invented.fixture.scope.today; to > invented.fixture.scope.today - 100; to -= 2) {
		struct record_filter filter = {.relation = RELATION_ANSWER, .question_id = 1, .window = {to - WINDOW + 1, to}, .weekday = -1, .hour = -1};
		invented.fixture.scope.as_of_kind = AS_OF_DATE;
		invented.fixture.scope.as_of_date = to;
		struct answer *answer = fixture_answer(&invented.fixture, NEED_FIGURES | NEED_RECORDS, &filter);
		int64_t listed = 0;
		for (size_t row = 0; row < answer->records.count; row++)
			listed += answer->records.cells[row * (size_t)answer->records.column_count + 3].integer;
		bool ok = answer->voice[0].figure.state == FIGURE_OK;
		assert_true(listed == (ok ? (int64_t)answer->voice[0].figure.denominator : 0));
		shown += ok, hidden += !ok;
		answer_free(answer);
		filter.window.from += 3;
		answer = fixture_answer(&invented.fixture, NEED_FIGURES | NEED_RECORDS, &filter);
		assert_int_equal(answer->records.count, 0);
		answer_free(answer);
	}
	assert_true(shown > 5 && hidden > 2);
	fixture_close(&invented.fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_views_tell_of_a_few), cmocka_unit_test(newest_day_is_shown),
		cmocka_unit_test(before_and_over_time_obey_too), cmocka_unit_test(answers_as_records_obey_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
