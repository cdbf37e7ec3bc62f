/* What the constraints let through and yet cannot be, or is odd. Days come from the totals, which are checked before. */
#include "sqlite.h"

#include <stdio.h>

/* Each question: how many, and an example. The words take the number and the example. ?1 = today, ?2 = the first moment to look
   at where only part is looked at (RECENT). */
static const struct {
	const char *words, *sql;
} RULES[] = {
	{"activity: %s before their person was hired (for instance %s)",
		"SELECT coalesce(sum(n), 0), min('person id ' || person_id || ' on ' || date(day * 86400, 'unixepoch'))"
		" FROM activity_day JOIN person ON person.id = person_id WHERE day < hired_day"},
	{"activity: %s after their person left (for instance %s)",
		"SELECT coalesce(sum(n), 0), min('person id ' || person_id || ' on ' || date(day * 86400, 'unixepoch'))"
		" FROM activity_day JOIN person ON person.id = person_id WHERE day > left_day"},
	{"activity: %s after today (for instance %s)",
		"SELECT coalesce(sum(n), 0), min('person id ' || person_id || ' on ' || date(day * 86400, 'unixepoch'))"
		" FROM activity_day WHERE day > ?1"},
	{"activity: %s days of a person hold more than 24 hours (for instance %s)",
		"SELECT count(*), min(who) FROM (SELECT 'person id ' || person_id || ' on ' || date(day * 86400, 'unixepoch') AS who"
		" FROM activity_day GROUP BY day, person_id HAVING sum(seconds) > 86400)"},
	{"activity: %s begin before another one of the same person has ended, so that time counts twice (for instance %s)",
		"SELECT count(*), min('id ' || id) FROM (SELECT id, started_at, max(started_at + seconds) OVER (PARTITION BY person_id"
		" ORDER BY started_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until FROM activity"
		" WHERE started_at >= ?2) WHERE started_at < busy_until"},
	{"service_case: %s were resolved before they were opened (for instance %s)",
		"SELECT count(*), min('id ' || id) FROM service_case WHERE resolved_at < opened_at"},
	{"service_case: %s were answered before they were opened (for instance %s)",
		"SELECT count(*), min('id ' || id) FROM service_case WHERE first_reply_at < opened_at"},
	{"service_case: %s came back before they were opened (for instance %s)",
		"SELECT count(*), min('id ' || id) FROM service_case WHERE reopened_at < opened_at"},
	{"service_case: %s were resolved after today (for instance %s)",
		"SELECT coalesce(sum(n), 0), min(date(day * 86400, 'unixepoch')) FROM case_day WHERE day > ?1"},
	{"service_case: %s were handled for more than 30 days (for instance %s)",
		"SELECT count(*), min('id ' || id) FROM service_case WHERE handle_seconds > 30 * 86400"},
	{"ai_event: %s before their person was hired or after leaving (for instance %s)",
		"SELECT coalesce(sum(n), 0), min('person id ' || person_id || ' on ' || date(day * 86400, 'unixepoch'))"
		" FROM ai_day JOIN person ON person.id = person_id WHERE day < hired_day OR day > left_day"},
	{"ai_event: %s after today (for instance %s)",
		"SELECT coalesce(sum(n), 0), min(date(day * 86400, 'unixepoch')) FROM ai_day WHERE day > ?1"},
	{"ai_access: %s begin before their person was hired (for instance %s)",
		"SELECT count(*), min('person id ' || person_id) FROM ai_access JOIN person ON person.id = person_id"
		" WHERE from_day < hired_day"},
	{"ai_access: %s begin after their person left (for instance %s)",
		"SELECT count(*), min('person id ' || person_id) FROM ai_access JOIN person ON person.id = person_id"
		" WHERE from_day > left_day"},
	{"membership: %s begin before their person was hired (for instance %s)",
		"SELECT count(*), min('person id ' || person_id) FROM membership JOIN person ON person.id = person_id"
		" WHERE from_day < hired_day"},
	{"membership: %s begin after their person left (for instance %s)",
		"SELECT count(*), min('person id ' || person_id) FROM membership JOIN person ON person.id = person_id"
		" WHERE from_day > left_day"},
	{"skill_level: %s were assessed before their person was hired or after leaving (for instance %s)",
		"SELECT count(*), min('person id ' || person_id) FROM skill_level JOIN person ON person.id = person_id"
		" WHERE assessed_day < hired_day OR assessed_day > left_day"},
	{"survey_answer: %s were given before their person was hired or after leaving (for instance %s)",
		"SELECT count(*), min('id ' || survey_answer.id) FROM survey_answer JOIN person ON person.id = person_id"
		" WHERE answered_day < hired_day OR answered_day > left_day"},
	{"person: %s with a leaving date after 2060: where somebody is still here it stays empty (for instance %s)",
		"SELECT count(*), min('employee_no ' || employee_no) FROM person WHERE left_on > '2060-12-31'"},
	{"person: %s hired before 1940 (for instance %s)",
		"SELECT count(*), min('employee_no ' || employee_no) FROM person WHERE hired_on < '1940-01-01'"},
	{"person: %s with no weekly hours or more than 80 (for instance %s)",
		"SELECT count(*), min('employee_no ' || employee_no) FROM person WHERE weekly_hours = 0 OR weekly_hours > 80"},
	{"person: %s have a leave_kind and no leaving date (for instance %s)",
		"SELECT count(*), min('employee_no ' || employee_no) FROM person WHERE leave_kind IS NOT NULL AND left_on IS NULL"},
	{"policy: %s rows are missing (for instance %s): names stay hidden, and groups small, until `teamtop set` writes them",
		"SELECT count(*), min(column1) FROM (VALUES ('risk_level'), ('min_group'), ('risk_min_group'), ('names'), ('audit'))"
		" WHERE column1 NOT IN (SELECT key FROM policy)"},
	{"calendar: %s days are missing (for instance %s)",
		"SELECT max(day) - min(day) + 1 - count(*), 'between 1989-12-31 and 2061-01-01' FROM calendar"},
	{"calendar: %s days begin before the day before them (for instance %s)",
		"SELECT count(*), min(date(day * 86400, 'unixepoch')) FROM (SELECT day, starts_at, lag(starts_at) OVER (ORDER BY day)"
		" AS before FROM calendar) WHERE starts_at < before"},
	{"activity_day: its seconds or rows are %s off those of all activities (%s); run `teamtop rebuild`",
		"SELECT abs(coalesce(sum(seconds), 0) - coalesce((SELECT sum(seconds) FROM activity), 0))"
		" + abs(coalesce(sum(n), 0) - (SELECT count(*) FROM activity)), 'sum over all days' FROM activity_day"},
};

/* Without `thorough` overlaps are looked for in the last four weeks that hold activity. */
static int64_t first_moment(sqlite3 *connection, bool thorough)
{
	return thorough ? 0 : sqlite_integer(connection, "SELECT max(started_at) FROM activity", 0) - 28 * 86400;
}

bool plausible_find(sqlite3 *connection, const char *name, int64_t today, bool thorough,
	void (*tell)(void *self, const char *line), void *self, struct error *error)
{
	int64_t first = first_moment(connection, thorough);
	for (size_t i = 0; i < COUNT_OF(RULES); i++) {
		sqlite3_stmt *row;
		int code = sqlite3_prepare_v2(connection, RULES[i].sql, -1, &row, NULL);
		if (code != SQLITE_OK)
			return sqlite_error(error, connection, code, name);
		if (sqlite3_bind_parameter_count(row) >= 1)
			sqlite3_bind_int64(row, 1, today);
		if (sqlite3_bind_parameter_count(row) >= 2)
			sqlite3_bind_int64(row, 2, first);
		code = sqlite3_step(row);
		if (code == SQLITE_ROW && sqlite3_column_int64(row, 0) != 0) {
			char line[400], count[24];
			const char *example = (const char *)sqlite3_column_text(row, 1);
			snprintf(count, sizeof count, "%lld", (long long)sqlite3_column_int64(row, 0));
			snprintf(line, sizeof line, RULES[i].words, count, example ? example : "none");
			tell(self, line);
		}
		sqlite3_finalize(row);
		if (code != SQLITE_ROW)
			return sqlite_error(error, connection, code, name);
	}
	return true;
}
