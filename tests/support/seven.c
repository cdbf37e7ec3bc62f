#include "seven.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

const char SEVEN[] =
	"INSERT INTO team (id, name, parent_id) VALUES (1, 'Alpha', NULL), (2, 'Beta', NULL), (3, 'Inner', 1);"
	"INSERT INTO person (id, employee_no, name, role, hired_on, left_on, leave_kind, weekly_hours) VALUES"
	" (1, 'E1', 'Ann Example', 'agent', '2024-01-01', NULL, NULL, 40),"
	" (2, 'E2', 'Bob Builder', 'agent', '2025-01-01', '2026-03-31', 'voluntary', 40),"
	" (3, 'E3', 'Cid Campeador', 'agent', '2026-01-01', '2026-02-15', 'involuntary', 40),"
	" (4, 'E4', 'Dan Druff', 'agent', '2025-07-01', NULL, NULL, 40),"
	" (5, 'E5', 'Eve Evening', 'agent', NULL, NULL, NULL, 40),"
	" (6, 'E6', 'Fay Faraway', 'agent', '2020-01-01', '2025-06-30', 'voluntary', 40),"
	" (7, 'E7', 'Gus Guest', 'agent', '2026-05-01', NULL, NULL, 40);"
	"INSERT INTO membership (person_id, team_id, from_on, to_on) VALUES"
	" (1, 1, '2024-01-01', NULL), (2, 1, '2025-01-01', NULL), (3, 2, '2026-01-01', NULL),"
	" (4, 1, '2025-07-01', '2025-12-31'), (4, 3, '2026-01-01', NULL), (5, 2, '2020-01-01', NULL), (6, 2, '2020-01-01', NULL);"
	"INSERT INTO skill (id, name) VALUES (10, 'Product'), (11, 'Billing');"
	"INSERT INTO skill_level (person_id, skill_id, assessed_on, level) VALUES"
	" (1, 10, '2025-01-10', 2), (1, 10, '2026-05-01', 3), (1, 11, '2026-04-15', 1),"
	" (4, 10, '2026-01-05', 4), (4, 10, '2026-06-01', 3), (5, 10, '2024-01-01', 5), (7, 10, '2026-06-01', 1),"
	" (1, 10, '2026-07-02', 5);"
	"INSERT INTO skill_need (team_id, skill_id, level, people) VALUES (1, 10, 3, 3), (1, 11, 1, 1), (2, 11, 2, 2);"
	"INSERT INTO survey_answer (person_id, team_id, answered_on, question_id, score) VALUES"
	" (1, 1, '2026-05-01', 1, 5), (1, 1, '2026-06-01', 1, 2),"
	" (NULL, 1, '2026-05-02', 1, 4), (NULL, 1, '2026-05-02', 1, 5), (NULL, 1, '2026-05-02', 1, 3),"
	" (NULL, 2, '2026-05-03', 1, 4), (NULL, 2, '2026-05-03', 1, 1),"
	" (NULL, 1, '2026-05-03', 2, 4), (NULL, 1, '2026-05-03', 2, 4), (NULL, 1, '2026-05-03', 2, 4), (NULL, 1, '2026-05-03', 2, 4);"
	/* 02:00 UTC on 29 June 2026 is 09:00 in Jakarta, a Monday */
	"INSERT INTO service_case (id, external_id, team_id, person_id, channel, opened_at, resolved_at, handle_seconds, complexity,"
	" resolved_by, handed_over, reopened_at, csat) VALUES"
	" (100, 'C-100', 1, 1, 'phone', 1782698400, 1782700200, 600, 4, 'human', 0, NULL, 5),"
	" (101, 'C-101', 2, NULL, 'chat', 1782698400, 1782700300, NULL, NULL, 'ai', 0, 1782700400, NULL);"
	"INSERT INTO activity (id, person_id, kind_id, started_at, seconds, case_id, source) VALUES"
	" (1, 1, 1, 1782698400, 1200, 100, 'phone'), (2, 1, 5, 1782699600, 600, 100, 'phone'),"
	" (3, 4, 1, 1782698400, 1800, NULL, 'desk'), (4, 5, 6, 1782702000, 3600, NULL, 'desk'),"
	" (5, 1, 12, 1782705600, 900, NULL, 'desk'), (6, 7, 2, 1782698400, 300, NULL, 'desk'),"
	/* 17:00 UTC on 2 June is midnight in Jakarta: the first second of the 28 days, and the last before them */
	" (7, 4, 1, 1780419600, 600, NULL, 'desk'), (8, 4, 1, 1780419599, 700, NULL, 'desk');"
	"INSERT INTO ai_tool (id, key, name, kind) VALUES (1, 'helper', 'Helper', 'assistant');"
	"INSERT INTO ai_access (person_id, tool_id, from_on) VALUES (1, 1, '2026-01-01'), (4, 1, '2026-01-01');"
	"INSERT INTO ai_event (person_id, tool_id, at, kind, n, case_id) VALUES (1, 1, 1782698500, 'shown', 3, 100),"
	" (1, 1, 1782698510, 'accepted', 1, 100), (NULL, 1, 1782700300, 'resolved', 1, 101);";

struct fixture seven;

int seven_open(void **state)
{
	(void)state;
	fixture_open(&seven, SEVEN, "2026-06-30");
	return 0;
}

int seven_close(void **state)
{
	(void)state;
	fixture_close(&seven);
	return 0;
}

const struct group *group_named(const struct answer *answer, const char *name)
{
	for (int i = 0; i < answer->group_count; i++)
		if (!strcmp(answer->groups[i].name, name))
			return &answer->groups[i];
	fail_msg("no group %s", name);
	return NULL;
}

const struct figure *figure_in(const struct answer *answer, const char *group, enum figure_id id)
{
	return &group_named(answer, group)->figure[id];
}
