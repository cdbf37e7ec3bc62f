/* Findings in a quiet organisation, and a drop that is there (statistics.md 7): 60 people, 5 teams, four figures. */
#include "statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
	PEOPLE = 60, TEAMS = 5, GROUPS = TEAMS + 1, FIGURES = 4, MEMBERS = FIGURES * GROUPS, WINDOW = 4, SWINGS = 11,
	HISTORY = WINDOW * (SWINGS + 3), MONDAYS = 26, QUARTER = 13, WEEKS = HISTORY + MONDAYS + 1
};
static const int SIZES[TEAMS] = {17, 14, 14, 9, 6};
static const double THRESHOLD = 0.03, SPREAD = 0.0707;   /* a week's; four weeks' change of a person: sd 0.05 */

struct office {
	double value[WEEKS][FIGURES][PEOPLE];
	int team[PEOPLE];
	struct attention_point raw[WEEKS][FIGURES][GROUPS];     /* before swings are divided out */
	double degrees[GROUPS];
	struct attention_point points[MONDAYS][MEMBERS];
	int whole[MEMBERS];
};

/* drop: of the first figure in the second team from week `from` on. */
static void fill(struct office *office, uint64_t seed, double drop, int from, double team_swing)
{
	struct luck luck = luck_of(seed, 51);
	for (int team = 0, i = 0; team < TEAMS; team++)
		for (int k = 0; k < SIZES[team]; k++)
			office->team[i++] = team;
	for (int week = 0; week < WEEKS; week++) {
		double swing[TEAMS];
		for (int team = 0; team < TEAMS; team++)
			swing[team] = team_swing * luck_normal(&luck);
		for (int i = 0; i < PEOPLE; i++) {
			double common = luck_normal(&luck);
			for (int figure = 0; figure < FIGURES; figure++) {
				double noise = SPREAD * sqrt(0.5) * (common + luck_normal(&luck));
				bool dropped = figure == 0 && office->team[i] == 1 && week >= from;
				office->value[week][figure][i] = 0.5 + noise + swing[office->team[i]] - (dropped ? drop : 0);
			}
		}
	}
}

/* Change of the four weeks that end with `week` against the four before; group TEAMS is everybody. */
static struct attention_point change_of(const struct office *office, int week, int figure, int group, double *degrees)
{
	double now[PEOPLE], before[PEOPLE], one[PEOPLE], p, sum = 0;
	size_t n = 0;
	for (int i = 0; i < PEOPLE; i++) {
		if (group < TEAMS && office->team[i] != group)
			continue;
		now[n] = before[n] = 0, one[n] = 1;
		for (int back = 0; back < WINDOW; back++) {
			now[n] += office->value[week - back][figure][i] / WINDOW;
			before[n] += office->value[week - WINDOW - back][figure][i] / WINDOW;
		}
		sum += now[n] - before[n];
		n++;
	}
	*degrees = (double)n - 1;
	interval_ratio_change(now, one, before, one, n, &p);
	return (struct attention_point){.change = sum / (double)n, .p = p};
}

static double phi_of(const struct office *office, int week, int figure)
{
	double p[SWINGS * TEAMS];
	size_t n = 0;
	for (int back = 2; back < 2 + SWINGS; back++)
		for (int team = 0; team < TEAMS; team++)
			p[n++] = office->raw[week - WINDOW * back][figure][team].p;
	return ordinary_swings(p, n).phi;
}

static void judge(struct office *office)
{
	for (int week = 2 * WINDOW - 1; week < WEEKS; week++)
		for (int figure = 0; figure < FIGURES; figure++)
			for (int group = 0; group < GROUPS; group++)
				office->raw[week][figure][group] = change_of(office, week, figure, group, &office->degrees[group]);
	for (int monday = 0; monday < MONDAYS; monday++)
		for (int figure = 0; figure < FIGURES; figure++) {
			int week = HISTORY + monday;
			double phi = phi_of(office, week, figure);
			for (int group = 0; group < GROUPS; group++) {
				struct attention_point *point = &office->points[monday][figure * GROUPS + group];
				*point = office->raw[week][figure][group];
				point->p = swings_p(point->p, office->degrees[group], phi);
				office->whole[figure * GROUPS + group] = group < TEAMS ? figure * GROUPS + TEAMS : -1;
			}
		}
}

static void watch(const struct office *office, struct tally *fresh, struct tally *confirmed, bool *drop_confirmed)
{
	struct attention_finding findings[MEMBERS] = {0};
	bool any = false;
	*drop_confirmed = false;
	for (size_t monday = 0; monday < MONDAYS; monday++) {
		bool new_one = false;
		attention_step(office->points[monday], MEMBERS, office->whole, THRESHOLD, monday, findings);
		for (size_t i = 0; i < MEMBERS; i++) {
			new_one = new_one || (findings[i].kind == ATTENTION_NEW && findings[i].since == monday);
			bool now = findings[i].kind == ATTENTION_CONFIRMED && findings[i].confirmed == monday;
			any = any || (now && monday >= MONDAYS - QUARTER);
			*drop_confirmed = *drop_confirmed || (now && i == 1 && findings[i].sign < 0);
		}
		if (monday >= MONDAYS - QUARTER)
			tally_add(fresh, new_one);
	}
	tally_add(confirmed, any);
}

bool bench_attention(size_t samples)
{
	struct tally fresh = {.name = "a new finding on a quiet Monday", .low = 0, .high = 13};
	struct tally confirmed = {.name = "a confirmed one in a quiet quarter", .low = 0, .high = 25};
	struct tally swinging = {.name = "a confirmed one where teams swing by 1.5 points"}, ignored = {0};
	struct tally drop = {.name = "a drop of 6 points in a team of 14 is confirmed", .low = 75, .high = 100};
	struct office *office = memory_new(sizeof *office);
	bool seen;
	for (size_t seed = 1; seed <= samples; seed++) {
		fill(office, seed, 0, WEEKS, 0);
		judge(office);
		watch(office, &fresh, &confirmed, &seen);
		fill(office, seed, 0, WEEKS, 0.03);             /* a week's: 0.015 over four */
		judge(office);
		watch(office, &ignored, &swinging, &seen);
		fill(office, seed, 0.06, HISTORY + 10, 0);
		judge(office);
		watch(office, &ignored, &ignored, &seen);
		tally_add(&drop, seen);
	}
	free(office);
	bool good = tally_print(&fresh);
	good = tally_print(&confirmed) && good;
	tally_print(&swinging);
	return tally_print(&drop) && good;
}
