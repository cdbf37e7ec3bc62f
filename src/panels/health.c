#include "pages.h"

#include <math.h>
#include <string.h>

/* What stands behind each relation: how to import it, and what cannot be said without it. */
static const struct { const char *relation, *preset, *without;
} SOURCES[] = {
        {"person", "people", "headcount, turnover, survival"},
        {"membership", "teams", "figures by team"},
        {"team", "teams", "figures by team"},
        {"activity", "activity", "customer time, the ledger, coverage"},
        {"service_case", "cases", "AI-resolved, AI-assisted, quality"},
        {"ai_access", "ai-access", "eligible people, adoption"},
        {"ai_event", "ai-events", "active people, accepted suggestions"},
        {"skill_level", "skills", "growth, the matrix"},
        {"skill_need", "skill-needs", "coverage, skills on one person"},
        {"survey_answer", "survey", "voice"},
};
enum { NAME, ROWS, NEWEST, FIRST_DAY, LAST_DAY, IMPORTED, STATE, COLUMNS, STALE_DAYS = 7, DAY = 86400 };

static int source_of(const char *relation)
{
	for (size_t i = 0; i < COUNT_OF(SOURCES); i++)
		if (strcmp(SOURCES[i].relation, relation) == 0)
			return (int)i;
	return -1;
}

static bool is_missing(const struct relation_age *age)
{
	return age->rows <= 0 && age->newest == INT64_MIN && age->first_day == INT64_MIN && age->imported == INT64_MIN;
}

/* For people an age or a day; for scripts ISO text; sorted by time. */
static struct grid_cell moment_cell(struct arena *arena, int64_t moment, const char *iso, const char *shown)
{
	if (moment == INT64_MIN)
		return cell_real(NAN, "");
	struct grid_cell cell = cell_text(arena_copy(arena, iso), shown);
	cell.sort = (double)moment;
	return cell;
}

static struct grid_cell age_cell(struct arena *arena, const struct view *view, int64_t time)
{
	char day[16];
	if (time == INT64_MIN)
		return moment_cell(arena, time, "", "");
	day_print(time / DAY, day);
	int second = (int)(time % DAY);
	return moment_cell(arena, time,
		arena_print(arena, "%sT%02d:%02d:%02dZ", day, second / 3600, second / 60 % 60, second % 60),
		arena_print(arena, TEXT "%s", format_age(arena, view->now - time)));
}

static struct grid_cell day_cell(struct arena *arena, int64_t day)
{
	char iso[16], words[16];
	if (day == INT64_MIN)
		return moment_cell(arena, day, "", "");
	day_print(day, iso), day_words(day, words);
	return moment_cell(arena, day, iso, arena_print(arena, DIM "%s", words));
}

/* Events go stale; people, access, assessments, needs and answers stand until changed. */
static bool is_stale(const struct view *view, const struct relation_age *age)
{
	static const char *const events[] = {"activity", "service_case", "ai_event"};
	for (size_t i = 0; i < COUNT_OF(events); i++)
		if (strcmp(age->relation, events[i]) == 0)
			return age->last_day != INT64_MIN && age->last_day < view->answer->window.to - STALE_DAYS;
	return false;
}

static struct grid_cell state_cell(struct arena *arena, const struct view *view, const struct relation_age *age)
{
	if (is_missing(age))
		return cell_text("not imported", DIM "not imported");
	if (!is_stale(view, age))
		return cell_text("ok", DIM "ok");
	return cell_text("stale", arena_print(arena, STALE "%s old",
		format_age(arena, DAY * (view->answer->window.to - age->last_day))));
}

static struct grid *ages_grid(struct arena *arena, const struct view *view)
{
	static const struct grid_column columns[COLUMNS] = {
		[NAME] = {.key = "relation", .title = "what", .width = 13, .keep = 1, .flexible = true},
		[ROWS] = {.key = "rows", .title = "rows", .align = ALIGN_RIGHT, .width = 11, .keep = 3},
		[NEWEST] = {.key = "newest", .title = "newest row", .align = ALIGN_RIGHT, .width = 11, .keep = 2},
		[FIRST_DAY] = {.key = "first_day", .title = "from", .align = ALIGN_RIGHT, .width = 12, .keep = 6},
		[LAST_DAY] = {.key = "last_day", .title = "to", .align = ALIGN_RIGHT, .width = 12, .keep = 5},
		[IMPORTED] = {.key = "imported", .title = "imported", .align = ALIGN_RIGHT, .width = 10, .keep = 4},
		[STATE] = {.key = "state", .title = "state", .align = ALIGN_RIGHT, .width = 13, .keep = 1},
	};
	const struct answer *answer = view->answer;
	struct grid *grid = grid_new(arena, "rows", columns, COLUMNS, answer->age_count);
	for (int i = 0; i < answer->age_count; i++) {
		const struct relation_age *age = &answer->ages[i];
		struct grid_row *row = grid_add(grid);
		row->id = i + 1;
		row->target = target_none(FIGURE_WORKED);
		row->cells[NAME] = cell_text(age->relation, arena_print(arena, TEXT "%s", age->label));
		row->cells[ROWS] = age->rows < 0 ? cell_real(NAN, "") : cell_count(arena, age->rows, false);
		row->cells[NEWEST] = age_cell(arena, view, age->newest);
		row->cells[FIRST_DAY] = day_cell(arena, age->first_day), row->cells[LAST_DAY] = day_cell(arena, age->last_day);
		row->cells[IMPORTED] = age_cell(arena, view, age->imported);
		row->cells[STATE] = state_cell(arena, view, age);
	}
	return grid;
}

/* ---- what is missing or odd, and what to do about it ---- */
enum { MOST_ODD = 24 };
struct odd { int count; const char *line[MOST_ODD]; };

static void add(struct odd *odd, const char *line)
{
	if (odd->count < MOST_ODD)
		odd->line[odd->count++] = line;
}

static void add_missing(struct odd *odd, struct arena *arena, const struct view *view)
{
	const char *database = view->database ? view->database : "DB";
	for (int i = 0; i < view->answer->age_count; i++) {
		const struct relation_age *age = &view->answer->ages[i];
		int source = source_of(age->relation);
		if (source >= 0 && is_missing(age))
			add(odd,
				arena_print(arena, TEXT "%s" DIM " not imported: %s unknown. " TEXT "teamtop import %s --preset %s FILE",
				age->label, SOURCES[source].without, database, SOURCES[source].preset));
		else if (is_stale(view, age))
			add(odd, arena_print(arena,
				STALE "%s" DIM " is " TEXT "%s" DIM
				" old: import again, or look back with --as-of last",
				age->label, format_age(arena, DAY * (view->answer->window.to - age->last_day))));
	}
}

static void add_people(struct odd *odd, struct arena *arena, const struct view *view)
{
	const struct answer *answer = view->answer;
	const struct group *none = NULL;
	for (int i = 1; i < answer->group_count; i++)
		if (answer->groups[i].kind == GROUP_NO_TEAM)
			none = &answer->groups[i];
	if (answer->hired_unknown)
		add(odd, page_plural(arena, answer->hired_unknown,
			"person without a hire date: not in headcount, turnover and survival",
			"people without a hire date: not in headcount, turnover and survival"));
	if (answer->leavers_unknown)
		add(odd,
			page_plural(arena, answer->leavers_unknown, "leaver without a kind of leaving: neither by choice nor not",
			"leavers without a kind of leaving: neither by choice nor not"));
	if (none && none->people)
		add(odd, page_plural(arena, none->people, "person belongs to no team", "people belong to no team"));
	if (view_figure(view, FIGURE_WITHOUT_ACCESS)->state == FIGURE_OK && view_figure(view, FIGURE_WITHOUT_ACCESS)->value > 0)
		add(odd, page_plural(arena, (int64_t)view_figure(view, FIGURE_WITHOUT_ACCESS)->value,
			"person uses AI without being on an access list",
			"people use AI without being on an access list"));
	if (view_figure(view, FIGURE_TIME_COVERAGE)->state == FIGURE_OK && view_figure(view, FIGURE_TIME_COVERAGE)->value < 0.6)
		add(odd,
			arena_print(arena, DIM "recorded time covers " TEXT "%s" DIM " %% of contracted hours: the ledger is thin",
			format_percent(arena, view_figure(view, FIGURE_TIME_COVERAGE)->value)));
	if (answer->as_of_last)
		add(odd, DIM "the newest row is old: everything is read as of that day");
}

static void draw_odd(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	struct odd odd = {0};
	(void)layout, (void)grid;
	add_missing(&odd, arena, view), add_people(&odd, arena, view);
	if (odd.count == 0) {
		words_wrap(area, 0, DIM "nothing. `teamtop check` looks at every row and total.");
		return;
	}
	int first = part_focused(view, block) ? view->place->scroll : 0;
	first = first < odd.count ? first : odd.count - 1;
	for (int i = first, y = 0; i < odd.count && y < area.height; i++) {
		if (y == area.height - 1 && i + 1 < odd.count) {
			area_print(area, 0, y, area.width, ALIGN_LEFT, DIM "+%d more", odd.count - i);
			return;
		}
		y = words_wrap(area, y, odd.line[i]);
	}
}

/* ---- the database itself ---- */
static void draw_pair(struct area area, int *y, const char *name, const char *words)
{
	if (*y >= area.height)
		return;
	area_text(area, 0, *y, 14, ALIGN_LEFT, arena_print(part_arena(area), DIM "%s", name));
	area_print(area, 15, *y, area.width - 15, ALIGN_LEFT, TEXT "%s", words);
	++*y;
}

static const char *names_words(enum names names)
{
	return names == NAMES_FULL ? "names in full" : names == NAMES_INITIALS ? "initials only" : "names hidden";
}

static void draw_database(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	struct arena *arena = part_arena(area);
	const struct organisation *organisation = &view->answer->organisation;
	const struct policy *policy = &view->answer->policy;
	char day[16];
	int y = 0;
	(void)layout, (void)block, (void)grid;
	bool observed = organisation->observed_day != INT64_MIN;
	if (observed)
		day_words(organisation->observed_day, day);
	draw_pair(area, &y, "file", view->database ? view->database : "");
	draw_pair(area, &y, "organisation", organisation->name && *organisation->name ? organisation->name : "no name set");
	draw_pair(area, &y, "time zone", organisation->time_zone ? organisation->time_zone : "");
	draw_pair(area, &y, "leavers since", observed ? day : "the first hire date");
	draw_pair(area, &y, "data", organisation->synthetic ? "made up: sample data" : "recorded");
	draw_pair(area, &y, "policy", arena_print(arena, "%s, groups from %d", names_words(policy->names), policy->min_group));
	draw_pair(area, &y, "read", arena_print(arena, "%s ago", format_age(arena, view->now - view->answer->asked_at)));
	draw_pair(area, &y, "teamtop", TEAMTOP_VERSION);
}

static void draw_ages(struct area area, const struct view *view, struct layout *layout, int block, const struct grid *grid)
{
	part_grid(area, view, layout, block, grid, true);
}

static void build(struct area area, const struct view *view, struct layout *layout)
{
	struct arena *arena = part_arena(area);
	struct grid *ages = ages_grid(arena, view);
	part_sort(view, 0, ages);
	const char *note = part_sort_note(arena, ages);
	if (!note)
		note = arena_print(arena, "rows of events: of %s", words_long_days(arena, view->answer->window));
	const struct section sections[] = {
		{"Where the data come from", note, 0, 4, ages->row_count + 1, 1, ages, target_none(-1), NULL, draw_ages},
		{"Missing or odd", NULL, 1, 2, 12, 2, NULL, target_none(-1), NULL, draw_odd},
		{"This database", NULL, 1, 3, 8, 3, NULL, target_none(-1), NULL, draw_database},
	};
	compose_page(area, view, layout, ROLE_STRONG, sections, COUNT_OF(sections));
}

static int tables(const struct view *view, struct arena *arena, const struct grid **grids, int most)
{
	if (most < 1)
		return 0;
	grids[0] = ages_grid(arena, view);
	return 1;
}

const struct panel panel_health = {
	.page = PAGE_HEALTH, .name = "health", .title = "Data", .figure = -1,
	.help = "where the data come from, how old they are, what is missing or odd", .key = "D", .accent = ROLE_STRONG,
	.needs = NEED_FIGURES, .build = build, .tables = tables,
};
