/* Good files with random bytes changed, cut, doubled: the importer says yes or no in words, and the database stays sound. */
#include "place.h"
#include "teamtop/ingest.h"
#include "teamtop/store.h"

#include <stdarg.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 600, MOST = 8000 };

struct seedling { const char *preset, *text; };

static const struct seedling SEEDS[] = {
	{"people", "employee_no,name,role,hired_on,left_on,leave_kind,weekly_hours\nE1,Ayu,Agent,2023-01-09,,,40\nE2,\"Baker, \"\"T\"\"\",x,2022-05-01,2024-02-29,"
		   "voluntary,32.5\nE3,\"two\nlines\",,,,,\nE4,J\xc3\xbcrgen,,2020-02-29,,,\n"},
	{"teams", "name;parent;site;employee_no;from_on;to_on\r\nBilling;Support;Jakarta;E1;2023-01-09;2023-12-31\r\nTechnical;Support/North;;E1;2024-01-01;\r\n"},
	{"activity", "employee_no,kind,started_at,seconds,case\nE1,conversation,2024-03-31T09:30,60,\nE2,admin,2024-03-31T09:30:00+07:00,86400,\nE1,break,2024-03-31 10:30Z,1,\n"},
	{"cases", "case\tteam\temployee_no\topened_at\tresolved_at\thanded_over\tcsat\nC1\tSupport/Billing\tE1\t2024-01-02T09:00\t2024-01-02T10:00\tyes\t5\nC2\t\t\t2024-01-02 10:00Z\t\t\t\n"},
	{"ai-events", "sep=;\ntool;at;kind;n;employee_no\nAssist;2024-01-05T09:00;shown;12;E1\nAssist;2024-01-05T09:00;shown;12;E1\n"},
	{"survey", "question,score,answered_on,team\nnew_skills,4,2024-01-01,Support\nnew_skills,4,2024-01-01,Support\n"},
	{"bank", "vru+line,call_id,date,vru_entry,outcome,ser_start,ser_time,server\nA,1,990201,7:00:00,AGENT,7:00:10,30,S1\nA,2,990201,7:05:00,AGENT,7:05:10,30,S1\n"
		 "A,3,990201,23:59:59,AGENT,0:00:10,30,S1\nA,4,990201,7:05:00,HANG,0:00:00,0,NO_SERVER\n"},
	{"servicenow", "number,incident_state,sys_updated_at,assigned_to,assignment_group,contact_type,opened_at,resolved_at,reopen_count\n"
		       "I1,New,29/2/2016 01:23,?,Group 1,Phone,29/2/2016 01:16,?,0\nI1,Resolved,1/3/2016 01:23,R 1,Group 1,Phone,29/2/2016 01:16,1/3/2016 01:00,0\n"
		       "I1,Active,2/3/2016 01:23,R 2,?,Phone,29/2/2016 01:16,1/3/2016 01:00,1\nI2,New,1/3/2016 1:2,?,?,?,1/3/2016 1:2,?,0\n"},
	{"copilot", "day,user_login,user_initiated_interaction_count,code_generation_activity_count,code_acceptance_activity_count\n2026-03-29,a,24,21,15\n"
		    "2026-03-30,b,0,0,0\n2026-03-28,a,1,0,0\n"},
	{"retention", "employee_id,company_id,dept,join_date,quit_date\n1,7,customer_service,2014-03-24,2015-10-30\n2,7,marketing,2013-04-29,NA\n"},
};

static uint64_t next_random(uint64_t *seed)             /* splitmix64 */
{
	uint64_t z = *seed += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

static size_t mutate(char *text, size_t length, uint64_t *seed)
{
	static const char INTERESTING[] = "\0\n\r\"',;\t-\xff\xc3\xa0=/:0x9?";
	for (uint64_t changes = next_random(seed) % 4; changes < 4; changes++) {
		size_t at = next_random(seed) % (length + 1), count = 1 + next_random(seed) % 40;
		switch (next_random(seed) % 6) {
		case 0:
			if (at < length)
				text[at] = (char)next_random(seed);
			break;
		case 1:
			if (at < length)
				text[at] = INTERESTING[next_random(seed) % (sizeof INTERESTING - 1)];
			break;
		case 2:
			count = count < length - at ? count : length - at;
			memmove(text + at, text + at + count, length - at - count);
			length -= count;
			break;
		case 3:
			count = count < length - at ? count : length - at;
			if (length + count < MOST)
				memmove(text + at + count, text + at, length - at), length += count;
			break;
		case 4:
			if (length + 1 < MOST) {
				memmove(text + at + 1, text + at, length - at);
				text[at] = INTERESTING[next_random(seed) % (sizeof INTERESTING - 1)];
				length++;
			}
			break;
		default:
			length = at ? at : length;
		}
	}
	return length;
}

static bool import(const char *database, const char *preset, const char *path, struct import_summary *summary, struct error *error)
{
	struct import_options options = {.database = database, .preset = preset, .files = &path, .file_count = 1};
	return ingest_run(&options, summary, error);
}

static void write_bytes(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fwrite(bytes, 1, length, file);
	fclose(file);
}

static void check_summary(const struct import_summary *summary)
{
	assert_int_equal(summary->read, summary->written + summary->unchanged + summary->skipped + summary->refused);
	assert_true(summary->refused == 0 || summary->nothing_written);
	assert_true(summary->refusal_count <= MOST_REFUSALS && summary->refusal_count <= summary->refused);
	for (int i = 0; i < summary->refusal_count; i++) {
		assert_true(summary->refusals[i].line > 1);
		assert_true(summary->refusals[i].reason[0] != '\0');
	}
}

static void tell(void *self, const char *line)
{
	snprintf(self, 300, "%s", line);
}

static void mutated_files(void **state)
{
	(void)state;
	uint64_t seed = 20261124;
	int done = 0, refused = 0;
	const char *database = place_database("mutated.db", "Asia/Jakarta"), *path = place_path("mutated.csv");
	for (int i = 0; i < TRIES; i++) {
		const struct seedling *plant = &SEEDS[i % COUNT_OF(SEEDS)];
		char text[MOST];
		struct import_summary summary = {0};
		struct error error = {0};
		size_t length = strlen(plant->text);
		memcpy(text, plant->text, length);
		if (i >= (int)COUNT_OF(SEEDS))          /* the first round is whole: it must go in */
			length = mutate(text, length, &seed);
		write_bytes(path, text, length);
		bool good = import(database, plant->preset, path, &summary, &error);
		if (i < (int)COUNT_OF(SEEDS) && (!good || summary.refused || !summary.written))
			fail_msg("%s: %s %s", plant->preset, error.message, summary.refusals[0].reason);
		if (good)
			check_summary(&summary);
		else if (error.kind != ERROR_INPUT || !error.message[0] || strchr(error.message, '\n'))
			fail_msg("%s: kind %d: %s", plant->preset, (int)error.kind, error.message);
		good && !summary.refused ? done++ : refused++;
	}
	assert_true(done > 60 && refused > 60);
	struct error error = {0};
	char finding[300] = "";
	int64_t findings = 0;
	assert_true(store_check(database, true, tell, finding, &findings, &error));
	(void)findings;                                 /* odd values are to be expected, damage and wrong totals are not */
	assert_null(strstr(finding, "total"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(mutated_files)};
	int failed = cmocka_run_group_tests_name("ingest_mutated", tests, NULL, NULL);
	place_remove();
	return failed;
}
