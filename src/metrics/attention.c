/* Findings: the changes of 26 Mondays replayed, then whatever else wants looking at, ranked. */
#include "attention.h"

#include <math.h>
#include <stdlib.h>

enum { GAP_WEEKS = 4, USUAL_WEEKS = 8, USUAL_LEAST = 7 };
static const double THRESHOLD = 0.03;

static const struct {
	enum figure_id figure;
	const char *key, *label;
	enum unit amount;
	bool less_is_better;
} WATCHED[WATCHED_COUNT] = {
	[WATCHED_TIME] = {FIGURE_CUSTOMER_TIME, "customer_time", "customer time", UNIT_SECONDS, false},
	[WATCHED_ACCEPTED] = {FIGURE_ACCEPTED, "accepted", "accepted", UNIT_EVENTS, false},
	[WATCHED_CAME_BACK] = {FIGURE_CAME_BACK_HUMAN, "came_back", "came back", UNIT_CASES, true},
	[WATCHED_ADOPTION] = {FIGURE_ADOPTION, "adoption", "adoption", UNIT_PEOPLE, false},
};

bool attention_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	return adoption_access_ask(facts, asker, error) && attention_gather(facts, asker, error);
}

/* ---- the replay ---- */
/* From the changes of all teams that end 56, 84, … days before; of everybody only where there are no teams. */
static double swings_of(const struct facts *facts, int watched, int week, bool *known)
{
	const struct attention_facts *own = facts->attention;
	double *p = memory_new(sizeof *p * (size_t)(SWINGS * own->members));
	size_t count = 0;
	for (int i = 0; i < SWINGS; i++)
		for (int member = own->members > 1; member < own->members; member++)
			p[count++] = attention_change(own, watched, week + (i + 2) * WINDOW_WEEKS, member)->p;
	struct swings swings = ordinary_swings(p, count);
	free(p);
	*known = swings.state.cause == MODEL_KNOWN;
	return swings.phi;
}

struct replay {
	struct attention_point *points;                 /* MONDAYS x (WATCHED_COUNT x members), oldest first */
	struct attention_finding *findings;
	int *whole;
};

static struct replay replay_make(struct facts *facts, struct attention *attention)
{
	struct attention_facts *own = facts->attention;
	int all = WATCHED_COUNT * own->members;
	struct replay replay = {ARENA_ARRAY(facts->scratch, struct attention_point, MONDAYS * all),
		ARENA_ARRAY(facts->scratch, struct attention_finding, all), ARENA_ARRAY(facts->scratch, int, all)};
	for (int i = 0; i < all; i++)
		replay.whole[i] = i % own->members ? i / own->members * own->members : -1;
	for (int watched = 0; watched < WATCHED_COUNT; watched++)
		for (int week = 0; week < MONDAYS; week++) {
			bool known;
			double phi = swings_of(facts, watched, week, &known);
			if (week == 0)
				attention->swings[watched].label = WATCHED[watched].label, attention->swings[watched].phi = phi,
				attention->swings[watched].known = known;
			for (int member = 0; member < own->members; member++) {
				const struct week_change *change = attention_change(own, watched, week, member);
				replay.points[(MONDAYS - 1 - week) * all + watched * own->members + member] = (struct attention_point){
					change->value - change->before, swings_p(change->p, change->degrees, phi)};
			}
		}
	attention_replay(replay.points, MONDAYS, (size_t)all, replay.whole, THRESHOLD, replay.findings);
	return replay;
}

/* ---- what moved most within a figure ---- */
struct part { int64_t id; double above, below, above_before, below_before; };

static const char *part_name(struct facts *facts, int watched, int64_t id)
{
	const struct table *tools = &facts->attention->tools;
	if (watched == WATCHED_CAME_BACK)
		return id == 1 ? "by AI" : "by people";
	for (int i = 0; watched == WATCHED_TIME && i < facts->kind_count; i++)
		if (facts->kinds[i].id == id)
			return facts->kinds[i].label;
	for (size_t row = 0; watched == WATCHED_ACCEPTED && row < tools->rows; row++)
		if (table_integer(tools, row, 0) == id)
			return facts_clean(facts, table_text(tools, row, 1));
	return NULL;
}

static const struct kind_fact *kind_of(const struct facts *facts, int64_t id)
{
	for (int i = 0; i < facts->kind_count; i++)
		if (facts->kinds[i].id == id)
			return &facts->kinds[i];
	return NULL;
}

static int parts_of(struct facts *facts, int watched, int member, struct part *parts)
{
	const struct table *table = &facts->attention->parts;
	int count = 0;
	for (size_t row = 0; row < table->rows; row++) {
		int64_t id = table_integer(table, row, 2);
		const struct kind_fact *kind = watched == WATCHED_TIME ? kind_of(facts, id) : NULL;
		if (table_integer(table, row, 0) != watched || !attention_in(facts->attention, facts, member, table_integer(table, row, 1)) ||
		    (watched == WATCHED_TIME && (!kind || !kind->is_work)))
			continue;
		int at = 0;
		while (at < count && parts[at].id != id)
			at++;
		if (at == count)
			parts[count++] = (struct part){.id = id};
		parts[at].above += (double)table_integer(table, row, 3), parts[at].below += (double)table_integer(table, row, 4);
		parts[at].above_before += (double)table_integer(table, row, 5), parts[at].below_before += (double)table_integer(table, row, 6);
	}
	return count;
}

/* Customer time: the kind of other work that moved most the other way. Others: the tool, or who resolved, that moved most the
   same way. */
static void part_find(struct facts *facts, int watched, int member, int sign, struct finding *finding)
{
	struct part *parts = ARENA_ARRAY(facts->scratch, struct part, facts->attention->parts.rows + 1);
	int count = parts_of(facts, watched, member, parts), way = watched == WATCHED_TIME ? -sign : sign;
	double worked = 0, worked_before = 0, most = 0;
	for (int i = 0; i < count; i++)
		worked += parts[i].above, worked_before += parts[i].above_before;
	for (int i = 0; i < count; i++) {
		double below = watched == WATCHED_TIME ? worked : parts[i].below;
		double below_before = watched == WATCHED_TIME ? worked_before : parts[i].below_before;
		const struct kind_fact *kind = watched == WATCHED_TIME ? kind_of(facts, parts[i].id) : NULL;
		if (!(below > 0 && below_before > 0) || (kind && kind->is_customer))
			continue;
		double change = parts[i].above / below - parts[i].above_before / below_before;
		if (change * way <= most)
			continue;
		most = change * way;
		finding->part = part_name(facts, watched, parts[i].id);
		finding->part_change = change;
	}
}

/* ---- findings ---- */
static const char *member_name(const struct facts *facts, int member)
{
	return member ? facts->teams[member - 1].name : "all teams";
}

static int followers_of(const struct replay *replay, int all, int members, int index)
{
	int count = 0;
	for (int i = 0; i < all; i++)
		count += index % members == 0 && replay->whole[i] == index && replay->findings[i].folded;
	return count;
}

static void add_changes(struct facts *facts, struct attention *attention, const struct replay *replay)
{
	struct attention_facts *own = facts->attention;
	int all = WATCHED_COUNT * own->members;
	for (int i = 0; i < all; i++) {
		const struct attention_finding *found = &replay->findings[i];
		int watched = i / own->members, member = i % own->members;
		const struct week_change *change = attention_change(own, watched, 0, member);
		attention->judged += !isnan(replay->points[(MONDAYS - 1) * all + i].p);
		if (found->kind == ATTENTION_NONE || found->folded)
			continue;
		struct finding *finding = &attention->findings[attention->count++];
		*finding = (struct finding){.kind = FINDING_CHANGE, .confirmed = found->kind == ATTENTION_CONFIRMED,
			.figure = WATCHED[watched].figure, .label = WATCHED[watched].label, .team = member_name(facts, member),
			.team_id = member ? facts->teams[member - 1].id : 0, .value = change->value, .before = change->before, .p = found->p,
			.people = change->people, .amount = change->amount, .amount_unit = WATCHED[watched].amount, .part_change = NAN,
			.since = attention->monday - WEEK_DAYS * (MONDAYS - 1 - (int64_t)found->since),
			.judgement = (found->sign > 0) == !WATCHED[watched].less_is_better ? 1 : -1,
			.followers = followers_of(replay, all, own->members, i)};
		finding->key = arena_print(facts->keep, "change:%s:%lld:%s", WATCHED[watched].key, (long long)finding->team_id,
			found->sign > 0 ? "up" : "down");
		if (watched != WATCHED_ADOPTION)
			part_find(facts, watched, member, found->sign, finding);
		else
			finding->evidence = arena_print(facts->keep, "%.0f began, %.0f stopped", change->gained, change->lost);
	}
}

static struct finding *other_add(struct attention *attention, enum finding_kind kind)
{
	struct finding *finding = &attention->findings[attention->count++];
	*finding = (struct finding){.kind = kind, .figure = -1, .value = NAN, .before = NAN, .p = NAN, .part_change = NAN,
		.since = INT64_MIN};
	return finding;
}

static void add_leavers(struct facts *facts, struct attention *attention)
{
	const struct answer *answer = facts->answer;
	for (int i = 1; answer->expectations && i < answer->group_count; i++) {
		const struct team_expectation *expected = &answer->expectations[i];
		const struct group *group = &answer->groups[i];
		if (!expected->marked || group->kind != GROUP_TEAM || group->people < answer->policy.risk_min_group)
			continue;
		struct finding *finding = other_add(attention, FINDING_LEAVERS);
		bool more = (double)expected->left > expected->expected;
		finding->confirmed = true;
		finding->figure = FIGURE_TURNOVER, finding->label = "left", finding->team_id = group->team_id, finding->team = group->name;
		finding->people = (double)group->people, finding->p = expected->p, finding->judgement = more ? -1 : 1;
		finding->key = arena_print(facts->keep, "leavers:%lld:%s", (long long)group->team_id, more ? "up" : "down");
		finding->says = arena_print(facts->keep, "%lld left in 1 yr", (long long)expected->left);
		finding->evidence = arena_print(facts->keep, "%.1f expected for its tenures: %s than chance", expected->expected,
			more ? "more" : "fewer");
	}
}

/* A day counts as a gap where the relation holds nothing, that weekday usually does, and another relation does have rows: else
   it was a day off. */
static bool is_gap(const struct table *days, size_t row, int column)
{
	int usual = 0;
	bool others = false;
	for (int other = 1; other <= 3; other++)
		others = others || (other != column && table_integer(days, row, other));
	if (table_integer(days, row, column) || !others || row < USUAL_WEEKS * WEEK_DAYS)
		return false;
	for (int week = 1; week <= USUAL_WEEKS; week++)
		usual += table_integer(days, row - (size_t)(week * WEEK_DAYS), column) == 1;
	return usual >= USUAL_LEAST;
}

static void add_gap(struct facts *facts, struct attention *attention, int column, const char *relation, const char *words, int64_t newest)
{
	const struct table *days = &facts->attention->days;
	int64_t first = DAY_NONE, last = DAY_NONE;
	int count = 0;
	char from[8], to[8];
	for (size_t row = days->rows > GAP_WEEKS * WEEK_DAYS ? days->rows - GAP_WEEKS * WEEK_DAYS : 0; row < days->rows; row++) {
		int64_t day = table_integer(days, row, 0);
		if (day > newest || !is_gap(days, row, column))  /* the end of the data is no gap: the header says how old they are */
			continue;
		first = count++ ? first : day;
		last = day;
	}
	if (!count)
		return;
	struct finding *finding = other_add(attention, FINDING_GAP);
	day_short(first, from), day_short(last, to);
	finding->confirmed = true;
	finding->label = words, finding->team = "Data", finding->judgement = -1;
	finding->key = arena_print(facts->keep, "gap:%s:%lld", relation, (long long)last);
	finding->says = count == 1 ? arena_print(facts->keep, "no %s on %s", words, from)
		: arena_print(facts->keep, "no %s on %d days, %s to %s", words, count, from, to);
	finding->evidence = "that weekday usually has some";
}

/* Who it is could be guessed in a team of few, whatever is hidden elsewhere. */
static bool is_few(const struct facts *facts, int64_t team_id)
{
	const struct team_fact *team = facts_team(facts, team_id);
	return !team || facts->attention->size[team - facts->teams + 1] < facts->answer->policy.min_group;
}

/* One line a team: how many needs rest on one person, and the first of them by name; never whose. */
static void add_needs(struct facts *facts, struct attention *attention)
{
	const struct answer *answer = facts->answer;
	for (int i = 0; i < answer->need_count;) {
		const struct need_row *first = &answer->needs_rows[i];
		int count = 0;
		const char *skills = "";
		for (; i < answer->need_count && answer->needs_rows[i].team_id == first->team_id && answer->needs_rows[i].person_id; i++, count++)
			if (count < 3)
				skills = arena_print(facts->keep, "%s%s%s level %d", skills, count ? ", " : "", answer->needs_rows[i].skill,
					answer->needs_rows[i].level);
		i += !count;                            /* met by nobody: another thing */
		if (!count || is_few(facts, first->team_id))
			continue;
		struct finding *finding = other_add(attention, FINDING_NEED);
		finding->figure = FIGURE_ON_ONE_PERSON, finding->label = "on one person", finding->judgement = -1;
		finding->team_id = first->team_id, finding->team = first->team, finding->people = count;
		finding->key = arena_print(facts->keep, "need:%lld", (long long)first->team_id);
		finding->says = arena_print(facts->keep, count == 1 ? "%d skill rests on one person" : "%d skills rest on one person", count);
		finding->evidence = arena_print(facts->keep, "%s%s", skills, count > 3 ? ", …" : "");
	}
}

/* Confirmed ones first, then by kind; changes by people affected x size, needs by their number. */
static int by_rank(const void *a, const void *b)
{
	const struct finding *one = a, *other = b;
	if (one->confirmed != other->confirmed)
		return one->confirmed ? -1 : 1;
	if (one->kind != other->kind)
		return one->kind < other->kind ? -1 : 1;
	double mine = one->kind == FINDING_CHANGE ? one->people * fabs(one->value - one->before) : one->people;
	double theirs = other->kind == FINDING_CHANGE ? other->people * fabs(other->value - other->before) : other->people;
	return mine != theirs ? mine > theirs ? -1 : 1 : text_compare(one->key, other->key);
}

void attention_fold(struct facts *facts, struct answer *answer)
{
	struct attention_facts *own = facts->attention;
	struct attention *attention = &answer->attention;
	int64_t sunday = own->sunday;
	attention->monday = sunday + 1;
	attention->window = (struct window){sunday - WINDOW_DAYS + 1, sunday};
	attention->before = window_before(attention->window);
	int most = WATCHED_COUNT * own->members + answer->group_count + 3 + answer->need_count;
	attention->findings = ARENA_ARRAY(facts->keep, struct finding, most);
	attention_changes(facts);
	struct replay replay = replay_make(facts, attention);
	add_changes(facts, attention, &replay);
	add_leavers(facts, attention);
	add_gap(facts, attention, 1, "activity", "activities", facts->source[SOURCE_ACTIVITY].newest_day);
	add_gap(facts, attention, 2, "ai_event", "AI events", facts->source[SOURCE_AI_EVENT].newest_day);
	add_gap(facts, attention, 3, "service_case", "cases", facts->source[SOURCE_CASE].newest_day);
	add_needs(facts, attention);
	qsort(attention->findings, (size_t)attention->count, sizeof *attention->findings, by_rank);
}
