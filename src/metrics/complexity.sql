-- cases that people resolved, those of known complexity and the complex ones (4-5), by day, team and person from day $1
-- to day $2
select day, team_id, person_id, cast(sum(complex) as bigint) as complex, cast(sum(complex_known) as bigint) as known,
	cast(sum(n) as bigint) as n
from case_day
where day >= $1 and day <= $2 and resolved_by in ('human', 'human_with_ai')
group by day, team_id, person_id
