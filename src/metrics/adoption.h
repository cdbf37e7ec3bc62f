/* What the files of the AI family share. */
#ifndef TEAMTOP_METRICS_ADOPTION_H
#define TEAMTOP_METRICS_ADOPTION_H

#include "facts.h"

struct access_fact { int64_t from_day, to_day; bool listed; };
enum ai_sum { AI_SHOWN, AI_TAKEN, AI_SAVED, AI_SAVED_N, AI_EVENTS };

/* What a tool was used for: sums of P and W, and in W the events of the scope by kind and the people with deliberate use. */
struct tool_sums {
	int64_t tool_id;                                /* 0 = all */
	struct tallies *tallies;
	int64_t accepted, edited, rejected, shown, people;
	bool *used;                                     /* by person */
};

struct adoption_facts {
	struct access_fact *access;
	int *first_access, *access_count;               /* by person */
	bool seen_in_use;                               /* every access on `to` was merely seen in use */
	struct day_bits use;
	int64_t *first_use;                             /* by person; DAY_NONE = never up to `to` */
	struct table tools;                             /* tools.sql; no row where they are not needed */
	struct tool_sums *by_tool;                      /* of P and W: [0] all tools, then each row of tools */
	struct tallies *tallies;                        /* enum ai_sum, of all tools */
};

/* What a person is on the last day of a window. */
struct adopter {
	bool eligible, ever, active, habitual, champion;
};
struct adopter adoption_of(const struct facts *facts, int person, struct window window);
bool adoption_habit_known(const struct facts *facts, int64_t to);
void adoption_fold_events(struct facts *facts);         /* accepted, time given back; tools where they are needed */
void adoption_events_new(struct facts *facts);
void adoption_take_events(void *facts, const struct table *table);      /* rows of ai_events.sql, for facts_scan */
void adoption_fold_trend(struct facts *facts);
extern const struct ratio_rule ACCEPTED_RULE;

#endif
