-- cases that people resolved, those of known complexity and the complex ones (4-5): by team and person from day $1 to
-- before day $2, and by team (person 0) from day $3 to before day $4
select 1 as now, team_id, person_id, cast(sum(complex) as bigint) as complex, cast(sum(complex_known) as bigint) as known,
	cast(sum(n) as bigint) as n, case when person_id = 0 then day else 0 end as day
from case_day
where day >= $1 and day < $2 and resolved_by in ('human', 'human_with_ai')
group by team_id, person_id, 7
union all
select 0 as now, team_id, 0 as person_id, cast(sum(complex) as bigint) as complex, cast(sum(complex_known) as bigint) as known,
	cast(sum(n) as bigint) as n, day
from case_day
where day >= $3 and day < $4 and resolved_by in ('human', 'human_with_ai')
group by day, team_id
