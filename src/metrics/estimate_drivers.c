/* What goes with leaving, in the model's own units, and why other inputs are not among it. */
#include "estimate.h"

#include <math.h>

static const double FALSE_FINDINGS = 0.10;

static const struct { const char *key, *label, *plain; } INPUTS[MODEL_INPUTS] = {
	[MODEL_TENURE] = {"tenure", "tenure", "tenure"},
	[MODEL_AI_USE] = {"ai_use", "AI every week", "AI use"},
	[MODEL_CUSTOMER_TIME] = {"customer_time", "customers −10 pt", "customer time"},
	[MODEL_SINCE_GAIN] = {"months_since_gain", "no gain +3 mo", "time since a gain"},
	[MODEL_TEAM_LEAVERS] = {"team_leavers", "1 in 10 left", "leavers in the team"},
	[MODEL_LOGGING] = {"admin_and_logging", "admin +10 pt", "admin and logging"},
	[MODEL_OVERTIME] = {"hours_over_contract", "hours +10 %", "hours over contract"},
	[MODEL_CUSTOMER_CHANGE] = {"customer_time_change", "customers ▼ 10 pt", "change of customers"},
	[MODEL_GAINS] = {"levels_gained", "levels +1", "levels gained"},
	[MODEL_IN_ROLE] = {"months_in_role", "in role +1 yr", "time in role"},
	[MODEL_MOVED] = {"moved", "new team or lead", "new team or lead"},
	[MODEL_CSAT] = {"csat", "CSAT −0.5", "CSAT"},
	[MODEL_CSAT_CHANGE] = {"csat_change", "CSAT ▼ 0.5", "change of CSAT"},
	[MODEL_CAREER] = {"career_prospects", "own answer −1", "own answer"},
};
static const struct { const char *key, *label; } BANDS_OF_TENURE[] = {
	[MODEL_UNDER_3_MONTHS] = {"tenure_under_3_months", "tenure < 3 mo"},
	[MODEL_3_TO_12_MONTHS] = {"tenure_3_to_12_months", "tenure 3–12 mo"},
	[MODEL_FROM_36_MONTHS] = {"tenure_from_36_months", "tenure > 3 yr"},
};

const char *estimate_label(const struct model_column *column)
{
	return column->part <= MODEL_FROM_36_MONTHS ? BANDS_OF_TENURE[column->part].label : INPUTS[column->input].label;
}

const char *estimate_plain(const struct model_column *column)
{
	return column->part <= MODEL_FROM_36_MONTHS ? BANDS_OF_TENURE[column->part].label : INPUTS[column->input].plain;
}

const char *estimate_key(const struct model_column *column)
{
	return INPUTS[column->input].key;
}

static const char *fate_words(struct arena *arena, const struct model_entry *entry)
{
	switch (entry->fate) {
	case MODEL_UNRECORDED:
		return "not recorded";
	case MODEL_OFTEN_UNKNOWN:
		return arena_print(arena, "not recorded in %.0f %% of months", 100 * entry->unknown_share);
	case MODEL_CONSTANT:
		return "the same in every month";
	case MODEL_RARE:
		return arena_print(arena, "differs in %.0f months, %.0f needed", entry->have, entry->need);
	case MODEL_SAME_AS:
		return arena_print(arena, "says the same as %s", INPUTS[entry->other].label);
	case MODEL_NO_ROOM:
		return arena_print(arena, "%.0f leavers, %.0f needed", entry->have, entry->need);
	default:
		return NULL;
	}
}

static struct driver_row used(const struct estimate_fit *fit, size_t column, bool held, struct arena *arena)
{
	const struct model_column *of = &fit->design.column[column];
	struct odds_ratio odds = hazard_odds_ratio(&fit->fit, column);
	bool band = of->part <= MODEL_FROM_36_MONTHS;
	struct driver_row row = {.key = band ? BANDS_OF_TENURE[of->part].key : INPUTS[of->input].key, .label = estimate_label(of),
		.ratio = odds.ratio, .low = odds.low, .high = odds.high, .p = odds.p, .unknown = band ? 0 : fit->design.input[of->input].unknown_share};
	if (held) {
		row.state = DRIVER_HELD;
		row.why = band ? arena_print(arena, "held by the prior: %.0f of %zu months", of->leavers, of->ones) : "held by the prior";
	}
	return row;
}

static void add_left_out(const struct estimate_fit *fit, struct arena *arena, struct estimate_result *result)
{
	for (int part = 0; part <= MODEL_FROM_36_MONTHS; part++)
		if (fit->design.band[part].fate != MODEL_USED)
			result->drivers[result->driver_count++] = (struct driver_row){.key = BANDS_OF_TENURE[part].key, .label = BANDS_OF_TENURE[part].label,
				.state = DRIVER_LEFT_OUT, .why = fate_words(arena, &fit->design.band[part]), .ratio = NAN, .low = NAN, .high = NAN, .p = NAN};
	for (int input = MODEL_AI_USE; input < MODEL_INPUTS; input++)
		if (fit->design.input[input].fate != MODEL_USED)
			result->drivers[result->driver_count++] = (struct driver_row){.key = INPUTS[input].key, .label = INPUTS[input].label,
				.state = DRIVER_LEFT_OUT, .why = fate_words(arena, &fit->design.input[input]), .ratio = NAN, .low = NAN, .high = NAN,
				.p = NAN, .unknown = fit->design.input[input].unknown_share};
}

void estimate_drivers(const struct estimate_fit *fit, struct arena *arena, struct estimate_result *result)
{
	size_t columns = fit->design.columns;
	bool held[MODEL_MOST_COLUMNS] = {false}, kept[MODEL_MOST_COLUMNS];
	double p[MODEL_MOST_COLUMNS];
	result->separated = hazard_shape(fit->x, fit->y, fit->offset, fit->design.rows, columns, held) == HAZARD_SEPARATED;
	result->drivers = ARENA_ARRAY(arena, struct driver_row, MODEL_MOST_COLUMNS + MODEL_INPUTS + MODEL_BANDS);
	for (size_t j = 0; j < columns; j++) {
		if (fit->design.column[j].part == MODEL_NOT_RECORDED)
			continue;
		result->drivers[result->driver_count] = used(fit, j, result->separated && held[j], arena);
		p[result->driver_count] = result->drivers[result->driver_count].p;
		result->driver_count++;
	}
	benjamini_hochberg(p, (size_t)result->driver_count, FALSE_FINDINGS, kept);
	for (int i = 0; i < result->driver_count; i++)
		result->drivers[i].kept = kept[i];
	add_left_out(fit, arena, result);
}
