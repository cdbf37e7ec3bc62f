-- when local days begin, in UTC seconds, and their offset, from day $1 to day $2
select day, starts_at, offset_seconds, changes_at, offset_after
from calendar
where day >= $1 and day <= $2
order by day
