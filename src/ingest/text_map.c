#include "text_map.h"

#include <stdlib.h>
#include <string.h>

struct entry {
	const char *key;
	uint64_t hash;
	int64_t number;
};

struct text_map {
	struct arena *arena;                            /* the keys */
	struct entry *entries;                          /* open addressing, linear */
	size_t size, count;                             /* size is a power of two */
};

enum { FIRST_SIZE = 256 };

struct text_map *text_map_new(void)
{
	struct text_map *map = memory_new(sizeof *map);
	map->arena = arena_new();
	map->size = FIRST_SIZE;
	map->entries = memory_new(map->size * sizeof *map->entries);
	return map;
}

void text_map_free(struct text_map *map)
{
	if (!map)
		return;
	arena_free(map->arena);
	free(map->entries);
	free(map);
}

void text_map_clear(struct text_map *map)
{
	arena_clear(map->arena);
	memset(map->entries, 0, map->size * sizeof *map->entries);
	map->count = 0;
}

/* FNV-1a, 64 bits, its high half folded in (Fowler, Noll, Vo). */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = 14695981039346656037u;
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return hash ^ hash >> 32;
}

static struct entry *place_of(const struct text_map *map, const char *text, uint64_t hash)
{
	for (size_t i = hash & (map->size - 1);; i = (i + 1) & (map->size - 1)) {
		struct entry *entry = &map->entries[i];
		if (!entry->key || (entry->hash == hash && strcmp(entry->key, text) == 0))
			return entry;
	}
}

static void grow(struct text_map *map)
{
	struct entry *old = map->entries;
	size_t size = map->size;
	map->size *= 2;
	map->entries = memory_new(map->size * sizeof *map->entries);
	for (size_t i = 0; i < size; i++)
		if (old[i].key)
			*place_of(map, old[i].key, old[i].hash) = old[i];
	free(old);
}

int64_t *text_map_at(struct text_map *map, const char *text, const char **key)
{
	if (2 * map->count >= map->size)
		grow(map);
	uint64_t hash = hash_of(text);
	struct entry *entry = place_of(map, text, hash);
	if (!entry->key) {
		*entry = (struct entry){.key = arena_copy(map->arena, text), .hash = hash};
		map->count++;
	}
	if (key)
		*key = entry->key;
	return &entry->number;
}

size_t text_map_count(const struct text_map *map)
{
	return map->count;
}
