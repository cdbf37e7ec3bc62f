#include "pages.h"

#include <string.h>

const char *page_tenure(struct arena *arena, int64_t days)
{
	if (days < 30)
		return arena_print(arena, TEXT "%lld" DIM " d", (long long)days);
	return arena_print(arena, TEXT "%s" DIM " yr", format_decimal(arena, (double)days / 365.25, 1));
}

const char *page_ago(struct arena *arena, int64_t days)
{
	if (days < 60)
		return arena_print(arena, "%lld d", (long long)days);
	if (days < 730)
		return arena_print(arena, "%.0f mo", (double)days / 30.44);
	return arena_print(arena, "%.1f yr", (double)days / 365.25);
}

const char *page_gained(struct arena *arena, int64_t levels)
{
	if (levels == 0)
		return DIM "·";
	return arena_print(arena, TEXT "%s %lld", levels > 0 ? "▲" : "▼", (long long)(levels > 0 ? levels : -levels));
}

const char *page_window_words(struct arena *arena, struct window window)
{
	int64_t days = window_days(window);
	return days == 365 || days == 366 ? "1 yr" : words_long_days(arena, window);
}

const char *page_hidden_why(const struct view *view)
{
	if (view->restricted)
		return "names are hidden here (--restricted)";
	return view->answer->policy.names == NAMES_HIDDEN ? "the policy of this database hides names"
		: "names are hidden (n changes that)";
}

struct record_filter page_filter_of_group(const struct view *view, const struct group *group, enum relation relation,
	struct window window, const char *title)
{
	struct record_filter filter = filter_of(view, relation, window, title);
	if (group->kind == GROUP_TEAM)
		filter.team_id = group->team_id;
	filter.no_team = group->kind == GROUP_NO_TEAM ? 1 : group->kind == GROUP_HERE ? 2 : 0;
	return filter;
}

const char *page_line(struct arena *arena, const char *line, int cells)
{
	char *out = arena_copy(arena, line), *cut = strchr(out, '|');
	if (!cut)
		return out;
	memmove(cut, cut + 1, strlen(cut));
	if (markup_width(out) > cells)
		*cut = '\0';
	return out;
}

struct area page_column(struct area area, int gap, int index, int count)
{
	int from = index * (area.width + gap) / count, to = (index + 1) * (area.width + gap) / count;
	return area_inside(area, from, 0, to - from - gap, area.height);
}

const char *page_plural(struct arena *arena, int64_t count, const char *one, const char *more)
{
	return arena_print(arena, TEXT "%s" DIM " %s", format_count(arena, count), count == 1 ? one : more);
}

struct area page_take(struct area *area, int rows, int gap)
{
	struct area taken = part_rows(*area, 0, rows);
	*area = part_rows(*area, rows + gap, area->height - rows - gap);
	return taken;
}

struct figure *page_uncoloured(struct arena *arena, const struct figure *figure)
{
	struct figure *copy = arena_alloc(arena, sizeof *copy);
	*copy = *figure;
	copy->has_change_interval = false;
	return copy;
}

const char *page_survey_note(struct arena *arena, const struct view *view, const char *key)
{
	for (int i = 0; i < view->answer->benchmark_count; i++) {
		const struct benchmark_row *row = &view->answer->benchmarks[i];
		if (!text_same(row->key, key))
			continue;
		const char *population = row->population ? row->population : "";
		const char *year = row->year ? arena_print(arena, "%s%lld", *population ? ", " : "", (long long)row->year) : "";
		return arena_print(arena, MARK "┆" DIM " survey%s%s%s", *population || *year ? ": " : "", population, year);
	}
	return NULL;
}
