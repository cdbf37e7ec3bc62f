-- customer seconds and all work by the quarter hour (UTC) they start in, of everybody, from second $1 to before second $2
select a.started_at - a.started_at % 900 as quarter,
	cast(sum(case when k.is_customer = 1 then a.seconds else 0 end) as bigint) as customer,
	cast(sum(a.seconds) as bigint) as worked
from activity a
join activity_kind k on k.id = a.kind_id and k.is_work = 1
where a.started_at >= $1 and a.started_at < $2
group by 1
