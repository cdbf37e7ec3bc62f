-- The totals of one local day from its rows: day = $day, rows from $from (UTC seconds) until before $before.
-- Run with triggers off; `teamtop check` runs the same text against temporary tables of these names and compares.

DELETE FROM activity_day WHERE day = $day;
INSERT INTO activity_day (day, person_id, kind_id, team_id, seconds, n)
	SELECT $day, person_id, kind_id,
		coalesce((SELECT team_id FROM membership WHERE person_id = a.person_id AND from_day <= $day
			AND coalesce(to_day, 9999999) >= $day ORDER BY from_day DESC LIMIT 1), 0),
		seconds, n
	FROM (SELECT person_id, kind_id, sum(seconds) AS seconds, count(*) AS n FROM activity
		WHERE started_at >= $from AND started_at < $before GROUP BY person_id, kind_id) AS a;

DELETE FROM team_activity_day WHERE day = $day;
INSERT INTO team_activity_day (day, team_id, kind_id, seconds, n)
	SELECT day, team_id, kind_id, sum(seconds), sum(n) FROM activity_day WHERE day = $day GROUP BY day, team_id, kind_id;

DELETE FROM ai_day WHERE day = $day;
INSERT INTO ai_day (day, person_id, tool_id, kind, team_id, n, seconds_saved, saved_n)
	SELECT $day, person_id, tool_id, kind, team_id, sum(n), coalesce(sum(seconds_saved), 0),
		coalesce(sum(n) FILTER (WHERE seconds_saved IS NOT NULL), 0)
	FROM (SELECT coalesce(person_id, 0) AS person_id, tool_id, kind, n, seconds_saved,
			coalesce(CASE WHEN person_id IS NULL THEN (SELECT team_id FROM service_case WHERE id = e.case_id)
				ELSE (SELECT team_id FROM membership WHERE person_id = e.person_id AND from_day <= $day
					AND coalesce(to_day, 9999999) >= $day ORDER BY from_day DESC LIMIT 1) END, 0) AS team_id
		FROM ai_event AS e WHERE at >= $from AND at < $before)
	GROUP BY person_id, tool_id, kind, team_id;

DELETE FROM case_day WHERE day = $day;
INSERT INTO case_day (day, team_id, person_id, resolved_by, handed_over, n, came_back, complex, complex_known,
		handle_seconds, handle_n, csat_sum, csat_n)
	SELECT $day, team_id, person_id, resolved_by, handed_over, count(*),
		count(*) FILTER (WHERE reopened_at <= resolved_at + 604800),
		count(*) FILTER (WHERE complexity >= 4), count(complexity),
		coalesce(sum(handle_seconds), 0), count(handle_seconds), coalesce(sum(csat), 0), count(csat)
	FROM (SELECT coalesce(team_id, 0) AS team_id, coalesce(person_id, 0) AS person_id,
			coalesce(resolved_by, '') AS resolved_by, coalesce(handed_over, -1) AS handed_over,
			resolved_at, reopened_at, complexity, handle_seconds, csat
		FROM service_case WHERE resolved_at >= $from AND resolved_at < $before)
	GROUP BY team_id, person_id, resolved_by, handed_over;
