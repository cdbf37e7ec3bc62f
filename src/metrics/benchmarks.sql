-- yardsticks: survey figures beside ours
select key, value, unit, population, year from benchmark
