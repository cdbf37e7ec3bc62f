-- cases resolved by people, by person in blocks of $3 days from day $1 to day $2: how many, back, handled, rated
select day - (day - $1) % $3 as block, person_id, cast(sum(n) as bigint) as n, cast(sum(came_back) as bigint) as came_back,
	cast(sum(handle_seconds) as bigint) as handle_seconds, cast(sum(handle_n) as bigint) as handle_n,
	cast(sum(csat_sum) as bigint) as csat_sum, cast(sum(csat_n) as bigint) as csat_n
from case_day
where day >= $1 and day <= $2 and person_id > 0 and resolved_by <> 'ai'
group by day - (day - $1) % $3, person_id
