#include "teamtop/ingest.h"

#include "file.h"
#include "lookups.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bulk: no triggers, so only for mappings whose rows need no guard but the importer's own: periods that must not overlap
   (people, stays, listed access) are left to the database. */
static bool wants_bulk(const struct mapping *mapping)
{
	bool totals = false;
	for (unsigned i = 0; i < mapping->rows_count; i++) {
		const struct relation *relation = relation_find(mapping->rows[i].into);
		bool seen = false;
		for (unsigned k = 0; k < mapping->rows[i].columns_count; k++) {
			const struct column_rule *rule = &mapping->rows[i].columns[k];
			seen = seen || (rule->value && strcmp(rule->to, "basis") == 0 && strcmp(rule->value, "seen in use") == 0);
		}
		totals = totals || relation->totals;
		if (!relation->totals && !seen)
			return false;
	}
	return totals;
}

static bool open_database(struct import *import, struct error *error)
{
	const char *name = import->options->database;
	if (access(name, F_OK) != 0 && errno == ENOENT)
		return error_set(error, ERROR_GONE, "%s: there is no such database; make one first: teamtop init %s --time-zone ZONE", name, name);
	import->writer = writer_open(name, error);
	if (!import->writer || !writer_begin(import->writer, error))
		return false;
	const char *zone = import->mapping->zone;
	if (zone && strcmp(zone, writer_time_zone(import->writer)) != 0)
		import->zone = other_zone_open(zone);
	import->bulk = wants_bulk(import->mapping);
	if (import->bulk)
		writer_bulk(import->writer);
	import->lookups = lookups_new(import->writer, import->source, import->creates_people, import->flat_teams);
	return true;
}

static bool prepare(struct import *import, struct error *error)
{
	const struct import_options *options = import->options;
	import->mapping = mapping_find(options->preset, options->mapping, import->preset, error);
	if (!import->mapping)
		return false;
	const char *source = options->source ? options->source : import->preset;
	if (!*source || strlen(source) >= sizeof import->source || strcmp(source, "derived") == 0)
		return error_set(error, ERROR_USAGE, "import: --source is a name of 1 to 60 bytes other than `derived`");
	snprintf(import->source, sizeof import->source, "%s", source);
	import->creates_people = import->mapping->people && strcmp(import->mapping->people, "create") == 0;
	import->flat_teams = import->mapping->teams && strcmp(import->mapping->teams, "flat") == 0;
	return open_database(import, error);
}

/* A conflict is the database's word on the import as a whole: what to do is in the file. */
static bool input_error(struct error *error)
{
	if (error->kind == ERROR_CONFLICT)
		error->kind = ERROR_INPUT;
	return false;
}

static bool finish(struct import *import, struct import_summary *summaries, int64_t changes, struct error *error)
{
	int64_t refused = 0;
	for (size_t i = 0; i < import->options->file_count; i++)
		refused += summaries[i].refused;
	bool keep = !import->options->dry_run && refused <= import->options->accept_bad;
	for (size_t i = 0; i < import->options->file_count; i++)
		summaries[i].nothing_written = !keep;
	if (!keep || changes == 0) {
		writer_rollback(import->writer);
		return true;
	}
	if ((import->bulk && !writer_settle(import->writer, error)) || !writer_commit(import->writer, error)) {
		error_prefix(error, "import: nothing was written");
		return input_error(error);
	}
	return true;
}

static bool import_files(struct import *import, struct import_summary *summaries, struct error *error)
{
	int64_t changes = 0;
	if (!prepare(import, error))
		return false;
	for (size_t i = 0; i < import->options->file_count; i++) {
		import->summary = &summaries[i];
		import->file = import->options->files[i];
		*import->summary = (struct import_summary){0};
		snprintf(summaries[i].file, sizeof summaries[i].file, "%s",
			strcmp(import->file, "-") == 0 ? "standard input" : import->file);
		if (!file_import(import, error))
			return input_error(error);
		changes += import->changes;
	}
	return finish(import, summaries, changes, error);
}

bool ingest_run(const struct import_options *options, struct import_summary *summaries, struct error *error)
{
	struct error own = {0};
	struct import import = {.options = options, .row_arena = arena_new(), .numbered = text_map_new()};
	/* beyond a limit of file size the write fails, which is told; the signal would end us without a word */
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	sigaction(SIGXFSZ, &ignore, &before);
	bool good = import_files(&import, summaries, &own);
	if (!good && import.writer)
		writer_rollback(import.writer);
	if (error)
		*error = own;
	lookups_free(import.lookups);
	writer_close(import.writer);
	other_zone_close(import.zone);
	mapping_free(import.mapping);
	text_map_free(import.numbered);
	arena_free(import.row_arena);
	sigaction(SIGXFSZ, &before, NULL);
	return good;
}
