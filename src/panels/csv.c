#include "parts.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

/* CSV as in RFC 4180, lines ended by LF alone as other Unix tools write them. */
struct csv { FILE *file; bool begun; };

static void csv_text(struct csv *csv, const char *words)
{
	if (csv->begun)
		fputc(',', csv->file);
	csv->begun = true;
	if (!words)
		return;
	/* a spreadsheet would run a cell that begins like a formula */
	bool formula = *words && strchr("=+-@", *words) != NULL, quoted = formula || strpbrk(words, ",\"\n\r") != NULL;
	if (quoted)
		fputc('"', csv->file);
	if (formula)
		fputc('\'', csv->file);
	for (; *words; words++) {
		if (*words == '"')
			fputc('"', csv->file);
		fputc(*words, csv->file);
	}
	if (quoted)
		fputc('"', csv->file);
}

static void csv_number(struct csv *csv, bool has, double value)
{
	if (csv->begun)
		fputc(',', csv->file);
	csv->begun = true;
	if (!has || !isfinite(value))
		return;
	char shortest[40];
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(shortest, sizeof shortest, "%.*g", digits, value);
		if (strtod(shortest, NULL) == value)
			break;
	}
	fputs(shortest, csv->file);
}

static void csv_end(struct csv *csv)
{
	fputc('\n', csv->file);
	csv->begun = false;
}

static const char *state_name(enum figure_state state)
{
	static const char *const names[] = {
		[FIGURE_OK] = "ok", [FIGURE_NOT_IMPORTED] = "not_imported", [FIGURE_NOT_APPLICABLE] = "not_applicable",
		[FIGURE_SUPPRESSED] = "suppressed", [FIGURE_STALE] = "stale",
	};
	return names[state];
}

static void figure_line(struct csv *csv, const char *panel, const char *key, const char *team, const struct figure *figure, enum unit unit)
{
	bool ok = figure->state == FIGURE_OK;
	csv_text(csv, panel), csv_text(csv, key), csv_text(csv, team), csv_text(csv, state_name(figure->state));
	csv_number(csv, ok, figure->value);
	csv_text(csv, metrics_unit_name(unit));
	csv_number(csv, ok && figure->has_fraction, figure->numerator);
	csv_number(csv, ok && figure->has_fraction, figure->denominator);
	csv_number(csv, ok && figure->has_interval, figure->low);
	csv_number(csv, ok && figure->has_interval, figure->high);
	csv_number(csv, ok && figure->has_previous, figure->previous);
	csv_number(csv, figure->has_survey, figure->survey);
	csv_end(csv);
}

/* Every figure of the scope, then of each team of the table. */
static void overview_lines(struct csv *csv, const struct view *view)
{
	const struct answer *answer = view->answer;
	fputs("panel,key,team,state,value,unit,numerator,denominator,low,high,previous,survey\n", csv->file);
	for (int group = 0; group < answer->group_count; group++) {
		const char *team = group == 0 ? answer->team_path : answer->groups[group].name;
		for (int id = 0; id < FIGURE_COUNT; id++) {
			const struct definition *definition = metrics_definition((enum figure_id)id);
			figure_line(csv, metrics_panel_name(definition->panel), definition->key, team, &answer->groups[group].figure[id],
				definition->unit);
		}
		for (int i = 0; group == 0 && i < answer->voice_count; i++)
			figure_line(csv, "voice", answer->voice[i].key, team, &answer->voice[i].figure, UNIT_SHARE);
	}
}

static void cell_field(struct csv *csv, const struct grid_cell *cell)
{
	switch (cell->kind) {
	case GRID_TEXT:
		csv_text(csv, cell->text);
		break;
	case GRID_INTEGER:
		csv_number(csv, true, (double)cell->integer);
		break;
	case GRID_REAL:
		csv_number(csv, true, cell->real);
		break;
	case GRID_FIGURE:
		csv_number(csv, cell->figure && cell->figure->state == FIGURE_OK, cell->figure ? cell->figure->value : 0);
		break;
	case GRID_EMPTY:
		csv_text(csv, NULL);
		break;
	}
}

static void grid_lines(struct csv *csv, const struct grid *grid)
{
	for (int j = 0; j < grid->column_count; j++)
		if (grid->columns[j].key)
			csv_text(csv, grid->columns[j].key);
	csv_end(csv);
	for (int i = 0; i < grid->row_count; i++) {
		if (grid->rows[i].apart)
			continue;
		for (int j = 0; j < grid->column_count; j++)
			if (grid->columns[j].key)
				cell_field(csv, &grid->rows[i].cells[j]);
		csv_end(csv);
	}
}

char *panels_csv(const struct view *view, struct arena *arena)
{
	const struct panel *panel = panel_of_page(view->place->page);
	const struct grid *grids[1];
	char *bytes = NULL;
	size_t size = 0;
	struct csv csv = { .file = open_memstream(&bytes, &size) };
	if (!csv.file)
		return arena_copy(arena, "");
	if (view->place->page == PAGE_OVERVIEW)
		overview_lines(&csv, view);
	else if (panel && panel->tables && panel->tables(view, arena, grids, 1) == 1)
		grid_lines(&csv, grids[0]);
	fclose(csv.file);
	char *out = arena_copy(arena, bytes ? bytes : "");
	free(bytes);
	return out;
}
