#include "draw.h"

static void draw_edges(struct area area, const struct frame *frame, struct ink ink)
{
	int right = area.width - 1, bottom = area.height - 1;
	for (int x = 1; x < right; x++) {
		draw_letter(area, x, 0, frame->dashed ? "┄" : "─", 1, ink);
		draw_letter(area, x, bottom, frame->dashed ? "┄" : "─", 1, ink);
	}
	for (int y = 1; y < bottom; y++) {
		draw_letter(area, 0, y, "│", 1, ink);
		draw_letter(area, right, y, "│", 1, ink);
	}
	draw_letter(area, 0, 0, "╭", 1, ink), draw_letter(area, right, 0, "╮", 1, ink);
	draw_letter(area, 0, bottom, "╰", 1, ink), draw_letter(area, right, bottom, "╯", 1, ink);
}

static const char *accent_markup(enum role accent)
{
	switch (accent) {
	case ROLE_AI: return IN_AI BOLD;
	case ROLE_TIME: return IN_TIME BOLD;
	case ROLE_SKILLS: return IN_SKILLS BOLD;
	case ROLE_TURNOVER: return IN_TURNOVER BOLD;
	case ROLE_WORSE: return WORSE BOLD;
	case ROLE_BETTER: return BETTER BOLD;
	case ROLE_STALE: return STALE BOLD;
	case ROLE_DIM: return DIM;
	case ROLE_TEXT: return TEXT BOLD;
	default: return STRONG;
	}
}

/* The title from column 2, the note to the right where both fit: "╭─ title ──── note ─╮". */
static void draw_title(struct area area, const struct frame *frame)
{
	int end = 2;
	if (frame->title) {
		bool pointed = frame->focused && !area.screen->tints;
		end = area_print(area, 2, 0, area.width - 4, ALIGN_LEFT, "%s%s%s", accent_markup(frame->accent),
			pointed ? "▸" : " ", frame->title);
		if (end < area.width - 1)
			draw_glyph(area, end++, 0, " ", ROLE_TEXT);
	}
	if (!frame->note || !*frame->note)
		return;
	int width = markup_width(frame->note) + 2, from = area.width - 2 - width;
	if (from > end)
		area_print(area, from, 0, width, ALIGN_LEFT, DIM " %s" DIM " ", frame->note);
}

static void draw_foot(struct area area, const struct frame *frame)
{
	if (frame->foot && *frame->foot)
		area_print(area, 2, area.height - 1, area.width - 4, ALIGN_LEFT, DIM " %s" DIM " ", frame->foot);
}

static void draw_scroll(struct area area, const struct frame *frame)
{
	int track = area.height - 2, total = frame->scroll_total, shown = frame->scroll_shown;
	if (shown <= 0 || total <= shown || track < 1)
		return;
	int thumb = (int)((int64_t)track * shown / total), room = total - shown;
	thumb = thumb < 1 ? 1 : thumb;
	int first = frame->scroll_first < 0 ? 0 : frame->scroll_first > room ? room : frame->scroll_first;
	int at = (int)(((int64_t)(track - thumb) * first + room / 2) / room);
	for (int y = 0; y < thumb; y++)
		draw_glyph(area, area.width - 1, 1 + at + y, "█", ROLE_DIM);
}

struct area area_frame(struct area area, const struct frame *frame)
{
	if (area.width < 4 || area.height < 3) {
		if (frame->title)
			area_print(area, 0, 0, area.width, ALIGN_LEFT, "%s%s", accent_markup(frame->accent), frame->title);
		return area;
	}
	enum role role = frame->focused && frame->accent ? frame->accent : ROLE_FRAME;
	draw_edges(area, frame, (struct ink){.role = role, .back = KEEP_BACK, .bold = frame->focused && !area.screen->colours});
	draw_title(area, frame);
	draw_foot(area, frame);
	draw_scroll(area, frame);
	struct area inside = area_inside(area, 2, 1, area.width - 4, area.height - 2);
	inside.padded = true;
	return inside;
}
