-- seconds of each person and day: all work, with customers, admin and case logging; from day $1 to day $2
select a.day, a.person_id,
	cast(sum(a.seconds) as bigint) as worked,
	cast(sum(case when k.is_customer = 1 then a.seconds else 0 end) as bigint) as customer,
	cast(sum(case when k.key in ('admin', 'case_logging') then a.seconds else 0 end) as bigint) as logging
from activity_day a
join activity_kind k on k.id = a.kind_id and k.is_work = 1
where a.day >= $1 and a.day <= $2 and a.person_id > 0
group by a.day, a.person_id
