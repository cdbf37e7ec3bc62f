/* The user's own limits as they stand in the file. */
#ifndef TEAMTOP_CONFIG_LIMITS_H
#define TEAMTOP_CONFIG_LIMITS_H

#include "teamtop/config.h"

#include <cyaml/cyaml.h>

struct limit_setting {
	char *figure, *team, *lasting, *every;
	double *below, *above;
	char **command;
	unsigned command_count;
	int bell;
};
extern const cyaml_schema_value_t limit_schema;
bool limit_read(const struct limit_setting *setting, struct config_limit *limit, struct error *error);

#endif
