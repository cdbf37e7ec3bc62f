/* The user's own limits: judged on the worker, made known on the loop. */
#ifndef TEAMTOP_APP_LIMITS_H
#define TEAMTOP_APP_LIMITS_H

#include "job.h"

/* Puts a finding before the others for each limit that is passed. findings owns whatever is added. */
bool limits_check(const struct asker *asker, const struct config_limit *limits, int count, struct error *error);   /* their teams are there */
bool limits_judge(const struct asker *asker, const struct job *job, struct answer *findings, struct error *error);

struct uv_loop_s;
struct uv_handle_s;
/* Runs the command without a shell, detached, with TEAMTOP_FINDING in its environment. */
bool limit_command(struct uv_loop_s *loop, const struct config_limit *limit, const struct finding *finding, struct error *error);
void limit_command_closed(struct uv_handle_s *process);         /* for uv_close of such a process */

#endif
