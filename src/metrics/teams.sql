-- every team and the team above it
select id, name, parent_id from team order by id
