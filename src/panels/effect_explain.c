#include "effect_own.h"
#include "popups_own.h"

static const struct { const char *what, *formula; } OUTCOME_WORDS[OUTCOME_COUNT] = {
	[OUTCOME_CUSTOMER_TIME] = {"of the time worked, the part spent with customers", "seconds with customers / seconds worked, of one person"},
	[OUTCOME_HANDLE_TIME] = {"how long a case takes", "handling seconds / cases with a handling time, resolved by one person"},
	[OUTCOME_CSAT] = {"how customers rated the cases, 1 to 5", "sum of ratings / rated cases, resolved by one person"},
	[OUTCOME_CAME_BACK] = {"of the resolved cases, those reopened within 7 days", "cases that came back / cases resolved by one person"},
	[OUTCOME_LEVELS] = {"levels gained in all skills", "sum of levels now less levels 91 days ago, of one person"},
};
static const char ADJUSTED_WORDS[] = "least squares on habit, tenure band (under 3 months, 3–12, 12–36, over 36) and team; one value a person; "
	"habit: use in 9 of the last 12 weeks; interval: HC2, Student t";
static const char EVENT_WORDS[] = "mean of weeks +1 to +12 less mean of weeks −8 to −4 around the start, less the same of people who had not "
	"started 12 weeks later; start: first week with use in 3 of 4 weeks; interval: leaving out one person, or one team where that is wider";

static void add_notes(struct explaining *to, const struct effect_estimate *estimate)
{
	for (int side = 0; side < 2; side++) {
		const char *label = side ? "left out" : "people";
		for (int i = 0; i < estimate->note_count; i++) {
			if (estimate->notes[i].left_out != (side == 1))
				continue;
			explain_add(to, label, arena_print(to->arena, TEXT "%s" DIM " %s", format_count(to->arena, estimate->notes[i].count),
				estimate->notes[i].label));
			label = "";
		}
	}
}

static void add_estimate(struct explaining *to, const char *label, const struct effect_row *row, const struct effect_estimate *estimate)
{
	if (!estimate->known) {
		explain_add(to, label, arena_print(to->arena, DIM "cannot be said: %s", estimate->why ? estimate->why : ""));
		return;
	}
	explain_add(to, label, arena_print(to->arena, STRONG "%s" DIM "  95 %% " TEXT "%s%s", effect_amount(to->arena, row->unit, estimate->value),
		effect_limits(to->arena, row->unit, estimate->low, estimate->high), estimate->low > 0 || estimate->high < 0 ? "" : DIM "  contains 0: may be chance"));
}

static void add_adjusted(struct explaining *to, const struct effect_row *row)
{
	explain_add(to, "users", DIM "people with a habit of AI use against their like without: they differ in more than AI");
	explain_add(to, "how", arena_print(to->arena, TEXT "%s", ADJUSTED_WORDS));
	add_estimate(to, "difference", row, &row->adjusted);
	if (row->adjusted.known)
		explain_add(to, "plain", arena_print(to->arena, TEXT "%s" DIM " without adjusting", effect_amount(to->arena, row->unit, row->plain)));
	add_notes(to, &row->adjusted);
}

static void add_event(struct explaining *to, const struct effect_row *row)
{
	struct window weeks = to->view->answer->effect->weeks;
	explain_add(to, "change", DIM "each starter's change less that of people who had not started, in the same weeks");
	explain_add(to, "how", arena_print(to->arena, TEXT "%s", EVENT_WORDS));
	explain_add(to, "weeks read", arena_print(to->arena, TEXT "%s", words_days(to->arena, weeks)));
	add_estimate(to, "change", row, &row->event);
	if (row->event.known) {
		add_estimate(to, "check", row, &row->check);
		explain_add(to, "", row->already_changing ? TEXT "weeks −3 to −1 had moved already: the change is not read as AI's effect"
			: DIM "weeks −3 to −1, before the start; that they had not moved is no proof");
		explain_add(to, "interval", row->by_team ? TEXT "of leaving out one team at a time, the wider" : TEXT "of leaving out one person at a time");
		if (row->team_by_team)
			explain_add(to, "", TEXT "starts went team by team: over half began within 2 weeks of their team");
	}
	add_notes(to, &row->event);
}

static void add_ramp(struct explaining *to)
{
	const struct ramp *ramp = &to->view->answer->effect->ramp;
	explain_add(to, "what", TEXT "how newcomers come up to speed in their first 52 weeks");
	explain_add(to, "formula", arena_print(to->arena, TEXT "%s, over all in four weeks since their hire", OUTCOME_WORDS[ramp->outcome].formula));
	explain_add(to, "with AI", TEXT "weeks from a person's first week of sustained use on; without: those before it, so stretches of time, not people");
	explain_add(to, "interval", TEXT "Student t over people; four weeks with fewer than 5 people are not drawn");
	explain_add(to, "mind", DIM "those with AI joined later than those without: more than AI may differ");
	if (ramp->why)
		explain_add(to, "result", arena_print(to->arena, DIM "cannot be said: %s", ramp->why));
	explain_add(to, "people", arena_print(to->arena, TEXT "%s" DIM " newcomers", format_count(to->arena, ramp->newcomers)));
	if (ramp->hired_unknown)
		explain_add(to, "left out", arena_print(to->arena, TEXT "%s" DIM " whose first day is not known", format_count(to->arena, ramp->hired_unknown)));
}

static void add_reinvestment(struct explaining *to)
{
	const struct reinvestment *from = &to->view->answer->effect->reinvestment;
	explain_add(to, "what", TEXT "where the worked time of people who use AI goes now, and went before");
	explain_add(to, "formula", TEXT "(share of worked time in the period − share before) × hours worked a week in the period; mean over people");
	explain_add(to, "before", TEXT "the 84 days before each one's first week of sustained use; where fewer than 8 people have them recorded, the period before");
	explain_add(to, "given back", TEXT "seconds saved in the period as the tools record them, per person and week");
	explain_add(to, "none of 3", TEXT "given back less the changes of relationships, improvement and learning: not seen there; it may have gone to customers");
	explain_add(to, "interval", TEXT "Student t over people");
	if (from->why)
		explain_add(to, "result", arena_print(to->arena, DIM "cannot be said: %s", from->why));
	explain_add(to, "people", arena_print(to->arena, TEXT "%s" DIM " who began, used AI in the period and worked 20 h in it", format_count(to->arena, from->people)));
	if (from->left_out)
		explain_add(to, "left out", arena_print(to->arena, TEXT "%s" DIM " with under 20 h recorded before", format_count(to->arena, from->left_out)));
}

static void add_outcome(struct explaining *to, enum outcome outcome, const struct effect_row *row, bool both)
{
	explain_add(to, "what", arena_print(to->arena, TEXT "%s: %s", row->label, OUTCOME_WORDS[outcome].what));
	explain_add(to, "formula", arena_print(to->arena, TEXT "%s", OUTCOME_WORDS[outcome].formula));
	explain_add(to, "reading", arena_print(to->arena, STRONG "%s", effect_reading(to->arena, row)));
	lines_add(&to->lines, "");
	if (both) {
		add_adjusted(to, row);
		lines_add(&to->lines, "");
	}
	add_event(to, row);
	lines_add(&to->lines, "");
	explain_add(to, "yardstick", DIM EFFECT_YARDSTICK);
}

int popup_explain_effect(struct area area, const struct view *view, int id)
{
	const struct ai_effect *effect = view->answer->effect;
	struct explaining to = explain_begin(area, view);
	if (!effect || id >= EXPLAIN_EFFECT_END)
		return 0;
	bool event = id == EXPLAIN_EVENT;
	const struct effect_row *row = event ? effect_row_now(view) : &effect->rows[id < EXPLAIN_EVENT ? id - EXPLAIN_EFFECT : 0];
	if (id <= EXPLAIN_EVENT)
		add_outcome(&to, (enum outcome)(row - effect->rows), row, !event);
	else if (id == EXPLAIN_RAMP)
		add_ramp(&to);
	else
		add_reinvestment(&to);
	lines_add(&to.lines, "");
	explain_add_sql(&to, metrics_questions_of_effect());
	const char *title = id <= EXPLAIN_EVENT ? row->label : id == EXPLAIN_RAMP ? "newcomers" : "where the time went";
	return explain_end(area, &to, title, ROLE_AI, false);
}
