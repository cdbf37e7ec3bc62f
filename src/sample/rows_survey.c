/* Voice: every quarter a part of the people answers; the share of agreement is met as nearly as whole answers allow. */
#include "rows.h"

#include <math.h>
#include <stdlib.h>

enum { WAVE_DAYS = 10, YEAR = 365 };

struct answer { int64_t day; const struct rep *rep; bool anonymous; };

static double agreement(const struct world *world, int question, int64_t day)
{
	double used = (double)(day - world->ai_launch) / YEAR;
	used = used < 0 ? 0 : used > 1 ? 1 : used;
	return world->scenario->questions[question].agree + world->scenario->survey.before_ai * (1 - used);
}

static int score(bool agrees, struct dice *dice)
{
	double at = dice_share(dice);
	if (agrees)
		return at < 0.55 ? 4 : 5;
	return at < 0.55 ? 3 : at < 0.85 ? 2 : 1;
}

static int respondents(const struct world *world, int64_t wave, struct answer *answers, struct dice *dice)
{
	int count = 0;
	for (int i = 0; i < world->rep_count; i++) {
		const struct rep *rep = world->reps[i];
		bool answers_it = dice_chance(dice, world->scenario->survey.answer);
		int64_t day = wave + dice_below(dice, WAVE_DAYS);
		bool anonymous = dice_chance(dice, world->scenario->survey.anonymous);
		if (answers_it && rep_team(rep, day) >= 0)
			answers[count++] = (struct answer){day, rep, anonymous};
	}
	for (int i = count - 1; i > 0; i--) {           /* shuffled: who agrees has nothing to do with who came first */
		int other = dice_below(dice, i + 1);
		struct answer kept = answers[i];
		answers[i] = answers[other];
		answers[other] = kept;
	}
	return count;
}

static void put_wave(struct rows *rows, int64_t wave, struct answer *answers, int64_t after, int64_t to)
{
	const struct world *world = rows->world;
	struct dice dice = dice_of(world->seed, DICE_SURVEY, wave, 0);
	int count = respondents(world, wave, answers, &dice);
	for (int question = 0; question < (int)world->scenario->question_count; question++) {
		double share = agreement(world, question, wave), offset = dice_share(&dice);
		int turn = dice_below(&dice, count + 1);
		for (int i = 0; i < count; i++) {
			const struct answer *answer = &answers[(i + turn) % count];
			bool agrees = floor(share * (i + 1) + offset) > floor(share * i + offset);
			int given = score(agrees, &dice);
			if (answer->day > after && answer->day <= to)
				rows_put(rows, PUT_ANSWER, "zidtii", answer->anonymous ? (int64_t)0 : (int64_t)answer->rep->id,
					(int64_t)rep_team(answer->rep, answer->day) + 1, answer->day,
					world->scenario->questions[question].key, (int64_t)given, rows->survey_run);
		}
	}
}

void rows_survey(struct rows *rows, int64_t after, int64_t to)
{
	const struct world *world = rows->world;
	int64_t every = world->scenario->survey.every_days;
	int64_t wave = world->until - world->scenario->survey.days_before_end;
	struct answer *answers = memory_new(sizeof *answers * (size_t)world->rep_count);
	wave -= (wave - world->start) / every * every;
	for (; wave <= to; wave += every)
		if (wave + WAVE_DAYS > after)
			put_wave(rows, wave, answers, after, to);
	free(answers);
}
