#include "parts.h"

#include <string.h>

enum { MOST_LEFT = 4, MOST_RIGHT = 7 };

/* ---- where one is ---- */
static const char *page_crumb(const struct view *view)
{
	const struct panel *panel = panel_of_page(view->place->page);
	switch (view->place->page) {
	case PAGE_OVERVIEW:
	case PAGE_TEAM:
		return NULL;
	case PAGE_PERSON:
		return view->answer && view->answer->person ? view->answer->person->row.name : "person";
	case PAGE_RECORDS:
		return view->place->filter.title ? view->place->filter.title : "records";
	default:
		return panel ? panel->title : page_name(view->place->page);
	}
}

/* From everything to the last word alone. */
static void crumbs(struct arena *arena, const struct view *view, const char *left[MOST_LEFT])
{
	const struct answer *answer = view->answer;
	const char *organisation = answer && answer->organisation.name && *answer->organisation.name
		? answer->organisation.name : view->database ? view->database : "";
	const char *team = answer && answer->team_name ? answer->team_name : "all teams", *page = page_crumb(view);
	const char *path = page ? arena_print(arena, "%s › %s", team, page) : team;
	left[1] = *organisation ? arena_print(arena, TEXT "%s › %s", organisation, path) : arena_print(arena, TEXT "%s", path);
	left[0] = arena_print(arena, STRONG "teamtop  %s", left[1]);
	left[2] = arena_print(arena, TEXT "%s", path);
	left[3] = arena_print(arena, STRONG "%s", page ? page : team);
}

/* ---- how fresh ---- */
static const char *feed_word(const struct view *view, bool brief)
{
	if (view->state->paused)
		return STRONG "paused";
	switch (view->feed) {
	case FEED_ASKING:
		return brief ? DIM "●" : DIM "● reading";
	case FEED_SLOW:
		return STRONG "slow";
	case FEED_WAITING:
		return STRONG "waiting";
	case FEED_BUSY:
		return STRONG "busy";
	case FEED_DAMAGED:
		return STRONG "damaged";
	case FEED_CHANGED:
		return STRONG "error";
	case FEED_ONCE:
		return "";
	default:
		return brief ? BETTER "●" : BETTER "● live";
	}
}

static const char *clock_words(struct arena *arena, const struct view *view, bool brief)
{
	const char *word = feed_word(view, brief);
	int minutes = (int)(((view->local_now % 86400) + 86400) % 86400 / 60);
	return arena_print(arena, "%s%s" TEXT "%02d:%02d", word, *word ? brief ? " " : "  " : "", minutes / 60, minutes % 60);
}

const char *header_feed_words(const struct view *view)
{
	return view->feed_words && *view->feed_words ? view->feed_words : NULL;
}

bool header_feed_old(const struct view *view)
{
	return view->answer && (view->feed == FEED_WAITING || view->feed == FEED_BUSY || view->feed == FEED_DAMAGED ||
		view->feed == FEED_CHANGED || view->feed == FEED_SLOW);
}

const char *header_as_of(struct arena *arena, const struct view *view)
{
	int64_t local = view->answer->asked_at + view->local_now - view->now, minutes = local / 60 % 1440;
	const char *clock = arena_print(arena, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
	char day[8];
	day_short(local / 86400, day);
	return local / 86400 == view->local_now / 86400 ? clock : arena_print(arena, "%s %s", day, clock);
}

bool header_has_notice(const struct view *view)
{
	return header_feed_words(view) && header_feed_old(view);
}

/* In full words what keeps the database from answering, and how old the figures are. */
void header_notice(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const char *words = header_feed_words(view), *age = arena_print(arena, DIM " · figures as of " TEXT "%s", header_as_of(arena, view));
	int margin = area.width >= 60 ? 1 : 0, room = area.width - 2 * margin, used = markup_width(words);
	if (used + markup_width(age) > room)
		age = arena_print(arena, DIM " · as of " TEXT "%s", header_as_of(arena, view));
	int least = markup_width(age);
	int end = area_print(area, margin, 0, used + least > room ? room - least : used, ALIGN_LEFT, "%s%s",
		view->feed == FEED_SLOW ? TEXT : STRONG, words);
	area_text(area, end, 0, area.width - margin - end, ALIGN_LEFT, age);
}

/* ---- which days ---- */
static struct window page_window(const struct view *view)
{
	enum page_id page = view->place->page;
	if (page >= PAGE_AI && page <= PAGE_VOICE)
		return view->answer->panel_window[page - PAGE_AI];
	if (page == PAGE_ATTENTION && view->attention)
		return view->attention->window;
	return page == PAGE_RECORDS && view->answer->records.columns ? view->answer->records.filter.window : view->answer->window;
}

/* Records of all days have no window before them to compare with, nor a number of days. */
static bool all_days(const struct view *view)
{
	return page_window(view).from == INT64_MIN;
}

static const char *tail_words(const struct view *view)
{
	if (view->place->page == PAGE_ATTENTION && view->attention)
		return "";
	return view->answer->as_of_last ? ", last data" : view->answer->today_so_far ? ", today so far" : "";
}

/* "24 Nov", with its year where that is not the one we are in. */
static const char *brief_day(struct arena *arena, const struct view *view, int64_t day)
{
	char words[16], brief[8];
	day_words(day, words), day_short(day, brief);
	return arena_copy(arena, date_of_day(day).year == date_of_day(view->today).year ? brief : words);
}

static void dates(struct arena *arena, const struct view *view, const char *right[MOST_RIGHT])
{
	struct window window = page_window(view);
	char day[16];
	day_words(window.to, day);
	const char *brief = brief_day(arena, view, window.to);
	bool all = all_days(view);
	const char *days = all ? "all days" : words_long_days(arena, window), *count = all ? "all" : format_count(arena, window_days(window));
	const char *tail = tail_words(view), *clock = clock_words(arena, view, false), *dot = clock_words(arena, view, true);
	bool today = window.to == view->answer->window.to && view->answer->today_so_far && !view->answer->as_of_last;
	right[0] = arena_print(arena, TEXT "%s" DIM " to " TEXT "%s" DIM "%s · vs the %s before   %s", days, day, tail, count, clock);
	right[1] = arena_print(arena, TEXT "%s" DIM " to " TEXT "%s" DIM "%s · vs %s before   %s", days, brief, tail, count, clock);
	right[2] = arena_print(arena, TEXT "%s" DIM " to " TEXT "%s" DIM "%s   %s", days, brief, tail, clock);
	right[3] = arena_print(arena, TEXT "%s" DIM " to " TEXT "%s" DIM "%s   %s", days, today ? "today" : brief,
		view->answer->as_of_last ? tail : "", clock);
	right[4] = arena_print(arena, TEXT "%s d" DIM " to " TEXT "%s" DIM "%s   %s", count, today ? "today" : brief,
		view->answer->as_of_last ? tail : "", dot);
	right[5] = view->answer->as_of_last ? arena_print(arena, TEXT "to %s  %s", brief, dot) : dot;
	right[6] = view->answer->as_of_last ? arena_print(arena, TEXT "to %s", brief) : feed_word(view, true);
}

/* The middle goes first, then the left; never what the data are, nor that they are old. */
void header_draw(struct area area, const struct view *view)
{
	static const struct { int left, right; } tries[] = {
		{0, 0}, {0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 4}, {2, 4}, {1, 5}, {2, 5}, {3, 5},
	};
	struct arena *arena = part_arena(area);
	const char *left[MOST_LEFT], *right[MOST_RIGHT];
	bool sample = view->answer && view->answer->organisation.synthetic;
	const char *chip = !sample ? "" : area.screen->tints && area.width >= 34 ? CHIP " sample data " : "[sample data]";
	int chip_width = sample ? markup_width(chip) : 0, margin = area.width >= 60 ? 1 : 0, chosen = -1;
	crumbs(arena, view, left);
	if (view->answer)
		dates(arena, view, right);
	else
		for (int i = 0; i < MOST_RIGHT; i++)
			right[i] = clock_words(arena, view, i > 3);
	int room = area.width - 2 * margin - chip_width - (sample ? 2 : 0) - 2;
	for (int i = 0; i < (int)COUNT_OF(tries) && chosen < 0; i++)
		if (markup_width(left[tries[i].left]) + markup_width(right[tries[i].right]) + (tries[i].right < 4) <= room)
			chosen = i;
	const char *end = right[chosen < 0 ? 5 : tries[chosen].right], *begin = left[chosen < 0 ? 3 : tries[chosen].left];
	if (chosen < 0 && room - markup_width(end) < 6)
		end = right[6];
	int width = area.width - 2 * margin - markup_width(end) - 1 - (sample ? chip_width + 1 : 0);
	int x = margin;
	if (chosen >= 0)
		x = area_text(area, x, 0, area.width - margin, ALIGN_LEFT, begin) + 2;
	else if (width >= 5)
		x = area_text(area, x, 0, width, ALIGN_LEFT, begin) + 1;
	if (sample)
		x = area_text(area, x, 0, area.width - x, ALIGN_LEFT, chip);
	if (x < area.width - margin)
		area_text(area, x, 0, area.width - margin - x, ALIGN_RIGHT, end);
}

/* ---- keys and ages ---- */
/* People and access stand until an import changes them; of events the newest row counts. */
const char *header_age(struct arena *arena, const struct view *view, const struct relation_age *age)
{
	bool stands = strcmp(age->relation, "person") == 0 || strcmp(age->relation, "ai_access") == 0;
	int64_t time = stands || age->newest == INT64_MIN ? age->imported : age->newest;
	return time == INT64_MIN ? NULL : format_age(arena, view->now - time);
}

static const char *ages_words(struct arena *arena, const struct view *view, int room)
{
	static const char *const shown[] = { "activity", "service_case", "ai_event", "person" };
	const char *words = "";
	for (size_t i = 0; i < COUNT_OF(shown); i++)
		for (int j = 0; j < view->answer->age_count; j++) {
			const struct relation_age *age = &view->answer->ages[j];
			const char *old = strcmp(age->relation, shown[i]) == 0 ? header_age(arena, view, age) : NULL;
			if (!old)
				continue;
			const char *more = arena_print(arena, "%s%s" DIM "%s " TEXT "%s", words, *words ? DIM " · " : "", age->label, old);
			if (markup_width(more) <= room)
				words = more;
		}
	return words;
}

static const char *key_words(struct arena *arena, const struct key_row *row)
{
	return arena_print(arena, STRONG "%.*s" DIM " %s", (int)strcspn(row->keys, " "), row->keys, row->hint);
}

/* `:period 7d` with what it could go on with beside it. */
static void line_draw(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const char *text = view->state->command, *could = "";
	while (markup_width(text) > area.width - 4)
		text += text_next(text, NULL);
	int x = area_print(area, 1, 0, area.width - 2, ALIGN_LEFT, STRONG ":" TEXT "%s", text);
	area.screen->cursor_x = area.x + x, area.screen->cursor_y = area.y;
	for (int i = 0; i < view->offers.could_count; i++)
		could = arena_print(arena, "%s%s%s", could, i ? "  " : "", view->offers.could[i]);
	if (x + 4 < area.width)
		area_print(area, x + 3, 0, area.width - x - 4, ALIGN_LEFT, DIM "%s", could);
}

void keys_draw(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	int x = area.width >= 60 ? 1 : 0, end = area.width - x;
	if (view->state->commanding) {
		line_draw(area, view);
		return;
	}
	if (view->state->message[0]) {
		area_print(area, x, 0, end - x, ALIGN_LEFT, STRONG "%s", view->state->message);
		return;
	}
	for (int i = 0; i < view->offers.key_count; i++) {
		if (!view->offers.keys[i].hint)
			continue;
		const char *words = key_words(arena, &view->offers.keys[i]);
		if (x + markup_width(words) > end)
			break;
		x = area_text(area, x, 0, end - x, ALIGN_LEFT, words) + 2;
	}
	const char *ages = view->answer && area.width >= 100 ? ages_words(arena, view, end - x - 2) : "";
	if (*ages)
		area_text(area, x, 0, end - x, ALIGN_RIGHT, ages);
}
