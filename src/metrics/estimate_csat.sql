-- what customers gave the cases of each person, from day $1 to day $2; the rows of a day are summed where they are read
select day, person_id, csat_sum, csat_n
from case_day
where day >= $1 and day <= $2 and person_id > 0 and csat_n > 0
