/* Skill growth: levels gained per person and quarter, who grew, how old the assessments are. */
#include "levels.h"

#include <math.h>

enum { DAYS_OF_QUARTER = 91, STALE_AFTER_DAYS = 365 };

/* Levels gained by person in one window, with the team of its last day. */
struct gains {
	struct window window;
	struct gain *of;                                /* by person */
	int64_t *team;
};

static struct gains gains_of(struct facts *facts, struct window window)
{
	struct gains gains = {
		.window = window,
		.of = ARENA_ARRAY(facts->scratch, struct gain, facts->people_count + 1),
		.team = ARENA_ARRAY(facts->scratch, int64_t, facts->people_count + 1),
	};
	for (int person = 0; person < facts->people_count; person++) {
		gains.of[person] = levels_gain(facts, person, window);
		gains.team[person] = gains.of[person].counted ? facts_team_on(facts, person, window.to) : 0;
	}
	return gains;
}

static bool counts_in(const struct facts *facts, const struct gains *gains, int group, int person)
{
	return gains->of[person].counted && facts_in_group(facts, group, gains->team[person], person);
}

/* Arrays over the roster, reused for every group. */
struct lists { double *c, *w, *c_before, *w_before; };

static struct lists lists_new(struct facts *facts)
{
	size_t most = (size_t)facts->people_count + 1;
	return (struct lists){
		.c = ARENA_ARRAY(facts->scratch, double, most), .w = ARENA_ARRAY(facts->scratch, double, most),
		.c_before = ARENA_ARRAY(facts->scratch, double, most), .w_before = ARENA_ARRAY(facts->scratch, double, most),
	};
}

struct growth { double levels, first_levels, quarters; int64_t people, grew; };

static struct growth growth_of(const struct facts *facts, const struct gains *gains, int group, double *c, double *w)
{
	struct growth growth = {.levels = 0};
	double quarters = (double)window_days(gains->window) / DAYS_OF_QUARTER;
	for (int person = 0; person < facts->people_count; person++) {
		bool counts = counts_in(facts, gains, group, person);
		c[person] = counts ? gains->of[person].levels : 0;
		w[person] = counts ? quarters : 0;
		growth.levels += c[person];
		growth.quarters += w[person];
		growth.people += counts;
		growth.first_levels += counts ? gains->of[person].first_levels : 0;
		growth.grew += counts && gains->of[person].grew;
	}
	return growth;
}

static bool mostly_first(const struct growth *growth)
{
	return growth->levels > 0 && growth->first_levels * 2 > growth->levels;
}

static void fold_growth(struct facts *facts, int group, const struct gains *now, const struct gains *before,
	const struct lists *lists)
{
	struct growth growth = growth_of(facts, now, group, lists->c, lists->w);
	bool some = growth.people > 0;
	struct figure *figure = figure_amount(facts, group, FIGURE_GROWTH, SOURCE_ASSESSMENT, false,
		some ? growth.levels / growth.quarters : 0);
	figure->people = growth.people;
	figure_note(facts, figure, "levels from first assessments", (int64_t)growth.first_levels, false);
	if (!some) {
		if (figure_known(figure))
			figure_not(figure, FIGURE_NOT_APPLICABLE, "nobody assessed was here throughout");
		return;
	}
	figure->has_fraction = true;
	figure->numerator = growth.levels;
	figure->denominator = growth.quarters;
	size_t n = (size_t)facts->people_count;
	struct interval interval = interval_ratio(lists->c, lists->w, n, false);
	figure->has_interval = interval.known;
	figure->low = interval.low;
	figure->high = interval.high;
	struct growth then = {.people = 0};
	if (before)
		then = growth_of(facts, before, group, lists->c_before, lists->w_before);
	figure_previous(figure, then.people > 0, then.people > 0 ? then.levels / then.quarters : 0);
	if (!figure->has_previous)
		return;
	struct interval change = interval_ratio_change(lists->c, lists->w, lists->c_before, lists->w_before, n, NULL);
	figure->has_change_interval = change.known;
	figure->change_low = change.low;
	figure->change_high = change.high;
}

struct pairs { double gained, lost, both, k, n; };

static struct pairs pairs_of(const struct facts *facts, int group, const struct gains *now, const struct gains *before)
{
	struct pairs pairs = {.k = 0};
	for (int person = 0; person < facts->people_count; person++) {
		if (!counts_in(facts, before, group, person))
			continue;
		bool grew_then = before->of[person].grew;
		pairs.n++;
		pairs.k += grew_then;
		if (!counts_in(facts, now, group, person))
			continue;
		bool grew = now->of[person].grew;
		pairs.both++;
		pairs.gained += grew && !grew_then;
		pairs.lost += !grew && grew_then;
	}
	return pairs;
}

static void fold_grew(struct facts *facts, int group, const struct gains *now, const struct gains *before,
	const struct lists *lists)
{
	struct growth growth = growth_of(facts, now, group, lists->c, lists->w);
	struct figure *figure = figure_of_people(facts, group, FIGURE_GREW, SOURCE_ASSESSMENT, (double)growth.grew,
		(double)growth.people, "nobody assessed was here throughout");
	if (!before || !figure_known(figure))
		return;
	struct pairs pairs = pairs_of(facts, group, now, before);
	figure_previous(figure, pairs.n > 0, pairs.n > 0 ? pairs.k / pairs.n : 0);
	figure_change_of_people(figure, pairs.gained, pairs.lost, pairs.both);
}

/* ---- stale skills ---- */
static void stale_of(const struct facts *facts, int group, int64_t to, double *c, double *w)
{
	const struct skill_facts *skills = facts->skills;
	for (int person = 0; person < facts->people_count; person++) {
		c[person] = w[person] = 0;
		if (!facts_employed(facts, person, to) || !facts_in_group(facts, group, facts_team_on(facts, person, to), person))
			continue;
		for (int i = skills->first_series[person]; i < skills->first_series[person + 1]; i++) {
			int64_t day;
			if (levels_at(skills, &skills->series[i], to, &day) == LEVEL_NEVER)
				continue;
			w[person]++;
			c[person] += day < to - STALE_AFTER_DAYS;
		}
	}
}

static double total(const double *numbers, int count)
{
	double sum = 0;
	for (int i = 0; i < count; i++)
		sum += numbers[i];
	return sum;
}

static void fold_stale(struct facts *facts, int group, int64_t to_before, bool before_known, const struct lists *lists)
{
	int n = facts->people_count;
	stale_of(facts, group, facts->to, lists->c, lists->w);
	double levels = total(lists->w, n);
	struct figure *figure = figure_of_people(facts, group, FIGURE_STALE_SKILLS, SOURCE_ASSESSMENT, total(lists->c, n), levels,
		"no one assessed");
	figure->people = 0;
	for (int person = 0; person < n; person++)
		figure->people += lists->w[person] > 0;
	if (!figure_known(figure))
		return;
	struct interval interval = interval_ratio(lists->c, lists->w, (size_t)n, true);
	figure->has_interval = interval.known;
	figure->low = interval.low;
	figure->high = interval.high;
	stale_of(facts, group, to_before, lists->c_before, lists->w_before);
	double levels_before = total(lists->w_before, n);
	bool known = before_known && levels_before > 0;
	figure_previous(figure, known, known ? total(lists->c_before, n) / levels_before : 0);
}

/* ---- trend ---- */
static void fold_trend(struct facts *facts, struct answer *answer, const struct lists *lists)
{
	struct trend *trend = &answer->trend[PANEL_SKILLS];
	int64_t days = window_days(answer->panel_window[PANEL_SKILLS]);
	trend->count = TREND_POINTS;
	for (int point = 0; point < TREND_POINTS; point++) {
		int64_t to = facts_block(facts, point).to;
		struct gains gains = gains_of(facts, (struct window){.from = to - days + 1, .to = to});
		struct growth growth = growth_of(facts, &gains, 0, lists->c, lists->w);
		trend->to[point] = to;
		trend->known[point] = growth.people > 0;
		if (!trend->known[point])
			continue;
		struct interval band = interval_ratio(lists->c, lists->w, (size_t)facts->people_count, false);
		trend->value[point] = growth.levels / growth.quarters;
		trend->has_band[point] = band.known;
		trend->low[point] = band.low;
		trend->high[point] = band.high;
	}
}

static void count_new(struct facts *facts, struct answer *answer, struct window window)
{
	for (int person = 0; person < facts->people_count; person++) {
		const struct person_fact *who = &facts->people[person];
		if (!who->employed_to || who->hired_day == DAY_NONE || who->hired_day <= window.from)
			continue;
		int groups[MOST_GROUPS_OF], count = facts_groups_of(facts, who->team_to, person, groups);
		for (int g = 0; g < count; g++)
			answer->groups[groups[g]].new_people++;
	}
}

void skills_fold(struct facts *facts, struct answer *answer)
{
	struct window window = answer->panel_window[PANEL_SKILLS], before = answer->panel_before[PANEL_SKILLS];
	bool before_known = facts_before_known(facts, SOURCE_ASSESSMENT, before);
	struct lists lists = lists_new(facts);
	struct gains now = gains_of(facts, window), then = {.of = NULL};
	if (before_known)
		then = gains_of(facts, before);
	for (int group = 0; group < facts->group_count; group++) {
		fold_growth(facts, group, &now, before_known ? &then : NULL, &lists);
		fold_grew(facts, group, &now, before_known ? &then : NULL, &lists);
		fold_stale(facts, group, before.to, before_known, &lists);
	}
	struct growth whole = growth_of(facts, &now, 0, lists.c, lists.w);
	answer->first_gains = mostly_first(&whole);
	count_new(facts, answer, window);
	needs_count(facts, window, before);
	needs_fold(facts, answer, before_known);
	if (facts->needs & NEED_TRENDS)
		fold_trend(facts, answer, &lists);
	if (facts->needs & (NEED_MATRIX | NEED_TRENDS | NEED_ATTENTION))
		needs_rows(facts, answer);              /* the overview has them in its tile */
	if (facts->needs & NEED_MATRIX)
		matrix_fold(facts, answer);
}
