/* A command of the user's own: without a shell, detached, and nothing of it on our screen. */
#include "limits.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>

extern char **environ;

void limit_command_closed(uv_handle_t *handle)
{
	free(handle);
}

static void on_exit_of(uv_process_t *process, int64_t status, int signal)
{
	(void)status, (void)signal;
	uv_close((uv_handle_t *)process, limit_command_closed);
}

static char **environment_with(struct arena *arena, const char *finding)
{
	size_t count = 0, used = 0;
	while (environ[count])
		count++;
	char **out = ARENA_ARRAY(arena, char *, count + 2);
	for (size_t i = 0; i < count; i++)
		if (strncmp(environ[i], "TEAMTOP_FINDING=", 16) != 0)
			out[used++] = environ[i];
	out[used] = arena_print(arena, "TEAMTOP_FINDING=%s", finding);
	return out;
}

bool limit_command(struct uv_loop_s *loop, const struct config_limit *limit, const struct finding *finding, struct error *error)
{
	struct arena *arena = arena_new();
	char *words[LIMIT_WORDS + 1] = {NULL};
	for (int i = 0; i < LIMIT_WORDS && *limit->command[i]; i++)
		words[i] = arena_copy(arena, limit->command[i]);
	uv_process_t *process = memory_new(sizeof *process);
	uv_process_options_t options = {.file = words[0], .args = words, .exit_cb = on_exit_of, .flags = UV_PROCESS_DETACHED,
		.env = environment_with(arena, arena_print(arena, "%s: %s, %s", finding->team, finding->says, finding->evidence))};
	int code = uv_spawn(loop, process, &options);
	if (code != 0)
		uv_close((uv_handle_t *)process, limit_command_closed);
	else
		uv_unref((uv_handle_t *)process);
	arena_free(arena);
	return code == 0 || error_set(error, ERROR_INPUT, "the command of a limit, %s: %s", limit->command[0], uv_strerror(code));
}
