/* People x skills of the scope on `to`. */
#include "levels.h"

#include "people.h"

#include <stdlib.h>

struct matrix_person { int person; const char *label; };

static int by_label(const void *a, const void *b)
{
	const struct matrix_person *x = a, *y = b;
	int order = text_compare(x->label, y->label);
	return order ? order : (x->person > y->person) - (x->person < y->person);
}

static struct matrix_person *people_of(struct facts *facts, int *count)
{
	struct matrix_person *people = ARENA_ARRAY(facts->scratch, struct matrix_person, facts->people_count + 1);
	for (int person = 0; person < facts->people_count; person++) {
		const struct person_fact *who = &facts->people[person];
		if (who->employed_to && facts_in_group(facts, 0, who->team_to, person))
			people[(*count)++] = (struct matrix_person){.person = person, .label = people_label(facts, person)};
	}
	qsort(people, (size_t)*count, sizeof *people, by_label);
	return people;
}

static int skill_by_name(const void *a, const void *b)
{
	const struct skill_name *const *x = a, *const *y = b;
	int order = text_compare((*x)->name, (*y)->name);
	return order ? order : ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

/* Skills of the columns, by name: those somebody of the rows was assessed in, or that a team of the scope needs. */
static const struct skill_name **skills_of(struct facts *facts, const struct matrix_person *people, int count, int *found)
{
	const struct skill_facts *skills = facts->skills;
	const struct skill_name **columns = ARENA_ARRAY(facts->scratch, const struct skill_name *, skills->name_count + 1);
	for (int name = 0; name < skills->name_count; name++) {
		int64_t id = skills->names[name].id;
		bool used = false;
		for (int i = 0; !used && i < skills->need_count; i++)
			used = skills->needs[i].skill_id == id && facts_in_group(facts, 0, skills->needs[i].team_id, -1);
		for (int i = 0; !used && i < count; i++)
			for (int s = skills->first_series[people[i].person]; !used && s < skills->first_series[people[i].person + 1]; s++)
				used = skills->series[s].skill_id == id;
		if (used)
			columns[(*found)++] = &skills->names[name];
	}
	qsort(columns, (size_t)*found, sizeof(const struct skill_name *), skill_by_name);
	return columns;
}

static void row_fill(struct facts *facts, struct matrix *matrix, int row, int person)
{
	const struct skill_facts *skills = facts->skills;
	struct window window = facts->answer->panel_window[PANEL_SKILLS];
	const struct person_fact *who = &facts->people[person];
	signed char *level = matrix->level + (size_t)row * (size_t)matrix->skills;
	matrix->person_id[row] = who->id;
	matrix->gained[row] = levels_gain(facts, person, window).levels;
	matrix->is_new[row] = who->hired_day != DAY_NONE && who->hired_day > window.from;
	for (int column = 0; column < matrix->skills; column++) {
		level[column] = LEVEL_NEVER;
		for (int s = skills->first_series[person]; s < skills->first_series[person + 1]; s++)
			if (skills->series[s].skill_id == matrix->skill_id[column])
				level[column] = (signed char)levels_at(skills, &skills->series[s], facts->to, NULL);
	}
}

void matrix_fold(struct facts *facts, struct answer *answer)
{
	struct matrix *matrix = &answer->matrix;
	struct matrix_person *people = people_of(facts, &matrix->people);
	const struct skill_name **skills = skills_of(facts, people, matrix->people, &matrix->skills);
	matrix->person_id = ARENA_ARRAY(facts->keep, int64_t, matrix->people);
	matrix->person = ARENA_ARRAY(facts->keep, const char *, matrix->people);
	matrix->skill_id = ARENA_ARRAY(facts->keep, int64_t, matrix->skills);
	matrix->skill = ARENA_ARRAY(facts->keep, const char *, matrix->skills);
	matrix->level = ARENA_ARRAY(facts->keep, signed char, matrix->people * matrix->skills);
	matrix->gained = ARENA_ARRAY(facts->keep, int, matrix->people);
	matrix->is_new = ARENA_ARRAY(facts->keep, bool, matrix->people);
	for (int column = 0; column < matrix->skills; column++) {
		matrix->skill_id[column] = skills[column]->id;
		matrix->skill[column] = skills[column]->name;
	}
	for (int row = 0; row < matrix->people; row++) {
		matrix->person[row] = people[row].label;
		row_fill(facts, matrix, row, people[row].person);
	}
}
