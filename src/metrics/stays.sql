-- every stay in a team
select person_id, team_id, from_day, to_day from membership order by person_id, from_day
