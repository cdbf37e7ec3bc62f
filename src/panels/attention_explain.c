/* How findings are made: on their page in short, under `e` in full; and what changed since this viewer last looked. */
#include "attention_own.h"
#include "popups_own.h"

#include <math.h>

const char *attention_since_words(struct arena *arena, const struct view *view, bool brief)
{
	if (!view->seen || !view->attention)
		return NULL;
	if (!view->seen->known)
		return brief ? "first look" : "your first look at these findings";
	int fresh = 0, gone = 0;
	for (int i = 0; i < view->attention->count; i++)
		fresh += !seen_has(view->seen, view->attention->findings[i].key);
	for (int i = 0; i < view->seen->count; i++) {
		bool here = false;
		for (int j = 0; j < view->attention->count; j++)
			here = here || text_same(view->seen->key[i], view->attention->findings[j].key);
		gone += !here;
	}
	char day[16];
	day_words((view->seen->looked + view->local_now - view->now) / 86400, day);
	return brief ? arena_print(arena, "%d added, %d gone", fresh, gone)
		: arena_print(arena, "since you last looked, %s: %d added ●, %d gone", day, fresh, gone);
}

static const char *swings_words(struct arena *arena, const struct attention *attention)
{
	const char *words = "";
	bool known = false;
	for (int i = 0; i < ATTENTION_FIGURES; i++)
		known = known || attention->swings[i].known;
	if (!known)
		return DIM "not yet known";
	for (int i = 0; i < ATTENTION_FIGURES; i++)
		words = attention->swings[i].known
			? arena_print(arena, "%s%s" DIM "%s " TEXT "× %s", words, i ? DIM ", " : "", attention->swings[i].label,
				format_decimal(arena, sqrt(attention->swings[i].phi), 1))
			: arena_print(arena, "%s%s" DIM "%s not yet known", words, i ? DIM ", " : "", attention->swings[i].label);
	return words;
}

static const char *judged_words(struct arena *arena, const struct attention *attention)
{
	char from[8], to[16];
	day_short(attention->window.from, from), day_words(attention->window.to, to);
	return arena_print(arena, TEXT "%s to %s" DIM " against the 28 days before, whatever the period. " TEXT "%s" DIM
		" figures of teams compared.", from, to, format_count(arena, attention->judged));
}

void attention_how(struct area area, const struct view *view)
{
	struct arena *arena = part_arena(area);
	const struct attention *attention = view->attention;
	if (!attention)
		return;
	int y = words_wrap(area, 0, arena_print(arena, DIM "Judged each Monday: %s", judged_words(arena, attention)));
	y = words_wrap(area, y, DIM "New: a change over 3 pt that chance does not make, as all figures are judged together. Confirmed: the next "
		"Monday again. A quiet organisation sees a confirmed one in at most 1 quarter of 4. " STRONG "e" DIM " explains.");
	words_wrap(area, y, arena_print(arena, DIM "Ordinary swings of the last year widen chance: %s", swings_words(arena, attention)));
}

static void add_changes(struct explaining *to, const struct attention *attention)
{
	explain_add(to, "figures", TEXT "customer time, accepted, came back (by people), adoption: of each team and of all teams");
	explain_add(to, "judged", judged_words(to->arena, attention));
	explain_add(to, "formula", TEXT "the figure of 28 days to Sunday − that of the 28 days before");
	explain_add(to, "chance", TEXT "shares of time, suggestions, cases: Student t over people (cases nobody resolved: over days); adoption: "
		"McNemar's mid-p over who began and who stopped");
	explain_add(to, "swings", arena_print(to->arena, DIM "t divided by how much wider than chance up to 11 earlier changes of all teams were: %s",
		swings_words(to->arena, attention)));
	explain_add(to, "new", TEXT "over 3 pt, and kept by Benjamini-Hochberg at 10 % over all figures of that Monday");
	explain_add(to, "confirmed", TEXT "the next Monday again over 3 pt, in the same direction, p < 0.05: then it is on the line under the header");
	explain_add(to, "leaves", TEXT "at p of 0.2 or more, under 1.5 pt, or after 8 weeks; not again in that direction for 28 days");
	explain_add(to, "with it", TEXT "a team within 3 pt of the change of all teams, in the same direction, is counted there and not listed");
	explain_add(to, "how sure", TEXT "where nothing changes, at most 1 quarter in 4 shows a confirmed change");
}

int popup_explain_attention(struct area area, const struct view *view, int id)
{
	(void)id;
	struct explaining to = explain_begin(area, view);
	explain_add(&to, "what", TEXT "what changed by more than it usually does, and what else wants looking at");
	if (view->attention)
		add_changes(&to, view->attention);
	lines_add(&to.lines, "");
	explain_add(&to, "leavers", TEXT "leavers of a team in 1 year against those its tenures let expect, where more or fewer than chance");
	explain_add(&to, "data", TEXT "of the last 28 days: days without rows where the weekday usually has some and other rows are there");
	explain_add(&to, "one person", TEXT "needs of a team that one person alone can meet; never who");
	explain_add(&to, "your limit", TEXT "from config.yaml: a figure beyond what you set, for as long as you set");
	lines_add(&to.lines, "");
	explain_add(&to, "left out", arena_print(to.arena, TEXT "teams of fewer than %d people; figures without rows in the 28 days before, or older than a week",
		view->state->policy.min_group));
	explain_add_sql(&to, metrics_questions_of_attention());
	return explain_end(area, &to, "Attention", ROLE_STRONG, false);
}
