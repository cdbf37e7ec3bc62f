#include "scenario.h"

#include "teamtop/embed.h"

#include <cyaml/cyaml.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

EMBED(sample_scenario_yaml, "sample-db/scenario.yaml");

enum { LARGEST_FILE = 1 << 20 };

#define NUMBER(type, member) CYAML_FIELD_FLOAT(#member, CYAML_FLAG_DEFAULT, struct type, member)
#define COUNT(type, member) CYAML_FIELD_INT(#member, CYAML_FLAG_DEFAULT, struct type, member)
#define YES_NO(type, member) CYAML_FIELD_BOOL(#member, CYAML_FLAG_DEFAULT, struct type, member)
#define TEXT(type, member) CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER, struct type, member, 1, 120)
#define NUMBERS(type, member, n) CYAML_FIELD_SEQUENCE_FIXED(#member, CYAML_FLAG_DEFAULT, struct type, member, &number, n)
#define COUNTS(type, member, n) CYAML_FIELD_SEQUENCE_FIXED(#member, CYAML_FLAG_DEFAULT, struct type, member, &whole, n)
#define TEXTS(type, member) CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER, struct type, member, &text, SKILL_COUNT, SKILL_COUNT)
#define PART(member) CYAML_FIELD_MAPPING(#member, CYAML_FLAG_DEFAULT, struct scenario, member, scenario_##member##_fields)
#define PARTS(member, count, of) \
	CYAML_FIELD_SEQUENCE_COUNT(#member, CYAML_FLAG_POINTER, struct scenario, member, count, &of##_value, 1, 24)
#define PART_VALUE(name) \
	static const cyaml_schema_value_t name##_value = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct name, name##_fields)}

static const cyaml_schema_value_t number = {CYAML_VALUE_FLOAT(CYAML_FLAG_DEFAULT, double)};
static const cyaml_schema_value_t whole = {CYAML_VALUE_INT(CYAML_FLAG_DEFAULT, int)};
static const cyaml_schema_value_t text = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, 120)};

static const cyaml_schema_field_t scenario_team_fields[] = {
	TEXT(scenario_team, name), TEXT(scenario_team, site), COUNT(scenario_team, people),
	YES_NO(scenario_team, has_ai), YES_NO(scenario_team, starts_here),
	NUMBER(scenario_team, agent), NUMBERS(scenario_team, learns, SKILL_COUNT), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_tool_fields[] = {
	TEXT(scenario_tool, key), TEXT(scenario_tool, name), TEXT(scenario_tool, kind),
	COUNT(scenario_tool, from_month), NUMBER(scenario_tool, accepted), NUMBER(scenario_tool, edited),
	NUMBER(scenario_tool, rejected), COUNT(scenario_tool, saves), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_kind_fields[] = {
	TEXT(scenario_kind, kind), NUMBER(scenario_kind, share), NUMBER(scenario_kind, minutes), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_need_fields[] = {
	TEXT(scenario_need, team), TEXT(scenario_need, skill), COUNT(scenario_need, level),
	NUMBER(scenario_need, share), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_place_fields[] = {
	TEXT(scenario_place, team), TEXT(scenario_place, skill), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_question_fields[] = {
	TEXT(scenario_question, key), TEXT(scenario_question, text), NUMBER(scenario_question, agree), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_source_fields[] = {
	TEXT(scenario_source, preset), TEXT(scenario_source, file), COUNT(scenario_source, hours_before_end), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_seed_rule_fields[] = {
	COUNT(scenario_seed_rule, leavers_least), COUNT(scenario_seed_rule, leavers_most),
	NUMBER(scenario_seed_rule, newcomers_least), NUMBER(scenario_seed_rule, newcomers_most),
	NUMBER(scenario_seed_rule, customers_least), NUMBER(scenario_seed_rule, customers_most),
	NUMBER(scenario_seed_rule, drop_least), NUMBER(scenario_seed_rule, drop_most),
	NUMBER(scenario_seed_rule, drop_before_least), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_first_tenure_fields[] = {
	NUMBER(scenario_first_tenure, starters_most), NUMBER(scenario_first_tenure, others_shape),
	NUMBER(scenario_first_tenure, others_scale), NUMBER(scenario_first_tenure, others_least), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_leaving_fields[] = {
	NUMBER(scenario_leaving, base_a_month), NUMBER(scenario_leaving, under_3_months),
	NUMBER(scenario_leaving, months_3_to_12), NUMBER(scenario_leaving, over_36_months),
	NUMBER(scenario_leaving, ai_use), NUMBER(scenario_leaving, admin_logging_10_points),
	NUMBER(scenario_leaving, three_months_without_gain), NUMBER(scenario_leaving, team_leavers_per_10),
	NUMBER(scenario_leaving, usual_admin_logging), NUMBER(scenario_leaving, usual_months_without_gain),
	NUMBER(scenario_leaving, usual_team_leavers), COUNT(scenario_leaving, lag_days),
	NUMBER(scenario_leaving, other_a_month), COUNT(scenario_leaving, notice_least),
	COUNT(scenario_leaving, notice_most), NUMBER(scenario_leaving, notice_ai),
	NUMBER(scenario_leaving, notice_customers), COUNT(scenario_leaving, refilled_after),
	NUMBER(scenario_leaving, moved_from_starters), NUMBER(scenario_leaving, returns), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_ai_fields[] = {
	COUNT(scenario_ai, months_before_end), NUMBER(scenario_ai, start), NUMBER(scenario_ai, start_shape),
	NUMBER(scenario_ai, start_scale), COUNT(scenario_ai, newcomers_start_weeks), NUMBER(scenario_ai, weeks_used),
	COUNT(scenario_ai, ramp_weeks), NUMBER(scenario_ai, customers_under_12_months),
	NUMBER(scenario_ai, customers_12_to_36_months), NUMBER(scenario_ai, customers_over_36_months),
	NUMBERS(scenario_ai, takes, KIND_COUNT), NUMBERS(scenario_ai, gives, KIND_COUNT),
	NUMBER(scenario_ai, helped_cases), COUNT(scenario_ai, agent_months_before_end),
	NUMBER(scenario_ai, agent_share), NUMBER(scenario_ai, agent_hands_over), NUMBER(scenario_ai, agent_at_night), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_customers_fields[] = {
	NUMBER(scenario_customers, newcomers_under_3_months), NUMBER(scenario_customers, newcomers_3_to_12_months),
	NUMBER(scenario_customers, person_sd), NUMBER(scenario_customers, week_sd),
	NUMBER(scenario_customers, week_carries), NUMBER(scenario_customers, team_month_sd), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_drop_fields[] = {
	TEXT(scenario_drop, team), COUNT(scenario_drop, days), TEXT(scenario_drop, kind),
	NUMBER(scenario_drop, points), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_pattern_fields[] = {
	NUMBERS(scenario_pattern, weekdays, SHORT_WEEK), NUMBERS(scenario_pattern, hours, OFFICE_HOURS),
	NUMBERS(scenario_pattern, customers_by_hour, OFFICE_HOURS), NUMBER(scenario_pattern, december),
	NUMBER(scenario_pattern, last_week), COUNTS(scenario_pattern, holidays, HOLIDAY_COUNT),
	NUMBER(scenario_pattern, holiday_staff), NUMBER(scenario_pattern, at_work),
	NUMBER(scenario_pattern, weeks_away), NUMBER(scenario_pattern, saturday_staff),
	NUMBER(scenario_pattern, part_time), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_cases_fields[] = {
	NUMBER(scenario_cases, new_case), NUMBER(scenario_cases, came_back), NUMBER(scenario_cases, came_back_ai),
	NUMBER(scenario_cases, came_back_between_people), NUMBER(scenario_cases, csat),
	NUMBER(scenario_cases, csat_ai), NUMBER(scenario_cases, csat_person_sd), NUMBER(scenario_cases, rated),
	NUMBER(scenario_cases, complex), NUMBER(scenario_cases, complex_with_agent), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_skills_fields[] = {
	TEXTS(scenario_skills, names), TEXTS(scenario_skills, domains), NUMBER(scenario_skills, gains_a_month),
	NUMBER(scenario_skills, gains_a_month_ai), COUNT(scenario_skills, ai_skill), COUNT(scenario_skills, others_most), CYAML_FIELD_END
};
static const cyaml_schema_field_t scenario_survey_fields[] = {
	COUNT(scenario_survey, every_days), COUNT(scenario_survey, days_before_end), NUMBER(scenario_survey, answer),
	NUMBER(scenario_survey, anonymous), NUMBER(scenario_survey, before_ai), CYAML_FIELD_END
};

PART_VALUE(scenario_team);
PART_VALUE(scenario_tool);
PART_VALUE(scenario_kind);
PART_VALUE(scenario_need);
PART_VALUE(scenario_place);
PART_VALUE(scenario_question);
PART_VALUE(scenario_source);

static const cyaml_schema_field_t scenario_fields[] = {
	TEXT(scenario, organisation), TEXT(scenario, time_zone), COUNT(scenario, people), COUNT(scenario, months),
	PART(seed_rule), PARTS(teams, team_count, scenario_team), PART(first_tenure), PART(leaving), PART(ai),
	PARTS(tools, tool_count, scenario_tool), PART(customers), PARTS(ledger, ledger_count, scenario_kind), PART(drop),
	PART(pattern), PART(cases), PART(skills), PARTS(needs, need_count, scenario_need),
	PARTS(on_one, on_one_count, scenario_place),
	CYAML_FIELD_MAPPING("unmet", CYAML_FLAG_DEFAULT, struct scenario, unmet, scenario_place_fields),
	PARTS(questions, question_count, scenario_question), PART(survey), PARTS(sources, source_count, scenario_source),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t scenario_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct scenario, scenario_fields)
};

/* The last line that libcyaml logs is its reason; it goes into our one line. */
static void keep_log(cyaml_log_t level, void *context, const char *format, va_list arguments)
{
	char *line = context;
	(void)level;
	if (!line[0])
		vsnprintf(line, 300, format, arguments);
	line[strcspn(line, "\n")] = '\0';
}

static const cyaml_config_t *config_of(char *line, cyaml_config_t *config)
{
	*config = (cyaml_config_t){.log_fn = keep_log, .log_ctx = line, .mem_fn = cyaml_mem, .log_level = CYAML_LOG_ERROR};
	return config;
}

void scenario_free(struct scenario *scenario)
{
	char line[300] = "";
	cyaml_config_t config;
	if (scenario)
		cyaml_free(config_of(line, &config), &scenario_schema, scenario, 0);
}

int scenario_team_index(const struct scenario *scenario, const char *name)
{
	for (unsigned i = 0; i < scenario->team_count; i++)
		if (strcmp(scenario->teams[i].name, name) == 0)
			return (int)i;
	return -1;
}

int scenario_skill_index(const struct scenario *scenario, const char *name)
{
	for (unsigned i = 0; i < scenario->skills.names_count; i++)
		if (strcmp(scenario->skills.names[i], name) == 0)
			return (int)i;
	return -1;
}

int scenario_kind_index(const char *key)
{
	static const char *const keys[] = {"conversation", "email_chat", "relationship", "wrap_up", "case_logging", "admin",
		"internal_meeting", "coaching", "learning", "process_improvement", "waiting", "break"};
	for (int i = 0; i < (int)COUNT_OF(keys); i++)
		if (strcmp(keys[i], key) == 0)
			return i;
	return -1;
}

static bool place_known(const struct scenario *scenario, const char *team, const char *skill, struct error *error)
{
	if (scenario_team_index(scenario, team) < 0)
		return error_set(error, ERROR_INPUT, "no team \"%s\" in its list of teams", team);
	if (scenario_skill_index(scenario, skill) < 0)
		return error_set(error, ERROR_INPUT, "no skill \"%s\" in its list of skills", skill);
	return true;
}

static bool names_match(const struct scenario *scenario, struct error *error)
{
	for (unsigned i = 0; i < scenario->need_count; i++)
		if (!place_known(scenario, scenario->needs[i].team, scenario->needs[i].skill, error))
			return false;
	for (unsigned i = 0; i < scenario->on_one_count; i++)
		if (!place_known(scenario, scenario->on_one[i].team, scenario->on_one[i].skill, error))
			return false;
	if (!place_known(scenario, scenario->unmet.team, scenario->unmet.skill, error))
		return false;
	if (scenario_team_index(scenario, scenario->drop.team) < 0)
		return error_set(error, ERROR_INPUT, "no team \"%s\" in its list of teams", scenario->drop.team);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (scenario->ledger_count != KIND_COUNT || scenario_kind_index(scenario->ledger[kind].kind) != kind)
			return error_set(error, ERROR_INPUT, "its ledger names the %d work kinds in the shipped order", KIND_COUNT);
	int drop = scenario_kind_index(scenario->drop.kind);
	return (drop >= CUSTOMER_KINDS && drop < KIND_COUNT) ||
	       error_set(error, ERROR_INPUT, "drop: \"%s\" is no kind outside customer time", scenario->drop.kind);
}

static bool within(const char *name, double value, double least, double most, struct error *error)
{
	return (value >= least && value <= most) ||
	       error_set(error, ERROR_INPUT, "%s is %g; it goes from %g to %g", name, value, least, most);
}

static bool numbers_fit(const struct scenario *scenario, struct error *error)
{
	double shares = 0;
	int starters = 0;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		shares += scenario->ledger[kind].share;
		if (!within("minutes of a stretch", scenario->ledger[kind].minutes, 2, 120, error) ||
		    !within("share of a kind", scenario->ledger[kind].share, 0.5, 90, error))
			return false;
	}
	for (unsigned i = 0; i < scenario->team_count; i++) {
		starters += scenario->teams[i].starts_here;
		if (!within("people of a team", scenario->teams[i].people, 1, 5000, error))
			return false;
	}
	if (starters != 1)
		return error_set(error, ERROR_INPUT, "one team, and one only, says starts_here: yes");
	return within("the sum of the ledger", shares, 99.999, 100.001, error) &&
	       within("people", scenario->people, 5, 20000, error) && within("months", scenario->months, 1, 240, error) &&
	       within("base_a_month", scenario->leaving.base_a_month, 0, 0.5, error) &&
	       within("other_a_month", scenario->leaving.other_a_month, 0, 0.5, error) &&
	       within("lag_days", scenario->leaving.lag_days, 0, 180, error) &&
	       within("notice_least", scenario->leaving.notice_least, 1, scenario->leaving.notice_most, error) &&
	       within("notice_most", scenario->leaving.notice_most, 1, 180, error) &&
	       within("refilled_after", scenario->leaving.refilled_after, 31, 365, error) &&
	       within("week_carries", scenario->customers.week_carries, 0, 0.95, error) &&
	       within("ramp_weeks", scenario->ai.ramp_weeks, 1, 52, error) &&
	       within("start_shape", scenario->ai.start_shape, 0.1, 50, error) &&
	       within("others_shape", scenario->first_tenure.others_shape, 0.1, 50, error) &&
	       within("agent_share", scenario->ai.agent_share, 0, 0.9, error) &&
	       within("agent_hands_over", scenario->ai.agent_hands_over, 0, 0.9, error) &&
	       within("ai_skill", scenario->skills.ai_skill, 0, SKILL_COUNT - 1, error) &&
	       within("others_most", scenario->skills.others_most, 1, 5, error) &&
	       within("every_days", scenario->survey.every_days, 7, 1000, error);
}

static char *file_bytes(const char *path, size_t *size, struct error *error)
{
	FILE *file = fopen(path, "rb");
	if (!file) {
		error_set(error, ERROR_INPUT, "cannot be opened");
		return NULL;
	}
	char *bytes = memory_new(LARGEST_FILE);
	*size = fread(bytes, 1, LARGEST_FILE, file);
	bool read = !ferror(file) && *size < LARGEST_FILE;
	fclose(file);
	if (read)
		return bytes;
	free(bytes);
	error_set(error, ERROR_INPUT, "cannot be read, or is larger than a scenario");
	return NULL;
}

static uint64_t checksum_of(const char *bytes, size_t size)
{
	uint64_t sum = 0xcbf29ce484222325U;             /* FNV-1a */
	for (size_t i = 0; i < size; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001b3U;
	return sum;
}

static bool parse(const char *bytes, size_t size, struct scenario **scenario, struct error *error)
{
	char line[300] = "";
	cyaml_config_t config;
	cyaml_err_t code = cyaml_load_data((const uint8_t *)bytes, size, config_of(line, &config), &scenario_schema,
		(cyaml_data_t **)scenario, NULL);
	if (code != CYAML_OK)
		return error_set(error, ERROR_INPUT, "%s (%s)", cyaml_strerror(code), line[0] ? line : "no detail");
	if (!*scenario)                                 /* an empty document is no error to the library */
		return error_set(error, ERROR_INPUT, "is empty");
	(*scenario)->checksum = checksum_of(bytes, size);
	if (names_match(*scenario, error) && numbers_fit(*scenario, error))
		return true;
	scenario_free(*scenario);
	*scenario = NULL;
	return false;
}

bool scenario_load(const char *path, struct scenario **scenario, struct error *error)
{
	*scenario = NULL;
	if (!path)
		return parse(sample_scenario_yaml, strlen(sample_scenario_yaml), scenario, error) ||
		       error_prefix(error, "the scenario compiled in");
	size_t size;
	char *bytes = file_bytes(path, &size, error);
	bool ok = bytes && parse(bytes, size, scenario, error);
	free(bytes);
	return ok || error_prefix(error, "scenario %s", path);
}
