-- Mondays of the weeks with deliberate AI use of each person up to day $1; day -3 was a Monday
select person_id, day - (day + 3) % 7 as monday
from ai_day
where kind in ('accepted', 'edited', 'rejected', 'used') and person_id > 0 and day <= $1
group by person_id, day - (day + 3) % 7
