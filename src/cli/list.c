#include "cli.h"

#include "teamtop/commands.h"
#include "teamtop/ingest.h"
#include "teamtop/metrics.h"
#include "teamtop/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void list_presets(void)
{
	struct preset_entry *entries = NULL;
	size_t count = preset_list(&entries);
	for (size_t i = 0; i < count; i++)
		printf("%-22s %-64s %s\n", entries[i].name, entries[i].title, entries[i].place);
	free(entries);
}

static void list_themes(void)
{
	struct theme_entry *entries = NULL;
	size_t count = theme_list(&entries);
	for (size_t i = 0; i < count; i++)
		printf("%-22s %-44s %s\n", entries[i].name, entries[i].title, entries[i].place);
	free(entries);
}

static void list_keys(void)
{
	for (const struct command *command = command_list; command->name; command++)
		if (command->keys[0])
			printf("%-14s %-14s %s\n", command->keys, command->name, command->help);
	for (const struct panel *const *panel = panel_list; *panel; panel++)
		if ((*panel)->key)
			printf("%-14s %-14s %s: %s\n", (*panel)->key, (*panel)->name, (*panel)->title, (*panel)->help);
}

static void list_metrics(void)
{
	for (int id = 0; id < FIGURE_COUNT; id++) {
		const struct definition *definition = metrics_definition((enum figure_id)id);
		printf("%-9s %-17s %-9s %s\n%38s%s\n", metrics_panel_name(definition->panel), definition->key, metrics_unit_name(definition->unit),
			definition->what, "", definition->formula);
	}
}

int action_list_things(int count, char **words)
{
	static const struct { const char *name; void (*print)(void); } lists[] = {
		{"presets", list_presets}, {"themes", list_themes}, {"keys", list_keys}, {"metrics", list_metrics},
	};
	for (size_t i = 0; count == 2 && i < COUNT_OF(lists); i++)
		if (strcmp(words[1], lists[i].name) == 0)
			return lists[i].print(), EXIT_DONE;
	return cli_usage("list: say what: teamtop list presets, themes, keys or metrics");
}
