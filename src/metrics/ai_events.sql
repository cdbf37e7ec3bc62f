-- AI events by day, person, tool and team from day $1 to day $2; a person has one team a day, events of nobody (0) have
-- the team of their case
select day, person_id, tool_id, min(team_id) as team_id,
	cast(sum(case when kind = 'shown' then n else 0 end) as bigint) as shown,
	cast(sum(case when kind = 'accepted' then n else 0 end) as bigint) as accepted,
	cast(sum(case when kind = 'edited' then n else 0 end) as bigint) as edited,
	cast(sum(case when kind = 'rejected' then n else 0 end) as bigint) as rejected,
	cast(sum(case when kind = 'used' then n else 0 end) as bigint) as used,
	cast(sum(seconds_saved) as bigint) as seconds_saved,
	cast(sum(saved_n) as bigint) as saved_n
from ai_day
where day >= $1 and day <= $2 and person_id > 0
group by day, person_id, tool_id
union all
select day, person_id, tool_id, team_id,
	cast(sum(case when kind = 'shown' then n else 0 end) as bigint) as shown,
	cast(sum(case when kind = 'accepted' then n else 0 end) as bigint) as accepted,
	cast(sum(case when kind = 'edited' then n else 0 end) as bigint) as edited,
	cast(sum(case when kind = 'rejected' then n else 0 end) as bigint) as rejected,
	cast(sum(case when kind = 'used' then n else 0 end) as bigint) as used,
	cast(sum(seconds_saved) as bigint) as seconds_saved,
	cast(sum(saved_n) as bigint) as saved_n
from ai_day
where day >= $1 and day <= $2 and person_id = 0
group by day, person_id, tool_id, team_id
