/* Cases: by whom they were resolved, whether that held, what customers said; and how complex the work of people is. */
#include "facts.h"

#include <string.h>

enum { CONFIRMED_AFTER = 604800 };                      /* 7 days in seconds */

QUESTION(cases, "ii", "iiiiiiiiiii");
QUESTION(complexity, "iiii", "iiiiiii");
QUESTION(late_cases, "ii", "iitii");
const struct question *const cases_questions[] = {&question_cases, &question_complexity, &question_late_cases, NULL};
const struct question *const complexity_questions[] = {&question_cases, &question_complexity, NULL};
const struct question *const case_figure_questions[] = {&question_cases, &question_late_cases, NULL};

enum case_sum {
	CASE_N, CASE_KNOWN, CASE_AI, CASE_BACK_AI, CASE_HELD_AI, CASE_HUMAN, CASE_WITH_AI, CASE_PEOPLE, CASE_BACK_PEOPLE,
	CASE_HANDED_KNOWN, CASE_TAKEN, CASE_HANDED, CASE_RATED, CASE_CSAT_AI, CASE_RATED_AI, CASE_CSAT_PEOPLE, CASE_RATED_PEOPLE
};
enum resolver { RESOLVER_UNKNOWN, RESOLVER_AI, RESOLVER_HUMAN, RESOLVER_WITH_AI };      /* of cases.sql */
enum { COMPLEX_HIGH, COMPLEX_KNOWN, COMPLEX_N };

struct case_facts {
	struct tallies *tallies, *complex;
	struct table late, calendar;                    /* the days around as-of */
	int64_t unconfirmed;                            /* of the scope in W */
};

/* A case's cluster is its person, or its day where it has none. */
static int cluster_of(const struct facts *facts, int64_t person_id, int64_t day)
{
	int cluster = facts_cluster(facts, person_id);
	return cluster < facts->people_count ? cluster : facts_cluster_of_day(facts, day);
}

/* n cases of one resolver; back of them came back. */
static void cases_add(double *sum, int64_t resolver, double n, double back, int64_t handed)
{
	bool ai = resolver == RESOLVER_AI, people = resolver == RESOLVER_HUMAN || resolver == RESOLVER_WITH_AI;
	sum[CASE_N] += n;
	sum[CASE_KNOWN] += ai || people ? n : 0;
	sum[CASE_AI] += ai ? n : 0;
	sum[CASE_BACK_AI] += ai ? back : 0;
	sum[CASE_HELD_AI] += ai ? n - back : 0;
	sum[CASE_HUMAN] += resolver == RESOLVER_HUMAN ? n : 0;
	sum[CASE_WITH_AI] += resolver == RESOLVER_WITH_AI ? n : 0;
	sum[CASE_PEOPLE] += people ? n : 0;
	sum[CASE_BACK_PEOPLE] += people ? back : 0;
	sum[CASE_HANDED_KNOWN] += handed >= 0 ? n : 0;
	sum[CASE_TAKEN] += handed == 1 || (handed == 0 && ai) ? n : 0;
	sum[CASE_HANDED] += handed == 1 ? n : 0;
}

static void cases_tally(struct facts *facts, struct tallies *tallies, const struct table *table)
{
	for (size_t row = 0; row < table->rows; row++) {
		int64_t day = table_integer(table, row, 0), team = table_integer(table, row, 1);
		int cluster = cluster_of(facts, table_integer(table, row, 2), day);
		struct tally *tally = tallies_at(facts, tallies, cluster, team);
		double *sum = day >= tallies->window.from ? tally->now : tally->before;
		int64_t resolver = table_integer(table, row, 3);
		double csat = (double)table_integer(table, row, 7), rated = (double)table_integer(table, row, 8);
		cases_add(sum, resolver, (double)table_integer(table, row, 5), (double)table_integer(table, row, 6),
			table_integer(table, row, 4));
		sum[CASE_RATED] += rated;
		if (resolver == RESOLVER_AI)
			sum[CASE_CSAT_AI] += csat, sum[CASE_RATED_AI] += rated;
		else if (resolver != RESOLVER_UNKNOWN)
			sum[CASE_CSAT_PEOPLE] += csat, sum[CASE_RATED_PEOPLE] += rated;
		if (sum == tally->now)
			facts_behind(facts, team, cluster < facts->people_count ? cluster : -1);
	}
}

/* The skills window is longer than W and P as a rule: its days within them are in cases.sql, the others in complexity.sql,
   which knows those before the window by team only: no change of this figure is coloured, so it needs no interval. */
static void complex_of_cases(struct facts *facts, struct tallies *tallies, const struct table *table)
{
	for (size_t row = 0; row < table->rows; row++) {
		int64_t day = table_integer(table, row, 0), resolver = table_integer(table, row, 3);
		if (day < tallies->before.from || (resolver != RESOLVER_HUMAN && resolver != RESOLVER_WITH_AI))
			continue;
		struct tally *tally = tallies_at(facts, tallies, cluster_of(facts, table_integer(table, row, 2), day),
			table_integer(table, row, 1));
		double *sum = day >= tallies->window.from ? tally->now : tally->before;
		sum[COMPLEX_HIGH] += (double)table_integer(table, row, 9);
		sum[COMPLEX_KNOWN] += (double)table_integer(table, row, 10);
		sum[COMPLEX_N] += (double)table_integer(table, row, 5);
	}
}

static void complex_tally(struct facts *facts, struct tallies *tallies, const struct table *table)
{
	for (size_t row = 0; row < table->rows; row++) {
		bool now = table_integer(table, row, 0) == 1;
		int cluster = cluster_of(facts, table_integer(table, row, 2), table_integer(table, row, 6));
		struct tally *tally = tallies_at(facts, tallies, cluster, table_integer(table, row, 1));
		for (int i = 0; i < 3; i++)
			*(now ? &tally->now[i] : &tally->before[i]) += (double)table_integer(table, row, 3 + i);
	}
}

static bool complex_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	struct tallies *tallies = facts->cases->complex;
	int64_t known = facts->answer->before.from;     /* cases.sql has the days from here on */
	if (known <= tallies->before.from)
		return true;
	int64_t until = known < tallies->window.from ? known : tallies->window.from;
	if (!FACTS_ASK(facts, asker, &question_complexity, &table, error, tallies->window.from, known, tallies->before.from, until))
		return false;
	complex_tally(facts, tallies, &table);
	return true;
}

static void cases_take(void *self, const struct table *table)
{
	struct facts *facts = self;
	cases_tally(facts, facts->cases->tallies, table);
	complex_of_cases(facts, facts->cases->complex, table);
}

bool cases_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	const struct answer *answer = facts->answer;
	struct window skills = answer->panel_window[PANEL_SKILLS], skills_before = answer->panel_before[PANEL_SKILLS];
	struct case_facts *own = facts->cases = ARENA_ARRAY(facts->scratch, struct case_facts, 1);
	own->tallies = tallies_new(facts, answer->window, answer->before);
	own->complex = tallies_new(facts, skills, skills_before);
	if (!facts_scan(facts, asker, &question_cases, (struct window){answer->before.from, facts->to}, cases_take, facts, error) ||
	    !complex_ask(facts, asker, error) ||
	    !facts_calendar(facts, asker, facts->as_of_day - 9, facts->as_of_day + 1, &own->calendar, error))
		return false;
	if (facts->to < facts->as_of_day - 8 || own->calendar.rows < 2)
		return true;
	int64_t end = table_integer(&own->calendar, own->calendar.rows - 1, 1);
	return FACTS_ASK(facts, asker, &question_late_cases, &own->late, error, facts->as_of, end);
}

static int64_t day_of(const struct table *calendar, int64_t time)
{
	int64_t day = DAY_NONE;
	for (size_t row = 0; row < calendar->rows && table_integer(calendar, row, 1) <= time; row++)
		day = table_integer(calendar, row, 0);
	return day;
}

/* Whether a case came back is read up to as-of, and the totals know all: what came back later is taken out again. */
static void fold_late(struct facts *facts)
{
	struct case_facts *own = facts->cases;
	const struct table *table = &own->late;
	for (size_t row = 0; row < table->rows; row++) {
		int64_t team = table_integer(table, row, 0), resolved = table_integer(table, row, 3);
		int64_t day = day_of(&own->calendar, resolved), reopened = table_integer(table, row, 4);
		const struct value *by = table_cell(table, row, 2);
		bool by_ai = by->type == CELL_TEXT && strcmp(by->text, "ai") == 0;
		bool reopens = !table_null(table, row, 4);
		if (day < facts->answer->before.from || day > facts->to)
			continue;
		int cluster = cluster_of(facts, table_integer(table, row, 1), day);
		struct tally *tally = tallies_at(facts, own->tallies, cluster, team);
		double *sum = day >= facts->answer->window.from ? tally->now : tally->before;
		if (reopens && reopened > facts->as_of && reopened <= resolved + CONFIRMED_AFTER && by->type == CELL_TEXT && *by->text)
			cases_add(sum, by_ai ? RESOLVER_AI : RESOLVER_HUMAN, 0, -1, -1);
		bool back = reopens && reopened <= facts->as_of && reopened <= resolved + CONFIRMED_AFTER;
		if (by_ai && !back && sum == tally->now && facts_in_group(facts, 0, team, -1))
			own->unconfirmed++;
	}
}

/* A column that is null in every case of W was not imported, whatever the group (metrics.md, states). */
static void column_missing(struct figure *figure, const double *all, int column, const char *why)
{
	if (all[CASE_N] > 0 && all[column] == 0 && figure->state != FIGURE_NOT_IMPORTED)
		figure_not(figure, FIGURE_NOT_IMPORTED, why);
}

static void all_cases(const struct tallies *tallies, double all[TALLY_SUMS])
{
	memset(all, 0, sizeof *all * TALLY_SUMS);
	for (int i = 0; i < tallies->count; i++)
		for (int k = 0; k < TALLY_SUMS; k++)
			all[k] += tallies->rows[i].now[k];
}

static const struct {
	struct ratio_rule rule;
	int needed, needed_too;                         /* sums that must not be 0 in all cases of W */
} CASE_FIGURES[] = {
	{{FIGURE_AI_RESOLVED, SOURCE_CASE, CASE_HELD_AI, CASE_KNOWN, INTERVAL_CASES, "no cases resolved"}, CASE_KNOWN, CASE_KNOWN},
	{{FIGURE_AI_ASSISTED, SOURCE_CASE, CASE_WITH_AI, CASE_PEOPLE, INTERVAL_CASES, "no cases resolved by people"}, CASE_KNOWN,
		CASE_KNOWN},
	{{FIGURE_HANDED_OVER, SOURCE_CASE, CASE_HANDED, CASE_TAKEN, INTERVAL_CASES, "AI took no cases"}, CASE_HANDED_KNOWN,
		CASE_HANDED_KNOWN},
	{{FIGURE_CSAT_AI, SOURCE_CASE, CASE_CSAT_AI, CASE_RATED_AI, INTERVAL_MEAN, "no rated cases resolved by AI"}, CASE_KNOWN,
		CASE_RATED},
	{{FIGURE_CSAT_HUMAN, SOURCE_CASE, CASE_CSAT_PEOPLE, CASE_RATED_PEOPLE, INTERVAL_MEAN, "no rated cases resolved by people"},
		CASE_KNOWN, CASE_RATED},
	{{FIGURE_CAME_BACK_AI, SOURCE_CASE, CASE_BACK_AI, CASE_AI, INTERVAL_CASES, "no cases resolved by AI"}, CASE_KNOWN, CASE_KNOWN},
	{{FIGURE_CAME_BACK_HUMAN, SOURCE_CASE, CASE_BACK_PEOPLE, CASE_PEOPLE, INTERVAL_CASES, "no cases resolved by people"},
		CASE_KNOWN, CASE_KNOWN},
};

static const char *missing_words(int column)
{
	return column == CASE_RATED ? "ratings not imported" : column == CASE_HANDED_KNOWN ? "hand-over not recorded" :
		"who resolved the cases is not recorded";
}

static void case_figures(struct facts *facts, int group, const double *all)
{
	double now[TALLY_SUMS], before[TALLY_SUMS];
	tallies_sum(facts->cases->tallies, group, now, before);
	for (size_t i = 0; i < COUNT_OF(CASE_FIGURES); i++) {
		struct figure *figure = figure_ratio(facts, facts->cases->tallies, group, &CASE_FIGURES[i].rule);
		column_missing(figure, all, CASE_FIGURES[i].needed, missing_words(CASE_FIGURES[i].needed));
		column_missing(figure, all, CASE_FIGURES[i].needed_too, missing_words(CASE_FIGURES[i].needed_too));
		figure_note(facts, figure, "cases resolved", (int64_t)now[CASE_N], false);
		figure_note(facts, figure, "cases whose resolver is not known", (int64_t)(now[CASE_N] - now[CASE_KNOWN]), true);
	}
	struct figure *handed = &facts->answer->groups[group].figure[FIGURE_HANDED_OVER];
	figure_note(facts, handed, "cases of which it is not known", (int64_t)(now[CASE_N] - now[CASE_HANDED_KNOWN]), true);
	struct figure *rated = &facts->answer->groups[group].figure[FIGURE_CSAT_HUMAN];
	figure_note(facts, rated, "cases without a rating", (int64_t)(now[CASE_N] - now[CASE_RATED]), true);
}

static void complex_figure(struct facts *facts, int group, const double *all)
{
	static const struct ratio_rule RULE = {FIGURE_COMPLEX_WORK, SOURCE_CASE, COMPLEX_HIGH, COMPLEX_KNOWN, INTERVAL_CASES,
		"no cases of known complexity resolved by people"};
	struct figure *figure = figure_ratio(facts, facts->cases->complex, group, &RULE);
	figure->has_change_interval = false;
	if (all[COMPLEX_N] > 0 && all[COMPLEX_KNOWN] == 0 && figure->state != FIGURE_NOT_IMPORTED)
		figure_not(figure, FIGURE_NOT_IMPORTED, "complexity is not recorded");
}

void cases_fold(struct facts *facts, struct answer *answer)
{
	double all[TALLY_SUMS], all_complex[TALLY_SUMS], now[TALLY_SUMS], before[TALLY_SUMS];
	struct case_facts *own = facts->cases;
	fold_late(facts);
	all_cases(own->tallies, all);
	all_cases(own->complex, all_complex);
	facts->rows[SOURCE_CASE] = (int64_t)all[CASE_N];
	for (int g = 0; g < facts->group_count; g++) {
		case_figures(facts, g, all);
		complex_figure(facts, g, all_complex);
		column_missing(&answer->groups[g].figure[FIGURE_COMPLEX_WORK], all, CASE_KNOWN, missing_words(CASE_KNOWN));
	}
	tallies_sum(own->tallies, 0, now, before);
	answer->resolved = (struct resolved_split){.by_ai = (int64_t)now[CASE_AI], .with_ai = (int64_t)now[CASE_WITH_AI],
		.by_human = (int64_t)now[CASE_HUMAN], .unknown = (int64_t)(now[CASE_N] - now[CASE_KNOWN]),
		.rated_ai = (int64_t)now[CASE_RATED_AI], .rated_human = (int64_t)now[CASE_RATED_PEOPLE],
		.unconfirmed = own->unconfirmed};
	figure_note(facts, &answer->groups[0].figure[FIGURE_AI_RESOLVED], "of them not yet confirmed: resolved in the last 7 days",
		own->unconfirmed, false);
}
