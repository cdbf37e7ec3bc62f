/* What the estimate of leaving reads, in few scans along the days: time, AI use and CSAT of each person summed between the
   edges of all windows that will be asked for. */
#include "estimate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

QUESTION(estimate_time, "ii", "iiiii");
QUESTION(estimate_use, "ii", "ii");
QUESTION(estimate_csat, "ii", "iiii");
QUESTION(estimate_jobs, "i", "iitr");
QUESTION(estimate_leads, "i", "ii");
QUESTION(estimate_career, "i", "iii");
const struct question *const estimate_questions[] = {&question_estimate_time, &question_estimate_use, &question_estimate_csat,
	&question_estimate_jobs, &question_estimate_leads, &question_estimate_career, NULL};

const struct question *const estimate_pause = &question_estimate_leads;

static int64_t first_of_next_month(int64_t day)
{
	struct date date = date_of_day(day);
	date.day = 1;
	if (++date.month > 12)
		date.month = 1, date.year++;
	return day_of_date(date);
}

bool estimate_counts(const struct facts *facts, int person, int64_t day)
{
	return facts->people[person].hired_day != DAY_NONE && facts_employed(facts, person, day);
}

/* ---- which days ---- */
static void starts_make(struct estimate_data *data)
{
	const struct facts *facts = data->facts;
	int64_t observed = facts->observed_day, to = facts->to;
	data->origins = 1 + MOST_ORIGINS;
	int64_t first = observed == DAY_NONE ? to + 1 : date_of_day(observed).day == 1 ? observed : first_of_next_month(observed);
	for (int64_t day = first; day <= to && first_of_next_month(day) - 1 <= to; day = first_of_next_month(day))
		data->months++;
	data->first_day = data->months ? first : DAY_NONE;
	data->starts = ARENA_ARRAY(data->arena, struct estimate_start, data->months + data->origins + 1);
	for (int m = 0; m < data->months; m++, first = first_of_next_month(first))
		data->starts[m].day = first;
	for (int o = 0; o < data->origins; o++)
		data->starts[data->months + o].day = to + 1 - (int64_t)AHEAD_DAYS * o;
	data->starts[data->months + data->origins].day = first;
}

static int ascending(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static int edge_of(const struct estimate_data *data, int64_t day)
{
	const int64_t *found = bsearch(&day, data->edges, (size_t)data->edge_count, sizeof day, ascending);
	return (int)(found - data->edges);
}

static void window_edges(const struct estimate_data *data, const struct estimate_start *start, int64_t edges[4])
{
	int64_t end = start->day - data->notice_days;
	edges[0] = end - LAG_DAYS, edges[1] = end, edges[2] = end - CHANGE_DAYS - LAG_DAYS, edges[3] = end - CHANGE_DAYS;
}

static void edges_make(struct estimate_data *data)
{
	int starts = data->months + data->origins, count = 0;
	int64_t edges[4];
	data->edges = ARENA_ARRAY(data->arena, int64_t, 4 * starts);
	for (int i = 0; i < starts; i++) {
		window_edges(data, &data->starts[i], edges);
		memcpy(data->edges + 4 * (size_t)i, edges, sizeof edges);
	}
	qsort(data->edges, 4 * (size_t)starts, sizeof *data->edges, ascending);
	for (int i = 0; i < 4 * starts; i++)
		if (!count || data->edges[count - 1] != data->edges[i])
			data->edges[count++] = data->edges[i];
	data->edge_count = count;
	for (int i = 0; i < starts; i++) {
		window_edges(data, &data->starts[i], edges);
		for (int w = 0; w < 4; w++)
			data->starts[i].window[w] = edge_of(data, edges[w]);
	}
	int64_t days = data->edges[count - 1] - data->edges[0];
	data->bucket_of_day = ARENA_ARRAY(data->arena, int, days);
	for (int b = 0; b + 1 < count; b++)
		for (int64_t day = data->edges[b]; day < data->edges[b + 1]; day++)
			data->bucket_of_day[day - data->edges[0]] = b;
}

static void buckets_make(struct estimate_data *data)
{
	const struct facts *facts = data->facts;
	int64_t first = data->edges[0], last = data->edges[data->edge_count - 1] - 1;
	data->buckets = ARENA_ARRAY(data->arena, struct buckets, facts->people_count + 1);
	for (int i = 0; i < facts->people_count; i++) {
		const struct person_fact *who = &facts->people[i];
		int64_t from = who->hired_day > first ? who->hired_day : first;
		int64_t to = who->left_day != DAY_NONE && who->left_day < last ? who->left_day : last;
		if (who->hired_day == DAY_NONE || from > to)
			continue;
		struct buckets *of = &data->buckets[i];
		of->first = data->bucket_of_day[from - first];
		of->count = data->bucket_of_day[to - first] - of->first + 1;
		of->sums = arena_alloc(data->arena, sizeof *of->sums * (size_t)of->count);
	}
}

static uint32_t *sums_at(const struct estimate_data *data, int person, int64_t day)
{
	int64_t at = day - data->edges[0];
	if (person < 0 || at < 0 || day >= data->edges[data->edge_count - 1])
		return NULL;
	int bucket = data->bucket_of_day[at] - data->buckets[person].first;
	return bucket >= 0 && bucket < data->buckets[person].count ? data->buckets[person].sums[bucket] : NULL;
}

/* ---- scans along the days ---- */
static void take_time(void *self, const struct table *table)
{
	struct estimate_data *data = self;
	for (size_t row = 0; row < table->rows; row++) {
		uint32_t *sums = sums_at(data, facts_person(data->facts, table_integer(table, row, 1)), table_integer(table, row, 0));
		for (int i = 0; sums && i < 3; i++)
			sums[BUCKET_WORKED + i] += (uint32_t)table_integer(table, row, 2 + i);
	}
}

static void take_csat(void *self, const struct table *table)
{
	struct estimate_data *data = self;
	for (size_t row = 0; row < table->rows; row++) {
		uint32_t *sums = sums_at(data, facts_person(data->facts, table_integer(table, row, 1)), table_integer(table, row, 0));
		for (int i = 0; sums && i < 2; i++)
			sums[BUCKET_CSAT + i] += (uint32_t)table_integer(table, row, 2 + i);
	}
}

static void take_use(void *self, const struct table *table)
{
	struct estimate_data *data = self;
	for (size_t row = 0; row < table->rows; row++)
		day_bits_set(&data->use, facts_person(data->facts, table_integer(table, row, 1)), table_integer(table, row, 0));
}

/* ---- what is kept by person, in order of time ---- */
static void index_persons(const struct facts *facts, const struct table *table, int *first, int *count)
{
	for (size_t row = 0; row < table->rows; row++) {
		int person = facts_person(facts, table_integer(table, row, 0));
		if (person >= 0 && !count[person]++)
			first[person] = (int)row;
	}
}

static double real_or_nan(const struct table *table, size_t row, int column)
{
	const struct value *cell = table_cell(table, row, column);
	return cell->type == CELL_REAL ? cell->real : cell->type == CELL_INTEGER ? (double)cell->integer : NAN;
}

static bool jobs_load(struct estimate_data *data, const struct asker *asker, struct error *error)
{
	struct table table;
	struct facts *facts = data->facts;
	data->first_job = ARENA_ARRAY(data->arena, int, facts->people_count + 1);
	data->job_count = ARENA_ARRAY(data->arena, int, facts->people_count + 1);
	if (!FACTS_ASK(facts, asker, &question_estimate_jobs, &table, error, facts->to) ||
	    !FACTS_ASK(facts, asker, &question_estimate_leads, &data->leads, error, facts->to))
		return false;
	data->jobs = ARENA_ARRAY(data->arena, struct job_fact, table.rows + 1);
	for (size_t row = 0; row < table.rows; row++)
		data->jobs[row] = (struct job_fact){table_day(&table, row, 1), table_text(&table, row, 2), real_or_nan(&table, row, 3)};
	index_persons(facts, &table, data->first_job, data->job_count);
	return true;
}

static bool career_load(struct estimate_data *data, const struct asker *asker, struct error *error)
{
	struct table table;
	struct facts *facts = data->facts;
	data->first_career = ARENA_ARRAY(data->arena, int, facts->people_count + 1);
	data->career_count = ARENA_ARRAY(data->arena, int, facts->people_count + 1);
	if (!FACTS_ASK(facts, asker, &question_estimate_career, &table, error, facts->to))
		return false;
	data->career = ARENA_ARRAY(data->arena, struct career_fact, table.rows + 1);
	for (size_t row = 0; row < table.rows; row++)
		data->career[row] = (struct career_fact){table_day(&table, row, 1), table_integer(&table, row, 2)};
	index_persons(facts, &table, data->first_career, data->career_count);
	return true;
}

/* People and leavers of teams as of each start. */
static void teams_count(struct estimate_data *data)
{
	const struct facts *facts = data->facts;
	const struct spans *spans = spans_of(data->facts);
	int starts = data->months + data->origins;
	for (int s = 0; s < starts; s++) {
		struct estimate_start *start = &data->starts[s];
		start->team_people = ARENA_ARRAY(data->arena, int, facts->team_count + 1);
		start->team_left = ARENA_ARRAY(data->arena, int, facts->team_count + 1);
		for (int i = 0; i < facts->people_count; i++) {
			const struct team_fact *team = facts_employed(facts, i, start->day - 1)
				? facts_team(facts, facts_team_on(facts, i, start->day - 1)) : NULL;
			if (team)
				start->team_people[team - facts->teams]++;
		}
		for (int i = 0; i < spans->leaving_count; i++) {
			const struct leaving *leaving = &spans->leavings[i];
			const struct team_fact *team = facts_team(facts, leaving->team_id);
			if (team && leaving->day < start->day && leaving->day >= start->day - CHANGE_DAYS)
				start->team_left[team - facts->teams]++;
		}
	}
}

bool estimate_gather(struct estimate_data *data, const struct asker *asker, struct error *error)
{
	struct facts *facts = data->facts;
	starts_make(data);
	edges_make(data);
	buckets_make(data);
	teams_count(data);
	int64_t from = data->edges[0], before = data->edges[data->edge_count - 1];
	data->use = day_bits_new(facts, (struct window){from, facts->to});
	return facts_scan(facts, asker, &question_estimate_time, (struct window){from, before - 1}, take_time, data, error) &&
		facts_scan(facts, asker, &question_estimate_csat, (struct window){from, before - 1}, take_csat, data, error) &&
		facts_scan(facts, asker, &question_estimate_use, (struct window){from, facts->to}, take_use, data, error) &&
		jobs_load(data, asker, error) && career_load(data, asker, error);
}
