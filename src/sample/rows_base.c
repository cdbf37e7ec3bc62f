/* What is there before anybody works: teams, tools, skills and needs, questions, the files that everything came from. */
#include "rows.h"

void rows_base(struct rows *rows)
{
	const struct world *world = rows->world;
	const struct scenario *scenario = world->scenario;
	for (unsigned i = 0; i < scenario->team_count; i++) {
		rows_put(rows, PUT_TEAM, "itt", (int64_t)i + 1, scenario->teams[i].name, scenario->teams[i].site);
		rows_put(rows, PUT_TEAM_ALIAS, "ti", scenario->teams[i].name, (int64_t)i + 1);
	}
	for (unsigned i = 0; i < scenario->tool_count; i++)
		rows_put(rows, PUT_TOOL, "ittt", (int64_t)i + 1, scenario->tools[i].key, scenario->tools[i].name,
			scenario->tools[i].kind);
	for (unsigned i = 0; i < scenario->skills.names_count; i++)
		rows_put(rows, PUT_SKILL, "itt", (int64_t)i + 1, scenario->skills.names[i], scenario->skills.domains[i]);
	for (int i = 0; i < world->need_count; i++) {
		const struct need *need = &world->needs[i];
		rows_put(rows, PUT_NEED, "iiiii", (int64_t)need->team + 1, (int64_t)need->skill + 1, (int64_t)need->level,
			(int64_t)need->people, rows->skills_run);
	}
	for (unsigned i = 0; i < scenario->question_count; i++)
		rows_put(rows, PUT_QUESTION, "itt", (int64_t)i + 1, scenario->questions[i].key, scenario->questions[i].text);
}
