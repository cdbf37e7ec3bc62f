-- seconds by day and person from day $1 to day $2: with customers, worked, and where AI's time may go; weeks are summed where
-- they are read
select a.day, a.person_id,
	cast(sum(a.seconds) filter (where k.is_customer = 1) as bigint) as customer,
	cast(sum(a.seconds) filter (where k.is_work = 1) as bigint) as worked,
	cast(sum(a.seconds) filter (where k.key = 'relationship') as bigint) as relationship,
	cast(sum(a.seconds) filter (where k.key = 'learning') as bigint) as learning,
	cast(sum(a.seconds) filter (where k.key = 'process_improvement') as bigint) as improvement,
	cast(sum(a.seconds) filter (where k.key in ('case_logging', 'wrap_up', 'admin')) as bigint) as logging
from activity_day a
join activity_kind k on k.id = a.kind_id
where a.day >= $1 and a.day <= $2
group by a.day, a.person_id
