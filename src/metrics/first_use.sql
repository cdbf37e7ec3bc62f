-- the first day of deliberate AI use of each person, null where there is none
select p.id, (select min(a.day) from ai_day a
	where a.person_id = p.id and a.kind in ('accepted', 'edited', 'rejected', 'used')) as first_day
from person p
