#include "teamtop/base.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { MOST_CELLS = 400, MOST_MARKS = 2, REPLACEMENT = 0xFFFD };

/* Strict UTF-8: the code point at text, or -1; *length receives the bytes it takes (1 for a bad byte). */
static int32_t point_at(const char *text, size_t room, size_t *length)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)room, &point);
	*length = taken > 0 ? (size_t)taken : 1;
	return taken > 0 ? point : -1;
}

static bool is_mark(int32_t point)
{
	utf8proc_category_t category = utf8proc_category(point);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME;
}

static bool is_dropped(int32_t point)                   /* invisible joiners and selectors: no cell, no meaning here */
{
	return (point >= 0x200B && point <= 0x200D) || point == 0x2060 || (point >= 0xFE00 && point <= 0xFE0F) ||
	       (point >= 0xE0100 && point <= 0xE01EF) || point == 0xFEFF || point == 0xAD || point == 0x180E ||
	       (point >= 0x180B && point <= 0x180D) || point == 0x034F || (point >= 0x2061 && point <= 0x2064);
}

static bool is_hostile(int32_t point)
{
	if (point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029)
		return true;
	if (point == 0x061C || point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E) ||
	    (point >= 0x2066 && point <= 0x206F) || (point >= 0xFFF0 && point <= 0xFFFC))
		return true;
	if ((point >= 0xE000 && point <= 0xF8FF) || point >= 0xE0000 || (point & 0xFFFE) == 0xFFFE ||
	    (point >= 0xFDD0 && point <= 0xFDEF))
		return true;
	if ((point >= 0x3248 && point <= 0x324F) || (point >= 0x4DC0 && point <= 0x4DFF))
		return true;                            /* one cell or two: terminals disagree */
	return utf8proc_category(point) == UTF8PROC_CATEGORY_CN;   /* unassigned: terminals disagree on its width */
}

/* Vowel signs of Indic and South-East Asian scripts, without which a name is misspelt: a cell of their own in wcwidth and in
   terminals, where utf8proc gives them none. */
static bool is_spacing_mark(int32_t point)
{
	return utf8proc_category(point) == UTF8PROC_CATEGORY_MC && utf8proc_charwidth(point) <= 1;
}

static int point_width(int32_t point)
{
	if (point < 0x20)
		return 0;
	if (point < 0x7F)
		return 1;
	if (is_mark(point))
		return 0;
	if (is_spacing_mark(point))
		return 1;
	if (point >= 0x1F1E6 && point <= 0x1F1FF)
		return 1;                               /* half a flag; pairs are not joined here */
	int width = utf8proc_charwidth(point);
	return width < 0 ? 0 : width;
}

static bool is_joining_jamo(int32_t point)              /* vowels and finals, which terminals draw into the letter before */
{
	return (point >= 0x1160 && point <= 0x11FF) || (point >= 0xD7B0 && point <= 0xD7FB);
}

/* A Hangul syllable written as its parts (as macOS writes file names) becomes one letter: the Unicode Standard, 3.12.
   `last` is the letter before; 0 when the two do not join. */
static int32_t joined_syllable(int32_t last, int32_t point)
{
	enum { FIRST = 0x1100, VOWEL = 0x1161, FINAL = 0x11A7, SYLLABLE = 0xAC00 };
	if (last >= FIRST && last < FIRST + 19 && point >= VOWEL && point < VOWEL + 21)
		return SYLLABLE + ((last - FIRST) * 21 + point - VOWEL) * 28;
	if (last >= SYLLABLE && last <= 0xD7A3 && (last - SYLLABLE) % 28 == 0 && point > FINAL && point < FINAL + 28)
		return last + point - FINAL;
	return 0;
}

/* Letters with marks in their one-letter form where there is one: more fonts have it. */
static char *composed(struct arena *arena, char *text)
{
	utf8proc_uint8_t *one = NULL;
	utf8proc_map((const utf8proc_uint8_t *)text, 0, &one, UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	char *copy = one ? arena_copy(arena, (const char *)one) : text;
	free(one);
	return copy;
}

char *text_clean(struct arena *arena, const char *bytes, size_t length)
{
	size_t most = length < 8 * MOST_CELLS ? length : 8 * MOST_CELLS;
	char *out = arena_alloc(arena, 3 * most + 8);
	size_t used = 0, taken, i = 0;
	int cells = 0, marks = MOST_MARKS;              /* a mark may not lead */
	int32_t last = 0;
	bool marked = false;
	for (; i < length && used < 3 * most; i += taken) {
		int32_t point = point_at(bytes + i, length - i, &taken);
		if (point == '\t' || point == '\n' || point == '\r')
			point = ' ';
		if (point >= 0 && is_dropped(point))
			continue;
		int32_t joined = joined_syllable(last, point);
		if (joined)
			point = joined, used -= 3;      /* in place of the letter before, of the same width */
		else if (point < 0 || is_hostile(point) || is_joining_jamo(point))
			point = REPLACEMENT;
		if (is_mark(point)) {
			if (marks >= MOST_MARKS)
				continue;
			marks++, marked = true;
		} else if (!joined) {
			int width = point_width(point);
			if (width == 0 || (is_spacing_mark(point) && last == 0))
				continue;               /* what has no cell, or would join what stands before the text */
			if (cells + width > MOST_CELLS - 1) {
				used += (size_t)utf8proc_encode_char(0x2026, (utf8proc_uint8_t *)out + used);
				break;
			}
			cells += width, marks = 0;
		}
		used += (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)out + used);
		last = point;
	}
	out[used] = '\0';
	return marked ? composed(arena, out) : out;
}

size_t text_next(const char *utf8, int *width)
{
	if (!*utf8)
		return 0;
	size_t room = strnlen(utf8, 64), length, more;
	int32_t point = point_at(utf8, room, &length);
	int cells = point < 0 ? 1 : point_width(point);
	while (cells > 0 && length < room) {
		int32_t next = point_at(utf8 + length, room - length, &more);
		if (next < 0 || !is_mark(next))
			break;
		length += more;
	}
	if (width)
		*width = cells;
	return length;
}

int text_width(const char *utf8)
{
	int total = 0, width;
	for (size_t taken; (taken = text_next(utf8, &width)) > 0; utf8 += taken)
		total += width;
	return total;
}

size_t text_fit(const char *utf8, int cells, int *width)
{
	size_t bytes = 0, taken;
	int total = 0, next;
	while ((taken = text_next(utf8 + bytes, &next)) > 0 && total + next <= cells)
		bytes += taken, total += next;
	if (width)
		*width = total;
	return bytes;
}

static char *folded(const char *text)                   /* the caller frees; text that is not UTF-8 is copied as it is */
{
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, 0, &out,
		UTF8PROC_NULLTERM | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE);
	return length < 0 ? memory_copy(text) : (char *)out;
}

int text_compare(const char *a, const char *b)
{
	char *first = folded(a), *second = folded(b);
	int order = strcmp(first, second);
	free(first), free(second);
	return order ? order : strcmp(a, b);
}

bool text_same(const char *a, const char *b)
{
	char *first = folded(a), *second = folded(b);
	bool same = strcmp(first, second) == 0;
	free(first), free(second);
	return same;
}

bool text_contains(const char *text, const char *word)
{
	char *first = folded(text), *second = folded(word);
	bool found = strstr(first, second) != NULL;
	free(first), free(second);
	return found;
}
