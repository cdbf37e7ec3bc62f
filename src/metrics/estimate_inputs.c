/* What was known of a person when a month began: the inputs of the model, in the order and units of statistics.md 1. What
   people do is read up to `notice_days` before: those who are about to go behave differently because they go. */
#include "estimate.h"

#include "levels.h"

#include <math.h>
#include <string.h>

enum { WEEKS = 12 };

struct sums { double of[BUCKET_SUMS]; };

static struct sums sums_of(const struct estimate_data *data, int person, int from, int to)
{
	const struct buckets *buckets = &data->buckets[person];
	struct sums sums = {{0}};
	int first = from > buckets->first ? from : buckets->first, last = buckets->first + buckets->count;
	for (int b = first; b < (to < last ? to : last); b++)
		for (int i = 0; i < BUCKET_SUMS; i++)
			sums.of[i] += buckets->sums[b - buckets->first][i];
	return sums;
}

static double ratio(const struct sums *sums, enum bucket_sum above, enum bucket_sum below)
{
	return sums->of[below] > 0 ? sums->of[above] / sums->of[below] : NAN;
}

static bool has_access(const struct facts *facts, int person, int64_t day)
{
	return facts->adoption && adoption_access(facts, person, day);
}

/* Weeks with deliberate use of twelve. Before AI events were recorded, those who had access are not known. */
static double ai_use(const struct estimate_data *data, int person, int64_t end)
{
	const struct source_fact *events = &data->facts->source[SOURCE_AI_EVENT];
	int weeks = 0;
	if (!events->any)
		return NAN;
	if (events->first_day > end - LAG_DAYS && has_access(data->facts, person, end - LAG_DAYS))
		return NAN;
	for (int week = 1; week <= WEEKS; week++)
		weeks += day_bits_count(&data->use, person, (struct window){end - 7 * week, end - 7 * week + 6}) > 0;
	return (double)weeks / WEEKS;
}

static double weekly_hours(const struct estimate_data *data, int person, int64_t day)
{
	double hours = data->facts->people[person].weekly_hours;
	for (int i = 0; i < data->job_count[person]; i++) {
		const struct job_fact *job = &data->jobs[data->first_job[person] + i];
		if (job->from_day <= day && isfinite(job->weekly_hours))
			hours = job->weekly_hours;
	}
	return hours;
}

static double overtime(const struct estimate_data *data, int person, int64_t end, double worked)
{
	const struct person_fact *who = &data->facts->people[person];
	int64_t days = days_shared(who->hired_day, end - 1, (struct window){end - LAG_DAYS, end - 1});
	double contracted = weekly_hours(data, person, end - 1) * 3600 * (double)days / 7;
	return contracted > 0 && worked > 0 ? worked / contracted - 1 : NAN;
}

/* ---- skills ---- */
static int64_t last_gain(const struct skill_facts *skills, int person, int64_t day)
{
	int64_t last = DAY_NONE;
	for (int s = skills->first_series[person]; s < skills->first_series[person + 1]; s++) {
		const struct series *series = &skills->series[s];
		for (int i = 0, before = 0; i < series->count; i++) {
			const struct assessment *row = &skills->rows[series->first + i];
			if (row->day > day)
				break;
			if (row->level > before && row->day > last)
				last = row->day;
			before = row->level;
		}
	}
	return last;
}

static void skills_of(const struct estimate_data *data, int person, int64_t start, double value[MODEL_INPUTS])
{
	const struct facts *facts = data->facts;
	const struct skill_facts *skills = facts->skills;
	int64_t first = skills->first_assessed[person], hired = facts->people[person].hired_day;
	if (first == DAY_NONE || first >= start)
		return;
	int64_t gain = last_gain(skills, person, start - 1);
	value[MODEL_SINCE_GAIN] = (double)(start - (gain > hired ? gain : hired)) / MONTH_DAYS;
	double gained = 0;
	for (int s = skills->first_series[person]; s < skills->first_series[person + 1]; s++)
		gained += levels_or_zero(levels_at(skills, &skills->series[s], start - 1, NULL)) -
			levels_or_zero(levels_at(skills, &skills->series[s], start - 1 - GAINS_DAYS, NULL));
	value[MODEL_GAINS] = gained;
}

/* ---- teams ---- */
static double team_leavers(const struct estimate_data *data, int person, const struct estimate_start *start)
{
	const struct facts *facts = data->facts;
	int64_t hired = facts->people[person].hired_day;
	const struct team_fact *team = facts_team(facts, facts_team_on(facts, person, hired >= start->day ? hired : start->day - 1));
	if (!team || !start->team_people[team - facts->teams])
		return NAN;
	return 10.0 * start->team_left[team - facts->teams] / start->team_people[team - facts->teams];
}

static bool new_lead(const struct estimate_data *data, const struct stay_fact *stay, int64_t from, int64_t to)
{
	for (size_t row = 0; row < data->leads.rows; row++) {
		int64_t day = table_integer(&data->leads, row, 1);
		if (table_integer(&data->leads, row, 0) == stay->team_id && day >= from && day <= to && day > stay->from_day &&
		    (stay->to_day == DAY_NONE || day <= stay->to_day))
			return true;
	}
	return false;
}

/* Another team than the one before, or a new lead of the team, in the 91 days before. The first stay came with the hire. */
static double moved(const struct estimate_data *data, int person, int64_t start)
{
	const struct facts *facts = data->facts;
	const struct person_fact *who = &facts->people[person];
	int64_t from = start - CHANGE_DAYS, to = start - 1;
	for (int i = 0; i < who->stay_count; i++) {
		const struct stay_fact *stay = &facts->stays[who->first_stay + i];
		bool another = i > 0 && stay->team_id != stay[-1].team_id;
		if ((another && stay->from_day >= from && stay->from_day <= to) || new_lead(data, stay, from, to))
			return 1;
	}
	return 0;
}

static double in_role(const struct estimate_data *data, int person, int64_t start)
{
	int64_t since = DAY_NONE;
	for (int i = 0; i < data->job_count[person]; i++) {
		const struct job_fact *job = &data->jobs[data->first_job[person] + i];
		const char *before = i ? job[-1].role : NULL;
		bool same = i && (before == job->role || (before && job->role && strcmp(before, job->role) == 0));
		if (job->from_day < start && !same)
			since = job->from_day;
	}
	return since == DAY_NONE ? NAN : (double)(start - since) / MONTH_DAYS;
}

static double career(const struct estimate_data *data, int person, int64_t end)
{
	double score = NAN;
	for (int i = 0; i < data->career_count[person]; i++) {
		const struct career_fact *answer = &data->career[data->first_career[person] + i];
		if (answer->day < end)
			score = (double)answer->score;
	}
	return score;
}

void estimate_inputs(const struct estimate_data *data, int person, const struct estimate_start *start, double value[MODEL_INPUTS])
{
	int64_t end = start->day - data->notice_days;   /* the first day that is not read of what people do */
	struct sums now = sums_of(data, person, start->window[0], start->window[1]);
	struct sums before = sums_of(data, person, start->window[2], start->window[3]);
	for (int input = 0; input < MODEL_INPUTS; input++)
		value[input] = NAN;
	value[MODEL_AI_USE] = ai_use(data, person, end);
	value[MODEL_CUSTOMER_TIME] = ratio(&now, BUCKET_CUSTOMER, BUCKET_WORKED);
	value[MODEL_LOGGING] = ratio(&now, BUCKET_LOGGING, BUCKET_WORKED);
	value[MODEL_CUSTOMER_CHANGE] = value[MODEL_CUSTOMER_TIME] - ratio(&before, BUCKET_CUSTOMER, BUCKET_WORKED);
	value[MODEL_OVERTIME] = overtime(data, person, end, now.of[BUCKET_WORKED]);
	value[MODEL_CSAT] = ratio(&now, BUCKET_CSAT, BUCKET_CSAT_N);
	value[MODEL_CSAT_CHANGE] = value[MODEL_CSAT] - ratio(&before, BUCKET_CSAT, BUCKET_CSAT_N);
	value[MODEL_TEAM_LEAVERS] = team_leavers(data, person, start);
	value[MODEL_MOVED] = moved(data, person, start->day);
	value[MODEL_IN_ROLE] = in_role(data, person, start->day);
	value[MODEL_CAREER] = career(data, person, end);
	skills_of(data, person, start->day, value);
}
