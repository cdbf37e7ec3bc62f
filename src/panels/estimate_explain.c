/* What `e` says of how the estimate of leaving is made: the model's settings, what it could not use, what it never reads. */
#include "popups_own.h"

static void add_bands(struct explaining *to, const struct estimate *estimate)
{
	explain_add(to, "model", arena_print(to->arena, DIM "none: %s. " TEXT "Rates by tenure (under 3, 3–12, 12–36, over 36 months), each pulled to the "
		"whole as if it held 2 leavers more at the rate of the whole", estimate->why ? estimate->why : ""));
	explain_add(to, "interval", TEXT "negative binomial of each band's coming days, together from 2.5 to 97.5 %");
}

static void add_settings(struct explaining *to, const struct estimate *estimate)
{
	explain_add(to, "model", TEXT "the odds of leaving in a month, by logistic regression on one row a person and whole calendar month");
	explain_add(to, "prior", TEXT "each odds ratio for one unit more is held between 1/7 and 7: normal, mean 0 and sd 1 on its logarithm; no penalty is "
		"chosen from the data");
	explain_add(to, "90 days", TEXT "three months ahead: tenure moves on, all else stays as it is");
	explain_add(to, "columns", arena_print(to->arena, TEXT "%d" DIM " used, " TEXT "%d" DIM " allowed by " TEXT "%s" DIM
		" leavers: 3, and one per 10 beyond 10; whole inputs, from the front", estimate->columns, estimate->most_columns,
		format_count(to->arena, estimate->leavers)));
	explain_add(to, "draws", arena_print(to->arena, TEXT "%s" DIM " of the fitted numbers, for the interval, " TEXT "with a drift: " DIM
		"years differ by about a quarter", format_count(to->arena, estimate->draws)));
}

static void add_not_used(struct explaining *to, const struct estimate *estimate)
{
	const char *label = "not used";
	for (int i = 0; i < estimate->driver_count; i++) {
		const struct driver_row *driver = &estimate->drivers[i];
		if (driver->state != DRIVER_LEFT_OUT)
			continue;
		explain_add(to, label, arena_print(to->arena, TEXT "%s" DIM ": %s", driver->label, driver->why ? driver->why : ""));
		label = "";
	}
}

void explain_model(struct explaining *to)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	if (estimate->kind != ESTIMATE_MODEL && estimate->kind != ESTIMATE_BANDS)
		return;
	if (estimate->kind == ESTIMATE_BANDS)
		add_bands(to, estimate);
	else
		add_settings(to, estimate);
	if (estimate->kind == ESTIMATE_MODEL)
		explain_add(to, "notice", arena_print(to->arena, TEXT "%d days" DIM " (notice_days in the settings): what people do is read up to so long before "
			"a month, for those on notice behave otherwise because they go", estimate->notice_days));
	if (estimate->separated)
		explain_add(to, "separated", TEXT "some inputs alone decide who left: their numbers are held by the prior");
	add_not_used(to, estimate);
	explain_add(to, "never", TEXT "age, sex, health, family, pay, absence. Associations, not causes");
}

void explain_estimate(struct explaining *to)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	if (estimate->kind == ESTIMATE_MODEL && estimate->track.verdict == VERDICT_NO_BETTER)
		explain_add(to, "used", TEXT "rates by tenure, because earlier estimates of the model were no better than the base rate");
	explain_model(to);
	if (estimate->already >= 0)
		explain_add(to, "on notice", arena_print(to->arena, TEXT "%s" DIM " known to leave within 90 days: in the sum, which is never below them",
			format_count(to->arena, estimate->already)));
}

/* Rows of the model and who is not in them; by everybody, whatever the team. */
void explain_rows(struct explaining *to)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	char day[16] = "";
	if (estimate->kind != ESTIMATE_MODEL && estimate->kind != ESTIMATE_BANDS)
		return;
	if (estimate->first_day != INT64_MIN)
		day_words(estimate->first_day, day);
	explain_add(to, "rows used", arena_print(to->arena, TEXT "%s" DIM " whole calendar months of people%s%s; " TEXT "%s" DIM " left%s in them",
		format_count(to->arena, estimate->rows), *day ? ", since " : "", day, format_count(to->arena, estimate->leavers),
		estimate->any_kind ? " (why is recorded of nobody, so all count)" : " by choice"));
	if (estimate->hired_unknown)
		explain_add(to, "left out", arena_print(to->arena, TEXT "%s" DIM " people without a hire date", format_count(to->arena, estimate->hired_unknown)));
	if (estimate->kind_unknown)
		explain_add(to, estimate->hired_unknown ? "" : "left out", arena_print(to->arena, TEXT "%s" DIM
			" left and why is not recorded: not counted as by choice", format_count(to->arena, estimate->kind_unknown)));
}
