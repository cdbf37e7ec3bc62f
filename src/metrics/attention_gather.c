/* What findings are made of: weekly sums, read four weeks at a time so that memory does not grow with the years. */
#include "attention.h"

#include <string.h>

enum { DEEPEST = 64, DAYS = WEEKS * WEEK_DAYS, GAP_DAYS = 84 };

QUESTION(attention_time, "ii", "iiiii");
QUESTION(attention_ai, "ii", "iiiiii");
QUESTION(attention_cases, "ii", "iiiii");
QUESTION(attention_late, "ii", "iii");
QUESTION(attention_parts, "iii", "iiiiiii");
QUESTION(attention_days, "ii", "iiii");
QUESTION(attention_tools, "", "it");
const struct question *const attention_questions[] = {&question_attention_time, &question_attention_ai, &question_attention_cases,
	&question_attention_late, &question_attention_parts, &question_attention_days, &question_attention_tools, NULL};

static int team_index(const struct facts *facts, int64_t team_id)
{
	const struct team_fact *team = facts_team(facts, team_id);
	return team ? (int)(team - facts->teams) : -1;
}

static void members_make(struct facts *facts, struct attention_facts *own)
{
	own->members = facts->team_count + 1;
	own->within = ARENA_ARRAY(facts->scratch, unsigned char, own->members * (facts->team_count + 1));
	for (int i = 0; i < facts->team_count; i++) {
		own->within[i] = 1;
		int above = i;
		for (int steps = 0; above >= 0 && steps < DEEPEST; steps++) {
			own->within[(above + 1) * facts->team_count + i] = 1;
			above = facts->teams[above].parent_id ? team_index(facts, facts->teams[above].parent_id) : -1;
		}
	}
}

bool attention_in(const struct attention_facts *own, const struct facts *facts, int member, int64_t team_id)
{
	int team = team_index(facts, team_id);
	return member == 0 || (team >= 0 && own->within[member * facts->team_count + team]);
}

static struct week_cell *cell_at(struct facts *facts, struct attention_facts *own, int person, int64_t team_id)
{
	int team = team_index(facts, team_id);
	for (int at = own->first[person]; at >= 0; at = own->cells[at].next)
		if (own->cells[at].team == team)
			return &own->cells[at];
	if (own->cell_count == own->cell_room) {
		own->cell_room = own->cell_room ? own->cell_room * 2 : 64;
		struct week_cell *cells = ARENA_ARRAY(facts->scratch, struct week_cell, own->cell_room);
		if (own->cell_count)
			memcpy(cells, own->cells, sizeof *cells * (size_t)own->cell_count);
		own->cells = cells;
	}
	struct week_cell *cell = &own->cells[own->cell_count];
	memset(cell, 0, sizeof *cell);
	cell->person = person, cell->team = team, cell->next = own->first[person];
	own->first[person] = own->cell_count++;
	return cell;
}

static void add(struct facts *facts, enum watched watched, int64_t day, int person, int64_t team_id, double above, double below)
{
	struct attention_facts *own = facts->attention;
	int week = (int)((own->sunday - day) / WEEK_DAYS);
	struct week_cell *cell = cell_at(facts, own, person, team_id);
	cell->above[watched][week] += above;
	cell->below[watched][week] += below;
}

/* A case's cluster is its person, or its day where it has none. */
static void add_cases(struct facts *facts, int64_t day, int64_t team_id, int64_t person_id, double back, double n)
{
	struct attention_facts *own = facts->attention;
	int person = facts_cluster(facts, person_id);
	if (person < facts->people_count) {
		add(facts, WATCHED_CAME_BACK, day, person, team_id, back, n);
		return;
	}
	for (int member = 0; member < own->members; member++) {
		size_t at = (size_t)member * DAYS + (size_t)(own->sunday - day);
		if (!attention_in(own, facts, member, team_id))
			continue;
		own->day_above[at] += back;
		own->day_below[at] += n;
	}
}

static void take_time(struct facts *facts, const struct table *table)
{
	for (size_t row = 0; row < table->rows; row++)
		add(facts, WATCHED_TIME, table_integer(table, row, 0), facts_cluster(facts, table_integer(table, row, 1)),
			table_integer(table, row, 2), (double)table_integer(table, row, 3), (double)table_integer(table, row, 4));
}

static void take_ai(struct facts *facts, const struct table *table)
{
	struct attention_facts *own = facts->attention;
	for (size_t row = 0; row < table->rows; row++) {
		int64_t day = table_integer(table, row, 0);
		int person = facts_cluster(facts, table_integer(table, row, 1));
		add(facts, WATCHED_ACCEPTED, day, person, table_integer(table, row, 2), (double)table_integer(table, row, 4),
			(double)table_integer(table, row, 3));
		if (person < facts->people_count && table_integer(table, row, 5))
			own->used[(size_t)person * WEEKS + (size_t)((own->sunday - day) / WEEK_DAYS)] = 1;
	}
}

static void take_cases(struct facts *facts, const struct table *table)
{
	for (size_t row = 0; row < table->rows; row++)
		add_cases(facts, table_integer(table, row, 0), table_integer(table, row, 1), table_integer(table, row, 2),
			(double)table_integer(table, row, 3), (double)table_integer(table, row, 4));
}

static bool read_weeks(struct facts *facts, const struct asker *asker, struct error *error)
{
	static const struct {
		const struct question *question;
		void (*take)(struct facts *facts, const struct table *table);
	} READS[] = {{&question_attention_time, take_time}, {&question_attention_ai, take_ai}, {&question_attention_cases, take_cases}};
	int64_t sunday = facts->attention->sunday;
	struct arena *arena = arena_new();
	bool ok = true;
	for (int week = 0; week < WEEKS && ok; week += WINDOW_WEEKS)
		for (size_t i = 0; i < COUNT_OF(READS) && ok; i++) {
			int weeks = WEEKS - week < WINDOW_WEEKS ? WEEKS - week : WINDOW_WEEKS;
			int64_t to = sunday - week * WEEK_DAYS;
			struct request request = {.question = READS[i].question, .parameters = {
				{.type = CELL_INTEGER, .integer = to - weeks * WEEK_DAYS + 1}, {.type = CELL_INTEGER, .integer = to}}};
			arena_clear(arena);
			ok = asker->ask(asker->self, &request, 1, arena, error);
			if (ok)
				READS[i].take(facts, &request.answer);
		}
	arena_free(arena);
	return ok;
}

/* Whether a case came back is read up to as-of, and the totals know all: what came back later is taken out again. */
static bool read_late(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table calendar, late;
	if (facts->attention->sunday < facts->as_of_day - 8)
		return true;
	if (!facts_calendar(facts, asker, facts->as_of_day - 9, facts->as_of_day + 1, &calendar, error))
		return false;
	if (calendar.rows < 2)
		return true;
	if (!FACTS_ASK(facts, asker, &question_attention_late, &late, error, facts->as_of, table_integer(&calendar, calendar.rows - 1, 1)))
		return false;
	for (size_t row = 0; row < late.rows; row++) {
		int64_t day = DAY_NONE;
		for (size_t i = 0; i < calendar.rows && table_integer(&calendar, i, 1) <= table_integer(&late, row, 2); i++)
			day = table_integer(&calendar, i, 0);
		if (day != DAY_NONE && day <= facts->attention->sunday)
			add_cases(facts, day, table_integer(&late, row, 0), table_integer(&late, row, 1), -1, 0);
	}
	return true;
}

/* Every week becomes the sum of the four that begin with it and lie before it in time. */
static void roll(struct attention_facts *own)
{
	for (int i = 0; i < own->cell_count; i++)
		for (int watched = 0; watched < WATCHED_RATIOS; watched++)
			for (int week = 0; week + WINDOW_WEEKS <= WEEKS; week++)
				for (int more = 1; more < WINDOW_WEEKS; more++) {
					own->cells[i].above[watched][week] += own->cells[i].above[watched][week + more];
					own->cells[i].below[watched][week] += own->cells[i].below[watched][week + more];
				}
}

bool attention_gather(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct attention_facts *own = facts->attention = ARENA_ARRAY(facts->scratch, struct attention_facts, 1);
	int64_t sunday = own->sunday = facts->to - day_weekday(facts->to) - 1;
	members_make(facts, own);
	own->first = ARENA_ARRAY(facts->scratch, int, facts->people_count + 1);
	for (int i = 0; i <= facts->people_count; i++)
		own->first[i] = -1;
	own->used = ARENA_ARRAY(facts->scratch, unsigned char, (facts->people_count + 1) * WEEKS);
	own->day_above = ARENA_ARRAY(facts->scratch, double, own->members * DAYS);
	own->day_below = ARENA_ARRAY(facts->scratch, double, own->members * DAYS);
	if (!read_weeks(facts, asker, error) || !read_late(facts, asker, error))
		return false;
	roll(own);
	return FACTS_ASK(facts, asker, &question_attention_parts, &own->parts, error, sunday - WINDOW_DAYS + 1, sunday,
			sunday - 2 * WINDOW_DAYS + 1) &&
		FACTS_ASK(facts, asker, &question_attention_days, &own->days, error, facts->to - GAP_DAYS, facts->to - 1) &&
		facts_ask(facts, asker, &question_attention_tools, &own->tools, error, 0, NULL);
}
