/* The page of one person: the row and figures, a year of weeks, stays in teams, and what happened when. */
#include "people.h"

#include "levels.h"

#include <stdlib.h>
#include <string.h>

QUESTION(person_days, "iii", "iii");
QUESTION(person_use, "iii", "i");
QUESTION(person_access, "i", "it");
QUESTION(person_jobs, "i", "it");
QUESTION(team_leads, "", "ii");

const struct question *const person_questions[] = {&question_person_access, &question_person_days, &question_person_jobs,
	&question_person_use, &question_team_leads, NULL};

enum { DAYS_OF_WEEK = 7, FIRST_STAY_WITHIN_DAYS = 31 };

struct person_facts { struct table days, use, access, jobs, leads; };

bool person_ask(struct facts *facts, const struct asker *asker, struct error *error)
{
	if (facts->person_index < 0)
		return true;
	int64_t id = facts->scope.person_id, to = facts->to, from = to - DAYS_OF_WEEK * TIMELINE_WEEKS + 1;
	struct person_facts *person = facts->person = arena_alloc(facts->scratch, sizeof *person);
	return people_ask(facts, asker, error) &&
		FACTS_ASK(facts, asker, &question_person_days, &person->days, error, id, from, to) &&
		FACTS_ASK(facts, asker, &question_person_use, &person->use, error, id, from, to) &&
		FACTS_ASK(facts, asker, &question_person_access, &person->access, error, id) &&
		FACTS_ASK(facts, asker, &question_person_jobs, &person->jobs, error, id) &&
		facts_ask(facts, asker, &question_team_leads, &person->leads, error, 0, NULL);
}

/* ---- weeks ---- */
static int week_of(const struct facts *facts, int64_t day)
{
	return TIMELINE_WEEKS - 1 - (int)((facts->to - day) / DAYS_OF_WEEK);
}

static const struct kind_fact *kind_of(const struct facts *facts, int64_t id)
{
	for (int i = 0; i < facts->kind_count; i++)
		if (facts->kinds[i].id == id)
			return &facts->kinds[i];
	return NULL;
}

static void weeks_fill(const struct facts *facts, struct person_page *page)
{
	int64_t customer[TIMELINE_WEEKS] = {0}, worked[TIMELINE_WEEKS] = {0};
	const struct table *days = &facts->person->days, *use = &facts->person->use;
	for (size_t row = 0; row < days->rows; row++) {
		const struct kind_fact *kind = kind_of(facts, table_integer(days, row, 1));
		int week = week_of(facts, table_integer(days, row, 0));
		if (!kind || !kind->is_work || week < 0 || week >= TIMELINE_WEEKS)
			continue;
		worked[week] += table_integer(days, row, 2);
		customer[week] += kind->is_customer ? table_integer(days, row, 2) : 0;
	}
	for (int week = 0; week < TIMELINE_WEEKS; week++)
		if (worked[week] > 0) {
			page->time_week[week].known = true;
			page->time_week[week].value = (double)customer[week] / (double)worked[week];
		}
	for (size_t row = 0; row < use->rows; row++) {
		int week = week_of(facts, table_integer(use, row, 0));
		if (week >= 0 && week < TIMELINE_WEEKS)
			page->ai_days[week]++;
	}
}

/* ---- events: nothing after `to` has happened ---- */
struct events { struct facts *facts; struct person_page *page; int room; };

static void event_add(struct events *events, enum timeline_kind kind, int64_t day, int change, const char *text)
{
	struct person_page *page = events->page;
	if (day == DAY_NONE || day > events->facts->to)
		return;
	if (page->event_count == events->room) {
		struct timeline_event *more = ARENA_ARRAY(events->facts->keep, struct timeline_event, 2 * events->room);
		memcpy(more, page->events, sizeof *more * (size_t)page->event_count);
		page->events = more;
		events->room *= 2;
	}
	page->events[page->event_count++] = (struct timeline_event){.kind = kind, .day = day, .text = text, .change = change};
}

static void stays_fill(struct events *events, const struct person_fact *who)
{
	struct facts *facts = events->facts;
	struct person_page *page = events->page;
	page->stays = ARENA_ARRAY(facts->keep, struct timeline_stay, who->stay_count + 1);
	for (int i = 0; i < who->stay_count; i++) {
		const struct stay_fact *stay = &facts->stays[who->first_stay + i];
		if (stay->from_day > facts->to)
			break;
		const char *team = facts_team_name(facts, stay->team_id);
		int64_t to = stay->to_day != DAY_NONE && stay->to_day < facts->to ? stay->to_day : facts->to;
		page->stays[page->stay_count++] = (struct timeline_stay){.from = stay->from_day, .to = to, .team_id = stay->team_id,
			.team = team};
		bool came_with_hire = i == 0 && (who->hired_day == DAY_NONE || stay->from_day <= who->hired_day + FIRST_STAY_WITHIN_DAYS);
		if (!came_with_hire)
			event_add(events, EVENT_MOVED, stay->from_day, 0, arena_print(facts->keep, "moved to %s", team));
	}
}

static void leads_fill(struct events *events, const struct person_fact *who)
{
	const struct table *leads = &events->facts->person->leads;
	for (size_t row = 0; row < leads->rows; row++) {
		int64_t team_id = table_integer(leads, row, 0), from = table_day(leads, row, 1);
		for (int i = 0; i < who->stay_count; i++) {
			const struct stay_fact *stay = &events->facts->stays[who->first_stay + i];
			if (stay->team_id == team_id && from > stay->from_day && (stay->to_day == DAY_NONE || from <= stay->to_day))
				event_add(events, EVENT_LEAD, from, 0, "new lead");
		}
	}
}

static void tables_fill(struct events *events, const struct person_fact *who)
{
	struct facts *facts = events->facts;
	const struct table *access = &facts->person->access, *jobs = &facts->person->jobs;
	for (size_t row = 0; row < access->rows; row++)
		event_add(events, EVENT_ACCESS, table_day(access, row, 0), 0,
			arena_print(facts->keep, "AI access: %s", facts_clean(facts, table_text(access, row, 1))));
	for (size_t row = 0; row < jobs->rows; row++) {
		int64_t from = table_day(jobs, row, 0);
		if (table_text(jobs, row, 1) && (who->hired_day == DAY_NONE || from > who->hired_day))
			event_add(events, EVENT_ROLE, from, 0, arena_print(facts->keep, "now %s", facts_clean(facts, table_text(jobs, row, 1))));
	}
}

static void levels_fill(struct events *events, int person)
{
	struct facts *facts = events->facts;
	const struct skill_facts *skills = facts->skills;
	struct person_page *page = events->page;
	page->last_gain = DAY_NONE;
	for (int s = skills->first_series[person]; s < skills->first_series[person + 1]; s++) {
		const struct series *series = &skills->series[s];
		page->skills++;
		for (int i = 0, before = 0; i < series->count; i++) {
			const struct assessment *row = &skills->rows[series->first + i];
			if (row->level > before && row->day > page->last_gain)
				page->last_gain = row->day;
			if (row->level != before)
				event_add(events, EVENT_LEVEL, row->day, row->level - before,
					arena_print(facts->keep, "%s %d", levels_skill_name(skills, series->skill_id), row->level));
			before = row->level;
		}
	}
}

/* A re-hire is a row of its own with the same number: each page names the other ones. */
static void employments_fill(struct events *events, int person)
{
	struct facts *facts = events->facts;
	const struct person_fact *who = &facts->people[person];
	for (int other = 0; other < facts->people_count; other++) {
		const struct person_fact *same = &facts->people[other];
		if (other == person || !who->employee_no || !same->employee_no || strcmp(who->employee_no, same->employee_no) != 0)
			continue;
		char from[16] = "", to[16] = "";
		if (same->hired_day != DAY_NONE)
			day_words(same->hired_day, from);
		if (same->left_day != DAY_NONE && same->left_day <= facts->to)
			day_words(same->left_day, to);
		event_add(events, EVENT_OTHER_EMPLOYMENT, same->hired_day, 0,
			arena_print(facts->keep, "other employment %s to %s", from, *to ? to : "today"));
	}
}

static int newest_first(const void *a, const void *b)
{
	const struct timeline_event *x = a, *y = b;
	if (x->day != y->day)
		return x->day < y->day ? 1 : -1;
	return x->kind != y->kind ? (int)x->kind - (int)y->kind : text_compare(x->text, y->text);
}

static void events_fill(struct facts *facts, struct person_page *page, int person)
{
	const struct person_fact *who = &facts->people[person];
	struct events events = {.facts = facts, .page = page, .room = 32};
	page->events = ARENA_ARRAY(facts->keep, struct timeline_event, events.room);
	event_add(&events, EVENT_HIRED, who->hired_day, 0, "hired");
	event_add(&events, EVENT_LEFT, who->left_day, 0, "left");
	stays_fill(&events, who);
	tables_fill(&events, who);
	leads_fill(&events, who);
	levels_fill(&events, person);
	employments_fill(&events, person);
	qsort(page->events, (size_t)page->event_count, sizeof *page->events, newest_first);
}

void person_fold(struct facts *facts, struct answer *answer)
{
	int person = facts->person_index;
	if (person < 0 || !facts->person)
		return;
	struct person_page *page = answer->person = arena_alloc(facts->keep, sizeof *page);
	page->row = people_row(facts, person, true);
	page->team = facts->person_team ? facts_team_name(facts, facts->person_team) : NULL;
	page->habitual = adoption_habitual(facts, person, &page->habitual_known);
	for (int id = 0; id < FIGURE_COUNT; id++) {
		page->figure[id] = answer->groups[facts->person_group].figure[id];
		page->team_figure[id] = answer->groups[facts->person_team_group].figure[id];
	}
	page->team_people = answer->groups[facts->person_team_group].people;
	weeks_fill(facts, page);
	events_fill(facts, page, person);
}
