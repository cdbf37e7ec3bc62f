/* Cases: by whom they were resolved, whether that held, what customers said; and how complex the work of people is. */
#include "facts.h"

#include <string.h>

enum { CONFIRMED_AFTER = 604800 };                      /* 7 days in seconds */

QUESTION(cases, "ii", "iiiiiiiiiiiiiiiiii");
QUESTION(complexity, "ii", "iiiiii");
QUESTION(late_cases, "ii", "iitii");
const struct question *const cases_questions[] = {&question_cases, &question_complexity, &question_late_cases, NULL};
const struct question *const complexity_questions[] = {&question_complexity, NULL};

/* Columns of cases.sql after day, team, person, in its order; the last two are made of them. */
enum case_sum {
	CASE_N, CASE_KNOWN, CASE_AI, CASE_BACK_AI, CASE_HUMAN, CASE_WITH_AI, CASE_BACK_PEOPLE, CASE_HANDED_KNOWN, CASE_TAKEN,
	CASE_HANDED, CASE_RATED, CASE_CSAT_AI, CASE_RATED_AI, CASE_CSAT_PEOPLE, CASE_RATED_PEOPLE, CASE_COLUMNS,
	CASE_HELD_AI = CASE_COLUMNS, CASE_PEOPLE
};
enum { COMPLEX_HIGH, COMPLEX_KNOWN, COMPLEX_N };      /* columns of complexity.sql */

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

static void tally_table(struct facts *facts, struct tallies *tallies, const struct table *table, int columns, bool behind)
{
	for (size_t row = 0; row < table->rows; row++) {
		int64_t day = table_integer(table, row, 0), team = table_integer(table, row, 1);
		int cluster = cluster_of(facts, table_integer(table, row, 2), day);
		struct tally *tally = tallies_at(facts, tallies, cluster, team);
		double *sum = day >= tallies->window.from ? tally->now : tally->before;
		for (int i = 0; i < columns; i++)
			sum[i] += (double)table_integer(table, row, 3 + i);
		if (behind && sum == tally->now)
			facts_behind(facts, team, cluster < facts->people_count ? cluster : -1);
	}
}

bool cases_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table cases, complex;
	const struct answer *answer = facts->answer;
	struct window skills = answer->panel_window[PANEL_SKILLS], skills_before = answer->panel_before[PANEL_SKILLS];
	struct case_facts *own = facts->cases = ARENA_ARRAY(facts->scratch, struct case_facts, 1);
	own->tallies = tallies_new(facts, answer->window, answer->before);
	own->complex = tallies_new(facts, skills, skills_before);
	if (!FACTS_ASK(facts, asker, &question_cases, &cases, error, answer->before.from, facts->to) ||
	    !FACTS_ASK(facts, asker, &question_complexity, &complex, error, skills_before.from, skills.to) ||
	    !facts_calendar(facts, asker, facts->as_of_day - 9, facts->as_of_day + 1, &own->calendar, error))
		return false;
	tally_table(facts, own->tallies, &cases, CASE_COLUMNS, true);
	tally_table(facts, own->complex, &complex, 3, false);
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
			sum[by_ai ? CASE_BACK_AI : CASE_BACK_PEOPLE]--;
		bool back = reopens && reopened <= facts->as_of && reopened <= resolved + CONFIRMED_AFTER;
		if (by_ai && !back && sum == tally->now && facts_in_group(facts, 0, team, -1))
			own->unconfirmed++;
	}
}

static void fold_made(struct tallies *tallies)
{
	for (int i = 0; i < tallies->count; i++)
		for (int w = 0; w < 2; w++) {
			double *sum = w ? tallies->rows[i].now : tallies->rows[i].before;
			sum[CASE_HELD_AI] = sum[CASE_AI] - sum[CASE_BACK_AI];
			sum[CASE_PEOPLE] = sum[CASE_HUMAN] + sum[CASE_WITH_AI];
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
	if (all[COMPLEX_N] > 0 && all[COMPLEX_KNOWN] == 0 && figure->state != FIGURE_NOT_IMPORTED)
		figure_not(figure, FIGURE_NOT_IMPORTED, "complexity is not recorded");
}

void cases_fold(struct facts *facts, struct answer *answer)
{
	double all[TALLY_SUMS], all_complex[TALLY_SUMS], now[TALLY_SUMS], before[TALLY_SUMS];
	struct case_facts *own = facts->cases;
	fold_late(facts);
	fold_made(own->tallies);
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
