-- cases that may still come back or have not come back yet, seen from second $1: resolved in the 7 days before it, until
-- second $2; by AI, or reopened after $1
select coalesce(team_id, 0) as team_id, coalesce(person_id, 0) as person_id, coalesce(resolved_by, '') as resolved_by,
	resolved_at, reopened_at
from service_case
where resolved_at > $1 - 604800 and resolved_at < $2 and (resolved_by = 'ai' or reopened_at > $1)
