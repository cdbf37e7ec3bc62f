#include "group.h"
#include "text_map.h"

#include <stdlib.h>
#include <string.h>

struct group {
	struct cell *cells;                             /* one a slot; the texts are the group's */
	int64_t line, rows;
};

struct groups {
	const struct grouping *rule;
	const struct binding *binding;
	struct text_map *keys;                          /* to index + 1 */
	struct group *list;
	size_t count, size;
	bool *known;                                    /* slots whose last known cell stands */
	struct arena *scratch;
};

struct groups *groups_new(const struct grouping *rule, const struct binding *binding)
{
	struct groups *groups = memory_new(sizeof *groups);
	*groups = (struct groups){.rule = rule, .binding = binding, .keys = text_map_new(), .scratch = arena_new()};
	groups->known = memory_new((size_t)binding->count * sizeof(bool));
	for (unsigned i = 0; i < rule->known_count; i++) {
		const char *key = header_key(groups->scratch, rule->known[i]);
		for (int k = 0; k < binding->count; k++)
			if (strcmp(binding->slots[k].key, key) == 0)
				groups->known[k] = true;
	}
	return groups;
}

void groups_free(struct groups *groups)
{
	if (!groups)
		return;
	for (size_t i = 0; i < groups->count; i++) {
		for (int k = 0; k < groups->binding->count; k++)
			free((char *)groups->list[i].cells[k].text);
		free(groups->list[i].cells);
	}
	text_map_free(groups->keys);
	arena_free(groups->scratch);
	free(groups->list), free(groups->known), free(groups);
}

static const char *key_of(struct groups *groups, const struct cell *cells)
{
	const char *key = NULL;
	arena_clear(groups->scratch);
	for (unsigned i = 0; i < groups->rule->by_count; i++) {
		const char *text = cells[groups->rule->by_slot[i]].text;
		if (!text)
			return NULL;
		key = key ? arena_print(groups->scratch, "%s\x1f%s", key, text) : text;
	}
	return key;
}

static void keep(struct cell *cell, const char *text, int64_t line)
{
	cell->line = line;
	if (cell->text && text && strcmp(cell->text, text) == 0)
		return;
	free((char *)cell->text);
	cell->text = text ? memory_copy(text) : NULL;
}

static bool is_word(const char *text, const struct first_rule *rule)
{
	for (unsigned i = 0; text && i < rule->words_count; i++)
		if (strcmp(text, rule->words[i]) == 0)
			return true;
	return false;
}

/* Judged before the row's own cells replace those of the row before. */
static void keep_first(struct group *group, const struct first_rule *rule, const struct cell *cells, int64_t line)
{
	struct cell *held = &group->cells[rule->slot];
	if (!held->text && is_word(group->cells[rule->left_slot].text, rule) && !is_word(cells[rule->left_slot].text, rule))
		keep(held, cells[rule->column_slot].text, line);
}

static struct group *group_of(struct groups *groups, const char *key)
{
	int64_t *at = text_map_at(groups->keys, key, NULL);
	if (*at)
		return &groups->list[*at - 1];
	if (groups->count == groups->size)
		groups->list = memory_grow(groups->list, (groups->size = 2 * groups->size + 256) * sizeof(struct group));
	*at = (int64_t)++groups->count;
	struct group *group = &groups->list[groups->count - 1];
	*group = (struct group){.cells = memory_new((size_t)groups->binding->count * sizeof(struct cell))};
	return group;
}

bool groups_add(struct groups *groups, const struct cell *cells, int64_t line)
{
	const char *key = key_of(groups, cells);
	if (!key)
		return false;
	struct group *group = group_of(groups, key);
	for (unsigned i = 0; group->rows && i < groups->rule->first_count; i++)
		keep_first(group, &groups->rule->first[i], cells, line);
	for (int i = 0; i < groups->binding->count; i++)
		if (groups->binding->slots[i].column >= 0 && (cells[i].text || !groups->known[i]))
			keep(&group->cells[i], cells[i].text, line);
	group->line = line, group->rows++;
	return true;
}

size_t groups_count(const struct groups *groups)
{
	return groups->count;
}

const struct cell *groups_cells(const struct groups *groups, size_t at, int64_t *line, int64_t *rows)
{
	*line = groups->list[at].line, *rows = groups->list[at].rows;
	return groups->list[at].cells;
}
