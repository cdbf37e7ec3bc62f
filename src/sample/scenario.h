/* The scenario file as C: names and order as in sample-db/scenario.yaml, meanings and units in sample-db/README.md. */
#ifndef TEAMTOP_SAMPLE_SCENARIO_H
#define TEAMTOP_SAMPLE_SCENARIO_H

#include "teamtop/base.h"

/* Work kinds of the ledger, in the scenario's order. */
enum kind {
	KIND_CONVERSATION, KIND_EMAIL_CHAT, KIND_RELATIONSHIP, KIND_WRAP_UP, KIND_LOGGING, KIND_ADMIN, KIND_MEETING,
	KIND_COACHING, KIND_LEARNING, KIND_IMPROVEMENT, KIND_WAITING, KIND_COUNT,
	KIND_BREAK = KIND_COUNT
};
enum { CUSTOMER_KINDS = 3, SKILL_COUNT = 7, FIRST_HOUR = 8, OFFICE_HOURS = 12, SHORT_WEEK = 6, HOLIDAY_COUNT = 3 };

struct scenario_team { char *name, *site; int people; bool has_ai, starts_here; double agent; double learns[SKILL_COUNT]; };
struct scenario_tool { char *key, *name, *kind; int from_month; double accepted, edited, rejected; int saves; };
struct scenario_kind { char *kind; double share, minutes; };
struct scenario_need { char *team, *skill; int level; double share; };
struct scenario_place { char *team, *skill; };
struct scenario_question { char *key, *text; double agree; };
struct scenario_source { char *preset, *file; int hours_before_end; };

struct scenario {
	char *organisation, *time_zone;
	int people, months;
	struct scenario_seed_rule {
		int leavers_least, leavers_most;
		double newcomers_least, newcomers_most, customers_least, customers_most;
		double drop_least, drop_most, drop_before_least;
	} seed_rule;
	struct scenario_team *teams;
	unsigned team_count;
	struct scenario_first_tenure { double starters_most, others_shape, others_scale, others_least; } first_tenure;
	struct scenario_leaving {
		double base_a_month, under_3_months, months_3_to_12, over_36_months, ai_use, admin_logging_10_points;
		double three_months_without_gain, team_leavers_per_10, usual_admin_logging, usual_months_without_gain;
		double usual_team_leavers;
		int lag_days;
		double other_a_month;
		int notice_least, notice_most;
		double notice_ai, notice_customers;
		int refilled_after;
		double moved_from_starters, returns;
	} leaving;
	struct scenario_ai {
		int months_before_end;
		double start, start_shape, start_scale;
		int newcomers_start_weeks;
		double weeks_used;
		int ramp_weeks;
		double customers_under_12_months, customers_12_to_36_months, customers_over_36_months;
		double takes[KIND_COUNT], gives[KIND_COUNT];
		double helped_cases;
		int agent_months_before_end;
		double agent_share, agent_hands_over, agent_at_night;
	} ai;
	struct scenario_tool *tools;
	unsigned tool_count;
	struct scenario_customers {
		double newcomers_under_3_months, newcomers_3_to_12_months, person_sd, week_sd, week_carries, team_month_sd;
	} customers;
	struct scenario_kind *ledger;
	unsigned ledger_count;
	struct scenario_drop { char *team; int days; char *kind; double points; } drop;
	struct scenario_pattern {
		double weekdays[SHORT_WEEK], hours[OFFICE_HOURS], customers_by_hour[OFFICE_HOURS], december, last_week;
		int holidays[HOLIDAY_COUNT];            /* month * 100 + day */
		double holiday_staff, at_work, weeks_away, saturday_staff, part_time;
	} pattern;
	struct scenario_cases {
		double new_case, came_back, came_back_ai, came_back_between_people, csat, csat_ai, csat_person_sd, rated;
		double complex, complex_with_agent;
	} cases;
	struct scenario_skills {
		char **names, **domains;
		unsigned names_count, domains_count;
		double gains_a_month, gains_a_month_ai;
		int ai_skill, others_most;
	} skills;
	struct scenario_need *needs;
	unsigned need_count;
	struct scenario_place *on_one;
	unsigned on_one_count;
	struct scenario_place unmet;
	struct scenario_question *questions;
	unsigned question_count;
	struct scenario_survey { int every_days, days_before_end; double answer, anonymous, before_ai; } survey;
	struct scenario_source *sources;
	unsigned source_count;
	uint64_t checksum;                              /* of the file's bytes: a live continuation needs the same */
};

/* path NULL: the scenario compiled in. The caller frees with scenario_free. */
bool scenario_load(const char *path, struct scenario **scenario, struct error *error);
void scenario_free(struct scenario *scenario);          /* NULL is fine */
int scenario_team_index(const struct scenario *scenario, const char *name);     /* -1: no such team */
int scenario_skill_index(const struct scenario *scenario, const char *name);
int scenario_kind_index(const char *key);

#endif
