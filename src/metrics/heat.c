/* The heat map: customer time of what starts in each local hour of each weekday. Raw rows are many, so they are asked day
   by day (no large sort), summed by quarter hours: every offset of a time zone is a multiple of 15 minutes. */
#include "time.h"

QUESTION(heat, "ii", "iii");
QUESTION(heat_people, "iii", "iiii");
const struct question *const heat_questions[] = {&question_heat, &question_heat_people, NULL};

bool heat_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct time_facts *time = facts->time;
	struct window window = facts->answer->window;
	if (!facts_calendar(facts, asker, window.from, window.to + 1, &time->calendar, error))
		return false;
	size_t days = time->calendar.rows ? time->calendar.rows - 1 : 0;
	time->heat = ARENA_ARRAY(facts->scratch, struct request, days + 1);
	for (size_t day = 0; day < days; day++) {
		struct request *request = &time->heat[day];
		request->question = facts->scope.team_id ? &question_heat_people : &question_heat;
		for (size_t i = 0; i < 2; i++)
			request->parameters[i] = (struct value){.type = CELL_INTEGER,
				.integer = table_integer(&time->calendar, day + i, 1)};
		request->parameters[2] = (struct value){.type = CELL_INTEGER, .integer = facts->scope.team_id};
	}
	return !days || asker->ask(asker->self, time->heat, days, facts->scratch, error) || error_prefix(error, "question heat");
}

/* Local hour of a moment of the day in this row of the calendar. */
static int hour_of(const struct table *calendar, size_t row, int64_t time)
{
	bool changed = !table_null(calendar, row, 3) && time >= table_integer(calendar, row, 3);
	int64_t local = time + table_integer(calendar, row, changed ? 4 : 2);
	return (int)((local / 3600 % 24 + 24) % 24);
}

void heat_fold(struct facts *facts, struct answer *answer)
{
	const struct table *calendar = &facts->time->calendar;
	bool by_person = facts->scope.team_id != 0;
	answer->heat.imported = facts->source[SOURCE_ACTIVITY].any;
	for (size_t day = 0; day + 1 < calendar->rows; day++) {
		const struct table *table = &facts->time->heat[day].answer;
		int64_t date = table_integer(calendar, day, 0);
		int weekday = day_weekday(date);
		for (size_t row = 0; row < table->rows; row++) {
			int person = by_person ? facts_person(facts, table_integer(table, row, 1)) : -1;
			if (by_person && (person < 0 || !facts_in_group(facts, 0, facts_team_on(facts, person, date), person)))
				continue;
			int hour = hour_of(calendar, day, table_integer(table, row, 0));
			answer->heat.customer[weekday][hour] += table_integer(table, row, by_person ? 2 : 1);
			answer->heat.worked[weekday][hour] += table_integer(table, row, by_person ? 3 : 2);
		}
	}
}
