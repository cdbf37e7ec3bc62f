-- roles and weekly hours of everybody, where their history is kept, up to day $1
select person_id, from_day, role, weekly_hours
from job
where from_day <= $1
order by person_id, from_day
