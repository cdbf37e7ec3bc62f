/* estimate - who may leave and why: rows of person and month, their inputs, the fit and its track record (statistics.md 1-5).
   Made once for a state of the data and a `to`, for everybody, and kept in a cache; answers read their groups from it. */
#ifndef TEAMTOP_METRICS_ESTIMATE_H
#define TEAMTOP_METRICS_ESTIMATE_H

#include "spans.h"

#include "teamtop/model.h"

#define MONTH_DAYS (365.25 / 12)
enum { NOTICE_DAYS = 60, LAG_DAYS = 84, CHANGE_DAYS = 91, GAINS_DAYS = 182, AHEAD_DAYS = 90, MOST_ORIGINS = 12 };

/* ---- what was gathered ---- */
/* Sums over the days between two neighbouring edges; every window read begins and ends at an edge. */
enum bucket_sum { BUCKET_WORKED, BUCKET_CUSTOMER, BUCKET_LOGGING, BUCKET_CSAT, BUCKET_CSAT_N, BUCKET_SUMS };
struct buckets { int first, count; uint32_t (*sums)[BUCKET_SUMS]; };    /* of one person, while employed */
struct job_fact { int64_t from_day; const char *role; double weekly_hours; };
struct career_fact { int64_t day, score; };
/* A day at whose beginning something is estimated: the first of a month, or the day after an origin. */
struct estimate_start {
	int64_t day;
	int window[4];                                  /* edges: lagged windows of 84 days, [0] to [1], and [2] to [3] 91 days before */
	int *team_people, *team_left;                   /* by team: employed the day before; left in the 91 days before */
};
struct estimate_data {
	struct facts *facts;
	struct arena *arena;                            /* its own, freed when the estimate is made */
	int notice_days;
	int64_t first_day;                              /* first month begins; DAY_NONE = no whole month */
	int months;
	int origins;                                    /* `to`, then every 90 days before it */
	struct estimate_start *starts;                  /* months, then origins, then one past the last month (its day only) */
	int64_t *edges;
	int edge_count;
	int *bucket_of_day;                             /* from edges[0] on */
	struct buckets *buckets;                        /* by person */
	struct day_bits use;
	struct job_fact *jobs;
	int *first_job, *job_count;                     /* by person */
	struct career_fact *career;
	int *first_career, *career_count;
	struct table leads;
};
extern const struct question *const estimate_pause;  /* a small question: whether somebody wants the reader back */
bool estimate_gather(struct estimate_data *data, const struct asker *asker, struct error *error);
/* Inputs of one person as known at the beginning of a day; NAN = not known. */
void estimate_inputs(const struct estimate_data *data, int person, const struct estimate_start *start, double value[MODEL_INPUTS]);
bool estimate_counts(const struct facts *facts, int person, int64_t day);       /* employed then, with a hire date */

/* ---- rows ---- */
struct estimate_rows {
	size_t count;
	int *person, *month;
	double *tenure;
	signed char *days, *exposed;                    /* days of the month, and those from the hire on */
	signed char *exposed_left;                      /* those up to the leaving; 0 = did not leave in it */
	double *value[MODEL_INPUTS];
};
void estimate_rows_make(const struct estimate_data *data, struct estimate_rows *rows);
/* Whether a leaver counts: by choice, or any where no reason is recorded for any leaver up to `day`. */
struct leaver_rule { bool any_kind; int64_t kind_unknown; };
struct leaver_rule estimate_rule(const struct facts *facts, int64_t day);
static inline bool estimate_chose(const struct facts *facts, int person, const struct leaver_rule *rule)
{
	return rule->any_kind || facts->people[person].leave_kind == LEAVE_VOLUNTARY;
}

/* ---- a fit from what was known on a day ---- */
struct estimate_fit {
	struct model_state state;
	struct model_design design;
	struct hazard_fit fit;
	struct leaver_rule rule;
	double leavers, months;                         /* months of exposure */
	size_t rows;
	double *x, *y, *offset;                         /* of the design, while the arena lives */
};
struct estimate_fit estimate_fit_on(const struct estimate_data *data, const struct estimate_rows *rows, int64_t day, struct arena *arena);

/* ---- the whole, kept ---- */
enum { KEPT_COUNTS = 64 };
struct kept_count { uint64_t members; struct leaver_count count; };     /* of groups asked for: 0.2 s for 1,000 people */
struct estimate_result {
	enum estimate_kind kind;
	const char *why;                                /* why there is no model, or no estimate */
	int64_t first_day, rows, leavers, hired_unknown, kind_unknown;
	bool any_kind, separated;
	int notice_days;
	struct model_design design;
	struct hazard_fit fit;
	size_t people;
	int64_t *person;                                /* ids of those employed on `to` */
	double *x;                                      /* [people][3][columns] */
	double (*value)[MODEL_INPUTS];                  /* [people] what x was made of */
	struct leaver_draws draws;
	double band_leavers[MODEL_BANDS], band_years[MODEL_BANDS];
	double (*next)[MODEL_BANDS];                    /* [people] person-years of the coming 90 days */
	struct kept_count *counts;
	int counts_made;
	struct arena *arena;                            /* what all this lives in */
	struct driver_row *drivers;
	int driver_count;
	struct estimate_track track;
	struct survival without_ai, with_ai;            /* until sustained use, and from it on */
	struct survival beside_without_ai, beside_with_ai;      /* both from the tenure on from which both can be drawn */
};
struct estimate_cache {
	int notice_days;
	struct arena *arena;                            /* NULL = nothing made */
	uint64_t version;
	int64_t to, as_of_day;
	struct estimate_result result;
};
/* What one answer reads of it. */
struct estimate_facts {
	struct estimate_result *result;                 /* NULL = comes later */
	int *index;                                     /* of a person of the roster in the result, -1 = not in it */
};
static inline int estimate_notice(const struct facts *facts)    /* days before a month of which behaviour is not read */
{
	return facts->scope.notice_set ? facts->scope.notice_days : NOTICE_DAYS;
}
bool estimate_make(struct facts *facts, const struct asker *asker, struct arena *arena, struct estimate_result *result, struct error *error);
bool estimate_track_make(const struct estimate_data *data, const struct estimate_rows *rows, const struct asker *asker, struct arena *arena,
	struct estimate_track *track, struct error *error);
void estimate_drivers(const struct estimate_fit *fit, struct arena *arena, struct estimate_result *result);
void estimate_survival(const struct estimate_data *data, struct arena *arena, struct estimate_result *result);
const char *estimate_label(const struct model_column *column);  /* "customers −10 pt": what an odds ratio is for */
const char *estimate_plain(const struct model_column *column);  /* "customer time" */
const char *estimate_key(const struct model_column *column);    /* "customer_time" */

/* ---- which groups may be told: none whose difference to others shown is a few people (statistics.md 2) ---- */
struct estimate_told { bool all, *team, *here; };       /* by team; those directly in a team or, last, in none */
/* counted: by person of the roster, whose number in a group must not be small. */
struct estimate_told estimate_told_of(const struct facts *facts, const bool *counted, int least);
bool estimate_tells(const struct facts *facts, const struct estimate_told *told, const struct group *group);

#endif
