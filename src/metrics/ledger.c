/* The ledger: every hour worked in one kind, and which kind moved most against customer time. */
#include "time.h"

#include <math.h>

#define MOSTLY_LEAST 0.005                              /* half a point */

static int kind_index(const struct facts *facts, int64_t kind_id)
{
	for (int i = 0; i < facts->kind_count; i++)
		if (facts->kinds[i].id == kind_id)
			return i;
	return -1;
}

/* entry[i] belongs to the i-th kind; only work kinds are in the ledger. */
static void ledgers_new(struct facts *facts, struct answer *answer, int *entry)
{
	int count = 0;
	for (int i = 0; i < facts->kind_count; i++)
		entry[i] = facts->kinds[i].is_work ? count++ : -1;
	for (int g = 0; g < facts->group_count; g++) {
		struct group *group = &answer->groups[g];
		group->ledger = ARENA_ARRAY(facts->keep, struct ledger_entry, count + 1);
		group->ledger_count = count;
		for (int i = 0; i < facts->kind_count; i++)
			if (entry[i] >= 0)
				group->ledger[entry[i]] = (struct ledger_entry){.kind_id = facts->kinds[i].id, .key = facts->kinds[i].key,
					.label = facts->kinds[i].label, .is_customer = facts->kinds[i].is_customer};
	}
}

static void entry_add(struct group *group, int at, int64_t now, int64_t before)
{
	group->ledger[at].seconds += now;
	group->ledger[at].seconds_before += before;
}

struct noted { int64_t *used, *left_out; };            /* activities, by group */

static void teams_add(struct facts *facts, struct answer *answer, const struct table *table, const int *entry, struct noted *noted)
{
	for (size_t row = 0; row < table->rows; row++) {
		int groups[MOST_GROUPS_OF];
		int count = facts_groups_of(facts, table_integer(table, row, 0), -1, groups);
		int kind = kind_index(facts, table_integer(table, row, 1));
		facts->rows[SOURCE_ACTIVITY] += table_integer(table, row, 4);
		for (int k = 0; k < count && kind >= 0; k++) {
			*(entry[kind] >= 0 ? &noted->used[groups[k]] : &noted->left_out[groups[k]]) += table_integer(table, row, 4);
			if (entry[kind] >= 0)
				entry_add(&answer->groups[groups[k]], entry[kind], table_integer(table, row, 2),
					table_integer(table, row, 3));
		}
	}
}

static void all_teams_add(struct facts *facts, struct answer *answer, const int *entry)
{
	struct noted noted = {ARENA_ARRAY(facts->scratch, int64_t, facts->group_count), ARENA_ARRAY(facts->scratch, int64_t, facts->group_count)};
	for (int i = 0; i < facts->time->ledger_count; i++)
		teams_add(facts, answer, &facts->time->ledger[i], entry, &noted);
	for (int g = 0; g < facts->group_count; g++) {
		figure_note(facts, &answer->groups[g].figure[FIGURE_CUSTOMER_TIME], "activities", noted.used[g], false);
		figure_note(facts, &answer->groups[g].figure[FIGURE_CUSTOMER_TIME], "breaks, which are no work", noted.left_out[g], true);
	}
}

static void person_add(struct facts *facts, struct answer *answer, const int *entry)
{
	const struct table *table = &facts->time->ledger_person;
	for (size_t row = 0; facts->person_group >= 0 && row < table->rows; row++) {
		int kind = kind_index(facts, table_integer(table, row, 0));
		if (kind >= 0 && entry[kind] >= 0)
			entry_add(&answer->groups[facts->person_group], entry[kind], table_integer(table, row, 1),
				table_integer(table, row, 2));
	}
}

static void shares(struct group *group)
{
	double now = 0, before = 0;
	for (int i = 0; i < group->ledger_count; i++) {
		now += (double)group->ledger[i].seconds;
		before += (double)group->ledger[i].seconds_before;
	}
	for (int i = 0; i < group->ledger_count; i++) {
		struct ledger_entry *entry = &group->ledger[i];
		entry->share = now > 0 ? (double)entry->seconds / now : NAN;
		entry->share_before = before > 0 ? (double)entry->seconds_before / before : NAN;
	}
}

/* Of the kinds that are not with customers: where the time came from, or went. The ledger is by position, so that of
   equal moves the first stays. */
static void mostly(struct group *group)
{
	const struct figure *figure = &group->figure[FIGURE_CUSTOMER_TIME];
	double most = 0, direction = figure->previous - figure->value;
	if (!figure_known(figure) || !figure->has_previous || direction == 0)
		return;
	for (int i = 0; i < group->ledger_count; i++) {
		const struct ledger_entry *entry = &group->ledger[i];
		double move = entry->share - entry->share_before;
		double against = direction > 0 ? move : -move;
		if (entry->is_customer || !(against > most) || against < MOSTLY_LEAST)
			continue;
		most = against;
		group->mostly = entry->label;
		group->mostly_change = move;
	}
}

void ledger_fold(struct facts *facts, struct answer *answer)
{
	int *entry = ARENA_ARRAY(facts->scratch, int, facts->kind_count + 1);
	ledgers_new(facts, answer, entry);
	all_teams_add(facts, answer, entry);
	person_add(facts, answer, entry);
	for (int g = 0; g < facts->group_count; g++) {
		shares(&answer->groups[g]);
		mostly(&answer->groups[g]);
	}
}
