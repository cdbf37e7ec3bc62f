-- A page of the AI events of person $5, newest first: from second $1 to $2, before id $3 within $2, at most $4.
select e.id, e.at, e.person_id, e.tool_id, t.name, e.kind, e.n, e.seconds_saved, e.source, e.case_id, c.external_id, c.team_id
from (
	select id, at, person_id, tool_id, kind, n, seconds_saved, source, case_id
	from ai_event
	where person_id = $5 and at >= $1 and at <= $2 and (at < $2 or id < $3)
	order by at desc, id desc
	limit $4
) e
left join ai_tool t on t.id = e.tool_id
left join service_case c on c.id = e.case_id
order by e.at desc, e.id desc
