#include "cli.h"

#include "teamtop/sample.h"
#include "teamtop/store.h"

#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void on_end(int number)
{
	ended = number;
}

/* Writes as time passes, X times as fast as it does, until it is told to end. */
static int sample_live(const struct sample_options *options, double speed)
{
	struct error error = {0};
	struct sample_live *live = sample_live_open(options, &error);
	if (!live)
		return error_tell(&error);
	signal(SIGINT, on_end), signal(SIGTERM, on_end), signal(SIGHUP, on_end);
	int64_t began = clock_now();
	struct timespec start, now;
	clock_gettime(CLOCK_MONOTONIC, &start);
	bool ok = true;
	while (ok && !ended) {
		int64_t rows = 0;
		clock_gettime(CLOCK_MONOTONIC, &now);
		double passed = (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
		ok = sample_live_advance(live, began + (int64_t)(passed * speed), &rows, &error) || error.kind == ERROR_BUSY;
		if (ok && isatty(STDERR_FILENO) && rows)
			fprintf(stderr, "\r%lld rows written  ", (long long)rows);
		nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
	}
	sample_live_close(live);
	return ok ? 128 + (int)ended : error_tell(&error);
}

int action_sample(int count, char **words)
{
	static const struct option longs[] = {
		{"people", required_argument, NULL, 'p'}, {"months", required_argument, NULL, 'm'}, {"seed", required_argument, NULL, 's'},
		{"until", required_argument, NULL, 'u'}, {"scenario", required_argument, NULL, 'c'}, {"live", no_argument, NULL, 'l'},
		{"speed", required_argument, NULL, 'x'}, {NULL, 0, NULL, 0}};
	struct sample_options options = {.now = clock_now(), .until = INT64_MIN};
	struct error error = {0};
	bool live = false;
	double speed = 1;
	int64_t number;
	optind = 0;
	for (int code; (code = cli_option(count, words, longs)) != -1;) {
		char *end = NULL;
		bool ok = code != '?';
		if (code == 'p' && (ok = cli_number(optarg, 10, 20000, &number, "--people")))
			options.people = (int)number;
		else if (code == 'm' && (ok = cli_number(optarg, 1, 240, &number, "--months")))
			options.months = (int)number;
		else if (code == 's' && (ok = cli_number(optarg, 1, INT64_MAX, &number, "--seed")))
			options.seed = number;
		else if (code == 'u' && !(ok = day_parse(optarg, &options.until)))
			cli_usage("--until %s: give a day that exists, as 2026-11-24", optarg);
		else if (code == 'c')
			options.scenario = optarg;
		else if (code == 'l')
			live = true;
		else if (code == 'x' && !(ok = (speed = strtod(optarg, &end)) > 0 && *end == '\0' && speed <= 100000))
			cli_usage("--speed %s: give a number above 0, at most 100000", optarg);
		if (!ok)
			return EXIT_USAGE;
	}
	if (count - optind != 1)
		return cli_usage("sample: name one database: teamtop sample team.db");
	options.database = words[optind];
	/* --live goes on with a sample that is there, and makes one where none is */
	if (!live || access(options.database, F_OK) != 0) {
		if (!sample_write(&options, &error))
			return error_tell(&error);
		cli_say("%s: a sample team (invented). Look at it: teamtop %s", options.database, options.database);
		fflush(stdout);
	}
	return live ? sample_live(&options, speed) : EXIT_DONE;
}
