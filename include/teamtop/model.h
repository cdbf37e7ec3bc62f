/* model - what may come and why, on arrays of double only: hazard of leaving, expected leavers, its track record, the
   effect of AI, findings. No database, no team, no text. Sections named are those of the design's statistics.md.
   Matrices are row-major. Every result is known or says why not, with the number that was too small; no NAN comes out of a
   known one. Sums run left to right in one thread: the same data give the same bits on one machine.
   Results live in the arena they were given; the caller owns it. */
#ifndef TEAMTOP_MODEL_H
#define TEAMTOP_MODEL_H

#include "teamtop/base.h"
#include "teamtop/risk.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- known, or why not ---- */
enum model_cause {
	MODEL_KNOWN,
	MODEL_NO_ROWS,
	MODEL_FEW_LEAVERS,
	MODEL_FEW_STAYERS,                              /* nobody, or no month, without a leaving */
	MODEL_FEW_PERSON_YEARS,
	MODEL_FEW_PEOPLE,
	MODEL_FEW_STARTERS,
	MODEL_FEW_CONTROLS,                             /* all started in the same weeks: nobody left to compare with */
	MODEL_FEW_USERS,
	MODEL_FEW_OTHERS,
	MODEL_FEW_DEGREES,                              /* people less the columns they are adjusted for */
	MODEL_FEW_SWINGS,                               /* earlier changes to learn ordinary swings from */
	MODEL_NO_SPREAD,                                /* every outcome the same */
	MODEL_ALIASED,                                  /* a column says the same as others together */
	MODEL_SEPARATED,                                /* the likelihood has no finite maximum */
	MODEL_NO_CONVERGENCE,
	MODEL_BEYOND,                                   /* more leavers than the distribution holds */
	MODEL_NOT_A_NUMBER                              /* an input is NAN, infinite or not of its kind */
};
struct model_state { enum model_cause cause; double have, need; };
/* "7 leavers, 10 needed"; "" when known. */
const char *model_state_words(struct arena *arena, struct model_state state);

/* ---- the columns of the hazard model (section 1) ---- */
/* Inputs in the order they enter. Shares and rates as fractions (0.46), months as months, levels as levels. Those marked L
   end `notice_days` before the month; that is the caller's work. */
enum model_input {
	MODEL_TENURE,                                   /* from tenure_days: < 91, 91-364, >= 1,096; reference 365-1,095 */
	MODEL_AI_USE,                                   /* L, share of 12 weeks with deliberate use; no access then: 0 */
	MODEL_CUSTOMER_TIME,                            /* L, share over 84 days; per -0.10 */
	MODEL_SINCE_GAIN,                               /* months since the last gain; per 3, cut at 12 */
	MODEL_TEAM_LEAVERS,                             /* others of the team who left in 91 days, per 10 people */
	MODEL_LOGGING,                                  /* L, share of admin and logging; per 0.10 */
	MODEL_OVERTIME,                                 /* L, hours over contract / contract; per 0.10 */
	MODEL_CUSTOMER_CHANGE,                          /* L, change of customer time over 91 days; per -0.10 */
	MODEL_GAINS,                                    /* levels gained in 182 days */
	MODEL_IN_ROLE,                                  /* months in role; per 12, cut at 36 */
	MODEL_MOVED,                                    /* change of team or lead in 91 days, 0 or 1 */
	MODEL_CSAT,                                     /* L; per -0.5 */
	MODEL_CSAT_CHANGE,                              /* L; per -0.5 */
	MODEL_CAREER,                                   /* L, own answer; per -1 */
	MODEL_INPUTS
};
/* An odds ratio is for one `unit` more; values are cut at `cap` before anything else (INFINITY: not cut). */
struct model_unit { double unit, cap; bool lagged; };
extern const struct model_unit MODEL_UNITS[MODEL_INPUTS];

/* One row a person and month: by person id, then month. */
struct model_rows {
	size_t rows;
	const double *tenure_days;                      /* [rows] at the start of the month; from 150 on a row is a settled one */
	const double *left;                             /* [rows] 1 = left voluntarily in the month, else 0 */
	const double *offset;                           /* [rows] ln(days exposed / days in the month); NULL = 0 everywhere */
	const double *value[MODEL_INPUTS];              /* [rows] each, NAN = not known; NULL = nobody's; [MODEL_TENURE] unread */
	const uint32_t *at;                             /* [rows] where a row's entries are in value[]; NULL = at the row itself */
};
enum model_part { MODEL_UNDER_3_MONTHS, MODEL_3_TO_12_MONTHS, MODEL_FROM_36_MONTHS, MODEL_VALUE, MODEL_NOT_RECORDED };
struct model_column {
	enum model_input input;
	enum model_part part;
	double mean;                                    /* of known rows, in the input's own measure; bands and indicators 0 */
	size_t ones;                                    /* columns of 0 and 1: rows with 1 */
	double leavers;                                 /* and the leavers among those ("0 leavers of 214 months") */
};
enum model_fate {
	MODEL_USED, MODEL_UNRECORDED, MODEL_OFTEN_UNKNOWN, MODEL_CONSTANT, MODEL_RARE, MODEL_SAME_AS, MODEL_NO_ROOM
};
/* Why an input is in or not. RARE: rows off the mode, 20 needed. SAME_AS: |correlation| > 0.9 with input `other`.
   OFTEN_UNKNOWN: more than half of the settled rows. NO_ROOM: leavers there are, leavers it would need. */
struct model_entry { enum model_fate fate; enum model_input other; double unknown_share, have, need; };
enum { MODEL_MOST_COLUMNS = 3 + 2 * (MODEL_INPUTS - 1) };
struct model_design {
	struct model_state state;                       /* under 10 leavers: FEW_LEAVERS, no columns (then section 3) */
	size_t rows, columns;                           /* columns without the intercept */
	size_t most_columns;                            /* that the leavers allow */
	double leavers;
	double *x;                                      /* [rows][columns] */
	struct model_column column[MODEL_MOST_COLUMNS];
	struct model_entry input[MODEL_INPUTS];
	struct model_entry band[3];                     /* of tenure, by enum model_part */
};
/* most_columns 0: as many as the leavers allow (3, and one per 10 leavers beyond 10). */
struct model_design model_design(struct arena *arena, const struct model_rows *rows, size_t most_columns);
/* The row of one person: value[MODEL_INPUTS] as in model_rows, out[columns]. Not finite = not known. */
void model_design_row(const struct model_design *design, double tenure_days, const double *value, double *out);
/* Three months ahead: tenure moves on by 30 days, all else stays. out[3][columns]. */
void model_design_ahead(const struct model_design *design, double tenure_days, const double *value, double *out);

/* ---- the fit (section 1): logistic discrete-time hazard with prior N(0, 1 / prior) on every column, intercept free ---- */
struct hazard_fit {
	struct model_state state;
	size_t rows, columns;
	double leavers;
	double expected;                                /* sum of fitted probabilities */
	double log_likelihood;                          /* without the prior's term */
	int steps;
	double *coefficient, *error;                    /* [1 + columns], intercept first */
	double *covariance;                             /* [1 + columns][1 + columns], the inverse Hessian */
};
/* x[rows][columns] without the intercept, y[rows] 0 or 1, offset[rows] or NULL. prior 1 is the model's; prior 0 is plain
   maximum likelihood as R's glm, which may come back SEPARATED or ALIASED. Greenland and Mansournia 2015. */
struct hazard_fit hazard_fit(struct arena *arena, const double *x, const double *y, const double *offset, size_t rows, size_t columns,
	double prior);
enum hazard_shape { HAZARD_REGULAR, HAZARD_SEPARATED, HAZARD_UNDECIDED };
/* A second, unpenalised run (Albert and Anderson 1984). held[columns], may be NULL: the columns that run away, whose
   coefficients are held by the prior alone. */
enum hazard_shape hazard_shape(const double *x, const double *y, const double *offset, size_t rows, size_t columns, bool *held);
struct odds_ratio { double ratio, low, high, p; };      /* 95 %, p = 2 Phi(-|b / se|) */
struct odds_ratio hazard_odds_ratio(const struct hazard_fit *fit, size_t column);       /* column from 0, no intercept */
/* Probability of leaving within the rows given, each a month: 1 - product (1 - h). x[months][columns]. */
double hazard_leaving(const struct hazard_fit *fit, const double *x, size_t months);
/* p(x) less p(x with every column of one input at 0), as a fraction; columns first..first + count - 1. */
double hazard_push(const struct hazard_fit *fit, const double *x, size_t months, size_t first, size_t count);

/* ---- expected leavers in 90 days (section 2) ---- */
struct leaver_draws {
	struct model_state state;
	size_t people, draws;                           /* 1,024; 512 above 1,000 people */
	double *point;                                  /* [people] 90-day probability at the fitted coefficients */
	double *probability;                            /* [draws][people] */
};
/* x[people][3][columns] as of model_design_ahead. Normals from splitmix64, state 20260101; a drift of a quarter. */
struct leaver_draws leaver_draws(struct arena *arena, const struct hazard_fit *fit, const double *x, size_t people);
struct leaver_count {
	struct model_state state;
	double expected, low, high;                     /* never below those known to leave */
	size_t most;                                    /* pmf[0 … most]: averaged over the draws (Poisson-binomial, Hong 2013) */
	double *pmf;
};
/* members[count] are people of the draws (NULL: all of them). already: people known to leave, 0 where not read. */
struct leaver_count leaver_count(struct arena *arena, const struct leaver_draws *draws, const size_t *members, size_t count, double already);
struct chance { double p, low, high; };
/* One person, limits from the 2.5 % and 97.5 % points of the draws. */
struct chance leaver_chance(const struct leaver_draws *draws, size_t person);
/* pmf[count + 1] of the number among `count` independent events. */
void poisson_binomial(const double *p, size_t count, double *pmf);

/* ---- what if: the same people with other inputs, or without some of them ---- */
/* All known values (fractions) moved by the same amount and cut to 0..1, so that their mean is `mean` (0..1); found by halving.
   value[n], out[n]; not finite = not known, copied. Returns how many are known; with none nothing moves. */
size_t supposed_shift(const double *value, size_t n, double mean, double *out);
/* Expected leavers of then_members under `then` less those of now_members under `now`: at the fitted coefficients, and its
   2.5 % and 97.5 % points over the draws, which are the same ones in both (leaver_draws of one fit and as many people), so
   that what is uncertain in both falls out. Members are people of the draws. */
struct leaver_change { struct model_state state; double change, low, high; };
struct leaver_change leaver_change(const struct leaver_draws *now, const size_t *now_members, size_t now_count,
	const struct leaver_draws *then, const size_t *then_members, size_t then_count);

/* ---- under 10 leavers: tenure bands shrunk to the whole (section 3; Clayton and Kaldor 1987) ---- */
enum { MODEL_BANDS = 4, MODEL_BAND_MOST = 200 };        /* < 91, 91-364, 365-1,095, >= 1,096 days */
struct band_estimate {
	struct model_state state;
	double whole, rate[MODEL_BANDS];                /* leavers per person-year */
	double expected, low, high;
	double pmf[MODEL_BAND_MOST + 1];
};
size_t model_band(double tenure_days);
/* leavers and person-years of the whole by band; next = person-years of the coming 90 days of those asked about. */
struct band_estimate band_estimate(const double *leavers, const double *person_years, const double *next, double already);

/* ---- track record (section 5) ---- */
/* Mann-Whitney, ties a half; NAN when either kind is missing. left 0 or 1. */
double auc_of(const double *p, const double *left, size_t n);
/* Newcombe 2006, method 5. */
struct interval auc_interval(double auc, double leavers, double others);
struct track_rows {                                     /* pooled person-quarters */
	size_t n;
	const double *p;                                /* estimated from what was known then */
	const double *base;                             /* base rate known then */
	const double *left;                             /* 1 = left voluntarily within 90 days */
	const int64_t *person;                          /* breaks ties; NULL: by row */
};
enum track_verdict { TRACK_TOO_FEW, TRACK_BETTER, TRACK_NO_BETTER };
struct track_group { size_t people; double expected, happened; struct interval limits; };  /* Garwood of happened */
struct track_record {
	struct model_state state;                       /* FEW_LEAVERS under 10: no auc; the counts below are there */
	enum track_verdict verdict;
	size_t n, groups;                               /* groups 5 from 25 leavers on, 2 from 10, else 0; lowest first */
	double leavers, expected, auc, brier, brier_of_base;
	struct interval auc_limits;
	struct track_group group[5];
	size_t top;                                     /* floor(n / 5) */
	double top_leavers, top_by_luck;
};
struct track_record track_record(const struct track_rows *rows);

/* ---- does AI help here (section 6) ---- */
/* One value a person over the window; only teams with both kinds are used; least squares on habit, tenure band, team; HC2
   (MacKinnon and White 1985). NAN in y: that person is left out. */
struct adjusted_rows { size_t n; const double *y; const unsigned char *habit; const int *band, *team; };
struct adjusted_difference {
	struct model_state state;
	double difference, error, degrees;
	struct interval limits;
	double plain;                                   /* mean with less mean without, unadjusted, of the same people */
	size_t with, without, teams;
};
struct adjusted_difference adjusted_difference(const struct adjusted_rows *rows);

/* y[people][weeks], NAN where under 8 hours were recorded. start: first week of sustained use, -1 none. */
struct event_rows { size_t people, weeks; const double *y; const int *start, *team; };
struct event_estimate { bool known; double value, error, degrees; struct interval limits; };
enum { EVENT_FIRST = -8, EVENT_LAST = 12, EVENT_WEEKS = EVENT_LAST - EVENT_FIRST + 1 };
struct event_study {
	struct model_state state;
	struct event_estimate shown;                    /* the wider of the two below */
	struct event_estimate by_person, by_team;       /* leaving out one person, one team */
	struct event_estimate before;                   /* the same for weeks -3..-1 */
	bool already_changing;                          /* its interval is without 0: not read as effect */
	bool team_by_team;                              /* over half began within 2 weeks of their team's median start */
	size_t starters, controls, cohorts, teams;
	struct event_estimate week[EVENT_WEEKS];        /* for the plot, week EVENT_FIRST + i */
};
/* Stacked difference in differences (Cengiz et al. 2019). */
struct event_study event_study(const struct event_rows *rows);

/* ---- findings (section 7) ---- */
/* phi of earlier changes' two-sided p-values (Laney 2002); fewer than 20: phi 1 and FEW_SWINGS. */
struct swings { struct model_state state; double phi; };
struct swings ordinary_swings(const double *p, size_t n);
/* A p-value after dividing by ordinary swings: of a t with `degrees`, or a mid-p where degrees is INFINITY. */
double swings_p(double p, double degrees, double phi);

enum attention_kind { ATTENTION_NONE, ATTENTION_NEW, ATTENTION_CONFIRMED };
/* One figure of one team on one Monday. change in the measure of the threshold; p after swings, NAN: cannot be said. */
struct attention_point { double change, p; };
struct attention_finding {
	enum attention_kind kind;
	int sign;                                       /* direction, -1 or 1 */
	size_t since, confirmed;                        /* Mondays (indices) it was new, confirmed */
	bool found;                                     /* kept by Benjamini-Hochberg on the last Monday */
	bool folded;                                    /* says the same as the whole's finding */
	double change, p;                               /* on the last Monday */
	size_t left[2];                                 /* Monday after which it may come back: falling, rising */
};
/* points[mondays][members], oldest first. whole[member]: index of the same figure of everybody, -1 for that one itself or
   where there is none. threshold > 0. out[members]: as of the last Monday. Replayed from nothing, so give 26 Mondays. */
void attention_replay(const struct attention_point *points, size_t mondays, size_t members, const int *whole, double threshold,
	struct attention_finding *out);
/* One Monday more, for those who keep the state: monday counts up from 0. */
void attention_step(const struct attention_point *points, size_t members, const int *whole, double threshold, size_t monday,
	struct attention_finding *findings);

#endif
