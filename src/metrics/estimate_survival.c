/* Still here, with sustained AI use and without: stretches of time, not people (statistics.md 4). Whoever is split by "ever a
   user" is immortal until the first use. */
#include "estimate.h"
#include "survival.h"

enum { WEEK = 7, WEEKS = 4, LEAST_WEEKS = 3 };

static bool used_in(const struct estimate_data *data, int person, int64_t monday)
{
	return day_bits_count(&data->use, person, (struct window){monday, monday + WEEK - 1}) > 0;
}

/* Monday of the first week with use that has use in 3 of the 4 weeks beginning with it, once the four are past. */
static int64_t sustained_from(const struct estimate_data *data, int person)
{
	int64_t first = data->use.from + (WEEK - day_weekday(data->use.from)) % WEEK, hired = data->facts->people[person].hired_day;
	if (hired > first)
		first = hired - day_weekday(hired);
	for (int64_t monday = first; monday + WEEK * WEEKS - 1 <= data->facts->to; monday += WEEK) {
		int weeks = 0;
		if (!used_in(data, person, monday))
			continue;
		for (int week = 0; week < WEEKS; week++)
			weeks += used_in(data, person, monday + WEEK * week);
		if (weeks >= LEAST_WEEKS)
			return monday;
	}
	return DAY_NONE;
}

static struct tenures tenures_new(const struct estimate_data *data)
{
	size_t most = (size_t)data->facts->people_count + 1;
	return (struct tenures){.entry = ARENA_ARRAY(data->arena, double, most), .time = ARENA_ARRAY(data->arena, double, most),
		.left = ARENA_ARRAY(data->arena, unsigned char, most)};
}

static void stretch_add(struct tenures *tenures, int64_t entry, int64_t time, bool left)
{
	if (time <= entry)
		return;
	tenures->entry[tenures->count] = (double)entry;
	tenures->time[tenures->count] = (double)time;
	tenures->left[tenures->count++] = left;
}

static void stretches_between(const struct estimate_data *data, const struct tenures *all, int64_t start, int64_t end, struct tenures *some)
{
	*some = tenures_new(data);
	for (size_t i = 0; i < all->count; i++) {
		bool ends = all->time[i] <= (double)end;
		stretch_add(some, all->entry[i] > (double)start ? (int64_t)all->entry[i] : start, ends ? (int64_t)all->time[i] : end,
			ends && all->left[i]);
	}
}

/* A curve that begins later begins at 1 and would lie above the other for that alone: both from the later start on. */
static void compare(const struct estimate_data *data, const struct tenures *without, const struct tenures *with, struct arena *arena,
	struct estimate_result *result)
{
	const struct survival *a = &result->without_ai, *b = &result->with_ai;
	int64_t start = a->start > b->start ? a->start : b->start;
	struct tenures some;
	if (!a->count || !b->count || start >= a->end || start >= b->end)
		return;
	stretches_between(data, without, start, a->end, &some);
	survival_of(arena, &some, &result->beside_without_ai);
	stretches_between(data, with, start, b->end, &some);
	survival_of(arena, &some, &result->beside_with_ai);
}

void estimate_survival(const struct estimate_data *data, struct arena *arena, struct estimate_result *result)
{
	const struct facts *facts = data->facts;
	struct tenures without = tenures_new(data), with = tenures_new(data);
	if (!facts->source[SOURCE_AI_EVENT].any)
		return;
	for (int person = 0; person < facts->people_count; person++) {
		const struct person_fact *who = &facts->people[person];
		if (who->hired_day == DAY_NONE || who->hired_day > facts->to)
			continue;
		bool left = who->left_day != DAY_NONE && who->left_day <= facts->to;
		int64_t late = facts->observed_day - who->hired_day, entry = (late > 0 ? late : 0) - 1;
		int64_t time = (left ? who->left_day : facts->to) - who->hired_day, from = sustained_from(data, person);
		if (from == DAY_NONE || from - who->hired_day >= time) {
			stretch_add(&without, entry, time, left);
			continue;
		}
		int64_t at = from > who->hired_day ? from - who->hired_day : 0;
		stretch_add(&without, entry, at, false);
		stretch_add(&with, at > entry ? at : entry, time, left);
	}
	survival_of(arena, &without, &result->without_ai);
	survival_of(arena, &with, &result->with_ai);
	compare(data, &without, &with, arena, result);
}
