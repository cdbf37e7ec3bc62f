-- Days from $2 to $3 on which person $1 used AI deliberately.
select day
from ai_day
where person_id = $1 and day >= $2 and day <= $3 and kind in ('accepted', 'edited', 'rejected', 'used')
group by day
