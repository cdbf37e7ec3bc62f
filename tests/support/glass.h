/* A terminal of libvterm: fed with bytes, compared with a screen cell by cell. */
#ifndef TEAMTOP_TESTS_GLASS_H
#define TEAMTOP_TESTS_GLASS_H

#include <stdbool.h>
#include <stddef.h>

#include "teamtop/ui.h"

struct glass;
struct glass *glass_new(int columns, int rows);
void glass_free(struct glass *glass);
void glass_feed(struct glass *glass, const char *bytes, size_t length);
void glass_resize(struct glass *glass, int columns, int rows);
/* Letters, colours and attributes of every cell; says where and how they differ. */
bool glass_equals(struct glass *glass, const struct screen *screen, const struct theme *theme, enum colour_depth depth,
	char why[200]);
/* Cells this terminal gives to a text: libvterm 0.1.4 knows the widths of Unicode 9, so newer letters are left out. */
int glass_width(const char *utf8);
/* Letters of one row, UTF-8, without trailing blanks; the caller frees. */
char *glass_row(struct glass *glass, int row);

#endif
