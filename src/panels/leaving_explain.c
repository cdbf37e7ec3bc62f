/* What `e` says of what stands on no single figure: curves of those still here, reasons, the record, one person's estimate. */
#include "popups_own.h"
#include "pages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *decimal(struct explaining *to, double value, int decimals)
{
	return isfinite(value) ? format_decimal(to->arena, value, decimals) : "–";
}

static const char *percent(struct explaining *to, double share)
{
	return decimal(to, 100 * share, 1);
}

/* ---- curves ---- */
static void add_curve(struct explaining *to, const char *label, const char *name, const struct survival *curve)
{
	struct arena *arena = to->arena;
	if (curve->hidden) {
		explain_add(to, label, arena_print(arena, TEXT "%s" DIM "hidden by the policy, as its leavers are", name));
		return;
	}
	if (!curve->count) {
		explain_add(to, label, arena_print(arena, TEXT "%s%s" DIM " people; no curve: fewer than 10 at risk at any tenure", name,
			format_count(arena, curve->people)));
		return;
	}
	int64_t left = 0;
	for (int i = 0; i < curve->count; i++)
		left += curve->steps[i].left;
	explain_add(to, label, arena_print(arena, TEXT "%s%s" DIM " people, " TEXT "%s" DIM " left on the curve, from " TEXT "%s" DIM " to " TEXT "%s%s",
		name, format_count(arena, curve->people), format_count(arena, left), curve->start ? page_ago(arena, curve->start) : "the hire",
		page_ago(arena, curve->end), curve->has_median ? arena_print(arena, DIM "; half have left by " TEXT "%s",
		page_ago(arena, (int64_t)curve->median)) : ""));
}

static void add_curves_of_ai(struct explaining *to)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	explain_add(to, "by time", TEXT "Whoever uses AI has first stayed long enough to begin. Counted as a user from the hire, nobody could have left "
		"before, and users would seem to stay for that alone (immortal time). So each person counts without AI until the first week of sustained use, "
		"and from that tenure on with it; most are in both curves");
	explain_add(to, "sustained", TEXT "the first week with use that has use in 3 of the 4 weeks beginning with it");
	explain_add(to, "compared", TEXT "both curves begin at the tenure from which both can be drawn, at 100 %; people who use AI differ in more than that. "
		"Whether it goes with staying is the model's to say, under what goes with leaving");
	lines_add(&to->lines, "");
	add_curve(to, "whole", "without AI: ", &estimate->without_ai);
	add_curve(to, "", "with AI: ", &estimate->with_ai);
	if (!estimate->beside_with_ai.count || !estimate->beside_without_ai.count)
		return;
	add_curve(to, "as drawn", "without AI: ", &estimate->beside_without_ai);
	add_curve(to, "", "with AI: ", &estimate->beside_with_ai);
}

static void add_curves_of_teams(struct explaining *to)
{
	const struct answer *answer = to->view->answer;
	explain_add(to, "by time", TEXT "each counts in a team from the tenure with which he or she came into it until moving on or leaving. Counted from "
		"the hire, nobody could have left the next team before (immortal time), and a team of newcomers would hold only those who left");
	lines_add(&to->lines, "");
	for (int i = 0; answer->survival_of_group && i < answer->group_count; i++)
		add_curve(to, i ? "" : "curves", arena_print(to->arena, "%s: ", answer->groups[i].name), &answer->survival_of_group[i]);
}

static void add_survival(struct explaining *to, enum grouping grouping)
{
	const struct answer *answer = to->view->answer;
	explain_add(to, "what", TEXT "the share still here at each tenure, whatever the reason of leaving");
	explain_add(to, "formula", TEXT "Kaplan–Meier: at each day on which somebody left, times 1 − left / at risk");
	explain_add(to, "at risk", TEXT "at a tenure: here then and seen then. Who was here before leavers are recorded enters at the tenure of that day");
	explain_add(to, "interval", TEXT "95 %, log-log (Greenwood); before the first leaver the lower limit is 0.025 to the power 1 / people there throughout");
	explain_add(to, "drawn", TEXT "on the longest stretch of days with at least 10 at risk, and nothing beyond; where that begins later than the hire, the "
		"curve is of those still here then");
	explain_add(to, "of", arena_print(to->arena, TEXT "%s", grouping == GROUPED_AI ? "all teams" : answer->groups[0].name));
	if (grouping == GROUPED_AI)
		add_curves_of_ai(to);
	else if (grouping == GROUPED_TEAM)
		add_curves_of_teams(to);
	else
		add_curve(to, "people", "", &answer->survival);
	if (answer->survival.left_out)
		explain_add(to, "left out", arena_print(to->arena, TEXT "%s" DIM " people without a hire date", format_count(to->arena, answer->survival.left_out)));
}

/* ---- reasons ---- */
static void add_drivers(struct explaining *to)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	explain_add(to, "what", TEXT "what goes with leaving by choice, each with all others held equal: the odds of leaving in a month, for so much more of it, "
		"against without");
	explain_add(to, "formula", TEXT "odds ratio = e to the power of the fitted coefficient; 95 % from its standard error");
	explain_add(to, "bold", TEXT "kept by Benjamini–Hochberg at 10 % over the ratios shown; others may be chance");
	explain_add(to, "tenure", TEXT "against 12–36 months");
	lines_add(&to->lines, "");
	explain_rows(to);
	for (int i = 0; i < estimate->driver_count; i++) {
		const struct driver_row *driver = &estimate->drivers[i];
		if (driver->state == DRIVER_LEFT_OUT)
			continue;
		explain_add(to, i ? "" : "ratios", arena_print(to->arena, TEXT "%s  %s" DIM "  95 %% %s–%s, p %s%s%s%s", driver->label, decimal(to, driver->ratio, 2),
			decimal(to, driver->low, 2), decimal(to, driver->high, 2), decimal(to, driver->p, 3),
			driver->unknown >= 0.005 ? arena_print(to->arena, "; not recorded in %s %% of months", percent(to, driver->unknown)) : "",
			driver->why ? "; " : "", driver->why ? driver->why : ""));
	}
	explain_model(to);
}

/* ---- the record ---- */
static void add_track_numbers(struct explaining *to, const struct estimate_track *track)
{
	struct arena *arena = to->arena;
	explain_add(to, "rows used", arena_print(arena, TEXT "%s" DIM " quarters of people, from " TEXT "%d" DIM " days; " TEXT "%s" DIM " left by choice in them",
		format_count(arena, track->people), track->origin_count, format_count(arena, track->left)));
	explain_add(to, "left out", arena_print(arena, TEXT "%s" DIM " who left otherwise; days on which fewer than 10 leavers were known",
		format_count(arena, track->others_left)));
	if (isfinite(track->auc))
		explain_add(to, "result", arena_print(arena, DIM "AUC " STRONG "%s" DIM ", 95 %% " TEXT "%s–%s", decimal(to, track->auc, 3),
			decimal(to, track->auc_low, 3), decimal(to, track->auc_high, 3)));
	else
		explain_add(to, "result", arena_print(arena, DIM "AUC cannot be said: " TEXT "%s" DIM " leavers, 10 needed", format_count(arena, track->left)));
	explain_add(to, "Brier", arena_print(arena, TEXT "%s" DIM ", of the base rate " TEXT "%s" DIM ": mean of (estimate − what happened)²; lower is better; a "
		"figure, not a verdict: true models gain 1 %% here", decimal(to, track->brier, 4), decimal(to, track->brier_of_base, 4)));
}

static void add_track(struct explaining *to)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	const struct estimate_track *track = &estimate->track;
	explain_add(to, "what", TEXT "estimates for 90 days made again for days that have passed, each from nothing but what was known on it, against what happened");
	explain_add(to, "days", TEXT "90, 180, 270 and 360 days back, and on to 12 of them until 20 leavers are together");
	explain_add(to, "AUC", TEXT "the chance that one who left had been given a higher estimate than one who stayed; 0.5 is luck. Limits: Newcombe 2006, method 5");
	explain_add(to, "verdict", TEXT "under 10 leavers too few to judge; lower limit above 0.5: ranks better than chance; else no better than the base rate, "
		"which is then shown in its place");
	explain_add(to, "groups", TEXT "people by their estimate, in fifths from 25 leavers on, halves from 10; limits of those who left: exact Poisson (Garwood)");
	explain_add(to, "top fifth", TEXT "the fifth of all these quarters with the highest estimates; by luck a fifth of the leavers had been in it");
	explain_add(to, "base rate", TEXT "leavers a month known on the day, three months of it, for everybody alike");
	lines_add(&to->lines, "");
	if (estimate->kind != ESTIMATE_MODEL || track->verdict == VERDICT_NONE)
		explain_add(to, "result", arena_print(to->arena, DIM "cannot be said: %s", track->why ? track->why : estimate->why ? estimate->why : "no estimate"));
	else
		add_track_numbers(to, track);
	explain_model(to);
}

/* ---- one person ---- */
static void add_alike(struct explaining *to, const struct alike *alike)
{
	struct arena *arena = to->arena;
	if (alike->why) {
		explain_add(to, "like it", arena_print(arena, DIM "cannot be said: %s", alike->why));
		return;
	}
	explain_add(to, "like it", arena_print(arena, DIM "of " TEXT "%s" DIM " earlier estimates near this one (" TEXT "%s–%s" DIM " %%) " TEXT "%s" DIM
		" left within 90 days: " STRONG "%s" DIM " %%, 95 %% " TEXT "%s–%s" DIM " %%, Wilson", format_count(arena, alike->estimates),
		percent(to, alike->from), percent(to, alike->to), format_count(arena, alike->left), percent(to, alike->share), percent(to, alike->low),
		percent(to, alike->high)));
	explain_add(to, "near", TEXT "the same fifth of all estimates of the backtest, of everybody; a person is in it once a quarter");
}

static int larger_first(const void *a, const void *b)
{
	double x = fabs(((const struct push *)a)->points), y = fabs(((const struct push *)b)->points);
	return (x < y) - (x > y);
}

static void add_pushes(struct explaining *to, const struct person_estimate *estimate)
{
	struct push pushes[COUNT_OF(estimate->pushes)];
	memcpy(pushes, estimate->pushes, sizeof pushes);
	qsort(pushes, (size_t)estimate->push_count, sizeof *pushes, larger_first);
	for (int i = 0; i < estimate->push_count; i++)
		explain_add(to, i ? "" : "pushes", arena_print(to->arena, TEXT "%s %s" DIM " pt  " TEXT "%s",
			fabs(pushes[i].points) < 0.0005 ? "·" : pushes[i].points > 0 ? "▲" : "▼", decimal(to, 100 * fabs(pushes[i].points), 1), pushes[i].label));
	explain_add(to, "a push", TEXT "the estimate less what it would be with that input at its average, tenure at 12–36 months; pushes do not add up exactly");
}

static void add_person(struct explaining *to)
{
	const struct person_estimate *estimate = to->view->answer->person ? &to->view->answer->person->estimate : NULL;
	explain_add(to, "what", TEXT "an estimate of leaving by choice within 90 days, not a statement about a person");
	explain_add(to, "formula", TEXT "1 − (1 − h)(1 − h)(1 − h), h being the fitted chance of each of the next three months");
	explain_add(to, "shown", TEXT "only where risk_level is person, names are shown, and earlier estimates ranked better than chance");
	if (!estimate || !estimate->shown) {
		explain_add(to, "result", arena_print(to->arena, DIM "not shown: %s", estimate && estimate->why ? estimate->why : "cannot be said"));
	} else {
		explain_add(to, "result", arena_print(to->arena, STRONG "%s" DIM " %%, 95 %% " TEXT "%s–%s" DIM " %%: from 2.5 to 97.5 %% of the draws",
			percent(to, estimate->p), percent(to, estimate->low), percent(to, estimate->high)));
		add_alike(to, &estimate->alike);
		add_pushes(to, estimate);
	}
	lines_add(&to->lines, "");
	explain_rows(to);
	explain_model(to);
}

int popup_explain_leaving(struct area area, const struct view *view, int id)
{
	static const char *const titles[] = {"still here", "still here, by team", "what goes with leaving", "earlier estimates", "leaving, an estimate"};
	struct explaining to = explain_begin(area, view);
	enum grouping grouping = id == EXPLAIN_SURVIVAL_BY_TEAM ? GROUPED_TEAM : view->place->grouping;
	if (id > EXPLAIN_PERSON)
		return 0;
	if (id <= EXPLAIN_SURVIVAL_BY_TEAM)
		add_survival(&to, grouping);
	else if (id == EXPLAIN_DRIVERS)
		add_drivers(&to);
	else if (id == EXPLAIN_TRACK)
		add_track(&to);
	else
		add_person(&to);
	if (id > EXPLAIN_SURVIVAL_BY_TEAM || grouping == GROUPED_AI)
		explain_add_sql(&to, metrics_questions_of(FIGURE_EXPECTED_LEAVERS));
	return explain_end(area, &to, titles[id - EXPLAIN_LEAVING], ROLE_TURNOVER, true);
}
