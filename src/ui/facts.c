#include "facts.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *facts_type(struct error *error)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._";
	const char *type = getenv("TERM");
	if (!type || !*type || strcmp(type, "dumb") == 0) {
		error_set(error, ERROR_USAGE, "TERM=%s: this terminal cannot move its cursor; use `teamtop show overview FILE`, or set TERM",
			type ? type : "");
		return NULL;
	}
	return strlen(type) < 64 && strspn(type, allowed) == strlen(type) ? type : "xterm-256color";
}

enum glyphs facts_glyphs(const char *type, const struct terminal_options *options)
{
	if (options->ascii || glyphs_of_locale() == GLYPHS_ASCII || strncmp(type, "vt", 2) == 0)
		return GLYPHS_ASCII;
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && !setlocale(LC_CTYPE, "C.UTF-8"))
		return GLYPHS_ASCII;
	return strncmp(type, "linux", 5) == 0 ? GLYPHS_CONSOLE : GLYPHS_FULL;
}

bool facts_no_colour(const struct terminal_options *options)
{
	const char *refused = getenv("NO_COLOR");
	return options->no_color || (refused && *refused);
}

bool facts_true_colour(const char *type)
{
	static const char *const others[] = {"screen", "tmux", "linux", "vt", "rxvt"};
	const char *colours = getenv("COLORTERM");
	if (!colours || (strcmp(colours, "truecolor") != 0 && strcmp(colours, "24bit") != 0))
		return false;
	for (size_t i = 0; i < COUNT_OF(others); i++)
		if (strncmp(type, others[i], strlen(others[i])) == 0)
			return false;
	return true;
}

int64_t facts_milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
