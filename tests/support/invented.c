#include "invented.h"

#include "invented_rows.h"

#include <math.h>
#include <string.h>

enum { TEAMS = 5, HUGE_TEAMS = 1000, KINDS = 6, PEOPLE = 14, TODAY = 20781, NOW_HOUR = 9, NOW_MINUTE = 41, ZONE = 7 * 3600 };

static const char *const TEAM[TEAMS] = { "Billing", "Onboarding", "Technical", "Retention", "Back office" };
static const int TEAM_PEOPLE[TEAMS] = { 14, 17, 14, 9, 6 };
static const int ELIGIBLE[TEAMS] = { 14, 17, 14, 9, 0 }, EVER[TEAMS] = { 12, 17, 12, 8, 0 }, ACTIVE[TEAMS] = { 9, 15, 9, 5, 0 };
static const int HABITUAL[TEAMS] = { 5, 12, 7, 3, 0 }, CHAMPION[TEAMS] = { 1, 5, 2, 1, 0 }, ACTIVE_BEFORE[TEAMS] = { 10, 12, 8, 4, 0 };
static const int BY_AI[TEAMS] = { 642, 812, 284, 96, 0 }, WITH_AI[TEAMS] = { 598, 700, 540, 262, 0 }, ALONE[TEAMS] = { 900, 398, 516, 352, 420 };
static const int HANDED[TEAMS] = { 288, 190, 196, 84, 0 }, SHOWN[TEAMS] = { 3600, 5600, 2900, 1200, 0 }, TAKEN[TEAMS] = { 2304, 3976, 1798, 684, 0 };
static const int HOURS[TEAMS][KINDS] = {
	{ 718, 416, 246, 170, 76, 264 }, { 1331, 230, 207, 207, 184, 137 }, { 1003, 246, 208, 189, 132, 114 },
	{ 731, 134, 122, 97, 61, 73 }, { 354, 114, 114, 73, 33, 128 },
};
static const double TIME_MOVED[TEAMS] = { -6, 7, 7, 3, 1 }, MOSTLY[TEAMS] = { 5, -4, -3, -2, -1 };
static const char *const MOSTLY_KIND[TEAMS] = { "logging", "logging", "admin", "waiting", "meetings" };
static const char *const KIND_KEY[KINDS] = { "call", "case_logging", "admin", "meeting", "learning", "waiting" };
static const char *const KIND_LABEL[KINDS] = { "call", "logging", "admin", "meetings", "learning", "waiting" };
static const double KIND_MOVED[KINDS] = { 2.8, -.9, -1.3, -.2, .6, -1.0 };
static const int COUNTED[TEAMS] = { 13, 16, 14, 8, 6 }, GAINED[TEAMS] = { 4, 18, 12, 5, 2 }, GREW[TEAMS] = { 4, 13, 8, 4, 2 };
static const int FILLED[TEAMS] = { 21, 30, 24, 14, 8 }, NEEDED[TEAMS] = { 26, 32, 28, 17, 10 }, ON_ONE[TEAMS] = { 2, 0, 2, 1, 0 };
static const double GROWTH_BEFORE[TEAMS] = { .31, .88, .64, .5, .5 };
static const int LEFT[TEAMS] = { 4, 2, 1, 1, 0 };
static const double HEADS[TEAMS] = { 14.8, 15.4, 13.1, 8.5, 5.8 };
static const char *const NAMES[PEOPLE] = {
	"Ayu Lestari", "Bima Santosa", "Citra Dewanti", "Dimas Pratomo", "Eka Widjaja", "Fajar Nuswantoro", "Gita Permadi",
	"Hadi Wirawan", "Indah Sarasvati", "Joko Prasetyo", "Kartika Ningsih", "Lukas Hutapea", "Maya Anggoro", "Nanda Sapoetra",
};
/* Cleaned already, as metrics hands them on: wide, long, marked, quoting markup-like text. */
static const char *const ODD[] = {
	"日本語サポートチーム第一課・夜間対応グループ", "Ünïcödé́ Tëäm", "A", "Kundenbetreuung und Beschwerdemanagement Nordrhein-Westfalen",
	"<b>team</b> %s %n", "\xEF\xBF\xBD[31mred\xEF\xBF\xBD", "فريق الدعم", "שירות", "テ", "👍 thumbs",
};

const char *invented_name(enum invented_kind kind)
{
	static const char *const names[INVENTED_COUNT] = {
		"normal", "empty", "not-imported", "not-applicable", "suppressed", "stale", "zero", "huge", "leaf",
	};
	return names[kind];
}

bool invented_kind_of(const char *name, enum invented_kind *kind)
{
	for (int i = 0; i < INVENTED_COUNT; i++)
		if (strcmp(name, invented_name((enum invented_kind)i)) == 0)
			return *kind = (enum invented_kind)i, true;
	return false;
}

/* ---- figures ---- */
static struct figure *put(struct group *group, enum figure_id id, double numerator, double denominator)
{
	struct figure *figure = &group->figure[id];
	*figure = (struct figure){ .id = (int)id, .state = FIGURE_OK, .value = numerator / denominator, .has_fraction = true,
		.numerator = numerator, .denominator = denominator, .people = group->people };
	if (!(denominator > 0))
		figure->state = FIGURE_NOT_APPLICABLE, figure->value = 0, figure->has_fraction = false, figure->why = "nobody it applies to";
	return figure;
}

static struct figure *put_count(struct group *group, enum figure_id id, double count)
{
	struct figure *figure = &group->figure[id];
	*figure = (struct figure){ .id = (int)id, .state = FIGURE_OK, .value = count, .people = -1 };
	return figure;
}

static void limits(struct figure *figure, double low, double high)
{
	figure->has_interval = figure->state == FIGURE_OK, figure->low = low, figure->high = high;
}

static void before(struct figure *figure, double previous, bool sure)
{
	double change = figure->value - previous, half = fabs(change) * (sure ? 0.5 : 1.5) + 0.001;
	if (figure->state != FIGURE_OK)
		return;
	figure->has_previous = true, figure->previous = previous;
	figure->has_change_interval = true, figure->change_low = change - half, figure->change_high = change + half;
}

static void wilson(struct figure *figure)
{
	double n = figure->denominator, p = figure->value, z = 1.96;
	double middle = (p + z * z / 2 / n) / (1 + z * z / n), half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / 4 / n / n);
	limits(figure, middle - half, middle + half);
}

static void survey(struct figure *figure, double share)
{
	figure->has_survey = true, figure->survey = share;
}

static double sum(const int *numbers, int from, int to)
{
	double total = 0;
	for (int i = from; i < to; i++)
		total += numbers[i];
	return total;
}

static void ai_figures(struct group *group, int from, int to)
{
	double eligible = sum(ELIGIBLE, from, to), cases = sum(BY_AI, from, to) + sum(WITH_AI, from, to) + sum(ALONE, from, to);
	struct figure *adoption = put(group, FIGURE_ADOPTION, sum(ACTIVE, from, to), eligible);
	if (eligible > 0)
		wilson(adoption), before(adoption, sum(ACTIVE_BEFORE, from, to) / eligible, false);
	else
		adoption->why = "no one eligible";
	put_count(group, FIGURE_ELIGIBLE, eligible), put_count(group, FIGURE_EVER, sum(EVER, from, to));
	put_count(group, FIGURE_ACTIVE, sum(ACTIVE, from, to)), put_count(group, FIGURE_HABITUAL, sum(HABITUAL, from, to));
	put_count(group, FIGURE_CHAMPION, sum(CHAMPION, from, to)), put_count(group, FIGURE_WITHOUT_ACCESS, 0);
	wilson(put(group, FIGURE_ACCEPTED, sum(TAKEN, from, to), sum(SHOWN, from, to)));
	struct figure *resolved = put(group, FIGURE_AI_RESOLVED, sum(BY_AI, from, to), cases);
	struct figure *assisted = put(group, FIGURE_AI_ASSISTED, sum(WITH_AI, from, to), sum(WITH_AI, from, to) + sum(ALONE, from, to));
	struct figure *handed = put(group, FIGURE_HANDED_OVER, sum(HANDED, from, to), sum(HANDED, from, to) + sum(BY_AI, from, to));
	before(resolved, resolved->value - .02, true), before(assisted, assisted->value - .04, true), before(handed, handed->value + .01, false);
	before(put(group, FIGURE_TIME_GIVEN_BACK, 1.6 * 3600 * 38 * 4, 38 * 4), 1.3 * 3600, false);
	put(group, FIGURE_CSAT_AI, 4.1 * 512, 512), put(group, FIGURE_CSAT_HUMAN, 4.3 * 1204, 1204);
	put(group, FIGURE_CAME_BACK_AI, 133, 1967), put(group, FIGURE_CAME_BACK_HUMAN, 239, 4686);
}

static void time_figures(struct group *group, struct arena *arena, int from, int to)
{
	double worked = 0, customers = 0;
	group->ledger = ARENA_ARRAY(arena, struct ledger_entry, KINDS);
	group->ledger_count = KINDS;
	for (int kind = 0; kind < KINDS; kind++) {
		int hours = 0;
		for (int team = from; team < to; team++)
			hours += HOURS[team][kind];
		worked += hours, customers += kind == 0 ? hours : 0;
		group->ledger[kind] = (struct ledger_entry){ .kind_id = kind + 1, .key = KIND_KEY[kind], .label = KIND_LABEL[kind],
			.is_customer = kind == 0, .seconds = 3600 * (int64_t)hours };
	}
	for (int kind = 0; kind < KINDS; kind++) {
		struct ledger_entry *entry = &group->ledger[kind];
		entry->share = (double)entry->seconds / 3600 / worked;
		entry->share_before = entry->share - KIND_MOVED[kind] / 100;
		entry->seconds_before = (int64_t)(entry->share_before * worked * 3600);
	}
	struct figure *figure = put(group, FIGURE_CUSTOMER_TIME, 3600 * customers, 3600 * worked);
	double moved = to - from == 1 ? TIME_MOVED[from] : 2.8;
	limits(figure, figure->value - .022, figure->value + .022), survey(figure, .46);
	before(figure, figure->value - moved / 100, to - from > 1 || fabs(moved) > 5);
	put_count(group, FIGURE_WORKED, 3600 * worked);
	before(put(group, FIGURE_OCCUPANCY, 3600 * customers, 3600 * customers / .881), .870, true);
	before(put(group, FIGURE_TIME_COVERAGE, 3600 * worked, 3600 * worked / .889), .893, false);
	if (to - from == 1)
		group->mostly = MOSTLY_KIND[from], group->mostly_change = MOSTLY[from] / 100;
}

static void other_figures(struct group *group, int from, int to)
{
	double counted = sum(COUNTED, from, to), heads = 0, growth = 0;
	for (int i = from; i < to; i++)
		heads += HEADS[i], growth += GROWTH_BEFORE[i] * COUNTED[i] / counted;
	struct figure *figure = put(group, FIGURE_GROWTH, sum(GAINED, from, to), counted);
	limits(figure, figure->value - .24, figure->value + .24), before(figure, growth, false);
	struct figure *grew = put(group, FIGURE_GREW, sum(GREW, from, to), counted);
	wilson(grew), survey(grew, .82);
	put(group, FIGURE_SKILL_COVERAGE, sum(FILLED, from, to), sum(NEEDED, from, to));
	put_count(group, FIGURE_ON_ONE_PERSON, sum(ON_ONE, from, to)), put_count(group, FIGURE_NEEDS_UNMET, 0);
	put(group, FIGURE_STALE_SKILLS, 12, 431), put(group, FIGURE_COMPLEX_WORK, 980, 4686);
	figure = put(group, FIGURE_TURNOVER, sum(LEFT, from, to), heads);
	limits(figure, figure->value * .43, figure->value * 1.97 + .02), survey(figure, .12), before(figure, figure->value - .01, false);
	put_count(group, FIGURE_LEAVERS, sum(LEFT, from, to)), put_count(group, FIGURE_HEADCOUNT, heads);
	wilson(put(group, FIGURE_FIRST_90_DAYS, 3, 17));
	put_count(group, FIGURE_VOLUNTARY, sum(LEFT, from, to) * 3 / 4), put_count(group, FIGURE_INVOLUNTARY, sum(LEFT, from, to) / 4);
	put(group, FIGURE_TURNOVER_SHRM, 8, 58.1);
	group->figure[FIGURE_EXPECTED_LEAVERS] = (struct figure){ .id = FIGURE_EXPECTED_LEAVERS, .state = FIGURE_NOT_APPLICABLE,
		.people = -1, .why = "not computed yet" };
}

static void fill_group(struct group *group, struct arena *arena, enum group_kind kind, const char *name, int64_t id, int from, int to)
{
	*group = (struct group){ .kind = kind, .team_id = id, .name = name, .people = (int64_t)sum(TEAM_PEOPLE, from, to) };
	group->people_behind = group->people;
	ai_figures(group, from, to), time_figures(group, arena, from, to), other_figures(group, from, to);
}

/* ---- the rest ---- */
static void fill_trend(struct trend *trend, double from, double to, double band)
{
	trend->count = TREND_POINTS;
	for (int i = 0; i < TREND_POINTS; i++) {
		double at = i / (TREND_POINTS - 1.0);
		trend->to[i] = TODAY - 7 * (TREND_POINTS - 1 - i);
		trend->known[i] = true, trend->has_band[i] = band > 0;
		trend->value[i] = from + (to - from) * at * at + (to - from) * 0.06 * sin(i * 1.7);
		trend->low[i] = trend->value[i] - band, trend->high[i] = trend->value[i] + band;
	}
	trend->value[TREND_POINTS - 1] = to;
}

static void fill_heat(struct heat *heat)
{
	heat->imported = true;
	for (int day = 0; day < 6; day++)
		for (int hour = 8; hour < (day == 5 ? 14 : 20); hour++) {
			double share = .51 + .1 * sin((hour - 9.2) / 2.1) - (hour == 12 ? .09 : 0) - (day == 0 && hour < 11 ? .07 : 0) - (day == 5 ? .06 : 0);
			heat->worked[day][hour] = 30 * 3600;
			heat->customer[day][hour] = (int64_t)(share * 30 * 3600);
		}
}

static void fill_tools(struct answer *answer)
{
	static const struct { const char *name; int shown, accepted, edited, people; } tools[] = {
		{ "Reply drafts", 8100, 3240, 1620, 36 }, { "Case summaries", 3900, 2925, 390, 31 }, { "Knowledge find", 1300, 520, 67, 14 },
		{ "all tools", 13300, 6685, 2077, 38 },
	};
	answer->tool_count = COUNT_OF(tools);
	answer->tools = ARENA_ARRAY(answer->arena, struct tool_row, COUNT_OF(tools));
	for (size_t i = 0; i < COUNT_OF(tools); i++) {
		double taken = tools[i].accepted + tools[i].edited;
		answer->tools[i] = (struct tool_row){ .tool_id = (int64_t)i + 1, .name = tools[i].name, .shown_n = tools[i].shown,
			.accepted_n = tools[i].accepted, .edited_n = tools[i].edited, .people = tools[i].people,
			.accepted = { .id = FIGURE_ACCEPTED, .state = FIGURE_OK, .value = taken / tools[i].shown, .has_fraction = true,
				.numerator = taken, .denominator = tools[i].shown, .people = tools[i].people } };
	}
	answer->resolved = (struct resolved_split){ .by_ai = 1834, .with_ai = 2100, .by_human = 2586, .unconfirmed = 412, .rated_ai = 512, .rated_human = 1204 };
}

static void fill_skills(struct answer *answer)
{
	static const struct { const char *name; int filled, needed, change; } rows[] = {
		{ "Billing system", 19, 20, 1 }, { "Disputes", 10, 14, 0 }, { "Product", 24, 24, 2 }, { "API trouble", 9, 13, 1 },
		{ "De-escalation", 14, 17, 2 }, { "AI working", 12, 14, 5 }, { "Data privacy", 9, 11, 0 },
	};
	static const struct { const char *team, *skill; int level, person; } needs[] = {
		{ "Technical", "API trouble", 4, 4 }, { "Technical", "Data privacy", 3, 5 }, { "Billing", "API trouble", 3, 8 },
		{ "Billing", "Disputes", 4, 1 }, { "Retention", "AI working", 3, 2 },
	};
	answer->skill_count = COUNT_OF(rows), answer->need_count = COUNT_OF(needs);
	answer->skills = ARENA_ARRAY(answer->arena, struct skill_row, COUNT_OF(rows));
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		answer->skills[i] = (struct skill_row){ .skill_id = (int64_t)i + 1, .name = rows[i].name, .filled = rows[i].filled,
			.needed = rows[i].needed, .filled_before = rows[i].filled - rows[i].change };
	answer->needs_rows = ARENA_ARRAY(answer->arena, struct need_row, COUNT_OF(needs));
	for (size_t i = 0; i < COUNT_OF(needs); i++)
		answer->needs_rows[i] = (struct need_row){ .team_id = 1, .skill_id = (int64_t)i + 1, .person_id = needs[i].person,
			.team = needs[i].team, .skill = needs[i].skill, .level = needs[i].level, .people = 2 };
	struct matrix *matrix = &answer->matrix;
	matrix->people = PEOPLE, matrix->skills = COUNT_OF(rows);
	matrix->person_id = ARENA_ARRAY(answer->arena, int64_t, PEOPLE), matrix->skill_id = ARENA_ARRAY(answer->arena, int64_t, COUNT_OF(rows));
	matrix->person = ARENA_ARRAY(answer->arena, const char *, PEOPLE), matrix->skill = ARENA_ARRAY(answer->arena, const char *, COUNT_OF(rows));
	matrix->level = ARENA_ARRAY(answer->arena, signed char, PEOPLE * COUNT_OF(rows));
	matrix->gained = ARENA_ARRAY(answer->arena, int, PEOPLE), matrix->is_new = ARENA_ARRAY(answer->arena, bool, PEOPLE);
	for (int i = 0; i < PEOPLE; i++) {
		matrix->person_id[i] = i + 1, matrix->person[i] = NAMES[i], matrix->gained[i] = i % 4 == 0, matrix->is_new[i] = i == 10;
		for (size_t j = 0; j < COUNT_OF(rows); j++)
			matrix->level[(size_t)i * COUNT_OF(rows) + j] = (signed char)((i * 7 + (int)j * 3) % 7 - 1);
	}
	for (size_t j = 0; j < COUNT_OF(rows); j++)
		matrix->skill_id[j] = (int64_t)j + 1, matrix->skill[j] = rows[j].name;
}

/* The same curve for a part of the people: begins later and falls otherwise with `number`; none for fewer than ten. */
struct survival invented_curve(const struct answer *answer, const struct survival *whole, int number, int64_t people)
{
	struct survival curve = {.people = 3 * people / 2};
	if (people < 10 || number == 0)
		return number == 0 ? *whole : curve;
	curve.start = 30 * number, curve.end = whole->end - 200 * number, curve.count = whole->count;
	curve.steps = ARENA_ARRAY(answer->arena, struct survival_step, whole->count);
	for (int i = 0; i < whole->count; i++) {
		struct survival_step *step = &curve.steps[i];
		*step = whole->steps[i];
		step->days = curve.start + (curve.end - curve.start) * i / whole->count, step->at_risk = people - i / 4;
		step->survival = pow(step->survival, i ? 1 + .2 * (number % 3) : 0);
		step->low = fmax(0, step->survival - .05 - .006 * i), step->high = fmin(1, step->survival + .04 + .004 * i);
	}
	return curve;
}

static void fill_survival(struct answer *answer)
{
	enum { STEPS = 30 };
	struct survival *curve = &answer->survival;
	curve->end = 4 * 365, curve->people = 92, curve->left_out = 0, curve->count = STEPS;
	curve->steps = ARENA_ARRAY(answer->arena, struct survival_step, STEPS);
	for (int i = 0; i < STEPS; i++) {
		double share = 1 - .3 * sqrt((i + 1) / (double)STEPS), half = .02 + .1 * i / STEPS;
		curve->steps[i] = (struct survival_step){ .days = 40 + i * 48, .at_risk = 90 - 2 * i, .left = 1, .survival = share,
			.low = share - half, .high = fmin(1, share + half), .has_band = true };
	}
	answer->survival_of_group = ARENA_ARRAY(answer->arena, struct survival, answer->group_count + 1);
	for (int i = 0; i < answer->group_count; i++)
		answer->survival_of_group[i] = invented_curve(answer, curve, i, answer->groups[i].people);
	answer->shrm = (struct window){ TODAY - 388, TODAY - 24 };
	answer->expectations = ARENA_ARRAY(answer->arena, struct team_expectation, answer->group_count);
	for (int i = 0; i < answer->group_count; i++)
		answer->expectations[i] = (struct team_expectation){ .left = (int64_t)answer->groups[i].figure[FIGURE_LEAVERS].value,
			.expected = answer->groups[i].people < 10 ? NAN : 2.1, .p = .2, .marked = i == 1 };
}

static void fill_people(struct answer *answer)
{
	static const int worked[PEOPLE] = { 148, 140, 136, 152, 128, 144, 120, 138, 132, 146, 96, 142, 130, 138 };
	static const int customer[PEOPLE] = { 61, 42, 57, 50, 54, 46, 49, 61, 45, 53, 42, 60, 40, 58 };
	static const int logging[PEOPLE] = { 28, 42, 27, 40, 25, 38, 24, 26, 36, 34, 16, 28, 36, 16 };
	static const int weeks[PEOPLE] = { 12, 0, 10, 3, 9, 2, 9, 10, 1, 5, 0, 6, 1, 4 };
	static const int cases[PEOPLE] = { 118, 96, 124, 98, 112, 94, 101, 130, 92, 110, 61, 127, 89, 146 };
	answer->people_count = PEOPLE;
	answer->people = ARENA_ARRAY(answer->arena, struct person_row, PEOPLE);
	for (int i = 0; i < PEOPLE; i++) {
		struct person_row *row = &answer->people[i];
		*row = (struct person_row){ .person_id = i + 1, .team_id = 1, .employee_no = "1001", .name = NAMES[i], .role = "agent",
			.hired_day = TODAY - 100 - 170 * i, .left_day = INT64_MIN, .ai_weeks = weeks[i], .ai_weeks_of = i == 10 ? 6 : 12,
			.has_access = i != 1, .logging_share = logging[i] / (double)worked[i], .cases = cases[i], .gained = i % 4 == 0,
			.worked = 3600 * (int64_t)worked[i], .is_new = i == 10 };
		row->customer_time = (struct figure){ .id = FIGURE_CUSTOMER_TIME, .state = FIGURE_OK, .value = customer[i] / (double)worked[i],
			.has_fraction = true, .numerator = customer[i] * 3600.0, .denominator = worked[i] * 3600.0, .people = 1,
			.has_previous = i != 10, .previous = customer[i] / (double)worked[i] + .05 };
	}
}

/* Answers of 41 by team: 13, 12, 9, 5, 2. The last are too few, and the 5 are hidden for them. */
static void fill_voice_teams(struct answer *answer, struct voice_row *row)
{
	static const int answers[] = { 13, 12, 9, 5, 2 };
	row->by_group = ARENA_ARRAY(answer->arena, struct figure, answer->group_count + 1);
	row->by_group[0] = row->figure;
	for (int i = 1; i < answer->group_count; i++) {
		struct figure *figure = &row->by_group[i];
		int n = answers[(i - 1) % 5], agree = (int)lround(n * row->figure.value);
		*figure = (struct figure){ .id = -1, .state = FIGURE_OK, .value = agree / (double)n, .has_fraction = true, .numerator = agree,
			.denominator = n, .people = n };
		wilson(figure);
		if (n <= 5)
			*figure = (struct figure){ .id = -1, .state = FIGURE_SUPPRESSED, .people = -1,
				.why = n == 5 ? "hidden, or a smaller group could be told from it" : "fewer than 5 answers" };
	}
}

static void fill_voice(struct answer *answer)
{
	static const struct { const char *key, *text; double share, survey; } rows[] = {
		{ "career_prospects", "career prospects", .71, .83 }, { "new_skills", "new skills", .63, .82 },
		{ "relationship_time", "time for relations", .49, .65 }, { "improvement_time", "time to improve", .51, .54 },
	};
	answer->voice_count = COUNT_OF(rows), answer->voice_people = 41, answer->voice_asked = 60;
	answer->voice = ARENA_ARRAY(answer->arena, struct voice_row, COUNT_OF(rows));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct voice_row *row = &answer->voice[i];
		*row = (struct voice_row){ .question_id = (int64_t)i + 1, .key = rows[i].key, .text = rows[i].text,
			.figure = { .id = -1, .state = FIGURE_OK, .value = round(41 * rows[i].share) / 41, .has_fraction = true,
				.numerator = round(41 * rows[i].share), .denominator = 41, .people = 41, .has_survey = true, .survey = rows[i].survey } };
		wilson(&row->figure);
		fill_voice_teams(answer, row);
		fill_trend(&row->trend, rows[i].share - .05, rows[i].share, 0);
	}
}

static void fill_ages(struct answer *answer, int64_t now)
{
	static const struct { const char *relation, *label; int64_t rows, minutes, imported; } ages[] = {
		{ "activity", "time", 48210, 4, 10 }, { "service_case", "cases", 6520, 12, 20 }, { "ai_event", "AI", 31877, 4, 10 },
		{ "skill_level", "skills", 1204, 360, 500 }, { "person", "people", 60, 8640, 2880 }, { "survey_answer", "survey", 41, 7200, 7200 },
	};
	answer->age_count = COUNT_OF(ages);
	for (size_t i = 0; i < COUNT_OF(ages); i++)
		answer->ages[i] = (struct relation_age){ .relation = ages[i].relation, .label = ages[i].label, .rows = ages[i].rows,
			.newest = now - 60 * ages[i].minutes, .imported = now - 60 * ages[i].imported, .first_day = TODAY - 1400, .last_day = TODAY };
}

/* ---- other states ---- */
static void turn_figure(struct figure *figure, enum invented_kind kind)
{
	switch (kind) {
	case INVENTED_NOT_IMPORTED:
		figure->state = FIGURE_NOT_IMPORTED, figure->value = 0, figure->why = NULL;
		break;
	case INVENTED_NOT_APPLICABLE:
		figure->state = FIGURE_NOT_APPLICABLE, figure->value = 0, figure->why = "access list not imported";
		break;
	case INVENTED_SUPPRESSED:
		figure->state = FIGURE_SUPPRESSED, figure->value = 0;
		break;
	case INVENTED_STALE:
		if (figure->state == FIGURE_OK)
			figure->state = FIGURE_STALE, figure->last_day = TODAY - 9;
		break;
	case INVENTED_ZERO:
		if (figure->state == FIGURE_OK)
			figure->value = 0, figure->numerator = 0, figure->low = 0;
		break;
	default:
		break;
	}
}

static void turn(struct answer *answer, enum invented_kind kind)
{
	for (int id = 0; id < FIGURE_COUNT; id++) {
		turn_figure(&answer->person->figure[id], kind);
		turn_figure(&answer->person->team_figure[id], kind);
	}
	for (int i = 0; i < answer->group_count; i++)
		for (int id = 0; id < FIGURE_COUNT; id++)
			turn_figure(&answer->groups[i].figure[id], kind);
	for (int i = 0; i < answer->tool_count; i++)
		turn_figure(&answer->tools[i].accepted, kind);
	for (int i = 0; i < answer->voice_count; i++)
		turn_figure(&answer->voice[i].figure, kind);
	for (int i = 0; i < answer->voice_count; i++)
		for (int group = 0; group < answer->group_count; group++)
			turn_figure(&answer->voice[i].by_group[group], kind);
	for (int i = 0; i < answer->people_count; i++)
		turn_figure(&answer->people[i].customer_time, kind);
	if (kind != INVENTED_NOT_IMPORTED)
		return;
	for (int i = 0; i < answer->group_count; i++)
		answer->groups[i].ledger_count = 0;
	for (int i = 0; i < PANEL_COUNT; i++)
		answer->trend[i].count = 0;
	answer->heat = (struct heat){ 0 };
	answer->tool_count = answer->skill_count = answer->need_count = answer->voice_count = 0;
	answer->matrix.people = answer->matrix.skills = answer->survival.count = 0;
	answer->resolved = (struct resolved_split){ 0 };
	answer->estimate = (struct estimate){ .kind = ESTIMATE_NOT, .why = "nobody is employed with a hire date", .already = -1 };
	for (int i = 0; i < answer->age_count; i++)
		answer->ages[i].newest = answer->ages[i].imported = answer->ages[i].first_day = answer->ages[i].last_day = INT64_MIN, answer->ages[i].rows = 0;
}

static void fill_groups(struct answer *answer, enum invented_kind kind)
{
	int teams = kind == INVENTED_HUGE ? HUGE_TEAMS : kind == INVENTED_LEAF ? 0 : TEAMS;
	answer->group_count = teams + 1;
	answer->groups = ARENA_ARRAY(answer->arena, struct group, teams + 3);
	fill_group(&answer->groups[0], answer->arena, GROUP_ALL, kind == INVENTED_LEAF ? TEAM[0] : "all teams", 0, 0, kind == INVENTED_LEAF ? 1 : TEAMS);
	for (int i = 0; i < teams; i++) {
		const char *name = i < TEAMS && kind != INVENTED_HUGE ? TEAM[i]
			: i < (int)COUNT_OF(ODD) ? ODD[i] : arena_print(answer->arena, "Team %d of the %s", i, ODD[i % (int)COUNT_OF(ODD)]);
		fill_group(&answer->groups[1 + i], answer->arena, GROUP_TEAM, name, i + 1, i % TEAMS, i % TEAMS + 1);
	}
	if (kind == INVENTED_HUGE) {
		fill_group(&answer->groups[1 + teams], answer->arena, GROUP_HERE, "directly here", 0, 0, 1);
		fill_group(&answer->groups[2 + teams], answer->arena, GROUP_NO_TEAM, "no team", 0, 1, 2);
		answer->group_count += 2;
		for (int id = 0; id < FIGURE_COUNT; id++)
			answer->groups[0].figure[id].numerator *= 1e6, answer->groups[0].figure[id].denominator *= 1e6;
		answer->groups[0].figure[FIGURE_TURNOVER].value = 12.345, answer->groups[0].figure[FIGURE_TURNOVER].denominator = 8e6 / 12.345;
	}
}

static void fill_windows(struct answer *answer)
{
	static const int days[PANEL_COUNT] = { 28, 28, 91, 365, 91 };
	answer->window = (struct window){ TODAY - 27, TODAY };
	answer->before = (struct window){ TODAY - 55, TODAY - 28 };
	for (int i = 0; i < PANEL_COUNT; i++) {
		answer->panel_window[i] = (struct window){ TODAY - days[i] + 1, TODAY };
		answer->panel_before[i] = (struct window){ TODAY - 2 * days[i] + 1, TODAY - days[i] };
	}
}

/* Every kind of finding, with long names and parts missing: on all screens of a huge organisation. */
static const struct attention *invented_findings(struct arena *arena, int64_t today)
{
	enum { FINDINGS = 40 };
	struct attention *attention = arena_alloc(arena, sizeof *attention);
	*attention = (struct attention){.monday = today, .window = {today - 28, today - 1}, .before = {today - 56, today - 29},
		.findings = ARENA_ARRAY(arena, struct finding, FINDINGS), .count = FINDINGS, .judged = 400};
	for (int i = 0; i < ATTENTION_FIGURES; i++)
		attention->swings[i].label = "customer time", attention->swings[i].phi = 2, attention->swings[i].known = i > 0;
	for (int i = 0; i < FINDINGS; i++) {
		struct finding *finding = &attention->findings[i];
		*finding = (struct finding){.kind = (enum finding_kind)(i % 5), .key = arena_print(arena, "finding:%d", i), .confirmed = i < 30,
			.figure = i % 5 == FINDING_GAP ? -1 : FIGURE_CUSTOMER_TIME, .label = "customer time", .team_id = i, .team = ODD[i % 3],
			.value = NAN, .before = NAN, .p = NAN, .part_change = NAN, .since = INT64_MIN, .says = ODD[0]};
		if (finding->kind == FINDING_CHANGE)
			finding->value = 1, finding->before = 0, finding->p = i % 2 ? 0.0000001 : 0.04, finding->people = 123456, finding->amount = 1e9,
			finding->amount_unit = (enum unit)(i % 5), finding->part = i % 2 ? ODD[2] : NULL, finding->part_change = -0.2,
			finding->since = today - 7, finding->judgement = i % 3 - 1, finding->followers = i % 7;
		else if (i % 2)
			finding->evidence = ODD[2];
	}
	return attention;
}

void invented_make(struct invented *invented, enum invented_kind kind)
{
	int64_t now = 86400 * (int64_t)TODAY + 3600 * NOW_HOUR + 60 * NOW_MINUTE - ZONE;
	*invented = (struct invented){ .arena = arena_new() };
	struct answer *answer = invented->answer = arena_alloc(invented->arena, sizeof *answer);
	answer->arena = invented->arena;
	answer->needs = ~0u, answer->as_of = answer->asked_at = now, answer->as_of_day = TODAY, answer->last_day = TODAY;
	answer->today_so_far = kind != INVENTED_STALE;
	answer->organisation = (struct organisation){ .name = kind == INVENTED_HUGE ? ODD[3] : "Nusantara Care", .time_zone = "Asia/Jakarta",
		.synthetic = true, .empty = kind == INVENTED_EMPTY, .observed_day = TODAY - 1400 };
	fill_windows(answer), fill_groups(answer, kind);
	if (kind == INVENTED_LEAF)
		answer->scope_is_leaf = true, answer->team_name = answer->team_path = TEAM[0];
	fill_trend(&answer->trend[PANEL_AI], .2, .61, .12), fill_trend(&answer->trend[PANEL_TIME], .455, .51, 0);
	fill_trend(&answer->trend[PANEL_SKILLS], .38, .72, 0), fill_trend(&answer->trend[PANEL_TURNOVER], .096, .139, 0);
	fill_heat(&answer->heat), fill_tools(answer), fill_skills(answer), fill_survival(answer), fill_voice(answer);
	fill_people(answer), fill_ages(answer, now);
	answer->contracted_seconds = 9120 * 3600.0;
	invented_records(answer, 300), invented_person(answer, 5), invented_benchmarks(answer), invented_estimate(answer);
	invented_effect(answer);
	if (kind != INVENTED_NORMAL && kind != INVENTED_LEAF && kind != INVENTED_HUGE)
		invented_effect_unknown(answer, kind == INVENTED_SUPPRESSED ? "fewer than 5 people" : "AI events are not imported");
	turn(answer, kind);
	invented_what_if(answer, kind != INVENTED_ZERO && kind != INVENTED_LEAF);
	state_init(&invented->state);
	invented->state.policy = (struct policy){ .min_group = 5, .risk_min_group = 10, .names = NAMES_FULL };
	invented->view = (struct view){ .attention = kind == INVENTED_HUGE ? invented_findings(answer->arena, TODAY) : NULL,
		.state = &invented->state, .answer = answer, .place = state_place(&invented->state), .now = now,
		.today = TODAY, .local_now = now + ZONE, .feed = FEED_LIVE, .database = "team.db" };
	if (kind == INVENTED_LEAF)
		invented->state.places[0].team_id = 1;
}

void invented_free(struct invented *invented)
{
	arena_free(invented->arena);
}
