/* Curves beside each other on one scale, so that heights can be compared; dashed in each what it is to be compared with. Each
   says of how many, from when on, and how many are at risk. */
#include "survival_curves.h"

#include <math.h>

enum { AXIS = 5, GAP = 2, LEAST_HEIGHT = 6, COARSE_FROM = 14 };  /* without braille a line and its band need rows to be told apart */

struct scale { double bottom, from, to; int64_t said; };        /* tenures in days; the one whose share is written, -1 */
static const double YEAR = 365.25;

static bool is_drawn(const struct curve *curve)
{
	return !curve->why && curve->of->count > 0 && curve->of->end > curve->of->start;
}

/* The other curve as it goes on from where this one begins: at 1 there, as this one is. */
static double other_at(const struct curve *curve, double days)
{
	const struct survival *other = curve->other;
	if (!other || !other->count || days < (double)other->start || days > (double)other->end || days < (double)curve->of->start)
		return NAN;
	const struct survival_step *now = survival_step_at(other, days), *begin = survival_step_at(other, (double)curve->of->start);
	double first = begin ? begin->survival : 1;
	return now && first > 0 ? now->survival / first : NAN;
}

static void draw_line(struct area area, const struct curve *curve, const struct scale *scale)
{
	struct arena *arena = part_arena(area);
	int count = 2 * area.width;
	double *lines[4];
	for (int line = 0; line < 4; line++)
		lines[line] = ARENA_ARRAY(arena, double, count + 1);
	for (int i = 0; i < count; i++) {
		double days = scale->from + (scale->to - scale->from) * i / (count - 1);
		bool inside = days >= (double)curve->of->start && days <= (double)curve->of->end;
		const struct survival_step *step = inside ? survival_step_at(curve->of, days) : NULL;
		lines[0][i] = step ? step->survival : NAN;
		lines[1][i] = step && step->has_band ? step->low : NAN, lines[2][i] = step && step->has_band ? step->high : NAN;
		lines[3][i] = other_at(curve, days);
	}
	area_chart(area, 0, 0, area.width, area.height, &(struct series){.count = count, .value = lines[0], .low = lines[1], .high = lines[2],
		.other = lines[3], .bottom = scale->bottom, .top = 1, .role = ROLE_TURNOVER, .steps = true});
}

int64_t curves_common_tenure(const struct curve *curves, int count)
{
	int64_t start = 0, end = INT64_MAX;
	for (int i = 0; i < count; i++) {
		if (!is_drawn(&curves[i]))
			continue;
		start = curves[i].of->start > start ? curves[i].of->start : start;
		end = curves[i].of->end < end ? curves[i].of->end : end;
	}
	int64_t years = end == INT64_MAX ? 0 : (int64_t)((double)end / YEAR);
	if (years >= 1 && (int64_t)((double)years * YEAR) > start)
		return (int64_t)((double)years * YEAR);
	return end != INT64_MAX && end > start ? end : -1;
}

static struct scale scale_of(const struct curve *curves, int count)
{
	struct scale scale = {.bottom = 1, .from = INFINITY};
	for (int i = 0; i < count; i++) {
		const struct survival *of = curves[i].of;
		if (!is_drawn(&curves[i]))
			continue;
		scale.from = fmin(scale.from, (double)of->start), scale.to = fmax(scale.to, (double)of->end);
		for (int s = 0; s < of->count; s++)
			scale.bottom = fmin(scale.bottom, of->steps[s].has_band ? of->steps[s].low : of->steps[s].survival);
	}
	scale.bottom = fmax(0, fmin(0.9, floor(10 * scale.bottom) / 10));
	scale.said = curves_common_tenure(curves, count);
	return scale;
}

const char *curves_tenure(struct arena *arena, int64_t days)
{
	double years = (double)days / YEAR;
	return years >= 1 && fabs(years - round(years)) < 0.01 ? arena_print(arena, "%.0f yr", years) : page_ago(arena, days);
}

static const struct survival_step *step_of(const struct survival *curve, int64_t tenure)
{
	const struct survival_step *step = tenure >= 0 ? survival_step_at(curve, (double)tenure) : NULL;
	return step ? step : &curve->steps[curve->count - 1];
}

/* On its first day, which is the day after its start unless that is the day of the hire, and on its last. */
static int64_t at_risk(const struct survival *curve, bool end)
{
	if (curve->at_risk)
		return curve->at_risk[end ? curve->end - curve->start : curve->start > 0];
	return curve->steps[end ? curve->count - 1 : 0].at_risk;
}

static const char *count_words(struct arena *arena, const struct curve *curve, int width)
{
	const char *count = format_count(arena, curve->of->people);
	const char *from = curve->of->start > 0 ? arena_print(arena, DIM " from %s", page_ago(arena, curve->of->start)) : "";
	const char *whole = arena_print(arena, TEXT "%s" DIM " people%s", count, from);
	return markup_width(whole) <= width ? whole : arena_print(arena, DIM "n " TEXT "%s%s", count, from);
}

static void draw_nothing(struct area area, const struct curve *curve)
{
	struct arena *arena = part_arena(area);
	words_wrap(part_rows(area, 1, area.height - 1), area.height > 5, curve->why ? arena_print(arena, DIM "%s", curve->why)
		: curve->of->people ? arena_print(arena, TEXT "%s" DIM " people, fewer than 10 at risk at any tenure: no curve",
			format_count(arena, curve->of->people))
		: DIM "nobody was here");
}

/* Name and where it ends; the line; tenures; how many are at risk; of how many. */
static void draw_curve(struct area area, const struct curve *curve, const struct scale *scale)
{
	struct arena *arena = part_arena(area);
	if (!is_drawn(curve)) {
		area_print(area, 0, 0, area.width, ALIGN_LEFT, TEXT "%s", curve->name);
		draw_nothing(area, curve);
		return;
	}
	const char *last = arena_print(arena, STRONG "%s" DIM " %%%s", format_percent(arena, step_of(curve->of, scale->said)->survival),
		area.width >= 26 ? arena_print(arena, " at %s", curves_tenure(arena, scale->said >= 0 ? scale->said : curve->of->end)) : "");
	area_print(area, 0, 0, area.width - markup_width(last) - 1, ALIGN_LEFT, TEXT "%s", curve->name);
	area_text(area, 0, 0, area.width, ALIGN_RIGHT, last);
	bool risk = area.height >= LEAST_HEIGHT, people = area.height >= CURVE_TALL;
	int y = area.height - 1 - risk - people;
	draw_line(area_inside(area, 0, 1, area.width, y - 1), curve, scale);
	area_print(area, 0, y, area.width, ALIGN_LEFT, DIM "%s", scale->from > 0 ? curves_tenure(arena, (int64_t)scale->from) : "0");
	area_print(area, 0, y, area.width, ALIGN_RIGHT, DIM "%s", curves_tenure(arena, (int64_t)scale->to));
	if (risk) {
		area_print(area, 0, y + 1, area.width, ALIGN_LEFT, area.width >= 18 ? DIM "at risk " TEXT "%s" : DIM "risk " TEXT "%s",
			format_count(arena, at_risk(curve->of, false)));
		area_print(area, 0, y + 1, area.width, ALIGN_RIGHT, TEXT "%s", format_count(arena, at_risk(curve->of, true)));
	}
	if (people)
		area_text(area, 0, y + 2, area.width, ALIGN_LEFT, count_words(arena, curve, area.width));
}

static void draw_axis(struct area area, const struct scale *scale)
{
	bool people = area.height >= CURVE_TALL, risk = area.height >= LEAST_HEIGHT;
	int height = area.height - 2 - risk - people;
	area_text(area, 0, 1, AXIS - 1, ALIGN_RIGHT, DIM "100");
	if (height > 1)
		area_print(area, 0, height, AXIS - 1, ALIGN_RIGHT, DIM "%.0f", 100 * scale->bottom);
}

enum { NAME = 13, SHARE = 8, LIMITS = 8, PEOPLE = 8, COLUMNS = NAME + SHARE + LIMITS + PEOPLE, LEAST_SCALE = 16 };

static int name_width(struct area area)
{
	int width = area.width - SHARE - LIMITS - PEOPLE;
	return width < 1 ? 1 : width < NAME ? width : NAME;
}

static void draw_row(struct area area, int y, const struct curve *curve, int64_t said)
{
	struct arena *arena = part_arena(area);
	int scale = area.width - COLUMNS - 2, name = name_width(area);
	area_print(area, 0, y, name - 1, ALIGN_LEFT, TEXT "%s", curve->name);
	if (!is_drawn(curve)) {
		area_print(area, name, y, area.width - name, ALIGN_LEFT, DIM "%s", curve->why ? curve->why : "fewer than 10 at risk");
		return;
	}
	const struct survival_step *step = step_of(curve->of, said);
	double low = step->has_band ? step->low : NAN, high = step->has_band ? step->high : NAN;
	area_print(area, name, y, SHARE, ALIGN_RIGHT, STRONG "%s" DIM " %%", format_percent(arena, step->survival));
	if (step->has_band)
		area_print(area, name + SHARE, y, LIMITS, ALIGN_RIGHT, TEXT "%s–%s", format_percent(arena, low), format_percent(arena, high));
	area_print(area, name + SHARE + LIMITS, y, PEOPLE - 1, ALIGN_RIGHT, TEXT "%s", format_count(arena, curve->of->people));
	if (scale >= LEAST_SCALE)
		area_interval(area, COLUMNS + 2, y, scale, low, step->survival, high, 1, ROLE_TURNOVER, NULL);
}

/* Teams of which nothing can be drawn are counted, where they would take the room of those that can. */
static void draw_missing(struct area area, int missing)
{
	if (missing > 0)
		area_print(area, 0, 0, area.width, ALIGN_LEFT, TEXT "%d" DIM " more, each with fewer than 10 at risk or hidden: no curve", missing);
}

/* Where there is no room for the lines of all: the share at one tenure with its band, on one scale. */
static void draw_rows(struct area area, const struct curve *curves, int count, int missing, int64_t said)
{
	struct arena *arena = part_arena(area);
	int scale = area.width - COLUMNS - 2, first = area.height > 2, name = name_width(area);
	if (first) {
		area_print(area, name, 0, SHARE, ALIGN_RIGHT, DIM "%s", said >= 0 ? arena_print(arena, "at %s", curves_tenure(arena, said)) : "at end");
		area_text(area, name + SHARE, 0, LIMITS, ALIGN_RIGHT, DIM "95 %");
		area_print(area, name + SHARE + LIMITS, 0, PEOPLE - 1, ALIGN_RIGHT, DIM "people");
		if (scale >= LEAST_SCALE)
			area_text(area, COLUMNS + 2, 0, scale, ALIGN_LEFT, DIM "0"), area_text(area, COLUMNS + 2, 0, scale, ALIGN_RIGHT, DIM "100 %");
	}
	for (int i = 0; i < count && first + i < area.height; i++) {
		if (first + i == area.height - 1 && i + 1 < count + (missing > 0)) {
			area_print(area, 0, first + i, area.width, ALIGN_LEFT, DIM "+%d more", count - i + missing);
			return;
		}
		draw_row(area, first + i, &curves[i], said);
	}
	draw_missing(area_inside(area, 0, first + count, area.width, 1), missing);
}

static void draw_panels(struct area area, const struct curve *curves, int count, int per_row, const struct scale *scale)
{
	int rows = (count + per_row - 1) / per_row, height = area.height / rows;
	per_row = (count + rows - 1) / rows;
	for (int i = 0; i < count; i++) {
		struct area row = part_rows(area, i / per_row * height, height - (rows > 1));
		if (i % per_row == 0)
			draw_axis(row, scale);
		draw_curve(page_column(area_inside(row, AXIS, 0, row.width - AXIS, row.height), GAP, i % per_row, per_row), &curves[i], scale);
	}
}

/* Those that can be drawn, in their order; their count. */
static int drawn_of(struct arena *arena, const struct curve *curves, int count, struct curve **drawn)
{
	int found = 0;
	*drawn = ARENA_ARRAY(arena, struct curve, count + 1);
	for (int i = 0; i < count; i++)
		if (is_drawn(&curves[i]))
			(*drawn)[found++] = curves[i];
	return found;
}

/* As many beside each other as are wide enough, in as many rows as are high enough; where not all fit, those with a line. */
void curves_draw(struct area area, const struct curve *curves, int count)
{
	struct scale scale = scale_of(curves, count);
	struct curve *drawn;
	int per_row = (area.width - AXIS + GAP) / (CURVE_LEAST_WIDTH + GAP), most = area.height / (LEAST_HEIGHT + 1);
	most = most < 1 && area.height >= LEAST_HEIGHT ? 1 : most;
	bool coarse = area.screen->glyphs != GLYPHS_FULL && area.height < COARSE_FROM;
	int room = per_row < 2 || coarse ? 0 : per_row * most;
	if (count <= room) {
		draw_panels(area, curves, count, per_row, &scale);
		return;
	}
	int found = drawn_of(part_arena(area), curves, count, &drawn);
	if (found > 1 && found <= room && area.height > LEAST_HEIGHT) {
		draw_panels(part_rows(area, 0, area.height - 1), drawn, found, per_row, &scale);
		draw_missing(part_rows(area, area.height - 1, 1), count - found);
	} else if (count + 1 > area.height) {
		draw_rows(area, drawn, found, count - found, scale.said);
	} else {
		draw_rows(area, curves, count, 0, scale.said);
	}
}
