/* What all families share, loaded in this order: the owner, what may be shown, days, teams and groups, people, kinds. */
#include "facts.h"
#include "tree.h"

#include <math.h>
#include <string.h>

enum { MANY_PEOPLE = 1500 };                            /* scans go by week: a table stays below some MB */

QUESTION(organisation, "", "ttiii");
QUESTION(policy, "", "tt");
QUESTION(kinds, "", "ittiiiii");
QUESTION(benchmarks, "", "trtti");
const struct question *const facts_questions[] = {&question_organisation, &question_policy, &question_kinds,
	&question_benchmarks, NULL};

bool facts_ask(struct facts *facts, const struct asker *asker, const struct question *question, struct table *table,
	struct error *error, int count, const int64_t *parameters)
{
	struct request request = {.question = question};
	for (int i = 0; i < count && i < MOST_PARAMETERS; i++)
		request.parameters[i] = (struct value){.type = CELL_INTEGER, .integer = parameters[i]};
	if (!asker->ask(asker->self, &request, 1, facts->scratch, error))
		return error_prefix(error, "question %s", question->name);
	*table = request.answer;
	return true;
}

bool facts_scan(struct facts *facts, const struct asker *asker, const struct question *question, struct window window,
	facts_take *take, void *self, struct error *error)
{
	int64_t days = facts->people_count > MANY_PEOPLE ? 7 : 28;
	struct arena *arena = arena_new();
	bool ok = true;
	for (int64_t day = window.from; ok && day <= window.to; day += days) {
		struct request request = {.question = question};
		int64_t last = day + days - 1 < window.to ? day + days - 1 : window.to;
		request.parameters[0] = (struct value){.type = CELL_INTEGER, .integer = day};
		request.parameters[1] = (struct value){.type = CELL_INTEGER, .integer = last};
		ok = asker->ask(asker->self, &request, 1, arena, error) || error_prefix(error, "question %s", question->name);
		if (ok)
			take(self, &request.answer);
		arena_clear(arena);
	}
	arena_free(arena);
	return ok;
}

int64_t table_day(const struct table *table, size_t row, int column)
{
	return table_null(table, row, column) ? DAY_NONE : table_integer(table, row, column);
}

const char *table_text(const struct table *table, size_t row, int column)
{
	const struct value *cell = table_cell(table, row, column);
	return cell->type == CELL_TEXT ? cell->text : NULL;
}

const char *facts_clean(struct facts *facts, const char *text)
{
	return text ? text_clean(facts->keep, text, strlen(text)) : "";
}

static bool organisation_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	struct organisation *organisation = &facts->answer->organisation;
	*organisation = (struct organisation){.name = "", .time_zone = "", .observed_day = DAY_NONE};
	facts->first_hired_day = DAY_NONE;
	if (!facts_ask(facts, asker, &question_organisation, &table, error, 0, NULL))
		return false;
	if (table.rows) {
		organisation->name = facts_clean(facts, table_text(&table, 0, 0));
		organisation->time_zone = facts_clean(facts, table_text(&table, 0, 1));
		organisation->observed_day = table_day(&table, 0, 2);
		organisation->synthetic = table_integer(&table, 0, 3) == 1;
		facts->first_hired_day = table_day(&table, 0, 4);
	}
	facts->observed_day = organisation->observed_day != DAY_NONE ? organisation->observed_day : facts->first_hired_day;
	return true;
}

static int whole_number(const char *text, int least, int otherwise)
{
	int value = 0;
	if (!text || !*text)
		return otherwise;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || value > 100000)
			return otherwise;
		value = value * 10 + (*text - '0');
	}
	return value < least ? least : value;
}

/* A missing row hides: what the owner has not allowed is not shown (product.md, People's data). */
static bool policy_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	struct policy policy = {.min_group = 5, .risk_min_group = 10, .names = NAMES_HIDDEN};
	if (!facts_ask(facts, asker, &question_policy, &table, error, 0, NULL))
		return false;
	for (size_t row = 0; row < table.rows; row++) {
		const char *key = table_text(&table, row, 0), *value = table_text(&table, row, 1);
		if (!key || !value)
			continue;
		if (strcmp(key, "risk_level") == 0)
			policy.risk_of_persons = strcmp(value, "person") == 0;
		else if (strcmp(key, "min_group") == 0)
			policy.min_group = whole_number(value, 5, 5);
		else if (strcmp(key, "risk_min_group") == 0)
			policy.risk_min_group = whole_number(value, 1, 10);
		else if (strcmp(key, "audit") == 0)
			policy.audit = strcmp(value, "on") == 0;
		else if (strcmp(key, "names") == 0)
			policy.names = strcmp(value, "full") == 0 ? NAMES_FULL :
				strcmp(value, "initials") == 0 ? NAMES_INITIALS : NAMES_HIDDEN;
	}
	facts->answer->policy = policy;
	return true;
}

/* Short words of the shipped kinds (metrics.md, ledger); any other kind goes by its own label. */
static const char *kind_label(struct facts *facts, const char *key, const char *label)
{
	static const char *const SHORT[][2] = {{"case_logging", "logging"}, {"admin", "admin"}, {"internal_meeting", "meetings"},
		{"coaching", "coaching"}, {"learning", "learning"}, {"process_improvement", "improving"}, {"wrap_up", "wrap-up"},
		{"waiting", "waiting"}};
	for (size_t i = 0; key && i < COUNT_OF(SHORT); i++)
		if (strcmp(key, SHORT[i][0]) == 0)
			return SHORT[i][1];
	return facts_clean(facts, label && *label ? label : key);
}

static bool kinds_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	if (!facts_ask(facts, asker, &question_kinds, &table, error, 0, NULL))
		return false;
	facts->kinds = ARENA_ARRAY(facts->keep, struct kind_fact, table.rows + 1);
	facts->kind_count = (int)table.rows;
	for (size_t row = 0; row < table.rows; row++)
		facts->kinds[row] = (struct kind_fact){.id = table_integer(&table, row, 0),
			.key = facts_clean(facts, table_text(&table, row, 1)),
			.label = kind_label(facts, table_text(&table, row, 1), table_text(&table, row, 2)),
			.is_work = table_integer(&table, row, 3) == 1, .is_customer = table_integer(&table, row, 4) == 1,
			.is_handling = table_integer(&table, row, 5) == 1, .is_waiting = table_integer(&table, row, 6) == 1,
			.position = (int)table_integer(&table, row, 7)};
	return true;
}

static bool benchmarks_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct table table;
	if (!facts_ask(facts, asker, &question_benchmarks, &table, error, 0, NULL))
		return false;
	facts->benchmarks = ARENA_ARRAY(facts->scratch, struct benchmark_fact, table.rows + 1);
	facts->answer->benchmarks = ARENA_ARRAY(facts->keep, struct benchmark_row, table.rows + 1);
	for (size_t row = 0; row < table.rows; row++) {
		const struct value *cell = table_cell(&table, row, 1);
		const char *unit = table_text(&table, row, 2), *key = table_text(&table, row, 0);
		double value = cell->type == CELL_REAL ? cell->real : cell->type == CELL_INTEGER ? (double)cell->integer : NAN;
		if (!key || !isfinite(value))
			continue;
		if (unit && (strcmp(unit, "percent") == 0 || strcmp(unit, "%") == 0))
			value /= 100;
		facts->benchmarks[facts->benchmark_count++] = (struct benchmark_fact){key, value};
		const char *population = table_text(&table, row, 3);
		facts->answer->benchmarks[facts->answer->benchmark_count++] = (struct benchmark_row){.key = facts_clean(facts, key),
			.population = population ? facts_clean(facts, population) : "", .year = table_integer(&table, row, 4), .value = value};
	}
	return true;
}

bool facts_benchmark(const struct facts *facts, const char *key, double *value)
{
	for (int i = 0; i < facts->benchmark_count; i++)
		if (strcmp(facts->benchmarks[i].key, key) == 0) {
			*value = facts->benchmarks[i].value;
			return true;
		}
	return false;
}

bool facts_load(struct facts *facts, const struct asker *asker, struct error *error)
{
	facts->person_group = facts->person_team_group = facts->person_index = -1;
	if (!organisation_load(facts, asker, error) || !policy_load(facts, asker, error) ||
	    !scope_resolve(facts, asker, error) || !roster_load(facts, asker, error) || !teams_load(facts, asker, error) ||
	    !kinds_load(facts, asker, error) || !benchmarks_load(facts, asker, error))
		return false;
	facts->tree = tree_new(facts);
	const struct source_fact *source = facts->source;
	facts->answer->organisation.empty = !facts->people_count && facts->answer->last_day == DAY_NONE &&
		!source[SOURCE_ACTIVITY].any && !source[SOURCE_CASE].any && !source[SOURCE_AI_EVENT].any;
	return true;
}
