/* text_map - texts to numbers: ids of what has been looked up, keys that have been seen. */
#ifndef INGEST_TEXT_MAP_H
#define INGEST_TEXT_MAP_H

#include "teamtop/base.h"

struct text_map;
struct text_map *text_map_new(void);
void text_map_free(struct text_map *map);               /* NULL is fine */
void text_map_clear(struct text_map *map);
/* The number kept for the text, 0 at first; the pointer is good until the next call. *key, when not NULL, receives the
   map's own copy of the text, which lives as long as the map. */
int64_t *text_map_at(struct text_map *map, const char *text, const char **key);
size_t text_map_count(const struct text_map *map);

#endif
