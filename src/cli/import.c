#include "cli.h"

#include "teamtop/ingest.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *number_words(struct arena *arena, int64_t number)
{
	char digits[32], out[48];
	int length = snprintf(digits, sizeof digits, "%lld", (long long)number), used = 0;
	for (int i = 0; i < length; i++) {
		if (i > 0 && digits[i - 1] != '-' && (length - i) % 3 == 0)
			out[used++] = ',';
		out[used++] = digits[i];
	}
	out[used] = '\0';
	return arena_copy(arena, out);
}

static void print_summary(const struct import_summary *summary, struct arena *arena)
{
	const char *file = text_clean(arena, summary->file, strlen(summary->file));
	printf("%s: %s rows read, %s written, %s unchanged, %s skipped, %s refused%s\n", file, number_words(arena, summary->read),
		number_words(arena, summary->written), number_words(arena, summary->unchanged), number_words(arena, summary->skipped),
		number_words(arena, summary->refused), summary->nothing_written ? "; nothing was written" : "");
	for (int i = 0; i < summary->rule_count; i++)
		printf("  skipped %s: %s\n", number_words(arena, summary->rules[i].count), summary->rules[i].rule);
	for (int i = 0; i < summary->created_count; i++)
		printf("  created %s\n", text_clean(arena, summary->created[i], strlen(summary->created[i])));
	for (int i = 0; i < summary->note_count; i++)
		printf("  note: %s\n", text_clean(arena, summary->notes[i], strlen(summary->notes[i])));
	for (int i = 0; i < summary->refusal_count; i++) {
		const struct import_refusal *refusal = &summary->refusals[i];
		char place[120] = "";
		if (refusal->column > 0)
			snprintf(place, sizeof place, ", column %d %s", refusal->column, refusal->name);
		const char *line = arena_print(arena, "%s: line %lld%s: %s", file, (long long)refusal->line, place, refusal->reason);
		fprintf(stderr, "%s\n", text_clean(arena, line, strlen(line)));
	}
	if (summary->refused > summary->refusal_count)
		fprintf(stderr, "%s: and %s more refused rows\n", file, number_words(arena, summary->refused - summary->refusal_count));
}

int action_import(int count, char **words)
{
	static const struct option longs[] = {
		{"preset", required_argument, NULL, 'p'}, {"mapping", required_argument, NULL, 'm'}, {"source", required_argument, NULL, 's'},
		{"dry-run", no_argument, NULL, 'd'}, {"accept-bad", required_argument, NULL, 'a'}, {NULL, 0, NULL, 0}};
	struct import_options options = {.progress = isatty(STDERR_FILENO)};
	struct error error = {0};
	optind = 0;
	for (int code; (code = cli_option(count, words, longs)) != -1;) {
		if (code == '?' || (code == 'a' && !cli_number(optarg, 0, INT64_MAX, &options.accept_bad, "--accept-bad")))
			return EXIT_USAGE;
		if (code == 'p')
			options.preset = optarg;
		else if (code == 'm')
			options.mapping = optarg;
		else if (code == 's')
			options.source = optarg;
		else if (code == 'd')
			options.dry_run = true;
	}
	if (count - optind < 2)
		return cli_usage("import: name the database and a file: teamtop import team.db --preset people people.csv");
	if (!options.preset && !options.mapping)
		return cli_usage("import: --preset says how to read the file; teamtop list presets shows them");
	options.database = words[optind];
	options.files = (const char *const *)&words[optind + 1];
	options.file_count = (size_t)(count - optind - 1);
	struct import_summary *summaries = memory_new(options.file_count * sizeof *summaries);
	bool ok = ingest_run(&options, summaries, &error), refused = false;
	struct arena *arena = arena_new();
	for (size_t i = 0; ok && i < options.file_count; i++) {
		print_summary(&summaries[i], arena);
		refused = refused || summaries[i].refused > 0;
	}
	bool nothing = ok && options.file_count > 0 && summaries[0].nothing_written && !options.dry_run;
	if (nothing && refused)
		fputs("teamtop: rows were refused, so nothing was written; mend them, or allow some with --accept-bad N\n", stderr);
	arena_free(arena);
	free(summaries);
	if (!ok)
		return error_tell(&error);
	return refused && (nothing || options.dry_run) ? EXIT_FOUND : EXIT_DONE;
}
