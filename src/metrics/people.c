/* A row of a person: what he or she did in W; the people of a team page. */
#include "people.h"

#include "levels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_DAYS = 28 };

QUESTION(people_logging, "iiii", "iii");
QUESTION(people_cases, "iii", "iii");

const struct question *const people_questions[] = {&question_people_cases, &question_people_logging, NULL};

enum { AI_WEEKS = 12, DAYS_OF_WEEK = 7 };

struct count { int64_t scope, own; };                   /* of the scope's teams; of all */
struct people_facts {
	const char **label;                             /* by person; NULL = not made yet */
	bool has_logging;
	struct count *logging, *cases;                  /* by person; NULL before people_ask */
};

static struct people_facts *people_facts_of(struct facts *facts)
{
	if (!facts->people_rows) {
		facts->people_rows = arena_alloc(facts->scratch, sizeof *facts->people_rows);
		facts->people_rows->label = ARENA_ARRAY(facts->scratch, const char *, facts->people_count + 1);
	}
	return facts->people_rows;
}

const char *people_label(struct facts *facts, int person)
{
	const char **label = &people_facts_of(facts)->label[person];
	const struct person_fact *who = &facts->people[person];
	if (!*label)
		*label = facts_clean(facts, who->name);
	if (!**label)
		*label = facts_clean(facts, who->employee_no);
	if (!**label)
		*label = arena_print(facts->keep, "person %lld", (long long)who->id);
	return *label;
}

static void counts_add(const struct facts *facts, const struct table *table, struct count *counts)
{
	for (size_t row = 0; row < table->rows; row++) {
		int person = facts_person(facts, table_integer(table, row, 0));
		if (person < 0)
			continue;
		int64_t n = table_integer(table, row, 2);
		counts[person].own += n;
		counts[person].scope += facts_in_group(facts, 0, table_integer(table, row, 1), person) ? n : 0;
	}
}

static int64_t logging_kind(const struct facts *facts)
{
	for (int i = 0; i < facts->kind_count; i++)
		if (strcmp(facts->kinds[i].key, "case_logging") == 0)
			return facts->kinds[i].id;
	return 0;
}

/* Four weeks at a time: a year of thousands of people, sorted in one, takes more memory than a question may. */
static bool counts_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct people_facts *people = people_facts_of(facts);
	struct window window = facts->answer->window;
	int64_t kind = logging_kind(facts), only = facts->needs & NEED_PEOPLE ? 0 : facts->scope.person_id;
	people->logging = ARENA_ARRAY(facts->scratch, struct count, facts->people_count + 1);
	people->cases = ARENA_ARRAY(facts->scratch, struct count, facts->people_count + 1);
	for (int64_t day = window.from; day <= window.to; day += COUNT_DAYS) {
		int64_t last = day + COUNT_DAYS - 1 < window.to ? day + COUNT_DAYS - 1 : window.to;
		struct table logging, cases;
		if (!FACTS_ASK(facts, asker, &question_people_logging, &logging, error, day, last, kind, only) ||
		    !FACTS_ASK(facts, asker, &question_people_cases, &cases, error, day, last, only))
			return false;
		counts_add(facts, &logging, people->logging);
		counts_add(facts, &cases, people->cases);
	}
	people->has_logging = kind != 0;
	return true;
}

bool people_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	return skills_ask(facts, asker, error) && counts_ask(facts, asker, error);
}

/* ---- one row ---- */
struct time_sums { int64_t now[TALLY_SUMS], before[TALLY_SUMS]; };

static struct time_sums time_of(const struct facts *facts, int person, bool own)
{
	struct time_sums sums = {.now = {0}};
	const struct tallies *tallies = time_tallies(facts);
	for (int at = tallies ? tallies->first[person] : -1; at >= 0; at = tallies->rows[at].next) {
		const struct tally *tally = &tallies->rows[at];
		bool counts = own;
		for (int g = 0; g < tally->group_count; g++)
			counts = counts || tally->groups[g] == 0;
		for (int k = 0; counts && k < TALLY_SUMS; k++) {
			sums.now[k] += tally->now[k];
			sums.before[k] += tally->before[k];
		}
	}
	return sums;
}

/* Of one person there is no interval: nothing says how much of it is chance. */
static struct figure customer_time_of(const struct facts *facts, const struct time_sums *sums)
{
	struct figure figure = {.id = FIGURE_CUSTOMER_TIME, .state = FIGURE_OK, .people = 1};
	double worked = (double)sums->now[TIME_WORKED], worked_before = (double)sums->before[TIME_WORKED];
	if (worked > 0) {
		figure.has_fraction = true;
		figure.numerator = (double)sums->now[TIME_CUSTOMER];
		figure.denominator = worked;
		figure.value = figure.numerator / worked;
		bool known = worked_before > 0 && facts_before_known(facts, SOURCE_ACTIVITY, facts->answer->before);
		figure_previous(&figure, known, known ? (double)sums->before[TIME_CUSTOMER] / worked_before : 0);
	} else {
		figure_not(&figure, FIGURE_NOT_APPLICABLE, "no recorded work");
	}
	figure_state_of_source(facts, &figure, SOURCE_ACTIVITY, true);
	return figure;
}

static void ai_weeks(const struct facts *facts, int person, struct person_row *row)
{
	for (int week = 0; week < AI_WEEKS; week++) {
		struct window days = {.to = facts->to - DAYS_OF_WEEK * week};
		days.from = days.to - DAYS_OF_WEEK + 1;
		if (days.to < facts->people[person].hired_day)
			break;
		row->ai_weeks_of++;
		row->ai_weeks += adoption_days(facts, person, days) > 0;
	}
}

struct person_row people_row(struct facts *facts, int person, bool own)
{
	const struct person_fact *who = &facts->people[person];
	const struct people_facts *people = people_facts_of(facts);
	struct window skills = facts->answer->panel_window[PANEL_SKILLS];
	struct time_sums time = time_of(facts, person, own);
	const struct count *logging = &people->logging[person], *cases = &people->cases[person];
	struct person_row row = {
		.person_id = who->id, .team_id = who->team_to, .employee_no = facts_clean(facts, who->employee_no),
		.name = people_label(facts, person), .role = facts_clean(facts, who->role), .hired_day = who->hired_day,
		.left_day = who->left_day != DAY_NONE && who->left_day <= facts->to ? who->left_day : DAY_NONE,
		.has_access = adoption_access(facts, person, facts->to),
		.customer_time = customer_time_of(facts, &time), .logging_share = NAN,
		.cases = own ? cases->own : cases->scope, .worked = time.now[TIME_WORKED],
		.gained = levels_gain(facts, person, skills).levels,
		.is_new = who->hired_day != DAY_NONE && who->hired_day > skills.from,
	};
	if (people->has_logging && row.worked > 0)
		row.logging_share = (double)(own ? logging->own : logging->scope) / (double)row.worked;
	ai_weeks(facts, person, &row);
	return row;
}

/* ---- the people of a team page ---- */
static int by_name(const void *a, const void *b)
{
	const struct person_row *x = a, *y = b;
	int order = text_compare(x->name, y->name);
	return order ? order : (x->person_id > y->person_id) - (x->person_id < y->person_id);
}

void people_fold(struct facts *facts, struct answer *answer)
{
	if (!(facts->needs & NEED_PEOPLE))
		return;
	answer->people = ARENA_ARRAY(facts->keep, struct person_row, facts->people_count + 1);
	for (int person = 0; person < facts->people_count; person++)
		if (facts->people[person].employed_to && facts_in_group(facts, 0, facts->people[person].team_to, person))
			answer->people[answer->people_count++] = people_row(facts, person, false);
	qsort(answer->people, (size_t)answer->people_count, sizeof *answer->people, by_name);
}
