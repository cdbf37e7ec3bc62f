-- What teams need: so many people at a level of a skill, or above.
select team_id, skill_id, level, people
from skill_need
