-- seconds by day and person from day $1 to day $2: customer, all work, handling, waiting; a person has one team a day
select a.day, a.person_id, min(a.team_id) as team_id,
	cast(sum(a.seconds) filter (where k.is_customer = 1) as bigint) as customer,
	cast(sum(a.seconds) filter (where k.is_work = 1) as bigint) as worked,
	cast(sum(a.seconds) filter (where k.is_handling = 1) as bigint) as handling,
	cast(sum(a.seconds) filter (where k.is_waiting = 1) as bigint) as waiting
from activity_day a
join activity_kind k on k.id = a.kind_id
where a.day >= $1 and a.day <= $2
group by a.day, a.person_id
