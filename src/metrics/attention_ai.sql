-- AI events by day and person from day $1 to day $2: shown, taken, deliberate use or not; a person has one team a day,
-- events without a person may have several
select day, person_id, min(team_id) as team_id,
	cast(sum(case when kind = 'shown' then n else 0 end) as bigint) as shown,
	cast(sum(case when kind in ('accepted', 'edited') then n else 0 end) as bigint) as taken,
	max(case when kind in ('accepted', 'edited', 'rejected', 'used') then 1 else 0 end) as used
from ai_day
where day >= $1 and day <= $2 and person_id > 0
group by day, person_id
union all
select c.day, a.person_id, a.team_id,
	cast(sum(case when a.kind = 'shown' then a.n else 0 end) as bigint) as shown,
	cast(sum(case when a.kind in ('accepted', 'edited') then a.n else 0 end) as bigint) as taken, 0 as used
from calendar c
join ai_day a on a.day = c.day and a.person_id = 0
where c.day >= $1 and c.day <= $2
group by c.day, a.person_id, a.team_id
