-- What the survey asks.
select id, key, text
from survey_question
