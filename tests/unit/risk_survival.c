#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "reference.h"
#include "teamtop/base.h"
#include "teamtop/risk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))
enum { MOST_PEOPLE = 20000 };

struct records {
	double *entry, *time;
	unsigned char *left;
	size_t count;
};

static struct records records_new(void)
{
	return (struct records){
		.entry = memory_new(MOST_PEOPLE * sizeof(double)),
		.time = memory_new(MOST_PEOPLE * sizeof(double)),
		.left = memory_new(MOST_PEOPLE),
	};
}

static void records_free(struct records *records)
{
	free(records->entry), free(records->time), free(records->left);
}

static void records_add(struct records *records, double entry, double time, bool left)
{
	assert_true(records->count < MOST_PEOPLE);
	records->entry[records->count] = entry;
	records->time[records->count] = time;
	records->left[records->count++] = left;
}

static void small_curve(void **state)
{
	(void)state;
	/* leavers go before censored of the same day: at 2, 3 are at risk */
	double entry[] = {-1, -1, -1, -1}, time[] = {1, 2, 2, 3}, start, end;
	unsigned char left[] = {1, 1, 0, 0};
	struct survival_point points[4];
	assert_int_equal(survival_curve(entry, time, left, 4, 1, false, points, &start, &end), 2);
	assert_true(start == -1 && end == 3);
	assert_true(points[0].time == 1 && points[0].at_risk == 4 && points[1].at_risk == 3 && points[1].left == 1);
	assert_close(points[0].survival, 0.75);
	assert_close(points[1].survival, 0.5);
	/* v = 1/12 + 1/6 = 0.25: limits 0.5^exp(-+1.96 x 0.5 / ln 0.5) */
	assert_true(points[1].has_band);
	assert_close(points[1].low, pow(0.5, exp(1.959963984540054 * 0.5 / log(2))));
	assert_close(points[1].high, pow(0.5, exp(-1.959963984540054 * 0.5 / log(2))));
	assert_close(survival_median(points, 2), 2);
	assert_true(isnan(survival_median(points, 1)));
	assert_int_equal(survival_curve(entry, time, left, 4, 5, false, points, &start, &end), 0);
	assert_true(start == -1 && end == -1);
	assert_int_equal(survival_curve(entry, time, left, 0, 1, true, points, &start, &end), 0);
}

static void last_one_leaves(void **state)
{
	(void)state;
	double entry[] = {-1, -1, 9}, time[] = {0, 5, 3}, start, end;      /* the third entered after leaving: never at risk */
	unsigned char left[] = {1, 1, 1};
	struct survival_point points[3];
	assert_int_equal(survival_curve(entry, time, left, 3, 1, false, points, &start, &end), 2);
	assert_true(points[1].survival == 0 && !points[1].has_band);
	assert_close(points[0].survival, 0.5);
	assert_close(survival_median(points, 2), 2.5);          /* exactly 0.5 at 0: halfway to the next leaver */
}

static void longest_stretch(void **state)
{
	(void)state;
	/* two at risk on days 1-4 and 11-14: as long, the earlier counts */
	double entry[] = {0, 0, 10, 10}, time[] = {4, 4, 14, 14}, start, end;
	unsigned char left[] = {1, 0, 1, 0};
	struct survival_point points[4];
	assert_int_equal(survival_curve(entry, time, left, 4, 2, false, points, &start, &end), 1);
	assert_true(start == 0 && end == 4);
	time[2] = time[3] = 15;
	assert_int_equal(survival_curve(entry, time, left, 4, 2, false, points, &start, &end), 1);
	assert_true(start == 10 && end == 15 && points[0].time == 15);
}

static void shown_stretch_of_reference(void **state)
{
	(void)state;
	assert_true(isnan(survival_low_without_leavers(0)));
	json_t *all = reference_json("reference/statistics.json");
	if (!all)
		skip();
	json_t *known = json_object_get(all, "kaplan_meier_shown"), *row;
	struct records records = records_new();
	size_t i, n;
	json_array_foreach(json_object_get(known, "records_entry_time_event"), i, row)
		records_add(&records, json_number_value(json_array_get(row, 0)), json_number_value(json_array_get(row, 1)),
			json_integer_value(json_array_get(row, 2)));
	struct survival_point *points = memory_new(records.count * sizeof *points);
	double start, end;
	size_t count = survival_curve(records.entry, records.time, records.left, records.count, 10, false, points, &start, &end);
	assert_true(start == reference_number(known, "start") && end == reference_number(known, "end"));
	static const char *const keys[] = {"times", "n_risk", "survival", "lower", "upper"};
	for (size_t key = 0; key < 5; key++) {
		double *values = reference_numbers(json_object_get(known, keys[key]), &n);
		assert_true(n == count);
		for (i = 0; i < n; i++) {
			const double ours[] = {points[i].time, points[i].at_risk, points[i].survival, points[i].low, points[i].high};
			assert_close(ours[key], values[i]);
		}
		free(values);
	}
	count = survival_curve(records.entry, records.time, records.left, records.count, 1, true, points, &start, &end);
	assert_close(points[count - 1].survival, reference_number(known, "unrestricted_survival_at_end"));
	json_t *low = json_object_get(known, "no_event_lower");
	double *people = reference_numbers(json_object_get(low, "n"), &n), *limits = reference_numbers(json_object_get(low, "lower"), &n);
	for (i = 0; i < n; i++)
		assert_close(survival_low_without_leavers(people[i]), limits[i]);
	free(people), free(limits), free(points);
	records_free(&records);
	json_decref(all);
}

/* The curve and median against a set of turnover.json's kaplan_meier. */
static void compare(const struct records *records, const char *name)
{
	json_t *all = reference_json("reference/turnover.json"), *row;
	assert_non_null(all);
	json_t *known = json_object_get(json_object_get(all, "kaplan_meier"), name);
	assert_non_null(known);
	struct survival_point *points = memory_new(records->count * sizeof *points);
	double start, end;
	size_t i, compared = 0, count = survival_curve(records->entry, records->time, records->left, records->count, 1, true,
		points, &start, &end);
	assert_true((double)records->count == reference_number(known, "n"));
	assert_true(end == reference_number(known, "max_time"));
	assert_close(survival_median(points, count), reference_number(known, "median"));
	json_array_foreach(json_object_get(known, "at"), i, row) {
		double time = reference_number(row, "time");
		size_t at = 0;
		while (at < count && points[at].time <= time)
			at++;
		if (json_is_null(json_object_get(row, "survival")))
			continue;
		compared++;
		assert_close(at ? points[at - 1].survival : 1, reference_number(row, "survival"));
		if (!at || !points[at - 1].has_band)
			continue;
		assert_close(points[at - 1].low, reference_number(row, "lower95"));
		assert_close(points[at - 1].high, reference_number(row, "upper95"));
	}
	assert_true(compared > 0);
	free(points);
	json_decref(all);
}

/* Fields of a line without quotes; returns how many. */
static int fields(char *line, char *field[], int most)
{
	int count = 0;
	line[strcspn(line, "\r\n")] = '\0';
	for (char *at = line; at && count < most; count++) {
		field[count] = at;
		at = strchr(at, ',');
		if (at)
			*at++ = '\0';
	}
	return count;
}

static int64_t day(const char *text)
{
	int64_t value;
	assert_true(day_parse(text, &value));
	return value;
}

static void retention_of_reference(void **state)
{
	(void)state;
	FILE *file = reference_file("data/employee_retention/employee_retention_odd_companies.csv");
	if (!file)
		skip();
	struct records all = records_new(), service = records_new();
	char line[1024], *field[8];
	while (fgets(line, sizeof line, file)) {
		if (fields(line, field, 8) != 7 || !strcmp(field[0], "employee_id"))
			continue;
		bool left = strcmp(field[6], "NA") != 0;
		double time = (double)(day(left ? field[6] : "2015-12-13") - day(field[5]));
		records_add(&all, -1, time, left);
		if (!strcmp(field[2], "customer_service"))
			records_add(&service, -1, time, left);
	}
	fclose(file);
	compare(&all, "retention_odd_all");
	compare(&service, "retention_odd_customer_service");
	records_free(&all), records_free(&service);
}

static void late_entry_of_reference(void **state)
{
	(void)state;
	FILE *file = reference_file("data/mfg10year/mfg10year_first_half.csv");
	if (!file)
		skip();
	struct records late = records_new(), naive = records_new();
	char line[1024], *field[20];
	static bool seen[MOST_PEOPLE];
	while (fgets(line, sizeof line, file)) {
		if (fields(line, field, 20) < 5 || !strcmp(field[0], "EmployeeID"))   /* commas within quotes come later */
			continue;
		long number = atol(field[0]);
		assert_true(number > 0 && number < MOST_PEOPLE);
		if (seen[number])
			continue;
		seen[number] = true;
		bool left = strcmp(field[4], "1900-01-01") != 0;
		int64_t hired = day(field[3]);
		double time = (double)(day(left ? field[4] : "2015-12-31") - hired), entry = (double)(day("2005-12-31") - hired);
		records_add(&late, entry > 0 ? entry : 0, time, left);
		records_add(&naive, 0, time, left);
	}
	fclose(file);
	compare(&late, "mfg_first_half_delayed_entry");
	compare(&naive, "mfg_first_half_naive");
	records_free(&late), records_free(&naive);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_curve),
		cmocka_unit_test(last_one_leaves),
		cmocka_unit_test(longest_stretch),
		cmocka_unit_test(shown_stretch_of_reference),
		cmocka_unit_test(retention_of_reference),
		cmocka_unit_test(late_entry_of_reference),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
