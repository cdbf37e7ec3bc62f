-- the AI tools
select id, name from ai_tool order by id
