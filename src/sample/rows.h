/* Plans and people -> rows of the team database, "as known at a moment": what lies after it is not written, and a case
   that is still open then has no resolution. The sample writes once, the live continuation again and again. */
#ifndef TEAMTOP_SAMPLE_ROWS_H
#define TEAMTOP_SAMPLE_ROWS_H

#include "plan.h"
#include "teamtop/store.h"

enum { MOST_QUERIES = 24, RUN_SAMPLE = 1 };

struct rows {
	struct writer *writer;
	const struct world *world;
	struct statement *statements[MOST_QUERIES];
	struct error *error;                            /* of the call under way; the first one stays */
	bool failed;
	int64_t written;                                /* rows since rows_open */
	int64_t next_case;                              /* bulk: id of the next case; 0 = live, found by its number */
	int64_t kinds[KIND_COUNT + 1];                  /* activity_kind.id */
	int64_t *day_starts;                            /* UTC of local midnights, from first_day on; with its own length */
	int64_t first_day;
	int day_count;
	int64_t people_run, skills_run, survey_run;     /* import_run ids of what the people, skills, survey files brought */
};

/* Prepares; bulk gives ids to cases, live finds them again. last_day: the last one whose moments are asked for. */
bool rows_open(struct rows *rows, struct writer *writer, const struct world *world, bool bulk, int64_t last_day,
	struct error *error);
void rows_close(struct rows *rows);
int64_t rows_utc(struct rows *rows, int64_t local);

/* Rows of a plan that become visible after `after` and up to `limit` (local moments; after -1: all). */
void rows_plan(struct rows *rows, struct plan *plan, int64_t after, int64_t limit);
/* rows_base.c: teams, tools, skills, needs, questions. */
void rows_base(struct rows *rows);
/* rows_people.c: people, stays, jobs, leads, access, assessments that are new in (after, to], as known on day `to`. */
void rows_people(struct rows *rows, int64_t after, int64_t to);
/* rows_survey.c: answers given in (after, to]. */
void rows_survey(struct rows *rows, int64_t after, int64_t to);

/* A parameter list: "itn" … i int64_t, d day as ISO text (NEVER: null), t text, r double, z int64_t with 0 as null. */
void rows_put(struct rows *rows, int statement, const char *letters, ...);

enum query {
	PUT_TEAM, PUT_TEAM_ALIAS, PUT_TOOL, PUT_SKILL, PUT_NEED, PUT_QUESTION, PUT_RUN, PUT_PERSON, PUT_PERSON_ALIAS, PUT_STAY,
	PUT_JOB, PUT_LEAD, PUT_ACCESS, PUT_LEVEL, PUT_ANSWER, PUT_CASE, PUT_CASE_AGAIN, PUT_ACTIVITY, PUT_ACTIVITY_AGAIN,
	PUT_EVENT, PUT_EVENT_AGAIN
};

#endif
