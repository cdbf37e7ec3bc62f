-- days with deliberate AI use of each person, from day $1 to day $2
select day, person_id
from ai_day
where day >= $1 and day <= $2 and person_id > 0 and kind in ('accepted', 'edited', 'rejected', 'used')
