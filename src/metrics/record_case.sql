-- A page of resolved cases, newest first: from second $1 to $2, before id $3 within $2, at most $4.
select id, resolved_at, person_id, team_id, channel, external_id, opened_at, handle_seconds, complexity, resolved_by,
	handed_over, reopened_at, csat, source
from service_case
where resolved_at >= $1 and resolved_at <= $2 and (resolved_at < $2 or id < $3)
order by resolved_at desc, id desc
limit $4
