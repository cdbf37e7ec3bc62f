-- AI events from day $1 to day $2: kind 1 shown, 2 accepted, 3 edited, 4 rejected, 5 used, 0 another; the rows of a day are
-- summed where they are read
select day, person_id, tool_id, team_id,
	case kind when 'shown' then 1 when 'accepted' then 2 when 'edited' then 3 when 'rejected' then 4 when 'used' then 5
		else 0 end as kind,
	n, seconds_saved, saved_n
from ai_day
where day >= $1 and day <= $2
