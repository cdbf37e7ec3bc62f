/* Did earlier estimates come true: ranking, squared error beside the base rate, calibration (statistics.md 5). */
#include "teamtop/model.h"

#include <math.h>
#include <stdlib.h>

static const double Z = 1.959963984540054;
enum { LEAST_LEAVERS = 10, FIVE_GROUPS_FROM = 25, TOP_PART = 5 };

/* A person-quarter to be put in order: by probability, then person, then row. */
struct ranked { double p, left; int64_t person; size_t row; };

static int lowest_first(const void *a, const void *b)
{
	const struct ranked *left = a, *right = b;
	if (left->p < right->p || left->p > right->p)
		return left->p < right->p ? -1 : 1;
	if (left->person != right->person)
		return left->person > right->person ? -1 : 1;   /* the lower id counts as the higher one */
	return (left->row < right->row) - (left->row > right->row);
}

static struct ranked *ranked_of(const double *p, const double *left, const int64_t *person, size_t n)
{
	struct ranked *ranked = memory_new(n * sizeof *ranked);
	for (size_t i = 0; i < n; i++)
		ranked[i] = (struct ranked){.p = p[i], .left = left[i], .person = person ? person[i] : (int64_t)i, .row = i};
	if (n)
		qsort(ranked, n, sizeof *ranked, lowest_first);
	return ranked;
}

static double auc_of_ranked(const struct ranked *ranked, size_t n)
{
	double below = 0, leavers = 0, pairs = 0;
	for (size_t i = 0; i < n;) {
		double others_here = 0, leavers_here = 0, p = ranked[i].p;
		for (; i < n && ranked[i].p <= p; i++)
			leavers_here += ranked[i].left, others_here += 1 - ranked[i].left;
		pairs += leavers_here * (below + others_here / 2);
		below += others_here;
		leavers += leavers_here;
	}
	return leavers > 0 && below > 0 ? pairs / (leavers * below) : NAN;
}

double auc_of(const double *p, const double *left, size_t n)
{
	struct ranked *ranked = ranked_of(p, left, NULL, n);
	double auc = auc_of_ranked(ranked, n);
	free(ranked);
	return auc;
}

static double newcombe_error(double t, double leavers, double others)
{
	double half = (leavers + others) / 2 - 1;
	double spread = t * (1 - t) * (1 + half * ((1 - t) / (2 - t) + t / (1 + t))) / (leavers * others);
	return Z * sqrt(spread);
}

/* Where |auc - t| = z se(t), between auc (where the left side is smaller) and the end 0 or 1 (where it is larger). */
static double newcombe_limit(double auc, double end, double leavers, double others)
{
	double inside = auc, outside = end;
	while (fabs(outside - inside) > 1e-12) {
		double t = (inside + outside) / 2;
		if (fabs(auc - t) < newcombe_error(t, leavers, others))
			inside = t;
		else
			outside = t;
	}
	return (inside + outside) / 2;
}

struct interval auc_interval(double auc, double leavers, double others)
{
	if (!(auc >= 0 && auc <= 1) || !(leavers >= 1) || !(others >= 1) || !isfinite(leavers) || !isfinite(others))
		return (struct interval){.known = false};
	return (struct interval){
		.known = true,
		.low = auc <= 0 ? 0 : newcombe_limit(auc, 0, leavers, others),
		.high = auc >= 1 ? 1 : newcombe_limit(auc, 1, leavers, others),
	};
}

static bool sound(const struct track_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++) {
		double p = rows->p[i], base = rows->base[i], left = rows->left[i];
		if (!(p >= 0 && p <= 1) || !(base >= 0 && base <= 1) || (left != 0 && left != 1))
			return false;
	}
	return true;
}

static void sums(const struct track_rows *rows, struct track_record *record)
{
	for (size_t i = 0; i < rows->n; i++) {
		double model = rows->p[i] - rows->left[i], base = rows->base[i] - rows->left[i];
		record->leavers += rows->left[i];
		record->expected += rows->p[i];
		record->brier += model * model;
		record->brier_of_base += base * base;
	}
	record->brier /= (double)rows->n;
	record->brier_of_base /= (double)rows->n;
}

static void groups(const struct ranked *ranked, struct track_record *record)
{
	record->groups = record->leavers >= FIVE_GROUPS_FROM ? 5 : record->leavers >= LEAST_LEAVERS ? 2 : 0;
	for (size_t g = 0; g < record->groups; g++) {
		struct track_group *group = &record->group[g];
		size_t from = g * record->n / record->groups, to = (g + 1) * record->n / record->groups;
		group->people = to - from;
		for (size_t i = from; i < to; i++)
			group->expected += ranked[i].p, group->happened += ranked[i].left;
		group->limits = interval_garwood(group->happened);
	}
}

static void top_fifth(const struct ranked *ranked, struct track_record *record)
{
	record->top = record->n / TOP_PART;
	for (size_t i = record->n - record->top; i < record->n; i++)
		record->top_leavers += ranked[i].left;
	record->top_by_luck = record->leavers * (double)record->top / (double)record->n;
}

static struct model_state verdict(struct track_record *record, double auc)
{
	double others = (double)record->n - record->leavers;
	if (record->leavers < LEAST_LEAVERS)
		return (struct model_state){.cause = MODEL_FEW_LEAVERS, .have = record->leavers, .need = LEAST_LEAVERS};
	if (others < 1)
		return (struct model_state){.cause = MODEL_FEW_STAYERS, .have = 0, .need = 1};
	record->auc = auc;
	record->auc_limits = auc_interval(auc, record->leavers, others);
	record->verdict = record->auc_limits.low > 0.5 ? TRACK_BETTER : TRACK_NO_BETTER;
	return (struct model_state){.cause = MODEL_KNOWN};
}

struct track_record track_record(const struct track_rows *rows)
{
	struct track_record record = {.n = rows->n, .verdict = TRACK_TOO_FEW};
	if (!rows->n) {
		record.state = (struct model_state){.cause = MODEL_NO_ROWS};
		return record;
	}
	if (!sound(rows)) {
		record.state = (struct model_state){.cause = MODEL_NOT_A_NUMBER};
		return record;
	}
	struct ranked *ranked = ranked_of(rows->p, rows->left, rows->person, rows->n);
	sums(rows, &record);
	groups(ranked, &record);
	top_fifth(ranked, &record);
	record.state = verdict(&record, auc_of_ranked(ranked, rows->n));
	free(ranked);
	return record;
}
