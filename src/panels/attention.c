#include "attention_own.h"

#include <math.h>

/* Every finding with its evidence: what is confirmed, what is new, what stands; and how they are found. */
enum { TEAM, WHAT, CHANGE, PART, PEOPLE, P, SINCE, STATE, COLUMNS };
enum list { LIST_CONFIRMED, LIST_NEW, LIST_STANDING, LIST_ALL };

static bool belongs(const struct finding *finding, enum list list)
{
	if (list == LIST_ALL)
		return true;
	return list == (finding->confirmed ? LIST_CONFIRMED : finding->kind == FINDING_NEED ? LIST_STANDING : LIST_NEW);
}

static struct target target_of(const struct finding *finding)
{
	static const enum page_id pages[] = {[PANEL_AI] = PAGE_AI, [PANEL_TIME] = PAGE_TIME, [PANEL_SKILLS] = PAGE_SKILLS,
		[PANEL_TURNOVER] = PAGE_TURNOVER, [PANEL_VOICE] = PAGE_VOICE};
	struct target target = target_page(PAGE_HEALTH, -1);
	if (finding->figure >= 0)
		target = target_page(pages[metrics_definition((enum figure_id)finding->figure)->panel], finding->figure);
	target.team_id = finding->team_id;
	return target;
}

static const char *kind_name(const struct finding *finding)
{
	static const char *const names[] = {[FINDING_LIMIT] = "limit", [FINDING_CHANGE] = "change", [FINDING_LEAVERS] = "leavers",
		[FINDING_GAP] = "gap", [FINDING_NEED] = "need"};
	return names[finding->kind];
}

static const char *state_name(const struct view *view, const struct finding *finding)
{
	if (seen_acknowledged(view->seen, finding->key))
		return "noted";
	return finding->kind == FINDING_LIMIT ? "your limit" : finding->kind == FINDING_NEED ? "standing" : finding->confirmed ? "confirmed" : "new";
}

static struct grid_cell since_cell(struct arena *arena, const struct finding *finding)
{
	char iso[16], brief[8];
	if (finding->since == INT64_MIN)
		return cell_text("", "");
	day_print(finding->since, iso), day_short(finding->since, brief);
	struct grid_cell cell = cell_text(arena_copy(arena, iso), arena_print(arena, DIM "%s", brief));
	cell.sort = (double)finding->since;
	return cell;
}

/* What is new to this viewer stands out until the page is left. */
static const char *team_words(struct arena *arena, const struct view *view, const struct finding *finding)
{
	bool fresh = view->seen && view->seen->known && !seen_has(view->seen, finding->key);
	return arena_print(arena, fresh ? MARK "● " STRONG "%s" : STRONG "%s", finding->team);
}

static void cells_of_change(struct arena *arena, struct grid_cell *cells, const struct finding *finding)
{
	double change = finding->value - finding->before;
	cells[WHAT] = cell_text(finding->label, arena_print(arena, TEXT "%s %s" DIM "  from %s %%", finding->label,
		attention_value(arena, finding), format_percent(arena, finding->before)));
	cells[CHANGE] = cell_real(change, attention_change_words(arena, finding));
	const char *part = attention_part_words(arena, finding);
	if (finding->followers)
		part = arena_print(arena, "%s" DIM "%s%d teams with it", part, *part ? " · " : "", finding->followers);
	cells[PART] = cell_text(finding->part ? finding->part : finding->evidence, part);
	cells[PEOPLE] = cell_integer((int64_t)finding->people, attention_n_words(arena, finding, true));
	cells[P] = cell_real(finding->p, finding->p < 0.001 ? TEXT "< 0.001" : arena_print(arena, TEXT "%.3f", finding->p));
}

static void row_add(struct grid *grid, struct arena *arena, const struct view *view, const struct finding *finding, int64_t id)
{
	struct grid_row *row = grid_add(grid);
	row->id = id;
	row->target = target_of(finding);
	row->cells[TEAM] = cell_text(finding->team, team_words(arena, view, finding));
	row->cells[CHANGE] = cell_real(NAN, ""), row->cells[P] = cell_real(NAN, ""), row->cells[PEOPLE] = cell_real(NAN, "");
	if (finding->kind == FINDING_CHANGE) {
		cells_of_change(arena, row->cells, finding);
	} else {
		row->cells[WHAT] = cell_text(finding->says, arena_print(arena, finding->kind == FINDING_LIMIT ? TEXT "%s" DIM "  your limit" : TEXT "%s",
			finding->says));
		row->cells[PART] = cell_text(finding->evidence, arena_print(arena, DIM "%s", finding->evidence ? finding->evidence : ""));
	}
	row->cells[SINCE] = since_cell(arena, finding);
	row->cells[STATE] = cell_text(state_name(view, finding), arena_print(arena, DIM "%s", state_name(view, finding)));
}

static int count_of(const struct view *view, enum list list)
{
	int count = 0;
	for (int i = 0; view->attention && i < view->attention->count; i++)
		count += belongs(&view->attention->findings[i], list);
	return count;
}

/* Lists show the columns that say something in them. */
static bool column_shown(enum list list, int column)
{
	if (list == LIST_STANDING)
		return column == TEAM || column == WHAT || column == PART;
	return list == LIST_CONFIRMED || column != STATE;
}

static struct grid *findings_grid(struct arena *arena, const struct view *view, enum list list)
{
	static const struct grid_column all[COLUMNS] = {
		[TEAM] = {.key = "team", .title = "team", .width = 14, .keep = 1},
		[WHAT] = {.key = "what", .title = "what", .width = 32, .keep = 1},
		[CHANGE] = {.key = "change", .title = "change", .align = ALIGN_RIGHT, .width = 7, .keep = 2},
		[PART] = {.key = "evidence", .title = "most of it", .width = 24, .keep = 4, .flexible = true},
		[PEOPLE] = {.key = "people", .title = "of", .align = ALIGN_RIGHT, .width = 14, .keep = 3},
		[P] = {.key = "p", .title = "p", .align = ALIGN_RIGHT, .width = 7, .keep = 7},
		[SINCE] = {.key = "since", .title = "since", .align = ALIGN_RIGHT, .width = 6, .keep = 6},
		[STATE] = {.key = "state", .title = "state", .align = ALIGN_RIGHT, .width = 10, .keep = 5},
	};
	struct grid_column *columns = ARENA_ARRAY(arena, struct grid_column, COLUMNS);
	for (int i = 0; i < COLUMNS; i++) {
		columns[i] = all[i];
		if (!column_shown(list, i))
			columns[i].keep = 0;
	}
	if (list == LIST_STANDING)
		columns[PART].title = "which";
	struct grid *grid = grid_new(arena, "rows", columns, COLUMNS, count_of(view, list));
	for (int i = 0; view->attention && i < view->attention->count; i++)
		if (belongs(&view->attention->findings[i], list))
			row_add(grid, arena, view, &view->attention->findings[i], i + 1);
	return grid;
}

/* ---- what the page says of itself ---- */
static const char *since_words(struct arena *arena, const struct view *view)
{
	char day[16];
	if (!view->seen || !view->attention)
		return NULL;
	if (!view->seen->known)
		return DIM "the first look at this database's findings";
	int fresh = 0, gone = 0;
	for (int i = 0; i < view->attention->count; i++)
		fresh += !seen_has(view->seen, view->attention->findings[i].key);
	for (int i = 0; i < view->seen->count; i++) {
		bool here = false;
		for (int j = 0; j < view->attention->count; j++)
			here = here || text_same(view->seen->key[i], view->attention->findings[j].key);
		gone += !here;
	}
	day_words((view->seen->looked + view->local_now - view->now) / 86400, day);
	return arena_print(arena, DIM "since you last looked, %s: " TEXT "%d" DIM " more, " TEXT "%d" DIM " gone", day, fresh, gone);
}

static const char *swings_words(struct arena *arena, const struct attention *attention)
{
	const char *words = "";
	for (int i = 0; i < ATTENTION_FIGURES; i++)
		words = attention->swings[i].known
			? arena_print(arena, "%s%s" DIM "%s " TEXT "× %s", words, i ? DIM ", " : "", attention->swings[i].label,
				format_decimal(arena, sqrt(attention->swings[i].phi), 1))
			: arena_print(arena, "%s%s" DIM "%s not yet known", words, i ? DIM ", " : "", attention->swings[i].label);
	return words;
}

static void draw_how(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct attention *attention = view->attention;
	char from[8], to[16];
	(void)layout, (void)block, (void)grid;
	if (!attention)
		return;
	const char *since = since_words(arena, view);
	day_short(attention->window.from, from), day_words(attention->window.to, to);
	int y = since ? words_wrap(area, 0, since) : 0;
	y = words_wrap(area, y, arena_print(arena, DIM "Judged each Monday: " TEXT "%s" DIM " to " TEXT "%s" DIM
		" against the 28 days before, whatever the period. " TEXT "%d" DIM " figures of teams compared.", from, to, attention->judged));
	y = words_wrap(area, y, DIM "New: over 3 pt and kept by Benjamini-Hochberg at 10 %. Confirmed: the next Monday again, same "
		"direction, p < 0.05. It leaves at p ≥ 0.2, under 1.5 pt or after 8 weeks. A quiet organisation sees a confirmed one in "
		"at most 1 quiet quarter in 4.");
	words_wrap(area, y, arena_print(arena, DIM "Ordinary swings of the last year widen chance: %s", swings_words(arena, attention)));
}

static void draw_list(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	static const char *const nothing[] = {"nothing confirmed this week", "nothing new this week", "no need rests on one person"};
	if (!view->attention)
		area_print(area, 0, 0, area.width, ALIGN_LEFT, DIM "reading 81 weeks");
	else if (grid->row_count == 0)
		area_print(area, 0, 0, area.width, ALIGN_LEFT, DIM "%s", nothing[block < 3 ? block : 0]);
	else
		part_grid(area, view, layout, block, grid, true);
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct grid *grids[3];
	for (int i = 0; i < 3; i++) {
		grids[i] = findings_grid(arena, view, (enum list)i);
		part_sort(view, i, grids[i]);
	}
	const struct section sections[] = {
		{"Confirmed", part_sort_note(arena, grids[0]), 0, 2, grids[0]->row_count + 1, 1, grids[0], target_none(-1), NULL, draw_list},
		{"New, not yet confirmed", part_sort_note(arena, grids[1]), 1, 2, grids[1]->row_count + 1, 2, grids[1], target_none(-1), NULL,
			draw_list},
		{"Resting on one person", part_sort_note(arena, grids[2]), 2, 2, grids[2]->row_count + 1, 4, grids[2], target_none(-1), NULL,
			draw_list},
		{"How findings are made", NULL, 3, 3, 7, 3, NULL, target_none(-1), NULL, draw_how},
	};
	compose_page(area, view, layout, ROLE_STRONG, sections, COUNT_OF(sections));
}

/* ---- the side column ---- */
void attention_side(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	struct area inside = part_frame(area, view, WORSE "! Attention", NULL, ROLE_STRONG, false, NULL);
	int y = 1;
	for (int i = 0; view->attention && i < view->attention->count && y < inside.height - 2; i++, y++) {
		const struct finding *finding = &view->attention->findings[i];
		if (seen_acknowledged(view->seen, finding->key)) {
			y--;
			continue;
		}
		if (finding->kind == FINDING_CHANGE) {
			y = words_wrap(inside, y, arena_print(arena, STRONG "%s  " TEXT "%s %s  %s", finding->team, finding->label,
				attention_value(arena, finding), attention_change_words(arena, finding)));
			const char *part = attention_part_words(arena, finding);
			y = words_wrap(inside, y, arena_print(arena, DIM "from %s %%, %s" DIM "%s%s%s", format_percent(arena, finding->before),
				attention_n_words(arena, finding, true), *part ? " · " : "", part, finding->confirmed ? "" : DIM " · new, not yet confirmed"));
		} else {
			y = words_wrap(inside, y, arena_print(arena, STRONG "%s  " TEXT "%s", finding->team, finding->says));
			if (finding->evidence)
				y = words_wrap(inside, y, arena_print(arena, DIM "%s", finding->evidence));
		}
	}
	if (view->attention && view->attention->count == 0)
		y = words_wrap(inside, y, DIM "nothing stands out this week") + 1;
	if (y < inside.height)
		words_wrap(part_rows(inside, y, inside.height - y), 0, DIM "At most 1 quiet quarter in 4 shows a confirmed change. A: all of it");
}

/* JSON and CSV: every finding with all its numbers. */
static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	static const struct grid_column columns[] = {
		{.key = "kind"}, {.key = "state"}, {.key = "figure"}, {.key = "team"}, {.key = "value"}, {.key = "before"}, {.key = "change"},
		{.key = "p"}, {.key = "people"}, {.key = "amount"}, {.key = "since"}, {.key = "part"}, {.key = "part_change"},
		{.key = "followers"}, {.key = "says"}, {.key = "evidence"}, {.key = "key"},
	};
	if (most < 1)
		return 0;
	struct grid *grid = grid_new(arena, "rows", columns, COUNT_OF(columns), count_of(view, LIST_ALL));
	for (int i = 0; view->attention && i < view->attention->count; i++) {
		const struct finding *finding = &view->attention->findings[i];
		struct grid_row *row = grid_add(grid);
		bool counted = finding->kind == FINDING_CHANGE || finding->kind == FINDING_LIMIT;
		row->id = i + 1;
		row->target = target_of(finding);
		struct grid_cell cells[] = {
			cell_text(kind_name(finding), NULL), cell_text(state_name(view, finding), NULL), cell_text(finding->label, NULL),
			cell_text(finding->team, NULL), cell_real(finding->value, NULL), cell_real(finding->before, NULL),
			cell_real(finding->value - finding->before, NULL), cell_real(finding->p, NULL),
			cell_real(counted || finding->people > 0 ? finding->people : NAN, NULL),
			cell_real(finding->kind == FINDING_CHANGE ? finding->amount : NAN, NULL), since_cell(arena, finding),
			cell_text(finding->part, NULL), cell_real(finding->part_change, NULL), cell_integer(finding->followers, NULL),
			cell_text(finding->says, NULL), cell_text(finding->evidence, NULL), cell_text(finding->key, NULL),
		};
		for (size_t j = 0; j < COUNT_OF(cells); j++)
			row->cells[j] = cells[j];
	}
	grids[0] = grid;
	return 1;
}

const struct panel panel_attention = {
	.page = PAGE_ATTENTION, .name = "attention", .title = "Attention", .figure = -1,
	.help = "what changed by more than it usually does, and what else wants looking at", .key = "A", .accent = ROLE_STRONG,
	.needs = NEED_FIGURES, .build = build, .tables = tables,
};
