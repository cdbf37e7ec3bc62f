#include "row_filter.h"

#include <ctype.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TERMS = 32, MOST_REPEATS = 1000 };

struct term {
	bool negated, is_regex;
	int column;                                     /* -1 = anywhere */
	char *word;                                     /* NULL where is_regex */
	bool ascii;
	regex_t regex;
};

struct row_filter {
	int count, column_count;
	struct term terms[MOST_TERMS];
	char problem[200];
};

static bool is_ascii(const char *text)
{
	while (*text > 0)
		text++;
	return *text == '\0';
}

static bool same_name(const char *name, const char *typed, size_t length, bool whole)
{
	size_t i = 0;
	for (; i < length && name[i]; i++) {
		char letter = name[i] == ' ' || name[i] == '-' ? '_' : name[i];
		char wanted = typed[i] == '-' ? '_' : typed[i];
		if (tolower((unsigned char)letter) != tolower((unsigned char)wanted))
			return false;
	}
	return i == length && (!whole || name[i] == '\0');
}

/* The column called so: its heading or its key, else the first one that begins so; -1 = none. */
static int column_of(const char *typed, size_t length, const struct row_filter_column *columns, int count)
{
	for (int whole = 1; whole >= 0; whole--)
		for (int i = 0; i < count; i++)
			if (same_name(columns[i].title, typed, length, whole) ||
				same_name(columns[i].key, typed, length, whole))
				return i;
	return -1;
}

/* glibc takes time and memory beyond any measure for nested counts and back references: neither is needed here. */
static const char *regex_refused(const char *pattern)
{
	long product = 1;
	for (const char *at = pattern; *at; at++) {
		if (*at == '\\' && at[1]) {
			at++;
			if (isdigit((unsigned char)*at))
				return "refers back, which is not supported";
		} else if (*at == '{') {
			long least = strtol(at + 1, NULL, 10), most = least;
			const char *comma = strpbrk(at, ",}");
			if (comma && *comma == ',')
				most = strtol(comma + 1, NULL, 10);
			most = most > least ? most : least;
			product *= most > 1 && most <= MOST_REPEATS ? most : most > 1 ? MOST_REPEATS + 1 : 1;
			if (product > MOST_REPEATS)
				return "repeats too often";
		}
	}
	return NULL;
}

static bool set_regex(struct row_filter *filter, struct term *term, const char *pattern)
{
	const char *why = regex_refused(pattern);
	if (!why && regcomp(&term->regex, pattern, REG_EXTENDED | REG_ICASE | REG_NOSUB))
		why = "is no regular expression yet";
	if (why)
		snprintf(filter->problem, sizeof filter->problem, "~%.*s %s", (int)text_fit(pattern, 40, NULL), pattern, why);
	term->is_regex = !why;
	return !why;
}

static bool is_name(const char *typed, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!isalpha((unsigned char)typed[i]) && typed[i] != '_' && typed[i] != '-')
			return false;
	return length > 0;
}

/* What stands behind a known `column:`; a word that only holds a colon ("09:41") stays a word. */
static const char *take_column(struct row_filter *filter, struct term *term, const char *word,
	const struct row_filter_column *columns, int count)
{
	const char *colon = strchr(word, ':');
	term->column = -1;
	if (!colon || !is_name(word, (size_t)(colon - word)))
		return word;
	term->column = column_of(word, (size_t)(colon - word), columns, count);
	if (term->column < 0) {
		snprintf(filter->problem, sizeof filter->problem, "no column is called %.*s",
			(int)(colon - word < 40 ? colon - word : 40), word);
		return word;
	}
	return colon + 1;
}

/* Half-typed terms ("!", "~", "person:") ask for nothing yet and are passed over in silence. */
static void add_term(struct row_filter *filter, const char *word, const struct row_filter_column *columns, int count)
{
	struct term *term = &filter->terms[filter->count];
	*term = (struct term){.negated = *word == '!'};
	if (term->negated)
		word++;
	if (*word != '~')
		word = take_column(filter, term, word, columns, count);
	else
		term->column = -1;
	if (!*word || (*word == '~' && !word[1]))
		return;
	if (*word == '~') {
		filter->count += set_regex(filter, term, word + 1);
		return;
	}
	term->word = memory_copy(word);
	term->ascii = is_ascii(word);
	filter->count++;
}

struct row_filter *row_filter_new(const char *text, const struct row_filter_column *columns, int column_count)
{
	struct row_filter *filter = memory_new(sizeof *filter);
	char *copy = memory_copy(text ? text : ""), *rest = NULL;
	filter->column_count = column_count;
	for (char *word = strtok_r(copy, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		if (filter->count == MOST_TERMS) {
			snprintf(filter->problem, sizeof filter->problem, "only the first %d words count", MOST_TERMS);
			break;
		}
		add_term(filter, word, columns, column_count);
	}
	free(copy);
	return filter;
}

void row_filter_free(struct row_filter *filter)
{
	if (!filter)
		return;
	for (int i = 0; i < filter->count; i++) {
		free(filter->terms[i].word);
		if (filter->terms[i].is_regex)
			regfree(&filter->terms[i].regex);
	}
	free(filter);
}

bool row_filter_is_empty(const struct row_filter *filter)
{
	return filter->count == 0;
}

const char *row_filter_problem(const struct row_filter *filter)
{
	return filter->problem[0] ? filter->problem : NULL;
}

static bool term_found(const struct term *term, const char *text)
{
	if (!text)
		return false;
	if (term->is_regex)
		return regexec(&term->regex, text, 0, NULL, 0) == 0;
	if (term->ascii)
		return strcasestr(text, term->word) != NULL;
	return !is_ascii(text) && text_contains(text, term->word); /* folding costs: only where it can find something */
}

bool row_filter_keeps(const struct row_filter *filter, const char *(*cell)(void *self, int column), void *self)
{
	for (int i = 0; i < filter->count; i++) {
		const struct term *term = &filter->terms[i];
		bool found = false;
		if (term->column >= 0)
			found = term_found(term, cell(self, term->column));
		for (int column = 0; term->column < 0 && !found && column < filter->column_count; column++)
			found = term_found(term, cell(self, column));
		if (found == term->negated)
			return false;
	}
	return true;
}
