#include "colour.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct rgb rgb_of_index(int index)
{
	static const unsigned char cube[6] = {0, 95, 135, 175, 215, 255};
	if (index >= 232)
		return (struct rgb){8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232)};
	index = index < 16 ? 0 : index - 16;
	return (struct rgb){cube[index / 36], cube[index / 6 % 6], cube[index % 6]};
}

struct rgb rgb_mix(struct rgb from, struct rgb to, double part)
{
	return (struct rgb){rint(from.red + (to.red - from.red) * part), rint(from.green + (to.green - from.green) * part),
		rint(from.blue + (to.blue - from.blue) * part)};
}

static double linear(double value)                      /* sRGB's transfer curve */
{
	value /= 255;
	return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(struct rgb rgb)
{
	return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue);
}

double rgb_contrast(struct rgb a, struct rgb b)
{
	double x = luminance(a), y = luminance(b);
	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* OKLab (Ottosson 2020): distances in it follow the eye better than those of sRGB, above all in the dark blues. */
static void oklab(struct rgb rgb, double lab[3])
{
	double r = linear(rgb.red), g = linear(rgb.green), b = linear(rgb.blue);
	double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
	lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
	lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

int theme_nearest_256(unsigned char red, unsigned char green, unsigned char blue)
{
	double wanted[3], least = 1e9;
	int nearest = 16;
	oklab((struct rgb){red, green, blue}, wanted);
	for (int index = 16; index < 256; index++) {
		double have[3], distance = 0;
		oklab(rgb_of_index(index), have);
		for (int i = 0; i < 3; i++)
			distance += (have[i] - wanted[i]) * (have[i] - wanted[i]);
		if (distance < least)
			least = distance, nearest = index;
	}
	return nearest;
}

struct colour colour_of_rgb(struct rgb rgb)
{
	struct colour colour = {true, (unsigned char)rgb.red, (unsigned char)rgb.green, (unsigned char)rgb.blue, -1};
	colour.index256 = (short)theme_nearest_256(colour.red, colour.green, colour.blue);
	return colour;
}

bool colour_parse(const char *text, struct colour *colour)
{
	const char *digits = text[0] == '#' ? text + 1 : text;
	if (strlen(digits) != 6 || strspn(digits, "0123456789abcdefABCDEF") != 6)
		return false;
	unsigned long value = strtoul(digits, NULL, 16);
	*colour = colour_of_rgb((struct rgb){value >> 16, value >> 8 & 255, value & 255});
	return true;
}

/* ---- ink on what is filled ---- */
static struct rgb shown_256(const struct theme *theme, enum role role)
{
	struct colour colour = theme->colour[role];
	return colour.index256 >= 16 ? rgb_of_index(colour.index256) : rgb_of(colour);
}

enum role theme_ink_on_256(const struct theme *theme, enum role role)
{
	struct rgb under = shown_256(theme, role);
	double paper = rgb_contrast(shown_256(theme, ROLE_PAPER), under);
	return paper > rgb_contrast(shown_256(theme, ROLE_STRONG), under) ? ROLE_PAPER : ROLE_STRONG;
}

enum role theme_ink_on(const struct theme *theme, enum role role)
{
	struct rgb under = rgb_of(theme->colour[role]);
	double paper = rgb_contrast(rgb_of(theme->colour[ROLE_PAPER]), under);
	return paper > rgb_contrast(rgb_of(theme->colour[ROLE_STRONG]), under) ? ROLE_PAPER : ROLE_STRONG;
}

static bool step_reads(const struct theme *theme, enum role step)
{
	enum role ink = theme_ink_on(theme, step), ink_256 = theme_ink_on_256(theme, step);
	return rgb_contrast(rgb_of(theme->colour[ink]), rgb_of(theme->colour[step])) >= 4.5 &&
	       rgb_contrast(shown_256(theme, ink_256), shown_256(theme, step)) >= 4.5;
}

void theme_mix_ramp(struct theme *theme, enum role accent)
{
	static const double parts[5] = {0.22, 0.35, 0.46, 0.78, 1};
	struct rgb paper = rgb_of(theme->colour[ROLE_PAPER]), full = rgb_of(theme->colour[accent]);
	for (int i = 0; i < 5; i++) {
		enum role step = role_ramp(accent, i + 1);
		for (int away = 0; away <= 80; away++) {        /* 0, +1, -1, +2, -2 … hundredths */
			double part = parts[i] + (away % 2 ? 1 : -1) * ((away + 1) / 2) * 0.01;
			if (part < 0.1 || part > 1)
				continue;
			theme->colour[step] = colour_of_rgb(rgb_mix(paper, full, part));
			if (step_reads(theme, step))
				break;
		}
	}
}
