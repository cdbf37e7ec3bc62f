-- who may use AI, from when to when, and whether a list says so (1) or use was merely seen (0)
select person_id, from_day, to_day, case when basis = 'list' then 1 else 0 end as listed
from ai_access
order by person_id, from_day
