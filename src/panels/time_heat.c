#include "time_own.h"

#include <math.h>

enum { HOUR = 3600, DAYS = 7, HOURS = 24, STEPS = 5, NAME = 5, HARDLY = 50 };       /* 1/50 of the busiest hour */

static const char *const DAY_NAMES[DAYS] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };

/* Hours first..last of days 0..days-1 in bins of so many hours, `width` cells each. */
struct frame_of_heat { int first, last, days, bin, width; };

static struct frame_of_heat frame_of(const struct heat *heat, int width)
{
	struct frame_of_heat frame = { .first = HOURS, .last = -1, .days = 5, .bin = 1 };
	for (int day = 0; day < DAYS; day++)
		for (int hour = 0; hour < HOURS; hour++) {
			if (heat->worked[day][hour] < HOUR)
				continue;
			frame.first = hour < frame.first ? hour : frame.first;
			frame.last = hour > frame.last ? hour : frame.last;
			frame.days = day >= frame.days ? day + 1 : frame.days;
		}
	if (frame.last < 0)
		return frame;
	for (frame.bin = 1; frame.bin < 12; frame.bin++) {
		int bins = (frame.last - frame.first + frame.bin) / frame.bin;
		frame.width = (width - NAME) / bins;
		if (frame.width >= 3)
			break;
	}
	frame.width = frame.width > 6 ? 6 : frame.width;
	return frame;
}

/* Share of an hour and those behind it in its bin; NAN under one worked hour. */
static double share_at(const struct heat *heat, const struct frame_of_heat *frame, int day, int hour)
{
	int64_t customer = 0, worked = 0;
	for (int i = hour; i < hour + frame->bin && i <= frame->last; i++)
		customer += heat->customer[day][i], worked += heat->worked[day][i];
	return worked >= HOUR ? (double)customer / (double)worked : NAN;
}

static double worked_at(const struct heat *heat, const struct frame_of_heat *frame, int day, int hour)
{
	double worked = 0;
	for (int i = hour; i < hour + frame->bin && i <= frame->last; i++)
		worked += (double)heat->worked[day][i];
	return worked;
}

static int64_t busiest_of(const struct heat *heat)
{
	int64_t most = 0;
	for (int i = 0; i < DAYS * HOURS; i++)
		most = heat->worked[i / HOURS][i % HOURS] > most ? heat->worked[i / HOURS][i % HOURS] : most;
	return most;
}

struct scale { double limit[STEPS]; };                  /* per cent from which a step begins */

static struct scale scale_of(const struct heat *heat, const struct frame_of_heat *frame)
{
	double low = 100, high = 0, least = (double)busiest_of(heat) / HARDLY;
	for (int day = 0; day < frame->days; day++)
		for (int hour = frame->first; hour <= frame->last; hour += frame->bin) {
			double share = share_at(heat, frame, day, hour);
			if (isfinite(share) && worked_at(heat, frame, day, hour) >= least)
				low = fmin(low, round(100 * share)), high = fmax(high, round(100 * share));
		}
	double step = fmax(1, round((high - low) / STEPS));
	struct scale scale;
	for (int i = 0; i < STEPS; i++)
		scale.limit[i] = low + i * step;
	return scale;
}

static int step_of(const struct scale *scale, double share)
{
	int step = 1;
	while (step < STEPS && round(100 * share) >= scale->limit[step])
		step++;
	return step;
}

const struct grid *heat_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[] = {
		{ .key = "weekday" }, { .key = "hour" }, { .key = "customer_time" }, { .key = "customer_seconds" }, { .key = "worked_seconds" },
	};
	const struct heat *heat = &view->answer->heat;
	struct grid *grid = grid_new(arena, "heat", columns, COUNT_OF(columns), DAYS * HOURS);
	for (int day = 0; day < DAYS; day++)
		for (int hour = 0; hour < HOURS; hour++) {
			if (heat->worked[day][hour] < HOUR)
				continue;
			struct grid_row *row = grid_add(grid);
			struct record_filter filter = filter_of(view, RELATION_ACTIVITY, view->answer->window,
				arena_print(arena, "%s %02d–%02d", DAY_NAMES[day], hour, hour + 1));
			filter.weekday = day, filter.hour = hour, filter.is_work = 1;
			row->id = day * HOURS + hour;
			row->target = target_records(arena, filter, FIGURE_CUSTOMER_TIME);
			row->cells[0] = cell_text(DAY_NAMES[day], NULL);
			row->cells[1] = cell_integer(hour, NULL);
			row->cells[2] = cell_real((double)heat->customer[day][hour] / (double)heat->worked[day][hour], NULL);
			row->cells[3] = cell_integer(heat->customer[day][hour], NULL);
			row->cells[4] = cell_integer(heat->worked[day][hour], NULL);
		}
	return grid;
}

static void draw_legend(struct area area, int y, const struct scale *scale)
{
	struct arena *arena = part_arena(area);
	int width = 5, at = area.width - STEPS * width;
	if (at < 16)
		return;
	area_text(area, 0, y, at - 1, ALIGN_LEFT, DIM "·  under an hour of work");
	for (int i = 0; i < STEPS; i++) {
		const char *words = i == 0 ? arena_print(arena, "<%.0f", scale->limit[1])
			: arena_print(arena, i == STEPS - 1 ? "%.0f+" : "%.0f", scale->limit[i]);
		area_heat(area, at + i * width, y, width, i + 1, ROLE_TIME, words);
	}
}

/* The marked cell in words, or else where it is lowest and highest, hours with hardly any work aside. */
static void draw_words(struct area area, int y, const struct heat *heat, const struct grid *grid, int selected)
{
	struct arena *arena = part_arena(area);
	int low = -1, high = -1;
	double least = (double)busiest_of(heat) / HARDLY;
	for (int i = 0; i < grid->row_count; i++) {
		if ((double)grid->rows[i].cells[4].integer < least)
			continue;
		low = low < 0 || grid->rows[i].cells[2].real < grid->rows[low].cells[2].real ? i : low;
		high = high < 0 || grid->rows[i].cells[2].real > grid->rows[high].cells[2].real ? i : high;
	}
	const struct grid_cell *cells[2] = { low >= 0 ? grid->rows[low].cells : NULL, high >= 0 ? grid->rows[high].cells : NULL };
	if (selected >= 0)
		area_print(area, 0, y, area.width, ALIGN_LEFT, STRONG "%s %02d" DIM "  " TEXT "%s" DIM " %% of " TEXT "%s" DIM " h worked",
			grid->rows[selected].cells[0].text, (int)grid->rows[selected].cells[1].integer,
			format_percent(arena, grid->rows[selected].cells[2].real),
			format_hours(arena, (double)grid->rows[selected].cells[4].integer));
	else if (cells[0]) {
		const char *ends[2];
		for (int i = 0; i < 2; i++)
			ends[i] = arena_print(arena, DIM "%s " TEXT "%s %02d" DIM "  %s %%", i ? "highest" : "lowest",
				cells[i][0].text, (int)cells[i][1].integer, format_percent(arena, cells[i][2].real));
		int end = area_text(area, 0, y, area.width, ALIGN_LEFT, ends[0]) + 3;
		if (end + markup_width(ends[1]) <= area.width)
			area_text(area, end, y, area.width - end, ALIGN_LEFT, ends[1]);
	}
}

void heat_draw(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct heat *heat = &view->answer->heat;
	if (part_closed(area, view, view_figure(view, FIGURE_CUSTOMER_TIME)))
		return;
	struct frame_of_heat frame = frame_of(heat, area.width);
	if (frame.last < 0 || frame.width < 2) {
		words_wrap(area, area.height > 2 ? 1 : 0, frame.last < 0 ? DIM "no hour with an hour of work in these days" : DIM "too narrow");
		return;
	}
	struct scale scale = scale_of(heat, &frame);
	int selected = part_selected(view, block, grid), top = area.height > frame.days + 4;
	int64_t marked = selected >= 0 ? grid->rows[selected].id : -1;
	layout->blocks[block].shown = frame.last - frame.first + 2;     /* page down is a weekday on */
	for (int hour = frame.first; hour <= frame.last; hour += frame.bin) {
		int x = NAME + (hour - frame.first) / frame.bin * frame.width;
		area_print(area, x, top, frame.width, ALIGN_CENTRE, DIM "%02d", hour);
	}
	for (int day = 0; day < frame.days; day++) {
		int y = top + 1 + day;
		area_print(area, 0, y, NAME - 1, ALIGN_LEFT, marked / HOURS == day && marked >= 0 ? STRONG "%s" : DIM "%s", DAY_NAMES[day]);
		for (int hour = frame.first; hour <= frame.last; hour += frame.bin) {
			double share = share_at(heat, &frame, day, hour);
			int x = NAME + (hour - frame.first) / frame.bin * frame.width;
			bool here = marked >= 0 && marked / HOURS == day && marked % HOURS >= hour && marked % HOURS < hour + frame.bin;
			area_heat(area, x, y, frame.width, isfinite(share) ? step_of(&scale, share) : 0, ROLE_TIME,
				isfinite(share) ? format_percent(arena, share) : "·");
			for (int i = x; here && i < x + frame.width && i < area.width && y < area.height; i++)
				screen_cell(area.screen, area.x + i, area.y + y)->reverse ^= true;
		}
	}
	int y = top + 1 + frame.days;
	if (area.height > y + 2)
		draw_legend(area, area.height - (area.height > y + 3 ? 2 : 1), &scale);
	if (area.height > y)
		draw_words(area, area.height > y + 4 ? y + 1 : y, heat, grid, selected);
}
