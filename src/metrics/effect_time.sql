-- seconds by person in blocks of $3 days from day $1 to day $2: with customers, worked, and where AI's time may go
select d.day - (d.day - $1) % $3 as block, d.person_id, cast(sum(d.customer) as bigint) as customer,
	cast(sum(d.worked) as bigint) as worked, cast(sum(d.relationship) as bigint) as relationship,
	cast(sum(d.learning) as bigint) as learning, cast(sum(d.improvement) as bigint) as improvement,
	cast(sum(d.logging) as bigint) as logging
from (select a.day, a.person_id,
		cast(sum(a.seconds) filter (where k.is_customer = 1) as bigint) as customer,
		cast(sum(a.seconds) filter (where k.is_work = 1) as bigint) as worked,
		cast(sum(a.seconds) filter (where k.key = 'relationship') as bigint) as relationship,
		cast(sum(a.seconds) filter (where k.key = 'learning') as bigint) as learning,
		cast(sum(a.seconds) filter (where k.key = 'process_improvement') as bigint) as improvement,
		cast(sum(a.seconds) filter (where k.key in ('case_logging', 'wrap_up', 'admin')) as bigint) as logging
	from activity_day a
	join activity_kind k on k.id = a.kind_id
	where a.day >= $1 and a.day <= $2
	group by a.day, a.person_id) d
group by d.day - (d.day - $1) % $3, d.person_id
