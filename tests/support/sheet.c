#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "sheet.h"

#include "reference.h"
#include "teamtop/base.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(FILE *file)
{
	size_t used = 0, room = 1 << 16;
	char *bytes = memory_new(room + 1);
	for (size_t got; (got = fread(bytes + used, 1, room - used, file)) > 0;) {
		used += got;
		if (used == room)
			bytes = memory_grow(bytes, (room *= 2) + 1);
	}
	bytes[used] = '\0';
	return bytes;
}

/* The comma that ends a cell; those between quotes are letters. */
static char *cell_end(char *cell)
{
	for (bool quoted = false; *cell; cell++) {
		if (*cell == '"')
			quoted = !quoted;
		else if (*cell == ',' && !quoted)
			return cell;
	}
	return NULL;
}

/* Cuts a line into cells in place; returns where the next line begins. */
static char *cut(char *line, char **cell, size_t most, size_t *count)
{
	char *end = line + strcspn(line, "\n"), *next = *end ? end + 1 : end;
	*end = '\0';
	line[strcspn(line, "\r")] = '\0';
	for (*count = 0; line && *count < most; ++*count) {
		cell[*count] = line;
		line = cell_end(line);
		if (line)
			*line++ = '\0';
	}
	return next;
}

struct sheet sheet_read(const char *path)
{
	enum { MOST = 64 };
	struct sheet table = {0};
	FILE *file = reference_file(path);
	if (!file)
		return table;
	table.bytes = read_all(file);
	fclose(file);
	size_t lines = 1, count;
	for (const char *at = table.bytes; (at = strchr(at, '\n')); at++)
		lines++;
	char *at = table.bytes + (strncmp(table.bytes, "\xEF\xBB\xBF", 3) ? 0 : 3);
	table.name = memory_new(MOST * sizeof(char *));
	at = cut(at, table.name, MOST, &table.columns);
	table.cell = memory_new((lines * table.columns + MOST) * sizeof(char *));
	while (*at) {
		at = cut(at, table.cell + table.rows * table.columns, table.columns, &count);
		table.rows += count == table.columns;
	}
	return table;
}

void sheet_free(struct sheet *table)
{
	free(table->name), free(table->cell), free(table->bytes);
}

size_t sheet_column(const struct sheet *table, const char *name)
{
	for (size_t i = 0; i < table->columns; i++)
		if (!strcmp(table->name[i], name))
			return i;
	fail_msg("no column %s", name);
	return 0;
}

const char *sheet_cell(const struct sheet *table, size_t row, size_t column)
{
	return table->cell[row * table->columns + column];
}

double sheet_number(const struct sheet *table, size_t row, size_t column)
{
	return strtod(sheet_cell(table, row, column), NULL);
}

double sheet_day(const struct sheet *table, size_t row, size_t column)
{
	int64_t day;
	return day_parse(sheet_cell(table, row, column), &day) ? (double)day : NAN;
}
