-- The team database, version 1. Runs as it stands in the sqlite3 shell; `teamtop init` also fills calendar and
-- organisation.
-- Times are UTC seconds since 1970; days (`*_day`) are local days since 1970-01-01; dates (`*_on`) are ISO text.
-- Two phrases recur and are said one way only:
--   the day of a moment t:   SELECT day FROM calendar WHERE starts_at <= t ORDER BY starts_at DESC, day DESC LIMIT 1
--   the team of p on day d:  SELECT team_id FROM membership WHERE person_id = p AND from_day <= d
--                              AND coalesce(to_day, 9999999) >= d ORDER BY from_day DESC LIMIT 1     (none: 0)

PRAGMA application_id = 1953330288; -- 'tmtp'
PRAGMA user_version = 1;

-- ---- who and when ----

CREATE TABLE organisation (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	name TEXT NOT NULL,
	time_zone TEXT NOT NULL,
	observed_from TEXT CHECK (observed_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(observed_from, '+0 days') IS observed_from),
	synthetic INTEGER NOT NULL DEFAULT 0 CHECK (synthetic IN (0, 1)),
	observed_day INTEGER GENERATED ALWAYS AS (CAST(julianday(observed_from) - 2440587.5 AS INTEGER)) STORED
) STRICT;

-- changes_at: the moment within the day (its first one included) from which offset_after holds.
CREATE TABLE calendar (
	day INTEGER PRIMARY KEY,
	starts_at INTEGER NOT NULL,
	offset_seconds INTEGER NOT NULL CHECK (offset_seconds BETWEEN -86400 AND 86400),
	changes_at INTEGER,
	offset_after INTEGER CHECK (offset_after BETWEEN -86400 AND 86400),
	CHECK ((changes_at IS NULL) = (offset_after IS NULL))
) STRICT;
CREATE INDEX calendar_starts_at ON calendar (starts_at); -- not unique: Pacific/Apia skipped a day
CREATE INDEX calendar_changes ON calendar (day) WHERE changes_at IS NOT NULL;

CREATE TABLE import_run (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL CHECK (at >= 631152000 AND at < 2871763200),
	file TEXT NOT NULL,
	sha256 TEXT,
	preset TEXT,
	rows_read INTEGER NOT NULL DEFAULT 0,
	rows_written INTEGER NOT NULL DEFAULT 0,
	rows_unchanged INTEGER NOT NULL DEFAULT 0,
	rows_skipped INTEGER NOT NULL DEFAULT 0,
	rows_refused INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE team (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	name TEXT NOT NULL CHECK (name <> ''),
	parent_id INTEGER REFERENCES team (id) CHECK (parent_id <> id),
	site TEXT
) STRICT;
CREATE UNIQUE INDEX team_name ON team (coalesce(parent_id, 0), name);
CREATE INDEX team_parent ON team (parent_id);

CREATE TABLE team_tree (
	ancestor_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	depth INTEGER NOT NULL CHECK (depth BETWEEN 0 AND 16),
	PRIMARY KEY (ancestor_id, team_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_tree_team ON team_tree (team_id, depth);

CREATE TABLE person (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	employee_no TEXT NOT NULL CHECK (employee_no <> ''),
	name TEXT NOT NULL,
	role TEXT,
	hired_on TEXT CHECK (hired_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(hired_on, '+0 days') IS hired_on),
	left_on TEXT CHECK (left_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(left_on, '+0 days') IS left_on),
	leave_kind TEXT CHECK (leave_kind IN ('voluntary', 'involuntary', 'other')),
	weekly_hours REAL CHECK (weekly_hours BETWEEN 0 AND 168),
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	hired_day INTEGER GENERATED ALWAYS AS (CAST(julianday(hired_on) - 2440587.5 AS INTEGER)) STORED,
	left_day INTEGER GENERATED ALWAYS AS (CAST(julianday(left_on) - 2440587.5 AS INTEGER)) STORED,
	UNIQUE (employee_no, hired_on),
	CHECK (left_on >= hired_on)
) STRICT;

CREATE TABLE person_alias (
	source TEXT NOT NULL,
	external_id TEXT NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	PRIMARY KEY (source, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_alias_person ON person_alias (person_id);

CREATE TABLE team_alias (
	source TEXT NOT NULL,
	external_id TEXT NOT NULL,
	team_id INTEGER NOT NULL REFERENCES team (id),
	PRIMARY KEY (source, external_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_alias_team ON team_alias (team_id);

CREATE TABLE membership (
	person_id INTEGER NOT NULL REFERENCES person (id),
	team_id INTEGER NOT NULL REFERENCES team (id),
	from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(from_on, '+0 days') IS from_on),
	to_on TEXT CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(to_on, '+0 days') IS to_on),
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(from_on) - 2440587.5 AS INTEGER)) STORED,
	to_day INTEGER GENERATED ALWAYS AS (CAST(julianday(to_on) - 2440587.5 AS INTEGER)) STORED,
	PRIMARY KEY (person_id, from_on),
	CHECK (to_on >= from_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_person ON membership (person_id, from_day, to_day, team_id);
CREATE INDEX membership_team ON membership (team_id, from_day);

CREATE TABLE job (
	person_id INTEGER NOT NULL REFERENCES person (id),
	from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(from_on, '+0 days') IS from_on),
	role TEXT,
	weekly_hours REAL CHECK (weekly_hours BETWEEN 0 AND 168),
	to_on TEXT CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(to_on, '+0 days') IS to_on),
	from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(from_on) - 2440587.5 AS INTEGER)) STORED,
	to_day INTEGER GENERATED ALWAYS AS (CAST(julianday(to_on) - 2440587.5 AS INTEGER)) STORED,
	PRIMARY KEY (person_id, from_on),
	CHECK (to_on >= from_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE team_lead (
	team_id INTEGER NOT NULL REFERENCES team (id),
	from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(from_on, '+0 days') IS from_on),
	person_id INTEGER NOT NULL REFERENCES person (id),
	to_on TEXT CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(to_on, '+0 days') IS to_on),
	from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(from_on) - 2440587.5 AS INTEGER)) STORED,
	to_day INTEGER GENERATED ALWAYS AS (CAST(julianday(to_on) - 2440587.5 AS INTEGER)) STORED,
	PRIMARY KEY (team_id, from_on),
	CHECK (to_on >= from_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX team_lead_person ON team_lead (person_id);

-- ---- what happens ----

CREATE TABLE activity_kind (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	key TEXT NOT NULL UNIQUE CHECK (key <> ''),
	label TEXT NOT NULL,
	is_work INTEGER NOT NULL DEFAULT 1 CHECK (is_work IN (0, 1)),
	is_customer INTEGER NOT NULL DEFAULT 0 CHECK (is_customer IN (0, 1)),
	is_handling INTEGER NOT NULL DEFAULT 0 CHECK (is_handling IN (0, 1)),
	is_waiting INTEGER NOT NULL DEFAULT 0 CHECK (is_waiting IN (0, 1)),
	position INTEGER NOT NULL DEFAULT 0,
	CHECK (is_work = 1 OR is_customer + is_handling + is_waiting = 0)
) STRICT;

CREATE TABLE activity (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	kind_id INTEGER NOT NULL REFERENCES activity_kind (id),
	started_at INTEGER NOT NULL CHECK (started_at >= 631152000 AND started_at < 2871763200),
	seconds INTEGER NOT NULL CHECK (seconds BETWEEN 1 AND 86400),
	case_id INTEGER REFERENCES service_case (id) DEFERRABLE INITIALLY DEFERRED,
	source TEXT,
	external_id TEXT,
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	UNIQUE (source, external_id)
) STRICT;
CREATE INDEX activity_started_at ON activity (started_at);
CREATE INDEX activity_person ON activity (person_id, started_at);
CREATE INDEX activity_case ON activity (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE service_case (
	id INTEGER PRIMARY KEY,
	source TEXT,
	external_id TEXT,
	team_id INTEGER REFERENCES team (id),
	person_id INTEGER REFERENCES person (id),
	channel TEXT,
	opened_at INTEGER CHECK (opened_at >= 631152000 AND opened_at < 2871763200),
	first_reply_at INTEGER CHECK (first_reply_at >= 631152000 AND first_reply_at < 2871763200),
	resolved_at INTEGER CHECK (resolved_at >= 631152000 AND resolved_at < 2871763200),
	handle_seconds INTEGER CHECK (handle_seconds >= 0),
	complexity INTEGER CHECK (complexity BETWEEN 1 AND 5),
	resolved_by TEXT CHECK (resolved_by IN ('human', 'ai', 'human_with_ai')),
	handed_over INTEGER CHECK (handed_over IN (0, 1)),
	reopened_at INTEGER CHECK (reopened_at >= 631152000 AND reopened_at < 2871763200),
	reopen_count INTEGER CHECK (reopen_count >= 0),
	csat INTEGER CHECK (csat BETWEEN 1 AND 5),
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	UNIQUE (source, external_id)
) STRICT;
CREATE INDEX service_case_resolved_at ON service_case (resolved_at);
CREATE INDEX service_case_opened_at ON service_case (opened_at);
CREATE INDEX service_case_person ON service_case (person_id, resolved_at);
CREATE INDEX service_case_team ON service_case (team_id, resolved_at);

CREATE TABLE ai_tool (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	key TEXT NOT NULL UNIQUE CHECK (key <> ''),
	name TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('assistant', 'agent'))
) STRICT;

CREATE TABLE ai_access (
	person_id INTEGER NOT NULL REFERENCES person (id),
	tool_id INTEGER NOT NULL REFERENCES ai_tool (id),
	from_on TEXT NOT NULL CHECK (from_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(from_on, '+0 days') IS from_on),
	to_on TEXT CHECK (to_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(to_on, '+0 days') IS to_on),
	basis TEXT NOT NULL DEFAULT 'list' CHECK (basis IN ('list', 'seen in use')),
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	from_day INTEGER GENERATED ALWAYS AS (CAST(julianday(from_on) - 2440587.5 AS INTEGER)) STORED,
	to_day INTEGER GENERATED ALWAYS AS (CAST(julianday(to_on) - 2440587.5 AS INTEGER)) STORED,
	PRIMARY KEY (person_id, tool_id, from_on),
	CHECK (to_on >= from_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX ai_access_tool ON ai_access (tool_id);

CREATE TABLE ai_event (
	id INTEGER PRIMARY KEY,
	person_id INTEGER REFERENCES person (id),
	tool_id INTEGER NOT NULL REFERENCES ai_tool (id),
	at INTEGER NOT NULL CHECK (at >= 631152000 AND at < 2871763200),
	kind TEXT NOT NULL CHECK (kind IN ('shown', 'accepted', 'edited', 'rejected', 'used', 'resolved', 'handed_over')),
	n INTEGER NOT NULL DEFAULT 1 CHECK (n >= 1),
	case_id INTEGER REFERENCES service_case (id) DEFERRABLE INITIALLY DEFERRED,
	seconds_saved INTEGER CHECK (seconds_saved >= 0),
	source TEXT,
	external_id TEXT,
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	UNIQUE (source, external_id)
) STRICT;
CREATE INDEX ai_event_at ON ai_event (at);
CREATE INDEX ai_event_person ON ai_event (person_id, at);
CREATE INDEX ai_event_case ON ai_event (case_id) WHERE case_id IS NOT NULL;

-- ---- what people can do, what a team needs, what people say ----

CREATE TABLE skill (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	name TEXT NOT NULL CHECK (name <> ''),
	domain TEXT
) STRICT;
CREATE UNIQUE INDEX skill_name ON skill (name, coalesce(domain, ''));

CREATE TABLE skill_level (
	person_id INTEGER NOT NULL REFERENCES person (id),
	skill_id INTEGER NOT NULL REFERENCES skill (id),
	assessed_on TEXT NOT NULL CHECK (assessed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(assessed_on, '+0 days') IS assessed_on),
	level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 5),
	source TEXT,
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	assessed_day INTEGER GENERATED ALWAYS AS (CAST(julianday(assessed_on) - 2440587.5 AS INTEGER)) STORED,
	PRIMARY KEY (person_id, skill_id, assessed_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX skill_level_day ON skill_level (assessed_day);
CREATE INDEX skill_level_skill ON skill_level (skill_id);

CREATE TABLE skill_need (
	team_id INTEGER NOT NULL REFERENCES team (id),
	skill_id INTEGER NOT NULL REFERENCES skill (id),
	level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
	people INTEGER NOT NULL CHECK (people >= 1),
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	PRIMARY KEY (team_id, skill_id, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX skill_need_skill ON skill_need (skill_id);

CREATE TABLE survey_question (
	id INTEGER PRIMARY KEY CHECK (id > 0),
	key TEXT NOT NULL UNIQUE CHECK (key <> ''),
	text TEXT NOT NULL
) STRICT;

CREATE TABLE survey_answer (
	id INTEGER PRIMARY KEY,
	person_id INTEGER REFERENCES person (id),
	team_id INTEGER REFERENCES team (id),
	answered_on TEXT NOT NULL CHECK (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
		AND date(answered_on, '+0 days') IS answered_on),
	question_id INTEGER NOT NULL REFERENCES survey_question (id),
	score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
	import_id INTEGER REFERENCES import_run (id) DEFERRABLE INITIALLY DEFERRED,
	answered_day INTEGER GENERATED ALWAYS AS (CAST(julianday(answered_on) - 2440587.5 AS INTEGER)) STORED
) STRICT;
CREATE INDEX survey_answer_day ON survey_answer (answered_day, question_id);
CREATE INDEX survey_answer_question ON survey_answer (question_id, answered_day);
CREATE INDEX survey_answer_person ON survey_answer (person_id);
CREATE INDEX survey_answer_team ON survey_answer (team_id);

-- ---- yardsticks and rules ----

CREATE TABLE benchmark (
	key TEXT PRIMARY KEY,
	value REAL NOT NULL,
	unit TEXT NOT NULL,
	population TEXT NOT NULL,
	year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2060),
	source TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('survey', 'measured'))
) STRICT, WITHOUT ROWID;

CREATE TABLE policy (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL,
	CHECK (CASE key
		WHEN 'risk_level' THEN value IN ('team', 'person')
		WHEN 'min_group' THEN value NOT GLOB '*[^0-9]*' AND length(value) BETWEEN 1 AND 4 AND CAST(value AS INTEGER) >= 5
		WHEN 'risk_min_group' THEN value NOT GLOB '*[^0-9]*' AND length(value) BETWEEN 1 AND 4 AND CAST(value AS INTEGER) >= 5
		WHEN 'names' THEN value IN ('full', 'initials', 'hidden')
		WHEN 'audit' THEN value IN ('off', 'on')
		ELSE 0 END)
) STRICT, WITHOUT ROWID;

-- ---- totals: kept by the triggers below for every writer; 0 = no person, no team ----

CREATE TABLE activity_day (
	day INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	kind_id INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	seconds INTEGER NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (day, person_id, kind_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_day_person ON activity_day (person_id, day);

CREATE TABLE team_activity_day (
	day INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	kind_id INTEGER NOT NULL,
	seconds INTEGER NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (day, team_id, kind_id)
) STRICT, WITHOUT ROWID;

-- saved_n: how many of the n have seconds_saved recorded.
CREATE TABLE ai_day (
	day INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	tool_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	team_id INTEGER NOT NULL,
	n INTEGER NOT NULL,
	seconds_saved INTEGER NOT NULL,
	saved_n INTEGER NOT NULL,
	PRIMARY KEY (day, person_id, tool_id, kind, team_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ai_day_person ON ai_day (person_id, day);
CREATE INDEX ai_day_deliberate ON ai_day (person_id, day) WHERE kind IN ('accepted', 'edited', 'rejected', 'used');

-- resolved_by '' and handed_over -1 = not known; cases not resolved have no row.
CREATE TABLE case_day (
	day INTEGER NOT NULL,
	team_id INTEGER NOT NULL,
	person_id INTEGER NOT NULL,
	resolved_by TEXT NOT NULL,
	handed_over INTEGER NOT NULL,
	n INTEGER NOT NULL,
	came_back INTEGER NOT NULL,
	complex INTEGER NOT NULL,
	complex_known INTEGER NOT NULL,
	handle_seconds INTEGER NOT NULL,
	handle_n INTEGER NOT NULL,
	csat_sum INTEGER NOT NULL,
	csat_n INTEGER NOT NULL,
	PRIMARY KEY (day, team_id, person_id, resolved_by, handed_over)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_day_person ON case_day (person_id, day);

-- ---- guards: what a column's own CHECK cannot see ----

CREATE TRIGGER organisation_zone BEFORE UPDATE ON organisation WHEN NEW.time_zone IS NOT OLD.time_zone
BEGIN SELECT RAISE(ABORT, 'the time zone of a team database cannot change: export and init anew'); END;
CREATE TRIGGER organisation_replaced BEFORE INSERT ON organisation
WHEN EXISTS (SELECT 1 FROM organisation WHERE time_zone <> NEW.time_zone)
BEGIN SELECT RAISE(ABORT, 'the time zone of a team database cannot change: export and init anew'); END;
CREATE TRIGGER organisation_deleted BEFORE DELETE ON organisation
BEGIN SELECT RAISE(ABORT, 'a team database keeps its organisation'); END;

CREATE TRIGGER calendar_updated BEFORE UPDATE ON calendar
BEGIN SELECT RAISE(ABORT, 'the calendar cannot change: export and init anew'); END;
CREATE TRIGGER calendar_deleted BEFORE DELETE ON calendar
BEGIN SELECT RAISE(ABORT, 'the calendar cannot change: export and init anew'); END;
CREATE TRIGGER calendar_replaced BEFORE INSERT ON calendar WHEN EXISTS (SELECT 1 FROM calendar WHERE day = NEW.day)
BEGIN SELECT RAISE(ABORT, 'the calendar cannot change: export and init anew'); END;

-- An id is what other rows and totals name: it never changes (SET rowid = … comes by here too).

CREATE TRIGGER team_id BEFORE UPDATE ON team WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'team: an id never changes'); END;
CREATE TRIGGER person_id BEFORE UPDATE ON person WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'person: an id never changes'); END;
CREATE TRIGGER activity_kind_id BEFORE UPDATE ON activity_kind WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'activity_kind: an id never changes'); END;
CREATE TRIGGER activity_id BEFORE UPDATE ON activity WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'activity: an id never changes'); END;
CREATE TRIGGER service_case_id BEFORE UPDATE ON service_case WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'service_case: an id never changes'); END;
CREATE TRIGGER ai_tool_id BEFORE UPDATE ON ai_tool WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'ai_tool: an id never changes'); END;
CREATE TRIGGER ai_event_id BEFORE UPDATE ON ai_event WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'ai_event: an id never changes'); END;
CREATE TRIGGER skill_id BEFORE UPDATE ON skill WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'skill: an id never changes'); END;
CREATE TRIGGER survey_question_id BEFORE UPDATE ON survey_question WHEN NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'survey_question: an id never changes'); END;

-- Rows that are named must exist, also where foreign keys are off (a plain shell).

CREATE TRIGGER team_names_insert BEFORE INSERT ON team
BEGIN
	SELECT RAISE(ABORT, 'team: no such team (parent_id)')
		WHERE NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.parent_id);
END;
CREATE TRIGGER team_names_update BEFORE UPDATE OF parent_id ON team
BEGIN
	SELECT RAISE(ABORT, 'team: no such team (parent_id)')
		WHERE NEW.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.parent_id);
END;
CREATE TRIGGER person_alias_names_insert BEFORE INSERT ON person_alias
BEGIN
	SELECT RAISE(ABORT, 'person_alias: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
END;
CREATE TRIGGER person_alias_names_update BEFORE UPDATE OF person_id ON person_alias
BEGIN
	SELECT RAISE(ABORT, 'person_alias: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
END;
CREATE TRIGGER team_alias_names_insert BEFORE INSERT ON team_alias
BEGIN
	SELECT RAISE(ABORT, 'team_alias: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
END;
CREATE TRIGGER team_alias_names_update BEFORE UPDATE OF team_id ON team_alias
BEGIN
	SELECT RAISE(ABORT, 'team_alias: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
END;
CREATE TRIGGER membership_names_insert BEFORE INSERT ON membership
BEGIN
	SELECT RAISE(ABORT, 'membership: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'membership: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
END;
CREATE TRIGGER membership_names_update BEFORE UPDATE OF person_id, team_id ON membership
BEGIN
	SELECT RAISE(ABORT, 'membership: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'membership: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
END;
CREATE TRIGGER job_names_insert BEFORE INSERT ON job
BEGIN
	SELECT RAISE(ABORT, 'job: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
END;
CREATE TRIGGER job_names_update BEFORE UPDATE OF person_id ON job
BEGIN
	SELECT RAISE(ABORT, 'job: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
END;
CREATE TRIGGER team_lead_names_insert BEFORE INSERT ON team_lead
BEGIN
	SELECT RAISE(ABORT, 'team_lead: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'team_lead: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
END;
CREATE TRIGGER team_lead_names_update BEFORE UPDATE OF team_id, person_id ON team_lead
BEGIN
	SELECT RAISE(ABORT, 'team_lead: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'team_lead: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
END;
CREATE TRIGGER activity_names_insert BEFORE INSERT ON activity
BEGIN
	SELECT RAISE(ABORT, 'activity: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'activity: no such activity kind (kind_id)')
		WHERE NOT EXISTS (SELECT 1 FROM activity_kind WHERE id = NEW.kind_id);
	SELECT RAISE(ABORT, 'activity: the calendar is empty: make the database with teamtop init')
		WHERE NEW.started_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calendar WHERE starts_at <= NEW.started_at);
END;
CREATE TRIGGER activity_names_update BEFORE UPDATE OF person_id, kind_id ON activity
BEGIN
	SELECT RAISE(ABORT, 'activity: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'activity: no such activity kind (kind_id)')
		WHERE NOT EXISTS (SELECT 1 FROM activity_kind WHERE id = NEW.kind_id);
END;
CREATE TRIGGER service_case_names_insert BEFORE INSERT ON service_case
BEGIN
	SELECT RAISE(ABORT, 'service_case: no such team (team_id)')
		WHERE NEW.team_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'service_case: no such person (person_id)')
		WHERE NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'service_case: the calendar is empty: make the database with teamtop init')
		WHERE NEW.resolved_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calendar WHERE starts_at <= NEW.resolved_at);
END;
CREATE TRIGGER service_case_names_update BEFORE UPDATE OF team_id, person_id ON service_case
BEGIN
	SELECT RAISE(ABORT, 'service_case: no such team (team_id)')
		WHERE NEW.team_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'service_case: no such person (person_id)')
		WHERE NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
END;
CREATE TRIGGER ai_access_names_insert BEFORE INSERT ON ai_access
BEGIN
	SELECT RAISE(ABORT, 'ai_access: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'ai_access: no such AI tool (tool_id)')
		WHERE NOT EXISTS (SELECT 1 FROM ai_tool WHERE id = NEW.tool_id);
END;
CREATE TRIGGER ai_access_names_update BEFORE UPDATE OF person_id, tool_id ON ai_access
BEGIN
	SELECT RAISE(ABORT, 'ai_access: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'ai_access: no such AI tool (tool_id)')
		WHERE NOT EXISTS (SELECT 1 FROM ai_tool WHERE id = NEW.tool_id);
END;
CREATE TRIGGER ai_event_names_insert BEFORE INSERT ON ai_event
BEGIN
	SELECT RAISE(ABORT, 'ai_event: no such person (person_id)')
		WHERE NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'ai_event: no such AI tool (tool_id)')
		WHERE NOT EXISTS (SELECT 1 FROM ai_tool WHERE id = NEW.tool_id);
	SELECT RAISE(ABORT, 'ai_event: the calendar is empty: make the database with teamtop init')
		WHERE NEW.at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calendar WHERE starts_at <= NEW.at);
END;
CREATE TRIGGER ai_event_names_update BEFORE UPDATE OF person_id, tool_id ON ai_event
BEGIN
	SELECT RAISE(ABORT, 'ai_event: no such person (person_id)')
		WHERE NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'ai_event: no such AI tool (tool_id)')
		WHERE NOT EXISTS (SELECT 1 FROM ai_tool WHERE id = NEW.tool_id);
END;
CREATE TRIGGER skill_level_names_insert BEFORE INSERT ON skill_level
BEGIN
	SELECT RAISE(ABORT, 'skill_level: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'skill_level: no such skill (skill_id)')
		WHERE NOT EXISTS (SELECT 1 FROM skill WHERE id = NEW.skill_id);
END;
CREATE TRIGGER skill_level_names_update BEFORE UPDATE OF person_id, skill_id ON skill_level
BEGIN
	SELECT RAISE(ABORT, 'skill_level: no such person (person_id)')
		WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'skill_level: no such skill (skill_id)')
		WHERE NOT EXISTS (SELECT 1 FROM skill WHERE id = NEW.skill_id);
END;
CREATE TRIGGER skill_need_names_insert BEFORE INSERT ON skill_need
BEGIN
	SELECT RAISE(ABORT, 'skill_need: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'skill_need: no such skill (skill_id)')
		WHERE NOT EXISTS (SELECT 1 FROM skill WHERE id = NEW.skill_id);
END;
CREATE TRIGGER skill_need_names_update BEFORE UPDATE OF team_id, skill_id ON skill_need
BEGIN
	SELECT RAISE(ABORT, 'skill_need: no such team (team_id)')
		WHERE NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'skill_need: no such skill (skill_id)')
		WHERE NOT EXISTS (SELECT 1 FROM skill WHERE id = NEW.skill_id);
END;
CREATE TRIGGER survey_answer_names_insert BEFORE INSERT ON survey_answer
BEGIN
	SELECT RAISE(ABORT, 'survey_answer: no such person (person_id)')
		WHERE NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'survey_answer: no such team (team_id)')
		WHERE NEW.team_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'survey_answer: no such survey question (question_id)')
		WHERE NOT EXISTS (SELECT 1 FROM survey_question WHERE id = NEW.question_id);
END;
CREATE TRIGGER survey_answer_names_update BEFORE UPDATE OF person_id, team_id, question_id ON survey_answer
BEGIN
	SELECT RAISE(ABORT, 'survey_answer: no such person (person_id)')
		WHERE NEW.person_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM person WHERE id = NEW.person_id);
	SELECT RAISE(ABORT, 'survey_answer: no such team (team_id)')
		WHERE NEW.team_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM team WHERE id = NEW.team_id);
	SELECT RAISE(ABORT, 'survey_answer: no such survey question (question_id)')
		WHERE NOT EXISTS (SELECT 1 FROM survey_question WHERE id = NEW.question_id);
END;
CREATE TRIGGER team_named BEFORE DELETE ON team WHEN
	EXISTS (SELECT 1 FROM team WHERE parent_id = OLD.id) OR
	EXISTS (SELECT 1 FROM team_alias WHERE team_id = OLD.id) OR
	EXISTS (SELECT 1 FROM membership WHERE team_id = OLD.id) OR
	EXISTS (SELECT 1 FROM team_lead WHERE team_id = OLD.id) OR
	EXISTS (SELECT 1 FROM service_case WHERE team_id = OLD.id) OR
	EXISTS (SELECT 1 FROM skill_need WHERE team_id = OLD.id) OR
	EXISTS (SELECT 1 FROM survey_answer WHERE team_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'team: rows still name this team'); END;
CREATE TRIGGER person_named BEFORE DELETE ON person WHEN
	EXISTS (SELECT 1 FROM person_alias WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM membership WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM job WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM team_lead WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM activity WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM service_case WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM ai_access WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM ai_event WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM skill_level WHERE person_id = OLD.id) OR
	EXISTS (SELECT 1 FROM survey_answer WHERE person_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'person: rows still name this person'); END;
CREATE TRIGGER activity_kind_named BEFORE DELETE ON activity_kind WHEN
	EXISTS (SELECT 1 FROM activity WHERE kind_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'activity_kind: rows still name this activity kind'); END;
CREATE TRIGGER ai_tool_named BEFORE DELETE ON ai_tool WHEN
	EXISTS (SELECT 1 FROM ai_access WHERE tool_id = OLD.id) OR
	EXISTS (SELECT 1 FROM ai_event WHERE tool_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'ai_tool: rows still name this AI tool'); END;
CREATE TRIGGER skill_named BEFORE DELETE ON skill WHEN
	EXISTS (SELECT 1 FROM skill_level WHERE skill_id = OLD.id) OR
	EXISTS (SELECT 1 FROM skill_need WHERE skill_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'skill: rows still name this skill'); END;
CREATE TRIGGER survey_question_named BEFORE DELETE ON survey_question WHEN
	EXISTS (SELECT 1 FROM survey_answer WHERE question_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'survey_question: rows still name this survey question'); END;

-- Times of one thing never share a day. After the write: an UPSERT that ends as an update is judged once, as an update.

CREATE TRIGGER person_overlap_insert AFTER INSERT ON person WHEN EXISTS (
	SELECT 1 FROM person AS other WHERE other.employee_no = NEW.employee_no AND other.id <> NEW.id
		AND coalesce(other.hired_day, -9999999) <= coalesce(NEW.left_day, 9999999)
		AND coalesce(other.left_day, 9999999) >= coalesce(NEW.hired_day, -9999999))
BEGIN SELECT RAISE(ABORT, 'person: two employments of one employee_no share a day'); END;
CREATE TRIGGER person_overlap_update AFTER UPDATE OF employee_no, hired_on, left_on ON person WHEN EXISTS (
	SELECT 1 FROM person AS other WHERE other.employee_no = NEW.employee_no AND other.id <> NEW.id
		AND coalesce(other.hired_day, -9999999) <= coalesce(NEW.left_day, 9999999)
		AND coalesce(other.left_day, 9999999) >= coalesce(NEW.hired_day, -9999999))
BEGIN SELECT RAISE(ABORT, 'person: two employments of one employee_no share a day'); END;
CREATE TRIGGER membership_overlap_insert AFTER INSERT ON membership WHEN EXISTS (
	SELECT 1 FROM membership AS other WHERE other.person_id = NEW.person_id AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'membership: two stays of one person share a day'); END;
CREATE TRIGGER membership_overlap_update AFTER UPDATE OF person_id, from_on, to_on ON membership WHEN EXISTS (
	SELECT 1 FROM membership AS other WHERE other.person_id = NEW.person_id AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'membership: two stays of one person share a day'); END;
CREATE TRIGGER job_overlap_insert AFTER INSERT ON job WHEN EXISTS (
	SELECT 1 FROM job AS other WHERE other.person_id = NEW.person_id AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'job: two jobs of one person share a day'); END;
CREATE TRIGGER job_overlap_update AFTER UPDATE OF person_id, from_on, to_on ON job WHEN EXISTS (
	SELECT 1 FROM job AS other WHERE other.person_id = NEW.person_id AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'job: two jobs of one person share a day'); END;
CREATE TRIGGER team_lead_overlap_insert AFTER INSERT ON team_lead WHEN EXISTS (
	SELECT 1 FROM team_lead AS other WHERE other.team_id = NEW.team_id AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'team_lead: two leads of one team share a day'); END;
CREATE TRIGGER team_lead_overlap_update AFTER UPDATE OF team_id, from_on, to_on ON team_lead WHEN EXISTS (
	SELECT 1 FROM team_lead AS other WHERE other.team_id = NEW.team_id AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'team_lead: two leads of one team share a day'); END;
CREATE TRIGGER ai_access_overlap_insert AFTER INSERT ON ai_access WHEN EXISTS (
	SELECT 1 FROM ai_access AS other WHERE other.person_id = NEW.person_id AND other.tool_id = NEW.tool_id
		AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'ai_access: two accesses of one person to one tool share a day'); END;
CREATE TRIGGER ai_access_overlap_update AFTER UPDATE OF person_id, tool_id, from_on, to_on ON ai_access WHEN EXISTS (
	SELECT 1 FROM ai_access AS other WHERE other.person_id = NEW.person_id AND other.tool_id = NEW.tool_id
		AND other.from_on <> NEW.from_on
		AND other.from_day <= coalesce(NEW.to_day, 9999999) AND coalesce(other.to_day, 9999999) >= NEW.from_day)
BEGIN SELECT RAISE(ABORT, 'ai_access: two accesses of one person to one tool share a day'); END;

-- ---- REPLACE removes rows without firing their DELETE triggers ----
-- A statement's own conflict rule also rules the statements of its triggers. So `INSERT OR IGNORE INTO replace_probe`, of
-- a key that is there already, does nothing under a plain INSERT or an UPSERT, and replaces the probe's row only under
-- REPLACE: then the trigger behind it deletes the rows that are about to vanish properly, by DELETE, before they do.
-- `keep` = the row that is being updated, or inserted under an id of its own.

CREATE TABLE replace_probe (
	relation TEXT PRIMARY KEY,
	keep INTEGER,
	id INTEGER,
	first ANY,
	second ANY
) STRICT, WITHOUT ROWID;
INSERT INTO replace_probe (relation) VALUES
	('activity'), ('service_case'), ('ai_event'), ('membership'), ('team'), ('person'), ('activity_kind'), ('ai_tool'),
	('skill'), ('survey_question');

CREATE TRIGGER activity_replace_insert BEFORE INSERT ON activity
WHEN EXISTS (SELECT 1 FROM activity WHERE id = NEW.id OR (source = NEW.source AND external_id = NEW.external_id))
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('activity', NULL, NEW.id, NEW.source, NEW.external_id); END;
CREATE TRIGGER activity_replace_update BEFORE UPDATE OF source, external_id ON activity
WHEN EXISTS (SELECT 1 FROM activity WHERE id <> OLD.id AND source = NEW.source AND external_id = NEW.external_id)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('activity', OLD.id, OLD.id, NEW.source, NEW.external_id); END;
CREATE TRIGGER activity_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'activity'
BEGIN
	DELETE FROM activity WHERE id IS NOT NEW.keep AND (id = NEW.id OR (source = NEW.first AND external_id = NEW.second));
END;
CREATE TRIGGER service_case_replace_insert BEFORE INSERT ON service_case
WHEN EXISTS (SELECT 1 FROM service_case WHERE id = NEW.id OR (source = NEW.source AND external_id = NEW.external_id))
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('service_case', NULL, NEW.id, NEW.source, NEW.external_id); END;
CREATE TRIGGER service_case_replace_update BEFORE UPDATE OF source, external_id ON service_case
WHEN EXISTS (SELECT 1 FROM service_case WHERE id <> OLD.id AND source = NEW.source AND external_id = NEW.external_id)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('service_case', OLD.id, OLD.id, NEW.source, NEW.external_id); END;
CREATE TRIGGER service_case_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'service_case'
BEGIN
	SELECT RAISE(ABORT, 'service_case: activities or AI events name this case: change it by UPDATE or UPSERT')
		WHERE EXISTS (SELECT 1 FROM service_case AS gone
			WHERE gone.id <> NEW.id AND gone.source = NEW.first AND gone.external_id = NEW.second
			AND (EXISTS (SELECT 1 FROM activity WHERE case_id = gone.id)
				OR EXISTS (SELECT 1 FROM ai_event WHERE case_id = gone.id)));
	DELETE FROM service_case WHERE id IS NOT NEW.keep
		AND (id = NEW.id OR (source = NEW.first AND external_id = NEW.second));
END;
CREATE TRIGGER ai_event_replace_insert BEFORE INSERT ON ai_event
WHEN EXISTS (SELECT 1 FROM ai_event WHERE id = NEW.id OR (source = NEW.source AND external_id = NEW.external_id))
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('ai_event', NULL, NEW.id, NEW.source, NEW.external_id); END;
CREATE TRIGGER ai_event_replace_update BEFORE UPDATE OF source, external_id ON ai_event
WHEN EXISTS (SELECT 1 FROM ai_event WHERE id <> OLD.id AND source = NEW.source AND external_id = NEW.external_id)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('ai_event', OLD.id, OLD.id, NEW.source, NEW.external_id); END;
CREATE TRIGGER ai_event_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'ai_event'
BEGIN
	DELETE FROM ai_event WHERE id IS NOT NEW.keep AND (id = NEW.id OR (source = NEW.first AND external_id = NEW.second));
END;

CREATE TRIGGER membership_replace_insert BEFORE INSERT ON membership
WHEN EXISTS (SELECT 1 FROM membership WHERE person_id = NEW.person_id AND from_on = NEW.from_on)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('membership', NULL, NEW.person_id, NEW.from_on, NULL); END;
CREATE TRIGGER membership_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'membership'
BEGIN DELETE FROM membership WHERE person_id = NEW.id AND from_on = NEW.first; END;
CREATE TRIGGER membership_replace_update BEFORE UPDATE OF person_id, from_on ON membership
WHEN (NEW.person_id <> OLD.person_id OR NEW.from_on <> OLD.from_on)
	AND EXISTS (SELECT 1 FROM membership WHERE person_id = NEW.person_id AND from_on = NEW.from_on)
BEGIN SELECT RAISE(ABORT, 'membership: two stays of one person share a day'); END;

-- These keep their id under REPLACE; a row of another id that has the same key goes by DELETE, which its guard refuses
-- while rows name it. An update never removes another row.

CREATE TRIGGER team_replace_insert BEFORE INSERT ON team
WHEN EXISTS (SELECT 1 FROM team
	WHERE id <> NEW.id AND coalesce(parent_id, 0) = coalesce(NEW.parent_id, 0) AND name = NEW.name)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('team', NEW.id, NULL, coalesce(NEW.parent_id, 0), NEW.name); END;
CREATE TRIGGER team_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'team'
BEGIN DELETE FROM team WHERE id <> NEW.keep AND coalesce(parent_id, 0) = NEW.first AND name = NEW.second; END;
CREATE TRIGGER team_replace_update BEFORE UPDATE ON team
WHEN EXISTS (SELECT 1 FROM team
	WHERE id <> OLD.id AND coalesce(parent_id, 0) = coalesce(NEW.parent_id, 0) AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'team: another row has this key'); END;
CREATE TRIGGER person_replace_insert BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM person WHERE id <> NEW.id AND employee_no = NEW.employee_no AND hired_on = NEW.hired_on)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('person', NEW.id, NULL, NEW.employee_no, NEW.hired_on); END;
CREATE TRIGGER person_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'person'
BEGIN DELETE FROM person WHERE id <> NEW.keep AND employee_no = NEW.first AND hired_on = NEW.second; END;
CREATE TRIGGER person_replace_update BEFORE UPDATE ON person
WHEN EXISTS (SELECT 1 FROM person WHERE id <> OLD.id AND employee_no = NEW.employee_no AND hired_on = NEW.hired_on)
BEGIN SELECT RAISE(ABORT, 'person: another row has this key'); END;
CREATE TRIGGER activity_kind_replace_insert BEFORE INSERT ON activity_kind
WHEN EXISTS (SELECT 1 FROM activity_kind WHERE id <> NEW.id AND key = NEW.key)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('activity_kind', NEW.id, NULL, NEW.key, NULL); END;
CREATE TRIGGER activity_kind_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'activity_kind'
BEGIN DELETE FROM activity_kind WHERE id <> NEW.keep AND key = NEW.first; END;
CREATE TRIGGER activity_kind_replace_update BEFORE UPDATE ON activity_kind
WHEN EXISTS (SELECT 1 FROM activity_kind WHERE id <> OLD.id AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'activity_kind: another row has this key'); END;
CREATE TRIGGER ai_tool_replace_insert BEFORE INSERT ON ai_tool
WHEN EXISTS (SELECT 1 FROM ai_tool WHERE id <> NEW.id AND key = NEW.key)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('ai_tool', NEW.id, NULL, NEW.key, NULL); END;
CREATE TRIGGER ai_tool_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'ai_tool'
BEGIN DELETE FROM ai_tool WHERE id <> NEW.keep AND key = NEW.first; END;
CREATE TRIGGER ai_tool_replace_update BEFORE UPDATE ON ai_tool
WHEN EXISTS (SELECT 1 FROM ai_tool WHERE id <> OLD.id AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'ai_tool: another row has this key'); END;
CREATE TRIGGER skill_replace_insert BEFORE INSERT ON skill
WHEN EXISTS (SELECT 1 FROM skill
	WHERE id <> NEW.id AND name = NEW.name AND coalesce(domain, '') = coalesce(NEW.domain, ''))
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('skill', NEW.id, NULL, NEW.name, coalesce(NEW.domain, '')); END;
CREATE TRIGGER skill_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'skill'
BEGIN DELETE FROM skill WHERE id <> NEW.keep AND name = NEW.first AND coalesce(domain, '') = NEW.second; END;
CREATE TRIGGER skill_replace_update BEFORE UPDATE ON skill
WHEN EXISTS (SELECT 1 FROM skill
	WHERE id <> OLD.id AND name = NEW.name AND coalesce(domain, '') = coalesce(NEW.domain, ''))
BEGIN SELECT RAISE(ABORT, 'skill: another row has this key'); END;
CREATE TRIGGER survey_question_replace_insert BEFORE INSERT ON survey_question
WHEN EXISTS (SELECT 1 FROM survey_question WHERE id <> NEW.id AND key = NEW.key)
BEGIN INSERT OR IGNORE INTO replace_probe VALUES ('survey_question', NEW.id, NULL, NEW.key, NULL); END;
CREATE TRIGGER survey_question_replaced AFTER INSERT ON replace_probe WHEN NEW.relation = 'survey_question'
BEGIN DELETE FROM survey_question WHERE id <> NEW.keep AND key = NEW.first; END;
CREATE TRIGGER survey_question_replace_update BEFORE UPDATE ON survey_question
WHEN EXISTS (SELECT 1 FROM survey_question WHERE id <> OLD.id AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'survey_question: another row has this key'); END;

-- ---- team_tree: every team with all its ancestors and itself ----

CREATE TRIGGER team_tree_insert_guard BEFORE INSERT ON team WHEN NEW.parent_id IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'team: a team cannot lie below itself')
		WHERE EXISTS (SELECT 1 FROM team_tree WHERE ancestor_id = NEW.id AND team_id = NEW.parent_id);
	SELECT RAISE(ABORT, 'team: teams nest at most 16 deep')
		WHERE (SELECT max(depth) FROM team_tree WHERE team_id = NEW.parent_id) + 1
			+ coalesce((SELECT max(depth) FROM team_tree WHERE ancestor_id = NEW.id), 0) > 16;
END;
CREATE TRIGGER team_tree_update_guard BEFORE UPDATE OF parent_id ON team WHEN NEW.parent_id IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'team: a team cannot lie below itself')
		WHERE EXISTS (SELECT 1 FROM team_tree WHERE ancestor_id = NEW.id AND team_id = NEW.parent_id);
	SELECT RAISE(ABORT, 'team: teams nest at most 16 deep')
		WHERE (SELECT max(depth) FROM team_tree WHERE team_id = NEW.parent_id) + 1
			+ coalesce((SELECT max(depth) FROM team_tree WHERE ancestor_id = NEW.id), 0) > 16;
END;
-- An insert that replaced a team of the same id finds its links there, and moves it like an update.

CREATE TRIGGER team_tree_insert AFTER INSERT ON team
BEGIN
	INSERT INTO team_tree (ancestor_id, team_id, depth)
		SELECT NEW.id, NEW.id, 0 WHERE NOT EXISTS (SELECT 1 FROM team_tree WHERE ancestor_id = NEW.id AND team_id = NEW.id);
	DELETE FROM team_tree
		WHERE team_id IN (SELECT below.team_id FROM team_tree AS below WHERE below.ancestor_id = NEW.id)
		AND ancestor_id NOT IN (SELECT below.team_id FROM team_tree AS below WHERE below.ancestor_id = NEW.id);
	INSERT INTO team_tree (ancestor_id, team_id, depth)
		SELECT above.ancestor_id, below.team_id, above.depth + 1 + below.depth
		FROM team_tree AS above JOIN team_tree AS below ON below.ancestor_id = NEW.id
		WHERE above.team_id = NEW.parent_id;
END;
CREATE TRIGGER team_tree_update AFTER UPDATE OF parent_id ON team WHEN NEW.parent_id IS NOT OLD.parent_id
BEGIN
	DELETE FROM team_tree
		WHERE team_id IN (SELECT below.team_id FROM team_tree AS below WHERE below.ancestor_id = NEW.id)
		AND ancestor_id NOT IN (SELECT below.team_id FROM team_tree AS below WHERE below.ancestor_id = NEW.id);
	INSERT INTO team_tree (ancestor_id, team_id, depth)
		SELECT above.ancestor_id, below.team_id, above.depth + 1 + below.depth
		FROM team_tree AS above JOIN team_tree AS below ON below.ancestor_id = NEW.id
		WHERE above.team_id = NEW.parent_id;
END;
CREATE TRIGGER team_tree_delete AFTER DELETE ON team
BEGIN DELETE FROM team_tree WHERE team_id = OLD.id; END;

-- ---- totals of time ----

CREATE TRIGGER activity_day_insert AFTER INSERT ON activity
BEGIN
	INSERT INTO activity_day (day, person_id, kind_id, team_id, seconds, n)
		SELECT today.day, NEW.person_id, NEW.kind_id,
			coalesce((SELECT team_id FROM membership WHERE person_id = NEW.person_id AND from_day <= today.day
				AND coalesce(to_day, 9999999) >= today.day ORDER BY from_day DESC LIMIT 1), 0),
			NEW.seconds, 1
		FROM (SELECT day FROM calendar WHERE starts_at <= NEW.started_at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE true
		ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds, n = n + 1;
END;
CREATE TRIGGER activity_day_delete AFTER DELETE ON activity
BEGIN
	UPDATE activity_day SET seconds = seconds - OLD.seconds, n = n - 1
		WHERE day = (SELECT day FROM calendar WHERE starts_at <= OLD.started_at ORDER BY starts_at DESC, day DESC LIMIT 1)
		AND person_id = OLD.person_id AND kind_id = OLD.kind_id;
END;
CREATE TRIGGER activity_day_update AFTER UPDATE OF person_id, kind_id, started_at, seconds ON activity
BEGIN
	UPDATE activity_day SET seconds = seconds - OLD.seconds, n = n - 1
		WHERE day = (SELECT day FROM calendar WHERE starts_at <= OLD.started_at ORDER BY starts_at DESC, day DESC LIMIT 1)
		AND person_id = OLD.person_id AND kind_id = OLD.kind_id;
	INSERT INTO activity_day (day, person_id, kind_id, team_id, seconds, n)
		SELECT today.day, NEW.person_id, NEW.kind_id,
			coalesce((SELECT team_id FROM membership WHERE person_id = NEW.person_id AND from_day <= today.day
				AND coalesce(to_day, 9999999) >= today.day ORDER BY from_day DESC LIMIT 1), 0),
			NEW.seconds, 1
		FROM (SELECT day FROM calendar WHERE starts_at <= NEW.started_at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE true
		ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds, n = n + 1;
END;

CREATE TRIGGER team_activity_day_insert AFTER INSERT ON activity_day
BEGIN
	INSERT INTO team_activity_day VALUES (NEW.day, NEW.team_id, NEW.kind_id, NEW.seconds, NEW.n)
		ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds, n = n + excluded.n;
END;
CREATE TRIGGER team_activity_day_update AFTER UPDATE ON activity_day WHEN NEW.team_id = OLD.team_id
BEGIN
	UPDATE team_activity_day SET seconds = seconds + NEW.seconds - OLD.seconds, n = n + NEW.n - OLD.n
		WHERE day = NEW.day AND team_id = NEW.team_id AND kind_id = NEW.kind_id;
	DELETE FROM activity_day WHERE n = 0 AND day = NEW.day AND person_id = NEW.person_id AND kind_id = NEW.kind_id;
END;
CREATE TRIGGER team_activity_day_move AFTER UPDATE ON activity_day WHEN NEW.team_id <> OLD.team_id
BEGIN
	UPDATE team_activity_day SET seconds = seconds - OLD.seconds, n = n - OLD.n
		WHERE day = OLD.day AND team_id = OLD.team_id AND kind_id = OLD.kind_id;
	INSERT INTO team_activity_day VALUES (NEW.day, NEW.team_id, NEW.kind_id, NEW.seconds, NEW.n)
		ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds, n = n + excluded.n;
END;
CREATE TRIGGER team_activity_day_delete AFTER DELETE ON activity_day
BEGIN
	UPDATE team_activity_day SET seconds = seconds - OLD.seconds, n = n - OLD.n
		WHERE day = OLD.day AND team_id = OLD.team_id AND kind_id = OLD.kind_id;
END;
CREATE TRIGGER team_activity_day_empty AFTER UPDATE ON team_activity_day WHEN NEW.n = 0
BEGIN DELETE FROM team_activity_day WHERE day = NEW.day AND team_id = NEW.team_id AND kind_id = NEW.kind_id; END;

-- ---- totals of AI use ----

CREATE TRIGGER ai_day_insert AFTER INSERT ON ai_event
BEGIN
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT today.day, coalesce(NEW.person_id, 0), NEW.tool_id, NEW.kind,
			coalesce(CASE WHEN NEW.person_id IS NULL THEN (SELECT team_id FROM service_case WHERE id = NEW.case_id)
			ELSE (SELECT team_id FROM membership WHERE person_id = NEW.person_id AND from_day <= today.day
			AND coalesce(to_day, 9999999) >= today.day ORDER BY from_day DESC LIMIT 1) END, 0),
			NEW.n, coalesce(NEW.seconds_saved, 0), CASE WHEN NEW.seconds_saved IS NULL THEN 0 ELSE NEW.n END
		FROM (SELECT day FROM calendar WHERE starts_at <= NEW.at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE true
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
END;
CREATE TRIGGER ai_day_delete AFTER DELETE ON ai_event
BEGIN
	UPDATE ai_day SET n = n - OLD.n, seconds_saved = seconds_saved - coalesce(OLD.seconds_saved, 0),
			saved_n = saved_n - CASE WHEN OLD.seconds_saved IS NULL THEN 0 ELSE OLD.n END
		FROM (SELECT day FROM calendar WHERE starts_at <= OLD.at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE ai_day.day = today.day AND person_id = coalesce(OLD.person_id, 0) AND tool_id = OLD.tool_id AND kind = OLD.kind
		AND team_id = coalesce(CASE WHEN OLD.person_id IS NULL THEN (SELECT team_id FROM service_case WHERE id = OLD.case_id)
			ELSE (SELECT team_id FROM membership WHERE person_id = OLD.person_id AND from_day <= today.day
			AND coalesce(to_day, 9999999) >= today.day ORDER BY from_day DESC LIMIT 1) END, 0);
END;
CREATE TRIGGER ai_day_update AFTER UPDATE OF person_id, tool_id, at, kind, n, case_id, seconds_saved ON ai_event
BEGIN
	UPDATE ai_day SET n = n - OLD.n, seconds_saved = seconds_saved - coalesce(OLD.seconds_saved, 0),
			saved_n = saved_n - CASE WHEN OLD.seconds_saved IS NULL THEN 0 ELSE OLD.n END
		FROM (SELECT day FROM calendar WHERE starts_at <= OLD.at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE ai_day.day = today.day AND person_id = coalesce(OLD.person_id, 0) AND tool_id = OLD.tool_id AND kind = OLD.kind
		AND team_id = coalesce(CASE WHEN OLD.person_id IS NULL THEN (SELECT team_id FROM service_case WHERE id = OLD.case_id)
			ELSE (SELECT team_id FROM membership WHERE person_id = OLD.person_id AND from_day <= today.day
			AND coalesce(to_day, 9999999) >= today.day ORDER BY from_day DESC LIMIT 1) END, 0);
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT today.day, coalesce(NEW.person_id, 0), NEW.tool_id, NEW.kind,
			coalesce(CASE WHEN NEW.person_id IS NULL THEN (SELECT team_id FROM service_case WHERE id = NEW.case_id)
			ELSE (SELECT team_id FROM membership WHERE person_id = NEW.person_id AND from_day <= today.day
			AND coalesce(to_day, 9999999) >= today.day ORDER BY from_day DESC LIMIT 1) END, 0),
			NEW.n, coalesce(NEW.seconds_saved, 0), CASE WHEN NEW.seconds_saved IS NULL THEN 0 ELSE NEW.n END
		FROM (SELECT day FROM calendar WHERE starts_at <= NEW.at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE true
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
END;
CREATE TRIGGER ai_day_empty AFTER UPDATE ON ai_day WHEN NEW.n = 0
BEGIN
	DELETE FROM ai_day WHERE day = NEW.day AND person_id = NEW.person_id AND tool_id = NEW.tool_id AND kind = NEW.kind
		AND team_id = NEW.team_id;
END;

-- Events without a person follow the team of their case.

CREATE TRIGGER ai_day_case_insert AFTER INSERT ON service_case WHEN NEW.team_id IS NOT NULL
BEGIN
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT (SELECT day FROM calendar WHERE starts_at <= at ORDER BY starts_at DESC, day DESC LIMIT 1) AS its_day,
			0, tool_id, kind, coalesce(NULL, 0), -sum(n), -coalesce(sum(seconds_saved), 0),
			-coalesce(sum(n) FILTER (WHERE seconds_saved IS NOT NULL), 0)
		FROM ai_event WHERE case_id = NEW.id AND person_id IS NULL GROUP BY its_day, tool_id, kind
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT (SELECT day FROM calendar WHERE starts_at <= at ORDER BY starts_at DESC, day DESC LIMIT 1) AS its_day,
			0, tool_id, kind, coalesce(NEW.team_id, 0), sum(n), coalesce(sum(seconds_saved), 0),
			coalesce(sum(n) FILTER (WHERE seconds_saved IS NOT NULL), 0)
		FROM ai_event WHERE case_id = NEW.id AND person_id IS NULL GROUP BY its_day, tool_id, kind
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
END;
CREATE TRIGGER ai_day_case_delete AFTER DELETE ON service_case WHEN OLD.team_id IS NOT NULL
BEGIN
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT (SELECT day FROM calendar WHERE starts_at <= at ORDER BY starts_at DESC, day DESC LIMIT 1) AS its_day,
			0, tool_id, kind, coalesce(OLD.team_id, 0), -sum(n), -coalesce(sum(seconds_saved), 0),
			-coalesce(sum(n) FILTER (WHERE seconds_saved IS NOT NULL), 0)
		FROM ai_event WHERE case_id = OLD.id AND person_id IS NULL GROUP BY its_day, tool_id, kind
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT (SELECT day FROM calendar WHERE starts_at <= at ORDER BY starts_at DESC, day DESC LIMIT 1) AS its_day,
			0, tool_id, kind, coalesce(NULL, 0), sum(n), coalesce(sum(seconds_saved), 0),
			coalesce(sum(n) FILTER (WHERE seconds_saved IS NOT NULL), 0)
		FROM ai_event WHERE case_id = OLD.id AND person_id IS NULL GROUP BY its_day, tool_id, kind
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
END;
CREATE TRIGGER ai_day_case_update AFTER UPDATE OF team_id ON service_case WHEN NEW.team_id IS NOT OLD.team_id
BEGIN
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT (SELECT day FROM calendar WHERE starts_at <= at ORDER BY starts_at DESC, day DESC LIMIT 1) AS its_day,
			0, tool_id, kind, coalesce(OLD.team_id, 0), -sum(n), -coalesce(sum(seconds_saved), 0),
			-coalesce(sum(n) FILTER (WHERE seconds_saved IS NOT NULL), 0)
		FROM ai_event WHERE case_id = NEW.id AND person_id IS NULL GROUP BY its_day, tool_id, kind
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
	INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
		SELECT (SELECT day FROM calendar WHERE starts_at <= at ORDER BY starts_at DESC, day DESC LIMIT 1) AS its_day,
			0, tool_id, kind, coalesce(NEW.team_id, 0), sum(n), coalesce(sum(seconds_saved), 0),
			coalesce(sum(n) FILTER (WHERE seconds_saved IS NOT NULL), 0)
		FROM ai_event WHERE case_id = NEW.id AND person_id IS NULL GROUP BY its_day, tool_id, kind
		ON CONFLICT DO UPDATE SET n = n + excluded.n, seconds_saved = seconds_saved + excluded.seconds_saved,
			saved_n = saved_n + excluded.saved_n;
END;

-- ---- totals of cases ----

CREATE TRIGGER case_day_insert AFTER INSERT ON service_case WHEN NEW.resolved_at IS NOT NULL
BEGIN
	INSERT INTO case_day (day, team_id, person_id, resolved_by, handed_over, n, came_back, complex, complex_known,
			handle_seconds, handle_n, csat_sum, csat_n)
		SELECT today.day, coalesce(NEW.team_id, 0), coalesce(NEW.person_id, 0), coalesce(NEW.resolved_by, ''),
			coalesce(NEW.handed_over, -1),
			1,
			CASE WHEN NEW.reopened_at <= NEW.resolved_at + 604800 THEN 1 ELSE 0 END,
			CASE WHEN NEW.complexity >= 4 THEN 1 ELSE 0 END,
			NEW.complexity IS NOT NULL,
			coalesce(NEW.handle_seconds, 0),
			NEW.handle_seconds IS NOT NULL,
			coalesce(NEW.csat, 0),
			NEW.csat IS NOT NULL
		FROM (SELECT day FROM calendar WHERE starts_at <= NEW.resolved_at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE NEW.resolved_at IS NOT NULL
		ON CONFLICT DO UPDATE SET n = n + excluded.n, came_back = came_back + excluded.came_back,
			complex = complex + excluded.complex,
			complex_known = complex_known + excluded.complex_known, handle_seconds = handle_seconds + excluded.handle_seconds,
			handle_n = handle_n + excluded.handle_n, csat_sum = csat_sum + excluded.csat_sum, csat_n = csat_n + excluded.csat_n;
END;
CREATE TRIGGER case_day_delete AFTER DELETE ON service_case WHEN OLD.resolved_at IS NOT NULL
BEGIN
	UPDATE case_day SET n = n - 1,
			came_back = came_back - (CASE WHEN OLD.reopened_at <= OLD.resolved_at + 604800 THEN 1 ELSE 0 END),
			complex = complex - (CASE WHEN OLD.complexity >= 4 THEN 1 ELSE 0 END),
			complex_known = complex_known - (OLD.complexity IS NOT NULL),
			handle_seconds = handle_seconds - coalesce(OLD.handle_seconds, 0),
			handle_n = handle_n - (OLD.handle_seconds IS NOT NULL),
			csat_sum = csat_sum - coalesce(OLD.csat, 0),
			csat_n = csat_n - (OLD.csat IS NOT NULL)
		WHERE day = (SELECT day FROM calendar WHERE starts_at <= OLD.resolved_at ORDER BY starts_at DESC, day DESC LIMIT 1)
		AND team_id = coalesce(OLD.team_id, 0) AND person_id = coalesce(OLD.person_id, 0)
		AND resolved_by = coalesce(OLD.resolved_by, '') AND handed_over = coalesce(OLD.handed_over, -1);
END;
CREATE TRIGGER case_day_update AFTER UPDATE OF team_id, person_id, resolved_at, handle_seconds, complexity, resolved_by,
	handed_over, reopened_at, csat ON service_case
BEGIN
	UPDATE case_day SET n = n - 1,
			came_back = came_back - (CASE WHEN OLD.reopened_at <= OLD.resolved_at + 604800 THEN 1 ELSE 0 END),
			complex = complex - (CASE WHEN OLD.complexity >= 4 THEN 1 ELSE 0 END),
			complex_known = complex_known - (OLD.complexity IS NOT NULL),
			handle_seconds = handle_seconds - coalesce(OLD.handle_seconds, 0),
			handle_n = handle_n - (OLD.handle_seconds IS NOT NULL),
			csat_sum = csat_sum - coalesce(OLD.csat, 0),
			csat_n = csat_n - (OLD.csat IS NOT NULL)
		WHERE day = (SELECT day FROM calendar WHERE starts_at <= OLD.resolved_at ORDER BY starts_at DESC, day DESC LIMIT 1)
		AND team_id = coalesce(OLD.team_id, 0) AND person_id = coalesce(OLD.person_id, 0)
		AND resolved_by = coalesce(OLD.resolved_by, '') AND handed_over = coalesce(OLD.handed_over, -1);
	INSERT INTO case_day (day, team_id, person_id, resolved_by, handed_over, n, came_back, complex, complex_known,
			handle_seconds, handle_n, csat_sum, csat_n)
		SELECT today.day, coalesce(NEW.team_id, 0), coalesce(NEW.person_id, 0), coalesce(NEW.resolved_by, ''),
			coalesce(NEW.handed_over, -1),
			1,
			CASE WHEN NEW.reopened_at <= NEW.resolved_at + 604800 THEN 1 ELSE 0 END,
			CASE WHEN NEW.complexity >= 4 THEN 1 ELSE 0 END,
			NEW.complexity IS NOT NULL,
			coalesce(NEW.handle_seconds, 0),
			NEW.handle_seconds IS NOT NULL,
			coalesce(NEW.csat, 0),
			NEW.csat IS NOT NULL
		FROM (SELECT day FROM calendar WHERE starts_at <= NEW.resolved_at ORDER BY starts_at DESC, day DESC LIMIT 1) AS today
		WHERE NEW.resolved_at IS NOT NULL
		ON CONFLICT DO UPDATE SET n = n + excluded.n, came_back = came_back + excluded.came_back,
			complex = complex + excluded.complex,
			complex_known = complex_known + excluded.complex_known, handle_seconds = handle_seconds + excluded.handle_seconds,
			handle_n = handle_n + excluded.handle_n, csat_sum = csat_sum + excluded.csat_sum, csat_n = csat_n + excluded.csat_n;
END;
CREATE TRIGGER case_day_empty AFTER UPDATE ON case_day WHEN NEW.n = 0
BEGIN
	DELETE FROM case_day WHERE day = NEW.day AND team_id = NEW.team_id AND person_id = NEW.person_id
		AND resolved_by = NEW.resolved_by AND handed_over = NEW.handed_over;
END;

-- ---- totals follow people from team to team ----

CREATE TRIGGER membership_insert AFTER INSERT ON membership
BEGIN
	UPDATE activity_day SET team_id = NEW.team_id
		WHERE person_id = NEW.person_id AND day BETWEEN NEW.from_day AND coalesce(NEW.to_day, 9999999);
	UPDATE ai_day SET team_id = NEW.team_id
		WHERE person_id = NEW.person_id AND day BETWEEN NEW.from_day AND coalesce(NEW.to_day, 9999999);
END;
CREATE TRIGGER membership_delete AFTER DELETE ON membership
BEGIN
	UPDATE activity_day SET team_id = 0
		WHERE person_id = OLD.person_id AND day BETWEEN OLD.from_day AND coalesce(OLD.to_day, 9999999);
	UPDATE ai_day SET team_id = 0
		WHERE person_id = OLD.person_id AND day BETWEEN OLD.from_day AND coalesce(OLD.to_day, 9999999);
END;
-- First the days that the stay no longer covers, then those that it covers now.
CREATE TRIGGER membership_update AFTER UPDATE OF person_id, team_id, from_on, to_on ON membership
BEGIN
	UPDATE activity_day SET team_id = 0
		WHERE person_id = OLD.person_id AND day BETWEEN OLD.from_day AND coalesce(OLD.to_day, 9999999)
		AND NOT (person_id = NEW.person_id AND day BETWEEN NEW.from_day AND coalesce(NEW.to_day, 9999999));
	UPDATE ai_day SET team_id = 0
		WHERE person_id = OLD.person_id AND day BETWEEN OLD.from_day AND coalesce(OLD.to_day, 9999999)
		AND NOT (person_id = NEW.person_id AND day BETWEEN NEW.from_day AND coalesce(NEW.to_day, 9999999));
	UPDATE activity_day SET team_id = NEW.team_id
		WHERE person_id = NEW.person_id AND day BETWEEN NEW.from_day AND coalesce(NEW.to_day, 9999999)
		AND team_id <> NEW.team_id;
	UPDATE ai_day SET team_id = NEW.team_id
		WHERE person_id = NEW.person_id AND day BETWEEN NEW.from_day AND coalesce(NEW.to_day, 9999999)
		AND team_id <> NEW.team_id;
END;

-- ---- what every database starts with ----

INSERT INTO activity_kind (id, key, label, is_work, is_customer, is_handling, is_waiting, position) VALUES
	(1, 'conversation', 'conversation', 1, 1, 1, 0, 1),
	(2, 'email_chat', 'e-mail and chat', 1, 1, 1, 0, 2),
	(3, 'relationship', 'relationship', 1, 1, 1, 0, 3),
	(4, 'wrap_up', 'wrap-up', 1, 0, 1, 0, 4),
	(5, 'case_logging', 'case logging', 1, 0, 0, 0, 5),
	(6, 'admin', 'admin', 1, 0, 0, 0, 6),
	(7, 'internal_meeting', 'internal meeting', 1, 0, 0, 0, 7),
	(8, 'coaching', 'coaching', 1, 0, 0, 0, 8),
	(9, 'learning', 'learning', 1, 0, 0, 0, 9),
	(10, 'process_improvement', 'process improvement', 1, 0, 0, 0, 10),
	(11, 'waiting', 'waiting', 1, 0, 0, 1, 11),
	(12, 'break', 'break', 0, 0, 0, 0, 12);

INSERT INTO survey_question (id, key, text) VALUES
	(1, 'career_prospects', 'AI improves my career prospects'),
	(2, 'new_skills', 'AI has helped me gain new skills'),
	(3, 'relationship_time', 'AI gives me more time to build relationships with customers'),
	(4, 'improvement_time', 'AI gives me more time to improve how we work');

INSERT INTO benchmark (key, value, unit, population, year, source, kind)
	SELECT column1, column2, column3, '6,500 service professionals, several countries', 2025,
		'State of Service, seventh edition (Salesforce)', 'survey'
	FROM (VALUES ('customer_time', 0.46, 'share'), ('career_prospects', 0.83, 'share'), ('new_skills', 0.82, 'share'),
		('relationship_time', 0.65, 'share'), ('improvement_time', 0.54, 'share'), ('turnover', 0.12, 'per_year'));

INSERT INTO policy (key, value) VALUES
	('risk_level', 'team'), ('min_group', '5'), ('risk_min_group', '10'), ('names', 'full'), ('audit', 'off');
