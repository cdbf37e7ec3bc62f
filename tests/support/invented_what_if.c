#include "invented_rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct what_if_need NEEDS[] = {
	{.team_id = 1, .team = "Billing", .skill = "Refunds", .level = 3, .needed = 2, .now = 1, .then = 0, .team_people = 14},
	{.team_id = 1, .person_id = 2, .team = "Billing", .skill = "Product", .person = "Bima Santosa", .level = 4, .needed = 3, .now = 2, .then = 1,
		.team_people = 14},
};

static void row_add(struct answer *answer, struct supposed_row row, const char *who)
{
	struct supposed *typed = &answer->scope.supposed.of[answer->scope.supposed.count];
	struct what_if *what_if = answer->what_if;
	row.typed = answer->scope.supposed.count++;
	*typed = (struct supposed){.kind = row.kind, .percent = isfinite(row.to) ? (int)(100 * row.to) : 0};
	snprintf(typed->who, sizeof typed->who, "%s", who);
	what_if->rows[what_if->count++] = row;
	what_if->counted += row.counts;
}

static void pair(struct answer *answer, int group, enum what_if_figure which, double by)
{
	struct what_if_group *of = &answer->what_if->groups[group];
	const struct figure *now = &answer->groups[group].figure[WHAT_IF_IDS[which]];
	of->then[which] = *now, of->then[which].has_previous = false;
	of->difference[which] = (struct figure){.id = now->id, .state = now->state, .why = now->why, .people = now->people};
	if (!figure_known(now))
		return;
	of->then[which].value += by;
	of->difference[which].value = by;
	if (which == WHAT_IF_LEAVERS && by != 0)
		of->difference[which].has_interval = true, of->difference[which].low = by - .4, of->difference[which].high = by + .4;
}

/* One of Billing leaves, everybody uses AI more, somebody who is not there is absent: as everything may stand on the page. */
void invented_what_if(struct answer *answer, bool anything)
{
	struct what_if *what_if = answer->what_if = arena_alloc(answer->arena, sizeof *what_if);
	what_if->rows = ARENA_ARRAY(answer->arena, struct supposed_row, MOST_SUPPOSED);
	what_if->groups = ARENA_ARRAY(answer->arena, struct what_if_group, answer->group_count + 1);
	if (anything) {
		const char *team = answer->group_count > 1 ? answer->groups[1].name : "Billing";
		row_add(answer, (struct supposed_row){.kind = SUPPOSE_LEAVE, .person_id = 1, .team_id = 1, .name = "Ayu Lestari", .team = team,
			.counts = true, .now = NAN, .to = NAN}, "Ayu Lestari");
		row_add(answer, (struct supposed_row){.kind = SUPPOSE_AI_USE, .name = "all teams", .team = "all teams", .counts = true, .now = .43, .to = .6,
			.people = 59, .known = 54, .told = true}, "");
		row_add(answer, (struct supposed_row){.kind = SUPPOSE_CUSTOMER_TIME, .team_id = 1, .name = team, .team = team, .counts = true, .now = .46,
			.to = .55, .people = 13, .known = 13, .leavers_why = "too few leavers to separate customer time: 31 leavers, 40 needed"}, team);
		row_add(answer, (struct supposed_row){.kind = SUPPOSE_ABSENT, .why = "nobody has this name or employee number", .now = NAN, .to = NAN},
			"Ayuu");
		what_if->needs = ARENA_ARRAY(answer->arena, struct what_if_need, COUNT_OF(NEEDS));
		memcpy(what_if->needs, NEEDS, sizeof NEEDS);
		what_if->need_count = COUNT_OF(NEEDS);
	}
	for (int g = 0; g < answer->group_count; g++) {
		bool billing = g < 2 && anything;
		what_if->groups[g].people = answer->groups[g].people - billing;
		what_if->groups[g].told = true, what_if->groups[g].of_person = billing;
		pair(answer, g, WHAT_IF_COVERAGE, billing ? -.031 : 0), pair(answer, g, WHAT_IF_ON_ONE, billing), pair(answer, g, WHAT_IF_UNMET, billing);
		pair(answer, g, WHAT_IF_LEAVERS, anything ? -.3 : 0);
	}
	if (answer->group_count > 1 && anything && figure_known(&answer->groups[1].figure[FIGURE_EXPECTED_LEAVERS]))
		what_if->groups[1].then[WHAT_IF_LEAVERS] = what_if->groups[1].difference[WHAT_IF_LEAVERS] = (struct figure){
			.id = FIGURE_EXPECTED_LEAVERS, .state = FIGURE_SUPPRESSED, .why = "not said: it would tell one person's estimate", .people = -1};
}
