#include "parts.h"

#include <math.h>
#include <string.h>

static enum unit unit_of(const struct figure *figure)   /* figures without a definition are shares: voice */
{
	return figure->id < 0 ? UNIT_SHARE : metrics_definition((enum figure_id)figure->id)->unit;
}

double words_scale(const struct figure *figure)
{
	switch (unit_of(figure)) {
	case UNIT_SHARE:
	case UNIT_PER_YEAR:
		return 100;
	case UNIT_SECONDS:
		return 1.0 / 3600;
	default:
		return 1;
	}
}

const char *words_unit(const struct figure *figure)
{
	switch (unit_of(figure)) {
	case UNIT_SHARE:
		return "%";
	case UNIT_PER_YEAR:
		return "%/yr";
	case UNIT_SECONDS:
		return "h";
	case UNIT_LEVELS:
		return "lvl";
	default:
		return "";
	}
}

int words_decimals(const struct figure *figure, double value)
{
	double number = fabs(value * words_scale(figure));
	switch (unit_of(figure)) {
	case UNIT_SHARE:
		return 0;
	case UNIT_PER_YEAR:
	case UNIT_SECONDS:
		return number < 99.95 ? 1 : 0;
	case UNIT_LEVELS:
		return number < 9.995 ? 2 : 1;
	case UNIT_SCORE:
		return 1;
	default:
		return number == floor(number) || number >= 999.95 ? 0 : 1;
	}
}

const char *words_number(struct arena *arena, const struct figure *figure, double value, int decimals)
{
	if (!isfinite(value))
		return "";
	return format_decimal(arena, value * words_scale(figure), decimals < 0 ? words_decimals(figure, value) : decimals);
}

/* Tables show whole per cent, shares and rates alike. */
static int cell_decimals(const struct figure *figure, double value)
{
	return unit_of(figure) == UNIT_PER_YEAR || (unit_of(figure) == UNIT_SECONDS && value >= 36000) ? 0
		: words_decimals(figure, value);
}

static const char *age_in_days(struct arena *arena, const struct view *view, const struct figure *figure)
{
	return format_age(arena, 86400 * (view->answer->window.to - figure->last_day));
}

const char *words_cell(struct arena *arena, const struct view *view, const struct figure *figure, bool loud)
{
	bool per_cent = words_scale(figure) == 100;
	switch (figure->state) {
	case FIGURE_NOT_IMPORTED:
		return DIM "not imp.";
	case FIGURE_NOT_APPLICABLE:
		return DIM "n/a";
	case FIGURE_SUPPRESSED:
		return arena_print(arena, TEXT "< %d", figure->id == FIGURE_EXPECTED_LEAVERS
			? view->state->policy.risk_min_group : view->state->policy.min_group);
	case FIGURE_STALE:
	case FIGURE_OK:
		break;
	}
	const char *number = words_number(arena, figure, figure->value, cell_decimals(figure, figure->value));
	const char *unit = per_cent ? " %" : unit_of(figure) == UNIT_SECONDS ? " h" : "";
	if (figure->state == FIGURE_STALE)
		return arena_print(arena, STALE "%s%s %s", number, unit, age_in_days(arena, view, figure));
	return arena_print(arena, "%s%s" DIM "%s", loud ? STRONG : TEXT, number, unit);
}

static const char *change_ink(const struct figure *figure)
{
	bool sure = figure->has_change_interval && (figure->change_low > 0 || figure->change_high < 0);
	if (!sure || figure->id < 0)
		return TEXT;
	const struct definition *definition = metrics_definition((enum figure_id)figure->id);
	if (!definition->judged)
		return TEXT;
	return (figure->value > figure->previous) == definition->more_is_better ? BETTER : WORSE;
}

const char *words_change(struct arena *arena, const struct figure *figure, int decimals)
{
	if (figure->state != FIGURE_OK || !figure->has_previous || !isfinite(figure->previous))
		return "";
	double change = figure->value - figure->previous;
	if (decimals < 0)
		decimals = cell_decimals(figure, change);
	const char *unit = words_scale(figure) == 100 ? " pt" : unit_of(figure) == UNIT_SECONDS ? " h" : "";
	const char *size = words_number(arena, figure, fabs(change), decimals);
	if (strspn(size, "0.,") == strlen(size))
		return arena_print(arena, DIM "· 0%s", unit);
	return arena_print(arena, "%s%s %s" DIM "%s", change_ink(figure), change > 0 ? "▲" : "▼", size, unit);
}

const char *words_interval(struct arena *arena, const struct figure *figure)
{
	if (figure->state != FIGURE_OK || !figure->has_interval)
		return "";
	int decimals = words_decimals(figure, figure->value);
	if (strcmp(words_number(arena, figure, figure->low, decimals), words_number(arena, figure, figure->high, decimals)) == 0)
		decimals++;                             /* narrower than a digit is not the same as nothing */
	return arena_print(arena, DIM "95 %% " TEXT "%s–%s" DIM "%s", words_number(arena, figure, figure->low, decimals),
		words_number(arena, figure, figure->high, decimals), unit_of(figure) == UNIT_SHARE ? " %" : "");
}

const char *words_survey(struct arena *arena, const struct figure *figure)
{
	if (!figure->has_survey)
		return "";
	double number = figure->survey * words_scale(figure);
	return arena_print(arena, MARK "┆" DIM " survey " TEXT "%s" DIM "%s",
		format_decimal(arena, number, fabs(number - round(number)) < 0.05 ? 0 : 1),
		words_scale(figure) == 100 ? " %" : "");
}

const char *words_amount(struct arena *arena, double number)
{
	return format_decimal(arena, number, number == floor(number) || number >= 1000 ? 0 : 1);
}

/* Shares of working time are sums of seconds; people read hours. */
static bool of_seconds(const struct figure *figure)
{
	return figure->id == FIGURE_CUSTOMER_TIME || figure->id == FIGURE_OCCUPANCY || figure->id == FIGURE_TIME_COVERAGE;
}

const char *words_fraction(struct arena *arena, const struct figure *figure, const char *of)
{
	if (!figure_known(figure) || !figure->has_fraction)
		return "";
	if (of_seconds(figure))
		return arena_print(arena, TEXT "%s" DIM " of " TEXT "%s" DIM " h%s%s", format_hours(arena, figure->numerator),
			format_hours(arena, figure->denominator), *of ? " " : "", of);
	return arena_print(arena, TEXT "%s" DIM " of " TEXT "%s" DIM "%s%s", words_amount(arena, figure->numerator),
		words_amount(arena, figure->denominator), *of ? " " : "", of);
}

static bool has_rows(const struct view *view, const char *relation)
{
	for (int i = 0; i < view->answer->age_count; i++)
		if (strcmp(view->answer->ages[i].relation, relation) == 0)
			return view->answer->ages[i].rows > 0;
	return false;
}

const char *words_preset(const struct view *view, const struct figure *figure)
{
	static const char *const presets[PANEL_COUNT] = {
		[PANEL_AI] = "ai-events", [PANEL_TIME] = "activity", [PANEL_SKILLS] = "skills",
		[PANEL_TURNOVER] = "people", [PANEL_VOICE] = "survey",
	};
	switch (figure->id) {
	case FIGURE_ELIGIBLE:
	case FIGURE_WITHOUT_ACCESS:
		return "ai-access";
	case FIGURE_AI_RESOLVED:
	case FIGURE_AI_ASSISTED:
	case FIGURE_HANDED_OVER:
	case FIGURE_CSAT_AI:
	case FIGURE_CSAT_HUMAN:
	case FIGURE_CAME_BACK_AI:
	case FIGURE_CAME_BACK_HUMAN:
	case FIGURE_COMPLEX_WORK:
		return "cases";
	case FIGURE_SKILL_COVERAGE:
	case FIGURE_ON_ONE_PERSON:
	case FIGURE_NEEDS_UNMET:
		return "skill-needs";
	default:
		break;
	}
	enum panel_id panel = metrics_definition((enum figure_id)figure->id)->panel;
	return panel == PANEL_AI && has_rows(view, "ai_event") ? "ai-access" : presets[panel];
}

const char *words_why(struct arena *arena, const struct view *view, const struct figure *figure)
{
	if (figure->state == FIGURE_STALE) {
		char day[8];
		day_short(figure->last_day, day);
		return arena_print(arena, "newest row %s old, of %s", age_in_days(arena, view, figure), day);
	}
	if (figure->why && *figure->why)
		return figure->why;
	switch (figure->state) {
	case FIGURE_NOT_IMPORTED:
		return "no rows of this kind yet";
	case FIGURE_NOT_APPLICABLE:
		return "nobody it applies to";
	case FIGURE_SUPPRESSED:
		return arena_print(arena, "group too small, shown from %d people", view->state->policy.min_group);
	default:
		return "";
	}
}

const char *words_days(struct arena *arena, struct window window)
{
	char from[16], to[16];
	day_short(window.from, from), day_words(window.to, to);
	if (window.from == window.to)
		return arena_copy(arena, to);
	if (date_of_day(window.from).year != date_of_day(window.to).year)
		day_words(window.from, from);
	return arena_print(arena, "%s to %s", from, to);
}

const char *words_long_days(struct arena *arena, struct window window)
{
	int64_t days = window_days(window);
	return arena_print(arena, days == 1 ? "%s day" : "%s days", format_count(arena, days));
}

const char *words_signed(struct arena *arena, double value, int decimals)
{
	const char *size = format_decimal(arena, fabs(value), decimals);
	bool nothing = strspn(size, "0.,") == strlen(size);
	return arena_print(arena, "%s%s", nothing ? "" : value > 0 ? "+" : "−", size);
}

/* Between a number and its unit no line ends. `blank` points at the blank. */
static bool before_unit(const char *markup, const char *blank)
{
	static const char *const units[] = {"%", "pt", "h", "d", "yr", "min", "lvl", "%/yr"};
	const char *digit = blank, *unit = blank + 1;
	while (digit > markup && (unsigned char)digit[-1] < 0x20)
		digit--;
	if (digit == markup || digit[-1] < '0' || digit[-1] > '9')
		return false;
	while (*unit && (unsigned char)*unit < 0x20)
		unit++;
	size_t length = strcspn(unit, " ,.;:");
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (strlen(units[i]) == length && strncmp(unit, units[i], length) == 0)
			return true;
	return false;
}

/* Bytes of the words that fit into `cells`, broken at a blank; *next receives where the following line begins. */
static size_t line_of(const char *markup, int cells, const char **next)
{
	size_t end = 0;
	for (size_t i = 0;; i++) {
		if ((markup[i] != ' ' && markup[i] != '\0') || (markup[i] && before_unit(markup, &markup[i])))
			continue;
		char word[1024];
		size_t length = i < sizeof word ? i : sizeof word - 1;
		memcpy(word, markup, length), word[length] = '\0';
		if (markup_width(word) > cells && end > 0)
			break;
		end = i;
		if (markup[i] == '\0' || markup_width(word) > cells)
			break;
	}
	*next = markup + end + (markup[end] == ' ');
	return end;
}

int words_wrap(struct area area, int y, const char *markup)
{
	char ink[2] = TEXT;                             /* the role that runs on into the next line */
	while (*markup && y < area.height) {
		const char *next;
		size_t length = line_of(markup, area.width, &next);
		if (y == area.height - 1)
			length = strlen(markup);        /* the last line is cut by area_text and ends in … */
		char *line = arena_alloc(part_arena(area), length + 3);
		line[0] = ink[0];
		memcpy(line + 1, markup, length);
		area_text(area, 0, y++, area.width, ALIGN_LEFT, line);
		for (size_t i = 0; i < length; i++)
			if (markup[i] > 0 && markup[i] < 0x20 && markup[i] != BOLD[0])
				ink[0] = markup[i];
		if (y == area.height)
			break;
		markup = next;
	}
	return y;
}
