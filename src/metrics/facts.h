/* facts - what every family of figures reads: organisation, windows, teams, roster, groups, ages; loaded once an answer,
   from one snapshot, on the worker. Two lifetimes: `scratch` goes when the answer is made (tables, sums), `keep` is the
   answer's own arena (everything the answer points to). Texts of facts are raw until text_clean puts them into `keep`. */
#ifndef TEAMTOP_METRICS_FACTS_H
#define TEAMTOP_METRICS_FACTS_H

#include "teamtop/embed.h"
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
	bool in_person_team;                            /* the team of scope.person_id or below it (NEED_PERSON) */
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

/* ---- tallies: sums by cluster and team over a window and the one before it; intervals are made of them ----
   A cluster is a person of the roster (his or her index), `people_count` = rows without a person, and above that days
   (cases without a person: facts_cluster_of_day). */
enum { TALLY_SUMS = 20 };
struct tally {
	int cluster, next;                              /* next of the same cluster, -1 = last */
	int64_t team_id;
	int groups[MOST_GROUPS_OF], group_count;        /* that it belongs to */
	double now[TALLY_SUMS], before[TALLY_SUMS];     /* W, P; whole numbers up to 2^53 are exact */
};
struct tallies {
	struct window window, before;
	struct tally *rows;                             /* in scratch; moves when it grows */
	int count, room;
	int *first, clusters;                           /* by cluster; -1 = none */
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
	int64_t rows[SOURCE_COUNT];                     /* rows in W, filled by folds where totals tell; else 0 */
	struct person_fact *people;                     /* by id */
	int people_count;
	struct stay_fact *stays;                        /* by person id, from_day */
	int stay_count;
	struct team_fact *teams;                        /* by id */
	int team_count;
	struct team_tree *tree;                        /* groups as its nodes (tree.h) */
	int group_count;                                /* scope, rows, extra ones */
	int person_group, person_team_group;            /* -1 = none */
	int person_index;                               /* scope.person_id in people, -1 = none */
	int64_t person_team;                            /* team on `to` (or the last one before) of that person */
	bool *holds;                                    /* by group: a fold found something (directly here, no team) */
	unsigned char *behind;                          /* group x people: has a row in W */
	int64_t first_cluster_day;                      /* of clusters that are days */
	struct kind_fact *kinds;                        /* by position, id */
	int kind_count;
	struct benchmark_fact *benchmarks;
	int benchmark_count;
	struct adoption_facts *adoption;                /* private to their families */
	struct time_facts *time;
	struct case_facts *cases;
	struct age_facts *ages;
	struct turnover_facts *turnover;
	struct survival_facts *survival;
	struct skill_facts *skills;
	struct voice_facts *voice;
	struct people_facts *people_rows;
	struct person_facts *person;
	struct record_facts *records;
	struct effect_facts *effect;
	struct estimate_facts *estimate;
	struct attention_facts *attention;
	struct what_if_facts *what_if;                  /* NULL: nothing is asked of what would be */
	const struct record_filter *record_filter;      /* what the caller asked for; NULL */
};

/* A question is a constant beside its .sql file: parameters and columns as in question.h. */
#define QUESTION(name, parameter_types, column_types) \
	EMBED(sql_##name, "src/metrics/" #name ".sql"); \
	static const struct question question_##name = {#name, sql_##name, parameter_types, column_types}

bool facts_load(struct facts *facts, const struct asker *asker, struct error *error);

int facts_person(const struct facts *facts, int64_t person_id);         /* index in people, -1 = not in the roster */
const struct team_fact *facts_team(const struct facts *facts, int64_t team_id);         /* NULL = no such team */
const char *facts_team_name(const struct facts *facts, int64_t team_id);/* cleaned; "no team" for 0 */
int64_t facts_team_on(const struct facts *facts, int person, int64_t day);              /* 0 = no team */
bool facts_employed(const struct facts *facts, int person, int64_t day);
/* Groups that a row of this team and person (index, -1 = nobody) belongs to; returns their count, 0 = outside. */
int facts_groups_of(const struct facts *facts, int64_t team_id, int person, int groups[MOST_GROUPS_OF]);
int64_t facts_newest_day(const struct facts *facts);    /* as of which one reads unless told otherwise, whatever is asked now */
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

/* A question of the days $1 to $2, asked a few weeks at a time: no table of it is ever large, however long the window and
   however many the people. `take` sees the tables by rising day; what it wants to keep it copies. */
typedef void facts_take(void *self, const struct table *table);
bool facts_scan(struct facts *facts, const struct asker *asker, const struct question *question, struct window window,
	facts_take *take, void *self, struct error *error);

/* Rows of the calendar: day, starts_at, offset_seconds, changes_at (null), offset_after (null). */
bool facts_calendar(struct facts *facts, const struct asker *asker, int64_t from, int64_t to, struct table *table,
	struct error *error);

/* ---- loading, in parts (facts.c, scope.c, teams.c) ---- */
bool scope_resolve(struct facts *facts, const struct asker *asker, struct error *error);        /* as-of, windows, sources */
bool teams_load(struct facts *facts, const struct asker *asker, struct error *error);           /* tree, groups */
bool roster_load(struct facts *facts, const struct asker *asker, struct error *error);
void told_fold(struct facts *facts, struct answer *answer);                                     /* after all families */
void teams_list(struct facts *facts, struct answer *answer);                                    /* NEED_TEAMS */
int64_t table_day(const struct table *table, size_t row, int column);                           /* null = DAY_NONE */
const char *table_text(const struct table *table, size_t row, int column);                      /* raw; NULL for null */
const char *facts_clean(struct facts *facts, const char *text);                                 /* in keep; NULL = "" */

/* ---- tallies (tally.c) ---- */
struct tallies *tallies_new(struct facts *facts, struct window window, struct window before);
int facts_cluster(const struct facts *facts, int64_t person_id);        /* of a person id; 0 or unknown = nobody's */
int facts_cluster_of_day(const struct facts *facts, int64_t day);
/* The tally of a cluster in a team, made when there is none. Valid until the next call. */
struct tally *tallies_at(struct facts *facts, struct tallies *tallies, int cluster, int64_t team_id);
void tallies_sum(const struct tallies *tallies, int group, double now[TALLY_SUMS], double before[TALLY_SUMS]);

/* The clusters of a group with anything in either window, by cluster: arrays with room for tallies->clusters. */
struct clusters {
	double *now_above, *now_below, *before_above, *before_below;
	int people;                                     /* in: facts->people_count; clusters below it are persons */
	int persons;                                    /* out: persons with now_below > 0 */
};
size_t tallies_clusters(const struct tallies *tallies, int group, int above, int below, struct clusters *clusters);

/* ---- figures (figure.c) ---- */
enum figure_interval {
	INTERVAL_NONE,
	INTERVAL_MEAN,                                  /* a mean per person: limits are not cut */
	INTERVAL_SHARE,                                 /* share of seconds or events */
	INTERVAL_CASES                                  /* share of cases */
};
struct ratio_rule {
	enum figure_id id;
	enum source source;                             /* whose rows it is made of: not imported, stale, previous */
	int above, below;                               /* sums of the tally: value = above / below */
	enum figure_interval interval;
	const char *nothing;                            /* why, when the denominator is 0 */
};
/* Figure of a group from tallies: value, fraction, interval, previous with the interval of the change, people, state. */
struct figure *figure_ratio(struct facts *facts, const struct tallies *tallies, int group, const struct ratio_rule *rule);
/* The same into a figure that stands elsewhere (a row of tools, a person). */
void figure_ratio_into(struct facts *facts, const struct tallies *tallies, int group, const struct ratio_rule *rule,
	struct figure *figure);
/* Share k of n people (Wilson), with state; n = 0: not applicable, because of `nothing`. No previous. */
struct figure *figure_of_people(struct facts *facts, int group, enum figure_id id, enum source source, double k, double n,
	const char *nothing);
/* A plain amount with its state; events: old rows make it stale. No previous. */
struct figure *figure_amount(struct facts *facts, int group, enum figure_id id, enum source source, bool events, double value);
void figure_previous(struct figure *figure, bool known, double previous);
/* Interval of the change of a share of people: gained and lost of those counted in both windows. After figure_previous. */
void figure_change_of_people(struct figure *figure, double gained, double lost, double both);
/* Not imported or stale, where its source says so; a figure that is not applicable stays so unless nothing was imported. */
void figure_state_of_source(const struct facts *facts, struct figure *figure, enum source source, bool events);
void figure_not(struct figure *figure, enum figure_state state, const char *why);       /* keeps id and people only */
/* May `previous` be said: P does not begin before the relation's first row. */
bool facts_before_known(const struct facts *facts, enum source source, struct window before);
const char *source_words(enum source source);           /* "AI events" */
/* Adds a line to what `e` shows: rows used, or left out and why; label is a constant or in keep. Count 0 is not noted. */
void figure_note(struct facts *facts, struct figure *figure, const char *label, int64_t count, bool left_out);

/* ---- days of people as bits ---- */
struct day_bits {
	int64_t from;                                   /* first day held */
	int days, words;                                /* words of 64 days a person */
	uint64_t *bits;                                 /* people x words */
};
struct day_bits day_bits_new(struct facts *facts, struct window window);
void day_bits_set(struct day_bits *bits, int person, int64_t day);      /* outside the window: nothing */
bool day_bits_get(const struct day_bits *bits, int person, int64_t day);
int day_bits_count(const struct day_bits *bits, int person, struct window window);

/* ---- what families know of each other ---- */
/* Deliberate AI use (filled by adoption_ask) from adoption_from on; days with use in a window; weeks with use of the 12
   (or `weeks`) blocks of seven days ending with `to`. */
int64_t adoption_from(const struct facts *facts);
bool adoption_used(const struct facts *facts, int person, int64_t day);
int adoption_days(const struct facts *facts, int person, struct window window);
int adoption_weeks(const struct facts *facts, int person, int64_t to, int weeks);
bool adoption_access(const struct facts *facts, int person, int64_t day);
bool adoption_access_ask(struct facts *facts, const struct asker *asker, struct error *error);  /* access alone, unless it is there */
bool adoption_only_seen(const struct facts *facts);     /* no access list, only use that was seen */
/* Use in 9 of the 12 weeks ending with `to`, of an eligible person; *known false until 84 days of AI events exist. */
bool adoption_habitual(const struct facts *facts, int person, bool *known);
/* Seconds of people over W and P by team (filled by time_ask). */
enum time_sum {
	TIME_CUSTOMER, TIME_WORKED, TIME_HANDLING,
	TIME_ON_DUTY,                                   /* handling + waiting */
	TIME_COVERED, TIME_CONTRACTED                   /* of people with weekly_hours, without today */
};
const struct tallies *time_tallies(const struct facts *facts);
bool time_worked_on(const struct facts *facts, int person, int64_t day);        /* any work, a day of P or W */

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
FAMILY(effect);
FAMILY(estimate);
FAMILY(attention);
FAMILY(what_if);
#undef FAMILY

/* Questions of each family, NULL-terminated, for metrics_questions. */
extern const struct question *const facts_questions[], *const scope_questions[], *const teams_questions[],
	*const roster_questions[], *const find_questions[], *const heat_questions[], *const adoption_questions[], *const time_questions[],
	*const cases_questions[], *const ages_questions[], *const turnover_questions[], *const survival_questions[],
	*const skills_questions[], *const voice_questions[], *const people_questions[], *const person_questions[],
	*const records_questions[], *const effect_questions[], *const estimate_questions[], *const attention_questions[];
/* Parts of them, for the figures made of these alone. */
extern const struct question *const adoption_people_questions[], *const adoption_event_questions[],
	*const complexity_questions[], *const case_figure_questions[], *const time_figure_questions[];

#endif
