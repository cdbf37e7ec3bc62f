#include "start.h"

#include "limits.h"

#include "teamtop/metrics.h"

#include <stdio.h>
#include <string.h>

/* Names of what is supposed are looked up before anything is drawn; without a team it is that of --team. */
static bool supposed_check(struct reader *reader, const struct asker *asker, const struct app_options *options, struct state *state,
	struct error *error)
{
	struct scope scope;
	int64_t now = clock_now();
	for (int i = 0; i < state->supposed.count; i++)
		if (!*state->supposed.of[i].who && state_place(state)->team_id)
			snprintf(state->supposed.of[i].who, sizeof state->supposed.of[i].who, "id:%lld", (long long)state_place(state)->team_id);
	state_scope(state, now, reader_day(reader, now), &scope);
	scope.persons_hidden = scope.persons_hidden || options->restricted;
	return !state->supposed.count || metrics_check_supposed(asker, &scope, error);
}

bool start_resolve(struct reader *reader, const struct app_options *options, struct state *state, struct error *error)
{
	struct asker asker = reader_asker(reader);
	struct place *place = state_place(state);
	if (options->team && !metrics_find_team(&asker, options->team, &place->team_id, error))
		return false;
	if (!limits_check(&asker, options->limits, options->limit_count, error))
		return false;
	if (options->person) {
		if (options->restricted || options->names == NAMES_HIDDEN)
			return error_set(error, ERROR_USAGE, "--person: person pages are not shown with --restricted or --names hidden");
		if (!metrics_find_person(&asker, options->person, &place->person_id, error))
			return false;
		place->page = PAGE_PERSON;
	}
	if (place->page == PAGE_PERSON && !place->person_id)
		return error_set(error, ERROR_USAGE, "show person: say whose page with --person EMPLOYEE_NO");
	if (place->page == PAGE_OVERVIEW && place->team_id)
		place->page = PAGE_TEAM;
	return supposed_check(reader, &asker, options, state, error);
}

const char *start_database_name(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	return text_clean(arena, name, strlen(name));
}
