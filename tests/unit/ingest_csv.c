/* The CSV reader: rows, lines, separators, and what is no CSV. */
#include "../../src/ingest/csv_reader.h"
#include "../../src/ingest/sha256.h"
#include "../../src/ingest/sniff.h"
#include "place.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *write_file(const char *bytes, size_t length)
{
	const char *path = place_path("file.csv");
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
	return path;
}

/* "line:cell|cell;line:…" of a file, or the error's words. */
static char *read_all(const char *bytes, size_t length)
{
	static char out[4000];
	struct error error = {0};
	struct csv_row row;
	size_t used = 0;
	int step = -1;
	out[0] = '\0';
	struct csv_reader *reader = csv_open(write_file(bytes, length), &error);
	while (reader && (step = csv_next(reader, &row, &error)) == 1) {
		used += (size_t)snprintf(out + used, sizeof out - used, "%s%lld:", used ? ";" : "", (long long)row.line);
		for (int i = 0; i < row.count; i++)
			used += (size_t)snprintf(out + used, sizeof out - used, "%s%.200s", i ? "|" : "", row.cells[i]);
	}
	if (step < 0)
		snprintf(out + used, sizeof out - used, "!%.300s", strrchr(error.message, '/') ? strrchr(error.message, '/') + 1 : error.message);
	csv_close(reader);
	return out;
}

static char *read_text(const char *text)
{
	return read_all(text, strlen(text));
}

static void rows_and_lines(void **state)
{
	(void)state;
	assert_string_equal(read_text("a,b\n1,2\n"), "1:a|b;2:1|2");
	assert_string_equal(read_text("a,b\r\n1,2\r\n\r\n3,4"), "1:a|b;2:1|2;4:3|4");
	assert_string_equal(read_text("a,b\r1,2\r\r3,4\r"), "1:a|b;2:1|2;4:3|4");
	assert_string_equal(read_text("a,b\n\"x\ny\r\nz\",2\n3,4\n"), "1:a|b;2:x\ny\r\nz|2;5:3|4");
	assert_string_equal(read_text("\n\n a , b \n"), "3:a|b");
	assert_string_equal(read_text("a,b\n,\n,,\n"), "1:a|b;2:|;3:||");
	assert_string_equal(read_text("a\n\"he said \"\"no\"\"\"\n"), "1:a;2:he said \"no\"");
	assert_string_equal(read_text("\xef\xbb\xbf" "a;b\n1;2\n"), "1:a|b;2:1|2");
	assert_string_equal(read_text("\xef\xbb\xbfsep=;\r\na;b,c\n"), "2:a|b,c");
	assert_string_equal(read_text("sep=|\na|b\n"), "2:a|b");
	assert_string_equal(read_text("a\tb,c\td\n1\t2\t3\n"), "1:a|b,c|d;2:1|2|3");
	assert_string_equal(read_text("\"x;y;z\",b\n1,2\n"), "1:x;y;z|b;2:1|2");
}

static void errors_name_the_line(void **state)
{
	(void)state;
	assert_string_equal(read_text("a\nb\n\"c\nd\n"), "1:a;2:b!file.csv: line 3: a quote is opened here and never closed");
	assert_non_null(strstr(read_text("a\nb\nc\"d\n"), "1:a;2:b!file.csv: line 3: a quote stands inside"));
	assert_non_null(strstr(read_text("a\n\"b\nc\"d\n"), "!file.csv: line 3: a quote stands inside"));
	assert_non_null(strstr(read_all("a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z,1,2,3,4,5,6,7,8,9\nb\n\0", 74),
		"!file.csv: line 3: a zero byte"));
}

static void bad_utf8_is_found(void **state)
{
	(void)state;
	static const struct { const char *text; int cell, byte; } CASES[] = {
		{"\xc3\xa4,ok\n", -1, 0}, {"ok,\xff\n", 1, 0xff}, {"\xc0\x80,x\n", 0, 0xc0}, {"x,y,\xed\xa0\x80\n", 2, 0xed},
		{"a\xf4\x90\x80\x80\n", 0, 0xf4}, {"\xe2\x82,x\n", 0, 0xe2}, {"\xf0\x9f\x98\x80\n", -1, 0}};
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct error error = {0};
		struct csv_row row;
		struct csv_reader *reader = csv_open(write_file(CASES[i].text, strlen(CASES[i].text)), &error);
		assert_non_null(reader);
		assert_int_equal(csv_next(reader, &row, &error), 1);
		assert_int_equal(row.bad_cell, CASES[i].cell);
		if (CASES[i].cell >= 0)
			assert_int_equal(row.bad_byte, CASES[i].byte);
		csv_close(reader);
	}
}

/* Rows of many lengths, so that chunks end at every place in a row: nothing is lost, lines are right. */
static void chunks_do_not_show(void **state)
{
	(void)state;
	enum { ROWS = 20000 };
	char *text = memory_new(ROWS * 100);
	size_t used = 0;
	int64_t line = 1;
	int64_t *lines = memory_new(ROWS * sizeof *lines);
	for (int i = 0; i < ROWS; i++) {
		lines[i] = line;
		used += (size_t)sprintf(text + used, "%d,\"%.*s\"%s", i, i % 41, "x\ny\"\"z\r\nabcdefghijklmnopqrstuvwxyz0123456789", i % 3 ? "\r\n" : "\n");
		/* the cut may leave half of a doubled quote or of a line end: make it whole by counting what is there */
		line++;
		for (int k = 0; k < i % 41; k++)
			line += k == 1 || k == 7;
		if (i % 41 == 4)
			used -= 2 + (i % 3 != 0), used += (size_t)sprintf(text + used, "\"\"%s", i % 3 ? "\r\n" : "\n");
		if (i % 41 == 7)
			line++;                         /* a lone carriage return is a line end too */
	}
	struct error error = {0};
	struct csv_row row;
	struct csv_reader *reader = csv_open(write_file(text, used), &error);
	for (int i = 0; i < ROWS; i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", i);
		assert_int_equal(csv_next(reader, &row, &error), 1);
		assert_int_equal(row.line, lines[i]);
		assert_string_equal(row.cells[0], number);
		assert_int_equal(row.count, 2);
	}
	assert_int_equal(csv_next(reader, &row, &error), 0);
	csv_close(reader);
	free(text), free(lines);
}

static void foreign_files_are_named(void **state)
{
	(void)state;
	assert_non_null(strstr(sniff_foreign((const unsigned char *)"PK\x03\x04xx", 6), ".xlsx"));
	assert_non_null(strstr(sniff_foreign((const unsigned char *)"a\0,\0b\0\n\0", 8), "UTF-16"));
	assert_non_null(strstr(sniff_foreign((const unsigned char *)"\0a\0,\0b\0\n", 8), "UTF-16"));
	assert_null(sniff_foreign((const unsigned char *)"name,team\n", 10));
	assert_null(sniff_foreign((const unsigned char *)"\xef\xbb\xbfname\n", 8));
}

static void known_sums(void **state)
{
	(void)state;
	struct sha256 sum;
	char hex[65];
	sha256_begin(&sum);
	sha256_end(&sum, hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	sha256_begin(&sum);
	sha256_add(&sum, "abc", 3);
	sha256_end(&sum, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	sha256_begin(&sum);                             /* a million letters a, in pieces of every length */
	for (size_t i = 0, left = 1000000; left; i++) {
		static const char LETTERS[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
		size_t part = i % 150 < left ? i % 150 : left;
		sha256_add(&sum, LETTERS, part);
		left -= part;
	}
	sha256_end(&sum, hex);
	assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_and_lines), cmocka_unit_test(errors_name_the_line), cmocka_unit_test(bad_utf8_is_found),
		cmocka_unit_test(chunks_do_not_show), cmocka_unit_test(foreign_files_are_named), cmocka_unit_test(known_sums)};
	int failed = cmocka_run_group_tests_name("ingest_csv", tests, NULL, NULL);
	place_remove();
	return failed;
}
