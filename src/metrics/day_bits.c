#include "facts.h"

struct day_bits day_bits_new(struct facts *facts, struct window window)
{
	struct day_bits bits = {.from = window.from, .days = (int)window_days(window)};
	bits.words = (bits.days + 63) / 64;
	bits.bits = ARENA_ARRAY(facts->scratch, uint64_t, (int64_t)bits.words * facts->people_count + 1);
	return bits;
}

void day_bits_set(struct day_bits *bits, int person, int64_t day)
{
	int64_t at = day - bits->from;
	if (person >= 0 && at >= 0 && at < bits->days)
		bits->bits[(int64_t)person * bits->words + at / 64] |= (uint64_t)1 << (at % 64);
}

bool day_bits_get(const struct day_bits *bits, int person, int64_t day)
{
	int64_t at = day - bits->from;
	return at >= 0 && at < bits->days && (bits->bits[(int64_t)person * bits->words + at / 64] >> (at % 64) & 1);
}

int day_bits_count(const struct day_bits *bits, int person, struct window window)
{
	int count = 0;
	for (int64_t day = window.from; day <= window.to; day++)
		count += day_bits_get(bits, person, day);
	return count;
}
