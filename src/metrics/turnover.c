/* Turnover: leavers per person-year and what stands beside it, from the roster alone. */
#include "turnover.h"

#include <math.h>

enum { FIRST_DAYS = 90, COHORT_FIRST = 455, COHORT_LAST = 91 };

const struct question *const turnover_questions[] = {NULL};     /* the roster is read by facts */

bool turnover_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	(void)facts, (void)asker, (void)error;
	return true;
}

static struct window observed_part(const struct facts *facts, struct window window)
{
	int64_t first = facts->observed_day;
	if (first == DAY_NONE)
		return (struct window){.from = 1, .to = 0};
	return (struct window){.from = window.from > first ? window.from : first, .to = window.to};
}

static void leavings_count(const struct facts *facts, const struct spans *spans, struct window window,
	struct turnover_sums *sums)
{
	for (int i = 0; i < spans->leaving_count; i++) {
		const struct leaving *leaving = &spans->leavings[i];
		if (!window_holds(window, leaving->day))
			continue;
		enum leave_kind kind = facts->people[leaving->person].leave_kind;
		for (int g = 0; g < leaving->group_count; g++) {
			struct turnover_sums *of = &sums[leaving->groups[g]];
			of->leavers++;
			of->voluntary += kind == LEAVE_VOLUNTARY;
			of->involuntary += kind == LEAVE_INVOLUNTARY;
			of->kind_unknown += kind == LEAVE_UNKNOWN;
		}
	}
}

struct turnover_sums *turnover_sums_of(struct facts *facts, struct window window)
{
	const struct spans *spans = spans_of(facts);
	struct turnover_sums *sums = ARENA_ARRAY(facts->scratch, struct turnover_sums, facts->group_count);
	int *last = ARENA_ARRAY(facts->scratch, int, facts->group_count);       /* last person counted, + 1 */
	struct window observed = observed_part(facts, window);
	leavings_count(facts, spans, window, sums);
	for (int g = 0; g < facts->group_count; g++)
		sums[g].observed_days = observed.to >= observed.from ? window_days(observed) : 0;
	for (int i = 0; i < spans->count; i++) {
		const struct span *span = &spans->rows[i];
		int64_t days = days_shared(span->from, span->to, observed);
		for (int g = 0; days && g < span->group_count; g++) {
			int group = span->groups[g];
			sums[group].person_days += days;
			sums[group].people += last[group] != span->person + 1;
			last[group] = span->person + 1;
		}
	}
	return sums;
}

/* ---- person by person, for the interval of a change ---- */
struct by_person { double *left, *years; };

static struct by_person by_person_of(struct facts *facts, int group, struct window window, struct by_person of)
{
	const struct spans *spans = spans_of(facts);
	struct window observed = observed_part(facts, window);
	for (int i = 0; i < facts->people_count; i++)
		of.left[i] = of.years[i] = 0;
	for (int i = 0; i < spans->count; i++)
		for (int g = 0; g < spans->rows[i].group_count; g++)
			if (spans->rows[i].groups[g] == group)
				of.years[spans->rows[i].person] +=
					(double)days_shared(spans->rows[i].from, spans->rows[i].to, observed) / 365;
	for (int i = 0; i < spans->leaving_count; i++)
		for (int g = 0; g < spans->leavings[i].group_count; g++)
			if (spans->leavings[i].groups[g] == group && window_holds(window, spans->leavings[i].day))
				of.left[spans->leavings[i].person] = 1;
	return of;
}

static struct by_person by_person_new(struct facts *facts)
{
	return (struct by_person){
		.left = ARENA_ARRAY(facts->scratch, double, facts->people_count + 1),
		.years = ARENA_ARRAY(facts->scratch, double, facts->people_count + 1),
	};
}

/* ---- figures ---- */
struct windows { struct window now, before; bool before_known; };

static void figure_interval(struct figure *figure, struct interval interval, double divisor)
{
	if (!interval.known || !(divisor > 0))
		return;
	figure->has_interval = true;
	figure->low = interval.low / divisor;
	figure->high = interval.high / divisor;
}

static struct figure *figure_count(struct facts *facts, int group, enum figure_id id, int64_t count, const int64_t *before,
	int64_t people)
{
	struct figure *figure = figure_amount(facts, group, id, SOURCE_PERSON, false, (double)count);
	figure->people = people;
	figure_interval(figure, interval_garwood((double)count), 1);
	figure_previous(figure, before != NULL, before ? (double)*before : 0);
	return figure;
}

static void fold_leavers(struct facts *facts, int group, const struct turnover_sums *now,
	const struct turnover_sums *before)
{
	struct figure *figure = figure_count(facts, group, FIGURE_LEAVERS, now->leavers, before ? &before->leavers : NULL,
		now->people);
	figure_note(facts, figure, "leaving kind not recorded", now->kind_unknown, true);
	struct figure *kinds[] = {
		figure_count(facts, group, FIGURE_VOLUNTARY, now->voluntary, before ? &before->voluntary : NULL, now->people),
		figure_count(facts, group, FIGURE_INVOLUNTARY, now->involuntary, before ? &before->involuntary : NULL, now->people),
	};
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		figure_note(facts, kinds[i], "leaving kind not recorded", now->kind_unknown, true);
		if (now->leavers && now->kind_unknown == now->leavers)
			figure_not(kinds[i], FIGURE_NOT_IMPORTED, "why people left is not recorded");
		else if (before && before->leavers && before->kind_unknown == before->leavers)
			kinds[i]->has_previous = false;
	}
}

static void fold_headcount(struct facts *facts, int group, const struct turnover_sums *now,
	const struct turnover_sums *before)
{
	double days = (double)now->observed_days;
	struct figure *figure = figure_amount(facts, group, FIGURE_HEADCOUNT, SOURCE_PERSON, false,
		days > 0 ? (double)now->person_days / days : 0);
	figure->people = now->people;
	if (!(days > 0)) {
		figure_not(figure, FIGURE_NOT_APPLICABLE, "no day of it was observed");
		return;
	}
	figure->has_fraction = true;
	figure->numerator = (double)now->person_days;
	figure->denominator = days;
	bool known = before && before->observed_days > 0;
	figure_previous(figure, known, known ? (double)before->person_days / (double)before->observed_days : 0);
}

static void change_of_rate(struct facts *facts, int group, struct figure *figure, const struct windows *windows,
	struct by_person *now, struct by_person *before)
{
	by_person_of(facts, group, windows->now, *now);
	by_person_of(facts, group, windows->before, *before);
	struct interval change = interval_ratio_change(now->left, now->years, before->left, before->years,
		(size_t)facts->people_count, NULL);
	figure->has_change_interval = change.known;
	figure->change_low = change.low;
	figure->change_high = change.high;
}

static void fold_turnover(struct facts *facts, int group, const struct turnover_sums *now,
	const struct turnover_sums *before)
{
	double years = turnover_person_years(now);
	struct figure *figure = figure_amount(facts, group, FIGURE_TURNOVER, SOURCE_PERSON, false,
		years > 0 ? (double)now->leavers / years : 0);
	figure->people = now->people;
	figure_note(facts, figure, "people-days employed", now->person_days, false);
	if (!(years > 0)) {
		figure_not(figure, FIGURE_NOT_APPLICABLE, "nobody was employed");
		return;
	}
	figure->has_fraction = true;
	figure->numerator = (double)now->leavers;
	figure->denominator = years;
	figure_interval(figure, interval_garwood(figure->numerator), years);
	bool known = before && turnover_person_years(before) > 0;
	figure_previous(figure, known, known ? (double)before->leavers / turnover_person_years(before) : 0);
}

bool turnover_hired_for(const struct facts *facts, int person, int64_t to)
{
	int64_t hired = facts->people[person].hired_day;
	return hired != DAY_NONE && hired >= to - COHORT_FIRST && hired <= to - COHORT_LAST;
}

/* Of the people hired 455 to 91 days before `to`: who left within 90 days. */
static void fold_first_days(struct facts *facts, const struct windows *windows)
{
	double *early[2], *hired[2];
	for (int w = 0; w < 2; w++) {
		early[w] = ARENA_ARRAY(facts->scratch, double, facts->group_count);
		hired[w] = ARENA_ARRAY(facts->scratch, double, facts->group_count);
	}
	for (int person = 0; person < facts->people_count; person++) {
		const struct person_fact *who = &facts->people[person];
		if (who->hired_day == DAY_NONE || who->hired_day > facts->to)
			continue;
		int groups[MOST_GROUPS_OF], count = facts_groups_of(facts, spans_team_hired(facts, person), person, groups);
		for (int w = 0; w < 2; w++) {
			int64_t to = w ? windows->before.to : windows->now.to;
			if (!turnover_hired_for(facts, person, to))
				continue;
			for (int g = 0; g < count; g++) {
				hired[w][groups[g]]++;
				early[w][groups[g]] += who->left_day != DAY_NONE && who->left_day < who->hired_day + FIRST_DAYS;
			}
		}
	}
	for (int group = 0; group < facts->group_count; group++) {
		struct figure *figure = figure_of_people(facts, group, FIGURE_FIRST_90_DAYS, SOURCE_PERSON, early[0][group],
			hired[0][group], "nobody was hired 455 to 91 days before");
		bool known = windows->before_known && hired[1][group] > 0;
		figure_previous(figure, known, known ? early[1][group] / hired[1][group] : 0);
	}
}

static void fold_shrm(struct facts *facts, struct answer *answer, const struct windows *windows)
{
	struct shrm now = turnover_shrm_of(facts, windows->now.to), before = turnover_shrm_of(facts, windows->before.to);
	answer->shrm = now.window;
	for (int group = 0; group < facts->group_count; group++) {
		double rate = now.rate[group];
		struct figure *figure = figure_amount(facts, group, FIGURE_TURNOVER_SHRM, SOURCE_PERSON, false,
			isfinite(rate) ? rate : 0);
		figure->people = (int64_t)ceil(now.staff[group]);
		if (!now.observed || !isfinite(rate)) {
			figure_not(figure, FIGURE_NOT_APPLICABLE,
				now.observed ? "a month without staff" : "needs twelve whole months observed");
			continue;
		}
		figure->has_fraction = true;
		figure->numerator = now.leavers[group];
		/* the sum of twelve rates has no denominator of its own: the staff that gives the same rate */
		figure->denominator = rate > 0 ? now.leavers[group] / rate : now.staff[group];
		figure_interval(figure, interval_garwood(figure->numerator), figure->denominator);
		figure_previous(figure, before.observed, before.rate[group]);
	}
}

static void fold_trend(struct facts *facts, struct answer *answer)
{
	struct trend *trend = &answer->trend[PANEL_TURNOVER];
	int64_t days = window_days(answer->panel_window[PANEL_TURNOVER]);
	trend->count = TREND_POINTS;
	for (int point = 0; point < TREND_POINTS; point++) {
		int64_t to = facts_block(facts, point).to;
		const struct turnover_sums *sums = turnover_sums_of(facts, (struct window){.from = to - days + 1, .to = to});
		double years = turnover_person_years(&sums[0]);
		trend->to[point] = to;
		trend->known[point] = years > 0;
		if (!trend->known[point])
			continue;
		struct interval band = interval_garwood((double)sums[0].leavers);
		trend->value[point] = (double)sums[0].leavers / years;
		trend->has_band[point] = band.known;
		trend->low[point] = band.low / years;
		trend->high[point] = band.high / years;
	}
}

static void count_unknown(const struct facts *facts, struct answer *answer, const struct turnover_sums *sums)
{
	answer->leavers_unknown = sums[0].kind_unknown;
	answer->hired_unknown = 0;
	for (int person = 0; person < facts->people_count; person++) {
		const struct person_fact *who = &facts->people[person];
		bool gone = who->left_day != DAY_NONE && who->left_day < answer->panel_window[PANEL_TURNOVER].from;
		if (who->hired_day == DAY_NONE && !gone && facts_in_group(facts, 0, who->team_to, person))
			answer->hired_unknown++;
	}
}

static void mark_not_imported(struct facts *facts)
{
	static const enum figure_id ids[] = {FIGURE_LEAVERS, FIGURE_HEADCOUNT, FIGURE_TURNOVER, FIGURE_FIRST_90_DAYS,
		FIGURE_VOLUNTARY, FIGURE_INVOLUNTARY, FIGURE_TURNOVER_SHRM};
	for (int group = 0; group < facts->group_count; group++)
		for (size_t i = 0; i < COUNT_OF(ids); i++)
			figure_not(figure_amount(facts, group, ids[i], SOURCE_PERSON, false, 0), FIGURE_NOT_IMPORTED,
				"no hire dates imported");
}

static void expected_is_not_computed(struct facts *facts)
{
	for (int group = 0; group < facts->group_count; group++)
		figure_not(figure_amount(facts, group, FIGURE_EXPECTED_LEAVERS, SOURCE_PERSON, false, 0), FIGURE_NOT_APPLICABLE,
			"not computed");
}

void turnover_fold(struct facts *facts, struct answer *answer)
{
	struct windows windows = {.now = answer->panel_window[PANEL_TURNOVER], .before = answer->panel_before[PANEL_TURNOVER]};
	windows.before_known = facts_before_known(facts, SOURCE_PERSON, windows.before) &&
		facts->observed_day != DAY_NONE && facts->observed_day <= windows.before.from;
	const struct turnover_sums *now = turnover_sums_of(facts, windows.now), *before = NULL;
	count_unknown(facts, answer, now);
	expected_is_not_computed(facts);
	if (facts->first_hired_day == DAY_NONE || facts->first_hired_day > facts->to) {
		mark_not_imported(facts);
		return;
	}
	if (windows.before_known)
		before = turnover_sums_of(facts, windows.before);
	struct by_person people_now = by_person_new(facts), people_before = by_person_new(facts);
	for (int group = 0; group < facts->group_count; group++) {
		const struct turnover_sums *then = before ? &before[group] : NULL;
		facts->holds[group] = facts->holds[group] || now[group].person_days || now[group].leavers;
		fold_leavers(facts, group, &now[group], then);
		fold_headcount(facts, group, &now[group], then);
		fold_turnover(facts, group, &now[group], then);
		struct figure *rate = &answer->groups[group].figure[FIGURE_TURNOVER];
		if (figure_known(rate) && rate->has_previous)
			change_of_rate(facts, group, rate, &windows, &people_now, &people_before);
	}
	fold_first_days(facts, &windows);
	fold_shrm(facts, answer, &windows);
	if (facts->needs & NEED_TRENDS)
		fold_trend(facts, answer);
	if (facts->needs & NEED_SURVIVAL)
		turnover_expect(facts, answer, now);
}
