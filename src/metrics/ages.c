/* Where the data come from and how old they are, by relation. */
#include "facts.h"

QUESTION(ages, "i", "iiiiiiiiiiiii");
QUESTION(counts, "ii", "iiiiii");
const struct question *const ages_questions[] = {&question_ages, &question_counts, NULL};

struct age_facts { struct table ages, counts; };

bool ages_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct age_facts *own = facts->ages = ARENA_ARRAY(facts->scratch, struct age_facts, 1);
	struct window window = facts->answer->window;
	return facts_ask(facts, asker, &question_ages, &own->ages, error, 1, &facts->as_of) &&
		FACTS_ASK(facts, asker, &question_counts, &own->counts, error, window.from, window.to);
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

void ages_fold(struct facts *facts, struct answer *answer)
{
	const struct table *ages = &facts->ages->ages, *counts = &facts->ages->counts;
	if (!ages->rows || !counts->rows)
		return;
	int64_t stays = table_integer(counts, 0, 1), access = table_integer(counts, 0, 2), needs = table_integer(counts, 0, 3);
	const struct relation_age rows[] = {
		{"activity", "time", facts->rows[SOURCE_ACTIVITY], table_day(ages, 0, 0), table_day(ages, 0, 1), 0, 0},
		{"service_case", "cases", facts->rows[SOURCE_CASE], later(table_day(ages, 0, 2), table_day(ages, 0, 3)),
			table_day(ages, 0, 4), 0, 0},
		{"ai_event", "AI", facts->rows[SOURCE_AI_EVENT], table_day(ages, 0, 5), table_day(ages, 0, 6), 0, 0},
		{"person", "people", facts->people_count, DAY_NONE, table_day(ages, 0, 7), 0, 0},
		{"membership", "teams", stays, DAY_NONE, table_day(ages, 0, 8), 0, 0},
		{"ai_access", "access", access, DAY_NONE, table_day(ages, 0, 9), 0, 0},
		{"skill_level", "skills", table_integer(counts, 0, 4), DAY_NONE, table_day(ages, 0, 10), 0, 0},
		{"skill_need", "needs", needs, DAY_NONE, table_day(ages, 0, 11), 0, 0},
		{"survey_answer", "survey", table_integer(counts, 0, 5), DAY_NONE, table_day(ages, 0, 12), 0, 0},
	};
	static const enum source OF[] = {SOURCE_ACTIVITY, SOURCE_CASE, SOURCE_AI_EVENT, SOURCE_PERSON, SOURCE_COUNT, SOURCE_ACCESS,
		SOURCE_ASSESSMENT, SOURCE_NEED, SOURCE_ANSWER};
	_Static_assert(COUNT_OF(OF) <= COUNT_OF(answer->ages), "an answer has room for every relation");
	for (size_t i = 0; i < COUNT_OF(OF); i++) {
		struct relation_age age = rows[i];
		age.first_day = OF[i] == SOURCE_COUNT ? DAY_NONE : facts->source[OF[i]].first_day;
		age.last_day = OF[i] == SOURCE_COUNT ? DAY_NONE : facts->source[OF[i]].newest_day;
		answer->ages[answer->age_count++] = age;
	}
}
