-- resolved cases from day $1 to day $2: resolver 0 not known, 1 AI, 2 people, 3 people with AI; hand-over -1 = not known;
-- the rows of a day are summed where they are read
select day, team_id, person_id,
	case resolved_by when 'ai' then 1 when 'human' then 2 when 'human_with_ai' then 3 else 0 end as resolver,
	handed_over, n, came_back, csat_sum, csat_n, complex, complex_known
from case_day
where day >= $1 and day <= $2
