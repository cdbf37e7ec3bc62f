/* The row under the header of every screen: what is confirmed, one at a time; or what ails the database. */
#include "attention_own.h"

#include <math.h>

bool attention_on_line(const struct view *view, const struct finding *finding)
{
	return finding->confirmed && !seen_acknowledged(view->seen, finding->key);
}

int attention_line_count(const struct view *view)
{
	int count = 0;
	for (int i = 0; view->attention && i < view->attention->count; i++)
		count += attention_on_line(view, &view->attention->findings[i]);
	return count;
}

const struct finding *attention_line_now(const struct view *view, int *number)
{
	int count = attention_line_count(view), wanted = count ? view->state->finding % count : 0;
	*number = 0;
	for (int i = 0; i < (view->attention ? view->attention->count : 0); i++)
		if (attention_on_line(view, &view->attention->findings[i]) && (*number)++ == wanted)
			return &view->attention->findings[i];
	return NULL;
}

/* ---- words ---- */
static const char *limit_value(struct arena *arena, const struct finding *finding, double value)
{
	struct figure figure = {.id = finding->figure, .state = FIGURE_OK, .value = value};
	return arena_print(arena, STRONG "%s" TEXT " %s", words_number(arena, &figure, value, -1), words_unit(&figure));
}

const char *attention_value(struct arena *arena, const struct finding *finding)
{
	if (finding->kind == FINDING_LIMIT)
		return limit_value(arena, finding, finding->value);
	return arena_print(arena, STRONG "%s" TEXT " %%", format_percent(arena, finding->value));
}

const char *attention_change_words(struct arena *arena, const struct finding *finding)
{
	double change = finding->value - finding->before;
	const char *ink = finding->judgement > 0 ? BETTER : finding->judgement < 0 ? WORSE : TEXT;
	return arena_print(arena, "%s%s %s pt", ink, change > 0 ? "▲" : "▼", format_decimal(arena, 100 * fabs(change), 0));
}

const char *attention_part_words(struct arena *arena, const struct finding *finding)
{
	if (!finding->part)
		return finding->evidence ? arena_print(arena, TEXT "%s", finding->evidence) : "";
	return arena_print(arena, TEXT "%s %s %s pt", finding->part, finding->part_change > 0 ? "▲" : "▼",
		format_decimal(arena, 100 * fabs(finding->part_change), 0));
}

const char *attention_n_words(struct arena *arena, const struct finding *finding, bool amount)
{
	const char *n = arena_print(arena, DIM "n %s", format_count(arena, (int64_t)finding->people));
	if (!amount)
		return n;
	switch (finding->amount_unit) {
	case UNIT_SECONDS:
		return arena_print(arena, "%s, %s h", n, format_hours(arena, finding->amount));
	case UNIT_EVENTS:
		return arena_print(arena, "%s, %s shown", n, format_count(arena, (int64_t)finding->amount));
	case UNIT_CASES:
		return arena_print(arena, "%s, %s cases", n, format_count(arena, (int64_t)finding->amount));
	default:
		return n;
	}
}

/* From everything to the bare change. */
static const char *words_of(struct arena *arena, const struct finding *finding, int brief)
{
	if (finding->kind != FINDING_CHANGE) {
		const char *words = arena_print(arena, STRONG "%s  " TEXT "%s", finding->team, finding->says);
		const char *more = brief == 0 ? finding->evidence : brief < 3 && finding->kind == FINDING_LIMIT ? "your limit" : NULL;
		return more ? arena_print(arena, "%s" DIM " · %s", words, more) : words;
	}
	const char *gap = brief < 3 ? "  " : " ";
	const char *words = arena_print(arena, STRONG "%s" TEXT "%s%s %s%s%s", finding->team, gap, finding->label,
		attention_value(arena, finding), gap, attention_change_words(arena, finding));
	if (brief < 3)
		words = arena_print(arena, "%s" TEXT " in 4 weeks", words);
	const char *part = attention_part_words(arena, finding);
	if (brief == 0 && *part)
		words = arena_print(arena, "%s" DIM " · %s", words, part);
	return brief < 2 ? arena_print(arena, "%s   %s", words, attention_n_words(arena, finding, brief == 0)) : words;
}

static void draw_words(struct area area, const char *words, const char *right)
{
	int margin = area.width >= 60 ? 1 : 0, end = area.width - margin;
	area_tint_row(area, 0, ROLE_ALERT);
	int width = *right ? markup_width(right) + 2 : 0;
	area_print(area, margin, 0, end - margin - width, ALIGN_LEFT, WORSE BOLD "! " BOLD "%s", words);
	if (*right)
		area_text(area, margin, 0, end - margin, ALIGN_RIGHT, right);
}

bool attention_row(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	int number, count = attention_line_count(view), margin = area.width >= 60 ? 1 : 0;
	if (header_has_notice(view)) {
		header_notice(area, view);
		return true;
	}
	const struct finding *finding = attention_line_now(view, &number);
	if (!finding)
		return false;
	const char *right = count < 2 ? "" : area.width >= 60 && !view->state->wall
		? arena_print(arena, DIM "%d of %d   " STRONG "!" DIM " next", number, count) : arena_print(arena, DIM "%d/%d", number, count);
	int room = area.width - 2 * margin - 2 - (*right ? markup_width(right) + 2 : 0), brief = 0;
	while (brief < 3 && markup_width(words_of(arena, finding, brief)) > room)
		brief++;
	draw_words(area, words_of(arena, finding, brief), right);
	return true;
}

bool attention_has_row(const struct view *view)
{
	return header_has_notice(view) || attention_line_count(view) > 0;
}
