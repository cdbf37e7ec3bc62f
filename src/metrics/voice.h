/* voice - answers to the survey, and which of them count: the latest per person and question, anonymous ones all. */
#ifndef TEAMTOP_METRICS_VOICE_H
#define TEAMTOP_METRICS_VOICE_H

#include "facts.h"

struct answer_fact {
	int64_t id, person_id, team_id, question_id, day;       /* person 0 = anonymous */
	int score;
	bool in_scope;
};
struct question_fact { int64_t id; const char *key, *text; };   /* cleaned, in keep */
struct voice_facts {
	struct answer_fact *rows;                       /* by question, person, day, id */
	int count;
	struct question_fact *questions;                /* by id */
	int question_count;
};

/* Does row i count in the window: the person's newest one of that question within it. */
bool voice_counts(const struct voice_facts *voice, int i, struct window window);
int voice_least(const struct answer *answer);           /* fewer answers than this are never told apart */

#endif
