-- customer seconds and all work by day and person, from day $1 to day $2; weeks are summed where they are read
select a.day, a.person_id, min(a.team_id) as team_id,
	cast(sum(case when k.is_customer = 1 then a.seconds else 0 end) as bigint) as customer,
	cast(sum(a.seconds) as bigint) as worked
from activity_day a
join activity_kind k on k.id = a.kind_id and k.is_work = 1
where a.day >= $1 and a.day <= $2
group by a.day, a.person_id
