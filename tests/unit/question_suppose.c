/* What is typed after `what-if`: verbs, names with blanks, numbers at the end, and whatever else somebody may type. */
#include "teamtop/question.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct supposed parsed(const char *text)
{
	struct supposed supposed;
	struct error error = {0};
	if (!suppose_parse(text, &supposed, &error))
		fail_msg("\"%s\": %s", text, error.message);
	return supposed;
}

static void is(const char *text, enum suppose_kind kind, const char *who, int percent)
{
	struct supposed supposed = parsed(text);
	assert_int_equal(supposed.kind, kind);
	assert_string_equal(supposed.who, who);
	assert_int_equal(supposed.percent, percent);
}

static void refused(const char *text, const char *says)
{
	struct supposed supposed;
	struct error error = {0};
	assert_false(suppose_parse(text, &supposed, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	if (!strstr(error.message, says) || strchr(error.message, '\n') || strchr(error.message, '\x1b'))
		fail_msg("\"%s\": %s", text, error.message);
}

static void verbs_names_and_numbers(void **state)
{
	(void)state;
	is("leave Ayu Lestari", SUPPOSE_LEAVE, "Ayu Lestari", 0);
	is("  leave \t E1042  ", SUPPOSE_LEAVE, "E1042", 0);
	is("absent id:7", SUPPOSE_ABSENT, "id:7", 0);
	is("leave", SUPPOSE_LEAVE, "", 0);
	is("customer-time Billing 45", SUPPOSE_CUSTOMER_TIME, "Billing", 45);
	is("customer-time Back office 45%", SUPPOSE_CUSTOMER_TIME, "Back office", 45);
	is("ai-use Support/Back office  80 % ", SUPPOSE_AI_USE, "Support/Back office", 80);
	is("ai-use 0", SUPPOSE_AI_USE, "", 0);
	is("ai-use 100", SUPPOSE_AI_USE, "", 100);
	is("ai-use Team 2 30", SUPPOSE_AI_USE, "Team 2", 30);
	is("leave 日本 太郎", SUPPOSE_LEAVE, "日本 太郎", 0);
}

static void what_is_no_number(void **state)
{
	(void)state;
	static const char *const numbers[] = {"nan", "inf", "-5", "-0", "+5", "101", "1000", "4e1", "0x10", "45.5", "45,5", "½", "", "%", "Team2",
		"99999999999999999999", "١٢"};
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		char text[100] = "ai-use Billing ";
		strcat(text, numbers[i]);
		refused(text, "per cent from 0 to 100");
		strcpy(text, "customer-time ");
		strcat(text, numbers[i]);
		refused(text, "per cent from 0 to 100");
	}
	refused("", "what-if: leave NAME");
	refused("fire Ayu", "what-if: leave NAME");
	refused("leaves Ayu", "what-if: leave NAME");
	refused("LEAVE Ayu", "what-if: leave NAME");
}

static void hostile_names(void **state)
{
	(void)state;
	is("leave \x1b[31mA\nB", SUPPOSE_LEAVE, "\xEF\xBF\xBD[31mA B", 0);
	is("leave \xff\xfe", SUPPOSE_LEAVE, "\xEF\xBF\xBD\xEF\xBF\xBD", 0);
	char *text = malloc(10020);
	strcpy(text, "leave ");
	memset(text + 6, 'x', 10000), text[10006] = '\0';
	refused(text, "no name is that long");
	strcpy(text, "ai-use ");
	memset(text + 7, 'x', 10000), strcpy(text + 10007, " 80");
	refused(text, "no name is that long");
	strcpy(text, "leave ");
	memset(text + 6, 'x', SUPPOSED_TEXT - 1), text[6 + SUPPOSED_TEXT - 1] = '\0';
	assert_int_equal(strlen(parsed(text).who), SUPPOSED_TEXT - 1);
	memset(text + 6, 0xff, SUPPOSED_TEXT - 1);              /* each becomes three bytes */
	refused(text, "no name is that long");
	free(text);
}

static void later_ones_replace(void **state)
{
	(void)state;
	struct supposed_list list = {.count = 0};
	static const char *const texts[] = {"leave Ayu", "ai-use Billing 80", "customer-time Billing 40", "absent ayu", "ai-use billing 20",
		"ai-use 20"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct supposed supposed = parsed(texts[i]);
		assert_true(suppose_add(&list, &supposed, NULL));
	}
	assert_int_equal(list.count, 4);
	assert_int_equal(list.of[0].kind, SUPPOSE_CUSTOMER_TIME);
	assert_int_equal(list.of[1].kind, SUPPOSE_ABSENT);
	assert_true(list.of[2].kind == SUPPOSE_AI_USE && list.of[2].percent == 20 && *list.of[2].who);
	assert_true(suppose_drop_persons(&list) && list.count == 3 && list.of[0].kind == SUPPOSE_CUSTOMER_TIME);
	assert_false(suppose_drop_persons(&list));
	suppose_take_back(&list, 9), suppose_take_back(&list, -1);
	assert_int_equal(list.count, 3);
}

static void a_full_list_says_so(void **state)
{
	(void)state;
	struct supposed_list list = {.count = 0};
	struct error error = {0};
	struct supposed supposed = {.kind = SUPPOSE_LEAVE};
	for (int i = 0; i < MOST_SUPPOSED; i++) {
		supposed.who[0] = (char)('a' + i);
		assert_true(suppose_add(&list, &supposed, &error));
	}
	supposed.who[0] = 'z';
	assert_false(suppose_add(&list, &supposed, &error));
	assert_non_null(strstr(error.message, "8 things are supposed already"));
	supposed.who[0] = 'c';
	assert_true(suppose_add(&list, &supposed, &error) && list.count == MOST_SUPPOSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(verbs_names_and_numbers), cmocka_unit_test(what_is_no_number), cmocka_unit_test(hostile_names),
		cmocka_unit_test(later_ones_replace), cmocka_unit_test(a_full_list_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
