-- A page of the activities of person $5, newest first: from second $1 to $2, before id $3 within $2, at most $4.
select a.id, a.started_at, a.person_id, a.kind_id, a.seconds, a.source, a.case_id, c.external_id, c.channel, c.complexity
from (
	select id, started_at, person_id, kind_id, seconds, source, case_id
	from activity
	where person_id = $5 and started_at >= $1 and started_at <= $2 and (started_at < $2 or id < $3)
	order by started_at desc, id desc
	limit $4
) a
left join service_case c on c.id = a.case_id
order by a.started_at desc, a.id desc
