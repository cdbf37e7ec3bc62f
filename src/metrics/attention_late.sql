-- cases resolved in the 7 days before second $1, until second $2, that came back after $1
select coalesce(team_id, 0) as team_id, coalesce(person_id, 0) as person_id, resolved_at
from service_case
where resolved_at > $1 - 604800 and resolved_at < $2 and resolved_by is not null and reopened_at > $1
	and reopened_at <= resolved_at + 604800
