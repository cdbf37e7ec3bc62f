-- Local days from $1 to $2: when they begin, their offset, and where it changes within.
select day, starts_at, offset_seconds, changes_at, offset_after
from calendar
where day >= $1 and day <= $2
order by day
