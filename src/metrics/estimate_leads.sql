-- when teams got a lead, up to day $1
select team_id, from_day
from team_lead
where from_day <= $1
