/* One row a person and whole calendar month employed, and the fit of those that were over on a day (statistics.md 1). */
#include "estimate.h"

#include <math.h>

static int64_t month_end(const struct estimate_data *data, int month)
{
	int next = month + 1 < data->months ? month + 1 : data->months + data->origins;
	return data->starts[next].day - 1;
}

/* Days of a month from `from` (or its first) to its end. */
static bool is_there(const struct estimate_data *data, int person, int month)
{
	const struct person_fact *who = &data->facts->people[person];
	return who->hired_day != DAY_NONE && who->hired_day <= month_end(data, month) &&
		(who->left_day == DAY_NONE || who->left_day >= data->starts[month].day);
}

static size_t rows_count(const struct estimate_data *data)
{
	size_t count = 0;
	for (int person = 0; person < data->facts->people_count; person++)
		for (int month = 0; month < data->months; month++)
			count += is_there(data, person, month);
	return count;
}

static void row_add(const struct estimate_data *data, struct estimate_rows *rows, int person, int month)
{
	const struct person_fact *who = &data->facts->people[person];
	int64_t first = data->starts[month].day, last = month_end(data, month), from = who->hired_day > first ? who->hired_day : first;
	size_t row = rows->count++;
	double value[MODEL_INPUTS];
	rows->person[row] = person, rows->month[row] = month;
	rows->tenure[row] = (double)(from - who->hired_day);
	rows->days[row] = (signed char)(last - first + 1);
	rows->exposed[row] = (signed char)(last - from + 1);
	rows->exposed_left[row] = who->left_day != DAY_NONE && who->left_day <= last ? (signed char)(who->left_day - from + 1) : 0;
	estimate_inputs(data, person, &data->starts[month], value);
	for (int input = 0; input < MODEL_INPUTS; input++)
		rows->value[input][row] = value[input];
}

void estimate_rows_make(const struct estimate_data *data, struct estimate_rows *rows)
{
	size_t count = rows_count(data) + 1;
	rows->person = ARENA_ARRAY(data->arena, int, count), rows->month = ARENA_ARRAY(data->arena, int, count);
	signed char **columns[] = {&rows->days, &rows->exposed, &rows->exposed_left};
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		*columns[i] = ARENA_ARRAY(data->arena, signed char, count);
	rows->tenure = ARENA_ARRAY(data->arena, double, count);
	for (int input = 0; input < MODEL_INPUTS; input++)
		rows->value[input] = ARENA_ARRAY(data->arena, double, count);
	for (int person = 0; person < data->facts->people_count; person++)
		for (int month = 0; month < data->months; month++)
			if (is_there(data, person, month))
				row_add(data, rows, person, month);
}

struct leaver_rule estimate_rule(const struct facts *facts, int64_t day)
{
	int64_t known = 0, unknown = 0;
	for (int i = 0; i < facts->people_count; i++) {
		const struct person_fact *who = &facts->people[i];
		if (who->hired_day == DAY_NONE || who->left_day == DAY_NONE || who->left_day > day || who->left_day < facts->observed_day)
			continue;
		known += who->leave_kind != LEAVE_UNKNOWN, unknown += who->leave_kind == LEAVE_UNKNOWN;
	}
	return (struct leaver_rule){.any_kind = !known && unknown, .kind_unknown = unknown};
}

/* The rows that were over on `day`, packed as the model wants them. */
static struct model_rows rows_known(const struct estimate_data *data, const struct estimate_rows *rows, int64_t day, struct arena *arena,
	struct arena *inputs, struct estimate_fit *of)
{
	size_t count = 0;
	double *tenure = ARENA_ARRAY(inputs, double, rows->count + 1);
	uint32_t *at = ARENA_ARRAY(inputs, uint32_t, rows->count + 1);
	of->y = ARENA_ARRAY(arena, double, rows->count + 1), of->offset = ARENA_ARRAY(arena, double, rows->count + 1);
	for (size_t row = 0; row < rows->count; row++) {
		if (month_end(data, rows->month[row]) > day)
			continue;
		bool left = rows->exposed_left[row] > 0, chose = left && estimate_chose(data->facts, rows->person[row], &of->rule);
		double exposed = left && !chose ? rows->exposed_left[row] : rows->exposed[row], days = rows->days[row];
		tenure[count] = rows->tenure[row];
		of->y[count] = chose, of->leavers += chose;
		of->offset[count] = exposed < days ? log(exposed / days) : 0;
		of->months += exposed / days;
		at[count++] = (uint32_t)row;
	}
	of->rows = count;
	struct model_rows known = {.rows = count, .tenure_days = tenure, .left = of->y, .offset = of->offset, .at = at};
	for (int input = MODEL_AI_USE; input < MODEL_INPUTS; input++)
		known.value[input] = rows->value[input];
	return known;
}

struct estimate_fit estimate_fit_on(const struct estimate_data *data, const struct estimate_rows *rows, int64_t day, struct arena *arena)
{
	struct estimate_fit of = {.rule = estimate_rule(data->facts, day)};
	struct arena *inputs = arena_new();             /* not read once the columns are made */
	struct model_rows known = rows_known(data, rows, day, arena, inputs, &of);
	of.design = model_design(arena, &known, 0);
	arena_free(inputs);
	of.state = of.design.state;
	if (of.state.cause != MODEL_KNOWN)
		return of;
	of.x = of.design.x;
	of.fit = hazard_fit(arena, of.x, of.y, of.offset, of.design.rows, of.design.columns, 1);
	of.state = of.fit.state;
	return of;
}
