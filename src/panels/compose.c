#include "parts.h"

enum { MOST_BANDS = MOST_BLOCKS, SPLIT_FROM = 74, FRAME_ROWS = 2 };

struct band { int member[2], count, least, wants, keep; bool shown, focused; int height; };

static void band_add(struct band *band, const struct section *section, int index, bool focused)
{
	if (band->count == 0 || section->least > band->least)
		band->least = section->least;
	if (band->count == 0 || section->wants > band->wants)
		band->wants = section->wants;
	if (band->count == 0 || section->keep < band->keep)
		band->keep = section->keep;
	band->focused |= focused;
	band->member[band->count++] = index;
}

/* Bands from the top: two sections each, or one where the screen is narrow. */
static int make_bands(const struct view *view, const struct section *sections, int count, bool split, struct band bands[MOST_BANDS])
{
	int used = 0;
	for (int number = 0; number < MOST_BANDS; number++) {
		struct band *open = NULL;
		for (int i = 0; i < count; i++) {
			if (sections[i].band != number)
				continue;
			if (!open || !split || open->count == 2) {
				if (used == MOST_BANDS)
					return used;
				open = &bands[used++];
				*open = (struct band){ 0 };
			}
			band_add(open, &sections[i], i, part_focused(view, i));
		}
	}
	return used;
}

/* The focused band first, then by `keep`, as long as all fit with their least. Returns the rows left over. */
static int choose_bands(struct band *bands, int count, int height)
{
	for (;;) {
		struct band *next = NULL;
		for (int i = 0; i < count; i++)
			if (!bands[i].shown && (bands[i].focused || bands[i].least + FRAME_ROWS <= height) &&
			    (!next || (bands[i].focused && !next->focused) || (bands[i].focused == next->focused && bands[i].keep < next->keep)))
				next = &bands[i];
		if (!next || height <= 0)
			return height;
		next->shown = true;
		next->height = next->least + FRAME_ROWS < height ? next->least + FRAME_ROWS : height;
		height -= next->height;
	}
}

/* What is left over: to what each wants, the longest-kept first; the rest is shared by all, or stays. */
static void grow_bands(struct band *bands, int count, int spare, bool share_rest)
{
	for (int keep = 1; keep < 10; keep++)
		for (int i = 0; i < count; i++) {
			int more = bands[i].wants + FRAME_ROWS - bands[i].height;
			if (!bands[i].shown || bands[i].keep != keep || more <= 0)
				continue;
			more = more < spare ? more : spare;
			bands[i].height += more, spare -= more;
		}
	int shown = 0;
	for (int i = 0; i < count; i++)
		shown += bands[i].shown && share_rest;
	for (int i = 0; i < count && shown > 0; i++)
		if (bands[i].shown) {
			int share = spare / shown--;
			bands[i].height += share, spare -= share;
		}
}

static void draw_section(struct area area, const struct view *view, struct layout *layout, enum role accent,
	const struct section *section, int block)
{
	struct area inside = part_frame(area, view, section->title, section->note, accent, part_focused(view, block), section->figure);
	if (inside.height > 0 && inside.width > 0)
		section->draw(inside, view, layout, block, section->grid);
}

static void compose(struct area area, const struct view *view, struct layout *layout, enum role accent,
	const struct section *sections, int count, bool share_rest)
{
	struct band bands[MOST_BANDS];
	bool split = area.width >= SPLIT_FROM;
	for (int i = 0; i < count; i++)
		part_block(layout, sections[i].title, sections[i].grid, sections[i].target);
	int band_count = make_bands(view, sections, count, split, bands);
	grow_bands(bands, band_count, choose_bands(bands, band_count, area.height), share_rest);
	int y = 0, gap = area.width >= 100 ? 2 : 1;
	for (int i = 0; i < band_count; i++) {
		if (!bands[i].shown)
			continue;
		for (int j = 0; j < bands[i].count; j++)
			draw_section(part_columns(part_rows(area, y, bands[i].height), gap, j, bands[i].count), view, layout, accent,
				&sections[bands[i].member[j]], bands[i].member[j]);
		y += bands[i].height;
	}
}

void compose_page(struct area area, const struct view *view, struct layout *layout, enum role accent,
	const struct section *sections, int count)
{
	compose(area, view, layout, accent, sections, count, true);
}

void compose_lists(struct area area, const struct view *view, struct layout *layout, enum role accent,
	const struct section *sections, int count)
{
	compose(area, view, layout, accent, sections, count, false);
}
