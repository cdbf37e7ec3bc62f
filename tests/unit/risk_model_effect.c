/* Track record, the effect of AI and findings: odd and too little input, and what the rules say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "reference.h"
#include "teamtop/model.h"

#include <math.h>
#include <stdlib.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))
#define assert_state(state, why, has, needs) \
	assert_true((state).cause == (why) && (state).have == (has) && (state).need == (needs))

/* A fixed scatter in 0..1, so that tests need no generator. */
static double scatter(size_t i)
{
	double x = sin((double)(i + 1) * 12.9898) * 43758.5453;
	return x - floor(x);
}

static void records_of_estimates(void **state)
{
	(void)state;
	enum { N = 100 };
	double p[N], base[N], left[N];
	int64_t person[N];
	for (size_t i = 0; i < N; i++)
		p[i] = 0.1, base[i] = 0.1, left[i] = i < 12, person[i] = (int64_t)i;
	struct track_rows rows = {.n = N, .p = p, .base = base, .left = left, .person = person};
	struct track_record record = track_record(&rows);
	assert_int_equal(record.state.cause, MODEL_KNOWN);
	assert_true(record.auc == 0.5 && record.verdict == TRACK_NO_BETTER && record.groups == 2 && record.top == 20);
	assert_true(record.top_leavers == 12);                  /* ties: the lowest ids count as highest */
	assert_close(record.top_by_luck, 2.4);
	assert_close(record.brier, record.brier_of_base);
	for (size_t i = 0; i < N; i++)
		left[i] = i % 4 == 0, p[i] = left[i] ? 0.9 : 0.1;
	record = track_record(&rows);
	assert_true(record.auc == 1 && record.auc_limits.high == 1 && record.verdict == TRACK_BETTER && record.groups == 5);
	assert_true(record.group[4].happened == 20 && record.group[0].people == 20 && record.group[4].limits.known);
	for (size_t i = 0; i < N; i++)
		left[i] = i < 9;
	record = track_record(&rows);
	assert_state(record.state, MODEL_FEW_LEAVERS, 9, 10);
	assert_int_equal(record.verdict, TRACK_TOO_FEW);
	for (size_t i = 0; i < N; i++)
		left[i] = 1;
	assert_state(track_record(&rows).state, MODEL_FEW_STAYERS, 0, 1);
	p[5] = NAN;
	assert_int_equal(track_record(&rows).state.cause, MODEL_NOT_A_NUMBER);
	rows.n = 0;
	assert_int_equal(track_record(&rows).state.cause, MODEL_NO_ROWS);
	assert_true(isnan(auc_of(p, left, 0)));
	assert_false(auc_interval(NAN, 5, 5).known);
	assert_false(auc_interval(0.5, 0, 5).known);
}

static void differences_that_cannot_be_said(void **state)
{
	(void)state;
	enum { N = 40 };
	double y[N];
	unsigned char habit[N];
	int band[N], team[N];
	for (size_t i = 0; i < N; i++)
		y[i] = 40 + 10 * scatter(i), habit[i] = i % 2, band[i] = (int)(i / 3 % 3), team[i] = (int)(i / 10);
	struct adjusted_rows rows = {.n = N, .y = y, .habit = habit, .band = band, .team = team};
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_KNOWN);
	y[0] = NAN;
	struct adjusted_difference result = adjusted_difference(&rows);
	assert_true(result.state.cause == MODEL_KNOWN && result.with == 20 && result.without == 19 && result.teams == 4);
	for (size_t i = 0; i < N; i++)
		habit[i] = i >= 20;                             /* no team has both kinds */
	assert_state(adjusted_difference(&rows).state, MODEL_FEW_USERS, 0, 8);
	for (size_t i = 0; i < N; i++)
		habit[i] = i % 10 < 9;
	assert_state(adjusted_difference(&rows).state, MODEL_FEW_OTHERS, 4, 8);
	for (size_t i = 0; i < N; i++)
		habit[i] = i % 2, band[i] = habit[i] ? 1 : 2;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_ALIASED);
	for (size_t i = 0; i < N; i++)
		band[i] = 0, y[i] = 45.1;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_NO_SPREAD);
	for (size_t i = 0; i < N; i++)
		y[i] = 40 + 10 * scatter(i), team[i] = (int)(i / 2);
	rows.n = 24;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_KNOWN);
	rows.n = 18;
	assert_state(adjusted_difference(&rows).state, MODEL_FEW_DEGREES, 8, 10);
	rows.n = 0;
	assert_int_equal(adjusted_difference(&rows).state.cause, MODEL_NO_ROWS);
}

static void studies_that_cannot_be_said(void **state)
{
	(void)state;
	enum { PEOPLE = 30, WEEKS = 40 };
	double *y = memory_new(PEOPLE * WEEKS * sizeof *y);
	int start[PEOPLE], team[PEOPLE];
	struct event_rows rows = {.people = PEOPLE, .weeks = WEEKS, .y = y, .start = start, .team = team};
	for (size_t i = 0; i < PEOPLE * WEEKS; i++)
		y[i] = 40 + 10 * scatter(i);
	for (size_t i = 0; i < PEOPLE; i++)
		start[i] = 15, team[i] = (int)(i % 6);
	struct event_study study = event_study(&rows);
	assert_state(study.state, MODEL_FEW_CONTROLS, 0, 8);
	for (size_t i = 0; i < PEOPLE; i++)
		start[i] = i < 7 ? 15 : -1;
	assert_state(event_study(&rows).state, MODEL_FEW_STARTERS, 7, 8);
	start[7] = 15;
	study = event_study(&rows);
	assert_true(study.state.cause == MODEL_KNOWN && study.team_by_team && study.starters == 8 && study.controls == 22);
	assert_true(study.shown.error == study.by_person.error || study.shown.error == study.by_team.error);
	assert_true(study.shown.limits.high - study.shown.limits.low >= study.by_person.limits.high - study.by_person.limits.low);
	for (size_t i = 0; i < PEOPLE * WEEKS; i++)
		y[i] = 45.1;
	assert_int_equal(event_study(&rows).state.cause, MODEL_NO_SPREAD);
	for (size_t i = 0; i < PEOPLE * WEEKS; i++)
		y[i] = NAN;
	assert_int_equal(event_study(&rows).state.cause, MODEL_FEW_STARTERS);
	for (size_t i = 0; i < PEOPLE; i++)
		start[i] = i % 2 ? 1000 : -7;
	assert_int_equal(event_study(&rows).state.cause, MODEL_FEW_STARTERS);
	rows.people = 0;
	assert_int_equal(event_study(&rows).state.cause, MODEL_NO_ROWS);
	free(y);
}

/* A planted bend: starters gain 4 from their start on, everybody shares the same weeks. */
static void study_of_a_planted_effect(void **state)
{
	(void)state;
	enum { PEOPLE = 40, WEEKS = 60 };
	double *y = memory_new(PEOPLE * WEEKS * sizeof *y);
	int start[PEOPLE], team[PEOPLE];
	for (size_t i = 0; i < PEOPLE; i++) {
		start[i] = i < 20 ? 12 + (int)i : -1, team[i] = (int)(i % 8);
		for (int week = 0; week < WEEKS; week++)
			y[i * WEEKS + (size_t)week] = 10 * scatter(i) + 5 * scatter(500 + (size_t)week) + (start[i] >= 0 && week >= start[i] ? 4 : 0) +
				1e-3 * scatter(i * WEEKS + (size_t)week);
	}
	struct event_study study = event_study(&(struct event_rows){.people = PEOPLE, .weeks = WEEKS, .y = y, .start = start, .team = team});
	assert_int_equal(study.state.cause, MODEL_KNOWN);
	assert_true(fabs(study.shown.value - 4) < 1e-3 && fabs(study.before.value) < 1e-3);
	assert_true(fabs(study.week[0 - EVENT_FIRST].value - 4) < 1e-3 && fabs(study.week[-1 - EVENT_FIRST].value) < 1e-3);
	free(y);
}

static void ordinary_swings_of_quiet(void **state)
{
	(void)state;
	double p[40];
	for (size_t i = 0; i < 40; i++)
		p[i] = ((double)i + 0.5) / 40;
	struct swings swings = ordinary_swings(p, 40);
	assert_int_equal(swings.state.cause, MODEL_KNOWN);
	assert_true(swings.phi < 1.05);
	assert_state(ordinary_swings(p, 19).state, MODEL_FEW_SWINGS, 19, 20);
	for (size_t i = 0; i < 40; i++)
		p[i] = i < 20 ? 0.001 : NAN;
	swings = ordinary_swings(p, 40);
	assert_true(swings.state.cause == MODEL_KNOWN && swings.phi > 20);
	assert_close(swings_p(0.05, INFINITY, 4), 2 * 0.5 * erfc(1.959963984540054 / 2 / sqrt(2)));
	assert_true(swings_p(0.01, 9, 1) == 0.01 && swings_p(1, 9, 3) == 1);
	assert_true(swings_p(0, 9, 3) >= 0 && isnan(swings_p(NAN, 9, 3)));
}

static void a_finding_lives_and_leaves(void **state)
{
	(void)state;
	enum { MONDAYS = 12, MEMBERS = 2 };                    /* a team, and the whole */
	static const struct attention_point story[MONDAYS] = {
		{0.5, 0.8}, {-5, 0.001}, {-4, 0.03}, {-4, 0.04}, {-2, 0.1}, {-1, 0.1}, {-5, 0.001}, {-5, 0.001}, {-5, 0.001}, {-5, 0.001},
		{6, 0.001}, {NAN, NAN}};
	static const enum attention_kind kinds[MONDAYS] = {ATTENTION_NONE, ATTENTION_NEW, ATTENTION_CONFIRMED, ATTENTION_CONFIRMED,
		ATTENTION_CONFIRMED, ATTENTION_NONE, ATTENTION_NONE, ATTENTION_NONE, ATTENTION_NONE, ATTENTION_NEW, ATTENTION_NEW, ATTENTION_NONE};
	struct attention_point points[MONDAYS * MEMBERS];
	int whole[MEMBERS] = {1, -1};
	for (size_t monday = 0; monday < MONDAYS; monday++) {
		points[monday * MEMBERS] = story[monday];
		points[monday * MEMBERS + 1] = (struct attention_point){.change = -3.5, .p = monday == 1 ? 0.01 : 0.5};
	}
	for (size_t monday = 0; monday < MONDAYS; monday++) {
		struct attention_finding out[MEMBERS];
		attention_replay(points, monday + 1, MEMBERS, whole, 3, out);
		assert_int_equal(out[0].kind, kinds[monday]);
		assert_true(out[0].folded == (monday == 1));
		if (monday == 4)
			assert_true(out[0].since == 1 && out[0].confirmed == 2 && out[0].sign == -1);
		if (monday == 10)
			assert_true(out[0].sign == 1);
	}
}

/* Beyond the threshold again, but not surely: it stays what it is, and only a Monday right after a found one confirms. */
static void a_finding_waits(void **state)
{
	(void)state;
	static const struct attention_point story[] = {{-5, 0.001}, {-4, 0.06}, {-4, 0.15}, {-4, 0.04}, {-4, 0.04}};
	static const enum attention_kind kinds[] = {ATTENTION_NEW, ATTENTION_NEW, ATTENTION_NEW, ATTENTION_NEW, ATTENTION_CONFIRMED};
	struct attention_finding findings[4] = {0};
	int whole[] = {-1, -1, -1, -1};
	for (size_t monday = 0; monday < COUNT_OF(story); monday++) {
		/* three quiet figures beside it: Benjamini-Hochberg keeps 0.04 only where it stands alone */
		double quiet = monday == 3 ? NAN : 0.9;
		struct attention_point points[] = {story[monday], {0, quiet}, {0, quiet}, {0, quiet}};
		attention_step(points, 4, whole, 3, monday, findings);
		assert_int_equal(findings[0].kind, kinds[monday]);
	}
}

static void a_finding_grows_old(void **state)
{
	(void)state;
	struct attention_finding finding = {.kind = ATTENTION_NONE};
	int whole = -1;
	for (size_t monday = 0; monday < 12; monday++) {
		attention_step(&(struct attention_point){.change = 9, .p = 0.001}, 1, &whole, 3, monday, &finding);
		enum attention_kind kind = monday == 0 ? ATTENTION_NEW : monday < 8 ? ATTENTION_CONFIRMED : ATTENTION_NONE;
		assert_int_equal(finding.kind, kind);
	}
	attention_step(&(struct attention_point){.change = 9, .p = 0.001}, 1, &whole, 3, 12, &finding);
	assert_int_equal(finding.kind, ATTENTION_NEW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_of_estimates),
		cmocka_unit_test(differences_that_cannot_be_said),
		cmocka_unit_test(studies_that_cannot_be_said),
		cmocka_unit_test(study_of_a_planted_effect),
		cmocka_unit_test(ordinary_swings_of_quiet),
		cmocka_unit_test(a_finding_lives_and_leaves),
		cmocka_unit_test(a_finding_waits),
		cmocka_unit_test(a_finding_grows_old),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
