-- Seconds of person $1 by day and kind, from day $2 to $3.
select day, kind_id, cast(sum(seconds) as bigint) as seconds
from activity_day
where person_id = $1 and day >= $2 and day <= $3
group by day, kind_id
