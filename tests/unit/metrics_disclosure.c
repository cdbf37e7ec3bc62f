/* Which totals of a tree may be shown: by hand, and on random trees against every difference of what is shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../src/metrics/disclosure.h"

#include <string.h>

enum { MOST = 11, LEAST = 5, TREES = 20000 };
struct tree { int count, parent[MOST]; int64_t own[MOST]; bool shown[MOST]; };

static void shows(struct tree tree, const char *expected)
{
	disclosure_show(tree.parent, tree.own, tree.count, LEAST, tree.shown);
	for (int i = 0; i < tree.count; i++)
		if (tree.shown[i] != (expected[i] == '+'))
			fail_msg("node %d of %s", i, expected);
}

static void by_hand(void **state)
{
	(void)state;
	shows((struct tree){4, {-1, 0, 0, 0}, {0, 13, 7, 11}, {false}}, "++++");
	shows((struct tree){4, {-1, 0, 0, 0}, {0, 13, 7, 2}, {false}}, "++--");         /* 22 - 13 - 7 would tell the 2 */
	shows((struct tree){4, {-1, 0, 0, 0}, {0, 13, 4, 2}, {false}}, "++--");         /* together they are 6 */
	shows((struct tree){4, {-1, 0, 0, 0}, {0, 13, 7, 0}, {false}}, "++++");         /* nobody is no secret */
	shows((struct tree){2, {-1, 0}, {0, 4}, {false}}, "--");
	shows((struct tree){3, {-1, 0, 0}, {3, 9, 6}, {false}}, "++-");                 /* 3 stand directly at the top */
	/* a team of 20 whose parts are 16 and 4, beside one of 9: the 4 hide, and so must the 16 */
	shows((struct tree){5, {-1, 0, 1, 1, 0}, {0, 0, 16, 4, 9}, {false}}, "++--+");
	/* a team that differs from the whole by 2 */
	shows((struct tree){3, {-1, 0, 1}, {2, 0, 30}, {false}}, "+--");
	shows((struct tree){1, {-1}, {5}, {false}}, "+");
}

static uint64_t dice_state = 7;

static int dice(int sides)
{
	dice_state = dice_state * 6364136223846793005u + 1442695040888963407u;
	return (int)((dice_state >> 33) % (uint64_t)sides);
}

static struct tree random_tree(void)
{
	struct tree tree = {.count = 1 + dice(MOST), .parent = {-1}};
	int most = 1 + dice(14);
	for (int i = 1; i < tree.count; i++)
		tree.parent[i] = dice(i);
	for (int i = 0; i < tree.count; i++)
		tree.own[i] = dice(3) == 0 ? 0 : dice(most);
	return tree;
}

static bool is_below(const struct tree *tree, int i, int top)
{
	while (i > top)
		i = tree->parent[i];
	return i == top;
}

static int64_t total_of(const struct tree *tree, int top)
{
	int64_t total = 0;
	for (int i = top; i < tree->count; i++)
		total += is_below(tree, i, top) ? tree->own[i] : 0;
	return total;
}

/* Every shown group less every set of shown groups within it that do not overlap. */
static void check_differences(const struct tree *tree, int top)
{
	for (unsigned set = 0; set < 1u << tree->count; set++) {
		int64_t rest = total_of(tree, top);
		bool fits = true;
		for (int i = 0; fits && i < tree->count; i++) {
			if (!(set >> i & 1))
				continue;
			fits = i > top && tree->shown[i] && is_below(tree, i, top);
			for (int j = 0; fits && j < i; j++)
				fits = !(set >> j & 1) || !is_below(tree, i, j);
			rest -= fits ? total_of(tree, i) : 0;
		}
		if (fits && rest > 0 && rest < LEAST)
			fail_msg("%d answers can be computed below node %d", (int)rest, top);
	}
}

static void no_difference_of_a_few(void **state)
{
	(void)state;
	int shown = 0, hidden_though_enough = 0;
	for (int i = 0; i < TREES; i++) {
		struct tree tree = random_tree();
		disclosure_show(tree.parent, tree.own, tree.count, LEAST, tree.shown);
		for (int node = 0; node < tree.count; node++) {
			int64_t total = total_of(&tree, node);
			shown += tree.shown[node] && total > 0;
			hidden_though_enough += !tree.shown[node] && total >= LEAST;
			if (tree.shown[node] && (i % 10 == 0 || tree.count < 8))
				check_differences(&tree, node);
			assert_true(!tree.shown[node] || total == 0 || total >= LEAST);
		}
		assert_true(tree.shown[0] == (total_of(&tree, 0) == 0 || total_of(&tree, 0) >= LEAST));         /* the whole is never given up */
	}
	assert_true(shown > TREES && hidden_though_enough > 100 && hidden_though_enough < shown);
}

/* Nothing is hidden beyond need: showing any hidden group of enough would let a few be told apart. */
static void hides_no_more_than_it_must(void **state)
{
	(void)state;
	int needless = 0, hidden = 0;
	for (int i = 0; i < TREES; i++) {
		struct tree tree = random_tree();
		int64_t rest[MOST];
		disclosure_show(tree.parent, tree.own, tree.count, LEAST, tree.shown);
		for (int node = 1; node < tree.count; node++) {
			if (tree.shown[node] || total_of(&tree, node) < LEAST)
				continue;
			bool safe = true;
			tree.shown[node] = true;
			disclosure_rests(tree.parent, tree.own, tree.count, tree.shown, rest);
			for (int k = 0; k < tree.count; k++)
				safe = safe && (rest[k] == 0 || rest[k] >= LEAST);
			tree.shown[node] = false;
			hidden++, needless += safe;
		}
	}
	assert_true(hidden > 1000);
	assert_int_equal(needless, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_hand), cmocka_unit_test(no_difference_of_a_few), cmocka_unit_test(hides_no_more_than_it_must),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
