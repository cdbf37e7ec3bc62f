-- Cases resolved by person and team, from day $1 to $2; $3 = one person, 0 = everybody.
select person_id, team_id, cast(sum(n) as bigint) as cases
from case_day
where day >= $1 and day <= $2 and person_id > 0 and ($3 = 0 or person_id = $3)
group by person_id, team_id
