/* Why something cannot be said, with the number that was too small. */
#include "teamtop/model.h"

#include <math.h>
#include <stdio.h>

/* One decimal where a whole number would hide the difference. */
static const char *number(struct arena *arena, double value)
{
	return arena_print(arena, value == floor(value) ? "%.0f" : "%.1f", value);
}

static const char *counted(struct arena *arena, struct model_state state, const char *one, const char *many)
{
	const char *have = number(arena, state.have);
	return arena_print(arena, "%s %s, %s needed", have, state.have == 1 ? one : many, number(arena, state.need));
}

const char *model_state_words(struct arena *arena, struct model_state state)
{
	switch (state.cause) {
	case MODEL_KNOWN: return "";
	case MODEL_NO_ROWS: return "nothing recorded";
	case MODEL_FEW_LEAVERS: return counted(arena, state, "leaver", "leavers");
	case MODEL_FEW_STAYERS: return "nobody stayed to compare with";
	case MODEL_FEW_PERSON_YEARS: return counted(arena, state, "person-year", "person-years");
	case MODEL_FEW_PEOPLE: return counted(arena, state, "person", "people");
	case MODEL_FEW_STARTERS: return counted(arena, state, "starter", "starters");
	case MODEL_FEW_CONTROLS: return arena_print(arena, "all started in the same weeks: %s left to compare with, %s needed",
		state.have > 0 ? number(arena, state.have) : "nobody", number(arena, state.need));
	case MODEL_FEW_USERS: return arena_print(arena, "%s with AI, %s needed", number(arena, state.have), number(arena, state.need));
	case MODEL_FEW_OTHERS: return arena_print(arena, "%s without AI, %s needed", number(arena, state.have), number(arena, state.need));
	case MODEL_FEW_DEGREES: return arena_print(arena, "too few people for so many teams: %s to spare, %s needed",
		number(arena, state.have), number(arena, state.need));
	case MODEL_FEW_SWINGS: return arena_print(arena, "ordinary swings not yet known: %s earlier changes, %s needed",
		number(arena, state.have), number(arena, state.need));
	case MODEL_NO_SPREAD: return "all values the same";
	case MODEL_ALIASED: return "cannot be told apart from team and tenure";
	case MODEL_SEPARATED: return "one group has no leavers, or nothing but leavers";
	case MODEL_NO_CONVERGENCE: return "did not converge";
	case MODEL_BEYOND: return arena_print(arena, "more than %s leavers expected", number(arena, state.need));
	case MODEL_NOT_A_NUMBER: return "a value is impossible";
	}
	return "";
}
