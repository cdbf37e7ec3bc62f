#include "invented_rows.h"

#include <math.h>

/* As if fitted on 31 leavers; the numbers are made up. */
static const struct driver_row DRIVERS[] = {
	{.key = "tenure_under_3_months", .label = "tenure < 3 mo", .ratio = 3.1, .low = 1.3, .high = 7.4, .p = .01, .kept = true},
	{.key = "tenure_3_to_12_months", .label = "tenure 3–12 mo", .ratio = 1.9, .low = 1.1, .high = 3.3, .p = .02, .kept = true},
	{.key = "tenure_from_36_months", .label = "tenure > 3 yr", .state = DRIVER_HELD, .why = "held by the prior: 0 of 214 months",
		.ratio = .4, .low = .1, .high = 1.9, .p = .3},
	{.key = "ai_use", .label = "AI every week", .ratio = .7, .low = .4, .high = 1.2, .p = .2},
	{.key = "customer_time", .label = "customers −10 pt", .ratio = 1.2, .low = .8, .high = 1.9, .p = .4},
	{.key = "months_since_gain", .label = "no gain +3 mo", .state = DRIVER_LEFT_OUT, .why = "31 leavers, 40 needed", .ratio = NAN, .low = NAN,
		.high = NAN, .p = NAN},
};

static void fill_track(struct estimate_track *track, int64_t to)
{
	*track = (struct estimate_track){.verdict = VERDICT_BETTER, .people = 240, .left = 21, .others_left = 3, .top = 48, .top_left = 9,
		.expected = 19.4, .top_by_luck = 4.2, .brier = .084, .brier_of_base = .091, .auc = .71, .auc_low = .58, .auc_high = .81,
		.group_count = 2, .origin_count = 4};
	for (int g = 0; g < 2; g++)
		track->group[g].people = 120, track->group[g].expected = 5 + 9.4 * g, track->group[g].left = 6 + 9 * g,
		track->group[g].low = 2.2 + 6.2 * g, track->group[g].high = 13.1 + 11.6 * g;
	for (int i = 0; i < 4; i++)
		track->origin[i] = (struct origin_row){.day = to - 90 * (i + 1), .learned_from = 28 - 3 * i, .people = 60 - i, .left = 6 - i,
			.others_left = i == 1, .expected = 5.1 - .2 * i, .base = .08, .auc = .74 - .03 * i, .brier = .084, .brier_of_base = .091};
}

void invented_estimate(struct answer *answer)
{
	static const double PMF[] = {.09, .22, .26, .21, .12, .06, .03, .01};
	struct estimate *estimate = &answer->estimate;
	*estimate = (struct estimate){.kind = ESTIMATE_MODEL, .people = 60, .first_day = answer->window.to - 1460, .rows = 2650, .leavers = 31,
		.notice_days = 60, .already = 1, .most = COUNT_OF(PMF) - 1, .driver_count = COUNT_OF(DRIVERS)};
	estimate->pmf = ARENA_ARRAY(answer->arena, double, COUNT_OF(PMF));
	for (size_t i = 0; i < COUNT_OF(PMF); i++)
		estimate->pmf[i] = PMF[i];
	estimate->drivers = ARENA_ARRAY(answer->arena, struct driver_row, COUNT_OF(DRIVERS));
	for (size_t i = 0; i < COUNT_OF(DRIVERS); i++)
		estimate->drivers[i] = DRIVERS[i];
	fill_track(&estimate->track, answer->window.to);
	estimate->columns = 4, estimate->most_columns = 5, estimate->draws = 1024;
	estimate->without_ai = invented_curve(answer, &answer->survival, 0, 60), estimate->with_ai = invented_curve(answer, &answer->survival, 3, 41);
	estimate->beside_without_ai = invented_curve(answer, &answer->survival, 2, 57);
	estimate->beside_with_ai = invented_curve(answer, &answer->survival, 3, 41);
	estimate->beside_without_ai.start = estimate->beside_with_ai.start;
	for (int g = 0; g < answer->group_count; g++) {
		struct group *group = &answer->groups[g];
		struct figure *figure = &group->figure[FIGURE_EXPECTED_LEAVERS];
		double value = .04 * (double)group->people;
		*figure = (struct figure){.id = FIGURE_EXPECTED_LEAVERS, .state = FIGURE_OK, .value = value, .has_interval = true, .high = ceil(2 * value),
			.people = group->people};
		if (group->people < 10)
			*figure = (struct figure){.id = FIGURE_EXPECTED_LEAVERS, .state = FIGURE_SUPPRESSED, .why = "fewer than 10 people", .people = -1};
	}
	if (answer->person)
		answer->person->estimate = (struct person_estimate){.why = "policy: counts and drivers only"};
}
