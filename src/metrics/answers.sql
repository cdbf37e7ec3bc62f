-- Answers from day $1 on. Which one is a person's latest is found in C; those after `to` are read for hiding alone.
select id, person_id, team_id, question_id, score, answered_day
from survey_answer
where answered_day >= $1
