#include "csv_reader.h"
#include "sha256.h"
#include "sniff.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utf8proc.h>

enum { CHUNK = 64 * 1024 };

struct held_row {
	int64_t line;
	size_t first;                                   /* in offsets */
	int count;
};

/* libcsv pushes cells; they are held here until csv_next pulls their row: at most one chunk and one unfinished row. */
struct csv_reader {
	struct csv_parser parser;
	char *name;
	int descriptor;
	bool ended;                                     /* nothing left to read */
	char separator;
	int64_t size, taken;                            /* bytes; size -1 = not known */
	struct sha256 sum;
	unsigned char *chunk;
	size_t chunk_length;                            /* bytes read in advance by csv_open */
	char *text;                                     /* cells, zero-terminated */
	size_t text_used, text_size;
	size_t *offsets;
	size_t offset_count, offset_size;
	struct held_row *rows;
	size_t row_count, row_size, next;
	size_t open_first, open_text;                   /* the unfinished row: its first cell and its bytes */
	int64_t open_line;
	int64_t line;                                   /* of the byte that is parsed now */
	int last_break;                                 /* '\r' when the byte before was a carriage return outside quotes */
	bool too_long;
	const char **cells;
	size_t cell_size;
	struct error failed;                            /* told after the rows before it */
};

static void *bounded_realloc(void *block, size_t size)  /* NULL beyond the limit: libcsv then stops */
{
	return size > MOST_ROW_BYTES ? NULL : memory_grow(block, size);
}

static int64_t count_lines(const char *text, size_t length)
{
	int64_t lines = 0;
	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
	return lines;
}

static void take_cell(void *bytes, size_t length, void *owner)
{
	struct csv_reader *reader = owner;
	reader->last_break = 0;
	if (reader->offset_count == reader->open_first)
		reader->open_line = reader->line;
	reader->line += count_lines(bytes, length);
	if (reader->text_used - reader->open_text + length > MOST_ROW_BYTES) {
		reader->too_long = true;
		return;
	}
	if (reader->text_used + length + 1 > reader->text_size)
		reader->text = memory_grow(reader->text, reader->text_size = 2 * (reader->text_used + length + 1));
	if (reader->offset_count == reader->offset_size)
		reader->offsets = memory_grow(reader->offsets, (reader->offset_size = 2 * reader->offset_size + 64) * sizeof(size_t));
	reader->offsets[reader->offset_count++] = reader->text_used;
	if (length)
		memcpy(reader->text + reader->text_used, bytes, length);
	reader->text[reader->text_used + length] = '\0';
	reader->text_used += length + 1;
}

static void end_row(int byte, void *owner)
{
	struct csv_reader *reader = owner;
	size_t count = reader->offset_count - reader->open_first;
	if (byte == '\r' || byte == '\n')
		reader->line += !(byte == '\n' && reader->last_break == '\r');
	reader->last_break = byte;
	if (count == 0)
		return;
	if (reader->row_count == reader->row_size)
		reader->rows = memory_grow(reader->rows, (reader->row_size = 2 * reader->row_size + 64) * sizeof *reader->rows);
	reader->rows[reader->row_count++] =
		(struct held_row){.line = reader->open_line, .first = reader->open_first, .count = (int)count};
	reader->open_first = reader->offset_count;
	reader->open_text = reader->text_used;
}

static bool open_regular(struct csv_reader *reader, struct error *error)
{
	struct stat facts;
	const char *name = reader->name;
	reader->descriptor = open(name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);  /* a FIFO must not hang us */
	if (reader->descriptor < 0 || fstat(reader->descriptor, &facts) != 0)
		return error_set(error, ERROR_INPUT, "%s: cannot be read: %s", name, strerror(errno));
	if (S_ISDIR(facts.st_mode))
		return error_set(error, ERROR_INPUT, "%s: is a directory; name the CSV files in it", name);
	if (!S_ISREG(facts.st_mode))
		return error_set(error, ERROR_INPUT, "%s: is not a regular file; to read from a pipe give - as the file", name);
	reader->size = facts.st_size;
	return true;
}

/* Fills the chunk as far as it goes, so that a pipe's first small pieces are enough to judge by. */
static bool fill(struct csv_reader *reader, struct error *error)
{
	while (!reader->ended && reader->chunk_length < CHUNK) {
		ssize_t got = read(reader->descriptor, reader->chunk + reader->chunk_length, CHUNK - reader->chunk_length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_set(error, ERROR_INPUT, "%s: cannot be read: %s", reader->name, strerror(errno));
		reader->ended = got == 0;
		sha256_add(&reader->sum, reader->chunk + reader->chunk_length, (size_t)got);
		reader->chunk_length += (size_t)got;
		reader->taken += got;
	}
	return true;
}

static void parse(struct csv_reader *reader, const unsigned char *bytes, size_t length);

static bool begin(struct csv_reader *reader, struct error *error)
{
	if (strcmp(reader->name, "-") != 0 ? !open_regular(reader, error) : false)
		return false;
	if (!fill(reader, error))
		return false;
	const char *foreign = sniff_foreign(reader->chunk, reader->chunk_length);
	const char *shown = strcmp(reader->name, "-") == 0 ? "standard input" : reader->name;
	if (foreign)
		return error_set(error, ERROR_INPUT, "%s: is %s", shown, foreign);
	size_t start = sniff_start(reader->chunk, reader->chunk_length, &reader->separator);
	csv_set_delim(&reader->parser, (unsigned char)reader->separator);
	parse(reader, reader->chunk + start, reader->chunk_length - start);
	return true;
}

struct csv_reader *csv_open(const char *name, struct error *error)
{
	struct csv_reader *reader = memory_new(sizeof *reader);
	reader->name = memory_copy(name);
	reader->size = -1;
	reader->line = 1;
	reader->descriptor = STDIN_FILENO;
	reader->chunk = memory_new(CHUNK);
	sha256_begin(&reader->sum);
	csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
	csv_set_realloc_func(&reader->parser, bounded_realloc);
	csv_set_blk_size(&reader->parser, 1024);
	if (begin(reader, error))
		return reader;
	csv_close(reader);
	return NULL;
}

static void fail(struct csv_reader *reader, int64_t line, const char *words)
{
	if (reader->failed.kind == ERROR_NONE)
		error_set(&reader->failed, ERROR_INPUT, "%s: line %lld: %s",
			strcmp(reader->name, "-") == 0 ? "standard input" : reader->name, (long long)line, words);
}

static void finish(struct csv_reader *reader)
{
	if (csv_fini(&reader->parser, take_cell, end_row, reader) != 0)
		fail(reader, reader->line, "a quote is opened here and never closed");
}

static void parse(struct csv_reader *reader, const unsigned char *bytes, size_t length)
{
	const unsigned char *zero = memchr(bytes, 0, length);
	size_t wanted = zero ? (size_t)(zero - bytes) : length;
	size_t done = csv_parse(&reader->parser, bytes, wanted, take_cell, end_row, reader);
	reader->chunk_length = 0;
	int64_t here = reader->line + count_lines((const char *)reader->parser.entry_buf, reader->parser.entry_pos);
	if (reader->too_long || csv_error(&reader->parser) == CSV_ENOMEM || csv_error(&reader->parser) == CSV_ETOOBIG)
		fail(reader, reader->line, "the row that begins here is longer than 1 MiB: is a quote not closed?");
	else if (done < wanted)
		fail(reader, here, "a quote stands inside a cell; such a cell must be in quotes and its quotes doubled");
	else if (zero)
		fail(reader, here, "a zero byte: this is not text");
	else if (reader->ended)
		finish(reader);
}

/* The rows that were taken leave; the unfinished one moves to the front. */
static void drop_taken(struct csv_reader *reader)
{
	size_t cells = reader->offset_count - reader->open_first, bytes = reader->text_used - reader->open_text;
	if (bytes)
		memmove(reader->text, reader->text + reader->open_text, bytes);
	for (size_t i = 0; i < cells; i++)
		reader->offsets[i] = reader->offsets[reader->open_first + i] - reader->open_text;
	reader->offset_count = cells, reader->text_used = bytes;
	reader->open_first = reader->open_text = 0;
	reader->row_count = reader->next = 0;
}

static int find_bad_byte(const char *cell, size_t length)       /* -1 = good UTF-8 */
{
	size_t i = 0;
	utf8proc_int32_t point;
	while (i < length) {
		if ((unsigned char)cell[i] < 0x80) {
			i++;
			continue;
		}
		utf8proc_ssize_t taken = utf8proc_iterate((const utf8proc_uint8_t *)cell + i, (utf8proc_ssize_t)(length - i), &point);
		if (taken <= 0)
			return (unsigned char)cell[i];
		i += (size_t)taken;
	}
	return -1;
}

static void hand_out(struct csv_reader *reader, struct csv_row *row)
{
	const struct held_row *held = &reader->rows[reader->next++];
	if ((size_t)held->count > reader->cell_size)
		reader->cells = memory_grow(reader->cells, (reader->cell_size = (size_t)held->count) * sizeof(char *));
	*row = (struct csv_row){.line = held->line, .count = held->count, .cells = reader->cells, .bad_cell = -1};
	for (int i = 0; i < held->count; i++) {
		size_t at = reader->offsets[held->first + (size_t)i];
		size_t end = held->first + (size_t)i + 1 < reader->offset_count ? reader->offsets[held->first + (size_t)i + 1]
			: reader->text_used;
		reader->cells[i] = reader->text + at;
		int bad = row->bad_cell < 0 ? find_bad_byte(reader->text + at, end - at - 1) : -1;
		if (bad >= 0)
			row->bad_cell = i, row->bad_byte = bad;
	}
}

int csv_next(struct csv_reader *reader, struct csv_row *row, struct error *error)
{
	while (reader->next == reader->row_count) {
		drop_taken(reader);
		if (reader->failed.kind != ERROR_NONE) {
			if (error)
				*error = reader->failed;
			return -1;
		}
		if (reader->ended)
			return 0;
		if (!fill(reader, error))
			return -1;
		parse(reader, reader->chunk, reader->chunk_length);
	}
	hand_out(reader, row);
	return 1;
}

char csv_separator(const struct csv_reader *reader)
{
	return reader->separator;
}

double csv_progress(const struct csv_reader *reader)
{
	return reader->size > 0 ? (double)reader->taken / (double)reader->size : -1;
}

void csv_fingerprint(struct csv_reader *reader, char hex[65])
{
	struct sha256 copy = reader->sum;
	sha256_end(&copy, hex);
}

void csv_close(struct csv_reader *reader)
{
	if (!reader)
		return;
	if (reader->descriptor > STDIN_FILENO)
		close(reader->descriptor);
	csv_free(&reader->parser);
	free(reader->name), free(reader->chunk), free(reader->text), free(reader->offsets), free(reader->rows), free(reader->cells);
	free(reader);
}
