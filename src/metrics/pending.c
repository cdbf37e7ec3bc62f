/* Families that are not written yet: they ask nothing, and their figures stay not applicable. */
#include "facts.h"

#define PENDING(name) \
	bool name##_ask(struct facts *facts, const struct asker *asker, struct error *error) \
	{ \
		(void)facts, (void)asker, (void)error; \
		return true; \
	} \
	void name##_fold(struct facts *facts, struct answer *answer) \
	{ \
		(void)facts, (void)answer; \
	} \
	const struct question *const name##_questions[] = {NULL}

PENDING(turnover);
PENDING(survival);
PENDING(skills);
PENDING(voice);
PENDING(people);
PENDING(person);
PENDING(records);
