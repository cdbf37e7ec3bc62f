-- Assessments from day $1 to $2; $3 = one person, 0 = everybody.
select person_id, skill_id, assessed_day, level, source
from skill_level
where assessed_day >= $1 and assessed_day <= $2 and ($3 = 0 or person_id = $3)
