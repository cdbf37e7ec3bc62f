-- yardsticks: survey figures beside ours
select key, value, unit from benchmark
