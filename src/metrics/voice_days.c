/* Which days' views of the survey may be shown. A view is the answers of the VOICE_WINDOW days that end with `to`; when `to` moves
   by a day a few answers come in and a few go, and two views that differ by these tell what those few said.

   So of all days the views are chosen once, for one state of the database as of now, whatever day, team or page one looks at:
   first that of the newest day (which is always shown), then that of the newest answer, then of the days after it, then back from
   it by blocks of as many days; in each block what stands still longest goes first, as a whole wave of answers does, and not a
   part of one. Answers that stand in the same shown groups of all views chosen so far are a cell. A view may stand when
   afterwards every cell is still of nobody or of at least voice_least people, for each question; else nothing of that day is
   shown. Every number that can be computed from all views together, of teams on one day and of everybody on another, is a sum
   over whole cells: none is of a few. (Two answers of one person to a question never count on the same day, so a cell has as
   many people as answers.)

   This is the only place that looks at answers after `to`, for hiding, never for a value: else the views of an earlier day
   would not know what those of a later one have told already. */
#include "disclosure.h"
#include "voice.h"

#include <stdlib.h>
#include <string.h>

/* Days in a row on which the same answers count. */
struct day_run {
	int64_t from, to;
	bool *shown;                                    /* questions x nodes; NULL = may not be shown, or too early to be known */
	bool any;                                       /* an answer counts */
};
struct voice_days {
	struct day_run *runs;                           /* by day, without gaps from the first to the last day there is */
	int count;
	bool *nothing;                                  /* of each node: not shown */
};

/* One part of a cell: those of its answers that the view being judged shows in one group. */
struct split { int cell, region, count, into; };
struct judging {
	struct facts *facts;
	int64_t to;
	bool *shown;                                    /* questions x nodes */
	int64_t *own;                                   /* by node */
	int *region;                                    /* by node: the smallest shown group around it; -1 = none */
	struct split *slots;                            /* a hash table */
	size_t mask;
	int *used, used_count;                          /* slots in use */
	int *size, *taken, cells;                       /* by cell: its answers; those that the view shows */
};

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

/* ---- runs ---- */
static void runs_make(struct facts *facts, struct voice_days *days)
{
	const struct voice_facts *voice = facts->voice;
	int64_t *change = ARENA_ARRAY(facts->scratch, int64_t, 2 * voice->count + 1);
	int count = 0, kept = 0;
	for (int i = 0; i < voice->count; i++)
		if (voice->rows[i].until >= voice->rows[i].day)
			change[count++] = voice->rows[i].day, change[count++] = voice->rows[i].until + 1;
	qsort(change, (size_t)count, sizeof *change, by_number);
	for (int i = 0; i < count; i++)
		if (i == 0 || change[i] != change[i - 1])
			change[kept++] = change[i];
	days->runs = ARENA_ARRAY(facts->scratch, struct day_run, kept + 1);
	days->count = kept + 1;
	for (int i = 0; i <= kept; i++)
		days->runs[i] = (struct day_run){.from = i ? change[i - 1] : INT64_MIN, .to = i < kept ? change[i] - 1 : INT64_MAX};
}

static int run_of(const struct voice_days *days, int64_t day)
{
	int low = 0, high = days->count - 1;
	while (low < high) {
		int middle = (low + high) / 2;
		if (days->runs[middle].to < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- one view: which groups it shows, by itself ---- */
static bool groups_choose(struct judging *judging, int question)
{
	const struct facts *facts = judging->facts;
	const struct voice_facts *voice = facts->voice;
	const struct question_fact *of = &voice->questions[question];
	int nodes = tree_nodes(facts), end = of->first + of->count;
	bool any = false;
	memset(judging->own, 0, sizeof *judging->own * (size_t)nodes);
	for (int i = voice_first(voice, of, judging->to); i < end && voice->rows[i].day <= judging->to; i++)
		if (voice_counts(&voice->rows[i], judging->to))
			judging->own[voice->rows[i].node]++, any = true;
	disclosure_show(tree_parents(facts), judging->own, nodes, voice_least(facts->answer), judging->shown + question * nodes);
	return any;
}

static void regions_find(struct judging *judging, int question)
{
	int nodes = tree_nodes(judging->facts);
	const int *parent = tree_parents(judging->facts);
	const bool *shown = judging->shown + question * nodes;
	for (int i = 0; i < nodes; i++)
		judging->region[i] = shown[i] ? i : parent[i] < 0 ? -1 : judging->region[parent[i]];
}

/* ---- cells ---- */
static struct split *split_at(struct judging *judging, int cell, int region)
{
	size_t at = ((size_t)cell * 0x9e3779b1u + (size_t)region * 0x85ebca6bu) >> 3 & judging->mask;
	while (judging->slots[at].count && (judging->slots[at].cell != cell || judging->slots[at].region != region))
		at = (at + 1) & judging->mask;
	if (!judging->slots[at].count) {
		judging->slots[at] = (struct split){.cell = cell, .region = region};
		judging->used[judging->used_count++] = (int)at;
	}
	return &judging->slots[at];
}

static void splits_clear(struct judging *judging)
{
	for (int i = 0; i < judging->used_count; i++)
		judging->slots[judging->used[i]].count = 0;
	judging->used_count = 0;
}

static void splits_count(struct judging *judging, int question)
{
	const struct voice_facts *voice = judging->facts->voice;
	const struct question_fact *of = &voice->questions[question];
	int end = of->first + of->count;
	regions_find(judging, question);
	for (int i = voice_first(voice, of, judging->to); i < end && voice->rows[i].day <= judging->to; i++) {
		const struct answer_fact *row = &voice->rows[i];
		if (voice_counts(row, judging->to) && judging->region[row->node] >= 0)
			split_at(judging, row->cell, judging->region[row->node])->count++;
	}
}

/* Cell 0, answers that no view shows, may keep as few as it likes. */
static bool splits_are_safe(struct judging *judging)
{
	int least = voice_least(judging->facts->answer);
	bool safe = true;
	for (int i = 0; i < judging->used_count; i++) {
		const struct split *split = &judging->slots[judging->used[i]];
		safe = safe && split->count >= least;
		judging->taken[split->cell] += split->count;
	}
	for (int i = 0; i < judging->used_count; i++) {
		int cell = judging->slots[judging->used[i]].cell, left = judging->size[cell] - judging->taken[cell];
		safe = safe && (cell == 0 || left == 0 || left >= least);
	}
	for (int i = 0; i < judging->used_count; i++)
		judging->taken[judging->slots[judging->used[i]].cell] = 0;
	return safe;
}

static void splits_take(struct judging *judging, int question)
{
	const struct voice_facts *voice = judging->facts->voice;
	const struct question_fact *of = &voice->questions[question];
	int end = of->first + of->count;
	for (int i = 0; i < judging->used_count; i++) {
		struct split *split = &judging->slots[judging->used[i]];
		split->into = split->cell;
		if (split->cell && split->count == judging->size[split->cell])
			continue;                       /* the whole cell, or what is left of it */
		if (split->cell)
			judging->size[split->cell] -= split->count;
		split->into = ++judging->cells;
		judging->size[split->into] = split->count;
	}
	for (int i = voice_first(voice, of, judging->to); i < end && voice->rows[i].day <= judging->to; i++) {
		struct answer_fact *row = &voice->rows[i];
		if (voice_counts(row, judging->to) && judging->region[row->node] >= 0)
			row->cell = split_at(judging, row->cell, judging->region[row->node])->into;
	}
}

/* ---- judging the views, one after the other ---- */
static bool view_is_safe(struct judging *judging, bool *any)
{
	bool safe = true;
	*any = false;
	for (int question = 0; safe && question < judging->facts->voice->question_count; question++) {
		if (groups_choose(judging, question))
			*any = true;
		splits_count(judging, question);
		safe = splits_are_safe(judging);
		splits_clear(judging);
	}
	return safe;
}

static void run_judge(struct judging *judging, struct day_run *run)
{
	const struct voice_facts *voice = judging->facts->voice;
	size_t size = sizeof *run->shown * (size_t)voice->question_count * (size_t)tree_nodes(judging->facts);
	judging->to = run->to == INT64_MAX ? run->from : run->to;
	if (!view_is_safe(judging, &run->any))
		return;
	for (int question = 0; question < voice->question_count; question++) {
		splits_count(judging, question);
		splits_take(judging, question);
		splits_clear(judging);
	}
	run->shown = arena_alloc(judging->facts->scratch, size + 1);
	memcpy(run->shown, judging->shown, size);
}

static struct judging judging_new(struct facts *facts)
{
	const struct voice_facts *voice = facts->voice;
	size_t nodes = (size_t)tree_nodes(facts), most = 0, slots = 16;
	for (int question = 0; question < voice->question_count; question++)
		if ((size_t)voice->questions[question].count > most)
			most = (size_t)voice->questions[question].count;
	while (slots < 2 * most)
		slots *= 2;
	return (struct judging){.facts = facts, .mask = slots - 1, .slots = ARENA_ARRAY(facts->scratch, struct split, slots),
		.used = ARENA_ARRAY(facts->scratch, int, most + 1), .own = ARENA_ARRAY(facts->scratch, int64_t, nodes),
		.region = ARENA_ARRAY(facts->scratch, int, nodes), .size = ARENA_ARRAY(facts->scratch, int, voice->count + 2),
		.taken = ARENA_ARRAY(facts->scratch, int, voice->count + 2),
		.shown = ARENA_ARRAY(facts->scratch, bool, nodes * (size_t)(voice->question_count + 1))};
}

/* ---- in which order ---- */
int64_t voice_block_from(int64_t newest, int64_t day)
{
	return newest - ((newest - day) / VOICE_WINDOW + 1) * VOICE_WINDOW + 1;
}

struct turn { int run; int64_t block, days; };

/* Days of a run are counted within its block: what lies before may not be loaded. */
static struct turn turn_of(const struct voice_days *days, int run, int64_t newest)
{
	int64_t from = days->runs[run].from, to = days->runs[run].to;
	if (to > newest)
		return (struct turn){.run = run, .days = to == INT64_MAX || from == INT64_MIN ? 0 : to - from + 1};
	int64_t first = voice_block_from(newest, to);
	return (struct turn){.run = run, .block = newest - first, .days = to - (from > first ? from : first) + 1};
}

static int by_turn(const void *a, const void *b)
{
	const struct turn *x = a, *y = b;
	if (x->block != y->block)
		return x->block < y->block ? -1 : 1;
	if (x->days != y->days)
		return x->days > y->days ? -1 : 1;
	return y->run - x->run;                         /* the later one */
}

/* Views whose answers are not all loaded are asked for by nobody. */
struct voice_days *voice_days_new(struct facts *facts)
{
	const struct voice_facts *voice = facts->voice;
	struct voice_days *days = ARENA_ARRAY(facts->scratch, struct voice_days, 1);
	struct judging judging = judging_new(facts);
	days->nothing = ARENA_ARRAY(facts->scratch, bool, tree_nodes(facts));
	runs_make(facts, days);
	int newest = run_of(days, facts_newest_day(facts)), anchor = voice->newest == DAY_NONE ? newest : run_of(days, voice->newest), count = 0;
	struct turn *turns = ARENA_ARRAY(facts->scratch, struct turn, days->count);
	for (int i = 0; i < days->count; i++)
		if (i != newest && i != anchor && days->runs[i].to >= voice->from + VOICE_WINDOW - 1)
			turns[count++] = turn_of(days, i, voice->newest == DAY_NONE ? facts->scope.today : voice->newest);
	qsort(turns, (size_t)count, sizeof *turns, by_turn);
	run_judge(&judging, &days->runs[newest]);
	if (anchor != newest)
		run_judge(&judging, &days->runs[anchor]);
	for (int i = 0; i < count; i++)
		run_judge(&judging, &days->runs[turns[i].run]);
	return days;
}

const bool *voice_shown(const struct facts *facts, int question, int64_t to)
{
	const struct voice_days *days = facts->voice->days;
	const bool *shown = days->runs[run_of(days, to)].shown;
	return shown ? shown + question * tree_nodes(facts) : days->nothing;
}

bool voice_day_stands(const struct facts *facts, int64_t to)
{
	const struct voice_days *days = facts->voice->days;
	return days->runs[run_of(days, to)].shown;
}

void voice_days_near(const struct facts *facts, int64_t to, int64_t *before, int64_t *after)
{
	const struct voice_days *days = facts->voice->days;
	int at = run_of(days, to);
	*before = *after = DAY_NONE;
	for (int i = at - 1; i >= 0 && *before == DAY_NONE; i--)
		if (days->runs[i].shown && days->runs[i].any)
			*before = days->runs[i].to;
	for (int i = at + 1; i < days->count && *after == DAY_NONE; i++)
		if (days->runs[i].shown && days->runs[i].any)
			*after = days->runs[i].from;
}
