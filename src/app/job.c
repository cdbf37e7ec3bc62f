#include "limits.h"

#include "teamtop/metrics.h"
#include "teamtop/policy.h"

#include <stdlib.h>
#include <string.h>

void tag_of_state(const struct state *state, struct tag *tag)
{
	const struct place *place = &state->places[state->depth];
	*tag = (struct tag){.wall = state->wall, .page = place->page, .team_id = place->team_id, .person_id = place->person_id,
		.filter = place->filter};
	if (place->page == PAGE_PERSON)                 /* under the timeline: what was recorded last */
		tag->filter = (struct record_filter){.relation = RELATION_ACTIVITY, .window = {INT64_MIN, INT64_MAX},
			.person_id = place->person_id, .weekday = -1, .hour = -1};
	if (state->wall)
		tag->page = PAGE_OVERVIEW;
}

static bool same_word(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_filter(const struct record_filter *a, const struct record_filter *b)
{
	return a->relation == b->relation && a->window.from == b->window.from && a->window.to == b->window.to &&
	       a->team_id == b->team_id && a->person_id == b->person_id && a->kind_id == b->kind_id && a->tool_id == b->tool_id &&
	       a->skill_id == b->skill_id && a->question_id == b->question_id && a->no_team == b->no_team &&
	       a->is_work == b->is_work && a->is_customer == b->is_customer && a->deliberate == b->deliberate &&
	       a->weekday == b->weekday && a->hour == b->hour && a->handed_over == b->handed_over && a->came_back == b->came_back &&
	       a->leavers == b->leavers && a->hired == b->hired && same_word(a->resolved_by, b->resolved_by) &&
	       same_word(a->event_kind, b->event_kind);
}

bool tag_same(const struct tag *a, const struct tag *b)
{
	if (a->wall != b->wall || a->page != b->page || a->team_id != b->team_id || a->person_id != b->person_id)
		return false;
	return a->page != PAGE_RECORDS || same_filter(&a->filter, &b->filter);
}

struct job *job_new(const struct state *state, int64_t now, bool restricted)
{
	struct job *job = memory_new(sizeof *job);
	const struct place *place = &state->places[state->depth];
	tag_of_state(state, &job->tag);
	state_scope(state, now, 0, &job->scope);
	job->scope.persons_hidden = job->scope.persons_hidden || restricted;
	memcpy(job->title, place->title, sizeof job->title);
	if (job->tag.filter.title)
		job->tag.filter.title = job->title;
	job->needs = panels_needs(state);
	job->known.to = INT64_MIN;
	job->names = state->names;
	job->restricted = restricted;
	job->wall = state->wall;
	return job;
}

/* A feed that writes every second changes nothing of weeks that are over: once a minute is enough then. */
static bool findings_hold(const struct job *job, const struct findings_tag *fresh)
{
	enum { AGAIN_AFTER = 60 };
	const struct findings_tag *known = &job->known;
	if (known->to != fresh->to || known->as_of_day != fresh->as_of_day)
		return false;
	return known->version == fresh->version || (fresh->asked >= known->asked && fresh->asked - known->asked < AGAIN_AFTER);
}

static bool findings_judge(struct reader *reader, struct job *job, struct error *error)
{
	job->fresh = (struct findings_tag){.to = job->answer->window.to, .as_of_day = job->answer->as_of_day, .asked = job->scope.now};
	if (!reader_version(reader, &job->fresh.version, error))
		return false;
	job->findings_due = !job->answer->organisation.empty && !findings_hold(job, &job->fresh);
	return true;
}

bool job_find_on_worker(struct reader *reader, void *self, struct error *error)
{
	struct job *job = self;
	struct asker asker = reader_asker(reader);
	struct scope scope = job->scope;
	scope.team_id = scope.person_id = 0;
	job->findings = metrics_answer(&asker, &scope, NEED_ATTENTION, NULL, error);
	return job->findings && limits_judge(&asker, job, job->findings, error);
}

bool job_run_on_worker(struct reader *reader, void *self, struct error *error)
{
	struct job *job = self;
	struct asker asker = reader_asker(reader);
	job->scope.today = reader_day(reader, job->scope.now);
	job->scope.estimates = reader_version(reader, &job->scope.data_version, NULL) ? job->estimates : NULL;
	job->scope.estimates_later = job->scope.estimates_older = job->estimates_later;
	job->local_offset = reader_offset(reader, job->scope.now);
	job->answer = metrics_answer(&asker, &job->scope, job->needs, &job->tag.filter, error);
	if (!job->answer)
		return false;
	job->policy = policy_effective(&job->answer->policy, job->names, job->restricted, job->wall);
	policy_apply(job->answer, &job->policy);
	return findings_judge(reader, job, error);
}

void job_free(struct job *job)
{
	if (!job)
		return;
	answer_free(job->answer);
	answer_free(job->findings);
	free(job);
}
