-- whose database it is, and since when leavers are complete
select o.name, o.time_zone, o.observed_day, o.synthetic,
	(select min(p.hired_day) from person p) as first_hired_day
from organisation o
where o.id = 1
