-- first and newest day on or before $1 of each relation that figures are made of; people without a hiring day are counted
select
	(select min(day) from activity_day) as activity_first,
	(select max(day) from activity_day where day <= $1) as activity_newest,
	(select min(day) from ai_day) as ai_event_first,
	(select max(day) from ai_day where day <= $1) as ai_event_newest,
	(select c.day from calendar c where c.starts_at <= (select min(s.opened_at) from service_case s)
		order by c.starts_at desc, c.day desc limit 1) as opened_first,
	(select c.day from calendar c
		where c.starts_at <= (select max(s.opened_at) from service_case s
			where s.opened_at < (select b.starts_at from calendar b where b.day = $1 + 1))
		order by c.starts_at desc, c.day desc limit 1) as opened_newest,
	(select min(day) from case_day) as resolved_first,
	(select max(day) from case_day where day <= $1) as resolved_newest,
	(select min(from_day) from ai_access) as access_first,
	(select max(from_day) from ai_access where from_day <= $1) as access_newest,
	(select min(assessed_day) from skill_level) as assessment_first,
	(select max(assessed_day) from skill_level where assessed_day <= $1) as assessment_newest,
	(select min(answered_day) from survey_answer) as answer_first,
	(select max(answered_day) from survey_answer where answered_day <= $1) as answer_newest,
	(select count(*) from skill_need) as needs
