#include "parts.h"

#define LISTED(ID, name) &panel_##name,
const struct panel *const panel_list[] = {PAGES(LISTED) NULL};

const struct panel *panel_of_page(enum page_id page)
{
	for (const struct panel *const *panel = panel_list; *panel; panel++)
		if ((*panel)->page == page)
			return *panel;
	return NULL;
}

unsigned panels_needs(const struct state *state)
{
	const struct place *place = &state->places[state->depth];
	const struct panel *panel = panel_of_page(place->page);
	if (state->wall)
		return NEED_FIGURES | NEED_TRENDS;
	unsigned needs = NEED_FIGURES | (panel ? panel->needs : 0);
	if (place->team_id != 0 && place->page >= PAGE_AI && place->page <= PAGE_VOICE)
		needs |= NEED_PEOPLE;                   /* a team without teams below lists its people */
	return needs;
}

static void too_small(struct area area)
{
	int y = area.height > 2 ? area.height / 2 - 1 : 0;
	area_print(area, 0, y, area.width, ALIGN_CENTRE, STRONG "needs 20x5");
	area_print(area, 0, y + 1, area.width, ALIGN_CENTRE, DIM "have %dx%d", area.width, area.height);
}

/* Before the first answer: who is asked, and what keeps it. */
static void draw_waiting(struct area area, const struct view *view)
{
	int y = area.height / 2 - 1;
	const char *words = header_feed_words(view) ? header_feed_words(view)
		: arena_print(part_arena(area), "reading %s", view->database ? view->database : "the database");
	if (area.width < 24 + text_width(words))
		words_wrap(area_inside(area, 1, y < 0 ? 0 : y, area.width - 2, 3), 0, arena_print(part_arena(area), TEXT "%s", words));
	else
		area_print(area, 1, y < 0 ? 0 : y, area.width - 2, ALIGN_CENTRE, TEXT "%s", words);
}

void panels_empty(struct area area, const struct view *view)
{
	const char *database = view->database ? view->database : "DB";
	struct area text = area_inside(area, area.width > 60 ? area.width / 2 - 29 : 1, area.height > 12 ? area.height / 2 - 5 : 0,
		area.width > 60 ? 60 : area.width - 2, area.height);
	int y = words_wrap(text, 0, STRONG "No database rows yet.");
	y = words_wrap(text, y, DIM "People first, then whatever you have, in any order:");
	y += text.height - y > 8;
	static const char *const presets[] = { "people", "teams", "activity", "cases", "ai-access", "ai-events", "skills" };
	for (size_t i = 0; i < COUNT_OF(presets); i++)
		area_print(text, 0, y++, text.width, ALIGN_LEFT, TEXT "teamtop import %s --preset %s %s.csv", database, presets[i], presets[i]);
	words_wrap(text, y + (text.height - y > 2), DIM "teamtop list presets shows all; teamtop sample FILE makes a team to look at.");
}

/* The last good answer stays while the database does not answer: readable, but plainly not now. */
static void dim_page(struct area area)
{
	for (int y = area.y; y < area.y + area.height; y++)
		for (int x = area.x; x < area.x + area.width; x++) {
			struct cell *cell = screen_cell(area.screen, x, y);
			if (cell->role != ROLE_FRAME && cell->role != ROLE_TRACK && cell->role < ROLE_RAMP && cell->back < ROLE_RAMP)
				cell->role = ROLE_STALE;
			cell->bold = false;
		}
}

static void draw_page(struct area area, const struct view *view, struct layout *layout)
{
	const struct panel *panel = panel_of_page(view->place->page);
	if (!view->answer)
		draw_waiting(area, view);
	else if (view->answer->organisation.empty)
		panels_empty(area, view);
	else if (panel)
		panel->build(area, view, layout);
	if (header_feed_old(view))
		dim_page(area);
}

void panels_build(struct screen *screen, const struct view *view, struct layout *layout)
{
	struct area area = screen_area(screen);
	*layout = (struct layout){ 0 };
	if (area.width < 20 || area.height < 5) {
		too_small(area);
		return;
	}
	if (view->state->wall) {
		wall_draw(screen, view);
		if (header_feed_old(view))
			dim_page(area);
		return;
	}
	bool row = area.height >= 8 && attention_has_row(view);
	int top = area.height >= 30 || row ? 2 : 1;
	int keys = area.height >= 8 || view->state->message[0] || view->state->commanding ? 1 : 0;
	header_draw(area_inside(area, 0, 0, area.width, 1), view);
	if (row)
		attention_row(area_inside(area, 0, 1, area.width, 1), view);
	draw_page(area_inside(area, 0, top, area.width, area.height - top - keys), view, layout);
	if (keys)
		keys_draw(area_inside(area, 0, area.height - 1, area.width, 1), view);
	if (view->state->popup != POPUP_NONE)
		popup_draw(area, view, layout);
}
