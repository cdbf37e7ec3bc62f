-- what figures are made of, by team, from day $1 to day $2 and in the days before from day $3 on: 0 seconds by kind of
-- work, 1 AI events taken and shown by tool, 2 cases come back and all by resolver (1 AI, 2 people)
select 0 as figure, a.team_id, a.kind_id as part,
	cast(sum(case when a.day >= $1 then a.seconds else 0 end) as bigint) as above,
	cast(0 as bigint) as below,
	cast(sum(case when a.day < $1 then a.seconds else 0 end) as bigint) as above_before,
	cast(0 as bigint) as below_before
from team_activity_day a
where a.day >= $3 and a.day <= $2
group by a.team_id, a.kind_id
union all
select 1 as figure, e.team_id, e.tool_id as part,
	cast(sum(case when e.day >= $1 and e.kind in ('accepted', 'edited') then e.n else 0 end) as bigint) as above,
	cast(sum(case when e.day >= $1 and e.kind = 'shown' then e.n else 0 end) as bigint) as below,
	cast(sum(case when e.day < $1 and e.kind in ('accepted', 'edited') then e.n else 0 end) as bigint) as above_before,
	cast(sum(case when e.day < $1 and e.kind = 'shown' then e.n else 0 end) as bigint) as below_before
from ai_day e
where e.day >= $3 and e.day <= $2
group by e.team_id, e.tool_id
union all
select 2 as figure, c.team_id, case when c.resolved_by = 'ai' then 1 else 2 end as part,
	cast(sum(case when c.day >= $1 then c.came_back else 0 end) as bigint) as above,
	cast(sum(case when c.day >= $1 then c.n else 0 end) as bigint) as below,
	cast(sum(case when c.day < $1 then c.came_back else 0 end) as bigint) as above_before,
	cast(sum(case when c.day < $1 then c.n else 0 end) as bigint) as below_before
from case_day c
where c.day >= $3 and c.day <= $2 and c.resolved_by <> ''
group by c.team_id, 3
