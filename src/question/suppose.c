/* What somebody supposes, as it was typed. Who is meant is looked up later, where the names are. */
#include "teamtop/question.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const VERBS[SUPPOSE_KINDS] = {[SUPPOSE_LEAVE] = "leave", [SUPPOSE_ABSENT] = "absent",
	[SUPPOSE_CUSTOMER_TIME] = "customer-time", [SUPPOSE_AI_USE] = "ai-use"};

const char *suppose_verb(enum suppose_kind kind)
{
	return VERBS[kind];
}

/* Without blanks at either end, safe for a screen; NULL where it is longer than any name kept here. */
static const char *tidy(struct arena *arena, const char *text, size_t length)
{
	while (length && isspace((unsigned char)*text))
		text++, length--;
	while (length && isspace((unsigned char)text[length - 1]))
		length--;
	const char *clean = length < SUPPOSED_TEXT ? text_clean(arena, text, length) : NULL;
	return clean && strlen(clean) < SUPPOSED_TEXT ? clean : NULL;
}

/* The last word, a whole per cent; *length becomes that of what stands before it. */
static bool percent_take(const char *text, size_t *length, int *percent)
{
	size_t end = *length, digits;
	while (end && (isspace((unsigned char)text[end - 1]) || text[end - 1] == '%'))
		end--;
	size_t begin = end;
	while (begin && isdigit((unsigned char)text[begin - 1]))
		begin--;
	digits = end - begin;
	if (digits == 0 || digits > 3 || (begin && !isspace((unsigned char)text[begin - 1])))
		return false;
	*percent = atoi(text + begin);
	*length = begin;
	return *percent <= 100;
}

static bool verb_take(const char **text, enum suppose_kind *kind)
{
	*text += strspn(*text, " \t");
	size_t length = strcspn(*text, " \t");
	for (int k = 0; k < SUPPOSE_KINDS; k++)
		if (strlen(VERBS[k]) == length && memcmp(*text, VERBS[k], length) == 0) {
			*kind = (enum suppose_kind)k;
			*text += length;
			return true;
		}
	return false;
}

bool suppose_parse(const char *text, struct supposed *supposed, struct error *error)
{
	*supposed = (struct supposed){.percent = 0};
	if (!verb_take(&text, &supposed->kind))
		return error_set(error, ERROR_USAGE, "what-if: leave NAME, absent NAME, customer-time TEAM 45 or ai-use TEAM 80");
	size_t length = strlen(text);
	const char *verb = VERBS[supposed->kind];
	if (!suppose_of_person(supposed->kind) && !percent_take(text, &length, &supposed->percent))
		return error_set(error, ERROR_USAGE, "what-if %s: end with a whole per cent from 0 to 100, as `%s Billing 45`", verb, verb);
	struct arena *arena = arena_new();
	const char *who = tidy(arena, text, length);
	if (who)
		memcpy(supposed->who, who, strlen(who) + 1);
	arena_free(arena);
	return who || error_set(error, ERROR_USAGE, "what-if %s: no name is that long", verb);
}

static bool about_the_same(const struct supposed *a, const struct supposed *b)
{
	bool kind = suppose_of_person(a->kind) ? suppose_of_person(b->kind) : a->kind == b->kind;
	return kind && text_same(a->who, b->who);
}

void suppose_take_back(struct supposed_list *list, int at)
{
	if (at < 0 || at >= list->count)
		return;
	list->count--;
	memmove(&list->of[at], &list->of[at + 1], sizeof list->of[0] * (size_t)(list->count - at));
}

bool suppose_add(struct supposed_list *list, const struct supposed *supposed, struct error *error)
{
	for (int i = 0; i < list->count; i++)
		if (about_the_same(&list->of[i], supposed))
			suppose_take_back(list, i);
	if (list->count == MOST_SUPPOSED)
		return error_set(error, ERROR_USAGE, "what-if: %d things are supposed already, which is the most", MOST_SUPPOSED);
	list->of[list->count++] = *supposed;
	return true;
}

bool suppose_drop_persons(struct supposed_list *list)
{
	int before = list->count;
	for (int i = list->count - 1; i >= 0; i--)
		if (suppose_of_person(list->of[i].kind))
			suppose_take_back(list, i);
	return list->count < before;
}
