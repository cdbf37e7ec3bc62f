/* One question to the database on behalf of a screen: made on the loop, answered on the worker, owned by the loop again. */
#ifndef TEAMTOP_APP_JOB_H
#define TEAMTOP_APP_JOB_H

#include "teamtop/app.h"
#include "teamtop/store.h"

/* What an answer is about: enough to know whether it fits a place. */
struct tag {
	bool wall;
	enum page_id page;
	int64_t team_id, person_id;
	struct record_filter filter;
};
struct findings_tag { uint64_t version; int64_t to, as_of_day, asked; };
struct job {
	struct tag tag;
	char title[96];
	struct scope scope;
	unsigned needs;
	enum names names;
	bool restricted, wall;
	bool estimates_later;                           /* shown at once, without an estimate that must be made first */
	struct estimate_cache *estimates;               /* the app's; NULL = none is kept */
	struct policy policy;                           /* in force, after the answer */
	int64_t local_offset;                           /* local = UTC + offset, at scope.now */
	struct answer *answer;
	/* Findings cost more than a screen: a job of their own after it, only where the data or the last day are others */
	struct findings_tag known;                      /* those the loop has; to = INT64_MIN: none */
	struct findings_tag fresh;                      /* as of this answer */
	bool findings_due;
	const struct config_limit *limits;
	int limit_count;
	struct answer *findings;                        /* NULL: what the loop has still holds */
};
struct job *job_new(const struct state *state, int64_t now, bool restricted);
bool job_run_on_worker(struct reader *reader, void *job, struct error *error);
/* The findings that belong to an answered job: job->findings. Within the same snapshot, or in a later one. */
bool job_find_on_worker(struct reader *reader, void *job, struct error *error);
void job_free(struct job *job);                         /* with its answer, if it still has one */
void tag_of_state(const struct state *state, struct tag *tag);
bool tag_same(const struct tag *a, const struct tag *b);

#endif
