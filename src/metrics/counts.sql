-- how many rows small relations hold: teams, stays, access, needs; assessments and answers from day $1 to day $2
select
	(select count(*) from team) as teams,
	(select count(*) from membership) as stays,
	(select count(*) from ai_access) as access,
	(select count(*) from skill_need) as needs,
	(select count(*) from skill_level where assessed_day >= $1 and assessed_day <= $2) as assessments,
	(select count(*) from survey_answer where answered_day >= $1 and answered_day <= $2) as answers
