/* Which days are meant: as-of, W and P, the windows of panels that have their own; and which relations have rows by then. */
#include "facts.h"
#include "voice.h"

enum { STALE_DAYS = 7, SKILLS_DAYS = 91, TURNOVER_DAYS = 365 };

QUESTION(newest, "i", "iiiiiiii");
QUESTION(sources, "i", "iiiiiiiiiiiiiii");
QUESTION(calendar_days, "ii", "iiiii");

static int64_t later(int64_t a, int64_t b)              /* DAY_NONE is the earliest of all */
{
	return a > b ? a : b;
}
static int64_t earlier(int64_t a, int64_t b)
{
	return a == DAY_NONE ? b : b == DAY_NONE || a < b ? a : b;
}

bool facts_calendar(struct facts *facts, const struct asker *asker, int64_t from, int64_t to, struct table *table,
	struct error *error)
{
	return FACTS_ASK(facts, asker, &question_calendar_days, table, error, from, to);
}

/* Hiring and leaving count only where nothing else is recorded: they are often known far ahead or long after. */
static int64_t last_of(const struct table *table)
{
	int64_t last = DAY_NONE;
	for (int column = 0; column < 6; column++)
		last = later(last, table_day(table, 0, column));
	if (last == DAY_NONE)
		last = later(table_day(table, 0, 6), table_day(table, 0, 7));
	return last;
}

int64_t facts_newest_day(const struct facts *facts)
{
	int64_t last = facts->answer->last_day, today = facts->scope.today;
	return last != DAY_NONE && today - last > STALE_DAYS ? last : today;
}

static bool as_of_resolve(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	struct answer *answer = facts->answer;
	const struct scope *scope = &facts->scope;
	if (!facts_ask(facts, asker, &question_newest, &table, error, 1, &scope->today))
		return false;
	answer->last_day = table.rows ? last_of(&table) : DAY_NONE;
	bool old = answer->last_day != DAY_NONE && scope->today - answer->last_day > STALE_DAYS;
	answer->as_of_day = scope->today;
	if (scope->as_of_kind == AS_OF_DATE) {
		answer->as_of_day = scope->as_of_date;
	} else if (answer->last_day != DAY_NONE &&
		   (scope->as_of_kind == AS_OF_LAST || (scope->as_of_kind == AS_OF_AUTO && old))) {
		answer->as_of_day = answer->last_day;
		answer->as_of_last = answer->last_day != scope->today;
	}
	answer->as_of = scope->now;
	if (answer->as_of_day == scope->today)
		return true;
	int64_t next = answer->as_of_day + 1;
	if (!facts_calendar(facts, asker, next, next, &table, error))
		return false;
	answer->as_of = table.rows ? table_integer(&table, 0, 1) - 1 : next * 86400 - 1;
	return true;
}

static void windows_resolve(struct facts *facts)
{
	struct answer *answer = facts->answer;
	const struct scope *scope = &facts->scope;
	answer->window = period_step(&scope->period, answer->as_of_day, scope->steps);
	answer->before = window_before(answer->window);
	facts->to = answer->window.to;
	facts->as_of = answer->as_of;
	facts->as_of_day = answer->as_of_day;
	answer->today_so_far = answer->window.to == scope->today;
	for (int panel = 0; panel < PANEL_COUNT; panel++) {
		int64_t days = panel == PANEL_TURNOVER ? TURNOVER_DAYS : panel == PANEL_VOICE ? VOICE_WINDOW :
			panel == PANEL_SKILLS && !scope->period.given ? SKILLS_DAYS : window_days(answer->window);
		answer->panel_window[panel] = (struct window){facts->to - days + 1, facts->to};
		answer->panel_before[panel] = window_before(answer->panel_window[panel]);
	}
	int64_t skills = answer->panel_before[PANEL_SKILLS].from;
	facts->first_cluster_day = skills < answer->before.from ? skills : answer->before.from;
}

static struct source_fact source_of(const struct table *table, int first, int newest)
{
	return (struct source_fact){.first_day = table_day(table, 0, first), .newest_day = table_day(table, 0, newest),
		.any = !table_null(table, 0, newest)};
}

static bool sources_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	struct source_fact *source = facts->source;
	if (!facts_ask(facts, asker, &question_sources, &table, error, 1, &facts->to))
		return false;
	if (!table.rows)
		return error_set(error, ERROR_INTERNAL, "question sources: no row");
	source[SOURCE_ACTIVITY] = source_of(&table, 0, 1);
	source[SOURCE_AI_EVENT] = source_of(&table, 2, 3);
	source[SOURCE_CASE] = (struct source_fact){.first_day = earlier(table_day(&table, 0, 4), table_day(&table, 0, 6)),
		.newest_day = later(table_day(&table, 0, 5), table_day(&table, 0, 7))};
	source[SOURCE_CASE].any = source[SOURCE_CASE].newest_day != DAY_NONE;
	source[SOURCE_ACCESS] = source_of(&table, 8, 9);
	source[SOURCE_ASSESSMENT] = source_of(&table, 10, 11);
	source[SOURCE_ANSWER] = source_of(&table, 12, 13);
	source[SOURCE_NEED] = (struct source_fact){.any = table_integer(&table, 0, 14) > 0, .first_day = DAY_NONE,
		.newest_day = DAY_NONE};
	return true;
}

bool scope_resolve(struct facts *facts, const struct asker *asker, struct error *error)
{
	if (!as_of_resolve(facts, asker, error))
		return false;
	windows_resolve(facts);
	return sources_load(facts, asker, error);
}

struct window facts_block(const struct facts *facts, int point)
{
	int64_t to = facts->to - 7 * (int64_t)(TREND_POINTS - 1 - point);
	return (struct window){to - 6, to};
}

const struct question *const scope_questions[] = {&question_newest, &question_sources, &question_calendar_days, NULL};
