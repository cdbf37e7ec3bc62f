#include "import.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct number_words words_of(int64_t number)
{
	char digits[24];
	struct number_words words = {{0}};
	int length = snprintf(digits, sizeof digits, "%lld", (long long)number), used = 0;
	for (int i = 0; i < length; i++) {
		if (i > 0 && digits[i - 1] != '-' && (length - i) % 3 == 0)
			words.text[used++] = ',';
		words.text[used++] = digits[i];
	}
	return words;
}

int64_t import_time(struct import *import, int64_t local)
{
	return import->zone ? other_zone_time(import->zone, local) : writer_time(import->writer, local);
}

int64_t import_day(struct import *import, int64_t time)
{
	return import->zone ? other_zone_day(import->zone, time) : writer_day(import->writer, time);
}

enum verdict refuse(struct import_refusal *refusal, int64_t line, int column, const char *name, const char *format, ...)
{
	va_list list;
	*refusal = (struct import_refusal){.line = line, .column = column};
	snprintf(refusal->name, sizeof refusal->name, "%s", name);
	va_start(list, format);
	vsnprintf(refusal->reason, sizeof refusal->reason, format, list);
	va_end(list);
	return VERDICT_REFUSED;
}

enum verdict verdict_of(const struct error *error, struct import_refusal *refusal)
{
	if (error->kind != ERROR_CONFLICT)
		return VERDICT_FAILED;
	return refuse(refusal, 0, 0, "", "%.190s", error->message);
}
