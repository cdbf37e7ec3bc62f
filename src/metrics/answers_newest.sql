-- The newest day up to $1 with an answer.
select max(answered_day) as newest
from survey_answer
where answered_day <= $1
