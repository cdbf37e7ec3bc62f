#include "teamtop/config.h"

#include "limits.h"

#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20, MOST_NOTICE_DAYS = 180 };

enum answer { ANSWER_NO, ANSWER_YES };
struct settings {
	char *database, *theme, *period, *notice_days;
	enum answer ascii, no_color;
	struct limit_setting *limits;
	unsigned limits_count;
};

/* libcyaml's own booleans take any word for true */
static const cyaml_strval_t ANSWERS[] = {{"false", ANSWER_NO}, {"no", ANSWER_NO}, {"true", ANSWER_YES}, {"yes", ANSWER_YES}};

static const cyaml_schema_field_t FIELDS[] = {
	CYAML_FIELD_STRING_PTR("database", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct settings, database, 1, 4000),
	CYAML_FIELD_STRING_PTR("theme", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct settings, theme, 1, 60),
	CYAML_FIELD_STRING_PTR("period", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct settings, period, 1, 30),
	CYAML_FIELD_STRING_PTR("notice_days", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct settings, notice_days, 0, 40),
	CYAML_FIELD_ENUM("ascii", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct settings, ascii, ANSWERS, COUNT_OF(ANSWERS)),
	CYAML_FIELD_ENUM("no_color", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct settings, no_color, ANSWERS, COUNT_OF(ANSWERS)),
	CYAML_FIELD_SEQUENCE("limits", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct settings, limits, &limit_schema, 0, MOST_LIMITS),
	CYAML_FIELD_END};
static const cyaml_schema_value_t SCHEMA = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct settings, FIELDS)};

static const char *home_folder(char *out, size_t size, const char *variable, const char *under)
{
	const char *given = getenv(variable), *home = getenv("HOME");
	if (given && given[0] == '/')                   /* a relative one is to be ignored (XDG base directories) */
		snprintf(out, size, "%s/teamtop", given);
	else if (home && home[0] == '/')
		snprintf(out, size, "%s/%s/teamtop", home, under);
	else
		return NULL;
	return out;
}

size_t config_data_folders(char folders[][4096], size_t most)
{
	size_t count = 0;
	if (count < most && home_folder(folders[count], 4096, "XDG_DATA_HOME", ".local/share"))
		count++;
	const char *list = getenv("XDG_DATA_DIRS");
	for (const char *at = list && *list ? list : "/usr/local/share:/usr/share"; *at && count < most;) {
		size_t length = strcspn(at, ":");
		if (*at == '/' && length < 4000)
			snprintf(folders[count++], 4096, "%.*s/teamtop", (int)length, at);
		at += length + (at[length] == ':');
	}
	return count;
}

/* The first line libcyaml says is the one that names the key and the line. */
static void keep_first(cyaml_log_t level, void *context, const char *format, va_list list)
{
	char *message = context;
	if (level < CYAML_LOG_ERROR || message[0])
		return;
	vsnprintf(message, 400, format, list);
	message[strcspn(message, "\n")] = '\0';
}

/* libcyaml names the key it did not expect last on its line. */
static bool say_what(struct error *error, const char *path, const char *said)
{
	static const char *const known[] = {"database", "theme", "period", "notice_days", "ascii", "no_color", "limits", "figure", "team", "below", "above",
		"for", "every", "command", "bell"};
	const char *mark = "Unexpected key: ", *at = strstr(said, mark);
	if (!at)
		return error_set(error, ERROR_USAGE, "config %s: %s (known: database, theme, period, notice_days, ascii, no_color, limits)", path, said);
	const char *nearest = config_nearest(at + strlen(mark), known, COUNT_OF(known));
	return error_set(error, ERROR_USAGE, "config %s: there is no key %s%s%s (known: database, theme, period, notice_days, ascii, no_color, limits; of a "
		"limit: figure, team, below, above, for, every, command, bell)", path, at + strlen(mark), nearest ? "; did you mean " : "",
		nearest ? nearest : "");
}

static void copy_text(char *to, size_t size, const char *from)
{
	if (from)
		snprintf(to, size, "%s", from);
}

/* A text to libcyaml, so that a wrong one is told like any other wrong value. */
static bool notice_read(const char *text, struct config *config, struct error *error)
{
	char *end;
	long days = strtol(text, &end, 10);
	if (*text < '0' || *text > '9' || *end || days > MOST_NOTICE_DAYS)
		return error_set(error, ERROR_USAGE, "notice_days: %s: give whole days from 0 to %d, as 60", text, MOST_NOTICE_DAYS);
	config->notice_set = true, config->notice_days = (int)days;
	return true;
}

bool config_load(const char *path, struct config *config, struct error *error)
{
	char folder[4096], place[4200], said[400] = "";
	struct stat status;
	*config = (struct config){0};
	if (!path) {
		if (!home_folder(folder, sizeof folder, "XDG_CONFIG_HOME", ".config"))
			return true;
		snprintf(place, sizeof place, "%s/config.yaml", folder);
		if (access(place, F_OK) != 0)
			return true;
		path = place;
	}
	if (stat(path, &status) != 0)
		return error_set(error, ERROR_USAGE, "config %s: %s", path, strerror(errno));
	if (!S_ISREG(status.st_mode) || status.st_size > MOST_BYTES)
		return error_set(error, ERROR_USAGE, "config %s: not a settings file (a regular file of at most 1 MB)", path);
	if (status.st_size == 0)
		return true;
	cyaml_config_t reading = {.log_fn = keep_first, .log_ctx = said, .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem};
	struct settings *settings = NULL;
	cyaml_err_t result = cyaml_load_file(path, &reading, &SCHEMA, (cyaml_data_t **)&settings, NULL);
	if (result != CYAML_OK)
		return say_what(error, path, said[0] ? said : cyaml_strerror(result));
	copy_text(config->database, sizeof config->database, settings->database);
	copy_text(config->theme, sizeof config->theme, settings->theme);
	copy_text(config->period, sizeof config->period, settings->period);
	config->ascii = settings->ascii == ANSWER_YES, config->no_color = settings->no_color == ANSWER_YES;
	bool ok = !settings->notice_days || notice_read(settings->notice_days, config, error) || error_prefix(error, "config %s", path);
	for (unsigned i = 0; i < settings->limits_count && ok; i++)
		ok = limit_read(&settings->limits[i], &config->limits[config->limit_count++], error) ||
			error_prefix(error, "config %s: limit %u", path, i + 1);
	cyaml_free(&reading, &SCHEMA, settings, 0);
	return ok;
}
