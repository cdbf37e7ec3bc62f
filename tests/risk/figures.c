/* What the library's statistics make of data sets, for r.test to hold against R. Reads sets from stdin and prints lines
   "set figure value …" with all digits; a set is "set KIND NAME", lines "vector COUNT value …", and "end". NA is not known. */
#include "teamtop/model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VECTORS = 16, NAME_SIZE = 64 };
struct vector { char name[NAME_SIZE]; double *of; size_t count; };
struct set { char kind[NAME_SIZE], name[NAME_SIZE]; struct vector vectors[MOST_VECTORS]; int count; struct arena *arena; };

static void wrong(const char *what)
{
	fprintf(stderr, "figures: %s\n", what);
	exit(2);
}

/* ---- in and out ---- */
static const struct vector *find(const struct set *set, const char *name)
{
	for (int i = 0; i < set->count; i++)
		if (strcmp(set->vectors[i].name, name) == 0)
			return &set->vectors[i];
	return NULL;
}

static double *need(const struct set *set, const char *name, size_t *count)
{
	const struct vector *vector = find(set, name);
	if (!vector)
		wrong(name);
	if (count)
		*count = vector->count;
	return vector->of;
}

static int *whole(const struct set *set, const char *name)
{
	size_t n;
	const double *from = need(set, name, &n);
	int *to = ARENA_ARRAY(set->arena, int, n);
	for (size_t i = 0; i < n; i++)
		to[i] = (int)from[i];
	return to;
}

static unsigned char *flags(const struct set *set, const char *name)
{
	size_t n;
	const double *from = need(set, name, &n);
	unsigned char *to = ARENA_ARRAY(set->arena, unsigned char, n);
	for (size_t i = 0; i < n; i++)
		to[i] = from[i] > 0;
	return to;
}

static void say(const struct set *set, const char *figure, const double *values, size_t count)
{
	printf("%s %s", set->name, figure);
	for (size_t i = 0; i < count; i++)
		isfinite(values[i]) ? printf(" %.17g", values[i]) : printf(" NA");
	putchar('\n');
}

static void say_one(const struct set *set, const char *figure, double value)
{
	say(set, figure, &value, 1);
}

static void say_interval(const struct set *set, const char *figure, struct interval interval)
{
	double limits[] = {interval.known ? interval.low : NAN, interval.known ? interval.high : NAN};
	say(set, figure, limits, 2);
}

static void read_vector(struct set *set, const char *name)
{
	if (set->count == MOST_VECTORS)
		wrong("too many vectors");
	struct vector *vector = &set->vectors[set->count++];
	snprintf(vector->name, NAME_SIZE, "%s", name);
	if (scanf("%zu", &vector->count) != 1)
		wrong(name);
	vector->of = ARENA_ARRAY(set->arena, double, vector->count + 1);
	for (size_t i = 0; i < vector->count; i++) {
		char word[NAME_SIZE];
		if (scanf("%63s", word) != 1)
			wrong(name);
		vector->of[i] = strcmp(word, "NA") == 0 ? NAN : strtod(word, NULL);
	}
}

static bool read_set(struct set *set)
{
	char word[NAME_SIZE];
	if (scanf("%63s", word) != 1)
		return false;
	if (strcmp(word, "set") != 0 || scanf("%63s %63s", set->kind, set->name) != 2)
		wrong(word);
	set->count = 0;
	while (scanf("%63s", word) == 1 && strcmp(word, "end") != 0)
		read_vector(set, word);
	return true;
}

/* ---- kinds of sets ---- */
static void say_curve(const struct set *set, const char *prefix, const struct survival_point *points, size_t count)
{
	static const char *const NAMES[] = {"times", "at_risk", "survival", "lower", "upper"};
	double *column = ARENA_ARRAY(set->arena, double, count + 1);
	for (size_t which = 0; which < COUNT_OF(NAMES); which++) {
		for (size_t i = 0; i < count; i++) {
			double low = points[i].has_band ? points[i].low : NAN, high = points[i].has_band ? points[i].high : NAN;
			column[i] = (double[]){points[i].time, points[i].at_risk, points[i].survival, low, high}[which];
		}
		say(set, arena_print(set->arena, "%s_%s", prefix, NAMES[which]), column, count);
	}
	say_one(set, arena_print(set->arena, "%s_median", prefix), survival_median(points, count));
}

static void survival(const struct set *set)
{
	size_t n;
	const double *entry = need(set, "entry", &n), *time = need(set, "time", NULL);
	struct survival_point *points = ARENA_ARRAY(set->arena, struct survival_point, n);
	double start, end;
	size_t count = survival_curve(entry, time, flags(set, "left"), n, 1, true, points, &start, &end);
	say_curve(set, "whole", points, count);
	count = survival_curve(entry, time, flags(set, "left"), n, 10, false, points, &start, &end);
	say(set, "stretch", (double[]){start, end}, 2);
	say_curve(set, "shown", points, count);
}

static void say_fit(const struct set *set, const char *prefix, const struct hazard_fit *fit)
{
	size_t size = fit->columns + 1;
	say(set, arena_print(set->arena, "%s_coefficient", prefix), fit->coefficient, size);
	say(set, arena_print(set->arena, "%s_error", prefix), fit->error, size);
	say(set, arena_print(set->arena, "%s_covariance", prefix), fit->covariance, size * size);
	say(set, arena_print(set->arena, "%s_likelihood", prefix), (double[]){fit->log_likelihood, fit->expected}, 2);
	for (size_t j = 0; j < fit->columns; j++) {
		struct odds_ratio ratio = hazard_odds_ratio(fit, j);
		say(set, arena_print(set->arena, "%s_ratio%zu", prefix, j), (double[]){ratio.ratio, ratio.low, ratio.high}, 3);
		say_one(set, arena_print(set->arena, "%s_ratio%zu_p", prefix, j), ratio.p);
	}
}

static void fit(const struct set *set)
{
	size_t rows;
	const double *y = need(set, "y", &rows), *x = need(set, "x", NULL);
	const struct vector *offset = find(set, "offset");
	size_t columns = (size_t)need(set, "columns", NULL)[0];
	struct hazard_fit prior = hazard_fit(set->arena, x, y, offset ? offset->of : NULL, rows, columns, 1);
	struct hazard_fit plain = hazard_fit(set->arena, x, y, offset ? offset->of : NULL, rows, columns, 0);
	if (prior.state.cause != MODEL_KNOWN)
		wrong(model_state_words(set->arena, prior.state));
	say_fit(set, "prior", &prior);
	say_one(set, "leaving", hazard_leaving(&prior, x, 3));
	say_one(set, "push", hazard_push(&prior, x, 3, 0, 1));
	say_one(set, "separated", plain.state.cause == MODEL_SEPARATED);
	say_one(set, "aliased", plain.state.cause == MODEL_ALIASED);
	if (plain.state.cause == MODEL_KNOWN)
		say_fit(set, "plain", &plain);
}

static void adjusted(const struct set *set)
{
	struct adjusted_rows rows = {.habit = flags(set, "habit"), .band = whole(set, "band"), .team = whole(set, "team")};
	rows.y = need(set, "y", &rows.n);
	struct adjusted_difference of = adjusted_difference(&rows);
	say_one(set, "cause", of.state.cause != MODEL_KNOWN);
	if (of.state.cause != MODEL_KNOWN)
		return;
	say(set, "difference", (double[]){of.difference, of.error, of.limits.low, of.limits.high, of.plain}, 5);
	say(set, "counts", (double[]){of.degrees, (double)of.with, (double)of.without, (double)of.teams}, 4);
}

static void say_event(const struct set *set, const char *figure, const struct event_estimate *of)
{
	if (of->known)
		say(set, figure, (double[]){of->value, of->error, of->limits.low, of->limits.high}, 4);
	else
		say(set, figure, (double[]){NAN, NAN, NAN, NAN}, 4);
}

static void event(const struct set *set)
{
	struct event_rows rows = {.y = need(set, "y", NULL), .start = whole(set, "start"), .team = whole(set, "team")};
	size_t cells;
	need(set, "start", &rows.people), need(set, "y", &cells);
	rows.weeks = cells / rows.people;
	struct event_study of = event_study(&rows);
	say(set, "counts", (double[]){(double)of.starters, (double)of.controls, (double)of.cohorts}, 3);
	say_one(set, "cause", of.state.cause != MODEL_KNOWN);
	if (of.state.cause != MODEL_KNOWN)
		return;
	say_event(set, "shown", &of.shown);
	say_event(set, "by_person", &of.by_person);
	say_event(set, "by_team", &of.by_team);
	say_event(set, "before", &of.before);
	say(set, "flags", (double[]){of.already_changing, of.team_by_team}, 2);
	for (int i = 0; i < EVENT_WEEKS; i++)
		say_event(set, arena_print(set->arena, "week%d", i), &of.week[i]);
}

static void shares(const struct set *set)
{
	size_t n;
	const double *k = need(set, "k", &n), *of = need(set, "n", NULL);
	for (size_t i = 0; i < n; i++) {
		say_interval(set, arena_print(set->arena, "wilson%zu", i), interval_wilson(k[i], of[i]));
		say_interval(set, arena_print(set->arena, "garwood%zu", i), interval_garwood(k[i]));
	}
}

static void ratios(const struct set *set)
{
	size_t n;
	const double *cw = need(set, "cw", &n), *ww = need(set, "ww", NULL), *cp = need(set, "cp", NULL), *wp = need(set, "wp", NULL);
	double p;
	say_interval(set, "now", interval_ratio(cw, ww, n, false));
	say_interval(set, "share", interval_ratio(cw, ww, n, true));
	say_interval(set, "change", interval_ratio_change(cw, ww, cp, wp, n, &p));
	say_one(set, "p", p);
	if (find(set, "cases"))
		say_interval(set, "clustered", interval_clustered_share(cw, ww, n));
}

static void paired(const struct set *set)
{
	size_t n;
	const double *gained = need(set, "gained", &n), *lost = need(set, "lost", NULL), *of = need(set, "n", NULL);
	for (size_t i = 0; i < n; i++) {
		double p;
		say_interval(set, arena_print(set->arena, "limits%zu", i), interval_paired_share(gained[i], lost[i], of[i], &p));
		say_one(set, arena_print(set->arena, "limits%zu_p", i), p);
	}
}

static void expectation(const struct set *set)
{
	size_t n;
	const double *observed = need(set, "observed", &n), *expected = need(set, "expected", NULL);
	for (size_t i = 0; i < n; i++)
		say_one(set, arena_print(set->arena, "mid%zu_p", i), team_expectation_p(observed[i], expected[i]));
}

static void family(const struct set *set)
{
	size_t n;
	const double *p = need(set, "p", &n), q = need(set, "q", NULL)[0];
	bool *keep = ARENA_ARRAY(set->arena, bool, n);
	double *kept = ARENA_ARRAY(set->arena, double, n);
	benjamini_hochberg(p, n, q, keep);
	for (size_t i = 0; i < n; i++)
		kept[i] = keep[i];
	say(set, "kept", kept, n);
	struct swings swings = ordinary_swings(p, n);
	say_one(set, "phi", swings.phi);
	for (size_t i = 0; i < n; i++) {
		say_one(set, arena_print(set->arena, "t%zu_p", i), swings_p(p[i], 17, 1.8));
		say_one(set, arena_print(set->arena, "z%zu_p", i), swings_p(p[i], INFINITY, 1.8));
	}
}

static void track(const struct set *set)
{
	struct track_rows rows = {.p = need(set, "p", NULL), .base = need(set, "base", NULL)};
	rows.left = need(set, "left", &rows.n);
	struct track_record of = track_record(&rows);
	say_one(set, "auc", of.auc);
	say_interval(set, "newcombe", of.auc_limits);
	say(set, "brier", (double[]){of.brier, of.brier_of_base, of.expected, of.top_by_luck}, 4);
	say(set, "counts", (double[]){of.leavers, (double)of.top, of.top_leavers, (double)of.groups}, 4);
	for (size_t g = 0; g < of.groups; g++)
		say(set, arena_print(set->arena, "group%zu", g), (double[]){(double)of.group[g].people, of.group[g].expected,
			of.group[g].happened, of.group[g].limits.low, of.group[g].limits.high}, 5);
}

static void leavers(const struct set *set)
{
	struct hazard_fit fit_of = {.state = {.cause = MODEL_KNOWN}, .covariance = need(set, "covariance", NULL)};
	size_t size, cells;
	fit_of.coefficient = need(set, "coefficient", &size);
	fit_of.columns = size - 1;
	const double *x = need(set, "x", &cells);
	size_t people = cells / (3 * fit_of.columns);
	struct leaver_draws draws = leaver_draws(set->arena, &fit_of, x, people);
	struct leaver_count count = leaver_count(set->arena, &draws, NULL, people, 0);
	struct chance first = leaver_chance(&draws, 0);
	say_one(set, "expected", count.expected);
	say(set, "limits", (double[]){count.low, count.high}, 2);
	say(set, "pmf", count.pmf, people + 1);
	say(set, "first", (double[]){first.p, first.low, first.high}, 3);
}

static void bands(const struct set *set)
{
	struct band_estimate of = band_estimate(need(set, "leavers", NULL), need(set, "years", NULL), need(set, "next", NULL), 0);
	if (of.state.cause != MODEL_KNOWN)
		wrong(model_state_words(set->arena, of.state));
	say(set, "rates", of.rate, MODEL_BANDS);
	say(set, "expected", (double[]){of.whole, of.expected}, 2);
	say(set, "limits", (double[]){of.low, of.high}, 2);
	say(set, "pmf", of.pmf, MODEL_BAND_MOST + 1);
}

int main(void)
{
	static const struct { const char *kind; void (*of)(const struct set *set); } KINDS[] = {
		{"survival", survival}, {"fit", fit}, {"adjusted", adjusted}, {"event", event}, {"shares", shares}, {"ratios", ratios},
		{"paired", paired}, {"expectation", expectation}, {"family", family}, {"track", track}, {"leavers", leavers}, {"bands", bands},
	};
	for (;;) {
		struct set set = {.arena = arena_new()};
		size_t kind = 0;
		bool more = read_set(&set);
		while (more && kind < COUNT_OF(KINDS) && strcmp(KINDS[kind].kind, set.kind) != 0)
			kind++;
		if (more && kind == COUNT_OF(KINDS))
			wrong(set.kind);
		if (more)
			KINDS[kind].of(&set);
		arena_free(set.arena);
		if (!more)
			return fflush(stdout) || ferror(stdout) ? 2 : 0;
	}
}
