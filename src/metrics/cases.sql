-- resolved cases by day, team and person (0 = none of either) from day $1 to day $2: who resolved them, how they held,
-- how customers rated them; '' and -1 = not known
select day, team_id, person_id,
	cast(sum(n) as bigint) as n,
	cast(sum(case when resolved_by <> '' then n else 0 end) as bigint) as known,
	cast(sum(case when resolved_by = 'ai' then n else 0 end) as bigint) as by_ai,
	cast(sum(case when resolved_by = 'ai' then came_back else 0 end) as bigint) as back_ai,
	cast(sum(case when resolved_by = 'human' then n else 0 end) as bigint) as by_human,
	cast(sum(case when resolved_by = 'human_with_ai' then n else 0 end) as bigint) as with_ai,
	cast(sum(case when resolved_by in ('human', 'human_with_ai') then came_back else 0 end) as bigint) as back_people,
	cast(sum(case when handed_over >= 0 then n else 0 end) as bigint) as handed_known,
	cast(sum(case when handed_over = 1 or (handed_over = 0 and resolved_by = 'ai') then n else 0 end) as bigint) as taken,
	cast(sum(case when handed_over = 1 then n else 0 end) as bigint) as handed_over,
	cast(sum(csat_n) as bigint) as rated,
	cast(sum(case when resolved_by = 'ai' then csat_sum else 0 end) as bigint) as csat_ai,
	cast(sum(case when resolved_by = 'ai' then csat_n else 0 end) as bigint) as rated_ai,
	cast(sum(case when resolved_by in ('human', 'human_with_ai') then csat_sum else 0 end) as bigint) as csat_people,
	cast(sum(case when resolved_by in ('human', 'human_with_ai') then csat_n else 0 end) as bigint) as rated_people
from case_day
where day >= $1 and day <= $2
group by day, team_id, person_id
