/* Curves of those still here: with AI use and without, and by team. */
#include "survival_chart.h"
#include "survival_curves.h"

#include <math.h>

/* ---- by AI use ---- */
static int ai_curves(struct arena *arena, const struct view *view, struct curve *curves)
{
	const struct estimate *estimate = &view->answer->estimate;
	bool beside = estimate->beside_with_ai.count && estimate->beside_without_ai.count;
	curves[0] = (struct curve){.name = "without AI", .of = beside ? &estimate->beside_without_ai : &estimate->without_ai};
	curves[1] = (struct curve){.name = "with AI", .of = beside ? &estimate->beside_with_ai : &estimate->with_ai};
	if (beside)
		curves[0].other = curves[1].of, curves[1].other = curves[0].of;
	for (int i = 0; i < 2; i++)
		if (curves[i].of->hidden)
			curves[i].why = arena_print(arena, "fewer than %d people", view->state->policy.min_group);
	return 2;
}

/* Why there is nothing to compare; NULL where there is. */
static const char *no_ai(const struct view *view)
{
	const struct estimate *estimate = &view->answer->estimate;
	if (estimate->kind == ESTIMATE_LATER)
		return "being estimated";
	if (estimate->kind == ESTIMATE_NONE)
		return "not asked for";
	if (estimate->kind == ESTIMATE_NOT)
		return estimate->why ? estimate->why : "cannot be said";
	if (!estimate->with_ai.people && !estimate->without_ai.people)
		return "AI use is not imported";
	return estimate->with_ai.people ? NULL : "nobody has used AI for weeks yet: there is nothing to compare";
}

void survival_by_ai(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	struct curve curves[2];
	const char *why = no_ai(view);
	if (why) {
		words_wrap(area, area.height > 3, arena_print(arena, DIM "%s", why));
		return;
	}
	int count = ai_curves(arena, view, curves);
	bool beside = curves[0].other != NULL, note = area.height >= CURVE_TALL + 2 && area.width >= 24;
	curves_draw(part_rows(area, 0, area.height - note), curves, count);
	if (note)
		area_text(area, 0, area.height - 1, area.width, ALIGN_LEFT, page_line(arena, beside
			? area.screen->glyphs == GLYPHS_FULL && area.width >= 40 ? DIM "dashed: the other|" DIM " · time, not people: see e"
			: DIM "time, not people: see e" : DIM "not at the same tenures: cannot be compared", area.width));
}

/* ---- by team ---- */
bool survival_has_teams(const struct view *view)
{
	return view->answer->group_count > 2 && view->answer->survival_of_group;
}

static struct curve group_curve(const struct view *view, int index)
{
	const struct group *group = &view->answer->groups[index];
	const struct figure *left = &group->figure[FIGURE_LEAVERS];
	const struct survival *of = &view->answer->survival_of_group[index];
	struct curve curve = {.name = group->name, .of = of, .other = index ? &view->answer->survival : NULL};
	if (left->state == FIGURE_SUPPRESSED || of->hidden)
		curve.why = left->why ? left->why : "could be told from the groups beside it";
	return curve;
}

static int curves_of(struct arena *arena, const struct view *view, enum grouping grouping, struct curve **curves)
{
	int count = 0;
	*curves = ARENA_ARRAY(arena, struct curve, view->answer->group_count + 2);
	if (grouping == GROUPED_AI)
		return no_ai(view) ? 0 : ai_curves(arena, view, *curves);
	for (int i = 0; grouping == GROUPED_TEAM && survival_has_teams(view) && i < view->answer->group_count; i++)
		(*curves)[count++] = group_curve(view, i);
	return count;
}

void survival_by_team(struct area area, const struct view *view)
{
	struct curve *curves;
	int count = curves_of(part_arena(area), view, GROUPED_TEAM, &curves);
	if (count)
		curves_draw(area, curves, count);
	else
		words_wrap(area, area.height > 3, DIM "there are not two teams below to stand beside each other: g n shows everybody");
}

const char *survival_note(struct arena *arena, const struct view *view, enum grouping grouping)
{
	struct curve *curves;
	int count = curves_of(arena, view, grouping, &curves);
	int64_t said = curves_common_tenure(curves, count);
	if (grouping == GROUPED_NONE)
		return "Kaplan–Meier, 95 % band";
	const char *at = said >= 0 ? arena_print(arena, "%% at %s, ", curves_tenure(arena, said)) : "% at each end, ";
	if (grouping == GROUPED_AI)
		return arena_print(arena, "%s95 %% band%s", count ? at : "", view->answer->scope.team_id ? ", all teams" : "");
	return count ? arena_print(arena, "%sKaplan–Meier, 95 %% band, time in the team · dashed: everybody", at) : NULL;
}

/* ---- for scripts ---- */
static void add_steps(struct grid *grid, const char *name, const struct survival *curve)
{
	for (int i = 0; i < curve->count; i++) {
		struct grid_row *row = grid_add(grid);
		row->cells[0] = cell_text(name, NULL);
		survival_step_cells(row->cells + 1, &curve->steps[i]);
	}
}

static struct grid *steps_grid(struct arena *arena, const char *name, const char *key, int most)
{
	const struct grid_column columns[] = {{.key = key}, {.key = "days"}, {.key = "at_risk"}, {.key = "left"}, {.key = "survival"},
		{.key = "low"}, {.key = "high"}};
	return grid_new(arena, name, columns, COUNT_OF(columns), most + 1);
}

static const struct grid *ai_table(struct arena *arena, const char *name, const struct survival *without, const struct survival *with)
{
	struct grid *grid = steps_grid(arena, name, "ai", without->count + with->count);
	add_steps(grid, "without", without);
	add_steps(grid, "with", with);
	return grid;
}

const struct grid *survival_ai_table(struct arena *arena, const struct view *view)
{
	const struct estimate *estimate = &view->answer->estimate;
	return ai_table(arena, "survival_by_ai_use", &estimate->without_ai, &estimate->with_ai);
}

const struct grid *survival_beside_table(struct arena *arena, const struct view *view)
{
	const struct estimate *estimate = &view->answer->estimate;
	return ai_table(arena, "survival_by_ai", &estimate->beside_without_ai, &estimate->beside_with_ai);
}

const struct grid *survival_team_table(struct arena *arena, const struct view *view)
{
	int most = 0, groups = view->answer->survival_of_group ? view->answer->group_count : 0;
	for (int i = 1; i < groups; i++)
		most += view->answer->survival_of_group[i].count;
	struct grid *grid = steps_grid(arena, "survival_by_team", "team", most);
	for (int i = 1; i < groups; i++)
		add_steps(grid, view->answer->groups[i].name, &view->answer->survival_of_group[i]);
	return grid;
}
