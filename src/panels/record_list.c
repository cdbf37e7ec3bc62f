#include "record_list.h"

#include "row_filter.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAY_SECONDS = 86400 };

const struct value *record_value(const struct record_list *list, size_t row, int column)
{
	return &list->records->cells[row * (size_t)list->records->column_count + (size_t)column];
}

double record_number(const struct value *value)
{
	return value->type == CELL_INTEGER ? (double)value->integer : value->type == CELL_REAL ? value->real : NAN;
}

static int64_t day_of_seconds(int64_t seconds)
{
	return seconds >= 0 ? seconds / DAY_SECONDS : -((-seconds + DAY_SECONDS - 1) / DAY_SECONDS);
}

/* "24 Nov 09:41", or with the year "2025-11-24 09:41"; iso with its seconds. */
static void print_time(int64_t local, bool with_year, bool iso, char buffer[RECORD_TEXT_SIZE])
{
	char day[16];
	int64_t days = day_of_seconds(local);
	int second = (int)(local - days * DAY_SECONDS);
	if (iso || with_year)
		day_print(days, day);
	else
		day_short(days, day);
	if (iso)
		snprintf(buffer, RECORD_TEXT_SIZE, "%sT%02d:%02d:%02d", day, second / 3600, second / 60 % 60, second % 60);
	else
		snprintf(buffer, RECORD_TEXT_SIZE, "%*s %02d:%02d", with_year ? 10 : 6, day, second / 3600, second / 60 % 60);
}

static const char *print_number(const struct value *value, double by, int decimals, char buffer[RECORD_TEXT_SIZE])
{
	if (value->type == CELL_INTEGER && by == 1)
		snprintf(buffer, RECORD_TEXT_SIZE, "%lld", (long long)value->integer);
	else
		snprintf(buffer, RECORD_TEXT_SIZE, "%.*f", decimals, record_number(value) / by);
	return buffer;
}

const char *record_text(const struct record_list *list, size_t row, int column, char buffer[RECORD_TEXT_SIZE])
{
	const struct value *value = record_value(list, row, column);
	if (value->type == CELL_NULL)
		return "";
	if (value->type == CELL_TEXT)
		return value->text ? value->text : "";
	switch (list->records->columns[column].type) {
	case RECORD_TIME:
		print_time((int64_t)record_number(value), list->long_times, false, buffer);
		return buffer;
	case RECORD_DAY:
		day_words((int64_t)record_number(value), buffer);
		return buffer;
	case RECORD_MINUTES:
		return print_number(value, 60, 1, buffer);
	case RECORD_FLAG:
		return record_number(value) != 0 ? "yes" : "no";
	default:
		return print_number(value, 1, 1, buffer);
	}
}

const char *record_raw(const struct record_list *list, size_t row, int column, char buffer[RECORD_TEXT_SIZE])
{
	const struct value *value = record_value(list, row, column);
	if (value->type == CELL_NULL)
		return NULL;
	if (value->type == CELL_TEXT)
		return value->text;
	if (list->records->columns[column].type == RECORD_TIME) {
		print_time((int64_t)record_number(value), true, true, buffer);
		return buffer;
	}
	if (list->records->columns[column].type == RECORD_DAY) {
		day_print((int64_t)record_number(value), buffer);
		return buffer;
	}
	return print_number(value, 1, 6, buffer);
}

/* ---- filter ---- */
struct looked_at {
	const struct record_list *list;
	size_t row;
	char buffer[RECORD_TEXT_SIZE];
};

static const char *cell_looked_at(void *self, int column)
{
	struct looked_at *at = self;
	return record_text(at->list, at->row, column, at->buffer);
}

static void take_rows(struct record_list *list, struct arena *arena, const char *text)
{
	const struct records *records = list->records;
	struct row_filter_column *names = ARENA_ARRAY(arena, struct row_filter_column, records->column_count);
	for (int i = 0; i < records->column_count; i++)
		names[i] = (struct row_filter_column){records->columns[i].key, records->columns[i].title};
	struct row_filter *filter = row_filter_new(text, names, records->column_count);
	struct looked_at at = {.list = list};
	list->filtered = !row_filter_is_empty(filter);
	for (at.row = 0; at.row < records->count; at.row++)
		if (!list->filtered || row_filter_keeps(filter, cell_looked_at, &at))
			list->rows[list->count++] = (uint32_t)at.row;
	const char *problem = row_filter_problem(filter);
	list->problem = problem ? arena_copy(arena, problem) : NULL;
	row_filter_free(filter);
}

/* ---- order ---- */
struct sort_key {
	uint32_t row;
	double number;                                  /* NAN where text is meant, or nothing is known */
	const char *text;                               /* NULL = a number or nothing */
};

/* As text_compare, without its cost where both texts are ASCII up to the letter that decides. */
static int compare_texts(const char *a, const char *b)
{
	for (; *a && *b && !((*a | *b) & 0x80); a++, b++) {
		int first = tolower((unsigned char)*a), second = tolower((unsigned char)*b);
		if (first != second)
			return first - second;
	}
	return (*a | *b) & 0x80 ? text_compare(a, b) : (*a != '\0') - (*b != '\0');
}

static int compare_known(const struct sort_key *a, const struct sort_key *b)
{
	if (a->text && b->text)
		return compare_texts(a->text, b->text);
	if (a->text || b->text)
		return a->text ? 1 : -1;
	return (a->number > b->number) - (a->number < b->number);
}

/* What is not known stands last in both directions; equal rows keep the order in which they came. */
static int compare_rows(const void *first, const void *second, int direction)
{
	const struct sort_key *a = first, *b = second;
	bool known = a->text || !isnan(a->number), also = b->text || !isnan(b->number);
	if (known != also)
		return known ? -1 : 1;
	int order = known ? direction * compare_known(a, b) : 0;
	return order ? order : (a->row > b->row) - (a->row < b->row);
}

static int compare_up(const void *a, const void *b)
{
	return compare_rows(a, b, 1);
}

static int compare_down(const void *a, const void *b)
{
	return compare_rows(a, b, -1);
}

static void sort_rows(struct record_list *list, struct arena *arena, int column, bool descending)
{
	struct sort_key *keys = ARENA_ARRAY(arena, struct sort_key, list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		const struct value *value = record_value(list, list->rows[i], column);
		keys[i] = (struct sort_key){list->rows[i], record_number(value), value->type == CELL_TEXT ? value->text : NULL};
	}
	qsort(keys, list->count, sizeof *keys, descending ? compare_down : compare_up);
	for (size_t i = 0; i < list->count; i++)
		list->rows[i] = keys[i].row;
}

/* ---- figures under the rows ---- */
static int compare_numbers(const void *first, const void *second)
{
	double a = *(const double *)first, b = *(const double *)second;
	return (a > b) - (a < b);
}

static void measure(struct record_list *list, struct arena *arena)
{
	double *numbers = ARENA_ARRAY(arena, double, list->count + 1);
	size_t known = 0;
	for (size_t i = 0; i < list->count; i++) {
		double number = record_number(record_value(list, list->rows[i], list->amount));
		if (!isnan(number))
			numbers[known++] = number;
	}
	list->sum = list->largest = 0, list->median = NAN;
	if (known == 0)
		return;
	qsort(numbers, known, sizeof *numbers, compare_numbers);
	for (size_t i = 0; i < known; i++)
		list->sum += numbers[i];
	list->largest = numbers[known - 1];
	list->median = (numbers[(known - 1) / 2] + numbers[known / 2]) / 2;
}

static int column_of_type(const struct records *records, enum record_column_type type)
{
	for (int i = 0; i < records->column_count; i++)
		if (records->columns[i].type == type)
			return i;
	return -1;
}

/* Rows come newest first, but a database may hold any order: all are looked at. */
static bool spans_years(const struct record_list *list)
{
	int column = column_of_type(list->records, RECORD_TIME), year = 0;
	for (size_t i = 0; column >= 0 && i < list->records->count; i++) {
		const struct value *value = record_value(list, i, column);
		if (value->type != CELL_INTEGER)
			continue;
		int this_year = date_of_day(day_of_seconds(value->integer)).year;
		if (year && this_year != year)
			return true;
		year = this_year;
	}
	return false;
}

struct record_list *record_list_new(struct arena *arena, const struct records *records, const char *filter, int column,
	bool descending)
{
	struct record_list *list = arena_alloc(arena, sizeof *list);
	list->records = records;
	list->rows = ARENA_ARRAY(arena, uint32_t, records->count + 1);
	list->amount = column_of_type(records, RECORD_MINUTES);
	list->long_times = spans_years(list);
	take_rows(list, arena, filter);
	if (column >= 0 && column < records->column_count)
		sort_rows(list, arena, column, descending);
	if (list->amount >= 0)
		measure(list, arena);
	return list;
}
