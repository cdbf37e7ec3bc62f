/* What a viewer has seen: a small file of his or her own, so that the page can say what is new since then. */
#include "teamtop/state.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20 };

/* ---- lists of keys ---- */
static int list_find(char list[MOST_SEEN][SEEN_KEY], int count, const char *key)
{
	for (int i = 0; i < count; i++)
		if (strncmp(list[i], key, SEEN_KEY - 1) == 0)
			return i;
	return -1;
}

static int list_add(char list[MOST_SEEN][SEEN_KEY], int *count, const char *key)
{
	int at = list_find(list, *count, key);
	if (at >= 0 || *count == MOST_SEEN)
		return at;
	snprintf(list[*count], SEEN_KEY, "%s", key);
	return (*count)++;
}

static void list_drop(char list[MOST_SEEN][SEEN_KEY], int *count, int at)
{
	memmove(list[at], list[at + 1], (size_t)(*count - at - 1) * SEEN_KEY);
	(*count)--;
}

bool seen_has(const struct seen *seen, const char *key)
{
	return seen && list_find((char (*)[SEEN_KEY])seen->key, seen->count, key) >= 0;
}

bool seen_acknowledged(const struct seen *seen, const char *key)
{
	return seen && list_find((char (*)[SEEN_KEY])seen->acknowledged, seen->acknowledged_count, key) >= 0;
}

void seen_acknowledge(struct seen *seen, const char *key, bool on)
{
	int at = list_find(seen->acknowledged, seen->acknowledged_count, key);
	if (on)
		list_add(seen->acknowledged, &seen->acknowledged_count, key);
	else if (at >= 0)
		list_drop(seen->acknowledged, &seen->acknowledged_count, at);
}

static bool holds(const struct attention *attention, const char *key)
{
	for (int i = 0; i < attention->count; i++)
		if (strncmp(attention->findings[i].key, key, SEEN_KEY - 1) == 0)
			return true;
	return false;
}

void seen_look(struct seen *seen, const struct attention *attention, int64_t now)
{
	seen->known = true;
	seen->looked = now;
	seen->count = 0;
	for (int i = 0; i < attention->count; i++)
		list_add(seen->key, &seen->count, attention->findings[i].key);
	for (int i = seen->acknowledged_count - 1; i >= 0; i--)
		if (!holds(attention, seen->acknowledged[i]))
			list_drop(seen->acknowledged, &seen->acknowledged_count, i);
}

int64_t seen_ran(const struct seen *seen, const char *key)
{
	int at = list_find((char (*)[SEEN_KEY])seen->ran, seen->ran_count, key);
	return at < 0 ? INT64_MIN : seen->ran_at[at];
}

void seen_run(struct seen *seen, const char *key, int64_t now)
{
	int at = list_add(seen->ran, &seen->ran_count, key);
	if (at >= 0)
		seen->ran_at[at] = now;
}

/* ---- the file ---- */
static bool place_of(const char *path, char out[4200], bool make)
{
	const char *given = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	char folder[4096];
	if (path)
		return snprintf(out, 4200, "%s", path) < 4200;
	if (given && given[0] == '/')
		snprintf(folder, sizeof folder, "%s/teamtop", given);
	else if (home && home[0] == '/')
		snprintf(folder, sizeof folder, "%s/.local/state/teamtop", home);
	else
		return false;
	for (char *at = folder + 1; make && *at; at++)
		if (*at == '/')
			*at = '\0', mkdir(folder, 0700), *at = '/';
	if (make)
		mkdir(folder, 0700);
	snprintf(out, 4200, "%s/seen.json", folder);
	return true;
}

static json_t *file_read(const char *place, struct error *error)
{
	struct stat status;
	json_error_t said;
	if (stat(place, &status) != 0)
		return json_object();
	if (!S_ISREG(status.st_mode) || status.st_size > MOST_BYTES)
		return error_set(error, ERROR_INPUT, "%s: not a file of what was seen; remove it", place), NULL;
	json_t *root = json_load_file(place, JSON_REJECT_DUPLICATES, &said);
	if (json_is_object(root))
		return root;
	json_decref(root);
	error_set(error, ERROR_INPUT, "%s: cannot be read (%s); remove it", place, root ? "no object" : said.text);
	return NULL;
}

static void list_read(const json_t *from, char list[MOST_SEEN][SEEN_KEY], int *count)
{
	for (size_t i = 0; i < json_array_size(from); i++)
		if (json_is_string(json_array_get(from, i)))
			list_add(list, count, json_string_value(json_array_get(from, i)));
}

bool seen_load(const char *path, const char *database, struct seen *seen, struct error *error)
{
	char place[4200];
	*seen = (struct seen){0};
	if (!place_of(path, place, false))
		return true;
	json_t *root = file_read(place, error);
	if (!root)
		return false;
	json_t *of = json_object_get(root, database), *value;
	const char *key;
	seen->known = json_is_integer(json_object_get(of, "looked"));
	seen->looked = json_integer_value(json_object_get(of, "looked"));
	list_read(json_object_get(of, "findings"), seen->key, &seen->count);
	list_read(json_object_get(of, "acknowledged"), seen->acknowledged, &seen->acknowledged_count);
	json_object_foreach(json_object_get(of, "ran"), key, value)
		if (json_is_integer(value))
			seen_run(seen, key, json_integer_value(value));
	json_decref(root);
	return true;
}

static json_t *list_json(char list[MOST_SEEN][SEEN_KEY], int count)
{
	json_t *out = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(out, json_string(list[i]));
	return out;
}

static bool file_write(const char *place, const json_t *root, struct error *error)
{
	char beside[4300];
	snprintf(beside, sizeof beside, "%s.XXXXXX", place);
	int file = mkstemp(beside);                     /* 0600 */
	char *text = json_dumps(root, JSON_INDENT(1) | JSON_SORT_KEYS);
	size_t length = text ? strlen(text) : 0;
	bool ok = file >= 0 && text && write(file, text, length) == (ssize_t)length && fsync(file) == 0;
	free(text);
	if (file >= 0)
		ok = close(file) == 0 && ok;
	ok = ok && rename(beside, place) == 0;
	int why = errno;
	if (!ok && file >= 0)
		unlink(beside);
	return ok || error_set(error, ERROR_DENIED, "%s: cannot write what was seen: %s", place, strerror(why));
}

bool seen_save(const char *path, const char *database, const struct seen *seen, struct error *error)
{
	char place[4200];
	struct seen copy = *seen;
	if (!place_of(path, place, true))
		return error_set(error, ERROR_INPUT, "no folder for what was seen: set HOME or XDG_STATE_HOME");
	json_t *root = file_read(place, NULL), *of = json_object(), *ran = json_object();
	if (!root)                                      /* damaged: begun anew, nothing else can be saved from it */
		root = json_object();
	if (seen->known)
		json_object_set_new(of, "looked", json_integer(seen->looked));
	json_object_set_new(of, "findings", list_json(copy.key, copy.count));
	json_object_set_new(of, "acknowledged", list_json(copy.acknowledged, copy.acknowledged_count));
	for (int i = 0; i < copy.ran_count; i++)
		json_object_set_new(ran, copy.ran[i], json_integer(copy.ran_at[i]));
	json_object_set_new(of, "ran", ran);
	json_object_set_new(root, database, of);
	bool ok = file_write(place, root, error);
	json_decref(root);
	return ok;
}
