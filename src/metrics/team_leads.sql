-- Since when teams have had their leads.
select team_id, from_day
from team_lead
