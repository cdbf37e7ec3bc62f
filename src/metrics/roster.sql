-- every employment
select id, employee_no, name, role, hired_day, left_day, leave_kind, weekly_hours from person order by id
