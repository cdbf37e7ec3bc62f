#include "other_zone.h"

#include <stdlib.h>
#include <time.h>

enum { DAY = 86400 };

struct other_zone {
	char *before;                                   /* TZ as it was, NULL = not set */
	int64_t known_day;                              /* local day whose offset is the same all day long … */
	int64_t known_offset;                           /* … and that offset */
	bool known;
};

struct other_zone *other_zone_open(const char *name)
{
	struct other_zone *zone = memory_new(sizeof *zone);
	const char *before = getenv("TZ");
	zone->before = before ? memory_copy(before) : NULL;
	setenv("TZ", name, 1);
	tzset();
	return zone;
}

void other_zone_close(struct other_zone *zone)
{
	if (!zone)
		return;
	if (zone->before)
		setenv("TZ", zone->before, 1);
	else
		unsetenv("TZ");
	tzset();
	free(zone->before);
	free(zone);
}

static int64_t offset_at(int64_t time)
{
	struct tm parts;
	time_t moment = (time_t)time;
	return localtime_r(&moment, &parts) ? (int64_t)parts.tm_gmtoff : 0;
}

static int64_t floor_day(int64_t local)
{
	return (local >= 0 ? local : local - DAY + 1) / DAY;
}

int64_t other_zone_time(struct other_zone *zone, int64_t local)
{
	int64_t day = floor_day(local);
	if (zone->known && zone->known_day == day)
		return local - zone->known_offset;
	int64_t earlier = offset_at(local - 2 * DAY), later = offset_at(local + 2 * DAY);
	if (earlier == later) {
		zone->known = true, zone->known_day = day, zone->known_offset = earlier;
		return local - earlier;
	}
	if (offset_at(local - earlier) == earlier)
		return local - earlier;
	return offset_at(local - later) == later ? local - later : local - earlier;
}

int64_t other_zone_day(struct other_zone *zone, int64_t time)
{
	(void)zone;
	return floor_day(time + offset_at(time));
}
