-- seconds and activities by team and kind: from day $1 to day $2, and in the days before from day $3 on
select team_id, kind_id,
	cast(sum(case when day >= $1 then seconds else 0 end) as bigint) as seconds,
	cast(sum(case when day < $1 then seconds else 0 end) as bigint) as seconds_before,
	cast(sum(case when day >= $1 then n else 0 end) as bigint) as activities
from team_activity_day
where day >= $3 and day <= $2
group by team_id, kind_id
