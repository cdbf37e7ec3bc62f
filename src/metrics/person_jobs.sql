-- Roles of person $1, where their history is kept.
select from_day, role
from job
where person_id = $1
