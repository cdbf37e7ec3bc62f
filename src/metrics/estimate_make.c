/* The estimate as a whole: rows, fit, everybody's coming 90 days, rates by tenure beside it, the track record. */
#include "estimate.h"

#include <math.h>
#include <string.h>

static const int64_t BAND_FROM[MODEL_BANDS + 1] = {0, 91, 365, 1096, DAY_FAR};

static void days_by_band(int64_t hired, int64_t from, int64_t to, double years[MODEL_BANDS])
{
	for (int band = 0; band < MODEL_BANDS; band++)
		years[band] += (double)days_shared(hired + BAND_FROM[band], hired + BAND_FROM[band + 1] - 1, (struct window){from, to}) / 365;
}

static void bands_make(const struct facts *facts, const struct leaver_rule *rule, struct estimate_result *result)
{
	for (int i = 0; i < facts->people_count; i++) {
		const struct person_fact *who = &facts->people[i];
		if (who->hired_day == DAY_NONE || who->hired_day > facts->to)
			continue;
		bool left = who->left_day != DAY_NONE && who->left_day <= facts->to;
		int64_t from = who->hired_day > facts->observed_day ? who->hired_day : facts->observed_day;
		days_by_band(who->hired_day, from, left ? who->left_day : facts->to, result->band_years);
		if (left && who->left_day >= facts->observed_day && estimate_chose(facts, i, rule))
			result->band_leavers[model_band((double)(who->left_day - who->hired_day))]++;
	}
}

static void people_make(const struct estimate_data *data, struct arena *arena, struct estimate_result *result)
{
	const struct facts *facts = data->facts;
	result->person = ARENA_ARRAY(arena, int64_t, facts->people_count + 1);
	result->next = arena_alloc(arena, sizeof *result->next * ((size_t)facts->people_count + 1));
	for (int i = 0; i < facts->people_count; i++) {
		const struct person_fact *who = &facts->people[i];
		if (who->hired_day == DAY_NONE && who->left_day == DAY_NONE)
			result->hired_unknown++;
		if (!estimate_counts(facts, i, facts->to))
			continue;
		days_by_band(who->hired_day, facts->to + 1, facts->to + AHEAD_DAYS, result->next[result->people]);
		result->person[result->people++] = who->id;
	}
}

static void values_make(const struct estimate_data *data, struct arena *arena, struct estimate_result *result)
{
	result->value = arena_alloc(arena, sizeof *result->value * (result->people + 1));
	for (size_t i = 0; i < result->people; i++)
		estimate_inputs(data, facts_person(data->facts, result->person[i]), &data->starts[data->months], result->value[i]);
}

static void ahead_make(const struct estimate_data *data, const struct estimate_fit *fit, struct arena *arena, struct estimate_result *result)
{
	const struct facts *facts = data->facts;
	size_t columns = fit->design.columns;
	result->x = ARENA_ARRAY(arena, double, result->people * 3 * columns + 1);
	for (size_t i = 0; i < result->people; i++) {
		int person = facts_person(facts, result->person[i]);
		model_design_ahead(&fit->design, (double)(facts->to - facts->people[person].hired_day), result->value[i],
			result->x + i * 3 * columns);
	}
	result->draws = leaver_draws(arena, &fit->fit, result->x, result->people);
}

/* The design without its rows: they go with what was gathered. */
static void fit_keep(const struct estimate_fit *fit, struct arena *arena, struct estimate_result *result)
{
	size_t size = fit->fit.columns + 1;
	result->design = fit->design, result->fit = fit->fit;
	result->design.x = NULL;
	result->fit.coefficient = ARENA_ARRAY(arena, double, size), result->fit.error = ARENA_ARRAY(arena, double, size);
	result->fit.covariance = ARENA_ARRAY(arena, double, size * size);
	memcpy(result->fit.coefficient, fit->fit.coefficient, size * sizeof(double));
	memcpy(result->fit.error, fit->fit.error, size * sizeof(double));
	memcpy(result->fit.covariance, fit->fit.covariance, size * size * sizeof(double));
}

static void model_make(const struct estimate_data *data, const struct estimate_rows *rows, struct arena *arena, struct estimate_result *result)
{
	struct arena *own = arena_new();                /* the matrix goes before the track record makes its own */
	struct estimate_fit fit = estimate_fit_on(data, rows, data->facts->to, own);
	result->first_day = data->first_day, result->rows = (int64_t)fit.rows, result->leavers = (int64_t)fit.leavers;
	result->any_kind = fit.rule.any_kind, result->kind_unknown = fit.rule.any_kind ? 0 : fit.rule.kind_unknown;
	bands_make(data->facts, &fit.rule, result);
	values_make(data, arena, result);
	if (fit.state.cause == MODEL_KNOWN) {
		fit_keep(&fit, arena, result);
		ahead_make(data, &fit, arena, result);
		fit.state = result->draws.state;
	}
	result->kind = fit.state.cause == MODEL_KNOWN ? ESTIMATE_MODEL : ESTIMATE_BANDS;
	if (result->kind == ESTIMATE_MODEL)
		estimate_drivers(&fit, arena, result);
	else
		result->why = model_state_words(arena, fit.state);
	arena_free(own);
}

static bool model_and_track(const struct estimate_data *data, const struct asker *asker, struct arena *arena, struct estimate_result *result,
	struct error *error)
{
	struct estimate_rows rows = {0};
	estimate_rows_make(data, &rows);
	model_make(data, &rows, arena, result);
	return result->kind != ESTIMATE_MODEL || estimate_track_make(data, &rows, asker, arena, &result->track, error);
}

bool estimate_make(struct facts *facts, const struct asker *asker, struct arena *arena, struct estimate_result *result, struct error *error)
{
	struct estimate_data data = {.facts = facts, .arena = arena_new(), .notice_days = estimate_notice(facts)};
	*result = (struct estimate_result){.kind = ESTIMATE_NOT, .notice_days = data.notice_days, .first_day = DAY_NONE,
		.track = {.auc = NAN, .auc_low = NAN, .auc_high = NAN}};
	result->arena = arena;
	result->counts = ARENA_ARRAY(arena, struct kept_count, KEPT_COUNTS);
	people_make(&data, arena, result);
	bool ok = true;
	if (!result->people || facts->observed_day == DAY_NONE) {
		result->why = result->people ? "no day was observed" : "nobody is employed with a hire date";
	} else {
		ok = estimate_gather(&data, asker, error) && model_and_track(&data, asker, arena, result, error);
		if (ok)
			estimate_survival(&data, arena, result);
	}
	arena_free(data.arena);
	return ok;
}
