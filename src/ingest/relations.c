#include "relations.h"

#include <string.h>

#define SOURCE_COLUMN {.name = "source", .column = "source", .type = FIELD_SOURCE, .key = true}
#define EXTERNAL_COLUMN {.name = "external_id", .column = "external_id", .type = FIELD_TEXT, .needed = true, .key = true}
#define PERSON_NEEDED {.name = "employee_no", .column = "person_id", .type = FIELD_PERSON, .needed = true}

static const struct relation RELATIONS[] = {
	{.name = "person", .kind = KIND_PERSON, .has_import = true, .from = "hired_on", .to = "left_on", .columns = {
		{.name = "employee_no", .column = "employee_no", .type = FIELD_TEXT, .needed = true, .key = true},
		{.name = "name", .column = "name", .type = FIELD_TEXT, .keep = true},
		{.name = "role", .column = "role", .type = FIELD_TEXT},
		{.name = "hired_on", .column = "hired_on", .type = FIELD_DAY, .keep = true},
		{.name = "left_on", .column = "left_on", .type = FIELD_DAY},
		{.name = "leave_kind", .column = "leave_kind", .type = FIELD_WORD, .words = "voluntary|involuntary|other"},
		{.name = "weekly_hours", .column = "weekly_hours", .type = FIELD_REAL, .low = 0, .high = 168}}},
	{.name = "team", .kind = KIND_TEAM, .columns = {
		{.name = "team", .column = "id", .type = FIELD_TEAM, .needed = true, .key = true},
		{.name = "site", .column = "site", .type = FIELD_TEXT, .keep = true}}},
	{.name = "membership", .has_import = true, .from = "from_on", .to = "to_on", .day_of_person = "from_on", .columns = {
		{.name = "employee_no", .column = "person_id", .type = FIELD_PERSON, .needed = true, .key = true},
		{.name = "from_on", .column = "from_on", .type = FIELD_DAY, .needed = true, .key = true},
		{.name = "team", .column = "team_id", .type = FIELD_TEAM, .needed = true},
		{.name = "to_on", .column = "to_on", .type = FIELD_DAY}}},
	{.name = "activity", .totals = true, .has_import = true, .moment = "started_at", .day_of_person = "started_at", .columns = {
		SOURCE_COLUMN, EXTERNAL_COLUMN, PERSON_NEEDED,
		{.name = "kind", .column = "kind_id", .type = FIELD_KIND, .needed = true},
		{.name = "started_at", .column = "started_at", .type = FIELD_TIME, .needed = true},
		{.name = "seconds", .column = "seconds", .type = FIELD_SECONDS, .needed = true, .low = 1, .high = 86400},
		{.name = "case", .column = "case_id", .type = FIELD_CASE}}},
	{.name = "service_case", .totals = true, .has_import = true, .moment = "resolved_at", .day_of_person = "opened_at", .columns = {
		SOURCE_COLUMN, EXTERNAL_COLUMN,
		{.name = "team", .column = "team_id", .type = FIELD_TEAM},
		{.name = "employee_no", .column = "person_id", .type = FIELD_PERSON},
		{.name = "channel", .column = "channel", .type = FIELD_TEXT},
		{.name = "opened_at", .column = "opened_at", .type = FIELD_TIME, .needed = true},
		{.name = "first_reply_at", .column = "first_reply_at", .type = FIELD_TIME},
		{.name = "resolved_at", .column = "resolved_at", .type = FIELD_TIME},
		{.name = "handle_seconds", .column = "handle_seconds", .type = FIELD_SECONDS, .low = 0, .high = 100000000},
		{.name = "complexity", .column = "complexity", .type = FIELD_INTEGER, .low = 1, .high = 5},
		{.name = "resolved_by", .column = "resolved_by", .type = FIELD_WORD, .words = "human|ai|human_with_ai"},
		{.name = "handed_over", .column = "handed_over", .type = FIELD_FLAG},
		{.name = "reopened_at", .column = "reopened_at", .type = FIELD_TIME},
		{.name = "reopen_count", .column = "reopen_count", .type = FIELD_INTEGER, .low = 0, .high = 10000},
		{.name = "csat", .column = "csat", .type = FIELD_INTEGER, .low = 1, .high = 5}}},
	{.name = "ai_access", .kind = KIND_ACCESS, .has_import = true, .from = "from_on", .to = "to_on", .day_of_person = "from_on", .columns = {
		{.name = "employee_no", .column = "person_id", .type = FIELD_PERSON, .needed = true, .key = true},
		{.name = "tool", .column = "tool_id", .type = FIELD_TOOL, .needed = true, .key = true},
		{.name = "from_on", .column = "from_on", .type = FIELD_DAY, .needed = true, .key = true},
		{.name = "to_on", .column = "to_on", .type = FIELD_DAY},
		{.name = "basis", .column = "basis", .type = FIELD_WORD, .words = "list|seen in use", .otherwise = "list"}}},
	{.name = "ai_event", .totals = true, .has_import = true, .moment = "at", .day_of_person = "at", .columns = {
		SOURCE_COLUMN, EXTERNAL_COLUMN,
		{.name = "employee_no", .column = "person_id", .type = FIELD_PERSON},
		{.name = "tool", .column = "tool_id", .type = FIELD_TOOL, .needed = true},
		{.name = "at", .column = "at", .type = FIELD_TIME, .needed = true},
		{.name = "kind", .column = "kind", .type = FIELD_WORD, .needed = true,
			.words = "shown|accepted|edited|rejected|used|resolved|handed_over"},
		{.name = "n", .column = "n", .type = FIELD_INTEGER, .low = 1, .high = 1000000000, .otherwise = "1"},
		{.name = "case", .column = "case_id", .type = FIELD_CASE},
		{.name = "seconds_saved", .column = "seconds_saved", .type = FIELD_SECONDS, .low = 0, .high = 100000000}}},
	{.name = "skill_level", .has_import = true, .day_of_person = "assessed_on", .columns = {
		{.name = "employee_no", .column = "person_id", .type = FIELD_PERSON, .needed = true, .key = true},
		{.name = "skill", .column = "skill_id", .type = FIELD_SKILL, .needed = true, .key = true},
		{.name = "assessed_on", .column = "assessed_on", .type = FIELD_DAY, .needed = true, .key = true},
		{.name = "level", .column = "level", .type = FIELD_INTEGER, .needed = true, .low = 0, .high = 5},
		{.name = "source", .column = "source", .type = FIELD_TEXT}}},
	{.name = "skill_need", .has_import = true, .columns = {
		{.name = "team", .column = "team_id", .type = FIELD_TEAM, .needed = true, .key = true},
		{.name = "skill", .column = "skill_id", .type = FIELD_SKILL, .needed = true, .key = true},
		{.name = "level", .column = "level", .type = FIELD_INTEGER, .needed = true, .key = true, .low = 1, .high = 5},
		{.name = "people", .column = "people", .type = FIELD_INTEGER, .needed = true, .low = 1, .high = 1000000}}},
	{.name = "survey_answer", .kind = KIND_SURVEY, .has_import = true, .day_of_person = "answered_on", .columns = {
		{.name = "employee_no", .column = "person_id", .type = FIELD_PERSON},
		{.name = "question", .column = "question_id", .type = FIELD_QUESTION, .needed = true},
		{.name = "answered_on", .column = "answered_on", .type = FIELD_DAY, .needed = true},
		{.name = "team", .column = "team_id", .type = FIELD_TEAM, .keep = true},
		{.name = "score", .column = "score", .type = FIELD_INTEGER, .needed = true, .low = 1, .high = 5}}},
};

const struct relation *relation_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(RELATIONS); i++)
		if (strcmp(RELATIONS[i].name, name) == 0)
			return &RELATIONS[i];
	return NULL;
}

int relation_column(const struct relation *relation, const char *name)
{
	for (int i = 0; relation->columns[i].name; i++)
		if (strcmp(relation->columns[i].name, name) == 0)
			return i;
	return -1;
}
