#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "reference.h"
#include "teamtop/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What stands in statistics.json was rounded to 12 digits. */
#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))
#define assert_near(a, b) assert_true(reference_close((a), (b), 1e-6))

static json_t *block(json_t **all, const char *name)
{
	*all = reference_json("reference/statistics.json");
	if (!*all)
		skip();
	json_t *known = json_object_get(*all, name);
	assert_non_null(known);
	return known;
}

static double *numbers(const json_t *object, const char *key, size_t *count)
{
	double *values = reference_numbers(json_object_get(object, key), count);
	assert_true(*count > 0);
	return values;
}

static void separated_rows(void **state)
{
	(void)state;
	json_t *all, *known = json_object_get(block(&all, "hazard_fit"), "separated_inline"), *row;
	double x[24], *y;
	size_t i, n;
	json_array_foreach(json_object_get(known, "x"), i, row) {
		x[2 * i] = json_number_value(json_array_get(row, 1));
		x[2 * i + 1] = json_number_value(json_array_get(row, 2));
	}
	y = numbers(known, "y", &n);
	assert_int_equal(n, 12);
	struct arena *arena = arena_new();
	bool held[2];
	assert_int_equal(hazard_shape(x, y, NULL, n, 2, held), HAZARD_SEPARATED);
	assert_true(held[0] && !held[1]);
	assert_int_equal(hazard_fit(arena, x, y, NULL, n, 2, 0).state.cause, MODEL_SEPARATED);
	struct hazard_fit fit = hazard_fit(arena, x, y, NULL, n, 2, 1);
	assert_int_equal(fit.state.cause, MODEL_KNOWN);
	json_t *prior = json_object_get(known, "prior_N01");
	double *coefficient = numbers(prior, "coef", &n), *error = numbers(prior, "se", &n);
	for (i = 0; i < n; i++) {
		assert_near(fit.coefficient[i], coefficient[i]);
		assert_near(fit.error[i], error[i]);
	}
	free(y), free(coefficient), free(error);
	arena_free(arena);
	json_decref(all);
}

/* A fit as it would come out, with the reference's numbers in it. */
static struct hazard_fit given_fit(const json_t *known, struct arena *arena)
{
	size_t size, n, i;
	json_t *row;
	struct hazard_fit fit = {.state = {.cause = MODEL_KNOWN}, .coefficient = numbers(known, "coef", &size)};
	fit.columns = size - 1;
	fit.covariance = ARENA_ARRAY(arena, double, size * size);
	json_array_foreach(json_object_get(known, "covariance"), i, row) {
		double *values = reference_numbers(row, &n);
		memcpy(fit.covariance + i * size, values, n * sizeof *values);
		free(values);
	}
	return fit;
}

static void expected_leavers(void **state)
{
	(void)state;
	json_t *all, *known = block(&all, "expected_leavers");
	struct arena *arena = arena_new();
	struct hazard_fit fit = given_fit(known, arena);
	size_t people, n;
	double *tenure = numbers(known, "tenure_months", &people), *ai = numbers(known, "ai", &n);
	double *x = memory_new(people * 12 * sizeof *x);
	for (size_t i = 0; i < people; i++)
		for (size_t month = 0; month < 3; month++) {
			double t = tenure[i] + (double)month, *row = x + (3 * i + month) * 4;
			row[0] = t < 3, row[1] = t >= 3 && t < 12, row[2] = t >= 36, row[3] = ai[i];
		}
	struct leaver_draws draws = leaver_draws(arena, &fit, x, people);
	assert_int_equal(draws.state.cause, MODEL_KNOWN);
	assert_int_equal(draws.draws, 1024);
	double *probability = numbers(known, "probability", &n), pmf[13];
	for (size_t i = 0; i < people; i++)
		assert_close(draws.point[i], probability[i]);
	double *plain = numbers(known, "poisson_binomial", &n), *mixture = numbers(known, "mixture", &n);
	poisson_binomial(draws.point, people, pmf);
	struct leaver_count count = leaver_count(arena, &draws, NULL, people, 0);
	assert_close(count.expected, reference_number(known, "expected"));
	for (size_t k = 0; k < n; k++) {
		assert_true(fabs(pmf[k] / plain[k] - 1) < 1e-9);
		assert_true(fabs(count.pmf[k] / mixture[k] - 1) < 1e-9);
	}
	assert_true(count.low == reference_number(known, "lower") && count.high == reference_number(known, "upper"));
	struct leaver_count warned = leaver_count(arena, &draws, NULL, people, 3);
	assert_true(warned.expected == 3 && warned.low == 3 && warned.high == 3);
	free(fit.coefficient), free(tenure), free(ai), free(x), free(probability), free(plain), free(mixture);
	arena_free(arena);
	json_decref(all);
}

static void tenure_band_rates(void **state)
{
	(void)state;
	json_t *all, *known = block(&all, "tenure_band_rates"), *row;
	size_t i, n;
	json_array_foreach(known, i, row) {
		double *leavers = numbers(row, "leavers", &n), *years = numbers(row, "person_years", &n);
		double *next = numbers(row, "next90_person_years", &n), *rates = numbers(row, "rates", &n);
		struct band_estimate estimate = band_estimate(leavers, years, next, 0);
		assert_int_equal(estimate.state.cause, MODEL_KNOWN);
		assert_close(estimate.whole, reference_number(row, "whole_rate"));
		for (size_t band = 0; band < MODEL_BANDS; band++)
			assert_close(estimate.rate[band], rates[band]);
		assert_close(estimate.expected, reference_number(row, "expected"));
		assert_close(estimate.pmf[0], reference_number(row, "p0"));
		assert_close(estimate.pmf[1], reference_number(row, "p1"));
		assert_close(estimate.pmf[2], reference_number(row, "p2"));
		assert_true(estimate.low == reference_number(row, "lower") && estimate.high == reference_number(row, "upper"));
		free(leavers), free(years), free(next), free(rates);
	}
	assert_int_equal(i, 4);
	json_decref(all);
}

static void ranking(void **state)
{
	(void)state;
	json_t *all, *known = block(&all, "auc"), *row;
	size_t i, leavers, others, two;
	json_array_foreach(known, i, row) {
		double *high = numbers(row, "leavers", &leavers), *low = numbers(row, "others", &others);
		double *limits = numbers(row, "newcombe5", &two), *p = memory_new((leavers + others) * sizeof *p);
		double *left = memory_new((leavers + others) * sizeof *left);
		memcpy(p, low, others * sizeof *p);
		memcpy(p + others, high, leavers * sizeof *p);
		for (size_t j = others; j < leavers + others; j++)
			left[j] = 1;
		double auc = auc_of(p, left, leavers + others);
		assert_close(auc, reference_number(row, "auc"));
		struct interval interval = auc_interval(auc, (double)leavers, (double)others);
		assert_close(interval.low, limits[0]);
		assert_close(interval.high, limits[1]);
		free(high), free(low), free(limits), free(p), free(left);
	}
	assert_int_equal(i, 2);
	json_decref(all);
}

static int *whole_numbers(const json_t *object, const char *key, size_t *count)
{
	double *values = numbers(object, key, count);
	int *whole = memory_new(*count * sizeof *whole);
	for (size_t i = 0; i < *count; i++)
		whole[i] = (int)values[i];
	free(values);
	return whole;
}

static void before_and_after(void **state)
{
	(void)state;
	json_t *all, *known = block(&all, "event_study"), *person, *value;
	size_t people, weeks = 44, i, week, n;
	int *start = whole_numbers(known, "start_week", &people), *team = whole_numbers(known, "team", &people);
	double *y = memory_new(people * weeks * sizeof *y);
	json_array_foreach(json_object_get(known, "y"), i, person)
		json_array_foreach(person, week, value)
			y[i * weeks + week] = json_is_null(value) ? NAN : json_number_value(value);
	struct event_study study = event_study(&(struct event_rows){.people = people, .weeks = weeks, .y = y, .start = start, .team = team});
	assert_int_equal(study.state.cause, MODEL_KNOWN);
	assert_true((double)study.starters == reference_number(known, "starters"));
	assert_true((double)study.controls == reference_number(known, "controls"));
	assert_int_equal(study.cohorts, json_array_size(json_object_get(known, "cohorts")));
	assert_int_equal(study.teams, 4);
	double *person_limits = numbers(known, "limits_person", &n), *team_limits = numbers(known, "limits_team", &n);
	assert_close(study.by_person.value, reference_number(known, "effect"));
	assert_near(study.by_person.error, reference_number(known, "se_person"));
	assert_true(study.by_person.degrees == reference_number(known, "df"));
	assert_near(study.by_person.limits.low, person_limits[0]);
	assert_near(study.by_person.limits.high, person_limits[1]);
	assert_near(study.by_team.error, reference_number(known, "se_team"));
	assert_near(study.by_team.limits.low, team_limits[0]);
	assert_near(study.by_team.limits.high, team_limits[1]);
	assert_true(study.shown.error == study.by_person.error);        /* four teams are too few */
	assert_close(study.before.value, reference_number(known, "before"));
	assert_near(study.before.error, reference_number(known, "before_se"));
	assert_false(study.already_changing);
	assert_true(study.week[EVENT_WEEKS - 1].known);
	free(start), free(team), free(y), free(person_limits), free(team_limits);
	json_decref(all);
}

static void with_and_without(void **state)
{
	(void)state;
	json_t *all, *known = block(&all, "adjusted_difference");
	size_t n, two;
	double *y = numbers(known, "y", &n), *limits = numbers(known, "limits", &two);
	int *flags = whole_numbers(known, "habit", &n), *band = whole_numbers(known, "tenure_band", &n);
	int *team = whole_numbers(known, "team", &n);
	unsigned char *habit = memory_new(n);
	for (size_t i = 0; i < n; i++)
		habit[i] = flags[i] != 0;
	struct adjusted_difference result = adjusted_difference(&(struct adjusted_rows){.n = n, .y = y, .habit = habit, .band = band, .team = team});
	assert_int_equal(result.state.cause, MODEL_KNOWN);
	assert_close(result.difference, reference_number(known, "difference"));
	assert_near(result.error, reference_number(known, "se_hc2"));
	assert_true(result.degrees == reference_number(known, "df"));
	assert_near(result.limits.low, limits[0]);
	assert_near(result.limits.high, limits[1]);
	assert_close(result.plain, reference_number(known, "plain_difference"));
	free(y), free(limits), free(flags), free(band), free(team), free(habit);
	json_decref(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(separated_rows),
		cmocka_unit_test(expected_leavers),
		cmocka_unit_test(tenure_band_rates),
		cmocka_unit_test(ranking),
		cmocka_unit_test(before_and_after),
		cmocka_unit_test(with_and_without),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
