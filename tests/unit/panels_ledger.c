/* The ledger's parts: every worked second in one, whole per cent that sum to 100, customers as the headline rounds them. */
#include "../../src/panels/parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static uint64_t next(uint64_t *state)                   /* xorshift: any numbers will do */
{
	*state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
	return *state;
}

static void parts_sum_and_agree(void **state)
{
	(void)state;
	static const char *const labels[] = {"conversation", "email", "logging", "admin", "meetings", "coaching", "learning", "waiting"};
	struct arena *arena = arena_new();
	uint64_t random = 20260101;
	for (int round = 0; round < 2000; round++) {
		struct ledger_entry entries[COUNT_OF(labels)];
		struct group group = {.ledger = entries, .ledger_count = (int)COUNT_OF(labels)};
		int64_t worked = 0, customers = 0, seconds = 0;
		int percent = 0;
		for (int i = 0; i < group.ledger_count; i++) {
			entries[i] = (struct ledger_entry){.kind_id = i + 1, .label = labels[i], .is_customer = i < 2,
				.seconds = round && next(&random) % 5 ? (int64_t)(next(&random) % 10000) : i == 0};
			worked += entries[i].seconds, customers += i < 2 ? entries[i].seconds : 0;
		}
		struct ledger_part parts[MOST_LEDGER];
		int count = ledger_parts(arena, &group, parts);
		assert_true(count >= 1 || worked == 0);
		for (int i = 0; i < count; i++)
			percent += parts[i].percent, seconds += parts[i].seconds;
		if (count) {
			assert_int_equal(seconds, worked);
			assert_int_equal(percent, 100);
			assert_string_equal(format_percent(arena, (double)customers / (double)worked), arena_print(arena, "%d", parts[0].percent));
		}
		arena_clear(arena);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(parts_sum_and_agree)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
