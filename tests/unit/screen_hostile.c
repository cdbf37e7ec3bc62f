/* Hostile text: whatever a name holds, its row is as wide as it should be and the frame stands, in the cells, in text and
   on a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glass.h"

enum { COLUMNS = 40, TEXT_COLUMNS = 20 };

/* "| name | end" as a panel would: the text in a field of 20 cells between two frames. */
static struct screen *screen_of(struct arena *arena, const char *clean, enum glyphs glyphs, bool tints)
{
	struct screen *screen = screen_new(arena, COLUMNS, 3, glyphs, tints, tints);
	struct area inside = area_frame(screen_area(screen), &(struct frame){.title = "names"});
	area_text(inside, 0, 0, TEXT_COLUMNS, ALIGN_LEFT, clean);
	area_text(inside, TEXT_COLUMNS, 0, 3, ALIGN_LEFT, FRAME "│");
	area_text(inside, TEXT_COLUMNS + 1, 0, 6, ALIGN_RIGHT, clean);
	return screen;
}

static int row_cells(const struct screen *screen, int row)
{
	int total = 0;
	for (int x = 0; x < screen->columns; x++)
		total += text_width(screen->cells[row * screen->columns + x].text);
	return total;
}

static bool raw_byte(const char *text)
{
	for (; *text; text++)
		if (((unsigned char)*text < 0x20 && *text != '\n') || *text == 0x7F)
			return true;
	return false;
}

static const char *letter_at(const struct screen *screen, int x)
{
	return screen->cells[screen->columns + x].text;
}

static void check_line(struct arena *arena, const char *bytes, size_t length, size_t number)
{
	arena_clear(arena);
	const char *clean = text_clean(arena, bytes, length);
	assert_false(raw_byte(clean));
	for (int glyphs = GLYPHS_FULL; glyphs <= GLYPHS_ASCII; glyphs++) {
		struct screen *screen = screen_of(arena, clean, (enum glyphs)glyphs, glyphs == GLYPHS_FULL);
		const char *edge = glyphs == GLYPHS_ASCII ? "|" : "│";
		if (row_cells(screen, 1) != COLUMNS || strcmp(letter_at(screen, 0), edge) != 0 ||
		    strcmp(letter_at(screen, 2 + TEXT_COLUMNS), edge) != 0 || strcmp(letter_at(screen, COLUMNS - 1), edge) != 0)
			fail_msg("line %zu in glyphs %d: %s", number, glyphs, screen_to_text(screen, arena));
		assert_false(raw_byte(screen_to_text(screen, arena)));
	}
}

/* The same on a terminal: every cell where it should be. Its own measure of a letter must be ours, or it has none. */
static bool check_on_glass(struct arena *arena, const struct theme *theme, const char *bytes, size_t length, size_t number)
{
	arena_clear(arena);
	const char *clean = text_clean(arena, bytes, length);
	int width;
	for (size_t at = 0, taken; (taken = text_next(clean + at, &width)) > 0; at += taken) {
		char letter[64] = "";
		memcpy(letter, clean + at, taken < 60 ? taken : 60);
		if (width && (unsigned char)letter[0] >= 0x80 && glass_width(letter) != width)
			return false;
	}
	struct screen *screen = screen_of(arena, clean, GLYPHS_FULL, true);
	struct glass *glass = glass_new(COLUMNS, 3);
	char why[200], *ansi = screen_to_ansi(screen, theme, DEPTH_256, arena), *line = ansi;
	for (int row = 0; row < 3; row++) {
		char *end = strchr(line, '\n');
		glass_feed(glass, line, (size_t)(end - line));
		glass_feed(glass, "\r\n", row < 2 ? 2 : 0);
		line = end + 1;
	}
	bool equal = glass_equals(glass, screen, theme, DEPTH_256, why);
	glass_free(glass);
	if (!equal)
		fail_msg("line %zu: %s", number, why);
	return true;
}

struct count { size_t lines, shown; };

static struct count check_file(const char *name, struct arena *arena, const struct theme *theme)
{
	char path[4096], *line = NULL;
	const char *shared = getenv("TEAMTOP_SHARED");
	size_t room = 0;
	ssize_t length;
	struct count count = {0};
	snprintf(path, sizeof path, "%s/data/unicode_torture/%s", shared ? shared : "../shared", name);
	FILE *file = fopen(path, "r");
	if (!file)
		return count;
	while ((length = getline(&line, &room, file)) > 0) {
		count.lines++;
		check_line(arena, line, (size_t)length - (line[length - 1] == '\n'), count.lines);
		count.shown += check_on_glass(arena, theme, line, (size_t)length, count.lines);
	}
	free(line);
	fclose(file);
	return count;
}

/* Also what UTF-8 does not allow (halves of pairs), as some programs write it. */
static size_t encode(unsigned long point, char out[4])
{
	static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
	size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--, point >>= 6)
		out[i] = (char)(0x80 | (point & 63));
	out[0] = (char)(first[length == 1 ? 0 : length] | point);
	return length;
}

/* The break tests name their letters: "÷ 0020 × 0308 ÷". */
static size_t check_break_tests(struct arena *arena, const struct theme *theme)
{
	char path[4096], line[4096];
	const char *shared = getenv("TEAMTOP_SHARED");
	size_t lines = 0;
	snprintf(path, sizeof path, "%s/data/unicode_torture/GraphemeBreakTest.txt", shared ? shared : "../shared");
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file)) {
		char text[256] = "";
		size_t used = 0;
		line[strcspn(line, "#\n")] = '\0';
		for (char *word = strtok(line, " \t÷×"); word && used < 240; word = strtok(NULL, " \t÷×")) {
			used += encode(strtoul(word, NULL, 16), text + used);
		}
		if (used)
			check_line(arena, text, used, ++lines), check_on_glass(arena, theme, text, used, lines);
	}
	if (file)
		fclose(file);
	return lines;
}

static void torture_moves_no_column(void **state)
{
	struct theme *theme = *state;
	struct arena *arena = arena_new();
	static const char *const files[] = {"UTF-8-test.txt", "blns.txt", "emoji-test.txt"};
	static const size_t least[] = {290, 700, 4500};
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		struct count count = check_file(files[i], arena, theme);
		if (count.lines == 0) {
			printf("skipped: %s is not there\n", files[i]);
			arena_free(arena);
			skip();
		}
		assert_true(count.lines >= least[i]);
		assert_true(count.shown >= count.lines / 2);
	}
	assert_true(check_break_tests(arena, theme) >= 600);
	arena_free(arena);
}

/* Every letter there is, alone and between others. */
static void every_code_point_keeps_its_row(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (unsigned point = 1; point <= 0x10FFFF; point += point < 0x20000 ? 1 : 251) {
		char text[24];
		size_t used = 0;
		text[used++] = 'a';
		used += encode(point, text + used);
		text[used++] = 'b';
		arena_clear(arena);
		const char *clean = text_clean(arena, text, used);
		struct screen *screen = screen_new(arena, 8, 1, GLYPHS_FULL, true, true);
		area_text(screen_area(screen), 0, 0, 8, ALIGN_LEFT, clean);
		if (row_cells(screen, 0) != 8 || raw_byte(clean))
			fail_msg("U+%04X", point);
	}
	arena_free(arena);
}

static void hangul_in_parts_is_joined(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const char parts[] = "\u1112\u1161\u11AB\u1100\u1173\u11AF \u1161 e\u0301 か\u3099";
	assert_string_equal(text_clean(arena, parts, strlen(parts)), "한글 \uFFFD é が");
	arena_free(arena);
}

static int prepare(void **state)
{
	static struct theme theme;
	struct error error;
	setlocale(LC_ALL, "C.UTF-8");
	*state = &theme;
	return theme_load("dark", &theme, &error) ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(torture_moves_no_column), cmocka_unit_test(every_code_point_keeps_its_row),
		cmocka_unit_test(hangul_in_parts_is_joined),
	};
	return cmocka_run_group_tests(tests, prepare, NULL);
}
