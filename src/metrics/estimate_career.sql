-- what people answered about their own career prospects, not anonymously, up to day $1
select a.person_id, a.answered_day, a.score
from survey_answer a
join survey_question q on q.id = a.question_id and q.key = 'career_prospects'
where a.person_id > 0 and a.answered_day <= $1
order by a.person_id, a.answered_day, a.id
