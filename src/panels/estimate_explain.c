/* What `e` adds to the estimate of leaving. */
#include "popups_own.h"

void explain_estimate(struct explaining *to)
{
	const struct estimate *estimate = &to->view->answer->estimate;
	if (estimate->kind != ESTIMATE_MODEL && estimate->kind != ESTIMATE_BANDS)
		return;
	if (estimate->kind == ESTIMATE_BANDS)
		explain_add(to, "model", arena_print(to->arena, DIM "none: %s. " TEXT "Rates by tenure (under 3, 3-12, 12-36, over 36 months), each pulled to the "
			"whole as if 2 leavers more were known", estimate->why ? estimate->why : ""));
	else
		explain_add(to, "model", TEXT "the odds of leaving in a month, by logistic regression on one row a person and calendar month; prior: each odds "
			"ratio between 1/7 and 7; what people do is read up to 60 days before the month");
	if (estimate->track.verdict == VERDICT_NO_BETTER)
		explain_add(to, "used", TEXT "rates by tenure, because earlier estimates of the model were no better than the base rate");
	else if (estimate->kind == ESTIMATE_MODEL)
		explain_add(to, "draws", TEXT "1,024 draws of the fitted numbers (512 above 1,000 people); years differ by about a quarter");
	if (estimate->already >= 0)
		explain_add(to, "on notice", arena_print(to->arena, TEXT "%s" DIM " known to leave within 90 days: in the sum, which is never below them",
			format_count(to->arena, estimate->already)));
	if (estimate->separated)
		explain_add(to, "separated", TEXT "some inputs alone decide who left: held by the prior");
	const char *label = "not used";
	for (int i = 0; i < estimate->driver_count; i++) {
		const struct driver_row *driver = &estimate->drivers[i];
		if (driver->state == DRIVER_LEFT_OUT)
			explain_add(to, label, arena_print(to->arena, TEXT "%s" DIM ": %s", driver->label, driver->why ? driver->why : "")), label = "";
	}
	explain_add(to, "never", TEXT "age, sex, health, family, pay, absence. Associations, not causes");
}
