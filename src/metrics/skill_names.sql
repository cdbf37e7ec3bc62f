-- Every skill.
select id, name
from skill
