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
};
struct job *job_new(const struct state *state, int64_t now, bool restricted);
bool job_run_on_worker(struct reader *reader, void *job, struct error *error);
void job_free(struct job *job);                         /* with its answer, if it still has one */
void tag_of_state(const struct state *state, struct tag *tag);
bool tag_same(const struct tag *a, const struct tag *b);

#endif
