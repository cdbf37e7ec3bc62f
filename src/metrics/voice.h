/* voice - answers to the survey, and which of them count: the latest per person and question, anonymous ones all. */
#ifndef TEAMTOP_METRICS_VOICE_H
#define TEAMTOP_METRICS_VOICE_H

#include "tree.h"

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
