-- How many activities there are from day $1 to $2, by team and kind.
select team_id, kind_id, cast(sum(n) as bigint) as n
from team_activity_day
where day >= $1 and day <= $2
group by team_id, kind_id
