#include "timeline.h"

#include <math.h>
#include <stdio.h>

enum { LABELS = 14, CHART_ROWS = 3, MOST_LANES = 3, USE_STEPS = 5 };

struct window timeline_window(const struct view *view)
{
	return (struct window){view->answer->window.to - 7 * TIMELINE_WEEKS + 1, view->answer->window.to};
}

/* The strip right of the labels; its columns are days. */
struct strip {
	struct area area;
	struct window days;
	const struct view *view;
	const struct person_page *person;
	int y;
};

static int column_of(const struct strip *strip, int64_t day)
{
	int64_t from = day - strip->days.from, all = window_days(strip->days);
	int column = (int)(from * strip->area.width / all);
	return column < 0 ? 0 : column >= strip->area.width ? strip->area.width - 1 : column;
}

static bool is_inside(const struct strip *strip, int64_t day)
{
	return day >= strip->days.from && day <= strip->days.to;
}

static void draw_months(const struct strip *strip)
{
	int free_from = 0;
	for (int64_t day = strip->days.from; day <= strip->days.to; day++) {
		char words[8];
		if (date_of_day(day).day != 1)
			continue;
		int x = column_of(strip, day);
		day_short(day, words);                  /* "1 Nov": the month alone is wanted */
		if (x < free_from || x + 3 > strip->area.width)
			continue;
		area_print(strip->area, x, strip->y, 3, ALIGN_LEFT, DIM "%s", words + 2);
		free_from = x + 5;
	}
}

static void draw_stays(const struct strip *strip)
{
	const struct person_page *person = strip->person;
	for (int i = 0; i < person->stay_count; i++) {
		const struct timeline_stay *stay = &person->stays[i];
		if (stay->to < strip->days.from || stay->from > strip->days.to)
			continue;
		int left = stay->from < strip->days.from ? 0 : column_of(strip, stay->from);
		int right = stay->to >= strip->days.to ? strip->area.width : column_of(strip, stay->to) + 1;
		if (i + 1 < person->stay_count && person->stays[i + 1].from <= strip->days.to &&
			person->stays[i + 1].from > strip->days.from && column_of(strip, person->stays[i + 1].from) < right)
			right = column_of(strip, person->stays[i + 1].from);
		area_fill(strip->area, left, strip->y, right - left, 1, role_ramp(ROLE_TIME, 1 + i % 2));
		if (!strip->area.screen->tints)
			area_text(strip->area, left, strip->y, 1, ALIGN_LEFT, FRAME "│");
		area_print(strip->area, left + 1, strip->y, right - left - 1, ALIGN_LEFT, STRONG "%s", stay->team);
	}
}

static void draw_time(const struct strip *strip, int rows)
{
	double value[TIMELINE_WEEKS], lowest = INFINITY, highest = -INFINITY, last = NAN, bottom, top;
	const struct figure *figure = view_figure(strip->view, FIGURE_CUSTOMER_TIME);     /* carries the survey's mark */
	double mark = 100 * figure->survey;
	for (int i = 0; i < TIMELINE_WEEKS; i++) {
		value[i] = strip->person->time_week[i].known ? 100 * strip->person->time_week[i].value : NAN;
		if (isfinite(value[i]))
			lowest = fmin(lowest, value[i]), highest = fmax(highest, value[i]), last = value[i];
	}
	if (!isfinite(last)) {
		area_text(strip->area, 0, strip->y, strip->area.width, ALIGN_LEFT, DIM "no worked time in these weeks");
		return;
	}
	bool marked = figure->has_survey && mark > lowest - 30 && mark < highest + 30;
	trend_scale(marked ? fmin(lowest, mark) : lowest, marked ? fmax(highest, mark) : highest, &bottom, &top);
	int width = strip->area.width - 6;
	area_chart(strip->area, 0, strip->y, width, rows,
		&(struct series){.count = TIMELINE_WEEKS,
		.value = value,
		.bottom = bottom,
		.top = top,
		.mark = marked ? &mark : NULL,
		.role = ROLE_TIME});
	int row = (int)lround((top - last) / (top - bottom) * (4 * rows - 1)) / 4;
	area_print(strip->area, width + 1, strip->y + row, 5, ALIGN_LEFT, STRONG "%.0f" DIM " %%", last);
}

/* Each column shows its week; where a column holds several, the busiest. */
static void draw_use(const struct strip *strip)
{
	for (int x = 0; x < strip->area.width; x++) {
		int first = x * TIMELINE_WEEKS / strip->area.width, last = ((x + 1) * TIMELINE_WEEKS - 1) / strip->area.width,
			days = 0;
		for (int week = first; week <= last && week < TIMELINE_WEEKS; week++)
			days = strip->person->ai_days[week] > days ? strip->person->ai_days[week] : days;
		char number[2] = {(char)('0' + (days > 9 ? 9 : days)), '\0'};
		area_heat(strip->area, x, strip->y, 1, days > USE_STEPS ? USE_STEPS : days, ROLE_AI,
			strip->area.screen->tints ? " " : number);
	}
}

/* ---- events with their words: each in the first lane where it has room ---- */
struct lanes {
	int count, free_from[MOST_LANES], left_out;
};

static bool place_words(const struct strip *strip, struct lanes *lanes, int64_t day, const char *sign, const char *words)
{
	int x = column_of(strip, day), width = 2 + markup_width(words);
	for (int lane = 0; lane < lanes->count; lane++) {
		int at = x + width <= strip->area.width ? x : strip->area.width - width;
		if (at < lanes->free_from[lane] || at < 0)
			continue;
		/* past the right edge the sign still stands on its day, the words before it */
		if (at == x)
			area_print(strip->area, at, strip->y + lane, width, ALIGN_LEFT, "%s %s", sign, words);
		else if (x - width + 1 < lanes->free_from[lane])
			continue;
		else
			area_print(strip->area, x - width + 1, strip->y + lane, width, ALIGN_LEFT, "%s %s", words, sign);
		lanes->free_from[lane] = x + width > strip->area.width ? strip->area.width : x + width + 2;
		return true;
	}
	lanes->left_out++;
	return false;
}

static void draw_events(const struct strip *strip, bool levels, int rows)
{
	struct arena *arena = part_arena(strip->area);
	struct lanes lanes = {.count = rows < MOST_LANES ? rows : MOST_LANES};
	const struct person_page *person = strip->person;
	int shown = 0;
	if (!levels && person->row.hired_day != INT64_MIN && person->row.hired_day < strip->days.from) {
		char day[16];
		day_words(person->row.hired_day, day);
		shown += place_words(strip, &lanes, strip->days.from, DIM "‹", arena_print(arena, DIM "hired %s", day));
	}
	for (int i = 0; i < person->event_count; i++) {
		const struct timeline_event *event = &person->events[i];
		if ((event->kind == EVENT_LEVEL) != levels || !is_inside(strip, event->day))
			continue;
		const char *sign = levels ? event->change < 0 ? TEXT "▼" : IN_SKILLS "▲" : TEXT "◆";
		shown += place_words(strip, &lanes, event->day, sign,
			arena_print(arena, "%s%s", levels ? TEXT : DIM, event->text));
	}
	if (shown == 0 && lanes.left_out == 0)
		area_text(strip->area, 0, strip->y, strip->area.width, ALIGN_LEFT,
			levels ? DIM "no level gained or lost" : DIM "none");
	if (lanes.left_out > 0 && lanes.free_from[lanes.count - 1] + 4 < strip->area.width)
		area_print(strip->area, strip->area.width - 6, strip->y + lanes.count - 1, 6, ALIGN_RIGHT, DIM "+%d",
			lanes.left_out);
}

/* ---- rows by room: gaps go first, then lanes, then the chart shrinks, then whole strips from the bottom ---- */
struct plan { int gap, chart, level_lanes, event_lanes; };

static struct plan plan_of(int height)
{
	struct plan plan = {0, CHART_ROWS, 1, 1};
	int used = 1 + 1 + plan.chart + 1 + plan.level_lanes + plan.event_lanes; /* months, team, time, use, levels, events */
	if (height < used)
		plan.chart = height - used + CHART_ROWS > 1 ? height - used + CHART_ROWS : 1;
	if (height >= used + 5)
		plan.gap = 1, used += 5;
	if (height > used)
		plan.event_lanes++, used++;
	if (height > used)
		plan.level_lanes++, used++;
	if (height > used)
		plan.chart += height - used > 3 ? 3 : height - used;
	return plan;
}

static void label(struct area area, int y, const char *words)
{
	if (area.width >= 60)
		area_text(area, 0, y, LABELS, ALIGN_LEFT, words);
}

static void draw_strips(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	struct plan plan = plan_of(area.height);
	int left = area.width >= 60 ? LABELS : 0;
	struct strip strip = {.area = area_inside(area, left, 0, area.width - left, area.height),
		.days = timeline_window(view),
		.view = view,
		.person = view->answer->person};
	if (strip.area.width < 8)
		return;
	draw_months(&strip);
	strip.y += 1 + plan.gap;
	label(area, strip.y, "team"), draw_stays(&strip);
	strip.y += 1 + plan.gap;
	label(area, strip.y, "customer time");
	if (plan.chart > 1)
		label(area, strip.y + 1, words_survey(arena, view_figure(view, FIGURE_CUSTOMER_TIME)));
	draw_time(&strip, plan.chart);
	strip.y += plan.chart + plan.gap;
	label(area, strip.y, "AI use"), draw_use(&strip);
	strip.y += 1 + plan.gap;
	label(area, strip.y, "levels"), draw_events(&strip, true, plan.level_lanes);
	strip.y += plan.level_lanes + plan.gap;
	label(area, strip.y, "events"), draw_events(&strip, false, plan.event_lanes);
}

void timeline_draw(struct area area, const struct view *view, int block)
{
	char to[16];
	day_words(view->answer->window.to, to);
	struct area inside =
		part_frame(area, view, "Timeline", arena_print(part_arena(area), "%d weeks to %s", TIMELINE_WEEKS, to),
		ROLE_TIME, part_focused(view, block), NULL);
	if (inside.height > 0)
		draw_strips(inside, view);
}

/* ---- for scripts ---- */
static const char *const KINDS[] = {
        [EVENT_HIRED] = "hired", [EVENT_LEFT] = "left", [EVENT_MOVED] = "moved", [EVENT_ACCESS] = "access",
        [EVENT_LEAD] = "lead",   [EVENT_ROLE] = "role", [EVENT_LEVEL] = "level", [EVENT_OTHER_EMPLOYMENT] = "other_employment",
};

static const char *day_text(struct arena *arena, int64_t day)
{
	char words[16];
	day_print(day, words);
	return arena_copy(arena, words);
}

static struct grid *weeks_grid(const struct view *view, struct arena *arena)
{
	static const struct grid_column columns[] = {{.key = "to", .title = "week to", .width = 10},
		{.key = "customer_time", .title = "customers", .width = 10},
		{.key = "ai_days", .title = "AI days", .width = 8}};
	struct grid *grid = grid_new(arena, "weeks", (struct grid_column *)columns, COUNT_OF(columns), TIMELINE_WEEKS);
	const struct person_page *person = view->answer->person;
	for (int i = 0; i < TIMELINE_WEEKS; i++) {
		struct grid_row *row = grid_add(grid);
		row->cells[0] = cell_text(day_text(arena, view->answer->window.to - 7 * (TIMELINE_WEEKS - 1 - i)), NULL);
		row->cells[1] = cell_real(person->time_week[i].known ? person->time_week[i].value : NAN, NULL);
		row->cells[2] = cell_integer(person->ai_days[i], NULL);
	}
	return grid;
}

static struct grid *events_grid(const struct view *view, struct arena *arena)
{
	static const struct grid_column columns[] = {{.key = "day", .title = "day", .width = 10},
		{.key = "kind", .title = "kind", .width = 10},
		{.key = "text", .title = "what", .width = 20},
		{.key = "change", .title = "levels", .width = 6}};
	const struct person_page *person = view->answer->person;
	struct grid *grid = grid_new(arena, "events", (struct grid_column *)columns, COUNT_OF(columns), person->event_count);
	for (int i = 0; i < person->event_count; i++) {
		struct grid_row *row = grid_add(grid);
		row->cells[0] = cell_text(day_text(arena, person->events[i].day), NULL);
		row->cells[1] = cell_text(KINDS[person->events[i].kind], NULL);
		row->cells[2] = cell_text(person->events[i].text, NULL);
		row->cells[3] = person->events[i].kind == EVENT_LEVEL ? cell_integer(person->events[i].change, NULL)
			: cell_real(NAN, NULL);
	}
	return grid;
}

int timeline_tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	int count = 0;
	if (count < most)
		grids[count++] = weeks_grid(view, arena);
	if (count < most)
		grids[count++] = events_grid(view, arena);
	return count;
}
