-- which days from $1 to $2 hold activities, AI events, resolved cases
select c.day,
	case when exists (select 1 from activity_day a where a.day = c.day) then 1 else 0 end as activity,
	case when exists (select 1 from ai_day e where e.day = c.day) then 1 else 0 end as ai_event,
	case when exists (select 1 from case_day s where s.day = c.day) then 1 else 0 end as service_case
from calendar c
where c.day >= $1 and c.day <= $2
order by c.day
