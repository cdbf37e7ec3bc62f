#include "pages.h"
#include "person_own.h"
#include "timeline.h"
#include "record_list.h"

#include <math.h>
#include <string.h>

enum { BLOCK_TIMELINE, BLOCK_LATEST, BLOCK_AI, BLOCK_TIME, BLOCK_SKILLS, BLOCK_TURNOVER };
enum { TILE_ROWS = 10, LOW_TILE_ROWS = 6, LATEST_ROWS = 7, TALL = 26, TILES = 4, HABIT_WEEKS = 9 };

static void draw_tile(struct area area, const struct view *view, const struct person_tile *tile, int block)
{
	struct area inside = part_frame(area, view, area.width < 22 ? tile->brief_title : tile->title, NULL, tile->accent,
		part_focused(view, block), tile->figure);
	bool large = inside.height >= 5 && tile->digits && digits_width(1, tile->digits) + 4 <= inside.width;
	bool stale = tile->figure && tile->figure->state == FIGURE_STALE;
	const char *unit = tile->brief && tile->digits && inside.width < 20 ? tile->brief : tile->unit;
	int y = large ? 3 : 1;
	if (large) {
		int end = area_digits(inside, 0, 0, 1, tile->digits, stale ? ROLE_STALE : ROLE_STRONG);
		area_print(inside, end + 1, 2, inside.width - end - 1, ALIGN_LEFT, DIM "%s", unit);
	} else if (tile->digits) {
		area_print(inside, 0, 0, inside.width, ALIGN_LEFT, "%s%s" DIM " %s", stale ? STALE : STRONG, tile->digits,
			unit);
	} else {
		area_text(inside, 0, inside.height >= 6 ? 1 : 0, inside.width, ALIGN_LEFT, tile->word);
		y = inside.height >= 6 ? 3 : 1;
	}
	y += inside.height >= y + (tile->lines[3] ? 5 : 4);
	for (int i = 0; i < TILE_LINES && y < inside.height; i++)
		if (tile->lines[i] && *tile->lines[i])
			area_text(inside, 0, y++, inside.width, ALIGN_LEFT,
				page_line(part_arena(area), tile->lines[i], inside.width));
	int room = inside.height - y;
	if (tile->has_bar && room >= 1)
		area_bar(inside, 0, inside.height - 1, inside.width, tile->bar, tile->accent,
			isnan(tile->mark) ? NULL : &tile->mark);
	if (tile->trend && room >= 2)
		trend_spark(part_rows(inside, y, room),
			&(struct trend_look){.trend = tile->trend, .figure = tile->trend_figure, .accent = tile->accent});
}

/* The word for a figure that is not there. */
static const char *absent(struct arena *arena, const struct view *view, const struct figure *figure)
{
	if (figure->state == FIGURE_NOT_IMPORTED)
		return DIM "not imported";
	return figure->state == FIGURE_NOT_APPLICABLE ? STRONG "n/a" : words_cell(arena, view, figure, true);
}

static struct person_tile ai_tile(struct arena *arena, const struct view *view, const struct person_page *person)
{
	const struct figure *accepted = &person->figure[FIGURE_ACCEPTED], *active = &person->team_figure[FIGURE_ACTIVE];
	const struct figure *habitual = &person->team_figure[FIGURE_HABITUAL],
		*eligible = &person->team_figure[FIGURE_ELIGIBLE];
	struct person_tile tile = {
		.title = "1 AI adoption", .brief_title = "1 Adoption", .accent = ROLE_AI, .figure = active, .mark = NAN};
	if (active->state == FIGURE_NOT_IMPORTED) {
		tile.word = absent(arena, view, active),
		tile.lines[0] = arena_print(arena, DIM "%s", words_why(arena, view, active));
		return tile;
	}
	if (!person->row.has_access && person->row.ai_weeks == 0) {
		tile.word = STRONG "n/a", tile.lines[0] = DIM "no AI access", tile.figure = NULL;
		return tile;
	}
	tile.digits = arena_print(arena, "%d", person->row.ai_weeks);
	tile.unit = arena_print(arena, "of %d weeks", person->row.ai_weeks_of);
	tile.brief = arena_print(arena, "of %d wk", person->row.ai_weeks_of);
	const char *team =
		figure_known(habitual) && figure_known(eligible)
		? arena_print(arena, DIM "|   team " TEXT "%.0f" DIM "/" TEXT "%.0f", habitual->value, eligible->value)
		: "";
	tile.lines[0] = person->habitual_known
		? arena_print(arena, TEXT "%s%s", person->habitual ? "habitual" : "not habitual", team)
		: DIM "habit: from 12 weeks on";
	if (figure_known(accepted))
		tile.lines[1] =
			arena_print(arena, DIM "accepted %s" DIM "|  n " TEXT "%s", words_cell(arena, view, accepted, false),
			format_count(arena, (int64_t)accepted->denominator));
	tile.has_bar = person->row.ai_weeks_of > 0;
	tile.bar = tile.has_bar ? (double)person->row.ai_weeks / person->row.ai_weeks_of : 0;
	tile.mark = person->row.ai_weeks_of == 12 ? HABIT_WEEKS / 12.0 : NAN;
	return tile;
}

/* The last half year of the person's weeks, as a trend like any other. */
static struct trend *trend_of(struct arena *arena, const struct view *view, const struct person_page *person)
{
	struct trend *trend = arena_alloc(arena, sizeof *trend);
	trend->count = TREND_POINTS;
	for (int i = 0; i < TREND_POINTS; i++) {
		int week = TIMELINE_WEEKS - TREND_POINTS + i;
		trend->to[i] = view->answer->window.to - 7 * (TREND_POINTS - 1 - i);
		trend->known[i] = person->time_week[week].known, trend->value[i] = person->time_week[week].value;
	}
	return trend;
}

static struct person_tile time_tile(struct arena *arena, const struct view *view, const struct person_page *person)
{
	const struct figure *time = page_uncoloured(arena, &person->figure[FIGURE_CUSTOMER_TIME]),
		*team = &person->team_figure[FIGURE_CUSTOMER_TIME];
	struct person_tile tile = {
		.title = "2 Customer time", .brief_title = "2 Customers", .accent = ROLE_TIME, .figure = time, .mark = NAN};
	if (!figure_known(time)) {
		tile.word = absent(arena, view, time),
		tile.lines[0] = arena_print(arena, DIM "%s", words_why(arena, view, time));
		return tile;
	}
	tile.digits = words_number(arena, time, time->value, -1), tile.unit = "%";
	const char *change = words_change(arena, time, -1);
	tile.lines[0] =
		arena_print(arena, "%s%s" DIM "team %s", change, *change ? "|   " : "", words_cell(arena, view, team, false));
	const char *logging = isfinite(person->row.logging_share)
		? arena_print(arena, DIM "|  logging " TEXT "%s" DIM " %%",
		format_percent(arena, person->row.logging_share))
		: "";
	tile.lines[1] = arena_print(arena, TEXT "%s" DIM " h%s", format_hours(arena, (double)person->row.worked), logging);
	tile.trend = trend_of(arena, view, person),
	tile.trend_figure = view_figure(view, FIGURE_CUSTOMER_TIME); /* carries the survey's mark */
	return tile;
}

static struct person_tile skills_tile(struct arena *arena, const struct view *view, const struct person_page *person)
{
	const struct figure *growth = &person->figure[FIGURE_GROWTH], *team = &person->team_figure[FIGURE_GROWTH];
	struct person_tile tile = {
		.title = "3 Skill growth", .brief_title = "3 Growth", .accent = ROLE_SKILLS, .figure = growth, .mark = NAN};
	if (growth->state == FIGURE_NOT_IMPORTED || growth->state == FIGURE_SUPPRESSED ||
		(person->skills == 0 && !person->row.is_new)) {
		tile.word = growth->state == FIGURE_OK ? STRONG "n/a" : absent(arena, view, growth);
		tile.lines[0] = arena_print(arena, DIM "%s",
			growth->state == FIGURE_OK ? "never assessed" : words_why(arena, view, growth));
		return tile;
	}
	int64_t days = window_days(view->answer->panel_window[PANEL_SKILLS]), gained = person->row.gained;
	tile.figure = NULL;
	if (person->row.is_new)
		tile.word = STRONG "new", tile.lines[0] = arena_print(arena, DIM "hired within the %lld days", (long long)days);
	else
		tile.digits = arena_print(arena, "%s%lld", gained < 0 ? "−" : "", (long long)(gained < 0 ? -gained : gained)),
		tile.unit = arena_print(arena, gained == 1 ? "level in %lld d" : "levels in %lld d", (long long)days),
		tile.brief = "lvl";
	if (!person->row.is_new)
		tile.lines[0] = arena_print(arena, DIM "team %s" DIM "| each", words_cell(arena, view, team, false));
	const char *last = person->last_gain == INT64_MIN
		? DIM "no gain yet"
		: arena_print(arena, DIM "last gain " TEXT "%s",
		page_ago(arena, view->answer->window.to - person->last_gain));
	tile.lines[1] =
		arena_print(arena, TEXT "%d" DIM " %s|  %s", person->skills, person->skills == 1 ? "skill" : "skills", last);
	return tile;
}

static void make_tiles(struct arena *arena, const struct view *view, struct person_tile tiles[TILES])
{
	const struct person_page *person = view->answer->person;
	tiles[0] = ai_tile(arena, view, person), tiles[1] = time_tile(arena, view, person);
	tiles[2] = skills_tile(arena, view, person), tiles[3] = person_turnover_tile(arena, view, person);
}

static void draw_tiles(struct area area, const struct view *view)
{
	struct person_tile tiles[TILES];
	make_tiles(part_arena(area), view, tiles);
	for (int i = 0; i < TILES; i++)
		draw_tile(page_column(area, area.width >= 110 ? 2 : 1, i, TILES), view, &tiles[i], BLOCK_AI + i);
}

static void draw_lines(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	static const char *const names[TILES] = {"AI use", "customers", "levels", "turnover"};
	struct person_tile tiles[TILES];
	make_tiles(arena, view, tiles);
	for (int i = 0; i < TILES && i < area.height; i++) {
		area_text(area, 0, i, 10, ALIGN_LEFT, names[i]);
		const char *figure = tiles[i].digits ? arena_print(arena, "%s%s" DIM " %s",
			tiles[i].figure && tiles[i].figure->state == FIGURE_STALE ? STALE : STRONG, tiles[i].digits,
			area.width < 30 && tiles[i].brief ? tiles[i].brief : tiles[i].unit) : tiles[i].word;
		area_text(area, 10, i, area.width >= 44 ? 17 : area.width - 10, ALIGN_LEFT, figure);
		if (area.width >= 44 && tiles[i].lines[0])
			area_text(area, 28, i, area.width - 28, ALIGN_LEFT,
				page_line(arena, tiles[i].lines[0], area.width - 28));
	}
}

/* ---- latest records ---- */
static struct target records_target(struct arena *arena, const struct view *view, enum relation relation, struct window window,
                                    int figure)
{
	struct record_filter filter =
		filter_of(view, relation, window, view->answer->person ? view->answer->person->row.name : NULL);
	filter.person_id = view->place->person_id;
	return target_records(arena, filter, figure);
}

static void draw_latest(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	const struct records *records = &view->answer->records;
	bool has = records->columns && records->filter.person_id == view->place->person_id && records->filter.person_id;
	const char *note = has ? arena_print(arena, "enter: all %s", format_count(arena, records->total)) : "enter: all";
	struct target all = records_target(arena, view, RELATION_ACTIVITY, (struct window){INT64_MIN, view->answer->window.to},
		FIGURE_WORKED);
	int block = part_block(layout, "latest records", NULL, all);
	struct area inside = part_frame(area, view, "Latest records", note, ROLE_TEXT, part_focused(view, block), NULL);
	if (has && records->count > 0)
		record_lines(inside, records);
	else
		area_text(inside, 0, 0, inside.width, ALIGN_LEFT, has ? DIM "nothing recorded yet" : DIM "enter lists them");
}

/* ---- the page ---- */
static void add_tiles(struct arena *arena, const struct view *view, struct layout *layout)
{
	const struct answer *answer = view->answer;
	struct window all = {INT64_MIN, answer->window.to};
	part_block(layout, "AI adoption", NULL,
		records_target(arena, view, RELATION_AI_EVENT, answer->window, FIGURE_ADOPTION));
	part_block(layout, "customer time", NULL,
		records_target(arena, view, RELATION_ACTIVITY, answer->window, FIGURE_CUSTOMER_TIME));
	part_block(layout, "skill growth", NULL, records_target(arena, view, RELATION_ASSESSMENT, all, FIGURE_GROWTH));
	part_block(layout, "turnover", NULL, target_page(PAGE_BACKTEST, EXPLAIN_PERSON));
}

static void build_nobody(struct area area, const struct view *view)
{
	struct area inside = part_frame(area, view, "Person", NULL, ROLE_TEXT, false, NULL);
	const char *why = policy_shows_persons(&view->state->policy) ? "nobody with this number is in this database"
		: arena_print(part_arena(area), "There is no page of a person: %s.", page_hidden_why(view));
	words_wrap(inside, inside.height > 2, arena_print(part_arena(area), DIM "%s", why));
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	if (!view->answer->person || !policy_shows_persons(&view->state->policy)) {
		build_nobody(area, view);
		return;
	}
	bool tiles = area.width >= 70 && area.height >= 18, small = area.height < 9;
	int tile_rows = small ? area.height : !tiles ? TILES : area.height >= TALL ? TILE_ROWS : LOW_TILE_ROWS;
	struct area top = page_take(&area, tile_rows, 0);
	if (tiles)
		draw_tiles(top, view);
	else
		draw_lines(small ? top : area_inside(top, 1, 0, top.width - 2, top.height), view);
	part_block(layout, "timeline", NULL,
		records_target(arena, view, RELATION_ACTIVITY, timeline_window(view), FIGURE_CUSTOMER_TIME));
	int latest = area.height >= 21 ? LATEST_ROWS : area.height >= 12 ? area.height - 8 < 5 ? area.height - 8 : 5 : 0;
	if (!small)
		timeline_draw(part_rows(area, 0, area.height - latest), view, BLOCK_TIMELINE);
	draw_latest(part_rows(area, area.height - latest, latest), view, layout);
	add_tiles(arena, view, layout);
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	if (!view->answer->person || !policy_shows_persons(&view->state->policy))
		return 0;
	int count = timeline_tables(view, arena, grids, most);
	if (count < most)
		grids[count++] = person_pushes_table(arena, view);
	if (count < most)
		grids[count++] = person_similar_table(arena, view);
	return count;
}

const struct panel panel_person = {
        .page = PAGE_PERSON,
        .figure = -1,
        .name = "person",
        .title = "Person",
        .help = "one person: figures, a year's timeline, the latest records",
        .accent = ROLE_TIME,
        .needs = NEED_FIGURES | NEED_PERSON | NEED_RECORDS | NEED_ESTIMATE,
        .build = build,
        .tables = tables,
};
