#include "teamtop/base.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16, EXIT_SOFTWARE = 70 };

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(ALIGNMENT) unsigned char bytes[];
};

struct arena {
	struct block *blocks;                           /* newest first */
};

static void (*exhausted)(void);

void memory_on_exhausted(void (*restore)(void))
{
	exhausted = restore;
}

static void memory_stop(void)
{
	static const char words[] = "teamtop: out of memory\n";
	if (exhausted)
		exhausted();
	(void)!write(STDERR_FILENO, words, sizeof words - 1);
	_exit(EXIT_SOFTWARE);
}

void *memory_new(size_t size)
{
	void *block = calloc(1, size ? size : 1);
	if (!block)
		memory_stop();
	return block;
}

void *memory_grow(void *block, size_t size)
{
	void *grown = realloc(block, size ? size : 1);
	if (!grown)
		memory_stop();
	return grown;
}

char *memory_copy(const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(memory_new(size), text, size);
}

struct arena *arena_new(void)
{
	return memory_new(sizeof(struct arena));
}

static void blocks_free(struct block *block)
{
	while (block) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	blocks_free(arena->blocks);
	free(arena);
}

void arena_clear(struct arena *arena)
{
	if (!arena->blocks)
		return;
	blocks_free(arena->blocks->next);
	arena->blocks->next = NULL;
	memset(arena->blocks->bytes, 0, arena->blocks->used);
	arena->blocks->used = 0;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct block *block = arena->blocks;
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		block = memory_new(sizeof *block + room);
		block->size = room;
		block->next = arena->blocks;
		arena->blocks = block;
	}
	void *place = block->bytes + block->used;
	block->used += size;
	return place;
}

char *arena_copy(struct arena *arena, const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(arena_alloc(arena, size), text, size);
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int length = vsnprintf(NULL, 0, format, list);
	va_end(list);
	char *text = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
	if (length > 0)
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}
