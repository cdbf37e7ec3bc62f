#include "teamtop/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	if (!error)
		return false;
	va_list list;
	va_start(list, format);
	error->kind = kind;
	vsnprintf(error->message, sizeof error->message, format, list);
	va_end(list);
	return false;
}

bool error_prefix(struct error *error, const char *format, ...)
{
	if (!error)
		return false;
	char before[sizeof error->message], message[sizeof error->message];
	va_list list;
	va_start(list, format);
	vsnprintf(before, sizeof before, format, list);
	va_end(list);
	memcpy(message, error->message, sizeof message);
	size_t length = strlen(before);
	snprintf(error->message, sizeof error->message, "%.*s: %.*s", (int)length, before,
		(int)(sizeof message - 3 > length ? sizeof message - 3 - length : 0), message);
	return false;
}

enum exit_code error_exit_code(const struct error *error)
{
	switch (error->kind) {
	case ERROR_NONE:
		return EXIT_DONE;
	case ERROR_USAGE:
		return EXIT_USAGE;
	case ERROR_INPUT:
		return EXIT_FOUND;
	default:
		return EXIT_DATABASE;
	}
}

int error_tell(const struct error *error)
{
	struct arena *arena = arena_new();
	fprintf(stderr, "teamtop: %s\n", text_clean(arena, error->message, strlen(error->message)));
	arena_free(arena);
	return (int)error_exit_code(error);
}
