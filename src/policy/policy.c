#include "policy_own.h"

#include <math.h>
#include <string.h>

enum { LEAST_GROUP = 5, MOST_INITIALS = 3 };
static const char TELLS_OF_OTHERS[] = "could be told from the groups beside it";

struct policy policy_effective(const struct policy *owner, enum names wanted, bool restricted, bool wall)
{
	struct policy policy = *owner;
	policy.min_group = owner->min_group < LEAST_GROUP ? LEAST_GROUP : owner->min_group;
	policy.restricted = owner->restricted || restricted;
	policy.wall = owner->wall || wall;
	if (wanted > policy.names)
		policy.names = wanted;
	if (policy.restricted || policy.wall) {
		policy.names = NAMES_HIDDEN;
		policy.risk_of_persons = false;
	}
	return policy;
}

/* ---- groups that are too small ---- */
bool policy_small(int64_t people, int least)
{
	return people > 0 && people < least;
}

/* Nothing of the figure stays but that it is there: no number, no fraction, no row count. */
static void suppress(struct figure *figure, const char *why)
{
	*figure = (struct figure){.id = figure->id, .state = FIGURE_SUPPRESSED, .why = why, .people = -1};
}

static void suppress_known(struct figure *figure, const char *why)
{
	if (figure_known(figure))
		suppress(figure, why);
}

static bool suppress_small(struct figure *figure, int64_t people, int least, const char *why)
{
	if (!figure_known(figure) || !policy_small(people, least))
		return false;
	suppress(figure, why);
	return true;
}

/* A figure that counts no people of its own stands on those of its group. */
static void figures_apply(struct figure figures[FIGURE_COUNT], int64_t people, const struct policy *policy, const char *why)
{
	for (int id = 0; id < FIGURE_COUNT; id++)
		suppress_small(&figures[id], figures[id].people >= 0 ? figures[id].people : people, policy->min_group, why);
}

/* Groups that are large enough hide for the sake of those that are not. */
static enum told_base base_of(int id)
{
	switch (id) {
	case FIGURE_ADOPTION: case FIGURE_ELIGIBLE: case FIGURE_EVER: case FIGURE_ACTIVE: case FIGURE_HABITUAL: case FIGURE_CHAMPION:
		return OF_ACCESS;
	case FIGURE_FIRST_90_DAYS:
		return OF_HIRED;
	default:
		return OF_EMPLOYED;
	}
}

static void others_apply(struct figure figures[FIGURE_COUNT], const bool tells[TOLD_BASES])
{
	for (int id = 0; id < FIGURE_COUNT; id++)
		if (tells[OF_EMPLOYED] || tells[base_of(id)])
			suppress_known(&figures[id], TELLS_OF_OTHERS);
}

static void group_apply(struct group *group, const struct policy *policy, const char *why)
{
	figures_apply(group->figure, group->people, policy, why);
	others_apply(group->figure, group->tells_of_others);
	if (!policy_small(group->people_behind, policy->min_group) && !group->tells_of_others[OF_EMPLOYED])
		return;
	group->ledger = NULL;
	group->ledger_count = 0;
	group->mostly = NULL;
}

/* What stands on a page for the whole scope goes with the scope's figures where it is too small: charts of what was
   recorded by those behind the rows, and of the roster by those employed. */
static void recorded_apply(struct answer *answer, const struct policy *policy, const char *why)
{
	bool small = policy_small(answer->groups[0].people_behind, policy->min_group) || answer->groups[0].tells_of_others[OF_EMPLOYED];
	for (int i = 0; i < answer->tool_count; i++) {
		struct tool_row *tool = &answer->tools[i];
		if (!small && !policy_small(tool->people, policy->min_group))
			continue;
		suppress(&tool->accepted, why);
		tool->accepted_n = tool->edited_n = tool->rejected_n = tool->shown_n = tool->people = 0;
	}
	if (!small)
		return;
	memset(answer->heat.customer, 0, sizeof answer->heat.customer);
	memset(answer->heat.worked, 0, sizeof answer->heat.worked);
	answer->resolved = (struct resolved_split){0};
	answer->contracted_seconds = 0;
}

static void roster_apply(struct answer *answer, const struct policy *policy)
{
	bool small = policy_small(answer->groups[0].people, policy->min_group) || answer->groups[0].tells_of_others[OF_EMPLOYED];
	if (small || policy_small(answer->survival.people, policy->min_group))
		answer->survival = (struct survival){.left_out = answer->survival.left_out};
	int kept = 0;
	for (int i = 0; !small && i < answer->need_count; i++)
		if (!answer->needs_rows[i].tells_of_others)
			answer->needs_rows[kept++] = answer->needs_rows[i];
	answer->need_count = kept;
	if (small)
		answer->skills = NULL, answer->skill_count = 0;
}

static void findings_apply(struct attention *attention)
{
	int kept = 0;
	for (int i = 0; i < attention->count; i++)
		if (!attention->findings[i].tells_of_others || !attention->findings[i].team_id)
			attention->findings[kept++] = attention->findings[i];
	attention->count = kept;
}

static void trends_apply(struct answer *answer)
{
	static const enum figure_id HEADS[PANEL_COUNT] = {[PANEL_AI] = FIGURE_ADOPTION, [PANEL_TIME] = FIGURE_CUSTOMER_TIME,
		[PANEL_SKILLS] = FIGURE_GROWTH, [PANEL_TURNOVER] = FIGURE_TURNOVER};
	for (int panel = 0; panel < PANEL_VOICE; panel++)
		if (answer->groups[0].figure[HEADS[panel]].state == FIGURE_SUPPRESSED)
			answer->trend[panel].count = 0;
}

/* ---- leaving ---- */
/* Never estimated for a few, nor for those who differ from others shown by a few: risk_min_group holds whatever the policy
   on names. */
static void risk_apply(struct answer *answer, const struct policy *policy, const char *why)
{
	const struct estimate *estimate = &answer->estimate;
	for (int i = 0; i < answer->group_count; i++) {
		struct group *group = &answer->groups[i];
		struct figure *expected = &group->figure[FIGURE_EXPECTED_LEAVERS];
		bool small = group->people < policy->risk_min_group;
		if (figure_known(expected) && (small || (estimate->told && !estimate->told[i])))
			suppress(expected, small ? why : TELLS_OF_OTHERS);
		if (small && answer->expectations)
			answer->expectations[i] = (struct team_expectation){.left = answer->expectations[i].left, .expected = NAN, .p = NAN};
	}
}

static bool told_of_scope(const struct answer *answer)
{
	return figure_known(&answer->groups[0].figure[FIGURE_EXPECTED_LEAVERS]);
}

/* What was learned of a few is about them, whatever it is called. */
static void leaving_apply(struct answer *answer, const struct policy *policy, const char *why)
{
	struct estimate *estimate = &answer->estimate;
	if (estimate->kind != ESTIMATE_NONE && estimate->kind != ESTIMATE_LATER && estimate->people < policy->risk_min_group) {
		*estimate = (struct estimate){.kind = ESTIMATE_NOT, .why = why, .first_day = estimate->first_day, .already = -1,
			.older = estimate->older};
		return;
	}
	if (!told_of_scope(answer)) {
		estimate->pmf = NULL;
		estimate->most = 0;
		estimate->already = -1;
	}
}

static void person_risk_apply(struct person_page *person, const struct policy *policy, const char *why)
{
	struct figure *team = &person->team_figure[FIGURE_EXPECTED_LEAVERS], *own = &person->figure[FIGURE_EXPECTED_LEAVERS];
	bool small = person->team_people < policy->risk_min_group;
	if (figure_known(team) && (small || !person->estimate.team_told))
		suppress(team, small ? why : TELLS_OF_OTHERS);
	if (figure_known(own))
		suppress(own, why);
	if (!policy->risk_of_persons)
		person->estimate = (struct person_estimate){.why = "policy: counts and drivers only"};
}

/* Survey answers are never shown of a few, whatever the policy on names. */
static void voice_apply(struct answer *answer, const struct policy *policy, const char *why)
{
	for (int i = 0; i < answer->voice_count; i++) {
		struct figure *figure = &answer->voice[i].figure;
		int64_t answers = figure->has_fraction ? (int64_t)figure->denominator : figure->people;
		if (suppress_small(figure, answers, policy->min_group, why))
			answer->voice[i].trend.count = 0;
		for (int group = 0; answer->voice[i].by_group && group < answer->group_count; group++) {
			struct figure *of = &answer->voice[i].by_group[group];
			suppress_small(of, of->has_fraction ? (int64_t)of->denominator : of->people, policy->min_group, why);
		}
	}
}

/* What is said of people with AI and without: neither side may be few. */
static void estimate_apply(struct effect_estimate *estimate, const struct policy *policy, const char *why)
{
	if (policy_small(estimate->with, policy->min_group) || policy_small(estimate->without, policy->min_group))
		*estimate = (struct effect_estimate){.why = why};       /* its reason counted them too */
}

static void point_apply(struct ramp_point *point, const struct policy *policy)
{
	if (policy_small(point->people, policy->min_group))
		*point = (struct ramp_point){0};
}

static void effect_apply(struct ai_effect *effect, const struct policy *policy, const char *why)
{
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		struct effect_row *row = &effect->rows[i];
		estimate_apply(&row->adjusted, policy, why);
		estimate_apply(&row->event, policy, why);
		row->plain = row->adjusted.known ? row->plain : 0;
		for (int week = 0; !row->event.known && week < EFFECT_SERIES; week++)
			row->week[week] = (struct effect_estimate){0};
		if (!row->event.known)
			row->check = (struct effect_estimate){0};
	}
	if (policy_small(effect->ramp.newcomers, policy->min_group))
		effect->ramp = (struct ramp){.why = why, .outcome = effect->ramp.outcome};
	for (int i = 0; i < RAMP_POINTS; i++)
		point_apply(&effect->ramp.with[i], policy), point_apply(&effect->ramp.without[i], policy);
	if (policy_small(effect->reinvestment.people, policy->min_group))
		effect->reinvestment = (struct reinvestment){.why = why};
}

/* ---- names ---- */
/* "Ayu Lestari" becomes "A. L.". */
const char *policy_initials(struct arena *arena, const char *name)
{
	char *text = arena_alloc(arena, strlen(name) + 3 * MOST_INITIALS + 1);
	size_t length = 0;
	int found = 0, width;
	for (bool starts = true; *name && found < MOST_INITIALS;) {
		size_t bytes = text_next(name, &width);
		if (!bytes)
			break;
		if (*name != ' ' && starts) {
			if (found++)
				text[length++] = ' ';
			memcpy(text + length, name, bytes);
			length += bytes;
			text[length++] = '.';
		}
		starts = *name == ' ';
		name += bytes;
	}
	text[length] = '\0';
	return text;
}

static void row_initials(struct arena *arena, struct person_row *row)
{
	row->name = row->name ? policy_initials(arena, row->name) : NULL;
	row->employee_no = "";
}

static void names_initials(struct answer *answer)
{
	struct arena *arena = answer->arena;
	for (int i = 0; i < answer->people_count; i++)
		row_initials(arena, &answer->people[i]);
	for (int i = 0; i < answer->matrix.people; i++)
		answer->matrix.person[i] = policy_initials(arena, answer->matrix.person[i]);
	for (int i = 0; i < answer->need_count; i++)
		if (answer->needs_rows[i].person)
			answer->needs_rows[i].person = policy_initials(arena, answer->needs_rows[i].person);
	if (answer->person)
		row_initials(arena, &answer->person->row);
}

static void names_hide(struct answer *answer)
{
	answer->people_count = answer->matrix.people = 0;
	answer->people = NULL;
	answer->matrix.person = NULL;
	answer->matrix.person_id = NULL;
	answer->matrix.level = NULL;
	answer->person = NULL;
	for (int i = 0; i < answer->need_count; i++) {
		answer->needs_rows[i].person = NULL;
		if (answer->needs_rows[i].person_id)
			answer->needs_rows[i].person_id = -1;
	}
}

/* ---- records ---- */
static bool names_a_person(const struct record_column *column)
{
	return column->type == RECORD_PERSON || strcmp(column->key, "employee_no") == 0;
}

static void records_initials(struct arena *arena, struct records *records)
{
	for (int column = 0; column < records->column_count; column++) {
		if (!names_a_person(&records->columns[column]))
			continue;
		bool is_name = records->columns[column].type == RECORD_PERSON;
		for (size_t row = 0; row < records->count; row++) {
			struct value *cell = &records->cells[row * (size_t)records->column_count + (size_t)column];
			if (cell->type == CELL_TEXT)
				*cell = is_name ? (struct value){.type = CELL_TEXT, .text = policy_initials(arena, cell->text)}
						: (struct value){.type = CELL_NULL};
		}
	}
}

static void records_without_persons(struct arena *arena, struct records *records)
{
	struct record_column *columns = ARENA_ARRAY(arena, struct record_column, records->column_count + 1);
	int kept = 0, most = records->column_count;
	for (int column = 0; column < most; column++)
		if (!names_a_person(&records->columns[column]))
			columns[kept++] = records->columns[column];
	size_t to = 0;
	for (size_t row = 0; row < records->count; row++)
		for (int column = 0; column < most; column++)
			if (!names_a_person(&records->columns[column]))
				records->cells[to++] = records->cells[row * (size_t)most + (size_t)column];
	for (size_t row = 0; records->person_id && row < records->count; row++)
		records->person_id[row] = 0;
	records->columns = columns;
	records->column_count = kept;
}

static void records_apply(struct answer *answer, const struct policy *policy)
{
	struct records *records = &answer->records;
	if (policy_shows_persons(policy)) {
		if (policy->names == NAMES_INITIALS)
			records_initials(answer->arena, records);
		return;
	}
	if (records->filter.person_id) {                /* the rows of one person are a person page by another name */
		records->count = 0;
		records->total = 0;
		records->filter.title = NULL;
	} else if (records->filter.relation == RELATION_PERSON) {
		records->count = 0;                     /* each row would be a person: their number stays */
	}
	records_without_persons(answer->arena, records);
}

void policy_apply(struct answer *answer, const struct policy *policy)
{
	const char *few = arena_print(answer->arena, "fewer than %d people", policy->min_group);
	const char *few_at_risk = arena_print(answer->arena, "fewer than %d people", policy->risk_min_group);
	if (policy->names != NAMES_FULL && answer->groups) {
		for (int i = 0; i < answer->group_count; i++)
			group_apply(&answer->groups[i], policy, few);
		trends_apply(answer);
		recorded_apply(answer, policy, few);
		policy_survival(answer, policy);
		roster_apply(answer, policy);
		findings_apply(&answer->attention);
		if (answer->effect)
			effect_apply(answer->effect, policy, few);
		if (answer->person) {
			figures_apply(answer->person->team_figure, answer->person->team_people, policy, few);
			others_apply(answer->person->team_figure, answer->person->team_tells_of_others);
		}
	}
	if (answer->groups)
		risk_apply(answer, policy, few_at_risk), leaving_apply(answer, policy, few_at_risk);
	if (answer->what_if && answer->groups)
		policy_what_if(answer, policy);
	if (answer->person)
		person_risk_apply(answer->person, policy, few_at_risk);
	voice_apply(answer, policy, arena_print(answer->arena, "fewer than %d answers", policy->min_group));
	if (!policy_shows_persons(policy))
		names_hide(answer);
	else if (policy->names == NAMES_INITIALS)
		names_initials(answer);
	records_apply(answer, policy);
}
