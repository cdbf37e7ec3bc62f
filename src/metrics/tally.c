#include "facts.h"

#include <string.h>

struct tallies *tallies_new(struct facts *facts, struct window window, struct window before)
{
	struct tallies *tallies = ARENA_ARRAY(facts->scratch, struct tallies, 1);
	tallies->window = window;
	tallies->before = before;
	tallies->clusters = facts->people_count + 1 + (int)(facts->to - facts->first_cluster_day + 1);
	tallies->first = ARENA_ARRAY(facts->scratch, int, tallies->clusters);
	for (int i = 0; i < tallies->clusters; i++)
		tallies->first[i] = -1;
	return tallies;
}

int facts_cluster(const struct facts *facts, int64_t person_id)
{
	int person = person_id ? facts_person(facts, person_id) : -1;
	return person < 0 ? facts->people_count : person;
}

int facts_cluster_of_day(const struct facts *facts, int64_t day)
{
	if (day < facts->first_cluster_day || day > facts->to)
		return facts->people_count;
	return facts->people_count + 1 + (int)(day - facts->first_cluster_day);
}

struct tally *tallies_at(struct facts *facts, struct tallies *tallies, int cluster, int64_t team_id)
{
	int at = tallies->first[cluster];
	for (; at >= 0; at = tallies->rows[at].next)
		if (tallies->rows[at].team_id == team_id)
			return &tallies->rows[at];
	if (tallies->count == tallies->room) {
		tallies->room = tallies->room ? tallies->room * 2 : 256;
		struct tally *rows = ARENA_ARRAY(facts->scratch, struct tally, tallies->room);
		if (tallies->count)
			memcpy(rows, tallies->rows, sizeof *rows * (size_t)tallies->count);
		tallies->rows = rows;
	}
	struct tally *tally = &tallies->rows[tallies->count];
	memset(tally, 0, sizeof *tally);
	tally->cluster = cluster;
	tally->team_id = team_id;
	tally->next = tallies->first[cluster];
	tallies->first[cluster] = tallies->count++;
	int person = cluster < facts->people_count ? cluster : -1;
	tally->group_count = facts_groups_of(facts, team_id, person, tally->groups);
	return tally;
}

static bool belongs(const struct tally *tally, int group)
{
	for (int i = 0; i < tally->group_count; i++)
		if (tally->groups[i] == group)
			return true;
	return false;
}

void tallies_sum(const struct tallies *tallies, int group, double now[TALLY_SUMS], double before[TALLY_SUMS])
{
	memset(now, 0, sizeof *now * TALLY_SUMS);
	memset(before, 0, sizeof *before * TALLY_SUMS);
	for (int i = 0; i < tallies->count; i++)
		for (int k = 0; belongs(&tallies->rows[i], group) && k < TALLY_SUMS; k++) {
			now[k] += tallies->rows[i].now[k];
			before[k] += tallies->rows[i].before[k];
		}
}

size_t tallies_clusters(const struct tallies *tallies, int group, int above, int below, struct clusters *clusters)
{
	size_t count = 0;
	clusters->persons = 0;
	for (int cluster = 0; cluster < tallies->clusters; cluster++) {
		double sum[4] = {0};
		for (int at = tallies->first[cluster]; at >= 0; at = tallies->rows[at].next) {
			const struct tally *tally = &tallies->rows[at];
			if (!belongs(tally, group))
				continue;
			sum[0] += tally->now[above];
			sum[1] += tally->now[below];
			sum[2] += tally->before[above];
			sum[3] += tally->before[below];
		}
		if (sum[0] == 0 && sum[1] == 0 && sum[2] == 0 && sum[3] == 0)
			continue;
		clusters->now_above[count] = sum[0];
		clusters->now_below[count] = sum[1];
		clusters->before_above[count] = sum[2];
		clusters->before_below[count] = sum[3];
		count++;
		clusters->persons += cluster < clusters->people && sum[1] > 0;
	}
	return count;
}
