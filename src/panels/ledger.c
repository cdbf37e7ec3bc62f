#include "parts.h"

#include <math.h>
#include <stdlib.h>

enum { OTHERS_SHOWN = 5 };
static const int STEPS[MOST_LEDGER] = { 5, 4, 3, 2, 3, 1, 2 };

static int by_seconds(const void *a, const void *b)
{
	const struct ledger_entry *x = *(const struct ledger_entry *const *)a, *y = *(const struct ledger_entry *const *)b;
	if (x->seconds != y->seconds)
		return x->seconds < y->seconds ? 1 : -1;
	return x < y ? -1 : 1;                          /* entries stand by position */
}

static void part_add(struct ledger_part *part, const struct ledger_entry *entry, double *before)
{
	part->seconds += entry->seconds;
	*before += (double)entry->seconds_before;
}

/* Whole per cent that sum to 100: customers as the headline rounds them, the others by largest remainders. */
static void round_parts(struct ledger_part *parts, int count)
{
	int left = 100 - (parts[0].percent = (int)round(100 * parts[0].share));
	for (int i = 1; i < count; i++)
		left -= parts[i].percent = (int)floor(100 * parts[i].share + 1e-9);
	while (left-- > 0) {
		struct ledger_part *most = NULL;
		double largest = -1;
		for (int i = 1; i < count; i++) {
			double rest = 100 * parts[i].share - parts[i].percent;
			if (rest > largest + 1e-12)
				largest = rest, most = &parts[i];
		}
		if (!most)
			return;
		most->percent++;
	}
}

static void finish_parts(struct ledger_part *parts, int count, const double *before)
{
	double worked = 0, worked_before = 0;
	for (int i = 0; i < count; i++)
		worked += (double)parts[i].seconds, worked_before += before[i];
	for (int i = 0; i < count; i++) {
		parts[i].step = STEPS[i];
		parts[i].share = (double)parts[i].seconds / worked;
		parts[i].change = worked_before > 0 ? parts[i].share - before[i] / worked_before : NAN;
	}
	round_parts(parts, count);
}

int ledger_parts(struct arena *arena, const struct group *group, struct ledger_part parts[MOST_LEDGER])
{
	const struct ledger_entry **others = ARENA_ARRAY(arena, const struct ledger_entry *, group->ledger_count + 1);
	double before[MOST_LEDGER] = { 0 };
	int count = 1, other_count = 0;
	int64_t worked = 0;
	parts[0] = (struct ledger_part){ .label = "customers", .is_customer = true };
	for (int i = 0; i < group->ledger_count; i++) {
		worked += group->ledger[i].seconds;
		if (group->ledger[i].is_customer)
			part_add(&parts[0], &group->ledger[i], &before[0]);
		else
			others[other_count++] = &group->ledger[i];
	}
	if (worked <= 0)
		return 0;
	qsort(others, (size_t)other_count, sizeof *others, by_seconds);
	for (int i = 0; i < other_count; i++) {
		if (i <= OTHERS_SHOWN && others[i]->seconds > 0)
			parts[count++] = i < OTHERS_SHOWN || other_count == OTHERS_SHOWN + 1
				? (struct ledger_part){ .label = others[i]->label, .kind_id = others[i]->kind_id }
				: (struct ledger_part){ .label = "other" };
		part_add(&parts[count - 1], others[i], &before[count - 1]);
	}
	finish_parts(parts, count, before);
	return count;
}

int64_t ledger_seconds(const struct group *group, const struct ledger_part *part, const struct ledger_part *parts, int count)
{
	int64_t seconds = 0;
	for (int i = 0; i < group->ledger_count; i++) {
		const struct ledger_entry *entry = &group->ledger[i];
		bool named = false;
		for (int j = 0; j < count; j++)
			named |= parts[j].kind_id == entry->kind_id && !parts[j].is_customer;
		if (part->is_customer ? entry->is_customer : !entry->is_customer && (part->kind_id ? entry->kind_id == part->kind_id : !named))
			seconds += entry->seconds;
	}
	return seconds;
}

void ledger_bar(struct area area, const struct group *group, const double *survey)
{
	struct ledger_part parts[MOST_LEDGER];
	struct part drawn[MOST_LEDGER];
	int count = ledger_parts(part_arena(area), group, parts);
	for (int i = 0; i < count; i++)
		drawn[i] = (struct part){ .value = parts[i].share, .role = role_ramp(ROLE_TIME, parts[i].step) };
	if (count > 0)
		area_stack(area, 0, 0, area.width, area.height, drawn, count, survey);
}
