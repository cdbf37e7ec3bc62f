/* Expected leavers, if: the inputs of people of a team moved together, coded anew with the fit's own columns, under the same
   draws; those who leave taken out of both ends, and counted among the team's other leavers. All else stays as it is. */
#include "what_if_moving.h"

#include <math.h>
#include <string.h>

static const double MOVED = 1e-9;                       /* a share that differs by less has not moved */
static const double SAID_TO = 10;                       /* tenths of a person: finer ones could be put together (statistics.md 2) */

/* ---- what rows say of expected leavers ---- */
static const char *no_model(struct arena *arena, const struct estimate_result *result)
{
	if (!result)
		return "being estimated";
	if (result->kind == ESTIMATE_BANDS)
		return arena_print(arena, "only rates by tenure are known, %s", result->why ? result->why : "too few have left");
	if (result->kind != ESTIMATE_MODEL)
		return result->why ? result->why : "there is no estimate";
	return result->track.verdict == VERDICT_NO_BETTER ? "earlier estimates were no better than the base rate" : NULL;
}

static const char *input_words(enum model_input input)
{
	return input == MODEL_AI_USE ? "AI use" : "customer time";
}

/* Why the model says nothing of this input: it is not in it, or held by the prior. */
static const char *not_in_model(struct arena *arena, const struct estimate_result *result, enum model_input input)
{
	const char *key = input == MODEL_AI_USE ? "ai_use" : "customer_time", *name = input_words(input);
	for (int i = 0; i < result->driver_count; i++) {
		const struct driver_row *driver = &result->drivers[i];
		const char *why = driver->why ? driver->why : "";
		if (strcmp(driver->key, key) != 0 || driver->state == DRIVER_USED)
			continue;
		if (driver->state == DRIVER_HELD)
			return arena_print(arena, "the data say nothing of %s, it is held by the prior", name);
		return result->design.input[input].fate == MODEL_NO_ROOM ? arena_print(arena, "too few leavers to separate %s: %s", name, why)
			: arena_print(arena, "%s is not in the model: %s", name, why);
	}
	return NULL;
}

/* ---- the inputs ---- */
/* The people of the row's team who are estimated and stay: their places, and who of them is known. */
static size_t of_team(const struct moving *moving, const struct supposed_row *row, size_t *at)
{
	size_t count = 0;
	for (size_t i = 0; i < moving->result->people; i++)
		if (moving->person[i] >= 0 && !moving->gone[i] && what_if_in_team(moving->facts, moving->person[i], row->team_id))
			at[count++] = i;
	return count;
}

/* As typed in whole per cent: what is supposed as it is moves nobody. */
static bool as_it_is(double now, double to)
{
	return fabs(round(100 * now) - 100 * to) < 0.5;
}

static void row_move(struct moving *moving, struct supposed_row *row)
{
	enum model_input input = what_if_input(row->kind);
	size_t most = moving->result->people + 1, *at = ARENA_ARRAY(moving->facts->scratch, size_t, most), count = of_team(moving, row, at);
	double *before = ARENA_ARRAY(moving->facts->scratch, double, most), *after = ARENA_ARRAY(moving->facts->scratch, double, most), sum = 0;
	for (size_t i = 0; i < count; i++) {
		before[i] = moving->value[at[i]][input];
		if (isfinite(before[i]))
			row->known++, sum += before[i];
	}
	row->people = (int64_t)count;
	row->now = row->known ? sum / (double)row->known : NAN;
	if (!row->known) {
		row->leavers_why = arena_print(moving->facts->keep, "%s is known of nobody in it", input_words(input));
		return;
	}
	if (as_it_is(row->now, row->to))
		return;
	supposed_shift(before, count, row->to, after);
	for (size_t i = 0; i < count; i++)
		if (isfinite(before[i]) && fabs(after[i] - before[i]) > MOVED)
			moving->value[at[i]][input] = after[i];
}

/* Others of the team who left, per 10: as if they had left in the 91 days before. */
static void mates_move(struct moving *moving)
{
	const struct facts *facts = moving->facts;
	int64_t *people = ARENA_ARRAY(facts->scratch, int64_t, facts->team_count + 1), *leaving = ARENA_ARRAY(facts->scratch, int64_t, facts->team_count + 1);
	for (int i = 0; i < facts->people_count; i++) {
		const struct team_fact *team = facts->people[i].employed_to ? facts_team(facts, facts->people[i].team_to) : NULL;
		if (team)
			people[team - facts->teams]++, leaving[team - facts->teams] += facts->what_if->gone[i];
	}
	for (size_t i = 0; i < moving->result->people; i++) {
		double *input = &moving->value[i][MODEL_TEAM_LEAVERS];
		const struct team_fact *team = moving->person[i] >= 0 ? facts_team(facts, facts->people[moving->person[i]].team_to) : NULL;
		int64_t all = team ? people[team - facts->teams] : 0, left = team ? leaving[team - facts->teams] : 0;
		if (left && all > left && isfinite(*input))
			*input = 10 * (round(*input * (double)all / 10) + (double)left) / (double)(all - left);
	}
}

static void code_anew(struct moving *moving)
{
	const struct estimate_result *result = moving->result;
	size_t size = 3 * result->design.columns;
	for (size_t i = 0; i < result->people; i++) {
		if (memcmp(moving->value[i], result->value[i], sizeof moving->value[i]) == 0 || moving->person[i] < 0)
			continue;
		double tenure = (double)(moving->facts->to - moving->facts->people[moving->person[i]].hired_day);
		model_design_ahead(&result->design, tenure, moving->value[i], moving->x + i * size);
	}
}

static bool anybody(const bool *flags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (flags[i])
			return true;
	return false;
}

static struct moving moving_new(struct facts *facts)
{
	struct estimate_result *result = facts->estimate->result;
	size_t people = result->people, size = result->x ? people * 3 * result->design.columns : 0;
	struct moving moving = {.facts = facts, .result = result, .value = arena_alloc(facts->scratch, sizeof *moving.value * (people + 1)),
		.x = ARENA_ARRAY(facts->scratch, double, size + 1), .moved = ARENA_ARRAY(facts->scratch, bool, people + 1),
		.gone = ARENA_ARRAY(facts->scratch, bool, people + 1), .person = ARENA_ARRAY(facts->scratch, int, people + 1)};
	memcpy(moving.value, result->value, sizeof *moving.value * people);
	if (size)
		memcpy(moving.x, result->x, sizeof(double) * size);
	for (size_t i = 0; i < people; i++)
		moving.person[i] = -1;
	for (int i = 0; i < facts->people_count; i++)
		if (facts->estimate->index[i] >= 0) {
			moving.person[facts->estimate->index[i]] = i;
			moving.gone[facts->estimate->index[i]] = facts->what_if->gone[i];
		}
	return moving;
}

static void rows_move(struct moving *moving)
{
	struct what_if_facts *what_if = moving->facts->what_if;
	for (int i = 0; i < what_if->count; i++)
		if (what_if->rows[i].counts && !suppose_of_person(what_if->rows[i].kind))
			row_move(moving, &what_if->rows[i]);
}

static void code_all(struct moving *moving)
{
	struct facts *facts = moving->facts;
	size_t people = moving->result->people, size = 3 * moving->result->design.columns;
	code_anew(moving);
	for (size_t i = 0; i < people; i++)
		moving->moved[i] = memcmp(moving->x + i * size, moving->result->x + i * size, size * sizeof(double)) != 0;
	if (anybody(moving->gone, people)) {
		mates_move(moving);
		code_anew(moving);
	}
	bool same = memcmp(moving->x, moving->result->x, people * size * sizeof(double)) == 0;
	moving->then = same ? moving->result->draws : leaver_draws(facts->scratch, &moving->result->fit, moving->x, people);
}

/* ---- groups ---- */
struct members { size_t *now, *then, now_count, then_count; double already; bool moved, gone; };

static struct members members_of(const struct moving *moving, int group)
{
	const struct facts *facts = moving->facts;
	size_t most = moving->result->people + 1;
	struct members members = {.now = ARENA_ARRAY(facts->scratch, size_t, most), .then = ARENA_ARRAY(facts->scratch, size_t, most)};
	bool notice = facts->to == facts->as_of_day && facts->to == facts->scope.today;
	for (int i = 0; i < facts->people_count; i++) {
		const struct person_fact *who = &facts->people[i];
		int at = facts->estimate->index[i];
		if (at < 0 || !facts_in_group(facts, group, who->team_to, i))
			continue;
		members.now[members.now_count++] = (size_t)at;
		members.moved = members.moved || moving->moved[at], members.gone = members.gone || moving->gone[at];
		if (moving->gone[at])
			continue;
		members.then[members.then_count++] = (size_t)at;
		members.already += notice && who->left_day != DAY_NONE && who->left_day > facts->to && who->left_day <= facts->to + AHEAD_DAYS;
	}
	return members;
}

static double tenths(double people)
{
	double rounded = round(people * SAID_TO) / SAID_TO;
	return rounded == 0 ? 0 : rounded;              /* no −0 */
}

static void group_set(struct moving *moving, struct answer *answer, int group, const struct members *members)
{
	const struct figure *now = &answer->groups[group].figure[FIGURE_EXPECTED_LEAVERS];
	struct figure *then = &answer->what_if->groups[group].then[WHAT_IF_LEAVERS];
	struct figure *difference = &answer->what_if->groups[group].difference[WHAT_IF_LEAVERS];
	struct leaver_change change = leaver_change(&moving->result->draws, members->now, members->now_count, &moving->then, members->then,
		members->then_count);
	struct leaver_count count = leaver_count(moving->facts->scratch, &moving->then, members->then, members->then_count, members->already);
	if (change.state.cause != MODEL_KNOWN || count.state.cause != MODEL_KNOWN) {
		struct model_state state = change.state.cause != MODEL_KNOWN ? change.state : count.state;
		figure_not(then, FIGURE_NOT_APPLICABLE, model_state_words(moving->facts->keep, state));
		*difference = *then;
		return;
	}
	/* a sum that is as large as those known to leave is not that of the model: then there is no interval */
	bool floored = now->value > count.expected - change.change + MOVED || count.expected <= members->already;
	difference->value = tenths(floored ? count.expected - now->value : change.change);
	difference->has_interval = !floored;
	difference->why = floored ? "never below those already known to leave" : NULL;
	difference->low = tenths(change.low), difference->high = tenths(change.high);
	then->value = fmax(0, now->value + difference->value);
	then->has_interval = true;
	then->low = count.low, then->high = count.high;
}

static void same_as_now(struct answer *answer, int group)
{
	const struct figure *now = &answer->groups[group].figure[FIGURE_EXPECTED_LEAVERS];
	struct figure *then = &answer->what_if->groups[group].then[WHAT_IF_LEAVERS];
	then->has_interval = now->has_interval;
	then->low = now->low, then->high = now->high;
}

/* Why nothing can be said of a group: of what is supposed, something touches it that the estimate cannot take. */
static const char *no_leavers(const struct facts *facts, int group)
{
	const struct what_if_facts *what_if = facts->what_if;
	for (int r = 0; r < what_if->count; r++) {
		const struct supposed_row *row = &what_if->rows[r];
		for (int i = 0; row->counts && row->leavers_why && i < facts->people_count; i++)
			if (facts->people[i].employed_to && facts_in_group(facts, group, facts->people[i].team_to, i) &&
			    (suppose_of_person(row->kind) ? facts->people[i].id == row->person_id : what_if_in_team(facts, i, row->team_id)))
				return row->leavers_why;
	}
	return NULL;
}

static void group_fold(struct moving *moving, struct answer *answer, int group)
{
	struct facts *facts = moving->facts;
	struct what_if_group *of = &answer->what_if->groups[group];
	const char *why = no_leavers(facts, group);
	if (!figure_known(&answer->groups[group].figure[FIGURE_EXPECTED_LEAVERS]))
		return;
	if (why) {
		figure_not(&of->then[WHAT_IF_LEAVERS], FIGURE_NOT_APPLICABLE, why);
		figure_not(&of->difference[WHAT_IF_LEAVERS], FIGURE_NOT_APPLICABLE, why);
		return;
	}
	struct members members = members_of(moving, group);
	of->of_person = members.gone;
	if (members.moved || members.gone)
		group_set(moving, answer, group, &members);
	else
		same_as_now(answer, group);
}

/* ---- the whole ---- */
/* No model: why, for all that would move its figure. */
static void rows_without_model(struct facts *facts, const char *why)
{
	for (int r = 0; r < facts->what_if->count; r++)
		if (facts->what_if->rows[r].counts && facts->what_if->rows[r].kind != SUPPOSE_ABSENT)
			facts->what_if->rows[r].leavers_why = why;
}

static void without_model(struct facts *facts, struct answer *answer, const char *why)
{
	rows_without_model(facts, why);
	for (int group = 0; group < facts->group_count; group++) {
		struct what_if_group *of = &answer->what_if->groups[group];
		const char *touched = no_leavers(facts, group);
		of->told = true;
		if (!figure_known(&answer->groups[group].figure[FIGURE_EXPECTED_LEAVERS]))
			continue;
		if (touched) {
			figure_not(&of->then[WHAT_IF_LEAVERS], FIGURE_NOT_APPLICABLE, touched);
			figure_not(&of->difference[WHAT_IF_LEAVERS], FIGURE_NOT_APPLICABLE, touched);
		} else {
			same_as_now(answer, group);
		}
	}
}

static void rows_not_in_model(struct facts *facts, const struct estimate_result *result)
{
	for (int r = 0; r < facts->what_if->count; r++) {
		struct supposed_row *row = &facts->what_if->rows[r];
		const char *why = row->counts && !suppose_of_person(row->kind) ? not_in_model(facts->keep, result, what_if_input(row->kind)) : NULL;
		row->leavers_why = why ? why : row->leavers_why;
	}
}

void what_if_leavers(struct facts *facts, struct answer *answer)
{
	struct estimate_result *result = facts->estimate ? facts->estimate->result : NULL;
	const char *why = no_model(facts->keep, result);
	if (!result || !result->value) {
		without_model(facts, answer, why ? why : "there is no estimate");
		return;
	}
	struct moving moving = moving_new(facts);
	what_if_rows_tell(&moving);
	rows_move(&moving);
	if (why) {
		without_model(facts, answer, why);
		return;
	}
	rows_not_in_model(facts, result);
	code_all(&moving);
	for (int group = 0; group < facts->group_count; group++)
		group_fold(&moving, answer, group);
	what_if_groups_tell(&moving, answer);
}
