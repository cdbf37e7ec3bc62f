#include "bind.h"
#include "relations.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NOT_THERE = -1, MADE = -2 };

void summary_note(struct import_summary *summary, const char *format, ...)
{
	if (summary->note_count == (int)COUNT_OF(summary->notes))
		return;
	va_list list;
	va_start(list, format);
	vsnprintf(summary->notes[summary->note_count++], sizeof summary->notes[0], format, list);
	va_end(list);
}

char *header_key(struct arena *arena, const char *name)
{
	if (strncasecmp(name, "ssot__", 6) == 0)
		name += 6;
	else if (strncasecmp(name, "std__", 5) == 0)
		name += 5;
	size_t length = strlen(name), used = 0;
	if (length > 3 && strcasecmp(name + length - 3, "__c") == 0)
		length -= 3;
	char *key = arena_alloc(arena, length + 1);
	for (size_t i = 0; i < length; i++)
		if (!strchr(" _-\t", name[i]))
			key[used++] = (char)((unsigned char)name[i] < 0x80 ? tolower((unsigned char)name[i]) : name[i]);
	key[used] = '\0';
	return key;
}

static int slot_of(struct binding *binding, const char *name)
{
	size_t length = strlen(name);
	char *plain = arena_copy(binding->arena, name);
	if (length > 1 && plain[length - 1] == '?')
		plain[length - 1] = '\0';
	const char *key = header_key(binding->arena, plain);
	for (int i = 0; i < binding->count; i++)
		if (strcmp(binding->slots[i].key, key) == 0)
			return i;
	if (binding->count == binding->size)
		binding->slots = memory_grow(binding->slots, (size_t)(binding->size = 2 * binding->size + 16) * sizeof(struct slot));
	binding->slots[binding->count] = (struct slot){.name = plain, .key = key, .column = NOT_THERE};
	return binding->count++;
}

static void slots_of(struct binding *binding, char **names, unsigned count, int *slots)
{
	for (unsigned i = 0; i < count; i++)
		slots[i] = slot_of(binding, names[i]);
}

static void name_conditions(struct binding *binding, struct condition *where, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		where[i].slot = slot_of(binding, where[i].column);
}

static void name_group(struct binding *binding, struct grouping *group)
{
	slots_of(binding, group->by, group->by_count, group->by_slot);
	for (unsigned i = 0; i < group->known_count; i++)
		slot_of(binding, group->known[i]);
	for (unsigned i = 0; i < group->first_count; i++) {
		struct first_rule *first = &group->first[i];
		first->slot = slot_of(binding, first->name);
		first->column_slot = slot_of(binding, first->column);
		first->left_slot = slot_of(binding, first->left);
		binding->slots[first->slot].column = MADE;
	}
}

static void name_all(struct binding *binding, struct mapping *mapping)
{
	if (mapping->group)
		name_group(binding, mapping->group);
	for (unsigned i = 0; i < mapping->skip_count; i++)
		name_conditions(binding, mapping->skip[i].where, mapping->skip[i].where_count);
	for (unsigned i = 0; i < mapping->rows_count; i++) {
		struct output_rule *output = &mapping->rows[i];
		name_conditions(binding, output->where, output->where_count);
		for (unsigned k = 0; k < output->columns_count; k++) {
			struct column_rule *rule = &output->columns[k];
			slots_of(binding, rule->from, rule->from_count, rule->from_slot);
			slots_of(binding, rule->or_from, rule->or_from_count, rule->or_slot);
			slots_of(binding, rule->not_before, rule->not_before_count, rule->not_before_slot);
		}
	}
}

/* Appends ", word" to a list that may become too long for its place. */
static void list_add(char *list, size_t size, const char *word, int *more)
{
	size_t length = strlen(list);
	if (length + strlen(word) + 24 > size)
		++*more;
	else
		snprintf(list + length, size - length, "%s%s", length ? ", " : "", word);
}

static void list_end(char *list, size_t size, int more)
{
	size_t length = strlen(list);
	if (more)
		snprintf(list + length, size - length, " and %d more", more);
}

static bool is_protected(const char *key)
{
	static const char *const WORDS[] = {"emotion", "sentiment", "religion", "ethnic", "unionmember", "tradeunion", "disability",
		"healthstatus", "sexualorientation", "pregnan"};
	for (size_t i = 0; i < COUNT_OF(WORDS); i++)
		if (strstr(key, WORDS[i]))
			return true;
	return false;
}

static bool find_columns(struct binding *binding, const struct csv_row *header, const char *file,
	struct import_summary *summary, struct error *error)
{
	char unused[300] = "", never[200] = "";
	int more = 0, more_never = 0;
	for (int i = 0; i < header->count; i++) {
		const char *key = header_key(binding->arena, header->cells[i]);
		struct slot *slot = NULL;
		for (int k = 0; k < binding->count; k++)
			if (binding->slots[k].column != MADE && strcmp(binding->slots[k].key, key) == 0)
				slot = &binding->slots[k];
		if (is_protected(key))
			list_add(never, sizeof never, header->cells[i], &more_never);
		else if (slot && slot->column >= 0)
			return error_set(error, ERROR_INPUT, "%s: line %lld: the column %s stands twice (%d and %d)", file,
				(long long)header->line, header->cells[i], slot->column + 1, i + 1);
		else if (slot)
			slot->column = i;
		else if (*key)
			list_add(unused, sizeof unused, header->cells[i], &more);
	}
	list_end(unused, sizeof unused, more), list_end(never, sizeof never, more_never);
	if (*unused)
		summary_note(summary, "columns not used: %s", unused);
	if (*never)
		summary_note(summary, "columns never imported, because such things about people are not for a dashboard: %s", never);
	return true;
}

bool binding_has(const struct binding *binding, const int *slots, char *const *names, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (binding->slots[slots[i]].column == NOT_THERE && names[i][strlen(names[i]) - 1] != '?')
			return false;
	return count > 0;
}

bool binding_gives(const struct binding *binding, const struct column_rule *rule)
{
	return rule->value || binding_has(binding, rule->from_slot, rule->from, rule->from_count) ||
	       binding_has(binding, rule->or_slot, rule->or_from, rule->or_from_count);
}

static bool is_there(const struct binding *binding, int slot)
{
	return binding->slots[slot].column != NOT_THERE;
}

static bool list_holds(const char *list, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = strstr(list, word); at; at = strstr(at + 1, word))
		if ((at == list || at[-1] == ' ') && (at[length] == ',' || at[length] == '\0'))
			return true;
	return false;
}

static void need(const struct binding *binding, int slot, char *missing, size_t size, int *more)
{
	if (!is_there(binding, slot) && !list_holds(missing, binding->slots[slot].name))
		list_add(missing, size, binding->slots[slot].name, more);
}

static void need_conditions(const struct binding *binding, const struct condition *where, unsigned count, char *missing,
	size_t size, int *more)
{
	for (unsigned i = 0; i < count; i++)
		need(binding, where[i].slot, missing, size, more);
}

static void need_output(struct binding *binding, const struct output_rule *output, char *missing, size_t size, int *more)
{
	const struct relation *relation = relation_find(output->into);
	need_conditions(binding, output->where, output->where_count, missing, size, more);
	for (unsigned i = 0; i < output->columns_count; i++) {
		const struct column_rule *rule = &output->columns[i];
		const struct relation_column *column = &relation->columns[relation_column(relation, rule->to)];
		if (!column->needed || column->otherwise || binding_gives(binding, rule))
			continue;
		for (unsigned k = 0; k < rule->from_count; k++)
			need(binding, rule->from_slot[k], missing, size, more);
	}
}

static bool check_missing(struct binding *binding, const struct mapping *mapping, const struct csv_row *header, const char *file,
	struct error *error)
{
	char missing[300] = "", there[300] = "";
	int more = 0, more_there = 0;
	for (unsigned i = 0; mapping->group && i < mapping->group->by_count; i++)
		need(binding, mapping->group->by_slot[i], missing, sizeof missing, &more);
	for (unsigned i = 0; mapping->group && i < mapping->group->first_count; i++)
		need(binding, mapping->group->first[i].left_slot, missing, sizeof missing, &more);
	for (unsigned i = 0; i < mapping->skip_count; i++)
		need_conditions(binding, mapping->skip[i].where, mapping->skip[i].where_count, missing, sizeof missing, &more);
	for (unsigned i = 0; i < mapping->rows_count; i++)
		if (!binding->disabled[i])
			need_output(binding, &mapping->rows[i], missing, sizeof missing, &more);
	if (!*missing)
		return true;
	for (int i = 0; i < header->count; i++)
		list_add(there, sizeof there, header->cells[i], &more_there);
	list_end(missing, sizeof missing, more), list_end(there, sizeof there, more_there);
	return error_set(error, ERROR_INPUT, "%s: line %lld: missing columns: %s; the file has: %s", file, (long long)header->line,
		missing, there);
}

static void note_absent(const struct binding *binding, struct import_summary *summary)
{
	char absent[300] = "";
	int more = 0;
	for (int i = 0; i < binding->count; i++)
		if (binding->slots[i].column == NOT_THERE)
			list_add(absent, sizeof absent, binding->slots[i].name, &more);
	list_end(absent, sizeof absent, more);
	if (*absent)
		summary_note(summary, "columns not in the file, so not known: %s", absent);
}

bool binding_make(struct binding *binding, struct mapping *mapping, const struct csv_row *header, const char *file,
	struct import_summary *summary, struct error *error)
{
	*binding = (struct binding){.arena = arena_new(), .width = header->count};
	binding->disabled = memory_new(mapping->rows_count * sizeof(bool));
	name_all(binding, mapping);
	if (!find_columns(binding, header, file, summary, error))
		return false;
	for (unsigned i = 0; i < mapping->rows_count; i++)
		for (unsigned k = 0; k < mapping->rows[i].where_count; k++)
			if (mapping->rows[i].where[k].known && !is_there(binding, mapping->rows[i].where[k].slot))
				binding->disabled[i] = true;
	if (!check_missing(binding, mapping, header, file, error))
		return false;
	note_absent(binding, summary);
	return true;
}

void binding_free(struct binding *binding)
{
	arena_free(binding->arena);
	free(binding->slots);
	free(binding->disabled);
	*binding = (struct binding){0};
}
