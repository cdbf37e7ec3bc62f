#include "records.h"

#include "people.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 4000, MOST_PERSON_WALKS = 32, DEEPEST_TREE = 16 };

/* ---- the buffer ---- */
static int newest_first(const void *a, const void *b)
{
	const struct record_row *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? 1 : -1;
	return x->id < y->id ? 1 : x->id > y->id ? -1 : 0;
}

void records_cut(struct facts *facts)
{
	struct record_facts *records = facts->records;
	if (records->count)
		qsort(records->rows, records->count, sizeof *records->rows, newest_first);
	if (records->count > MOST_RECORDS)
		records->count = MOST_RECORDS;
}

void records_add(struct facts *facts, const struct record_row *row)
{
	struct record_facts *records = facts->records;
	records->total++;
	if (records->count == (size_t)2 * MOST_RECORDS)
		records_cut(facts);
	if (records->count == records->room) {
		size_t room = records->room ? 2 * records->room : 1024;
		struct record_row *rows = ARENA_ARRAY(facts->scratch, struct record_row, room);
		if (records->count)
			memcpy(rows, records->rows, records->count * sizeof *rows);
		records->rows = rows;
		records->room = room;
	}
	records->rows[records->count++] = *row;
}

/* ---- the walk ---- */
struct walk {
	struct facts *facts;
	const struct asker *asker;
	const struct record_reader *reader;
	struct arena *page;                             /* of one page's table */
	bool cut;                                       /* older rows are only counted */
};

static bool page_ask(const struct walk *walk, const struct question *question, int64_t to_at, int64_t before_id,
	int64_t person_id, struct table *table, struct error *error)
{
	int64_t parameters[] = {walk->facts->records->from_at, to_at, before_id, PAGE, person_id};
	struct request request = {.question = question};
	for (size_t i = 0; i < strlen(question->parameters); i++)
		request.parameters[i] = cell_number(parameters[i]);
	arena_clear(walk->page);
	if (!walk->asker->ask(walk->asker->self, &request, 1, walk->page, error))
		return error_prefix(error, "question %s", question->name);
	*table = request.answer;
	return true;
}

/* Where totals by day can count the rest, the newest MOST_RECORDS are enough. */
static bool walk_is_enough(const struct walk *walk, int64_t person_id)
{
	return !person_id && walk->reader->count && walk->reader->count(walk->facts) &&
		walk->facts->records->count >= MOST_RECORDS;
}

/* person_id 0: everybody. */
static bool walk_run(struct walk *walk, int64_t person_id, struct error *error)
{
	const struct question *question = person_id ? walk->reader->of_person : walk->reader->all;
	int64_t to_at = walk->facts->records->to_at, before_id = INT64_MAX;
	struct table table = {.rows = 0};
	do {
		if (!page_ask(walk, question, to_at, before_id, person_id, &table, error))
			return false;
		for (size_t row = 0; row < table.rows; row++) {
			struct record_row out = {.id = table_integer(&table, row, 0), .at = table_integer(&table, row, 1),
				.person_id = table_integer(&table, row, 2)};
			if (walk->reader->read(walk->facts, &table, row, &out))
				records_add(walk->facts, &out);
			to_at = out.at;
			before_id = out.id;
		}
		if (walk_is_enough(walk, person_id))
			walk->cut = true;
	} while (table.rows == PAGE && !walk->cut);
	return true;
}

/* People who were in the filter's team within the window: few of them are walked one by one along their own index. */
static int people_of_team(const struct facts *facts, int64_t people[MOST_PERSON_WALKS + 1])
{
	const struct record_filter *filter = facts->record_filter;
	int count = 0;
	for (int i = 0; i < facts->people_count && count <= MOST_PERSON_WALKS; i++) {
		const struct person_fact *who = &facts->people[i];
		bool within = false;
		for (int s = 0; s < who->stay_count && !within; s++) {
			const struct stay_fact *stay = &facts->stays[who->first_stay + s];
			within = records_team_matches(facts, stay->team_id) && stay->from_day <= filter->window.to &&
				(stay->to_day == DAY_NONE || stay->to_day >= filter->window.from);
		}
		if (within)
			people[count++] = who->id;
	}
	return count;
}

bool records_walk(struct facts *facts, const struct asker *asker, const struct record_reader *reader, struct error *error)
{
	const struct record_filter *filter = facts->record_filter;
	struct walk walk = {.facts = facts, .asker = asker, .reader = reader, .page = arena_new()};
	int64_t people[MOST_PERSON_WALKS + 1] = {filter->person_id};
	/* only activities always have a person whose team they count for */
	bool by_people = reader == &record_activities && filter->team_id && !filter->no_team;
	int count = filter->person_id ? 1 : by_people ? people_of_team(facts, people) : MOST_PERSON_WALKS + 1;
	bool ok = true;
	if (count > MOST_PERSON_WALKS)
		ok = walk_run(&walk, 0, error);
	for (int i = 0; ok && count <= MOST_PERSON_WALKS && i < count; i++)
		ok = walk_run(&walk, people[i], error);
	arena_free(walk.page);
	return ok && (!walk.cut || reader->count_all(facts, asker, error));
}

/* ---- for readers ---- */
/* The rows of one person are all of them, whatever team one came through. */
bool records_team_matches(const struct facts *facts, int64_t team_id)
{
	const struct record_filter *filter = facts->record_filter;
	if (filter->person_id)
		return true;
	if (filter->no_team == 1)
		return team_id == 0;
	if (filter->no_team == 2)
		return team_id == filter->team_id;
	if (!filter->team_id)
		return true;
	for (int depth = 0; team_id && depth <= DEEPEST_TREE; depth++) {
		if (team_id == filter->team_id)
			return true;
		const struct team_fact *team = facts_team(facts, team_id);
		team_id = team ? team->parent_id : 0;
	}
	return false;
}

struct moment records_moment(const struct facts *facts, int64_t at)
{
	const struct table *days = &facts->records->days;
	size_t low = 0, high = days->rows;                      /* first day that begins after `at` */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (table_integer(days, middle, 1) <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (!days->rows)
		return (struct moment){.day = at / 86400, .local = at};
	size_t row = low ? low - 1 : 0;                         /* before the days held: the offset of the first one */
	bool changed = !table_null(days, row, 3) && at >= table_integer(days, row, 3);
	int64_t local = at + table_integer(days, row, changed ? 4 : 2);
	return (struct moment){.day = low ? table_integer(days, row, 0) : local / 86400, .local = local};
}

const char *records_text(struct facts *facts, const char *raw)
{
	struct record_facts *records = facts->records;
	for (int i = 0; i < records->text_count; i++)
		if (strcmp(records->texts[i].raw, raw) == 0)
			return records->texts[i].clean;
	const char *clean = facts_clean(facts, raw);
	if (records->text_count < (int)COUNT_OF(records->texts))
		records->texts[records->text_count++] = (struct record_text){.raw = arena_copy(facts->scratch, raw), .clean = clean};
	return clean;
}

struct value cell_words(const char *text)
{
	return text ? (struct value){.type = CELL_TEXT, .text = text} : cell_null();
}

struct value cell_copy(struct facts *facts, const struct table *table, size_t row, int column)
{
	const struct value *cell = table_cell(table, row, column);
	return cell->type == CELL_TEXT ? cell_words(records_text(facts, cell->text)) : *cell;
}

struct value cell_person(struct facts *facts, int64_t person_id)
{
	int person = person_id ? facts_person(facts, person_id) : -1;
	return cell_words(person >= 0 ? people_label(facts, person) : NULL);
}

struct value cell_case(struct facts *facts, const struct table *table, size_t row, int id_column, int name_column)
{
	if (table_text(table, row, name_column))
		return cell_words(facts_clean(facts, table_text(table, row, name_column)));
	return cell_words(table_null(table, row, id_column) ? NULL :
		arena_print(facts->keep, "%lld", (long long)table_integer(table, row, id_column)));
}
