#include "wall.h"

#include <math.h>

static void by_team(struct area area, const struct view *view)
{
	double top = 0;
	for (int i = 0; i < view->answer->group_count; i++)
		if (figure_known(&view->answer->groups[i].figure[FIGURE_GROWTH]))
			top = fmax(top, view->answer->groups[i].figure[FIGURE_GROWTH].value);
	wall_teams(area, view, &panel_skills, top > 0 ? 1.1 * top : 1);
}

static const char *sentence(struct arena *arena, const struct view *view)
{
	const struct figure *growth = view_figure(view, FIGURE_GROWTH), *grew = view_figure(view, FIGURE_GREW);
	if (!figure_known(growth))
		return words_why(arena, view, growth);
	const char *people = figure_known(grew) && grew->has_fraction ? arena_print(arena, "; %s of %s people grew",
		format_count(arena, (int64_t)grew->numerator), format_count(arena, (int64_t)grew->denominator)) : "";
	return arena_print(arena, "Each person gained %s levels of skill in a quarter%s%s%s.", words_number(arena, growth, growth->value, -1),
		wall_change(arena, view, growth), people, view->answer->first_gains ? ". Most are first assessments" : "");
}

void skills_wall(struct area area, const struct view *view)
{
	wall_page_draw(area, view, &(struct wall_page){ .panel = &panel_skills, .figure = view_figure(view, FIGURE_GROWTH),
		.trend = &view->answer->trend[PANEL_SKILLS], .sentence = sentence(part_arena(area), view), .bottom = by_team });
}
