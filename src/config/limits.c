#include "limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DAYS = 91 };

static const cyaml_strval_t ANSWERS[] = {{"false", 0}, {"no", 0}, {"true", 1}, {"yes", 1}};
static const cyaml_schema_value_t WORD = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, 250)};
static const cyaml_schema_field_t FIELDS[] = {
	CYAML_FIELD_STRING_PTR("figure", CYAML_FLAG_POINTER, struct limit_setting, figure, 1, 39),
	CYAML_FIELD_STRING_PTR("team", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct limit_setting, team, 1, 120),
	CYAML_FIELD_FLOAT_PTR("below", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct limit_setting, below),
	CYAML_FIELD_FLOAT_PTR("above", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct limit_setting, above),
	CYAML_FIELD_STRING_PTR("for", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct limit_setting, lasting, 1, 10),
	CYAML_FIELD_STRING_PTR("every", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct limit_setting, every, 1, 10),
	CYAML_FIELD_SEQUENCE("command", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct limit_setting, command, &WORD, 1, LIMIT_WORDS - 1),
	CYAML_FIELD_ENUM("bell", CYAML_FLAG_OPTIONAL | CYAML_FLAG_STRICT, struct limit_setting, bell, ANSWERS, COUNT_OF(ANSWERS)),
	CYAML_FIELD_END};
const cyaml_schema_value_t limit_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct limit_setting, FIELDS)};

/* "7d", "24h", "30min"; false for anything else. */
static bool duration_read(const char *text, int64_t *seconds)
{
	static const struct { const char *unit; int64_t seconds; } UNITS[] = {{"d", 86400}, {"h", 3600}, {"min", 60}};
	char *end;
	long number = strtol(text, &end, 10);
	for (size_t i = 0; i < COUNT_OF(UNITS); i++)
		if (end > text && number > 0 && number < 100000 && strcmp(end, UNITS[i].unit) == 0)
			return *seconds = number * UNITS[i].seconds, true;
	return false;
}

bool limit_read(const struct limit_setting *setting, struct config_limit *limit, struct error *error)
{
	int64_t lasting = 0;
	*limit = (struct config_limit){.every = 86400, .bell = setting->bell, .below = setting->below != NULL};
	if (!setting->below == !setting->above)
		return error_set(error, ERROR_USAGE, "give one of below and above");
	limit->limit = setting->below ? *setting->below : *setting->above;
	if (setting->lasting && (!duration_read(setting->lasting, &lasting) || lasting % 86400 || lasting > MOST_DAYS * 86400))
		return error_set(error, ERROR_USAGE, "for: %s: give whole days, as 7d, at most %dd", setting->lasting, MOST_DAYS);
	if (setting->every && !duration_read(setting->every, &limit->every))
		return error_set(error, ERROR_USAGE, "every: %s: give days, hours or minutes, as 7d, 24h, 30min", setting->every);
	limit->for_days = lasting / 86400;
	snprintf(limit->figure, sizeof limit->figure, "%s", setting->figure);
	snprintf(limit->team, sizeof limit->team, "%s", setting->team ? setting->team : "");
	for (unsigned i = 0; i < setting->command_count; i++)
		snprintf(limit->command[i], sizeof limit->command[i], "%s", setting->command[i]);
	return true;
}

/* Letters to change, add or leave out (Wagner and Fischer 1974). */
static size_t distance(const char *a, const char *b)
{
	enum { MOST = 40 };
	size_t row[MOST + 1], width = strlen(b);
	if (strlen(a) > MOST || width > MOST)
		return MOST;
	for (size_t j = 0; j <= width; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1]; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= width; j++) {
			size_t other = corner + (a[i - 1] != b[j - 1]);
			corner = row[j];
			size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
			row[j] = least < other ? least : other;
		}
	}
	return row[width];
}

const char *config_nearest(const char *word, const char *const *names, size_t count)
{
	const char *nearest = NULL;
	size_t least = strlen(word) / 2 + 1;
	for (size_t i = 0; i < count; i++) {
		size_t here = distance(word, names[i]);
		if (here < least)
			least = here, nearest = names[i];
	}
	return nearest;
}
