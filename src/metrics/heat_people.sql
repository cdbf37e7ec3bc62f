-- customer seconds and all work by person and the quarter hour (UTC) they start in, from second $1 to before second $2, of
-- people who are or were in team $3 or below it
select a.started_at - a.started_at % 900 as quarter, a.person_id,
	cast(sum(case when k.is_customer = 1 then a.seconds else 0 end) as bigint) as customer,
	cast(sum(a.seconds) as bigint) as worked
from activity a
join activity_kind k on k.id = a.kind_id and k.is_work = 1
where a.started_at >= $1 and a.started_at < $2 and a.person_id in (
	select m.person_id from membership m where m.team_id in (select t.team_id from team_tree t where t.ancestor_id = $3))
group by 1, 2
