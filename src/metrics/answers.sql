-- Answers from day $1 to $2. Which one is a person's latest is found in C.
select id, person_id, team_id, question_id, score, answered_day
from survey_answer
where answered_day >= $1 and answered_day <= $2
