#include "disclosure.h"

#include "teamtop/base.h"

#include <stdlib.h>

/* The nearest shown node above i, -1 = none. */
static int shown_above(const int *parent, const bool *shown, int i)
{
	for (i = parent[i]; i >= 0 && !shown[i];)
		i = parent[i];
	return i;
}

void disclosure_rests(const int *parent, const int64_t *own, int count, const bool *shown, int64_t *rest)
{
	for (int i = 0; i < count; i++)
		rest[i] = 0;
	for (int i = 0; i < count; i++) {
		int at = shown[i] ? i : shown_above(parent, shown, i);
		if (at >= 0)
			rest[at] += own[i];
	}
}

/* The smallest shown group directly below `top`; the first of several. Empty ones help nobody. -1 = none. */
static int smallest_below(const int *parent, const int64_t *total, const bool *shown, int count, int top)
{
	int found = -1;
	for (int i = top + 1; i < count; i++)
		if (shown[i] && total[i] > 0 && shown_above(parent, shown, i) == top && (found < 0 || total[i] < total[found]))
			found = i;
	return found;
}

static bool is_few(int64_t answers, int64_t least)
{
	return answers > 0 && answers < least;
}

/* What i would take out of the rest of the group around it if it were shown: its total less those shown below it. */
static int64_t rest_if_shown(const int *parent, const int64_t *total, bool *shown, int count, int i)
{
	int64_t rest = total[i];
	shown[i] = true;
	for (int below = i + 1; below < count; below++)
		if (shown[below] && shown_above(parent, shown, below) == i)
			rest -= total[below];
	shown[i] = false;
	return rest;
}

/* A group that was hidden for one around it may be safe again once that one's rest holds others. */
static void show_what_is_safe(const int *parent, int count, int64_t least, const int64_t *total, bool *shown, int64_t *rest)
{
	for (int i = 1; i < count; i++) {
		if (shown[i] || total[i] < least)
			continue;
		int above = shown_above(parent, shown, i);
		int64_t own = rest_if_shown(parent, total, shown, count, i);
		if (is_few(own, least) || (above >= 0 && is_few(rest[above] - own, least)))
			continue;
		shown[i] = true, rest[i] = own;
		if (above >= 0)
			rest[above] -= own;
	}
}

/* Children stand behind their parents, so from the end on every group is settled before the one around it. Hiding a group
   adds its rest to that of the one around it; with all below hidden that is its whole total, which is enough. */
void disclosure_show(const int *parent, const int64_t *own, int count, int64_t least, bool *shown)
{
	int64_t *total = memory_new(sizeof *total * (size_t)(count + 1)), *rest = memory_new(sizeof *rest * (size_t)(count + 1));
	for (int i = count - 1; i >= 0; i--) {
		total[i] += own[i];
		if (i > 0)
			total[parent[i]] += total[i];
	}
	for (int i = 0; i < count; i++)
		shown[i] = total[i] == 0 || total[i] >= least;
	disclosure_rests(parent, own, count, shown, rest);
	for (int top = count - 1; top >= 0; top--) {
		while (shown[top] && is_few(rest[top], least)) {
			int hide = smallest_below(parent, total, shown, count, top);
			if (hide < 0)
				break;
			shown[hide] = false;
			rest[top] += rest[hide], rest[hide] = 0;
		}
	}
	show_what_is_safe(parent, count, least, total, shown, rest);
	free(total), free(rest);
}
