/* Keys: names whatever pieces the bytes come in; what is unknown is swallowed and nothing after it is lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/ui/keys.h"

enum { ROOM = 400 };
static struct key_reader reader;
static char names[16 * ROOM];

static void note(const struct key *keys, int count)
{
	for (int i = 0; i < count; i++)
		snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", names[0] ? " " : "", keys[i].name);
}

static void feed(const char *bytes, size_t length, int64_t now)
{
	struct key keys[ROOM];
	note(keys, keys_feed(&reader, bytes, (int)length, now, keys));
}

static void settle(int64_t now)
{
	struct key keys[2];
	note(keys, keys_settle(&reader, now, keys));
}

static void begin(void)
{
	reader = (struct key_reader){0};
	names[0] = '\0';
}

static const struct { const char *bytes, *names; } sequence_list[] = {
	{"a Z1?", "a space Z 1 ?"}, {"\r\n\t\x7f\b", "enter enter tab bspace bspace"}, {"\x03\x0c\x1a", "^c ^l ^z"},
	{"\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left"}, {"\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left"},
	{"\x1b[H\x1b[F\x1b[1~\x1b[4~\x1bOH\x1bOF", "home end home end home end"}, {"\x1b[5~\x1b[6~\x1b[Z", "pgup pgdn btab"},
	{"\x1bOP\x1b[15~\x1b[24~", "f1 f5 f12"}, {"\x1b[1;5A\x1b[6;2~", "up pgdn"},
	{"ä漢é", "ä 漢 é"}, {"\xff" "\xc3" "x" "\xe2\x82" "y", "x y"}, {"\xc2\x9b" "x", "x"},
	{"\x1b[<0;10;10M\x1b[<0;10;10mq", "q"}, {"\x1b[M !!q", "q"}, {"\x1b[Iq\x1b[Oq", "q q"}, {"\x1b[?1;2cq", "q"}, {"\x1b[10;20Rq", "q"},
	{"\x1b]11;rgb:0000/0000/0000\x07q", "q"}, {"\x1b]11;rgb:0\x1b\\q", "q"}, {"\x1bP1$r0m\x1b\\q", "q"}, {"\x1b[[Aq", "q"},
	{"\x1b[200~qqq\x1b[A\r\x1b[201~x", "x"}, {"\x1b[99999999999999999999999999999999~q", "q"}, {"\x1b[12\x1b[Aq", "up q"},
	{"\x1bj", "esc j"}, {"\x1b\x1b[A", "esc up"},
};

static void sequences_in_one_piece(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(sequence_list); i++) {
		begin();
		feed(sequence_list[i].bytes, strlen(sequence_list[i].bytes), 1000);
		assert_string_equal(names, sequence_list[i].names);
	}
}

static void sequences_cut_anywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(sequence_list); i++)
		for (size_t at = 1, length = strlen(sequence_list[i].bytes); at < length; at++) {
			begin();
			feed(sequence_list[i].bytes, at, 1000);
			feed(sequence_list[i].bytes + at, length - at, 1010);
			assert_string_equal(names, sequence_list[i].names);
		}
}

static void a_lone_escape_is_the_key(void **state)
{
	(void)state;
	begin();
	feed("\x1b", 1, 1000);
	assert_string_equal(names, "");
	settle(1025);
	assert_string_equal(names, "esc");
	feed("[", 1, 1400);                             /* typed: a key of its own */
	assert_string_equal(names, "esc [");
}

static void a_late_tail_is_no_keys(void **state)
{
	(void)state;
	begin();
	feed("\x1b", 1, 1000);
	settle(1025);
	feed("[A", 2, 1060);
	assert_string_equal(names, "esc up");
	feed("[A", 2, 9000);                            /* much later it is what it says */
	assert_string_equal(names, "esc up [ A");
}

static void what_never_ends_is_given_up(void **state)
{
	(void)state;
	begin();
	feed("\x1b]0;title without an end", 24, 1000);
	feed("q", 1, 1500);
	feed("q", 1, 3000);
	assert_string_equal(names, "q");
	begin();
	feed("\x1b[200~paste without an end", 27, 1000);
	feed("q", 1, 3000);
	assert_string_equal(names, "");
	feed("q", 1, 9000);
	assert_string_equal(names, "q");
}

/* Any bytes: names are short, whole UTF-8 without control bytes, and at most one a byte and one more. */
static void any_bytes_give_clean_names(void **state)
{
	(void)state;
	unsigned seed = 7;
	begin();
	for (int round = 0; round < 20000; round++) {
		char bytes[64];
		struct key keys[66];
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = (char)(seed >> 24);
			if ((seed >> 8 & 7) == 0)
				bytes[i] = "\x1b[O;~0A]"[seed >> 12 & 7];
		}
		int length = 1 + (int)(seed >> 10 & 63), count = keys_feed(&reader, bytes, length, 1000 + round, keys);
		assert_in_range(count, 0, length + 1);
		for (int i = 0; i < count; i++) {
			assert_in_range(strlen(keys[i].name), 1, 15);
			for (const char *at = keys[i].name; *at; at++)
				assert_true((unsigned char)*at > 0x20 && *at != 0x7F);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sequences_in_one_piece), cmocka_unit_test(sequences_cut_anywhere), cmocka_unit_test(a_lone_escape_is_the_key),
		cmocka_unit_test(a_late_tail_is_no_keys), cmocka_unit_test(what_never_ends_is_given_up),
		cmocka_unit_test(any_bytes_give_clean_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
