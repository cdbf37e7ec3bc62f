#include "what_if_own.h"

#include <math.h>
#include <string.h>

static const char *const LABELS[WHAT_IF_FIGURES] = {[WHAT_IF_COVERAGE] = "skills filled", [WHAT_IF_ON_ONE] = "on one person",
	[WHAT_IF_UNMET] = "met by nobody", [WHAT_IF_LEAVERS] = "may leave, 90 d"};

const char *what_if_label(enum what_if_figure which)
{
	return LABELS[which];
}

static int decimals_of(enum what_if_figure which)       /* fractions of people beside each other: always one */
{
	return which == WHAT_IF_LEAVERS;
}

static const char *why_word(const struct figure *figure)
{
	if (figure->why && strcmp(figure->why, "being estimated") == 0)
		return "…";
	return figure->state == FIGURE_NOT_IMPORTED ? "not imp." : figure->state == FIGURE_NOT_APPLICABLE ? "n/a" : "not said";
}

const char *what_if_value(struct arena *arena, enum what_if_figure which, const struct figure *figure)
{
	if (!figure_known(figure))
		return why_word(figure);
	if (which == WHAT_IF_COVERAGE)
		return arena_print(arena, "%s %%", format_percent(arena, figure->value));
	return format_decimal(arena, figure->value, decimals_of(which));
}

const char *what_if_why(struct arena *arena, const struct view *view, const struct figure *then)
{
	const char *why = then->why ? then->why : "not said";
	bool reason = then->state == FIGURE_NOT_APPLICABLE && view->answer->estimate.kind != ESTIMATE_LATER;
	return reason ? arena_print(arena, "cannot be said, because %s", why) : why;
}

static const char *signed_words(struct arena *arena, double value, int decimals)
{
	return fabs(value) < (decimals ? 0.05 : 0.5) ? "0" : words_signed(arena, value, decimals);
}

const char *what_if_difference(struct arena *arena, enum what_if_figure which, const struct figure *figure)
{
	if (!figure_known(figure))
		return "";
	if (which == WHAT_IF_COVERAGE)
		return fabs(figure->value) < 0.0005 ? "0 pt" : arena_print(arena, "%s pt", words_signed(arena, 100 * figure->value,
			fabs(figure->value) < 0.0995));
	return signed_words(arena, figure->value, decimals_of(which));
}

const char *what_if_limits(struct arena *arena, const struct figure *figure)
{
	if (!figure_known(figure) || !figure->has_interval)
		return "";
	return arena_print(arena, "%s to %s", signed_words(arena, figure->low, 1), signed_words(arena, figure->high, 1));
}

/* More filled is better; more on one person, on nobody or leaving is worse. */
static const char *ink_of(enum what_if_figure which, const struct figure *difference)
{
	bool sure = !difference->has_interval || difference->low > 0 || difference->high < 0;
	if (!figure_known(difference) || fabs(difference->value) < 0.0005 || !sure)
		return TEXT;
	return (difference->value > 0) == (which == WHAT_IF_COVERAGE) ? BETTER : WORSE;
}

/* ---- suppositions in words ---- */
static const char *share(struct arena *arena, double value)
{
	return isfinite(value) ? arena_print(arena, "%s %%", format_percent(arena, value)) : "–";
}

static const char *of_whom(struct arena *arena, const struct supposed_row *row)
{
	if (row->known && row->known < row->people)
		return arena_print(arena, "known of %s of its %s people", format_count(arena, row->known), format_count(arena, row->people));
	return arena_print(arena, "of its %s people", format_count(arena, row->people));
}

const char *what_if_words(struct arena *arena, const struct view *view, const struct supposed_row *row)
{
	const struct supposed *typed = &view->answer->scope.supposed.of[row->typed];
	if (!row->counts)
		return arena_print(arena, WORSE "%s %s" DIM " does not count: %s%s%s", suppose_verb(row->kind), typed->who, row->why ? row->why : "",
			row->named ? ": " : "", row->named ? row->named : "");
	if (suppose_of_person(row->kind))
		return arena_print(arena, STRONG "%s" TEXT " %s" DIM "  %s", row->name, row->kind == SUPPOSE_LEAVE ? "leaves" : "is absent", row->team);
	return arena_print(arena, STRONG "%s" DIM ": " TEXT "%s" DIM " %s " TEXT "%s" DIM " → " STRONG "%s", row->name,
		row->kind == SUPPOSE_AI_USE ? "weeks with AI" : "customer time", row->people ? of_whom(arena, row) : "", share(arena, row->now),
		share(arena, row->to));
}

/* ---- the scope: a row a figure ---- */
enum { FIGURE, NOW, THEN, DIFFERENCE, LIMITS, FIGURE_COLUMNS };

static struct grid_cell markup(struct arena *arena, const char *ink, const char *words)
{
	return cell_text(words, arena_print(arena, "%s%s", ink, words));
}

static void people_row(struct grid *grid, struct arena *arena, const struct view *view)
{
	int64_t now = view_scope(view)->people, then = what_if_of(view)->groups[0].people;
	struct grid_row *row = grid_add(grid);
	row->id = 100;
	row->target = target_none(EXPLAIN_WHAT_IF_ALL);
	row->cells[FIGURE] = cell_text("people", TEXT "people");
	row->cells[NOW] = cell_count(arena, now, false), row->cells[THEN] = cell_count(arena, then, false);
	row->cells[DIFFERENCE] = markup(arena, TEXT, then == now ? "0" : words_signed(arena, (double)(then - now), 0));
	row->cells[LIMITS] = cell_text("", "");
}

struct grid *what_if_figures_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[FIGURE_COLUMNS] = {
		[FIGURE] = {.title = "", .width = 15, .keep = 1, .flexible = true},
		[NOW] = {.title = "as it is", .align = ALIGN_RIGHT, .width = 8, .keep = 2},
		[THEN] = {.title = "supposed", .align = ALIGN_RIGHT, .width = 8, .keep = 1},
		[DIFFERENCE] = {.title = "diff.", .align = ALIGN_RIGHT, .width = 7, .keep = 3},
		[LIMITS] = {.title = "95 %", .align = ALIGN_RIGHT, .width = 12, .keep = 4},
	};
	struct grid *grid = grid_new(arena, "figures", columns, FIGURE_COLUMNS, WHAT_IF_FIGURES + 1);
	const struct what_if_group *of = &what_if_of(view)->groups[0];
	people_row(grid, arena, view);
	for (int i = 0; i < WHAT_IF_FIGURES; i++) {
		enum what_if_figure which = (enum what_if_figure)i;
		struct grid_row *row = grid_add(grid);
		row->id = 101 + i;
		row->target = target_none(EXPLAIN_WHAT_IF + i);
		row->cells[FIGURE] = markup(arena, TEXT, LABELS[i]);
		row->cells[NOW] = markup(arena, TEXT, what_if_value(arena, which, view_figure(view, WHAT_IF_IDS[i])));
		row->cells[THEN] = markup(arena, figure_known(&of->then[i]) ? STRONG : DIM, what_if_value(arena, which, &of->then[i]));
		row->cells[DIFFERENCE] = markup(arena, ink_of(which, &of->difference[i]), what_if_difference(arena, which, &of->difference[i]));
		row->cells[LIMITS] = markup(arena, DIM, what_if_limits(arena, &of->difference[i]));
	}
	return grid;
}

/* ---- by team ---- */
enum { TEAM, PEOPLE, PAIRS, GAIN = PAIRS + WHAT_IF_FIGURES, TEAM_COLUMNS };

static struct grid_cell pair_cell(struct arena *arena, enum what_if_figure which, const struct figure *now, const struct figure *then)
{
	const char *before = what_if_value(arena, which, now), *after = what_if_value(arena, which, then);
	const char *words = strcmp(before, after) == 0 ? arena_print(arena, DIM "%s", before)
		: arena_print(arena, DIM "%s → " STRONG "%s", before, after);
	struct grid_cell cell = cell_text(after, words);
	cell.sort = figure_known(then) ? then->value : NAN;
	return cell;
}

struct grid *what_if_teams_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[TEAM_COLUMNS] = {
		[TEAM] = {.title = "team", .width = 12, .keep = 1, .flexible = true},
		[PEOPLE] = {.title = "people", .align = ALIGN_RIGHT, .width = 9, .keep = 6},
		[PAIRS + WHAT_IF_COVERAGE] = {.title = "filled", .align = ALIGN_RIGHT, .width = 11, .keep = 2},
		[PAIRS + WHAT_IF_ON_ONE] = {.title = "on one", .align = ALIGN_RIGHT, .width = 9, .keep = 3},
		[PAIRS + WHAT_IF_UNMET] = {.title = "by nobody", .align = ALIGN_RIGHT, .width = 9, .keep = 4},
		[PAIRS + WHAT_IF_LEAVERS] = {.title = "may leave", .align = ALIGN_RIGHT, .width = 14, .keep = 2},
		[GAIN] = {.title = "95 % of it", .align = ALIGN_RIGHT, .width = 13, .keep = 5},
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "teams", columns, TEAM_COLUMNS, answer->group_count + 1);
	for (int g = 1; g < answer->group_count; g++) {
		const struct group *group = &answer->groups[g];
		const struct what_if_group *of = &answer->what_if->groups[g];
		struct grid_row *row = cell_team(grid, arena, view, group, EXPLAIN_WHAT_IF_ALL);
		row->cells[PEOPLE] = cell_integer(of->people, of->people == group->people ? arena_print(arena, DIM "%s", format_count(arena, of->people))
			: arena_print(arena, DIM "%s → " STRONG "%s", format_count(arena, group->people), format_count(arena, of->people)));
		for (int i = 0; i < WHAT_IF_FIGURES; i++)
			row->cells[PAIRS + i] = pair_cell(arena, (enum what_if_figure)i, &group->figure[WHAT_IF_IDS[i]], &of->then[i]);
		const struct figure *gain = &of->difference[WHAT_IF_LEAVERS];
		row->cells[GAIN] = markup(arena, DIM, figure_known(gain) && gain->why ? "known already" : what_if_limits(arena, gain));
	}
	return grid;
}

/* ---- needs ---- */
struct grid *what_if_needs_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{.key = "team", .title = "team", .width = 12, .keep = 3},
		{.key = "skill", .title = "skill", .width = 14, .keep = 1, .flexible = true},
		{.key = "level", .title = "level", .align = ALIGN_RIGHT, .width = 5, .keep = 4},
		{.key = "people_needed", .title = "needed", .align = ALIGN_RIGHT, .width = 6, .keep = 6},
		{.key = "held_by", .title = "hold it", .align = ALIGN_RIGHT, .width = 7, .keep = 5},
		{.key = "held_by_what_if", .align = ALIGN_RIGHT, .width = 4, .keep = 0},
		{.key = "remains", .title = "then only", .width = 16, .keep = 2},
	};
	const struct what_if *what_if = what_if_of(view);
	struct grid *grid = grid_new(arena, "needs", columns, COUNT_OF(columns), what_if->need_count + 1);
	for (int i = 0; i < what_if->need_count; i++) {
		const struct what_if_need *need = &what_if->needs[i];
		struct grid_row *row = grid_add(grid);
		row->id = i + 1;
		row->target = need->person_id > 0 ? target_person(need->person_id, EXPLAIN_WHAT_IF + WHAT_IF_ON_ONE)
			: target_team(need->team_id, EXPLAIN_WHAT_IF + WHAT_IF_UNMET);
		row->cells[0] = cell_text(need->team, NULL), row->cells[1] = cell_text(need->skill, NULL);
		row->cells[2] = cell_integer(need->level, NULL), row->cells[3] = cell_count(arena, need->needed, true);
		row->cells[4] = cell_count(arena, need->now, true), row->cells[5] = cell_count(arena, need->then, true);
		row->cells[6] = cell_text(need->person, need->then == 0 ? WORSE "nobody" : need->person ? arena_print(arena, TEXT "%s", need->person)
			: DIM "one person");
	}
	return grid;
}

/* ---- for scripts ---- */
static struct grid_cell raw_figure(const struct figure *figure)
{
	return (struct grid_cell){.kind = GRID_FIGURE, .figure = figure, .bar = NAN, .low = NAN, .high = NAN};
}

struct grid *what_if_rows_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "team"}, {.key = "figure"}, {.key = "as_it_is"}, {.key = "what_if"},
		{.key = "difference"}, {.key = "difference_low"}, {.key = "difference_high"}, {.key = "people"}, {.key = "people_what_if"}, {.key = "why"}};
	const struct answer *answer = view->answer;
	const struct what_if *what_if = what_if_of(view);
	int groups = what_if ? answer->group_count : 0;
	struct grid *grid = grid_new(arena, "rows", columns, COUNT_OF(columns), groups * WHAT_IF_FIGURES + 1);
	for (int g = 0; g < groups; g++)
		for (int i = 0; i < WHAT_IF_FIGURES; i++) {
			const struct figure *then = &what_if->groups[g].then[i], *difference = &what_if->groups[g].difference[i];
			bool limits = figure_known(difference) && difference->has_interval;
			const struct grid_cell cells[] = {cell_text(g ? answer->groups[g].name : answer->team_path, NULL),
				cell_text(metrics_definition(WHAT_IF_IDS[i])->key, NULL), raw_figure(&answer->groups[g].figure[WHAT_IF_IDS[i]]),
				raw_figure(then), raw_figure(difference), cell_real(limits ? difference->low : NAN, NULL),
				cell_real(limits ? difference->high : NAN, NULL), cell_integer(answer->groups[g].people, NULL),
				cell_integer(what_if->groups[g].people, NULL), cell_text(figure_known(then) ? difference->why : then->why, NULL)};
			memcpy(grid_add(grid)->cells, cells, sizeof cells);
		}
	return grid;
}

struct grid *what_if_supposed_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {{.key = "kind"}, {.key = "who"}, {.key = "team"}, {.key = "as_it_is"}, {.key = "supposed"},
		{.key = "people"}, {.key = "known"}, {.key = "counts"}, {.key = "why"}, {.key = "why_no_expected_leavers"}};
	const struct what_if *what_if = what_if_of(view);
	struct grid *grid = grid_new(arena, "supposed", columns, COUNT_OF(columns), what_if ? what_if->count + 1 : 1);
	for (int i = 0; what_if && i < what_if->count; i++) {
		const struct supposed_row *row = &what_if->rows[i];
		bool person = suppose_of_person(row->kind);
		struct grid_cell nothing = cell_real(NAN, NULL);
		const struct grid_cell cells[] = {cell_text(suppose_verb(row->kind), NULL), cell_text(row->name, NULL), cell_text(row->team, NULL),
			cell_real(row->now, NULL), cell_real(row->to, NULL), person ? nothing : cell_integer(row->people, NULL),
			person ? nothing : cell_integer(row->known, NULL), cell_integer(row->counts, NULL), cell_text(row->why, NULL),
			cell_text(row->leavers_why, NULL)};
		memcpy(grid_add(grid)->cells, cells, sizeof cells);
	}
	return grid;
}
