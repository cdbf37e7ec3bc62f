/* Teams and people by what was typed on the command line. */
#include "facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LISTED = 12 };

QUESTION(find_person, "t", "itii");
const struct question *const find_questions[] = {&question_find_person, NULL};

static void list_add(char *list, size_t size, int *count, const char *text)
{
	size_t length = strlen(list);
	if (++*count > MOST_LISTED || length + strlen(text) + 8 > size)
		return;
	snprintf(list + length, size - length, "%s%s", length ? ", " : "", text);
}

/* "Billing" is any team of that name; "Support/Billing" the end of a path; letters' case is ignored unless that is what
   tells two apart. */
static bool path_ends(const char *path, const char *text, bool exactly)
{
	size_t length = strlen(path), wanted = strlen(text);
	if (exactly)
		return length >= wanted && strcmp(path + length - wanted, text) == 0 &&
			(length == wanted || path[length - wanted - 1] == '/');
	for (;;) {
		if (text_same(path, text))
			return true;
		path = strchr(path, '/');
		if (!path)
			return false;
		path++;
	}
}

static int matches(const struct answer *answer, const char *text, bool exactly, int64_t *team_id, char *list, size_t size)
{
	int count = 0, whole = 0;
	int64_t whole_id = 0;
	for (int i = 0; i < answer->team_count; i++) {
		const struct team_name *team = &answer->teams[i];
		if (!path_ends(team->path, text, exactly))
			continue;
		*team_id = team->team_id;
		if (exactly ? strcmp(team->path, text) == 0 : text_same(team->path, text))
			whole++, whole_id = team->team_id;
		char entry[400];
		snprintf(entry, sizeof entry, "%.300s (id:%lld)", team->path, (long long)team->team_id);
		list_add(list, size, &count, entry);
	}
	if (whole == 1 && count > 1 && strchr(text, '/')) {     /* a whole path is no ending of a longer one */
		*team_id = whole_id;
		return 1;
	}
	return count;
}

static bool team_by_id(const struct answer *answer, const char *text, int64_t *team_id, struct error *error)
{
	char *end;
	long long id = strtoll(text + 3, &end, 10);
	for (int i = 0; text[3] && !*end && i < answer->team_count; i++)
		if (answer->teams[i].team_id == id) {
			*team_id = id;
			return true;
		}
	return error_set(error, ERROR_USAGE, "team \"%.100s\": there is no team with this id", text);
}

static bool team_by_name(const struct answer *answer, const char *text, int64_t *team_id, struct error *error)
{
	char list[800] = "";
	int count = matches(answer, text, true, team_id, list, sizeof list);
	if (!count) {
		*list = '\0';
		count = matches(answer, text, false, team_id, list, sizeof list);
	}
	if (count == 1)
		return true;
	const char *more = count > MOST_LISTED ? " …" : "";
	if (count)
		return error_set(error, ERROR_USAGE, "team \"%.80s\" is ambiguous: %s%s", text, list, more);
	*list = '\0';
	for (int i = 0; i < answer->team_count; i++)
		list_add(list, sizeof list, &count, answer->teams[i].path);
	if (!count)
		return error_set(error, ERROR_USAGE, "team \"%.80s\": there are no teams in this database", text);
	return error_set(error, ERROR_USAGE, "team \"%.80s\" is not there; there are: %s%s", text, list,
		count > MOST_LISTED ? " …" : "");
}

bool metrics_find_team(const struct asker *asker, const char *text, int64_t *team_id, struct error *error)
{
	struct arena *arena = arena_new();
	struct answer answer = {.arena = arena};
	struct facts facts = {.scratch = arena, .keep = arena, .answer = &answer, .person_index = -1};
	bool found = teams_load(&facts, asker, error);
	if (found) {
		teams_list(&facts, &answer);
		char *wanted = text_clean(arena, text, strlen(text));
		found = strncmp(text, "id:", 3) == 0 ? team_by_id(&answer, text, team_id, error) :
			team_by_name(&answer, wanted, team_id, error);
	}
	arena_free(arena);
	return found;
}

/* The employment that runs, else the newest. */
bool metrics_find_person(const struct asker *asker, const char *employee_no, int64_t *person_id, struct error *error)
{
	struct arena *arena = arena_new();
	struct request request = {.question = &question_find_person,
		.parameters = {{.type = CELL_TEXT, .text = employee_no}}};
	bool found = asker->ask(asker->self, &request, 1, arena, error);
	if (found && !request.answer.rows)
		found = error_set(error, ERROR_USAGE, "person \"%.80s\": no such employee number", employee_no);
	int64_t newest = DAY_NONE, last = DAY_NONE;
	for (size_t row = 0; found && row < request.answer.rows; row++) {
		int64_t hired = table_day(&request.answer, row, 2), left = table_day(&request.answer, row, 3);
		left = left == DAY_NONE ? INT64_MAX : left;
		if (row && (left < last || (left == last && hired < newest)))
			continue;
		last = left;
		newest = hired;
		*person_id = table_integer(&request.answer, row, 0);
	}
	arena_free(arena);
	return found;
}
