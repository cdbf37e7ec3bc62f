#include "colour.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what stands in a file, still as words ---- */
struct word_list { char **words; unsigned words_count; };
struct roles_words { struct word_list role[ROLE_RAMP]; };
struct ramps_words { struct word_list ramp[4]; };
struct theme_words {
	char *title;
	bool light, paints_paper;
	struct roles_words *roles;
	struct ramps_words *ramps, *ramps_256;
};

static const cyaml_schema_value_t word_schema = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 100)};
#define WORDS_FIELD(name, type, member, least, most) \
	CYAML_FIELD_SEQUENCE(name, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, member.words, &word_schema, least, most)
#define ROLE_FIELD(name, index) WORDS_FIELD(name, struct roles_words, role[index], 1, 3)
#define RAMP_FIELD(name, index) WORDS_FIELD(name, struct ramps_words, ramp[index], 5, 5)
static const cyaml_schema_field_t role_fields[] = {
	ROLE_FIELD("paper", ROLE_PAPER), ROLE_FIELD("text", ROLE_TEXT), ROLE_FIELD("strong", ROLE_STRONG), ROLE_FIELD("dim", ROLE_DIM),
	ROLE_FIELD("frame", ROLE_FRAME), ROLE_FIELD("track", ROLE_TRACK), ROLE_FIELD("ai", ROLE_AI), ROLE_FIELD("time", ROLE_TIME),
	ROLE_FIELD("skills", ROLE_SKILLS), ROLE_FIELD("turnover", ROLE_TURNOVER), ROLE_FIELD("better", ROLE_BETTER),
	ROLE_FIELD("worse", ROLE_WORSE), ROLE_FIELD("mark", ROLE_MARK), ROLE_FIELD("stale", ROLE_STALE), ROLE_FIELD("alert", ROLE_ALERT),
	ROLE_FIELD("select", ROLE_SELECT), ROLE_FIELD("chip", ROLE_CHIP), CYAML_FIELD_END
};
static const cyaml_schema_field_t ramp_fields[] = {
	RAMP_FIELD("ai", 0), RAMP_FIELD("time", 1), RAMP_FIELD("skills", 2), RAMP_FIELD("turnover", 3), CYAML_FIELD_END
};
static const cyaml_schema_field_t theme_fields[] = {
	CYAML_FIELD_STRING_PTR("title", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct theme_words, title, 0, 200),
	CYAML_FIELD_BOOL("light", CYAML_FLAG_OPTIONAL, struct theme_words, light),
	CYAML_FIELD_BOOL("paints_paper", CYAML_FLAG_OPTIONAL, struct theme_words, paints_paper),
	CYAML_FIELD_MAPPING_PTR("roles", CYAML_FLAG_POINTER, struct theme_words, roles, role_fields),
	CYAML_FIELD_MAPPING_PTR("ramps", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct theme_words, ramps, ramp_fields),
	CYAML_FIELD_MAPPING_PTR("ramps_256", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct theme_words, ramps_256, ramp_fields),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t theme_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct theme_words, theme_fields)};

/* Both forms of a scheme file: the colours under `palette`, or beside the name. */
struct scheme_words {
	char *name, *scheme, *variant, *base[16];
	struct scheme_palette { char *base[16]; } *palette;
};
#define BASE_FIELD(name, type, place) \
	CYAML_FIELD_STRING_PTR(name, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, type, base[place], 0, 100)
#define BASE_FIELDS(type) \
	BASE_FIELD("base00", type, 0), BASE_FIELD("base01", type, 1), BASE_FIELD("base02", type, 2), BASE_FIELD("base03", type, 3), \
	BASE_FIELD("base04", type, 4), BASE_FIELD("base05", type, 5), BASE_FIELD("base06", type, 6), BASE_FIELD("base07", type, 7), \
	BASE_FIELD("base08", type, 8), BASE_FIELD("base09", type, 9), BASE_FIELD("base0A", type, 10), BASE_FIELD("base0B", type, 11), \
	BASE_FIELD("base0C", type, 12), BASE_FIELD("base0D", type, 13), BASE_FIELD("base0E", type, 14), BASE_FIELD("base0F", type, 15)
static const cyaml_schema_field_t palette_fields[] = {BASE_FIELDS(struct scheme_palette), CYAML_FIELD_END};
static const cyaml_schema_field_t scheme_fields[] = {
	CYAML_FIELD_STRING_PTR("name", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct scheme_words, name, 0, 200),
	CYAML_FIELD_STRING_PTR("scheme", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct scheme_words, scheme, 0, 200),
	CYAML_FIELD_STRING_PTR("variant", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct scheme_words, variant, 0, 200),
	CYAML_FIELD_MAPPING_PTR("palette", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct scheme_words, palette, palette_fields),
	BASE_FIELDS(struct scheme_words), CYAML_FIELD_END
};
static const cyaml_schema_value_t scheme_schema = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct scheme_words, scheme_fields)};

/* ---- one clear line when something is wrong ---- */
struct source {
	const char *text, *place;
	struct error *error;
};

static bool wrong_at(const struct source *source, const char *at, const char *why)
{
	int line = 1;
	for (const char *p = source->text; p < at; p++)
		line += *p == '\n';
	return error_set(source->error, ERROR_INPUT, "theme %s: line %d: %s", source->place, line, why);
}

/* A word of the file that makes no sense, told with its line. */
static bool wrong_word(const struct source *source, const char *role, const char *word, const char *want)
{
	struct arena *arena = arena_new();
	const char *at = strstr(source->text, word);
	const char *why = arena_print(arena, "%s: \"%s\" is not %s", role, text_clean(arena, word, strlen(word)), want);
	wrong_at(source, at ? at : source->text, why);
	arena_free(arena);
	return false;
}

static bool no_controls(const struct source *source)
{
	for (const char *p = source->text; *p; p++)
		if (((unsigned char)*p < 0x20 && !strchr("\n\r\t", *p)) || *p == 0x7F)
			return wrong_at(source, p, "a control byte; a theme is plain text");
	return true;
}

struct said { char words[300]; int line; };

static void keep_said(cyaml_log_t level, void *context, const char *format, va_list list)
{
	struct said *said = context;
	char message[300];
	(void)level;
	vsnprintf(message, sizeof message, format, list);
	message[strcspn(message, "\n")] = '\0';
	const char *line = strstr(message, "line: ");
	if (line && !said->line)
		said->line = atoi(line + 6);
	if (!said->words[0])
		snprintf(said->words, sizeof said->words, "%s", strncmp(message, "Load: ", 6) == 0 ? message + 6 : message);
}

static void *load(const struct source *source, const cyaml_schema_value_t *schema, cyaml_config_t *config, struct said *said)
{
	void *data = NULL;
	*config = (cyaml_config_t){.log_fn = keep_said, .log_ctx = said, .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem,
		.flags = schema == &scheme_schema ? CYAML_CFG_IGNORE_UNKNOWN_KEYS | CYAML_CFG_NO_ALIAS : CYAML_CFG_NO_ALIAS};
	cyaml_err_t result = cyaml_load_data((const uint8_t *)source->text, strlen(source->text), config, schema, &data, NULL);
	if (result == CYAML_OK && data)
		return data;
	struct arena *arena = arena_new();
	const char *words = said->words[0] ? text_clean(arena, said->words, strlen(said->words)) : cyaml_strerror(result);
	if (said->line)
		error_set(source->error, ERROR_INPUT, "theme %s: line %d: %s", source->place, said->line, words);
	else
		error_set(source->error, ERROR_INPUT, "theme %s: %s", source->place, words);
	arena_free(arena);
	return NULL;
}

/* ---- our own files ---- */
static bool read_style(const char *words, struct style16 *style)
{
	static const char *const names[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
	*style = (struct style16){.colour = -1};
	for (size_t length; (words += strspn(words, " "), length = strcspn(words, " ")) > 0; words += length) {
		bool known = false;
		for (short i = 0; i < 8; i++)
			if (strlen(names[i]) == length && memcmp(names[i], words, length) == 0)
				style->colour = i, known = true;
		if (length == 4 && memcmp(words, "bold", 4) == 0)
			style->bold = known = true;
		else if (length == 3 && memcmp(words, "dim", 3) == 0)
			style->dim = known = true;
		else if (length == 7 && memcmp(words, "reverse", 7) == 0)
			style->reverse = known = true;
		else if (length == 7 && memcmp(words, "default", 7) == 0)
			known = true;
		if (!known)
			return false;
	}
	return true;
}

static bool read_index(const char *word, short *index)
{
	char *end;
	long value = strtol(word, &end, 10);
	if (*end || end == word || value < 0 || value > 255)
		return false;
	*index = (short)value;
	return true;
}

static bool read_role(const struct source *source, const char *name, const struct word_list *list, struct colour *colour,
	struct style16 *basic)
{
	if (list->words_count == 0)
		return true;
	if (strcmp(list->words[0], "default") == 0)
		*colour = (struct colour){.index256 = -1};
	else if (!colour_parse(list->words[0], colour))
		return wrong_word(source, name, list->words[0], "a colour: write \"#rrggbb\" or default");
	if (list->words_count > 1 && strcmp(list->words[1], "default") == 0)
		colour->index256 = -1;
	else if (list->words_count > 1 && strcmp(list->words[1], "nearest") != 0 && !read_index(list->words[1], &colour->index256))
		return wrong_word(source, name, list->words[1], "an index: write 0 to 255, nearest or default");
	if (list->words_count > 2 && !read_style(list->words[2], basic))
		return wrong_word(source, name, list->words[2],
			"a style: write default, bold, dim, reverse or one of black red green yellow blue magenta cyan white");
	return true;
}

static bool read_ramp(const struct source *source, struct theme *theme, int accent, const struct word_list *colours,
	const struct word_list *indexes)
{
	const char *name = role_fields[ROLE_AI + accent].key;
	if (!theme->colour[ROLE_AI + accent].set) {     /* no accent, no steps of it */
		for (int step = 1; step <= 5; step++)
			theme->colour[role_ramp((enum role)(ROLE_AI + accent), step)] = (struct colour){.index256 = -1};
		return true;
	}
	if (!colours || !colours->words_count)
		theme_mix_ramp(theme, (enum role)(ROLE_AI + accent));
	for (int i = 0; i < 5; i++) {
		struct colour *step = &theme->colour[role_ramp((enum role)(ROLE_AI + accent), i + 1)];
		if (colours && colours->words_count && !colour_parse(colours->words[i], step))
			return wrong_word(source, name, colours->words[i], "a colour: write \"#rrggbb\"");
		if (indexes && indexes->words_count && !read_index(indexes->words[i], &step->index256))
			return wrong_word(source, name, indexes->words[i], "an index: write 0 to 255");
	}
	return true;
}

static bool read_words(const struct source *source, const struct theme_words *words, struct theme *theme)
{
	if (words->title)
		snprintf(theme->title, sizeof theme->title, "%s", words->title);
	theme->light = words->light, theme->paints_paper = words->paints_paper;
	for (int role = 0; role < ROLE_RAMP; role++)
		if (!read_role(source, role_fields[role].key, &words->roles->role[role], &theme->colour[role], &theme->basic[role]))
			return false;
	if (!theme->paints_paper)
		theme->colour[ROLE_PAPER].set = false;
	for (int accent = 0; accent < 4; accent++)
		if (!read_ramp(source, theme, accent, words->ramps ? &words->ramps->ramp[accent] : NULL,
				words->ramps_256 ? &words->ramps_256->ramp[accent] : NULL))
			return false;
	return true;
}

/* ---- base16 ---- */
static bool is_base16(const char *text)
{
	for (const char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		line += strspn(line, " \t");
		if (strncmp(line, "base00", 6) == 0 || strncmp(line, "palette:", 8) == 0 || strncmp(line, "scheme:", 7) == 0)
			return true;
	}
	return false;
}

static bool read_scheme(const struct source *source, const struct scheme_words *words, struct theme *theme)
{
	struct base16 scheme = {.name = words->name, .scheme = words->scheme, .variant = words->variant};
	struct colour palette[16];
	for (int i = 0; i < 16; i++) {
		char name[8];
		const char *word = words->palette ? words->palette->base[i] : words->base[i];
		snprintf(name, sizeof name, "base%02X", i);
		if (!word)
			return error_set(source->error, ERROR_INPUT, "theme %s: %s is missing; a base16 scheme has base00 to base0F", source->place, name);
		if (!colour_parse(word, &palette[i]))
			return wrong_word(source, name, word, "a colour: write \"#rrggbb\"");
	}
	theme_from_base16(&scheme, palette, theme);
	return true;
}

bool theme_read(const char *text, const char *place, struct theme *theme, struct error *error)
{
	struct source source = {text, place, error};
	struct said said = {0};
	cyaml_config_t config;
	if (!no_controls(&source))
		return false;
	const cyaml_schema_value_t *schema = is_base16(text) ? &scheme_schema : &theme_schema;
	void *words = load(&source, schema, &config, &said);
	if (!words)
		return false;
	bool fine = schema == &scheme_schema ? read_scheme(&source, words, theme) : read_words(&source, words, theme);
	cyaml_free(&config, schema, words, 0);
	return fine;
}
