-- the ledger of person $4: from day $1 to day $2, and in the days before from day $3 on
select kind_id,
	cast(sum(case when day >= $1 then seconds else 0 end) as bigint) as seconds,
	cast(sum(case when day < $1 then seconds else 0 end) as bigint) as seconds_before,
	cast(sum(case when day >= $1 then n else 0 end) as bigint) as activities
from activity_day
where person_id = $4 and day >= $3 and day <= $2
group by kind_id
