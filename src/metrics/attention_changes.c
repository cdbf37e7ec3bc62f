/* The change of every watched figure of every team, from the four weeks that end with a Sunday to the four before. */
#include "attention.h"

#include <math.h>
#include <stdlib.h>

enum { DAYS = WEEKS * WEEK_DAYS };

/* ---- shares of seconds, events, cases: linearised over clusters ---- */
struct clusters_of_change { double *now_above, *now_below, *before_above, *before_below; size_t count; };

static struct clusters_of_change room_for(struct facts *facts)
{
	size_t most = (size_t)facts->people_count + 1 + 2 * WINDOW_DAYS;
	double *room = ARENA_ARRAY(facts->scratch, double, 4 * most);
	return (struct clusters_of_change){room, room + most, room + 2 * most, room + 3 * most, 0};
}

static void cluster_add(struct clusters_of_change *clusters, double now_above, double now_below, double before_above, double before_below)
{
	if (now_above == 0 && now_below == 0 && before_above == 0 && before_below == 0)
		return;
	clusters->now_above[clusters->count] = now_above;
	clusters->now_below[clusters->count] = now_below;
	clusters->before_above[clusters->count] = before_above;
	clusters->before_below[clusters->count++] = before_below;
}

/* list: cells of the member, those of one person side by side. Returns the people with something in W. */
static double persons_add(const struct facts *facts, const int *list, int count, int watched, int week, struct clusters_of_change *clusters)
{
	const struct attention_facts *own = facts->attention;
	double people = 0;
	for (int i = 0; i < count;) {
		double sum[4] = {0};
		int person = own->cells[list[i]].person;
		for (; i < count && own->cells[list[i]].person == person; i++) {
			const struct week_cell *cell = &own->cells[list[i]];
			sum[0] += cell->above[watched][week], sum[1] += cell->below[watched][week];
			sum[2] += cell->above[watched][week + WINDOW_WEEKS], sum[3] += cell->below[watched][week + WINDOW_WEEKS];
		}
		cluster_add(clusters, sum[0], sum[1], sum[2], sum[3]);
		people += sum[1] > 0 && person < facts->people_count;
	}
	return people;
}

static void days_add(const struct attention_facts *own, int member, int week, struct clusters_of_change *clusters)
{
	for (int i = 0; i < 2 * WINDOW_DAYS; i++) {
		size_t at = (size_t)member * DAYS + (size_t)(week * WEEK_DAYS + i);
		bool now = i < WINDOW_DAYS;
		double above = own->day_above[at], below = own->day_below[at];
		cluster_add(clusters, now ? above : 0, now ? below : 0, now ? 0 : above, now ? 0 : below);
	}
}

static double sum_of(const double *values, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return sum;
}

static struct week_change change_of(const struct clusters_of_change *clusters, double people)
{
	double below = sum_of(clusters->now_below, clusters->count), below_before = sum_of(clusters->before_below, clusters->count);
	struct week_change change = {.value = NAN, .before = NAN, .p = NAN, .people = people, .amount = below};
	if (!(below > 0 && below_before > 0))
		return change;
	change.value = sum_of(clusters->now_above, clusters->count) / below;
	change.before = sum_of(clusters->before_above, clusters->count) / below_before;
	change.degrees = (double)clusters->count - 1;
	interval_ratio_change(clusters->now_above, clusters->now_below, clusters->before_above, clusters->before_below, clusters->count,
		&change.p);
	return change;
}

static int cells_of(const struct facts *facts, int member, int *list)
{
	const struct attention_facts *own = facts->attention;
	int count = 0;
	for (int person = 0; person <= facts->people_count; person++)
		for (int at = own->first[person]; at >= 0; at = own->cells[at].next)
			if (!member || (own->cells[at].team >= 0 && own->within[member * facts->team_count + own->cells[at].team]))
				list[count++] = at;
	return count;
}

/* May P be compared, and is W not too old: as the figures do (metrics.md, states). */
static bool comparable(const struct facts *facts, enum source source, int week)
{
	int64_t to = facts->attention->sunday - week * WEEK_DAYS;
	struct window before = {to - 2 * WINDOW_DAYS + 1, to - WINDOW_DAYS};
	return facts_before_known(facts, source, before) && to - facts->source[source].newest_day <= WEEK_DAYS;
}

static bool large_enough(const struct facts *facts, int week, int member)
{
	return facts->attention->size[(size_t)week * (size_t)facts->attention->members + (size_t)member] >= facts->answer->policy.min_group;
}

static void ratio_changes(struct facts *facts)
{
	static const enum source SOURCES[WATCHED_RATIOS] = {SOURCE_ACTIVITY, SOURCE_AI_EVENT, SOURCE_CASE};
	struct attention_facts *own = facts->attention;
	struct clusters_of_change clusters = room_for(facts);
	int *list = ARENA_ARRAY(facts->scratch, int, own->cell_count + 1);
	for (int member = 0; member < own->members; member++) {
		int count = cells_of(facts, member, list);
		for (int watched = 0; watched < WATCHED_RATIOS; watched++)
			for (int week = 0; week < CHANGES; week++) {
				if (!comparable(facts, SOURCES[watched], week) || !large_enough(facts, week, member))
					continue;
				clusters.count = 0;
				double people = persons_add(facts, list, count, watched, week, &clusters);
				if (watched == WATCHED_CAME_BACK)
					days_add(own, member, week, &clusters);
				*attention_change(own, watched, week, member) = change_of(&clusters, people);
			}
	}
}

/* ---- adoption: a share of people ---- */
enum { PERSON_EMPLOYED = 1, PERSON_ELIGIBLE = 2, PERSON_ACTIVE = 4 };
struct on_sunday { int team; unsigned char is; };

static struct on_sunday *people_on_sundays(struct facts *facts)
{
	const struct attention_facts *own = facts->attention;
	struct on_sunday *all = ARENA_ARRAY(facts->scratch, struct on_sunday, (facts->people_count + 1) * (CHANGES + WINDOW_WEEKS));
	for (int person = 0; person < facts->people_count; person++)
		for (int week = 0; week < CHANGES + WINDOW_WEEKS; week++) {
			int64_t day = own->sunday - week * WEEK_DAYS;
			struct on_sunday *one = &all[person * (CHANGES + WINDOW_WEEKS) + week];
			const struct team_fact *team = facts_team(facts, facts_team_on(facts, person, day));
			one->team = team ? (int)(team - facts->teams) : -1;
			if (!facts_employed(facts, person, day))
				continue;
			one->is = PERSON_EMPLOYED | (adoption_access(facts, person, day) ? PERSON_ELIGIBLE : 0);
			bool active = false;
			for (int i = 0; i < WINDOW_WEEKS; i++)
				active = active || own->used[(size_t)person * WEEKS + (size_t)(week + i)];
			if (active && one->is & PERSON_ELIGIBLE)
				one->is |= PERSON_ACTIVE;
		}
	return all;
}

static bool member_has(const struct facts *facts, int member, const struct on_sunday *one)
{
	return member == 0 || (one->team >= 0 && facts->attention->within[member * facts->team_count + one->team]);
}

static void adoption_change(struct facts *facts, const struct on_sunday *all, int member, int week)
{
	struct attention_facts *own = facts->attention;
	struct week_change *change = attention_change(own, WATCHED_ADOPTION, week, member);
	double eligible = 0, active = 0, eligible_before = 0, active_before = 0, both = 0;
	for (int person = 0; person < facts->people_count; person++) {
		const struct on_sunday *now = &all[person * (CHANGES + WINDOW_WEEKS) + week], *was = now + WINDOW_WEEKS;
		bool here = now->is & PERSON_ELIGIBLE && member_has(facts, member, now);
		bool there = was->is & PERSON_ELIGIBLE && member_has(facts, member, was);
		eligible += here, active += here && now->is & PERSON_ACTIVE;
		eligible_before += there, active_before += there && was->is & PERSON_ACTIVE;
		both += here && there;
		change->gained += here && there && now->is & PERSON_ACTIVE && !(was->is & PERSON_ACTIVE);
		change->lost += here && there && was->is & PERSON_ACTIVE && !(now->is & PERSON_ACTIVE);
	}
	change->people = change->amount = eligible;
	change->degrees = INFINITY;
	if (!(eligible > 0 && eligible_before > 0 && both > 0))
		return;
	change->value = active / eligible;
	change->before = active_before / eligible_before;
	interval_paired_share(change->gained, change->lost, both, &change->p);
}

static void sizes_count(struct facts *facts, const struct on_sunday *all)
{
	struct attention_facts *own = facts->attention;
	for (int person = 0; person < facts->people_count; person++)
		for (int week = 0; week < CHANGES; week++) {
			const struct on_sunday *one = &all[person * (CHANGES + WINDOW_WEEKS) + week];
			for (int member = 0; one->is && member < own->members; member++)
				own->size[week * own->members + member] += member_has(facts, member, one);
		}
}

void attention_changes(struct facts *facts)
{
	struct attention_facts *own = facts->attention;
	own->size = ARENA_ARRAY(facts->scratch, double, CHANGES * own->members);
	own->change = ARENA_ARRAY(facts->scratch, struct week_change, WATCHED_COUNT * CHANGES * own->members);
	for (int i = 0; i < WATCHED_COUNT * CHANGES * own->members; i++)
		own->change[i] = (struct week_change){.value = NAN, .before = NAN, .p = NAN};
	const struct on_sunday *all = people_on_sundays(facts);
	sizes_count(facts, all);
	ratio_changes(facts);
	for (int week = 0; week < CHANGES && !adoption_only_seen(facts); week++)
		for (int member = 0; member < own->members; member++)
			if (comparable(facts, SOURCE_AI_EVENT, week) && large_enough(facts, week, member) &&
			    facts_before_known(facts, SOURCE_ACCESS, (struct window){own->sunday - week * WEEK_DAYS - 2 * WINDOW_DAYS + 1, 0}))
				adoption_change(facts, all, member, week);
}
