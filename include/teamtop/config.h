/* config - the user's settings: teamtop/config.yaml under XDG config. An unknown key is a warning with the nearest name. */
#ifndef TEAMTOP_CONFIG_H
#define TEAMTOP_CONFIG_H

#include "teamtop/base.h"

/* A limit of the user's own: a finding while the figure is beyond it. */
enum { MOST_LIMITS = 16, LIMIT_WORDS = 12 };
struct config_limit {
	char figure[40];                                /* key of a figure, as `teamtop list metrics` has it */
	char team[128];                                 /* "" = all teams */
	bool below;                                     /* else above */
	double limit;                                   /* as people read it: 45 (per cent), hours, points */
	int64_t for_days;                               /* beyond it on the last day and every week back to here; 0 */
	int64_t every;                                  /* seconds at least between two bells or commands */
	bool bell;
	char command[LIMIT_WORDS][256];                 /* the program and its words, run without a shell; [0] "" = none */
};

struct config {
	int limit_count;
	struct config_limit limits[MOST_LIMITS];
	char database[4096];                            /* "" = none */
	char theme[64];
	char period[40];
	bool ascii, no_color;
	bool notice_set;
	int notice_days;                                /* 0-180: what people do so shortly before a month is not read as a reason */
};
/* path NULL: the XDG place, whose absence is fine. */
bool config_load(const char *path, struct config *config, struct error *error);
/* The name most like `word` (fewest letters to change), NULL where none is near. */
const char *config_nearest(const char *word, const char *const *names, size_t count);
/* Data folders of XDG, most important first, "teamtop" appended; count of them. */
size_t config_data_folders(char folders[][4096], size_t most);

#endif
