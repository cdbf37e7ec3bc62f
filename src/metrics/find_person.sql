-- the employments of the employee number $1
select id, name, hired_day, left_day from person where employee_no = $1 order by id
