-- Seconds of one kind ($3) by person and team, from day $1 to $2; $4 = one person, 0 = everybody.
select person_id, team_id, cast(sum(seconds) as bigint) as seconds
from activity_day
where day >= $1 and day <= $2 and kind_id = $3 and ($4 = 0 or person_id = $4)
group by person_id, team_id
