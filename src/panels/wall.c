#include "wall.h"

#include <math.h>
#include <string.h>

enum { MOST_PAGES = PAGE_COUNT, MOST_SCALE = 16 };

static int pages_of(const struct panel *pages[MOST_PAGES])
{
	int count = 0;
	for (const struct panel *const *panel = panel_list; *panel && count < MOST_PAGES; panel++)
		if ((*panel)->on_wall && (*panel)->wall)
			pages[count++] = *panel;
	return count;
}

void wall_draw(struct screen *screen, const struct view *view)
{
	const struct panel *pages[MOST_PAGES];
	struct area area = screen_area(screen);
	int count = pages_of(pages);
	if (count == 0 || !view->answer || view->answer->group_count == 0 || view->answer->organisation.empty) {
		const char *words = header_feed_words(view) ? header_feed_words(view)
			: arena_print(part_arena(area), "reading %s", view->database ? view->database : "the database");
		if (view->answer && view->answer->organisation.empty && !header_feed_old(view))
			panels_empty(area, view);
		else
			area_print(area, 1, area.height / 2, area.width - 2, ALIGN_CENTRE, STRONG "%s", words);
		return;
	}
	int page = view->state->wall_page % count;
	pages[page < 0 ? 0 : page]->wall(area, view);
}

/* ---- words ---- */
const char *wall_share(struct arena *arena, double share)
{
	static const struct { double share; const char *words; } near[] = {
		{ 0.25, "A quarter" }, { 1.0 / 3, "A third" }, { 0.5, "Half" }, { 2.0 / 3, "Two thirds" }, { 0.75, "Three quarters" },
	};
	for (size_t i = 0; i < COUNT_OF(near); i++)
		if (fabs(share - near[i].share) < 0.0151)
			return near[i].words;
	return arena_print(arena, "%s %%", format_percent(arena, share));
}

static const char *time_words(struct arena *arena, const struct view *view, const struct figure *figure, bool article)
{
	enum panel_id panel = figure->id >= 0 ? metrics_definition((enum figure_id)figure->id)->panel : PANEL_TIME;
	int64_t days = window_days(view->answer->panel_window[panel]);
	const char *a = article ? "a " : "";
	return days == 28 ? "four weeks" : days > 1 && days != 7 && days != 91 && days != 365 ? words_long_days(arena, view->answer->panel_window[panel])
		: arena_print(arena, "%s%s", a, days == 1 ? "day" : days == 7 ? "week" : days == 91 ? "quarter" : "year");
}

const char *wall_change(struct arena *arena, const struct view *view, const struct figure *figure)
{
	if (figure->state != FIGURE_OK || !figure->has_previous || !isfinite(figure->previous))
		return "";
	double change = (figure->value - figure->previous) * words_scale(figure);
	bool points = words_scale(figure) == 100;
	const char *size = format_decimal(arena, fabs(change), points ? 0 : 2), *ago = time_words(arena, view, figure, true);
	if (strspn(size, "0.,") == strlen(size))
		return arena_print(arena, ", as %s ago", ago);
	bool chance = figure->has_change_interval && figure->change_low <= 0 && figure->change_high >= 0;
	return arena_print(arena, ", %s%s %s than %s ago%s", size, !points ? "" : strcmp(size, "1") == 0 ? " point" : " points",
		change > 0 ? "more" : "less", ago, chance ? ", which may be chance" : "");
}

/* ---- the page ---- */
struct wall_plan {
	int margin, head, digits, scale, gap, chart, bottom, sentence;  /* rows; scale of the digits, 0 = words */
	bool clock, beside;                                             /* clock in digits; change and trend beside the figure */
};

static int figure_width(int scale, const char *digits, const char *unit)
{
	int small = scale > 2 ? (scale + 1) / 2 : 1;
	return digits_width(scale, digits) + (*unit == '%' ? 2 + digits_width(small, "%") : 0);
}

static struct wall_plan plan_of(struct area area, const char *digits, const char *unit, const char *sentence)
{
	struct wall_plan plan = { .margin = area.width >= 100 ? 4 : area.width >= 60 ? 2 : area.width >= 34 ? 1 : 0 };
	int height = area.height, width = area.width - 2 * plan.margin;
	plan.clock = area.width >= 80 && height >= 22;
	plan.head = height >= 40 ? 6 : plan.clock ? 5 : height >= 16 ? 3 : 2;
	plan.sentence = markup_width(sentence) > width - 2 ? (markup_width(sentence) + 8) / (width > 8 ? width : 8) + 1 : 1;
	int most = height >= 16 ? 3 : height >= 11 ? 3 : height >= 8 ? 2 : 1;
	plan.sentence = plan.sentence > most ? most : plan.sentence < 2 && height >= 16 ? 2 : plan.sentence;
	plan.bottom = height >= 80 ? 20 : height >= 40 ? 10 : height >= 28 ? 7 : height >= 22 ? 4 : 0;
	plan.gap = height >= 28 ? 2 : height >= 16 ? 1 : 0;
	plan.beside = area.width >= 70;
	int rest = height - plan.head - plan.sentence - plan.bottom - 2 * plan.gap - (height >= 16 ? 2 : 1);
	for (plan.scale = MOST_SCALE; plan.scale > 0; plan.scale--)
		if (digits_height(plan.scale) <= rest - (rest > 12 ? 2 : 0) && figure_width(plan.scale, digits, unit) <= (plan.beside ? width * 45 / 100 : width - 8))
			break;
	plan.digits = rest < 1 ? 1 : rest;
	return plan;
}

static const char *data_age(struct area area, const struct view *view, const struct panel *panel)
{
	static const char *const relations[PANEL_COUNT] = { "ai_event", "activity", "skill_level", "person", "survey_answer" };
	struct arena *arena = part_arena(area);
	int index = (int)panel->page - PAGE_AI;
	const char *age = NULL;
	for (int i = 0; i < view->answer->age_count && index >= 0 && index < PANEL_COUNT; i++)
		if (strcmp(view->answer->ages[i].relation, relations[index]) == 0)
			age = header_age(arena, view, &view->answer->ages[i]);
	return age ? arena_print(arena, DIM "data " TEXT "%s" DIM " old", age) : "";
}

static const char *corner_words(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	if (view->state->paused)
		return STRONG "paused";
	if (header_feed_old(view) && header_feed_words(view))
		return arena_print(arena, STALE "%s · figures as of %s", header_feed_words(view), header_as_of(arena, view));
	return "";
}

static void draw_head(struct area area, const struct view *view, const struct panel *panel, const struct wall_plan *plan)
{
	struct arena *arena = part_arena(area);
	int minutes = (int)(((view->local_now % 86400) + 86400) % 86400 / 60), y = area.height >= 28 ? 2 : area.height >= 16 ? 1 : 0;
	const char *clock = arena_print(arena, "%02d:%02d", minutes / 60, minutes % 60);
	int clock_width = plan->clock ? digits_width(1, clock) : 5, right = area.width - plan->margin;
	if (plan->clock)
		area_digits(area, right - clock_width, y - 1, 1, clock, ROLE_TEXT);
	else
		area_text(area, right - clock_width, y, clock_width, ALIGN_LEFT, arena_print(arena, TEXT "%s", clock));
	int room = right - clock_width - 1 - plan->margin;
	const char *team = view->answer->team_name ? view->answer->team_name : "all teams", *name = view->answer->organisation.name;
	int x = area_print(area, plan->margin, y, room, ALIGN_LEFT, "%s" BOLD "%s", part_ink(panel->accent), panel->title);
	bool second = plan->head >= 3;
	if (view->answer->organisation.synthetic) {
		const char *chip = CHIP " sample data ";
		int width = markup_width(chip), at = x + 4 + width <= plan->margin + room ? x + 4 : x + 1;
		if (at + width <= plan->margin + room)
			area_text(area, at, y, width, ALIGN_LEFT, chip);
		else                                    /* never dropped: it takes the line below */
			area_text(area, plan->margin, y + 1, room, ALIGN_LEFT, chip), second = false;
	}
	if (second)
		area_print(area, plan->margin, y + 1, room, ALIGN_LEFT, TEXT "%s%s%s", name && *name ? name : "", name && *name ? ", " : "", team);
}

static void draw_absent(struct area area, const struct view *view, const struct wall_page *page)
{
	const char *word = words_cell(part_arena(area), view, page->figure, true);
	int y = area.height / 2;
	if (page->figure->state == FIGURE_NOT_IMPORTED)
		area_text(area, 0, y, area.width, ALIGN_LEFT, DIM BOLD "not imported");
	else if (page->figure->state == FIGURE_NOT_APPLICABLE)
		area_text(area, 0, y, area.width, ALIGN_LEFT, STRONG "n/a");
	else
		area_print(area, 0, y, area.width, ALIGN_LEFT, STRONG "%s" DIM "  ░░░░░░░░░░░░", word + 1);
}

/* The figure with its unit; returns the column after it. */
static int draw_figure(struct area area, const struct wall_page *page, const struct wall_plan *plan, const char *digits)
{
	const struct figure *figure = page->figure;
	const char *unit = words_unit(figure);
	bool stale = figure->state == FIGURE_STALE;
	if (plan->scale < 1)
		return area_print(area, 0, 0, area.width, ALIGN_LEFT, "%s%s" DIM " %s", stale ? STALE : STRONG, digits, unit);
	int end = area_digits(area, 0, 0, plan->scale, digits, stale ? ROLE_STALE : ROLE_STRONG), high = digits_height(plan->scale);
	int small = plan->scale > 2 ? (plan->scale + 1) / 2 : 1;
	const char *words = unit;
	if (*unit == '%' && plan->scale > 1) {
		end += 2;
		end += area_digits(area, end, high - digits_height(small), small, "%", ROLE_DIM);
		words = strcmp(unit, "%/yr") == 0 ? "a year" : "";
	}
	if (*words)
		end = area_print(area, end + 1, high - 1, area.width - end - 1, ALIGN_LEFT, DIM "%s", strcmp(unit, "lvl") == 0 ? "levels" : words);
	return end;
}

static int draw_change(struct area area, const struct view *view, const struct wall_page *page)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = page->figure;
	const char *change = words_change(arena, figure, -1);
	if (figure->state == FIGURE_STALE) {
		const char *why = words_why(arena, view, figure);
		if (markup_width(why) > area.width)
			why = arena_print(arena, "%s old", format_age(arena, 86400 * (view->answer->window.to - figure->last_day)));
		area_print(area, 0, 0, area.width, ALIGN_LEFT, STALE BOLD "%s", why);
		return 1;
	}
	if (!*change)
		return 0;
	bool points = words_scale(figure) == 100;
	double by = figure->value - figure->previous;
	const char *size = words_number(arena, figure, fabs(by), points ? 0 : -1), *on = arena_print(arena, "on the %s before", time_words(arena, view, figure, false));
	bool nothing = strspn(size, "0.,") == strlen(size);
	if (area.height < 4 || nothing || area.width < digits_width(1, "▲") + digits_width(1, size) + 14) {
		area_print(area, 0, 0, area.width, ALIGN_LEFT, "%s" TEXT " %s", change, on);
		return 1;
	}
	enum role ink = change[0] == BETTER[0] ? ROLE_BETTER : change[0] == WORSE[0] ? ROLE_WORSE : ROLE_TEXT;
	int x = area_digits(area, 0, 0, 1, by > 0 ? "▲" : "▼", ink) + 2;
	x += area_digits(area, x, 0, 1, size, ink) + 2;
	area_print(area, x, 2, area.width - x, ALIGN_LEFT, STRONG "%s%s", !points ? "" : strcmp(size, "1") == 0 ? "point " : "points ", on);
	return 4;
}

static void draw_beside(struct area area, const struct view *view, const struct wall_page *page)
{
	struct trend_look look = { .trend = page->trend, .figure = page->figure, .accent = page->panel->accent };
	int y = draw_change(area, view, page), rest = area.height - y;
	if (page->figure->state == FIGURE_STALE)
		look.accent = ROLE_STALE;
	const char *survey = words_survey(part_arena(area), page->figure);
	if (rest >= 5)
		trend_chart(part_rows(area, y, rest - (*survey ? 1 : 0)), &look), y = area.height - 1;
	if (*survey && y < area.height)
		area_text(area, 0, y, area.width, ALIGN_LEFT, survey);
}

static void draw_foot(struct area area, const struct view *view, const struct wall_page *page, const struct wall_plan *plan)
{
	struct arena *arena = part_arena(area);
	const struct panel *pages[MOST_PAGES];
	int count = pages_of(pages), y = area.height - (area.height >= 28 ? 2 : 1), index = (int)page->panel->page - PAGE_AI;
	const char *dots = "", *corner = corner_words(area, view), *age = data_age(area, view, page->panel);
	for (int i = 0; i < count; i++)
		dots = arena_print(arena, "%s%s%s", dots, i ? "  " : "",
			pages[i] == page->panel ? arena_print(arena, "%s●", part_ink(page->panel->accent)) : DIM "○");
	struct window window = index >= 0 && index < PANEL_COUNT ? view->answer->panel_window[index] : view->answer->window;
	char day[16];
	day_words(window.to, day);
	const char *days = arena_print(arena, DIM "%s to " TEXT "%s" DIM "%s", words_long_days(arena, window), day,
		view->answer->as_of_last ? ", last data" : "");
	const char *left = *corner ? corner : days;
	int width = area.width - 2 * plan->margin, middle = (area.width - markup_width(dots)) / 2;
	int end = area.width - plan->margin - markup_width(age);
	bool age_fits = end > middle + markup_width(dots) + 1 || width < 60;
	if (plan->margin + markup_width(left) < middle - 1) {
		area_text(area, plan->margin, y, width, ALIGN_LEFT, left);
		area_text(area, middle, y, area.width, ALIGN_LEFT, dots);
	} else if (*corner) {
		area_text(area, plan->margin, y, width - markup_width(age) - 1, ALIGN_LEFT, corner);
	} else {
		area_text(area, plan->margin, y, width, ALIGN_LEFT, dots);
	}
	if (age_fits)
		area_text(area, plan->margin, y, width, ALIGN_RIGHT, age);
}

void wall_page_draw(struct area area, const struct view *view, const struct wall_page *page)
{
	const struct figure *figure = page->figure;
	const char *digits = words_number(part_arena(area), figure, figure->value, -1);
	struct wall_plan plan = plan_of(area, digits, words_unit(figure), page->sentence);
	draw_head(area, view, page->panel, &plan);
	struct area body = area_inside(area, plan.margin, plan.head, area.width - 2 * plan.margin, area.height - plan.head);
	struct area top = part_rows(body, 0, plan.digits);
	const char *sentence = page->sentence;
	if (figure_known(figure)) {
		int end = draw_figure(top, page, &plan, digits) + (area.width >= 100 ? 6 : 3);
		if (end < top.width - 10)
			draw_beside(area_inside(top, end, 0, top.width - end, top.height), view, page);
		else if (figure->state == FIGURE_STALE)
			sentence = arena_print(part_arena(area), STALE "%s old. " STRONG "%s",
				format_age(part_arena(area), 86400 * (view->answer->window.to - figure->last_day)), sentence);
	} else {
		draw_absent(top, view, page);
	}
	int y = plan.digits + plan.gap;
	struct area text = part_rows(body, y, plan.sentence);
	words_wrap(text, 0, arena_print(part_arena(area), STRONG "%s", sentence));
	y += plan.sentence + (plan.gap > 1 ? 1 : 0);
	if (plan.bottom && page->bottom && figure->state != FIGURE_NOT_IMPORTED && figure->state != FIGURE_SUPPRESSED)
		page->bottom(part_rows(body, y, plan.bottom), view);
	draw_foot(area, view, page, &plan);
	if (area.height >= 28 && view->feed != FEED_WAITING && view->feed != FEED_BUSY && view->feed != FEED_DAMAGED && view->feed != FEED_CHANGED)
		attention_row(area_inside(area, 0, area.height - 1, area.width, 1), view);
}

/* ---- bars by team ---- */
void wall_teams(struct area area, const struct view *view, const struct panel *panel, double top)
{
	struct arena *arena = part_arena(area);
	int teams = view->answer->group_count - 1, name = area.width >= 100 ? 24 : 16;
	if (teams < 1 || area.height < 1)
		return;
	int step = area.height >= 2 * teams ? 2 : 1, room = area.height / step, shown = teams <= room ? teams : room - 1;
	for (int i = 0; i < shown; i++) {
		const struct group *group = &view->answer->groups[i + 1];
		const struct figure *figure = &group->figure[panel->figure];
		int y = i * step, bar = area.width - name - 12;
		area_print(area, 0, y, name - 2, ALIGN_LEFT, TEXT "%s", group->name);
		area_text(area, area.width - 10, y, 10, ALIGN_RIGHT, words_cell(arena, view, figure, true));
		double mark = figure->survey / top;
		enum role role = figure->state == FIGURE_STALE ? ROLE_STALE : panel->accent;
		double share = top > 0 ? fmin(1, figure->value / top) : 0;
		if (figure_known(figure) && bar >= 6 && step > 1)       /* with a gap between them thick bars do not melt together */
			area_stack(area, name, y, bar, 1, (struct part[]){ { share, role }, { 1 - share, ROLE_TRACK } }, 2,
				figure->has_survey ? &mark : NULL);
		else if (figure_known(figure) && bar >= 6)
			area_bar(area, name, y, bar, share, role, figure->has_survey ? &mark : NULL);
		else if (figure->why && bar >= 6)
			area_print(area, name, y, bar, ALIGN_LEFT, DIM "%s", figure->why);
	}
	if (shown < teams)
		area_print(area, 0, shown * step, area.width, ALIGN_LEFT, DIM "+%s more", format_count(arena, teams - shown));
}
