/* Expected leavers of every group, from an estimate made for everybody: made when the data or `to` changed, else kept. */
#include "estimate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is kept ---- */
struct estimate_cache *estimate_cache_new(void)
{
	return memory_new(sizeof(struct estimate_cache));
}

void estimate_cache_free(struct estimate_cache *cache)
{
	if (!cache)
		return;
	arena_free(cache->arena);
	free(cache);
}

static bool cached_fits(const struct estimate_cache *cache, const struct facts *facts)
{
	return cache->arena && cache->to == facts->to && cache->as_of_day == facts->as_of_day &&
		cache->notice_days == estimate_notice(facts) &&
		(cache->version == facts->scope.data_version || facts->scope.estimates_older);
}

static bool cache_fill(struct estimate_cache *cache, struct facts *facts, const struct asker *asker, struct error *error)
{
	struct arena *arena = arena_new();
	struct estimate_result result;
	if (!estimate_make(facts, asker, arena, &result, error)) {
		arena_free(arena);
		return false;
	}
	arena_free(cache->arena);
	*cache = (struct estimate_cache){.arena = arena, .version = facts->scope.data_version, .to = facts->to,
		.as_of_day = facts->as_of_day, .notice_days = estimate_notice(facts), .result = result};
	return true;
}

bool estimate_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	struct estimate_facts *estimate = facts->estimate = arena_alloc(facts->scratch, sizeof *estimate);
	struct estimate_cache *cache = facts->scope.estimates;
	if (!cache) {                                   /* nobody keeps it: it lives as long as the answer */
		struct estimate_result *result = arena_alloc(facts->keep, sizeof *result);
		estimate->result = result;
		return estimate_make(facts, asker, facts->keep, result, error);
	}
	if (!cached_fits(cache, facts)) {
		if (facts->scope.estimates_later)
			return true;
		if (!cache_fill(cache, facts, asker, error))
			return false;
	}
	estimate->result = &cache->result;
	return true;
}

/* ---- which groups may be told: none whose difference to others shown is a few people (statistics.md 2) ---- */
struct part { int64_t people; int team; bool shown; };  /* team -1: directly here, or no team */

static void tell_parts(struct part *parts, int count, int least, bool parent)
{
	int64_t hidden = 0;
	for (int i = 0; i < count; i++) {
		parts[i].shown = parent && parts[i].people >= least;
		hidden += parts[i].shown ? 0 : parts[i].people;
	}
	while (hidden > 0 && hidden < least) {
		int smallest = -1;
		for (int i = 0; i < count; i++)
			if (parts[i].shown && (smallest < 0 || parts[i].people < parts[smallest].people))
				smallest = i;
		if (smallest < 0)
			return;
		parts[smallest].shown = false;
		hidden += parts[smallest].people;
	}
}

struct telling { const struct facts *facts; int64_t *direct, *all; bool *team, *here; int least; };

/* Below `parent` (-1 = the top): its teams, and those directly in it. */
static void tell_below(struct telling *to, int parent, bool shown, int depth)
{
	const struct facts *facts = to->facts;
	int64_t parent_id = parent < 0 ? 0 : facts->teams[parent].id;
	struct part *parts = ARENA_ARRAY(facts->scratch, struct part, facts->team_count + 1);
	int count = 0;
	for (int t = 0; t < facts->team_count; t++)
		if (facts->teams[t].parent_id == parent_id && t != parent)
			parts[count++] = (struct part){.people = to->all[t], .team = t};
	parts[count++] = (struct part){.people = to->direct[parent < 0 ? facts->team_count : parent], .team = -1};
	tell_parts(parts, count, to->least, shown);
	for (int i = 0; i < count; i++) {
		if (parts[i].team < 0) {
			to->here[parent < 0 ? facts->team_count : parent] = parts[i].shown;
			continue;
		}
		to->team[parts[i].team] = parts[i].shown;
		if (depth < 16)
			tell_below(to, parts[i].team, parts[i].shown, depth + 1);
	}
}

static void people_of_teams(struct telling *to, const bool *counted)
{
	const struct facts *facts = to->facts;
	for (int i = 0; i < facts->people_count; i++) {
		if (!facts->people[i].employed_to || !counted[i])
			continue;
		const struct team_fact *team = facts_team(facts, facts->people[i].team_to);
		to->direct[team ? team - facts->teams : facts->team_count]++;
		for (int depth = 0; team && depth <= 16; depth++) {
			to->all[team - facts->teams]++;
			team = team->parent_id ? facts_team(facts, team->parent_id) : NULL;
		}
	}
}

struct estimate_told estimate_told_of(const struct facts *facts, const bool *counted, int least)
{
	size_t teams = (size_t)facts->team_count + 1;
	struct telling to = {.facts = facts, .direct = ARENA_ARRAY(facts->scratch, int64_t, teams), .all = ARENA_ARRAY(facts->scratch, int64_t, teams),
		.team = ARENA_ARRAY(facts->scratch, bool, teams), .here = ARENA_ARRAY(facts->scratch, bool, teams), .least = least};
	int64_t everybody = 0;
	for (int i = 0; i < facts->people_count; i++)
		everybody += facts->people[i].employed_to && counted[i];
	people_of_teams(&to, counted);
	tell_below(&to, -1, everybody >= to.least, 0);
	return (struct estimate_told){.all = everybody >= to.least, .team = to.team, .here = to.here};
}

bool estimate_tells(const struct facts *facts, const struct estimate_told *told, const struct group *group)
{
	int64_t id = group->kind == GROUP_TEAM ? group->team_id : facts->scope.team_id;
	const struct team_fact *team = facts_team(facts, id);
	if (group->kind == GROUP_NO_TEAM)
		return told->here[facts->team_count];
	if (group->kind == GROUP_HERE)
		return told->here[team ? team - facts->teams : facts->team_count];
	return team ? told->team[team - facts->teams] : told->all;
}

static void tell(struct facts *facts, struct answer *answer)
{
	bool *employed = ARENA_ARRAY(facts->scratch, bool, facts->people_count + 1);
	for (int i = 0; i < facts->people_count; i++)
		employed[i] = facts->people[i].employed_to;
	struct estimate_told told = estimate_told_of(facts, employed, answer->policy.risk_min_group);
	answer->estimate.told = ARENA_ARRAY(facts->keep, bool, facts->group_count + 1);
	for (int g = 0; g < facts->group_count; g++)
		answer->estimate.told[g] = estimate_tells(facts, &told, &answer->groups[g]);
}

/* ---- groups ---- */
struct member_list { size_t *of; size_t count; double next[MODEL_BANDS], already; };

static struct member_list members_of(const struct facts *facts, const struct estimate_facts *estimate, int group)
{
	struct member_list members = {.of = ARENA_ARRAY(facts->scratch, size_t, estimate->result->people + 1)};
	bool notice = facts->to == facts->as_of_day && facts->to == facts->scope.today;
	for (int i = 0; i < facts->people_count; i++) {
		const struct person_fact *who = &facts->people[i];
		int at = estimate->index[i];
		if (at < 0 || !facts_in_group(facts, group, who->team_to, i))
			continue;
		members.of[members.count++] = (size_t)at;
		members.already += notice && who->left_day != DAY_NONE && who->left_day > facts->to && who->left_day <= facts->to + AHEAD_DAYS;
		for (int band = 0; band < MODEL_BANDS; band++)
			members.next[band] += estimate->result->next[at][band];
	}
	return members;
}

struct group_estimate { double expected, low, high; const double *pmf; size_t most; struct model_state state; };

static bool by_tenure(const struct estimate_result *result)
{
	return result->kind == ESTIMATE_BANDS || result->track.verdict == VERDICT_NO_BETTER;
}

/* FNV-1a over the members (Fowler, Noll, Vo). */
static uint64_t members_hash(const struct member_list *members)
{
	uint64_t hash = 14695981039346656037u;
	for (size_t i = 0; i < members->count; i++)
		hash = (hash ^ members->of[i]) * 1099511628211u;
	return hash;
}

/* Counted once for the same people: screens are made anew with every commit, the estimate is not. */
static struct leaver_count count_of(struct estimate_result *result, const struct member_list *members)
{
	uint64_t hash = members_hash(members);
	for (int i = 0; i < result->counts_made; i++)
		if (result->counts[i].members == hash && result->counts[i].count.most == members->count)
			return result->counts[i].count;
	struct leaver_count count = leaver_count(result->arena, &result->draws, members->of, members->count, 0);
	if (result->counts_made < KEPT_COUNTS)
		result->counts[result->counts_made++] = (struct kept_count){hash, count};
	return count;
}

static struct group_estimate group_estimate(struct facts *facts, struct estimate_result *result, const struct member_list *members)
{
	if (by_tenure(result)) {
		struct band_estimate *bands = arena_alloc(facts->keep, sizeof *bands);
		*bands = band_estimate(result->band_leavers, result->band_years, members->next, members->already);
		return (struct group_estimate){bands->expected, bands->low, bands->high, bands->pmf, MODEL_BAND_MOST, bands->state};
	}
	struct leaver_count count = count_of(result, members);
	return (struct group_estimate){fmax(count.expected, members->already), fmax(count.low, members->already),
		fmax(count.high, members->already), count.pmf, count.most, count.state};
}

static void notes_add(struct facts *facts, const struct estimate_result *result, struct figure *figure)
{
	figure_note(facts, figure, "months of people, whole calendar months", result->rows, false);
	figure_note(facts, figure, result->any_kind ? "left in them; why is recorded of nobody, so all count" : "left by choice in them",
		result->leavers, false);
	figure_note(facts, figure, "people without a hire date", result->hired_unknown, true);
	figure_note(facts, figure, "left, why is not recorded: not counted as by choice", result->kind_unknown, true);
}

static void fold_group(struct facts *facts, struct answer *answer, int group)
{
	struct estimate_result *result = facts->estimate->result;
	struct figure *figure = figure_amount(facts, group, FIGURE_EXPECTED_LEAVERS, SOURCE_PERSON, false, 0);
	struct member_list members = members_of(facts, facts->estimate, group);
	figure->people = answer->groups[group].people;
	notes_add(facts, result, figure);
	if (result->kind == ESTIMATE_NOT || !members.count) {
		figure_not(figure, FIGURE_NOT_APPLICABLE, members.count || !group ? result->why : "nobody is employed with a hire date");
		if (!figure->why)
			figure->why = "nobody is employed with a hire date";
		return;
	}
	struct group_estimate of = group_estimate(facts, result, &members);
	if (of.state.cause != MODEL_KNOWN || !isfinite(of.expected) || of.low < 0 || of.high < 0) {
		figure_not(figure, FIGURE_NOT_APPLICABLE, model_state_words(facts->keep, of.state));
		return;
	}
	figure->value = of.expected;
	figure->has_interval = true;
	figure->low = of.low, figure->high = of.high;
	if (group)
		return;
	answer->estimate.already = facts->to == facts->as_of_day && facts->to == facts->scope.today ? (int64_t)members.already : -1;
	answer->estimate.pmf = ARENA_ARRAY(facts->keep, double, of.most + 1);
	answer->estimate.most = (int)of.most;
	memcpy(answer->estimate.pmf, of.pmf, (of.most + 1) * sizeof(double));
}

/* ---- one person ---- */
static void pushes_fill(const struct estimate_result *result, size_t at, struct person_estimate *person)
{
	const struct model_design *design = &result->design;
	const double *x = result->x + at * 3 * design->columns;
	for (size_t j = 0; j < design->columns && person->push_count < (int)COUNT_OF(person->pushes);) {
		size_t count = 1;
		while (j + count < design->columns && design->column[j + count].input == design->column[j].input)
			count++;
		if (design->column[j].input == MODEL_CAREER) {   /* it would tell what this person answered */
			j += count;
			continue;
		}
		size_t named = j;                       /* the tenure band one is in */
		for (size_t band = j; band < j + count && design->column[j].input == MODEL_TENURE; band++)
			if (x[band] > 0)
				named = band;
		person->pushes[person->push_count++] = (struct push){estimate_key(&design->column[j]), estimate_plain(&design->column[named]),
			hazard_push(&result->fit, x, 3, j, count)};
		j += count;
	}
}

/* Estimates of the same fifth of the record, and what became of them. Beyond its ends: those at the end. */
static struct alike alike_of(const struct estimate_track *track, double p, struct arena *arena)
{
	int fifth = 0;
	while (fifth < FIFTHS - 1 && p > track->fifth[fifth].to)
		fifth++;
	struct alike alike = {.estimates = track->fifth[fifth].people, .left = track->fifth[fifth].left, .from = track->fifth[fifth].from,
		.to = track->fifth[fifth].to};
	struct interval wilson = interval_wilson((double)alike.left, (double)alike.estimates);
	if (alike.estimates < LEAST_ALIKE || !wilson.known)
		alike.why = arena_print(arena, "%lld earlier estimates are like it, %d needed", (long long)alike.estimates, LEAST_ALIKE);
	else
		alike.share = (double)alike.left / (double)alike.estimates, alike.low = wilson.low, alike.high = wilson.high;
	return alike;
}

static void fold_person(struct facts *facts, struct answer *answer)
{
	const struct estimate_result *result = facts->estimate->result;
	struct person_estimate *person = &answer->person->estimate;
	int at = facts->person_index >= 0 ? facts->estimate->index[facts->person_index] : -1;
	person->team_told = answer->estimate.told[facts->person_team_group];
	if (at < 0)
		person->why = "not employed, or no hire date";
	else if (result->kind != ESTIMATE_MODEL)
		person->why = result->why;
	else if (result->track.verdict == VERDICT_NO_BETTER)
		person->why = "the estimate is no better than the base rate";
	else if (result->track.verdict != VERDICT_BETTER)
		person->why = "too few have left to judge the estimate";
	if (person->why)
		return;
	struct chance chance = leaver_chance(&result->draws, (size_t)at);
	person->shown = true;
	person->p = chance.p, person->low = chance.low, person->high = chance.high;
	pushes_fill(result, (size_t)at, person);
	person->alike = alike_of(&result->track, person->p, facts->keep);
}

/* ---- the answer's own copy ---- */
static struct survival survival_copy(struct arena *arena, const struct survival *from)
{
	struct survival copy = *from;
	copy.steps = ARENA_ARRAY(arena, struct survival_step, from->count + 1);
	if (from->at_risk) {
		copy.at_risk = ARENA_ARRAY(arena, int64_t, from->end - from->start + 2);
		memcpy(copy.at_risk, from->at_risk, sizeof *copy.at_risk * (size_t)(from->end - from->start + 2));
	}
	if (from->count)
		memcpy(copy.steps, from->steps, sizeof *copy.steps * (size_t)from->count);
	return copy;
}

static const char *copied(struct arena *arena, const char *text)
{
	return text ? arena_copy(arena, text) : NULL;
}

static void result_copy(struct facts *facts, struct answer *answer)
{
	const struct estimate_result *result = facts->estimate->result;
	struct estimate *estimate = &answer->estimate;
	const struct estimate_cache *cache = facts->scope.estimates;
	*estimate = (struct estimate){.kind = result->kind, .older = cache && cache->version != facts->scope.data_version, .why = copied(facts->keep, result->why), .first_day = result->first_day,
		.people = (int64_t)result->people,
		.rows = result->rows, .leavers = result->leavers, .hired_unknown = result->hired_unknown, .kind_unknown = result->kind_unknown,
		.any_kind = result->any_kind, .separated = result->separated, .notice_days = result->notice_days, .already = -1,
		.columns = (int)result->design.columns, .most_columns = (int)result->design.most_columns,
		.draws = (int)result->draws.draws,
		.driver_count = result->driver_count, .track = result->track};
	estimate->track.why = copied(facts->keep, result->track.why);
	estimate->drivers = ARENA_ARRAY(facts->keep, struct driver_row, result->driver_count + 1);
	for (int i = 0; i < result->driver_count; i++) {
		estimate->drivers[i] = result->drivers[i];
		estimate->drivers[i].why = copied(facts->keep, result->drivers[i].why);
	}
	estimate->without_ai = survival_copy(facts->keep, &result->without_ai);
	estimate->with_ai = survival_copy(facts->keep, &result->with_ai);
	estimate->beside_without_ai = survival_copy(facts->keep, &result->beside_without_ai);
	estimate->beside_with_ai = survival_copy(facts->keep, &result->beside_with_ai);
}

static void index_make(struct facts *facts)
{
	struct estimate_facts *estimate = facts->estimate;
	estimate->index = ARENA_ARRAY(facts->scratch, int, facts->people_count + 1);
	for (int i = 0; i < facts->people_count; i++)
		estimate->index[i] = -1;
	for (size_t at = 0; at < estimate->result->people; at++) {
		int person = facts_person(facts, estimate->result->person[at]);
		if (person >= 0 && facts->people[person].employed_to)
			estimate->index[person] = (int)at;
	}
}

void estimate_fold(struct facts *facts, struct answer *answer)
{
	if (!facts->estimate->result) {
		answer->estimate.kind = ESTIMATE_LATER;
		for (int group = 0; group < facts->group_count; group++)
			figure_not(figure_amount(facts, group, FIGURE_EXPECTED_LEAVERS, SOURCE_PERSON, false, 0), FIGURE_NOT_APPLICABLE,
				"being estimated");
		return;
	}
	index_make(facts);
	result_copy(facts, answer);
	tell(facts, answer);
	for (int group = 0; group < facts->group_count; group++)
		fold_group(facts, answer, group);
	if (answer->person) {
		answer->person->figure[FIGURE_EXPECTED_LEAVERS] = answer->groups[facts->person_group].figure[FIGURE_EXPECTED_LEAVERS];
		answer->person->team_figure[FIGURE_EXPECTED_LEAVERS] = answer->groups[facts->person_team_group].figure[FIGURE_EXPECTED_LEAVERS];
		fold_person(facts, answer);
	}
}
