-- Tools that person $1 was given.
select a.from_day, t.name
from ai_access a
join ai_tool t on t.id = a.tool_id
where a.person_id = $1
