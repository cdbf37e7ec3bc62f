-- cases resolved by people, by day and person from day $1 to day $2: how many, back, handled, rated; weeks are summed where
-- they are read
select day, person_id, n, came_back, handle_seconds, handle_n, csat_sum, csat_n
from case_day
where day >= $1 and day <= $2 and person_id > 0 and resolved_by <> 'ai'
