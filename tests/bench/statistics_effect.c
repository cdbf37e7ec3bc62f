/* Survival with late entry, the event study and the adjusted difference against what was planted. */
#include "statistics.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- survival: leavings a day by tenure band ---- */
static const double DAILY[MODEL_BANDS] = {0.0201 / 30, 0.0166 / 30, 0.0095 / 30, 0.0067 / 30};
static const double BAND_FROM[MODEL_BANDS + 1] = {0, 91, 365, 1096, INFINITY};
enum { DAYS = 1096, LEAST_AT_RISK = 10 };

static double gone_by(double tenure)
{
	double sum = 0;
	for (size_t band = 0; band < MODEL_BANDS; band++)
		if (tenure > BAND_FROM[band])
			sum += DAILY[band] * (fmin(tenure, BAND_FROM[band + 1]) - BAND_FROM[band]);
	return sum;
}

/* Tenure at leaving of somebody there at `tenure`. */
static double leaves_at(struct luck *luck, double tenure)
{
	double target = gone_by(tenure) - log(luck_share(luck)), day = tenure;
	for (size_t band = model_band(tenure); band < MODEL_BANDS; band++) {
		double end = day + (target - gone_by(day)) / DAILY[band];
		if (end <= BAND_FROM[band + 1])
			return end;
		day = BAND_FROM[band + 1];
	}
	return day;
}

struct records { double *entry, *time; unsigned char *left; size_t count, room; };

static void record_add(struct records *records, double entry, double time, bool left)
{
	if (records->count == records->room) {
		records->room = records->room ? 2 * records->room : 512;
		records->entry = memory_grow(records->entry, records->room * sizeof(double));
		records->time = memory_grow(records->time, records->room * sizeof(double));
		records->left = memory_grow(records->left, records->room);
	}
	records->entry[records->count] = entry, records->time[records->count] = time;
	records->left[records->count++] = left;
}

/* One seat for three years, refilled a month after each leaving. */
static void seat(struct records *records, struct luck *luck, bool newcomer)
{
	double tenure = floor(newcomer ? 425 * luck_share(luck) : 30 + 730 * luck_gamma(luck, 1.6));
	for (double day = 0; day < DAYS;) {
		double leaves = ceil(leaves_at(luck, tenure)), stays = DAYS - day;
		bool left = leaves - tenure <= stays;
		record_add(records, tenure - 1, left ? leaves : tenure + stays, left);
		day += (left ? leaves - tenure : stays) + 30;
		tenure = 0;
	}
}

static void look_at_curve(const struct records *records, struct tally *tally)
{
	struct survival_point *points = memory_new(records->count * sizeof *points);
	double start, end;
	size_t count = survival_curve(records->entry, records->time, records->left, records->count, LEAST_AT_RISK, false, points, &start, &end);
	for (int year = 0; year < 3; year++) {
		double tenure = 365 * (year + 1), truth = exp(gone_by(fmax(0, start)) - gone_by(tenure));
		size_t last = 0;
		while (last < count && points[last].time <= tenure)
			last++;
		if (tenure > start && tenure <= end && last && points[last - 1].has_band)
			tally_add(&tally[year], points[last - 1].low <= truth && truth <= points[last - 1].high);
	}
	free(points);
}

static bool survival_of(size_t people, size_t samples)
{
	struct tally tally[] = {{.name = "12 months", .low = 93, .high = 97}, {.name = "24 months", .low = 93, .high = 97},
		{.name = "36 months", .low = 93, .high = 97}};
	for (size_t seed = 1; seed <= samples; seed++) {
		struct luck luck = luck_of(seed, 21);
		struct records records = {0};
		for (size_t i = 0; i < people; i++)
			seat(&records, &luck, i * 60 / people < 17);
		look_at_curve(&records, tally);
		free(records.entry), free(records.time), free(records.left);
	}
	printf(" survival inside its band, %zu people\n", people);
	bool good = true;
	for (size_t year = 0; year < 3; year++)
		good = tally_print(&tally[year]) && good;
	return good;
}

bool bench_survival(size_t samples)
{
	bool good = survival_of(60, samples);
	return survival_of(300, samples) && good;
}

/* ---- event study ---- */
enum { WEEKS = 78, RAMP = 4, SWING_WEEKS = 4 };
struct study { size_t people, teams; bool by_team; double effect, swings; };

static int start_of(struct luck *luck)
{
	int week = 13 + (int)(luck_gamma(luck, 2) * 3.2 * 30.4375 / 7);
	return luck_chance(luck, 0.85) && week < WEEKS ? week : -1;
}

static double planted(const struct study *study, int start, int week)
{
	if (start < 0 || week < start)
		return 0;
	return study->effect * fmin(1, (week - start + 0.5) / RAMP);
}

/* The planted change as the estimate defines it: mean over weeks +1..+12. */
static double truth_of(const struct study *study)
{
	double sum = 0;
	for (int week = 1; week <= EVENT_LAST; week++)
		sum += planted(study, 0, week) / EVENT_LAST;
	return sum;
}

static void fill_person(const struct study *study, struct luck *luck, const double *swing, int start, double *y)
{
	double own = 46 + 4 * luck_normal(luck), noise = 6 * luck_normal(luck);
	for (int week = 0; week < WEEKS; week++) {
		noise = 0.5 * noise + 6 * sqrt(0.75) * luck_normal(luck);
		y[week] = own + noise + swing[week / SWING_WEEKS] + planted(study, start, week);
		if (luck_chance(luck, 0.05))
			y[week] = NAN;                          /* away */
	}
}

static struct event_study study_make(const struct study *study, uint64_t seed)
{
	struct luck luck = luck_of(seed, 31);
	double *y = memory_new(study->people * WEEKS * sizeof *y), *swing = memory_new(study->teams * WEEKS * sizeof *swing);
	int *start = memory_new(study->people * sizeof *start), *team = memory_new(study->people * sizeof *team);
	int *team_start = memory_new(study->teams * sizeof *team_start);
	for (size_t t = 0; t < study->teams; t++) {
		team_start[t] = start_of(&luck);
		for (size_t i = 0; i < WEEKS; i++)
			swing[t * WEEKS + i] = study->swings * luck_normal(&luck);
	}
	for (size_t i = 0; i < study->people; i++) {
		team[i] = (int)(i % study->teams);
		start[i] = study->by_team ? team_start[team[i]] + (team_start[team[i]] >= 0 ? (int)(3 * luck_share(&luck)) : 0) : start_of(&luck);
		start[i] = start[i] < WEEKS ? start[i] : -1;
		fill_person(study, &luck, swing + (size_t)team[i] * WEEKS, start[i], y + i * WEEKS);
	}
	struct event_study result = event_study(&(struct event_rows){.people = study->people, .weeks = WEEKS, .y = y, .start = start, .team = team});
	free(y), free(swing), free(start), free(team), free(team_start);
	return result;
}

static bool study_of(const char *name, const struct study *study, size_t samples)
{
	struct tally tally = {.name = name, .low = 93, .high = 100}, changing = {.name = "  already changing before, though not"};
	double truth = truth_of(study);
	for (size_t seed = 1; seed <= samples; seed++) {
		struct event_study result = study_make(study, seed);
		if (result.state.cause != MODEL_KNOWN)
			continue;
		tally_add(&tally, result.shown.limits.low <= truth && truth <= result.shown.limits.high);
		tally_add(&changing, result.already_changing);
	}
	bool good = tally_print(&tally);
	tally_print(&changing);
	return good;
}

bool bench_event_study(size_t samples)
{
	bool good = study_of("+4, own dates, 60 people", &(struct study){60, 5, false, 4, 1}, samples);
	good = study_of("0, own dates, 60 people", &(struct study){60, 5, false, 0, 1}, samples) && good;
	good = study_of("+4, own dates, 25 people", &(struct study){25, 5, false, 4, 1}, samples) && good;
	good = study_of("+4, teams start, swings of 2, 60 people in 10 teams", &(struct study){60, 10, true, 4, 2}, samples) && good;
	good = study_of("0, teams start, swings of 2, 60 people in 10 teams", &(struct study){60, 10, true, 0, 2}, samples) && good;
	return study_of("0, teams start, swings of 2, 300 people in 25 teams", &(struct study){300, 25, true, 0, 2}, samples) && good;
}

/* ---- adjusted difference: habit goes with tenure and team, and so does the outcome ---- */
bool bench_adjusted(size_t samples)
{
	enum { PEOPLE = 60, TEAMS = 5 };
	static const double OF_BAND[MODEL_BANDS] = {-6, -2, 0, 1}, OF_TEAM[TEAMS] = {-4, -2, 0, 2, 4};
	struct tally adjusted = {.name = "adjusted difference inside its interval, 60 people", .low = 92, .high = 97};
	struct tally plain = {.name = "no team or tenure known: the plain difference holds"};
	for (size_t seed = 1; seed <= samples; seed++) {
		struct luck luck = luck_of(seed, 41);
		double y[PEOPLE], truth = 3;
		unsigned char habit[PEOPLE];
		int band[PEOPLE], team[PEOPLE];
		for (size_t i = 0; i < PEOPLE; i++) {
			team[i] = (int)(i % TEAMS);
			band[i] = (int)(4 * luck_share(&luck));
			habit[i] = luck_chance(&luck, 1 / (1 + exp(-(0.4 * band[i] + 0.5 * team[i] - 1.6))));
			y[i] = 46 + OF_BAND[band[i]] + OF_TEAM[team[i]] + (habit[i] ? truth : 0) + (habit[i] ? 5 : 3) * luck_normal(&luck);
		}
		struct adjusted_difference result = adjusted_difference(&(struct adjusted_rows){PEOPLE, y, habit, band, team});
		if (result.state.cause != MODEL_KNOWN)
			continue;
		tally_add(&adjusted, result.limits.low <= truth && truth <= result.limits.high);
		tally_add(&plain, fabs(result.plain - truth) < (result.limits.high - result.limits.low) / 2);
	}
	bool good = tally_print(&adjusted);
	tally_print(&plain);
	return good;
}
