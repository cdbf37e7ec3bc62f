-- what the owner allows to be shown
select key, value from policy
