#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"
#include "reference.h"
#include "seven.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))
static const struct record_filter ANY = {.window = {.from = INT64_MIN, .to = INT64_MAX}, .weekday = -1, .hour = -1};

/* ---- rows and the page of a person ---- */
static void people_of_a_page(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES | NEED_PEOPLE, NULL);
	assert_int_equal(answer->people_count, 4);
	const struct person_row *ann = &answer->people[0];
	assert_string_equal(ann->name, "Ann Example");
	assert_true(ann->team_id == 1 && ann->has_access && ann->ai_weeks == 1 && ann->ai_weeks_of == 12);
	assert_true(ann->worked == 1800 && ann->customer_time.numerator == 1200);       /* the break is no work */
	assert_close(ann->logging_share, 600 / 1800.0);
	assert_true(ann->cases == 1 && ann->gained == 2 && !ann->is_new);
	const struct person_row *gus = &answer->people[3];
	assert_true(gus->is_new && !gus->has_access && gus->ai_weeks_of == 9 && gus->left_day == INT64_MIN);
	answer_free(answer);
	seven.scope.team_id = 1;                                /* Inner's people stand on Alpha's page too */
	answer = fixture_answer(&seven, NEED_FIGURES | NEED_PEOPLE, NULL);
	assert_int_equal(answer->people_count, 2);
	double worked = 0;
	for (int i = 0; i < answer->people_count; i++)
		worked += (double)answer->people[i].worked;
	assert_close(worked, answer->groups[0].figure[FIGURE_WORKED].value);
	seven.scope.team_id = 0;
	answer_free(answer);
}

static const struct timeline_event *event_of(const struct person_page *page, enum timeline_kind kind)
{
	for (int i = 0; i < page->event_count; i++)
		if (page->events[i].kind == kind)
			return &page->events[i];
	return NULL;
}

static void page_of_a_person(void **state)
{
	(void)state;
	seven.scope.person_id = 4;
	struct answer *answer = fixture_answer(&seven, NEED_FIGURES | NEED_PERSON, NULL);
	const struct person_page *dan = answer->person;
	assert_non_null(dan);
	assert_string_equal(dan->team, "Inner");
	assert_true(dan->row.worked == 2400 && dan->figure[FIGURE_CUSTOMER_TIME].value == 1);
	assert_true(dan->figure[FIGURE_GROWTH].value == -1 && dan->skills == 1);
	assert_true(dan->last_gain == fixture_day("2026-01-05"));
	assert_true(dan->stay_count == 2 && dan->stays[1].team_id == 3 && dan->stays[1].to == fixture_day("2026-06-30"));
	assert_string_equal(event_of(dan, EVENT_MOVED)->text, "moved to Inner");
	assert_true(event_of(dan, EVENT_HIRED)->day == fixture_day("2025-07-01"));
	assert_null(event_of(dan, EVENT_LEFT));
	assert_string_equal(event_of(dan, EVENT_LEVEL)->text, "Product 3");     /* newest first */
	assert_true(event_of(dan, EVENT_LEVEL)->change == -1);
	assert_string_equal(event_of(dan, EVENT_ACCESS)->text, "AI access: Helper");
	assert_true(dan->time_week[TIMELINE_WEEKS - 1].known && dan->time_week[TIMELINE_WEEKS - 1].value == 1);
	assert_false(dan->time_week[0].known);
	answer_free(answer);
	seven.scope.person_id = 1;
	answer = fixture_answer(&seven, NEED_FIGURES | NEED_PERSON, NULL);
	assert_true(answer->person->ai_days[TIMELINE_WEEKS - 1] == 1);
	for (int i = 0; i < answer->person->event_count; i++)   /* the assessment of 2 July has not happened */
		assert_true(answer->person->events[i].day <= fixture_day("2026-06-30"));
	answer_free(answer);
	seven.scope.person_id = 99;
	answer = fixture_answer(&seven, NEED_FIGURES | NEED_PERSON, NULL);
	assert_null(answer->person);
	answer_free(answer);
	seven.scope.person_id = 0;
}

/* ---- records ---- */
static const struct value *cell_of(const struct records *records, size_t row, const char *key)
{
	for (int i = 0; i < records->column_count; i++)
		if (!strcmp(records->columns[i].key, key))
			return &records->cells[row * (size_t)records->column_count + (size_t)i];
	fail_msg("no column %s", key);
	return NULL;
}

static struct answer *records_of(struct record_filter filter)
{
	return fixture_answer(&seven, NEED_RECORDS, &filter);
}

static int64_t total_of(struct record_filter filter)
{
	struct answer *answer = records_of(filter);
	int64_t total = answer->records.total;
	assert_true((int64_t)answer->records.count == total);
	answer_free(answer);
	return total;
}

static void activities(void **state)
{
	(void)state;
	struct record_filter filter = ANY;
	filter.window = (struct window){fixture_day("2026-06-03"), fixture_day("2026-06-30")};
	struct answer *answer = records_of(filter);
	const struct records *records = &answer->records;
	assert_true(records->count == 7 && records->total == 7);        /* the eighth is of the day before */
	assert_true(records->id[0] == 5 && records->id[6] == 7);        /* newest first */
	assert_true(records->id[3] == 6 && records->id[4] == 3 && records->id[5] == 1); /* same second: by id */
	/* 02:00 UTC is 09:00 in Jakarta */
	assert_true(cell_of(records, 5, "started_at")->integer == fixture_day("2026-06-29") * 86400 + 9 * 3600);
	assert_string_equal(cell_of(records, 5, "person")->text, "Ann Example");
	assert_string_equal(cell_of(records, 5, "case")->text, "C-100");
	assert_string_equal(cell_of(records, 5, "channel")->text, "phone");
	assert_true(cell_of(records, 5, "seconds")->integer == 1200 && cell_of(records, 5, "complexity")->integer == 4);
	assert_true(cell_of(records, 0, "case")->type == CELL_NULL && records->person_id[0] == 1);
	answer_free(answer);
	struct record_filter one = filter;
	one.is_work = 1;
	assert_true(total_of(one) == 6);
	one.is_customer = 1;
	assert_true(total_of(one) == 4);
	one = filter, one.kind_id = 5;
	assert_true(total_of(one) == 1);
	one = filter, one.team_id = 1;
	assert_true(total_of(one) == 5);                        /* Ann's three and Dan's two, of Inner */
	one.no_team = 2;
	assert_true(total_of(one) == 3);                        /* directly of Alpha */
	one = filter, one.no_team = 1;
	assert_true(total_of(one) == 1);                        /* Gus */
	one = filter, one.person_id = 4;
	assert_true(total_of(one) == 2);
	one = filter, one.weekday = 0, one.hour = 9;
	assert_true(total_of(one) == 4);                        /* Monday from 09:00 to 10:00 */
	one.hour = 10;
	assert_true(total_of(one) == 1);
	one.weekday = 1;
	assert_true(total_of(one) == 0);
}

/* Opened without a figure: what W holds of the scope. */
static void no_filter(void **state)
{
	(void)state;
	assert_true(total_of((struct record_filter){.relation = RELATION_ACTIVITY}) == 7);
	assert_true(total_of((struct record_filter){.window = {INT64_MIN, INT64_MIN}, .weekday = -1, .hour = -1}) == 7);
	seven.scope.team_id = 1;
	struct answer *answer = records_of((struct record_filter){.relation = RELATION_ACTIVITY});
	assert_true(answer->records.total == 5 && answer->records.filter.team_id == 1 && answer->records.filter.hour == -1);
	seven.scope.team_id = 0;
	answer_free(answer);
}

static void cases_and_events(void **state)
{
	(void)state;
	struct record_filter filter = ANY;
	filter.relation = RELATION_CASE;
	struct answer *answer = records_of(filter);
	assert_true(answer->records.total == 2 && answer->records.id[0] == 101);
	assert_string_equal(cell_of(&answer->records, 0, "team")->text, "Beta");
	assert_true(cell_of(&answer->records, 0, "person")->type == CELL_NULL);
	assert_true(cell_of(&answer->records, 0, "came_back")->integer == 1 && cell_of(&answer->records, 1, "came_back")->integer == 0);
	answer_free(answer);
	filter.resolved_by = "ai";
	assert_true(total_of(filter) == 1);
	filter.resolved_by = NULL, filter.came_back = 1;
	assert_true(total_of(filter) == 1);
	filter.handed_over = 1;
	assert_true(total_of(filter) == 0);
	filter = ANY, filter.relation = RELATION_CASE, filter.team_id = 1;
	assert_true(total_of(filter) == 1);
	filter = ANY, filter.relation = RELATION_AI_EVENT;
	assert_true(total_of(filter) == 3);
	filter.deliberate = 1;
	assert_true(total_of(filter) == 1);
	filter.deliberate = 0, filter.event_kind = "shown", filter.tool_id = 1;
	assert_true(total_of(filter) == 1);
	filter = ANY, filter.relation = RELATION_AI_EVENT, filter.team_id = 2;
	assert_true(total_of(filter) == 1);                     /* nobody's event: of its case's team */
}

static void assessments_and_people(void **state)
{
	(void)state;
	struct record_filter filter = ANY;
	filter.relation = RELATION_ASSESSMENT;
	filter.window = (struct window){fixture_day("2026-04-01"), fixture_day("2026-06-30")};
	struct answer *answer = records_of(filter);
	int64_t growth = 0;
	assert_true(answer->records.total == 4);
	for (size_t row = 0; row < answer->records.count; row++)
		growth += cell_of(&answer->records, row, "change")->integer;
	assert_true(growth == 2);                               /* 1 of those counted, and Gus' first */
	answer_free(answer);
	filter.skill_id = 11;
	assert_true(total_of(filter) == 1);
	filter = ANY, filter.relation = RELATION_PERSON;
	assert_true(total_of(filter) == 4);
	filter.window = (struct window){fixture_day("2025-07-01"), fixture_day("2026-06-30")}, filter.leavers = 1;
	answer = records_of(filter);
	assert_true(answer->records.total == 2 && answer->records.id[0] == 2);
	assert_string_equal(cell_of(&answer->records, 0, "leave_kind")->text, "voluntary");
	assert_string_equal(cell_of(&answer->records, 0, "team")->text, "Alpha");
	answer_free(answer);
	filter.team_id = 2;
	assert_true(total_of(filter) == 1);
	filter = ANY, filter.relation = RELATION_PERSON, filter.no_team = 1;
	assert_true(total_of(filter) == 1);
	filter = ANY, filter.relation = RELATION_PERSON, filter.hired = 1;
	filter.window = (struct window){fixture_day("2026-01-01"), fixture_day("2026-06-30")};
	assert_true(total_of(filter) == 2);                     /* Cid and Gus */
}

/* Alpha has four answers to the first question and Beta two: only together are they enough to be shown. */
static void answers_are_counts(void **state)
{
	(void)state;
	struct record_filter filter = ANY;
	filter.relation = RELATION_ANSWER;
	filter.window = (struct window){fixture_day("2026-04-01"), fixture_day("2026-06-30")};
	struct answer *answer = records_of(filter);
	const struct records *records = &answer->records;
	static const int64_t counts[] = {1, 2, 1, 1, 1};        /* of scores 5, 4, 3, 2, 1 */
	assert_true(records->count == COUNT_OF(counts));        /* the second question has four: nothing of it */
	for (size_t row = 0; row < records->count; row++) {
		assert_true(cell_of(records, row, "score")->integer == 5 - (int64_t)row);
		assert_true(cell_of(records, row, "answers")->integer == counts[row]);
		assert_string_equal(cell_of(records, row, "team")->text, "several teams");
		assert_true(records->person_id[row] == 0);
	}
	for (int i = 0; i < records->column_count; i++)
		assert_true(records->columns[i].type != RECORD_PERSON && records->columns[i].type != RECORD_DAY &&
			records->columns[i].type != RECORD_TIME);
	answer_free(answer);
	filter.person_id = 1;
	assert_true(total_of(filter) == 0);
	filter.person_id = 0, filter.team_id = 2;
	assert_true(total_of(filter) == 0);
	filter.team_id = 0, filter.question_id = 2;
	assert_true(total_of(filter) == 0);
}

/* More rows than are held: the newest stay, all are counted, from totals or one by one. */
static void too_many_rows(void **state)
{
	(void)state;
	struct fixture own;
	enum { MORE = MOST_RECORDS + 4000 };
	fixture_open(&own, "INSERT INTO person (id, employee_no, name) VALUES (1, 'A', 'A');"
		"WITH RECURSIVE row (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < 54000)"
		" INSERT INTO activity (id, person_id, kind_id, started_at, seconds) SELECT i, 1, 1 + i % 2 * 4, 1780419600 + i * 40, 30 FROM row",
		"2026-06-30");
	assert_int_equal(MORE, 54000);
	struct record_filter filter = ANY;
	for (int way = 0; way < 2; way++) {                     /* by totals; along the person's index */
		filter.person_id = way;
		struct answer *answer = fixture_answer(&own, NEED_RECORDS, &filter);
		assert_true(answer->records.count == MOST_RECORDS && answer->records.total == MORE);
		assert_true(answer->records.id[0] == MORE && answer->records.id[MOST_RECORDS - 1] == MORE - MOST_RECORDS + 1);
		answer_free(answer);
	}
	filter = ANY, filter.kind_id = 5;
	struct answer *answer = fixture_answer(&own, NEED_RECORDS, &filter);
	assert_true(answer->records.count == MORE / 2 && answer->records.total == MORE / 2);
	answer_free(answer);
	fixture_close(&own);
}

/* More rows than a page of the walk: none is lost or twice, also where many share a second. */
static void many_rows(void **state)
{
	(void)state;
	struct fixture own;
	enum { ROWS = 9001 };
	size_t size = 64 * ROWS, at = 0;
	char *sql = malloc(size);
	assert_non_null(sql);
	at += (size_t)snprintf(sql, size, "INSERT INTO person (id, employee_no, name) VALUES (1, 'A', 'A');"
		"INSERT INTO activity (id, person_id, kind_id, started_at, seconds) VALUES ");
	for (int i = 1; i <= ROWS; i++)
		at += (size_t)snprintf(sql + at, size - at, "%s(%d, 1, 1, %d, 60)", i > 1 ? "," : "", i, 1782698400 + i / 5000);
	fixture_open(&own, sql, "2026-06-30");
	free(sql);
	struct record_filter filter = ANY;
	for (int walk = 0; walk < 2; walk++) {
		filter.person_id = walk;                        /* everybody's, then along the person's index */
		struct answer *answer = fixture_answer(&own, NEED_RECORDS, &filter);
		assert_true(answer->records.count == ROWS && answer->records.total == ROWS);
		for (size_t row = 0; row < ROWS; row++)
			assert_true(answer->records.id[row] == (int64_t)(ROWS - row));
		answer_free(answer);
	}
	fixture_close(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_of_a_page),
		cmocka_unit_test(page_of_a_person),
		cmocka_unit_test(activities),
		cmocka_unit_test(no_filter),
		cmocka_unit_test(cases_and_events),
		cmocka_unit_test(assessments_and_people),
		cmocka_unit_test(answers_are_counts),
		cmocka_unit_test(many_rows),
		cmocka_unit_test(too_many_rows),
	};
	return cmocka_run_group_tests(tests, seven_open, seven_close);
}
