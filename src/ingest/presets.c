/* Presets: built in, in the user's data folders, or a file that is named. A preset is one file and one word here. */
#include "mapping.h"

#include "teamtop/config.h"
#include "teamtop/embed.h"
#include "teamtop/ingest.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 256 * 1024, MOST_FOLDERS = 16 };

#define PRESETS(WORD)                                                                                                 \
	WORD(people) WORD(teams) WORD(activity) WORD(cases) WORD(ai_access) WORD(ai_events) WORD(skills) WORD(skill_needs) \
	WORD(survey) WORD(employee_retention) WORD(anonymous_bank_calls) WORD(servicenow_incidents) WORD(copilot_usage)

#define EMBED_PRESET(word) EMBED(preset_##word, "src/ingest/presets/" #word ".yaml");
#define LIST_PRESET(word) {#word, preset_##word},

PRESETS(EMBED_PRESET)

static const struct built_in { const char *name, *yaml; } BUILT_IN[] = {PRESETS(LIST_PRESET)};

/* ai_access and ai-access are one name: files cannot have the - that the command line has. */
static bool name_same(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
			return false;
	return *a == *b;
}

static void display_name(const char *file, char name[64])
{
	snprintf(name, 64, "%s", file);
	if (strncmp(name, "ai_", 3) == 0 || strncmp(name, "skill_", 6) == 0)
		*strchr(name, '_') = '-';
}

static char *read_file(const char *path, size_t *length, struct error *error)
{
	struct stat facts;
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (descriptor < 0 || fstat(descriptor, &facts) != 0) {
		error_set(error, ERROR_USAGE, "%s: cannot be read: %s", path, strerror(errno));
		if (descriptor >= 0)
			close(descriptor);
		return NULL;
	}
	char *text = NULL;
	if (!S_ISREG(facts.st_mode) || facts.st_size > MOST_BYTES) {
		error_set(error, ERROR_USAGE, "%s: is not a mapping: %s", path, S_ISREG(facts.st_mode) ? "larger than 256 kB" : "no regular file");
	} else {
		text = memory_new((size_t)facts.st_size + 1);
		ssize_t got = read(descriptor, text, (size_t)facts.st_size);
		*length = got > 0 ? (size_t)got : 0;
	}
	close(descriptor);
	return text;
}

static struct mapping *from_file(const char *path, struct error *error)
{
	size_t length = 0;
	char *text = read_file(path, &length, error);
	struct mapping *mapping = text ? mapping_parse(path, text, length, error) : NULL;
	free(text);
	return mapping;
}

static struct mapping *from_folders(const char *preset, struct error *error)
{
	char (*folders)[4096] = memory_new(MOST_FOLDERS * sizeof *folders);
	size_t count = config_data_folders(folders, MOST_FOLDERS);
	struct mapping *mapping = NULL;
	for (size_t i = 0; !mapping && i < count && !strchr(preset, '/') && error->kind == ERROR_NONE; i++) {
		char path[4400];
		snprintf(path, sizeof path, "%s/presets/%.200s.yaml", folders[i], preset);
		if (access(path, F_OK) == 0)
			mapping = from_file(path, error);
	}
	free(folders);
	return mapping;
}

static struct mapping *built_in(const char *preset, char name[64], struct error *error)
{
	for (size_t i = 0; i < COUNT_OF(BUILT_IN); i++) {
		struct mapping *mapping = mapping_parse(BUILT_IN[i].name, BUILT_IN[i].yaml, strlen(BUILT_IN[i].yaml), error);
		bool named = mapping && name_same(BUILT_IN[i].name, preset);
		for (unsigned k = 0; mapping && !named && k < mapping->aliases_count; k++)
			named = name_same(mapping->aliases[k], preset);
		if (named)
			display_name(BUILT_IN[i].name, name);
		if (named || !mapping)
			return mapping;
		mapping_free(mapping);
	}
	return NULL;
}

static void name_of_file(const char *path, char name[64])
{
	const char *slash = strrchr(path, '/');
	snprintf(name, 64, "%.60s", slash ? slash + 1 : path);
	char *dot = strrchr(name, '.');
	if (dot && dot != name)
		*dot = '\0';
}

struct mapping *mapping_find(const char *preset, const char *file, char name[64], struct error *error)
{
	if (file) {
		if (preset)
			snprintf(name, 64, "%.60s", preset);
		else
			name_of_file(file, name);
		return from_file(file, error);
	}
	if (!preset) {
		error_set(error, ERROR_USAGE, "import: --preset says how to read the file; `teamtop list presets` shows them");
		return NULL;
	}
	snprintf(name, 64, "%.60s", preset);
	struct mapping *mapping = from_folders(preset, error);  /* the user's own go before ours */
	if (!mapping && error->kind == ERROR_NONE)
		mapping = built_in(preset, name, error);
	if (!mapping && error->kind == ERROR_NONE)
		error_set(error, ERROR_USAGE, "import: there is no preset %s; `teamtop list presets` shows them", preset);
	return mapping;
}

static struct preset_entry *add_entry(struct preset_entry **entries, size_t *count)
{
	*entries = memory_grow(*entries, (*count + 1) * sizeof **entries);
	struct preset_entry *entry = &(*entries)[(*count)++];
	*entry = (struct preset_entry){0};
	return entry;
}

static void describe(struct preset_entry *entry, struct mapping *mapping, const char *broken)
{
	snprintf(entry->title, sizeof entry->title, "%.150s", mapping ? mapping->title : broken);
	mapping_free(mapping);
}

static void list_folder(const char *folder, struct preset_entry **entries, size_t *count)
{
	char path[4400];
	snprintf(path, sizeof path, "%.4200s/presets", folder);
	DIR *directory = opendir(path);
	for (struct dirent *file; directory && (file = readdir(directory));) {
		const char *dot = strrchr(file->d_name, '.');
		struct error error = {0};
		char whole[4800];
		if (!dot || strcmp(dot, ".yaml") != 0 || dot == file->d_name)
			continue;
		snprintf(whole, sizeof whole, "%s/%s", path, file->d_name);
		struct preset_entry *entry = add_entry(entries, count);
		snprintf(entry->name, sizeof entry->name, "%.*s", (int)(dot - file->d_name), file->d_name);
		snprintf(entry->place, sizeof entry->place, "%.159s", path);
		describe(entry, from_file(whole, &error), error.message);
	}
	if (directory)
		closedir(directory);
}

size_t preset_list(struct preset_entry **entries)
{
	size_t count = 0;
	*entries = NULL;
	for (size_t i = 0; i < COUNT_OF(BUILT_IN); i++) {
		struct error error = {0};
		struct preset_entry *entry = add_entry(entries, &count);
		display_name(BUILT_IN[i].name, entry->name);
		snprintf(entry->place, sizeof entry->place, "built in");
		describe(entry, mapping_parse(BUILT_IN[i].name, BUILT_IN[i].yaml, strlen(BUILT_IN[i].yaml), &error), error.message);
	}
	char (*folders)[4096] = memory_new(MOST_FOLDERS * sizeof *folders);
	size_t folder_count = config_data_folders(folders, MOST_FOLDERS);
	for (size_t i = 0; i < folder_count; i++)
		list_folder(folders[i], entries, &count);
	free(folders);
	return count;
}
