/* How a sample database remembers what it was made of: the `file` of its import_run, which the live continuation reads. */
#ifndef TEAMTOP_SAMPLE_FILE_H
#define TEAMTOP_SAMPLE_FILE_H

#include "teamtop/store.h"

#define SAMPLE_PRESET "sample"
enum { LEAST_PEOPLE = 5, MOST_PEOPLE = 20000, MOST_MONTHS = 240 };

struct sample_file {
	int people, months;
	int64_t seed, until;
	uint64_t scenario;                              /* checksum of the scenario file */
	int64_t last;                                   /* UTC of the last moment written */
};

void sample_file_print(const struct sample_file *file, char *text, size_t size);
/* Refuses a database that is not a sample of ours. */
bool sample_file_read(struct writer *writer, struct sample_file *file, struct error *error);
int64_t sample_local(struct writer *writer, int64_t time);      /* local wall clock seconds of a UTC time */

#endif
