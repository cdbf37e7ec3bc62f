#include "attention_own.h"

#include <math.h>

/* Every finding with its evidence: what is confirmed, what is new, what stands; and how they are found. */
enum { TEAM, WHAT, CHANGE, PART, PEOPLE, P, SINCE, COLUMNS };
enum { WIDEST_TEAM = 24, WIDEST_WHAT = 44 };
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
	if (seen_acknowledged(view->seen, finding->key))
		row->cells[WHAT].shown = arena_print(arena, "%s" DIM "  noted", row->cells[WHAT].shown);
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
	return list != LIST_STANDING || column == TEAM || column == WHAT || column == PART;
}

/* Room for the longest of a column, so that nothing is cut beside empty room. */
static void widen(struct grid *grid, int column, int most)
{
	for (int i = 0; i < grid->row_count; i++) {
		int width = grid->rows[i].cells[column].shown ? markup_width(grid->rows[i].cells[column].shown) : 0;
		if (width > grid->columns[column].width)
			grid->columns[column].width = width < most ? width : most;
	}
}

static struct grid *findings_grid(struct arena *arena, const struct view *view, enum list list)
{
	static const struct grid_column all[COLUMNS] = {
		[TEAM] = {.key = "team", .title = "team", .width = 10, .keep = 1},
		[WHAT] = {.key = "what", .title = "what", .width = 12, .keep = 1},
		[CHANGE] = {.key = "change", .title = "change", .align = ALIGN_RIGHT, .width = 7, .keep = 2},
		[PART] = {.key = "evidence", .title = "most of it", .width = 24, .keep = 4, .flexible = true},
		[PEOPLE] = {.key = "people", .title = "of", .align = ALIGN_RIGHT, .width = 4, .keep = 3},
		[P] = {.key = "p", .title = "p", .align = ALIGN_RIGHT, .width = 7, .keep = 7},
		[SINCE] = {.key = "since", .title = "since", .align = ALIGN_RIGHT, .width = 6, .keep = 6},
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
	widen(grid, TEAM, WIDEST_TEAM), widen(grid, WHAT, WIDEST_WHAT), widen(grid, PEOPLE, WIDEST_TEAM), widen(grid, PART, WIDEST_WHAT);
	return grid;
}

static void draw_how(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	(void)layout, (void)block, (void)grid;
	attention_how(area, view);
}

static void draw_list(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	static const char *const nothing[] = {"nothing confirmed this week", "nothing new this week", "no need rests on one person"};
	if (!view->attention)
		area_print(area, 0, 0, area.width, ALIGN_LEFT, DIM "reading 81 weeks");
	else if (grid->row_count == 0 && block < LIST_STANDING && view->attention->judged == 0)
		area_print(area, 0, 0, area.width, ALIGN_LEFT, DIM "nothing can be compared yet: that takes 8 weeks of rows");
	else if (grid->row_count == 0)
		area_print(area, 0, 0, area.width, ALIGN_LEFT, DIM "%s", nothing[block < 3 ? block : 0]);
	else
		part_grid(area, view, layout, block, grid, true);
}

/* A list with nothing in it takes the one row that says so. */
static struct section list_section(struct area area, const struct view *view, int list, const char *title, int keep, const struct grid *grid)
{
	const char *note = part_sort_note(part_arena(area), grid);
	int rows = grid->row_count ? grid->row_count + 1 : 1;
	if (!note && list == LIST_CONFIRMED)
		note = attention_since_words(part_arena(area), view, area.width < 60);
	return (struct section){.title = title, .note = note, .band = list, .least = rows < 2 ? rows : 2, .wants = rows, .keep = keep, .grid = grid,
		.target = target_none(EXPLAIN_ATTENTION), .draw = draw_list};
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct grid *grids[3];
	for (int i = 0; i < 3; i++) {
		grids[i] = findings_grid(part_arena(area), view, (enum list)i);
		part_sort(view, i, grids[i]);
	}
	const struct section sections[] = {
		list_section(area, view, LIST_CONFIRMED, "Confirmed", 1, grids[0]),
		list_section(area, view, LIST_NEW, "New, not yet confirmed", 2, grids[1]),
		list_section(area, view, LIST_STANDING, "Resting on one person", 3, grids[2]),
		{.title = "How findings are made", .band = 3, .least = 3, .wants = area.width >= 100 ? 6 : 8, .keep = 4,
			.target = target_none(EXPLAIN_ATTENTION), .draw = draw_how},
	};
	compose_lists(area, view, layout, ROLE_STRONG, sections, COUNT_OF(sections));
}

/* ---- the side column ---- */
static int side_finding(struct area area, int y, const struct finding *finding)
{
	struct arena *arena = part_arena(area);
	if (finding->kind != FINDING_CHANGE) {
		y = words_wrap(area, y, arena_print(arena, STRONG "%s  " TEXT "%s", finding->team, finding->says));
		return finding->evidence ? words_wrap(area, y, arena_print(arena, DIM "%s", finding->evidence)) : y;
	}
	const char *part = attention_part_words(arena, finding);
	y = words_wrap(area, y, arena_print(arena, STRONG "%s  " TEXT "%s %s  %s", finding->team, finding->label,
		attention_value(arena, finding), attention_change_words(arena, finding)));
	return words_wrap(area, y, arena_print(arena, DIM "from %s %%, %s" DIM "%s%s%s", format_percent(arena, finding->before),
		attention_n_words(arena, finding, true), *part ? " · " : "", part, finding->confirmed ? "" : DIM " · new, not yet confirmed"));
}

void attention_side(struct area area, const struct view *view)
{
	struct area inside = part_frame(area, view, WORSE "! Attention", NULL, ROLE_STRONG, false, NULL);
	int y = 1, left = 0;
	for (int i = 0; view->attention && i < view->attention->count; i++) {
		if (seen_acknowledged(view->seen, view->attention->findings[i].key))
			continue;
		if (y >= inside.height - 3)
			left++;
		else
			y = side_finding(inside, y, &view->attention->findings[i]) + 1;
	}
	if (view->attention && view->attention->count == 0)
		y = words_wrap(inside, y, DIM "nothing stands out this week") + 1;
	if (left > 0 && y <= inside.height)
		area_print(inside, 0, inside.height - 1, inside.width, ALIGN_LEFT, DIM "+%d more  " STRONG "A" DIM " shows all", left);
	else if (y < inside.height)
		words_wrap(part_rows(inside, y, inside.height - y), 0, DIM "At most 1 quiet quarter in 4 shows a confirmed change.  " STRONG "A" DIM
			" shows all");
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
