/* ingest - export files -> checked rows -> one transaction. A preset is data: which columns mean what, by which rules. */
#ifndef TEAMTOP_INGEST_H
#define TEAMTOP_INGEST_H

#include "teamtop/base.h"

struct import_options {
	const char *database, *preset, *mapping;        /* mapping: a preset file of the user's own, or NULL */
	const char *source;                             /* NULL = the preset's name */
	const char *const *files;                       /* "-" is standard input */
	size_t file_count;
	bool dry_run, progress;                         /* progress on stderr */
	int64_t accept_bad;                             /* refused rows that are tolerated */
};
struct import_count { char rule[80]; int64_t count; };
struct import_refusal { int64_t line; int column; char name[64], reason[200]; };       /* line and column from 1 */
enum { MOST_RULES = 16, MOST_REFUSALS = 20 };
struct import_summary {                                 /* one per file */
	char file[256];
	int64_t read, written, unchanged, skipped, refused;     /* rows of the file: read = the sum of the others */
	struct import_count rules[MOST_RULES];
	int rule_count;
	struct import_refusal refusals[MOST_REFUSALS];  /* the first ones */
	int refusal_count;
	char created[6][200];                           /* "3 teams: Billing, Technical, …" */
	int created_count;
	char notes[12][400];                             /* "waiting is derived from gaps" */
	int note_count;
	bool nothing_written;                           /* dry run, or refused rows */
};
/* One transaction over all files. false: an error before any row was judged (no such preset, unreadable file …).
   true: summaries filled (one a file, the caller's array); whether something was refused stands there. */
bool ingest_run(const struct import_options *options, struct import_summary *summaries, struct error *error);
struct preset_entry { char name[64], title[160], place[160]; };
size_t preset_list(struct preset_entry **entries);      /* built in and in XDG data teamtop/presets; the caller frees */

#endif
