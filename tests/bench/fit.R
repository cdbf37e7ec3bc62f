# Seconds of R's glm on the rows that fit.c wrote, median of seven: glm as one calls it, and its inner glm.fit alone.
words <- commandArgs(TRUE)
rows <- as.integer(words[2]); columns <- as.integer(words[3])
values <- readBin(words[1], "double", rows * (columns + 2))
x <- matrix(values[seq_len(rows * columns)], rows)
y <- values[rows * columns + seq_len(rows)]
offset <- values[rows * (columns + 1) + seq_len(rows)]
options(warn = -1)
median_of <- function(run) median(replicate(7, system.time(run())[["elapsed"]]))
cat(median_of(function() glm(y ~ x, family = binomial, offset = offset)),
	median_of(function() glm.fit(cbind(1, x), y, offset = offset, family = binomial())), "\n")
