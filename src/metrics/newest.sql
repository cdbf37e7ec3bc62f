-- the newest day on or before $1 of everything that is recorded as it happens, and of hiring and leaving
select
	(select max(day) from activity_day where day <= $1) as activity,
	(select max(day) from ai_day where day <= $1) as ai_event,
	(select c.day from calendar c
		where c.starts_at <= (select max(s.opened_at) from service_case s
			where s.opened_at < (select b.starts_at from calendar b where b.day = $1 + 1))
		order by c.starts_at desc, c.day desc limit 1) as opened,
	(select max(day) from case_day where day <= $1) as resolved,
	(select max(assessed_day) from skill_level where assessed_day <= $1) as assessment,
	(select max(answered_day) from survey_answer where answered_day <= $1) as answer,
	(select max(hired_day) from person where hired_day <= $1) as hired,
	(select max(left_day) from person where left_day <= $1) as left_day
