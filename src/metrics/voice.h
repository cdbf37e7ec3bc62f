/* voice - answers to the survey, and which of them count: the latest per person and question, anonymous ones all. */
#ifndef TEAMTOP_METRICS_VOICE_H
#define TEAMTOP_METRICS_VOICE_H

#include "facts.h"

/* Counts in the windows of VOICE_WINDOW days that end on `day` to `until`: then it is too old, or the person answered anew. */
struct answer_fact {
	int64_t id, person_id, team_id, question_id, day, until;        /* person 0 = anonymous */
	int score, node;                                /* node of the tree, of the team alone */
	int cell;                                       /* voice_days.c: answers that stand in the same groups of all views; 0 = in none */
};
struct question_fact {
	int64_t id;
	const char *key, *text;                         /* cleaned, in keep */
	int first, count;                               /* its rows */
};
struct voice_facts {
	struct answer_fact *rows;                       /* by question, day, person, id */
	int count;
	struct question_fact *questions;                /* by id */
	int question_count;
	int64_t from;                                   /* rows before it are not loaded */
	int64_t newest;                                 /* day with an answer, as of now; DAY_NONE */
	struct voice_days *days;
};

enum { VOICE_WINDOW = 91 };

int voice_least(const struct answer *answer);           /* fewer answers than this are never told apart */
static inline bool voice_counts(const struct answer_fact *row, int64_t to)
{
	return row->day <= to && to <= row->until;
}
/* The first of a question's rows that can count in the window that ends with `to`; those after `to` end them. */
int voice_first(const struct voice_facts *voice, const struct question_fact *question, int64_t to);

/* ---- voice_tree.c: groups are nodes of the tree of teams ---- */
struct voice_tree *voice_tree_new(struct facts *facts);
/* Of a team and those below it, or (alone) directly in it; team 0 or unknown: of all, or (alone) of no team. */
int voice_node(const struct facts *facts, int64_t team_id, bool alone);
int voice_node_of(const struct facts *facts, const struct group *group);
int voice_nodes(const struct facts *facts);
const int *voice_parents(const struct facts *facts);    /* parent[i] < i; -1 of the whole */
int voice_shown_above(const struct facts *facts, const bool *shown, int node);  /* itself or the nearest; -1 = none */
bool voice_is_below(const struct facts *facts, int node, int top);              /* or the same */

/* ---- voice_days.c: which days' views may stand beside one another ---- */
struct voice_days *voice_days_new(struct facts *facts);
/* Views are chosen by blocks of VOICE_WINDOW days back from the newest answer: the first day of the block that holds `day`. */
int64_t voice_block_from(int64_t newest, int64_t day);
/* Which nodes' answers to questions[question] may be shown in the view that ends with `to`, in whatever page; all false where
   that day's view may not be shown. By node; lives as long as facts. */
const bool *voice_shown(const struct facts *facts, int question, int64_t to);
bool voice_day_stands(const struct facts *facts, int64_t to);
/* The nearest days before and after `to` whose view has answers and may be shown; DAY_NONE = none near. */
void voice_days_near(const struct facts *facts, int64_t to, int64_t *before, int64_t *after);

#endif
