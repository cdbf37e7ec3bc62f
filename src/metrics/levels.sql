-- Every assessment up to $1. Sorted in C: by person, skill, day.
select person_id, skill_id, assessed_day, level
from skill_level
where assessed_day <= $1
