/* metrics - the figures of metrics.md: SQL questions of totals and people, folded in C into plain structs.
   Runs on the worker. Knows neither the engine nor the screen. */
#ifndef TEAMTOP_METRICS_H
#define TEAMTOP_METRICS_H

#include "teamtop/question.h"

enum panel_id { PANEL_AI, PANEL_TIME, PANEL_SKILLS, PANEL_TURNOVER, PANEL_VOICE, PANEL_COUNT };

enum figure_id {
	FIGURE_ADOPTION, FIGURE_ELIGIBLE, FIGURE_EVER, FIGURE_ACTIVE, FIGURE_HABITUAL, FIGURE_CHAMPION, FIGURE_ACCEPTED,
	FIGURE_AI_RESOLVED, FIGURE_AI_ASSISTED, FIGURE_HANDED_OVER, FIGURE_TIME_GIVEN_BACK, FIGURE_WITHOUT_ACCESS,
	FIGURE_CSAT_AI, FIGURE_CSAT_HUMAN, FIGURE_CAME_BACK_AI, FIGURE_CAME_BACK_HUMAN,
	FIGURE_CUSTOMER_TIME, FIGURE_WORKED, FIGURE_OCCUPANCY, FIGURE_TIME_COVERAGE,
	FIGURE_GROWTH, FIGURE_GREW, FIGURE_SKILL_COVERAGE, FIGURE_ON_ONE_PERSON, FIGURE_STALE_SKILLS, FIGURE_COMPLEX_WORK,
	FIGURE_NEEDS_UNMET,
	FIGURE_TURNOVER, FIGURE_LEAVERS, FIGURE_HEADCOUNT, FIGURE_FIRST_90_DAYS, FIGURE_EXPECTED_LEAVERS, FIGURE_VOLUNTARY,
	FIGURE_INVOLUNTARY, FIGURE_TURNOVER_SHRM,
	FIGURE_COUNT
};

enum unit { UNIT_SHARE, UNIT_PEOPLE, UNIT_CASES, UNIT_EVENTS, UNIT_SECONDS, UNIT_LEVELS, UNIT_PER_YEAR, UNIT_SCORE, UNIT_NEEDS };

/* What a figure means, in one place: `list metrics`, `e`, JSON keys, headings all read it. */
struct definition {
	enum panel_id panel;
	const char *key;                                /* JSON: "adoption" */
	const char *label;                              /* short noun on screen: "adoption" */
	enum unit unit;
	const char *rule;                               /* JSON: "adoption", "daily-mean", "aws" … */
	const char *what;                               /* one line for people */
	const char *formula;                            /* "numerator words / denominator words" */
	const char *interval;                           /* "Wilson", "Student t over people" … or "none" */
	bool more_is_better;                            /* colour of a significant change */
	bool judged;                                    /* false: never coloured */
};
const struct definition *metrics_definition(enum figure_id id);
const char *metrics_panel_name(enum panel_id panel);    /* "ai", "time", … */
const char *metrics_unit_name(enum unit unit);          /* JSON: "share", "per_year", … */

/* ---- groups: the whole scope, then the rows of a team table ---- */
enum group_kind { GROUP_ALL, GROUP_TEAM, GROUP_HERE, GROUP_NO_TEAM };

struct ledger_entry {
	int64_t kind_id;
	const char *key, *label;                        /* "case_logging"; short label "logging" */
	bool is_customer;
	int64_t seconds, seconds_before;                /* W, P */
	double share, share_before;                     /* of worked; NAN where worked is 0 */
};

/* Whom a figure is of: employed on `to`, with AI access then, hired 455 to 91 days before. */
enum told_base { OF_EMPLOYED, OF_ACCESS, OF_HIRED, TOLD_BASES };

struct group {
	enum group_kind kind;
	int64_t team_id;
	const char *name;                               /* cleaned; "all teams", "directly here", "no team" */
	int64_t people;                                 /* employed on `to` */
	int64_t people_behind;                          /* distinct people with any row in W (names not full: suppression) */
	bool tells_of_others[TOLD_BASES];               /* names not full: a few others are what is left beside it */
	struct figure figure[FIGURE_COUNT];
	struct ledger_entry *ledger;                    /* every work kind, by position */
	int ledger_count;
	const char *mostly;                             /* short label of the kind that moved most against, or NULL */
	double mostly_change;                           /* in share (0.05 = +5 pt) */
	int64_t new_people;                             /* skills: hired inside the window, so not counted */
};

/* ---- the rest of what screens show ---- */
enum { TREND_POINTS = 26 };
struct trend {                                          /* oldest first; a gap where nothing was known */
	int count;
	bool of_people;                                 /* AI without an access list: active people in place of their share */
	int64_t to[TREND_POINTS];                       /* last day of each block of seven days */
	bool known[TREND_POINTS];
	double value[TREND_POINTS];
	bool has_band[TREND_POINTS];
	double low[TREND_POINTS], high[TREND_POINTS];
};

struct tool_row {
	int64_t tool_id;
	const char *name;
	struct figure accepted;                         /* (accepted + edited) / shown */
	int64_t accepted_n, edited_n, rejected_n, shown_n;
	int64_t people;                                 /* with deliberate use in W */
};

struct resolved_split {                                 /* cases of W by resolved_by as recorded */
	int64_t by_ai, with_ai, by_human, unknown, unconfirmed, rated_ai, rated_human;
};

struct heat {
	bool imported;
	int64_t customer[7][24], worked[7][24];         /* seconds, weekday Monday first, local hour of the start */
};

struct skill_row {                                      /* coverage by skill */
	int64_t skill_id;
	const char *name;
	int64_t filled, needed, filled_before;
};
struct need_row {                                       /* needs that rest on one person, or on nobody */
	int64_t team_id, skill_id, person_id;           /* person_id 0: nobody holds it; -1: somebody not to be named */
	const char *team, *skill;
	const char *person;                             /* who holds it, after the policy on names; NULL for nobody */
	int level;
	int64_t people;                                 /* people needed */
	bool tells_of_others;                           /* as of its team's group */
};
struct matrix {                                         /* people x skills of the scope on `to` */
	int people, skills;
	int64_t *person_id, *skill_id;
	const char **person, **skill;
	signed char *level;                             /* people x skills; -1 = never assessed */
	int *gained;                                    /* levels gained in the skills window, per person */
	bool *is_new;                                   /* hired inside the window */
};

struct survival_step {
	int64_t days;                                   /* tenure */
	int64_t at_risk, left;                          /* just before / at it */
	double survival, low, high;
	bool has_band;
};
struct survival {
	int64_t start;                                  /* tenure in days the curve is conditional on; 0 = everybody */
	int64_t end;                                    /* last tenure with at least 10 at risk */
	int64_t people, left_out;                       /* counted; without hired_on */
	bool hidden;                                    /* by the policy */
	struct survival_step *steps;
	int count;
	int64_t *at_risk;                               /* on each day of tenure from start to end; NULL without a curve */
	bool has_median;
	double median;
};

struct team_expectation {                               /* statistics.md 8, per group of `groups` */
	int64_t left;
	double expected;                                /* for its tenures; NAN = too small to say */
	double p;
	bool marked;
};

struct person_row {                                     /* the people of a team page */
	int64_t person_id, team_id;
	const char *employee_no, *name, *role;          /* cleaned, after the policy on names */
	int64_t hired_day, left_day;                    /* INT64_MIN = not known / still here */
	int ai_weeks, ai_weeks_of;                      /* weeks with deliberate use of the last 12 (or fewer since hire) */
	bool has_access;
	struct figure customer_time;                    /* with change */
	double logging_share;                           /* of worked; NAN */
	int64_t cases, gained, worked;                  /* in W; levels in the skills window; seconds */
	bool is_new;                                    /* hired inside the skills window */
};

/* ---- what may come: the estimate of leaving within 90 days (statistics.md 1-5); of everybody, read by groups ---- */
enum estimate_kind {
	ESTIMATE_NONE,                                  /* not asked for */
	ESTIMATE_LATER,                                 /* being made: ask again */
	ESTIMATE_NOT,                                   /* cannot be said, `why` */
	ESTIMATE_BANDS,                                 /* rates by tenure pulled to the whole; reasons cannot be said, `why` */
	ESTIMATE_MODEL
};
enum driver_state { DRIVER_USED, DRIVER_HELD, DRIVER_LEFT_OUT };        /* HELD: by the prior alone, the data say nothing */
struct driver_row {
	const char *key, *label;                        /* "customer_time", "customers −10 pt" */
	enum driver_state state;
	const char *why;                                /* held or left out: why; else NULL */
	double ratio, low, high, p;                     /* odds ratio with 95 %, prior 1/7 to 7; NAN where left out */
	bool kept;                                      /* by Benjamini-Hochberg at 10 % over those shown */
	double unknown;                                 /* share of rows in which it is not recorded */
};
enum estimate_verdict { VERDICT_NONE, VERDICT_TOO_FEW, VERDICT_BETTER, VERDICT_NO_BETTER };
struct origin_row {                                     /* an estimate made then, from what was known then */
	int64_t day, learned_from;                      /* leavers it was made from */
	int64_t people, left, others_left;              /* estimated; left by choice within 90 days; otherwise, out */
	double expected, base, auc, brier, brier_of_base;       /* base: everybody's probability at the rate known then; auc NAN */
};
enum { MOST_ORIGIN_ROWS = 12, MOST_CALIBRATION = 5, FIFTHS = 5, LEAST_ALIKE = 20 };
struct estimate_track {
	enum estimate_verdict verdict;
	const char *why;                                /* NONE: why there is no record */
	int64_t people, left, others_left, top, top_left;       /* person-quarters; top: the fifth with the highest estimates */
	double expected, top_by_luck, brier, brier_of_base;
	double auc, auc_low, auc_high;                  /* NAN where it cannot be said */
	struct { int64_t people; double expected, left, low, high; } group[MOST_CALIBRATION];   /* lowest estimates first */
	int group_count;
	struct { int64_t people, left; double from, to; } fifth[FIFTHS];        /* of the pooled estimates, lowest first; from its
	                                                   lowest to its highest probability */
	struct origin_row origin[MOST_ORIGIN_ROWS];     /* newest first */
	int origin_count;
};
struct estimate {
	enum estimate_kind kind;
	const char *why;
	int64_t people;                                 /* estimated, of everybody: employed on `to`, with a hire date */
	int64_t first_day, rows, leavers;               /* of the model: since when, person-months, leavers in them */
	int64_t hired_unknown, kind_unknown;            /* left out: people without a hire date; leavers without a reason */
	bool any_kind;                                  /* no leaver's reason is recorded: all leavers count */
	bool separated;
	bool older;                                     /* made from earlier data of the same day */
	int notice_days;
	int columns, most_columns;                      /* of the model: used; allowed by its leavers */
	int draws;                                      /* of the fitted numbers, for intervals */
	int64_t already;                                /* of the scope, known to leave within 90 days; -1 = not read */
	double *pmf;                                    /* of the scope's number of leavers: pmf[0 … most] */
	int most;
	bool *told;                                     /* by group: may be told apart from what else is shown (policy) */
	struct driver_row *drivers;
	int driver_count;
	struct estimate_track track;
	struct survival without_ai, with_ai;            /* stretches of time, not people; each from where it can be drawn */
	struct survival beside_without_ai, beside_with_ai;      /* the same from one tenure on, to be compared; no steps: cannot be */
};
struct push { const char *key, *label; double points; };      /* of probability, as a fraction; they do not add up exactly */
struct person_estimate {
	bool team_told;                                 /* the team's figure may be told apart (as estimate.told) */
	bool shown;
	const char *why;                                /* not shown: why */
	double p, low, high;
	struct push pushes[16];
	int push_count;
	struct alike {                                  /* how earlier estimates of about this height turned out */
		const char *why;                        /* cannot be said: why; else NULL */
		int64_t estimates, left;
		double from, to;                        /* the fifth of the pooled estimates this one lies in */
		double share, low, high;                /* who left of them, Wilson */
	} alike;
};

enum timeline_kind { EVENT_HIRED, EVENT_LEFT, EVENT_MOVED, EVENT_ACCESS, EVENT_LEAD, EVENT_ROLE, EVENT_LEVEL, EVENT_OTHER_EMPLOYMENT };
struct timeline_event {
	enum timeline_kind kind;
	int64_t day;
	const char *text;                               /* "moved to Billing", "Product 2" */
	int change;                                     /* EVENT_LEVEL: levels up or down */
};
struct timeline_stay { int64_t from, to, team_id; const char *team; };
enum { TIMELINE_WEEKS = 52 };
struct person_page {
	struct person_row row;
	const char *team;
	bool habitual, habitual_known;
	struct figure figure[FIGURE_COUNT];             /* of this person alone: customer time, worked, accepted, growth … */
	struct figure team_figure[FIGURE_COUNT];        /* his or her team's */
	int64_t team_people;                            /* employed in it on `to` */
	bool team_tells_of_others[TOLD_BASES];
	int skills;                                     /* with a current level */
	int64_t last_gain;                              /* day, INT64_MIN = never */
	struct { bool known; double value; } time_week[TIMELINE_WEEKS];     /* customer time */
	int ai_days[TIMELINE_WEEKS];                    /* days with deliberate use */
	struct timeline_stay *stays;
	int stay_count;
	struct timeline_event *events;
	int event_count;
	struct person_estimate estimate;
};

struct voice_row {
	int64_t question_id;
	const char *key, *text;
	struct figure figure;
	struct figure *by_group;                        /* of each group of the answer; NULL = not asked */
	struct trend trend;                             /* quarters would be coarser: same blocks as elsewhere, 91 days each */
};

/* ---- records ---- */
enum relation { RELATION_ACTIVITY, RELATION_CASE, RELATION_AI_EVENT, RELATION_ASSESSMENT, RELATION_ANSWER, RELATION_PERSON, RELATION_COUNT };
enum { MOST_RECORDS = 50000 };

/* Which rows: the rows behind a figure. 0 or NULL = any. */
struct record_filter {
	enum relation relation;
	struct window window;                           /* from INT64_MIN = no bound; to INT64_MIN or {0, 0} = not given: W, any
	                                                   hour, the scope */
	/* with person_id the rows are all of that person's, whatever the team */
	int64_t team_id, person_id, kind_id, tool_id, skill_id, question_id;
	int no_team;                                    /* 1: only rows of nobody's team; 2: only rows directly of team_id */
	int is_work, is_customer;                       /* 1 = only these, 0 = any */
	int deliberate;                                 /* AI events: 1 = only deliberate ones */
	int weekday, hour;                              /* activities by local start; -1 = any */
	const char *resolved_by;                        /* cases: "ai", "human", "human_with_ai" */
	int handed_over, came_back;                     /* cases: 1 = only */
	int leavers, hired;                             /* people: 1 = left in the window / hired in it */
	const char *event_kind;                         /* AI events: "shown" … */
	const char *title;                              /* what these rows are behind: "case logging" */
};

enum record_column_type { RECORD_TIME, RECORD_DAY, RECORD_TEXT, RECORD_NUMBER, RECORD_MINUTES, RECORD_FLAG, RECORD_PERSON };
struct record_column {
	const char *key, *title;                        /* SQL column name; heading */
	enum record_column_type type;
};
struct records {
	struct record_filter filter;
	const struct record_column *columns;
	int column_count;
	size_t count;                                   /* rows held, newest first */
	int64_t total;                                  /* rows that match; > count when cut at MOST_RECORDS */
	struct value *cells;                            /* count x column_count; texts cleaned; times are local seconds */
	int64_t *id, *person_id;
};

/* ---- where the data come from ---- */
struct relation_age {
	const char *relation, *label;                   /* "activity", "time" */
	int64_t rows;                                   /* in W where that is cheap, else in all; -1 = not counted */
	int64_t newest;                                 /* UTC seconds of the newest row up to as-of; INT64_MIN = no row */
	int64_t imported;                               /* newest import that wrote it; INT64_MIN = none */
	int64_t first_day, last_day;                    /* of its rows; INT64_MIN = none */
};

struct organisation {
	const char *name, *time_zone;
	int64_t observed_day;                           /* INT64_MIN = since the first hired_day */
	bool synthetic, empty;                          /* empty: nobody and nothing in it yet */
};

enum names { NAMES_FULL, NAMES_INITIALS, NAMES_HIDDEN };
struct policy {                                         /* the owner's, narrowed by --names, --restricted, --wall */
	bool risk_of_persons;
	int min_group, risk_min_group;
	enum names names;
	bool audit, restricted, wall;
};
static inline bool policy_shows_persons(const struct policy *policy)    /* person pages and person columns exist */
{
	return policy->names != NAMES_HIDDEN && !policy->restricted && !policy->wall;
}

/* ---- does AI help here (NEED_EFFECT): of the scope ---- */
enum outcome { OUTCOME_CUSTOMER_TIME, OUTCOME_HANDLE_TIME, OUTCOME_CSAT, OUTCOME_CAME_BACK, OUTCOME_LEVELS, OUTCOME_COUNT };
enum { EFFECT_SERIES_FIRST = -8, EFFECT_SERIES_LAST = 12, EFFECT_SERIES = EFFECT_SERIES_LAST - EFFECT_SERIES_FIRST + 1,
	EFFECT_WEEKS = 104, RAMP_POINTS = 13, RAMP_POINT_WEEKS = 4, REINVESTED_ROWS = 6 };
struct effect_estimate {
	bool known;
	double value, low, high;                        /* shares 0..1, seconds, points of a score, levels */
	int64_t with, without;                          /* people with AI and without; starters and those not yet started */
	const char *why;                                /* not known: "6 starters, 8 needed" */
	const struct note *notes;                       /* people used, left out and why */
	int note_count;
};
struct effect_row {
	const char *key, *label;                        /* "customer_time", "customer time" */
	enum unit unit;
	bool more_is_better;
	struct effect_estimate adjusted, event;         /* adjusted difference; before and after */
	double plain;                                   /* mean with less mean without, not adjusted */
	struct effect_estimate check;                   /* weeks -3 to -1: had they changed before they started */
	bool already_changing;                          /* then the change is not read as AI's effect */
	bool by_team;                                   /* the interval is that of leaving out teams, the wider one */
	bool team_by_team;                              /* most began within two weeks of their team */
	struct effect_estimate week[EFFECT_SERIES];     /* around the start; only value, low, high */
};
struct ramp_point { bool known; double value, low, high; int64_t people; };
struct ramp {
	enum outcome outcome;                           /* customer time, or handle time where no time is recorded */
	const char *why;                                /* no point known: why */
	struct ramp_point with[RAMP_POINTS], without[RAMP_POINTS];      /* blocks of weeks since hire */
	int64_t newcomers, hired_unknown;               /* people in it; left out */
};
struct reinvested {                                     /* per person and week, seconds at the hours now worked */
	const char *key, *label;
	bool known, has_interval;
	double change, low, high;                       /* the share's change x hours worked */
};
struct reinvestment {
	const char *why;                                /* not known: why */
	int64_t people, left_out;                       /* who use AI; without enough recorded before */
	bool before_ai;                                 /* against the 84 days before each one's start; else against P */
	bool given_known;
	double given;                                   /* time saved as the tools record it */
	bool nothing_known;
	double nothing;                                 /* given back, but seen in none of the rows meant for it; may be < 0 */
	struct reinvested rows[REINVESTED_ROWS];
};
struct ai_effect {
	struct effect_row rows[OUTCOME_COUNT];
	struct ramp ramp;
	struct reinvestment reinvestment;
	struct window weeks;                            /* whole weeks, Monday to Sunday, read for before and after */
	int64_t starters, never;                        /* began in or before these weeks; no sustained use */
};

/* ---- what would be if (NEED_WHAT_IF): the suppositions of the scope; nothing is stored ---- */
enum what_if_figure { WHAT_IF_COVERAGE, WHAT_IF_ON_ONE, WHAT_IF_UNMET, WHAT_IF_LEAVERS, WHAT_IF_FIGURES };
extern const enum figure_id WHAT_IF_IDS[WHAT_IF_FIGURES];
struct supposed_row {
	int typed;                                      /* its place in scope.supposed */
	enum suppose_kind kind;
	int64_t person_id, team_id;                     /* of whom; the person's team, or the team itself, 0 = all teams */
	const char *name, *team;                        /* as the policy on names has it; NULL where it was not found */
	bool counts;                                    /* found, and part of what is supposed */
	const char *why;                                /* does not count: why, without any name */
	const char *named;                              /* who could be meant; NULL */
	/* of the kinds about teams */
	double now, to;                                 /* mean of the known inputs of its people; now NAN = none known */
	int64_t people, known;                          /* that move: known of so many */
	bool told;                                      /* that mean is not of a few, nor a difference of means (policy) */
	const char *leavers_why;                        /* why it says nothing of expected leavers; NULL = it does, or need not */
};
struct what_if_group {
	int64_t people;                                 /* who would be employed */
	struct figure then[WHAT_IF_FIGURES], difference[WHAT_IF_FIGURES];      /* beside figure[WHAT_IF_IDS[i]] of the group */
	bool of_person;                                 /* expected leavers differ by what single persons are estimated at */
	bool told;                                      /* the difference is not of a few, nor a difference of differences */
};
struct what_if_need {                                   /* would newly rest on one person, or on nobody */
	int64_t team_id, person_id;                     /* who remains; 0 = nobody, -1 = somebody not to be named */
	const char *team, *skill, *person;
	int level;
	int64_t needed, now, then;                      /* people who hold it */
	int64_t team_people;
};
struct what_if {
	struct supposed_row *rows;
	int count, counted;
	struct what_if_group *groups;                   /* of each group of the answer */
	struct what_if_need *needs;                     /* on nobody first */
	int need_count;
	bool persons_hidden;                            /* some were of persons, who are not shown here: left out */
};

/* ---- one answer: everything a screen needs, from one snapshot ---- */
enum need {
	NEED_FIGURES = 1,       /* groups with all figures, voice, ages */
	NEED_TRENDS = 2,        /* trend of each panel's figure; weekly AI curve; coverage by skill */
	NEED_HEAT = 4,
	NEED_TOOLS = 8,
	NEED_MATRIX = 16,       /* skills: rows, needs, matrix */
	NEED_SURVIVAL = 32,     /* curve, expectations by team */
	NEED_PEOPLE = 64,
	NEED_PERSON = 128,
	NEED_RECORDS = 256,
	NEED_TEAMS = 512,       /* the list of all teams and people for choosing one */
	NEED_EFFECT = 8192,     /* does AI help here */
	NEED_ESTIMATE = 1024,   /* expected leavers, drivers, track record; seconds where the database is large and nothing cached */
	NEED_WHAT_IF = 1 << 14, /* with NEED_ESTIMATE and NEED_FIGURES */
	NEED_ATTENTION = 1 << 16 /* findings of all teams, whatever the scope; reads 81 weeks */
};

struct benchmark_row {                                  /* a yardstick as the database holds it; texts cleaned */
	const char *key, *population;                   /* "turnover", "service organisations"; "" = not stated */
	int64_t year;                                   /* 0 = not stated */
	double value;                                   /* share 0..1 where its unit is one */
};

/* ---- attention: what changed by more than it usually does (statistics.md 7), and what else wants looking at ---- */
enum finding_kind { FINDING_LIMIT, FINDING_CHANGE, FINDING_LEAVERS, FINDING_GAP, FINDING_NEED };
struct finding {
	enum finding_kind kind;
	const char *key;                                /* the same finding has it again next week: "change:customer_time:3:down" */
	bool confirmed;                                 /* for the line under the header; else the page alone */
	int figure;                                     /* enum figure_id to explain, -1 = none */
	const char *label;                              /* "customer time", "came back" */
	int64_t team_id;                                /* 0 = everybody */
	const char *team;
	/* FINDING_CHANGE and FINDING_LIMIT; others NAN */
	double value, before, p;                        /* p after ordinary swings */
	double people, amount;                          /* behind the value: people; seconds, events, cases */
	enum unit amount_unit;
	const char *part;                               /* what moved most in it, or NULL; its change as a share, NAN */
	double part_change;
	int followers;                                  /* teams that move with everybody and are not listed again */
	int64_t since;                                  /* the Monday it was new; INT64_MIN */
	int judgement;                                  /* 1 better, -1 worse, 0 neither: by the figure's definition */
	bool tells_of_others;                           /* as of its team's group */
	int limit;                                      /* FINDING_LIMIT: which of the user's own, from 0 */
	const char *says, *evidence;                    /* other kinds: in words; evidence NULL where there is no more */
};
enum { ATTENTION_FIGURES = 4 };
struct attention {
	int64_t monday;                                 /* judged on; windows below end the day before */
	struct window window, before;
	struct finding *findings;                       /* ranked */
	int count;
	int judged;                                     /* figures of teams that could be said on that Monday */
	struct { const char *label; double phi; bool known; } swings[ATTENTION_FIGURES];
};

struct team_name { int64_t team_id, parent_id; int depth; const char *name, *path; };

struct answer {
	struct arena *arena;                            /* owns everything below; answer_free */
	unsigned needs;
	struct scope scope;
	int64_t as_of, as_of_day, last_day;             /* as-of resolved; last_day INT64_MIN = nothing recorded */
	bool as_of_last;                                /* reads as of the last day, because that is old or was asked for */
	bool today_so_far;                              /* window.to is today */
	struct window window, before;                   /* W, P */
	struct window panel_window[PANEL_COUNT], panel_before[PANEL_COUNT];
	struct organisation organisation;
	struct policy policy;                           /* the database's own */
	struct group *groups;                           /* [0] the scope itself, then the rows of the team table */
	int group_count;
	bool scope_is_leaf;                             /* the team has no children: rows are its people */
	const char *team_name, *team_path;              /* scope; NULL = all teams */
	int64_t team_parent;                            /* of the scope; 0 */
	struct trend trend[PANEL_COUNT];                /* adoption (W = week), customer time, growth, turnover */
	bool first_gains;                               /* over half of growth is first assessments */
	struct resolved_split resolved;
	struct tool_row *tools;                         /* the last row is all tools */
	int tool_count;
	struct heat heat;
	double contracted_seconds;
	struct skill_row *skills;
	int skill_count;
	struct need_row *needs_rows;                    /* on one person first, then unmet */
	int need_count;
	struct matrix matrix;
	struct survival survival;                       /* of the scope: survival_of_group[0] */
	struct survival *survival_of_group;             /* by group of `groups`; stretches of time in it, people = who had one */
	struct team_expectation *expectations;          /* group_count of them */
	struct estimate estimate;
	struct window shrm;
	int64_t leavers_unknown, hired_unknown;         /* leave_kind null; people without hired_on */
	struct person_row *people;
	int people_count;
	struct person_page *person;                     /* NULL = no such person */
	struct records records;
	struct voice_row *voice;
	int voice_count;
	int64_t voice_people, voice_asked;              /* who answered (-1: too few to say), of how many employed */
	bool voice_other_day;                           /* hidden, as the view of another day differs by a few */
	int64_t voice_day_before, voice_day_after;      /* the nearest days whose view is shown; INT64_MIN = none near */
	struct benchmark_row *benchmarks;               /* where the marks on screen come from */
	int benchmark_count;
	struct relation_age ages[RELATION_COUNT + 4];
	int age_count;
	struct attention attention;                     /* NEED_ATTENTION */
	struct team_name *teams;                        /* whole tree, depth first, by name */
	int team_count;
	int64_t asked_at;                               /* scope.now when it was asked */
	struct ai_effect *effect;                        /* NEED_EFFECT */
	struct what_if *what_if;                        /* NEED_WHAT_IF */
};

/* Asks and folds; the caller owns the answer. NULL and an error when a question failed. On the worker. */
struct answer *metrics_answer(const struct asker *asker, const struct scope *scope, unsigned needs,
	const struct record_filter *records, struct error *error);
void answer_free(struct answer *answer);                /* NULL is fine */

/* What estimates of leaving are kept in between answers; given in the scope, used by one worker at a time. */
struct estimate_cache *estimate_cache_new(void);
void estimate_cache_free(struct estimate_cache *cache); /* NULL is fine */

/* Ids for names on the command line. Ambiguous or unknown: false, the error lists what there is. */
bool metrics_find_team(const struct asker *asker, const char *text, int64_t *team_id, struct error *error);
bool metrics_find_person(const struct asker *asker, const char *employee_no, int64_t *person_id, struct error *error);

/* Whether everything that is supposed can be: the first that cannot is the error. */
bool metrics_check_supposed(const struct asker *asker, const struct scope *scope, struct error *error);

/* Every question, for the lint and the engines: fills up to `most` and returns how many there are. */
size_t metrics_questions(const struct question **questions, size_t most);
/* The questions whose rows a figure is made of (NULL-terminated), to be shown by `e`. */
const struct question *const *metrics_questions_of(enum figure_id id);
const struct question *const *metrics_questions_of_attention(void);
const struct question *const *metrics_questions_of_effect(void);
const struct question *const *metrics_questions_of_voice(void);

#endif
