/* A plain CSV file in memory (quotes stay in their cells), for reference sets. */
#ifndef TEAMTOP_TESTS_SHEET_H
#define TEAMTOP_TESTS_SHEET_H

#include <stddef.h>

struct sheet { size_t rows, columns; char **name, **cell; char *bytes; };      /* cell[rows][columns] */
/* The file below the shared folder; rows 0 where it is not there (and this has said so). */
struct sheet sheet_read(const char *path);
void sheet_free(struct sheet *table);
size_t sheet_column(const struct sheet *table, const char *name);      /* fails the test when there is none */
const char *sheet_cell(const struct sheet *table, size_t row, size_t column);
double sheet_number(const struct sheet *table, size_t row, size_t column);
double sheet_day(const struct sheet *table, size_t row, size_t column); /* NAN for what is no date */

#endif
