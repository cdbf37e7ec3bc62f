#include "draw.h"

#include <string.h>

/* Seven segments (a top, then clockwise, g the middle) drawn in half cells, 4 x 5 at scale 1 and k times that for the
   wall; in console and ASCII of `_` and `|` in the same room. */
enum { SEGMENT_A = 1, SEGMENT_B = 2, SEGMENT_C = 4, SEGMENT_D = 8, SEGMENT_E = 16, SEGMENT_F = 32, SEGMENT_G = 64 };
enum sign { SIGN_DIGIT, SIGN_ONE, SIGN_POINT, SIGN_COLON, SIGN_BLANK, SIGN_PICTURE };

struct shape {
	enum sign sign;
	int segments;
	int width;                                      /* half cells at scale 1 */
	const char *rows[5];                            /* SIGN_PICTURE */
	const char *letter;                             /* of a picture, where there are no blocks */
};
struct size { int k, height, stroke, drop; };           /* height in half cells; drop: empty ones above */

static struct size size_of(int scale)
{
	int k = scale < 1 ? 1 : scale > 20 ? 20 : scale, height = k == 1 ? 5 : 7 * k - 1;
	return (struct size){.k = k, .height = height, .stroke = k, .drop = height % 2};
}

static struct shape shape_of(const char *letter)
{
	static const int segments[10] = {63, 6, 91, 79, 102, 109, 125, 7, 127, 111};
	if (letter[0] == '1')
		return (struct shape){.sign = SIGN_ONE, .width = 2};
	if (letter[0] >= '0' && letter[0] <= '9')
		return (struct shape){.segments = segments[letter[0] - '0'], .width = 4};
	if (letter[0] == '-' || strcmp(letter, "−") == 0 || strcmp(letter, "–") == 0)
		return (struct shape){.segments = SEGMENT_G, .width = 4};
	if (letter[0] == '.' || letter[0] == ',')
		return (struct shape){.sign = SIGN_POINT, .width = 1};
	if (letter[0] == ':')
		return (struct shape){.sign = SIGN_COLON, .width = 1};
	if (letter[0] == '%')
		return (struct shape){SIGN_PICTURE, 0, 5, {"##  #", "## # ", "  #  ", " # ##", "#  ##"}, "%"};
	if (strcmp(letter, "▲") == 0)
		return (struct shape){SIGN_PICTURE, 0, 6, {"  ##  ", "  ##  ", " #### ", " #### ", "######"}, "▲"};
	if (strcmp(letter, "▼") == 0)
		return (struct shape){SIGN_PICTURE, 0, 6, {"######", " #### ", " #### ", "  ##  ", "  ##  "}, "▼"};
	return (struct shape){.sign = SIGN_BLANK, .width = 2};
}

static bool digit_pixel(int segments, struct size size, int x, int y)
{
	int w = 4 * size.k, h = size.height, s = size.stroke, mid = (h - s) / 2;
	bool left = x < s, right = x >= w - s, upper = y < mid + s, lower = y >= mid;
	return (segments & SEGMENT_A && y < s) || (segments & SEGMENT_D && y >= h - s) ||
	       (segments & SEGMENT_G && y >= mid && y < mid + s) || (segments & SEGMENT_F && left && upper) ||
	       (segments & SEGMENT_B && right && upper) || (segments & SEGMENT_E && left && lower) ||
	       (segments & SEGMENT_C && right && lower);
}

/* A per cent sign that is large enough for two hollow boxes. */
static bool percent_pixel(struct size size, int x, int y)
{
	int w = 5 * size.k, h = size.height, box = 2 * size.k, high = 2 * h / 5, edge = size.k / 2;
	if (x >= w - box && y >= h - high)
		x = w - 1 - x, y = h - 1 - y;
	if (x < box && y < high)
		return x < edge || x >= box - edge || y < edge || y >= high - edge;
	int slope = (w - 1) * (h - 1 - y) / (h - 1);
	return x >= slope - size.k / 2 && x <= slope + size.k / 2;
}

static bool shape_pixel(const struct shape *shape, struct size size, int x, int y)
{
	int s = size.stroke, h = size.height;
	if (y < 0 || y >= h)
		return false;
	switch (shape->sign) {
	case SIGN_DIGIT: return digit_pixel(shape->segments, size, x, y);
	case SIGN_ONE: return x >= s || y < s;
	case SIGN_POINT: return y >= h - s;
	case SIGN_COLON: return (y >= h / 4 && y < h / 4 + s) || (y >= h - h / 4 - s && y < h - h / 4);
	case SIGN_PICTURE:
		if (size.k > 1 && shape->letter[0] == '%')
			return percent_pixel(size, x, y);
		return shape->rows[y * 5 / h][x / size.k] == '#';
	default: return false;
	}
}

static void draw_blocks(struct area area, int x, int y, const struct shape *shape, struct size size, enum role role)
{
	static const char *const blocks[] = {" ", "▀", "▄", "█"};
	for (int row = 0; row < (size.height + size.drop) / 2; row++)
		for (int column = 0; column < shape->width * size.k; column++) {
			int up = shape_pixel(shape, size, column, 2 * row - size.drop);
			int down = shape_pixel(shape, size, column, 2 * row + 1 - size.drop);
			if (up || down)
				draw_glyph(area, x + column, y + row, blocks[up + 2 * down], role);
		}
}

/* Columns of a digit in letters: as with blocks, but 3 at scale 1. */
static int line_width(const struct shape *shape, struct size size)
{
	return shape->sign == SIGN_DIGIT && size.k == 1 ? 3 : shape->width * size.k;
}

static void draw_strokes(struct area area, int x, int y, int segments, int width, int half, enum role role)
{
	for (int i = 1; i < width - 1; i++) {
		if (segments & SEGMENT_A)
			draw_glyph(area, x + i, y, "_", role);
		if (segments & SEGMENT_G)
			draw_glyph(area, x + i, y + half, "_", role);
		if (segments & SEGMENT_D)
			draw_glyph(area, x + i, y + 2 * half, "_", role);
	}
	for (int i = 1; i <= half; i++) {
		if (segments & SEGMENT_F)
			draw_glyph(area, x, y + i, "|", role);
		if (segments & SEGMENT_B)
			draw_glyph(area, x + width - 1, y + i, "|", role);
		if (segments & SEGMENT_E)
			draw_glyph(area, x, y + half + i, "|", role);
		if (segments & SEGMENT_C)
			draw_glyph(area, x + width - 1, y + half + i, "|", role);
	}
}

static void draw_letters(struct area area, int x, int y, const struct shape *shape, struct size size, enum role role)
{
	int width = line_width(shape, size), rows = (size.height + size.drop) / 2, half = (rows - 1) / 2;
	y += rows - 1 - 2 * half;                       /* on the base line */
	if (shape->sign == SIGN_DIGIT)
		draw_strokes(area, x, y, shape->segments, width, half, role);
	else if (shape->sign == SIGN_ONE)
		draw_strokes(area, x, y, SEGMENT_B | SEGMENT_C, width, half, role);
	else if (shape->sign == SIGN_PICTURE)
		draw_glyph(area, x + width / 2, y + 2 * half, shape->letter, role);
	else if (shape->sign != SIGN_BLANK)
		draw_glyph(area, x, y + 2 * half, ".", role);
	if (shape->sign == SIGN_COLON)
		draw_glyph(area, x, y + half, ".", role);
}

/* Walks the digits; draws when area is not NULL. Returns the width. */
static int walk(const struct area *area, int x, int y, int scale, const char *digits, enum role role)
{
	struct size size = size_of(scale);
	bool blocks = !area || area->screen->glyphs == GLYPHS_FULL;
	int left = 0;
	for (size_t taken; (taken = text_next(digits, NULL)) > 0; digits += taken) {
		char letter[8] = "";
		if ((unsigned char)*digits < 0x20 || taken >= sizeof letter)
			continue;
		memcpy(letter, digits, taken);
		struct shape shape = shape_of(letter);
		if (left > 0)
			left += size.k;
		if (area && blocks)
			draw_blocks(*area, x + left, y, &shape, size, role);
		else if (area)
			draw_letters(*area, x + left, y, &shape, size, role);
		left += blocks ? shape.width * size.k : line_width(&shape, size);
	}
	return left;
}

int area_digits(struct area area, int x, int y, int scale, const char *digits, enum role role)
{
	return walk(&area, clamp_place(x), clamp_place(y), scale, digits, role);
}

int digits_width(int scale, const char *digits)
{
	return walk(NULL, 0, 0, scale, digits, ROLE_TEXT);
}

int digits_height(int scale)
{
	struct size size = size_of(scale);
	return (size.height + size.drop) / 2;
}
