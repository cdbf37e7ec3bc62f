#include "parts.h"

enum { TEAMS_WANTED = 5, DETAIL_ROWS = 7, CHART_LEAST = 5, CHART_MOST = 20, WIDE = 50 };

/* Rows of each part; 0 = left out. Depends on the size and the number of teams alone, never on the panel. */
struct plan { int head, chart, breakdown, detail, heading, teams; };

static struct plan plan_of(struct area area, int head, int team_count)
{
	struct plan plan = { .head = head };
	int wanted = team_count < TEAMS_WANTED ? team_count : TEAMS_WANTED, rest = area.height - head;
	bool wide = area.width >= WIDE;
	int table = 1 + wanted;
	if (wide && rest >= CHART_LEAST + 1 + DETAIL_ROWS + 1 + table)
		plan.chart = CHART_LEAST, plan.detail = DETAIL_ROWS, plan.heading = 1;
	else if (wide && rest >= CHART_LEAST + 1 + 2 + 1 + table)
		plan.chart = CHART_LEAST, plan.breakdown = 2, plan.heading = 1;
	else if (wide && rest >= 2 + 1 + table)
		plan.breakdown = 2, plan.heading = 1;
	else if (!wide && area.width >= 34 && rest >= CHART_LEAST + 1 + table)
		plan.chart = CHART_LEAST, plan.heading = 1;
	else if (rest >= 1 + team_count)
		plan.heading = team_count > 0;
	int used = (plan.chart ? plan.chart + 1 : 0) + (plan.breakdown ? 3 : 0) + (plan.detail ? plan.detail + 1 : 0) + plan.heading;
	plan.teams = rest - used < team_count ? rest - used : team_count;
	int spare = rest - used - plan.teams;
	if (plan.chart)
		plan.chart += spare < CHART_MOST - plan.chart ? spare : CHART_MOST - plan.chart;
	return plan;
}

/* What each point of the line is of: the panel's own window, or a week where the panel follows the period. */
static const char *points_words(struct arena *arena, const struct view *view, const struct tile *tile)
{
	enum panel_id panel = tile->headline.panel;
	if (panel == PANEL_AI || panel == PANEL_TIME)
		return "a week each";
	return arena_print(arena, "%s each", words_long_days(arena, view->answer->panel_window[panel]));
}

static void draw_chart(struct area area, const struct view *view, const struct tile *tile)
{
	struct trend_look look = { .caption = points_words(part_arena(area), view, tile), .trend = tile->headline.trend, .figure = tile->headline.figure, .accent = tile->headline.accent };
	if (look.figure->state == FIGURE_STALE)
		look.accent = ROLE_STALE;
	if (look.trend)
		trend_chart(area, &look);
}

void tile_draw(struct area area, const struct view *view, struct layout *layout, const struct tile *tile)
{
	struct headline headline = tile->headline;
	enum figure_state state = headline.figure->state;
	bool there = state != FIGURE_NOT_IMPORTED, open = there && state != FIGURE_SUPPRESSED;   /* parts would give away the whole */
	int teams = tile->teams ? tile->teams->row_count : 0;
	int block = part_block(layout, tile->name, there && teams > 0 ? tile->teams : NULL, tile->target);
	part_sort(view, block, (struct grid *)tile->teams);     /* made for this frame alone */
	struct plan plan = plan_of(area, headline_rows(area, view, &headline), teams);
	if (plan.detail && (!tile->detail || tile->detail->row_count == 0)) {   /* the same rows in all, for the teams below */
		plan.chart += plan.detail - 2, plan.breakdown = 2;
		plan.detail = 0;
	}
	if (plan.chart)
		headline.trend = NULL;
	int y = headline_draw(area, view, &headline);
	if (!there) {
		for (int x = 0; x < area.width && y < area.height; x++)
			area_text(area, x, y, 1, ALIGN_LEFT, FRAME "┄");
		return;
	}
	if (plan.chart) {
		if (open)
			draw_chart(part_rows(area, y, plan.chart), view, tile);
		y += plan.chart + 1;
	}
	if (plan.breakdown && tile->breakdown && open && figure_known(headline.figure))
		tile->breakdown(part_rows(area, y, plan.breakdown), view);
	y += plan.breakdown ? plan.breakdown + 1 : 0;
	if (plan.detail && tile->detail && open)
		table_draw(part_rows(area, y, plan.detail), view, NULL, -1, tile->detail, tile->teams, false);
	y += plan.detail ? plan.detail + 1 : 0;
	if (teams > 0)
		table_draw(part_rows(area, y, area.height - y), view, layout, block, tile->teams,
			plan.detail && open ? tile->detail : NULL, plan.heading);
}
