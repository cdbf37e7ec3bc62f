#include "parts.h"

#include <math.h>
#include <string.h>

enum { WIDE = 50, DIGITS_FROM = 35, LINES_AT = 22, LINES_WIDTH = 17, LEAST_SPARK = 12 };

int headline_rows(struct area area, const struct view *view, const struct headline *headline)
{
	(void)view, (void)headline;
	int rows = area.width >= WIDE ? 4 : area.width >= DIGITS_FROM ? 3 : 1;
	return rows < area.height ? rows : area.height;
}

/* Line `index` of change, n, interval, survey; what stands behind `|` only where there is room. */
static const char *line_of(struct area area, const struct headline *headline, int index, bool brief)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = headline->figure;
	const char *line = headline->lines[index];
	if (!line) {
		const char *change = index == 0 ? words_change(arena, figure, -1) : "";
		line = index == 0 ? (*change ? arena_print(arena, "%s|" DIM " on before", change) : "")
			: index == 1 ? words_fraction(arena, figure, "")
			: index == 2 ? words_interval(arena, figure) : words_survey(arena, figure);
	}
	char *out = arena_copy(arena, line), *cut = strchr(out, '|');
	if (cut && brief)
		*cut = '\0';
	else if (cut)
		memmove(cut, cut + 1, strlen(cut));
	return out;
}

/* Small panels keep change, n and survey, or the interval where no survey is. */
static int choose_lines(struct area area, const struct headline *headline, int rows, int width, const char *lines[4])
{
	int count = 0;
	for (int i = 0; i < 4; i++) {
		const char *line = line_of(area, headline, i, false);
		if (markup_width(line) > width)
			line = line_of(area, headline, i, true);
		bool other = rows < 4 && i == 2 && *line_of(area, headline, 3, true);
		if (*line && !other)
			lines[count++] = line;
	}
	return count < rows ? count : rows;
}

static enum role figure_ink(const struct figure *figure)
{
	return figure->state == FIGURE_STALE ? ROLE_STALE : ROLE_STRONG;
}

static const char *plain_figure(struct area area, const struct headline *headline)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = headline->figure;
	return arena_print(arena, "%s%s" DIM " %s", figure->state == FIGURE_STALE ? STALE : STRONG,
		words_number(arena, figure, figure->value, -1), words_unit(figure));
}

/* One line where there is no room for digits. */
static void draw_line(struct area area, const struct view *view, const struct headline *headline)
{
	struct arena *arena = part_arena(area);
	const char *figure = plain_figure(area, headline);
	int used = markup_width(figure);
	if (headline->figure->state == FIGURE_STALE)
		figure = arena_print(arena, "%s" STALE " %s", figure,
			format_age(arena, 86400 * (view->answer->window.to - headline->figure->last_day)));
	for (int i = 0; i < 4; i++) {
		const char *line = line_of(area, headline, i, true);
		if (!*line || used + 2 + markup_width(line) > area.width)
			continue;
		figure = arena_print(arena, "%s  %s", figure, line);
		used += 2 + markup_width(line);
	}
	area_text(area, 0, 0, area.width, ALIGN_LEFT, figure);
}

static void draw_spark(struct area area, const struct headline *headline, int x)
{
	struct trend_look look = { .trend = headline->trend, .figure = headline->figure, .accent = headline->accent };
	int width = area.width - x;
	if (!headline->trend || width < 8)
		return;
	if (headline->figure->state == FIGURE_STALE)
		look.accent = ROLE_STALE;
	trend_spark(area_inside(area, x, 0, width, 3), &look);
	area_print(area, x, 3, width, ALIGN_RIGHT, DIM "%d weeks", headline->trend->count);
}

/* Its age stands in the frame: where there is little room the day is enough. */
static const char *stale_words(struct arena *arena, const struct view *view, const struct figure *figure, int width)
{
	const char *words = arena_print(arena, STALE "%s", words_why(arena, view, figure));
	char day[8];
	day_short(figure->last_day, day);
	return markup_width(words) <= width ? words : arena_print(arena, STALE "newest %s", day);
}

static void draw_digits(struct area area, const struct view *view, const struct headline *headline, int rows)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = headline->figure;
	const char *digits = words_number(arena, figure, figure->value, -1), *lines[4];
	int end = area_digits(area, 0, 0, 1, digits, figure_ink(figure)), unit = markup_width(words_unit(figure));
	area_print(area, end + 1, 2, area.width - end - 1, ALIGN_LEFT, DIM "%s", words_unit(figure));
	int at = area.width >= WIDE ? LINES_AT : strlen(digits) > 3 ? 21 : 15;
	if (end + 2 + unit + 1 > at)
		at = end + unit + 3;
	int room = area.width - at, width = area.width >= WIDE && headline->trend && room > LINES_WIDTH + LEAST_SPARK ? LINES_WIDTH : room;
	if (room < 6)
		return;
	int count = choose_lines(area, headline, rows, width, lines);
	for (int i = 0; i < count; i++)
		area_text(area, at, i, width, ALIGN_LEFT, lines[i]);
	if (figure->state == FIGURE_STALE && count < rows)
		area_text(area, at, count, width, ALIGN_LEFT, stale_words(arena, view, figure, width));
	if (area.width >= WIDE && room > LINES_WIDTH + LEAST_SPARK)
		draw_spark(area, headline, at + LINES_WIDTH + 1);
}

/* Neither a number nor a zero: a word, why, and what would help. */
static void draw_absent(struct area area, const struct view *view, const struct headline *headline, int rows)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = headline->figure;
	const char *why = words_why(arena, view, figure), *word = words_cell(arena, view, figure, true);
	if (figure->state == FIGURE_NOT_IMPORTED)
		word = DIM BOLD "not imported" BOLD;
	else
		word = arena_print(arena, STRONG "%s", figure->state == FIGURE_NOT_APPLICABLE ? "n/a" : word + 1);
	if (rows < 3) {
		area_print(area, 0, 0, area.width, ALIGN_LEFT, "%s" DIM "  %s", word, why);
		return;
	}
	area_text(area, 0, 0, area.width, ALIGN_LEFT, word);
	if (figure->state == FIGURE_SUPPRESSED && area.width > 24)
		area_print(area, markup_width(word) + 2, 0, 18, ALIGN_LEFT, DIM "░░░░░░░░░░░░░░░░░░");
	bool imported = figure->state != FIGURE_NOT_IMPORTED;
	int how = imported ? 0 : part_import_rows(area, view, figure), y = 1;
	if (y + how < rows || imported)
		area_print(area, 0, y++, area.width, ALIGN_LEFT, TEXT "%s", why);
	if (!imported)
		part_import(part_rows(area, y, rows - y), view, figure);
}

int headline_draw(struct area area, const struct view *view, const struct headline *headline)
{
	int rows = headline_rows(area, view, headline);
	if (rows < 1 || area.width < 1)
		return 0;
	if (!figure_known(headline->figure))
		draw_absent(area, view, headline, rows);
	else if (rows < 3)
		draw_line(area, view, headline);
	else
		draw_digits(area, view, headline, rows);
	return rows;
}

void headline_tile(struct area area, const struct view *view, const struct headline *headline)
{
	struct arena *arena = part_arena(area);
	const struct figure *figure = headline->figure;
	int rows = area.height >= 5 && area.width >= 14 ? 3 : 1;
	if (!figure_known(figure)) {
		draw_absent(area, view, headline, rows);
		return;
	}
	const char *digits = words_number(arena, figure, figure->value, -1);
	if (rows == 3 && digits_width(1, digits) + 2 + markup_width(words_unit(figure)) <= area.width) {
		int end = area_digits(area, 0, 0, 1, digits, figure_ink(figure));
		area_print(area, end + 1, 2, area.width - end - 1, ALIGN_LEFT, DIM "%s", words_unit(figure));
		if (figure->state == FIGURE_STALE)
			area_print(area, end + 1, 0, area.width - end - 1, ALIGN_RIGHT, STALE "%s old",
				format_age(arena, 86400 * (view->answer->window.to - figure->last_day)));
	} else {
		area_text(area, 0, 0, area.width, ALIGN_LEFT, plain_figure(area, headline));
		rows = 1;
	}
	int y = rows + (area.height >= rows + 4);
	for (int i = 0; i < 4 && y < area.height; i++) {
		const char *line = line_of(area, headline, i, false);
		if (markup_width(line) > area.width)
			line = line_of(area, headline, i, true);
		if (*line && i < 2)
			area_text(area, 0, y++, area.width, ALIGN_LEFT, line);
	}
	struct trend_look look = { .trend = headline->trend, .figure = figure, .accent = headline->accent };
	if (headline->trend && area.height - y >= 2)
		trend_spark(area_inside(area, 0, y, area.width, area.height - y), &look);
}

void part_headline(struct area area, const struct view *view, enum figure_id id)
{
	const struct figure *figure = view_figure(view, id);
	const struct definition *definition = metrics_definition(id);
	const struct panel *panel = panel_of_page((enum page_id)(PAGE_AI + (int)definition->panel));
	headline_draw(area, view, &(struct headline){ .figure = figure, .panel = definition->panel,
		.accent = panel ? panel->accent : ROLE_STRONG });
}
