/* The filter line as a table: text, what stays of five rows, what is said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <string.h>

#include "../../src/panels/row_filter.h"

static const struct row_filter_column COLUMNS[] = {
	{"started_at", "started"}, {"person", "person"}, {"channel", "channel"}, {"handle_seconds", "handle time"},
};
static const char *const ROWS[][4] = {
	{"13 Nov 08:04", "Citra Dewanti", "phone", "73.4"},
	{"7 Nov 08:05", "Indah Sarasvati", "chat", "73.0"},
	{"2 Nov 17:07", "Gita Permadi", "mail", "8.0"},
	{"19 Nov 12:35", "Bima Phonesen", "chat", "17.4"},
	{"1 Nov 12:00", "Ångström Ünal", NULL, "5.5"},
};

static const char *cell(void *self, int column)
{
	return (*(const char *const (*)[4])self)[column];
}

static void check(const char *text, const char *kept, const char *problem)
{
	struct row_filter *filter = row_filter_new(text, COLUMNS, 4);
	char got[8] = "";
	for (size_t row = 0; row < 5; row++)
		if (row_filter_keeps(filter, cell, (void *)&ROWS[row]))
			strncat(got, &"12345"[row], 1);
	assert_string_equal(got, kept);
	if (problem)
		assert_non_null(strstr(row_filter_problem(filter) ? row_filter_problem(filter) : "", problem));
	else
		assert_null(row_filter_problem(filter));
	row_filter_free(filter);
}

static void test_words(void **state)
{
	(void)state;
	check("", "12345", NULL);
	check(NULL, "12345", NULL);
	check("   ", "12345", NULL);
	check("phone", "14", NULL);                     /* anywhere: the channel of one, the name of another */
	check("PHONE", "14", NULL);
	check("chat ind", "2", NULL);                   /* blanks mean and */
	check("  chat   bima ", "4", NULL);
	check("08:0", "12", NULL);                      /* a colon in a number names no column */
	check("ångström", "5", NULL);
	check("ÜNAL", "5", NULL);
	check("nobody", "", NULL);
}

static void test_negation_and_columns(void **state)
{
	(void)state;
	check("!phone", "235", NULL);
	check("channel:phone", "1", NULL);
	check("!channel:phone", "2345", NULL);          /* an empty cell holds no phone */
	check("chan:chat !bima", "2", NULL);            /* the beginning of a heading is enough */
	check("started:17", "3", NULL);
	check("person:a:b", "", NULL);
	check("handle_time:73", "12", NULL);            /* blanks of a heading are typed as _ or - */
	check("handle-time:73.4", "1", NULL);
	check("HANDLE_SECONDS:5.5", "5", NULL);
	check("colour:red", "", "no column is called colour");
	check("!colour:red chat", "24", "no column is called colour");
}

static void test_regex(void **state)
{
	(void)state;
	check("~^7", "12", NULL);
	check("~^[0-9]+\\.0$", "23", NULL);
	check("!~^7", "345", NULL);
	check("channel:~^(chat|mail)$", "234", NULL);
	check("!channel:~a", "15", NULL);
	check("~(", "12345", "~( is no regular expression yet");
	check("~[ chat", "24", "is no regular expression yet");       /* the rest still counts */
	check("~(a)\\1", "12345", "refers back");
	check("~((a{1,200}){1,200}){1,200}", "12345", "repeats too often");
	check("~a{99999999999}", "12345", "repeats too often");
	check("~a{1,32767}", "12345", "repeats too often");
	check("~(ä", "12345", "~(ä is no");
}

static void test_half_typed(void **state)
{
	(void)state;
	check("!", "12345", NULL);
	check("~", "12345", NULL);
	check("!~", "12345", NULL);
	check("person:", "12345", NULL);
	check("!person:~", "12345", NULL);
	check("chat !", "24", NULL);
	char many[200] = "";
	for (int i = 0; i < 40; i++)
		strcat(many, "a ");
	check(many, "12345", "only the first 32 words");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words), cmocka_unit_test(test_negation_and_columns), cmocka_unit_test(test_regex),
		cmocka_unit_test(test_half_typed),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
