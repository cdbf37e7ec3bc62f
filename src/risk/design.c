/* The columns of the hazard model: which inputs enter, centred, in fixed units, with what is said about the others
   (statistics.md 1). */
#include "teamtop/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct model_unit MODEL_UNITS[MODEL_INPUTS] = {
	[MODEL_TENURE] = {1, INFINITY, false},
	[MODEL_AI_USE] = {1, INFINITY, true},
	[MODEL_CUSTOMER_TIME] = {-0.10, INFINITY, true},
	[MODEL_SINCE_GAIN] = {3, 12, false},
	[MODEL_TEAM_LEAVERS] = {1, INFINITY, false},
	[MODEL_LOGGING] = {0.10, INFINITY, true},
	[MODEL_OVERTIME] = {0.10, INFINITY, true},
	[MODEL_CUSTOMER_CHANGE] = {-0.10, INFINITY, true},
	[MODEL_GAINS] = {1, INFINITY, false},
	[MODEL_IN_ROLE] = {12, 36, false},
	[MODEL_MOVED] = {1, INFINITY, false},
	[MODEL_CSAT] = {-0.5, INFINITY, true},
	[MODEL_CSAT_CHANGE] = {-0.5, INFINITY, true},
	[MODEL_CAREER] = {-1, INFINITY, true},
};

static const double CUT = 3;                            /* units to either side of the mean */
static const double SETTLED_DAYS = 150;
static const double FEW_UNKNOWN = 0.05, MOST_UNKNOWN = 0.50;
static const double SAME = 0.9;
enum { LEAST_OFF_MODE = 20, LEAST_LEAVERS = 10, LEAVERS_A_COLUMN = 10, TENURE_COLUMNS = 3, SMALL = 64 };

/* One column being prepared. */
struct candidate { double *x; size_t rows; struct model_column column; };

size_t model_band(double tenure_days)
{
	return tenure_days < 91 ? 0 : tenure_days < 365 ? 1 : tenure_days < 1096 ? 2 : 3;
}

static double in_band(double tenure_days, enum model_part part)
{
	static const size_t BAND[] = {[MODEL_UNDER_3_MONTHS] = 0, [MODEL_3_TO_12_MONTHS] = 1, [MODEL_FROM_36_MONTHS] = 3};
	return model_band(tenure_days) == BAND[part];
}

static double in_units(enum model_input input, double value, double mean)
{
	const struct model_unit *unit = &MODEL_UNITS[input];
	if (!isfinite(value))
		return 0;
	double units = (fmin(value, unit->cap) - mean) / unit->unit;
	return fmax(-CUT, fmin(CUT, units));
}

static size_t count_of(const double *x, size_t n, double value)
{
	size_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += x[i] == value;
	return count;
}

/* Entries that differ from the most frequent value. Of many, only a majority can leave fewer than LEAST_OFF_MODE, and one
   pass finds the only value that may have it (Boyer and Moore 1991). */
static size_t off_mode(const double *x, size_t n)
{
	size_t most = 0, votes = 0;
	double candidate = 0;
	for (size_t i = 0; i < n && n < SMALL; i++) {
		size_t count = count_of(x, n, x[i]);
		most = count > most ? count : most;
	}
	if (n < SMALL)
		return n - most;
	for (size_t i = 0; i < n; i++) {
		if (!votes)
			candidate = x[i];
		votes = votes && x[i] != candidate ? votes - 1 : votes + 1;
	}
	return n - count_of(x, n, candidate);
}

static double correlation(const double *x, const double *matrix, size_t column, size_t columns, size_t rows)
{
	double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
	for (size_t row = 0; row < rows; row++)
		mean_x += x[row], mean_y += matrix[row * columns + column];
	mean_x /= (double)rows, mean_y /= (double)rows;
	for (size_t row = 0; row < rows; row++) {
		double dx = x[row] - mean_x, dy = matrix[row * columns + column] - mean_y;
		xx += dx * dx, yy += dy * dy, xy += dx * dy;
	}
	return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : 0;
}

/* Whether a column tells something that those already in do not. */
static struct model_entry judge(const struct model_design *design, const double *x, const double *known, size_t known_count, size_t width)
{
	size_t off = off_mode(known, known_count);
	if (off < LEAST_OFF_MODE)
		return (struct model_entry){.fate = off ? MODEL_RARE : MODEL_CONSTANT, .have = (double)off, .need = LEAST_OFF_MODE};
	for (size_t j = 0; j < design->columns; j++)
		if (fabs(correlation(x, design->x, j, width, design->rows)) > SAME)
			return (struct model_entry){.fate = MODEL_SAME_AS, .other = design->column[j].input};
	return (struct model_entry){.fate = MODEL_USED};
}

static void add(struct model_design *design, size_t width, const double *x, const double *left, struct model_column column)
{
	bool flags = column.part != MODEL_VALUE;
	for (size_t row = 0; row < design->rows; row++) {
		design->x[row * width + design->columns] = x[row];
		if (flags && x[row] == 1)
			column.ones++, column.leavers += left[row];
	}
	design->column[design->columns++] = column;
}

static void add_tenure(struct model_design *design, const struct model_rows *rows, size_t width, double *x)
{
	design->input[MODEL_TENURE].fate = MODEL_CONSTANT;
	for (int part = MODEL_UNDER_3_MONTHS; part <= MODEL_FROM_36_MONTHS; part++) {
		for (size_t row = 0; row < rows->rows; row++)
			x[row] = in_band(rows->tenure_days[row], (enum model_part)part);
		design->band[part] = judge(design, x, x, rows->rows, width);
		if (design->band[part].fate != MODEL_USED)
			continue;
		design->input[MODEL_TENURE].fate = MODEL_USED;
		add(design, width, x, rows->left, (struct model_column){.input = MODEL_TENURE, .part = (enum model_part)part});
	}
}

static double value_of(const struct model_rows *rows, enum model_input input, size_t row)
{
	return rows->value[input][rows->at ? rows->at[row] : row];
}

static double unknown_share(const struct model_rows *rows, enum model_input input)
{
	size_t settled = 0, unknown = 0;
	for (size_t row = 0; row < rows->rows; row++)
		if (rows->tenure_days[row] >= SETTLED_DAYS)
			settled++, unknown += !isfinite(value_of(rows, input, row));
	if (settled)
		return (double)unknown / (double)settled;
	for (size_t row = 0; row < rows->rows; row++)
		unknown += !isfinite(value_of(rows, input, row));
	return (double)unknown / (double)rows->rows;
}

/* The prepared value column in x; known[] receives its known entries, packed. */
static size_t prepare(const struct model_rows *rows, enum model_input input, double *mean, double *x, double *known)
{
	size_t count = 0;
	double sum = 0;
	for (size_t row = 0; row < rows->rows; row++)
		if (isfinite(value_of(rows, input, row)))
			sum += fmin(value_of(rows, input, row), MODEL_UNITS[input].cap), count++;
	*mean = count ? sum / (double)count : 0;
	count = 0;
	for (size_t row = 0; row < rows->rows; row++) {
		x[row] = in_units(input, value_of(rows, input, row), *mean);
		if (isfinite(value_of(rows, input, row)))
			known[count++] = x[row];
	}
	return count;
}

static void add_indicator(struct model_design *design, const struct model_rows *rows, enum model_input input, size_t width, double *x)
{
	add(design, width, x, rows->left, (struct model_column){.input = input, .part = MODEL_NOT_RECORDED});
}

/* False where there is no room: then nothing after it enters either. */
static bool add_input(struct model_design *design, const struct model_rows *rows, enum model_input input, size_t most, size_t width, double *scratch)
{
	double *x = scratch, *known = scratch + rows->rows, *flags = scratch + 2 * rows->rows, mean;
	struct model_entry *entry = &design->input[input];
	size_t count = prepare(rows, input, &mean, x, known);
	double unknown = entry->unknown_share;
	*entry = judge(design, x, known, count, width);
	entry->unknown_share = unknown;
	if (entry->fate != MODEL_USED)
		return true;
	for (size_t row = 0; row < rows->rows; row++)
		flags[row] = !isfinite(value_of(rows, input, row));
	bool indicator = unknown >= FEW_UNKNOWN && judge(design, flags, flags, rows->rows, width).fate == MODEL_USED;
	size_t columns = design->columns + 1 + indicator;
	if (columns > most) {
		*entry = (struct model_entry){.fate = MODEL_NO_ROOM, .unknown_share = unknown, .have = design->leavers,
			.need = LEAST_LEAVERS + LEAVERS_A_COLUMN * (double)(columns - TENURE_COLUMNS)};
		return false;
	}
	add(design, width, x, rows->left, (struct model_column){.input = input, .part = MODEL_VALUE, .mean = mean});
	if (indicator)
		add_indicator(design, rows, input, width, flags);
	return true;
}

static struct model_state check(const struct model_rows *rows, double *leavers)
{
	if (!rows->rows)
		return (struct model_state){.cause = MODEL_NO_ROWS};
	*leavers = 0;
	for (size_t row = 0; row < rows->rows; row++) {
		double left = rows->left[row];
		if ((left != 0 && left != 1) || !isfinite(rows->tenure_days[row]))
			return (struct model_state){.cause = MODEL_NOT_A_NUMBER};
		*leavers += left;
	}
	if (*leavers < LEAST_LEAVERS)
		return (struct model_state){.cause = MODEL_FEW_LEAVERS, .have = *leavers, .need = LEAST_LEAVERS};
	return (struct model_state){.cause = MODEL_KNOWN};
}

/* The matrix was filled with room for more columns; rows move together. */
static void close_up(struct model_design *design, size_t width)
{
	for (size_t row = 0; row < design->rows; row++)
		memmove(design->x + row * design->columns, design->x + row * width, design->columns * sizeof(double));
}

/* Columns there may be: a matrix of people and years has no room to give away. Notes what is unknown of each input. */
static size_t width_of(struct model_design *design, const struct model_rows *rows, size_t most)
{
	size_t width = TENURE_COLUMNS;
	for (int input = MODEL_AI_USE; input < MODEL_INPUTS; input++) {
		double unknown = rows->value[input] ? unknown_share(rows, (enum model_input)input) : 1;
		design->input[input].unknown_share = unknown;
		if (rows->value[input] && unknown <= MOST_UNKNOWN)
			width += unknown >= FEW_UNKNOWN ? 2 : 1;
	}
	return width < most ? width : most > TENURE_COLUMNS ? most : TENURE_COLUMNS;
}

struct model_design model_design(struct arena *arena, const struct model_rows *rows, size_t most_columns)
{
	struct model_design design = {.rows = rows->rows};
	design.state = check(rows, &design.leavers);
	if (design.state.cause != MODEL_KNOWN)
		return design;
	size_t most = most_columns ? most_columns : TENURE_COLUMNS + (size_t)((design.leavers - LEAST_LEAVERS) / LEAVERS_A_COLUMN);
	design.most_columns = most;
	size_t width = width_of(&design, rows, most);
	design.x = ARENA_ARRAY(arena, double, rows->rows * width);
	double *scratch = memory_new(3 * rows->rows * sizeof(double));
	add_tenure(&design, rows, width, scratch);
	bool room = true;
	for (int input = MODEL_AI_USE; input < MODEL_INPUTS; input++) {
		struct model_entry *entry = &design.input[input];
		if (!rows->value[input] || entry->unknown_share > MOST_UNKNOWN)
			entry->fate = entry->unknown_share < 1 ? MODEL_OFTEN_UNKNOWN : MODEL_UNRECORDED;
		else if (room)
			room = add_input(&design, rows, (enum model_input)input, most, width, scratch);
		else
			*entry = (struct model_entry){.fate = MODEL_NO_ROOM, .unknown_share = entry->unknown_share, .have = design.leavers,
				.need = LEAST_LEAVERS + LEAVERS_A_COLUMN * (double)(design.columns + 1 - TENURE_COLUMNS)};
	}
	free(scratch);
	close_up(&design, width);
	return design;
}

void model_design_row(const struct model_design *design, double tenure_days, const double *value, double *out)
{
	for (size_t j = 0; j < design->columns; j++) {
		const struct model_column *column = &design->column[j];
		if (column->part == MODEL_VALUE)
			out[j] = in_units(column->input, value[column->input], column->mean);
		else if (column->part == MODEL_NOT_RECORDED)
			out[j] = !isfinite(value[column->input]);
		else
			out[j] = in_band(tenure_days, column->part);
	}
}

void model_design_ahead(const struct model_design *design, double tenure_days, const double *value, double *out)
{
	for (int month = 0; month < 3; month++)
		model_design_row(design, tenure_days + 30 * month, value, out + (size_t)month * design->columns);
}
