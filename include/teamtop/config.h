/* config - the user's settings: teamtop/config.yaml under XDG config. An unknown key is a warning with the nearest name. */
#ifndef TEAMTOP_CONFIG_H
#define TEAMTOP_CONFIG_H

#include "teamtop/base.h"

struct config {
	char database[4096];                            /* "" = none */
	char theme[64];
	char period[40];
	bool ascii, no_color;
};
/* path NULL: the XDG place, whose absence is fine. */
bool config_load(const char *path, struct config *config, struct error *error);
/* Data folders of XDG, most important first, "teamtop" appended; count of them. */
size_t config_data_folders(char folders[][4096], size_t most);

#endif
