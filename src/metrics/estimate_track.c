/* How earlier estimates turned out: made anew for days that have passed, from what was known on them (statistics.md 5). */
#include "estimate.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_ORIGINS = 4, ENOUGH_LEAVERS = 20 };

struct pool {
	double *p, *base, *left;
	int64_t *person;
	size_t n, leavers;
};

/* One person estimated on a day; false where the outcome is not one of the two. */
static bool outcome_of(const struct facts *facts, int person, int64_t day, const struct leaver_rule *rule, bool *left)
{
	int64_t gone = facts->people[person].left_day;
	*left = gone != DAY_NONE && gone > day && gone <= day + AHEAD_DAYS;
	return !*left || estimate_chose(facts, person, rule);
}

static double base_of(const struct estimate_fit *fit)
{
	double month = fit->leavers / fit->months;
	return 1 - (1 - month) * (1 - month) * (1 - month);
}

static void persons_pool(const struct estimate_data *data, int origin, const struct estimate_fit *fit, const struct leaver_rule *rule,
	struct arena *arena, struct pool *pool, struct origin_row *row)
{
	const struct facts *facts = data->facts;
	const struct estimate_start *start = &data->starts[data->months + origin];
	double value[MODEL_INPUTS], *x = ARENA_ARRAY(arena, double, 3 * fit->design.columns + 1);
	row->base = base_of(fit);
	for (int person = 0; person < facts->people_count; person++) {
		bool left;
		if (!estimate_counts(facts, person, row->day))
			continue;
		if (!outcome_of(facts, person, row->day, rule, &left)) {
			row->others_left++;
			continue;
		}
		estimate_inputs(data, person, start, value);
		model_design_ahead(&fit->design, (double)(row->day - facts->people[person].hired_day), value, x);
		double p = hazard_leaving(&fit->fit, x, 3);
		pool->p[pool->n] = p, pool->base[pool->n] = row->base, pool->left[pool->n] = left, pool->person[pool->n++] = facts->people[person].id;
		pool->leavers += left, row->left += left, row->people++, row->expected += p;
		row->brier += (p - left) * (p - left), row->brier_of_base += (row->base - left) * (row->base - left);
	}
}

static bool origin_make(const struct estimate_data *data, const struct estimate_rows *rows, int origin, const struct leaver_rule *rule,
	struct pool *pool, struct origin_row *row)
{
	struct arena *arena = arena_new();
	*row = (struct origin_row){.day = data->starts[data->months + origin].day - 1};
	struct estimate_fit fit = estimate_fit_on(data, rows, row->day, arena);
	row->learned_from = (int64_t)fit.leavers;
	size_t first = pool->n;
	bool known = fit.state.cause == MODEL_KNOWN;
	if (known)
		persons_pool(data, origin, &fit, rule, arena, pool, row);
	if (row->people) {
		row->auc = auc_of(pool->p + first, pool->left + first, pool->n - first);
		row->brier /= (double)row->people, row->brier_of_base /= (double)row->people;
	}
	arena_free(arena);
	return known && row->people;
}

static void record_take(const struct track_record *record, struct arena *arena, struct estimate_track *track)
{
	static const enum estimate_verdict VERDICTS[] = {[TRACK_TOO_FEW] = VERDICT_TOO_FEW, [TRACK_BETTER] = VERDICT_BETTER,
		[TRACK_NO_BETTER] = VERDICT_NO_BETTER};
	bool judged = record->state.cause == MODEL_KNOWN;
	if (!judged && record->state.cause != MODEL_FEW_LEAVERS && record->state.cause != MODEL_FEW_STAYERS) {
		track->why = model_state_words(arena, record->state);
		return;
	}
	track->verdict = VERDICTS[record->verdict];
	track->people = (int64_t)record->n, track->left = (int64_t)record->leavers, track->expected = record->expected;
	track->top = (int64_t)record->top, track->top_left = (int64_t)record->top_leavers, track->top_by_luck = record->top_by_luck;
	track->brier = record->brier, track->brier_of_base = record->brier_of_base;
	if (judged)
		track->auc = record->auc, track->auc_low = record->auc_limits.low, track->auc_high = record->auc_limits.high;
	for (size_t g = 0; g < record->groups; g++) {
		const struct track_group *group = &record->group[g];
		track->group[g].people = (int64_t)group->people, track->group[g].expected = group->expected;
		track->group[g].left = group->happened, track->group[g].low = group->limits.low, track->group[g].high = group->limits.high;
	}
	track->group_count = (int)record->groups;
}

struct estimated { double p, left; int64_t person; };

static int by_estimate(const void *a, const void *b)
{
	const struct estimated *x = a, *y = b;
	if (x->p != y->p)
		return x->p < y->p ? -1 : 1;
	return (x->person > y->person) - (x->person < y->person);
}

/* What became of estimates by their height, for the page of one person. */
static void fifths_fill(const struct pool *pool, struct arena *arena, struct estimate_track *track)
{
	struct estimated *all = ARENA_ARRAY(arena, struct estimated, pool->n + 1);
	for (size_t i = 0; i < pool->n; i++)
		all[i] = (struct estimated){pool->p[i], pool->left[i], pool->person[i]};
	qsort(all, pool->n, sizeof *all, by_estimate);
	for (size_t fifth = 0; fifth < FIFTHS; fifth++) {
		size_t from = fifth * pool->n / FIFTHS, to = (fifth + 1) * pool->n / FIFTHS;
		track->fifth[fifth].people = (int64_t)(to - from);
		if (to > from)
			track->fifth[fifth].from = all[from].p, track->fifth[fifth].to = all[to - 1].p;
		for (size_t i = from; i < to; i++)
			track->fifth[fifth].left += (int64_t)all[i].left;
	}
}

/* Nothing is asked for its rows here: whoever wants the screen can take it away between two origins. */
static bool go_on(const struct estimate_data *data, const struct asker *asker, struct error *error)
{
	struct table table;
	return facts_ask(data->facts, asker, estimate_pause, &table, error, 1, &data->facts->to);
}

bool estimate_track_make(const struct estimate_data *data, const struct estimate_rows *rows, const struct asker *asker, struct arena *arena,
	struct estimate_track *track, struct error *error)
{
	size_t most = (size_t)data->facts->people_count * MOST_ORIGINS + 1;
	struct leaver_rule rule = estimate_rule(data->facts, data->facts->to);
	struct pool pool = {.p = ARENA_ARRAY(data->arena, double, most), .base = ARENA_ARRAY(data->arena, double, most),
		.left = ARENA_ARRAY(data->arena, double, most), .person = ARENA_ARRAY(data->arena, int64_t, most)};
	*track = (struct estimate_track){.auc = NAN, .auc_low = NAN, .auc_high = NAN};
	for (int origin = 1; origin < data->origins; origin++) {
		struct origin_row row;
		if (origin > LEAST_ORIGINS && pool.leavers >= ENOUGH_LEAVERS)
			break;
		if (!go_on(data, asker, error))
			return false;
		if (!origin_make(data, rows, origin, &rule, &pool, &row))
			continue;
		track->origin[track->origin_count++] = row;
		track->others_left += row.others_left;
	}
	if (!track->origin_count) {
		track->why = "no earlier day had 10 leavers to learn from";
		return true;
	}
	struct track_record record = track_record(&(struct track_rows){.n = pool.n, .p = pool.p, .base = pool.base, .left = pool.left,
		.person = pool.person});
	record_take(&record, arena, track);
	fifths_fill(&pool, data->arena, track);
	return true;
}
