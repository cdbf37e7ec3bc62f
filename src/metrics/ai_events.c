/* AI events as counts: what was accepted of what was shown, time given back, by tool; and the weekly curve. */
#include "adoption.h"

#include <math.h>
#include <stdlib.h>

const struct ratio_rule ACCEPTED_RULE = {FIGURE_ACCEPTED, SOURCE_AI_EVENT, AI_TAKEN, AI_SHOWN, INTERVAL_SHARE,
	"nothing was shown"};

enum { COLUMN_DAY, COLUMN_PERSON, COLUMN_TOOL, COLUMN_TEAM, COLUMN_KIND, COLUMN_N, COLUMN_SAVED, COLUMN_SAVED_N };
enum event_kind { EVENT_ANOTHER, EVENT_SHOWN, EVENT_ACCEPTED, EVENT_EDITED, EVENT_REJECTED, EVENT_USED };     /* of ai_events.sql */

void adoption_events_new(struct facts *facts)
{
	struct adoption_facts *adoption = facts->adoption;
	adoption->by_tool = ARENA_ARRAY(facts->scratch, struct tool_sums, adoption->tools.rows + 1);
	for (size_t i = 0; i <= adoption->tools.rows; i++)
		adoption->by_tool[i] = (struct tool_sums){.tool_id = i ? table_integer(&adoption->tools, i - 1, 0) : 0,
			.tallies = tallies_new(facts, facts->answer->window, facts->answer->before),
			.used = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1)};
	adoption->tallies = adoption->by_tool[0].tallies;
}

/* Adds a row to what is said of a tool. */
static void tool_add(struct facts *facts, struct tool_sums *tool, const struct table *table, size_t row)
{
	int64_t team = table_integer(table, row, COLUMN_TEAM), kind = table_integer(table, row, COLUMN_KIND);
	int64_t n = table_integer(table, row, COLUMN_N);
	int person = facts_cluster(facts, table_integer(table, row, COLUMN_PERSON));
	struct tally *tally = tallies_at(facts, tool->tallies, person, team);
	bool now = table_integer(table, row, COLUMN_DAY) >= tool->tallies->window.from;
	double *sum = now ? tally->now : tally->before;
	sum[AI_SHOWN] += kind == EVENT_SHOWN ? (double)n : 0;
	sum[AI_TAKEN] += kind == EVENT_ACCEPTED || kind == EVENT_EDITED ? (double)n : 0;
	sum[AI_SAVED] += (double)table_integer(table, row, COLUMN_SAVED);
	sum[AI_SAVED_N] += (double)table_integer(table, row, COLUMN_SAVED_N);
	sum[AI_EVENTS] += (double)n;
	if (!now || !facts_in_group(facts, 0, team, person))
		return;
	tool->accepted += kind == EVENT_ACCEPTED ? n : 0;
	tool->edited += kind == EVENT_EDITED ? n : 0;
	tool->rejected += kind == EVENT_REJECTED ? n : 0;
	tool->shown += kind == EVENT_SHOWN ? n : 0;
	if (kind >= EVENT_ACCEPTED && person < facts->people_count && !tool->used[person]) {
		tool->used[person] = true;
		tool->people++;
	}
}

static void event_take(struct facts *facts, const struct table *table, size_t row)
{
	struct adoption_facts *adoption = facts->adoption;
	int64_t day = table_integer(table, row, COLUMN_DAY), person_id = table_integer(table, row, COLUMN_PERSON);
	int cluster = facts_cluster(facts, person_id);
	for (size_t i = 0; i <= adoption->tools.rows; i++)
		if (!i || adoption->by_tool[i].tool_id == table_integer(table, row, COLUMN_TOOL))
			tool_add(facts, &adoption->by_tool[i], table, row);
	if (table_integer(table, row, COLUMN_KIND) >= EVENT_ACCEPTED)
		day_bits_set(&adoption->use, facts_person(facts, person_id), day);
	if (day < adoption->tallies->window.from)
		return;
	facts->rows[SOURCE_AI_EVENT] += table_integer(table, row, COLUMN_N);
	facts_behind(facts, table_integer(table, row, COLUMN_TEAM), cluster < facts->people_count ? cluster : -1);
}

void adoption_take_events(void *self, const struct table *table)
{
	for (size_t row = 0; row < table->rows; row++)
		event_take(self, table, row);
}

/* Seconds saved of the active people, by person; a person counts for the team on the last day, an event for the team of
   its day. */
struct saved { double *seconds, *weeks; size_t count; double people, total; };

static void saved_of(const struct facts *facts, const bool *active, int group, bool now, struct saved *saved)
{
	const struct tallies *tallies = facts->adoption->tallies;
	struct window window = now ? tallies->window : tallies->before;
	saved->count = 0;
	saved->people = saved->total = 0;
	for (int i = 0; i < facts->people_count; i++) {
		double seconds = 0;
		if (!active[i])
			continue;
		for (int at = tallies->first[i]; at >= 0; at = tallies->rows[at].next)
			if (facts_in_group(facts, group, tallies->rows[at].team_id, i))
				seconds += now ? tallies->rows[at].now[AI_SAVED] : tallies->rows[at].before[AI_SAVED];
		bool counted = facts_in_group(facts, group, facts_team_on(facts, i, window.to), i);
		if (!counted && seconds == 0)
			continue;
		saved->seconds[saved->count] = seconds;
		saved->weeks[saved->count++] = counted ? (double)window_days(window) / 7 : 0;
		saved->people += counted;
		saved->total += seconds;
	}
}

static bool saved_recorded(const struct facts *facts)
{
	const struct tallies *tallies = facts->adoption->tallies;
	bool events = false;
	for (int i = 0; i < tallies->count; i++) {
		if (tallies->rows[i].now[AI_SAVED_N] > 0)
			return true;
		events = events || tallies->rows[i].now[AI_EVENTS] > 0;
	}
	return !events;                                 /* no row in W: nothing that could lack it */
}

static void time_given_back(struct facts *facts, const bool *active, const bool *active_before, bool recorded)
{
	size_t most = (size_t)facts->people_count + 1;
	struct saved now = {.seconds = memory_new(sizeof(double) * most), .weeks = memory_new(sizeof(double) * most)};
	struct saved before = {.seconds = memory_new(sizeof(double) * most), .weeks = memory_new(sizeof(double) * most)};
	struct answer *answer = facts->answer;
	double weeks = (double)window_days(answer->window) / 7;
	for (int g = 0; g < facts->group_count; g++) {
		saved_of(facts, active, g, true, &now);
		saved_of(facts, active_before, g, false, &before);
		struct figure *figure = figure_amount(facts, g, FIGURE_TIME_GIVEN_BACK, SOURCE_AI_EVENT, true,
			now.total / (now.people * weeks));
		figure->people = (int64_t)now.people;
		if (!facts->source[SOURCE_AI_EVENT].any)
			continue;
		figure->has_fraction = true;
		figure->numerator = now.total;
		figure->denominator = now.people * weeks;
		double sums[TALLY_SUMS], sums_before[TALLY_SUMS];
		tallies_sum(facts->adoption->tallies, g, sums, sums_before);
		figure_note(facts, figure, "AI events with the time they saved", (int64_t)sums[AI_SAVED_N], false);
		figure_note(facts, figure, "AI events without it", (int64_t)(sums[AI_EVENTS] - sums[AI_SAVED_N]), true);
		if (!recorded)
			figure_not(figure, FIGURE_NOT_IMPORTED, "time saved is not recorded");
		else if (now.people == 0)
			figure_not(figure, FIGURE_NOT_APPLICABLE, "no one active");
		figure_previous(figure, before.people > 0 && facts_before_known(facts, SOURCE_AI_EVENT, answer->before),
			before.total / (before.people * weeks));
		struct interval interval = interval_ratio(now.seconds, now.weeks, now.count, false);
		if (figure_known(figure) && interval.known && isfinite(interval.low) && isfinite(interval.high))
			figure->has_interval = true, figure->low = interval.low, figure->high = interval.high;
	}
	free(now.seconds), free(now.weeks), free(before.seconds), free(before.weeks);
}

static void tool_row_fill(struct facts *facts, struct tool_row *row)
{
	const struct tool_sums *tool = facts->adoption->by_tool;
	while (tool->tool_id != row->tool_id)
		tool++;
	figure_ratio_into(facts, tool->tallies, 0, &ACCEPTED_RULE, &row->accepted);
	row->accepted_n = tool->accepted, row->edited_n = tool->edited, row->rejected_n = tool->rejected;
	row->shown_n = tool->shown, row->people = tool->people;
}

static int by_name(const void *a, const void *b)
{
	const struct tool_row *one = a, *other = b;
	int order = text_compare(one->name, other->name);
	return order ? order : (one->tool_id > other->tool_id) - (one->tool_id < other->tool_id);
}

static void fold_tools(struct facts *facts)
{
	struct answer *answer = facts->answer;
	const struct table *table = &facts->adoption->tools;
	answer->tools = ARENA_ARRAY(facts->keep, struct tool_row, table->rows + 1);
	for (size_t row = 0; row < table->rows; row++)
		answer->tools[answer->tool_count++] = (struct tool_row){.tool_id = table_integer(table, row, 0),
			.name = facts_clean(facts, table_text(table, row, 1))};
	qsort(answer->tools, (size_t)answer->tool_count, sizeof *answer->tools, by_name);
	answer->tools[answer->tool_count++] = (struct tool_row){.name = "all tools"};
	for (int i = 0; i < answer->tool_count; i++)
		tool_row_fill(facts, &answer->tools[i]);
}

void adoption_fold_events(struct facts *facts)
{
	struct answer *answer = facts->answer;
	struct adoption_facts *adoption = facts->adoption;
	bool *active = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1);
	bool *active_before = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1);
	for (int i = 0; i < facts->people_count; i++) {
		active[i] = adoption_of(facts, i, answer->window).active;
		active_before[i] = adoption_of(facts, i, answer->before).active;
	}
	for (int g = 0; g < facts->group_count; g++) {
		struct figure *figure = figure_ratio(facts, adoption->tallies, g, &ACCEPTED_RULE);
		double now[TALLY_SUMS], before[TALLY_SUMS];
		tallies_sum(adoption->tallies, g, now, before);
		figure_note(facts, figure, "AI events", (int64_t)now[AI_EVENTS], false);
		figure_note(facts, figure, "of them suggestions shown", (int64_t)now[AI_SHOWN], false);
	}
	time_given_back(facts, active, active_before, saved_recorded(facts));
	if (facts->needs & NEED_TOOLS)
		fold_tools(facts);
}

/* One point a block of seven days: of those eligible on its last day, who used AI in it. Without an access list there is
   no share: then the curve counts active people, and has no band. */
void adoption_fold_trend(struct facts *facts)
{
	struct trend *trend = &facts->answer->trend[PANEL_AI];
	trend->count = TREND_POINTS;
	trend->of_people = facts->adoption->seen_in_use;
	for (int point = 0; point < TREND_POINTS; point++) {
		struct window block = facts_block(facts, point);
		double eligible = 0, active = 0;
		for (int i = 0; i < facts->people_count; i++) {
			if (!facts_employed(facts, i, block.to) || !adoption_access(facts, i, block.to) ||
			    !facts_in_group(facts, 0, facts_team_on(facts, i, block.to), i))
				continue;
			eligible++;
			active += adoption_days(facts, i, block) > 0;
		}
		trend->to[point] = block.to;
		trend->known[point] = eligible > 0 && facts_before_known(facts, SOURCE_AI_EVENT, block);
		if (!trend->known[point])
			continue;
		struct interval band = interval_wilson(active, eligible);
		trend->value[point] = facts->adoption->seen_in_use ? active : active / eligible;
		trend->has_band[point] = band.known && !facts->adoption->seen_in_use;
		trend->low[point] = band.low;
		trend->high[point] = band.high;
	}
}
