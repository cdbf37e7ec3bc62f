/* facts - what every family of figures reads: organisation, windows, teams, roster, groups, ages; loaded once an answer,
   from one snapshot, on the worker. Two lifetimes: `scratch` goes when the answer is made (tables, sums), `keep` is the
   answer's own arena (everything the answer points to). Texts of facts are raw until text_clean puts them into `keep`. */
#ifndef TEAMTOP_METRICS_FACTS_H
#define TEAMTOP_METRICS_FACTS_H

#include "teamtop/metrics.h"
#include "teamtop/risk.h"

#define DAY_NONE INT64_MIN                              /* null: not known, or not yet */

/* ---- people ---- */
enum leave_kind { LEAVE_UNKNOWN, LEAVE_VOLUNTARY, LEAVE_INVOLUNTARY, LEAVE_OTHER };
struct person_fact {
	int64_t id;
	const char *employee_no, *name, *role;          /* raw; may be NULL */
	int64_t hired_day, left_day;                    /* DAY_NONE where null; left_day may lie after `to` */
	enum leave_kind leave_kind;
	double weekly_hours;                            /* NAN where null */
	int first_stay, stay_count;                     /* in facts->stays, by from_day */
	int64_t team_to;                                /* team on `to`, 0 = no team */
	bool employed_to;                               /* employed on `to` */
};
struct stay_fact { int64_t person_id, team_id, from_day, to_day; };     /* to_day DAY_NONE = open */

/* ---- teams ---- */
struct team_fact {
	int64_t id, parent_id;                          /* parent 0 = top level */
	const char *name;                               /* cleaned, in keep */
	bool in_scope;                                  /* the scope's team or below it */
	int row;                                        /* its row group (1 …), 0 = in no row */
};

/* ---- groups: answer->groups[0 … group_count) are the scope and its rows; after them stand, for NEED_PERSON, the
   person's team and the person alone. Folds fill answer->groups[g] for all g < facts->group_count; extra ones are not in
   answer->group_count. */
enum { MOST_GROUPS_OF = 4 };

/* ---- relations: what states and ages are made of; days up to `to` only ---- */
enum source { SOURCE_ACTIVITY, SOURCE_CASE, SOURCE_AI_EVENT, SOURCE_ACCESS, SOURCE_PERSON, SOURCE_ASSESSMENT, SOURCE_NEED,
	SOURCE_ANSWER, SOURCE_COUNT };
struct source_fact {
	bool any;                                       /* a row up to `to`, anywhere in the database */
	int64_t first_day, newest_day;                  /* DAY_NONE where the relation has no days (needs) or no row */
};

struct kind_fact {
	int64_t id;
	const char *key, *label;                        /* cleaned, in keep; label is the short one of shipped kinds */
	bool is_work, is_customer, is_handling, is_waiting;
	int position;
};
struct benchmark_fact { const char *key; double value; };               /* share 0..1 */

/* ---- tallies: sums by cluster and team over W and P; intervals are made of them ----
   A cluster is a person of the roster (his or her index), `people` = rows without a person, and above that days
   (cases without a person: facts_cluster_of_day). */
enum { TALLY_SUMS = 12 };
struct tally {
	int cluster, next;
	int64_t team_id;
	int64_t now[TALLY_SUMS], before[TALLY_SUMS];    /* W, P */
};
struct tallies {
	struct tally *rows;
	int count, room;
	int *first;                                     /* by cluster; -1 = none */
};

struct facts {
	struct arena *scratch, *keep;
	struct answer *answer;                          /* being made; windows, organisation, groups are filled by load */
	unsigned needs;
	struct scope scope;
	int64_t to;                                     /* = answer->window.to, the `to` of every panel */
	int64_t as_of, as_of_day;                       /* UTC seconds; day */
	int64_t first_hired_day;                        /* DAY_NONE */
	int64_t observed_day;                           /* leavers are complete from here on (null: first hired day); DAY_NONE */
	struct source_fact source[SOURCE_COUNT];
	struct person_fact *people;                     /* by id */
	int people_count;
	struct stay_fact *stays;                        /* by person id, from_day */
	int stay_count;
	struct team_fact *teams;                        /* by id */
	int team_count;
	int group_count;                                /* scope, rows, extra ones */
	int person_group, person_team_group;            /* -1 = none */
	int person_index;                               /* scope.person_id in people, -1 = none */
	int64_t person_team;                            /* team on `to` (or the last one before) of that person */
	bool *holds;                                    /* by group: a fold found something (directly here, no team) */
	unsigned char *behind;                          /* group x people: has a row in W */
	struct kind_fact *kinds;                        /* by position, id */
	int kind_count;
	struct benchmark_fact *benchmarks;
	int benchmark_count;
	struct adoption_facts *adoption;                /* private to their families */
	struct time_facts *time;
	struct case_facts *cases;
	struct turnover_facts *turnover;
	struct survival_facts *survival;
	struct skill_facts *skills;
	struct voice_facts *voice;
	struct people_facts *people_rows;
	struct person_facts *person;
	struct record_facts *records;
	const struct record_filter *record_filter;      /* what the caller asked for; NULL */
};

bool facts_load(struct facts *facts, const struct asker *asker, struct error *error);

int facts_person(const struct facts *facts, int64_t person_id);         /* index in people, -1 = not in the roster */
const struct team_fact *facts_team(const struct facts *facts, int64_t team_id);         /* NULL = no such team */
const char *facts_team_name(const struct facts *facts, int64_t team_id);/* cleaned; "no team" for 0 */
int64_t facts_team_on(const struct facts *facts, int person, int64_t day);              /* 0 = no team */
bool facts_employed(const struct facts *facts, int person, int64_t day);
/* Groups that a row of this team and person (index, -1 = nobody) belongs to; returns their count, 0 = outside. */
int facts_groups_of(const struct facts *facts, int64_t team_id, int person, int groups[MOST_GROUPS_OF]);
bool facts_in_group(const struct facts *facts, int group, int64_t team_id, int person);
/* A row in W: the group holds something and the person (index, -1) stands behind its figures. */
void facts_behind(struct facts *facts, int64_t team_id, int person);
bool facts_benchmark(const struct facts *facts, const char *key, double *value);
struct window facts_block(const struct facts *facts, int point);        /* block of seven days of a trend point, 0 = oldest */

/* One question, its parameters in order (integers only): false with the question's name in the error. */
bool facts_ask(struct facts *facts, const struct asker *asker, const struct question *question, struct table *table,
	struct error *error, int count, const int64_t *parameters);
#define FACTS_ASK(facts, asker, question, table, error, ...) \
	facts_ask((facts), (asker), (question), (table), (error), \
		(int)(sizeof(int64_t[]){__VA_ARGS__} / sizeof(int64_t)), (int64_t[]){__VA_ARGS__})

/* ---- tallies ---- */
struct tallies *tallies_new(struct facts *facts);
int facts_cluster(const struct facts *facts, int64_t person_id);        /* of a person id; 0 or unknown = nobody's */
int facts_cluster_of_day(const struct facts *facts, int64_t day);       /* of P and W */
struct tally *tallies_at(struct facts *facts, struct tallies *tallies, int cluster, int64_t team_id);

/* ---- figures (state.c) ---- */
enum figure_interval { INTERVAL_NONE, INTERVAL_RATIO, INTERVAL_SHARE, INTERVAL_CASES };        /* RATIO: not cut to 0..1 */
struct ratio_rule {
	enum figure_id id;
	enum source source;                             /* whose rows it is made of: not imported, stale, previous */
	int above, below;                               /* sums of the tally */
	enum figure_interval interval;
	const char *nothing;                            /* why, when the denominator is 0 */
};
/* Figure of a group from tallies: value, fraction, interval, previous with the interval of the change, people, state. */
void figure_ratio(struct facts *facts, const struct tallies *tallies, int group, const struct ratio_rule *rule);
/* Figure k of n with state; n = 0: not applicable with `nothing`. interval INTERVAL_NONE or by Wilson (any other). */
struct figure *figure_share(struct facts *facts, int group, enum figure_id id, enum source source, double k, double n,
	bool wilson, const char *nothing);
/* A plain amount. */
struct figure *figure_amount(struct facts *facts, int group, enum figure_id id, enum source source, double value);
/* State after the order of metrics.md: not imported, not applicable stay; stale where events are older than a week. */
void figure_state_of_source(const struct facts *facts, struct figure *figure, enum source source, bool events);
void figure_not(struct figure *figure, enum figure_state state, const char *why);
/* May `previous` be said: P does not begin before the relation's first row. */
bool facts_before_known(const struct facts *facts, enum source source, struct window before);
/* Adds a note to the figure (for `e`); label is a constant or in keep. */
void figure_note(struct facts *facts, struct figure *figure, const char *label, int64_t count, bool left_out);

/* ---- what families know of each other ---- */
/* Deliberate AI use (filled by adoption_ask): any on the day; days with use in a window. Days before adoption_from are
   not held. */
bool adoption_used(const struct facts *facts, int person, int64_t day);
int adoption_days(const struct facts *facts, int person, struct window window);
int64_t adoption_from(const struct facts *facts);
bool adoption_access(const struct facts *facts, int person, int64_t day);
/* 9 of the 12 weeks ending with `to`; *known false until 84 days of AI events exist. */
bool adoption_habitual(const struct facts *facts, int person, bool *known);
/* Seconds of a person over W and P, all teams; sums of enum time_sum (filled by time_ask). */
enum time_sum { TIME_CUSTOMER, TIME_WORKED, TIME_HANDLING, TIME_WAITING };
const struct tallies *time_tallies(const struct facts *facts);

/* ---- families: ask on the worker, then fold into the answer; answer.c calls them by the needs ---- */
#define FAMILY(name) \
	bool name##_ask(struct facts *facts, const struct asker *asker, struct error *error); \
	void name##_fold(struct facts *facts, struct answer *answer)
FAMILY(adoption);
FAMILY(time);
FAMILY(cases);
FAMILY(ages);
FAMILY(turnover);
FAMILY(survival);
FAMILY(skills);
FAMILY(voice);
FAMILY(people);
FAMILY(person);
FAMILY(records);
#undef FAMILY

/* Questions of each family, NULL-terminated, for metrics_questions. */
extern const struct question *const facts_questions[], *const adoption_questions[], *const time_questions[],
	*const cases_questions[], *const ages_questions[], *const turnover_questions[], *const survival_questions[],
	*const skills_questions[], *const voice_questions[], *const people_questions[], *const person_questions[],
	*const records_questions[];

#endif
