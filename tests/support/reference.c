#include "reference.h"

#include <math.h>
#include <stdlib.h>

static void reference_path(const char *name, char path[4096])
{
	const char *folder = getenv("TEAMTOP_SHARED");
	snprintf(path, 4096, "%s/%s", folder && *folder ? folder : "../shared", name);
}

FILE *reference_file(const char *name)
{
	char path[4096];
	reference_path(name, path);
	FILE *file = fopen(path, "r");
	if (!file)
		printf("skipped: %s is not there\n", path);
	return file;
}

json_t *reference_json(const char *name)
{
	FILE *file = reference_file(name);
	if (!file)
		return NULL;
	json_error_t error;
	json_t *json = json_loadf(file, 0, &error);
	fclose(file);
	if (!json)
		printf("%s: line %d: %s\n", name, error.line, error.text);
	return json;
}

double *reference_numbers(const json_t *array, size_t *count)
{
	*count = json_array_size(array);
	double *numbers = calloc(*count ? *count : 1, sizeof *numbers);
	if (!numbers)
		abort();
	for (size_t i = 0; i < *count; i++)
		numbers[i] = json_number_value(json_array_get(array, i));
	return numbers;
}

double reference_number(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	return json_is_number(value) ? json_number_value(value) : NAN;
}

bool reference_close(double a, double b, double relative)
{
	double larger = fmax(fabs(a), fabs(b));
	bool close = fabs(a - b) <= fmax(relative * larger, 1e-12);
	if (!close)
		printf("%.15g is not %.15g\n", a, b);
	return close;
}
