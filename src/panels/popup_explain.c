#include "effect_own.h"
#include "pages.h"
#include "popups_own.h"
#include "what_if_own.h"

#include <math.h>
#include <string.h>

enum { LABEL = 13, MOST_LINES = 1000, WIDE = 96, WIDEST = 84 };

/* "label   words", the words over as many lines as they need. */
static void add_words(struct explaining *to, const char *label, int indent, const char *words)
{
	int room = to->width - indent < 8 ? 8 : to->width - indent;
	const char *ink = TEXT;
	for (bool first = true; *words; first = false) {
		size_t end = strlen(words), fits = 0, at = 0;
		int used = 0;
		for (int width; at < end; at += text_next(words + at, &width)) {
			size_t bytes = text_next(words + at, &width);
			if (used + width > room && fits > 0)
				break;
			used += width;
			if (bytes && (words[at + bytes] == ' ' || words[at + bytes] == '\0'))
				fits = at + bytes;
		}
		if (at >= end || fits == 0)
			fits = end;
		lines_add(&to->lines, arena_print(to->arena, DIM "%s%*s%s%.*s", first ? label : "",
			indent - (first ? text_width(label) : 0), "", ink, (int)fits, words));
		for (size_t i = 0; i < fits; i++)
			if (words[i] > 0 && words[i] < 0x20 && words[i] != BOLD[0])
				ink = arena_print(to->arena, "%c", words[i]);
		words += fits;
		words += strspn(words, " ");
	}
}

void explain_add(struct explaining *to, const char *label, const char *words)
{
	bool narrow = to->width < 40;
	if (!*words)
		return;
	if (narrow && *label)
		lines_add(&to->lines, arena_print(to->arena, DIM "%s", label));
	add_words(to, narrow ? "" : label, narrow ? 2 : LABEL, words);
}

static const char *exact(struct explaining *to, double value)
{
	const struct figure *figure = to->figure;
	int decimals = words_scale(figure) == 100 || words_scale(figure) < 1 ? 1 : words_decimals(figure, value);
	return words_number(to->arena, figure, value, decimals);
}

static const char *amount(struct explaining *to, double number)
{
	bool seconds = to->definition->panel == PANEL_TIME || to->definition->unit == UNIT_SECONDS;
	const char *plain = format_decimal(to->arena, number, number == floor(number) ? 0 : 1);
	if (seconds && number >= 3600)
		return arena_print(to->arena, STRONG "%s" DIM " h  " DIM "%s s", format_hours(to->arena, number), plain);
	return arena_print(to->arena, STRONG "%s", plain);
}

/* The two sides of "numerator / denominator". */
static const char *side_of(struct explaining *to, int side)
{
	const char *formula = to->definition->formula ? to->definition->formula : "", *slash = strstr(formula, " / ");
	if (!slash)
		return side == 0 ? "above" : "below";
	return side == 0 ? arena_print(to->arena, "%.*s", (int)(slash - formula), formula) : slash + 3;
}

static void add_result(struct explaining *to)
{
	const struct figure *figure = to->figure;
	const char *unit = words_unit(figure);
	if (!figure_known(figure)) {
		const char *word = words_cell(to->arena, to->view, figure, true);
		explain_add(to, "result", arena_print(to->arena, STRONG "%s" DIM "  %s", word + 1, words_why(to->arena, to->view, figure)));
		return;
	}
	if (figure->has_fraction) {
		explain_add(to, "numerator", arena_print(to->arena, "%s" DIM "  %s", amount(to, figure->numerator), side_of(to, 0)));
		explain_add(to, "denominator", arena_print(to->arena, "%s" DIM "  %s", amount(to, figure->denominator), side_of(to, 1)));
	}
	const char *before = figure->has_previous ? arena_print(to->arena, DIM "    before " TEXT "%s" DIM " %s    %s",
		exact(to, figure->previous), unit, words_change(to->arena, figure, words_scale(figure) == 100 ? 1 : -1)) : "";
	explain_add(to, "result", arena_print(to->arena, STRONG "%s" DIM " %s%s", exact(to, figure->value), unit, before));
	if (figure->has_change_interval)
		explain_add(to, "change", arena_print(to->arena, DIM "95 %% " TEXT "%s" DIM " to " TEXT "%s" DIM "%s%s",
			words_signed(to->arena, figure->change_low * words_scale(figure), 1),
			words_signed(to->arena, figure->change_high * words_scale(figure), 1), words_scale(figure) == 100 ? " pt" : "",
			figure->change_low > 0 || figure->change_high < 0 ? "" : "  contains 0: may be chance"));
	if (figure->state == FIGURE_STALE)
		explain_add(to, "age", arena_print(to->arena, STALE "%s", words_why(to->arena, to->view, figure)));
}

/* Whom the survey asked and when, as the database's benchmark says. */
static const char *source_of(struct explaining *to)
{
	const struct answer *answer = to->view->answer;
	const char *key = to->figure->id == FIGURE_GREW ? "new_skills" : to->definition->key;   /* asked of those who gained skills */
	for (int i = 0; i < answer->benchmark_count; i++) {
		const struct benchmark_row *row = &answer->benchmarks[i];
		if (!row->key || strcmp(row->key, key) != 0)
			continue;
		const char *year = row->year > 0 ? arena_print(to->arena, "%s%d", *row->population ? ", " : "", (int)row->year) : "";
		return arena_print(to->arena, "  %s%s", row->population, year);
	}
	return "";
}

static void add_method(struct explaining *to)
{
	const struct figure *figure = to->figure;
	const struct answer *answer = to->view->answer;
	enum panel_id panel = to->definition->panel;
	explain_add(to, "window", arena_print(to->arena, TEXT "%s" DIM ", before %s; %s", words_days(to->arena, answer->panel_window[panel]),
		words_days(to->arena, answer->panel_before[panel]), answer->organisation.time_zone ? answer->organisation.time_zone : ""));
	if (figure->has_interval && figure_known(figure))
		explain_add(to, "interval", arena_print(to->arena, TEXT "%s–%s" DIM " %s  %s", exact(to, figure->low), exact(to, figure->high),
			words_unit(figure), to->definition->interval ? to->definition->interval : ""));
	else
		explain_add(to, "interval", arena_print(to->arena, DIM "none%s", figure_known(figure) && to->definition->interval &&
			strcmp(to->definition->interval, "none") != 0 ? ": too few for one" : ""));
	if (figure->has_survey)
		explain_add(to, "survey", arena_print(to->arena, MARK "┆" TEXT " %s" DIM " %s%s", exact(to, figure->survey), words_unit(figure),
			source_of(to)));
	if (to->definition->rule)
		explain_add(to, "rule", arena_print(to->arena, TEXT "%s", to->definition->rule));
	if (figure->people >= 0)
		explain_add(to, "people", arena_print(to->arena, TEXT "%s" DIM " behind it", format_count(to->arena, figure->people)));
}

static void add_rows(struct explaining *to)
{
	for (int side = 0; side < 2; side++) {
		const char *label = side ? "left out" : "rows used";
		for (int i = 0; i < to->figure->note_count; i++) {
			const struct note *note = &to->figure->notes[i];
			if (note->left_out != (side == 1))
				continue;
			const char *count = format_count(to->arena, note->count);
			explain_add(to, label, arena_print(to->arena, "%*s" TEXT "%s" DIM " %s", 8 - text_width(count) > 0 ? 8 - text_width(count) : 0, "",
				count, note->label));
			label = "";
		}
	}
	static const char *const relations[PANEL_COUNT] = { "ai_event", "activity", "skill_level", "person", "survey_answer" };
	for (int i = 0; i < to->view->answer->age_count; i++) {
		const struct relation_age *age = &to->view->answer->ages[i];
		const char *old = strcmp(age->relation, relations[to->definition->panel]) == 0 ? header_age(to->arena, to->view, age) : NULL;
		if (old)
			explain_add(to, "newest row", arena_print(to->arena, TEXT "%s" DIM " ago, of %s", old, age->label));
	}
}

/* A line keeps its indent, and goes on two deeper where it is longer than the box. */
static void add_sql_line(struct explaining *to, const char *line)
{
	size_t blanks = strspn(line, " ");
	int indent = (int)(blanks < 12 ? blanks : 12) + 2;
	if (!line[blanks])
		return;
	if (indent + text_width(line + blanks) <= to->width)
		lines_add(&to->lines, arena_print(to->arena, TEXT "%*s%s", indent, "", line + blanks));
	else
		add_words(to, "", indent + 2, line + blanks);
}

void explain_add_sql(struct explaining *to, const struct question *const *questions)
{
	for (; questions && *questions; questions++) {
		lines_add(&to->lines, "");
		lines_add(&to->lines, arena_print(to->arena, DIM "%s.sql", (*questions)->name));
		const char *at = (*questions)->sql;
		while (*at) {
			size_t length = strcspn(at, "\n");
			add_sql_line(to, text_clean(to->arena, at, length));
			at += length + (at[length] == '\n');
		}
	}
}

int explain_group(const struct view *view)
{
	const struct answer *answer = view->answer;
	for (int i = 1; i < answer->group_count && view->state->explain_team > 0; i++)
		if (answer->groups[i].kind == GROUP_TEAM && answer->groups[i].team_id == view->state->explain_team)
			return i;
	return 0;
}

struct explaining explain_begin(struct area area, const struct view *view)
{
	return (struct explaining){.arena = part_arena(area), .view = view, .lines = lines_new(part_arena(area), MOST_LINES),
		.width = (area.width >= WIDE ? WIDEST : area.width - 8) - 2};
}

int explain_end(struct area area, const struct explaining *to, const char *title, enum role accent, bool opens)
{
	struct area inside = popup_open(area, to->width + 2, to->lines.count, title, accent, opens
		? STRONG "esc" DIM " close  " STRONG "enter" DIM " open  " STRONG "↑ ↓" DIM " scroll" : STRONG "esc" DIM " close  " STRONG "↑ ↓" DIM " scroll");
	return lines_draw(inside, &to->lines, to->view->state->popup_scroll);
}

/* Whose figure it is: on a person's page that person's, else the marked row's or the scope's. */
static void choose_figure(struct explaining *to, enum figure_id id)
{
	const struct person_page *person = to->view->place->page == PAGE_PERSON ? to->view->answer->person : NULL;
	to->figure = person ? page_uncoloured(to->arena, &person->figure[id]) : &to->group->figure[id];
	explain_add(to, "of", person && person->row.name ? arena_print(to->arena, TEXT "%s" DIM "  %s", person->row.name, person->team ? person->team : "")
		: arena_print(to->arena, TEXT "%s", to->group->name));
}

static int explain_figure(struct area area, const struct view *view, int id)
{
	struct explaining to = explain_begin(area, view);
	if (id >= FIGURE_COUNT)
		return 0;
	to.group = &view->answer->groups[explain_group(view)], to.definition = metrics_definition((enum figure_id)id);
	const struct panel *panel = panel_of_page((enum page_id)(PAGE_AI + (int)to.definition->panel));
	explain_add(&to, "what", arena_print(to.arena, TEXT "%s", to.definition->what ? to.definition->what : ""));
	explain_add(&to, "formula", arena_print(to.arena, TEXT "%s", to.definition->formula ? to.definition->formula : ""));
	choose_figure(&to, (enum figure_id)id);
	add_result(&to);
	add_method(&to);
	lines_add(&to.lines, "");
	add_rows(&to);
	if (id == FIGURE_EXPECTED_LEAVERS)
		explain_estimate(&to);
	explain_add_sql(&to, metrics_questions_of((enum figure_id)id));
	const char *title = figure_known(to.figure) ? arena_print(to.arena, "%s  %s %s", to.definition->label, exact(&to, to.figure->value),
		words_unit(to.figure)) : to.definition->label;
	return explain_end(area, &to, title, panel ? panel->accent : ROLE_STRONG, true);
}

int popup_explain(struct area area, const struct view *view)
{
	static const struct { int first; int (*explain)(struct area area, const struct view *view, int id); } kinds[] = {
		{EXPLAIN_LEAVING, popup_explain_leaving}, {EXPLAIN_ATTENTION, popup_explain_attention}, {EXPLAIN_WHAT_IF, popup_explain_what_if},
		{EXPLAIN_VOICE, popup_explain_voice}, {EXPLAIN_EFFECT, popup_explain_effect}, {0, explain_figure},
	};
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (view->state->explain >= kinds[i].first)
			return kinds[i].explain(area, view, view->state->explain);
	return 0;
}
