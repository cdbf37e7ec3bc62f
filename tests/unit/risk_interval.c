#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "reference.h"
#include "teamtop/risk.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))
enum { MOST = 64 };

static void wilson_of_a_share(void **state)
{
	(void)state;
	struct interval interval = interval_wilson(38, 54);
	assert_true(interval.known && interval.low < 38.0 / 54 && interval.high > 38.0 / 54);
	/* each limit solves (p - k/n)^2 = z^2 p(1 - p) / n */
	double limits[] = {interval.low, interval.high};
	for (int i = 0; i < 2; i++)
		assert_close(pow(limits[i] - 38.0 / 54, 2), 3.841458820694124 * limits[i] * (1 - limits[i]) / 54);
	assert_false(interval_wilson(0, 0).known);
	assert_false(interval_wilson(2, 1).known);
	assert_false(interval_wilson(NAN, 5).known);
	struct interval none = interval_wilson(0, 10), all = interval_wilson(10, 10);
	assert_true(none.low == 0 && all.high == 1);
	assert_close(none.high, 3.841458820694124 / (10 + 3.841458820694124));
	assert_close(all.low, 1 - none.high);
}

static void garwood_of_a_count(void **state)
{
	(void)state;
	assert_true(interval_garwood(0).low == 0);
	assert_close(interval_garwood(0).high, 3.688879454113936);      /* -ln 0.025 */
	assert_true(reference_close(interval_garwood(4).low, 1.08986537, 1e-8));
	assert_true(reference_close(interval_garwood(4).high, 10.24158868, 1e-8));
	for (int count = 1; count < 30000; count += 1 + count / 50) {   /* GSL's own inverse gives up on some of these */
		struct interval interval = interval_garwood(count);
		assert_true(interval.known);
		assert_true(fabs(gsl_cdf_chisq_P(2 * interval.low, 2 * count) - 0.025) < 1e-9);
		assert_true(fabs(gsl_cdf_chisq_P(2 * interval.high, 2 * (count + 1)) - 0.975) < 1e-9);
	}
	assert_false(interval_garwood(NAN).known);
	assert_false(interval_garwood(-1).known);
}

static void ratio_of_sums(void **state)
{
	(void)state;
	/* r = 6/12; rests 1, -1, 0; se = sqrt(3/2 x 2) / 12 = 0.144337567; t(2) = 4.302652730 */
	double c[] = {3, 1, 2, 0}, w[] = {4, 4, 4, 0};
	struct interval interval = interval_ratio(c, w, 4, false);
	assert_true(interval.known);
	assert_true(reference_close(interval.low, 0.5 - 4.30265272974946 * sqrt(3) / 12, 1e-9));
	assert_true(reference_close(interval.high, 0.5 + 4.30265272974946 * sqrt(3) / 12, 1e-9));
	struct interval share = interval_ratio(c, w, 4, true);
	assert_true(share.low == 0 && share.high == 1);
	assert_false(interval_ratio(c, w, 1, true).known);
	assert_false(interval_ratio(c, w, 0, true).known);
	double zero[] = {0, 0, 0};
	assert_false(interval_ratio(zero, zero, 3, true).known);
	double alike[] = {1, 1, 1};
	struct interval none = interval_ratio(zero, alike, 3, true);
	assert_true(none.known && none.low == 0 && none.high == 0);
	/* thousands of people: the quantiles still come */
	static double many[20000], of[20000];
	for (int i = 0; i < 20000; i++) {
		of[i] = 1 + i % 7;
		many[i] = i % 3;
	}
	assert_true(interval_ratio(many, of, 20000, true).known && interval_clustered_share(many, of, 20000).known);
	double bad[] = {NAN, 1};
	assert_false(interval_ratio(bad, alike, 2, false).known);
}

static void share_of_cases(void **state)
{
	(void)state;
	double c[] = {0, 0, 0}, w[] = {5, 6, 7};
	assert_false(interval_clustered_share(c, w, 1).known);
	assert_false(interval_clustered_share(c, c, 3).known);
	struct interval none = interval_clustered_share(c, w, 3);
	/* deff 1, n_eff = 18 (z / t_2)^2 = 3.7349847: z^2 / (n + z^2) */
	double n = 18 * pow(1.959963984540054 / 4.30265272974946, 2);
	assert_true(none.known && none.low == 0);
	assert_close(none.high, 3.841458820694124 / (n + 3.841458820694124));
	assert_true(interval_clustered_share(w, w, 3).high == 1);

	json_t *all = reference_json("reference/statistics.json");
	if (!all)
		skip();
	json_t *known = json_object_get(all, "case_share");
	size_t count, clusters;
	double *cases = reference_numbers(json_object_get(known, "c"), &clusters);
	double *of = reference_numbers(json_object_get(known, "w"), &count);
	double *limits = reference_numbers(json_object_get(known, "limits"), &count);
	struct interval interval = interval_clustered_share(cases, of, clusters);
	assert_true(interval.known && count == 2);
	assert_close(interval.low, limits[0]);
	assert_close(interval.high, limits[1]);
	double *wrong = reference_numbers(json_object_get(known, "wilson_wrong"), &count);
	double k = 0, total = 0;
	for (size_t i = 0; i < clusters; i++) {
		k += cases[i];
		total += of[i];
	}
	assert_close(interval_wilson(k, total).low, wrong[0]);
	assert_close(interval_wilson(k, total).high, wrong[1]);
	free(cases), free(of), free(limits), free(wrong);
	json_decref(all);
}

static void change_of_a_ratio(void **state)
{
	(void)state;
	double c[] = {1, 2, 1, 2, 1}, w[] = {4, 4, 4, 4, 4}, p = 7;
	assert_false(interval_ratio_change(c, w, c, w, 5, &p).known);   /* nothing moved: no spread */
	assert_true(isnan(p));
	double before[] = {2, 1, 2, 2, 3}, nobody[] = {0, 0, 0, 0, 0};
	assert_true(interval_ratio_change(c, w, before, w, 5, NULL).known);
	assert_false(interval_ratio_change(c, w, before, w, 4, &p).known);
	assert_false(interval_ratio_change(c, w, nobody, nobody, 5, &p).known);
	assert_true(isnan(p));

	json_t *all = reference_json("reference/statistics.json");
	if (!all)
		skip();
	json_t *known = json_object_get(all, "change");
	size_t n, two;
	double *cw = reference_numbers(json_object_get(known, "c_w"), &n), *ww = reference_numbers(json_object_get(known, "w_w"), &n);
	double *cp = reference_numbers(json_object_get(known, "c_p"), &n), *wp = reference_numbers(json_object_get(known, "w_p"), &n);
	double *limits = reference_numbers(json_object_get(known, "limits"), &two);
	struct interval interval = interval_ratio_change(cw, ww, cp, wp, n, &p);
	assert_true(interval.known && two == 2);
	assert_close(interval.low, limits[0]);
	assert_close(interval.high, limits[1]);
	assert_close(p, reference_number(known, "p"));
	free(cw), free(ww), free(cp), free(wp), free(limits);
	json_decref(all);
}

static void change_of_a_share_of_people(void **state)
{
	(void)state;
	double p;
	assert_false(interval_paired_share(0, 0, 0, &p).known);
	assert_true(isnan(p));
	assert_false(interval_paired_share(3, 3, 5, NULL).known);
	struct interval even = interval_paired_share(2, 2, 10, &p);     /* z sqrt(5) / 12 */
	assert_close(even.high, 1.959963984540054 * sqrt(5) / 12);
	assert_close(p, 1);

	json_t *all = reference_json("reference/statistics.json");
	if (!all)
		skip();
	size_t i, two;
	json_t *row;
	json_array_foreach(json_object_get(all, "paired_share_of_people"), i, row) {
		struct interval interval = interval_paired_share(reference_number(row, "gained"),
			reference_number(row, "lost"), reference_number(row, "n"), &p);
		double *limits = reference_numbers(json_object_get(row, "agresti_min"), &two);
		assert_close(interval.low, limits[0]);
		assert_close(interval.high, limits[1]);
		assert_close(p, reference_number(row, "mcnemar_mid_p"));
		free(limits);
	}
	assert_true(i == 4);
	json_decref(all);
}

static void leavers_of_a_team(void **state)
{
	(void)state;
	assert_true(isnan(team_expectation_p(1, 0)));
	assert_true(isnan(team_expectation_p(1, NAN)));
	assert_close(team_expectation_p(0, 0.8), exp(-0.8));    /* twice half of P(0) */

	json_t *all = reference_json("reference/statistics.json");
	if (!all)
		skip();
	size_t i, two;
	json_t *row;
	json_array_foreach(json_object_get(all, "team_against_expected"), i, row) {
		double observed = reference_number(row, "observed"), expected = reference_number(row, "expected");
		assert_close(team_expectation_p(observed, expected), reference_number(row, "mid_p"));
		double *limits = reference_numbers(json_object_get(row, "garwood_ratio"), &two);
		assert_close(interval_garwood(observed).low / expected, limits[0]);
		assert_close(interval_garwood(observed).high / expected, limits[1]);
		free(limits);
	}
	assert_true(i == 5);
	json_decref(all);
}

static void family_of_tests(void **state)
{
	(void)state;
	/* 0.04 > 0.1 / 3, but 0.05 <= 0.2 / 3 takes it along; the unknown one is not in the family */
	double p[] = {0.9, NAN, 0.05, 0.04};
	bool keep[MOST];
	benjamini_hochberg(p, 4, 0.1, keep);
	assert_true(!keep[0] && !keep[1] && keep[2] && keep[3]);
	benjamini_hochberg(p, 0, 0.1, keep);
	benjamini_hochberg(p + 1, 1, 0.1, keep);
	assert_false(keep[0]);

	json_t *all = reference_json("reference/statistics.json");
	if (!all)
		skip();
	json_t *known = json_object_get(all, "benjamini_hochberg");
	size_t n, found = 0;
	double *given = reference_numbers(json_object_get(known, "p"), &n), largest = 0;
	assert_true(n <= MOST);
	benjamini_hochberg(given, n, reference_number(known, "q"), keep);
	for (size_t i = 0; i < n; i++) {
		found += keep[i];
		largest = keep[i] && given[i] > largest ? given[i] : largest;
	}
	assert_true((double)found == reference_number(known, "found"));
	assert_close(largest, reference_number(known, "largest_p"));
	free(given);
	json_decref(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson_of_a_share),
		cmocka_unit_test(garwood_of_a_count),
		cmocka_unit_test(ratio_of_sums),
		cmocka_unit_test(share_of_cases),
		cmocka_unit_test(change_of_a_ratio),
		cmocka_unit_test(change_of_a_share_of_people),
		cmocka_unit_test(leavers_of_a_team),
		cmocka_unit_test(family_of_tests),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
