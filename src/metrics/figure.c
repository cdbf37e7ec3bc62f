/* One figure with everything a reader must know of it: fraction, interval, previous, state, in the order of metrics.md. */
#include "facts.h"

#include <math.h>
#include <stdlib.h>

enum { STALE_DAYS = 7 };

static const struct {
	const char *words, *missing;
} SOURCES[SOURCE_COUNT] = {
	[SOURCE_ACTIVITY] = {"activities", "no activities imported"},
	[SOURCE_CASE] = {"cases", "no cases imported"},
	[SOURCE_AI_EVENT] = {"AI events", "no AI events imported"},
	[SOURCE_ACCESS] = {"AI access", "access list not imported"},
	[SOURCE_PERSON] = {"people", "no people imported"},
	[SOURCE_ASSESSMENT] = {"assessments", "no assessments imported"},
	[SOURCE_NEED] = {"skill needs", "no skill needs imported"},
	[SOURCE_ANSWER] = {"survey answers", "no survey answers imported"},
};

const char *source_words(enum source source)
{
	return SOURCES[source].words;
}

void figure_not(struct figure *figure, enum figure_state state, const char *why)
{
	*figure = (struct figure){.id = figure->id, .state = state, .why = why, .people = figure->people,
		.notes = figure->notes, .note_count = figure->note_count};
}

void figure_state_of_source(const struct facts *facts, struct figure *figure, enum source source, bool events)
{
	const struct source_fact *from = &facts->source[source];
	if (!from->any) {
		figure_not(figure, FIGURE_NOT_IMPORTED, SOURCES[source].missing);
	} else if (events && figure->state == FIGURE_OK && facts->to - from->newest_day > STALE_DAYS) {
		figure->state = FIGURE_STALE;
		figure->last_day = from->newest_day;
		figure->why = "the newest row is more than 7 days old";
	}
}

bool facts_before_known(const struct facts *facts, enum source source, struct window before)
{
	const struct source_fact *from = &facts->source[source];
	return from->any && from->first_day != DAY_NONE && from->first_day <= before.from;
}

void figure_previous(struct figure *figure, bool known, double previous)
{
	if (!known || !isfinite(previous) || !figure_known(figure))
		return;
	figure->has_previous = true;
	figure->previous = previous;
}

static void figure_limits(struct figure *figure, struct interval interval)
{
	figure->has_interval = interval.known && isfinite(interval.low) && isfinite(interval.high);
	if (figure->has_interval)
		figure->low = interval.low, figure->high = interval.high;
}

static void change_limits(struct figure *figure, struct interval interval)
{
	figure->has_change_interval = figure->has_previous && interval.known && isfinite(interval.low) && isfinite(interval.high);
	if (figure->has_change_interval)
		figure->change_low = interval.low, figure->change_high = interval.high;
}

static struct clusters clusters_new(const struct facts *facts, const struct tallies *tallies)
{
	double *room = memory_new(sizeof *room * 4 * (size_t)tallies->clusters);
	size_t step = (size_t)tallies->clusters;
	return (struct clusters){.now_above = room, .now_below = room + step, .before_above = room + 2 * step,
		.before_below = room + 3 * step, .people = facts->people_count};
}

static double sum_of(const double *values, size_t count)
{
	double sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += values[i];
	return sum;
}

/* Only clusters with rows in W are clusters of W. */
static struct interval interval_of(enum figure_interval kind, const struct clusters *clusters, size_t count, double *room)
{
	double *above = room, *below = room + count;
	size_t used = 0;
	for (size_t i = 0; i < count; i++)
		if (clusters->now_above[i] > 0 || clusters->now_below[i] > 0) {
			above[used] = clusters->now_above[i];
			below[used++] = clusters->now_below[i];
		}
	if (kind == INTERVAL_CASES)
		return interval_clustered_share(above, below, used);
	return interval_ratio(above, below, used, kind == INTERVAL_SHARE);
}

void figure_ratio_into(struct facts *facts, const struct tallies *tallies, int group, const struct ratio_rule *rule,
	struct figure *figure)
{
	struct clusters clusters = clusters_new(facts, tallies);
	size_t count = tallies_clusters(tallies, group, rule->above, rule->below, &clusters);
	double above = sum_of(clusters.now_above, count), below = sum_of(clusters.now_below, count);
	double above_before = sum_of(clusters.before_above, count), below_before = sum_of(clusters.before_below, count);
	*figure = (struct figure){.id = rule->id, .state = FIGURE_OK, .people = clusters.persons};
	if (below > 0) {
		figure->value = above / below;
		figure->has_fraction = true;
		figure->numerator = above;
		figure->denominator = below;
		if (rule->interval != INTERVAL_NONE) {
			double *room = memory_new(sizeof *room * 2 * (count + 1));
			figure_limits(figure, interval_of(rule->interval, &clusters, count, room));
			free(room);
		}
		bool known = below_before > 0 && facts_before_known(facts, rule->source, tallies->before);
		figure_previous(figure, known, known ? above_before / below_before : 0);
		if (known && rule->interval != INTERVAL_NONE)
			change_limits(figure, interval_ratio_change(clusters.now_above, clusters.now_below, clusters.before_above,
				clusters.before_below, count, NULL));
	} else {
		figure_not(figure, FIGURE_NOT_APPLICABLE, rule->nothing);
	}
	free(clusters.now_above);
	figure_state_of_source(facts, figure, rule->source, true);
}

struct figure *figure_ratio(struct facts *facts, const struct tallies *tallies, int group, const struct ratio_rule *rule)
{
	struct figure *figure = &facts->answer->groups[group].figure[rule->id];
	figure_ratio_into(facts, tallies, group, rule, figure);
	return figure;
}

struct figure *figure_of_people(struct facts *facts, int group, enum figure_id id, enum source source, double k, double n,
	const char *nothing)
{
	struct figure *figure = &facts->answer->groups[group].figure[id];
	*figure = (struct figure){.id = id, .state = FIGURE_OK, .people = (int64_t)n};
	if (n > 0) {
		figure->value = k / n;
		figure->has_fraction = true;
		figure->numerator = k;
		figure->denominator = n;
		figure_limits(figure, interval_wilson(k, n));
	} else {
		figure_not(figure, FIGURE_NOT_APPLICABLE, nothing);
	}
	figure_state_of_source(facts, figure, source, false);
	return figure;
}

struct figure *figure_amount(struct facts *facts, int group, enum figure_id id, enum source source, bool events, double value)
{
	struct figure *figure = &facts->answer->groups[group].figure[id];
	*figure = (struct figure){.id = id, .state = FIGURE_OK, .people = -1, .value = value};
	figure_state_of_source(facts, figure, source, events);
	return figure;
}

void figure_change_of_people(struct figure *figure, double gained, double lost, double both)
{
	if (figure->has_previous && both > 0)
		change_limits(figure, interval_paired_share(gained, lost, both, NULL));
}

void figure_note(struct facts *facts, struct figure *figure, const char *label, int64_t count, bool left_out)
{
	if (count <= 0)
		return;
	struct note *notes = ARENA_ARRAY(facts->keep, struct note, figure->note_count + 1);
	for (int i = 0; i < figure->note_count; i++)
		notes[i] = figure->notes[i];
	notes[figure->note_count] = (struct note){label, count, left_out};
	figure->notes = notes;
	figure->note_count++;
}
