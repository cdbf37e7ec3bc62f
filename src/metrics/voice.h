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
	struct voice_tree *tree;
};

/* Does row i count in the window: the person's newest one of that question within it. */
bool voice_counts(const struct voice_facts *voice, int i, struct window window);
int voice_least(const struct answer *answer);           /* fewer answers than this are never told apart */

/* ---- voice_tree.c: groups are nodes of the tree of teams ---- */
struct voice_tree *voice_tree_new(struct facts *facts);
/* Of a team and those below it, or (alone) directly in it; team 0 or unknown: of all, or (alone) of no team. */
int voice_node(const struct facts *facts, int64_t team_id, bool alone);
int voice_nodes(const struct facts *facts);
/* Which nodes' answers to a question in a window may be shown, in whatever view. In scratch. */
bool *voice_shown(struct facts *facts, int64_t question_id, struct window window);
int voice_shown_above(const struct facts *facts, const bool *shown, int node);  /* itself or the nearest; -1 = none */
bool voice_is_below(const struct facts *facts, int node, int top);              /* or the same */

#endif
