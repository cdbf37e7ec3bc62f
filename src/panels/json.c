#include "parts.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

enum { MOST_TABLES = 12 };

static json_t *number(double value)                     /* NAN and infinities have no place in JSON */
{
	if (!isfinite(value))
		return json_null();
	if (value == floor(value) && fabs(value) < 9e15)
		return json_integer((json_int_t)value);
	return json_real(value);
}

static json_t *maybe(bool has, double value)
{
	return has ? number(value) : json_null();
}

static json_t *text(const char *words)
{
	return words ? json_string(words) : json_null();
}

static json_t *day(int64_t value)
{
	char words[16];
	if (value == INT64_MIN)
		return json_null();
	day_print(value, words);
	return json_string(words);
}

static json_t *days(struct window window)
{
	json_t *out = json_object();
	json_object_set_new(out, "from", day(window.from));
	json_object_set_new(out, "to", day(window.to));
	return out;
}

static const char *state_name(enum figure_state state)
{
	static const char *const names[] = {
		[FIGURE_OK] = "ok", [FIGURE_NOT_IMPORTED] = "not_imported", [FIGURE_NOT_APPLICABLE] = "not_applicable",
		[FIGURE_SUPPRESSED] = "suppressed", [FIGURE_STALE] = "stale",
	};
	return names[state];
}

/* A figure that is not ok has no value, no fraction and no limits; a stale one says what it was last. */
static json_t *figure_json(const struct figure *figure)
{
	const struct definition *definition = figure->id >= 0 ? metrics_definition((enum figure_id)figure->id) : NULL;
	bool ok = figure->state == FIGURE_OK;
	json_t *out = json_object();
	json_object_set_new(out, "value", maybe(ok, figure->value));
	json_object_set_new(out, "unit", json_string(definition ? metrics_unit_name(definition->unit) : "share"));
	json_object_set_new(out, "rule", text(definition ? definition->rule : NULL));
	json_object_set_new(out, "numerator", maybe(ok && figure->has_fraction, figure->numerator));
	json_object_set_new(out, "denominator", maybe(ok && figure->has_fraction, figure->denominator));
	json_object_set_new(out, "low", maybe(ok && figure->has_interval, figure->low));
	json_object_set_new(out, "high", maybe(ok && figure->has_interval, figure->high));
	json_object_set_new(out, "previous", maybe(ok && figure->has_previous, figure->previous));
	json_object_set_new(out, "survey", maybe(figure->has_survey, figure->survey));
	json_object_set_new(out, "state", json_string(state_name(figure->state)));
	if (figure->state == FIGURE_STALE) {
		json_object_set_new(out, "last", number(figure->value));
		json_object_set_new(out, "last_day", day(figure->last_day));
	}
	return out;
}

/* A change interval is not in the contract; what is not computed yet is there and not applicable. */
static void add_figures(json_t *out, const struct view *view, enum panel_id panel)
{
	for (int id = 0; id < FIGURE_COUNT; id++) {
		const struct definition *definition = metrics_definition((enum figure_id)id);
		if (definition->panel != panel || !definition->key)
			continue;
		struct figure figure = view->answer->groups[0].figure[id];
		figure.id = id;
		json_t *json = figure_json(&figure);
		if (id == FIGURE_TURNOVER_SHRM && figure_known(&figure))        /* whole calendar months */
			json_object_set_new(json, "period", days(view->answer->shrm));
		json_object_set_new(out, definition->key, json);
	}
}

static json_t *cell_json(const struct grid_cell *cell)
{
	switch (cell->kind) {
	case GRID_TEXT:
		return text(cell->text);
	case GRID_INTEGER:
		return json_integer((json_int_t)cell->integer);
	case GRID_REAL:
		return number(cell->real);
	case GRID_FIGURE:
		return cell->figure ? figure_json(cell->figure) : json_null();
	case GRID_EMPTY:
		break;
	}
	return json_null();
}

/* Totals stand apart on the screen; in JSON they are the panel's own figures. */
static json_t *grid_json(const struct grid *grid)
{
	json_t *out = json_array();
	for (int i = 0; i < grid->row_count; i++) {
		if (grid->rows[i].apart)
			continue;
		json_t *row = json_object();
		for (int j = 0; j < grid->column_count; j++)
			if (grid->columns[j].key)
				json_object_set_new(row, grid->columns[j].key, cell_json(&grid->rows[i].cells[j]));
		json_array_append_new(out, row);
	}
	return out;
}

static json_t *ledger_json(const struct group *group)
{
	json_t *out = json_array();
	for (int i = 0; i < group->ledger_count; i++) {
		const struct ledger_entry *entry = &group->ledger[i];
		json_t *row = json_object();
		json_object_set_new(row, "kind", text(entry->key));
		json_object_set_new(row, "seconds", json_integer((json_int_t)entry->seconds));
		json_object_set_new(row, "share", number(entry->share));
		json_array_append_new(out, row);
	}
	return out;
}

static json_t *trend_json(const struct trend *trend)
{
	json_t *out = json_array();
	for (int i = 0; i < trend->count; i++) {
		json_t *row = json_object();
		json_object_set_new(row, "to", day(trend->to[i]));
		json_object_set_new(row, "value", maybe(trend->known[i], trend->value[i]));
		json_object_set_new(row, "low", maybe(trend->known[i] && trend->has_band[i], trend->low[i]));
		json_object_set_new(row, "high", maybe(trend->known[i] && trend->has_band[i], trend->high[i]));
		json_array_append_new(out, row);
	}
	return out;
}

static void add_voice(json_t *out, const struct view *view)
{
	static const char *const keys[] = { "career_prospects", "new_skills", "relationship_time", "improvement_time" };
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		struct figure absent = { .id = -1, .state = FIGURE_NOT_IMPORTED };
		json_object_set_new(out, keys[i], figure_json(&absent));
	}
	for (int i = 0; i < view->answer->voice_count; i++)
		json_object_set_new(out, view->answer->voice[i].key, figure_json(&view->answer->voice[i].figure));
}

static json_t *panel_json(const struct view *view, enum panel_id panel)
{
	json_t *out = json_object();
	const struct answer *answer = view->answer;
	if (panel == PANEL_SKILLS || panel == PANEL_TURNOVER || panel == PANEL_VOICE) {
		json_object_set_new(out, "period", days(answer->panel_window[panel]));
		json_object_set_new(out, "previous", days(answer->panel_before[panel]));
	}
	if (panel == PANEL_VOICE)
		add_voice(out, view);
	else
		add_figures(out, view, panel);
	if (panel == PANEL_TIME)
		json_object_set_new(out, "ledger", ledger_json(&answer->groups[0]));
	return out;
}

static void add_tables(json_t *out, const struct view *view, const struct panel *panel, struct arena *arena)
{
	const struct grid *grids[MOST_TABLES];
	int count = panel->tables ? panel->tables(view, arena, grids, MOST_TABLES) : 0;
	json_t *tables = json_object();
	int number_of_panel = (int)panel->page - PAGE_AI;
	for (int i = 0; i < count; i++)
		json_object_set_new(strcmp(grids[i]->name, "rows") == 0 ? out : tables, grids[i]->name, grid_json(grids[i]));
	if (number_of_panel >= 0 && number_of_panel < PANEL_VOICE)
		json_object_set_new(tables, "trend", trend_json(&view->answer->trend[number_of_panel]));
	if (!json_object_get(out, "rows"))
		json_object_set_new(out, "rows", json_array());
	json_object_set_new(out, "tables", tables);
}

json_t *panels_json(const struct view *view)
{
	const struct answer *answer = view->answer;
	const struct panel *panel = panel_of_page(view->place->page);
	json_t *out = json_object(), *panels = json_object();
	struct arena *arena = arena_new();
	int page = (int)view->place->page - PAGE_AI;
	json_object_set_new(out, "version", json_integer(1));
	json_object_set_new(out, "as_of", day(answer->as_of_day));
	json_object_set_new(out, "period", days(answer->window));
	json_object_set_new(out, "previous", days(answer->before));
	json_object_set_new(out, "team", text(answer->team_path));
	json_object_set_new(out, "sample", json_boolean(answer->organisation.synthetic));
	json_object_set_new(out, "panels", panels);
	for (int i = 0; i < PANEL_COUNT && answer->group_count > 0; i++) {
		bool one = page >= 0 && page < PANEL_COUNT;
		if (one && page != i)
			continue;
		json_t *inside = panel_json(view, (enum panel_id)i);
		if (one && panel)
			add_tables(inside, view, panel, arena);
		json_object_set_new(panels, metrics_panel_name((enum panel_id)i), inside);
	}
	if (panel && page >= PANEL_COUNT)               /* team, person, records, health: their tables */
		add_tables(out, view, panel, arena);
	arena_free(arena);
	return out;
}
