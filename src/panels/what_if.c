/* What would be, if: what is supposed, the figures of the scope and its teams as they are and would be, and the needs that would
   newly rest on one person or on nobody. */
#include "what_if_own.h"

#include <string.h>

enum { SECTION_SUPPOSED, SECTION_FIGURES, SECTION_TEAMS, SECTION_NEEDS, SECTIONS, WIDE = 100 };

#define NO_PROMISE "An association in your team's own history, not a promise."
#define NOT_CHANGED "Not changed: who is hired, who takes over the work, what others then do."

/* ---- nothing is supposed: how ---- */
static int example(struct area area, int y, const char *line, const char *means)
{
	int second = area.width >= 64 ? 42 : 2;
	area_print(area, 2, y, area.width - 2, ALIGN_LEFT, STRONG "%s", line);
	if (area.width < 64 && y + 1 >= area.height)
		return y + 1;
	area_print(area, second, area.width >= 64 ? y : y + 1, area.width - second, ALIGN_LEFT, DIM "%s", means);
	return y + (area.width >= 64 ? 1 : 2);
}

static const char *team_example(const struct view *view)
{
	for (int g = 1; g < view->answer->group_count; g++)
		if (view->answer->groups[g].kind == GROUP_TEAM && strlen(view->answer->groups[g].name) < 14)
			return view->answer->groups[g].name;
	return "";
}

static void draw_how(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	bool persons = policy_shows_persons(&view->state->policy) && view->state->names != NAMES_HIDDEN;
	const char *team = team_example(view), *gap = *team ? " " : "";
	int y = words_wrap(area, 0, TEXT "Nothing is supposed yet. Press " STRONG ":" TEXT " and type, tab completes:");
	y += area.height > 12;
	if (persons) {
		y = example(area, y, "what-if leave NAME", "by name or employee number");
		y = example(area, y, "what-if absent NAME", "for now, and comes back");
	}
	y = example(area, y, arena_print(arena, "what-if customer-time%s%s 55", gap, team), "per cent of worked time, of its people");
	y = example(area, y, arena_print(arena, "what-if ai-use%s%s 80", gap, team), "per cent of weeks with AI");
	y = example(area, y, "what-if undo", "takes back the last, clear all of it");
	y += area.height > 12;
	if (!persons)
		y = words_wrap(part_rows(area, y, area.height - y), 0, arena_print(arena, DIM "Nothing of persons: %s.", page_hidden_why(view))) + y;
	words_wrap(part_rows(area, y, area.height - y), 0, DIM "Nothing is saved. Without a name: the person of the page or the marked row, the "
		"team one looks at. " NO_PROMISE);
}

/* ---- what is supposed ---- */
static bool same_words(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

static void draw_supposed(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct what_if *what_if = what_if_of(view);
	const char *said = what_if->groups[0].then[WHAT_IF_LEAVERS].why;       /* beside, of the whole */
	int y = 0;
	(void)layout, (void)block, (void)grid;
	for (int i = 0; i < what_if->count && y < area.height; i++) {
		const struct supposed_row *row = &what_if->rows[i];
		if (y == area.height - 1 && i + 1 < what_if->count) {
			area_print(area, 0, y, area.width, ALIGN_LEFT, DIM "+%d more", what_if->count - i);
			return;
		}
		y = words_wrap(area, y, what_if_words(arena, view, row));
		if (row->counts && row->leavers_why && !same_words(row->leavers_why, said) && y < area.height - (what_if->count - 1 - i))
			y = words_wrap(area, y, arena_print(arena, DIM "  says nothing of who may leave: %s", row->leavers_why));
	}
	if (what_if->persons_hidden && y < area.height)
		words_wrap(area, y, arena_print(arena, DIM "Nothing of persons: %s.", page_hidden_why(view)));
}

/* ---- the scope's figures ---- */
/* Each reason once. */
static int draw_whys(struct area area, const struct view *view, int y)
{
	struct arena *arena = part_arena(area);
	const struct what_if_group *of = &what_if_of(view)->groups[0];
	for (int i = 0; i < WHAT_IF_FIGURES && y < area.height; i++) {
		bool said = false;
		for (int j = 0; j < i; j++)
			said = said || same_words(of->then[j].why, of->then[i].why);
		if (!figure_known(&of->then[i]) && of->then[i].why && !said)
			y = words_wrap(area, y, arena_print(arena, DIM "%s: " TEXT "%s", what_if_label((enum what_if_figure)i),
				what_if_why(arena, view, &of->then[i])));
	}
	return y;
}

static void draw_figures(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	int rows = grid->row_count + 1, spare = area.height - rows;
	part_grid(part_rows(area, 0, spare > 0 ? rows : area.height), view, layout, block, grid, true);
	if (spare <= 0)
		return;
	int y = draw_whys(area, view, rows);
	if (y < area.height)
		words_wrap(part_rows(area, y, area.height - y), 0, DIM NO_PROMISE " " NOT_CHANGED);
}

static void draw_teams(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	if (grid->row_count)
		part_grid(area, view, layout, block, grid, true);
	else
		words_wrap(area, area.height > 3, DIM "no teams below this one");
}

static void draw_needs(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	if (grid->row_count)
		part_grid(area, view, layout, block, grid, true);
	else
		words_wrap(area, area.height > 3, DIM "none that does not already");
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	const struct what_if *what_if = what_if_of(view);
	if (!what_if || (!what_if->count && !what_if->persons_hidden)) {
		part_block(layout, "What if", NULL, target_none(-1));
		struct area inside = part_frame(area, view, "What if", "nothing is saved", ROLE_TURNOVER, true, NULL);
		draw_how(inside, view);
		return;
	}
	struct grid *figures = what_if_figures_grid(arena, view), *teams = what_if_teams_grid(arena, view), *needs = what_if_needs_grid(arena, view);
	part_sort(view, SECTION_TEAMS, teams), part_sort(view, SECTION_NEEDS, needs);
	const char *of = arena_print(arena, "Then: %s", view_scope(view)->name);
	int below = area.width < WIDE;                  /* both need the whole width: one under the other */
	const struct section sections[SECTIONS] = {
		[SECTION_SUPPOSED] = {"What if", "not saved; :what-if undo, clear", 0, 2, what_if->count + 2, 1, NULL, target_none(EXPLAIN_WHAT_IF_ALL), NULL,
			draw_supposed},
		[SECTION_FIGURES] = {of, "an association, not a promise", below, 6, figures->row_count + 5, 1, figures, target_none(EXPLAIN_WHAT_IF_ALL), NULL, draw_figures},
		[SECTION_TEAMS] = {"By team", part_sort_note(arena, teams), 1 + below, 3, teams->row_count + 1, 2, teams, target_none(EXPLAIN_WHAT_IF_ALL), NULL,
			draw_teams},
		[SECTION_NEEDS] = {"Would newly rest on one person, or on nobody", part_sort_note(arena, needs), 2 + below, 2, needs->row_count + 1, 3, needs,
			target_none(EXPLAIN_WHAT_IF + WHAT_IF_ON_ONE), NULL, draw_needs},
	};
	compose_page(area, view, layout, ROLE_TURNOVER, sections, SECTIONS);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	if (most < 1)
		return 0;
	grids[0] = what_if_rows_grid(arena, view);
	if (most < 3 || !what_if_of(view))
		return 1;
	grids[1] = what_if_supposed_grid(arena, view);
	grids[2] = what_if_needs_grid(arena, view);
	return 3;
}

const struct panel panel_what_if = {
	.page = PAGE_WHAT_IF, .name = "what-if", .title = "What if", .figure = -1,
	.help = "suppose somebody leaves, or a team works otherwise; nothing is saved", .accent = ROLE_TURNOVER,
	.needs = NEED_FIGURES | NEED_ESTIMATE | NEED_TEAMS | NEED_WHAT_IF, .build = build, .tables = tables,
};
