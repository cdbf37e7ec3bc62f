/* Turnover by other rules: calendar months as HR counts them (shrm), and what a team's tenures lead one to expect. */
#include "turnover.h"

#include <math.h>

enum { MONTHS = 12, BANDS = 4 };
static const int64_t BAND_FROM[BANDS + 1] = {0, 91, 365, 1096, DAY_FAR};       /* tenure in days, statistics.md 1 */
static const double LEAST_EXPECTED = 0.5, FALSE_MARKS = 0.10;

/* Last days of the month before and of the twelve months; the last one ends on or before `to`. */
static void month_ends(int64_t to, int64_t end[MONTHS + 1])
{
	struct date date = date_of_day(to + 1);                 /* its month has begun: the one before is whole */
	for (int i = MONTHS; i >= 0; i--) {
		end[i] = day_of_date((struct date){.year = date.year, .month = date.month, .day = 1}) - 1;
		date = date_of_day(end[i]);
	}
}

static int month_of(const int64_t end[MONTHS + 1], int64_t day)
{
	for (int i = 1; i <= MONTHS; i++)
		if (day > end[i - 1] && day <= end[i])
			return i;
	return 0;
}

/* Staff at the close of each day of `end`: who leaves on it is gone. */
static void staff_count(const struct facts *facts, const struct spans *spans, const int64_t end[MONTHS + 1],
	double (*staff)[MONTHS + 1])
{
	for (int i = 0; i < spans->count; i++) {
		const struct span *span = &spans->rows[i];
		int64_t left = facts->people[span->person].left_day;
		for (int m = 0; m <= MONTHS; m++)
			for (int g = 0; g < span->group_count; g++)
				if (span->from <= end[m] && end[m] <= span->to && left != end[m])
					staff[span->groups[g]][m]++;
	}
}

static void leavers_count(const struct spans *spans, const int64_t end[MONTHS + 1], double (*left)[MONTHS + 1])
{
	for (int i = 0; i < spans->leaving_count; i++) {
		int month = month_of(end, spans->leavings[i].day);
		for (int g = 0; month && g < spans->leavings[i].group_count; g++)
			left[spans->leavings[i].groups[g]][month]++;
	}
}

struct shrm turnover_shrm_of(struct facts *facts, int64_t to)
{
	const struct spans *spans = spans_of(facts);
	size_t groups = (size_t)facts->group_count;
	int64_t end[MONTHS + 1];
	month_ends(to, end);
	double (*staff)[MONTHS + 1] = arena_alloc(facts->scratch, groups * sizeof *staff);
	double (*left)[MONTHS + 1] = arena_alloc(facts->scratch, groups * sizeof *left);
	staff_count(facts, spans, end, staff);
	leavers_count(spans, end, left);
	struct shrm shrm = {
		.window = {.from = end[0] + 1, .to = end[MONTHS]},
		.observed = facts->observed_day != DAY_NONE && facts->observed_day <= end[0],
		.rate = ARENA_ARRAY(facts->scratch, double, groups),
		.leavers = ARENA_ARRAY(facts->scratch, double, groups),
		.staff = ARENA_ARRAY(facts->scratch, double, groups),
	};
	for (size_t group = 0; group < groups; group++)
		for (int m = 1; m <= MONTHS; m++) {
			double mean = (staff[group][m - 1] + staff[group][m]) / 2;
			shrm.rate[group] += mean > 0 ? left[group][m] / mean : NAN;
			shrm.leavers[group] += left[group][m];
			shrm.staff[group] += mean / MONTHS;
		}
	return shrm;
}

/* ---- expectations ---- */
struct bands { double years[BANDS], left[BANDS]; };

static void bands_of(struct facts *facts, struct window window, struct bands *bands)
{
	const struct spans *spans = spans_of(facts);
	struct window observed = window;
	if (facts->observed_day != DAY_NONE && facts->observed_day > window.from)
		observed.from = facts->observed_day;
	for (int i = 0; i < spans->count; i++) {
		const struct span *span = &spans->rows[i];
		int64_t hired = facts->people[span->person].hired_day;
		for (int b = 0; b < BANDS; b++) {
			struct window band = {.from = hired + BAND_FROM[b], .to = hired + BAND_FROM[b + 1] - 1};
			band.from = band.from > observed.from ? band.from : observed.from;
			band.to = band.to < observed.to ? band.to : observed.to;
			double years = (double)days_shared(span->from, span->to, band) / 365;
			for (int g = 0; g < span->group_count; g++)
				bands[span->groups[g]].years[b] += years;
		}
	}
	for (int i = 0; i < spans->leaving_count; i++) {
		const struct leaving *leaving = &spans->leavings[i];
		int64_t tenure = leaving->day - facts->people[leaving->person].hired_day;
		for (int b = 0; b < BANDS; b++)
			for (int g = 0; g < leaving->group_count; g++)
				if (window_holds(window, leaving->day) && tenure >= BAND_FROM[b] && tenure < BAND_FROM[b + 1])
					bands[leaving->groups[g]].left[b]++;
	}
}

void turnover_expect(struct facts *facts, struct answer *answer, const struct turnover_sums *sums)
{
	size_t groups = (size_t)answer->group_count;
	struct bands *bands = ARENA_ARRAY(facts->scratch, struct bands, facts->group_count);
	double *p = ARENA_ARRAY(facts->scratch, double, groups);
	bool *keep = ARENA_ARRAY(facts->scratch, bool, groups);
	bands_of(facts, answer->panel_window[PANEL_TURNOVER], bands);
	answer->expectations = ARENA_ARRAY(facts->keep, struct team_expectation, groups);
	for (size_t group = 0; group < groups; group++) {
		struct team_expectation *of = &answer->expectations[group];
		*of = (struct team_expectation){.left = sums[group].leavers, .p = NAN};
		for (int b = 0; b < BANDS; b++)
			if (bands[0].years[b] > 0)
				of->expected += bands[0].left[b] / bands[0].years[b] * bands[group].years[b];
		if (answer->groups[group].people < answer->policy.risk_min_group)
			of->expected = NAN;
		else if (group && of->expected >= LEAST_EXPECTED)
			of->p = team_expectation_p((double)of->left, of->expected);
		p[group] = of->p;
	}
	benjamini_hochberg(p, groups, FALSE_MARKS, keep);
	for (size_t group = 0; group < groups; group++)
		answer->expectations[group].marked = keep[group];
}
