/* risk - statistics on arrays of double; no database, no team. Shapes, units and sources with each function.
   z = 1.959963984540054 everywhere; sums left to right; NAN or infinity means "cannot be said" and is never shown. */
#ifndef TEAMTOP_RISK_H
#define TEAMTOP_RISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct interval { bool known; double low, high; };

/* Wilson score interval of a share, k of n (Wilson 1927). n = 0: not known. */
struct interval interval_wilson(double k, double n);
/* Exact Poisson limits of a count (Garwood 1936), in counts. */
struct interval interval_garwood(double count);
/* r = sum c / sum w clustered by person, Student t (statistics.md 7): c, w have n entries, only those with c or w > 0
   count. share: limits cut to 0..1. */
struct interval interval_ratio(const double *c, const double *w, size_t n, bool share);
/* Share of cases k of n in clusters: Wilson on the effective n. */
struct interval interval_clustered_share(const double *c, const double *w, size_t clusters);
/* Change of a ratio from P to W, linearised over persons (absent = 0). *p receives the two-sided p-value (may be NULL).
   Under 5 persons or se 0: not known. */
struct interval interval_ratio_change(const double *cw, const double *ww, const double *cp, const double *wp, size_t n, double *p);
/* Change of a share of people: gained, lost, n in both (Agresti and Min 2005); *p = McNemar mid-p. */
struct interval interval_paired_share(double gained, double lost, double n, double *p);

/* Kaplan-Meier with late entry; entry, time in days, left 0/1, n records. At risk at t: entry < t <= time. */
struct survival_point { double time, at_risk, left, survival, low, high; bool has_band; };
/* The curve on the longest stretch of days with at least `least` at risk (statistics.md 4); points by time, at most n.
   *start, *end: the stretch; 0 points with start = end = -1 when there is none. least 1 and whole = true gives the plain
   curve of survfit from day 0 (reference set). */
size_t survival_curve(const double *entry, const double *time, const unsigned char *left, size_t n, double least, bool whole,
	struct survival_point *points, double *start, double *end);
/* First time with S <= 0.5 (averaged with the next where S is exactly 0.5); NAN when never. */
double survival_median(const struct survival_point *points, size_t count);
/* Lower limit of the curve before the first leaver (upper 1): n people there from the start on; NAN for nobody. */
double survival_low_without_leavers(double n);

/* Leavers of a team against what its tenures lead one to expect: mid-p Poisson, two-sided (statistics.md 8). */
double team_expectation_p(double observed, double expected);
/* Benjamini-Hochberg: keep[i] for p[i] at level q; NAN p are not in the family. */
void benjamini_hochberg(const double *p, size_t n, double q, bool *keep);

#endif
