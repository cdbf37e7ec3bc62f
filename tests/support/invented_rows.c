#include "invented_rows.h"

#include <math.h>
#include <string.h>

static uint32_t next(uint32_t *seed)                            /* Numerical Recipes' generator: the same everywhere */
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

void invented_records(struct answer *answer, size_t count)
{
	static const struct record_column columns[] = {
		{"started_at", "started", RECORD_TIME}, {"person", "person", RECORD_PERSON},
		{"kind", "kind", RECORD_TEXT},          {"case_id", "case", RECORD_NUMBER},
		{"seconds", "minutes", RECORD_MINUTES}, {"complexity", "complexity", RECORD_NUMBER},
		{"source", "source", RECORD_TEXT}};
	static const char *const kinds[] = {"case logging", "conversation", "e-mail and chat"}, *const sources[] = {
		"helpdesk.csv",
		"crm-2026-11.csv"};
	struct records *records = &answer->records;
	uint32_t seed = 7;
	count = count < MOST_RECORDS ? count : MOST_RECORDS;
	*records = (struct records){.filter = {.relation = RELATION_ACTIVITY,
		.window = answer->window,
		.weekday = -1,
		.hour = -1,
		.title = "case logging"},
		.columns = columns,
		.column_count = COUNT_OF(columns),
		.count = count,
		.total = (int64_t)count,
		.cells = ARENA_ARRAY(answer->arena, struct value, count * COUNT_OF(columns) + 1),
		.id = ARENA_ARRAY(answer->arena, int64_t, count + 1),
		.person_id = ARENA_ARRAY(answer->arena, int64_t, count + 1)};
	for (size_t i = 0; i < count; i++) {
		struct value *cell = records->cells + i * COUNT_OF(columns);
		int who = (int)(next(&seed) % (uint32_t)answer->people_count);
		records->id[i] = (int64_t)(count - i), records->person_id[i] = 1 + who;
		cell[0] = (struct value){.type = CELL_INTEGER,
			.integer = (int64_t)answer->window.to * 86400 + 40000 - (int64_t)i * 1700};
		cell[1] = (struct value){.type = CELL_TEXT, .text = answer->people[who].name};
		cell[2] = (struct value){.type = CELL_TEXT, .text = kinds[next(&seed) % 3]};
		cell[3] = next(&seed) % 9 ? (struct value){.type = CELL_INTEGER, .integer = 85000 + next(&seed) % 3000}
			: (struct value){.type = CELL_NULL};
		cell[4] = (struct value){.type = CELL_INTEGER, .integer = 120 + next(&seed) % 4300};
		cell[5] = (struct value){.type = CELL_INTEGER, .integer = 1 + next(&seed) % 5};
		cell[6] = (struct value){.type = CELL_TEXT, .text = sources[next(&seed) % 2]};
	}
}

void invented_person(struct answer *answer, int index)
{
	int64_t to = answer->window.to;
	struct person_page *page = arena_alloc(answer->arena, sizeof *page);
	const struct timeline_event events[] = {
		{EVENT_HIRED, to - 408, "hired 12 Oct 2025", 0}, {EVENT_LEVEL, to - 320, "Product 2", 1},
		{EVENT_LEVEL, to - 270, "Writing 3", 1},         {EVENT_MOVED, to - 262, "moved to Billing", 0},
		{EVENT_ACCESS, to - 190, "AI access", 0},        {EVENT_LEVEL, to - 180, "Billing 2", 1},
		{EVENT_LEAD, to - 110, "new lead", 0},           {EVENT_ROLE, to - 20, "senior agent", 0}};
	const struct timeline_stay stays[] = {{to - 408, to - 263, 3, "Onboarding"}, {to - 262, INT64_MAX, 2, "Billing"}};
	*page = (struct person_page){.row = answer->people[index],
		.team = "Billing",
		.habitual_known = true,
		.skills = 7,
		.last_gain = to - 180,
		.event_count = COUNT_OF(events),
		.stay_count = COUNT_OF(stays)};
	page->events = ARENA_ARRAY(answer->arena, struct timeline_event, COUNT_OF(events)),
	memcpy(page->events, events, sizeof events);
	page->stays = ARENA_ARRAY(answer->arena, struct timeline_stay, COUNT_OF(stays)),
	memcpy(page->stays, stays, sizeof stays);
	memcpy(page->team_figure, answer->groups[0].figure, sizeof page->team_figure);
	memcpy(page->figure, answer->groups[0].figure, sizeof page->figure);
	page->figure[FIGURE_CUSTOMER_TIME] = answer->people[index].customer_time,
	page->figure[FIGURE_CUSTOMER_TIME].has_survey = true, page->figure[FIGURE_CUSTOMER_TIME].survey = 0.46;
	page->row.ai_weeks = 2;
	for (int i = 0; i < TIMELINE_WEEKS; i++) {
		page->time_week[i].known = i != 30, page->time_week[i].value = 0.55 - 0.004 * i + 0.02 * sin(i);
		page->ai_days[i] = i < 24 ? 0 : i < 36 ? 1 + i % 5 : i % 4 == 0;
	}
	answer->person = page;
}

void invented_benchmarks(struct answer *answer)
{
	static struct benchmark_row rows[] = {
		{"career_prospects", "6,500 service professionals, several countries", 2025, 0.83},
		{"turnover", "service organisations", 2025, 0.12}};
	answer->benchmarks = rows, answer->benchmark_count = COUNT_OF(rows);
}
