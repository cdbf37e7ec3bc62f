-- customer seconds and all work by day and team, from day $1 to day $2: the trend
select a.day, a.team_id,
	cast(sum(case when k.is_customer = 1 then a.seconds else 0 end) as bigint) as customer,
	cast(sum(case when k.is_work = 1 then a.seconds else 0 end) as bigint) as worked
from team_activity_day a
join activity_kind k on k.id = a.kind_id
where a.day >= $1 and a.day <= $2
group by a.day, a.team_id
