/* The findings of an invented week. The numbers are those of the attention line in the pictures. */
#include "invented.h"

#include <math.h>
#include <stdio.h>

enum { FINDINGS = 8 };

static struct attention *week_new(struct invented *invented, int findings)
{
	struct attention *attention = arena_alloc(invented->arena, sizeof *attention);
	int64_t monday = invented->view.today - day_weekday(invented->view.today);
	*attention = (struct attention){.monday = monday, .window = {monday - 28, monday - 1}, .before = {monday - 56, monday - 29},
		.findings = ARENA_ARRAY(invented->arena, struct finding, findings + 1), .judged = 22,
		.swings = {{"customer time", 1.4, true}, {"accepted", 1, true}, {"came back", 1.1, true}, {"adoption", 1, false}}};
	invented->view.attention = attention;
	return attention;
}

static struct finding *found(struct attention *attention, enum finding_kind kind, const char *key, const char *team, int64_t team_id)
{
	struct finding *finding = &attention->findings[attention->count++];
	*finding = (struct finding){.kind = kind, .key = key, .confirmed = kind != FINDING_NEED, .figure = FIGURE_CUSTOMER_TIME, .label = "customer time",
		.team = team, .team_id = team_id, .value = NAN, .before = NAN, .p = NAN, .part_change = NAN, .since = INT64_MIN, .judgement = -1};
	return finding;
}

static void changed(struct finding *finding, double before, double value, double p, double people, double amount, enum unit unit, int64_t since)
{
	finding->before = before, finding->value = value, finding->p = p, finding->people = people, finding->amount = amount;
	finding->amount_unit = unit, finding->since = since, finding->judgement = value > before ? 1 : -1;
}

static void add_changes(struct attention *attention)
{
	struct finding *billing = found(attention, FINDING_CHANGE, "change:customer_time:1:down", "Billing", 1);
	changed(billing, .44, .38, .0004, 14, 1890 * 3600.0, UNIT_SECONDS, attention->monday - 14);
	billing->part = "logging", billing->part_change = .05;
	struct finding *accepted = found(attention, FINDING_CHANGE, "change:accepted:2:up", "Onboarding", 2);
	changed(accepted, .65, .71, .011, 17, 5600, UNIT_EVENTS, attention->monday - 7);
	accepted->figure = FIGURE_ACCEPTED, accepted->label = "accepted", accepted->part = "Reply drafts", accepted->part_change = .04;
	struct finding *all = found(attention, FINDING_CHANGE, "change:adoption:0:up", "all teams", 0);
	changed(all, .65, .70, .021, 54, 54, UNIT_PEOPLE, attention->monday);
	all->figure = FIGURE_ADOPTION, all->label = "adoption", all->confirmed = false, all->evidence = "5 began, 2 stopped", all->followers = 2;
}

void invented_found(struct invented *invented, struct seen *seen)
{
	struct attention *attention = week_new(invented, FINDINGS);
	struct finding *limit = found(attention, FINDING_LIMIT, "limit:0", "Technical", 3);
	limit->value = .53, limit->before = .55, limit->limit = 0, limit->since = attention->monday - 7;
	limit->says = "customer time 53 %", limit->evidence = "below your limit of 55 % for 7 days";
	add_changes(attention);
	struct finding *leavers = found(attention, FINDING_LEAVERS, "leavers:1:up", "Billing", 1);
	leavers->figure = FIGURE_TURNOVER, leavers->says = "4 left in 1 yr", leavers->evidence = "1.9 expected for its tenures: more than chance";
	struct finding *gap = found(attention, FINDING_GAP, "gap:service_case:20768", "Data", 0);
	gap->figure = -1, gap->says = "no cases on 11 Nov", gap->evidence = "that weekday usually has some";
	struct finding *need = found(attention, FINDING_NEED, "need:3", "Technical", 3);
	need->figure = FIGURE_ON_ONE_PERSON, need->people = 2;
	need->says = "2 skills rest on one person", need->evidence = "API trouble level 4, Data privacy level 3";
	*seen = (struct seen){.known = true, .looked = invented->view.now - 7 * 86400};
	static const char *const known[] = {"change:customer_time:1:down", "leavers:1:up", "need:3", "change:came_back:4:up"};
	for (size_t i = 0; i < COUNT_OF(known); i++)
		snprintf(seen->key[seen->count++], SEEN_KEY, "%s", known[i]);
	seen_acknowledge(seen, "leavers:1:up", true);
	invented->view.seen = seen;
}

void invented_quiet(struct invented *invented)
{
	week_new(invented, 0);
}
