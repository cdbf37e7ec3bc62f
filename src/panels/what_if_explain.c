/* What `e` says on the page of what would be. */
#include "what_if_own.h"

#include "popups_own.h"

#include <string.h>

static const char *const FORMULAS[WHAT_IF_FIGURES] = {
	[WHAT_IF_COVERAGE] = "over all needs: people who hold the level and stay, at most as many as are needed / people needed",
	[WHAT_IF_ON_ONE] = "needs whose level is held by one person who stays",
	[WHAT_IF_UNMET] = "needs whose level is held by nobody who stays",
	[WHAT_IF_LEAVERS] = "sum over people who stay of the probability to leave by choice within 90 days, with their inputs as supposed",
};

static const char *const HEADS[WHAT_IF_FIGURES] = {[WHAT_IF_COVERAGE] = "filled", [WHAT_IF_ON_ONE] = "on one", [WHAT_IF_UNMET] = "by nobody",
	[WHAT_IF_LEAVERS] = "may leave"};

static void add_figure(struct explaining *to, int group, enum what_if_figure which)
{
	const struct figure *now = &to->view->answer->groups[group].figure[WHAT_IF_IDS[which]];
	const struct what_if_group *of = &what_if_of(to->view)->groups[group];
	const struct figure *then = &of->then[which], *difference = &of->difference[which];
	struct arena *arena = to->arena;
	lines_add(&to->lines, "");
	explain_add(to, HEADS[which], arena_print(arena, TEXT "%s", FORMULAS[which]));
	explain_add(to, "as it is", arena_print(arena, STRONG "%s" DIM "%s", what_if_value(arena, which, now), now->has_fraction && figure_known(now)
		? arena_print(arena, "  %s of %s", format_decimal(arena, now->numerator, 0), format_decimal(arena, now->denominator, 0))
		: now->has_interval && figure_known(now) ? arena_print(arena, "  95 %% %.0f–%.0f", now->low, now->high) : ""));
	if (!figure_known(then)) {
		explain_add(to, "supposed", arena_print(arena, DIM "%s", what_if_why(arena, to->view, then)));
		return;
	}
	explain_add(to, "supposed", arena_print(arena, STRONG "%s" DIM "%s", what_if_value(arena, which, then), then->has_fraction
		? arena_print(arena, "  %s of %s", format_decimal(arena, then->numerator, 0), format_decimal(arena, then->denominator, 0))
		: then->has_interval ? arena_print(arena, "  95 %% %.0f–%.0f", then->low, then->high) : ""));
	explain_add(to, "difference", arena_print(arena, STRONG "%s" DIM "%s", what_if_difference(arena, which, difference), difference->has_interval
		? arena_print(arena, "  95 %% %s%s", what_if_limits(arena, difference), difference->low > 0 || difference->high < 0 ? "" : "  contains 0: may be chance")
		: difference->why ? arena_print(arena, "  %s", difference->why)
		: which == WHAT_IF_LEAVERS ? "" : "  counted, so without an interval"));
	explain_add(to, "n", arena_print(arena, TEXT "%s" DIM " people as it is, " TEXT "%s" DIM " supposed", format_count(arena,
		to->view->answer->groups[group].people), format_count(arena, of->people)));
}

static void add_driver(struct explaining *to, const char *key)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	for (int i = 0; i < estimate->driver_count; i++) {
		const struct driver_row *driver = &estimate->drivers[i];
		if (strcmp(driver->key, key) == 0 && driver->state == DRIVER_USED)
			explain_add(to, "", arena_print(to->arena, DIM "odds ratio of " TEXT "%s %s" DIM "  95 %% %s–%s", driver->label,
				format_decimal(to->arena, driver->ratio, 2), format_decimal(to->arena, driver->low, 2), format_decimal(to->arena, driver->high, 2)));
	}
}

static void add_leavers(struct explaining *to)
{
	const struct what_if *what_if = what_if_of(to->view);
	for (int i = 0; i < what_if->count; i++) {
		const struct supposed_row *row = &what_if->rows[i];
		if (row->counts && !suppose_of_person(row->kind))
			add_driver(to, row->kind == SUPPOSE_AI_USE ? "ai_use" : "customer_time");
		if (row->counts && row->leavers_why)
			explain_add(to, "", arena_print(to->arena, DIM "%s: %s", row->name ? row->name : "", row->leavers_why));
	}
	explain_add(to, "inputs", arena_print(to->arena, TEXT "as the estimate reads them: 84 days that end %d days before, to be free of what people do "
		"because they go. All whose input is known move by the same points, cut at 0 and 100 %%, until their mean is what is supposed; unknown "
		"stays unknown", to->view->answer->estimate.notice_days));
	explain_add(to, "who leaves", TEXT "is taken out of the sum, and counts among the team's other leavers of 91 days where the model uses these. Who is "
		"absent is not");
	explain_add(to, "held fixed", TEXT "the fitted odds, tenure, every other input of everybody, the people there are");
	if (to->view->answer->estimate.draws)
		explain_add(to, "interval", arena_print(to->arena, TEXT "2.5 %% and 97.5 %% points of the difference over %s draws of the fitted numbers, the same "
			"draws in both; said to a tenth of a person", format_count(to->arena, to->view->answer->estimate.draws)));
}

int popup_explain_what_if(struct area area, const struct view *view, int id)
{
	struct explaining to = explain_begin(area, view);
	int group = what_if_of(view) ? explain_group(view) : 0;
	explain_add(&to, "what", TEXT "what would be today, if all that is supposed held; nothing is saved");
	if (what_if_of(view)) {
		explain_add(&to, "of", arena_print(to.arena, TEXT "%s", view->answer->groups[group].name));
		for (int i = 0; i < what_if_of(view)->count; i++)
			explain_add(&to, i ? "" : "supposed", what_if_words(to.arena, view, &what_if_of(view)->rows[i]));
		for (int i = 0; i < WHAT_IF_FIGURES; i++)
			if (id == EXPLAIN_WHAT_IF_ALL || id == EXPLAIN_WHAT_IF + i)
				add_figure(&to, group, (enum what_if_figure)i);
		if (id == EXPLAIN_WHAT_IF_ALL || id == EXPLAIN_WHAT_IF + WHAT_IF_LEAVERS)
			add_leavers(&to);
	}
	lines_add(&to.lines, "");
	explain_add(&to, "never", TEXT "a promise: an association in your team's own history. Whoever changes one thing changes others with it");
	return explain_end(area, &to, "What if", ROLE_TURNOVER, false);
}
