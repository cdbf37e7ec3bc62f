-- the newest row up to second $1 of what is recorded as it happens, and the newest import that wrote each relation
select
	(select max(started_at) from activity where started_at <= $1) as activity,
	(select r.at from import_run r where r.id = (select a.import_id from activity a where a.started_at <= $1
		order by a.started_at desc limit 1)) as activity_imported,
	(select max(opened_at) from service_case where opened_at <= $1) as opened,
	(select max(resolved_at) from service_case where resolved_at <= $1) as resolved,
	(select r.at from import_run r where r.id = (select c.import_id from service_case c where c.resolved_at <= $1
		order by c.resolved_at desc limit 1)) as case_imported,
	(select max(at) from ai_event where at <= $1) as ai_event,
	(select r.at from import_run r where r.id = (select e.import_id from ai_event e where e.at <= $1
		order by e.at desc limit 1)) as ai_event_imported,
	(select r.at from import_run r where r.id = (select max(import_id) from person)) as person_imported,
	(select r.at from import_run r where r.id = (select max(import_id) from membership)) as membership_imported,
	(select r.at from import_run r where r.id = (select max(import_id) from ai_access)) as access_imported,
	(select r.at from import_run r where r.id = (select l.import_id from skill_level l
		order by l.assessed_day desc limit 1)) as assessment_imported,
	(select r.at from import_run r where r.id = (select max(import_id) from skill_need)) as need_imported,
	(select r.at from import_run r where r.id = (select max(import_id) from survey_answer)) as answer_imported
