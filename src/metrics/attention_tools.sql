-- the AI tools by name
select id, name from ai_tool order by id
