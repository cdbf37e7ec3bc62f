/* Everybody who is or was employed, with the stays in teams. */
#include "facts.h"

#include <math.h>
#include <string.h>

QUESTION(roster, "", "itttiitr");
QUESTION(stays, "", "iiii");
const struct question *const roster_questions[] = {&question_roster, &question_stays, NULL};

static enum leave_kind leave_kind_of(const char *text)
{
	if (!text)
		return LEAVE_UNKNOWN;
	return strcmp(text, "voluntary") == 0 ? LEAVE_VOLUNTARY : strcmp(text, "involuntary") == 0 ? LEAVE_INVOLUNTARY : LEAVE_OTHER;
}

static double table_real(const struct table *table, size_t row, int column)
{
	const struct value *cell = table_cell(table, row, column);
	return cell->type == CELL_REAL ? cell->real : cell->type == CELL_INTEGER ? (double)cell->integer : NAN;
}

static bool people_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	if (!facts_ask(facts, asker, &question_roster, &table, error, 0, NULL))
		return false;
	facts->people = ARENA_ARRAY(facts->scratch, struct person_fact, table.rows + 1);
	facts->people_count = (int)table.rows;
	struct source_fact *source = &facts->source[SOURCE_PERSON];
	*source = (struct source_fact){.first_day = facts->first_hired_day, .newest_day = DAY_NONE};
	for (size_t row = 0; row < table.rows; row++) {
		struct person_fact *person = &facts->people[row];
		*person = (struct person_fact){.id = table_integer(&table, row, 0), .employee_no = table_text(&table, row, 1),
			.name = table_text(&table, row, 2), .role = table_text(&table, row, 3),
			.hired_day = table_day(&table, row, 4), .left_day = table_day(&table, row, 5),
			.leave_kind = leave_kind_of(table_text(&table, row, 6)), .weekly_hours = table_real(&table, row, 7)};
		if (person->hired_day <= facts->to) {   /* a hiring day not known counts as before */
			source->any = true;
			if (person->hired_day > source->newest_day)
				source->newest_day = person->hired_day;
		}
	}
	return true;
}

static bool stays_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	int person = 0;
	if (!facts_ask(facts, asker, &question_stays, &table, error, 0, NULL))
		return false;
	facts->stays = ARENA_ARRAY(facts->scratch, struct stay_fact, table.rows + 1);
	for (size_t row = 0; row < table.rows; row++) {
		struct stay_fact stay = {table_integer(&table, row, 0), table_integer(&table, row, 1), table_day(&table, row, 2),
			table_day(&table, row, 3)};
		while (person < facts->people_count && facts->people[person].id < stay.person_id)
			person++;
		if (person == facts->people_count || facts->people[person].id != stay.person_id)
			continue;
		if (!facts->people[person].stay_count++)
			facts->people[person].first_stay = facts->stay_count;
		facts->stays[facts->stay_count++] = stay;
	}
	return true;
}

bool roster_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	if (!people_load(facts, asker, error) || !stays_load(facts, asker, error))
		return false;
	for (int i = 0; i < facts->people_count; i++) {
		facts->people[i].team_to = facts_team_on(facts, i, facts->to);
		facts->people[i].employed_to = facts_employed(facts, i, facts->to);
	}
	facts->person_index = facts->needs & NEED_PERSON ? facts_person(facts, facts->scope.person_id) : -1;
	if (facts->person_index >= 0) {
		const struct person_fact *person = &facts->people[facts->person_index];
		facts->person_team = person->team_to;
		for (int i = 0; i < person->stay_count && !person->team_to; i++)        /* one who left: the last team */
			if (facts->stays[person->first_stay + i].from_day <= facts->to)
				facts->person_team = facts->stays[person->first_stay + i].team_id;
	}
	return true;
}

int facts_person(const struct facts *facts, int64_t person_id)
{
	int low = 0, high = facts->people_count - 1;
	while (low <= high) {
		int middle = (low + high) / 2;
		if (facts->people[middle].id == person_id)
			return middle;
		if (facts->people[middle].id < person_id)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

int64_t facts_team_on(const struct facts *facts, int person, int64_t day)
{
	const struct person_fact *who = &facts->people[person];
	for (int i = who->stay_count - 1; i >= 0; i--) {
		const struct stay_fact *stay = &facts->stays[who->first_stay + i];
		if (stay->from_day <= day)
			return stay->to_day == DAY_NONE || day <= stay->to_day ? stay->team_id : 0;
	}
	return 0;
}

bool facts_employed(const struct facts *facts, int person, int64_t day)
{
	const struct person_fact *who = &facts->people[person];
	return who->hired_day <= day && (who->left_day == DAY_NONE || day <= who->left_day);
}

void facts_behind(struct facts *facts, int64_t team_id, int person)
{
	int groups[MOST_GROUPS_OF];
	int count = facts_groups_of(facts, team_id, person, groups);
	for (int i = 0; i < count; i++) {
		facts->holds[groups[i]] = true;
		if (person >= 0)
			facts->behind[groups[i] * facts->people_count + person] = 1;
	}
}
