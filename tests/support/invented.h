/* invented - an invented answer, so that screens can be drawn without a database. The numbers are those the pictures of
   the design were drawn from; they add up. */
#ifndef TEAMTOP_TESTS_INVENTED_H
#define TEAMTOP_TESTS_INVENTED_H

#include "teamtop/panels.h"

enum invented_kind {
	INVENTED_NORMAL, INVENTED_EMPTY, INVENTED_NOT_IMPORTED, INVENTED_NOT_APPLICABLE, INVENTED_SUPPRESSED, INVENTED_STALE,
	INVENTED_ZERO, INVENTED_HUGE, INVENTED_LEAF, INVENTED_COUNT
};
struct invented {
	struct arena *arena;
	struct answer *answer;
	struct state state;
	struct view view;
};
void invented_make(struct invented *invented, enum invented_kind kind);
/* The findings of a week: a limit, changes confirmed and new, a gap, leavers, needs on one person; `seen` receives what was
   there at the last look and one that was taken note of. */
void invented_found(struct invented *invented, struct seen *seen);
void invented_quiet(struct invented *invented);         /* a week without any */
void invented_free(struct invented *invented);
const char *invented_name(enum invented_kind kind);
bool invented_kind_of(const char *name, enum invented_kind *kind);

#endif
