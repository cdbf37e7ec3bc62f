#include "colour.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "teamtop/config.h"
#include "teamtop/embed.h"

EMBED(theme_contrast_yaml, "themes/contrast.yaml");
EMBED(theme_dark_yaml, "themes/dark.yaml");
EMBED(theme_light_yaml, "themes/light.yaml");
EMBED(theme_mono_yaml, "themes/mono.yaml");

static const struct { const char *name, *text; } built_in_list[] = {
	{"contrast", theme_contrast_yaml}, {"dark", theme_dark_yaml}, {"light", theme_light_yaml}, {"mono", theme_mono_yaml}
};
enum { MOST_BYTES = 64 * 1024, MOST_FOLDERS = 16 };

static const char *built_in(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(built_in_list); i++)
		if (strcmp(built_in_list[i].name, name) == 0)
			return built_in_list[i].text;
	return NULL;
}

/* A file's text with a zero byte at its end, which the caller frees; NULL and a message when it cannot be read. */
static char *file_text(const char *path, const char *place, struct error *error)
{
	struct stat status;
	FILE *file = NULL;
	if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))       /* before open: a pipe would wait for ever */
		error_set(error, ERROR_INPUT, "theme %s: is not a regular file", place);
	else if (!(file = fopen(path, "rbe")))
		error_set(error, errno == EACCES ? ERROR_DENIED : ERROR_GONE, "theme %s: %s", place, strerror(errno));
	if (!file)
		return NULL;
	char *text = memory_new(MOST_BYTES + 2);
	size_t length = fread(text, 1, MOST_BYTES + 1, file);
	fclose(file);
	if (length <= MOST_BYTES && strlen(text) == length)
		return text;
	error_set(error, ERROR_INPUT, "theme %s: %s", place, length > MOST_BYTES ? "is larger than 64 kB" : "holds a zero byte; a theme is plain text");
	free(text);
	return NULL;
}

/* What a file does not say is as in `dark` or `light`, whose own files say everything. */
static void begin(struct theme *theme, const char *name, const char *text)
{
	struct error ignored;
	*theme = (struct theme){0};
	if (text != theme_dark_yaml && text != theme_light_yaml)
		theme_read(strstr(text, "\nlight: true") ? theme_light_yaml : theme_dark_yaml, "dark", theme, &ignored);
	theme->title[0] = '\0';
	snprintf(theme->name, sizeof theme->name, "%s", name);
}

static void clean_title(struct theme *theme)
{
	struct arena *arena = arena_new();
	char *title = text_clean(arena, theme->title, strlen(theme->title));
	size_t length = text_fit(title, (int)sizeof theme->title - 1, NULL);
	while (length >= sizeof theme->title)
		length = text_fit(title, (int)--length, NULL);
	snprintf(theme->title, sizeof theme->title, "%.*s", (int)length, title[0] ? title : theme->name);
	arena_free(arena);
}

static bool load_text(const char *name, const char *text, const char *place, struct theme *theme, struct error *error)
{
	begin(theme, name, text);
	if (!theme_read(text, place, theme, error))
		return false;
	clean_title(theme);
	return true;
}

static bool load_file(const char *name, const char *path, struct theme *theme, struct error *error)
{
	struct arena *arena = arena_new();
	const char *place = text_clean(arena, path, strlen(path));
	char *text = file_text(path, place, error);
	bool fine = text && load_text(name, text, place, theme, error);
	free(text);
	arena_free(arena);
	return fine;
}

static bool is_path(const char *name)
{
	size_t length = strlen(name);
	return strchr(name, '/') || (length > 5 && strcmp(name + length - 5, ".yaml") == 0) ||
	       (length > 4 && strcmp(name + length - 4, ".yml") == 0);
}

/* The path of a named theme in the user's or the system's data folders; false when none of them has it. */
static bool find_file(const char *name, char *path, size_t size)
{
	char folders[MOST_FOLDERS][4096];
	size_t count = config_data_folders(folders, MOST_FOLDERS);
	struct stat status;
	for (size_t i = 0; i < count; i++)
		if ((size_t)snprintf(path, size, "%s/themes/%s.yaml", folders[i], name) < size && stat(path, &status) == 0)
			return true;
	return false;
}

static bool unknown(const char *name, struct error *error)
{
	struct theme_entry *entries;
	size_t count = theme_list(&entries);
	struct arena *arena = arena_new();
	const char *names = "";
	for (size_t i = 0; i < count; i++)
		names = arena_print(arena, "%s%s%s", names, i ? ", " : "", entries[i].name);
	error_set(error, ERROR_USAGE, "theme %s: there is none of this name; there are %s, or give the path of a .yaml file",
		text_clean(arena, name, strlen(name)), names);
	free(entries);
	arena_free(arena);
	return false;
}

bool theme_load(const char *name, struct theme *theme, struct error *error)
{
	char path[4300];
	if (is_path(name)) {
		const char *slash = strrchr(name, '/');
		char stem[64];
		snprintf(stem, sizeof stem, "%.*s", (int)strcspn(slash ? slash + 1 : name, "."), slash ? slash + 1 : name);
		return load_file(stem, name, theme, error);
	}
	if (*name && find_file(name, path, sizeof path))
		return load_file(name, path, theme, error);
	const char *text = built_in(name);
	return text ? load_text(name, text, name, theme, error) : unknown(name, error);
}

const char *theme_default_name(void)
{
	const char *colours = getenv("COLORFGBG"), *last = colours ? strrchr(colours, ';') : NULL;
	return last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0) ? "light" : "dark";
}

bool theme_has_colours(const struct theme *theme)
{
	return theme->colour[ROLE_ALERT].set && theme->colour[ROLE_AI].set;
}

/* ---- the list of themes ---- */
struct list { struct theme_entry *entries; size_t count; };

static void list_add(struct list *list, const char *name, const char *title, const char *place)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->entries[i].name, name) == 0)
			return;                         /* the more important place came first */
	list->entries = memory_grow(list->entries, sizeof *list->entries * (list->count + 1));
	struct theme_entry *entry = &list->entries[list->count++];
	*entry = (struct theme_entry){0};
	snprintf(entry->name, sizeof entry->name, "%s", name);
	snprintf(entry->title, sizeof entry->title, "%s", title);
	snprintf(entry->place, sizeof entry->place, "%s", place);
}

/* Only names that are plain: they are printed and typed again. */
static bool plain_name(const char *file, char name[64])
{
	size_t length = strlen(file);
	if (length < 6 || length > 68 || strcmp(file + length - 5, ".yaml") != 0 ||
	    strspn(file, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+.") != length)
		return false;
	snprintf(name, 64, "%.*s", (int)length - 5, file);
	return true;
}

static void list_folder(struct list *list, const char *folder)
{
	char path[4300], place[160];
	DIR *open = opendir(folder);
	struct arena *arena = arena_new();
	snprintf(place, sizeof place, "%s", text_clean(arena, folder, strlen(folder)));
	for (struct dirent *entry; open && (entry = readdir(open)); ) {
		char name[64];
		struct theme theme;
		struct error error;
		if (!plain_name(entry->d_name, name) ||
		    (size_t)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= sizeof path)
			continue;
		bool fine = load_file(name, path, &theme, &error);
		list_add(list, name, fine ? theme.title : "cannot be read", place);
	}
	if (open)
		closedir(open);
	arena_free(arena);
}

static int compare_entries(const void *a, const void *b)
{
	return strcmp(((const struct theme_entry *)a)->name, ((const struct theme_entry *)b)->name);
}

size_t theme_list(struct theme_entry **entries)
{
	char folders[MOST_FOLDERS][4096], path[4200];
	size_t count = config_data_folders(folders, MOST_FOLDERS);
	struct list list = {0};
	for (size_t i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s/themes", folders[i]);
		list_folder(&list, path);
	}
	for (size_t i = 0; i < COUNT_OF(built_in_list); i++) {
		struct theme theme;
		struct error error;
		bool fine = load_text(built_in_list[i].name, built_in_list[i].text, built_in_list[i].name, &theme, &error);
		list_add(&list, built_in_list[i].name, fine ? theme.title : error.message, "built in");
	}
	qsort(list.entries, list.count, sizeof *list.entries, compare_entries);
	*entries = list.entries;
	return list.count;
}
