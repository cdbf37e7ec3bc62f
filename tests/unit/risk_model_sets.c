/* Hazard fits on other people's data, against R's glm, scikit-learn and the design's own Newton (the README beside the
   reference says how rows are built). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "reference.h"
#include "sheet.h"
#include "teamtop/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define assert_close(a, b) assert_true(reference_close((a), (b), 1e-9))
#define assert_near(a, b) assert_true(reference_close((a), (b), 1e-6))

/* Rows of a design that grow as they are added. */
struct rows { size_t count, room, columns; double *x, *y; };

static void rows_add(struct rows *rows, const double *x, double y)
{
	if (rows->count == rows->room) {
		rows->room = rows->room ? 2 * rows->room : 1024;
		rows->x = memory_grow(rows->x, rows->room * rows->columns * sizeof(double));
		rows->y = memory_grow(rows->y, rows->room * sizeof(double));
	}
	memcpy(rows->x + rows->count * rows->columns, x, rows->columns * sizeof *x);
	rows->y[rows->count++] = y;
}

static void rows_free(struct rows *rows)
{
	free(rows->x), free(rows->y);
}

/* Compares a fit with arrays coef and se. */
static void same_as_arrays(const struct hazard_fit *fit, const json_t *known)
{
	size_t n;
	double *coefficient = reference_numbers(json_object_get(known, "coef"), &n);
	double *error = reference_numbers(json_object_get(known, "se"), &n);
	assert_int_equal(fit->state.cause, MODEL_KNOWN);
	assert_int_equal(n, fit->columns + 1);
	for (size_t i = 0; i < n; i++) {
		assert_near(fit->coefficient[i], coefficient[i]);
		assert_near(fit->error[i], error[i]);
	}
	free(coefficient), free(error);
}

/* One block of statistics.json's hazard_fit: prior, covariance, limits, and whether an unpenalised fit exists. */
static void same_as_block(const struct rows *rows, const char *name)
{
	json_t *all = reference_json("reference/statistics.json");
	assert_non_null(all);
	json_t *known = json_object_get(json_object_get(all, "hazard_fit"), name), *prior = json_object_get(known, "prior_N01"), *row;
	assert_non_null(prior);
	assert_true((double)rows->count == reference_number(known, "rows"));
	struct arena *arena = arena_new();
	struct hazard_fit fit = hazard_fit(arena, rows->x, rows->y, NULL, rows->count, rows->columns, 1);
	same_as_arrays(&fit, prior);
	assert_near(fit.log_likelihood, reference_number(prior, "loglik"));
	assert_near(fit.expected, reference_number(known, "leavers"));
	size_t i, j, n;
	double *low = reference_numbers(json_object_get(prior, "lower"), &n), *high = reference_numbers(json_object_get(prior, "upper"), &n);
	for (j = 0; j < n; j++) {
		struct odds_ratio ratio = hazard_odds_ratio(&fit, j);
		assert_near(ratio.ratio, json_number_value(json_array_get(json_object_get(prior, "odds_ratio"), j)));
		assert_near(ratio.low, low[j]);
		assert_near(ratio.high, high[j]);
	}
	json_array_foreach(json_object_get(prior, "covariance"), i, row)
		for (j = 0; j < fit.columns + 1; j++)
			assert_near(fit.covariance[i * (fit.columns + 1) + j], json_number_value(json_array_get(row, j)));
	json_t *plain = json_object_get(known, "unpenalised_R_glm");
	struct hazard_fit without = hazard_fit(arena, rows->x, rows->y, NULL, rows->count, rows->columns, 0);
	enum hazard_shape shape = hazard_shape(rows->x, rows->y, NULL, rows->count, rows->columns, NULL);
	if (json_is_object(plain)) {
		assert_int_equal(shape, HAZARD_REGULAR);
		same_as_arrays(&without, plain);
	} else {
		assert_int_equal(shape, HAZARD_SEPARATED);
		assert_int_equal(without.state.cause, MODEL_SEPARATED);
	}
	free(low), free(high);
	arena_free(arena);
	json_decref(all);
}

/* Each 30-day period of each person that `wanted` (company and department, "" = any) names. */
static struct rows retention_bands(const struct sheet *table, const char *company, const char *department)
{
	size_t joined = sheet_column(table, "join_date"), quit = sheet_column(table, "quit_date");
	size_t of = sheet_column(table, "company_id"), dept = sheet_column(table, "dept"), seniority = sheet_column(table, "seniority");
	struct rows rows = {.columns = 5};
	int64_t end;
	assert_true(day_parse("2015-12-13", &end));
	for (size_t i = 0; i < table->rows; i++) {
		if (strcmp(sheet_cell(table, i, of), company) || (*department && strcmp(sheet_cell(table, i, dept), department)))
			continue;
		double from = sheet_day(table, i, joined), to = sheet_day(table, i, quit);
		bool left = isfinite(to);
		int last = (int)floor(((left ? to : (double)end) - from) / 30);
		for (int j = 0; j <= last; j++) {
			int day = 30 * j % 365;
			double years = fmin(sheet_number(table, i, seniority), 30);
			rows_add(&rows, (double[]){j < 3, j >= 3 && j < 12, j >= 36, j >= 11 && (day >= 335 || day < 30), (years - 12) / 10},
				left && j == last);
		}
	}
	return rows;
}

static void retention_subsets(void **state)
{
	(void)state;
	struct sheet table = sheet_read("data/employee_retention/employee_retention_odd_companies.csv");
	if (!table.rows)
		skip();
	struct rows small = retention_bands(&table, "11", ""), large = retention_bands(&table, "9", "customer_service");
	same_as_block(&small, "retention_company_11");
	same_as_block(&large, "retention_company_9_customer_service");
	rows_free(&small), rows_free(&large);
	sheet_free(&table);
}

static struct sheet ibm(void)
{
	struct sheet table = sheet_read("data/ibm_hr_attrition/WA_Fn-UseC_-HR-Employee-Attrition.csv");
	if (!table.rows)
		skip();
	return table;
}

static struct rows ibm_bands(const struct sheet *table, size_t most)
{
	size_t overtime = sheet_column(table, "OverTime"), years = sheet_column(table, "YearsAtCompany");
	size_t happy = sheet_column(table, "JobSatisfaction"), promoted = sheet_column(table, "YearsSinceLastPromotion");
	size_t gone = sheet_column(table, "Attrition");
	struct rows rows = {.columns = 5};
	for (size_t i = 0; i < table->rows && i < most; i++) {
		double tenure = sheet_number(table, i, years);
		double x[] = {!strcmp(sheet_cell(table, i, overtime), "Yes"), tenure < 1, tenure >= 5,
			(sheet_number(table, i, happy) - 3) / 2, (fmin(sheet_number(table, i, promoted), 10) - 2) / 5};
		rows_add(&rows, x, !strcmp(sheet_cell(table, i, gone), "Yes"));
	}
	return rows;
}

static void ibm_blocks(void **state)
{
	(void)state;
	struct sheet table = ibm();
	struct rows all = ibm_bands(&table, 100000), first = ibm_bands(&table, 90);
	same_as_block(&all, "ibm_all");
	same_as_block(&first, "ibm_first90");
	rows_free(&all), rows_free(&first);
	sheet_free(&table);
}

/* A column of the reference's name: a number, a number in thousands, or "Column=Level". */
static double named_value(const struct sheet *table, size_t row, const char *name)
{
	static const char THOUSANDS[] = "_thousands";
	char column[128];
	snprintf(column, sizeof column, "%s", name);
	char *level = strchr(column, '='), *thousands = strstr(column, THOUSANDS);
	if (level) {
		*level = '\0';
		return !strcmp(sheet_cell(table, row, sheet_column(table, column)), level + 1);
	}
	if (thousands)
		*thousands = '\0';
	return sheet_number(table, row, sheet_column(table, column)) / (thousands ? 1000 : 1);
}

static struct rows named_rows(const struct sheet *table, const json_t *names)
{
	struct rows rows = {.columns = json_array_size(names)};
	double *x = memory_new(rows.columns * sizeof *x);
	size_t gone = sheet_column(table, "Attrition");
	for (size_t i = 0; i < table->rows; i++) {
		for (size_t j = 0; j < rows.columns; j++)
			x[j] = named_value(table, i, json_string_value(json_array_get(names, j)));
		rows_add(&rows, x, !strcmp(sheet_cell(table, i, gone), "Yes"));
	}
	free(x);
	return rows;
}

/* R's glm: coefficients and standard errors by term. */
static void same_as_glm(const struct rows *rows, const json_t *known)
{
	struct arena *arena = arena_new();
	struct hazard_fit fit = hazard_fit(arena, rows->x, rows->y, NULL, rows->count, rows->columns, 0);
	json_t *terms = json_object_get(json_object_get(known, "fit"), "coefficients"), *term;
	assert_int_equal(fit.state.cause, MODEL_KNOWN);
	assert_true((double)rows->count == reference_number(json_object_get(known, "fit"), "n"));
	assert_int_equal(json_array_size(terms), rows->columns + 1);
	size_t i;
	json_array_foreach(terms, i, term) {
		assert_near(fit.coefficient[i], reference_number(term, "coef"));
		assert_near(fit.error[i], reference_number(term, "se"));
	}
	assert_near(fit.log_likelihood, reference_number(json_object_get(known, "fit"), "loglik"));
	assert_int_equal(hazard_shape(rows->x, rows->y, NULL, rows->count, rows->columns, NULL), HAZARD_REGULAR);
	arena_free(arena);
}

/* Columns less their mean, over their population standard deviation; mean and sd receive both. */
static struct rows standardised(const struct rows *rows, double *mean, double *sd)
{
	struct rows result = {.columns = rows->columns};
	double n = (double)rows->count, *x = memory_new(rows->columns * sizeof *x);
	for (size_t j = 0; j < rows->columns; j++) {
		mean[j] = sd[j] = 0;
		for (size_t i = 0; i < rows->count; i++)
			mean[j] += rows->x[i * rows->columns + j] / n;
		for (size_t i = 0; i < rows->count; i++)
			sd[j] += pow(rows->x[i * rows->columns + j] - mean[j], 2) / n;
		sd[j] = sqrt(sd[j]);
	}
	for (size_t i = 0; i < rows->count; i++) {
		for (size_t j = 0; j < rows->columns; j++)
			x[j] = (rows->x[i * rows->columns + j] - mean[j]) / sd[j];
		rows_add(&result, x, rows->y[i]);
	}
	free(x);
	return result;
}

/* The same prior on standardised columns is scikit-learn's L2 with lambda 1; on test rows its ranking and error too. */
static void same_as_l2(const struct rows *rows, const struct rows *test, const json_t *known)
{
	enum { MOST = 64 };
	double mean[MOST], sd[MOST], brier = 0;
	struct rows scaled = standardised(rows, mean, sd);
	struct arena *arena = arena_new();
	struct hazard_fit fit = hazard_fit(arena, scaled.x, scaled.y, NULL, scaled.count, scaled.columns, 1);
	assert_int_equal(fit.state.cause, MODEL_KNOWN);
	json_t *numbers = json_object_get(known, "fit"), *terms = json_object_get(numbers, "coefficients"), *term;
	assert_int_equal(json_array_size(terms), rows->columns);
	assert_near(fit.coefficient[0], reference_number(numbers, "intercept_standardised"));
	size_t j;
	json_array_foreach(terms, j, term)
		assert_near(fit.coefficient[j + 1], reference_number(term, "coef_standardised"));
	double *p = memory_new((test->count + 1) * sizeof *p), x[MOST];
	for (size_t i = 0; i < test->count; i++) {
		for (j = 0; j < rows->columns; j++)
			x[j] = (test->x[i * rows->columns + j] - mean[j]) / sd[j];
		p[i] = hazard_leaving(&fit, x, 1);
		brier += pow(p[i] - test->y[i], 2) / (double)test->count;
	}
	if (test->count) {
		json_t *scores = json_object_get(known, "test");
		assert_true(fabs(auc_of(p, test->y, test->count) - reference_number(scores, "auc")) < 1e-9);
		assert_true(fabs(brier - reference_number(scores, "brier")) < 1e-9);
	}
	free(p);
	arena_free(arena);
	rows_free(&scaled);
}

static json_t *turnover(json_t **all)
{
	*all = reference_json("reference/turnover.json");
	if (!*all)
		skip();
	return *all;
}

static void ibm_designs(void **state)
{
	(void)state;
	struct sheet table = ibm();
	json_t *all, *designs = json_object_get(json_object_get(turnover(&all), "ibm_logistic"), "designs");
	json_t *small = json_object_get(designs, "small17"), *full = json_object_get(designs, "full44");
	struct rows rows = named_rows(&table, json_object_get(small, "columns")), none = {0};
	same_as_glm(&rows, json_object_get(json_object_get(small, "fit_on_all_rows"), "unpenalised"));
	same_as_l2(&rows, &none, json_object_get(json_object_get(small, "fit_on_all_rows"), "L2_lambda1"));
	rows_free(&rows);
	rows = named_rows(&table, json_object_get(full, "columns"));
	bool held[44];
	assert_int_equal(rows.columns, 44);
	assert_int_equal(hazard_shape(rows.x, rows.y, NULL, rows.count, rows.columns, held), HAZARD_SEPARATED);
	size_t count = 0;
	for (size_t j = 0; j < 44; j++) {
		count += held[j];
		const char *name = json_string_value(json_array_get(json_object_get(full, "columns"), j));
		if (held[j])
			assert_true(!strncmp(name, "Department=", 11) || !strncmp(name, "JobRole=", 8));
	}
	assert_true(count > 0);
	same_as_l2(&rows, &none, json_object_get(json_object_get(full, "fit_on_all_rows"), "L2_lambda1"));
	rows_free(&rows);
	json_decref(all);
	sheet_free(&table);
}

/* One employee-year: a TERMINATED row stands for the year's ACTIVE one. */
struct year { double id, year, born, hired, age, service, male, head; bool left; };

static int by_employee(const void *a, const void *b)
{
	const struct year *left = a, *right = b;
	if (left->id != right->id)
		return left->id < right->id ? -1 : 1;
	if (left->year != right->year)
		return left->year < right->year ? -1 : 1;
	return left->left - right->left;
}

static struct year *employee_years(const struct sheet *table, size_t *count)
{
	size_t id = sheet_column(table, "EmployeeID"), year = sheet_column(table, "STATUS_YEAR"), born = sheet_column(table, "birthdate_key");
	size_t hired = sheet_column(table, "orighiredate_key"), status = sheet_column(table, "STATUS"), age = sheet_column(table, "age");
	size_t service = sheet_column(table, "length_of_service"), sex = sheet_column(table, "gender_short"), unit = sheet_column(table, "BUSINESS_UNIT");
	struct year *years = memory_new(table->rows * sizeof *years);
	for (size_t i = 0; i < table->rows; i++)
		years[i] = (struct year){.id = sheet_number(table, i, id), .year = sheet_number(table, i, year), .born = sheet_day(table, i, born),
			.hired = sheet_day(table, i, hired), .age = sheet_number(table, i, age), .service = sheet_number(table, i, service),
			.male = *sheet_cell(table, i, sex) == 'M', .head = !strcmp(sheet_cell(table, i, unit), "HEADOFFICE"),
			.left = !strcmp(sheet_cell(table, i, status), "TERMINATED")};
	qsort(years, table->rows, sizeof *years, by_employee);
	*count = 0;
	for (size_t i = 0; i < table->rows; i++)
		if (i + 1 == table->rows || years[i].id != years[i + 1].id || years[i].year != years[i + 1].year)
			years[(*count)++] = years[i];
	return years;
}

/* Values of a row by the reference's term; bands as "tenure[8,12)" and "age[55,59)". */
static double term_value(const struct year *year, const char *term)
{
	double start = (double)day_of_date((struct date){.year = (int)year->year, .month = 1, .day = 1}), from, to;
	start = fmax(start, year->hired);
	double age = (start - year->born) / 365.25, tenure = (start - year->hired) / 365.25;
	if (sscanf(term, "tenure[%lf,%lf)", &from, &to) == 2)
		return tenure >= from && tenure < to;
	if (sscanf(term, "age[%lf,%lf)", &from, &to) == 2)
		return age >= from && age < to;
	const struct { const char *name; double value; } values[] = {{"age", year->age}, {"length_of_service", year->service},
		{"male", year->male}, {"headoffice", year->head}, {"age0", age}, {"ten0", tenure}, {"ten0_squared", tenure * tenure}};
	for (size_t i = 0; i < COUNT_OF(values); i++)
		if (!strcmp(values[i].name, term))
			return values[i].value;
	fail_msg("unknown term %s", term);
	return NAN;
}

static struct rows year_rows(const struct year *years, size_t count, const json_t *known, bool train)
{
	json_t *terms = json_object_get(json_object_get(known, "fit"), "coefficients");
	const char *first = json_string_value(json_object_get(json_array_get(terms, 0), "term"));
	size_t skipped = first && !strcmp(first, "(Intercept)");
	struct rows rows = {.columns = json_array_size(terms) - skipped};
	double *x = memory_new(rows.columns * sizeof *x);
	for (size_t i = 0; i < count; i++) {
		if ((years[i].year <= 2012) != train)
			continue;
		for (size_t j = 0; j < rows.columns; j++)
			x[j] = term_value(&years[i], json_string_value(json_object_get(json_array_get(terms, j + skipped), "term")));
		rows_add(&rows, x, years[i].left);
	}
	free(x);
	return rows;
}

static void mfg_years(void **state)
{
	(void)state;
	struct sheet table = sheet_read("data/mfg10year/mfg10year_first_half.csv");
	if (!table.rows)
		skip();
	json_t *all, *set = json_object_get(json_object_get(turnover(&all), "mfg_hazard"), "first_half");
	json_t *models = json_object_get(set, "models");
	size_t count;
	struct year *years = employee_years(&table, &count);
	assert_true((double)count == reference_number(set, "person_years"));
	static const char *const names[][2] = {{"A_as_recorded/unpenalised", "A_as_recorded/L2_lambda1"},
		{"B_start_of_year/unpenalised", "B_start_of_year/L2_lambda1"}, {"C_bands/unpenalised", "C_bands/L2_lambda1"}};
	for (size_t m = 0; m < COUNT_OF(names); m++) {
		json_t *plain = json_object_get(models, names[m][0]), *l2 = json_object_get(models, names[m][1]);
		assert_true(l2 && (plain || m == 2));
		struct rows train = year_rows(years, count, l2, true), test = year_rows(years, count, l2, false);
		if (plain)
			same_as_glm(&train, plain);
		same_as_l2(&train, &test, l2);
		rows_free(&train), rows_free(&test);
	}
	free(years);
	json_decref(all);
	sheet_free(&table);
}

static void retention_periods(void **state)
{
	(void)state;
	struct sheet table = sheet_read("data/employee_retention/employee_retention_odd_companies.csv");
	if (!table.rows)
		skip();
	size_t joined = sheet_column(&table, "join_date"), quit = sheet_column(&table, "quit_date"), dept = sheet_column(&table, "dept");
	size_t seniority = sheet_column(&table, "seniority"), salary = sheet_column(&table, "salary");
	struct rows train = {.columns = 7}, test = {.columns = 7};
	int64_t end, until;
	assert_true(day_parse("2015-12-13", &end) && day_parse("2015-01-01", &until));
	for (size_t i = 0; i < table.rows; i++) {
		double from = sheet_day(&table, i, joined), to = sheet_day(&table, i, quit);
		int last = (int)floor(((isfinite(to) ? to : (double)end) - from) / 30);
		for (int j = 0; j <= last; j++) {
			double tenure = 30 * j / 365.25;
			int day = 30 * j % 365;
			double x[] = {tenure, tenure * tenure, j >= 11 && (day >= 335 || day < 30),
				!strcmp(sheet_cell(&table, i, dept), "customer_service"), !strcmp(sheet_cell(&table, i, dept), "engineer"),
				sheet_number(&table, i, salary) / 100000, sheet_number(&table, i, seniority)};
			rows_add(from + 30 * j < (double)until ? &train : &test, x, isfinite(to) && j == last);
		}
	}
	json_t *all, *models = json_object_get(json_object_get(json_object_get(turnover(&all), "retention_hazard"), "odd"), "models");
	same_as_glm(&train, json_object_get(models, "unpenalised"));
	same_as_l2(&train, &test, json_object_get(models, "L2_lambda1"));
	rows_free(&train), rows_free(&test);
	json_decref(all);
	sheet_free(&table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(retention_subsets),
		cmocka_unit_test(ibm_blocks),
		cmocka_unit_test(ibm_designs),
		cmocka_unit_test(mfg_years),
		cmocka_unit_test(retention_periods),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
