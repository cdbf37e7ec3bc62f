/* Customer time: what part of the time worked reaches customers; occupancy; how much of the contracted time is recorded. */
#include "time.h"

#include <math.h>

enum { LEDGER_DAYS = 28 };

QUESTION(time_people, "ii", "iiiiiii");
QUESTION(ledger, "iii", "iiiii");
QUESTION(ledger_person, "iiii", "iiii");
QUESTION(time_days, "ii", "iiii");
const struct question *const time_questions[] = {&question_time_people, &question_ledger, &question_ledger_person,
	&question_time_days, NULL};
const struct question *const time_figure_questions[] = {&question_time_people, &question_ledger, NULL};

const struct tallies *time_tallies(const struct facts *facts)
{
	return facts->time->tallies;
}

bool time_worked_on(const struct facts *facts, int person, int64_t day)
{
	return day_bits_get(&facts->time->worked, person, day);
}

/* Time recorded of people with contracted hours, today left out: it is not over. */
static bool covers(const struct facts *facts, int person, int64_t day)
{
	return person < facts->people_count && isfinite(facts->people[person].weekly_hours) && day <= facts->time->covered.to;
}

static void people_take(void *self, const struct table *table)
{
	struct facts *facts = self;
	struct time_facts *time = facts->time;
	for (size_t row = 0; row < table->rows; row++) {
		int64_t day = table_integer(table, row, 0), team = table_integer(table, row, 2);
		int cluster = facts_cluster(facts, table_integer(table, row, 1));
		double customer = (double)table_integer(table, row, 3), worked = (double)table_integer(table, row, 4);
		double handling = (double)table_integer(table, row, 5);
		struct tally *tally = tallies_at(facts, time->tallies, cluster, team);
		double *sum = day >= facts->answer->window.from ? tally->now : tally->before;
		sum[TIME_CUSTOMER] += customer;
		sum[TIME_WORKED] += worked;
		sum[TIME_HANDLING] += handling;
		sum[TIME_ON_DUTY] += handling + (double)table_integer(table, row, 6);
		if (covers(facts, cluster, day))
			sum[TIME_COVERED] += worked;
		if (cluster < facts->people_count && worked > 0)
			day_bits_set(&time->worked, cluster, day);
		if (worked > 0 && sum == tally->now)
			facts_behind(facts, team, cluster < facts->people_count ? cluster : -1);
	}
}

static void contract_add(struct facts *facts, int person, int64_t team, int64_t days, bool now)
{
	if (days <= 0)
		return;
	struct tally *tally = tallies_at(facts, facts->time->tallies, person, team);
	double seconds = facts->people[person].weekly_hours * 3600 / 7 * (double)days;
	*(now ? &tally->now[TIME_CONTRACTED] : &tally->before[TIME_CONTRACTED]) += seconds;
}

/* Contracted time of the days employed in the window, each for the team of the day. */
static void contract_tally(struct facts *facts, int person, struct window window, bool now)
{
	const struct person_fact *who = &facts->people[person];
	int64_t day = who->hired_day > window.from ? who->hired_day : window.from;
	int64_t last = who->left_day != DAY_NONE && who->left_day < window.to ? who->left_day : window.to;
	for (int i = 0; i < who->stay_count; i++) {
		const struct stay_fact *stay = &facts->stays[who->first_stay + i];
		int64_t end = stay->to_day != DAY_NONE && stay->to_day < last ? stay->to_day : last;
		if (end < day || stay->from_day > last)
			continue;
		if (stay->from_day > day) {             /* between two stays: no team */
			contract_add(facts, person, 0, stay->from_day - day, now);
			day = stay->from_day;
		}
		contract_add(facts, person, stay->team_id, end - day + 1, now);
		day = end + 1;
	}
	contract_add(facts, person, 0, last - day + 1, now);
}

/* Four weeks a table, each summed by team and kind: sorted in one, years of all teams take more memory than they may. */
static bool ledger_ask(struct facts *facts, const struct asker *asker, struct window both, struct error *error)
{
	struct time_facts *time = facts->time;
	time->ledger = ARENA_ARRAY(facts->scratch, struct table, window_days(both) / LEDGER_DAYS + 1);
	for (int64_t day = both.from; day <= both.to; day += LEDGER_DAYS) {
		int64_t last = day + LEDGER_DAYS - 1 < both.to ? day + LEDGER_DAYS - 1 : both.to;
		if (!FACTS_ASK(facts, asker, &question_ledger, &time->ledger[time->ledger_count++], error, facts->answer->window.from, last, day))
			return false;
	}
	return true;
}

bool time_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	const struct answer *answer = facts->answer;
	struct time_facts *time = facts->time = ARENA_ARRAY(facts->scratch, struct time_facts, 1);
	struct window both = {answer->before.from, facts->to};
	int64_t person = facts->scope.person_id;
	time->tallies = tallies_new(facts, answer->window, answer->before);
	time->worked = day_bits_new(facts, both);
	time->covered = answer->window;
	if (time->covered.to == facts->scope.today)
		time->covered.to--;
	if (!facts_scan(facts, asker, &question_time_people, both, people_take, facts, error) || !ledger_ask(facts, asker, both, error))
		return false;
	if (facts->person_index >= 0 &&
	    !FACTS_ASK(facts, asker, &question_ledger_person, &time->ledger_person, error, answer->window.from, facts->to,
		both.from, person))
		return false;
	if (facts->needs & NEED_TRENDS &&
	    !FACTS_ASK(facts, asker, &question_time_days, &time->days, error, facts_block(facts, 0).from, facts->to))
		return false;
	return !(facts->needs & NEED_HEAT) || heat_ask(facts, asker, error);
}

static void worked_figure(struct facts *facts, int group)
{
	double now[TALLY_SUMS], before[TALLY_SUMS];
	tallies_sum(facts->time->tallies, group, now, before);
	struct figure *figure = figure_amount(facts, group, FIGURE_WORKED, SOURCE_ACTIVITY, true, now[TIME_WORKED]);
	figure->people = facts->answer->groups[group].figure[FIGURE_CUSTOMER_TIME].people;
	figure_previous(figure, facts_before_known(facts, SOURCE_ACTIVITY, facts->answer->before), before[TIME_WORKED]);
}

static void coverage_figure(struct facts *facts, int group)
{
	static const struct ratio_rule RULE = {FIGURE_TIME_COVERAGE, SOURCE_ACTIVITY, TIME_COVERED, TIME_CONTRACTED, INTERVAL_SHARE,
		"no contracted hours"};
	struct figure *figure = figure_ratio(facts, facts->time->tallies, group, &RULE);
	if (figure->has_interval && figure->value > 1)  /* overtime: no share any more */
		figure->has_interval = false;
	int64_t without = 0;
	for (int i = 0; i < facts->people_count; i++)
		without += facts->people[i].employed_to && !isfinite(facts->people[i].weekly_hours) &&
			facts_in_group(facts, group, facts->people[i].team_to, i);
	figure_note(facts, figure, "people whose contracted hours are not known", without, true);
	if (facts->source[SOURCE_ACTIVITY].any && facts->time->covered.to < facts->time->covered.from)
		figure_not(figure, FIGURE_NOT_APPLICABLE, "today is not over");
}

static void trend_fold(struct facts *facts, struct trend *trend)
{
	double customer[TREND_POINTS] = {0}, worked[TREND_POINTS] = {0};
	const struct table *table = &facts->time->days;
	int64_t from = facts_block(facts, 0).from;
	for (size_t row = 0; row < table->rows; row++) {
		int64_t point = (table_integer(table, row, 0) - from) / 7;
		if (point < 0 || point >= TREND_POINTS || !facts_in_group(facts, 0, table_integer(table, row, 1), -1))
			continue;
		customer[point] += (double)table_integer(table, row, 2);
		worked[point] += (double)table_integer(table, row, 3);
	}
	trend->count = TREND_POINTS;
	for (int point = 0; point < TREND_POINTS; point++) {
		struct window block = facts_block(facts, point);
		trend->to[point] = block.to;
		trend->known[point] = worked[point] > 0 && facts_before_known(facts, SOURCE_ACTIVITY, block);
		if (trend->known[point])
			trend->value[point] = customer[point] / worked[point];
	}
}

void time_fold(struct facts *facts, struct answer *answer)
{
	static const struct ratio_rule CUSTOMER = {FIGURE_CUSTOMER_TIME, SOURCE_ACTIVITY, TIME_CUSTOMER, TIME_WORKED, INTERVAL_SHARE,
		"no work recorded"};
	static const struct ratio_rule OCCUPANCY = {FIGURE_OCCUPANCY, SOURCE_ACTIVITY, TIME_HANDLING, TIME_ON_DUTY, INTERVAL_SHARE,
		"no handling or waiting recorded"};
	struct time_facts *time = facts->time;
	for (int i = 0; i < facts->people_count; i++)
		if (isfinite(facts->people[i].weekly_hours)) {
			contract_tally(facts, i, time->covered, true);
			contract_tally(facts, i, answer->before, false);
		}
	for (int g = 0; g < facts->group_count; g++) {
		figure_ratio(facts, time->tallies, g, &CUSTOMER);
		worked_figure(facts, g);
		figure_ratio(facts, time->tallies, g, &OCCUPANCY);
		coverage_figure(facts, g);
	}
	double now[TALLY_SUMS], before[TALLY_SUMS];
	tallies_sum(time->tallies, 0, now, before);
	answer->contracted_seconds = now[TIME_CONTRACTED];
	ledger_fold(facts, answer);
	if (facts->needs & NEED_TRENDS)
		trend_fold(facts, &answer->trend[PANEL_TIME]);
	if (facts->needs & NEED_HEAT)
		heat_fold(facts, answer);
}
