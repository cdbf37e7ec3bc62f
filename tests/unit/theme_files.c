/* Themes: contrast of every text on every background, files of the user, base16 schemes, and what is wrong with a file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../src/theme/colour.h"
#include "place.h"

static struct theme loaded(const char *name)
{
	struct theme theme;
	struct error error = {0};
	if (!theme_load(name, &theme, &error))
		fail_msg("%s", error.message);
	return theme;
}

static double contrast_on(const struct theme *theme, enum role ink, enum role back, bool of_256)
{
	struct colour a = theme->colour[ink], b = theme->colour[back];
	return rgb_contrast(of_256 && a.index256 >= 0 ? rgb_of_index(a.index256) : rgb_of(a),
		of_256 && b.index256 >= 0 ? rgb_of_index(b.index256) : rgb_of(b));
}

static void assert_readable(const struct theme *theme)
{
	static const enum role inks[] = {ROLE_TEXT, ROLE_STRONG, ROLE_DIM, ROLE_AI, ROLE_TIME, ROLE_SKILLS, ROLE_TURNOVER, ROLE_BETTER,
		ROLE_WORSE, ROLE_MARK, ROLE_STALE};
	static const enum role tinted[] = {ROLE_TEXT, ROLE_STRONG, ROLE_DIM, ROLE_BETTER, ROLE_WORSE};
	for (int of_256 = 0; of_256 < 2; of_256++) {
		for (size_t i = 0; i < COUNT_OF(inks); i++)
			if (contrast_on(theme, inks[i], ROLE_PAPER, of_256) < 4.5)
				fail_msg("%s: role %d on paper", theme->name, inks[i]);
		for (size_t i = 0; i < COUNT_OF(tinted); i++)
			if (contrast_on(theme, tinted[i], ROLE_ALERT, of_256) < 4.5 || contrast_on(theme, tinted[i], ROLE_SELECT, of_256) < 4.5)
				fail_msg("%s: role %d on a tint", theme->name, tinted[i]);
		assert_true(contrast_on(theme, ROLE_STRONG, ROLE_CHIP, of_256) >= 4.5);
		for (enum role step = ROLE_RAMP; step < ROLE_COUNT; step++) {
			enum role ink = of_256 ? theme_ink_on_256(theme, step) : theme_ink_on(theme, step);
			if (contrast_on(theme, ink, step, of_256) < 4.5)
				fail_msg("%s: ink on step %d", theme->name, step);
		}
	}
}

static void text_is_readable_on_everything(void **state)
{
	(void)state;
	static const char *const names[] = {"dark", "light", "contrast"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		struct theme theme = loaded(names[i]);
		assert_readable(&theme);
		assert_true(theme_has_colours(&theme));
	}
	assert_int_equal(loaded("dark").colour[ROLE_AI].index256, 147);
	assert_int_equal(loaded("light").colour[role_ramp(ROLE_TIME, 2)].index256, 152);
	assert_false(loaded("dark").colour[ROLE_PAPER].set);    /* the terminal's own */
	assert_false(loaded("dark").light);
	assert_true(loaded("light").light);
}

static void mono_has_attributes_only(void **state)
{
	(void)state;
	struct theme theme = loaded("mono");
	assert_false(theme_has_colours(&theme));
	for (int role = 0; role < ROLE_COUNT; role++) {
		assert_false(theme.colour[role].set);
		assert_int_equal(theme.basic[role].colour, role < ROLE_RAMP ? -1 : theme.basic[role].colour);
	}
	assert_true(theme.basic[ROLE_STRONG].bold && theme.basic[ROLE_DIM].dim && theme.basic[ROLE_SELECT].reverse);
}

static void nearest_of_256(void **state)
{
	(void)state;
	for (int index = 16; index < 256; index++) {
		struct rgb rgb = rgb_of_index(index), found;
		found = rgb_of_index(theme_nearest_256((unsigned char)rgb.red, (unsigned char)rgb.green, (unsigned char)rgb.blue));
		assert_true(found.red == rgb.red && found.green == rgb.green && found.blue == rgb.blue);
	}
	assert_int_equal(theme_nearest_256(0x13, 0x13, 0x13), 233);     /* a grey, not the black of the cube */
}

static const char *file_of(const char *name, const char *text)
{
	const char *path = place_path(name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	return path;
}

#define NIGHT \
	"  base00: \"#101820\"\n  base01: \"#1b2530\"\n  base02: \"#2a3744\"\n  base03: \"#51606e\"\n  base04: \"#6f7f8c\"\n" \
	"  base05: \"#aab4bd\"\n  base06: \"#c8d0d6\"\n  base07: \"#e9eef2\"\n  base08: \"#a03a3a\"\n  base09: \"#8a5a2a\"\n" \
	"  base0A: \"#8a7a30\"\n  base0B: \"#3f7040\"\n  base0C: \"#2f7474\"\n  base0D: \"#2f5f95\"\n  base0E: \"#6f4a8a\"\n  base0F: \"#5f4636\"\n"

static void base16_schemes_are_made_readable(void **state)
{
	(void)state;
	const char *path = file_of("night.yaml", "system: \"base16\"\nname: \"Night work\"\nauthor: \"nobody\"\nvariant: \"dark\"\npalette:\n" NIGHT);
	struct theme theme = loaded(path), older;
	assert_string_equal(theme.title, "Night work");
	assert_string_equal(theme.name, "night");
	assert_true(theme.paints_paper && theme.colour[ROLE_PAPER].set);
	assert_int_equal(theme.colour[ROLE_PAPER].blue, 0x20);
	assert_readable(&theme);
	char flat[2000] = "scheme: \"Older form\"\nauthor: \"nobody\"\n";
	for (const char *line = NIGHT; *line; line = strchr(line, '\n') + 1) {
		char key[8], hex[8];
		assert_int_equal(sscanf(line, " %7[^:]: \"#%6[0-9a-f]", key, hex), 2);
		snprintf(flat + strlen(flat), sizeof flat - strlen(flat), "%s: \"%s\"\n", key, hex);
	}
	older = loaded(file_of("older.yaml", flat));
	assert_string_equal(older.title, "Older form");
	assert_memory_equal(theme.colour, older.colour, sizeof theme.colour);
}

static void files_of_the_user_come_first(void **state)
{
	(void)state;
	char folder[4096];
	struct theme_entry *entries;
	snprintf(folder, sizeof folder, "%s", place_path("data"));
	mkdir(folder, 0700);
	setenv("XDG_DATA_HOME", folder, 1);
	snprintf(folder, sizeof folder, "%s", place_path("data/teamtop"));
	mkdir(folder, 0700);
	snprintf(folder, sizeof folder, "%s", place_path("data/teamtop/themes"));
	mkdir(folder, 0700);
	file_of("data/teamtop/themes/dark.yaml", "title: My own\nroles:\n  ai: [\"#ff0000\", 196, red bold]\n");
	struct theme theme = loaded("dark");
	assert_string_equal(theme.title, "My own");
	assert_int_equal(theme.colour[ROLE_AI].index256, 196);
	assert_int_equal(theme.basic[ROLE_AI].colour, 1);
	assert_true(theme.basic[ROLE_AI].bold);
	assert_int_equal(theme.colour[ROLE_TIME].index256, 79);         /* what it does not say is as in dark */
	assert_int_equal(theme.colour[role_ramp(ROLE_AI, 5)].red, 255); /* and the ramp follows its accent */
	size_t count = theme_list(&entries);
	assert_int_equal(count, 4);
	assert_string_equal(entries[1].name, "dark");
	assert_string_equal(entries[1].title, "My own");
	assert_string_not_equal(entries[1].place, "built in");
	assert_string_equal(entries[2].place, "built in");
	free(entries);
	setenv("XDG_DATA_HOME", "/nowhere", 1);
}

static void wrong_files_are_told_in_one_line(void **state)
{
	(void)state;
	static const struct { const char *text, *says; } cases[] = {
		{"roles:\n  text: [\"#GGGGGG\"]\n", "line 2: text: \"#GGGGGG\" is not a colour"},
		{"roles:\n  text: [\"#1234567\"]\n", "line 2: text: \"#1234567\" is not a colour"},
		{"roles:\n  dim: [\"#123456\", 256]\n", "\"256\" is not an index"},
		{"roles:\n  dim: [\"#123456\", 12, pink]\n", "\"pink\" is not a style"},
		{"roles:\n  colour: [\"#123456\"]\n", "colour"},
		{"rolls:\n  text: [\"#123456\"]\n", "rolls"},
		{"title: x\n", "roles"},
		{"title: \"a\x1b[31m\"\nroles:\n  text: [default]\n", "line 1: a control byte"},
		{"roles: [\n", "theme "},
		{"", "theme "},
		{"roles:\n  text: &a [default]\n  dim: *a\n", "theme "},
		{"ramps:\n  ai: [\"#123456\"]\nroles:\n  text: [default]\n", "theme "},
		{"scheme: half\nbase00: \"000000\"\n", "base01 is missing"},
		{"palette:\n  base00: \"#zzzzzz\"\n", "line 2: base00: \"#zzzzzz\" is not a colour"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct theme theme;
		struct error error = {0};
		const char *path = file_of("wrong.yaml", cases[i].text);
		if (theme_load(path, &theme, &error))
			fail_msg("taken: %s", cases[i].text);
		if (!strstr(error.message, cases[i].says) || !strstr(error.message, "wrong.yaml") || strpbrk(error.message, "\n\x1b"))
			fail_msg("case %zu says: %s", i, error.message);
		assert_int_equal(error.kind, ERROR_INPUT);
	}
}

static void places_that_are_no_files(void **state)
{
	(void)state;
	struct theme theme;
	struct error error;
	assert_false(theme_load("nope", &theme, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_non_null(strstr(error.message, "contrast, dark, light, mono"));
	assert_false(theme_load("", &theme, &error));
	assert_false(theme_load("../../etc/passwd", &theme, &error));
	assert_false(theme_load(place_path("missing.yaml"), &theme, &error));
	assert_int_equal(error.kind, ERROR_GONE);
	assert_int_equal(mkfifo(place_path("pipe.yaml"), 0600), 0);
	assert_false(theme_load(place_path("pipe.yaml"), &theme, &error));      /* and does not wait for a writer */
	char *large = memory_new(70000);
	memset(large, '#', 69999);
	assert_false(theme_load(file_of("large.yaml", large), &theme, &error));
	assert_non_null(strstr(error.message, "64 kB"));
	free(large);
}

static void the_default_follows_the_terminal(void **state)
{
	(void)state;
	static const struct { const char *value, *name; } cases[] = {{NULL, "dark"}, {"15;0", "dark"}, {"0;15", "light"}, {"0;7", "light"},
		{"0;default;15", "light"}, {"0;17", "dark"}, {"15", "dark"}, {"", "dark"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (cases[i].value)
			setenv("COLORFGBG", cases[i].value, 1);
		else
			unsetenv("COLORFGBG");
		assert_string_equal(theme_default_name(), cases[i].name);
	}
	unsetenv("COLORFGBG");
}

static int prepare(void **state)
{
	(void)state;
	setenv("XDG_DATA_HOME", "/nowhere", 1);
	setenv("XDG_DATA_DIRS", "/nowhere", 1);
	return 0;
}

static int clean_up(void **state)
{
	(void)state;
	place_remove();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_readable_on_everything), cmocka_unit_test(mono_has_attributes_only), cmocka_unit_test(nearest_of_256),
		cmocka_unit_test(base16_schemes_are_made_readable), cmocka_unit_test(files_of_the_user_come_first),
		cmocka_unit_test(wrong_files_are_told_in_one_line), cmocka_unit_test(places_that_are_no_files),
		cmocka_unit_test(the_default_follows_the_terminal),
	};
	return cmocka_run_group_tests(tests, prepare, clean_up);
}
