-- cases whose resolver is known, and those of them that came back, from day $1 to day $2
select day, team_id, person_id, cast(sum(came_back) as bigint) as back, cast(sum(n) as bigint) as n
from case_day
where day >= $1 and day <= $2 and resolved_by <> ''
group by day, team_id, person_id
