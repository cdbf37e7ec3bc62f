#include "limits.h"

#include "teamtop/policy.h"

#include <math.h>
#include <string.h>

enum { STEP = 7 };

static enum figure_id figure_of(const struct config_limit *limit)
{
	int id = 0;
	while (id + 1 < FIGURE_COUNT && strcmp(metrics_definition((enum figure_id)id)->key, limit->figure) != 0)
		id++;
	return (enum figure_id)id;
}

/* What people type is what the screen shows: per cent, hours. */
static double scale_of(enum figure_id id)
{
	enum unit unit = metrics_definition(id)->unit;
	return unit == UNIT_SHARE || unit == UNIT_PER_YEAR ? 100 : unit == UNIT_SECONDS ? 1.0 / 3600 : 1;
}

static const char *number_words(struct arena *arena, enum figure_id id, double number)
{
	static const char *const units[] = {[UNIT_SHARE] = " %", [UNIT_PEOPLE] = "", [UNIT_CASES] = "", [UNIT_EVENTS] = "",
		[UNIT_SECONDS] = " h", [UNIT_LEVELS] = " lvl", [UNIT_PER_YEAR] = " %/yr", [UNIT_SCORE] = "", [UNIT_NEEDS] = ""};
	enum unit unit = metrics_definition(id)->unit;
	bool whole = number == floor(number) || unit == UNIT_SECONDS;
	return arena_print(arena, "%s%s", format_decimal(arena, number, whole ? 0 : unit == UNIT_LEVELS || unit == UNIT_SCORE ? 2 : 1),
		units[unit]);
}

static bool beyond(const struct figure *figure, const struct config_limit *limit)
{
	double value = figure->value * scale_of(figure_of(limit));
	return figure->state == FIGURE_OK && (limit->below ? value < limit->limit : value > limit->limit);
}

/* The figure for the 28 days that end `back` days before the last one. Names a team that is no longer there: not passed. */
static struct answer *answer_at(const struct asker *asker, const struct job *job, const struct config_limit *limit, int64_t to,
	struct error *error)
{
	struct scope scope = job->scope;
	scope.team_id = scope.person_id = 0;
	scope.steps = 0;
	scope.period = (struct period){.kind = PERIOD_RANGE, .range = {to - 27, to}};
	if (*limit->team && !metrics_find_team(asker, limit->team, &scope.team_id, error))
		return NULL;
	struct answer *answer = metrics_answer(asker, &scope, NEED_FIGURES, NULL, error);
	if (answer)
		policy_apply(answer, &job->policy);
	return answer;
}

static void finding_make(struct answer *findings, struct finding *finding, const struct answer *now, const struct config_limit *limit)
{
	struct arena *arena = findings->arena;
	enum figure_id id = figure_of(limit);
	const struct figure *figure = &now->groups[0].figure[id];
	const struct definition *definition = metrics_definition(id);
	*finding = (struct finding){.kind = FINDING_LIMIT, .confirmed = true, .figure = id, .label = arena_copy(arena, definition->label),
		.team_id = now->scope.team_id, .team = arena_copy(arena, now->groups[0].name), .value = figure->value, .before = NAN, .p = NAN,
		.part_change = NAN, .people = figure->people > 0 ? (double)figure->people : 0, .since = INT64_MIN};
	finding->key = arena_print(arena, "limit:%s:%lld:%s:%g", limit->figure, (long long)now->scope.team_id,
		limit->below ? "below" : "above", limit->limit);
	const char *lasting = limit->for_days ? arena_print(arena, " for %lld days", (long long)limit->for_days) : "";
	const char *what = definition->panel == PANEL_TIME && id == FIGURE_CUSTOMER_TIME ? "customer time" : definition->label;
	finding->says = arena_print(arena, "%s %s", what, number_words(arena, id, figure->value * scale_of(id)));
	finding->evidence = arena_print(arena, "%s your limit of %s%s", limit->below ? "below" : "above", number_words(arena, id, limit->limit),
		lasting);
}

/* Passed on the last day, and as many weeks before it as `for` says, and on the first of those days. */
static bool limit_judge(const struct asker *asker, const struct job *job, struct answer *findings, const struct config_limit *limit,
	struct finding *finding, bool *passed, struct error *error)
{
	enum figure_id id = figure_of(limit);
	*passed = true;
	for (int64_t back = 0;; back = back + STEP < limit->for_days ? back + STEP : limit->for_days) {
		struct error gone = {0};
		struct answer *answer = answer_at(asker, job, limit, job->fresh.to - back, &gone);
		if (!answer) {
			*passed = false;
			if (gone.kind == ERROR_USAGE)
				return true;
			*error = gone;
			return false;
		}
		*passed = answer->group_count > 0 && beyond(&answer->groups[0].figure[id], limit);
		if (*passed && back == 0)
			finding_make(findings, finding, answer, limit);
		answer_free(answer);
		if (!*passed || back == limit->for_days)
			return true;
	}
}

bool limits_judge(const struct asker *asker, const struct job *job, struct answer *findings, struct error *error)
{
	struct attention *attention = &findings->attention;
	struct finding *all = ARENA_ARRAY(findings->arena, struct finding, job->limit_count + attention->count);
	int count = 0;
	for (int i = 0; i < job->limit_count; i++) {
		bool passed;
		if (!limit_judge(asker, job, findings, &job->limits[i], &all[count], &passed, error))
			return false;
		all[count].limit = passed ? i : 0;
		count += passed;
	}
	if (attention->count)
		memcpy(&all[count], attention->findings, sizeof *all * (size_t)attention->count);
	attention->findings = all;
	attention->count += count;
	return true;
}

bool limits_check(const struct asker *asker, const struct config_limit *limits, int count, struct error *error)
{
	int64_t team;
	for (int i = 0; i < count; i++)
		if (*limits[i].team && !metrics_find_team(asker, limits[i].team, &team, error))
			return error_prefix(error, "config: limit %d", i + 1);
	return true;
}
