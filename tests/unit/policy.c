#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "fixture.h"
#include "seven.h"
#include "teamtop/policy.h"

#include <math.h>
#include <string.h>

static const char *const NAMES[] = {"Ann Example", "Bob Builder", "Cid Campeador", "Dan Druff", "Eve Evening", "Fay Faraway",
	"Gus Guest", "E1", "E2", "E3", "E4", "E5", "E6", "E7"};
static const unsigned EVERYTHING = NEED_FIGURES | NEED_TRENDS | NEED_HEAT | NEED_TOOLS | NEED_MATRIX | NEED_SURVIVAL | NEED_PEOPLE |
	NEED_PERSON | NEED_RECORDS | NEED_TEAMS;

static int open_on_ann(void **state)
{
	seven_open(state);
	seven.scope.person_id = 1;
	return 0;
}

/* Counts the texts of an answer that name one of the seven; every text there is comes by here. */
struct reading { int texts, named; };

static void read_text(struct reading *reading, const char *text)
{
	if (!text)
		return;
	reading->texts++;
	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		bool number = i >= 7;
		if (number ? !strcmp(text, NAMES[i]) : strstr(text, NAMES[i]) != NULL || strstr(text, strchr(NAMES[i], ' ') + 1) != NULL)
			reading->named++;
	}
}

static void read_row(struct reading *reading, const struct person_row *row)
{
	read_text(reading, row->name);
	read_text(reading, row->employee_no);
	read_text(reading, row->role);
}

static void read_person(struct reading *reading, const struct person_page *page)
{
	read_row(reading, &page->row);
	read_text(reading, page->team);
	for (int i = 0; i < page->event_count; i++)
		read_text(reading, page->events[i].text);
	for (int i = 0; i < page->stay_count; i++)
		read_text(reading, page->stays[i].team);
}

static void read_records(struct reading *reading, const struct records *records)
{
	read_text(reading, records->filter.title);
	for (size_t i = 0; i < records->count * (size_t)records->column_count; i++)
		if (records->cells[i].type == CELL_TEXT)
			read_text(reading, records->cells[i].text);
}

static struct reading read_all(const struct answer *answer)
{
	struct reading reading = {.texts = 0};
	for (int i = 0; i < answer->people_count; i++)
		read_row(&reading, &answer->people[i]);
	for (int i = 0; i < answer->matrix.people; i++)
		read_text(&reading, answer->matrix.person[i]);
	for (int i = 0; i < answer->need_count; i++) {
		read_text(&reading, answer->needs_rows[i].person);
		read_text(&reading, answer->needs_rows[i].team);
		read_text(&reading, answer->needs_rows[i].skill);
	}
	for (int i = 0; i < answer->group_count; i++) {
		read_text(&reading, answer->groups[i].name);
		for (int id = 0; id < FIGURE_COUNT; id++)
			read_text(&reading, answer->groups[i].figure[id].why);
	}
	for (int i = 0; i < answer->team_count; i++)
		read_text(&reading, answer->teams[i].path);
	read_text(&reading, answer->team_path);
	if (answer->person)
		read_person(&reading, answer->person);
	read_records(&reading, &answer->records);
	return reading;
}

static struct answer *answer_under(enum names names, bool restricted, bool wall, enum relation relation, struct policy *policy)
{
	struct record_filter filter = {.relation = relation, .window = {INT64_MIN, INT64_MAX}, .weekday = -1, .hour = -1};
	struct answer *answer = fixture_answer(&seven, EVERYTHING, &filter);
	*policy = policy_effective(&answer->policy, names, restricted, wall);
	policy_apply(answer, policy);
	return answer;
}

static void names_in_full(void **state)
{
	(void)state;
	struct policy policy;
	struct answer *answer = answer_under(NAMES_FULL, false, false, RELATION_ACTIVITY, &policy);
	assert_true(policy_shows_persons(&policy));
	assert_true(read_all(answer).named > 20);               /* the reading does find them */
	assert_non_null(answer->person);
	assert_int_equal(answer->groups[0].figure[FIGURE_TURNOVER].state, FIGURE_OK);
	answer_free(answer);
}

static void names_as_initials(void **state)
{
	(void)state;
	struct policy policy;
	for (int relation = 0; relation < RELATION_COUNT; relation++) {
		struct answer *answer = answer_under(NAMES_INITIALS, false, false, (enum relation)relation, &policy);
		assert_true(policy_shows_persons(&policy));
		struct reading reading = read_all(answer);
		assert_true(reading.texts > 50 && reading.named == 0);
		assert_string_equal(answer->people[0].name, "A. E.");
		assert_string_equal(answer->matrix.person[1], "D. D.");
		assert_string_equal(answer->person->row.name, "A. E.");
		for (int id = 0; id < FIGURE_COUNT; id++)       /* of a team of two */
			assert_true(!figure_known(&answer->person->team_figure[id]) || answer->person->team_figure[id].people == 0);
		assert_true(answer->need_count == 0);           /* four people: too few */
		if (relation != RELATION_ANSWER)
			assert_true(answer->records.count > 0);
		answer_free(answer);
	}
}

static void nobody_is_named(const struct answer *answer, enum relation relation)
{
	struct reading reading = read_all(answer);
	assert_true(reading.texts > 50 && reading.named == 0);
	assert_true(answer->people_count == 0 && answer->matrix.people == 0 && !answer->person);
	for (int i = 0; i < answer->records.column_count; i++)
		assert_true(answer->records.columns[i].type != RECORD_PERSON);
	for (size_t row = 0; row < answer->records.count; row++)
		assert_true(answer->records.person_id[row] == 0);
	if (relation == RELATION_ACTIVITY) {                    /* columns and cells still belong together */
		assert_string_equal(answer->records.columns[1].key, "kind");
		assert_string_equal(answer->records.cells[1].text, "break");
		assert_true(answer->records.count == 8);
	}
	if (relation == RELATION_PERSON)
		assert_true(answer->records.count == 0 && answer->records.total == 4);
}

static void names_hidden(void **state)
{
	(void)state;
	struct policy policy;
	for (int relation = 0; relation < RELATION_COUNT; relation++)
		for (int how = 0; how < 3; how++) {
			struct answer *answer = answer_under(how ? NAMES_FULL : NAMES_HIDDEN, how == 1, how == 2, (enum relation)relation, &policy);
			assert_false(policy_shows_persons(&policy));
			nobody_is_named(answer, (enum relation)relation);
			answer_free(answer);
		}
}

/* More people in Alpha and beside it, so that its needs may be shown; that Ann alone holds one is said without her. */
static void needs_on_one_person(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, SEVEN, "2026-06-30");
	fixture_write(&own, "INSERT INTO person (id, employee_no, name) VALUES (8, 'X8', 'X'), (9, 'X9', 'X'), (10, 'X10', 'X'), (11, 'X11', 'X'), "
		"(12, 'X12', 'X'), (13, 'X13', 'X'), (14, 'X14', 'X'), (15, 'X15', 'X'), (16, 'X16', 'X'), (17, 'X17', 'X');"
		"INSERT INTO membership (person_id, team_id, from_on) SELECT id, 1 + id / 13, '2026-01-01' FROM person WHERE id >= 7");
	for (int names = NAMES_FULL; names <= NAMES_HIDDEN; names++) {
		struct answer *answer = fixture_answer(&own, NEED_FIGURES | NEED_MATRIX, NULL);
		struct policy policy = policy_effective(&answer->policy, (enum names)names, false, false);
		policy_apply(answer, &policy);
		static const char *const said[] = {"Ann Example", "A. E.", NULL};
		assert_int_equal(answer->need_count, 2);
		if (said[names])
			assert_string_equal(answer->needs_rows[0].person, said[names]);
		else
			assert_null(answer->needs_rows[0].person);
		assert_true(answer->needs_rows[0].person_id == (names == NAMES_HIDDEN ? -1 : 1) && answer->needs_rows[1].person_id == 0);
		answer_free(answer);
	}
	fixture_close(&own);
}

/* The rows of one person would be a person page by another name. */
static void records_of_a_person(void **state)
{
	(void)state;
	struct record_filter filter = {.window = {INT64_MIN, INT64_MAX}, .weekday = -1, .hour = -1, .person_id = 1, .title = "Ann Example"};
	struct answer *answer = fixture_answer(&seven, NEED_RECORDS, &filter);
	assert_true(answer->records.count == 3);
	struct policy policy = policy_effective(&answer->policy, NAMES_HIDDEN, false, false);
	policy_apply(answer, &policy);
	assert_true(answer->records.count == 0 && answer->records.total == 0 && read_all(answer).named == 0);
	answer_free(answer);
}

/* Four people are employed: too few for any figure unless names stand in full anyway. */
static void small_groups(void **state)
{
	(void)state;
	struct policy policy;
	for (int names = NAMES_INITIALS; names <= NAMES_HIDDEN; names++) {
		struct answer *answer = answer_under((enum names)names, false, false, RELATION_ACTIVITY, &policy);
		for (int g = 0; g < answer->group_count; g++)
			for (int id = 0; id < FIGURE_COUNT; id++) {
				const struct figure *figure = &answer->groups[g].figure[id];
				int64_t people = figure->people >= 0 ? figure->people : answer->groups[g].people;
				if (figure_known(figure))
					assert_true(people == 0 || people >= 5);
				if (figure->state == FIGURE_SUPPRESSED)
					assert_true(figure->value == 0 && figure->numerator == 0 && figure->denominator == 0 &&
						!figure->has_interval && !figure->has_previous && figure->note_count == 0 && figure->people == -1);
			}
		assert_int_equal(answer->groups[1].figure[FIGURE_GROWTH].state, FIGURE_SUPPRESSED);
		assert_true(answer->groups[0].ledger_count == 0 && answer->trend[PANEL_SKILLS].count == 0);
		answer_free(answer);
	}
}

/* A curve is hidden as the leavers of its team are; one hidden alone would be all less the others, so the next goes too. */
static void curves_by_policy(void **state)
{
	(void)state;
	struct survival_step step = {.days = 40, .at_risk = 12, .survival = 1};
	static const int64_t PEOPLE[][4] = {{60, 40, 17, 3}, {60, 40, 14, 6}}, SHOWN[][4] = {{1, 1, 0, 0}, {1, 1, 1, 1}};
	for (int names = NAMES_FULL; names <= NAMES_HIDDEN; names++)
		for (int set = 0; set < 2; set++) {
			struct answer *answer = fixture_answer(&seven, NEED_FIGURES | NEED_SURVIVAL, NULL);
			struct group groups[4];
			struct survival curves[4];
			for (int i = 0; i < 4; i++) {
				groups[i] = answer->groups[0];
				memset(groups[i].tells_of_others, 0, sizeof groups[i].tells_of_others);
				groups[i].people = groups[i].people_behind = groups[i].figure[FIGURE_LEAVERS].people = PEOPLE[set][i];
				curves[i] = (struct survival){.people = PEOPLE[set][i], .steps = &step, .count = 1};
			}
			answer->groups = groups, answer->group_count = 4, answer->survival_of_group = curves, answer->survival = curves[0];
			answer->expectations = NULL;
			struct policy policy = policy_effective(&answer->policy, (enum names)names, false, false);
			policy_apply(answer, &policy);
			for (int i = 0; i < 4; i++) {
				bool shown = names == NAMES_FULL || SHOWN[set][i];
				assert_true(curves[i].hidden == !shown && (curves[i].count == 1) == shown && (curves[i].people > 0) == shown);
			}
			answer_free(answer);
		}
}

/* Of survey answers and of leaving no few are shown, whatever the names. */
static void voice_and_risk_always(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, EVERYTHING & ~(unsigned)NEED_RECORDS, NULL);
	answer->voice[2].figure = (struct figure){.state = FIGURE_OK, .has_fraction = true, .numerator = 2, .denominator = 4, .value = 0.5};
	answer->voice[2].trend.count = 1;
	answer->groups[0].figure[FIGURE_EXPECTED_LEAVERS] = (struct figure){.state = FIGURE_OK, .value = 1};
	answer->expectations[0].expected = 1;
	struct policy policy = policy_effective(&answer->policy, NAMES_FULL, false, false);
	policy_apply(answer, &policy);
	assert_int_equal(answer->voice[0].figure.state, FIGURE_OK);
	assert_int_equal(answer->voice[2].figure.state, FIGURE_SUPPRESSED);
	assert_true(answer->voice[2].figure.value == 0 && answer->voice[2].trend.count == 0);
	assert_int_equal(answer->groups[0].figure[FIGURE_EXPECTED_LEAVERS].state, FIGURE_SUPPRESSED);
	assert_true(isnan(answer->expectations[0].expected));
	answer_free(answer);
}

/* What stands behind a figure that is hidden goes with it; a person's estimate needs the owner's word. */
static void leaving_by_policy(void **state)
{
	(void)state;
	for (int persons = 0; persons < 2; persons++) {
		struct answer *answer = fixture_answer(&seven, EVERYTHING & ~(unsigned)NEED_RECORDS, NULL);
		struct person_page page = {.team_people = 40, .estimate = {.shown = true, .team_told = true, .p = 0.1, .push_count = 1}};
		double pmf[] = {0.5, 0.5};
		bool told[] = {true, false, true, true, true, true, true, true};
		struct driver_row driver = {.key = "ai_use"};
		page.figure[FIGURE_EXPECTED_LEAVERS] = page.team_figure[FIGURE_EXPECTED_LEAVERS] = (struct figure){.state = FIGURE_OK, .value = 1};
		answer->person = &page;
		answer->estimate = (struct estimate){.kind = ESTIMATE_MODEL, .people = 60, .pmf = pmf, .most = 1, .told = told, .already = 2,
			.drivers = &driver, .driver_count = 1};
		for (int g = 0; g < answer->group_count; g++) {
			answer->groups[g].people = 30;
			answer->groups[g].figure[FIGURE_EXPECTED_LEAVERS] = (struct figure){.state = FIGURE_OK, .value = 1, .people = 30};
		}
		struct policy policy = policy_effective(&answer->policy, NAMES_FULL, false, false);
		policy.risk_of_persons = persons;
		policy_apply(answer, &policy);
		assert_int_equal(answer->groups[0].figure[FIGURE_EXPECTED_LEAVERS].state, FIGURE_OK);
		assert_int_equal(answer->groups[1].figure[FIGURE_EXPECTED_LEAVERS].state, FIGURE_SUPPRESSED);
		assert_true(answer->groups[1].figure[FIGURE_EXPECTED_LEAVERS].value == 0);
		assert_true(answer->estimate.pmf && answer->estimate.driver_count == 1);
		assert_true(page.estimate.shown == (persons == 1) && (page.estimate.p > 0) == (persons == 1));
		assert_int_equal(page.figure[FIGURE_EXPECTED_LEAVERS].state, FIGURE_SUPPRESSED);
		assert_int_equal(page.team_figure[FIGURE_EXPECTED_LEAVERS].state, FIGURE_OK);
		told[0] = page.estimate.team_told = false;
		policy_apply(answer, &policy);
		assert_true(!answer->estimate.pmf && answer->estimate.already == -1);
		assert_int_equal(page.team_figure[FIGURE_EXPECTED_LEAVERS].state, FIGURE_SUPPRESSED);
		answer->estimate.people = 9;                    /* of nine people nothing is learned */
		policy_apply(answer, &policy);
		assert_true(answer->estimate.kind == ESTIMATE_NOT && answer->estimate.driver_count == 0);
		answer->person = NULL;
		answer_free(answer);
	}
}

/* Where names are hidden, neither side of a comparison is a few people. */
static void effect_of_a_few(void **state)
{
	(void)state;
	struct answer *answer = fixture_answer(&seven, EVERYTHING & ~(unsigned)NEED_RECORDS, NULL);
	answer->policy.min_group = 12;
	for (int names = NAMES_FULL; names <= NAMES_HIDDEN; names++) {
		struct ai_effect effect = {.reinvestment = {.people = 9, .given = 3600}, .ramp = {.with = {[0] = {true, 0.5, 0.4, 0.6, 8}}}};
		effect.rows[0].adjusted = (struct effect_estimate){.known = true, .value = 0.04, .with = 9, .without = 30};
		effect.rows[0].event = (struct effect_estimate){.known = true, .value = 0.03, .with = 30, .without = 11};
		effect.rows[0].week[3] = effect.rows[0].event, effect.rows[0].plain = 0.05;
		effect.rows[1].event = (struct effect_estimate){.known = true, .value = 0.02, .with = 30, .without = 12};
		effect.rows[1].adjusted = (struct effect_estimate){.why = "3 with AI, 8 needed", .with = 3, .without = 40};
		answer->effect = &effect;
		struct policy policy = policy_effective(&answer->policy, (enum names)names, false, false);
		policy_apply(answer, &policy);
		bool shown = names == NAMES_FULL;
		assert_true(effect.rows[0].adjusted.known == shown && effect.rows[0].event.known == shown && effect.ramp.with[0].known == shown);
		assert_true((effect.rows[0].week[3].value != 0) == shown && (effect.rows[0].plain != 0) == shown);
		assert_true((effect.reinvestment.why == NULL) == shown && (effect.reinvestment.given != 0) == shown);
		assert_true(effect.rows[1].event.known);
		if (!shown) {
			assert_string_equal(effect.rows[0].event.why, "fewer than 12 people");
			assert_string_equal(effect.rows[1].adjusted.why, "fewer than 12 people");
		}
	}
	answer->effect = NULL;
	answer_free(answer);
}

static void only_narrower(void **state)
{
	(void)state;
	struct policy owner = {.min_group = 2, .risk_min_group = 10, .names = NAMES_INITIALS, .risk_of_persons = true};
	assert_true(policy_effective(&owner, NAMES_FULL, false, false).names == NAMES_INITIALS);
	assert_true(policy_effective(&owner, NAMES_HIDDEN, false, false).names == NAMES_HIDDEN);
	assert_true(policy_effective(&owner, NAMES_FULL, false, false).min_group == 5);
	assert_true(policy_effective(&owner, NAMES_FULL, false, false).risk_of_persons);
	assert_false(policy_effective(&owner, NAMES_FULL, true, false).risk_of_persons);
	assert_true(policy_effective(&owner, NAMES_FULL, false, true).names == NAMES_HIDDEN);
}

/* A database without a policy shows nobody's name. */
static void no_policy_hides(void **state)
{
	(void)state;
	struct fixture own;
	fixture_open(&own, "DELETE FROM policy; INSERT INTO person (id, employee_no, name) VALUES (1, 'E1', 'Ann Example')", "2026-06-30");
	struct answer *answer = fixture_answer(&own, NEED_FIGURES | NEED_PEOPLE, NULL);
	struct policy policy = policy_effective(&answer->policy, NAMES_FULL, false, false);
	policy_apply(answer, &policy);
	assert_true(policy.names == NAMES_HIDDEN && read_all(answer).named == 0);
	answer_free(answer);
	fixture_close(&own);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_in_full),
		cmocka_unit_test(names_as_initials),
		cmocka_unit_test(names_hidden),
		cmocka_unit_test(needs_on_one_person),
		cmocka_unit_test(records_of_a_person),
		cmocka_unit_test(small_groups),
		cmocka_unit_test(curves_by_policy), cmocka_unit_test(voice_and_risk_always), cmocka_unit_test(leaving_by_policy), cmocka_unit_test(effect_of_a_few),
		cmocka_unit_test(only_narrower),
		cmocka_unit_test(no_policy_hides),
	};
	return cmocka_run_group_tests(tests, open_on_ann, seven_close);
}
