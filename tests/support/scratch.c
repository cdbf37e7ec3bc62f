#include "scratch.h"

struct arena *scratch;

int scratch_open(void **state)
{
	(void)state;
	scratch = arena_new();
	return 0;
}

int scratch_close(void **state)
{
	(void)state;
	arena_free(scratch);
	return 0;
}
