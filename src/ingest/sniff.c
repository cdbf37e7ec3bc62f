#include "sniff.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

struct signature {
	const char *bytes;
	size_t length;
	const char *words;
};

static const struct signature SIGNATURES[] = {
	{"\x1f\x8b", 2, "compressed with gzip: unpack it first, or pipe it in: zcat FILE | teamtop import … -"},
	{"PK\x03\x04", 4, "a zip archive or an .xlsx workbook: save the sheet as CSV (UTF-8)"},
	{"PK\x05\x06", 4, "an empty zip archive"},
	{"%PDF", 4, "a PDF document: export the report as CSV"},
	{"\xd0\xcf\x11\xe0", 4, "an old Excel workbook (.xls): save the sheet as CSV (UTF-8)"},
	{"SQLite format 3", 16, "an SQLite database, not a CSV file"},
	{"BZh", 3, "compressed with bzip2: unpack it first"},
	{"\xfd" "7zXZ", 5, "compressed with xz: unpack it first"},
	{"\x28\xb5\x2f\xfd", 4, "compressed with zstd: unpack it first"},
	{"7z\xbc\xaf", 4, "a 7z archive: unpack it first"},
	{"\xff\xfe", 2, "UTF-16 text: save it as UTF-8"},
	{"\xfe\xff", 2, "UTF-16 text: save it as UTF-8"},
	{"PAR1", 4, "a Parquet file: export it as CSV"},
};

static bool is_blank(unsigned char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *markup(const char *text, size_t length)
{
	static const char *const TAGS[] = {"<!doctype", "<html", "<?xml", "<head", "<body", "<script", "<table"};
	for (size_t i = 0; i < sizeof TAGS / sizeof *TAGS; i++)
		if (length >= strlen(TAGS[i]) && strncasecmp(text, TAGS[i], strlen(TAGS[i])) == 0)
			return "a web page or XML, not CSV: perhaps an error page or a log-in page was saved instead of the report";
	if (length >= 2 && (strncmp(text, "{\"", 2) == 0 || strncmp(text, "[{", 2) == 0 || strncmp(text, "{\n", 2) == 0))
		return "JSON, not CSV: export it as CSV";
	return NULL;
}

const char *sniff_foreign(const unsigned char *bytes, size_t length)
{
	if (length == 0)
		return "empty";
	for (size_t i = 0; i < sizeof SIGNATURES / sizeof *SIGNATURES; i++)
		if (length >= SIGNATURES[i].length && memcmp(bytes, SIGNATURES[i].bytes, SIGNATURES[i].length) == 0)
			return SIGNATURES[i].words;
	size_t look = length < 64 ? length : 64, even = 0, odd = 0, start = 0;
	for (size_t i = 0; i < look; i++)
		if (bytes[i] == 0)
			*(i % 2 ? &odd : &even) += 1;
	if ((even > look / 4) != (odd > look / 4))      /* every second byte is zero: Latin letters in two bytes each */
		return "UTF-16 text: save it as UTF-8";
	if (even + odd)
		return "not text (it holds zero bytes)";
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		start = 3;
	while (start < length && is_blank(bytes[start]))
		start++;
	return start == length && length < 4096 ? "empty (only blanks)" : markup((const char *)bytes + start, length - start);
}

static char separator_of(const unsigned char *line, size_t length)
{
	static const char CANDIDATES[] = ",;\t|";
	size_t count[4] = {0}, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < length && (quoted || (line[i] != '\n' && line[i] != '\r')); i++) {
		if (line[i] == '"')
			quoted = !quoted;
		const char *at = quoted ? NULL : strchr(CANDIDATES, line[i]);
		if (at && *at)
			count[at - CANDIDATES]++;
	}
	for (size_t i = 1; i < 4; i++)
		if (count[i] > count[best])
			best = i;
	return CANDIDATES[best];
}

size_t sniff_start(const unsigned char *bytes, size_t length, char *separator)
{
	size_t start = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	if (length - start >= 6 && strncasecmp((const char *)bytes + start, "sep=", 4) == 0 &&
	    (bytes[start + 5] == '\n' || bytes[start + 5] == '\r') && bytes[start + 4] != '"') {
		*separator = (char)bytes[start + 4];
		return start + 5;                       /* the line break stays: it counts as a line */
	}
	while (start < length && (bytes[start] == '\n' || bytes[start] == '\r'))
		start++;
	*separator = separator_of(bytes + start, length - start);
	return length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}
